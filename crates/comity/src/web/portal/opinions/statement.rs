//! `/exchanges/{id}/opinions/{statement}`: one statement, the reader's answer to it, and what became of it.

use comity_exchange::time::Timestamp;
use comity_store::Part;
use maud::{Markup, html};

use super::buttons;
use crate::web::portal::ideas::idea::{Idea, outcome, part};
use crate::web::portal::ideas::{status_chip, words};
use crate::web::ui::{Shell, back, day, error_summary, prose};
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

/// The page.
pub fn page(view: &Idea, shell: &Shell) -> Markup {
    let (lang, one) = (shell.lang, &view.view);
    let title = say!(lang, "map-statement");
    let list = format!("/exchanges/{}/opinions", view.exchange);
    let here = shell.to(format!("{list}/{}", one.idea.id));
    let ended = one.outcome.as_ref().is_some_and(|outcome| outcome.kind.ends_votes());
    let answerable = one.part == Part::Shown && one.idea.body.is_some() && one.activity.open && !ended;
    let content = html! {
        (back(&shell.to(format!("{list}?activity={}", one.activity.id)), &tame(&words(&one.activity.activity.title, lang))))
        p.kicker { (status_chip(&one.activity.activity, &one.idea.status, lang)) " " (day(Timestamp(one.idea.at), lang))
            @if one.idea.own { " · " (say!(lang, "ideas-yours")) } }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @match &one.idea.body {
            Some(text) => section.asked { blockquote lang=[one.idea.language.as_deref()] { (prose(text)) } },
            None => p.note { (say!(lang, "ideas-wordless-note")) },
        }
        (part(view, &here, shell))
        (outcome(one, shell))
        @if answerable { section aria-labelledby="answer" {
            h2 #answer { (say!(lang, "map-your-answer", given = if one.vote.is_some() { "yes" } else { "no" })) }
            form method="post" action=(here) { (buttons(one.vote, lang)) }
        } }
        @else if let Some(own) = one.vote { p { (say!(lang, "map-you-said", answer = super::answer_name(own))) } }
        @if one.idea.own && one.part != Part::Withdrawn { details.fold {
            summary { (say!(lang, "ideas-withdraw")) }
            p { (say!(lang, "map-withdraw-note")) }
            form method="post" action=(here) { button name="go" value="withdraw" { (say!(lang, "ideas-withdraw-button")) } }
        } }
    };
    shell.portal(&title, &content)
}
