//! Where agreement crosses groups, and which statement to show next.

use super::super::Standing;
use super::representative::{at, share};
use super::table::Tally;

/// What a meta statement's priority is the square of.
const META: f64 = 7.0;

/// Group-aware consensus of each statement: Π over groups of (A + 1) / (S + 2).
///
/// `tallies[g][s]` are the votes of group `g` on statement `s`. With no group there is no product: empty.
pub fn group_aware_consensus(tallies: &[Vec<Tally>], statements: usize) -> Vec<f64> {
    if tallies.is_empty() {
        return Vec::new();
    }
    let product = |s: usize| {
        let shares = tallies.iter().map(|t| at(t, s as u32)).map(|t| share(t.agree, t.seen));
        shares.product()
    };
    (0..statements).map(product).collect()
}

/// How much it would tell to show each statement next: [(1 − (P+1)/(S+2)) · (E+1) · (A+1)/(S+2) · (1 + 8·2^(−S/5))]², with A
/// agreements, P passes and S votes of people in a group, and the statement's extremity E; 49 for meta statements.
///
/// Polis computes it from the groups of the update before, so that its figures lag by one batch of votes; here they do not.
pub fn priorities(tallies: &[Vec<Tally>], extremity: &[f64], standing: impl Fn(u32) -> Standing) -> Vec<f64> {
    let priority = |(s, &extremity): (usize, &f64)| {
        if standing(s as u32) == Standing::Meta {
            return META * META;
        }
        let tally = tallies.iter().fold(Tally::default(), |sum, t| sum.plus(at(t, s as u32)));
        let passes = tally.seen - tally.agree - tally.disagree;
        let importance = (1.0 - share(passes, tally.seen)) * (extremity + 1.0) * share(tally.agree, tally.seen);
        let newness = 1.0 + 8.0 * (-f64::from(tally.seen) / 5.0).exp2();
        (importance * newness).powi(2)
    };
    extremity.iter().enumerate().map(priority).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_without_votes_bubbles_up() {
        let standing = |s: u32| if s == 1 { Standing::Meta } else { Standing::In };
        let none = priorities(&[], &[0.0, 0.0], standing);
        assert_eq!(none, [(0.5f64 * 0.5 * 9.0).powi(2), 49.0]);
        let seen = vec![vec![Tally { agree: 5, disagree: 3, seen: 10 }]];
        let once = priorities(&seen, &[1.0], standing);
        assert!((once[0] - (0.75f64 * 2.0 * 0.5 * 3.0).powi(2)).abs() < 1e-12);
    }

    #[test]
    fn agreement_has_to_be_in_every_group() {
        let tallies = [vec![Tally { agree: 8, disagree: 0, seen: 8 }], vec![Tally { agree: 0, disagree: 2, seen: 2 }]];
        assert_eq!(group_aware_consensus(&tallies, 1), [0.9 * 0.25]);
        assert_eq!(group_aware_consensus(&[], 1), [0.0; 0]);
    }
}
