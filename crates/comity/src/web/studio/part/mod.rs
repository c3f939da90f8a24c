//! `/studio/exchanges/{id}/{way}`: what waits, what people brought, and the activity that asks for it.

pub mod one;
pub mod open;

use comity_exchange::time::Timestamp;
use comity_participation::board::WaitsFor;
use comity_store::{
    ActivityView, ContributionId, ContributionLine, RankedLine, Right, WaitingFor, WaitingLine, waiting_is_cut,
};
use maud::{Markup, html};

use crate::web::portal::part::own::outcome_name;
use crate::web::portal::part::{elsewhere, filter_form, filtered, found, line, title_of};
use crate::web::studio::{audience, guests, roadmap};
use crate::web::ui::{
    Errors, Fields, Form, Pages, Section, Shell, back, chip, day, empty, error_summary, pagination, prose,
};
use crate::web::way::{self, Way, challenge, words};
use crate::words::{Lang, percent, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The way to take part.
    pub way: &'static dyn Way,
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// Whether the exchange is open, so that an activity can be.
    pub is_open: bool,
    /// Its activities of that kind, the newest first.
    pub activities: Vec<ActivityView>,
    /// Which of them is shown.
    pub chosen: usize,
    /// What waits, the longest first; nothing where the reader does not see single persons' acts.
    pub waiting: Option<Vec<WaitingLine>>,
    /// What was brought, for this page of the list.
    pub rows: Vec<ContributionLine>,
    /// How to get on.
    pub pages: Pages,
    /// The entries of a challenge by what they were given, for members who see single persons' acts.
    pub ranking: Option<Vec<RankedLine>>,
    /// Ids and names of members who can be named to score, for those who open activities.
    pub members: Vec<(String, String)>,
    /// Clauses of the terms that ask for work: ids and titles.
    pub clauses: Vec<(String, String)>,
    /// Items by which an activity can be for some, for those who open activities.
    pub items: Vec<(String, String)>,
    /// What is asked for: fields `q`, `sort`, `status`, `kind`, `activity`.
    pub filter: Fields,
    /// Words that nothing has, of those that were looked for.
    pub unknown: Vec<String>,
    /// What was typed for a new activity.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

impl Desk {
    /// A desk of an exchange at which nothing is there.
    pub fn new(way: &'static dyn Way, exchange: String, title: String) -> Self {
        Self {
            way,
            exchange,
            title,
            is_open: false,
            activities: Vec::new(),
            chosen: 0,
            waiting: None,
            rows: Vec::new(),
            pages: Pages::default(),
            ranking: None,
            members: Vec::new(),
            clauses: Vec::new(),
            items: Vec::new(),
            filter: Fields::default(),
            unknown: Vec::new(),
            fields: Fields::default(),
            errors: Errors::default(),
        }
    }
}

/// How long something waits, in words.
pub fn how_long(micros: i64, lang: Lang) -> String {
    let hours = micros / 3_600_000_000;
    match hours {
        ..48 => say!(lang, "part-hours", n = hours),
        _ => say!(lang, "part-days", n = hours / 24),
    }
}

/// The page.
pub fn page(view: &Desk, shell: &Shell) -> Markup {
    let (lang, way) = (shell.lang, view.way.code());
    let title = say!(lang, "way-desk", way = way);
    let here = format!("/studio/exchanges/{}/{way}", view.exchange);
    let activity = view.activities.get(view.chosen);
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.exchange)), &tame(&view.title)))
        h1 { (title) }
        (ways(&view.exchange, way, shell))
        (error_summary(&view.errors, lang))
        @if let Some(waiting) = &view.waiting { (waits(waiting, &view.exchange, shell)) }
        @match activity {
            None => (empty(&say!(lang, "way-desk-none", way = way), &say!(lang, "way-desk-none-note", way = way), None)),
            Some(activity) => (shown(view, activity, &here, shell)),
        }
        @if view.activities.len() > 1 {
            h2 { (say!(lang, "part-activities")) }
            ul.list { @for one in &view.activities { li {
                a.name href=(shell.to(format!("{here}?activity={}", one.id))) { (tame(&words(&one.activity.title, lang))) } " " (state(one, lang))
                " " span.soft { (say!(lang, "way-shown", way = way, n = one.shown.unwrap_or_default())) " · " (day(one.activity.opens, lang)) }
            } } }
        }
        @if view.is_open && shell.may(Right::ExchangePublish) { (open::form(view, &here, shell)) }
        @else if !view.is_open { p.note { (say!(lang, "part-exchange-closed")) } }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// The desks of an exchange, one for each way to take part, and what they share: the desk of moderators, and their rules.
pub fn ways(exchange: &str, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let beside = |name: &'static str| {
        html! { li {
            a href=(shell.to(format!("/studio/exchanges/{exchange}/{name}"))) aria-current=[(name == here).then_some("page")] {
                (say!(lang, "moderation-tab", tab = name))
            }
        } }
    };
    html! { nav.tabs aria-label=(say!(lang, "part-ways")) { ul {
        @for (_, way) in way::places() { li {
            a href=(shell.to(format!("/studio/exchanges/{exchange}/{way}"))) aria-current=[(way == here).then_some("page")] {
                (say!(lang, "way-title", way = way))
            }
        } }
        li { a href=(shell.to(format!("/studio/exchanges/{exchange}/roadmap"))) aria-current=[(here == roadmap::CODE).then_some("page")] {
            (say!(lang, "roadmap-desk"))
        } }
        @if shell.may(Right::StandingRead) { (beside("desk")) (beside("signs")) }
        (beside("moderation"))
    } } }
}

/// One activity: what was brought, and closing it.
fn shown(view: &Desk, activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let (lang, way) = (shell.lang, view.way.code());
    html! {
        h2 { (tame(&words(&activity.activity.title, lang))) " " (state(activity, lang)) }
        p { a href=(shell.to(format!("/studio/exchanges/{}/statuses/{}", view.exchange, activity.id))) { (say!(lang, "statuses-link")) } }
        (audience::link(activity, &view.exchange, shell))
        (view.way.head(activity, shell))
        @if let Some(ranking) = &view.ranking { (ranked(ranking, here, shell)) }
        @if view.ranking.is_some() && shell.may(Right::ExchangePublish) && activity.open { (evaluators(view, activity, here, shell)) }
        (filter_form(activity, &view.filter, &shell.to(here), true, lang))
        (found(view.pages.total, &view.unknown, &view.filter, &shell.to(format!("{here}?activity={}", activity.id)), lang))
        (elsewhere(&format!("/studio/exchanges/{}", view.exchange), &view.filter, shell))
        @if view.rows.is_empty() && view.filter.has("q") {}
        @else if view.rows.is_empty() { p.note { (say!(lang, "way-empty", way = way)) } }
        @else {
            ul.list { @for one in &view.rows { li { (line(one, activity, view.way, &format!("{here}/{}", one.id), shell)) } } }
            (pagination(&view.pages, &filtered(here, &view.filter), shell))
        }
        (files(view, activity, shell))
        @if activity.activity.waits_since(Timestamp(activity.at)).is_some() && shell.may(Right::ExchangePublish) { (ended(view, activity, here, shell)) }
        (guests::switch(activity, &view.exchange, here, shell))
        @if activity.open && shell.may(Right::ExchangePublish) { details.fold {
            summary { (say!(lang, "part-close")) }
            p { (say!(lang, "part-close-note")) }
            form method="post" action=(shell.to(here)) {
                input type="hidden" name="activity" value=(activity.id);
                button name="go" value="close" { (say!(lang, "part-close-button")) }
            }
        } }
    }
}

/// The ways in and out: bringing ideas from a file, and taking everything along.
fn files(view: &Desk, activity: &ActivityView, shell: &Shell) -> Markup {
    let (lang, exchange) = (shell.lang, &view.exchange);
    let ideas = view.way.code() == "ideas" && shell.may(Right::ExchangePublish);
    let at = |path: String| shell.to(format!("/studio/exchanges/{exchange}{path}"));
    html! {
        @if ideas { p { a href=(at(format!("/import?activity={}", activity.id))) { (say!(lang, "import-title")) } } }
        @if shell.may(Right::StandingRead) { details.fold { summary { (say!(lang, "part-export")) }
            p { (say!(lang, "part-export-note")) }
            p { a href=(at(format!("/export.zip?activity={}", activity.id))) download { (say!(lang, "part-export-activity")) }
                " · " a href=(at("/export.zip".into())) download { (say!(lang, "part-export-exchange")) } }
        } }
    }
}

/// What became of an activity that has closed: who voted in it shares that.
fn ended(view: &Desk, activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let kinds = view.way.outcomes().iter().map(|kind| {
        let name = outcome_name(*kind);
        (name.to_owned(), say!(lang, "part-outcome", kind = name))
    });
    html! { section aria-labelledby="ended" {
        h3 #ended { (say!(lang, "part-end")) }
        p { (say!(lang, "part-end-note")) }
        form method="post" action=(shell.to(here)) {
            input type="hidden" name="activity" value=(activity.id);
            (form.choice("outcome", say!(lang, "part-became"), kinds))
            (form.area("answer", say!(lang, "part-answer-words"), 4).longest(5_000))
            button.first name="go" value="answer" { (say!(lang, "part-answer-button")) }
        }
    } }
}

/// Entries by what they were given.
fn ranked(ranking: &[RankedLine], here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @if !ranking.is_empty() { section aria-labelledby="ranking" {
        h3 #ranking { (say!(lang, "challenge-ranking")) }
        p.note { (say!(lang, "challenge-ranking-note")) }
        div.scroll { table.stacks {
            thead { tr { th scope="col" { (say!(lang, "challenge-entry")) } th.n scope="col" { (say!(lang, "challenge-share")) } th.n scope="col" { (say!(lang, "challenge-missing")) } } }
            tbody { @for one in ranking { tr {
                th scope="row" { a href=(shell.to(format!("{here}/{}", one.line.id))) { (title_of(one.line.title.as_deref(), lang)) } }
                td.n data-label=(say!(lang, "challenge-share")) { (percent(one.share, lang)) }
                td.n data-label=(say!(lang, "challenge-missing")) { (one.missing) }
            } } }
        } }
    } } }
}

/// Who scores can be said anew, as when somebody has left.
fn evaluators(view: &Desk, activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let Some(own) = challenge::settings(activity) else { return html! {} };
    let mut fields = view.fields.clone();
    let named = |id: &str| id.parse().is_ok_and(|id| own.evaluators.contains(&challenge::evaluator(id)));
    view.members.iter().filter(|(id, _)| named(id)).for_each(|(id, _)| fields.set(&format!("again.{id}"), "on"));
    let here_still = view.members.iter().filter(|(id, _)| named(id)).count();
    let left = own.evaluators.len().saturating_sub(here_still);
    let form = Form { fields: &fields, errors: &view.errors, lang };
    html! { details.fold open[left > 0] {
        summary { (say!(lang, "challenge-rename")) }
        @if left > 0 { p { strong { (say!(lang, "challenge-someone-left", n = left)) } } }
        p { (say!(lang, "challenge-rename-note")) }
        form method="post" action=(shell.to(here)) {
            input type="hidden" name="activity" value=(activity.id);
            (challenge::named(form, "again", &view.members))
            button name="go" value="evaluators" { (say!(lang, "challenge-rename-button")) }
        }
    } }
}

/// Whether it is open, as a chip.
pub fn state(activity: &ActivityView, lang: Lang) -> Markup {
    let (tone, state) = if activity.open { ("live", "open") } else { ("still", "closed") };
    chip(tone, &say!(lang, "part-activity-state", state = state))
}

/// What waits in an exchange, each with a link to it.
pub fn waits(waiting: &[WaitingLine], exchange: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        h2 { (say!(lang, "part-waiting", n = waiting.len(), more = if waiting_is_cut(waiting) { "yes" } else { "no" })) }
        @if waiting.is_empty() { p.note { (say!(lang, "part-nothing-waits")) } }
        @else { ul.list { @for one in waiting { li {
            @let at = |id: ContributionId| way::address(exchange, &one.activity_kind, &id.to_string());
            @let (path, title) = match one.which {
                WaitingFor::Contribution(id) => (at(id), title_of(one.title.as_deref(), lang)),
                WaitingFor::Comment(_, id) => (at(id), say!(lang, "part-comment-on", title = title_of(one.title.as_deref(), lang))),
                WaitingFor::Activity(id) => {
                    let path = way::code(&one.activity_kind).map(|way| format!("/exchanges/{exchange}/{way}?activity={id}"));
                    (path, say!(lang, "part-activity-waits"))
                }
            };
            @let what_for = match one.what_for {
                WaitsFor::Moderator => "moderator",
                WaitsFor::SecondLook => "second-look",
                WaitsFor::Outcome => "outcome",
            };
            p.name { @match path {
                Some(path) => a href=(shell.to(format!("/studio{path}"))) { (title) },
                None => (title),
            } " " span.soft { (way::code(&one.activity_kind).map(|way| say!(lang, "way-title", way = way)).unwrap_or_default()) } }
            @if let Some(text) = &one.text { (prose(text)) }
            @if let Some(words) = &one.contested { (prose(words)) }
            p { (chip("still", &say!(lang, "part-waits-for", what = what_for))) " "
                span.soft { (say!(lang, "part-waits-since", long = how_long(one.micros, lang))) " " (day(Timestamp(one.since), lang)) } }
        } } } }
    }
}

#[cfg(test)]
impl Desk {
    /// A made-up desk.
    pub fn sample() -> Self {
        use crate::web::portal::part::sample;
        let activity = sample::activity();
        let waits = |what_for, title: &str, hours: i64| WaitingLine {
            which: WaitingFor::Contribution(sample::id()),
            what_for,
            since: 1_795_773_900_000_000,
            micros: hours * 3_600_000_000,
            activity: activity.id,
            activity_kind: "ideas".into(),
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
        let question =
            WaitingLine { activity_kind: "questions".into(), ..waits(WaitsFor::Outcome, "Which SIM fits?", 26) };
        Self {
            is_open: true,
            waiting: Some(vec![
                waits(WaitsFor::Outcome, "More data abroad", 200),
                waits(WaitsFor::SecondLook, "A lottery", 60),
                question,
                waits(WaitsFor::Moderator, "Opening hours on Sunday", 1),
                comment,
            ]),
            rows: sample::rows(),
            pages: Pages { total: 3, next: None, first: true },
            fields: open::begin(&way::Ideas, crate::words::Lang::En),
            clauses: vec![("helping".into(), "Answers to other customers".into())],
            items: vec![("plan/advice".into(), "The plan you have, for advice".into())],
            activities: vec![activity.clone(), ActivityView { open: false, ..activity }],
            ..Self::new(&way::Ideas, sample::EXCHANGE.into(), "Better advice".into())
        }
    }

    /// What was found by words, among it one that was brought elsewhere.
    pub fn sample_found() -> Self {
        use crate::web::portal::part::sample;
        let mut filter = Fields::default();
        filter.push("q", "dati zzyzx");
        let mut rows = sample::rows();
        rows.truncate(1);
        rows[0] = ContributionLine { elsewhere: true, votes_before: Some(31), ..rows[0].clone() };
        Self {
            rows,
            filter,
            unknown: vec!["zzyzx".into()],
            pages: Pages { total: 1, next: None, first: true },
            ..Self::sample()
        }
    }

    /// The desk of a challenge that is being scored, and from which an evaluator has left.
    pub fn sample_challenge() -> Self {
        use crate::web::portal::part::sample;
        let activity = way::sample::challenge();
        let ranked = |title: &str, share, missing| RankedLine {
            line: ContributionLine {
                kind: comity_participation::contribution::Kind::Entry,
                ..sample::line(title, "entered", 0)
            },
            share,
            missing,
        };
        let ranking = vec![ranked("A shop on wheels", 0.875, 0), ranked("Repair instead of replace", 0.4, 2)];
        Self {
            is_open: true,
            waiting: Some(Vec::new()),
            rows: ranking.iter().map(|one| one.line.clone()).collect(),
            pages: Pages { total: 2, next: None, first: true },
            ranking: Some(ranking),
            members: way::sample::members(),
            fields: open::begin(&way::Challenges, crate::words::Lang::En),
            activities: vec![activity],
            ..Self::new(&way::Challenges, sample::EXCHANGE.into(), "Better advice".into())
        }
    }

    /// A desk at which nobody has opened anything.
    pub fn sample_empty(way: &'static dyn Way, lang: Lang) -> Self {
        use crate::web::portal::part::sample;
        Self {
            is_open: true,
            waiting: Some(Vec::new()),
            members: way::sample::members(),
            fields: open::begin(way, lang),
            ..Self::new(way, sample::EXCHANGE.into(), "Better advice".into())
        }
    }
}
