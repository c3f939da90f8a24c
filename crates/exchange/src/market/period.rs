//! How often something comes back, as the unit of a benefit says it, by the calendar in UTC.

use serde::{Deserialize, Serialize};

use crate::text::Texts;
use crate::time::Timestamp;

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Each day.
    Day,
    /// Each week.
    Week,
    /// Each month of the calendar.
    Month,
    /// Each year of the calendar.
    Year,
}

/// The ends of a unit that say how often, in small letters.
const WORDS: [(Every, &[&str]); 4] = [
    (Every::Day, &["a day", "per day", "daily", "each day", "every day", "/day", "al giorno", "ogni giorno"]),
    (
        Every::Week,
        &[
            "a week",
            "per week",
            "weekly",
            "each week",
            "every week",
            "/week",
            "alla settimana",
            "a settimana",
            "ogni settimana",
        ],
    ),
    (Every::Month, &["a month", "per month", "monthly", "each month", "every month", "/month", "al mese", "ogni mese"]),
    (
        Every::Year,
        &[
            "a year",
            "per year",
            "yearly",
            "each year",
            "every year",
            "/year",
            "all’anno",
            "all'anno",
            "l’anno",
            "l'anno",
            "ogni anno",
        ],
    ),
];

const DAY: i64 = 86_400_000_000;

impl Every {
    /// How often a unit says that something comes: `euro a month`, `euro al mese`. Nothing where it does not say, or where
    /// its languages say different things.
    pub fn of_unit(unit: &Texts) -> Option<Self> {
        let mut said = unit.iter().filter_map(|(_, words)| Self::of_words(words));
        let first = said.next()?;
        said.all(|other| other == first).then_some(first)
    }

    fn of_words(words: &str) -> Option<Self> {
        let words = words.trim().to_lowercase();
        // A whole word: `extra day` is no `a day`.
        let ends = |end: &&str| {
            words.strip_suffix(*end).is_some_and(|before| {
                end.starts_with('/') || before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric())
            })
        };
        WORDS.iter().find(|(_, all)| all.iter().any(ends)).map(|(every, _)| *every)
    }

    /// The end of the `count`th period from a moment on; nothing beyond the last moment there is.
    pub fn after(self, start: Timestamp, count: u32) -> Option<Timestamp> {
        let days = |days: i64| start.0.checked_add(days.checked_mul(DAY)?).map(Timestamp);
        match self {
            Self::Day => days(i64::from(count)),
            Self::Week => days(i64::from(count) * 7),
            Self::Month => months(start, i64::from(count)),
            Self::Year => months(start, i64::from(count) * 12),
        }
    }
}

/// So many months later at the same time of day; on the last day of a month that has no such day.
fn months(start: Timestamp, count: i64) -> Option<Timestamp> {
    let (year, month, day) = civil(start.0.div_euclid(DAY));
    let month = year * 12 + month - 1 + count;
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
    let days = days(year, month, day.min(length(year, month)));
    days.checked_mul(DAY)?.checked_add(start.0.rem_euclid(DAY)).map(Timestamp)
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970 to a day of the Gregorian calendar, counted in years that begin in March and eras of 400 of them.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of so many days from 1970: the inverse of [`days`].
pub(crate) fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let month = if march < 10 { march + 3 } else { march - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * march + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Language;

    #[test]
    fn the_unit_says_how_often() {
        let check = |unit: &str, expect| assert_eq!(Every::of_words(unit), expect, "{unit}");
        check("euro a month", Some(Every::Month));
        check("Euro al mese", Some(Every::Month));
        check("points/week", Some(Every::Week));
        check("punti all’anno", Some(Every::Year));
        check("daily", Some(Every::Day));
        check("extra day", None);
        check("euro", None);
        check("month", None);
    }

    #[test]
    fn languages_that_disagree_say_nothing() {
        let mut unit = Texts::one(Language::new("en").unwrap(), "euro a month");
        unit.set(Language::new("it").unwrap(), "euro al mese");
        assert_eq!(Every::of_unit(&unit), Some(Every::Month));
        unit.set(Language::new("it").unwrap(), "euro l’anno");
        assert_eq!(Every::of_unit(&unit), None);
    }

    #[test]
    fn months_of_the_calendar() {
        let at = |year, month, day| Timestamp(days(year, month, day) * DAY + 5);
        let check = |start, every: Every, count, expect| assert_eq!(every.after(start, count), Some(expect));
        check(at(2024, 1, 31), Every::Month, 1, at(2024, 2, 29));
        check(at(2023, 1, 31), Every::Month, 1, at(2023, 2, 28));
        check(at(2023, 1, 31), Every::Month, 2, at(2023, 3, 31));
        check(at(2023, 11, 30), Every::Month, 3, at(2024, 2, 29));
        check(at(2024, 2, 29), Every::Year, 1, at(2025, 2, 28));
        check(at(2024, 2, 29), Every::Week, 1, at(2024, 3, 7));
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(Every::Day.after(Timestamp(i64::MAX), 1), None);
        assert_eq!(Every::Year.after(Timestamp(i64::MAX), u32::MAX), None);
    }

    proptest! {
        #[test]
        fn days_are_read_as_they_are_written(day in -1_000_000_i64..1_000_000) {
            let (year, month, of_month) = civil(day);
            prop_assert_eq!(days(year, month, of_month), day);
            prop_assert!((1..=12).contains(&month) && (1..=length(year, month)).contains(&of_month));
            let (next_year, next_month, next) = civil(day + 1);
            let whole = length(year, month);
            let expect = if of_month < whole { (year, month, of_month + 1) } else { (next_year, month % 12 + 1, 1) };
            prop_assert_eq!((next_year, next_month, next), expect);
        }
    }
}
