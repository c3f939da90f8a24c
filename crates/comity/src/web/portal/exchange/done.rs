//! After an answer: what came of it, and only now what others answered.

use comity_exchange::negotiation::Answered;
use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use crate::web::portal::pulse::{self, Pulse};
use crate::web::ui::{Shell, day};
use crate::words::{count, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Done {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// What the answer led to.
    pub answered: Answered,
    /// By when the firm answers conditions, where there are any.
    pub answer_by: Option<Timestamp>,
    /// The receipt's id.
    pub receipt: Option<String>,
    /// What others answered, clause by clause; empty while they are too few to be told.
    pub others: Vec<Others>,
    /// What they are asked about how it was, where they said no.
    pub pulse: Option<Pulse>,
}

/// Answers of others to one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Others {
    /// The clause's title.
    pub clause: String,
    /// How many said yes.
    pub yes: u64,
    /// How many said yes, if.
    pub yes_if: u64,
    /// How many said no.
    pub no: u64,
}

/// The page.
pub fn done(view: &Done, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let code = match view.answered {
        Answered::Agreed => "agreed",
        Answered::Countered => "countered",
        Answered::Declined => "declined",
    };
    let title = say!(lang, "portal-done", answered = code);
    let content = html! {
        p.kicker { (tame(&view.title)) }
        h1 { (title) }
        p.lead { (say!(lang, "portal-done-lead", answered = code, firm = tame(shell.name()))) }
        @if let Some(by) = view.answer_by { p { (say!(lang, "portal-done-by")) " " (day(by, lang)) "." } }
        div.actions {
            @if view.answered == Answered::Agreed {
                a.button.first href=(shell.to(format!("/exchanges/{}/agreement", view.exchange))) { (say!(lang, "portal-to-agreement")) }
            }
            @if let Some(receipt) = &view.receipt {
                a.button href=(shell.to(format!("/me/receipts/{receipt}"))) { (say!(lang, "portal-to-receipt")) }
            }
            a.button href=(shell.to("/me")) { (say!(lang, "portal-to-home")) }
        }
        @if !view.others.is_empty() {
            h2 { (say!(lang, "portal-others")) }
            p.note { (say!(lang, "portal-others-note")) }
            div.scroll role="region" tabindex="0" aria-label=(say!(lang, "portal-others")) { table {
                thead { tr {
                    th scope="col" { (say!(lang, "portal-column", column = "clause")) }
                    @for answer in ["yes", "if", "no"] { th.num scope="col" { (say!(lang, "portal-answer", answer = answer)) } }
                } }
                tbody { @for one in &view.others { tr {
                    th scope="row" { (tame(&one.clause)) }
                    @for n in [one.yes, one.yes_if, one.no] { td.num { (count(n, lang)) } }
                } } }
            } }
        }
        @if let Some(pulse) = &view.pulse { (pulse::after(pulse, shell)) }
    };
    shell.portal(&title, &content)
}

#[cfg(test)]
impl Done {
    /// A made-up answer.
    pub fn sample() -> Self {
        let others = [("How you use your plan", 412, 96, 61), ("Signal where you are", 288, 190, 91)];
        Self {
            exchange: "0192f3a1c2d47f00a1b2c3d4e5f60718".into(),
            title: "Better advice".into(),
            answered: Answered::Agreed,
            answer_by: Some(Timestamp(1_796_990_000_000_000)),
            receipt: Some("0192f3a1".into()),
            others: others.map(|(clause, yes, yes_if, no)| Others { clause: clause.into(), yes, yes_if, no }).to_vec(),
            pulse: None,
        }
    }
}
