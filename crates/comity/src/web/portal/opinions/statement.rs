//! `/exchanges/{id}/opinions/{statement}`: one statement, the reader's answer to it, and what became of it.

use comity_participation::activity::Part as Doing;
use comity_store::{ContributionView, Part};
use maud::{Markup, html};

use super::buttons;
use crate::web::open::{self, Opened, proof};
use crate::web::portal::part::one::{outcome, part};
use crate::web::portal::part::standing;
use crate::web::ui::{Errors, Fields, Form, Shell, back, error_summary, prose};
use crate::web::way::words;
use crate::words::{say, tame};

/// The name among the words of whether others see something.
pub fn part_name(part: &Part) -> &'static str {
    match part {
        Part::Queued => "queued",
        Part::Declined { .. } => "declined",
        Part::Withdrawn => "withdrawn",
        Part::Shown => "shown",
    }
}

/// What the page shows, for persons and for members.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The statement.
    pub view: ContributionView,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// Where it stands at a public address.
    pub open: Option<Opened>,
}

/// The page.
pub fn page(view: &Statement, shell: &Shell) -> Markup {
    let (lang, one) = (shell.lang, &view.view);
    let title = say!(lang, "map-statement");
    let list = match view.open {
        Some(_) => format!("/open/{}", one.activity.id),
        None => format!("/exchanges/{}/opinions", view.exchange),
    };
    let proof = html! { @if let Some(open) = &view.open { (proof(&open.proof)) } };
    let here = shell.to(format!("{list}/{}", one.line.id));
    let ended = one.outcome.as_ref().is_some_and(|outcome| outcome.kind.ends_votes());
    let answerable = one.part == Part::Shown && one.line.body.is_some() && one.activity.takes(Doing::Vote) && !ended;
    let content = html! {
        (back(&shell.to(format!("{list}?activity={}", one.activity.id)), &tame(&words(&one.activity.activity.title, lang))))
        p.kicker { (standing(&one.activity, &one.line, lang))
            @if one.line.own { " · " (say!(lang, "part-yours")) } }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @match &one.line.body {
            Some(text) => section.asked { blockquote lang=[one.line.language.as_deref()] { (prose(text)) } },
            None => p.note { (say!(lang, "part-wordless-note")) },
        }
        @if view.open.is_some() { (open::one::part(&one.part, lang)) }
        @else { (part(one, Form { fields: &view.fields, errors: &view.errors, lang }, &here, shell)) }
        (outcome(one, shell))
        @if answerable { section aria-labelledby="answer" {
            h2 #answer { (say!(lang, "map-your-answer", given = if one.vote.is_some() { "yes" } else { "no" })) }
            form method="post" action=(here) { (proof) (buttons(one.vote, lang)) }
        } }
        @else if let Some(own) = one.vote { p { (say!(lang, "map-you-said", answer = super::answer_name(own))) } }
        @if one.line.own && one.part != Part::Withdrawn { details.fold {
            summary { (say!(lang, "part-withdraw")) }
            p { (say!(lang, "map-withdraw-note")) }
            form method="post" action=(here) { (proof) button name="go" value="withdraw" { (say!(lang, "part-withdraw-button")) } }
        } }
    };
    shell.portal(&title, &content)
}
