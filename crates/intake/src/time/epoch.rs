//! Seconds, or fractions of seconds, since 1970 UTC.

use super::civil::SECOND;

/// The unit in which a time since 1970 is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpochUnit {
    /// 10 digits today.
    Seconds,
    /// 13 digits today.
    Milliseconds,
    /// 16 digits today.
    Microseconds,
    /// 19 digits today.
    Nanoseconds,
}

/// Latest time accepted, the end of the year 9999, in seconds since 1970.
const LATEST: i64 = 253_402_300_800;

impl EpochUnit {
    pub(crate) const ALL: [EpochUnit; 4] =
        [EpochUnit::Seconds, EpochUnit::Milliseconds, EpochUnit::Microseconds, EpochUnit::Nanoseconds];

    fn per_second(self) -> i64 {
        match self {
            EpochUnit::Seconds => 1,
            EpochUnit::Milliseconds => 1_000,
            EpochUnit::Microseconds => SECOND,
            EpochUnit::Nanoseconds => 1_000 * SECOND,
        }
    }

    /// The unit that a count since 1970 of this size must have, if it means a day from 1973 to 5138.
    pub(crate) fn of(count: i64) -> Option<EpochUnit> {
        match count.unsigned_abs() {
            100_000_000..100_000_000_000 => Some(EpochUnit::Seconds),
            100_000_000_000..100_000_000_000_000 => Some(EpochUnit::Milliseconds),
            100_000_000_000_000..100_000_000_000_000_000 => Some(EpochUnit::Microseconds),
            100_000_000_000_000_000.. => Some(EpochUnit::Nanoseconds),
            _ => None,
        }
    }

    /// Microseconds since 1970 of a whole count; `None` beyond the years 1 to 9999.
    pub(crate) fn micros(self, count: i64) -> Option<i64> {
        let seconds = count.div_euclid(self.per_second());
        let rest = count.rem_euclid(self.per_second());
        let micros = if self == EpochUnit::Nanoseconds { rest / 1000 } else { rest * (SECOND / self.per_second()) };
        (-62_135_596_800..LATEST).contains(&seconds).then(|| seconds * SECOND + micros)
    }
}

/// A count with nothing but digits, a sign, and at most a fraction (`1424806552.0`, as spreadsheets and pandas leave it).
pub(crate) fn number(text: &str) -> Option<(i64, u32)> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let plain = (1..=19).contains(&digits.len()) && digits.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit());
    let count = whole.parse().ok().filter(|_| plain)?;
    let micro = if part.is_empty() { 0 } else { super::iso::fraction(part.as_bytes(), 0)?.0 };
    Some((count, micro))
}

pub(crate) fn parse(text: &str, unit: EpochUnit) -> Option<i64> {
    let (count, micro) = number(text)?;
    let micros = unit.micros(count)?;
    Some(if unit == EpochUnit::Seconds && !text.starts_with('-') { micros + i64::from(micro) } else { micros })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, unit: EpochUnit, expect: Option<i64>) {
        assert_eq!(parse(text, unit), expect, "{text}");
    }

    #[test]
    fn units() {
        check("1424806552", EpochUnit::Seconds, Some(1_424_806_552_000_000));
        check("1424806552.25", EpochUnit::Seconds, Some(1_424_806_552_250_000));
        check("1403054214196", EpochUnit::Milliseconds, Some(1_403_054_214_196_000));
        check("1403054214196.0", EpochUnit::Milliseconds, Some(1_403_054_214_196_000));
        check("1403054214196007", EpochUnit::Microseconds, Some(1_403_054_214_196_007));
        check("1403054214196007999", EpochUnit::Nanoseconds, Some(1_403_054_214_196_007));
        check("-1", EpochUnit::Milliseconds, Some(-1000));
        check("0", EpochUnit::Seconds, Some(0));
    }

    #[test]
    fn refused() {
        for text in ["", "-", "1e9", "1.4E+12", "12 ", "+5", "9223372036854775807", "99999999999999999999", "1.2.3"] {
            check(text, EpochUnit::Seconds, None);
        }
    }

    #[test]
    fn sizes() {
        let check = |count, expect| assert_eq!(EpochUnit::of(count), expect);
        check(1_424_806_552, Some(EpochUnit::Seconds));
        check(1_424_806_552_000, Some(EpochUnit::Milliseconds));
        check(1_424_806_552_000_000, Some(EpochUnit::Microseconds));
        check(1_424_806_552_000_000_000, Some(EpochUnit::Nanoseconds));
        check(2015, None);
        check(i64::MIN, Some(EpochUnit::Nanoseconds));
    }
}
