//! `/exchanges/{id}/agreement`: what is in force, to be set, ended and proved.

use comity_exchange::agreement::{Agreement, Held};
use comity_exchange::basis::Ending;
use comity_exchange::clause::{Clause, Position, Setting};
use comity_exchange::fixed::FixedTerms;
use comity_exchange::id::{ClauseId, PurposeId};
use comity_exchange::negotiation::{Counter, CounterState};
use comity_exchange::time::Timestamp;
use comity_store::NotEntered;
use maud::{Markup, html};

use super::exchange::{alternative_words, field, position_value, read_position, setting_input};
use super::pulse::{self, Pulse};
use super::receipts::{self, Receipt};
use super::record;
use crate::web::ui::{Errors, Fields, Form, Reading, Shell, back, chip, counter_state, day, error_summary, plain};
use crate::words::{Lang, say};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct InForce {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The terms of the version last answered, for the names of items, purposes and recipients.
    pub terms: FixedTerms,
    /// What is agreed.
    pub agreement: Agreement,
    /// Conditions, oldest first.
    pub counters: Vec<Counter>,
    /// Votes that are open to the person.
    pub votes: Vec<OpenVote>,
    /// Receipts, newest first.
    pub receipts: Vec<Receipt>,
    /// What the firm has not entered and a record would say.
    pub lacks: Vec<NotEntered>,
    /// Whether an offer waits for an answer.
    pub offer_waits: bool,
    /// What they are asked about how it was, where they have just left.
    pub pulse: Option<Pulse>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// A vote on a shared clause.
#[derive(Debug, Clone)]
pub struct OpenVote {
    /// The clause as it would read; nothing when it would go.
    pub wording: Option<Clause>,
    /// The clause as it reads.
    pub clause: Clause,
    /// When the vote ends.
    pub ends: Timestamp,
    /// The person's own vote so far.
    pub answered: Option<bool>,
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Moves a setting.
    Set(ClauseId, Position),
    /// Withdraws consent for a purpose, or objects to it.
    Withdraw(PurposeId),
    /// Leaves.
    Leave,
    /// Takes a condition back, by its number.
    TakeBack(usize),
    /// Votes on a clause.
    Vote(ClauseId, bool),
}

/// Reads a form: field `go` with `set:{clause}`, `withdraw:{purpose}`, `leave`, `take-back:{number}`, `vote-yes:{clause}`
/// or `vote-no:{clause}`; a setting's value is in `set.{clause}`.
///
/// # Errors
/// A setting outside its bounds, or an act that is none.
pub fn read(fields: &Fields, agreement: &Agreement, lang: Lang) -> Result<Deed, Errors> {
    let mut errors = Errors::default();
    let go = fields.get("go");
    let (verb, what) = go.split_once(':').unwrap_or((go, ""));
    let deed = match verb {
        "leave" => Some(Deed::Leave),
        "withdraw" => PurposeId::new(what).ok().map(Deed::Withdraw),
        "take-back" => what.parse().ok().map(Deed::TakeBack),
        "vote-yes" | "vote-no" => ClauseId::new(what).ok().map(|id| Deed::Vote(id, verb == "vote-yes")),
        "set" => ClauseId::new(what).ok().and_then(|id| {
            let setting = agreement.held.get(&id)?.clause.setting.as_ref()?;
            let name = field("set", &id);
            let position = read_position(setting, fields.get(&name));
            if position.is_none() {
                errors.add(name, say!(lang, "portal-set-wrong"));
            }
            Some(Deed::Set(id, position?))
        }),
        _ => None,
    };
    deed.ok_or_else(|| {
        if errors.is_empty() {
            errors.add("go", say!(lang, "portal-not-possible"));
        }
        errors
    })
}

/// The page.
pub fn page(view: &InForce, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let reading = Reading::new(&view.terms, lang);
    let title = say!(lang, "portal-agreement", title = reading.plain(&view.terms.title));
    let agreement = &view.agreement;
    let action = shell.to(format!("/exchanges/{}/agreement", view.exchange));
    let content = html! {
        (back(&shell.to("/me"), &say!(lang, "portal-to-home")))
        p.kicker { (say!(lang, "portal-agreement-kicker", version = agreement.version)) " " (day(agreement.signed, lang)) }
        h1 { (title) }
        @if let Some(left) = agreement.left { p.lead { (say!(lang, "portal-left-on")) " " (day(left, lang)) ". " (say!(lang, "portal-left-note")) } }
        @else { p.lead { (say!(lang, "portal-in-force", n = agreement.held.len())) } }
        p.screen { a href=(shell.to(format!("/exchanges/{}/voice", view.exchange))) { (say!(lang, "voice-mine")) } }
        (error_summary_here(view, lang))
        @if view.offer_waits { p.done { (say!(lang, "portal-offer-waits")) " " a.screen href=(shell.to(format!("/exchanges/{}", view.exchange))) { (say!(lang, "portal-read")) } } }
        @for vote in &view.votes { (open_vote(vote, &reading, &action)) }
        @for held in in_order(view) { (one(held, view, &reading, &action)) }
        @if !view.counters.is_empty() {
            h2 { (say!(lang, "portal-conditions")) }
            ul.list { @for (number, counter) in view.counters.iter().enumerate().rev() { li { (condition(number, counter, &reading, &action)) } } }
        }
        h2 { (say!(lang, "portal-receipts")) }
        (receipts::table(&view.receipts, shell))
        (to_keep(view, shell))
        @if agreement.left.is_none() { (leaving(view, &reading, &action)) }
        @if let Some(pulse) = &view.pulse { (pulse::after(pulse, shell)) }
    };
    shell.portal(&title, &content)
}

fn error_summary_here(view: &InForce, lang: Lang) -> Markup {
    match view.errors.get("go") {
        Some(error) => html! { p.problem role="alert" { (error) } },
        None => error_summary(&view.errors, lang),
    }
}

/// The record to keep, where there is anything to record.
fn to_keep(view: &InForce, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let asks = |clause: &Clause| clause.information.is_some();
    let any = view.terms.clauses.iter().any(asks) || view.agreement.held.values().any(|held| asks(&held.clause));
    html! { @if any {
        (record::told(&view.lacks, shell))
        div.actions.screen { a.button download href=(shell.to(format!("/exchanges/{}/record.json", view.exchange))) { (say!(lang, "portal-record-file")) } }
    } }
}

/// Clauses in force, in the order of the document.
fn in_order(view: &InForce) -> Vec<&Held> {
    let place = |held: &&Held| view.terms.clauses.iter().position(|c| c.id == held.clause.id).unwrap_or(usize::MAX);
    let mut all: Vec<&Held> = view.agreement.held.values().collect();
    all.sort_by_key(place);
    all
}

fn one(held: &Held, view: &InForce, reading: &Reading<'_>, action: &str) -> Markup {
    let lang = reading.lang;
    let clause = &held.clause;
    let (name, mut fields) = (field("set", &clause.id), view.fields.clone());
    if let Some(position) = held.position.clone().or_else(|| clause.setting.as_ref().map(Setting::start))
        && !fields.has(&name)
    {
        fields.set(&name, position_value(&position));
    }
    html! { section.held aria-labelledby=(format!("held-{}", clause.id)) {
        h2.over #(format!("held-{}", clause.id)) { (reading.text(&clause.title)) }
        p { (reading.text(&clause.text)) }
        (reading.trade(clause))
        @if let Some(setting) = &clause.setting {
            form method="post" action=(action) {
                (setting_input(Form { fields: &fields, errors: &view.errors, lang }, name.clone(), setting, reading))
                button.small name="go" value=(format!("set:{}", clause.id)) { (say!(lang, "portal-set-button")) }
            }
        }
        details { summary { (say!(lang, "portal-everything-about", title = reading.plain(&clause.title))) } (reading.facts(clause)) p.soft { (say!(lang, "portal-since", version = held.version)) " " (day(held.since, lang)) } }
        (ending(held, reading, action))
    } }
}

/// How a clause in force ends: in one step where the law lets it.
fn ending(held: &Held, reading: &Reading<'_>, action: &str) -> Markup {
    let lang = reading.lang;
    let Some(purpose) = held.clause.information.as_ref().and_then(|asked| asked.purpose.as_ref()) else {
        return html! {};
    };
    let verb = match held.basis.as_ref().map(comity_exchange::basis::Basis::ends_by) {
        Some(Ending::Objecting) => "object",
        Some(Ending::Leaving) => return html! { p.soft { (say!(lang, "portal-ends-leaving")) } },
        Some(Ending::ByLaw) => return html! { p.soft { (say!(lang, "portal-ends-law")) } },
        Some(Ending::Withdrawing) | None => "withdraw",
    };
    html! { details.screen {
        summary { (say!(lang, "portal-end", verb = verb, title = reading.plain(&held.clause.title))) }
        p { @if held.clause.on_leaving.is_blank() { (say!(lang, "web-leaving-plain")) } @else { (reading.text(&held.clause.on_leaving)) } }
        p { (say!(lang, "portal-end-note")) }
        form method="post" action=(action) { button name="go" value=(format!("withdraw:{purpose}")) { (say!(lang, "portal-end-button", verb = verb)) } }
    } }
}

fn condition(number: usize, counter: &Counter, reading: &Reading<'_>, action: &str) -> Markup {
    let lang = reading.lang;
    let title = reading.terms.clause(&counter.clause).map_or(counter.clause.as_str(), |c| reading.plain(&c.title));
    let state = counter_state(&counter.state);
    html! {
        div.row.ends { span.name { (title) } (chip(if state == "open" { "live" } else { "still" }, &say!(lang, "web-counter-state", state = state))) }
        (alternative_words(&counter.alternative, reading.terms.clause(&counter.clause), reading))
        @match &counter.state {
            CounterState::Open => {
                p.soft { (say!(lang, "portal-answered-by")) " " (day(counter.answer_by, lang)) ". " (say!(lang, "portal-or-lapses")) }
                form method="post" action=(action) { button.small name="go" value=(format!("take-back:{number}")) { (say!(lang, "portal-take-back")) } }
            },
            CounterState::Declined(reason) => p { (say!(lang, "portal-reason")) " " (plain(reason)) },
            CounterState::Accepted | CounterState::Lapsed | CounterState::TakenBack | CounterState::Overtaken => {},
        }
    }
}

fn open_vote(vote: &OpenVote, reading: &Reading<'_>, action: &str) -> Markup {
    let lang = reading.lang;
    html! { section.card aria-labelledby=(format!("vote-{}", vote.clause.id)) {
        h2 #(format!("vote-{}", vote.clause.id)) { (say!(lang, "portal-vote", title = reading.plain(&vote.clause.title))) }
        dl.facts {
            dt { (say!(lang, "portal-vote-now")) } dd { (reading.text(&vote.clause.text)) br; span.soft { (reading.gives_short(&vote.clause)) " → " (reading.gets_short(&vote.clause)) } }
            dt { (say!(lang, "portal-vote-then")) }
            dd { @match &vote.wording {
                Some(then) => { (reading.text(&then.text)) br; span.soft { (reading.gives_short(then)) " → " (reading.gets_short(then)) } },
                None => (say!(lang, "portal-vote-gone")),
            } }
            dt { (say!(lang, "portal-vote-ends")) } dd { (day(vote.ends, lang)) }
        }
        form method="post" action=(action) { div.answers {
            @for (code, yes) in [("vote-yes", true), ("vote-no", false)] {
                button name="go" value=(format!("{code}:{}", vote.clause.id)) aria-pressed=[vote.answered.map(|a| if a == yes { "true" } else { "false" })] {
                    (say!(lang, "portal-vote-button", vote = if yes { "yes" } else { "no" }))
                }
            }
        } }
        p.note { (say!(lang, "portal-vote-note")) }
    } }
}

fn leaving(view: &InForce, reading: &Reading<'_>, action: &str) -> Markup {
    let lang = reading.lang;
    let law = |held: &&Held| held.basis.as_ref().is_some_and(|basis| basis.ends_by() == Ending::ByLaw);
    html! { details.fold.screen {
        summary { (say!(lang, "portal-leave-title")) }
        p { (say!(lang, "portal-leave-what")) }
        ul { @for held in view.agreement.held.values().filter(|held| !held.clause.on_leaving.is_blank()) {
            li { strong { (reading.text(&held.clause.title)) } ": " (reading.text(&held.clause.on_leaving)) }
        } }
        @if view.agreement.held.values().any(|held| law(&held)) { p { (say!(lang, "portal-leave-law")) } }
        p { (say!(lang, "portal-leave-kept")) }
        form method="post" action=(action) { button name="go" value="leave" { (say!(lang, "portal-leave-button")) } }
    } }
}

#[cfg(test)]
impl InForce {
    /// A made-up agreement with a condition declined, one open, and a vote.
    pub fn sample() -> Self {
        use comity_exchange::agreement::Signatory;
        use comity_exchange::negotiation::{Answer, Response, Standing};
        let terms = FixedTerms::from(super::exchange::sample::terms());
        let (mut standing, now) = (Standing::default(), Timestamp(1_795_773_900_000_000));
        standing.offer(1, &terms, None, now);
        let offer = super::exchange::Offer {
            terms: &terms,
            in_force: &Default::default(),
            by: Signatory::Person,
            lang: Lang::En,
        };
        let mut fields = Fields::default();
        super::exchange::sample::ANSWERS.iter().for_each(|(name, value)| fields.push(*name, *value));
        let answer = |clause: &Clause| offer.answer(clause, &fields, &mut Errors::default()).unwrap_or(Answer::No);
        let answers = terms.clauses.iter().map(|clause| (clause.id.clone(), answer(clause))).collect();
        let language = terms.language.clone();
        let response = Response { offer: terms.fingerprint(), language, answers, by: Signatory::Person };
        standing.respond(&response, now).unwrap();
        let mut declined = standing.counters[0].clone();
        declined.state =
            CounterState::Declined("Five euro is more than the map brings in; four is what we can do.".into());
        let mut counters = vec![declined];
        counters.append(&mut standing.counters);
        let shared = terms.clauses[1].clone();
        let mut then = shared.clone();
        then.benefits[0].amount = comity_exchange::amount::Amount::parse("3").ok();
        Self {
            exchange: "0192f3a1c2d47f00a1b2c3d4e5f60718".into(),
            agreement: standing.agreement.unwrap(),
            counters,
            votes: vec![OpenVote { wording: Some(then), clause: shared, ends: now.plus_days(9), answered: Some(true) }],
            receipts: receipts::sample(),
            lacks: vec![NotEntered::Address, NotEntered::Storage],
            offer_waits: true,
            pulse: None,
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
    fn acts_are_read_from_their_buttons() {
        let agreement = InForce::sample().agreement;
        let read = |go: &str, set: &str| {
            let pairs = [("go", go), ("set.messages", set)].map(|(n, v)| (n.to_owned(), v.to_owned()));
            read(&Fields::from(pairs.to_vec()), &agreement, Lang::En)
        };
        let clause = |name: &str| ClauseId::new(name).unwrap();
        assert_eq!(read("leave", ""), Ok(Deed::Leave));
        assert_eq!(read("withdraw:advice", ""), Ok(Deed::Withdraw(PurposeId::new("advice").unwrap())));
        assert_eq!(read("vote-no:bill", ""), Ok(Deed::Vote(clause("bill"), false)));
        assert_eq!(read("set:messages", "3"), Ok(Deed::Set(clause("messages"), Position::Number(3))));
        assert!(read("set:messages", "5").unwrap_err().get("set.messages").is_some());
        for wrong in ["", "set:bill", "set:nowhere", "take-back:x", "withdraw:", "burn"] {
            assert!(read(wrong, "1").unwrap_err().get("go").is_some(), "{wrong}");
        }
    }
}
