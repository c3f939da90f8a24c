//! `1/7/15 15:02`, `24.02.2015`, `12-12-14 2:45 PM`: numbers whose order only the writer knew.

use super::civil::{Civil, Written};
use super::iso::{fraction, offset};
use super::month_name::halve;

/// The order in which day, month and year are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `24/2/2015`, as in most of the world.
    DayMonthYear,
    /// `2/24/2015`, as in the United States.
    MonthDayYear,
    /// `15/2/24`. With a year of four digits in front this order is understood without being named.
    YearMonthDay,
}

impl std::str::FromStr for DateOrder {
    type Err = String;

    fn from_str(text: &str) -> Result<DateOrder, String> {
        match text.to_ascii_lowercase().as_str() {
            "dmy" => Ok(DateOrder::DayMonthYear),
            "mdy" => Ok(DateOrder::MonthDayYear),
            "ymd" => Ok(DateOrder::YearMonthDay),
            _ => Err(format!("`{text}` is no date order: use dmy, mdy or ymd")),
        }
    }
}

impl std::fmt::Display for DateOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            DateOrder::DayMonthYear => "dmy",
            DateOrder::MonthDayYear => "mdy",
            DateOrder::YearMonthDay => "ymd",
        })
    }
}

/// Three numbers between two equal separators, with the count of digits of each, and what follows them.
fn numbers(text: &str) -> Option<([(u32, usize); 3], &str)> {
    let separator = *text.as_bytes().iter().find(|b| !b.is_ascii_digit())?;
    if !matches!(separator, b'/' | b'.' | b'-') {
        return None;
    }
    let (first, rest) = text.split_once(char::from(separator))?;
    let (second, rest) = rest.split_once(char::from(separator))?;
    let third = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = |digits: &str| {
        let plain = matches!(digits.len(), 1 | 2 | 4) && digits.bytes().all(|b| b.is_ascii_digit());
        Some((digits.parse().ok().filter(|_| plain)?, digits.len()))
    };
    Some(([number(first)?, number(second)?, number(&rest[..third])?], &rest[third..]))
}

/// What the numbers themselves say about their order: `(may be day first, may be month first)`.
///
/// `None` where this is no such date, or where a year of four digits in front settles the order anyway.
pub(crate) fn possible_orders(text: &str) -> Option<(bool, bool)> {
    let ([first, second, year], _) = numbers(text)?;
    if first.1 == 4 || second.1 == 4 || year.1 == 1 {
        return None;
    }
    let (day_first, month_first) = (first.0 <= 31 && second.0 <= 12, first.0 <= 12 && second.0 <= 31);
    (day_first || month_first).then_some((day_first, month_first))
}

/// `order` may be missing where four digits in front show the year.
pub(crate) fn parse(text: &str, order: Option<DateOrder>) -> Option<Written> {
    let ([first, second, third], rest) = numbers(text)?;
    let order = if first.1 == 4 { DateOrder::YearMonthDay } else { order? };
    let (day, month, year) = match order {
        DateOrder::DayMonthYear => (first, second, third),
        DateOrder::MonthDayYear => (second, first, third),
        DateOrder::YearMonthDay => (third, second, first),
    };
    if day.1 > 2 || month.1 > 2 {
        return None;
    }
    // POSIX: 69–99 are the last century, 00–68 this one.
    let year = match year {
        (year, 4) => year,
        (year, 2) => year + if year < 69 { 2000 } else { 1900 },
        _ => return None,
    };
    let mut civil = Civil { year: i32::try_from(year).ok()?, month: month.0, day: day.0, ..Civil::default() };
    let zone = time_of_day(rest, &mut civil)?;
    Some(Written { civil, offset: zone })
}

/// Nothing, or a clock with `AM`/`PM` and an offset, each as it likes.
fn time_of_day(rest: &str, civil: &mut Civil) -> Option<Option<i32>> {
    let rest = rest.strip_prefix(',').unwrap_or(rest);
    if rest.is_empty() {
        return Some(None);
    }
    let rest = rest.strip_prefix([' ', 'T'])?.trim_start();
    let end = rest.find(|c: char| !matches!(c, '0'..='9' | ':' | '.')).unwrap_or(rest.len());
    if !clock(&rest[..end], civil) {
        return None;
    }
    let mut rest = rest[end..].trim_start();
    for (name, afternoon) in [("am", false), ("pm", true)] {
        if rest.get(..2).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            halve(civil, afternoon)?;
            rest = &rest[2..];
            break;
        }
    }
    offset(rest)
}

/// Reads `9:05`, `09:05:07` or `09:05:07.25` into `civil`; false where it is none of these.
pub(crate) fn clock(word: &str, civil: &mut Civil) -> bool {
    let mut parts = word.splitn(3, ':');
    let mut number = |digits: &str| -> Option<u32> {
        let plain = matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|_| plain)
    };
    let (Some(hour), Some(minute)) = (parts.next().and_then(&mut number), parts.next().and_then(&mut number)) else {
        return false;
    };
    (civil.hour, civil.minute) = (hour, minute);
    let Some(seconds) = parts.next() else { return true };
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let (Some(second), Some((micro, end))) = (number(whole), fraction(part.as_bytes(), 0)) else { return false };
    (civil.second, civil.micro) = (second, micro);
    end == part.len()
}

#[cfg(test)]
mod tests {
    use super::super::civil::{SECOND, Zone};
    use super::DateOrder::*;
    use super::*;

    fn check(text: &str, order: impl Into<Option<DateOrder>>, expect: Option<i64>) {
        let got = parse(text, order.into()).and_then(|w| Zone::Utc.resolve(&w));
        assert_eq!(got, expect.map(|s| s * SECOND), "{text}");
    }

    #[test]
    fn orders() {
        check("1/7/15 15:02", DayMonthYear, Some(1_435_762_920));
        check("1/7/15 15:02", MonthDayYear, Some(1_420_642_920));
        check("15/1/7 15:02", YearMonthDay, Some(1_420_642_920));
        check("2015/1/7", None, Some(1_420_588_800));
        check("2015-1-7 9:05", DayMonthYear, Some(1_420_621_500));
        check("1/7/15 15:02", None, None);
    }

    #[test]
    fn forms() {
        check("07.01.2015", DayMonthYear, Some(1_420_588_800));
        check("07-01-2015 09:05:07", DayMonthYear, Some(1_420_621_507));
        check("1/7/2015, 3:02:00 PM", MonthDayYear, Some(1_420_642_920));
        check("1/7/2015 12:00AM", MonthDayYear, Some(1_420_588_800));
        check("1/7/2015 15:02 +0000", MonthDayYear, Some(1_420_642_920));
        check("1/7/70", DayMonthYear, Some(15_638_400));
    }

    #[test]
    fn refused() {
        for text in [
            "",
            "1",
            "1/2",
            "1/2/3",
            "1/2/15x",
            "1/2/15 3",
            "1/2-15",
            "13/13/15",
            "31/2/15",
            "1/2/15 25:00",
            "001/2/15",
            "1/2/15 13:00 PM",
            "1/2/15 3:00:",
            "1//15",
            "2015",
            "/1/2",
            "1/2/15 é",
            "4294967296/1/1",
        ] {
            check(text, DayMonthYear, None);
        }
    }

    #[test]
    fn what_the_numbers_say() {
        let check = |text: &str, expect| assert_eq!(possible_orders(text), expect, "{text}");
        check("1/7/15", Some((true, true)));
        check("13/7/15", Some((true, false)));
        check("7/13/15", Some((false, true)));
        check("13/13/15", None);
        check("2015/7/1", None);
        check("plain words", None);
    }
}
