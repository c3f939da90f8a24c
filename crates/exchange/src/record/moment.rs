//! Moments and spans as XML Schema writes them.

use crate::time::Timestamp;

const DAY: i64 = 86_400_000_000;

/// `xsd:dateTime` in UTC: `2026-03-01T12:00:00Z`, with microseconds where there are any.
pub fn moment(at: Timestamp) -> String {
    let (days, left) = (at.0.div_euclid(DAY), at.0.rem_euclid(DAY));
    let (year, month, day) = date(days);
    let (seconds, micros) = (left / 1_000_000, left % 1_000_000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let sign = if year < 0 { "-" } else { "" };
    let fraction = if micros == 0 { String::new() } else { format!(".{micros:06}") };
    format!("{sign}{:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z", year.abs())
}

/// `xsd:duration`: `P180D`.
pub fn days(n: u32) -> String {
    format!("P{n}D")
}

/// Year, month and day of the Gregorian calendar, from days since 1970.
///
/// Counted in eras of 400 years from 1 March of the year 0, so that a leap day is the last of its year; after H. Hinnant,
/// *chrono-compatible low-level date algorithms*, `civil_from_days`.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_the_calendar_says() {
        let check = |seconds: i64, expect: &str| assert_eq!(moment(Timestamp(seconds * 1_000_000)), expect);
        check(0, "1970-01-01T00:00:00Z");
        check(-1, "1969-12-31T23:59:59Z");
        check(951_782_400, "2000-02-29T00:00:00Z");
        check(1_772_366_400, "2026-03-01T12:00:00Z");
        check(4_107_542_400, "2100-03-01T00:00:00Z");
        assert_eq!(moment(Timestamp(1_500_000)), "1970-01-01T00:00:01.500000Z");
    }
}
