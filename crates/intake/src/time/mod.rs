//! Times as people write them, to microseconds since 1970-01-01 UTC.
//!
//! | form | example |
//! |---|---|
//! | ISO 8601, RFC 3339 | `2015-02-24T11:35:52-08:00`, `2015-02-24 11:35:52 -0800`, `2015-02-24 11:35`, `2015-02-24` |
//! | month by name | `Tue Oct 31 23:36:20 +0000 2017`, `Tue, 31 Oct 2017 23:36:20 GMT`, `Oct 31, 2017 11:36 PM` |
//! | numbers in an order | `1/7/15 15:02`, `24.02.2015`: day or month first must be known |
//! | since 1970 | `1424806552`, `1424806552000`, `1424806552000000`, with or without a fraction |
//!
//! A time without an offset is read in [`TimeOptions::zone`]. In a named zone, a time that the clocks skipped in spring
//! moves forward by the length of the gap, and one that they showed twice in autumn means the first of the two
//! (RFC 5545's rule). Two-digit years from 69 on are 19xx, those below 20xx, as in POSIX.

pub(crate) mod civil;
mod column;
pub(crate) mod epoch;
mod iso;
mod month_name;
mod slashed;

pub use column::{TimeColumn, TimeForm, TimeFormError};
pub use epoch::EpochUnit;
pub use slashed::DateOrder;

use civil::Zone;
use jiff::tz::TimeZone;

/// How times are read that do not say everything themselves.
#[derive(Clone, Debug)]
pub struct TimeOptions {
    /// The zone of times that are written without an offset. UTC unless set.
    pub zone: TimeZone,
    /// The order of day, month and year in dates such as `1/7/15`. Inferred from a column where its values allow only one.
    pub date_order: Option<DateOrder>,
}

impl Default for TimeOptions {
    fn default() -> TimeOptions {
        TimeOptions { zone: TimeZone::UTC, date_order: None }
    }
}

/// A time or a zone that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// The text is in none of the forms.
    #[error("cannot read the time `{text}`: write it like 2015-02-24, 2015-02-24T11:35 or 2015-02-24T11:35:52-08:00")]
    Unreadable {
        /// What was given.
        text: String,
    },
    /// Day and month could be either way round.
    #[error("`{text}` could be day first or month first: write it like 2015-02-24, or say --date-order dmy|mdy|ymd")]
    Ambiguous {
        /// What was given.
        text: String,
    },
    /// No zone of this name is in the time zone database.
    #[error("there is no time zone `{name}`: use a name such as Europe/Rome, America/Los_Angeles or UTC")]
    NoSuchZone {
        /// What was given.
        name: String,
    },
}

/// Looks up a zone by its name in the IANA database (`Europe/Rome`, in any case) or `UTC`.
///
/// # Errors
/// [`TimeError::NoSuchZone`].
pub fn time_zone(name: &str) -> Result<TimeZone, TimeError> {
    TimeZone::get(name).map_err(|_| TimeError::NoSuchZone { name: name.to_owned() })
}

/// Reads one time on its own, such as a command line argument, to microseconds since 1970 UTC.
///
/// Besides the forms above it takes a month (`2015-02`) or a year (`2015`), as its first moment.
///
/// # Errors
/// [`TimeError::Unreadable`], and [`TimeError::Ambiguous`] for `1/7/15` without a date order.
pub fn parse_time(text: &str, options: &TimeOptions) -> Result<i64, TimeError> {
    let trimmed = text.trim();
    let zone = Zone::new(&options.zone);
    let written = iso::parse(trimmed)
        .or_else(|| month_name::parse(trimmed))
        .or_else(|| iso::parse_partial(trimmed))
        .or_else(|| slashed::parse(trimmed, options.date_order));
    if let Some(micros) = written.and_then(|written| zone.resolve(&written)) {
        return Ok(micros);
    }
    if let Some((count, _)) = epoch::number(trimmed)
        && let Some(unit) = EpochUnit::of(count)
        && let Some(micros) = epoch::parse(trimmed, unit)
    {
        return Ok(micros);
    }
    // Of two possible orders only one need be possible: `24/2/15` is clear by itself.
    match slashed::possible_orders(trimmed).filter(|_| options.date_order.is_none()) {
        Some((true, true)) => Err(TimeError::Ambiguous { text: text.to_owned() }),
        Some((day_first, _)) => {
            let order = if day_first { DateOrder::DayMonthYear } else { DateOrder::MonthDayYear };
            parse_time(text, &TimeOptions { date_order: Some(order), zone: options.zone.clone() })
        }
        None => Err(TimeError::Unreadable { text: text.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, zone: &str, order: Option<DateOrder>, expect: Result<i64, &str>) {
        let options = TimeOptions { zone: time_zone(zone).unwrap(), date_order: order };
        let got = parse_time(text, &options).map_err(|e| e.to_string());
        match expect {
            Ok(seconds) => assert_eq!(got, Ok(seconds * civil::SECOND), "{text}"),
            Err(part) => assert!(got.as_ref().is_err_and(|e| e.contains(part)), "{text}: {got:?}"),
        }
    }

    #[test]
    fn arguments() {
        check("2015-02-21", "UTC", None, Ok(1_424_476_800));
        check("2015-02-21", "America/Los_Angeles", None, Ok(1_424_505_600));
        check("2015-02-23T10:15", "America/Los_Angeles", None, Ok(1_424_715_300));
        check("2015-02-23T10:15Z", "America/Los_Angeles", None, Ok(1_424_686_500));
        check(" 2015-02-23T10:15Z ", "UTC", None, Ok(1_424_686_500));
        check("1989", "UTC", None, Ok(599_616_000));
        check("1424686500", "Europe/Rome", None, Ok(1_424_686_500));
        check("24/2/15", "UTC", None, Ok(1_424_736_000));
        check("2/24/15", "UTC", None, Ok(1_424_736_000));
        check("1/7/15", "UTC", Some(DateOrder::DayMonthYear), Ok(1_435_708_800));
    }

    #[test]
    fn refused() {
        check("1/7/15", "UTC", None, Err("--date-order"));
        check("tomorrow", "UTC", None, Err("cannot read the time `tomorrow`"));
        check("", "UTC", None, Err("cannot read"));
        check("31/2/15", "UTC", None, Err("cannot read"));
        assert!(time_zone("Mars/Olympus").unwrap_err().to_string().contains("Mars/Olympus"));
    }
}
