//! Made-up benefits.

use super::{Benefit, Capital, Desk, Line, Named, Owed, Row, Sum, Timestamp, Totals};
use crate::web::ui::Pages;

fn at(days: i64) -> Timestamp {
    Timestamp(1_795_773_900_000_000 + days * 86_400_000_000)
}

fn credit() -> Benefit {
    let what = Named { name: "Credit on your bill".into(), id: "signal-for-coverage/credit".into() };
    Benefit { what, capital: Capital::Economic, unit: Some("euro a month".into()), by_rule: false }
}

fn detail() -> Benefit {
    let what = Named { name: "A bill that shows every day".into(), id: "bill/detail".into() };
    Benefit { what, capital: Capital::Information, unit: None, by_rule: false }
}

impl Desk {
    /// An exchange that is late with some of what it promised.
    pub fn sample() -> Self {
        let sums = vec![
            Sum {
                benefit: credit(),
                totals: Totals { promised: 4_816_000, delivered: 4_602_500, open: 180_000, overdue: 33_500 },
                persons: 1_204,
                overdue: 17,
            },
            Sum {
                benefit: detail(),
                totals: Totals { promised: 980_000, delivered: 980_000, open: 0, overdue: 0 },
                persons: 980,
                overdue: 0,
            },
        ];
        Self { at: Some(at(0)), is_stale: false, sums, persons: 107, overdue: 17, oldest: Some(at(-41)) }
    }

    /// One whose figures are old.
    pub fn sample_stale() -> Self {
        Self { is_stale: true, overdue: 0, oldest: None, ..Self::sample() }
    }
}

impl Owed {
    /// Three persons, one of whom waits for something that is late.
    pub fn sample() -> Self {
        let line = |benefit: Benefit, amount, since, late: Option<i64>, is_late| Line {
            benefit,
            amount,
            since: at(since),
            late: late.map(at),
            is_late,
        };
        let row = |name: &str, lines| Row { person: (name.into(), "0192f3a1".into()), lines };
        let rows = vec![
            row(
                "Livia Neri",
                vec![line(credit(), 3_500, -71, Some(-41), true), line(detail(), 1_000, -12, Some(18), false)],
            ),
            row("Bruno Galli", vec![line(credit(), 2_000, -3, Some(27), false)]),
            row("carla@example.com", vec![line(detail(), 1_000, -90, None, false)]),
        ];
        let pages = Pages { total: 107, next: Some("x".into()), first: true };
        Self { id: "0192f3a1".into(), title: "Better advice".into(), at: Some(at(0)), rows, pages }
    }

    /// One in which everything was delivered.
    pub fn sample_empty() -> Self {
        Self { rows: Vec::new(), pages: Pages::default(), ..Self::sample() }
    }
}
