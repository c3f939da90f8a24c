//! Series with a common swing, noise that carries over, and a step or a drift planted in them.

use jiff::civil::DateTime;
use jiff::{SignedDuration, ToSpan as _};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::study::outcome::{
    Control, Descriptive, Duplicates, EventOutcome, Headline, Opinion, Placebos, Point, Reason, Side, SpacePlacebo,
    Themes, TimePlacebo, Verdict, VerdictCode, Window,
};

/// What to simulate.
pub struct Plan {
    pub unit: &'static str,
    pub at: &'static str,
    pub bucket: &'static str,
    pub before: usize,
    pub after: usize,
    /// Where the series lies.
    pub level: f64,
    /// Standard deviation of a bucket's own noise.
    pub noise: f64,
    /// Step of the unit alone.
    pub step: f64,
    /// Step that all share.
    pub common_step: f64,
    /// Drift of the unit, a bucket.
    pub drift: f64,
    pub controls: &'static [&'static str],
    /// Posts a bucket, at noon.
    pub posts: u64,
}

impl Plan {
    /// 90 days before, 30 after.
    pub fn days(unit: &'static str, at: &'static str) -> Self {
        Self {
            unit,
            at,
            bucket: "day",
            before: 90,
            after: 30,
            level: -0.1,
            noise: 0.06,
            step: 0.0,
            common_step: 0.0,
            drift: 0.0,
            controls: &["Vela", "Telsia", "Ponte"],
            posts: 150,
        }
    }

    /// Five days before, one after, by the hour, with quiet nights.
    pub fn hours(unit: &'static str, at: &'static str) -> Self {
        Self { bucket: "hour", before: 120, after: 24, noise: 0.14, posts: 24, ..Self::days(unit, at) }
    }

    /// Rows without a calendar.
    pub fn rows(unit: &'static str, first_after: usize) -> Self {
        Self { bucket: "step", at: "61", before: first_after, after: 30, posts: 0, ..Self::days(unit, "") }
    }

    /// The event with everything a study finds about it.
    pub fn event(&self, seed: u64) -> EventOutcome {
        let mut noise = Noise(ChaCha8Rng::seed_from_u64(seed));
        let series = self.series(&mut noise);
        let gaps =
            |after: bool| mean(series.iter().filter(|p| p.after == after).filter_map(|p| p.difference.or(p.unit)));
        let estimate = gaps(true) - gaps(false);
        let error = self.noise * 0.5 * (120.0 / series.len() as f64).sqrt();
        let headline = Headline {
            method: if self.controls.is_empty() { "own_past" } else { "control_difference" }.into(),
            estimate,
            interval: [estimate - 2.1 * error, estimate + 2.1 * error],
            p: p_value(estimate / error),
            p_step: p_value(estimate / error) / 1.25,
            p_drift: p_value(estimate / error / 1.3),
            drift_per_bucket: None,
            minimal_detectable: Some(2.9 * error),
        };
        EventOutcome {
            name: format!("{} {}", self.unit, self.at.split('T').next().unwrap_or("")),
            unit: self.unit.into(),
            at: self.starts_at(0),
            window: Window {
                bucket: self.bucket.into(),
                timezone: if self.bucket == "step" { "" } else { "Europe/Rome" }.into(),
                from: self.starts_at(-(self.before as i64)),
                to: self.starts_at(self.after as i64),
                buckets: [self.before, self.after],
                thin: 0,
            },
            descriptive: Some(self.descriptive(&series)),
            estimates: opinions(estimate, error, &mut noise, !self.controls.is_empty()),
            effect: Some(headline),
            controls: self.listed_controls(),
            placebos: self.placebos(error, &mut noise),
            duplicates: Duplicates::default(),
            verdict: Verdict { code: VerdictCode::NoEvidence, reason: Reason::Nothing, text: String::new() },
            rejected: std::collections::BTreeMap::new(),
            caveats: Vec::new(),
            series,
            shares: None,
            languages: Vec::new(),
            capital: Vec::new(),
            behaviour: Vec::new(),
            themes: Themes::default(),
        }
    }

    fn series(&self, noise: &mut Noise) -> Vec<Point> {
        let (mut common, mut own) = (0.0, 0.0);
        (0..self.before + self.after)
            .map(|i| {
                let after = i >= self.before;
                let carried = (1.0 - 0.8f64.powi(2)).sqrt();
                common = 0.8 * common + carried * self.noise * noise.normal();
                own = 0.4 * own + 0.5 * self.noise * noise.normal();
                let composite = self.level + common + if after { self.common_step } else { 0.0 };
                let difference = own + self.drift * i as f64 + if after { self.step } else { 0.0 };
                let n = self.posts_in(i, noise);
                let missing = self.posts > 0 && n == 0 || (self.bucket == "day" && matches!(i, 40..43));
                let swing = self.noise * if n > 0 && n < 5 { 4.0 } else { 1.0 };
                let unit = composite + difference + swing * 0.4 * noise.normal();
                let compared = !self.controls.is_empty();
                let band = 1.6 * self.noise;
                Point {
                    at: self.starts_at(i as i64 - self.before as i64),
                    after,
                    n: if missing { 0 } else { n },
                    unit: (!missing).then_some(unit),
                    composite: compared.then_some(composite),
                    expected: compared.then_some([composite - band, composite + band]),
                    difference: (!missing && compared).then_some(unit - composite),
                    difference_interval: compared.then(|| {
                        let fitted = if after { self.step } else { 0.0 };
                        [fitted - band, fitted + band]
                    }),
                }
            })
            .collect()
    }

    /// Nights are quiet.
    fn posts_in(&self, i: usize, noise: &mut Noise) -> u64 {
        let share = if self.bucket == "hour" {
            let hour = i % 24;
            if (7..23).contains(&hour) { 1.0 } else { 0.12 }
        } else {
            1.0
        };
        (self.posts as f64 * share * (0.3 * noise.normal()).exp()) as u64
    }

    /// The start of a bucket, counted from the event.
    fn starts_at(&self, bucket: i64) -> String {
        let Ok(event) = self.at.split('+').next().unwrap_or("").parse::<DateTime>() else {
            return (self.before as i64 + bucket).to_string();
        };
        let start = match self.bucket {
            "hour" => event.checked_add(SignedDuration::from_hours(bucket)),
            _ => event.checked_add(bucket.days()),
        };
        start.map_or_else(|_| String::new(), |start| format!("{start}+01:00"))
    }

    fn descriptive(&self, series: &[Point]) -> Descriptive {
        let side = |after: bool| Side {
            n: match self.posts {
                0 => series.iter().filter(|p| p.after == after).count() as u64,
                _ => series.iter().filter(|p| p.after == after).map(|p| p.n).sum(),
            },
            mean: mean(series.iter().filter(|p| p.after == after).filter_map(|p| p.unit)),
        };
        let (before, after) = (side(false), side(true));
        let difference = after.mean - before.mean;
        let interval = Some([difference - 0.3 * self.noise, difference + 0.3 * self.noise]);
        Descriptive { before, after, difference, interval, authors: 3904 }
    }

    fn listed_controls(&self) -> Vec<Control> {
        let n = self.controls.len();
        let used = self.controls.iter().enumerate().map(|(i, unit)| Control {
            unit: (*unit).into(),
            weight: 1.0 / n as f64,
            included: true,
            reason: None,
            posts: [9_120 + 310 * i as u64, 3_044 + 88 * i as u64],
        });
        let left_out = [("Aria Air", "no_baseline", [4, 611]), ("Lido", "no_aftermath", [61, 12])];
        let left_out = left_out.into_iter().filter(|_| n > 0).map(|(unit, reason, posts)| Control {
            unit: unit.into(),
            weight: 0.0,
            included: false,
            reason: Some(reason.into()),
            posts,
        });
        used.chain(left_out).collect()
    }

    fn placebos(&self, error: f64, noise: &mut Noise) -> Placebos {
        let mut found = || {
            let estimate = error * noise.normal();
            (estimate, [estimate - 2.1 * error, estimate + 2.1 * error], p_value(estimate / error))
        };
        let space = self.controls.iter().map(|unit| {
            let (estimate, interval, p) = found();
            SpacePlacebo { unit: (*unit).into(), estimate, interval, p }
        });
        let space: Vec<SpacePlacebo> = space.collect();
        let dates = (1..=20).rev().map(|i| {
            let (estimate, interval, p) = found();
            TimePlacebo { at: self.starts_at(-(i * self.before as i64 / 24) - 3), estimate, interval, p }
        });
        let time = dates.collect();
        Placebos { rank: (!space.is_empty()).then_some(1), space, time }
    }
}

fn opinions(estimate: f64, error: f64, noise: &mut Noise, compared: bool) -> Vec<Opinion> {
    let methods = ["did", "synthetic_control", "synthetic_did", "bsts", "prais_winsten", "permutation"];
    let opinion = |method: &str| {
        let needs_controls = matches!(method, "did" | "synthetic_control" | "synthetic_did");
        if needs_controls && !compared {
            return Opinion {
                method: method.into(),
                estimate: None,
                sd: None,
                interval: None,
                p: None,
                cannot: Some("no_controls".into()),
            };
        }
        let found = estimate + 0.4 * error * noise.normal();
        let sd = if method == "synthetic_control" { 4.0 * error } else { 0.8 * error };
        let has_interval = method != "permutation";
        Opinion {
            method: method.into(),
            estimate: Some(found),
            sd: has_interval.then_some(sd),
            interval: has_interval.then_some([found - 2.0 * sd, found + 2.0 * sd]),
            p: Some(p_value(found / sd)),
            cannot: None,
        }
    };
    methods.into_iter().map(opinion).collect()
}

/// Two-sided tail of a normal, near enough for a sample.
fn p_value(z: f64) -> f64 {
    (-0.717 * z.abs() - 0.416 * z * z).exp()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / values.len() as f64
}

struct Noise(ChaCha8Rng);

impl Noise {
    /// A standard normal, as the sum of twelve uniform draws.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.0.random::<f64>()).sum::<f64>() - 6.0
    }
}
