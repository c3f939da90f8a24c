//! `/studio/exchanges/{id}/opinions/{statement}`: whether others see a statement, and what becomes of it.

use comity_exchange::time::Timestamp;
use comity_measure::opinion::Tally;
use comity_store::{Part, Right};
use maud::{Markup, html};

use crate::web::portal::ideas::idea::outcome;
use crate::web::portal::ideas::{status_chip, words};
use crate::web::studio::ideas::idea::{Idea, answer, moderation, part};
use crate::web::ui::{Form, Section, Shell, back, day, error_summary, prose};
use crate::words::{say, shares, tame};

/// The page; with what people answered, where that is known.
pub fn page(view: &Idea, answers: Option<Tally>, shell: &Shell) -> Markup {
    let (lang, one) = (shell.lang, &view.view);
    let title = say!(lang, "map-statement");
    let desk = format!("/studio/exchanges/{}/opinions", view.exchange);
    let here = shell.to(format!("{desk}/{}", one.idea.id));
    let may = shell.may(Right::Moderate);
    let content = html! {
        (back(&shell.to(format!("{desk}?activity={}", one.activity.id)), &tame(&words(&one.activity.activity.title, lang))))
        p.kicker { (status_chip(&one.activity.activity, &one.idea.status, lang)) " " (day(Timestamp(one.idea.at), lang)) }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @match &one.idea.body {
            Some(text) => section.asked { blockquote lang=[one.idea.language.as_deref()] { (prose(text)) } },
            None => p.note { (say!(lang, "ideas-wordless-note")) },
        }
        @if let Some(votes) = answers { p { strong { (say!(lang, "map-answers", n = votes.votes())) } @if votes.votes() > 0 { ": " (shares(votes, lang)) } } }
        (part(one, lang))
        (outcome(one, shell))
        @if may && one.part == Part::Shown { (answer(view, &here, shell)) }
        @if may && one.part != Part::Withdrawn { details.fold open[one.part != Part::Shown] {
            summary { (say!(lang, "ideas-moderate")) }
            p { (say!(lang, "map-moderate-note")) }
            form method="post" action=(here) {
                input type="hidden" name="version" value=(one.idea.version);
                (moderation(Form { fields: &view.fields, errors: &view.errors, lang }, "", "", lang))
            }
        } }
    };
    shell.studio(Section::Exchanges, &title, &content)
}
