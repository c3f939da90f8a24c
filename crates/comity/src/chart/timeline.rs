//! The horizontal axis of a series: times on a calendar, or rows.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Span, ToSpan as _};

use super::scale::{Linear, Tick, nice_step};
use crate::words::{Lang, Moment, clock, day, month};

/// Where each bucket of a series lies.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// Middle of each bucket: seconds since 1970 UTC, or rows.
    pub places: Vec<f64>,
    /// Width of a bucket: the median step from one to the next.
    pub width: f64,
    moments: Vec<Moment>,
    calendar: bool,
}

impl Timeline {
    /// The places of buckets that start at the given moments. As soon as one is not a time, rows are counted.
    pub fn of_buckets(moments: Vec<Moment>) -> Self {
        let timeline = Self::of_dates(moments);
        // A day's mean stands at noon; a row stands where it is counted.
        let middle = if timeline.calendar { timeline.width / 2.0 } else { 0.0 };
        Self { places: timeline.places.iter().map(|start| start + middle).collect(), ..timeline }
    }

    /// The places of dates themselves.
    pub fn of_dates(moments: Vec<Moment>) -> Self {
        let calendar = moments.iter().all(|moment| matches!(moment, Moment::Time { .. }));
        let starts: Vec<f64> = moments.iter().enumerate().map(|(row, moment)| start(moment, row, calendar)).collect();
        let mut steps: Vec<f64> = starts.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 0.0).collect();
        steps.sort_by(f64::total_cmp);
        let width = steps.get(steps.len() / 2).copied().unwrap_or(1.0);
        Self { places: starts, width, moments, calendar }
    }

    /// The place of the event: its time, or just before the first bucket after it.
    pub fn event(&self, at: &Moment, first_after: usize) -> f64 {
        match at {
            Moment::Time { seconds, .. } if self.calendar => *seconds,
            _ => self.places.get(first_after).or(self.places.last()).copied().unwrap_or(0.0) - self.width / 2.0,
        }
    }

    /// From the start of the first bucket to the end of the last.
    pub fn domain(&self) -> [f64; 2] {
        let first = self.places.first().copied().unwrap_or(0.0);
        let last = self.places.last().copied().unwrap_or(1.0);
        [first - self.width / 2.0, last + self.width / 2.0]
    }

    /// Ticks at round times that stay `gap` apart.
    pub fn ticks(&self, scale: &Linear, gap: f64, lang: Lang) -> Vec<Tick> {
        let [left, right] = scale.range();
        let room = (((right - left).abs() / gap) as usize).max(1);
        match (self.moments.first(), self.moments.last()) {
            (Some(Moment::Time { civil: first, .. }), Some(Moment::Time { civil: last, .. })) if self.calendar => {
                let last = last.checked_add(Span::new().seconds(self.width as i64)).unwrap_or(*last);
                self.calendar_ticks(*first, last, scale, room, lang)
            }
            _ => self.row_ticks(scale, room, lang),
        }
    }

    fn row_ticks(&self, scale: &Linear, room: usize, lang: Lang) -> Vec<Tick> {
        let whole = nice_step(scale.domain()[1] - scale.domain()[0], room) >= 1.0;
        let ticks = scale.ticks(room, false, lang);
        if whole { ticks } else { ticks.into_iter().filter(|tick| !tick.label.contains(['.', ','])).collect() }
    }

    fn calendar_ticks(&self, first: DateTime, last: DateTime, scale: &Linear, room: usize, lang: Lang) -> Vec<Tick> {
        // Between dates there are no hours to tell apart.
        let is_date =
            |moment: &Moment| matches!(moment, Moment::Time { civil, .. } if civil.time() == Time::midnight());
        let dates = self.moments.iter().all(is_date);
        let steps = STEPS.iter().filter(|step| !dates || !matches!(step, Step::Hours(_)));
        let Some((step, times)) = steps.into_iter().find_map(|step| {
            let times = step.times(first, last, room)?;
            Some((step, times))
        }) else {
            return Vec::new();
        };
        let mut year = None;
        let tick = |civil: DateTime| {
            let is_new = year.replace(civil.year()) != Some(civil.year());
            let below = (is_new && step.shows_year()).then(|| civil.year().to_string());
            Tick { place: scale.at(self.place_of(civil)), label: step.label(civil, lang), below }
        };
        let [first, last] = self.domain();
        let inside = |civil: &DateTime| (first..=last).contains(&self.place_of(*civil));
        times.into_iter().filter(inside).map(tick).collect()
    }

    /// Where a time on the clock lies, by the offset that held at the bucket before it.
    fn place_of(&self, civil: DateTime) -> f64 {
        let offset = |moment: &Moment| match moment {
            Moment::Time { civil, seconds } => wall_seconds(*civil) - seconds,
            Moment::Row(_) => 0.0,
        };
        let after =
            self.moments.partition_point(|moment| matches!(moment, Moment::Time { civil: c, .. } if *c <= civil));
        let nearest = self.moments.get(after.saturating_sub(1));
        wall_seconds(civil) - nearest.map_or(0.0, offset)
    }
}

fn start(moment: &Moment, row: usize, calendar: bool) -> f64 {
    match moment {
        Moment::Time { seconds, .. } if calendar => *seconds,
        Moment::Row(text) => text.parse().ok().filter(|x: &f64| x.is_finite()).unwrap_or(row as f64),
        Moment::Time { .. } => row as f64,
    }
}

fn wall_seconds(civil: DateTime) -> f64 {
    jiff::tz::Offset::UTC.to_timestamp(civil).map_or(0.0, |timestamp| timestamp.as_second() as f64)
}

/// The distances between ticks, from fine to coarse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Hours(i64),
    Days(i64),
    Weeks(i64),
    Months(i64),
    Years(i64),
}

const STEPS: [Step; 19] = [
    Step::Hours(1),
    Step::Hours(3),
    Step::Hours(6),
    Step::Hours(12),
    Step::Days(1),
    Step::Days(2),
    Step::Weeks(1),
    Step::Weeks(2),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(25),
    Step::Years(100),
    Step::Years(1000),
];

impl Step {
    /// The times of its ticks, or `None` when there are more than `room`.
    fn times(self, first: DateTime, last: DateTime, room: usize) -> Option<Vec<DateTime>> {
        let mut times = Vec::new();
        let mut at = self.first_from(first)?;
        while at <= last {
            if times.len() == room {
                return None;
            }
            times.push(at);
            let Ok(next) = at.checked_add(self.span()) else { break };
            at = next;
        }
        Some(times)
    }

    fn span(self) -> Span {
        match self {
            Self::Hours(n) => n.hours(),
            Self::Days(n) => n.days(),
            Self::Weeks(n) => n.weeks(),
            Self::Months(n) => n.months(),
            Self::Years(n) => n.years(),
        }
    }

    /// The first round time not before the given one.
    fn first_from(self, first: DateTime) -> Option<DateTime> {
        let day = first.date().to_datetime(Time::midnight());
        let mut at = match self {
            Self::Hours(_) | Self::Days(_) => day,
            Self::Weeks(_) => monday(day)?,
            Self::Months(n) => Date::new(first.year(), round_down(first.month().into(), n), 1).ok()?.into(),
            Self::Years(n) => Date::new(first.year() - (i64::from(first.year()) % n) as i16, 1, 1).ok()?.into(),
        };
        while at < first {
            at = at.checked_add(self.span()).ok()?;
        }
        Some(at)
    }

    fn label(self, civil: DateTime, lang: Lang) -> String {
        match self {
            Self::Hours(_) if civil.hour() != 0 => clock(civil),
            Self::Hours(_) | Self::Days(_) | Self::Weeks(_) => day(civil, lang),
            Self::Months(_) => month(civil, lang),
            Self::Years(_) => civil.year().to_string(),
        }
    }

    /// Years under hours would crowd the axis, and the page names the date.
    fn shows_year(self) -> bool {
        matches!(self, Self::Days(_) | Self::Weeks(_) | Self::Months(_))
    }
}

fn monday(day: DateTime) -> Option<DateTime> {
    if day.weekday() == Weekday::Monday { Some(day) } else { day.nth_weekday(-1, Weekday::Monday).ok() }
}

/// The month that begins a group of `n` months.
fn round_down(month: i64, n: i64) -> i8 {
    ((month - 1) / n * n + 1) as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hourly(first: &str, hours: usize) -> Timeline {
        let first: DateTime = first.parse().unwrap();
        let moments = (0..hours).map(|hour| {
            let civil = first + (hour as i64).hours();
            Moment::Time { civil, seconds: wall_seconds(civil) }
        });
        Timeline::of_buckets(moments.collect())
    }

    #[test]
    fn ticks_fit_the_span() {
        let check = |timeline: &Timeline, width: f64, expect: &[&str]| {
            let scale = Linear::new(timeline.domain(), [0.0, width]);
            let ticks = timeline.ticks(&scale, 60.0, Lang::En);
            assert_eq!(ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(), expect);
        };
        check(&hourly("2015-02-21T00:00", 24), 300.0, &["21 Feb", "06:00", "12:00", "18:00", "22 Feb"]);
        check(&hourly("2015-02-17T00:00", 120), 400.0, &["17 Feb", "18 Feb", "19 Feb", "20 Feb", "21 Feb", "22 Feb"]);
        check(&hourly("2015-11-15T00:00", 24 * 120), 300.0, &["Dec", "Jan", "Feb", "Mar"]);
        check(&hourly("2015-01-01T00:00", 24 * 365), 300.0, &["Jan", "Apr", "Jul", "Oct", "Jan"]);
    }

    #[test]
    fn years_stand_under_months() {
        let timeline = hourly("2015-11-15T00:00", 24 * 120);
        let scale = Linear::new(timeline.domain(), [0.0, 300.0]);
        let below: Vec<_> = timeline.ticks(&scale, 60.0, Lang::En).into_iter().map(|tick| tick.below).collect();
        assert_eq!(below, [Some("2015".to_owned()), Some("2016".to_owned()), None, None]);
    }

    #[test]
    fn rows_are_counted() {
        let timeline = Timeline::of_buckets((0..91).map(|row| Moment::Row(row.to_string())).collect());
        assert_eq!(timeline.event(&Moment::Row("61".into()), 61), 60.5);
        let scale = Linear::new(timeline.domain(), [0.0, 300.0]);
        let ticks = timeline.ticks(&scale, 60.0, Lang::En);
        assert_eq!(ticks.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>(), ["0", "20", "40", "60", "80"]);
    }

    #[test]
    fn odd_timelines_do_not_break() {
        for moments in [vec![], vec![Moment::Row("x".into())], vec![Moment::parse("2015-01-01"); 3]] {
            let timeline = Timeline::of_buckets(moments);
            let scale = Linear::new(timeline.domain(), [0.0, 300.0]);
            assert!(timeline.ticks(&scale, 60.0, Lang::It).iter().all(|tick| tick.place.is_finite()));
        }
    }
}
