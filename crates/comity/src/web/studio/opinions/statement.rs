//! `/studio/exchanges/{id}/opinions/{statement}`: whether others see a statement, and what becomes of it.

use comity_measure::opinion::Tally;
use comity_store::{Part, Right};
use maud::{Markup, html};

use crate::web::portal::opinions::statement::Statement;
use crate::web::portal::part::one::outcome;
use crate::web::portal::part::standing;
use crate::web::studio::guests::removal;
use crate::web::studio::part::one::{answer, moderation, part};
use crate::web::ui::{Form, Section, Shell, back, error_summary, prose};
use crate::web::way::words;
use crate::words::{say, shares, tame};

/// The page; with what people answered, where that is known.
pub fn page(view: &Statement, answers: Option<Tally>, shell: &Shell) -> Markup {
    let (lang, one) = (shell.lang, &view.view);
    let title = say!(lang, "map-statement");
    let desk = format!("/studio/exchanges/{}/opinions", view.exchange);
    let here = shell.to(format!("{desk}/{}", one.line.id));
    let may = shell.may(Right::Moderate);
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let content = html! {
        (back(&shell.to(format!("{desk}?activity={}", one.activity.id)), &tame(&words(&one.activity.activity.title, lang))))
        p.kicker { (standing(&one.activity, &one.line, lang)) }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @match &one.line.body {
            Some(text) => section.asked { blockquote lang=[one.line.language.as_deref()] { (prose(text)) } },
            None => p.note { (say!(lang, "part-wordless-note")) },
        }
        @if let Some(votes) = answers { p { strong { (say!(lang, "map-answers", n = votes.votes())) } @if votes.votes() > 0 { ": " (shares(votes, lang)) } } }
        (part(one, lang))
        (outcome(one, shell))
        @if may && one.part == Part::Shown { (answer(one, form, &here, shell)) }
        @if may && one.part != Part::Withdrawn { details.fold open[one.part != Part::Shown] {
            summary { (say!(lang, "part-moderate")) }
            p { (say!(lang, "map-moderate-note")) }
            form method="post" action=(here) {
                input type="hidden" name="version" value=(one.line.version);
                (moderation(form, "", "", lang))
            }
        } }
        (removal(one, &here, shell))
    };
    shell.studio(Section::Exchanges, &title, &content)
}
