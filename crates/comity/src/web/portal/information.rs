//! `/me/information`: every item that is kept of a person, what it was used for, and how to end that.

use comity_exchange::basis::Source;
use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use super::receipts::{self, Receipt};
use crate::web::ui::{Shell, day, empty, kept, plain, source_name};
use crate::words::{count, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Information {
    /// Items, by name.
    pub items: Vec<Item>,
    /// What was read and used, newest first.
    pub uses: Vec<Receipt>,
    /// What members noted about the person; they see the same.
    pub notes: Vec<(Timestamp, String)>,
}

/// One item of information.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub name: String,
    /// Where it comes from.
    pub source: Source,
    /// What for, with the exchange that allows it: title and id.
    pub purposes: Vec<(String, String, String)>,
    /// Who else receives it.
    pub recipients: Vec<String>,
    /// How many values are kept.
    pub values: u64,
    /// The latest of them as text.
    pub latest: Option<String>,
    /// How often it was read.
    pub read: u64,
    /// How often it was used for the person.
    pub used: u64,
    /// For how many days each value is kept from when it came, unless for as long as the agreement lasts.
    pub kept_days: Option<u32>,
}

/// The page.
pub fn page(view: &Information, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "web-nav", section = "information");
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "portal-information-lead", firm = tame(shell.name()))) }
        @if view.items.is_empty() { (empty(&say!(lang, "portal-no-items"), &say!(lang, "portal-no-items-note"), None)) }
        @for item in &view.items { (one(item, shell)) }
        @if !view.notes.is_empty() {
            h2 { (say!(lang, "portal-notes")) }
            ul.list { @for (at, note) in &view.notes { li { p { (plain(note)) } p.soft { (day(*at, lang)) } } } }
        }
        h2 { (say!(lang, "portal-uses")) }
        (receipts::table(&view.uses, shell))
        h2 { (say!(lang, "portal-rights")) }
        ul.list { @for (right, path) in [("correct", "/me/details"), ("export", "/me/export"), ("erase", "/me/erase")] {
            li { a.name href=(shell.to(path)) { (say!(lang, "portal-right", right = right)) } p.soft { (say!(lang, "portal-right-note", right = right)) } }
        } }
    };
    shell.portal(&title, &content)
}

fn one(item: &Item, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { section.held {
        h2.over { (tame(&item.name)) }
        p { (say!(lang, "web-source", source = source_name(item.source))) }
        dl.facts {
            dt { (say!(lang, "portal-kept")) }
            dd { (say!(lang, "portal-values", n = item.values)) @if let Some(latest) = &item.latest { " " (say!(lang, "portal-latest")) " " strong { (tame(latest)) } } }
            dt { (say!(lang, "web-what-for")) }
            dd { @for (purpose, exchange, id) in &item.purposes { p { (plain(purpose)) " " a.soft href=(shell.to(format!("/exchanges/{id}/agreement"))) { (tame(exchange)) } } } }
            dt { (say!(lang, "web-who-else")) }
            dd { @if item.recipients.is_empty() { (say!(lang, "web-nobody-else")) } @else { (item.recipients.iter().map(|r| tame(r)).collect::<Vec<_>>().join("; ")) } }
            dt { (say!(lang, "portal-used")) }
            dd { (say!(lang, "portal-used-counts", read = count(item.read, lang), used = count(item.used, lang))) }
            dt { (say!(lang, "portal-deleted")) }
            dd { @match item.kept_days { Some(days) => (say!(lang, "portal-deleted-after", kept = kept(Some(days), lang))), None => (kept(None, lang)) } }
        }
    } }
}

#[cfg(test)]
impl Information {
    /// Made-up items.
    pub fn sample() -> Self {
        let at = Timestamp(1_795_773_900_000_000);
        let exchange = || ("Better advice".to_owned(), "0192f3a1".to_owned());
        let item = |name: &str, source, purpose: &str, latest: &str, recipients: &[&str], used| Item {
            name: name.into(),
            source,
            purposes: vec![(purpose.into(), exchange().0, exchange().1)],
            recipients: recipients.iter().map(|r| (*r).to_owned()).collect(),
            values: 61,
            latest: (!latest.is_empty()).then(|| latest.into()),
            read: 14,
            used,
            kept_days: Some(180),
        };
        Self {
            items: vec![
                item(
                    "Minutes and data used a day",
                    Source::Observed,
                    "To tell you which plan fits how you use it",
                    "41 min, 1.2 GB",
                    &[],
                    3,
                ),
                item(
                    "Signal strength where you are",
                    Source::Observed,
                    "To find places where the network is weak",
                    "",
                    &["Signal Lab (simulated)"],
                    0,
                ),
            ],
            uses: receipts::sample(),
            notes: vec![(at, "Prefers to be written to in Italian (said on the phone).".into())],
        }
    }
}
