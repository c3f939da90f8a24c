//! A whole column of times: which form it has is found once, on a sample, and tried first ever after.

use super::civil::{Written, Zone};
use super::{DateOrder, EpochUnit, TimeOptions, epoch, iso, month_name, slashed};

/// How the times of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeForm {
    /// `2015-02-24T11:35:52Z` and its relatives.
    Iso,
    /// `2015-02` or `2015` alone.
    MonthOrYear,
    /// `Tue Oct 31 23:36:20 +0000 2017` and its relatives.
    MonthName,
    /// `1/7/15 15:02`, in this order.
    Numbers(DateOrder),
    /// A count since 1970 UTC.
    Epoch(EpochUnit),
    /// The file itself types the column as a time (Parquet).
    Typed,
}

impl std::fmt::Display for TimeForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            TimeForm::Iso => f.write_str("ISO 8601"),
            TimeForm::MonthOrYear => f.write_str("months or years"),
            TimeForm::MonthName => f.write_str("month by name"),
            TimeForm::Numbers(order) => write!(f, "numbers ({order})"),
            TimeForm::Epoch(EpochUnit::Seconds) => f.write_str("seconds since 1970"),
            TimeForm::Epoch(EpochUnit::Milliseconds) => f.write_str("milliseconds since 1970"),
            TimeForm::Epoch(EpochUnit::Microseconds) => f.write_str("microseconds since 1970"),
            TimeForm::Epoch(EpochUnit::Nanoseconds) => f.write_str("nanoseconds since 1970"),
            TimeForm::Typed => f.write_str("typed as a time"),
        }
    }
}

/// Why no form could be given to a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeFormError {
    /// Fewer than half of the sampled values are times of any one form; an example of those that are not.
    Unreadable {
        /// A value that is no time.
        example: String,
    },
    /// Every sampled date could be day first or month first; an example.
    Ambiguous {
        /// A value that can be read both ways.
        example: String,
    },
    /// Some of the sampled dates are possible with the day first only, and some with the month first only.
    MixedOrders {
        /// A value with the day first.
        day_first: String,
        /// A value with the month first.
        month_first: String,
    },
    /// The sample holds no value at all.
    Empty,
}

/// Reads the values of one column.
#[derive(Clone, Debug)]
pub struct TimeColumn {
    /// The form of most values.
    pub form: TimeForm,
    zone: Zone,
    order: Option<DateOrder>,
}

impl TimeColumn {
    /// Finds the form that most of the sampled values have. Empty values do not count.
    ///
    /// # Errors
    /// [`TimeFormError`] where less than half have one, or where day and month cannot be told apart and
    /// `options.date_order` does not say.
    pub fn detect<'a>(
        sample: impl Iterator<Item = &'a str>,
        options: &TimeOptions,
    ) -> Result<TimeColumn, TimeFormError> {
        let values: Vec<&str> = sample.map(str::trim).filter(|value| !value.is_empty()).collect();
        if values.is_empty() {
            return Err(TimeFormError::Empty);
        }
        let orders = values.iter().filter_map(|value| slashed::possible_orders(value).map(|o| (*value, o)));
        let order = options.date_order.map_or_else(|| infer_order(orders), |order| Ok(Some(order)));
        let zone = Zone::new(&options.zone);
        let column = |form, order| TimeColumn { form, zone: zone.clone(), order };
        let known = order.as_ref().ok().copied().flatten();
        let mut forms = vec![TimeForm::Iso, TimeForm::MonthName, TimeForm::MonthOrYear];
        forms.push(TimeForm::Numbers(known.unwrap_or(DateOrder::YearMonthDay)));
        forms.extend(EpochUnit::ALL.map(TimeForm::Epoch));
        let share = |form| {
            let reader = column(form, known);
            values.iter().filter(|value| reader.fits(value)).count()
        };
        let ambiguous = values.iter().filter(|value| slashed::possible_orders(value).is_some()).count();
        // max_by_key takes the last of equals; reversed, the more certain forms come last.
        let (best, count) = forms
            .into_iter()
            .rev()
            .map(|form| (form, share(form)))
            .max_by_key(|(_, n)| *n)
            .unwrap_or((TimeForm::Iso, 0));
        if ambiguous > count && ambiguous * 2 >= values.len() {
            order.as_ref().map_err(Clone::clone)?;
        }
        if count * 2 < values.len() || count == 0 {
            let reader = column(best, known);
            let example = values.iter().find(|value| reader.read(value).is_none()).unwrap_or(&values[0]);
            return Err(TimeFormError::Unreadable { example: (*example).chars().take(60).collect() });
        }
        Ok(column(best, known))
    }

    /// A column of which nothing is known.
    pub(crate) fn iso(options: &TimeOptions) -> TimeColumn {
        TimeColumn { form: TimeForm::Iso, zone: Zone::new(&options.zone), order: options.date_order }
    }

    /// A column that its file types as times, for [`TimeColumn::local`].
    pub(crate) fn typed(options: &TimeOptions) -> TimeColumn {
        TimeColumn { form: TimeForm::Typed, zone: Zone::new(&options.zone), order: None }
    }

    /// The share of a sample that has this column's own form, for choosing among columns.
    fn fits(&self, text: &str) -> bool {
        match self.form {
            TimeForm::Epoch(unit) => epoch::number(text).is_some_and(|(count, _)| EpochUnit::of(count) == Some(unit)),
            form => self.read_as(form, text).is_some(),
        }
    }

    /// Microseconds since 1970 UTC, or `None` where the text is no time. Spaces around it do not matter.
    ///
    /// A value that deviates from the column's form is tried against the other forms that cannot be mistaken:
    /// ISO, months by name, ten or thirteen digits, and numbers if their order is known.
    #[inline]
    pub fn read(&self, text: &str) -> Option<i64> {
        let text = text.trim();
        self.read_as(self.form, text).or_else(|| self.read_deviating(text))
    }

    fn read_as(&self, form: TimeForm, text: &str) -> Option<i64> {
        let zoned = |written: Option<Written>| written.and_then(|written| self.zone.resolve(&written));
        match form {
            TimeForm::Iso => zoned(iso::parse(text)),
            TimeForm::MonthOrYear => zoned(iso::parse_partial(text)),
            TimeForm::MonthName => zoned(month_name::parse(text)),
            // Not the form's own order: where none is known, only years of four digits in front are understood.
            TimeForm::Numbers(_) => zoned(slashed::parse(text, self.order)),
            TimeForm::Epoch(unit) => epoch::parse(text, unit),
            TimeForm::Typed => None,
        }
    }

    #[cold]
    fn read_deviating(&self, text: &str) -> Option<i64> {
        if let Some(micros) = self.read_as(TimeForm::Iso, text).or_else(|| self.read_as(TimeForm::MonthName, text)) {
            return Some(micros);
        }
        match (text.len(), text.bytes().all(|b| b.is_ascii_digit())) {
            (10, true) => epoch::parse(text, EpochUnit::Seconds),
            (13, true) => epoch::parse(text, EpochUnit::Milliseconds),
            _ => slashed::parse(text, self.order).and_then(|written| self.zone.resolve(&written)),
        }
    }

    /// Microseconds since 1970 UTC of a wall clock given as microseconds since 1970-01-01 00:00 on that same clock.
    pub(crate) fn local(&self, micros: i64) -> Option<i64> {
        let Zone::Named(zone) = &self.zone else { return Some(micros) };
        let civil = jiff::Timestamp::from_microsecond(micros).ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
        zone.to_ambiguous_timestamp(civil).compatible().ok().map(|stamp| stamp.as_microsecond())
    }
}

/// The one order that all dates allow; `Ok(None)` where there are no such dates.
fn infer_order<'a>(dates: impl Iterator<Item = (&'a str, (bool, bool))>) -> Result<Option<DateOrder>, TimeFormError> {
    let (mut day_first, mut month_first, mut either) = (None, None, None);
    for (text, possible) in dates {
        let seen = match possible {
            (true, false) => &mut day_first,
            (false, true) => &mut month_first,
            _ => &mut either,
        };
        seen.get_or_insert(text);
    }
    match (day_first, month_first, either) {
        (Some(day), Some(month), _) => {
            Err(TimeFormError::MixedOrders { day_first: day.to_owned(), month_first: month.to_owned() })
        }
        (Some(_), None, _) => Ok(Some(DateOrder::DayMonthYear)),
        (None, Some(_), _) => Ok(Some(DateOrder::MonthDayYear)),
        (None, None, Some(text)) => Err(TimeFormError::Ambiguous { example: text.to_owned() }),
        (None, None, None) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(sample: &[&str], order: Option<DateOrder>) -> Result<TimeColumn, TimeFormError> {
        TimeColumn::detect(sample.iter().copied(), &TimeOptions { date_order: order, ..TimeOptions::default() })
    }

    fn check(sample: &[&str], expect: TimeForm) {
        assert_eq!(detect(sample, None).map(|column| column.form), Ok(expect), "{sample:?}");
    }

    #[test]
    fn forms() {
        check(&["2015-02-24 11:35:52 -0800", "2015-02-24"], TimeForm::Iso);
        check(&["Tue Oct 31 23:36:20 +0000 2017", "", "odd"], TimeForm::MonthName);
        check(&["1/7/15 15:02", "13/7/15 15:02"], TimeForm::Numbers(DateOrder::DayMonthYear));
        check(&["1/7/15 15:02", "7/13/15 15:02"], TimeForm::Numbers(DateOrder::MonthDayYear));
        check(&["2015/1/7", "2015/1/8"], TimeForm::Numbers(DateOrder::YearMonthDay));
        check(&["1424806552", "1424806553.0"], TimeForm::Epoch(EpochUnit::Seconds));
        check(&["1403054214196"], TimeForm::Epoch(EpochUnit::Milliseconds));
        check(&["1403054214196000"], TimeForm::Epoch(EpochUnit::Microseconds));
        check(&["1970", "1971"], TimeForm::MonthOrYear);
    }

    #[test]
    fn refused() {
        let check = |sample: &[&str], expect| assert_eq!(detect(sample, None).map(|c| c.form), Err(expect));
        check(&["", " "], TimeFormError::Empty);
        check(&["a", "b", "2015-02-24"], TimeFormError::Unreadable { example: "a".into() });
        check(&["01/07/15", "02/07/15"], TimeFormError::Ambiguous { example: "01/07/15".into() });
        check(
            &["13/7/15", "7/13/15"],
            TimeFormError::MixedOrders { day_first: "13/7/15".into(), month_first: "7/13/15".into() },
        );
    }

    #[test]
    fn a_given_order_settles_it() {
        let column = detect(&["1/7/15"], Some(DateOrder::MonthDayYear)).unwrap();
        assert_eq!(column.form, TimeForm::Numbers(DateOrder::MonthDayYear));
        assert_eq!(column.read("1/7/15"), Some(1_420_588_800_000_000));
    }

    #[test]
    fn deviating_values_are_tried_against_the_other_forms() {
        let column = detect(&["2015-02-24"], None).unwrap();
        let at = Some(1_424_806_552_000_000);
        assert_eq!(column.read("Tue Feb 24 19:35:52 +0000 2015"), at);
        assert_eq!(column.read("1424806552"), at);
        assert_eq!(column.read("1424806552000"), at);
        assert_eq!(column.read("2015"), None, "a year alone is no time of a post");
        assert_eq!(column.read("289163"), None);
        assert_eq!(column.read("1/7/15"), None);
    }

    #[test]
    fn small_counts_are_read_in_the_unit_of_the_column() {
        let column = detect(&["1403054214196", "1403054214197", "5000"], None).unwrap();
        assert_eq!(column.read("5000"), Some(5_000_000));
    }
}
