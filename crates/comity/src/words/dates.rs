//! Moments as the reader writes them. A series without a calendar counts rows instead.

use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;

use super::{Lang, say, tame};

/// When something was: a time in the study's zone, or a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Moment {
    /// A time.
    Time {
        /// What the clock showed in the study's zone.
        civil: DateTime,
        /// Seconds since 1970 UTC.
        seconds: f64,
    },
    /// A row, as given.
    Row(String),
}

impl Moment {
    /// Reads RFC 3339 (a zone name in brackets is allowed, a missing offset means UTC); anything else is a row.
    pub fn parse(text: &str) -> Self {
        let Ok(pieces) = Pieces::parse(text.trim()) else { return Self::Row(tame(text)) };
        let civil = DateTime::from_parts(pieces.date(), pieces.time().unwrap_or_default());
        let offset = pieces.to_numeric_offset().unwrap_or(jiff::tz::Offset::UTC);
        match offset.to_timestamp(civil) {
            Ok(timestamp) => Self::Time { civil, seconds: timestamp.as_microsecond() as f64 / 1e6 },
            Err(_) => Self::Row(tame(text)),
        }
    }

    /// `21 February 2015`, with the time of day unless it is midnight.
    pub fn long(&self, lang: Lang) -> String {
        match self {
            Self::Row(row) => say!(lang, "row", row = row.as_str()),
            Self::Time { civil, .. } if is_midnight(*civil) => date(*civil, lang),
            Self::Time { civil, .. } => say!(lang, "date-and-time", date = date(*civil, lang), time = clock(*civil)),
        }
    }

    /// `21 Feb`, with the time of day unless it is midnight.
    pub fn short(&self, lang: Lang) -> String {
        match self {
            Self::Row(row) => say!(lang, "row", row = row.as_str()),
            Self::Time { civil, .. } if is_midnight(*civil) => day(*civil, lang),
            Self::Time { civil, .. } => format!("{} {}", day(*civil, lang), clock(*civil)),
        }
    }

    /// `2015-02-21` or `2015-02-21 10:00`, for tables, where it sorts and aligns.
    pub fn sortable(&self) -> String {
        match self {
            Self::Row(row) => row.clone(),
            Self::Time { civil, .. } if is_midnight(*civil) => civil.date().to_string(),
            Self::Time { civil, .. } => format!("{} {}", civil.date(), clock(*civil)),
        }
    }

    /// `from 21 February 2015 onwards`.
    pub fn from(&self, lang: Lang) -> String {
        match self {
            Self::Row(row) => say!(lang, "row-from", row = row.as_str()),
            Self::Time { civil, .. } => {
                // Italian elides the article before a vowel: l'8, l'11.
                let elides = if matches!(civil.day(), 8 | 11) { "yes" } else { "no" };
                let date = date(*civil, lang);
                if is_midnight(*civil) {
                    say!(lang, "date-from", date = date, elides = elides)
                } else {
                    say!(lang, "date-and-time-from", date = date, time = clock(*civil), elides = elides)
                }
            }
        }
    }
}

fn is_midnight(civil: DateTime) -> bool {
    civil.time() == jiff::civil::Time::midnight()
}

fn date(civil: DateTime, lang: Lang) -> String {
    let (day, month, year) = (i64::from(civil.day()), i64::from(civil.month()), civil.year().to_string());
    say!(lang, "date-long", day = day, month = say!(lang, "month", month = month), year = year)
}

/// `February 2015`.
pub fn month_long(civil: DateTime, lang: Lang) -> String {
    let (month, year) = (i64::from(civil.month()), civil.year().to_string());
    say!(lang, "month-and-year", month = say!(lang, "month", month = month), year = year)
}

/// `21 Feb`.
pub(crate) fn day(civil: DateTime, lang: Lang) -> String {
    say!(lang, "date-short", day = i64::from(civil.day()), month = month(civil, lang))
}

/// `Feb`.
pub(crate) fn month(civil: DateTime, lang: Lang) -> String {
    say!(lang, "month-short", month = i64::from(civil.month()))
}

/// `10:05`.
pub(crate) fn clock(civil: DateTime) -> String {
    format!("{:02}:{:02}", civil.hour(), civil.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_dates() {
        let check = |text: &str, english: &str, italian: &str| {
            assert_eq!(Moment::parse(text).long(Lang::En), english);
            assert_eq!(Moment::parse(text).long(Lang::It), italian);
        };
        check("2015-02-21T00:00:00-08:00", "21 February 2015", "21 febbraio 2015");
        check(
            "2015-02-23T10:15:00-08:00[America/Los_Angeles]",
            "23 February 2015, 10:15",
            "23 febbraio 2015, ore 10:15",
        );
        check("2019-08-01", "1 August 2019", "1º agosto 2019");
        check("61", "row 61", "riga 61");
    }

    #[test]
    fn from_a_date() {
        let check = |text: &str, english: &str, italian: &str| {
            assert_eq!(Moment::parse(text).from(Lang::En), english);
            assert_eq!(Moment::parse(text).from(Lang::It), italian);
        };
        check("2015-02-21", "from 21 February 2015 onwards", "a partire dal 21 febbraio 2015");
        check("2015-02-08", "from 8 February 2015 onwards", "a partire dall’8 febbraio 2015");
        check("2015-02-11T09:00Z", "from 09:00 on 11 February 2015 onwards", "dalle 09:00 dell’11 febbraio 2015");
        check("61", "from row 61 onwards", "dalla riga 61");
    }

    #[test]
    fn what_is_no_time_is_a_row() {
        let check = |text: &str| assert!(matches!(Moment::parse(text), Moment::Row(_)), "{text}");
        check("");
        check("12");
        check("2015-13-45");
        check("\u{1b}[31m");
        check("-009999-01-01T00:00:00+25:00");
    }

    #[test]
    fn offsets_count() {
        let seconds = |text: &str| match Moment::parse(text) {
            Moment::Time { seconds, .. } => seconds,
            Moment::Row(row) => panic!("{row}"),
        };
        assert_eq!(seconds("1970-01-01T01:00:00+01:00"), 0.0);
        assert_eq!(seconds("1970-01-02"), 86_400.0);
    }
}
