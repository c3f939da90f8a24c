//! `/studio/exchanges/{id}/{way}/{contribution}`: what others see of it, what became of it, and what it is the same as.

use comity_participation::activity::Part as Doing;
use comity_participation::moderation::{Button, Reason, ReasonKind};
use comity_participation::response::Ballot;
use comity_participation::text::{Field, Text};
use comity_store::{Alike, ContributionView, MemberId, Part, Right};
use maud::{Markup, html};

use crate::web::open::one::without_account;
use crate::web::portal::part::one::{acceptable, body, comment, outcome, reason_name};
use crate::web::portal::part::{set_aside, standing, title_of};
use crate::web::studio::guests::removal;
use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, error_summary, prose};
use crate::web::way::{Way, challenge, words};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct One {
    /// The way to take part.
    pub way: &'static dyn Way,
    /// The member who reads, where it is one.
    pub me: Option<MemberId>,
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The contribution.
    pub view: ContributionView,
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
        Some(Err(_)) => errors.add(name, say!(lang, "part-reason-missing")),
        None => errors.add(name, say!(lang, "portal-not-possible")),
    }
    Err(errors)
}

/// The four buttons, with the reason of a no. `prefix` stands before what a button says, and `of` behind the fields.
pub fn moderation(form: Form<'_>, prefix: &str, of: &str, lang: Lang) -> Markup {
    let reasons =
        REASONS.map(|kind| (reason_name(kind).to_owned(), say!(lang, "part-reason", kind = reason_name(kind))));
    html! {
        (form.choice(format!("kind{of}"), say!(lang, "part-reason-kind"), reasons))
        (form.area(format!("reason{of}"), say!(lang, "part-reason-words"), 3).hint(say!(lang, "part-reason-hint")).longest(5_000))
        div.actions { @for go in ["approve", "trust", "decline", "block"] {
            button name="go" value=(format!("{prefix}{go}")) { (say!(lang, "part-button", go = go)) }
        } }
    }
}

/// The page.
pub fn page(view: &One, shell: &Shell) -> Markup {
    let (lang, one) = (shell.lang, &view.view);
    let title = title_of(one.line.title.as_deref(), lang);
    let desk = format!("/studio/exchanges/{}/{}", view.exchange, view.way.code());
    let here = shell.to(format!("{desk}/{}", one.line.id));
    let may = shell.may(Right::Moderate);
    let (way, takes) = (view.way.code(), one.activity.activity.setting.rules().takes(one.line.kind));
    let votes = takes.ballots;
    let stands = one.part == Part::Shown && one.stands_for_it.is_none();
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let content = html! {
        (back(&shell.to(format!("{desk}?activity={}", one.activity.id)), &tame(&words(&one.activity.activity.title, lang))))
        p.kicker { (standing(&one.activity, &one.line, lang)) @if one.line.elsewhere { " · " (say!(lang, "part-elsewhere")) } }
        h1 dir="auto" lang=[one.line.language.as_deref()] { (title) }
        (error_summary(&view.errors, lang))
        (view.way.facts(&one.activity.activity, &one.line, lang))
        p { @if votes.contains(&Ballot::For) { strong { (say!(lang, "way-votes", way = way, n = one.line.for_it)) } (set_aside(&one.line, lang)) " · " }
            @if votes.contains(&Ballot::Against) { (say!(lang, "part-against", n = one.line.against)) " · " }
            @if let Some(n) = one.line.votes_before { (say!(lang, "part-votes-before", n = n)) " · " }
            (say!(lang, "way-comments", way = way, n = one.line.comments))
            @if one.thanks > 0 { " · " (say!(lang, "part-thanks", n = one.thanks)) } }
        (without_account(one, lang))
        (body(one, lang))
        (part(one, lang))
        (outcome(one, shell))
        @if may && stands { p { a href=(shell.to(format!("/studio/exchanges/{}/credit/{}", view.exchange, one.line.id))) { (say!(lang, "credit-to")) } } }
        (merged(view, &here, &desk, shell))
        (view.way.desk(view, &here, shell))
        @if may && stands { (answer(one, form, &here, shell)) @if takes.parts.contains(&Doing::Merge) { (same(view, &here, &desk, shell)) } }
        @if may && one.part != Part::Withdrawn { details.fold open[one.part != Part::Shown] {
            summary { (say!(lang, "part-moderate")) }
            form method="post" action=(here) {
                input type="hidden" name="version" value=(one.line.version);
                (moderation(form, "", "", lang))
            }
        } }
        (removal(one, &here, shell))
        (comments(view, &here, shell))
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// Whether others see it, and why not.
pub fn part(one: &ContributionView, lang: Lang) -> Markup {
    html! { @match &one.part {
        Part::Shown => {},
        Part::Queued => p.note { (say!(lang, "part-desk-part", part = "queued")) },
        Part::Withdrawn => p.note { (say!(lang, "part-desk-part", part = "withdrawn")) },
        Part::Declined { reason, contested, upheld } => {
            p.note { (say!(lang, "part-desk-part", part = if *upheld { "upheld" } else { "declined" })) " " (say!(lang, "part-reason", kind = reason_name(reason.kind))) }
            (prose(reason.words.as_str()))
            @if let Some(words) = contested { h3 { (say!(lang, "part-against-no")) } (prose(words)) }
        },
    } }
}

/// The firm's answer: a status, and words where it says what became of the one.
pub fn answer(one: &ContributionView, form: Form<'_>, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let mut fields = form.fields.clone();
    if !fields.has("status") {
        fields.set("status", one.line.status.clone());
    }
    let form = Form { fields: &fields, ..form };
    let statuses = one.activity.activity.statuses.iter().map(|status| {
        let said = tame(&words(&status.words, lang));
        let said = if status.outcome.is_some() { say!(lang, "part-final", status = said) } else { said };
        (status.name.to_string(), said)
    });
    html! { section aria-labelledby="answer" {
        h2 #answer { (say!(lang, "part-answer")) }
        form method="post" action=(here) {
            input type="hidden" name="version" value=(one.line.version);
            (form.choice("status", say!(lang, "part-status"), statuses))
            (form.area("words", say!(lang, "part-answer-words"), 5).hint(say!(lang, "part-answer-hint")).longest(5_000))
            button.first name="go" value="status" { (say!(lang, "part-answer-button")) }
        }
    } }
}

/// What was merged into it, or what it was merged into, with the way back.
fn merged(view: &One, here: &str, desk: &str, shell: &Shell) -> Markup {
    let (lang, one) = (shell.lang, &view.view);
    let may = shell.may(Right::Moderate);
    html! {
        @if let Some(other) = one.stands_for_it {
            p.note { (say!(lang, "way-merged", way = view.way.code())) " " a href=(shell.to(format!("{desk}/{other}"))) { (say!(lang, "way-merged-to", way = view.way.code())) } }
            @if may { form.quiet method="post" action=(here) { button name="go" value=(format!("unmerge:{}", one.line.id)) { (say!(lang, "part-unmerge")) } } }
        }
        @if !one.merged.is_empty() {
            h2 { (say!(lang, "way-merged-here", way = view.way.code(), n = one.merged.len())) }
            ul.list { @for (id, title) in &one.merged { li { div.row.ends {
                a.name href=(shell.to(format!("{desk}/{id}"))) { (title_of(title.as_deref(), lang)) }
                @if may { form.quiet method="post" action=(here) { button name="go" value=(format!("unmerge:{id}")) { (say!(lang, "part-unmerge")) } } }
            } } } }
        }
    }
}

/// Looking for the contribution that this one is the same as.
fn same(view: &One, here: &str, desk: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let none = Errors::default();
    let form = Form { fields: &view.looked, errors: &none, lang };
    let found: Vec<&Alike> = view.alike.iter().filter(|one| one.id != view.view.line.id).collect();
    html! { details.fold open[view.looked.has("like")] {
        summary { (say!(lang, "way-same", way = view.way.code())) }
        p { (say!(lang, "part-same-note")) }
        form method="get" action=(here) {
            (form.typed("search", "like", say!(lang, "part-same-like")))
            button { (say!(lang, "part-same-look")) }
        }
        @if view.looked.has("like") && found.is_empty() { p.note { (say!(lang, "part-same-none")) } }
        @if !found.is_empty() { ul.list { @for one in found { li { div.row.ends {
            span { a.name href=(shell.to(format!("{desk}/{}", one.id))) { (title_of(Some(&one.title), lang)) } " " span.soft { (say!(lang, "way-votes", way = view.way.code(), n = one.for_it)) } }
            form.quiet method="post" action=(here) { button name="go" value=(format!("merge:{}", one.id)) { (say!(lang, "part-merge")) } }
        } } } } }
    } }
}

fn comments(view: &One, here: &str, shell: &Shell) -> Markup {
    let (lang, one, way) = (shell.lang, &view.view, view.way.code());
    let may = shell.may(Right::Moderate);
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let stands = one.part == Part::Shown && one.stands_for_it.is_none();
    html! { section aria-labelledby="comments" {
        h2 #comments { (say!(lang, "way-comments", way = way, n = one.line.comments)) }
        @if !one.comments.is_empty() { ul.list { @for said in &one.comments { li {
            (comment(said, one.accepted == Some(said.id), shell))
            @if may && stands && acceptable(one, said) { form.row method="post" action=(here) {
                button.small name="go" value=(format!("accept:{}", said.id)) { (say!(lang, "part-accept-for")) }
            } }
            @if may && said.text.is_some() && said.part != Part::Withdrawn { details.fold open[said.part == Part::Queued] {
                summary { (say!(lang, "part-moderate-comment")) }
                form method="post" action=(here) {
                    input type="hidden" name="version" value=(said.version);
                    input type="hidden" name="comment" value=(said.id);
                    (moderation(form, "comment-", &format!(".{}", said.id), lang))
                }
            } }
        } } } }
        @if may && one.part == Part::Shown && one.activity.takes(Doing::Comment) { form method="post" action=(here) {
            (form.area("text", say!(lang, "way-comment-firm", way = way), 3).longest(5_000))
            button name="go" value="comment" { (say!(lang, "way-comment-button", way = way)) }
        } }
    } }
}

impl One {
    /// Whether the reader was named to score entries, and now is the time.
    pub fn scores_now(&self) -> bool {
        let named = challenge::settings(&self.view.activity)
            .zip(self.me)
            .is_some_and(|(own, me)| own.evaluators.contains(&challenge::evaluator(me)));
        named && self.view.part == Part::Shown && self.view.activity.takes(Doing::Evaluate)
    }
}

#[cfg(test)]
impl One {
    /// One that others see, and another that is like it.
    pub fn sample() -> Self {
        use crate::web::portal::part::sample;
        use crate::web::way::Ideas;
        let mut looked = Fields::default();
        looked.push("like", "roaming");
        let other = "0192f3a1c2d47f00a1b2c3d4e5f60722".parse().unwrap();
        let (fields, errors) = (Fields::default(), Errors::default());
        let alike = vec![Alike { id: other, title: "No fees when travelling".into(), for_it: 17 }];
        Self {
            way: &Ideas,
            me: None,
            exchange: sample::EXCHANGE.into(),
            view: sample::view(),
            looked,
            alike,
            fields,
            errors,
        }
    }

    /// One that was declined and contested.
    pub fn sample_declined() -> Self {
        let view = crate::web::portal::part::sample::declined(Some("It is about travelling."), false);
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
