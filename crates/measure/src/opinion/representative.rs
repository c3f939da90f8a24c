//! What sets a group apart: statements on which it takes a side, and takes it more than others do.
//!
//! Two tests for each group, statement and side (Small et al. 2021). With A of S votes in the group on that side, and A′ of S′
//! outside it: one proportion against a half, z₁ = 2·√(S+1)·((A+1)/(S+1) − ½); two proportions, with one vote on that side
//! added to each, z₂ = (p − p′) / √(q(1−q)(1/(S+1) + 1/(S′+1))), p = (A+1)/(S+1), p′ = (A′+1)/(S′+1), q pooled. Groups were
//! made from the same votes, so these tests describe and order; they prove nothing.

use serde::Serialize;

use super::tally::{Side, Tally};

/// Upper 10% of the normal distribution: one-sided at 90%.
pub const Z90: f64 = 1.281_551_565_544_600_4;

/// A statement that sets a group apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Representative {
    /// Which.
    pub statement: usize,
    /// The side that the group takes.
    pub side: Side,
    /// Probability that somebody of the group who votes is on that side, (A + 1) / (S + 2).
    pub probability: f64,
    /// How many times that outside the group.
    pub ratio: f64,
    /// z of the group's share against a half.
    pub z: f64,
    /// z of the group's share against the share outside.
    pub z_difference: f64,
    /// Votes in the group.
    pub inside: Tally,
    /// Votes outside it.
    pub outside: Tally,
}

impl Representative {
    fn weight(&self) -> f64 {
        self.probability * self.ratio * self.z * self.z_difference
    }
}

/// z of A of S against a half, one vote on that side added.
pub fn one_proportion_z(on_side: u32, votes: u32) -> f64 {
    let (a, s) = (f64::from(on_side) + 1.0, f64::from(votes) + 1.0);
    2.0 * s.sqrt() * (a / s - 0.5)
}

/// z of A of S against A′ of S′, one vote on that side added to each; 0 where all are on that side.
pub fn two_proportion_z(on_side: u32, votes: u32, on_side_outside: u32, votes_outside: u32) -> f64 {
    let (a, s) = (f64::from(on_side) + 1.0, f64::from(votes) + 1.0);
    let (b, t) = (f64::from(on_side_outside) + 1.0, f64::from(votes_outside) + 1.0);
    let pooled = (a + b) / (s + t);
    if pooled >= 1.0 {
        return 0.0;
    }
    (a / s - b / t) / (pooled * (1.0 - pooled) * (1.0 / s + 1.0 / t)).sqrt()
}

/// For each group, the statements that set it apart, those that do so most first. `groups[g][statement]` are a group's votes;
/// statements where `counted` is false are left out. Nothing for a single group: there is nobody to differ from.
pub fn representative(groups: &[Vec<Tally>], counted: impl Fn(usize) -> bool) -> Vec<Vec<Representative>> {
    let statements = groups.iter().map(Vec::len).max().unwrap_or(0);
    let at = |g: usize, statement: usize| groups[g].get(statement).copied().unwrap_or_default();
    let of = |g: usize| {
        let mut found: Vec<Representative> = (0..statements)
            .filter(|&s| counted(s))
            .flat_map(|statement| {
                let inside = at(g, statement);
                let outside = (0..groups.len()).filter(|&other| other != g).fold(Tally::default(), |sum, other| {
                    let more = at(other, statement);
                    Tally {
                        agree: sum.agree + more.agree,
                        disagree: sum.disagree + more.disagree,
                        pass: sum.pass + more.pass,
                    }
                });
                Side::BOTH.map(|side| test(statement, side, inside, outside))
            })
            .filter(|r| r.inside.on(r.side) > 0 && r.z > Z90 && r.z_difference > Z90)
            .collect();
        found.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then(a.statement.cmp(&b.statement)));
        found
    };
    if groups.len() < 2 {
        return vec![Vec::new(); groups.len()];
    }
    (0..groups.len()).map(of).collect()
}

fn test(statement: usize, side: Side, inside: Tally, outside: Tally) -> Representative {
    Representative {
        statement,
        side,
        probability: inside.probability(side),
        ratio: inside.probability(side) / outside.probability(side),
        z: one_proportion_z(inside.on(side), inside.votes()),
        z_difference: two_proportion_z(inside.on(side), inside.votes(), outside.on(side), outside.votes()),
        inside,
        outside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(agree: u32, disagree: u32) -> Tally {
        Tally { agree, disagree, pass: 0 }
    }

    #[test]
    fn z_by_hand() {
        let check = |got: f64, expect: f64| assert!((got - expect).abs() < 1e-12, "{got} {expect}");
        check(one_proportion_z(8, 8), 3.0);
        check(one_proportion_z(3, 8), 2.0 * 3.0 * (4.0 / 9.0 - 0.5));
        check(two_proportion_z(9, 9, 9, 9), 0.0);
        check(two_proportion_z(9, 9, 4, 9), 0.5 / (0.75f64 * 0.25 * 0.2).sqrt());
    }

    #[test]
    fn a_group_is_set_apart_by_what_only_it_holds() {
        let groups = [vec![tally(20, 0), tally(20, 1), tally(0, 0)], vec![tally(1, 20), tally(20, 1), tally(0, 0)]];
        let found = representative(&groups, |_| true);
        let check = |g: usize, expect: &[(usize, Side)]| {
            let got: Vec<_> = found[g].iter().map(|r| (r.statement, r.side)).collect();
            assert_eq!(got, expect);
        };
        check(0, &[(0, Side::Agree)]);
        check(1, &[(0, Side::Disagree)]);
        assert!(representative(&groups, |s| s != 0).iter().all(Vec::is_empty));
        assert_eq!(representative(&groups[..1], |_| true), [vec![]]);
        assert_eq!(representative(&[], |_| true), Vec::<Vec<_>>::new());
    }
}
