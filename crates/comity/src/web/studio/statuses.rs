//! `/studio/exchanges/{id}/statuses/{activity}`: the statuses of an activity, in the firm's words, with a picture of what comes of it.

use std::collections::BTreeMap;

use comity_exchange::text::{Language, Texts};
use comity_participation::activity::{Fault, NotRestated};
use comity_participation::name::Name;
use comity_participation::roadmap::Group;
use comity_participation::status::{NotAStatusSet, OutcomeKind, Status, StatusSet};
use comity_store::{Right, StatusesView};
use maud::{Markup, html};

use crate::web::portal::part::own::outcome_name;
use crate::web::portal::roadmap::group_name;
use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, chip, day, error_summary};
use crate::web::way::words;
use crate::words::{Lang, say, tame};

/// How many statuses an activity has at most, and how many can be added at a time.
const MOST: usize = 20;
const ADDED: usize = 2;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The way back: the desk of the activity.
    pub back: String,
    /// The statuses and what stands in them.
    pub view: StatusesView,
    /// Languages of the exchange, its own first.
    pub languages: Vec<Language>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// What a form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The statuses.
    pub statuses: StatusSet,
    /// Where the contributions go of those that are left out.
    pub moves: BTreeMap<Name, Name>,
}

/// Changes with the statuses, so that two who change them at once are told.
pub fn mark(view: &StatusesView) -> String {
    let text = serde_json::to_string(&view.activity.activity.statuses).unwrap_or_default();
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
}

/// The form as it stands in the books.
pub fn begin(view: &StatusesView, languages: &[Language]) -> Fields {
    let mut fields = Fields::default();
    for (at, status) in view.activity.activity.statuses.iter().enumerate() {
        fields.push(format!("name.{at}"), status.name.to_string());
        fields.push(format!("order.{at}"), (at + 1).to_string());
        fields.push(format!("kind.{at}"), status.outcome.map(outcome_name).unwrap_or_default());
        for language in languages {
            let text = status.words.iter().find(|(own, _)| *own == language).map(|(_, text)| text).unwrap_or_default();
            fields.push(format!("words.{at}.{language}"), text);
        }
    }
    fields
}

impl Desk {
    fn count(&self) -> usize {
        self.view.activity.activity.statuses.iter().count()
    }

    fn used(&self, name: &str) -> u64 {
        self.view.used.iter().find(|(known, _)| known.as_str() == name).map_or(0, |(_, n)| *n)
    }

    /// The place in the form of a status that is there already.
    fn place(&self, name: &Name) -> Option<usize> {
        (0..self.count()).find(|at| self.fields.get(&format!("name.{at}")) == name.as_str())
    }

    fn outcome(&self, name: &str) -> Option<OutcomeKind> {
        let rules = self.view.activity.activity.setting.rules();
        rules.outcomes().iter().copied().find(|kind| outcome_name(*kind) == name)
    }

    /// The statuses as they were typed, in their order, with those that mean nothing left out.
    fn typed(&self, fresh: i64) -> Vec<(usize, Status)> {
        let fields = &self.fields;
        let mut all: Vec<(u32, usize, Status)> = Vec::new();
        for at in 0..(self.count() + ADDED).min(MOST) {
            let mut words = Texts::default();
            for language in &self.languages {
                let text = fields.get(&format!("words.{at}.{language}")).trim();
                if !text.is_empty() {
                    words.set(language.clone(), text);
                }
            }
            let known = fields.get(&format!("name.{at}"));
            let is_new = at >= self.count();
            if fields.holds(&format!("gone.{at}"), "on") || (is_new && words.is_blank()) {
                continue;
            }
            // A name that was never used, so that what was told under another keeps its words.
            let name = if is_new { format!("s{fresh}-{at}") } else { known.to_owned() };
            let Ok(name) = Name::new(&name) else { continue };
            let order = fields.get(&format!("order.{at}")).trim().parse().unwrap_or(u32::MAX);
            let outcome = self.outcome(fields.get(&format!("kind.{at}")));
            all.push((order, at, Status { name, words, outcome }));
        }
        all.sort_by_key(|(order, at, _)| (*order, *at));
        all.into_iter().map(|(_, at, status)| (at, status)).collect()
    }

    /// Reads the form; `fresh` is a number that no status was named after before.
    ///
    /// # Errors
    /// What is wrong, field by field: words that are missing in a language of the exchange, a set with which nothing could begin or
    /// end, contributions that would be nowhere.
    pub fn read(&self, fresh: i64, lang: Lang) -> Result<Asked, Errors> {
        let mut errors = Errors::default();
        let typed = self.typed(fresh);
        for (at, status) in &typed {
            for language in self.languages.iter().filter(|language| !status.words.has(language)) {
                let words = say!(lang, "statuses-no-words", language = language.as_str().to_uppercase());
                errors.add(format!("words.{at}.{language}"), words);
            }
        }
        let first = typed.first().map_or(0, |(at, _)| *at);
        let mut moves = BTreeMap::new();
        for at in 0..self.count() {
            let to = self.fields.get(&format!("to.{at}"));
            let from = Name::new(self.fields.get(&format!("name.{at}")));
            if let (true, Ok(from), Ok(to)) = (self.fields.holds(&format!("gone.{at}"), "on"), from, Name::new(to)) {
                moves.insert(from, to);
            }
        }
        let set = StatusSet::new(typed.into_iter().map(|(_, status)| status).collect());
        let statuses = match set {
            Ok(statuses) => statuses,
            Err(wrong) => {
                let what = match wrong {
                    NotAStatusSet::BeginsEnded => "begins",
                    NotAStatusSet::NoWayToSayNo => "no-no",
                    NotAStatusSet::NoWords(_) => return Err(errors),
                    _ => "never-ends",
                };
                errors.add(format!("kind.{first}"), say!(lang, "part-open-wrong", what = what));
                return Err(errors);
            }
        };
        if let Err(why) = self.view.activity.activity.restated(statuses.clone(), &self.view.used, &moves) {
            let (field, words) = self.refused(&why, first, lang);
            errors.add(field, words);
        }
        if errors.is_empty() { Ok(Asked { statuses, moves }) } else { Err(errors) }
    }

    /// What the rules have against it, as a sentence at a field.
    fn refused(&self, why: &NotRestated, first: usize, lang: Lang) -> (String, String) {
        let at = |part: &str, name: &Name| format!("{part}.{}", self.place(name).unwrap_or(first));
        match why {
            NotRestated::InUse { name, n } => (at("to", name), say!(lang, "statuses-refused", why = "in-use", n = *n)),
            NotRestated::Nowhere(name) => (at("to", name), say!(lang, "statuses-refused", why = "nowhere", n = 0)),
            NotRestated::OtherKind(name) => (at("to", name), say!(lang, "statuses-refused", why = "other-kind", n = 0)),
            NotRestated::KindInUse { name, n } => {
                (at("kind", name), say!(lang, "statuses-refused", why = "kind-in-use", n = *n))
            }
            NotRestated::Fault(Fault::Statuses(NotAStatusSet::Lacks(kind))) => {
                let kind = say!(lang, "part-outcome", kind = outcome_name(*kind));
                (format!("kind.{first}"), say!(lang, "part-open-lacks", kind = kind))
            }
            NotRestated::Fault(_) => (format!("kind.{first}"), say!(lang, "statuses-refused", why = "other", n = 0)),
        }
    }
}

/// The page.
pub fn page(view: &Desk, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "statuses-title");
    let here = shell.to(format!("/studio/exchanges/{}/statuses/{}", view.exchange, view.view.activity.id));
    let activity = tame(&words(&view.view.activity.activity.title, lang));
    let may = shell.may(Right::ExchangePublish);
    let content = html! {
        (back(&shell.to(&view.back), &activity))
        h1 { (title) }
        (error_summary(&view.errors, lang))
        p.lead { (say!(lang, "statuses-lead")) }
        (picture(view, lang))
        @if may { form method="post" action=(here) {
            input type="hidden" name="saw" value=(mark(&view.view));
            @let places = (view.count() + ADDED).min(MOST);
            @for at in 0..places { (status(view, at, lang)) }
            div.actions {
                button.first name="go" value="save" { (say!(lang, "statuses-button", go = "save")) }
                button name="go" value="look" { (say!(lang, "statuses-button", go = "look")) }
            }
        } }
        @if let (true, Some(at)) = (may, view.view.changed) { section aria-labelledby="undo" {
            h2 #undo { (say!(lang, "statuses-undo")) }
            p { (say!(lang, "statuses-changed")) " " (day(comity_exchange::time::Timestamp(at), lang)) ". " (say!(lang, "statuses-undo-note")) }
            form.quiet method="post" action=(here) {
                input type="hidden" name="saw" value=(mark(&view.view));
                button name="go" value="undo" { (say!(lang, "statuses-button", go = "undo")) }
            }
        } }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// What people will see: the statuses in their order as they are drawn beside a contribution, and where on the roadmap each stands.
fn picture(view: &Desk, lang: Lang) -> Markup {
    let typed = view.typed(0);
    html! { section.held aria-labelledby="picture" {
        h2.over #picture { (say!(lang, "statuses-picture")) }
        div.scroll { table.stacks {
            thead { tr {
                th scope="col" { (say!(lang, "statuses-column", column = "status")) }
                @for language in view.languages.iter().skip(1) { th scope="col" { (language.as_str().to_uppercase()) } }
                th scope="col" { (say!(lang, "statuses-column", column = "kind")) }
                th scope="col" { (say!(lang, "statuses-column", column = "roadmap")) }
                th.n scope="col" { (say!(lang, "statuses-column", column = "used")) }
            } }
            tbody { @for (_, status) in &typed {
                @let tone = match status.outcome { None => "live", Some(OutcomeKind::NotNow) => "still", Some(kind) if kind.ends_votes() => "both", Some(_) => "firm" };
                @let group = status.outcome.and_then(Group::of);
                tr {
                    @for (n, language) in view.languages.iter().enumerate() {
                        @let text = status.words.iter().find(|(own, _)| *own == language).map(|(_, text)| tame(text)).unwrap_or_else(|| "…".into());
                        @if n == 0 { th scope="row" lang=(language.as_str()) { (chip(tone, &text)) } }
                        @else { td lang=(language.as_str()) data-label=(language.as_str().to_uppercase()) { (chip(tone, &text)) } }
                    }
                    td data-label=(say!(lang, "statuses-column", column = "kind")) { (kind_words(status.outcome, lang)) }
                    td data-label=(say!(lang, "statuses-column", column = "roadmap")) {
                        @match group { Some(group) => (say!(lang, "roadmap-group", group = group_name(group))), None => (say!(lang, "statuses-nowhere")) }
                    }
                    td.n data-label=(say!(lang, "statuses-column", column = "used")) { (view.used(status.name.as_str())) }
                }
            } }
        } }
    } }
}

fn kind_words(outcome: Option<OutcomeKind>, lang: Lang) -> String {
    outcome.map_or_else(|| say!(lang, "part-still-open"), |kind| say!(lang, "part-outcome", kind = outcome_name(kind)))
}

/// The fields of one status.
fn status(view: &Desk, at: usize, lang: Lang) -> Markup {
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let name = view.fields.get(&format!("name.{at}")).to_owned();
    let (is_new, used) = (at >= view.count(), view.used(&name));
    let rules = view.view.activity.activity.setting.rules();
    let open = std::iter::once((String::new(), say!(lang, "part-still-open")));
    let kinds = rules.outcomes().iter().map(|kind| (outcome_name(*kind).to_owned(), kind_words(Some(*kind), lang)));
    let others = view.view.activity.activity.statuses.iter().filter(|other| other.name.as_str() != name);
    let others = others.map(|other| (other.name.to_string(), tame(&words(&other.words, lang))));
    let nowhere = std::iter::once((String::new(), say!(lang, "statuses-choose")));
    html! { fieldset.group.held {
        legend { @if is_new { (say!(lang, "statuses-new")) } @else { (say!(lang, "statuses-one", n = at + 1, used = used)) } }
        @if !is_new { input type="hidden" name=(format!("name.{at}")) value=(name); }
        div.pair { @for language in &view.languages {
            (form.line(format!("words.{at}.{language}"), say!(lang, "statuses-words", language = language.as_str().to_uppercase())).longest(80).spoken(language.as_str()))
        } }
        div.pair {
            (form.choice(format!("kind.{at}"), say!(lang, "statuses-kind"), open.chain(kinds)))
            (form.number(format!("order.{at}"), say!(lang, "statuses-order"), [None, None]))
        }
        @if !is_new { div.pair {
            (form.tick(format!("gone.{at}"), "on", say!(lang, "statuses-gone")))
            @if used > 0 { (form.choice(format!("to.{at}"), say!(lang, "statuses-to", n = used), nowhere.chain(others))) }
        } }
    } }
}

#[cfg(test)]
impl Desk {
    /// Statuses in which contributions stand, changed before.
    pub fn sample() -> Self {
        use crate::web::portal::part::sample;
        let name = |name: &str| Name::new(name).unwrap();
        let view = StatusesView {
            activity: sample::activity(),
            used: [(name("open"), 12), (name("planned"), 3)].into(),
            changed: Some(sample::AT),
        };
        let languages = vec![Language::new("en").unwrap(), Language::new("it").unwrap()];
        Self {
            exchange: sample::EXCHANGE.into(),
            back: format!("/studio/exchanges/{}/ideas", sample::EXCHANGE),
            fields: begin(&view, &languages),
            view,
            languages,
            errors: Errors::default(),
        }
    }

    /// One that is left out although contributions stand in it.
    pub fn sample_wrong(lang: Lang) -> Self {
        let mut view = Self::sample();
        view.fields.push("gone.2", "on");
        view.errors = view.read(1, lang).unwrap_err();
        view
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_in_their_order_and_in_every_language() {
        let mut view = Desk::sample();
        let names = |asked: &Asked| asked.statuses.iter().map(|status| status.name.to_string()).collect::<Vec<_>>();
        let same = view.read(7, Lang::En).unwrap();
        assert_eq!(same.statuses, view.view.activity.activity.statuses);
        view.fields.set("order.4", "2");
        view.fields.set("order.1", "9");
        view.fields.push("words.5.en", "we build it");
        assert!(view.read(7, Lang::En).unwrap_err().get("words.5.it").is_some(), "in every language of the exchange");
        view.fields.push("words.5.it", "la stiamo facendo");
        view.fields.push("kind.5", "under-way");
        let asked = view.read(7, Lang::En).unwrap();
        assert_eq!(names(&asked), ["open", "not-now", "planned", "done", "looking", "s7-5"]);
        assert_eq!(asked.statuses.iter().last().unwrap().outcome, Some(OutcomeKind::UnderWay));

        view.fields.push("gone.2", "on");
        assert!(view.read(7, Lang::En).unwrap_err().get("to.2").is_some(), "it asks where they go");
        view.fields.push("to.2", "open");
        assert!(view.read(7, Lang::En).unwrap_err().get("to.2").is_some(), "not to another kind");
        view.fields.set("kind.3", "planned");
        view.fields.set("to.2", "done");
        let asked = view.read(7, Lang::En).unwrap();
        assert_eq!(asked.moves, [(Name::new("planned").unwrap(), Name::new("done").unwrap())].into());
        view.fields.set("kind.0", "done");
        assert!(view.read(7, Lang::En).unwrap_err().get("kind.0").is_some(), "the first has to be open");
    }
}
