//! Where groups agree, and where they part.

use serde::Serialize;

use super::representative::{Z90, one_proportion_z};
use super::tally::{Side, Tally};

/// Fewer votes than that in some group: what this group thinks of the statement cannot be told.
pub const FEWEST_VOTES: u32 = 5;
/// A difference of mean votes (−1 … 1) between two groups from which on they clearly differ: half the way from passing to
/// agreeing, so that large conversations do not find a line in every percentage point.
pub const CLEAR_GAP: f64 = 0.5;

/// What the groups make of a statement together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code", content = "side")]
pub enum Pattern {
    /// In every group a share well above a half takes this side, and groups do not clearly differ.
    Unites(Side),
    /// In every group a majority takes this side, although groups clearly differ: agreement crosses a line.
    Crosses(Side),
    /// Groups clearly differ, and no side has a majority in all of them.
    Divides,
    /// None of these.
    Mixed,
    /// Some group has too few votes on it to tell.
    TooFewVotes,
}

/// A statement and what the groups make of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Consensus {
    /// Which.
    pub statement: usize,
    /// Group-informed consensus for it, Π (A + 1) / (S + 2) over groups (Small et al. 2021): a group counts the same whatever
    /// its size.
    pub agree: f64,
    /// The same against it.
    pub disagree: f64,
    /// Votes of each group.
    pub groups: Vec<Tally>,
    /// Largest difference of mean votes between two groups, 0 … 2; nothing with fewer than two groups that voted on it.
    pub gap: Option<Gap>,
    /// What follows.
    pub pattern: Pattern,
}

/// How far two groups are apart on a statement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Gap {
    /// The group that is most for it.
    pub highest: usize,
    /// The group that is most against it.
    pub lowest: usize,
    /// Difference of their mean votes, each with one agreement and one disagreement added.
    pub difference: f64,
    /// What it is at least, one-sided at 90%. Groups were made from these votes and the two are the farthest apart of all, so
    /// this describes and does not test.
    pub at_least: f64,
}

impl Consensus {
    /// The larger of both consensus figures, with its side.
    pub fn strongest(&self) -> (Side, f64) {
        if self.agree >= self.disagree { (Side::Agree, self.agree) } else { (Side::Disagree, self.disagree) }
    }
}

/// Every counted statement, by its number. `groups[g][statement]` are the votes of a group; with a single group it says what
/// people as a whole make of it.
pub fn consensus(groups: &[Vec<Tally>], statements: usize, counted: impl Fn(usize) -> bool) -> Vec<Consensus> {
    (0..statements)
        .filter(|&s| counted(s))
        .map(|s| of(s, groups.iter().map(|g| g.get(s).copied().unwrap_or_default()).collect()))
        .collect()
}

fn of(statement: usize, groups: Vec<Tally>) -> Consensus {
    let informed = |side| groups.iter().map(|t| t.probability(side)).product();
    let gap = widest_gap(&groups);
    let pattern = pattern(&groups, gap);
    Consensus { statement, agree: informed(Side::Agree), disagree: informed(Side::Disagree), groups, gap, pattern }
}

fn pattern(groups: &[Tally], gap: Option<Gap>) -> Pattern {
    if groups.is_empty() || groups.iter().any(|t| t.votes() < FEWEST_VOTES) {
        return Pattern::TooFewVotes;
    }
    let apart = gap.is_some_and(|g| g.at_least >= CLEAR_GAP);
    let together = Side::BOTH.into_iter().find(|&side| groups.iter().all(|t| t.majority() == Some(side)));
    match together {
        Some(side) if apart => Pattern::Crosses(side),
        Some(side) if groups.iter().all(|t| one_proportion_z(t.on(side), t.votes()) > Z90) => Pattern::Unites(side),
        None if apart => Pattern::Divides,
        _ => Pattern::Mixed,
    }
}

fn widest_gap(groups: &[Tally]) -> Option<Gap> {
    let moments: Vec<(usize, f64, f64)> = groups
        .iter()
        .enumerate()
        .filter(|(_, t)| t.votes() > 0)
        .map(|(g, t)| {
            let n = f64::from(t.votes()) + 2.0;
            let mean = (f64::from(t.agree) - f64::from(t.disagree)) / n;
            let square = (f64::from(t.agree) + f64::from(t.disagree) + 2.0) / n;
            (g, mean, (square - mean * mean) / n)
        })
        .collect();
    if moments.len() < 2 {
        return None;
    }
    let highest = moments.iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
    let lowest = moments.iter().copied().reduce(|a, b| if b.1 < a.1 { b } else { a })?;
    let difference = highest.1 - lowest.1;
    let at_least = difference - Z90 * (highest.2 + lowest.2).sqrt();
    Some(Gap { highest: highest.0, lowest: lowest.0, difference, at_least })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(agree: u32, disagree: u32, pass: u32) -> Tally {
        Tally { agree, disagree, pass }
    }

    #[test]
    fn patterns() {
        let check = |groups: &[Tally], expect: Pattern| {
            assert_eq!(of(0, groups.to_vec()).pattern, expect, "{groups:?}");
        };
        check(&[tally(40, 2, 2), tally(30, 1, 0)], Pattern::Unites(Side::Agree));
        check(&[tally(1, 40, 2), tally(1, 30, 0)], Pattern::Unites(Side::Disagree));
        check(&[tally(100, 0, 0), tally(60, 40, 0)], Pattern::Crosses(Side::Agree));
        check(&[tally(40, 2, 0), tally(3, 30, 0)], Pattern::Divides);
        check(&[tally(40, 38, 0), tally(30, 31, 0)], Pattern::Mixed);
        check(&[tally(40, 0, 0), tally(4, 0, 0)], Pattern::TooFewVotes);
        check(&[tally(40, 1, 0)], Pattern::Unites(Side::Agree));
        check(&[], Pattern::TooFewVotes);
    }

    #[test]
    fn each_group_counts_the_same() {
        let found = of(7, vec![tally(8, 0, 0), tally(1, 1, 1)]);
        assert!((found.agree - 0.9 * 0.4).abs() < 1e-15 && (found.disagree - 0.1 * 0.4).abs() < 1e-15);
        assert_eq!(found.strongest().0, Side::Agree);
    }

    #[test]
    fn gap_by_hand() {
        // With one vote each way: means 8/10 and −8/10, variances 1 − .64.
        let gap = of(0, vec![tally(0, 8, 0), tally(8, 0, 0)]).gap.unwrap();
        assert_eq!((gap.highest, gap.lowest), (1, 0));
        assert!((gap.difference - 1.6).abs() < 1e-15);
        assert!((gap.at_least - (1.6 - Z90 * 0.072f64.sqrt())).abs() < 1e-12);
        assert_eq!(of(0, vec![tally(3, 3, 3)]).gap, None);
    }
}
