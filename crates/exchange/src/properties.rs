//! What holds after every history of acts, however the two sides behave.

use proptest::prelude::*;

use crate::agreement::{Agreement, Signatory};
use crate::amount::Amount;
use crate::clause::Position;
use crate::control::Control;
use crate::counter::Alternative;
use crate::hash::Fingerprint;
use crate::id::{ItemId, PurposeId};
use crate::negotiation::{Answer, CounterState, Refusal, Response, Standing};
use crate::publish::{Exchange, NotPublished};
use crate::sample::{clause, clause_id, response, terms};
use crate::terms::Terms;
use crate::time::Timestamp;

/// An act of either side. Numbers choose among what there is.
#[derive(Debug, Clone)]
enum Act {
    Publish(u8, u32),
    Respond(Vec<u8>),
    RespondToOld,
    Decline,
    Accept(usize),
    Refuse(usize),
    Wait(u32),
    Withdraw(u8),
    Leave,
    Set(u32),
    Release(u8),
    TakeBack(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0_u8..9, 1_u32..400).prop_map(|(what, n)| Act::Publish(what, n)),
        5 => proptest::collection::vec(0_u8..8, 5).prop_map(Act::Respond),
        1 => Just(Act::RespondToOld),
        1 => Just(Act::Decline),
        2 => (0_usize..6).prop_map(Act::Accept),
        1 => (0_usize..6).prop_map(Act::Refuse),
        2 => (0_u32..30).prop_map(Act::Wait),
        1 => (0_u8..3).prop_map(Act::Withdraw),
        1 => Just(Act::Leave),
        1 => (0_u32..6).prop_map(Act::Set),
        1 => (0_u8..3).prop_map(Act::Release),
        1 => (0_usize..6).prop_map(Act::TakeBack),
    ]
}

const PURPOSES: [&str; 3] = ["advice", "coverage", "billing"];
const ITEMS: [&str; 3] = ["plan", "usage", "signal"];

/// The terms with one thing changed, for better or worse.
fn changed(mut terms: Terms, what: u8, n: u32) -> Terms {
    let t = &mut terms;
    match what {
        0 => clause(t, "usage-for-advice").information.as_mut().unwrap().retention_days = Some(n.max(31)),
        1 => {
            clause(t, "signal-for-coverage").benefits[0].amount = Some(Amount::from_thousandths(u64::from(n)).unwrap())
        }
        2 => {
            let helping = t.clauses.iter_mut().find(|c| c.id.as_str() == "helping");
            helping.into_iter().for_each(|c| c.work.as_mut().unwrap().minutes_a_month = Some(n));
        }
        3 => t.clauses.retain(|c| c.id.as_str() != "helping" || n.is_multiple_of(2)),
        4 => {
            clause(t, "bill").control = if n.is_multiple_of(2) { Control::Firm } else { Control::Shared { vote: None } }
        }
        5 => {
            let items = &mut clause(t, "usage-for-advice").information.as_mut().unwrap().items;
            items.insert(ItemId::new(ITEMS[n as usize % 3]).unwrap());
        }
        6 => {
            let items = &mut clause(t, "bill").information.as_mut().unwrap().items;
            items.retain(|i| i.as_str() != "plan" || n.is_multiple_of(2));
        }
        7 => clause(t, "bill").information.as_mut().unwrap().retention_days = Some(n),
        _ => t.answer_within_days = n.clamp(1, 365),
    }
    terms
}

fn answer(choice: u8) -> Answer {
    match choice {
        0..=3 => Answer::Yes,
        4 => Answer::No,
        5 => Answer::If(Alternative { retention_days: Some(30), ..Default::default() }),
        6 => Answer::If(Alternative { items: Some([ItemId::new("plan").unwrap()].into()), ..Default::default() }),
        _ => Answer::If(Alternative { amount: Some(Amount::parse("5").unwrap()), ..Default::default() }),
    }
}

struct World {
    exchange: Exchange,
    standing: Standing,
    now: Timestamp,
    old_offers: Vec<Fingerprint>,
}

impl World {
    fn new() -> Self {
        let (mut exchange, mut standing) = (Exchange::default(), Standing::default());
        let now = Timestamp(1_000_000);
        exchange.publish(terms(), now).unwrap();
        standing.offer(1, &terms().into(), None, now);
        Self { exchange, standing, now, old_offers: Vec::new() }
    }

    /// Does it; says whether the person did it.
    fn act(&mut self, act: &Act) -> bool {
        let now = self.now;
        let current = self.exchange.current().unwrap().clone();
        match act {
            Act::Publish(what, n) => {
                let new = changed(Terms::clone(&current.terms), *what, *n);
                if let Ok(version) = self.exchange.publish(new, now) {
                    let version = version.clone();
                    self.old_offers.extend(self.standing.offer.as_ref().map(|o| o.fingerprint()));
                    self.standing.offer(version.number, &version.terms, Some(&current.terms), now);
                }
                false
            }
            Act::Respond(choices) => {
                if self.standing.offer.is_some() {
                    let mut given = response(&self.standing, &[]);
                    for (place, choice) in given.answers.values_mut().zip(choices) {
                        *place = answer(*choice);
                    }
                    let before = self.standing.clone();
                    if self.standing.respond(&given, now).is_err() {
                        assert_eq!(before, self.standing, "a refused answer changes nothing");
                    }
                }
                true
            }
            Act::RespondToOld => {
                if let (Some(offer), Some(old)) = (&self.standing.offer, self.old_offers.last())
                    && offer.fingerprint() != *old
                {
                    let stale = Response { offer: *old, ..response(&self.standing, &[]) };
                    assert_eq!(self.standing.respond(&stale, now), Err(Refusal::Stale));
                }
                true
            }
            Act::Decline => {
                if let Some(offer) = &self.standing.offer {
                    let print = offer.fingerprint();
                    self.standing.decline(print).unwrap();
                }
                true
            }
            Act::Accept(n) => {
                let version = (current.number, &current.terms);
                self.old_offers.extend(self.standing.offer.as_ref().map(|o| o.fingerprint()));
                let _ = self.standing.counter_accept(*n, None, version, now);
                false
            }
            Act::Refuse(n) => {
                let _ = self.standing.counter_decline(*n, "not now", now);
                false
            }
            Act::Wait(days) => {
                self.now = now.plus_days(*days);
                self.standing.lapse(self.now);
                false
            }
            Act::Withdraw(which) => {
                if let Some(agreement) = &mut self.standing.agreement {
                    let _ = agreement.withdraw(&PurposeId::new(PURPOSES[usize::from(*which)]).unwrap());
                }
                true
            }
            Act::Leave => {
                if let Some(agreement) = &mut self.standing.agreement {
                    agreement.leave(now);
                }
                true
            }
            Act::Set(n) => {
                if let Some(agreement) = &mut self.standing.agreement {
                    let set = agreement.set(&clause_id("messages"), Position::Number(*n));
                    assert!(set.is_err() || *n <= 4);
                }
                true
            }
            Act::Release(which) => {
                if let Some(agreement) = &mut self.standing.agreement {
                    agreement.release(&ItemId::new(ITEMS[usize::from(*which)]).unwrap());
                }
                false
            }
            Act::TakeBack(n) => {
                let _ = self.standing.take_back(*n);
                true
            }
        }
    }
}

fn within(after: &Option<Agreement>, before: &Option<Agreement>) -> bool {
    match (after, before) {
        (None, _) => true,
        (Some(after), None) => after.held.is_empty(),
        (Some(after), Some(before)) => after.within(before),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn an_agreement_is_never_widened_but_by_its_person(acts in proptest::collection::vec(act(), 1..25)) {
        let mut world = World::new();
        for act in &acts {
            let before = world.standing.agreement.clone();
            let by_person = world.act(act);
            let after = &world.standing.agreement;
            if !by_person {
                prop_assert!(within(after, &before), "{act:?}\n{before:#?}\n{after:#?}");
                if let (Act::Publish(..), Some(agreement), None) = (act, after, &world.standing.offer) {
                    let terms = &world.exchange.current().unwrap().terms;
                    let new = |id| terms.clause(id).and_then(|c| c.information.as_ref()?.grant());
                    prop_assert!(
                        agreement.left.is_some()
                            || agreement.version < world.exchange.current().unwrap().number
                            || agreement.held.iter().all(|(id, h)| h.grant().is_none_or(|g| new(id).is_some_and(|n| g.within(&n)))),
                        "{act:?}: what is held is wider than the version it moved to"
                    );
                }
                let left = |a: &Option<Agreement>| a.as_ref().is_some_and(|a| a.left.is_some());
                prop_assert_eq!(left(after), left(&before));
            }
        }
    }

    #[test]
    fn what_is_signed_is_the_latest_offer_and_nothing_else(acts in proptest::collection::vec(act(), 1..25), byte in 0_usize..32) {
        let mut world = World::new();
        for act in &acts {
            world.act(act);
        }
        if world.standing.offer.is_some() {
            let mut forged = response(&world.standing, &[]);
            forged.offer.0[byte] ^= 1;
            let before = world.standing.clone();
            prop_assert_eq!(world.standing.respond(&forged, world.now), Err(Refusal::Stale));
            prop_assert_eq!(&before, &world.standing);
            let latest = response(&world.standing, &[]);
            prop_assert!(world.standing.respond(&latest, world.now).is_ok());
            prop_assert_eq!(world.standing.agreement.unwrap().offer, latest.offer);
        }
    }

    #[test]
    fn withdrawing_is_always_possible(acts in proptest::collection::vec(act(), 1..25)) {
        let mut world = World::new();
        for act in &acts {
            world.act(act);
        }
        if let Some(agreement) = &mut world.standing.agreement {
            let consents: Vec<PurposeId> = agreement
                .held
                .values()
                .filter(|held| held.basis == Some(crate::basis::Basis::Consent))
                .filter_map(|held| Some(held.grant()?.purpose))
                .collect();
            for purpose in consents {
                prop_assert!(agreement.withdraw(&purpose).is_ok());
                prop_assert!(agreement.held.values().all(|h| h.grant().is_none_or(|g| g.purpose != purpose)));
            }
            agreement.leave(world.now);
            prop_assert!(agreement.held.is_empty() && !agreement.in_force());
        }
    }

    #[test]
    fn a_clause_that_changes_by_vote_changes_by_nothing_else(
        yes in 0_u64..20, no in 0_u64..20, may in 1_u64..40, days in 0_u32..30, other in any::<bool>(),
    ) {
        let mut exchange = Exchange::default();
        let start = Timestamp(0);
        exchange.publish(terms(), start).unwrap();
        let new = changed(terms(), 1, 4_000);
        let id = clause_id("signal-for-coverage");
        prop_assert_eq!(exchange.publish(new.clone(), start).err(), Some(NotPublished::NeedsVote(id.clone())));
        let voted = if other { changed(terms(), 1, 3_000) } else { new.clone() };
        let vote = exchange.vote_open(&id, voted.clause(&id), may, start).unwrap();
        for person in 0..yes + no {
            vote.answer(u128::from(person), person < yes, start);
        }
        let counted = (yes + no).min(may);
        let yes = yes.min(may);
        let passed = days >= 14 && counted * 100 >= may * 10 && counted > 0 && yes * 100 >= counted * 60;
        let published = exchange.publish(new, start.plus_days(days)).is_ok();
        prop_assert_eq!(published, passed && !other);
    }
}

#[test]
fn a_counter_is_no_consent_and_its_acceptance_is_an_offer() {
    let mut world = World::new();
    let days = Alternative { retention_days: Some(60), ..Default::default() };
    let given = response(&world.standing, &[("usage-for-advice", Answer::If(days))]);
    world.standing.respond(&given, world.now).unwrap();
    let advice = clause_id("usage-for-advice");
    assert!(!world.standing.agreement.as_ref().unwrap().held.contains_key(&advice));
    let current = world.exchange.current().unwrap();
    world.standing.counter_accept(0, None, (current.number, &current.terms), world.now).unwrap();
    assert!(!world.standing.agreement.as_ref().unwrap().held.contains_key(&advice));
    let mut signs = response(&world.standing, &[]);
    signs.answers.retain(|id, _| *id == advice);
    world.standing.respond(&signs, world.now).unwrap();
    let agreement = world.standing.agreement.unwrap();
    assert_eq!(agreement.held[&advice].clause.information.as_ref().unwrap().retention_days, Some(60));
    assert_eq!(agreement.held.len(), 5);
}

#[test]
fn a_counter_nobody_answers_lapses() {
    let mut world = World::new();
    let words = Alternative { words: Some("if I can see it first".into()), ..Default::default() };
    let given = response(&world.standing, &[("usage-for-advice", Answer::If(words))]);
    world.standing.respond(&given, world.now).unwrap();
    let late = world.now.plus_days(14);
    let current = world.exchange.current().unwrap();
    let accepted = world.standing.counter_accept(0, None, (current.number, &current.terms), late);
    assert_eq!(accepted.err(), Some(Refusal::NotOpen));
    assert_eq!(world.standing.counters[0].state, CounterState::Lapsed);
}

#[test]
fn silence_is_no_yes_and_a_child_does_not_consent_alone() {
    let mut world = World::new();
    let mut given = response(&world.standing, &[]);
    given.answers.remove(&clause_id("helping"));
    assert_eq!(world.standing.respond(&given, world.now), Err(Refusal::Unanswered(vec![clause_id("helping")])));
    world.standing.minor = true;
    let full = response(&world.standing, &[]);
    assert_eq!(world.standing.respond(&full, world.now), Err(Refusal::GuardianNeeded));
    let guardian = Response { by: Signatory::Guardian, ..full };
    assert!(world.standing.respond(&guardian, world.now).is_ok());
}

#[test]
fn no_to_a_required_clause_is_no_agreement_and_no_to_a_new_version_keeps_the_old() {
    let mut world = World::new();
    let mut refused = world.standing.clone();
    let given = response(&refused, &[("bill", Answer::No)]);
    refused.respond(&given, world.now).unwrap();
    assert!(refused.agreement.is_none() && refused.offer.is_none());
    let given = response(&world.standing, &[]);
    world.standing.respond(&given, world.now).unwrap();
    let signed = world.standing.agreement.clone();
    world.act(&Act::Publish(7, 399));
    assert_eq!(world.standing.agreement, signed, "silence keeps the old version");
    world.act(&Act::Decline);
    assert_eq!(world.standing.agreement, signed, "and so does no");
}

#[test]
fn a_version_purely_in_favour_asks_nobody() {
    let mut world = World::new();
    let given = response(&world.standing, &[]);
    world.standing.respond(&given, world.now).unwrap();
    world.act(&Act::Publish(7, 300));
    assert!(world.standing.offer.is_none());
    let agreement = world.standing.agreement.unwrap();
    assert_eq!(agreement.version, 2);
    let bill = &agreement.held[&clause_id("bill")];
    assert_eq!(bill.clause.information.as_ref().unwrap().retention_days, Some(300));
}

#[test]
fn a_refused_clause_ends_even_where_nothing_new_is_agreed() {
    let mut world = World::new();
    let given = response(&world.standing, &[]);
    world.standing.respond(&given, world.now).unwrap();
    world.act(&Act::Publish(0, 365));
    let mut given = response(&world.standing, &[]);
    given.answers.values_mut().for_each(|answer| *answer = Answer::No);
    world.standing.respond(&given, world.now).unwrap();
    let agreement = world.standing.agreement.unwrap();
    let kept: Vec<&str> = agreement.held.keys().map(|id| id.as_str()).collect();
    assert_eq!(kept, ["bill"], "what the contract needs ends by leaving");
}
