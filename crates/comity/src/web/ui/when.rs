//! Moments as they stand in pages. Days are those of UTC, so that both sides read the same one.

use comity_exchange::time::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use crate::words::{Lang, Moment};

fn civil(at: Timestamp) -> jiff::civil::DateTime {
    let moment = jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.to_zoned(TimeZone::UTC).datetime()
}

/// `27 November 2026`.
pub fn day(at: Timestamp, lang: Lang) -> Markup {
    let date = civil(at).date().to_string();
    html! { time datetime=(date) { (Moment::parse(&date).long(lang)) } }
}

/// `27 November 2026, 10:05`, in UTC.
pub fn moment(at: Timestamp, lang: Lang) -> Markup {
    let minute = civil(at).strftime("%Y-%m-%dT%H:%MZ").to_string();
    html! { time datetime=(minute) { (Moment::parse(&minute).long(lang)) } }
}

/// The same as plain text, for a sentence.
pub fn moment_text(at: Timestamp, lang: Lang) -> String {
    Moment::parse(&civil(at).strftime("%Y-%m-%dT%H:%MZ").to_string()).long(lang)
}

/// `2026-11-27 10:05`, for tables, in UTC.
pub fn clock_time(at: Timestamp) -> Markup {
    let at = civil(at);
    html! { time datetime=(at.strftime("%Y-%m-%dT%H:%MZ")) { (at.strftime("%Y-%m-%d %H:%M")) } }
}

/// A moment for programs, to the microsecond: 2026-11-27T20:05:00.000000Z.
pub fn machine_time(at: Timestamp) -> String {
    civil(at).strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// `November 2026`.
pub fn month(at: Timestamp, lang: Lang) -> String {
    crate::words::month_long(civil(at), lang)
}

/// The year and the month in which something was.
pub fn month_of(at: Timestamp) -> (i16, i8) {
    let date = civil(at).date();
    (date.year(), date.month())
}

/// A day as forms hold it: 2026-11-27.
pub fn plain_day(at: Timestamp) -> String {
    civil(at).date().to_string()
}

/// A day as browsers send it (`2026-11-27`), as the moment at which it begins in UTC; nothing where it is none.
pub fn read_day(text: &str) -> Option<Timestamp> {
    let date: jiff::civil::Date = text.trim().parse().ok()?;
    let begins = date.to_zoned(TimeZone::UTC).ok()?.timestamp();
    Some(Timestamp(begins.as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_said_in_the_readers_language() {
        let at = Timestamp(1_795_773_900_000_000);
        let check = |markup: Markup, expect: &str| assert_eq!(markup.into_string(), expect);
        check(day(at, Lang::It), r#"<time datetime="2026-11-27">27 novembre 2026</time>"#);
        check(moment(at, Lang::En), r#"<time datetime="2026-11-27T10:05Z">27 November 2026, 10:05</time>"#);
        assert_eq!(
            (month(at, Lang::It), month_of(at), plain_day(at)),
            ("novembre 2026".into(), (2026, 11), "2026-11-27".into())
        );
        check(clock_time(at), r#"<time datetime="2026-11-27T10:05Z">2026-11-27 10:05</time>"#);
        assert_eq!(
            read_day("2026-11-27").map(|at| day(at, Lang::En).into_string()),
            Some(day(at, Lang::En).into_string())
        );
        assert_eq!([read_day(""), read_day("soon"), read_day("2026-02-30"), read_day("27.11.2026")], [None; 4]);
        check(clock_time(Timestamp(i64::MAX)), r#"<time datetime="1970-01-01T00:00Z">1970-01-01 00:00</time>"#);
    }
}
