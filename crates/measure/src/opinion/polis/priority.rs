//! Where agreement crosses groups, and which statement to show next.

use super::representative::{at, sum};
use crate::opinion::priority::priority;
use crate::opinion::{Side, Standing, Tally};

/// What a meta statement's priority is the square of.
const META: f64 = 7.0;

/// Group-aware consensus of each statement: Π over groups of (A + 1) / (S + 2).
///
/// `tallies[g][s]` are the votes of group `g` on statement `s`. With no group there is no product: empty.
pub fn group_aware_consensus(tallies: &[Vec<Tally>], statements: usize) -> Vec<f64> {
    if tallies.is_empty() {
        return Vec::new();
    }
    let product = |s: usize| tallies.iter().map(|t| at(t, s as u32).probability(Side::Agree)).product();
    (0..statements).map(product).collect()
}

/// How much it would tell to show each statement next: [`priority`] from the votes of people in a group and the statement's
/// extremity; 49 for meta statements.
///
/// Polis computes it from the groups of the update before, so that its figures lag by one batch of votes; here they do not.
pub fn priorities(tallies: &[Vec<Tally>], extremity: &[f64], standing: impl Fn(u32) -> Standing) -> Vec<f64> {
    let of = |(s, &extremity): (usize, &f64)| match standing(s as u32) {
        Standing::Meta => META * META,
        _ => priority(sum(tallies.iter().map(|t| at(t, s as u32))), extremity),
    };
    extremity.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_without_votes_bubbles_up() {
        let standing = |s: u32| if s == 1 { Standing::Meta } else { Standing::In };
        let none = priorities(&[], &[0.0, 0.0], standing);
        assert_eq!(none, [(0.5f64 * 0.5 * 9.0).powi(2), 49.0]);
        let seen = vec![vec![Tally { agree: 5, disagree: 3, pass: 2 }]];
        let once = priorities(&seen, &[1.0], standing);
        assert!((once[0] - (0.75f64 * 2.0 * 0.5 * 3.0).powi(2)).abs() < 1e-12);
    }

    #[test]
    fn agreement_has_to_be_in_every_group() {
        let tallies = [vec![Tally { agree: 8, disagree: 0, pass: 0 }], vec![Tally { agree: 0, disagree: 2, pass: 0 }]];
        assert_eq!(group_aware_consensus(&tallies, 1), [0.9 * 0.25]);
        assert_eq!(group_aware_consensus(&[], 1), [0.0; 0]);
    }
}
