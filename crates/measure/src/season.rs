//! Is there a pattern of the day, the week or the year in a series?

use std::collections::BTreeMap;

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

/// Whether months of the year differ from one another more than chance allows. `months` has for each bucket its month, counted
/// on over the years (`12·year + month`), in order.
///
/// Buckets are first gathered into means of their months, since neighbouring days resemble each other and months hardly do,
/// and a straight line is taken out, since a trend is no season. Below 24 months nothing is seen.
pub fn has_year_pattern(series: &[f64], precision: &[f64], months: &[i64]) -> bool {
    let present = series.iter().zip(precision).zip(months).filter(|((v, p), _)| v.is_finite() && **p > 0.0);
    let mut by_month: BTreeMap<i64, (f64, f64)> = BTreeMap::new();
    for ((value, weight), month) in present {
        let (sum, all) = by_month.entry(*month).or_default();
        (*sum, *all) = (*sum + weight * value, *all + weight);
    }
    let Some((&first, _)) = by_month.first_key_value() else { return false };
    let points: Vec<(i64, f64, f64)> =
        by_month.into_iter().map(|(month, (sum, w))| (month - first, sum / w, w)).collect();
    if points.len() < 24 {
        return false;
    }
    let weight: f64 = points.iter().map(|p| p.2).sum();
    let mean = |of: &dyn Fn(&(i64, f64, f64)) -> f64| points.iter().map(|p| p.2 * of(p)).sum::<f64>() / weight;
    let (centre, level) = (mean(&|p| p.0 as f64), mean(&|p| p.1));
    let across = mean(&|p| (p.0 as f64 - centre) * (p.1 - level));
    let slope = across / mean(&|p| (p.0 as f64 - centre).powi(2));
    let length = points.last().map_or(0, |p| p.0 as usize + 1);
    let (mut level_at, mut weight_at) = (vec![f64::NAN; length], vec![0.0; length]);
    for (month, value, weight) in points {
        level_at[month as usize] = value - slope * (month as f64 - centre);
        weight_at[month as usize] = weight;
    }
    has_pattern(&level_at, &weight_at, 12)
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

    /// In how many of 400 series of `years` of months a year is seen; `december` is what the twelfth month has more.
    fn seen(years: usize, rho: f64, slope: f64, december: f64) -> usize {
        let mut random = ChaCha8Rng::seed_from_u64(11);
        let months: Vec<i64> = (0..12 * years as i64).map(|month| 24_240 + month).collect();
        let one = |_| {
            let noise = autoregressive(12 * years, rho, &mut random);
            let more = |t: usize| slope * t as f64 + if t % 12 == 11 { december } else { 0.0 };
            let series: Vec<f64> = noise.iter().enumerate().map(|(t, v)| v + more(t)).collect();
            has_year_pattern(&series, &vec![1.0; series.len()], &months)
        };
        (0..400).map(one).filter(|seen| *seen).count()
    }

    #[test]
    fn sees_a_year_and_not_noise_or_a_trend() {
        for (years, rho) in [(2, 0.0), (2, 0.4), (2, 0.8), (3, 0.4), (5, 0.0), (5, 0.8)] {
            let false_alarms = seen(years, rho, 0.0, 0.0);
            assert!(false_alarms <= 16, "{years} years, rho {rho}: {false_alarms} of 400");
        }
        assert!(seen(5, 0.4, 0.3, 0.0) <= 16, "a trend is no season");
        assert!(seen(3, 0.0, 0.0, 6.0) > 360);
        assert!(seen(5, 0.4, 0.3, 6.0) > 360);
    }

    #[test]
    fn a_year_is_seen_in_days_and_not_in_too_few_months() {
        let months: Vec<i64> = (0..900).map(|day| day / 30).collect();
        let noise = autoregressive(900, 0.8, &mut ChaCha8Rng::seed_from_u64(5));
        let summer = |day: usize| if (5..8).contains(&(day / 30 % 12)) { 3.0 } else { 0.0 };
        let year: Vec<f64> = noise.iter().enumerate().map(|(day, v)| v + summer(day)).collect();
        assert!(has_year_pattern(&year, &[1.0; 900], &months));
        assert!(!has_year_pattern(&noise, &[1.0; 900], &months));
        assert!(!has_year_pattern(&year[..690], &[1.0; 690], &months), "23 months");
        assert!(!has_year_pattern(&[f64::NAN; 900], &[1.0; 900], &months));
        assert!(!has_year_pattern(&[1.0; 900], &[1.0; 900], &months), "constant");
        assert!(!has_year_pattern(&[], &[], &[]));
    }
}
