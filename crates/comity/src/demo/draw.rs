//! Draws that several simulations share.

use anyhow::Context as _;
use rand::RngExt;
use rand_distr::{Distribution, Poisson, StandardNormal};

/// A standard normal number.
pub fn normal(random: &mut impl RngExt) -> f64 {
    StandardNormal.sample(random)
}

/// A number of things where so many are expected.
///
/// # Errors
/// When the expected number is not positive and finite.
pub fn number(expected: f64, random: &mut impl RngExt) -> anyhow::Result<u64> {
    let drawn: f64 = Poisson::new(expected).context("no such number of posts")?.sample(random);
    Ok(drawn as u64)
}

/// An index, as likely as its weight.
pub fn weighted(weights: &[f64], random: &mut impl RngExt) -> usize {
    let mut left = random.random::<f64>() * weights.iter().sum::<f64>();
    for (index, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return index;
        }
    }
    weights.len().saturating_sub(1)
}

/// So many days of AR(1) with a given standard deviation, in its stationary state.
pub fn swing(days: usize, rho: f64, deviation: f64, random: &mut impl RngExt) -> Vec<f64> {
    let mut now = deviation * normal(random);
    (0..days)
        .map(|_| {
            let value = now;
            now = rho * now + deviation * (1.0 - rho * rho).sqrt() * normal(random);
            value
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn weights_are_shares() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let mut times = [0; 3];
        (0..10_000).for_each(|_| times[weighted(&[1.0, 0.0, 3.0], &mut random)] += 1);
        assert!(times[1] == 0 && (2_300..2_700).contains(&times[0]), "{times:?}");
        assert_eq!(weighted(&[], &mut random), 0);
    }

    #[test]
    fn swings_keep_their_spread() {
        let days = swing(20_000, 0.7, 0.13, &mut ChaCha8Rng::seed_from_u64(1));
        let spread = (days.iter().map(|x| x * x).sum::<f64>() / days.len() as f64).sqrt();
        assert!((spread - 0.13).abs() < 0.01, "{spread}");
    }

    #[test]
    fn no_number_is_expected_of_nothing() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        assert!(number(f64::NAN, &mut random).is_err() && number(-1.0, &mut random).is_err());
    }
}
