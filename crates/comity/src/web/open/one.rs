//! `/open/{activity}/{contribution}`: one contribution, votes for anybody, and what became of it.

use comity_participation::activity::Part as Doing;
use comity_participation::contribution::Kind;
use comity_participation::response::Ballot;
use comity_store::{ContributionView, Part};
use maud::{Markup, html};

use super::{Taker, note, proof};
use crate::web::portal::part::one::{body, comment, outcome, reason_name};
use crate::web::portal::part::{standing, title_of};
use crate::web::ui::{Errors, Shell, back, error_summary, prose};
use crate::web::way::{Way, words};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct One {
    /// The way to take part.
    pub way: &'static dyn Way,
    /// The contribution.
    pub view: ContributionView,
    /// Who takes part.
    pub taker: Taker,
    /// The token of its forms.
    pub proof: String,
    /// What is wrong with what was pressed.
    pub errors: Errors,
}

/// The page.
pub fn page(view: &One, shell: &Shell) -> Markup {
    let (lang, one, way) = (shell.lang, &view.view, view.way.code());
    let title = title_of(one.line.title.as_deref(), lang);
    let list = format!("/open/{}", one.activity.id);
    let here = format!("{list}/{}", one.line.id);
    let content = html! {
        (back(&shell.to(&list), &tame(&words(&one.activity.activity.title, lang))))
        p.kicker { (standing(&one.activity, &one.line, lang)) @if one.line.own { " · " (say!(lang, "part-yours")) } }
        h1 dir="auto" lang=[one.line.language.as_deref()] { (title) }
        (error_summary(&view.errors, lang))
        (body(one, lang))
        (part(&one.part, lang))
        @if let Some(other) = one.stands_for_it { p.note {
            (say!(lang, "way-merged", way = way)) " " a href=(shell.to(format!("{list}/{other}"))) { (say!(lang, "way-merged-to", way = way)) }
        } }
        (outcome(one, shell))
        @if one.part == Part::Shown {
            (votes(view, &shell.to(&here), lang))
            (note(view.taker, &here, shell))
            @if !one.comments.is_empty() { section aria-labelledby="comments" {
                h2 #comments { (say!(lang, "way-comments", way = way, n = one.line.comments)) }
                ul.list { @for said in &one.comments { li { (comment(said, one.accepted == Some(said.id), shell)) } } }
                p.note { (say!(lang, "guest-comments")) }
            } }
        }
        @if one.line.own && one.part != Part::Withdrawn { details.fold {
            summary { (say!(lang, "part-withdraw")) }
            p { (say!(lang, "part-withdraw-note")) }
            form method="post" action=(shell.to(&here)) {
                (proof(&view.proof))
                button name="go" value="withdraw" { (say!(lang, "part-withdraw-button")) }
            }
        } }
    };
    shell.portal(&title, &content)
}

/// Whether others see it, for whoever brought it.
pub fn part(part: &Part, lang: Lang) -> Markup {
    html! { @match part {
        Part::Shown => {},
        Part::Queued => p.note { (say!(lang, "part-part", part = "queued")) },
        Part::Withdrawn => p.note { (say!(lang, "part-part", part = "withdrawn")) },
        Part::Declined { reason, .. } => section.answer aria-labelledby="declined" {
            h2 #declined { (say!(lang, "part-declined")) }
            p { (say!(lang, "part-reason", kind = reason_name(reason.kind))) }
            (prose(reason.words.as_str()))
        },
    } }
}

/// The votes, how many of them came without an account, and a button for each thing that a vote can say.
fn votes(view: &One, here: &str, lang: Lang) -> Markup {
    let (one, way) = (&view.view, view.way.code());
    let takes = one.activity.activity.setting.rules().takes(one.line.kind).ballots;
    let ended = one.outcome.as_ref().is_some_and(|outcome| outcome.kind.ends_votes());
    let button = |ballot: Ballot, go: &str| {
        let pressed = one.vote == Some(ballot);
        html! { button.first[pressed] name="go" value=(if pressed { "unvote" } else { go }) aria-pressed=(pressed.to_string()) {
            (say!(lang, "way-vote", way = way, ballot = go))
        } }
    };
    html! { section aria-labelledby="votes" {
        h2 #votes { (say!(lang, "way-votes", way = way, n = one.line.for_it)) }
        (without_account(one, lang))
        @if takes.contains(&Ballot::Against) { p.soft { (say!(lang, "part-against", n = one.line.against)) } }
        @if ended || !one.activity.takes(Doing::Vote) { p.note { (say!(lang, "part-votes-ended")) } }
        @else if !(one.line.own && one.line.kind == Kind::Question) {
            form.actions method="post" action=(here) {
                (proof(&view.proof))
                (button(Ballot::For, "for"))
                @if takes.contains(&Ballot::Against) { (button(Ballot::Against, "against")) }
            }
            @if one.vote.is_some() { p.soft { (say!(lang, "part-voted")) } }
        }
    } }
}

/// How many of the votes for something came without an account, for every side.
pub fn without_account(one: &ContributionView, lang: Lang) -> Markup {
    html! { @if one.without_account > 0 { p.soft { (say!(lang, "guest-of-which", n = one.without_account)) } } }
}
