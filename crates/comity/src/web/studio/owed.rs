//! What comes back: the part of `/studio/exchanges/{id}/information` with sums over everybody, and
//! `/studio/exchanges/{id}/benefits` with those to whom something is owed.

#[cfg(test)]
mod samples;

use comity_exchange::amount::Amount;
use comity_exchange::capital::Capital;
use comity_exchange::market::Totals;
use comity_exchange::time::Timestamp;
use comity_store::Right;
use maud::{Markup, html};

use super::utilisation::Named;
use crate::web::ui::{Pages, Section, Shell, back, chip, clock_time, counted, day, empty, pagination, written};
use crate::words::{Lang, count, say, tame};

/// What the benefits of an exchange come to.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// When it was worked out; nothing where it never was.
    pub at: Option<Timestamp>,
    /// Whether that is longer ago than it should be.
    pub is_stale: bool,
    /// Benefit by benefit, what is overdue first.
    pub sums: Vec<Sum>,
    /// To how many persons something is owed.
    pub persons: u64,
    /// To how many of them some of it is overdue.
    pub overdue: u64,
    /// Since when the oldest of that is.
    pub oldest: Option<Timestamp>,
}

/// A benefit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// What it is: its name in words, and the clause's and its own in the terms.
    pub what: Named,
    /// In which kind of capital.
    pub capital: Capital,
    /// In which unit; nothing where it is not counted.
    pub unit: Option<String>,
    /// Whether it is by a rule on taking part, and by no clause.
    pub by_rule: bool,
}

/// A benefit over all persons.
#[derive(Debug, Clone)]
pub struct Sum {
    /// Which.
    pub benefit: Benefit,
    /// What it comes to.
    pub totals: Totals,
    /// To how many persons it was promised.
    pub persons: u64,
    /// To how many of them some is overdue.
    pub overdue: u64,
}

/// Persons to whom something is owed.
#[derive(Debug, Clone, Default)]
pub struct Owed {
    /// The exchange's id in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was worked out.
    pub at: Option<Timestamp>,
    /// Those of this page.
    pub rows: Vec<Row>,
    /// How to get on.
    pub pages: Pages,
}

/// Somebody to whom something is owed.
#[derive(Debug, Clone)]
pub struct Row {
    /// Their name and their id.
    pub person: (String, String),
    /// What.
    pub lines: Vec<Line>,
}

/// What is owed of one benefit.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which.
    pub benefit: Benefit,
    /// How much, in thousandths.
    pub amount: u64,
    /// Since when it is earned.
    pub since: Timestamp,
    /// From when on it is late.
    pub late: Option<Timestamp>,
    /// Whether it is.
    pub is_late: bool,
}

fn column(column: &str, lang: Lang) -> String {
    say!(lang, "studio-owed-column", column = column)
}

impl Benefit {
    /// An amount of it in figures, or how many times.
    fn amount(&self, thousandths: u64, lang: Lang) -> String {
        match Amount::from_thousandths(thousandths) {
            _ if self.unit.is_none() => say!(lang, "studio-owed-times", n = thousandths / 1_000),
            Ok(amount) => written(amount, lang),
            Err(_) => count(thousandths / 1_000, lang),
        }
    }

    fn unit(&self, lang: Lang) -> String {
        match &self.unit {
            Some(unit) => say!(lang, "studio-owed-in", unit = tame(unit)),
            None => say!(lang, "studio-owed-once"),
        }
    }
}

impl Desk {
    /// The part of a page with sums over everybody; `id` is the exchange's.
    pub fn part(&self, id: &str, shell: &Shell) -> Markup {
        let lang = shell.lang;
        let at = |path: &str| shell.to(format!("/studio/exchanges/{id}{path}"));
        html! {
            div.row.ends { h2 { (say!(lang, "studio-owed")) } @if !self.sums.is_empty() { a href=(at("/benefits-sums.csv")) download { (say!(lang, "studio-as-csv")) } } }
            p { (say!(lang, "studio-owed-lead")) }
            @match self.at {
                None => p.note { (say!(lang, "studio-owed-never")) },
                Some(_) if self.sums.is_empty() => (empty(&say!(lang, "studio-owed-nothing"), &say!(lang, "studio-owed-nothing-note"), None)),
                Some(_) => {
                    dl.figures.wide {
                        (counted(&say!(lang, "studio-owed-persons"), self.persons, &say!(lang, "studio-owed-persons-note"), lang))
                        (counted(&say!(lang, "studio-owed-overdue"), self.overdue, &say!(lang, "studio-owed-persons-note"), lang))
                    }
                    @if let Some(oldest) = self.oldest { p { (say!(lang, "studio-owed-oldest")) " " (day(oldest, lang)) "." } }
                    (table(&self.sums, lang))
                    @if self.persons > 0 && shell.may(Right::StandingRead) { p { a.button href=(at("/benefits")) { (say!(lang, "studio-owed-to-list")) } } }
                },
            }
            (worked_out(self.at, self.is_stale, lang))
        }
    }
}

/// When it was worked out, and whether that is too long ago.
fn worked_out(at: Option<Timestamp>, is_stale: bool, lang: Lang) -> Markup {
    html! { @if let Some(at) = at {
        p.soft { (say!(lang, "studio-owed-at")) " " (clock_time(at)) " UTC." }
        @if is_stale { p.note { (say!(lang, "studio-owed-stale")) } }
    } }
}

/// Sums over everybody, benefit by benefit.
pub fn table(sums: &[Sum], lang: Lang) -> Markup {
    let amount = |name: &str, sum: &Sum, thousandths: u64| {
        html! { td.num data-label=(column(name, lang)) { (sum.benefit.amount(thousandths, lang)) } }
    };
    let figures = ["promised", "delivered", "open", "overdue", "persons"];
    html! { div.scroll role="region" tabindex="0" aria-label=(say!(lang, "studio-owed")) { table.stacks {
        thead { tr {
            th scope="col" { (column("benefit", lang)) } th scope="col" { (column("capital", lang)) }
            @for name in figures { th.num scope="col" { (column(name, lang)) } }
        } }
        tbody { @for sum in sums { tr {
            th scope="row" { (tame(&sum.benefit.what.name)) " " span.soft { (sum.benefit.unit(lang)) } }
            td data-label=(column("capital", lang)) { (say!(lang, "web-capital", capital = sum.benefit.capital.name())) }
            (amount("promised", sum, sum.totals.promised))
            (amount("delivered", sum, sum.totals.delivered))
            (amount("open", sum, sum.totals.open))
            td.num data-label=(column("overdue", lang)) {
                (sum.benefit.amount(sum.totals.overdue, lang))
                @if sum.overdue > 0 { " " span.soft { "(" (say!(lang, "studio-owed-late-persons", n = sum.overdue)) ")" } }
            }
            td.num data-label=(column("persons", lang)) { (count(sum.persons, lang)) }
        } } }
    } } }
}

/// The page with those to whom something is owed.
pub fn page(view: &Owed, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "studio-owed-title");
    let at = |path: &str| shell.to(format!("/studio/exchanges/{}{path}", view.id));
    let content = html! {
        (back(&at("/information"), &tame(&view.title)))
        div.row.ends { h1 { (title) } @if !view.rows.is_empty() { a href=(at("/benefits.csv")) download { (say!(lang, "studio-as-csv")) } } }
        @if view.rows.is_empty() {
            @match view.at {
                None => p.note { (say!(lang, "studio-owed-never")) },
                Some(_) => (empty(&say!(lang, "studio-owed-nobody"), &say!(lang, "studio-owed-nobody-note"), None)),
            }
        } @else {
            p.lead { (say!(lang, "studio-owed-lists")) }
            ul.list { @for row in &view.rows { li { (person(row, shell)) } } }
            (pagination(&view.pages, &format!("/studio/exchanges/{}/benefits?", view.id), shell))
        }
        (worked_out(view.at, false, lang))
    };
    shell.studio(Section::Exchanges, &title, &content)
}

fn person(row: &Row, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let (name, id) = &row.person;
    html! {
        p.name { a href=(shell.to(format!("/studio/people/{id}"))) { (tame(name)) } }
        ul { @for line in &row.lines { li {
            (tame(&line.benefit.what.name)) ": " strong { (line.benefit.amount(line.amount, lang)) }
            @if let Some(unit) = &line.benefit.unit { " " span.soft { "(" (tame(unit)) ")" } }
            br;
            span.soft {
                (column("since", lang)) " " (day(line.since, lang)) " · "
                @match line.late {
                    Some(late) => { (column("late", lang)) " " (day(late, lang)) },
                    None => (say!(lang, "studio-owed-no-date")),
                }
            }
            @if line.is_late { " " (chip("firm", &say!(lang, "studio-owed-is-late"))) }
        } } }
    }
}
