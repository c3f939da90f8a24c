//! Is there a pattern of the day or the week in a series?

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

/// Two-sided level at which a pattern is taken to be there.
const LEVEL: f64 = 0.01;

/// Whether buckets at the same place in a period (24 hours, 7 days) differ from the others more than chance allows: a
/// weighted one-way analysis of variance of the buckets before the event. `precision` 0 marks a missing bucket.
pub fn has_pattern(series: &[f64], precision: &[f64], period: usize) -> bool {
    let present: Vec<(usize, f64, f64)> = series
        .iter()
        .zip(precision)
        .enumerate()
        .filter(|(_, (v, p))| v.is_finite() && **p > 0.0)
        .map(|(t, (v, p))| (t % period.max(1), *v, *p))
        .collect();
    let mut by_phase = vec![(0.0, 0.0); period.max(1)];
    for &(phase, value, weight) in &present {
        by_phase[phase].0 += weight * value;
        by_phase[phase].1 += weight;
    }
    let weight: f64 = present.iter().map(|p| p.2).sum();
    let mean = present.iter().map(|p| p.1 * p.2).sum::<f64>() / weight;
    let phases = by_phase.iter().filter(|p| p.1 > 0.0).count();
    if phases < 2 || present.len() < 2 * phases {
        return false;
    }
    let between: f64 = by_phase.iter().filter(|p| p.1 > 0.0).map(|(sum, w)| w * (sum / w - mean).powi(2)).sum();
    let within: f64 =
        present.iter().map(|&(phase, v, w)| w * (v - by_phase[phase].0 / by_phase[phase].1).powi(2)).sum();
    let (up, down) = ((phases - 1) as f64, (present.len() - phases) as f64);
    let ratio = (between / up) / (within / down);
    FisherSnedecor::new(up, down).is_ok_and(|f| ratio.is_finite() && f.sf(ratio) < LEVEL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::autoregressive;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn sees_a_week_and_not_noise() {
        let noise = autoregressive(84, 0.0, &mut ChaCha8Rng::seed_from_u64(4));
        let week: Vec<f64> = noise.iter().enumerate().map(|(t, v)| v + if t % 7 > 4 { 2.0 } else { 0.0 }).collect();
        assert!(has_pattern(&week, &[1.0; 84], 7));
        assert!(!has_pattern(&noise, &[1.0; 84], 7));
        assert!(!has_pattern(&week[..9], &[1.0; 9], 7), "too short to tell");
        assert!(!has_pattern(&[f64::NAN; 30], &[1.0; 30], 7));
    }
}
