//! A made-up system that is told of events.

use comity_exchange::time::Timestamp;
use comity_store::{Event, Scope};

use super::{Row, Told, Where};
use crate::web::ui::Pages;

fn at(hours: i64) -> Timestamp {
    Timestamp(1_795_773_900_000_000 - hours * 3_600_000_000)
}

impl Told {
    /// One that some events reach.
    pub fn sample() -> Self {
        let row = |n: i64, event, item: Option<&str>, sent: Option<i64>, tries| Row {
            id: format!("n{n}"),
            event,
            exchange: (event != Event::PersonErased && event != Event::Test).then(|| "Better advice".into()),
            item: item.map(Into::into),
            made: at(n),
            sent: sent.map(at),
            tries,
            error: None,
            next: sent.is_none().then(|| at(n - 1)),
        };
        let rows = vec![
            row(1, Event::PersonErased, None, None, 0),
            Row {
                error: Some("status 503".into()),
                ..row(2, Event::ItemCorrected, Some("The plan you have"), None, 4)
            },
            row(5, Event::AgreementGiven, None, Some(5), 1),
            row(9, Event::Test, None, Some(9), 1),
        ];
        let hook = Where {
            url: "https://advice.norda.example/comity".into(),
            only: Some("Better advice".into()),
            since: at(900),
            off: None,
            both_until: Some(at(-20)),
            open: 2,
        };
        Self {
            id: "k2".into(),
            name: "Advice engine".into(),
            scopes: Scope::ALL.into_iter().collect(),
            exchanges: vec![("e1".into(), "Better advice".into()), ("e2".into(), "Coverage map".into())],
            hook: Some(hook),
            rows,
            pages: Pages { total: 4, next: None, first: true },
            ..Self::default()
        }
    }

    /// One that nobody said anything of yet.
    pub fn sample_nowhere() -> Self {
        Self { hook: None, rows: Vec::new(), ..Self::sample() }
    }

    /// Right after it was switched off, with its secret shown and nothing in the list.
    pub fn sample_off() -> Self {
        let mut sample = Self { shown: Some(format!("whsec_{}=", "x".repeat(43))), failed: true, ..Self::sample() };
        sample.rows.clear();
        sample.hook = sample.hook.map(|hook| Where { off: Some(at(1)), only: None, both_until: None, ..hook });
        sample
    }
}
