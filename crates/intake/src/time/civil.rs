//! A date and time of day on the wall, and what it becomes as microseconds since 1970-01-01 UTC.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

pub(crate) const SECOND: i64 = 1_000_000;
pub(crate) const DAY: i64 = 86_400 * SECOND;

/// Date and time of day as written, not yet tied to a zone. Fields are unchecked until [`Civil::micros`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Civil {
    pub year: i32,
    pub month: u32,
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    pub micro: u32,
}

/// A time as written: the wall clock, and the offset from UTC in seconds if one was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub civil: Civil,
    pub offset: Option<i32>,
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar, counted from March so that the leap day comes last.
fn days_since_1970(year: i32, month: u32, day: u32) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = i64::from((month + 9) % 12);
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Civil {
    /// Microseconds since 1970-01-01 00:00 on this same clock; `None` where no such day or time exists.
    ///
    /// A leap second (`:60`) counts as the second before it, as POSIX time has no room for it.
    pub fn micros(&self) -> Option<i64> {
        let date = (1..=9999).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=days_in_month(self.year, self.month)).contains(&self.day);
        let time = self.hour < 24 && self.minute < 60 && self.second <= 60 && self.micro < 1_000_000;
        if !(date && time) {
            return None;
        }
        let seconds = i64::from(self.hour * 3600 + self.minute * 60 + self.second.min(59));
        Some(days_since_1970(self.year, self.month, self.day) * DAY + seconds * SECOND + i64::from(self.micro))
    }
}

/// The zone in which times without an offset are read.
#[derive(Clone, Debug)]
pub(crate) enum Zone {
    Utc,
    Named(TimeZone),
}

impl Zone {
    pub fn new(zone: &TimeZone) -> Zone {
        let utc = zone.to_fixed_offset().is_ok_and(|offset| offset.seconds() == 0);
        if utc { Zone::Utc } else { Zone::Named(zone.clone()) }
    }

    /// Microseconds since 1970 UTC of a written time.
    pub fn resolve(&self, written: &Written) -> Option<i64> {
        let local = written.civil.micros()?;
        match (written.offset, self) {
            (Some(offset), _) => Some(local - i64::from(offset) * SECOND),
            (None, Zone::Utc) => Some(local),
            (None, Zone::Named(zone)) => in_zone(&written.civil, zone),
        }
    }
}

/// A time that the clocks skipped moves forward by the gap; one that they showed twice means the first.
fn in_zone(civil: &Civil, zone: &TimeZone) -> Option<i64> {
    let narrow = |value: u32| i8::try_from(value).ok();
    let local = DateTime::new(
        i16::try_from(civil.year).ok()?,
        narrow(civil.month)?,
        narrow(civil.day)?,
        narrow(civil.hour)?,
        narrow(civil.minute)?,
        narrow(civil.second.min(59))?,
        i32::try_from(civil.micro * 1000).ok()?,
    );
    let stamp = zone.to_ambiguous_timestamp(local.ok()?).compatible().ok()?;
    Some(stamp.as_microsecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(y: i32, mo: u32, d: u32, h: u32, mi: u32, s: u32, expect: Option<i64>) {
        let civil = Civil { year: y, month: mo, day: d, hour: h, minute: mi, second: s, micro: 0 };
        assert_eq!(civil.micros(), expect.map(|s| s * SECOND), "{civil:?}");
    }

    #[test]
    fn calendar() {
        check(1970, 1, 1, 0, 0, 0, Some(0));
        check(1969, 12, 31, 23, 59, 59, Some(-1));
        check(2000, 2, 29, 0, 0, 0, Some(951_782_400));
        check(2015, 2, 24, 19, 35, 52, Some(1_424_806_552));
        check(2016, 12, 31, 23, 59, 60, Some(1_483_228_799));
        check(1, 1, 1, 0, 0, 0, Some(-62_135_596_800));
        check(9999, 12, 31, 23, 59, 59, Some(253_402_300_799));
    }

    #[test]
    fn no_such_day_or_time() {
        check(1900, 2, 29, 0, 0, 0, None);
        check(2015, 2, 29, 0, 0, 0, None);
        check(2015, 4, 31, 0, 0, 0, None);
        check(2015, 13, 1, 0, 0, 0, None);
        check(2015, 0, 1, 0, 0, 0, None);
        check(2015, 1, 0, 0, 0, 0, None);
        check(2015, 1, 1, 24, 0, 0, None);
        check(2015, 1, 1, 0, 60, 0, None);
        check(0, 1, 1, 0, 0, 0, None);
        check(10_000, 1, 1, 0, 0, 0, None);
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut expect = days_since_1970(1900, 1, 1);
        for year in 1900..2300 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    assert_eq!(days_since_1970(year, month, day), expect, "{year}-{month}-{day}");
                    expect += 1;
                }
            }
        }
    }

    #[test]
    fn gap_moves_forward_and_fold_means_the_first() {
        let zone = Zone::new(&TimeZone::get("America/New_York").unwrap());
        let at = |month, day, hour| {
            let civil = Civil { year: 2024, month, day, hour, minute: 30, ..Civil::default() };
            zone.resolve(&Written { civil, offset: None }).unwrap() / SECOND
        };
        assert_eq!(at(3, 10, 2), 1_710_055_800, "02:30 was skipped: 03:30 -0400");
        assert_eq!(at(11, 3, 1), 1_730_611_800, "01:30 came twice: the one at -0400");
    }
}
