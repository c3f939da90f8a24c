//! How far two groupings of the same people agree.

use hashbrown::HashMap;

/// The adjusted Rand index of two groupings (Hubert and Arabie 1985): 1 when they are the same up to names, 0 on average
/// when one has nothing to do with the other, below 0 when they agree less than chance would have it.
///
/// `a[i]` and `b[i]` are the groups of person `i`; any numbers do as names. Two groupings that both keep everybody together,
/// or both keep everybody apart, are the same and give 1. `None` when the lengths differ or there is nobody.
pub fn adjusted_rand_index(a: &[usize], b: &[usize]) -> Option<f64> {
    if a.len() != b.len() || a.is_empty() {
        return None;
    }
    let mut both: HashMap<(usize, usize), u64> = HashMap::new();
    let (mut in_a, mut in_b): (HashMap<usize, u64>, HashMap<usize, u64>) = Default::default();
    for (&x, &y) in a.iter().zip(b) {
        *both.entry((x, y)).or_default() += 1;
        *in_a.entry(x).or_default() += 1;
        *in_b.entry(y).or_default() += 1;
    }
    // Whole numbers, so the order in which a map hands out its entries cannot show.
    let together: u64 = both.values().map(|&n| pairs(n)).sum();
    let (in_a, in_b): (u64, u64) = (in_a.values().map(|&n| pairs(n)).sum(), in_b.values().map(|&n| pairs(n)).sum());
    let expected = in_a as f64 * (in_b as f64 / pairs(a.len() as u64) as f64);
    let most = (in_a as f64 + in_b as f64) / 2.0;
    // Zero above and below is the case of two trivial groupings; a lone person makes no pair at all.
    if together == in_a && together == in_b {
        return Some(1.0);
    }
    Some((together as f64 - expected) / (most - expected))
}

fn pairs(n: u64) -> u64 {
    n * n.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &[usize], b: &[usize], expect: Option<f64>) {
        let same = |x: Option<f64>, y: Option<f64>| match (x, y) {
            (Some(x), Some(y)) => (x - y).abs() < 1e-12,
            (x, y) => x.is_none() && y.is_none(),
        };
        let got = adjusted_rand_index(a, b);
        assert!(same(got, expect), "{a:?} {b:?}: {got:?}, expected {expect:?}");
        assert!(same(adjusted_rand_index(b, a), expect), "{b:?} {a:?}: not symmetric");
    }

    #[test]
    fn names_do_not_matter() {
        check(&[0, 0, 1, 1], &[7, 7, 3, 3], Some(1.0));
        check(&[0, 1, 2], &[5, 4, 3], Some(1.0));
        check(&[0, 0, 0], &[9, 9, 9], Some(1.0));
        check(&[4], &[9], Some(1.0));
    }

    #[test]
    fn as_worked_out_by_hand() {
        // Pairs: a 2, b 1, both 1 of 6; expected 1/3, most 3/2.
        check(&[0, 0, 1, 1], &[0, 0, 1, 2], Some((1.0 - 1.0 / 3.0) / (1.5 - 1.0 / 3.0)));
        check(&[0, 0, 1, 1], &[0, 1, 0, 1], Some(-0.5));
        check(&[0, 0, 0, 0], &[0, 0, 1, 1], Some(0.0));
        check(&[0, 1, 2, 3], &[0, 0, 1, 1], Some(0.0));
    }

    #[test]
    fn nothing_to_compare() {
        check(&[], &[], None);
        check(&[0, 1], &[0], None);
    }
}
