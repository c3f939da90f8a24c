//! `/studio/exchanges/{id}/ideas/{idea}`: what others see of an idea, what became of it, and what it is the same as.

use comity_exchange::time::Timestamp;
use comity_participation::moderation::{Button, Reason, ReasonKind};
use comity_participation::text::{Field, Text};
use comity_store::{Alike, IdeaView, Part, Right};
use maud::{Markup, html};

use crate::web::portal::ideas::idea::{body, comment, outcome, reason_name};
use crate::web::portal::ideas::{status_chip, title_of, words};
use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, day, error_summary, prose};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Idea {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The idea.
    pub view: IdeaView,
    /// What was looked for, to merge it into: field `like`.
    pub looked: Fields,
    /// What was found.
    pub alike: Vec<Alike>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// Reasons for a no.
const REASONS: [ReasonKind; 7] = [
    ReasonKind::OffTopic,
    ReasonKind::Personal,
    ReasonKind::Abuse,
    ReasonKind::Advertising,
    ReasonKind::Copied,
    ReasonKind::Unlawful,
    ReasonKind::Other,
];

/// Reads one of the four buttons; `of` tells the fields of one thing on the page from those of another.
///
/// # Errors
/// A no without words for its author, or no button of ours.
pub fn button(fields: &Fields, go: &str, of: &str, lang: Lang) -> Result<Button, Errors> {
    let mut errors = Errors::default();
    let name = format!("reason{of}");
    let kind = REASONS.into_iter().find(|kind| reason_name(*kind) == fields.get(&format!("kind{of}")));
    let reason = || {
        Text::new(fields.get(&name), Field::Answer)
            .map(|words| Reason { kind: kind.unwrap_or(ReasonKind::Other), words })
    };
    let button = match go {
        "approve" => Some(Ok(Button::Approve)),
        "trust" => Some(Ok(Button::ApproveAndTrust)),
        "decline" => Some(reason().map(|reason| Button::Decline { reason })),
        "block" => Some(reason().map(|reason| Button::DeclineAndBlock { reason })),
        _ => None,
    };
    match button {
        Some(Ok(button)) => return Ok(button),
        Some(Err(_)) => errors.add(name, say!(lang, "ideas-reason-missing")),
        None => errors.add(name, say!(lang, "portal-not-possible")),
    }
    Err(errors)
}

/// The four buttons, with the reason of a no. `prefix` stands before what a button says, and `of` behind the fields.
pub fn moderation(form: Form<'_>, prefix: &str, of: &str, lang: Lang) -> Markup {
    let reasons =
        REASONS.map(|kind| (reason_name(kind).to_owned(), say!(lang, "ideas-reason", kind = reason_name(kind))));
    html! {
        (form.choice(format!("kind{of}"), say!(lang, "ideas-reason-kind"), reasons))
        (form.area(format!("reason{of}"), say!(lang, "ideas-reason-words"), 3).hint(say!(lang, "ideas-reason-hint")).longest(5_000))
        div.actions { @for go in ["approve", "trust", "decline", "block"] {
            button name="go" value=(format!("{prefix}{go}")) { (say!(lang, "ideas-button", go = go)) }
        } }
    }
}

/// The page.
pub fn page(view: &Idea, shell: &Shell) -> Markup {
    let (lang, idea) = (shell.lang, &view.view);
    let title = title_of(idea.idea.title.as_deref(), lang);
    let desk = format!("/studio/exchanges/{}/ideas", view.exchange);
    let here = shell.to(format!("{desk}/{}", idea.idea.id));
    let may = shell.may(Right::Moderate);
    let content = html! {
        (back(&shell.to(format!("{desk}?activity={}", idea.activity.id)), &tame(&words(&idea.activity.activity.title, lang))))
        p.kicker { (status_chip(&idea.activity.activity, &idea.idea.status, lang)) " " (day(Timestamp(idea.idea.at), lang)) }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        p { strong { (say!(lang, "ideas-votes", n = idea.idea.for_it)) } " · " (say!(lang, "ideas-against", n = idea.idea.against)) " · " (say!(lang, "ideas-comments", n = idea.idea.comments)) }
        (body(idea, lang))
        (part(idea, lang))
        (outcome(idea, shell))
        (merged(view, &here, &desk, shell))
        @if may && idea.part == Part::Shown && idea.stands_for_it.is_none() { (answer(view, &here, shell)) (same(view, &here, &desk, shell)) }
        @if may && idea.part != Part::Withdrawn { details.fold open[idea.part != Part::Shown] {
            summary { (say!(lang, "ideas-moderate")) }
            form method="post" action=(here) {
                input type="hidden" name="version" value=(idea.idea.version);
                (moderation(Form { fields: &view.fields, errors: &view.errors, lang }, "", "", lang))
            }
        } }
        (comments(view, &here, shell))
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// Whether others see it, and why not.
pub fn part(idea: &IdeaView, lang: Lang) -> Markup {
    html! { @match &idea.part {
        Part::Shown => {},
        Part::Queued => p.note { (say!(lang, "ideas-desk-part", part = "queued")) },
        Part::Withdrawn => p.note { (say!(lang, "ideas-desk-part", part = "withdrawn")) },
        Part::Declined { reason, contested, upheld } => {
            p.note { (say!(lang, "ideas-desk-part", part = if *upheld { "upheld" } else { "declined" })) " " (say!(lang, "ideas-reason", kind = reason_name(reason.kind))) }
            (prose(reason.words.as_str()))
            @if let Some(words) = contested { h3 { (say!(lang, "ideas-against-no")) } (prose(words)) }
        },
    } }
}

/// The firm's answer: a status, and words where it says what became of the idea.
pub fn answer(view: &Idea, here: &str, shell: &Shell) -> Markup {
    let (lang, idea) = (shell.lang, &view.view);
    let mut fields = view.fields.clone();
    if !fields.has("status") {
        fields.set("status", idea.idea.status.clone());
    }
    let form = Form { fields: &fields, errors: &view.errors, lang };
    let statuses = idea.activity.activity.statuses.iter().map(|status| {
        let said = tame(&words(&status.words, lang));
        let said = if status.outcome.is_some() { say!(lang, "ideas-final", status = said) } else { said };
        (status.name.to_string(), said)
    });
    html! { section aria-labelledby="answer" {
        h2 #answer { (say!(lang, "ideas-answer")) }
        form method="post" action=(here) {
            input type="hidden" name="version" value=(idea.idea.version);
            (form.choice("status", say!(lang, "ideas-status"), statuses))
            (form.area("words", say!(lang, "ideas-answer-words"), 5).hint(say!(lang, "ideas-answer-hint")).longest(5_000))
            button.first name="go" value="status" { (say!(lang, "ideas-answer-button")) }
        }
    } }
}

/// What was merged into it, or what it was merged into, with the way back.
fn merged(view: &Idea, here: &str, desk: &str, shell: &Shell) -> Markup {
    let (lang, idea) = (shell.lang, &view.view);
    let may = shell.may(Right::Moderate);
    html! {
        @if let Some(other) = idea.stands_for_it {
            p.note { (say!(lang, "ideas-merged")) " " a href=(shell.to(format!("{desk}/{other}"))) { (say!(lang, "ideas-merged-to")) } }
            @if may { form.quiet method="post" action=(here) { button name="go" value=(format!("unmerge:{}", idea.idea.id)) { (say!(lang, "ideas-unmerge")) } } }
        }
        @if !idea.merged.is_empty() {
            h2 { (say!(lang, "ideas-merged-here", n = idea.merged.len())) }
            ul.list { @for (id, title) in &idea.merged { li { div.row.ends {
                a.name href=(shell.to(format!("{desk}/{id}"))) { (title_of(title.as_deref(), lang)) }
                @if may { form.quiet method="post" action=(here) { button name="go" value=(format!("unmerge:{id}")) { (say!(lang, "ideas-unmerge")) } } }
            } } } }
        }
    }
}

/// Looking for the idea that this one is the same as.
fn same(view: &Idea, here: &str, desk: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let none = Errors::default();
    let form = Form { fields: &view.looked, errors: &none, lang };
    let found: Vec<&Alike> = view.alike.iter().filter(|one| one.id != view.view.idea.id).collect();
    html! { details.fold open[view.looked.has("like")] {
        summary { (say!(lang, "ideas-same")) }
        p { (say!(lang, "ideas-same-note")) }
        form method="get" action=(here) {
            (form.typed("search", "like", say!(lang, "ideas-same-like")))
            button { (say!(lang, "ideas-same-look")) }
        }
        @if view.looked.has("like") && found.is_empty() { p.note { (say!(lang, "ideas-same-none")) } }
        @if !found.is_empty() { ul.list { @for one in found { li { div.row.ends {
            span { a.name href=(shell.to(format!("{desk}/{}", one.id))) { (title_of(Some(&one.title), lang)) } " " span.soft { (say!(lang, "ideas-votes", n = one.for_it)) } }
            form.quiet method="post" action=(here) { button name="go" value=(format!("merge:{}", one.id)) { (say!(lang, "ideas-merge")) } }
        } } } } }
    } }
}

fn comments(view: &Idea, here: &str, shell: &Shell) -> Markup {
    let (lang, idea) = (shell.lang, &view.view);
    let may = shell.may(Right::Moderate);
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    html! { section aria-labelledby="comments" {
        h2 #comments { (say!(lang, "ideas-comments", n = idea.idea.comments)) }
        @if !idea.comments.is_empty() { ul.list { @for one in &idea.comments { li {
            (comment(one, shell))
            @if may && one.text.is_some() && one.part != Part::Withdrawn { details.fold open[one.part == Part::Queued] {
                summary { (say!(lang, "ideas-moderate-comment")) }
                form method="post" action=(here) {
                    input type="hidden" name="version" value=(one.version);
                    input type="hidden" name="comment" value=(one.id);
                    (moderation(form, "comment-", &format!(".{}", one.id), lang))
                }
            } }
        } } } }
        @if may && idea.part == Part::Shown && idea.activity.open { form method="post" action=(here) {
            (form.area("text", say!(lang, "ideas-comment-firm"), 3).longest(5_000))
            button name="go" value="comment" { (say!(lang, "ideas-comment-button")) }
        } }
    } }
}

#[cfg(test)]
impl Idea {
    /// An idea that others see, and one that is like it.
    pub fn sample() -> Self {
        use crate::web::portal::ideas::sample;
        let mut looked = Fields::default();
        looked.push("like", "roaming");
        let other = "0192f3a1c2d47f00a1b2c3d4e5f60722".parse().unwrap();
        let (fields, errors) = (Fields::default(), Errors::default());
        let alike = vec![Alike { id: other, title: "No fees when travelling".into(), for_it: 17 }];
        Self { exchange: sample::EXCHANGE.into(), view: sample::view(), looked, alike, fields, errors }
    }

    /// One that was declined and contested.
    pub fn sample_declined() -> Self {
        let view = crate::web::portal::ideas::sample::declined(Some("It is about travelling."), false);
        Self { view, looked: Fields::default(), alike: Vec::new(), ..Self::sample() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_needs_words_for_its_author() {
        let mut fields = Fields::default();
        assert_eq!(button(&fields, "approve", "", Lang::En), Ok(Button::Approve));
        assert!(button(&fields, "decline", "", Lang::En).unwrap_err().get("reason").is_some());
        assert!(button(&fields, "other", ".7", Lang::En).unwrap_err().get("reason.7").is_some());
        fields.push("kind.7", "copied");
        fields.push("reason.7", "Another wrote it");
        let Ok(Button::DeclineAndBlock { reason }) = button(&fields, "block", ".7", Lang::En) else { panic!("a no") };
        assert_eq!((reason.kind, reason.words.as_str()), (ReasonKind::Copied, "Another wrote it"));
    }
}
