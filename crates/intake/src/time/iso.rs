//! `2015-02-24T11:35:52.123-08:00` and its relatives: RFC 3339, ISO 8601 to the minute, dates, months and years alone.

use super::civil::{Civil, Written};

fn digits<const N: usize>(bytes: &[u8], at: usize) -> Option<u32> {
    let field: &[u8; N] = bytes.get(at..at + N)?.try_into().ok()?;
    let mut value = 0;
    for byte in field {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u32::from(digit);
    }
    Some(value)
}

/// Year, month and day, each with any valid separator; a date of this form always begins with four digits.
fn date(bytes: &[u8]) -> Option<Civil> {
    let separator = bytes.get(4)?;
    if !matches!(separator, b'-' | b'/') || bytes.get(7) != Some(separator) {
        return None;
    }
    let year = i32::try_from(digits::<4>(bytes, 0)?).ok()?;
    Some(Civil { year, month: digits::<2>(bytes, 5)?, day: digits::<2>(bytes, 8)?, ..Civil::default() })
}

/// A whole date and time, or a whole date.
pub(crate) fn parse(text: &str) -> Option<Written> {
    let bytes = text.as_bytes();
    let mut civil = date(bytes)?;
    if bytes.len() == 10 {
        return Some(Written { civil, offset: None });
    }
    if !matches!(bytes[10], b'T' | b't' | b' ' | b'_') {
        return None;
    }
    civil.hour = digits::<2>(bytes, 11)?;
    if bytes.get(13) != Some(&b':') {
        return None;
    }
    civil.minute = digits::<2>(bytes, 14)?;
    let mut at = 16;
    if bytes.get(at) == Some(&b':') {
        civil.second = digits::<2>(bytes, 17)?;
        at = 19;
        if matches!(bytes.get(at), Some(b'.' | b',')) {
            (civil.micro, at) = fraction(bytes, at + 1)?;
        }
    }
    let offset = offset(text.get(at..)?)?;
    Some(Written { civil, offset })
}

/// `2015-02` and `2015`: the first day of the month or year. Too short to be believed among posts, fine where asked for.
pub(crate) fn parse_partial(text: &str) -> Option<Written> {
    let bytes = text.as_bytes();
    let year = i32::try_from(digits::<4>(bytes, 0)?).ok()?;
    let month = match bytes.len() {
        4 => 1,
        7 if matches!(bytes[4], b'-' | b'/') => digits::<2>(bytes, 5)?,
        _ => return None,
    };
    Some(Written { civil: Civil { year, month, day: 1, ..Civil::default() }, offset: None })
}

/// Microseconds from the digits of a fraction of a second, and where they end. Finer digits are cut, not rounded.
pub(crate) fn fraction(bytes: &[u8], start: usize) -> Option<(u32, usize)> {
    let (mut micro, mut scale, mut at) = (0, 100_000, start);
    while let Some(digit) = bytes.get(at).filter(|b| b.is_ascii_digit()) {
        micro += u32::from(digit - b'0') * scale;
        scale /= 10;
        at += 1;
    }
    (at > start).then_some((micro, at))
}

/// Nothing, `Z`, `UTC`, `GMT`, `-0800`, `-08:00` or `-08`, after spaces or not: `Some(None)` is a time without offset.
///
/// Other abbreviations are refused: `IST` is three different zones and `CST` two.
pub(crate) fn offset(text: &str) -> Option<Option<i32>> {
    let text = text.trim_start_matches(' ');
    let Some(&sign) = text.as_bytes().first() else { return Some(None) };
    if text.eq_ignore_ascii_case("z") || text.eq_ignore_ascii_case("utc") || text.eq_ignore_ascii_case("gmt") {
        return Some(Some(0));
    }
    let sign = match sign {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let bytes = &text.as_bytes()[1..];
    let minutes = match bytes.len() {
        2 => 0,
        4 => digits::<2>(bytes, 2)?,
        5 if bytes[2] == b':' => digits::<2>(bytes, 3)?,
        _ => return None,
    };
    let hours = digits::<2>(bytes, 0)?;
    if hours > 18 || minutes > 59 {
        return None;
    }
    i32::try_from(hours * 3600 + minutes * 60).ok().map(|seconds| Some(sign * seconds))
}

#[cfg(test)]
mod tests {
    use super::super::civil::{SECOND, Zone};
    use super::*;

    fn check(text: &str, expect: Option<i64>) {
        let got = parse(text).or_else(|| parse_partial(text)).and_then(|w| Zone::Utc.resolve(&w));
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn forms() {
        let at = Some(1_424_806_552 * SECOND);
        check("2015-02-24T19:35:52Z", at);
        check("2015-02-24t19:35:52z", at);
        check("2015-02-24 19:35:52", at);
        check("2015/02/24 19:35:52", at);
        check("2015-02-24 11:35:52 -0800", at);
        check("2015-02-24T11:35:52-08:00", at);
        check("2015-02-24T11:35:52-08", at);
        check("2015-02-24 19:35:52 UTC", at);
        check("2015-02-24T19:35:52.5Z", Some(1_424_806_552 * SECOND + 500_000));
        check("2015-02-24T19:35:52.123456789Z", Some(1_424_806_552 * SECOND + 123_456));
        check("2015-02-24T19:35", Some(1_424_806_500 * SECOND));
        check("2015-02-24T19:35Z", Some(1_424_806_500 * SECOND));
        check("2015-02-24", Some(1_424_736_000 * SECOND));
        check("2015-02", Some(1_422_748_800 * SECOND));
        check("1970", Some(0));
    }

    #[test]
    fn refused() {
        for text in [
            "",
            "2",
            "2015-2-24",
            "2015-02/24",
            "2015-02-30",
            "2015-02-24T",
            "2015-02-24T19",
            "2015-02-24T19:35:5",
            "2015-02-24T19:35:52.",
            "2015-02-24T19:35:52 CST",
            "2015-02-24T19:35:52+25:00",
            "2015-02-24T19:35:52Z ",
            "2015-02-24x19:35",
            "２015-02-24",
            "2015-02-24 é",
            "201-502-24",
            "19:35",
            "20150224",
        ] {
            check(text, None);
        }
    }
}
