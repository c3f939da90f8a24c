//! `/studio/exchanges/{id}/ideas`: what waits, what people propose, and the activity that asks for it.

pub mod idea;
pub mod open;

use comity_exchange::time::Timestamp;
use comity_participation::board::WaitsFor;
use comity_store::{ActivityView, IdeaLine, Right, WaitingFor, WaitingLine};
use maud::{Markup, html};

use crate::web::portal::ideas::{filter_form, filtered, line, title_of, words};
use crate::web::ui::{Errors, Fields, Pages, Section, Shell, back, chip, day, empty, error_summary, pagination, prose};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// Whether the exchange is open, so that an activity can be.
    pub is_open: bool,
    /// The activities of the exchange, the newest first.
    pub activities: Vec<ActivityView>,
    /// Which of them is shown.
    pub chosen: usize,
    /// What waits, the longest first; nothing where the reader does not see single persons' acts.
    pub waiting: Option<Vec<WaitingLine>>,
    /// The ideas of this page of the list.
    pub rows: Vec<IdeaLine>,
    /// How to get on.
    pub pages: Pages,
    /// What is asked for: fields `sort`, `status`, `activity`.
    pub filter: Fields,
    /// What was typed for a new activity.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// How long something waits, in words.
pub fn how_long(micros: i64, lang: Lang) -> String {
    let hours = micros / 3_600_000_000;
    match hours {
        ..48 => say!(lang, "ideas-hours", n = hours),
        _ => say!(lang, "ideas-days", n = hours / 24),
    }
}

/// The page.
pub fn page(view: &Desk, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "ideas-desk");
    let here = format!("/studio/exchanges/{}/ideas", view.exchange);
    let activity = view.activities.get(view.chosen);
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.exchange)), &tame(&view.title)))
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @if let Some(waiting) = &view.waiting { (waits(waiting, &here, shell)) }
        @match activity {
            None => (empty(&say!(lang, "ideas-desk-none"), &say!(lang, "ideas-desk-none-note"), None)),
            Some(activity) => {
                h2 { (tame(&words(&activity.activity.title, lang))) " " (state(activity, lang)) }
                (filter_form(activity, &view.filter, &shell.to(&here), true, lang))
                @if view.rows.is_empty() { p.note { (say!(lang, "ideas-empty")) } }
                @else {
                    ul.list { @for one in &view.rows { li { (line(one, activity, &format!("{here}/{}", one.id), shell)) } } }
                    (pagination(&view.pages, &filtered(&here, &view.filter), shell))
                }
                @if activity.open && shell.may(Right::ExchangePublish) { details.fold {
                    summary { (say!(lang, "ideas-close")) }
                    p { (say!(lang, "ideas-close-note")) }
                    form method="post" action=(shell.to(&here)) {
                        input type="hidden" name="activity" value=(activity.id);
                        button name="go" value="close" { (say!(lang, "ideas-close-button")) }
                    }
                } }
            },
        }
        @if view.activities.len() > 1 {
            h2 { (say!(lang, "ideas-activities")) }
            ul.list { @for one in &view.activities { li {
                a.name href=(shell.to(format!("{here}?activity={}", one.id))) { (tame(&words(&one.activity.title, lang))) } " " (state(one, lang))
                " " span.soft { (say!(lang, "ideas-shown", n = one.shown)) " · " (day(one.activity.opens, lang)) }
            } } }
        }
        @if view.is_open && shell.may(Right::ExchangePublish) { (open::form(view, &here, shell)) }
        @else if !view.is_open { p.note { (say!(lang, "ideas-exchange-closed")) } }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// Whether people take part now, as a chip.
pub fn state(activity: &ActivityView, lang: Lang) -> Markup {
    let (tone, state) = if activity.open { ("live", "open") } else { ("still", "closed") };
    chip(tone, &say!(lang, "ideas-activity-state", state = state))
}

/// What waits, each with a link to it below `here`.
pub fn waits(waiting: &[WaitingLine], here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        h2 { (say!(lang, "ideas-waiting", n = waiting.len())) }
        @if waiting.is_empty() { p.note { (say!(lang, "ideas-nothing-waits")) } }
        @else { ul.list { @for one in waiting { li {
            @let (path, title) = match one.which {
                WaitingFor::Idea(id) => (format!("{here}/{id}"), title_of(one.title.as_deref(), lang)),
                WaitingFor::Comment(_, id) => (format!("{here}/{id}"), say!(lang, "ideas-comment-on", title = title_of(one.title.as_deref(), lang))),
                WaitingFor::Activity(id) => (format!("{here}?activity={id}"), say!(lang, "ideas-activity-waits")),
            };
            @let what_for = match one.what_for {
                WaitsFor::Moderator => "moderator",
                WaitsFor::SecondLook => "second-look",
                WaitsFor::Outcome => "outcome",
            };
            p.name { a href=(shell.to(path)) { (title) } }
            @if let Some(text) = &one.text { (prose(text)) }
            @if let Some(words) = &one.contested { (prose(words)) }
            p { (chip("still", &say!(lang, "ideas-waits-for", what = what_for))) " "
                span.soft { (say!(lang, "ideas-waits-since", long = how_long(one.micros, lang))) " " (day(Timestamp(one.since), lang)) } }
        } } } }
    }
}

#[cfg(test)]
impl Desk {
    /// A made-up desk.
    pub fn sample() -> Self {
        use crate::web::portal::ideas::sample;
        let activity = sample::activity();
        let waits = |what_for, title: &str, hours: i64| WaitingLine {
            which: WaitingFor::Idea(sample::id()),
            what_for,
            since: 1_795_773_900_000_000,
            micros: hours * 3_600_000_000,
            activity: activity.id,
            title: Some(title.into()),
            text: None,
            contested: (what_for == WaitsFor::SecondLook).then(|| "It is about the service after all.".into()),
            version: 1,
        };
        let comment = WaitingLine {
            which: WaitingFor::Comment(comity_store::CommentId::new(), sample::id()),
            text: Some("See https://example.org".into()),
            ..waits(WaitsFor::Moderator, "More data abroad", 3)
        };
        Self {
            exchange: sample::EXCHANGE.into(),
            title: "Better advice".into(),
            is_open: true,
            waiting: Some(vec![
                waits(WaitsFor::Outcome, "More data abroad", 200),
                waits(WaitsFor::SecondLook, "A lottery", 60),
                waits(WaitsFor::Moderator, "Opening hours on Sunday", 1),
                comment,
            ]),
            rows: sample::rows(),
            pages: Pages { total: 3, next: None, first: true },
            fields: open::begin(crate::words::Lang::En),
            activities: vec![activity.clone(), ActivityView { open: false, ..activity }],
            ..Self::default()
        }
    }
}
