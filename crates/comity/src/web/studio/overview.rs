//! `/studio`: what waits for an answer, and where a firm without anything begins.

use comity_exchange::market::Counts;
use comity_exchange::time::Timestamp;
use comity_store::{FEWEST, Right};
use maud::{Markup, html};

use super::utilisation::shares;
use crate::chart::{Replies, Setting, gauges, replies};
use crate::report::figure;
use crate::web::ui::{Section, Shell, counted, day};
use crate::words::{count, percent, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// Open exchanges.
    pub open: u64,
    /// Drafts that were never published.
    pub drafts: u64,
    /// People in the books.
    pub people: u64,
    /// Agreements in force.
    pub agreed: u64,
    /// Invitations without an answer yet.
    pub unanswered: u64,
    /// Conditions that wait, and when the first of them lapses.
    pub conditions: u64,
    /// The moment at which the first condition lapses.
    pub first_lapse: Option<Timestamp>,
    /// Mails in the outbox that could not be sent.
    pub unsent: u64,
    /// Jobs that were given up.
    pub failed: u64,
    /// Erasures that are not done yet.
    pub erasures: u64,
    /// Exchanges in which something is overdue.
    pub owed: Vec<Late>,
    /// Exchanges in which something that customers brought waits for the firm.
    pub ideas: Vec<Ideas>,
    /// Ends of which a recipient is to be told, and nobody said where: they cannot know.
    pub untold: u64,
    /// How much is used of what exchanges hold of ten persons or more: title, id in addresses, values. Those with less are left out.
    pub used: Vec<(String, String, Counts)>,
    /// How people stand in each open exchange: in force, conditions only, no.
    pub answers: Vec<Replies>,
}

/// An exchange in which something is overdue.
#[derive(Debug, Clone)]
pub struct Late {
    /// Its id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// To how many persons.
    pub persons: u64,
    /// Since when the oldest of it is.
    pub oldest: Timestamp,
}

/// An exchange in which something that customers brought waits.
#[derive(Debug, Clone)]
pub struct Ideas {
    /// Its id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// How much waits.
    pub waits: u64,
    /// Whether more waits than that.
    pub more: bool,
}

/// The page.
pub fn page(view: &Overview, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "web-nav", section = "overview");
    let waiting = [
        ("conditions", view.conditions, "/studio/exchanges"),
        ("untold", view.untold, "/studio/settings/recipients"),
        ("drafts", view.drafts, "/studio/exchanges?life=draft"),
        ("unsent", view.unsent, "/studio/settings/outbox?state=failed"),
        ("failed", view.failed, "/studio/audit"),
        ("erasures", view.erasures, "/studio/audit"),
    ];
    let any = waiting.iter().any(|(_, n, _)| *n > 0) || !view.owed.is_empty() || !view.ideas.is_empty();
    let begun = view.open + view.drafts > 0;
    let content = html! {
        h1 { (title) }
        @if !begun || view.people == 0 || view.agreed == 0 { (steps(view, shell)) }
        @if begun {
            dl.figures.wide {
                (counted(&say!(lang, "studio-figure", figure = "agreed"), view.agreed, &say!(lang, "studio-figure-note", figure = "agreed"), lang))
                (counted(&say!(lang, "studio-figure", figure = "unanswered"), view.unanswered, &say!(lang, "studio-figure-note", figure = "unanswered"), lang))
                (counted(&say!(lang, "studio-figure", figure = "open"), view.open, &say!(lang, "studio-figure-note", figure = "open"), lang))
                (counted(&say!(lang, "studio-figure", figure = "people"), view.people, &say!(lang, "studio-figure-note", figure = "people"), lang))
            }
            h2 { (say!(lang, "studio-waiting")) }
            @if !any { p { (say!(lang, "studio-nothing-waits")) } }
            @else { ul.list { @for late in &view.owed { li {
                span.count { (count(late.persons, lang)) } a href=(shell.to(format!("/studio/exchanges/{}/information", late.exchange))) { (say!(lang, "studio-waits-owed", n = late.persons, title = tame(&late.title))) } " " span.soft { (day(late.oldest, lang)) }
            } } @for one in &view.ideas { li {
                span.count { (count(one.waits, lang)) @if one.more { "+" } } a href=(shell.to(format!("/studio/exchanges/{}/ideas", one.exchange))) { (say!(lang, "studio-waits-ideas", n = one.waits, title = tame(&one.title))) }
            } } @for (kind, n, path) in waiting.into_iter().filter(|(_, n, _)| *n > 0) { li {
                span.count { (count(n, lang)) } a href=(shell.to(path)) { (say!(lang, "studio-waits", kind = kind, n = n)) }
                @if kind == "conditions" && let Some(at) = view.first_lapse { " " span.soft { (say!(lang, "studio-first-lapse")) " " (day(at, lang)) } }
            } } } }
            @if let Some(chart) = replies(&view.answers, Setting { id: "answers", lang }) {
                h2 { (say!(lang, "studio-answers-now")) }
                (figure(&chart, "answers", lang))
            }
            (used(view, shell))
        }
    };
    shell.studio(Section::Overview, &title, &content)
}

/// How much of what is held is used, in all exchanges and in each.
fn used(view: &Overview, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let mut all = Counts::default();
    view.used.iter().for_each(|(.., counts)| all += *counts);
    html! {
        h2 { (say!(lang, "studio-use-title")) }
        @match shares(all) {
            None => {
                p { (say!(lang, "studio-use-none-yet", n = FEWEST)) }
            },
            Some(all) => {
                (figure(&gauges(all, Setting { id: "used", lang }), "used", lang))
                ul.list { @for (title, id, counts) in &view.used { @if let Some(one) = shares(*counts) { li {
                    a href=(shell.to(format!("/studio/exchanges/{id}/information"))) { (tame(title)) }
                    p.soft { (say!(lang, "studio-use-in-one", used = percent(one.used, lang), own = percent(one.for_person, lang), n = count(one.held, lang))) }
                } } } }
            },
        }
    }
}

/// The first steps of a firm: each with what it is for, done or to do.
fn steps(view: &Overview, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let steps = [
        ("terms", view.open + view.drafts > 0, "/studio/exchanges/new", Right::ExchangeWrite),
        ("people", view.people > 0, "/studio/people/import", Right::PersonWrite),
        ("publish", view.open > 0, "/studio/exchanges", Right::ExchangeRead),
        ("answers", view.agreed > 0, "/studio/exchanges", Right::ExchangeRead),
    ];
    html! { section.empty {
        h2 { (say!(lang, "studio-begin")) }
        p { (say!(lang, "studio-begin-note")) }
        ol.list { @for (step, done, path, right) in steps { li {
            p.name { @if done { span aria-hidden="true" { "✓ " } span.visually-hidden { (say!(lang, "studio-step-done")) " " } (say!(lang, "studio-step", step = step)) } @else if shell.may(right) { a href=(shell.to(path)) { (say!(lang, "studio-step", step = step)) } } @else { (say!(lang, "studio-step", step = step)) } }
            p.soft { (say!(lang, "studio-step-note", step = step)) }
        } } }
    } }
}

#[cfg(test)]
impl Overview {
    /// A firm whose exchanges hold nothing that figures could be told of.
    pub fn sample_unused() -> Self {
        Self { used: Vec::new(), owed: Vec::new(), ideas: Vec::new(), untold: 0, ..Self::sample() }
    }

    /// A made-up firm's.
    pub fn sample() -> Self {
        Self {
            open: 3,
            drafts: 1,
            people: 2_418,
            agreed: 1_204,
            unanswered: 611,
            conditions: 17,
            first_lapse: Some(Timestamp(1_795_773_900_000_000)),
            unsent: 2,
            failed: 0,
            erasures: 1,
            owed: vec![Late {
                exchange: "0192f3a1".into(),
                title: "Better advice".into(),
                persons: 17,
                oldest: Timestamp(1_792_231_500_000_000),
            }],
            ideas: vec![Ideas { exchange: "0192f3a1".into(), title: "Better advice".into(), waits: 4, more: false }],
            untold: 2,
            used: vec![
                (
                    "Better advice".into(),
                    "0192f3a1".into(),
                    Counts { held: 3_113, read: 2_020, used: 1_672, for_person: 663 },
                ),
                ("Coverage map".into(), "0192f3a2".into(), Counts { held: 380, read: 60, used: 0, for_person: 0 }),
            ],
            answers: [
                ("Better advice", [1_204, 96, 214]),
                ("Coverage map", [380, 41, 122]),
                ("Summer credit", [96, 0, 12]),
            ]
            .map(|(clause, answers)| Replies { clause: clause.into(), answers })
            .to_vec(),
        }
    }
}
