//! The pattern language.
//!
//! | written | stands for |
//! |---|---|
//! | `refund` | that word, whatever the case, accents or kind of apostrophe; also with `'s` |
//! | `refund*` | every word that begins so |
//! | `told\|informed me` | one or the other, then `me` |
//! | `kept * waiting` | with a few words between (as many as the codebook's `gap`) |
//! | `kept *5 waiting` | with up to five words between |
//! | `<number> hours` | a number, in digits |
//! | `<money>` | an amount with a currency sign |
//!
//! Words of a phrase stand in one sentence; mentions and addresses are words that match nothing.

use thiserror::Error;

use crate::words::{Kind, Words};

/// Shorter beginnings match too much by chance, and the matcher's filter looks at three bytes.
const SHORTEST_PREFIX: usize = 3;
/// Words that one phrase may span, gaps included: the matcher keeps positions in the bits of a `u128`.
pub(super) const WIDEST: usize = 100;

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Atom {
    Exact(String),
    Prefix(String),
    Number,
    Money,
}

/// One place in a phrase: what may stand there, and how many other words may stand before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub atoms: Vec<Atom>,
    pub gap: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum PatternError {
    #[error("is empty; write a word or a phrase")]
    Empty,
    #[error(
        "has a gap `*` at its {0}; a gap stands between two words, and a word's beginning is written without a space, as in `refund*`"
    )]
    LooseGap(&'static str),
    #[error("has the gap `{0}`; write `*` or `*` and a number from 1 to 20, as in `kept *5 waiting`")]
    Gap(String),
    #[error("has the beginning `{0}*`, which is too short; give at least {SHORTEST_PREFIX} letters")]
    ShortPrefix(String),
    #[error("has a `*` inside `{0}`; it can only end a word")]
    InnerStar(String),
    #[error("has `{0}`; known are <number> and <money>")]
    Special(String),
    #[error("has `{0}`, which holds no single word; write one word between spaces and bars")]
    NoWord(String),
    #[error("spans up to {0} words, more than {WIDEST}; make its gaps smaller")]
    TooWide(usize),
}

/// Reads a pattern; `gap` is what a bare `*` stands for at most.
pub(super) fn parse(pattern: &str, gap: usize) -> Result<Vec<Slot>, PatternError> {
    let mut slots: Vec<Slot> = Vec::new();
    let mut before = 0;
    let mut pending = false;
    for part in pattern.split_whitespace() {
        if let Some(size) = part.strip_prefix('*') {
            if slots.is_empty() {
                return Err(PatternError::LooseGap("start"));
            }
            before += match size {
                "" => gap,
                _ => {
                    size.parse().ok().filter(|n| (1..=20).contains(n)).ok_or_else(|| PatternError::Gap(part.into()))?
                }
            };
            pending = true;
            continue;
        }
        for (position, atoms) in place(part)?.into_iter().enumerate() {
            slots.push(Slot { atoms, gap: if position == 0 { before } else { 0 } });
        }
        (before, pending) = (0, false);
    }
    let width = slots.iter().map(|slot| slot.gap + 1).sum();
    match () {
        () if pending => Err(PatternError::LooseGap("end")),
        () if slots.is_empty() => Err(PatternError::Empty),
        () if width > WIDEST => Err(PatternError::TooWide(width)),
        () => Ok(slots),
    }
}

/// What stands between two spaces: usually one place; several where a word is written with a hyphen or an elision.
fn place(part: &str) -> Result<Vec<Vec<Atom>>, PatternError> {
    if !part.contains('|') {
        return word(part);
    }
    let mut atoms = Vec::new();
    for choice in part.split('|') {
        match word(choice)?.as_mut_slice() {
            [single] => atoms.append(single),
            _ => return Err(PatternError::NoWord(choice.into())),
        }
    }
    Ok(vec![atoms])
}

fn word(part: &str) -> Result<Vec<Vec<Atom>>, PatternError> {
    match part {
        "<number>" => return Ok(vec![vec![Atom::Number]]),
        "<money>" => return Ok(vec![vec![Atom::Money]]),
        _ if part.starts_with('<') => return Err(PatternError::Special(part.into())),
        _ => {}
    }
    let (stem, prefix) = part.strip_suffix('*').map_or((part, false), |stem| (stem, true));
    if stem.contains('*') {
        return Err(PatternError::InnerStar(part.into()));
    }
    let words = Words::of(stem);
    let count = words.len();
    let places: Vec<Vec<Atom>> = words
        .iter()
        .enumerate()
        .filter(|(_, word)| matches!(word.kind, Kind::Word | Kind::Number))
        .map(
            |(position, word)| if prefix && position + 1 == count { starting(word.text) } else { Ok(exact(word.text)) },
        )
        .collect::<Result<_, _>>()?;
    if places.is_empty() || places.len() != count { Err(PatternError::NoWord(part.into())) } else { Ok(places) }
}

fn starting(stem: &str) -> Result<Vec<Atom>, PatternError> {
    let mut folded = String::new();
    fold(stem, &mut folded);
    if folded.len() < SHORTEST_PREFIX {
        Err(PatternError::ShortPrefix(stem.into()))
    } else {
        Ok(vec![Atom::Prefix(folded)])
    }
}

/// The word itself, and for `don't` also `dont`, as many people type it.
fn exact(word: &str) -> Vec<Atom> {
    let mut folded = String::new();
    fold(word, &mut folded);
    let without = folded.strip_suffix("n't").map(|stem| Atom::Exact(format!("{stem}nt")));
    std::iter::once(Atom::Exact(folded)).chain(without).collect()
}

/// Writes `word` without accents. Words of one or two letters keep them: `è` is not `e`, `sì` is not `si`.
pub(super) fn fold(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() || word.chars().nth(2).is_none() {
        into.push_str(word);
        return;
    }
    into.extend(word.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).map(|c| match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        _ => c,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, expect: &str) {
        let shown = match parse(pattern, 3) {
            Err(error) => error.to_string(),
            Ok(slots) => slots.iter().map(show).collect::<Vec<_>>().join(" "),
        };
        assert!(shown.contains(expect), "{pattern:?} gives {shown:?}, not {expect:?}");
    }

    fn show(slot: &Slot) -> String {
        let atoms: Vec<String> = slot
            .atoms
            .iter()
            .map(|atom| match atom {
                Atom::Exact(word) => word.clone(),
                Atom::Prefix(stem) => format!("{stem}…"),
                Atom::Number => "#".into(),
                Atom::Money => "$".into(),
            })
            .collect();
        format!("{}{}", "_".repeat(slot.gap), atoms.join("/"))
    }

    #[test]
    fn words_prefixes_and_phrases() {
        check("Refund", "refund");
        check("refund*", "refund…");
        check("nobody told|informed me", "nobody told/informed me");
        check("kept * waiting", "kept ___waiting");
        check("kept *5 waiting", "kept _____waiting");
        check("<number> hours|days", "# hours/days");
        check("<money>", "$");
        check("self-service", "self service");
        check("l’offerta*", "l' offerta…");
    }

    #[test]
    fn spelling_is_forgiving() {
        check("Don’t ask", "don't/dont ask");
        check("perché", "perche");
        check("è", "è");
    }

    #[test]
    fn mistakes_say_what_to_do() {
        check("  ", "write a word");
        check("* waiting", "at its start");
        check("kept *", "at its end");
        check("kept *99 waiting", "from 1 to 20");
        check("ab*", "at least 3 letters");
        check("re*fund", "can only end a word");
        check("<digits>", "<number> and <money>");
        check("told|, me", "no single word");
        check("told|in-formed me", "no single word");
        check("@you", "no single word");
        check(&format!("a {}", "*20 b ".repeat(5)), "more than 100");
    }
}
