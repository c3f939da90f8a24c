//! `/studio/exchanges/{id}/opinions`: where customers stand, what waits, the statements, and the map that asks for them.

pub mod export;
pub mod open;
pub mod statement;

use comity_store::{ActivityView, FEWEST, Right, StatementLine, WaitingLine};
use maud::{Markup, html};

use crate::web::portal::opinions::statement::part_name;
use crate::web::portal::opinions::{Opinions, found, text_of, without_account};
use crate::web::portal::part::status_chip;
use crate::web::studio::part::{state, waits, ways};
use crate::web::studio::{audience, guests};
use crate::web::ui::{Form, Section, Shell, back, chip, counted, day, empty, error_summary};
use crate::web::way::words;
use crate::words::{Lang, say, shares, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The map with its statements; what was typed for a new one, and what is wrong with it.
    pub view: Opinions,
    /// Whether the exchange is open, so that a map can be.
    pub is_open: bool,
    /// The maps of the exchange, the newest first.
    pub activities: Vec<ActivityView>,
    /// Clauses of the terms that ask for work: ids and titles, for those who open maps.
    pub clauses: Vec<(String, String)>,
    /// Items by which a map can be for some, for those who open maps.
    pub items: Vec<(String, String)>,
    /// What waits, the longest first; nothing where the reader does not see single persons' acts.
    pub waiting: Option<Vec<WaitingLine>>,
}

/// The page.
pub fn page(desk: &Desk, shell: &Shell) -> Markup {
    let (lang, view) = (shell.lang, &desk.view);
    let title = say!(lang, "map-desk");
    let here = format!("/studio/exchanges/{}/opinions", view.exchange);
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.exchange)), &tame(&view.title)))
        h1 { (title) }
        (ways(&view.exchange, "opinions", shell))
        (error_summary(&view.errors, lang))
        @if let Some(waiting) = &desk.waiting { (waits(waiting, &view.exchange, shell)) }
        @match &view.activity {
            None => (empty(&say!(lang, "map-desk-none"), &say!(lang, "map-desk-none-note"), None)),
            Some(activity) => {
                h2 { (tame(&words(&activity.activity.title, lang))) " " (state(activity, lang)) }
                (audience::link(activity, &view.exchange, shell))
                (turnout(view, lang))
                (without_account(view.guests, lang))
                (drawn(view, shell))
                @if shell.may(Right::StandingRead) { (files(activity, &here, shell)) }
                (statements(view, activity, &here, shell))
                (guests::switch(activity, &view.exchange, &here, shell))
                @if activity.open && shell.may(Right::ExchangePublish) { (seed(desk, activity, &here, shell)) (close(activity, &here, shell)) }
            },
        }
        @if desk.activities.len() > 1 {
            h2 { (say!(lang, "map-every")) }
            ul.list { @for one in &desk.activities { li {
                a.name href=(shell.to(format!("{here}?activity={}", one.id))) { (tame(&words(&one.activity.title, lang))) } " " (state(one, lang))
                " " span.soft { (say!(lang, "map-shown", n = one.shown.unwrap_or_default())) " · " (day(one.activity.opens, lang)) }
            } } }
        }
        @if desk.is_open && shell.may(Right::ExchangePublish) { (open::form(desk, &here, shell)) }
        @else if !desk.is_open { p.note { (say!(lang, "part-exchange-closed")) } }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// How many take part.
fn turnout(view: &Opinions, lang: Lang) -> Markup {
    let taken = view.drawn.as_ref().map(|drawn| &drawn.outcome);
    let people = taken.map_or(0, |outcome| outcome.participation.people as u64);
    let answers = taken.map_or(0, |outcome| outcome.data.votes as u64);
    let median = taken.map_or(0, |outcome| outcome.participation.votes_a_person[2]);
    let asked = view.statements.iter().filter(|one| one.is_asked()).count() as u64;
    html! { dl.figures.wide {
        (counted(&say!(lang, "map-figure", figure = "people"), people, "", lang))
        (counted(&say!(lang, "map-figure", figure = "answers"), answers, &say!(lang, "map-figure-median", n = median), lang))
        (counted(&say!(lang, "map-figure", figure = "statements"), asked, "", lang))
    } }
}

/// The map and what it says, once it names nobody.
fn drawn(view: &Opinions, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { @match &view.drawn {
        None => p.note { (say!(lang, "map-being-drawn")) },
        Some(drawn) if drawn.outcome.people.len() < FEWEST as usize => {
            p.note { (say!(lang, "map-too-few", people = drawn.outcome.people.len(), needed = FEWEST)) }
        },
        Some(drawn) => section aria-labelledby="map" {
            h2 #map { (say!(lang, "map-heading")) }
            p.lead { (crate::words::opinion_verdict(&drawn.outcome, lang)) }
            p { (crate::words::opinion_lead(&drawn.outcome, lang).join(" ")) }
            (found::sections(drawn, &found::Reader { view, shell }))
        },
    } }
}

fn files(activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { details.fold {
        summary { (say!(lang, "map-files")) }
        p { (say!(lang, "map-files-note")) }
        ul { @for file in ["comments", "votes", "participants-votes"] { li {
            a download href=(shell.to(format!("{here}/{file}.csv?activity={}", activity.id))) { (file) ".csv" } ": " (say!(lang, "map-file", file = file))
        } } }
    } }
}

fn statements(view: &Opinions, activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        h2 { (say!(lang, "map-statements")) }
        @if view.statements.is_empty() { p.note { (say!(lang, "map-no-statements")) } }
        @else { ul.list { @for one in &view.statements { li { (line(one, view, activity, here, shell)) } } } }
    }
}

fn line(one: &StatementLine, view: &Opinions, activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let figures = view.drawn.as_ref().and_then(|drawn| drawn.figures(one.id)).map(|figures| figures.votes);
    html! {
        p.name lang=[one.language.as_deref()] { a href=(shell.to(format!("{here}/{}", one.id))) { (text_of(one, lang)) } }
        p { (status_chip(&activity.activity, &one.status, lang)) " "
            @if one.part != comity_store::Part::Shown { (chip("still", &say!(lang, "map-part", part = part_name(&one.part)))) " " }
            span.soft { @match figures {
                Some(votes) if votes.votes() > 0 => { (say!(lang, "map-answers", n = votes.votes())) ": " (shares(votes, lang)) },
                _ => (say!(lang, "map-answers", n = 0)),
            } } }
    }
}

/// The form for statements of the firm.
fn seed(desk: &Desk, activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &desk.view.fields, errors: &desk.view.errors, lang };
    let open = desk.view.errors.get("seed").is_some() || desk.view.statements.is_empty();
    html! { details.fold open[open] {
        summary { (say!(lang, "map-seed")) }
        form method="post" action=(shell.to(here)) {
            input type="hidden" name="activity" value=(activity.id);
            (form.area("seed", say!(lang, "map-seed-text"), 6).hint(say!(lang, "map-seed-hint")).required())
            (open::language(form, "seed-language"))
            button name="go" value="seed" { (say!(lang, "map-seed-button")) }
        }
    } }
}

fn close(activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { details.fold {
        summary { (say!(lang, "map-close")) }
        p { (say!(lang, "map-close-note")) }
        form method="post" action=(shell.to(here)) {
            input type="hidden" name="activity" value=(activity.id);
            button name="go" value="close" { (say!(lang, "part-close-button")) }
        }
    } }
}

#[cfg(test)]
impl Desk {
    /// A made-up desk.
    pub fn sample() -> Self {
        use crate::web::portal::opinions::sample;
        use comity_participation::board::WaitsFor;
        use comity_store::WaitingFor;
        let view = sample::answered();
        let activity = view.activity.clone().unwrap();
        let waits = WaitingLine {
            which: WaitingFor::Contribution(view.statements[0].id),
            what_for: WaitsFor::Moderator,
            since: 1_795_773_900_000_000,
            micros: 3 * 3_600_000_000,
            activity: activity.id,
            activity_kind: "opinion_map".into(),
            title: Some("Dogs travel free.".into()),
            text: None,
            contested: None,
            version: 1,
        };
        let plain = Opinions { answers: Default::default(), you: None, fields: open::begin(Lang::En), ..view };
        let closed = ActivityView { open: false, ..activity.clone() };
        let clauses = vec![("helping".into(), "Answers to other customers".into())];
        Self {
            view: plain,
            is_open: true,
            activities: vec![activity, closed],
            clauses,
            items: Vec::new(),
            waiting: Some(vec![waits]),
        }
    }

    /// One at which nobody has opened anything.
    pub fn sample_empty() -> Self {
        let own = Self::sample();
        let view = Opinions { activity: None, statements: Vec::new(), drawn: None, ..own.view };
        Self { view, activities: Vec::new(), waiting: Some(Vec::new()), ..own }
    }
}
