//! The bivariate t distribution over four quadrants.

use std::f64::consts::FRAC_PI_2;

use serde::Serialize;

use super::{Archetype, MIDLINE};
use crate::student::Student;

/// Probability of each archetype; they sum to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Probabilities {
    /// Participation above its midline, information below.
    pub host: f64,
    /// Both above.
    pub companion: f64,
    /// Information above, participation below.
    pub advisor: f64,
    /// Both below.
    pub director: f64,
}

impl Probabilities {
    /// Of one archetype.
    pub fn of(&self, archetype: Archetype) -> f64 {
        match archetype {
            Archetype::Host => self.host,
            Archetype::Companion => self.companion,
            Archetype::Advisor => self.advisor,
            Archetype::Director => self.director,
        }
    }

    /// The likeliest archetype, the first of equals.
    pub fn likeliest(&self) -> (Archetype, f64) {
        let better = |best: (Archetype, f64), archetype: Archetype| {
            let p = self.of(archetype);
            if p > best.1 { (archetype, p) } else { best }
        };
        Archetype::ALL.into_iter().fold((Archetype::Host, f64::NEG_INFINITY), better)
    }
}

/// The 95% region of a position.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ellipse {
    /// Participation and information at its centre.
    pub center: [f64; 2],
    /// Half axes in points, the longer first.
    pub axes: [f64; 2],
    /// Degrees from the information axis to the longer half axis, towards participation.
    pub angle: f64,
}

/// Nodes and weights of Gauss–Legendre quadrature with eight points on (−1, 1), the positive half.
const GAUSS: [(f64, f64); 4] = [
    (0.183_434_642_495_649_8, 0.362_683_783_378_362),
    (0.525_532_409_916_329, 0.313_706_645_877_887_27),
    (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
    (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
];
const PANELS: usize = 12;

/// Probabilities of a bivariate t about `mean` with `covariance` (participation, information, both) as its squared scale.
///
/// One dimension is integrated numerically; the other, given the first, is a t with one degree of freedom more (Kotz &
/// Nadarajah 2004, *Multivariate t Distributions and Their Applications*, §1.11).
pub fn probabilities(mean: [f64; 2], covariance: [f64; 3], freedom: f64) -> Probabilities {
    let scale = [covariance[0].sqrt(), covariance[1].sqrt()];
    let correlation = (covariance[2] / (scale[0] * scale[1])).clamp(-0.999, 0.999);
    let limits = [0, 1].map(|d| (MIDLINE - mean[d]) / scale[d]);
    let (Some(own), Some(given)) = (Student::new(freedom), Student::new(freedom + 1.0)) else {
        return Probabilities { host: f64::NAN, companion: f64::NAN, advisor: f64::NAN, director: f64::NAN };
    };
    let [participation, information] = limits.map(|limit| own.below(-limit));
    let rest = (1.0 - correlation * correlation).sqrt();
    // With x = √ν·tan φ the density is a power of cos φ; beyond `end` it is lost in rounding.
    let root = freedom.sqrt();
    let end = if freedom > 1.5 { 1e-16f64.powf(1.0 / (freedom - 1.0)).acos() } else { FRAC_PI_2 };
    let start = (limits[0] / root).atan().clamp(-end, end);
    let density = |phi: f64| {
        let x = root * phi.tan();
        let above = (correlation * x - limits[1]) / rest * ((freedom + 1.0) / (freedom + x * x)).sqrt();
        phi.cos().powf(freedom - 1.0) * given.below(above)
    };
    let half = (end - start) / (2 * PANELS) as f64;
    let panel = |k: usize| {
        let centre = start + half * (2 * k + 1) as f64;
        GAUSS
            .iter()
            .map(|&(node, weight)| weight * (density(centre - half * node) + density(centre + half * node)))
            .sum::<f64>()
    };
    let companion = own.density(0.0) * root * half * (0..PANELS).map(panel).sum::<f64>();
    // Not `clamp`, which panics where rounding puts the lower bound above the upper one.
    let companion = companion.max(participation + information - 1.0).max(0.0).min(participation.min(information));
    Probabilities {
        host: participation - companion,
        companion,
        advisor: information - companion,
        director: (1.0 - participation - information + companion).max(0.0),
    }
}

/// The region of the same distribution that holds 95%: of a quadratic form over 2 that follows F(2, ν), whose quantile has a
/// closed form.
pub fn ellipse(mean: [f64; 2], covariance: [f64; 3], freedom: f64) -> Ellipse {
    let [p, i, both] = covariance;
    let reach = (freedom * (0.05f64.powf(-2.0 / freedom) - 1.0)).sqrt();
    let (middle, half) = ((p + i) / 2.0, ((p - i) / 2.0).hypot(both));
    let axes = [middle + half, (middle - half).max(0.0)].map(|variance| reach * variance.sqrt());
    let angle = (0.5 * (2.0 * both).atan2(i - p)).to_degrees();
    Ellipse { center: mean, axes, angle }
}
