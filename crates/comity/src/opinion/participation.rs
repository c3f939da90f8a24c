//! Who took part, and when.

use comity_measure::opinion::Cast;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::outcome::{Bin, Moment};

/// How the conversation is cut into stretches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bucket {
    Hour,
    Day,
    Week,
    Month,
}

impl Bucket {
    fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// Hours up to two days, days up to half a year, weeks up to five years; so that no chart has hundreds of bars.
    fn for_span(micros: i128) -> Self {
        const DAY: i128 = 86_400_000_000;
        match micros {
            span if span <= 2 * DAY => Self::Hour,
            span if span <= 184 * DAY => Self::Day,
            span if span <= 5 * 366 * DAY => Self::Week,
            _ => Self::Month,
        }
    }

    fn start(self, time: DateTime) -> DateTime {
        let midnight = time.date().at(0, 0, 0, 0);
        match self {
            Self::Hour => time.date().at(time.hour(), 0, 0, 0),
            Self::Day => midnight,
            Self::Week => midnight.saturating_sub(i64::from(time.date().weekday().to_monday_zero_offset()).days()),
            Self::Month => time.date().first_of_month().at(0, 0, 0, 0),
        }
    }

    fn next(self, start: DateTime) -> DateTime {
        match self {
            Self::Hour => start.saturating_add(1.hour()),
            Self::Day => start.saturating_add(1.day()),
            Self::Week => start.saturating_add(1.week()),
            Self::Month => start.saturating_add(1.month()),
        }
    }
}

/// Most stretches: a stray time in 1970 must not make a chart of thousands.
const MOST: usize = 1_200;

/// Votes and new people over time, stretches without any among them; nothing without votes.
pub fn over_time(cast: &[Cast], people: usize, zone: &TimeZone) -> (Option<&'static str>, Vec<Moment>) {
    let Some([first, last]) = span(cast) else { return (None, Vec::new()) };
    let bucket = Bucket::for_span(i128::from(last) - i128::from(first));
    let starts = starts(first, last, bucket, zone);
    // Where each stretch begins as an instant, so that a vote is placed without asking the calendar.
    let edges: Vec<i64> = starts.iter().map(|start| instant(*start, zone)).collect();
    let place = |time: i64| edges.partition_point(|edge| *edge <= time).saturating_sub(1);
    let mut votes = vec![0; starts.len()];
    let mut first_vote = vec![i64::MAX; people];
    for one in cast {
        votes[place(one.time)] += 1;
        if let Some(earliest) = first_vote.get_mut(one.person as usize) {
            *earliest = one.time.min(*earliest);
        }
    }
    let mut new_people = vec![0; starts.len()];
    for time in first_vote.into_iter().filter(|time| *time != i64::MAX) {
        new_people[place(time)] += 1;
    }
    let at = |start: &DateTime| if bucket == Bucket::Hour { start.to_string() } else { start.date().to_string() };
    let moments = starts.iter().zip(votes.iter().zip(&new_people));
    let moments = moments.map(|(start, (votes, new))| Moment { at: at(start), votes: *votes, new_people: *new });
    (Some(bucket.name()), moments.collect())
}

/// The first and the last time.
pub fn span(cast: &[Cast]) -> Option<[i64; 2]> {
    let times = || cast.iter().map(|one| one.time);
    Some([times().min()?, times().max()?])
}

/// A time on the clock of the zone, to the second.
pub fn on_the_clock(micros: i64, zone: &TimeZone) -> String {
    civil(micros, zone).round(jiff::Unit::Second).map_or_else(|_| String::new(), |time| time.to_string())
}

fn civil(micros: i64, zone: &TimeZone) -> DateTime {
    Timestamp::from_microsecond(micros).unwrap_or_default().to_zoned(zone.clone()).datetime()
}

fn instant(start: DateTime, zone: &TimeZone) -> i64 {
    zone.to_ambiguous_timestamp(start).compatible().map_or(i64::MIN, |stamp| stamp.as_microsecond())
}

fn starts(first: i64, last: i64, bucket: Bucket, zone: &TimeZone) -> Vec<DateTime> {
    let (mut start, last) = (bucket.start(civil(first, zone)), civil(last, zone));
    let mut starts = vec![start];
    while starts.len() < MOST {
        let next = bucket.next(start);
        if next > last || next <= start {
            break;
        }
        start = next;
        starts.push(start);
    }
    starts
}

/// Fewest, quartiles and most of the votes that people cast; zeros without people.
pub fn quartiles(votes: &[usize]) -> [usize; 5] {
    let mut sorted = votes.to_vec();
    sorted.sort_unstable();
    let at = |quarter: usize| sorted.get(sorted.len().saturating_sub(1) * quarter / 4).copied().unwrap_or(0);
    [0, 1, 2, 3, 4].map(at)
}

/// How many people cast 1, 2–3, 4–7, 8–15 … votes.
pub fn spread(votes: &[usize]) -> Vec<Bin> {
    let most = votes.iter().copied().max().unwrap_or(0);
    let mut bins = Vec::new();
    let mut from = 1;
    while from <= most {
        let to = 2 * from - 1;
        let people = votes.iter().filter(|n| (from..=to).contains(*n)).count();
        bins.push(Bin { from, to, people });
        from = to + 1;
    }
    bins
}

#[cfg(test)]
mod tests {
    use comity_measure::opinion::Vote;

    use super::*;

    fn cast(person: u32, time: &str) -> Cast {
        let time: Timestamp = time.parse().unwrap();
        Cast { time: time.as_microsecond(), person, statement: 0, vote: Vote::Agree }
    }

    #[test]
    fn stretches() {
        let check = |votes: &[(u32, &str)], bucket: &str, expect: &[(&str, usize, usize)]| {
            let votes: Vec<Cast> = votes.iter().map(|(person, time)| cast(*person, time)).collect();
            let rome = TimeZone::get("Europe/Rome").unwrap();
            let (name, moments) = over_time(&votes, 3, &rome);
            let got: Vec<_> = moments.iter().map(|m| (m.at.as_str(), m.votes, m.new_people)).collect();
            assert_eq!((name, got.as_slice()), (Some(bucket), expect));
        };
        check(
            &[(0, "2026-03-01T23:30:00Z"), (0, "2026-03-04T12:00:00Z"), (2, "2026-03-04T23:30:00Z")],
            "day",
            &[("2026-03-02", 1, 1), ("2026-03-03", 0, 0), ("2026-03-04", 1, 0), ("2026-03-05", 1, 1)],
        );
        check(&[(1, "2026-03-01T10:30:00Z")], "hour", &[("2026-03-01T11:00:00", 1, 1)]);
        assert_eq!(over_time(&[], 3, &TimeZone::UTC), (None, vec![]));
    }

    #[test]
    fn a_stray_time_does_not_make_thousands() {
        let votes = [cast(0, "1970-01-01T00:00:00Z"), cast(1, "9000-01-01T00:00:00Z")];
        let (name, moments) = over_time(&votes, 2, &TimeZone::UTC);
        assert_eq!((name, moments.len()), (Some("month"), MOST));
        assert_eq!(moments.iter().map(|moment| moment.votes).sum::<usize>(), 2);
    }

    #[test]
    fn votes_a_person() {
        assert_eq!(quartiles(&[5, 1, 9, 3, 7]), [1, 3, 5, 7, 9]);
        assert_eq!(quartiles(&[4]), [4; 5]);
        assert_eq!(quartiles(&[]), [0; 5]);
        let bin = |from, to, people| Bin { from, to, people };
        assert_eq!(spread(&[1, 1, 3, 9]), [bin(1, 1, 2), bin(2, 3, 1), bin(4, 7, 0), bin(8, 15, 1)]);
        assert_eq!(spread(&[]), []);
    }
}
