//! Texts that were written before by somebody else.

use std::collections::{BTreeSet, HashMap};

use super::{Found, Reason, Thresholds, Visit, Written};
use crate::fold;
use crate::id::{ContributionId, SessionId};

/// Runs of words that stand in more texts than this are a way of speaking, and are not used to find copies.
const COMMON: usize = 200;

/// Sessions with a text that is nearly one of another session before it. Lines that quote, beginning with `>`, are not theirs and
/// do not count. The first who wrote a text is not marked: copying is what is a sign, not being copied.
pub(super) fn copied(visits: &[Visit], thresholds: &Thresholds) -> Found {
    let mut texts: Vec<(&Visit, &Written)> =
        visits.iter().flat_map(|visit| visit.texts.iter().map(move |text| (visit, text))).collect();
    texts.sort_by_key(|(visit, text)| (text.at, text.contribution, visit.session));
    let mut seen: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut kept: Vec<(SessionId, ContributionId, usize)> = Vec::new();
    let mut found = Vec::new();
    for (visit, text) in texts {
        let runs = runs(&text.text, thresholds.copied_words);
        if runs.is_empty() {
            continue;
        }
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for run in &runs {
            for other in seen.get(run).filter(|with| with.len() <= COMMON).into_iter().flatten() {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let copy = |(other, both): (usize, usize)| {
            let (session, contribution, size) = kept[other];
            let either = runs.len() + size - both;
            let near = both as f64 >= thresholds.copied_share * either as f64;
            (near && session != visit.session).then_some((other, contribution))
        };
        if let Some((_, from)) = shared.into_iter().filter_map(copy).min() {
            found.push((visit.session, Reason::Copied { from }));
        }
        for run in &runs {
            let with = seen.entry(*run).or_default();
            if with.len() <= COMMON {
                with.push(kept.len());
            }
        }
        kept.push((visit.session, text.contribution, runs.len()));
    }
    found
}

/// Hashes of the runs of three words in a text; none for one that is too short to be anybody's own.
fn runs(text: &str, fewest: usize) -> BTreeSet<u64> {
    let own: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('>')).collect();
    let words = fold::words(&own.join("\n"));
    if words.len() < fewest.max(3) {
        return BTreeSet::new();
    }
    words.windows(3).map(hash).collect()
}

/// FNV-1a over words, with a byte between them that no word has.
fn hash(words: &[String]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use comity_exchange::time::Timestamp;

    use super::*;

    fn visit(session: u128, text: &str) -> Visit {
        let at = Timestamp(session as i64);
        let written = Written { contribution: ContributionId(session), text: text.into(), at };
        Visit { session: SessionId(session), made: at, network: None, votes: vec![], texts: vec![written] }
    }

    #[test]
    fn whoever_copies_is_marked_and_whoever_is_copied_is_not() {
        let text = "Please let families share one bundle of data between all their phones and tablets";
        let check = |other: &str, expect: bool| {
            let found = copied(&[visit(2, other), visit(1, text)], &Thresholds::default());
            let mark = (SessionId(2), Reason::Copied { from: ContributionId(1) });
            assert_eq!(found, if expect { vec![mark] } else { vec![] }, "{other}");
        };
        check(text, true);
        check("PLEASE, let families share one bundle of data between all their phones and laptops!!", true);
        check("Families should be able to share their data between phones", false);
        check("> Please let families share one bundle of data between all their phones and tablets\nYes!", false);
        let short = copied(&[visit(1, "More data please"), visit(2, "More data please")], &Thresholds::default());
        assert_eq!(short, []);
    }

    #[test]
    fn repeating_oneself_is_no_copy() {
        let text = "Please let families share one bundle of data between all their phones";
        let mut twice = visit(1, text);
        twice.texts.push(Written { contribution: ContributionId(9), text: text.into(), at: Timestamp(5) });
        assert_eq!(copied(&[twice], &Thresholds::default()), []);
    }
}
