//! Made-up recipients.

use comity_exchange::time::Timestamp;

use super::{Named, Notice, Notices, Recipient, Recipients, Told, field, wrong};
use crate::hook::NotATarget;
use crate::web::ui::Pages;
use crate::words::Lang;

fn at(hours: i64) -> Timestamp {
    Timestamp(1_795_773_900_000_000 - hours * 3_600_000_000)
}

impl Recipients {
    /// A firm with two recipients, one of whom nobody can tell anything yet.
    pub fn sample() -> Self {
        let lab = Recipient {
            id: "signal-lab".into(),
            name: "Signal Lab, which measures networks for us".into(),
            contact: "privacy@signal-lab.example".into(),
            named: true,
            told: Some(Told {
                hook: "h1".into(),
                url: "https://hooks.signal-lab.example/comity".into(),
                since: at(900),
            }),
            open: 3,
        };
        let shop = Recipient {
            id: "old-shop".into(),
            name: "Old Shop".into(),
            contact: String::new(),
            named: false,
            told: None,
            open: 1,
        };
        let named = Named { id: "e1".into(), title: "Better advice".into(), recipients: vec![lab, shop] };
        let rows = ["withdrawn", "corrected", "expired", "erased"].into_iter().zip(0..).map(|(why, hours)| {
            let to = if why == "expired" { "Old Shop" } else { "Signal Lab" };
            Notice {
                id: format!("n{hours}"),
                person: (why != "erased").then(|| "p1".into()),
                recipient: to.into(),
                item: "Signal where you are".into(),
                purpose: "Find gaps in coverage".into(),
                why: why.into(),
                made: at(30 * hours),
                sent: None,
                tries: 0,
                error: None,
                confirmed: None,
                waits: false,
            }
        });
        let mut rows: Vec<Notice> = rows.collect();
        rows[1] = Notice { tries: 4, error: Some("status 503".into()), ..rows[1].clone() };
        rows[2].waits = true;
        rows[3] = Notice { tries: 1, sent: Some(at(89)), ..rows[3].clone() };
        let pages = Pages { total: 4, next: None, first: true };
        Self { exchanges: vec![named], notices: Notices { rows, all: false, pages }, ..Self::default() }
    }

    /// Right after it was said where a recipient is told, with everything in the list.
    pub fn sample_shown() -> Self {
        let mut sample = Self::sample();
        sample.shown = Some(("Signal Lab".into(), format!("whsec_{}=", "x".repeat(43))));
        sample.notices.all = true;
        sample.notices.rows[0].confirmed = Some(at(0));
        sample
    }

    /// An address that is not taken.
    pub fn sample_wrong(lang: Lang) -> Self {
        let mut sample = Self { notices: Notices::default(), ..Self::sample() };
        let name = field("e1", "signal-lab");
        sample.fields.push(&name, "http://127.0.0.1/hook");
        sample.errors.add(name, wrong(NotATarget::Scheme, lang));
        sample
    }
}
