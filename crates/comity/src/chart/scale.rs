//! From values to places on the paper, with ticks at round numbers.

use crate::words::{Lang, decimal};

/// A linear scale from a domain of values to a range of places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linear {
    domain: [f64; 2],
    range: [f64; 2],
}

/// A tick: where, and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Place on the paper.
    pub place: f64,
    /// What it says.
    pub label: String,
    /// A second line under it: a year.
    pub below: Option<String>,
}

/// Beyond this a picture says nothing, and spans would overflow.
const LARGEST: f64 = 1e150;

impl Linear {
    /// A scale; a domain without extent is widened around its value.
    pub fn new(domain: [f64; 2], range: [f64; 2]) -> Self {
        let [low, high] = domain.map(|x| if x.is_nan() { 0.0 } else { x.clamp(-LARGEST, LARGEST) });
        let (low, high) = (low.min(high), low.max(high));
        let room = if high - low > high.abs().max(low.abs()) * 1e-12 { 0.0 } else { 0.5f64.max(high.abs() * 0.1) };
        Self { domain: [low - room, high + room], range }
    }

    /// The scale of all finite values given, and a little air on both sides.
    pub fn around(values: impl Iterator<Item = f64>, range: [f64; 2]) -> Self {
        let [low, high] = extent(values).unwrap_or([0.0, 1.0]);
        let scale = Self::new([low, high], range);
        let air = (scale.domain[1] - scale.domain[0]) * 0.06;
        Self::new([scale.domain[0] - air, scale.domain[1] + air], range)
    }

    /// The place of a value; values outside the domain stay at its edge.
    pub fn at(&self, value: f64) -> f64 {
        let [low, high] = self.domain;
        let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
        self.range[0] + share * (self.range[1] - self.range[0])
    }

    /// The values at its ends.
    pub fn domain(&self) -> [f64; 2] {
        self.domain
    }

    /// The places at its ends.
    pub fn range(&self) -> [f64; 2] {
        self.range
    }

    /// About `wanted` ticks at round values.
    pub fn values(&self, wanted: usize) -> Vec<f64> {
        let [low, high] = self.domain;
        let step = nice_step(high - low, wanted);
        let first = (low / step).ceil();
        let last = (high / step).floor();
        let n = (last - first).clamp(0.0, 100.0) as usize;
        (0..=n).map(|i| (first + i as f64) * step).collect()
    }

    /// The same as ticks, with as many decimals as they need and a sign when `signed`.
    pub fn ticks(&self, wanted: usize, signed: bool, lang: Lang) -> Vec<Tick> {
        let step = nice_step(self.domain[1] - self.domain[0], wanted);
        let decimals = (-step.log10().floor()).clamp(0.0, 9.0) as usize;
        let label = |value: f64| {
            let text = decimal(value, decimals, lang);
            if signed && value > step / 2.0 { format!("+{text}") } else { text }
        };
        let tick = |value| Tick { place: self.at(value), label: label(value), below: None };
        self.values(wanted).into_iter().map(tick).collect()
    }
}

/// Smallest and largest finite value.
pub fn extent(values: impl Iterator<Item = f64>) -> Option<[f64; 2]> {
    values
        .filter(|x| x.is_finite())
        .fold(None, |seen, x| Some(seen.map_or([x, x], |[low, high]: [f64; 2]| [low.min(x), high.max(x)])))
}

/// 1, 2 or 5 times a power of ten, so that about `wanted` steps fill the span.
pub fn nice_step(span: f64, wanted: usize) -> f64 {
    let rough = span / wanted.max(1) as f64;
    if !rough.is_finite() || rough <= 0.0 {
        return 1.0;
    }
    let power = 10f64.powf(rough.log10().floor());
    let factor = match rough / power {
        r if r < 1.5 => 1.0,
        r if r < 3.5 => 2.0,
        r if r < 7.5 => 5.0,
        _ => 10.0,
    };
    factor * power
}

/// Moves places apart until neighbours keep `gap`, staying within the range; the order is kept.
pub fn spread_apart(places: &mut [f64], gap: f64, [low, high]: [f64; 2]) {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|a, b| places[*a].total_cmp(&places[*b]));
    let mut floor = low;
    for &i in &order {
        places[i] = places[i].max(floor);
        floor = places[i] + gap;
    }
    let mut ceiling = high;
    for &i in order.iter().rev() {
        places[i] = places[i].min(ceiling);
        ceiling = places[i] - gap;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        let check = |domain: [f64; 2], expect: &[&str]| {
            let ticks = Linear::new(domain, [0.0, 100.0]).ticks(4, true, Lang::En);
            assert_eq!(ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(), expect, "{domain:?}");
        };
        check([-0.62, 0.21], &["−0.6", "−0.4", "−0.2", "0.0", "+0.2"]);
        check([0.0, 0.009], &["0.000", "+0.002", "+0.004", "+0.006", "+0.008"]);
        check([90.0, 130.0], &["+90", "+100", "+110", "+120", "+130"]);
    }

    #[test]
    fn any_domain_gives_finite_places() {
        let check = |domain: [f64; 2]| {
            let scale = Linear::new(domain, [0.0, 100.0]);
            let ticks = scale.ticks(5, false, Lang::It);
            assert!(!ticks.is_empty() && ticks.len() <= 101, "{domain:?}: {}", ticks.len());
            assert!(ticks.iter().all(|tick| (0.0..=100.0).contains(&tick.place)), "{domain:?}");
        };
        check([0.0, 0.0]);
        check([5.0, 5.0]);
        check([f64::NAN, 1.0]);
        check([f64::NEG_INFINITY, f64::INFINITY]);
        check([-1e308, 1e308]);
        check([1e9, 1e9 + 1e-9]);
        check([3.0, -3.0]);
    }

    #[test]
    fn labels_are_moved_apart() {
        let check = |mut places: Vec<f64>, expect: &[f64]| {
            spread_apart(&mut places, 10.0, [0.0, 100.0]);
            assert_eq!(places, expect);
        };
        check(vec![50.0, 52.0], &[50.0, 60.0]);
        check(vec![99.0, 98.0], &[100.0, 90.0]);
        check(vec![20.0, 80.0], &[20.0, 80.0]);
        check(vec![], &[]);
    }
}
