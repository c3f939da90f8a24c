//! `/exchanges/{id}/ideas/{idea}`: one idea, votes, comments, and what became of it.

use comity_exchange::time::Timestamp;
use comity_participation::moderation::ReasonKind;
use comity_participation::response::Ballot;
use comity_store::{By, CommentView, IdeaView, Part};
use maud::{Markup, html};

use super::{status_chip, title_of, words};
use crate::web::ui::{Errors, Fields, Form, Shell, back, chip, day, error_summary, prose};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Idea {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The idea.
    pub view: IdeaView,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// The name of a reason among the words.
pub fn reason_name(kind: ReasonKind) -> &'static str {
    match kind {
        ReasonKind::OffTopic => "off-topic",
        ReasonKind::Personal => "personal",
        ReasonKind::Abuse => "abuse",
        ReasonKind::Advertising => "advertising",
        ReasonKind::Copied => "copied",
        ReasonKind::Unlawful => "unlawful",
        ReasonKind::Other => "other",
    }
}

/// What an idea says; that its words are gone where they are.
pub fn body(view: &IdeaView, lang: Lang) -> Markup {
    html! {
        @match (&view.idea.title, &view.idea.body) {
            (_, Some(body)) => div.prose lang=[view.idea.language.as_deref()] { (prose(body)) },
            (None, None) => p.note { (say!(lang, "ideas-wordless-note")) },
            (Some(_), None) => {},
        }
    }
}

/// What became of an idea, in the firm's words.
pub fn outcome(view: &IdeaView, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @if let Some(outcome) = &view.outcome { section.answer aria-labelledby="became" {
        h2 #became { (say!(lang, "ideas-became")) }
        p { (chip("firm", &tame(shell.name()))) " " span.soft { (day(outcome.at, lang)) } }
        (prose(outcome.words.as_str()))
    } } }
}

/// The page.
pub fn page(view: &Idea, shell: &Shell) -> Markup {
    let (lang, idea) = (shell.lang, &view.view);
    let title = title_of(idea.idea.title.as_deref(), lang);
    let list = format!("/exchanges/{}/ideas", view.exchange);
    let here = shell.to(format!("{list}/{}", idea.idea.id));
    let stands = idea.part == Part::Shown;
    let content = html! {
        (back(&shell.to(format!("{list}?activity={}", idea.activity.id)), &tame(&words(&idea.activity.activity.title, lang))))
        p.kicker { (status_chip(&idea.activity.activity, &idea.idea.status, lang)) " " (day(Timestamp(idea.idea.at), lang))
            @if idea.idea.own { " · " (say!(lang, "ideas-yours")) } }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        (body(idea, lang))
        (part(view, &here, shell))
        @if let Some(other) = idea.stands_for_it { p.note {
            (say!(lang, "ideas-merged")) " " a href=(shell.to(format!("{list}/{other}"))) { (say!(lang, "ideas-merged-to")) }
        } }
        (outcome(idea, shell))
        @if stands { (votes(idea, &here, lang)) (follow(idea, &here, lang)) (comments(view, &here, shell)) }
        @if idea.idea.own && idea.part != Part::Withdrawn { details.fold {
            summary { (say!(lang, "ideas-withdraw")) }
            p { (say!(lang, "ideas-withdraw-note")) }
            form method="post" action=(here) { button name="go" value="withdraw" { (say!(lang, "ideas-withdraw-button")) } }
        } }
    };
    shell.portal(&title, &content)
}

/// Whether others see it, for its author.
pub fn part(view: &Idea, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    html! { @match &view.view.part {
        Part::Shown => {},
        Part::Queued => p.note { (say!(lang, "ideas-part", part = "queued")) },
        Part::Withdrawn => p.note { (say!(lang, "ideas-part", part = "withdrawn")) },
        Part::Declined { reason, contested, upheld } => section.answer aria-labelledby="declined" {
            h2 #declined { (say!(lang, "ideas-declined")) }
            p { (say!(lang, "ideas-reason", kind = reason_name(reason.kind))) }
            (prose(reason.words.as_str()))
            @match (contested, upheld) {
                (Some(_), true) => p.note { (say!(lang, "ideas-upheld")) },
                (Some(words), false) => { p.note { (say!(lang, "ideas-contested")) } (prose(words)) },
                (None, _) => form method="post" action=(here) {
                    (form.area("words", say!(lang, "ideas-contest"), 4).hint(say!(lang, "ideas-contest-hint")).longest(5_000).required())
                    button name="go" value="contest" { (say!(lang, "ideas-contest-button")) }
                },
            }
        },
    } }
}

/// The votes, and a button for each thing that a vote can say; pressed again it is taken back.
fn votes(idea: &IdeaView, here: &str, lang: Lang) -> Markup {
    let own = idea.vote;
    let takes = idea.activity.activity.setting.rules().takes(comity_participation::contribution::Kind::Idea).ballots;
    let ended = idea.outcome.as_ref().is_some_and(|outcome| outcome.kind.ends_votes());
    let button = |ballot: Ballot, go: &str| {
        let pressed = own == Some(ballot);
        html! { button.first[pressed] name="go" value=(if pressed { "unvote" } else { go }) aria-pressed=(pressed.to_string()) {
            (say!(lang, "ideas-vote", ballot = go))
        } }
    };
    html! { section aria-labelledby="votes" {
        h2 #votes { (say!(lang, "ideas-votes", n = idea.idea.for_it)) }
        @if takes.contains(&Ballot::Against) { p.soft { (say!(lang, "ideas-against", n = idea.idea.against)) } }
        @if ended || !idea.activity.open { p.note { (say!(lang, "ideas-votes-ended")) } }
        @else { form.actions method="post" action=(here) {
            (button(Ballot::For, "for"))
            @if takes.contains(&Ballot::Against) { (button(Ballot::Against, "against")) }
        } }
        @if own.is_some() { p.soft { (say!(lang, "ideas-voted")) } }
    } }
}

fn follow(idea: &IdeaView, here: &str, lang: Lang) -> Markup {
    let on = idea.follows.unwrap_or(idea.idea.own);
    html! { form.quiet method="post" action=(here) {
        button name="go" value=(if on { "unfollow" } else { "follow" }) { (say!(lang, "ideas-follow", on = if on { "yes" } else { "no" })) }
    } }
}

/// One comment, for both sides.
pub fn comment(one: &CommentView, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let (by, tone) = match one.by {
        By::You => ("you", "person"),
        By::Customer => ("customer", "person"),
        By::Firm => ("firm", "firm"),
        By::Gone => ("gone", "still"),
    };
    html! {
        p { (chip(tone, &say!(lang, "ideas-by", by = by, firm = tame(shell.name())))) " " span.soft { (day(Timestamp(one.at), lang)) } }
        @match &one.text {
            Some(text) => (prose(text)),
            None => p.note { (say!(lang, "ideas-comment-gone")) },
        }
        @match &one.part {
            Part::Queued => p.note { (say!(lang, "ideas-part", part = "queued")) },
            Part::Declined { reason, .. } => p.note { (say!(lang, "ideas-part", part = "declined")) " " (reason.words.as_str()) },
            Part::Shown | Part::Withdrawn => {},
        }
    }
}

fn comments(view: &Idea, here: &str, shell: &Shell) -> Markup {
    let (lang, idea) = (shell.lang, &view.view);
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    html! { section aria-labelledby="comments" {
        h2 #comments { (say!(lang, "ideas-comments", n = idea.idea.comments)) }
        @if !idea.comments.is_empty() { ul.list { @for one in &idea.comments { li { (comment(one, shell)) } } } }
        @if idea.activity.open { form method="post" action=(here) {
            (form.area("text", say!(lang, "ideas-comment"), 4).longest(5_000).required())
            button name="go" value="comment" { (say!(lang, "ideas-comment-button")) }
        } }
    } }
}
