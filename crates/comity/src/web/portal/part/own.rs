//! `/me/contributions`: what a person brought, what became of it, and what is new.

use comity_exchange::time::Timestamp;
use comity_participation::contribution::Kind;
use comity_participation::status::OutcomeKind;
use comity_store::{Happened, News, OwnContribution, OwnPart, Part};
use maud::{Markup, html};

use super::title_of;
use crate::web::portal::pulse::{self, Pulse};
use crate::web::ui::{Reader, Shell, act, back, chip, day, empty, prose};
use crate::web::way::{address, words};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// What happened, the newest first.
    pub news: Vec<News>,
    /// What they brought.
    pub part: OwnPart,
    /// Where they choose what they are told of by mail.
    pub letters: String,
    /// What they are asked about how it was.
    pub pulse: Option<Pulse>,
}

/// What an outcome is called.
pub fn outcome_name(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Adopted => "adopted",
        OutcomeKind::Planned => "planned",
        OutcomeKind::UnderWay => "under-way",
        OutcomeKind::Done => "done",
        OutcomeKind::NotNow => "not-now",
        OutcomeKind::Answered => "answered",
        OutcomeKind::Matched => "matched",
        OutcomeKind::Awarded => "awarded",
    }
}

/// The page.
pub fn page(view: &Own, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "part-mine");
    let unseen = view.news.iter().any(|news| !news.seen);
    let content = html! {
        (back(&shell.to("/me"), &say!(lang, "part-home")))
        h1 { (title) }
        @if let Some(pulse) = &view.pulse { (pulse::card(pulse, shell)) }
        @if view.part.contributions.is_empty() && view.news.is_empty() {
            (empty(&say!(lang, "part-mine-empty"), &say!(lang, "part-mine-empty-note"), None))
        }
        @if !view.news.is_empty() {
            h2 { (say!(lang, "part-news")) }
            ul.list { @for news in &view.news { li { (told(news, shell)) } } }
            @if unseen { (act(&shell.to("/me/contributions"), &say!(lang, "part-seen"), "", &[("go", "seen")])) }
        }
        @if !view.part.contributions.is_empty() {
            h2 { (say!(lang, "part-brought")) }
            ul.list { @for own in &view.part.contributions { li { (brought(own, shell)) } } }
        }
        p { a href=(shell.to("/me/recognition")) { (say!(lang, "recognition-mine")) } }
        p { a href=(shell.to(&view.letters)) { (say!(lang, "letters-link")) }
            // How it was for a ward is theirs to tell.
            @if matches!(shell.reader, Reader::Person { ward: None, .. }) { " · " a href=(shell.to("/me/pulses")) { (say!(lang, "pulse-all")) } }
        }
    };
    shell.portal(&title, &content)
}

/// What happened, in a sentence.
pub fn happened(news: &News, lang: Lang) -> String {
    let what = match &news.happened {
        Happened::Queued => "queued",
        Happened::Approved => "approved",
        Happened::Declined => "declined",
        // A status whose name is gone since has no words any more.
        Happened::Moved { .. } if news.status.is_none() => "moved-since",
        Happened::Outcome { .. } if news.status.is_none() => "outcome-since",
        Happened::Moved { .. } => "moved",
        Happened::Outcome { .. } => "outcome",
        Happened::Published => "published",
        Happened::Merged => "merged",
        Happened::Unmerged => "unmerged",
        Happened::Commented => "commented",
        Happened::Accepted => "accepted",
        Happened::Thanked => "thanked",
        Happened::Promised => "promised",
        Happened::Unpromised => "unpromised",
        Happened::CreditAsked => "credit-asked",
        Happened::Asked => "asked",
        Happened::Matched => "matched",
        Happened::Parted => "parted",
        Happened::ActivityOutcome { .. } => "activity",
    };
    let status = news.status.as_ref().map(|texts| tame(&words(texts, lang))).unwrap_or_default();
    say!(lang, "part-told", what = what, status = status)
}

fn told(news: &News, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        p { @if !news.seen { (chip("live", &say!(lang, "part-new"))) " " }
            (named(&news.exchange.to_string(), &news.activity_kind, &news.about.to_string(), news.title.as_deref(), shell)) }
        p { (happened(news, lang)) " " span.soft { (day(Timestamp(news.at), lang)) } }
        @if matches!(news.happened, Happened::Promised | Happened::Unpromised | Happened::CreditAsked) {
            p { a href=(shell.to("/me/recognition")) { (say!(lang, "recognition-mine")) } }
        }
        @if news.happened == Happened::Published {
            p { a href=(shell.to(format!("/exchanges/{}/changelog", news.exchange))) { (say!(lang, "roadmap-title", page = "changelog")) } }
        }
    }
}

/// Its title, or what it says, as a link where its activity has pages.
fn named(exchange: &str, rules: &str, id: &str, title: Option<&str>, shell: &Shell) -> Markup {
    let title = title_of(title, shell.lang);
    html! { @match address(exchange, rules, id) {
        Some(to) => a.name href=(shell.to(to)) { (title) },
        None => span.name { (title) },
    } }
}

fn state(own: &OwnContribution, lang: Lang) -> Markup {
    let part = match own.part {
        Part::Queued => "queued",
        Part::Declined { .. } => "declined",
        Part::Withdrawn => "withdrawn",
        Part::Shown => "shown",
    };
    html! { @match (&own.became, part) {
        (Some(became), _) => (chip("both", &say!(lang, "part-outcome", kind = outcome_name(became.kind)))),
        (None, part) => (chip("still", &say!(lang, "part-state", part = part))),
    } }
}

fn brought(own: &OwnContribution, shell: &Shell) -> Markup {
    let (lang, line) = (shell.lang, &own.line);
    // What people answer to a statement stands on its map.
    let voted = own.activity_kind == "ideas" || line.for_it > 0 && line.kind != Kind::Statement;
    html! {
        p { (named(&own.exchange.to_string(), &own.activity_kind, &line.id.to_string(), line.called(), shell)) }
        p { (state(own, lang)) " " span.soft { @if voted { (say!(lang, "part-votes", n = line.for_it)) " · " } (day(Timestamp(line.at), lang)) } }
        @if let Some(became) = &own.became { (prose(&became.words)) }
        @if own.stands_for_it.is_some() { p.soft { (say!(lang, "part-merged")) } }
    }
}
