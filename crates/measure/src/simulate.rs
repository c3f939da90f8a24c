//! Series in which nothing happened, with every kind of noise that makes tests cry wolf.

use rand::RngExt;
use rand_distr::{Distribution, StandardNormal, StudentT};

/// How a simulated difference series moves when nothing happens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Noise {
    /// The unit's AR(1) minus the mean of three such: what a comparison with three brands leaves.
    AgainstThree {
        /// Autocorrelation of each.
        rho: f64,
    },
    /// A common AR(.8) of which half is left because the controls swing less than the unit, plus `AgainstThree(.4)`.
    Loading,
    /// A weekly season of .7 plus `AgainstThree(.4)`.
    WeeklySeason,
    /// MA(1) with .7.
    MovingAverage,
    /// Independent t with three degrees of freedom.
    HeavyTails,
    /// Independent, with a scale of its own each day.
    Heteroscedastic,
    /// AR(2) with .5 and .3.
    SecondOrder,
    /// White noise on a random walk with steps of .1.
    SlowWalk,
    /// A trend over the window, in standard deviations, plus AR(.4).
    Trend(f64),
    /// A trend that bends, plus AR(.4).
    CurvedTrend,
    /// AR(1).
    Autoregressive(f64),
    /// Fractionally integrated, d = .3.
    LongMemory,
    /// GARCH(.3, .6).
    Garch,
    /// Another step halfway, plus AR(.4).
    OtherEvent,
}

impl Noise {
    /// The battery, in the order in which it is printed. The bar of 7% false verdicts holds for [`Noise::held_to_the_bar`].
    pub const BATTERY: [Noise; 18] = [
        Noise::Loading,
        Noise::WeeklySeason,
        Noise::MovingAverage,
        Noise::HeavyTails,
        Noise::Heteroscedastic,
        Noise::SecondOrder,
        Noise::SlowWalk,
        Noise::Trend(1.0),
        Noise::AgainstThree { rho: 0.0 },
        Noise::AgainstThree { rho: 0.4 },
        Noise::AgainstThree { rho: 0.8 },
        Noise::Autoregressive(0.9),
        Noise::LongMemory,
        Noise::Garch,
        Noise::Trend(0.5),
        Noise::Trend(3.0),
        Noise::OtherEvent,
        Noise::CurvedTrend,
    ];

    /// Stable name.
    pub fn name(self) -> String {
        match self {
            Noise::AgainstThree { rho } => format!("vs3_{rho}"),
            Noise::Loading => "loading_1.5".into(),
            Noise::WeeklySeason => "weekly_season".into(),
            Noise::MovingAverage => "ma1_0.7".into(),
            Noise::HeavyTails => "t_3".into(),
            Noise::Heteroscedastic => "heteroscedastic".into(),
            Noise::SecondOrder => "ar2_0.5_0.3".into(),
            Noise::SlowWalk => "slow_walk".into(),
            Noise::Trend(size) => format!("trend_{size}"),
            Noise::CurvedTrend => "curved_trend".into(),
            Noise::Autoregressive(rho) => format!("ar1_{rho}"),
            Noise::LongMemory => "long_memory_0.3".into(),
            Noise::Garch => "garch_0.3_0.6".into(),
            Noise::OtherEvent => "other_event".into(),
        }
    }

    /// The family of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::BATTERY.into_iter().find(|noise| noise.name() == name)
    }

    /// Whether the headline is held to at most 7% false verdicts under it.
    pub fn held_to_the_bar(self) -> bool {
        self != Noise::CurvedTrend
    }

    /// Whether the headline is held to at most 15% undetermined under it, from 120 days on.
    pub fn tame(self) -> bool {
        matches!(
            self,
            Noise::AgainstThree { .. }
                | Noise::WeeklySeason
                | Noise::MovingAverage
                | Noise::HeavyTails
                | Noise::Heteroscedastic
        )
    }

    /// A difference series of `days` in which nothing happens.
    pub fn difference(self, days: usize, random: &mut impl RngExt) -> Vec<f64> {
        match self {
            Noise::AgainstThree { rho } => {
                let mut out = autoregressive(days, rho, random);
                for _ in 0..3 {
                    add(&mut out, -1.0 / 3.0, &autoregressive(days, rho, random));
                }
                out
            }
            Noise::Loading => {
                let mut out = Noise::AgainstThree { rho: 0.4 }.difference(days, random);
                add(&mut out, 0.5, &autoregressive(days, 0.8, random));
                out
            }
            Noise::WeeklySeason => {
                let mut out = Noise::AgainstThree { rho: 0.4 }.difference(days, random);
                out.iter_mut().enumerate().for_each(|(t, v)| *v += weekly(t));
                out
            }
            Noise::MovingAverage => {
                let shocks = normals(days + 1, random);
                shocks.windows(2).map(|w| w[1] + 0.7 * w[0]).collect()
            }
            Noise::HeavyTails => match StudentT::new(3.0) {
                Ok(t) => (0..days).map(|_| t.sample(random)).collect(),
                Err(_) => Vec::new(),
            },
            Noise::Heteroscedastic => (0..days).map(|_| (0.8 * normal(random)).exp() * normal(random)).collect(),
            Noise::SecondOrder => {
                let (mut last, mut before) = (0.0, 0.0);
                let all = (0..days + WARM_UP).map(|_| {
                    (last, before) = (0.5 * last + 0.3 * before + normal(random), last);
                    last
                });
                all.skip(WARM_UP).collect()
            }
            Noise::SlowWalk => {
                let mut level = 0.0;
                let walk = (0..days).map(|_| {
                    level += 0.1 * normal(random);
                    level + normal(random)
                });
                walk.collect()
            }
            Noise::Trend(size) => bent(days, random, |x| size * x),
            Noise::CurvedTrend => bent(days, random, |x| x * x),
            Noise::OtherEvent => {
                let mut out = autoregressive(days, 0.4, random);
                out[days / 2..].iter_mut().for_each(|v| *v += 1.0);
                out
            }
            Noise::Autoregressive(rho) => autoregressive(days, rho, random),
            Noise::LongMemory => long_memory(days, 0.3, random),
            Noise::Garch => {
                let mut variance = 1.0;
                let clustered = (0..days).map(|_| {
                    let value = f64::sqrt(variance) * normal(random);
                    variance = 0.1 + 0.3 * value * value + 0.6 * variance;
                    value
                });
                clustered.collect()
            }
        }
    }

    /// A panel whose difference behaves as [`Noise::difference`]: the unit first, then `controls` brands.
    ///
    /// All share a swing (AR(.5), standard deviation `swing`; under [`Noise::Loading`] AR(.8), one, and half as much again
    /// for the unit). Where the family speaks of brands, each has an AR(1) of its own; otherwise the family moves the unit
    /// and a control has a tenth of a standard deviation of white noise, so that the difference keeps its character.
    pub fn panel(self, days: usize, controls: usize, swing: f64, random: &mut impl RngExt) -> Vec<Vec<f64>> {
        let brands = |rho: f64, random: &mut _| (0..=controls).map(|_| autoregressive(days, rho, random)).collect();
        let (shared, loading) = match self {
            Noise::Loading => (autoregressive(days, 0.8, random), [1.5, 1.0]),
            _ => (autoregressive(days, 0.5, random), [swing, swing]),
        };
        let mut units: Vec<Vec<f64>> = match self {
            Noise::AgainstThree { rho } => brands(rho, random),
            Noise::Loading => brands(0.4, random),
            Noise::WeeklySeason => {
                let mut units: Vec<Vec<f64>> = brands(0.4, random);
                units[0].iter_mut().enumerate().for_each(|(t, v)| *v += weekly(t));
                units
            }
            _ => {
                let own = self.difference(days, random);
                let others = (0..controls).map(|_| normals(days, random).into_iter().map(|v| 0.1 * v).collect());
                std::iter::once(own).chain(others).collect()
            }
        };
        for (k, unit) in units.iter_mut().enumerate() {
            add(unit, loading[k.min(1)], &shared);
        }
        units
    }
}

fn weekly(t: usize) -> f64 {
    0.7 * (std::f64::consts::TAU * t as f64 / 7.0).sin()
}

const WARM_UP: usize = 100;

fn normal(random: &mut impl RngExt) -> f64 {
    StandardNormal.sample(random)
}

fn normals(n: usize, random: &mut impl RngExt) -> Vec<f64> {
    (0..n).map(|_| normal(random)).collect()
}

fn add(to: &mut [f64], factor: f64, what: &[f64]) {
    to.iter_mut().zip(what).for_each(|(a, b)| *a += factor * b);
}

/// AR(1) with variance one.
pub fn autoregressive(days: usize, rho: f64, random: &mut impl RngExt) -> Vec<f64> {
    let scale = (1.0 - rho * rho).sqrt();
    let mut level = 0.0;
    let all = (0..days + WARM_UP).map(|_| {
        level = rho * level + normal(random);
        level * scale
    });
    all.skip(WARM_UP).collect()
}

fn bent(days: usize, random: &mut impl RngExt, shape: impl Fn(f64) -> f64) -> Vec<f64> {
    let mut out = autoregressive(days, 0.4, random);
    let last = (days.max(2) - 1) as f64;
    out.iter_mut().enumerate().for_each(|(t, v)| *v += shape(t as f64 / last));
    out
}

fn long_memory(days: usize, d: f64, random: &mut impl RngExt) -> Vec<f64> {
    let length = days + 300;
    let mut weights = Vec::with_capacity(length);
    let mut weight = 1.0;
    for k in 0..length {
        weights.push(weight);
        weight *= (k as f64 + d) / (k as f64 + 1.0);
    }
    let shocks = normals(days + length, random);
    (0..days).map(|t| (0..length).map(|k| weights[k] * shocks[t + length - 1 - k]).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn every_family_has_a_name_of_its_own_and_gives_finite_series() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        for noise in Noise::BATTERY {
            assert_eq!(Noise::from_name(&noise.name()), Some(noise));
            let series = noise.difference(40, &mut random);
            assert!(series.len() == 40 && series.iter().all(|v| v.is_finite()), "{}", noise.name());
        }
    }

    #[test]
    fn autoregressive_has_variance_one_and_its_correlation() {
        let mut random = ChaCha8Rng::seed_from_u64(2);
        let series = autoregressive(200_000, 0.6, &mut random);
        let variance = series.iter().map(|v| v * v).sum::<f64>() / series.len() as f64;
        let lagged = series.windows(2).map(|w| w[0] * w[1]).sum::<f64>() / series.len() as f64;
        assert!((variance - 1.0).abs() < 0.03 && (lagged / variance - 0.6).abs() < 0.02, "{variance} {lagged}");
    }
}
