//! What happened to which firm, and what it did to what people write: the truth of the simulated portfolio.

use anyhow::Context as _;
use jiff::civil::{Date, date};
use rand::seq::SliceRandom as _;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;

use super::super::draw::normal;
use super::super::market::Topic;
use super::names::FIRMS;
use crate::words::Lang;

/// First day.
pub const FIRST: Date = date(2024, 3, 1);
/// Number of days: two years.
pub const DAYS: usize = 730;
/// Number of events.
pub const EVENTS: usize = 30;
/// Questions of the instrument: four on participation, four on information.
pub const QUESTIONS: usize = 8;

/// How an event works on what people write.
pub mod planted {
    /// What an event of [`MIDLINE`] points of participation adds to the mean of what is meant, from −1 to 1.
    pub const LEVEL: f64 = 0.10;
    /// Points of participation at which [`LEVEL`] holds.
    pub const MIDLINE: f64 = 14.0;
    /// What each further point adds. Information, kind, industry and capital add nothing.
    pub const SLOPE: f64 = 0.012;
    /// Standard deviation of what is an event's own.
    pub const NOISE: f64 = 0.03;
    /// Days for which it all holds.
    pub const HOLDS: usize = 28;
    /// Days from the event on after which it is gone; between, it fades in a straight line.
    pub const GONE: usize = 42;
}

/// Days between two events, give or take.
const STEP: usize = 20;
/// Day of the first: a baseline comes before it.
const START: usize = 91 + SHAKE;
/// By how many days an event may be early or late.
const SHAKE: usize = 4;

/// Text in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both<T> {
    en: T,
    it: T,
}

impl<T> Both<T> {
    /// That in a language.
    pub fn of(&self, lang: Lang) -> &T {
        match lang {
            Lang::En => &self.en,
            Lang::It => &self.it,
        }
    }
}

/// A kind of event.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// As in the table.
    pub name: Both<String>,
    /// What people turn to.
    topic: String,
    /// The total of participation around which such events lie.
    participation: f64,
    /// The same for information.
    information: f64,
    /// Kinds of capital that such events offer.
    capital: Vec<String>,
    titles: Both<[String; PER_KIND]>,
}

impl Kind {
    /// What people turn to.
    pub fn topic(&self) -> Topic {
        Topic::ALL.into_iter().find(|topic| topic.name() == self.topic).unwrap_or(Topic::General)
    }
}

/// Events of each kind.
const PER_KIND: usize = 5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    kind: Vec<Kind>,
}

/// One event as it was planted.
#[derive(Debug, Clone)]
pub struct Event {
    /// Index among [`FIRMS`].
    pub firm: usize,
    /// Day, from the first.
    pub day: usize,
    /// Its kind.
    pub kind: Kind,
    title: usize,
    /// Kinds of capital that it offers.
    pub capital: Vec<String>,
    /// For each question the level, 0 to 7, on which raters would settle.
    pub levels: [f64; QUESTIONS],
    /// What it adds to the mean of what is meant.
    pub effect: f64,
}

impl Event {
    /// What it is called; no two are called alike.
    pub fn name(&self, lang: Lang) -> String {
        format!("{}: {}", FIRMS[self.firm].short, self.kind.titles.of(lang)[self.title])
    }

    /// Totals of participation and information.
    pub fn totals(&self) -> [f64; 2] {
        [self.levels[..QUESTIONS / 2].iter().sum(), self.levels[QUESTIONS / 2..].iter().sum()]
    }

    /// Its day.
    ///
    /// # Errors
    /// Never, unless the year has no such day.
    pub fn date(&self) -> anyhow::Result<Date> {
        day(self.day)
    }

    /// What is left of the effect so many days later.
    pub fn left(&self, later: usize) -> f64 {
        let fading = (planted::GONE - planted::HOLDS) as f64;
        let gone = later.saturating_sub(planted::HOLDS) as f64 / fading;
        self.effect * (1.0 - gone).max(0.0)
    }
}

/// A day by its number.
///
/// # Errors
/// When there is no such day.
pub fn day(number: usize) -> anyhow::Result<Date> {
    FIRST.checked_add(jiff::Span::new().try_days(number as i64)?).context("no such day")
}

/// Draws all events, in order of time.
///
/// # Errors
/// When the file of kinds of this program is not well written.
pub fn plan(seed: u64) -> anyhow::Result<Vec<Event>> {
    let Kinds { kind: kinds } =
        toml::from_str(include_str!("kinds.toml")).context("the demo's kinds of events are not well written")?;
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(11);
    let mut firms: Vec<usize> = (0..FIRMS.len()).collect();
    firms.shuffle(&mut random);
    let mut titles: Vec<(usize, usize)> =
        (0..kinds.len()).flat_map(|kind| (0..PER_KIND).map(move |title| (kind, title))).collect();
    titles.shuffle(&mut random);
    let event = |(place, (kind, title)): (usize, (usize, usize))| {
        let early = random.random_range(0..=2 * SHAKE as u32) as usize;
        let kind: &Kind = &kinds[kind];
        let levels = levels(kind, &mut random);
        let participation: f64 = levels[..QUESTIONS / 2].iter().sum();
        let mut capital = kind.capital.clone();
        let more = super::sheets::CAPITAL[random.random_range(0..4u32) as usize];
        if random.random_bool(0.3) && capital.iter().all(|one| one != more) {
            capital.push(more.to_owned());
        }
        Event {
            // One firm after the other: nothing else happens to a firm, nor to most others, while an event is measured.
            firm: firms[place % firms.len()],
            day: START + place * STEP + early - SHAKE,
            kind: kind.clone(),
            title,
            capital,
            levels,
            effect: planted::LEVEL
                + planted::SLOPE * (participation - planted::MIDLINE)
                + planted::NOISE * normal(&mut random),
        }
    };
    Ok(titles.into_iter().take(EVENTS).enumerate().map(event).collect())
}

/// Levels of the eight questions: what events of this kind have in common, what is this one's own, what is each question's.
fn levels(kind: &Kind, random: &mut impl RngExt) -> [f64; QUESTIONS] {
    let mut levels = [0.0; QUESTIONS];
    let half = QUESTIONS / 2;
    for (dimension, total) in [kind.participation, kind.information].into_iter().enumerate() {
        let own = total + random.random_range(-7.0..7.0);
        for level in &mut levels[dimension * half..(dimension + 1) * half] {
            *level = (own / half as f64 + 0.7 * normal(random)).clamp(0.0, 7.0);
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn thirty_events_each_with_a_name_of_its_own() {
        for seed in 0..20 {
            let events = plan(seed).unwrap();
            assert_eq!(events.len(), EVENTS);
            for lang in Lang::ALL {
                let names: BTreeSet<String> = events.iter().map(|event| event.name(lang)).collect();
                assert_eq!(names.len(), EVENTS);
            }
        }
    }

    #[test]
    fn events_have_room_before_and_after_and_do_not_meet() {
        for seed in 0..20 {
            let events = plan(seed).unwrap();
            for (at, event) in events.iter().enumerate() {
                assert!(event.day >= 91 && event.day + planted::GONE <= DAYS, "{}", event.day);
                let of_firm = events[..at].iter().rev().find(|other| other.firm == event.firm);
                assert!(of_firm.is_none_or(|other| event.day - other.day > 91 + planted::GONE));
                let near = |other: &&Event| (other.day + 91 >= event.day) && (other.day <= event.day + 28);
                let busy: BTreeSet<usize> = events.iter().filter(near).map(|other| other.firm).collect();
                assert!(FIRMS.len() - busy.len() >= 4, "{} firms are busy", busy.len());
            }
        }
    }

    #[test]
    fn larger_effects_go_with_participation_alone() {
        // Slopes of the effect on both totals, over many portfolios.
        let all: Vec<Event> = (0..40).flat_map(|seed| plan(seed).unwrap()).collect();
        let slope = |dimension: usize| {
            let n = all.len() as f64;
            let mean = |value: &dyn Fn(&Event) -> f64| all.iter().map(value).sum::<f64>() / n;
            let (x, y) = (mean(&|e| e.totals()[dimension]), mean(&|e| e.effect));
            let product = mean(&|e| (e.totals()[dimension] - x) * (e.effect - y));
            product / mean(&|e| (e.totals()[dimension] - x).powi(2))
        };
        assert!((slope(0) - planted::SLOPE).abs() < 0.001, "{}", slope(0));
        let reach: Vec<f64> = all.iter().map(|event| event.totals()[0]).collect();
        assert!(reach.iter().any(|total| *total < 5.0) && reach.iter().any(|total| *total > 22.0));
    }

    #[test]
    fn effects_hold_fade_and_go() {
        let mut event = plan(1).unwrap().remove(0);
        event.effect = 0.2;
        for (later, left) in [(0, 0.2), (28, 0.2), (35, 0.1), (42, 0.0), (400, 0.0)] {
            assert!((event.left(later) - left).abs() < 1e-12, "{later}: {}", event.left(later));
        }
    }
}
