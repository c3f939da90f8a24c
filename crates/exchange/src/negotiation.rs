//! Offers, answers and counter-offers between a firm and one person.
//!
//! A [`Standing`] is where one person stands in one exchange. Functions either return what changes it or say why not;
//! the caller says what time it is and has checked who is asking.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::agreement::{Agreement, Held, Signatory};
use crate::basis::{Basis, Ending};
use crate::clause::Clause;
use crate::counter::{Alternative, OutOfBounds};
use crate::difference::{changes, purely_in_favour};
use crate::fixed::FixedTerms;
use crate::hash::Fingerprint;
use crate::id::ClauseId;
use crate::terms::Terms;
use crate::text::Language;
use crate::time::Timestamp;

/// Terms as they are offered to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The version of the terms that they come from.
    pub version: u32,
    /// The terms, with whatever was agreed for this person alone.
    pub terms: FixedTerms,
    /// When it was made.
    pub made: Timestamp,
}

impl Offer {
    /// What is signed: the fingerprint over all languages.
    pub fn fingerprint(&self) -> Fingerprint {
        self.terms.fingerprint()
    }
}

/// A person's answer to one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No, which changes nothing else.
    No,
    /// Yes, if.
    If(Alternative),
}

/// A person's answer to an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The fingerprint of what was read.
    pub offer: Fingerprint,
    /// The language in which it was read.
    pub language: Language,
    /// An answer for each clause. Those in force in the very same words may be left out and stay.
    pub answers: BTreeMap<ClauseId, Answer>,
    /// Who answers.
    pub by: Signatory,
}

/// What became of a counter-offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CounterState {
    /// Waits for an answer.
    Open,
    /// The firm made an offer of it.
    Accepted,
    /// The firm said no, and why.
    Declined(String),
    /// Nobody answered by the date.
    Lapsed,
    /// The person took it back.
    TakenBack,
    /// A new version was offered before it was answered.
    Overtaken,
}

/// A counter-offer: no consent to anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counter {
    /// The clause.
    pub clause: ClauseId,
    /// What is asked for instead.
    pub alternative: Alternative,
    /// The version countered.
    pub version: u32,
    /// When it was made.
    pub made: Timestamp,
    /// It lapses at this moment.
    pub answer_by: Timestamp,
    /// What became of it.
    pub state: CounterState,
}

/// Where one person stands in one exchange.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// The latest offer, until it is answered.
    pub offer: Option<Offer>,
    /// What is agreed.
    pub agreement: Option<Agreement>,
    /// Every counter-offer, oldest first.
    pub counters: Vec<Counter>,
    /// Below the age of consent: a guardian answers for consent.
    pub minor: bool,
}

/// Why an answer is refused. Nothing changes then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nothing is on offer.
    #[error("nothing is on offer")]
    NoOffer,
    /// Something else was read than is on offer now.
    #[error("this offer has changed since it was read; read the latest one")]
    Stale,
    /// The terms are not offered in that language.
    #[error("the terms are not offered in that language")]
    Language,
    /// Clauses without an answer. Silence is no yes.
    #[error("some clauses have no answer")]
    Unanswered(Vec<ClauseId>),
    /// Answers to clauses that are not there.
    #[error("the offer has no clause {0}")]
    NoSuchClause(ClauseId),
    /// An alternative outside what may be asked for.
    #[error("{clause}: {why}")]
    OutOfBounds {
        /// The clause.
        clause: ClauseId,
        /// Why.
        why: OutOfBounds,
    },
    /// A guardian has to consent.
    #[error("somebody with parental responsibility has to answer")]
    GuardianNeeded,
    /// That counter-offer is not open.
    #[error("that counter-offer is not open")]
    NotOpen,
    /// A condition in own words has to be written into the clause by whoever accepts it.
    #[error("a condition in own words is accepted with a wording of the clause that meets it")]
    WordingNeeded,
}

/// What a response led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// Something is agreed; counters may be open besides.
    Agreed,
    /// Nothing is agreed anew, and counters are open.
    Countered,
    /// No. What was agreed before stays, but for clauses that were refused by name.
    Declined,
}

impl Standing {
    /// The firm offers a version of its terms. Open counters to an older version are overtaken.
    ///
    /// Where a person agreed to an older version and every change is purely in their favour, what they agreed to moves
    /// to the new version and nothing is asked. Says whether the person is asked.
    pub fn offer(&mut self, version: u32, terms: &FixedTerms, previous: Option<&FixedTerms>, now: Timestamp) -> bool {
        for counter in self.counters.iter_mut().filter(|c| c.state == CounterState::Open && c.version < version) {
            counter.state = CounterState::Overtaken;
        }
        if let (Some(agreement), Some(previous)) = (&mut self.agreement, previous)
            && agreement.left.is_none()
            && agreement.offer == previous.fingerprint()
            && purely_in_favour(&changes(previous, terms))
        {
            carry(agreement, version, terms, now);
            self.offer = None;
            return false;
        }
        self.offer = Some(Offer { version, terms: terms.clone(), made: now });
        true
    }

    /// The person answers the latest offer.
    ///
    /// # Errors
    /// [`Refusal`]; nothing has changed then.
    pub fn respond(&mut self, response: &Response, now: Timestamp) -> Result<Answered, Refusal> {
        let offer = self.offer.as_ref().ok_or(Refusal::NoOffer)?;
        if offer.fingerprint() != response.offer {
            return Err(Refusal::Stale);
        }
        if !offer.terms.is_in(&response.language) {
            return Err(Refusal::Language);
        }
        let answers = self.complete(offer, response)?;
        let counters = counters(offer, &answers, now)?;
        let firmly = |answer: &Answer| matches!(answer, Answer::Yes);
        let required_missing =
            offer.terms.clauses.iter().any(|c| c.required && !answers.get(&c.id).is_some_and(firmly));
        let any_yes = answers.values().any(firmly);
        if !any_yes || required_missing {
            let open = !counters.is_empty();
            self.counters.extend(counters);
            self.end_refused(&response.answers);
            if !open {
                self.offer = None;
            }
            return Ok(if open { Answered::Countered } else { Answered::Declined });
        }
        let held = self.held(offer, &answers, now);
        let agreement = Agreement {
            version: offer.version,
            offer: response.offer,
            language: response.language.clone(),
            signed: now,
            by: response.by,
            held,
            left: None,
        };
        self.agreement = Some(agreement);
        if counters.is_empty() {
            self.offer = None;
        }
        self.counters.extend(counters);
        Ok(Answered::Agreed)
    }

    /// The person says no to the offer as a whole. What was agreed before stays as it was.
    ///
    /// # Errors
    /// There is no offer, or another one than was read.
    pub fn decline(&mut self, offer: Fingerprint) -> Result<(), Refusal> {
        let latest = self.offer.as_ref().ok_or(Refusal::NoOffer)?;
        if latest.fingerprint() != offer {
            return Err(Refusal::Stale);
        }
        self.offer = None;
        Ok(())
    }

    /// The person takes a counter-offer back.
    ///
    /// # Errors
    /// It is not open.
    pub fn take_back(&mut self, counter: usize) -> Result<(), Refusal> {
        self.open_counter(counter)?.state = CounterState::TakenBack;
        Ok(())
    }

    /// The firm says no to a counter-offer.
    ///
    /// # Errors
    /// It is not open, or lapsed by `now`.
    pub fn counter_decline(&mut self, counter: usize, reason: &str, now: Timestamp) -> Result<(), Refusal> {
        self.lapse(now);
        self.open_counter(counter)?.state = CounterState::Declined(reason.to_owned());
        Ok(())
    }

    /// The firm accepts a counter-offer: an offer is made of it, for this person to sign.
    ///
    /// `current` are the terms of the exchange and their version, used where this person has no offer open. `wording`
    /// replaces the clause where the condition was put in own words.
    ///
    /// # Errors
    /// It is not open, lapsed by `now`, or needs a wording.
    pub fn counter_accept(
        &mut self,
        counter: usize,
        wording: Option<Clause>,
        current: (u32, &FixedTerms),
        now: Timestamp,
    ) -> Result<&Offer, Refusal> {
        self.lapse(now);
        let (version, mut terms) = match &self.offer {
            Some(offer) => (offer.version, Terms::clone(&offer.terms)),
            None => (current.0, Terms::clone(current.1)),
        };
        let counter = self.open_counter(counter)?;
        let place = terms.clauses.iter_mut().find(|c| c.id == counter.clause).ok_or(Refusal::NotOpen)?;
        let refused = |why| Refusal::OutOfBounds { clause: counter.clause.clone(), why };
        let changed = counter.alternative.applied_to(place).map_err(refused)?;
        *place = match (wording, &counter.alternative.words) {
            (Some(wording), Some(_)) if wording.id == counter.clause => wording,
            (_, Some(_)) => return Err(Refusal::WordingNeeded),
            (_, None) => changed,
        };
        counter.state = CounterState::Accepted;
        Ok(self.offer.insert(Offer { version, terms: terms.into(), made: now }))
    }

    /// Whether what is on offer was made of a condition of this person's that the firm accepted, and waits to be signed.
    /// `published` are the terms of the version that is on offer as everybody gets them.
    pub fn accepted_waits(&self, published: &FixedTerms) -> bool {
        let Some(offer) = &self.offer else { return false };
        // Whatever was signed since is in force, and waits no more.
        let open = |counter: &Counter| self.agreement.as_ref().is_none_or(|agreed| agreed.signed <= counter.made);
        let made_of = |counter: &Counter| {
            counter.state == CounterState::Accepted && counter.version == offer.version && open(counter)
        };
        offer.fingerprint() != published.fingerprint() && self.counters.iter().any(made_of)
    }

    /// Counter-offers that nobody answered in time lapse; says which did just now.
    pub fn lapse(&mut self, now: Timestamp) -> Vec<usize> {
        let mut lapsed = Vec::new();
        for (index, counter) in self.counters.iter_mut().enumerate() {
            if counter.state == CounterState::Open && now >= counter.answer_by {
                counter.state = CounterState::Lapsed;
                lapsed.push(index);
            }
        }
        lapsed
    }

    /// A no to a clause in force ends it, as withdrawing or objecting would, also where nothing new is agreed.
    fn end_refused(&mut self, answers: &BTreeMap<ClauseId, Answer>) {
        let Some(agreement) = &mut self.agreement else { return };
        agreement.held.retain(|id, held| {
            let ends =
                held.basis.as_ref().is_none_or(|b| matches!(b.ends_by(), Ending::Withdrawing | Ending::Objecting));
            !(ends && answers.get(id) == Some(&Answer::No))
        });
    }

    fn open_counter(&mut self, index: usize) -> Result<&mut Counter, Refusal> {
        self.counters.get_mut(index).filter(|c| c.state == CounterState::Open).ok_or(Refusal::NotOpen)
    }

    /// The answers to every clause: those given, and yes where the very same words are in force and nothing was said.
    fn complete(&self, offer: &Offer, response: &Response) -> Result<BTreeMap<ClauseId, Answer>, Refusal> {
        if let Some(unknown) = response.answers.keys().find(|id| offer.terms.clause(id).is_none()) {
            return Err(Refusal::NoSuchClause(unknown.clone()));
        }
        let mut answers = response.answers.clone();
        let mut open = Vec::new();
        for clause in &offer.terms.clauses {
            let consents = basis(&offer.terms, clause) == Some(&Basis::Consent);
            match answers.get(&clause.id) {
                Some(Answer::Yes) if self.minor && consents && response.by == Signatory::Person => {
                    return Err(Refusal::GuardianNeeded);
                }
                Some(_) => {}
                None if self.holds(offer, clause) => {
                    answers.insert(clause.id.clone(), Answer::Yes);
                }
                None => open.push(clause.id.clone()),
            }
        }
        if open.is_empty() { Ok(answers) } else { Err(Refusal::Unanswered(open)) }
    }

    /// Whether a clause is in force in the very same words and on the same basis.
    fn holds(&self, offer: &Offer, clause: &Clause) -> bool {
        let held = self.agreement.as_ref().filter(|a| a.left.is_none()).and_then(|a| a.held.get(&clause.id));
        held.is_some_and(|held| *held.clause == *clause && held.basis.as_ref() == basis(&offer.terms, clause))
    }

    /// The clauses in force after an answer: those with a yes, and of those countered what was in force before.
    fn held(&self, offer: &Offer, answers: &BTreeMap<ClauseId, Answer>, now: Timestamp) -> BTreeMap<ClauseId, Held> {
        let before = |id: &ClauseId| self.agreement.as_ref().filter(|a| a.left.is_none()).and_then(|a| a.held.get(id));
        let mut held = BTreeMap::new();
        for clause in offer.terms.clauses_shared() {
            let earlier = before(&clause.id);
            let entry = match answers.get(&clause.id) {
                Some(Answer::Yes) => Some(Held {
                    clause: clause.clone(),
                    basis: basis(&offer.terms, clause).cloned(),
                    version: offer.version,
                    since: earlier.filter(|h| h.clause == *clause).map_or(now, |h| h.since),
                    position: position(clause, earlier),
                }),
                Some(Answer::If(_)) => earlier.cloned(),
                Some(Answer::No) | None => None,
            };
            held.extend(entry.map(|held| (clause.id.clone(), held)));
        }
        held
    }
}

/// Moves an agreement to a version that asks for less or gives more. Clauses that ask for nothing come along by themselves;
/// what was narrowed for this person stays as narrow.
fn carry(agreement: &mut Agreement, version: u32, terms: &FixedTerms, now: Timestamp) {
    agreement.version = version;
    agreement.offer = terms.fingerprint();
    agreement.held.retain(|id, _| terms.clause(id).is_some());
    for clause in terms.clauses_shared() {
        let mut clause = clause.clone();
        match agreement.held.get_mut(&clause.id) {
            Some(held) => {
                narrow(clause.own(), &held.clause);
                held.position = position(&clause, Some(held));
                held.clause = clause;
                held.version = version;
            }
            None if clause.information.is_none() && clause.work.is_none() => {
                let position = position(&clause, None);
                agreement.held.insert(clause.id.clone(), Held { clause, basis: None, version, since: now, position });
            }
            None => {}
        }
    }
}

/// Keeps of a new wording's information no more than the old one asked for: fewer items and recipients, the shorter retention.
fn narrow(new: &mut Clause, old: &Clause) {
    if let (Some(new), Some(old)) = (&mut new.information, &old.information) {
        new.items.retain(|item| old.items.contains(item));
        new.recipients.retain(|recipient| old.recipients.contains(recipient));
        new.retention_days = match (new.retention_days, old.retention_days) {
            (Some(new), Some(old)) => Some(new.min(old)),
            (new, old) => new.or(old),
        };
    }
}

fn basis<'t>(terms: &'t Terms, clause: &Clause) -> Option<&'t Basis> {
    terms.purpose_of(clause).map(|purpose| &purpose.basis)
}

/// Where a setting stands after an answer: where it stood, if it still can.
fn position(clause: &Clause, earlier: Option<&Held>) -> Option<crate::clause::Position> {
    let setting = clause.setting.as_ref()?;
    let stood = earlier.and_then(|held| held.position.clone()).filter(|p| setting.allows(p));
    Some(stood.unwrap_or_else(|| setting.start()))
}

fn counters(offer: &Offer, answers: &BTreeMap<ClauseId, Answer>, now: Timestamp) -> Result<Vec<Counter>, Refusal> {
    let mut made = Vec::new();
    for (id, answer) in answers {
        let (Answer::If(alternative), Some(clause)) = (answer, offer.terms.clause(id)) else { continue };
        alternative.check(clause).map_err(|why| Refusal::OutOfBounds { clause: id.clone(), why })?;
        made.push(Counter {
            clause: id.clone(),
            alternative: alternative.clone(),
            version: offer.version,
            made: now,
            answer_by: now.plus_days(offer.terms.answer_within_days),
            state: CounterState::Open,
        });
    }
    Ok(made)
}

#[cfg(test)]
mod tests;
