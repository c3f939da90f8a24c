//! Dates of a file: in which order they are written, as far as the file shows it.

use comity_exchange::time::Timestamp;
use comity_intake::time::{DateOrder, TimeOptions, parse_time};

/// Reads the moments of a file. Those without a zone are taken as UTC.
#[derive(Debug, Clone, Default)]
pub struct Times(TimeOptions);

/// What the dates of a file show of their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    day_first: u64,
    month_first: u64,
    /// A date that can be read both ways, with its line.
    pub either: Option<(u64, String)>,
}

/// The name of an order in addresses and on the command line.
pub fn order(name: &str) -> Option<DateOrder> {
    match name {
        "dmy" => Some(DateOrder::DayMonthYear),
        "mdy" => Some(DateOrder::MonthDayYear),
        _ => None,
    }
}

impl Times {
    /// Reads by an order; by what each date says of itself where none is given.
    pub fn new(order: Option<DateOrder>) -> Self {
        Self(TimeOptions { date_order: order, ..TimeOptions::default() })
    }

    /// A moment; nothing where it cannot be read, or not in one way only.
    pub fn read(&self, written: &str) -> Option<Timestamp> {
        parse_time(written, &self.0).ok().map(Timestamp)
    }
}

impl Shown {
    /// Looks at a date.
    pub fn look(&mut self, line: u64, written: &str) {
        let [day, month] =
            [DateOrder::DayMonthYear, DateOrder::MonthDayYear].map(|order| Times::new(Some(order)).read(written));
        match (day, month) {
            (Some(day), Some(month)) if day != month => {
                self.either.get_or_insert_with(|| (line, written.chars().take(40).collect()));
            }
            (Some(_), None) => self.day_first += 1,
            (None, Some(_)) => self.month_first += 1,
            _ => {}
        }
    }

    /// The order, where dates show it and none shows the other.
    pub fn order(&self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (1.., 0) => Some(DateOrder::DayMonthYear),
            (0, 1..) => Some(DateOrder::MonthDayYear),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_date_that_is_clear_makes_the_others_clear() {
        let shown = |dates: &[&str]| {
            let mut shown = Shown::default();
            dates.iter().for_each(|date| shown.look(2, date));
            shown
        };
        assert_eq!(shown(&["2024-02-01T10:00:00Z", "1 March 2024", "soon", ""]), Shown::default());
        let clear = shown(&["1/2/2024", "24/2/2024"]);
        assert_eq!((clear.order(), clear.either.unwrap().1.as_str()), (Some(DateOrder::DayMonthYear), "1/2/2024"));
        assert_eq!(shown(&["2/24/2024"]).order(), Some(DateOrder::MonthDayYear));
        assert_eq!(shown(&["2/24/2024", "24/2/2024", "1/2/2024"]).order(), None);
        let first = |order, date| Times::new(order).read(date);
        assert_eq!(first(None, "1/2/2024"), None, "it could be either");
        assert_eq!(first(Some(DateOrder::DayMonthYear), "1/2/2024"), first(None, "2024-02-01"));
    }
}
