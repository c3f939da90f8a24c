//! `/studio/exchanges/{id}/counters`: conditions that people put, how they are spread, and the firm's answer.

use std::collections::BTreeMap;

use comity_exchange::clause::Clause;
use comity_exchange::counter::Alternative;
use comity_exchange::id::ClauseId;
use comity_exchange::negotiation::CounterState;
use comity_exchange::terms::Terms;
use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;
use comity_store::Right;
use maud::{Markup, html};

use crate::chart::{Replies, Setting, replies};
use crate::report::figure;
use crate::web::portal::exchange::alternative_words;
use crate::web::ui::{
    Errors, Fields, Form, Pages, Reading, Section, Shell, back, chip, counter_state, day, empty, error_summary,
    pagination, plain,
};
use crate::words::{Lang, count, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Counters {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The version in force.
    pub terms: Terms,
    /// Answers clause by clause: yes, yes if, no.
    pub answers: Vec<Replies>,
    /// How often each condition was put to a clause, most often first.
    pub spread: Vec<Wanted>,
    /// The conditions of this page of the list.
    pub rows: Vec<Row>,
    /// How to get on.
    pub pages: Pages,
    /// The filters: field `state`.
    pub filter: Fields,
    /// What was typed in an answer that was not taken.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// A condition that several persons may have put.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The clause.
    pub clause: ClauseId,
    /// What is asked for, without anybody's own words.
    pub alternative: Alternative,
    /// Whether each of them put it in words of their own as well.
    pub own_words: bool,
    /// How often.
    pub times: u64,
}

/// One person's condition.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id in addresses.
    pub id: String,
    /// The person's name and id in addresses.
    pub person: (String, String),
    /// The clause.
    pub clause: ClauseId,
    /// What is asked for.
    pub alternative: Alternative,
    /// When it was put.
    pub made: Timestamp,
    /// When it lapses.
    pub answer_by: Timestamp,
    /// What became of it.
    pub state: CounterState,
    /// How many others put the same.
    pub same: u64,
}

/// A firm's answer to a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Yes, for one, for all in the same position, or as a new version; with the clause's text where the condition was
    /// in own words.
    Accept {
        /// The condition's id.
        counter: String,
        /// For whom.
        whom: Whom,
        /// The text of the clause in each language, where it was written anew.
        wording: BTreeMap<String, String>,
    },
    /// No, with the reason.
    Decline {
        /// The condition's id.
        counter: String,
        /// The reason.
        reason: String,
    },
}

/// For whom a condition is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// The person who put it.
    One,
    /// Everybody in the same position.
    Group,
    /// Everybody, by a new version.
    Version,
}

/// Reads an answer: field `go` is `one:{id}`, `group:{id}`, `version:{id}` or `decline:{id}`; `reason.{id}` and
/// `wording.{id}.{language}` hold what was written.
///
/// # Errors
/// A refusal without a reason, or a button that is none.
pub fn read(fields: &Fields, lang: Lang) -> Result<Reply, Errors> {
    let mut errors = Errors::default();
    let (verb, id) = fields.get("go").split_once(':').unwrap_or_default();
    let counter = id.to_owned();
    let whom = match verb {
        "one" => Whom::One,
        "group" => Whom::Group,
        "version" => Whom::Version,
        "decline" if !id.is_empty() => {
            let name = format!("reason.{id}");
            let reason = fields.get(&name).trim().to_owned();
            if !reason.is_empty() {
                return Ok(Reply::Decline { counter, reason });
            }
            errors.add(name, say!(lang, "web-missing", what = "reason"));
            return Err(errors);
        }
        _ => {
            errors.add("go", say!(lang, "portal-not-possible"));
            return Err(errors);
        }
    };
    let start = format!("wording.{id}.");
    let wording =
        fields.iter().filter_map(|(name, text)| Some((name.strip_prefix(&start)?.to_owned(), text.trim().to_owned())));
    Ok(Reply::Accept { counter, whom, wording: wording.filter(|(_, text)| !text.is_empty()).collect() })
}

/// The page.
pub fn page(view: &Counters, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let reading = Reading::new(&view.terms, lang).by_member();
    let path = format!("/studio/exchanges/{}", view.exchange);
    let title = say!(lang, "studio-counters", title = reading.plain(&view.terms.title));
    let errors = Errors::default();
    let filter = Form { fields: &view.filter, errors: &errors, lang };
    let states = ["", "open", "accepted", "declined", "lapsed"]
        .map(|s| (s.to_owned(), say!(lang, "studio-counter-filter", state = s)));
    let clause_title =
        |id: &ClauseId| view.terms.clause(id).map_or(id.to_string(), |c| reading.plain(&c.title).to_owned());
    let content = html! {
        (back(&shell.to(&path), &say!(lang, "studio-to-exchange")))
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @match replies(&view.answers, Setting { id: "replies", lang }) {
            Some(chart) => (figure(&chart, "replies", lang)),
            None if view.rows.is_empty() && view.spread.is_empty() => (empty(&say!(lang, "studio-no-answers"), &say!(lang, "studio-no-answers-note"), None)),
            None => {},
        }
        @if !view.spread.is_empty() {
            h2 { (say!(lang, "studio-spread")) }
            ul.list { @for asked in &view.spread { li {
                span.count { (count(asked.times, lang)) } span.name { (clause_title(&asked.clause)) }
                @if asked.alternative != Alternative::default() { (alternative_words(&asked.alternative, view.terms.clause(&asked.clause), &reading)) }
                @if asked.own_words { p.soft { (say!(lang, "studio-own-words")) } }
            } } }
            p.note { (say!(lang, "studio-spread-note")) }
        }
        @if !view.rows.is_empty() || view.filter.has("state") {
            h2 { (say!(lang, "studio-one-by-one")) }
            form.filter method="get" action=(shell.to(format!("{path}/counters"))) {
                (filter.choice("state", say!(lang, "studio-state"), states)) button { (say!(lang, "studio-filter")) }
            }
            ul.list { @for row in &view.rows { li { (one(row, view, &reading, shell)) } } }
            (pagination(&view.pages, &format!("{path}/counters?state={}&", view.filter.get("state")), shell))
        }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

fn one(row: &Row, view: &Counters, reading: &Reading<'_>, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let clause = view.terms.clause(&row.clause);
    let title = clause.map_or(row.clause.as_str(), |c| reading.plain(&c.title));
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let (name, person) = &row.person;
    let state = counter_state(&row.state);
    let reason = format!("reason.{}", row.id);
    let open = view.errors.get(&reason).is_some();
    html! {
        div.row.ends {
            span { a.name href=(shell.to(format!("/studio/people/{person}"))) { (tame(name)) } " · " (title) }
            (chip(if state == "open" { "live" } else { "still" }, &say!(lang, "web-counter-state", state = state)))
        }
        (alternative_words(&row.alternative, clause, reading))
        p.soft { (day(row.made, lang)) @if state == "open" { " · " (say!(lang, "studio-answer-by")) " " (day(row.answer_by, lang)) } @if row.same > 0 { " · " (say!(lang, "studio-same", n = row.same)) } }
        @match &row.state {
            CounterState::Declined(reason) => p { (say!(lang, "studio-reason")) ": " (plain(reason)) },
            CounterState::Open => { @if shell.may(Right::CounterAnswer) { details open[open] {
                summary { (say!(lang, "studio-answer-one", name = tame(name))) }
                form method="post" action=(shell.to(format!("/studio/exchanges/{}/counters", view.exchange))) {
                    @if row.alternative.words.is_some() {
                        fieldset.group { legend { (say!(lang, "studio-wording")) } p.hint { (say!(lang, "studio-wording-note")) }
                            div.pair { @for language in view.terms.languages() {
                                @let name = format!("wording.{}.{language}", row.id);
                                @let now = with_wording(view, clause, &name, &language);
                                (Form { fields: &now, ..form }.area(name, say!(lang, "studio-language", code = language.as_str()), 4).spoken(language.as_str()))
                            } }
                        }
                    }
                    div.actions {
                        @for whom in ["one", "group", "version"] { button name="go" value=(format!("{whom}:{}", row.id)) { (say!(lang, "studio-accept", whom = whom)) } }
                    }
                    p.note { (say!(lang, "studio-accept-note")) }
                    (form.area(reason, say!(lang, "studio-reason"), 2).hint(say!(lang, "studio-reason-hint")))
                    button name="go" value=(format!("decline:{}", row.id)) { (say!(lang, "studio-decline")) }
                }
            } } },
            CounterState::Accepted | CounterState::Lapsed | CounterState::TakenBack | CounterState::Overtaken => {},
        }
    }
}

/// The fields with the clause's text as it reads, where no other was typed.
fn with_wording(view: &Counters, clause: Option<&Clause>, name: &str, language: &Language) -> Fields {
    let mut fields = view.fields.clone();
    if let Some(clause) = clause.filter(|_| !view.fields.has(name)) {
        fields.set(name, clause.text.best(language, &view.terms.language));
    }
    fields
}

#[cfg(test)]
impl Counters {
    /// Made-up conditions.
    pub fn sample() -> Self {
        let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let clause = |name: &str| ClauseId::new(name).unwrap();
        let shorter = Alternative { retention_days: Some(30), ..Default::default() };
        let nobody = Alternative { recipients: Some([].into()), ..Default::default() };
        let words =
            Alternative { words: Some("Only if I can see the map before others do".into()), ..Default::default() };
        let made = Timestamp(1_795_773_900_000_000);
        let row = |id: &str, name: &str, of: &str, alternative: &Alternative, state| Row {
            id: id.into(),
            person: (name.into(), "0192f3a1".into()),
            clause: clause(of),
            alternative: alternative.clone(),
            made,
            answer_by: made.plus_days(14),
            same: if state == CounterState::Open { 8 } else { 0 },
            state,
        };
        let replies = [
            ("How you use your plan", [812, 140, 96]),
            ("Signal where you are", [501, 388, 159]),
            ("Your bill", [1_048, 0, 0]),
            ("Helping others choose", [390, 0, 658]),
        ];
        let asked = |name: &str, alternative: &Alternative, own_words, times| Wanted {
            clause: clause(name),
            alternative: alternative.clone(),
            own_words,
            times,
        };
        Self {
            exchange: "0192f3a1c2d47f00a1b2c3d4e5f60718".into(),
            answers: replies.map(|(clause, answers)| Replies { clause: clause.into(), answers }).to_vec(),
            spread: vec![
                asked("signal-for-coverage", &nobody, false, 204),
                asked("usage-for-advice", &shorter, false, 131),
                asked("usage-for-advice", &Alternative::default(), true, 12),
            ],
            rows: vec![
                row("c1", "Luca Ferri", "usage-for-advice", &shorter, CounterState::Open),
                row("c2", "Aïsha Diallo", "usage-for-advice", &words, CounterState::Open),
                row(
                    "c3",
                    "Marta Bianchi",
                    "signal-for-coverage",
                    &nobody,
                    CounterState::Declined("Signal Lab draws the map; without it there is none.".into()),
                ),
            ],
            pages: Pages { total: 340, next: Some("c3".into()), first: true },
            filter: Fields::default(),
            fields: Fields::default(),
            errors: Errors::default(),
            terms,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_for_whom_or_why_not() {
        let read = |pairs: &[(&str, &str)]| {
            read(
                &Fields::from(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect::<Vec<_>>()),
                Lang::En,
            )
        };
        let accept = |whom, wording: &[(&str, &str)]| Reply::Accept {
            counter: "c1".into(),
            whom,
            wording: wording.iter().map(|(l, t)| ((*l).to_owned(), (*t).to_owned())).collect(),
        };
        assert_eq!(read(&[("go", "group:c1")]), Ok(accept(Whom::Group, &[])));
        let typed = [("go", "one:c1"), ("wording.c1.it", " Testo "), ("wording.c1.en", " "), ("wording.c2.en", "x")];
        assert_eq!(read(&typed), Ok(accept(Whom::One, &[("it", "Testo")])));
        let no = Reply::Decline { counter: "c1".into(), reason: "Too dear".into() };
        assert_eq!(read(&[("go", "decline:c1"), ("reason.c1", "Too dear ")]), Ok(no));
        assert!(read(&[("go", "decline:c1"), ("reason.c2", "x")]).unwrap_err().get("reason.c1").is_some());
        assert!(read(&[("go", "burn:c1")]).is_err() && read(&[]).is_err());
    }
}
