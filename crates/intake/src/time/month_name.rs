//! Times with the month in English letters: Twitter's `Tue Oct 31 23:36:20 +0000 2017`, mail's
//! `Tue, 31 Oct 2017 23:36:20 +0000`, C's `Tue Oct 31 23:36:20 2017`, and `Oct 31, 2017 11:36 PM`.

use super::civil::{Civil, Written};
use super::iso::offset;
use super::slashed::clock;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether `word` is `full` or an abbreviation of it of three letters or more.
fn abbreviates(word: &str, full: &str) -> bool {
    word.len() >= 3 && full.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// The words may stand in any order, since a name, a clock and a year of four digits cannot be mistaken for each other.
pub(crate) fn parse(text: &str) -> Option<Written> {
    let mut civil = Civil::default();
    let (mut seen_clock, mut zone) = (false, None);
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let first = word.as_bytes()[0];
        if first.is_ascii_digit() && word.contains(':') {
            if std::mem::replace(&mut seen_clock, true) || !clock(word, &mut civil) {
                return None;
            }
        } else if first.is_ascii_digit() {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let ordinal = matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th");
            let value: u32 = digits.parse().ok().filter(|_| ordinal)?;
            match digits.len() {
                4 if civil.year == 0 => civil.year = i32::try_from(value).ok()?,
                1 | 2 if civil.day == 0 => civil.day = value,
                _ => return None,
            }
        } else if word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm") {
            halve(&mut civil, word.eq_ignore_ascii_case("pm")).filter(|()| seen_clock)?;
        } else if let Some(month) = MONTHS.iter().position(|full| abbreviates(word.trim_end_matches('.'), full)) {
            if std::mem::replace(&mut civil.month, u32::try_from(month).ok()? + 1) != 0 {
                return None;
            }
        } else if WEEKDAYS.iter().any(|full| abbreviates(word.trim_end_matches('.'), full))
            || word.eq_ignore_ascii_case("at")
        {
        } else if zone.replace(offset(word)??).is_some() {
            return None;
        }
    }
    (civil.year != 0 && civil.month != 0 && civil.day != 0).then_some(Written { civil, offset: zone })
}

/// Turns the twelve-hour clock into the other; `None` where the hour is not between 1 and 12.
pub(crate) fn halve(civil: &mut Civil, afternoon: bool) -> Option<()> {
    if !(1..=12).contains(&civil.hour) {
        return None;
    }
    civil.hour = civil.hour % 12 + if afternoon { 12 } else { 0 };
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::civil::{SECOND, Zone};
    use super::*;

    fn check(text: &str, expect: Option<i64>) {
        let got = parse(text).and_then(|w| Zone::Utc.resolve(&w));
        assert_eq!(got, expect.map(|s| s * SECOND), "{text}");
    }

    #[test]
    fn forms() {
        check("Tue Oct 31 23:36:20 +0000 2017", Some(1_509_492_980));
        check("Tue Oct 31 16:36:20 -0700 2017", Some(1_509_492_980));
        check("Tue, 31 Oct 2017 23:36:20 +0000", Some(1_509_492_980));
        check("Tue, 31 Oct 2017 23:36:20 GMT", Some(1_509_492_980));
        check("Tue Oct  3 23:36:20 2017", Some(1_507_073_780));
        check("Oct 31, 2017 11:36:20 PM", Some(1_509_492_980));
        check("October 31st, 2017 at 12:00 am", Some(1_509_408_000));
        check("31 Oct. 2017", Some(1_509_408_000));
    }

    #[test]
    fn refused() {
        for text in [
            "",
            "Oct",
            "Oct 2017",
            "31 2017",
            "Oct 31",
            "Oct Nov 31 2017",
            "Feb 30 2017",
            "Tue Oct 31 23:36:20 WIB 2017",
            "Oct 31 2017 13:00 PM",
            "Oct 31 2017 PM",
            "Oct 31 2017 10:00 10:00",
            "Oct 31 31 2017",
            "Oct 31 2017x",
            "good morning",
            "May I?",
            "Oct 31 2017 +0000 +0000",
            "Okt 31 2017",
            "Oct 31é 2017",
        ] {
            check(text, None);
        }
    }
}
