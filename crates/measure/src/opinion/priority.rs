//! Which statement to show next.

use super::tally::Tally;

/// How much it would help to show a statement, after Small et al. (2021): much when few passed on it, when it moves people
/// far on the map (`extremity`), when people agree with it, and when it is new.
///
/// [(1 − (P+1)/(S+2)) · (E+1) · (A+1)/(S+2) · (1 + 8·2^(−S/5))]², with P of S votes passes and A agreements.
pub fn priority(tally: Tally, extremity: f64) -> f64 {
    let votes = f64::from(tally.votes());
    let passed = (f64::from(tally.pass) + 1.0) / (votes + 2.0);
    let agreed = (f64::from(tally.agree) + 1.0) / (votes + 2.0);
    let newness = 1.0 + 8.0 * (-votes / 5.0).exp2();
    ((1.0 - passed) * (extremity + 1.0) * agreed * newness).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_worked_out_by_hand() {
        let check = |agree, disagree, pass, extremity, expect: f64| {
            let got = priority(Tally { agree, disagree, pass }, extremity);
            assert!((got - expect).abs() < 1e-12 * expect, "{got} {expect}");
        };
        check(0, 0, 0, 0.0, (0.5f64 * 0.5 * 9.0).powi(2));
        check(3, 1, 1, 1.0, (5.0f64 / 7.0 * 2.0 * 4.0 / 7.0 * 5.0).powi(2));
    }
}
