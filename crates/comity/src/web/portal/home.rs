//! `/me`: what waits for a person, what they gave and what they got.

use comity_exchange::capital::Capital;
use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use super::pulse::{self, Pulse};
use crate::web::ui::{Reader, Shell, chip, day, empty, plain};
use crate::words::{say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// What waits for an answer, most pressing first.
    pub waiting: Vec<Waiting>,
    /// Exchanges of the person.
    pub exchanges: Vec<Taking>,
    /// What the person agreed to give.
    pub gave: Vec<Line>,
    /// What came back to the person.
    pub got: Vec<Line>,
    /// What is promised and still to come.
    pub to_come: Vec<Line>,
    /// What became of what the person asked for or brought.
    pub became: Vec<Became>,
    /// How much is new about what they brought.
    pub news: u64,
    /// What they are asked about how it was.
    pub pulse: Option<Pulse>,
}

/// Something that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// What kind of thing.
    pub kind: WaitingKind,
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// Until when, where there is an end.
    pub until: Option<Timestamp>,
}

/// Kinds of things that wait for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitingKind {
    /// A first offer.
    Offer,
    /// A new version of something agreed.
    Version,
    /// The firm made an offer of the person's condition.
    Accepted,
    /// A vote on a shared clause.
    Vote,
    /// What the firm noted of an interview.
    Noted,
    /// Answers of a ward, as its guardian.
    Ward,
}

/// An exchange of the person's.
#[derive(Debug, Clone)]
pub struct Taking {
    /// Its id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// How it stands.
    pub state: TakingState,
    /// Since when.
    pub since: Timestamp,
    /// Ways to take part that there are in it, by their codes.
    pub ways: Vec<&'static str>,
}

/// How an exchange stands for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakingState {
    /// Something is in force.
    Agreed,
    /// Conditions wait for the firm.
    Countered,
    /// Offered and not answered.
    Offered,
    /// Answered with no.
    Declined,
    /// Left.
    Left,
}

impl TakingState {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Countered => "countered",
            Self::Offered => "offered",
            Self::Declined => "declined",
            Self::Left => "left",
        }
    }
}

/// Something given or got.
#[derive(Debug, Clone)]
pub struct Line {
    /// The kind of capital.
    pub capital: Capital,
    /// What, in the reader's language.
    pub what: String,
    /// From which exchange.
    pub exchange: String,
    /// For what came: how often, and when for the last time.
    pub came: Option<(usize, Timestamp)>,
}

/// What became of a condition.
#[derive(Debug, Clone)]
pub struct Became {
    /// What was asked for, in the person's own or plain words.
    pub asked: String,
    /// Whether the firm made an offer of it.
    pub accepted: bool,
    /// The firm's answer.
    pub answer: String,
    /// When.
    pub at: Timestamp,
}

/// The page.
pub fn page(view: &Home, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let name = match &shell.reader {
        Reader::Person { name, .. } | Reader::Member { name, .. } => tame(name),
        Reader::Visitor => String::new(),
    };
    let title = say!(lang, "portal-home", name = name);
    let content = html! {
        h1 { (title) }
        @if view.waiting.is_empty() { p.lead { (say!(lang, "portal-nothing-waits")) } }
        @else {
            p.lead { (say!(lang, "portal-waits", n = view.waiting.len())) }
            ul.list.waiting { @for one in &view.waiting { li { (waits(one, shell)) } } }
        }
        @if let Some(pulse) = &view.pulse { (pulse::card(pulse, shell)) }
        @if view.exchanges.is_empty() && view.waiting.is_empty() {
            (empty(&say!(lang, "portal-home-empty"), &say!(lang, "portal-home-empty-note", firm = tame(shell.name())), None))
        }
        @if !view.exchanges.is_empty() {
            h2 { (say!(lang, "portal-my-exchanges")) }
            ul.list { @for one in &view.exchanges { li { div.row.ends {
                a.name href=(shell.to(address(one))) { (tame(&one.title)) }
                span { (chip(if one.state == TakingState::Agreed { "both" } else { "still" }, &say!(lang, "portal-state", state = one.state.name()))) " " span.soft { (day(one.since, lang)) } }
            } @if !one.ways.is_empty() || one.state == TakingState::Agreed { p.row { @for way in &one.ways {
                a href=(shell.to(format!("/exchanges/{}/{}", one.exchange, way))) aria-label=(format!("{}: {}", say!(lang, "way-title", way = *way), tame(&one.title))) { (say!(lang, "way-title", way = *way)) }
            } @if !one.ways.is_empty() { @for page in ["roadmap", "changelog"] {
                a href=(shell.to(format!("/exchanges/{}/{page}", one.exchange))) aria-label=(format!("{}: {}", say!(lang, "roadmap-title", page = page), tame(&one.title))) { (say!(lang, "roadmap-title", page = page)) }
            } } @if one.state == TakingState::Agreed {
                a href=(shell.to(format!("/exchanges/{}/voice", one.exchange))) aria-label=(format!("{}: {}", say!(lang, "voice-mine"), tame(&one.title))) { (say!(lang, "voice-mine")) }
            } } } } } }
            p { a href=(shell.to("/me/contributions")) { (say!(lang, "part-mine")) } @if view.news > 0 { " " (chip("live", &say!(lang, "part-new-count", n = view.news))) } }
            div.two {
                section { h2.person-t { (say!(lang, "portal-i-gave")) } (lines(&view.gave, "gave", shell)) }
                section {
                    h2.firm-t { (say!(lang, "portal-i-got")) }
                    (lines(&view.got, "got", shell))
                    @if !view.got.is_empty() { p { a href=(shell.to("/me/information/uses#back")) { (say!(lang, "portal-each-delivery")) } } }
                    @if !view.to_come.is_empty() { h3 { (say!(lang, "portal-to-come")) } (lines(&view.to_come, "got", shell)) }
                }
            }
            p.note { (say!(lang, "portal-units")) }
        }
        @if !view.became.is_empty() {
            h2 { (say!(lang, "portal-became")) }
            ul.list { @for one in &view.became { li {
                p { (plain(&say!(lang, "web-quoted", text = one.asked.as_str()))) }
                p { (chip("still", &say!(lang, "portal-became-state", accepted = if one.accepted { "yes" } else { "no" }))) " " (plain(&one.answer)) " " span.soft { (day(one.at, lang)) } }
            } } }
        }
    };
    shell.portal(&title, &content)
}

fn address(one: &Taking) -> String {
    match one.state {
        TakingState::Agreed | TakingState::Left | TakingState::Countered => {
            format!("/exchanges/{}/agreement", one.exchange)
        }
        TakingState::Offered | TakingState::Declined => format!("/exchanges/{}", one.exchange),
    }
}

fn waits(one: &Waiting, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let (code, path) = match one.kind {
        WaitingKind::Offer => ("offer", ""),
        WaitingKind::Version => ("version", ""),
        WaitingKind::Accepted => ("accepted", ""),
        WaitingKind::Vote => ("vote", "/agreement"),
        WaitingKind::Noted => ("noted", "/voice"),
        WaitingKind::Ward => ("ward", ""),
    };
    html! {
        div {
            p.name { (tame(&one.title)) }
            p.soft { (say!(lang, "portal-waiting", kind = code, firm = tame(shell.name()))) @if let Some(until) = one.until { " " (say!(lang, "portal-until")) " " (day(until, lang)) "." } }
        }
        a.button href=(shell.to(format!("/exchanges/{}{path}", one.exchange))) aria-label=(say!(lang, "portal-read-one", title = tame(&one.title))) { (say!(lang, "portal-read")) }
    }
}

fn lines(lines: &[Line], side: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        @if lines.is_empty() { p.note { (say!(lang, "portal-none-yet", side = side)) } }
        @else { ul.list { @for line in lines { li {
            p { (plain(&line.what)) }
            p.soft { (say!(lang, "web-capital", capital = line.capital.name())) " · " (tame(&line.exchange))
                @if let Some((times, last)) = line.came { " · " (say!(lang, "portal-came-times", n = times)) " " (day(last, lang)) } }
        } } } }
    }
}

#[cfg(test)]
impl Home {
    /// A made-up person's start.
    pub fn sample() -> Self {
        let id = || "0192f3a1c2d47f00a1b2c3d4e5f60718".to_owned();
        let at = Timestamp(1_795_773_900_000_000);
        let line =
            |capital, what: &str, came| Line { capital, what: what.into(), exchange: "Better advice".into(), came };
        Self {
            waiting: vec![
                Waiting { kind: WaitingKind::Version, exchange: id(), title: "Better advice".into(), until: None },
                Waiting {
                    kind: WaitingKind::Vote,
                    exchange: id(),
                    title: "Coverage map".into(),
                    until: Some(at.plus_days(9)),
                },
            ],
            exchanges: vec![
                Taking {
                    exchange: id(),
                    title: "Better advice".into(),
                    state: TakingState::Agreed,
                    since: at,
                    ways: crate::web::way::places().map(|(_, code)| code).collect(),
                },
                Taking {
                    exchange: id(),
                    title: "Coverage map".into(),
                    state: TakingState::Countered,
                    since: at,
                    ways: Vec::new(),
                },
                Taking {
                    exchange: id(),
                    title: "Early features".into(),
                    state: TakingState::Declined,
                    since: at,
                    ways: Vec::new(),
                },
            ],
            gave: vec![
                line(Capital::Information, "Minutes and data used a day", None),
                line(Capital::Cultural, "Answering questions", None),
            ],
            got: vec![
                line(Capital::Economic, "Credit on your bill: 2 euro a month", Some((7, at))),
                line(Capital::Information, "We tell you when another plan is cheaper for you", Some((1, at))),
            ],
            to_come: vec![line(Capital::Social, "Those who were helped can thank you", None)],
            became: vec![Became {
                asked: "Only if I can see the map before others do".into(),
                accepted: true,
                answer: "You can: the map opens a week earlier to those who measure.".into(),
                at,
            }],
            news: 2,
            pulse: Some(Pulse::sample(comity_participation::occasion::Occasion::CameBack)),
        }
    }
}
