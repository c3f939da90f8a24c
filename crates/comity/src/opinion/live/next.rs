//! Which statement somebody is asked next.

/// One of several, drawn with chances in proportion to weights, so that not everybody is asked the same at the same time; nothing
/// where there is none. `chance` is a number in 0 … 1: the same for the same person and number of answers, so that looking at the
/// page again asks the same again.
pub fn next<T: Copy>(open: &[(T, f64)], chance: f64) -> Option<T> {
    let weight = |weight: f64| if weight.is_finite() { weight.max(0.0) } else { 0.0 };
    let total: f64 = open.iter().map(|(_, w)| weight(*w)).sum();
    let mut left = chance.clamp(0.0, 1.0) * total;
    for (which, w) in open {
        left -= weight(*w);
        if left < 0.0 {
            return Some(*which);
        }
    }
    open.last().map(|(which, _)| *which)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_in_proportion() {
        let open = [('a', 1.0), ('b', 3.0), ('c', 0.0), ('d', f64::NAN)];
        let check = |chance: f64, expect: Option<char>| assert_eq!(next(&open, chance), expect, "{chance}");
        check(0.0, Some('a'));
        check(0.24, Some('a'));
        check(0.26, Some('b'));
        check(0.999, Some('b'));
        check(1.0, Some('d'));
        assert_eq!(next::<char>(&[], 0.5), None);
        let drawn = (0..1000).filter(|n| next(&open, f64::from(*n) / 1000.0) == Some('b')).count();
        assert_eq!(drawn, 750);
    }
}
