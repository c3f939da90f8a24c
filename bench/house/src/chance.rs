//! Numbers that look random and are the same each time.

/// A number that depends on `n` alone (the finaliser of SplitMix64).
pub fn number(n: u64) -> u64 {
    let mut z = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A share between 0 and 1 that depends on `n` alone; never 0.
pub fn share(n: u64) -> f64 {
    ((number(n) >> 11) + 1) as f64 / (1_u64 << 53) as f64
}

/// The numbers below `n` in an order of their own.
pub fn shuffled(n: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (0..n).collect();
    all.sort_unstable_by_key(|i| number(*i as u64 ^ 0x5eed));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_spread_evenly() {
        let mean = (0..100_000).map(share).sum::<f64>() / 100_000.0;
        assert!((mean - 0.5).abs() < 0.005, "{mean}");
        let (a, mut b) = (shuffled(1_000), shuffled(1_000));
        assert_ne!(a, (0..1_000).collect::<Vec<_>>());
        b.sort_unstable();
        assert_eq!(b, (0..1_000).collect::<Vec<_>>());
    }
}
