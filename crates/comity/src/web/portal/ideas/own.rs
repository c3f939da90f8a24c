//! `/me/contributions`: what a person brought, what became of it, and what is new.

use comity_exchange::time::Timestamp;
use comity_participation::contribution::Kind;
use comity_participation::status::OutcomeKind;
use comity_store::{Happened, News, OwnIdea, OwnPart, Part};
use maud::{Markup, html};

use super::{title_of, words};
use crate::web::ui::{Shell, act, back, chip, day, empty, plain, prose};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// What happened, the newest first.
    pub news: Vec<News>,
    /// What they brought.
    pub part: OwnPart,
}

/// What an outcome is called.
pub fn outcome_name(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Adopted => "adopted",
        OutcomeKind::Planned => "planned",
        OutcomeKind::Done => "done",
        OutcomeKind::NotNow => "not-now",
        OutcomeKind::Answered => "answered",
        OutcomeKind::Matched => "matched",
        OutcomeKind::Awarded => "awarded",
    }
}

/// Where a contribution is read, in its exchange.
fn place(kind: Kind) -> &'static str {
    match kind {
        Kind::Statement => "opinions",
        Kind::Idea | Kind::Entry | Kind::Question | Kind::Offer | Kind::Need => "ideas",
    }
}

/// The page.
pub fn page(view: &Own, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "ideas-mine");
    let unseen = view.news.iter().any(|news| !news.seen);
    let content = html! {
        (back(&shell.to("/me"), &say!(lang, "ideas-home")))
        h1 { (title) }
        @if view.part.ideas.is_empty() && view.news.is_empty() {
            (empty(&say!(lang, "ideas-mine-empty"), &say!(lang, "ideas-mine-empty-note"), None))
        }
        @if !view.news.is_empty() {
            h2 { (say!(lang, "ideas-news")) }
            ul.list { @for news in &view.news { li { (told(news, shell)) } } }
            @if unseen { (act(&shell.to("/me/contributions"), &say!(lang, "ideas-seen"), "", &[("go", "seen")])) }
        }
        @if !view.part.ideas.is_empty() {
            h2 { (say!(lang, "ideas-brought")) }
            ul.list { @for own in &view.part.ideas { li { (idea(own, shell)) } } }
        }
    };
    shell.portal(&title, &content)
}

fn told(news: &News, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let to = shell.to(format!("/exchanges/{}/{}/{}", news.exchange, place(news.kind), news.about));
    let what = match &news.happened {
        Happened::Queued => "queued",
        Happened::Approved => "approved",
        Happened::Declined => "declined",
        Happened::Moved { .. } => "moved",
        Happened::Outcome { .. } => "outcome",
        Happened::Merged => "merged",
        Happened::Unmerged => "unmerged",
        Happened::Commented => "commented",
    };
    let status = news.status.as_ref().map(|texts| tame(&words(texts, lang))).unwrap_or_default();
    html! {
        p { @if !news.seen { (chip("live", &say!(lang, "ideas-new"))) " " }
            a.name href=(to) { (title_of(news.title.as_deref(), lang)) } }
        p { (say!(lang, "ideas-told", what = what, status = status)) " " span.soft { (day(Timestamp(news.at), lang)) } }
    }
}

fn state(own: &OwnIdea, lang: Lang) -> Markup {
    let part = match own.part {
        Part::Queued => "queued",
        Part::Declined { .. } => "declined",
        Part::Withdrawn => "withdrawn",
        Part::Shown => "shown",
    };
    html! { @match (&own.became, part) {
        (Some(became), _) => (chip("both", &say!(lang, "ideas-outcome", kind = outcome_name(became.kind)))),
        (None, part) => (chip("still", &say!(lang, "ideas-state", part = part))),
    } }
}

fn idea(own: &OwnIdea, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        p.name { a href=(shell.to(format!("/exchanges/{}/{}/{}", own.exchange, place(own.idea.kind), own.idea.id))) {
            @match (&own.idea.title, &own.idea.body) { (None, Some(text)) => (plain(text)), (title, _) => (title_of(title.as_deref(), lang)) }
        } }
        p { (state(own, lang)) " " span.soft {
            @if own.idea.kind == Kind::Idea { (say!(lang, "ideas-votes", n = own.idea.for_it)) " · " }
            (day(Timestamp(own.idea.at), lang)) } }
        @if let Some(became) = &own.became { (prose(&became.words)) }
        @if own.stands_for_it.is_some() { p.soft { (say!(lang, "ideas-merged")) } }
    }
}
