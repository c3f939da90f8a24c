//! `/exchanges/{id}/opinions`: one statement at a time, then the map, with where the reader stands on it.

pub mod found;
#[cfg(test)]
pub mod sample;
pub mod statement;

use std::collections::HashMap;
use std::sync::Arc;

use comity_participation::activity::Part;
use comity_participation::response::Ballot;
use comity_store::{ActivityView, ContributionId, FEWEST, StatementLine};
use maud::{Markup, html};

use super::part::{Other, Promise, others, promised, status_chip};
use crate::opinion::live::Drawn;
use crate::opinion::outcome::Person;
use crate::web::open::{Opened, note, proof};
use crate::web::studio::audience::Because;
use crate::web::ui::{Errors, Fields, Form, Shell, back, chip, empty, error_summary, plain, prose};
use crate::web::way::words;
use crate::words::{Lang, count, say, tame};

/// Answers after which somebody sees the map, where there are as many statements: so many it takes to be put into a group.
const ENOUGH: usize = 7;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Opinions {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// The map that is shown; nothing where there is none.
    pub activity: Option<ActivityView>,
    /// The other maps of the exchange: ids and titles.
    pub others: Vec<Other>,
    /// What the terms say of the map.
    pub promise: Option<Promise>,
    /// Why the reader sees it, where it is for some.
    pub because: Option<Because>,
    /// The statements that others see, and the reader's own.
    pub statements: Vec<StatementLine>,
    /// What the reader answered.
    pub answers: HashMap<ContributionId, Ballot>,
    /// Which statement is asked now.
    pub asked: Option<ContributionId>,
    /// The map; nothing while it is being drawn for the first time.
    pub drawn: Option<Arc<Drawn>>,
    /// Where the reader stands.
    pub you: Option<Person>,
    /// How many of those who answered have no account.
    pub guests: u64,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// Where it stands at a public address.
    pub open: Option<Opened>,
}

/// What an answer is called among the words, and in forms.
pub fn answer_name(ballot: Ballot) -> &'static str {
    match ballot {
        Ballot::For => "agree",
        Ballot::Against => "disagree",
        Ballot::Pass => "pass",
    }
}

/// The answer of a form.
pub fn answer_of(name: &str) -> Option<Ballot> {
    Ballot::ALL.into_iter().find(|ballot| answer_name(*ballot) == name)
}

impl Opinions {
    /// How many statements the reader answered, of how many that are asked or that they answered before.
    pub fn progress(&self) -> (usize, usize) {
        let counts = |one: &&StatementLine| one.is_asked() || self.answers.contains_key(&one.id);
        let all: Vec<&StatementLine> = self.statements.iter().filter(counts).collect();
        (all.iter().filter(|one| self.answers.contains_key(&one.id)).count(), all.len())
    }

    /// Answers that are missing until the map is shown: what others think does not steer who has not said what they think.
    fn missing(&self) -> usize {
        let (answered, all) = self.progress();
        if self.activity.as_ref().is_none_or(|activity| activity.open) {
            ENOUGH.min(all).saturating_sub(answered)
        } else {
            0
        }
    }

    /// Whether the reader has answered enough to be shown the map.
    pub fn shows_map(&self) -> bool {
        self.missing() == 0
    }

    /// A statement by its id.
    pub fn statement(&self, id: ContributionId) -> Option<&StatementLine> {
        self.statements.binary_search_by_key(&id, |one| one.id).ok().map(|place| &self.statements[place])
    }

    fn adds(&self) -> bool {
        self.activity.as_ref().is_some_and(|one| one.takes(Part::Contribute))
    }

    /// Addresses of this map begin so.
    pub fn here(&self) -> String {
        match (&self.open, &self.activity) {
            (Some(_), Some(activity)) => format!("/open/{}", activity.id),
            _ => format!("/exchanges/{}/opinions", self.exchange),
        }
    }

    /// The hidden field with the token of a form, where one is needed.
    fn proof(&self) -> Markup {
        html! { @if let Some(open) = &self.open { (proof(&open.proof)) } }
    }
}

/// The three answers, of one weight; the one that is given is marked.
pub fn buttons(given: Option<Ballot>, lang: Lang) -> Markup {
    html! { div.answers { @for ballot in Ballot::ALL {
        button name="go" value=(answer_name(ballot)) aria-pressed=[given.map(|given| (given == ballot).to_string())] {
            (say!(lang, "map-answer", answer = answer_name(ballot)))
        }
    } } }
}

/// The page.
pub fn page(view: &Opinions, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = view
        .activity
        .as_ref()
        .map_or_else(|| say!(lang, "way-title", way = "opinions"), |a| tame(&words(&a.activity.title, lang)));
    let content = html! {
        @if view.open.is_none() { (back(&shell.to("/me"), &say!(lang, "part-home"))) }
        p.kicker { (tame(&view.title)) }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @match &view.activity {
            None => (empty(&say!(lang, "map-none"), &say!(lang, "map-none-note", firm = tame(shell.name())), None)),
            Some(activity) => {
                @if !activity.open { p.note { (say!(lang, "map-closed")) } }
                @if let Some(because) = &view.because { (because.told(&view.exchange, shell)) }
                @if activity.open { (card(view, activity, shell)) }
                @if let Some(open) = &view.open { (note(open.taker, &view.here(), shell)) }
                @if let Some(promise) = &view.promise { (promised(promise, &view.exchange, shell)) }
                @if view.adds() { (propose(view, activity, shell)) }
                @if view.missing() > 0 { (how_it_works(view, lang)) } @else { (map(view, shell)) }
                (became(view, activity, shell))
                (answered(view, shell))
                (own(view, shell))
            },
        }
        (others(&view.others, &view.exchange, shell))
    };
    shell.portal(&title, &content)
}

/// The statement that is asked now, or that there is none left.
fn card(view: &Opinions, activity: &ActivityView, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let (answered, all) = view.progress();
    let asked = view.asked.and_then(|id| view.statement(id));
    html! { section.asked aria-labelledby="statement" {
        p.progress { span { (say!(lang, "map-progress", answered = answered, all = all)) }
            @if all > 0 { " " progress max=(all) value=(answered) aria-label=(say!(lang, "map-progress-label")) {} } }
        @match asked {
            Some(one) => {
                h2.over #statement tabindex="-1" { (say!(lang, "map-asked")) }
                blockquote lang=[one.language.as_deref()] { (prose(one.text.as_deref().unwrap_or_default())) }
                form method="post" action=(shell.to(view.here())) {
                    input type="hidden" name="activity" value=(activity.id);
                    input type="hidden" name="statement" value=(one.id);
                    (view.proof())
                    (buttons(None, lang))
                }
                p.note { (say!(lang, "map-pass-note")) }
            },
            None if all == 0 => {
                h2 #statement tabindex="-1" { (say!(lang, "map-no-statements")) }
                p { (say!(lang, "map-no-statements-note", adds = if view.adds() { "yes" } else { "no" })) }
            },
            None => {
                h2 #statement tabindex="-1" { (say!(lang, "map-all-answered")) }
                p { (say!(lang, "map-all-answered-note", firm = tame(shell.name()))) }
            },
        }
    } }
}

fn propose(view: &Opinions, activity: &ActivityView, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    html! { details.fold open[!view.errors.is_empty()] {
        summary { (say!(lang, "map-propose")) }
        form method="post" action=(shell.to(view.here())) {
            input type="hidden" name="activity" value=(activity.id);
            (view.proof())
            (form.area("text", say!(lang, "map-propose-text"), 3).hint(say!(lang, "map-propose-hint")).longest(280).required())
            p.note { (say!(lang, "part-looked-at")) }
            button name="go" value="propose" { (say!(lang, "map-propose-button")) }
        }
    } }
}

/// For those who do not see the map yet.
fn how_it_works(view: &Opinions, lang: Lang) -> Markup {
    html! { section aria-labelledby="how" {
        h2 #how { (say!(lang, "map-how")) }
        ol { @for step in ["answer", "place", "groups"] { li { (say!(lang, "map-how-step", step = step)) } } }
        p { strong { (say!(lang, "map-until", n = view.missing())) } }
    } }
}

fn map(view: &Opinions, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { section aria-labelledby="map" {
        h2 #map { (say!(lang, "map-heading")) }
        @match &view.drawn {
            None => p.note { (say!(lang, "map-being-drawn")) },
            Some(drawn) if drawn.outcome.people.len() < FEWEST as usize => {
                p.note { (say!(lang, "map-too-few", people = drawn.outcome.people.len(), needed = FEWEST)) }
            },
            Some(drawn) => {
                p.lead { (standing(view, drawn, lang)) }
                (without_account(view.guests, lang))
                (found::sections(drawn, &found::Reader { view, shell }))
            },
        }
    } }
}

/// How many of those who answered have no account, for both sides.
pub fn without_account(guests: u64, lang: Lang) -> Markup {
    html! { @if guests > 0 { p.soft { (say!(lang, "guest-takers", n = guests)) } } }
}

/// Where the reader stands, in a sentence.
fn standing(view: &Opinions, drawn: &Drawn, lang: Lang) -> String {
    let groups = drawn.outcome.shows_groups();
    let own = view.you.as_ref().and_then(|you| you.group).filter(|_| groups);
    let own = own.and_then(|group| drawn.outcome.groups.iter().find(|one| one.id == group));
    let placed = view.you.as_ref().is_some_and(|you| you.position.is_some());
    let people = count(drawn.outcome.people.len() as u64, lang);
    match (groups, own) {
        (true, Some(group)) => {
            let others = group.size.saturating_sub(1);
            say!(
                lang,
                "map-you-group",
                name = group.name.clone(),
                others = others,
                k = drawn.outcome.groups.len(),
                people = people
            )
        }
        (true, None) => {
            let needed = drawn.outcome.participation.votes_needed;
            say!(lang, "map-you-none", k = drawn.outcome.groups.len(), people = people, needed = needed)
        }
        (false, _) => say!(lang, "map-no-groups", people = people, placed = if placed { "yes" } else { "no" }),
    }
}

/// What the firm made of statements.
fn became(view: &Opinions, activity: &ActivityView, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let ended: Vec<&StatementLine> = view.statements.iter().filter(|one| one.outcome.is_some()).collect();
    html! { @if !ended.is_empty() {
        h2 { (say!(lang, "map-became")) }
        ul.list { @for one in ended { li {
            (named(one, view, shell))
            p { (status_chip(&activity.activity, &one.status, lang)) }
            @if let Some(outcome) = &one.outcome { (prose(outcome.words.as_str())) }
        } } }
    } }
}

/// A statement as a link to its page.
fn named(one: &StatementLine, view: &Opinions, shell: &Shell) -> Markup {
    html! { p.name lang=[one.language.as_deref()] { a href=(shell.to(format!("{}/{}", view.here(), one.id))) { (text_of(one, shell.lang)) } } }
}

/// What a statement says, or that its words are gone.
pub fn text_of(one: &StatementLine, lang: Lang) -> String {
    one.text.as_deref().map_or_else(|| say!(lang, "part-wordless"), plain)
}

/// What the reader answered, to be looked at again and changed.
fn answered(view: &Opinions, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let own: Vec<(&StatementLine, Ballot)> =
        view.statements.iter().filter_map(|one| Some((one, *view.answers.get(&one.id)?))).collect();
    html! { @if !own.is_empty() { details.fold {
        summary { (say!(lang, "map-your-answers", n = own.len())) }
        ul.list { @for (one, ballot) in own { li {
            (named(one, view, shell))
            p { (chip("person", &say!(lang, "map-answer", answer = answer_name(ballot)))) }
        } } }
        p.note { (say!(lang, "map-your-answers-note")) }
    } } }
}

/// What the reader brought, and whether others see it.
fn own(view: &Opinions, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let own: Vec<&StatementLine> = view.statements.iter().filter(|one| one.own).collect();
    html! { @if !own.is_empty() {
        h2 { (say!(lang, "map-yours")) }
        ul.list { @for one in own { li {
            (named(one, view, shell))
            p { (chip("still", &say!(lang, "map-part", part = statement::part_name(&one.part)))) }
        } } }
    } }
}
