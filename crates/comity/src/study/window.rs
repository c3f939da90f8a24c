//! The buckets around an event, on the clock of the study's zone.

use comity_intake::time::TimeOptions;
use jiff::{Timestamp, ToSpan, Zoned, tz::TimeZone};

use super::options::{Bucket, Length};
use crate::cmd::wrong_use;

/// Windows where the user names none: buckets before and after.
fn default_buckets(bucket: Bucket) -> [usize; 2] {
    match bucket {
        Bucket::Hour => [14 * 24, 2 * 24],
        Bucket::Day => [91, 28],
        Bucket::Week => [52, 13],
    }
}

/// The buckets of a study: consecutive, one of them starting at the event.
#[derive(Debug, Clone)]
pub struct Buckets {
    /// Their size.
    pub bucket: Bucket,
    /// Start of each in seconds since 1970, and the end of the last.
    pub edges: Vec<i64>,
    /// The first one from the event on.
    pub first_after: usize,
    zone: TimeZone,
}

/// Hours, days or weeks, from the length of the window, or of the data where no window is asked for.
pub fn choose_bucket(before: Option<Length>, after: Option<Length>, span_seconds: i64) -> Bucket {
    let asked = before.and_then(Length::seconds).zip(after.and_then(Length::seconds)).map(|(b, a)| b + a);
    let days = asked.unwrap_or(span_seconds) / 86_400;
    match days {
        ..=20 => Bucket::Hour,
        21..=1_100 => Bucket::Day,
        _ => Bucket::Week,
    }
}

/// The widest window that buckets of these sizes would give, in seconds before and after an event, with a day on either side
/// for clocks that are changed.
pub fn reach(sizes: &[Bucket], before: Option<Length>, after: Option<Length>) -> [i64; 2] {
    let side = |length: Option<Length>, side: usize| {
        let buckets = |b: Bucket| length.map_or(default_buckets(b)[side], |l| l.in_buckets(b));
        let longest = sizes.iter().map(|b| buckets(*b) as i64 * b.seconds()).max().unwrap_or(0);
        longest + Bucket::Day.seconds()
    };
    [side(before, 0), side(after, 1)]
}

impl Buckets {
    /// Buckets around `event`, cut where the data begins and ends (`span`, seconds since 1970, first and last post).
    ///
    /// Days and weeks are those of the zone: a day on which a clock is changed has 23 or 25 hours.
    pub fn around(
        event: i64,
        bucket: Bucket,
        before: Option<Length>,
        after: Option<Length>,
        span: [i64; 2],
        zone: &TimeZone,
    ) -> anyhow::Result<Self> {
        let [default_before, default_after] = default_buckets(bucket);
        let before = before.map_or(default_before, |l| l.in_buckets(bucket));
        let after = after.map_or(default_after, |l| l.in_buckets(bucket));
        let at = Timestamp::from_second(event)?.to_zoned(zone.clone());
        let edge = |k: i64| -> anyhow::Result<i64> {
            let edge = match bucket {
                Bucket::Hour => at.checked_add(k.hours())?,
                Bucket::Day => at.checked_add(k.days())?,
                Bucket::Week => at.checked_add((7 * k).days())?,
            };
            Ok(edge.timestamp().as_second())
        };
        let mut edges = vec![edge(0)?];
        for k in 1..=before as i64 {
            if edges[0] <= span[0] {
                break;
            }
            edges.insert(0, edge(-k)?);
        }
        let first_after = edges.len() - 1;
        for k in 1..=after as i64 {
            if edges.last().is_none_or(|last| *last > span[1]) {
                break;
            }
            edges.push(edge(k)?);
        }
        Ok(Self { bucket, edges, first_after, zone: zone.clone() })
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.edges.len() - 1
    }

    /// The bucket that a time falls into. The guess by even spacing is right but where a clock is changed.
    pub fn index(&self, time: i64) -> Option<usize> {
        let (first, last) = (*self.edges.first()?, *self.edges.last()?);
        if time < first || time >= last {
            return None;
        }
        let mut guess = ((time - first) / self.bucket.seconds()) as usize;
        guess = guess.min(self.len() - 1);
        while time < self.edges[guess] {
            guess -= 1;
        }
        while time >= self.edges[guess + 1] {
            guess += 1;
        }
        Some(guess)
    }

    /// Starts of buckets at the two ends that the data covers for less than nine tenths: they are left out, since half a
    /// day is not a day. Hours are kept.
    pub fn partial(&self, span: [i64; 2]) -> Vec<usize> {
        let mut partial = Vec::new();
        if self.bucket == Bucket::Hour || self.len() == 0 {
            return partial;
        }
        for (k, edges) in self.edges.windows(2).enumerate().filter(|(k, _)| *k == 0 || *k == self.len() - 1) {
            let covered = edges[1].min(span[1] + 1) - edges[0].max(span[0]);
            if covered * 10 < (edges[1] - edges[0]) * 9 {
                partial.push(k);
            }
        }
        partial
    }

    /// Start of each bucket and end of the last, RFC 3339 on the zone's clock.
    pub fn labels(&self) -> Vec<String> {
        self.edges.iter().map(|&edge| rfc3339(edge, &self.zone)).collect()
    }
}

/// RFC 3339 with the offset of the zone at that moment.
pub fn rfc3339(seconds: i64, zone: &TimeZone) -> String {
    let zoned: Option<Zoned> = Timestamp::from_second(seconds).ok().map(|t| t.to_zoned(zone.clone()));
    zoned.map_or_else(String::new, |z| z.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// Splits `UNIT TIME` where the longest readable time begins. Without a unit the whole is the time.
///
/// # Errors
/// When no end of the text is a time.
pub fn split_event(text: &str, times: &TimeOptions) -> anyhow::Result<(Option<String>, i64)> {
    let starts =
        std::iter::once(0).chain(text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(i, c)| i + c.len_utf8()));
    let mut last = None;
    for start in starts {
        match comity_intake::time::parse_time(text[start..].trim(), times) {
            Ok(at) => {
                let unit = text[..start].trim();
                return Ok(((!unit.is_empty()).then(|| unit.to_owned()), at));
            }
            Err(error) => last = Some(error),
        }
    }
    let why = last.map(|e| format!(": {e}")).unwrap_or_default();
    wrong_use!("--event {text:?} does not end in a time{why}. Write \"UNIT TIME\", as in \"Southwest 2015-02-21\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i64 {
        comity_intake::time::parse_time(text, &TimeOptions::default()).unwrap() / 1_000_000
    }

    fn check_event(text: &str, unit: Option<&str>, at: &str) {
        let (found, time) = split_event(text, &TimeOptions::default()).unwrap();
        assert_eq!((found.as_deref(), time / 1_000_000), (unit, day(at)), "{text}");
    }

    #[test]
    fn an_event_is_a_unit_and_a_time() {
        check_event("Southwest 2015-02-21", Some("Southwest"), "2015-02-21");
        check_event("US Airways 2015-02-22T10:15", Some("US Airways"), "2015-02-22T10:15");
        check_event("2015-02-22", None, "2015-02-22");
        assert!(split_event("Southwest", &TimeOptions::default()).is_err());
        assert!(split_event("", &TimeOptions::default()).is_err());
    }

    #[test]
    fn days_follow_the_clock_of_the_zone() {
        let rome = TimeZone::get("Europe/Rome").unwrap();
        let event = day("2026-03-28T23:00:00Z");
        let span = [day("2026-03-20"), day("2026-04-10")];
        let days = Some(Length::Seconds(3 * 86_400));
        let buckets = Buckets::around(event, Bucket::Day, days, days, span, &rome).unwrap();
        assert_eq!((buckets.len(), buckets.first_after), (6, 3));
        let hours: Vec<i64> = buckets.edges.windows(2).map(|e| (e[1] - e[0]) / 3600).collect();
        assert_eq!(hours, [24, 24, 24, 23, 24, 24]);
        assert_eq!(buckets.labels()[3], "2026-03-29T00:00:00+01:00");
        assert_eq!(buckets.labels()[4], "2026-03-30T00:00:00+02:00");
        for (k, edges) in buckets.edges.windows(2).enumerate() {
            assert_eq!((buckets.index(edges[0]), buckets.index(edges[1] - 1)), (Some(k), Some(k)));
        }
        assert_eq!(buckets.index(buckets.edges[6]), None);
    }

    #[test]
    fn the_window_ends_where_the_data_ends_and_half_a_day_is_no_day() {
        let span = [day("2026-01-02T12:00"), day("2026-01-06T11:00")];
        let buckets = Buckets::around(day("2026-01-05"), Bucket::Day, None, None, span, &TimeZone::UTC).unwrap();
        assert_eq!((buckets.len(), buckets.first_after), (5, 3));
        assert_eq!(buckets.partial(span), [0, 4]);
    }

    #[test]
    fn the_bucket_follows_the_window() {
        let days = |n: i64| Some(Length::Seconds(n * 86_400));
        assert_eq!(choose_bucket(days(4), days(1), i64::MAX / 2), Bucket::Hour);
        assert_eq!(choose_bucket(None, None, 365 * 86_400), Bucket::Day);
        assert_eq!(choose_bucket(days(1000), days(900), 0), Bucket::Week);
    }
}
