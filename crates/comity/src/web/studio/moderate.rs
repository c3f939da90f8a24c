//! `/studio/exchanges/{id}/desk`: what waits for a moderator, one card after the other, with the four buttons and keys.

use comity_exchange::time::Timestamp;
use comity_participation::board::WaitsFor;
use comity_participation::moderation::{Level, Why};
use comity_store::{DeskLine, ModerationDesk, Right, WaitingFor};
use maud::{Markup, html};

use super::part::{how_long, one, ways};
use crate::web::portal::part::one::reason_name;
use crate::web::portal::part::title_of;
use crate::web::ui::{Errors, Fields, Form, Section, Shell, assets, back, chip, day, empty, error_summary, prose};
use crate::web::way;
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Moderate {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// What waits.
    pub desk: ModerationDesk,
    /// What somebody else decided meanwhile.
    pub meanwhile: Option<String>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// What stands behind the names of the fields of a card: the id of the contribution, or of the comment.
pub fn suffix(which: WaitingFor) -> String {
    match which {
        WaitingFor::Contribution(id) => format!(".{id}"),
        WaitingFor::Comment(id, _) => format!(".{id}"),
        WaitingFor::Activity(id) => format!(".{id}"),
    }
}

/// How far somebody is trusted, by the name among the words.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Blocked => "blocked",
        Level::New => "new",
        Level::Known => "known",
        Level::Trusted => "trusted",
    }
}

/// Why the rules have something looked at, as a sentence.
pub fn why(why: &Why, lang: Lang) -> String {
    match why {
        Why::Trust { level } => say!(lang, "moderation-why-trust", level = level_name(*level)),
        Why::Word { rule } => say!(lang, "moderation-why-word", word = tame(&rule.0)),
        Why::Links { count } => say!(lang, "moderation-why-links", n = *count),
    }
}

/// The page.
pub fn page(view: &Moderate, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "moderation-desk");
    let lines = &view.desk.lines;
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.exchange)), &tame(&view.title)))
        h1 { (title) }
        (ways(&view.exchange, "desk", shell))
        @if let Some(words) = &view.meanwhile { div.problem role="alert" { p { (words) } } }
        (error_summary(&view.errors, lang))
        @if lines.is_empty() {
            (empty(&say!(lang, "moderation-desk-empty"), &say!(lang, "moderation-desk-empty-note"), None))
        } @else {
            p.lead { (say!(lang, "moderation-desk-lead", n = view.desk.total)) }
            @if view.desk.total > lines.len() { p.note { (say!(lang, "moderation-desk-more", n = lines.len())) } }
            p.note #desk-keys hidden { (say!(lang, "moderation-keys")) }
            @for (place, line) in lines.iter().enumerate() { (card(view, line, place, shell)) }
        }
    };
    shell.studio_with(Section::Exchanges, &title, &content, Some(&assets::desk_script().path))
}

fn card(view: &Moderate, one: &DeskLine, place: usize, shell: &Shell) -> Markup {
    let (lang, line) = (shell.lang, &one.line);
    let (on, comment) = match line.which {
        WaitingFor::Contribution(id) => (id.to_string(), None),
        WaitingFor::Comment(comment, id) => (id.to_string(), Some(comment)),
        WaitingFor::Activity(_) => return html! {},
    };
    let name = title_of(line.title.as_deref(), lang);
    let name = if comment.is_some() { say!(lang, "part-comment-on", title = name) } else { name };
    let path = way::address(&view.exchange, &line.activity_kind, &on);
    let second = line.what_for == WaitsFor::SecondLook;
    let head = format!("card-{place}");
    html! { article.waits.contested[second] data-card tabindex="0" aria-labelledby=(head) {
        h2 #(head) dir="auto" { @match path {
            Some(path) => a href=(shell.to(format!("/studio{path}"))) { (name) },
            None => (name),
        } }
        p { (chip(if second { "live" } else { "still" }, &say!(lang, "part-waits-for", what = if second { "second-look" } else { "moderator" }))) " "
            span.soft { (way::code(&line.activity_kind).map(|way| say!(lang, "way-title", way = way)).unwrap_or_default()) " · "
                (say!(lang, "moderation-author", level = level_name(one.level))) " · "
                (say!(lang, "part-waits-since", long = how_long(line.micros, lang))) " " (day(Timestamp(line.since), lang)) } }
        @if let Some(text) = line.text.as_ref().or(one.body.as_ref()) { div.prose dir="auto" { (prose(text)) } }
        @if second { (contested(one, lang)) }
        @else if !one.why.is_empty() { p.soft { (say!(lang, "moderation-because")) } ul { @for reason in &one.why { li { (why(reason, lang)) } } } }
        @if one.for_another { p.note { (say!(lang, "part-refused", why = "another-looks")) } }
        @else if shell.may(Right::Moderate) { (form(view, one, (&on, comment.map(|id| id.to_string())), shell)) }
    } }
}

/// The no and what its author says against it.
fn contested(one: &DeskLine, lang: Lang) -> Markup {
    html! {
        @if let Some(reason) = &one.reason { div.sub.firm-side {
            h3 { (say!(lang, "moderation-no-of", known = if one.said_no.is_some() { "yes" } else { "no" }, who = one.said_no.as_deref().map(tame).unwrap_or_default())) }
            p.soft { (say!(lang, "part-reason", kind = reason_name(reason.kind))) }
            (prose(reason.words.as_str()))
        } }
        @if let Some(words) = &one.line.contested { div.sub.person-side {
            h3 { (say!(lang, "part-against-no")) }
            (prose(words))
        } }
    }
}

/// The four buttons of a card.
fn form(view: &Moderate, one: &DeskLine, (on, comment): (&str, Option<String>), shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    html! { form method="post" action=(shell.to(format!("/studio/exchanges/{}/desk", view.exchange))) {
        input type="hidden" name="contribution" value=(on);
        @if let Some(comment) = comment { input type="hidden" name="comment" value=(comment); }
        input type="hidden" name="version" value=(one.line.version);
        (one::moderation(form, "", &suffix(one.line.which), lang))
    } }
}

#[cfg(test)]
impl Moderate {
    /// A made-up desk: something contested, an idea of a newcomer with a word and links, a comment.
    pub fn sample() -> Self {
        use crate::web::portal::part::sample;
        use comity_participation::moderation::{Reason, ReasonKind, WordRule};
        use comity_participation::text::{Field, Text};
        use comity_store::WaitingLine;
        let waits = |id: &str, title: &str, hours: i64| WaitingLine {
            which: WaitingFor::Contribution(id.parse().unwrap()),
            what_for: WaitsFor::Moderator,
            since: 1_795_773_900_000_000,
            micros: hours * 3_600_000_000,
            activity: sample::activity().id,
            activity_kind: "ideas".into(),
            title: Some(title.into()),
            text: None,
            contested: None,
            version: 1,
        };
        let line = |line| DeskLine {
            line,
            body: None,
            level: Level::New,
            why: Vec::new(),
            reason: None,
            said_no: None,
            for_another: false,
        };
        let words = Text::new("It is about something else.", Field::Answer).unwrap();
        let second = WaitingLine {
            what_for: WaitsFor::SecondLook,
            contested: Some("It is about the service after all.".into()),
            ..waits("0192f3a1c2d47f00a1b2c3d4e5f60731", "A lottery", 60)
        };
        let contested = DeskLine {
            reason: Some(Reason { kind: ReasonKind::OffTopic, words }),
            said_no: Some("Bruno Sala".into()),
            level: Level::Known,
            ..line(second.clone())
        };
        let own = WaitingLine {
            which: WaitingFor::Contribution("0192f3a1c2d47f00a1b2c3d4e5f60732".parse().unwrap()),
            ..second
        };
        let idea = DeskLine {
            body: Some("Play at https://casino.example and win.".into()),
            why: vec![
                Why::Trust { level: Level::New },
                Why::Word { rule: WordRule("casino*".into()) },
                Why::Links { count: 1 },
            ],
            ..line(waits("0192f3a1c2d47f00a1b2c3d4e5f60733", "Win with us", 5))
        };
        let comment = WaitingLine {
            which: WaitingFor::Comment("0192f3a1c2d47f00a1b2c3d4e5f60734".parse().unwrap(), sample::id()),
            text: Some("See https://example.org".into()),
            ..waits("0192f3a1c2d47f00a1b2c3d4e5f60735", "More data abroad", 3)
        };
        let comment = DeskLine { why: vec![Why::Trust { level: Level::New }], ..line(comment) };
        let lines = vec![
            contested.clone(),
            DeskLine { for_another: true, ..DeskLine { line: own, ..contested } },
            idea,
            comment,
        ];
        Self {
            exchange: sample::EXCHANGE.into(),
            title: "Better advice".into(),
            desk: ModerationDesk { lines, total: 73 },
            meanwhile: None,
            fields: Fields::default(),
            errors: Errors::default(),
        }
    }

    /// The same after a no without words, and after somebody else was quicker.
    pub fn sample_wrong(lang: Lang) -> Self {
        let mut view = Self::sample();
        let of = suffix(view.desk.lines[2].line.which);
        view.errors.add(format!("reason{of}"), say!(lang, "part-reason-missing"));
        view.meanwhile = Some(say!(
            lang,
            "moderation-meanwhile",
            who = "Bruno Sala",
            what = "approve",
            when = "27 November 2026, 10:05"
        ));
        view
    }

    /// A desk at which nothing waits.
    pub fn sample_empty() -> Self {
        Self { desk: ModerationDesk::default(), ..Self::sample() }
    }
}
