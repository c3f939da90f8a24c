//! Agreement between the codes that a codebook gives and those that people gave.
//!
//! Per code: Cohen's (1960) κ and Krippendorff's (2018) nominal α for two coders, precision, recall and F1 with the people
//! as reference, and percentile intervals by resampling posts. Over all codes: exact and mean Jaccard agreement, micro and
//! macro F1, and α for sets with Passonneau's (2006) MASI distance.

mod resample;

use std::collections::BTreeMap;

use serde::Serialize;
use thiserror::Error;

use crate::codebook::{CodeSet, Codebook};

/// A measure with its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The value; nothing where it is not defined, as κ is when both always say the same.
    pub value: Option<f64>,
    /// Percentile interval; nothing when more than a tenth of the resamples left the measure undefined.
    pub interval: Option<[f64; 2]>,
    /// Resamples that left it undefined.
    pub undefined: usize,
}

/// How well codebook and people agree on one code.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodeAgreement {
    /// Posts with the code from both.
    pub both: usize,
    /// From the people alone.
    pub human_only: usize,
    /// From the codebook alone.
    pub machine_only: usize,
    /// From neither.
    pub neither: usize,
    /// Cohen's κ.
    pub kappa: Estimate,
    /// Krippendorff's α, nominal.
    pub alpha: Estimate,
    /// Of the posts that the codebook gave the code, the part that people gave it too.
    pub precision: Estimate,
    /// Of the posts that people gave the code, the part that the codebook found.
    pub recall: Estimate,
    /// Harmonic mean of both.
    pub f1: Estimate,
}

/// Agreement over all codes together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overall {
    /// Posts with exactly the same codes, as a part of all.
    pub exact: Estimate,
    /// Mean over posts of shared codes over all codes given by either; 1 where neither gave one.
    pub jaccard: Estimate,
    /// F1 over all post-code pairs.
    pub micro_f1: Estimate,
    /// Mean of the codes' F1, of those where it is defined.
    pub macro_f1: Estimate,
    /// Krippendorff's α for sets, MASI distance.
    pub alpha_masi: Option<f64>,
}

/// Everything that [`agreement`] found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    /// Posts compared.
    pub posts: usize,
    /// By code, in the order of the codebook.
    pub codes: Vec<CodeAgreement>,
    /// Over all codes.
    pub overall: Overall,
    /// Resamples that the intervals rest on.
    pub resamples: usize,
}

/// Why there is no agreement to report.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AgreementError {
    /// One coding is longer than the other.
    #[error("there are {machine} posts coded by the codebook and {human} coded by people; give the same posts to both")]
    Lengths {
        /// Posts from the codebook.
        machine: usize,
        /// Posts from the people.
        human: usize,
    },
    /// Nothing to compare.
    #[error("no post has human codes; check the name of the column that holds them")]
    Empty,
}

/// Compares two codings of the same posts over the codes 0..`codes`.
///
/// `resamples` posts-with-replacement samples give the intervals, the same ones for the same `seed`. 0 gives none.
///
/// # Errors
/// Codings of different lengths, or without a post.
pub fn agreement(
    machine: &[CodeSet],
    human: &[CodeSet],
    codes: usize,
    resamples: usize,
    seed: u64,
) -> Result<Agreement, AgreementError> {
    if machine.len() != human.len() {
        return Err(AgreementError::Lengths { machine: machine.len(), human: human.len() });
    }
    if machine.is_empty() {
        return Err(AgreementError::Empty);
    }
    let mut counts: BTreeMap<(CodeSet, CodeSet), u64> = BTreeMap::new();
    for pair in machine.iter().copied().zip(human.iter().copied()) {
        *counts.entry(pair).or_default() += 1;
    }
    let pairs: Vec<(CodeSet, CodeSet)> = counts.keys().copied().collect();
    let weights: Vec<u64> = counts.values().copied().collect();
    let point = resample::measures(&pairs, &weights, codes);
    let draws = resample::draw(&pairs, &weights, codes, resamples, seed);
    let mut estimates = (0..point.len()).map(|place| resample::estimate(point[place], &draws, place));
    let mut next = || estimates.next().unwrap_or(Estimate { value: None, interval: None, undefined: 0 });
    let mut by_code = Vec::with_capacity(codes);
    for code in 0..codes {
        let [both, machine_only, human_only, neither] = resample::table(&pairs, &weights, code).map(|n| n as usize);
        let [kappa, alpha, precision, recall, f1] = std::array::from_fn(|_| next());
        by_code.push(CodeAgreement { both, human_only, machine_only, neither, kappa, alpha, precision, recall, f1 });
    }
    let [exact, jaccard, micro_f1, macro_f1] = std::array::from_fn(|_| next());
    let alpha_masi = resample::alpha_masi(&pairs, &weights);
    let overall = Overall { exact, jaccard, micro_f1, macro_f1, alpha_masi };
    Ok(Agreement { posts: machine.len(), codes: by_code, overall, resamples })
}

/// Reads cells of human codes against a codebook and keeps count of what it did not know.
#[derive(Clone, Debug)]
pub struct HumanCodes<'c> {
    codebook: &'c Codebook,
    names: BTreeMap<String, usize>,
    unknown: BTreeMap<String, usize>,
    blank: usize,
}

/// Words in a cell that say outright that no code applies.
const NONE: &[&str] = &["none", "no code", "nessuno", "nessuna", "-", "0"];

impl<'c> HumanCodes<'c> {
    /// Human names are the codes' ids or labels, whatever their case.
    pub fn new(codebook: &'c Codebook) -> Self {
        Self { codebook, names: BTreeMap::new(), unknown: BTreeMap::new(), blank: 0 }
    }

    /// Also takes `name` for the code at a position.
    pub fn rename(&mut self, name: &str, code: usize) {
        self.names.insert(name.trim().to_lowercase(), code);
    }

    /// The codes in one cell, parted by `;` or `|`; nothing for a blank cell, which is counted.
    pub fn read(&mut self, cell: &str) -> Option<CodeSet> {
        let parts: Vec<&str> = cell.split([';', '|']).map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.is_empty() {
            self.blank += 1;
            return None;
        }
        let mut codes = CodeSet::EMPTY;
        for part in parts {
            let lower = part.to_lowercase();
            match self.names.get(&lower).copied().or_else(|| self.codebook.code_named(part)) {
                Some(code) => codes.insert(code),
                None if NONE.contains(&lower.as_str()) => {}
                None => *self.unknown.entry(part.to_owned()).or_default() += 1,
            }
        }
        Some(codes)
    }

    /// Names that stand for no code, with how often each was met.
    pub fn unknown(&self) -> &BTreeMap<String, usize> {
        &self.unknown
    }

    /// Blank cells met.
    pub fn blank(&self) -> usize {
        self.blank
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::{BuiltinLens, builtin};

    fn sets(codes: &[&[usize]]) -> Vec<CodeSet> {
        codes.iter().map(|codes| codes.iter().copied().collect()).collect()
    }

    /// Machine and human, one code: `both`, `machine only`, `human only`, `neither` posts.
    fn table(counts: [usize; 4]) -> Agreement {
        let rows: [(&[usize], &[usize]); 4] = [(&[0], &[0]), (&[0], &[]), (&[], &[0]), (&[], &[])];
        let (mut machine, mut human) = (Vec::new(), Vec::new());
        for ((m, h), count) in rows.into_iter().zip(counts) {
            for _ in 0..count {
                machine.extend(sets(&[m]));
                human.extend(sets(&[h]));
            }
        }
        agreement(&machine, &human, 1, 500, 7).unwrap()
    }

    fn check(counts: [usize; 4], kappa: f64, alpha: f64) {
        let code = &table(counts).codes[0];
        assert!((code.kappa.value.unwrap() - kappa).abs() < 5e-4, "{:?}", code.kappa);
        assert!((code.alpha.value.unwrap() - alpha).abs() < 5e-4, "{:?}", code.alpha);
        for estimate in [code.kappa, code.alpha] {
            let [low, high] = estimate.interval.unwrap();
            assert!(low <= estimate.value.unwrap() && estimate.value.unwrap() <= high, "{estimate:?}");
        }
    }

    #[test]
    fn kappa_and_alpha_by_hand() {
        // Observed .70, expected .50; and 1 − 15·99/(45·55) for α.
        check([20, 5, 10, 15], 0.4, 1.0 - 15.0 * 99.0 / (55.0 * 45.0));
        check([50, 0, 0, 50], 1.0, 1.0);
        check([0, 50, 50, 0], -1.0, 1.0 - 100.0 * 199.0 / (100.0 * 100.0));
    }

    #[test]
    fn alpha_of_krippendorffs_binary_example() {
        // Ten units and two coders in his Computing Krippendorff's Alpha-Reliability (2011): α = .095.
        let bits = |text: &str| {
            text.bytes().map(|b| if b == b'1' { [0].into_iter().collect() } else { CodeSet::EMPTY }).collect()
        };
        let (one, two): (Vec<CodeSet>, Vec<CodeSet>) = (bits("0100000010"), bits("1110010000"));
        let found = agreement(&one, &two, 1, 0, 0).unwrap().codes[0].alpha.value.unwrap();
        assert!((found - 0.095).abs() < 5e-4, "{found}");
    }

    #[test]
    fn precision_recall_and_counts() {
        let found = table([30, 10, 20, 40]);
        let code = &found.codes[0];
        assert_eq!((code.both, code.machine_only, code.human_only, code.neither), (30, 10, 20, 40));
        assert_eq!((code.precision.value, code.recall.value), (Some(0.75), Some(0.6)));
        assert_eq!((found.overall.exact.value, found.overall.jaccard.value), (Some(0.7), Some(0.7)));
    }

    #[test]
    fn what_is_undefined_is_counted() {
        let found = table([0, 0, 0, 9]);
        assert_eq!(found.codes[0].kappa, Estimate { value: None, interval: None, undefined: 500 });
        let rare = table([1, 0, 0, 9]);
        assert!(rare.codes[0].kappa.undefined > 50 && rare.codes[0].kappa.interval.is_none());
    }

    #[test]
    fn sets_that_share_a_code_disagree_less() {
        let machine = sets(&[&[0], &[0, 1], &[1], &[], &[2]]);
        let same = agreement(&machine, &machine, 3, 0, 0).unwrap().overall;
        assert_eq!((same.alpha_masi, same.macro_f1.value), (Some(1.0), Some(1.0)));
        let near = agreement(&machine, &sets(&[&[0, 1], &[0, 1], &[1], &[], &[2]]), 3, 0, 0).unwrap().overall;
        let far = agreement(&machine, &sets(&[&[2], &[0, 1], &[1], &[], &[2]]), 3, 0, 0).unwrap().overall;
        assert!(near.alpha_masi > far.alpha_masi && near.jaccard.value > far.jaccard.value);
    }

    #[test]
    fn the_seed_decides() {
        assert_eq!(table([20, 5, 10, 15]), table([20, 5, 10, 15]));
    }

    #[test]
    fn nothing_to_compare_is_said() {
        assert_eq!(agreement(&[], &[], 1, 10, 0), Err(AgreementError::Empty));
        let error = agreement(&sets(&[&[0]]), &[], 1, 10, 0).unwrap_err();
        assert!(error.to_string().contains("1 posts coded by the codebook and 0"));
    }

    #[test]
    fn cells_hold_several_codes_and_nothing_is_dropped() {
        let book = builtin(BuiltinLens::Capital, "en").unwrap();
        let mut human = HumanCodes::new(&book);
        human.rename("Cash", 0);
        assert_eq!(human.read("SOCIAL; cash| capital"), Some([2, 0].into_iter().collect()));
        assert_eq!(human.read("none"), Some(CodeSet::EMPTY));
        assert_eq!(human.read(" ; "), None);
        assert_eq!((human.blank(), human.unknown().get("capital")), (1, Some(&1)));
    }
}
