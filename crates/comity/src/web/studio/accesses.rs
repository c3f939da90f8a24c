//! `/studio/exchanges/{id}/accesses`: who read what for what, of how many persons, and what came of it. Nobody is named.

use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use crate::web::ui::{Pages, Section, Shell, back, clock_time, empty, pagination};
use crate::words::{Lang, count, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Accesses {
    /// The exchange's id in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How often which system read for what, the most frequent first.
    pub counts: Vec<Count>,
    /// Entries of the ledger, the newest first.
    pub rows: Vec<Row>,
    /// How to get on.
    pub pages: Pages,
}

/// How often a system read for a purpose.
#[derive(Debug, Clone)]
pub struct Count {
    /// Which system.
    pub client: String,
    /// What for.
    pub purpose: String,
    /// How many entries.
    pub accesses: u64,
    /// Persons' parts in them.
    pub parts: u64,
    /// Of how many entries it was said what came of them.
    pub used: u64,
}

/// An entry.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number in the ledger, once it has its place.
    pub number: Option<u64>,
    /// When.
    pub at: Timestamp,
    /// Which system.
    pub client: String,
    /// What for.
    pub purpose: String,
    /// To whom it was passed on.
    pub recipient: Option<String>,
    /// What left.
    pub items: Vec<String>,
    /// Of how many persons.
    pub persons: u64,
    /// What came of it, by the names of kinds of use, and how often.
    pub uses: Vec<(&'static str, u64)>,
}

fn column(column: &str, lang: Lang) -> String {
    say!(lang, "studio-access-column", column = column)
}

/// The page.
pub fn page(view: &Accesses, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "studio-access-title");
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}/information", view.id)), &tame(&view.title)))
        h1 { (title) }
        p.lead { (say!(lang, "studio-access-lead")) }
        @if view.counts.is_empty() { (empty(&say!(lang, "studio-access-none"), &say!(lang, "studio-access-none-note"), None)) }
        @else {
            h2 { (say!(lang, "studio-access-counts")) }
            (counts(view, lang))
            h2 { (say!(lang, "studio-access-entries")) }
            ul.list { @for row in &view.rows { li { (entry(row, lang)) } } }
            (pagination(&view.pages, &format!("/studio/exchanges/{}/accesses?", view.id), shell))
        }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

fn counts(view: &Accesses, lang: Lang) -> Markup {
    let number = |name: &str, n: u64| html! { td.num data-label=(column(name, lang)) { (count(n, lang)) } };
    html! { div.scroll role="region" tabindex="0" aria-label=(say!(lang, "studio-access-counts")) { table.stacks {
        thead { tr {
            th scope="col" { (column("client", lang)) } th scope="col" { (column("purpose", lang)) }
            @for name in ["accesses", "parts", "used"] { th.num scope="col" { (column(name, lang)) } }
        } }
        tbody { @for one in &view.counts { tr {
            th scope="row" { (tame(&one.client)) }
            td data-label=(column("purpose", lang)) { (tame(&one.purpose)) }
            (number("accesses", one.accesses)) (number("parts", one.parts)) (number("used", one.used))
        } } }
    } } }
}

fn entry(row: &Row, lang: Lang) -> Markup {
    html! {
        p.name { (tame(&row.client)) " · " (tame(&row.purpose)) }
        p { (row.items.iter().map(|item| tame(item)).collect::<Vec<_>>().join(", ")) " · " (say!(lang, "studio-access-persons", n = row.persons)) }
        @if let Some(recipient) = &row.recipient { p { (say!(lang, "studio-access-passed-on")) " " (tame(recipient)) } }
        p.soft {
            (clock_time(row.at)) " UTC · "
            @match row.number {
                Some(number) => (say!(lang, "studio-access-number", n = count(number, lang))),
                None => (say!(lang, "studio-access-unnumbered")),
            }
        }
        @if row.uses.is_empty() { p.soft { (say!(lang, "studio-access-unused")) } }
        @else { ul { @for (kind, n) in &row.uses { li { (say!(lang, "studio-access-use", kind = *kind)) @if *n > 1 { " (" (count(*n, lang)) ")" } } } } }
    }
}

#[cfg(test)]
impl Accesses {
    /// Made-up reads of one system.
    pub fn sample() -> Self {
        let at = |hours: i64| Timestamp(1_795_773_900_000_000 - hours * 3_600_000_000);
        let count = |purpose: &str, accesses, parts, used| Count {
            client: "Advice engine".into(),
            purpose: purpose.into(),
            accesses,
            parts,
            used,
        };
        let advice = "To tell you which plan fits how you use it";
        let row = Row {
            number: Some(18_204),
            at: at(1),
            client: "Advice engine".into(),
            purpose: advice.into(),
            recipient: None,
            items: vec!["Minutes and data used a day".into(), "The plan you have".into()],
            persons: 980,
            uses: vec![("personalised", 1), ("analysed", 2)],
        };
        let passed = Row {
            number: None,
            recipient: Some("Signal Lab".into()),
            items: vec!["Signal where you are".into()],
            persons: 1,
            uses: Vec::new(),
            ..row.clone()
        };
        Self {
            id: "0192f3a1".into(),
            title: "Better advice".into(),
            counts: vec![count(advice, 412, 98_204, 371), count("To work out your bill", 12, 11_760, 12)],
            rows: vec![passed, row],
            pages: Pages { total: 424, next: Some("x".into()), first: true },
        }
    }

    /// An exchange in which nothing was read.
    pub fn sample_empty() -> Self {
        Self { counts: Vec::new(), rows: Vec::new(), pages: Pages::default(), ..Self::sample() }
    }
}
