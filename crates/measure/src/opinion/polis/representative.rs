//! Statements that set a group apart, and those on which all agree, by Polis's tests and rules of choice.

use crate::opinion::representative::{one_proportion_z, two_proportion_z};
use crate::opinion::{Side, Standing, Tally};
use serde::Serialize;

/// The one-sided 90% point of the normal distribution, as Polis rounds it.
pub const Z_90: f64 = 1.2816;
/// How many statements are chosen at most.
pub const CHOSEN: usize = 5;

/// How much a group gives an answer, and how much more than the others do.
#[derive(Clone, Copy)]
struct Strength {
    /// People of the group who gave the answer.
    n: u32,
    /// (n + 1) / (seen + 2).
    p: f64,
    /// One-proportion z against one half, one success and one trial added.
    p_z: f64,
    /// `p` over the same share among everybody else in a group.
    ratio: f64,
    /// Two-proportion z of the group against everybody else in a group, one success and one trial added to each.
    ratio_z: f64,
}

impl Strength {
    fn of(side: Side, own: Tally, rest: Tally) -> Self {
        let (n, p) = (own.on(side), own.probability(side));
        Strength {
            n,
            p,
            p_z: one_proportion_z(n, own.votes()),
            ratio: p / rest.probability(side),
            ratio_z: two_proportion_z(n, own.votes(), rest.on(side), rest.votes()),
        }
    }

    fn passes(&self) -> bool {
        self.ratio_z > Z_90 && self.p_z > Z_90
    }

    fn product(&self) -> f64 {
        self.ratio * self.ratio_z * self.p * self.p_z
    }
}

/// A statement that stands for a group.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Representative {
    /// Which.
    pub statement: u32,
    /// The side it stands for.
    pub side: Side,
    /// People of the group who gave that answer.
    pub successes: u32,
    /// People of the group who voted on it.
    pub trials: u32,
    /// (successes + 1) / (trials + 2).
    pub p: f64,
    /// One-proportion z against one half.
    pub p_z: f64,
    /// `p` over the others' share.
    pub repness: f64,
    /// Two-proportion z against the others.
    pub repness_z: f64,
    /// For the statement put first for what the group agrees on, how many agree. Its `side` may still be `Disagree`.
    pub best_agree: Option<u32>,
}

/// Agreement and disagreement of group `own` on one statement against all other groups; `tallies` is one a group.
fn strengths(tallies: &[Tally], own: usize) -> [Strength; 2] {
    let others = tallies.iter().enumerate().filter(|(g, _)| *g != own);
    let rest = sum(others.map(|(_, &tally)| tally));
    Side::BOTH.map(|side| Strength::of(side, tallies[own], rest))
}

fn described(statement: u32, seen: u32, strengths: [Strength; 2]) -> Representative {
    let [agree, disagree] = strengths;
    let (side, best) = if agree.ratio_z > disagree.ratio_z { (Side::Agree, agree) } else { (Side::Disagree, disagree) };
    Representative {
        statement,
        side,
        successes: best.n,
        trials: seen,
        p: best.p,
        p_z: best.p_z,
        repness: best.ratio,
        // Polis keeps this one figure in single precision, and sorts by it.
        repness_z: f64::from(best.ratio_z as f32),
        best_agree: None,
    }
}

/// What Polis keeps of a group while it goes through the statements.
#[derive(Default)]
struct Choice {
    best: Option<Representative>,
    best_agree: Option<(Representative, [Strength; 2])>,
    sufficient: Vec<Representative>,
}

impl Choice {
    fn consider(&mut self, statement: u32, seen: u32, strengths: [Strength; 2]) {
        let [agree, disagree] = strengths;
        let this = described(statement, seen, strengths);
        if agree.passes() || disagree.passes() {
            self.sufficient.push(this);
        }
        let strongest = agree.ratio_z.max(disagree.ratio_z);
        if self.sufficient.is_empty() && self.best.is_none_or(|best| strongest > best.repness_z) {
            self.best = Some(this);
        }
        if agree.n + disagree.n > 0 && self.beats_best_agree(&agree) {
            self.best_agree = Some((Representative { best_agree: Some(agree.n), ..this }, strengths));
        }
    }

    fn beats_best_agree(&self, agree: &Strength) -> bool {
        match &self.best_agree {
            Some((_, [best, _])) if best.ratio > 1.0 => agree.product() > best.product(),
            Some((_, [best, _])) => agree.p * agree.p_z > best.p * best.p_z,
            None => agree.p_z > Z_90 || (agree.ratio > 1.0 && agree.p > 0.5),
        }
    }

    fn chosen(self) -> Vec<Representative> {
        let best_agree = self.best_agree.map(|(chosen, _)| chosen);
        if self.sufficient.is_empty() {
            return best_agree.or(self.best).into_iter().collect();
        }
        let mut rest = self.sufficient;
        rest.retain(|r| best_agree.is_none_or(|best| best.statement != r.statement));
        let metric = |r: &Representative| r.repness * r.repness_z * r.p * r.p_z;
        rest.sort_by(|a, b| metric(b).total_cmp(&metric(a)));
        let mut chosen: Vec<_> = best_agree.into_iter().chain(rest).take(CHOSEN).collect();
        chosen.sort_by_key(|r| r.side != Side::Agree);
        chosen
    }
}

/// At most five statements for each group that its members agree (or disagree) with and the others do less.
///
/// `tallies[g][s]` are the votes of group `g` on statement `s`; `columns` the statements in the order in which they are
/// gone through, which settles ties. One that passes both tests at 90% is sufficient; the best thing agreed on comes first
/// even if it does not pass; a group for which nothing passes gets one statement. Moderated-out and meta statements are
/// left out.
pub fn representative(
    tallies: &[Vec<Tally>],
    columns: &[u32],
    standing: impl Fn(u32) -> Standing,
) -> Vec<Vec<Representative>> {
    let mut choices: Vec<Choice> = tallies.iter().map(|_| Choice::default()).collect();
    for &statement in columns.iter().filter(|&&s| standing(s) == Standing::In) {
        let here: Vec<Tally> = tallies.iter().map(|t| at(t, statement)).collect();
        for (g, choice) in choices.iter_mut().enumerate() {
            choice.consider(statement, here[g].votes(), strengths(&here, g));
        }
    }
    choices.into_iter().map(Choice::chosen).collect()
}

pub(super) fn sum(tallies: impl Iterator<Item = Tally>) -> Tally {
    tallies.fold(Tally::default(), |sum, tally| Tally {
        agree: sum.agree + tally.agree,
        disagree: sum.disagree + tally.disagree,
        pass: sum.pass + tally.pass,
    })
}

pub(super) fn at(tallies: &[Tally], statement: u32) -> Tally {
    tallies.get(statement as usize).copied().unwrap_or_default()
}

/// A statement on which most of all voters give the same answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Agreed {
    /// Which.
    pub statement: u32,
    /// Who gave the answer.
    pub successes: u32,
    /// Who voted on it.
    pub trials: u32,
    /// (successes + 1) / (trials + 2).
    pub p: f64,
    /// One-proportion z against one half.
    pub p_z: f64,
}

/// At most five statements each that most voters agree and disagree with.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Consensus {
    /// Agreed with, the strongest first.
    pub agree: Vec<Agreed>,
    /// Disagreed with, the strongest first.
    pub disagree: Vec<Agreed>,
}

/// Statements with p > ½ and z beyond 90% for an answer, by p · z. `overall` counts everybody, in a group or not.
pub fn consensus(overall: &[Tally], columns: &[u32], standing: impl Fn(u32) -> Standing) -> Consensus {
    let top = |side: Side| {
        let agreed = |&statement: &u32| {
            let tally = at(overall, statement);
            let (successes, trials) = (tally.on(side), tally.votes());
            let (p, p_z) = (tally.probability(side), one_proportion_z(successes, trials));
            (p > 0.5 && p_z > Z_90).then_some(Agreed { statement, successes, trials, p, p_z })
        };
        let mut found: Vec<Agreed> =
            columns.iter().filter(|&&s| standing(s) == Standing::In).filter_map(agreed).collect();
        found.sort_by(|a, b| (b.p * b.p_z).total_cmp(&(a.p * a.p_z)));
        found.truncate(CHOSEN);
        found
    };
    Consensus { agree: top(Side::Agree), disagree: top(Side::Disagree) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Agreed, disagreed, voted.
    fn tally(agree: u32, disagree: u32, votes: u32) -> Tally {
        Tally { agree, disagree, pass: votes - agree - disagree }
    }

    #[track_caller]
    fn check(groups: &[&[(u32, u32, u32)]], expect: &[&[(u32, Side, bool)]]) {
        let tallies: Vec<Vec<Tally>> =
            groups.iter().map(|g| g.iter().map(|&(a, d, s)| tally(a, d, s)).collect()).collect();
        let columns: Vec<u32> = (0..groups.first().map_or(0, |g| g.len()) as u32).collect();
        let got: Vec<Vec<_>> = representative(&tallies, &columns, |_| Standing::In)
            .iter()
            .map(|g| g.iter().map(|r| (r.statement, r.side, r.best_agree.is_some())).collect())
            .collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn each_group_gets_what_sets_it_apart() {
        use Side::{Agree, Disagree};
        check(
            &[&[(9, 0, 10), (1, 9, 10)], &[(0, 9, 10), (9, 1, 10)]],
            &[&[(0, Agree, true), (1, Disagree, false)], &[(1, Agree, true), (0, Disagree, false)]],
        );
    }

    #[test]
    fn a_group_that_nothing_sets_apart_gets_one_statement() {
        check(&[&[(2, 2, 5)], &[(2, 2, 5)]], &[&[(0, Side::Disagree, false)], &[(0, Side::Disagree, false)]]);
        check(&[&[(0, 0, 0)], &[(0, 0, 0)]], &[&[(0, Side::Disagree, false)], &[(0, Side::Disagree, false)]]);
        check(&[&[], &[]], &[&[], &[]]);
    }

    #[test]
    fn the_best_agreed_comes_first_though_most_disagree() {
        // Everybody disagrees with both, the second group a little less; Polis still names a best agreement for it if
        // it agrees more than the others and by more than half, or beyond chance.
        check(&[&[(0, 20, 20)], &[(8, 4, 12)]], &[&[(0, Side::Disagree, false)], &[(0, Side::Agree, true)]]);
    }

    #[test]
    fn consensus_wants_more_than_half_beyond_chance() {
        let overall = [tally(9, 0, 10), tally(5, 5, 10), tally(0, 30, 30), tally(19, 0, 20), tally(9, 0, 9)];
        let columns = [0, 1, 2, 3, 4];
        let standing = |s: u32| if s == 4 { Standing::Meta } else { Standing::In };
        let found = consensus(&overall, &columns, standing);
        assert_eq!(found.agree.iter().map(|a| a.statement).collect::<Vec<_>>(), [3, 0]);
        assert_eq!(found.disagree.iter().map(|a| a.statement).collect::<Vec<_>>(), [2]);
    }
}
