//! What holds in the market after every history of terms, agreements, values and time.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::basis::{Basis, Inferred, Source};
use crate::clause::{Position, Setting};
use crate::grant::Retention;
use crate::id::{ItemId, PurposeId, RecipientId};
use crate::market::sample::{World, day, item, purpose, terms};
use crate::market::{Ended, Kept, NotPermitted, Notice, Permission, Request, Stand, Value, ValueId, Values};
use crate::negotiation::{Answer, Response};
use crate::sample::{clause, clause_id, response};
use crate::terms::Terms;
use crate::text::Texts;
use crate::time::Timestamp;

/// What either side does. Numbers choose among what there is.
#[derive(Debug, Clone)]
enum Act {
    Publish(u8, u32),
    Respond(Vec<bool>),
    Withdraw(usize),
    Leave,
    Switch(bool),
    Release(usize),
    Write(usize, Vec<usize>, bool),
    Contest(usize),
    Wait(u32),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0_u8..9, 1_u32..400).prop_map(|(what, n)| Act::Publish(what, n)),
        4 => proptest::collection::vec(prop::bool::weighted(0.8), 7).prop_map(Act::Respond),
        2 => (0_usize..5).prop_map(Act::Withdraw),
        1 => Just(Act::Leave),
        1 => any::<bool>().prop_map(Act::Switch),
        1 => (0_usize..5).prop_map(Act::Release),
        8 => (0_usize..5, proptest::collection::vec(0_usize..8, 1..3), prop::bool::weighted(0.1))
            .prop_map(|(of, from, stray)| Act::Write(of, from, stray)),
        1 => (0_usize..8).prop_map(Act::Contest),
        3 => (1_u32..120).prop_map(Act::Wait),
    ]
}

const PURPOSES: [&str; 5] = ["advice", "coverage", "billing", "adverts", "archive"];
const ITEMS: [&str; 5] = ["plan", "usage", "signal", "fit", "mood"];

/// Everything that can be asked of a value: for each purpose, with and without a recipient and a signal.
fn requests() -> impl Iterator<Item = Request<'static>> {
    let recipients = [None, Some("signal-lab"), Some("shop")];
    PURPOSES.into_iter().flat_map(move |purpose| {
        let with = move |recipient| [false, true].map(|signal| Request { purpose, recipient, signal });
        recipients.into_iter().flat_map(with)
    })
}

/// The terms with one thing changed.
fn changed(mut terms: Terms, what: u8, n: u32) -> Terms {
    let pick = ITEMS[n as usize % ITEMS.len()];
    let other = ITEMS[n as usize / 7 % ITEMS.len()];
    let t = &mut terms;
    let flip = |items: &mut BTreeSet<ItemId>, name: &str| {
        if !items.remove(&item(name)) || items.is_empty() {
            items.insert(item(name));
        }
    };
    match what {
        0 => clause(t, "usage-for-advice").information.as_mut().unwrap().retention_days = Some(n),
        1 => clause(t, "signal-for-coverage").information.as_mut().unwrap().retention_days = Some(n),
        2 => flip(&mut clause(t, "usage-for-advice").information.as_mut().unwrap().items, pick),
        3 => flip(&mut clause(t, "bill").information.as_mut().unwrap().items, pick),
        4 => clause(t, "adverts").information.as_mut().unwrap().recipients.clear(),
        5 => {
            let inferred = Inferred { from: [item(pick), item(other)].into(), method: Texts::default() };
            t.items[3 + n as usize % 2].inferred = (!n.is_multiple_of(5)).then_some(inferred);
        }
        6 => t.items[1].source = if n.is_multiple_of(2) { Source::Observed } else { Source::ThirdParty },
        7 => {
            let adverts = t.purposes.iter_mut().find(|p| p.id == purpose("adverts")).unwrap();
            let interest = Basis::LegitimateInterest { balancing: Texts::default() };
            adverts.basis = if n.is_multiple_of(3) { Basis::Consent } else { interest };
            adverts.dpv = (!n.is_multiple_of(4)).then(|| "ServiceMonitoring".to_owned());
        }
        _ => t.clauses.retain(|c| c.id.as_str() != "helping" || n.is_multiple_of(2)),
    }
    terms
}

struct Market {
    world: World,
    values: Values,
    contested: BTreeSet<ValueId>,
    next: u128,
    now: Timestamp,
}

impl Market {
    fn new() -> Self {
        let mut terms = terms();
        clause(&mut terms, "signal-for-coverage").setting = Some(Setting::Switch { start: true });
        let world = World::agreed(terms, &[]);
        let mut market = Self { world, values: Values::new(), contested: BTreeSet::new(), next: 0, now: day(0) };
        for which in 0..ITEMS.len() {
            market.act(&Act::Write(which, vec![0, 1], false));
            market.now = market.now.plus_days(15);
        }
        assert_eq!(market.values.len(), ITEMS.len());
        market
    }

    /// Does it; says whether the person did it.
    fn act(&mut self, act: &Act) -> bool {
        let now = self.now;
        self.contested.clear();
        match act {
            Act::Publish(what, n) => {
                let (number, last) = self.world.versions.last_key_value().map(|(n, t)| (*n, t.clone())).unwrap();
                let new = changed(Terms::clone(&last), *what, *n).into();
                self.world.standing.offer(number + 1, &new, Some(&last), now);
                self.world.versions.insert(number + 1, new);
            }
            Act::Respond(choices) => {
                if self.world.standing.offer.is_some() {
                    let all: Response = response(&self.world.standing, &[]);
                    let mut given = all;
                    for (answer, yes) in given.answers.values_mut().zip(choices) {
                        *answer = if *yes { Answer::Yes } else { Answer::No };
                    }
                    self.world.standing.respond(&given, now).unwrap();
                }
                return true;
            }
            Act::Withdraw(which) => {
                let name = purpose(PURPOSES[*which]);
                if let Some(agreement) = &mut self.world.standing.agreement
                    && agreement.withdraw(&name).is_ok()
                {
                    self.world.withdrawn.insert(name);
                }
                return true;
            }
            Act::Leave => {
                self.world.standing.agreement.iter_mut().for_each(|agreement| agreement.leave(now));
                return true;
            }
            Act::Switch(on) => {
                if let Some(agreement) = &mut self.world.standing.agreement {
                    let _ = agreement.set(&clause_id("signal-for-coverage"), Position::On(*on));
                }
                return true;
            }
            Act::Release(which) => {
                let released = item(ITEMS[*which]);
                self.world.standing.agreement.iter_mut().for_each(|agreement| agreement.release(&released));
            }
            Act::Write(which, from, stray) => {
                let of = item(ITEMS[*which]);
                let terms = self.world.versions.last_key_value().unwrap().1;
                let named = terms.item(&of).and_then(|item| item.inferred.clone()).unwrap_or_default().from;
                let inputs = self.values.iter().filter(|(_, value)| *stray || named.contains(&value.item));
                let inputs: Vec<ValueId> = inputs.map(|(id, _)| *id).collect();
                let from = from.iter().filter_map(|nth| inputs.get(nth % inputs.len().max(1)).copied()).collect();
                let source =
                    [Source::Volunteered, Source::Observed, Source::Observed, Source::Inferred, Source::Inferred];
                let value = Value { item: of, came: now, source: source[*which], from };
                if let Ok(purposes) = self.world.stand().write(&value, &self.values, now) {
                    assert!(!purposes.is_empty());
                    self.values.insert(ValueId(self.next), value);
                    self.next += 1;
                    let id = ValueId(self.next - 1);
                    for purpose in &purposes {
                        assert!(self.read(id, &Request::of(purpose.as_str())).is_ok(), "what is written may be read");
                    }
                }
            }
            Act::Contest(nth) => {
                self.contested.extend(self.values.keys().nth(*nth).copied());
                return true;
            }
            Act::Wait(days) => self.now = now.plus_days(*days),
        }
        false
    }

    fn read(&self, id: ValueId, request: &Request<'_>) -> Result<Permission, NotPermitted> {
        self.world.stand().read(id, &self.values, request, self.now)
    }

    fn permitted(&self) -> BTreeSet<(ValueId, &'static str, Option<&'static str>, bool)> {
        let ids = self.values.keys().flat_map(|id| requests().map(move |request| (*id, request)));
        let permitted = ids.filter(|(id, request)| self.read(*id, request).is_ok());
        permitted.map(|(id, request)| (id, request.purpose, request.recipient, request.signal)).collect()
    }

    /// What an agreement says in the plainest reading, by none of the market's own rules.
    fn agreed(&self, value: &Value, of: &str, recipient: Option<&str>) -> bool {
        let (of, recipient) = (purpose(of), recipient.map(|to| RecipientId::new(to).unwrap()));
        let held = self.world.standing.agreement.iter().flat_map(|agreement| agreement.held.values());
        held.filter_map(|held| held.grant()).any(|grant| {
            let kept = match grant.retention {
                Retention::Days(days) => self.now < value.came.plus_days(days),
                Retention::WhileAgreed => true,
            };
            kept && grant.covers(&value.item, &of, recipient.as_ref())
        })
    }

    /// Whether this and all that went into it is agreed to; nothing is made of what is not there.
    fn agreed_through(&self, id: ValueId, of: &str, recipient: Option<&str>) -> bool {
        self.values.get(&id).is_some_and(|value| {
            self.agreed(value, of, recipient) && value.from.iter().all(|input| self.agreed_through(*input, of, None))
        })
    }

    fn end(&mut self, before: &Stand<'_>) -> Ended {
        let ended = self.world.stand().ended(before, &self.values, &self.contested, self.now);
        self.values.retain(|id, _| !ended.delete.contains(id));
        ended
    }

    /// The person stood here.
    fn standing(&self) -> World {
        World {
            versions: self.world.versions.clone(),
            standing: self.world.standing.clone(),
            withdrawn: self.world.withdrawn.clone(),
        }
    }
}

fn of_law(held: &crate::agreement::Held) -> bool {
    matches!(held.basis, Some(Basis::LegalObligation { .. }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn nothing_is_read_that_is_not_agreed(acts in proptest::collection::vec(act(), 1..25)) {
        let mut market = Market::new();
        for act in &acts {
            market.act(act);
            for (id, of, recipient, _) in market.permitted() {
                prop_assert!(market.agreed_through(id, of, recipient), "{act:?}: {id:?} {of} {recipient:?}");
                prop_assert!(recipient != Some("shop"));
                if let Some(agreement) = market.world.standing.agreement.as_ref().filter(|a| a.left.is_some()) {
                    prop_assert!(of == "archive" && agreement.held.values().all(of_law));
                }
            }
        }
    }

    #[test]
    fn a_refusal_turns_into_a_permission_by_the_person_alone(acts in proptest::collection::vec(act(), 1..25)) {
        let mut market = Market::new();
        for act in &acts {
            let (before, there): (_, BTreeSet<ValueId>) = (market.permitted(), market.values.keys().copied().collect());
            if !market.act(act) {
                for new in market.permitted().difference(&before) {
                    prop_assert!(!there.contains(&new.0), "{act:?} permits {new:?}");
                }
            }
        }
    }

    #[test]
    fn what_goes_goes_whole_and_whoever_has_it_is_told(acts in proptest::collection::vec(act(), 1..25)) {
        let mut market = Market::new();
        for act in &acts {
            let (stood, before) = (market.standing(), market.permitted());
            market.act(act);
            let ended = market.end(&stood.stand());
            for (id, value) in &market.values {
                prop_assert!(value.from.iter().all(|input| market.values.contains_key(input)), "{act:?}: {id:?} is left over");
                let somewhere = PURPOSES.iter().any(|of| market.agreed_through(*id, of, None));
                prop_assert!(somewhere, "{act:?}: nothing covers {id:?}");
            }
            let after = market.permitted();
            for lost in before.difference(&after) {
                if let (value, purpose, Some(to), false) = *lost {
                    let (recipient, purpose) = (RecipientId::new(to).unwrap(), PurposeId::new(purpose).unwrap());
                    prop_assert!(ended.tell.contains(&Notice { recipient, value, purpose }), "{act:?}: {lost:?}");
                }
            }
            for Notice { recipient, value, purpose } in &ended.tell {
                let request = Request { recipient: Some(recipient.as_str()), ..Request::of(purpose.as_str()) };
                prop_assert!(market.read(*value, &request).is_err(), "{act:?}: told of what they may have");
            }
        }
    }

    #[test]
    fn what_stays_may_be_read_until_it_goes(acts in proptest::collection::vec(act(), 1..25)) {
        let mut market = Market::new();
        for act in &acts {
            let stood = market.standing();
            market.act(act);
            market.end(&stood.stand());
            let stand = market.world.stand();
            for id in market.values.keys() {
                let kept = stand.kept_until(*id, &market.values, market.now);
                let may = |now| {
                    let read = |of: &&str| stand.read(*id, &market.values, &Request::of(of), now).ok();
                    PURPOSES.iter().filter_map(read).map(|permission| permission.until).max()
                };
                prop_assert!(kept.is_some() && kept == may(market.now), "{act:?}: {id:?}");
                if let Some(Kept::Until(at)) = kept {
                    prop_assert_eq!(may(Timestamp(at.0 - 1)), kept);
                    prop_assert_eq!(may(at), None);
                }
            }
        }
    }
}
