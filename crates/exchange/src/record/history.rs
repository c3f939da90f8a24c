//! What the books of one person's acts say, as the events of a record.
//!
//! Acts are gone through by the rules themselves, so that what an act did to a clause is what the rules let it do.

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::{Agreement, Held, Signatory};
use crate::clause::Clause;
use crate::id::{ClauseId, PurposeId};
use crate::negotiation::{Answer, Answered, Counter, CounterState, Response, Standing};
use crate::publish::Version;
use crate::record::event::{Act, By, Concerns, Event};
use crate::time::Timestamp;

/// Something that one side did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// The person answered an offer clause by clause.
    Answered {
        /// What was said.
        response: Box<Response>,
        /// What the rules made of it then.
        led_to: Answered,
    },
    /// The person said no to what was on offer as a whole.
    Declined,
    /// The person withdrew consent for a purpose, or objected.
    Withdrew(PurposeId),
    /// The person left.
    Left,
    /// Something became of a counter-offer.
    CounterAnswered {
        /// Which of the person's, counted from 0.
        place: usize,
        /// What.
        state: CounterState,
        /// The clause as the firm wrote it, where the condition was in own words and accepted.
        wording: Option<Box<Clause>>,
    },
}

/// What deeds add up to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// What happened to clauses that ask for information, the oldest first.
    pub events: Vec<Event>,
    /// Such clauses that ended, as they were agreed to last.
    pub ended: Vec<Held>,
    /// What is agreed after all of it, but for where settings stand.
    pub agreement: Option<Agreement>,
}

/// Goes through what happened between the firm and one person in one exchange.
///
/// `versions` are those of the exchange by their number. The one in force was offered at `invited`; those published later were
/// offered as they came. `deeds` are in the order in which they were done.
pub fn history(versions: &BTreeMap<u32, Version>, invited: Timestamp, deeds: Vec<(Timestamp, Deed)>) -> History {
    let mut told = Told::new(versions);
    let (before, mut later): (Vec<&Version>, Vec<&Version>) =
        versions.values().partition(|version| version.published <= invited);
    if let Some(first) = before.last() {
        told.offer(first, None, invited);
    }
    later.reverse();
    for (at, deed) in deeds {
        while let Some(version) = later.pop_if(|version| version.published <= at) {
            told.publish(version);
        }
        told.deed(at, deed);
    }
    while let Some(version) = later.pop() {
        told.publish(version);
    }
    History { events: told.events, ended: told.ended.into_values().collect(), agreement: told.standing.agreement }
}

struct Told<'v> {
    versions: &'v BTreeMap<u32, Version>,
    /// The version last offered to everybody.
    current: u32,
    standing: Standing,
    events: Vec<Event>,
    ended: BTreeMap<ClauseId, Held>,
    /// Clauses to which the person ever said yes.
    given: BTreeSet<ClauseId>,
}

impl<'v> Told<'v> {
    fn new(versions: &'v BTreeMap<u32, Version>) -> Self {
        Self {
            versions,
            current: 0,
            standing: Standing::default(),
            events: Vec::new(),
            ended: BTreeMap::new(),
            given: BTreeSet::new(),
        }
    }

    fn push(&mut self, act: Act, clause: &ClauseId, version: u32, at: Timestamp, by: By) {
        let concerns = Concerns::Clause(clause.clone());
        self.events.push(Event { act, concerns, version, at, by, until: None });
    }

    /// Clauses in force that ask for information.
    fn held(&self) -> BTreeMap<ClauseId, Held> {
        let held = self.standing.agreement.iter().flat_map(|agreement| &agreement.held);
        held.filter(|(_, held)| held.clause.information.is_some())
            .map(|(id, held)| (id.clone(), held.clone()))
            .collect()
    }

    /// Clauses on offer that ask for information and are not in force in the very same words.
    fn asked(&self) -> Vec<ClauseId> {
        let held = self.held();
        let Some(offer) = &self.standing.offer else { return Vec::new() };
        let asks = offer.terms.clauses.iter().filter(|clause| clause.information.is_some());
        let new = asks.filter(|clause| held.get(&clause.id).is_none_or(|held| *held.clause != **clause));
        new.map(|clause| clause.id.clone()).collect()
    }

    fn publish(&mut self, version: &Version) {
        let previous = self.versions.get(&self.current);
        self.standing.lapse(version.published);
        self.offer(version, previous, version.published);
    }

    fn offer(&mut self, version: &Version, previous: Option<&Version>, at: Timestamp) {
        let before = self.held();
        self.current = version.number;
        let previous = previous.map(|previous| &previous.terms);
        if self.standing.offer(version.number, &version.terms, previous, at) {
            for clause in self.asked() {
                self.push(Act::Asked, &clause, version.number, at, By::Firm);
            }
            return;
        }
        let after = self.held();
        for (id, held) in &before {
            if after.get(id).is_some_and(|now| now.clause != held.clause) {
                self.push(Act::Changed, id, version.number, at, By::Firm);
            }
        }
        self.end(before, (Act::Released, By::Firm), at);
    }

    /// Tells of what was in force before and is not now; what its own end was told of already is not told twice.
    fn end(&mut self, before: BTreeMap<ClauseId, Held>, (act, by): (Act, By), at: Timestamp) {
        let after = self.held();
        for (id, held) in before {
            if after.contains_key(&id) {
                continue;
            }
            let refused = |event: &Event| {
                event.act == Act::Refused && event.at == at && event.concerns == Concerns::Clause(id.clone())
            };
            if !self.events.iter().any(refused) {
                self.push(act, &id, held.version, at, by);
            }
            self.ended.insert(id, held);
        }
    }

    fn deed(&mut self, at: Timestamp, deed: Deed) {
        let before = self.held();
        match deed {
            Deed::Answered { response, led_to } => {
                self.answered(at, &response, led_to);
                // What the version no longer asks for.
                self.end(before, (Act::Released, By::Firm), at);
            }
            Deed::Declined => {
                let version = self.standing.offer.as_ref().map_or(self.current, |offer| offer.version);
                for clause in self.asked().into_iter().filter(|clause| !before.contains_key(clause)) {
                    self.push(Act::Refused, &clause, version, at, By::Person);
                }
                self.standing.offer = None;
            }
            Deed::Withdrew(purpose) => {
                // It was possible then; where it is not now, nothing is told.
                let _ = self.standing.agreement.as_mut().map(|agreement| agreement.withdraw(&purpose));
                self.end(before, (Act::Withdrawn, By::Person), at);
            }
            Deed::Left => {
                if let Some(agreement) = &mut self.standing.agreement {
                    agreement.leave(at);
                }
                self.standing.offer = None;
                self.end(before, (Act::Left, By::Person), at);
            }
            Deed::CounterAnswered { place, state, wording } => self.counter(place, state, wording, at),
        }
    }

    fn answered(&mut self, at: Timestamp, response: &Response, led_to: Answered) {
        if self.standing.offer.as_ref().is_none_or(|offer| offer.fingerprint() != response.offer) {
            // Whoever wanted to answer anew has the version in force before them, which is no act of the firm's.
            let read = self.versions.values().find(|version| version.terms.fingerprint() == response.offer);
            if let Some(version) = read {
                self.standing.offer(version.number, &version.terms, None, at);
            }
        }
        let version = self.standing.offer.as_ref().map_or(self.current, |offer| offer.version);
        if self.standing.respond(response, at).is_err() {
            self.as_told(at, response, led_to, version);
        }
        let held = self.held();
        let by = match response.by {
            Signatory::Person => By::Person,
            Signatory::Guardian => By::Guardian,
        };
        for (id, answer) in &response.answers {
            let terms = self.versions.get(&version).map(|version| &version.terms);
            let asks = terms.and_then(|terms| terms.clause(id)).is_some_and(|clause| clause.information.is_some());
            if !asks && !held.contains_key(id) {
                continue;
            }
            match answer {
                Answer::Yes if led_to == Answered::Agreed && held.contains_key(id) => {
                    let act = if self.given.insert(id.clone()) { Act::Given } else { Act::Renewed };
                    self.push(act, id, version, at, by);
                }
                Answer::No if !held.contains_key(id) => self.push(Act::Refused, id, version, at, by),
                Answer::Yes | Answer::No | Answer::If(_) => {}
            }
        }
    }

    /// An answer to an offer of this person's alone whose wording was not kept: what was agreed is known, and each clause is
    /// taken as its version has it.
    fn as_told(&mut self, at: Timestamp, response: &Response, led_to: Answered, version: u32) {
        let Some(terms) = self.versions.get(&version).map(|version| &version.terms) else { return };
        let before = self.standing.agreement.take();
        let mut held = before.as_ref().map(|agreement| agreement.held.clone()).unwrap_or_default();
        held.retain(|id, _| response.answers.get(id) != Some(&Answer::No));
        for clause in terms.clauses_shared() {
            match response.answers.get(&clause.id) {
                Some(Answer::Yes) if led_to == Answered::Agreed => {
                    let basis = terms.purpose_of(clause).map(|purpose| purpose.basis.clone());
                    let new = Held { clause: clause.clone(), basis, version, since: at, position: None };
                    held.insert(clause.id.clone(), new);
                }
                Some(Answer::If(alternative)) => self.standing.counters.push(Counter {
                    clause: clause.id.clone(),
                    alternative: alternative.clone(),
                    version,
                    made: at,
                    answer_by: at.plus_days(terms.answer_within_days),
                    state: CounterState::Open,
                }),
                _ => {}
            }
        }
        self.standing.agreement = match led_to {
            Answered::Agreed => Some(Agreement {
                version,
                offer: response.offer,
                language: response.language.clone(),
                signed: at,
                by: response.by,
                held,
                left: None,
            }),
            Answered::Countered | Answered::Declined => before.map(|agreement| Agreement { held, ..agreement }),
        };
        self.standing.offer = None;
    }

    fn counter(&mut self, place: usize, state: CounterState, wording: Option<Box<Clause>>, at: Timestamp) {
        match (state, self.versions.get(&self.current)) {
            (CounterState::Accepted, Some(version)) => {
                let current = (version.number, &version.terms);
                let accepted = self.standing.counter_accept(place, wording.map(|wording| *wording), current, at);
                if accepted.is_err()
                    && let Some(counter) = self.standing.counters.get_mut(place)
                {
                    // Its wording was not kept: the answer that follows is taken as it is told.
                    counter.state = CounterState::Accepted;
                }
            }
            (state, _) => {
                if let Some(counter) = self.standing.counters.get_mut(place) {
                    counter.state = state;
                }
            }
        }
    }
}
