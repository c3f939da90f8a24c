//! One person in made-up terms, to write records of.

use std::collections::BTreeMap;

use crate::agreement::{Agreement, Held, Signatory};
use crate::fixed::FixedTerms;
use crate::id::{ClauseId, RecipientId};
use crate::record::{Act, By, Concerns, Event, Party, PartyKind, Place, Sheet};
use crate::terms::Terms;
use crate::text::Language;
use crate::time::Timestamp;

pub const RECORD: u128 = 0x0190_6f2a_11de_7abc_8000_0000_0000_0042;
pub const RECEIPT: u128 = 0x0190_6f2a_11de_7abc_8000_0000_0000_0043;

/// 1 March 2026, and so many days later.
pub fn day(n: u32) -> Timestamp {
    Timestamp(1_772_323_200_000_000).plus_days(n)
}

pub fn clause(name: &str) -> ClauseId {
    ClauseId::new(name).unwrap()
}

pub fn terms() -> Terms {
    Terms::from_toml(include_str!("terms.toml")).unwrap()
}

pub fn event(act: Act, of: &str, at: u32, by: By) -> Event {
    Event { act, concerns: Concerns::Clause(clause(of)), version: 1, at: day(at), by, until: None }
}

/// What a sheet borrows from.
#[derive(Debug, Clone)]
pub struct World {
    pub principal: String,
    pub language: Language,
    pub controllers: Vec<Party>,
    pub recipients: BTreeMap<RecipientId, Party>,
    pub versions: BTreeMap<u32, FixedTerms>,
    pub agreement: Option<Agreement>,
    pub ended: Vec<Held>,
    pub events: Vec<Event>,
    pub jurisdiction: String,
    pub storage: (String, String),
    pub notice: String,
    pub withdrawal: String,
}

impl World {
    /// Who agreed, on 1 March 2026 and in Italian, to those clauses of version 1.
    pub fn agreed(terms: Terms, clauses: &[&str]) -> Self {
        let terms = FixedTerms::from(terms);
        let language = Language::new("it").unwrap();
        let held = |of: &&str| held(&terms, of, 1, day(0));
        let agreement = Agreement {
            version: 1,
            offer: terms.fingerprint(),
            language: language.clone(),
            signed: day(0),
            by: Signatory::Person,
            held: clauses.iter().map(held).map(|held| (held.clause.id.clone(), held)).collect(),
            left: None,
        };
        let norda = Party {
            id: "https://norda.example/#firm".into(),
            name: "Norda S.p.A. (simulated)".into(),
            address: "Via Roma 1, 20121 Milano".into(),
            contact: "privacy@norda.example".into(),
            kind: PartyKind::ForProfit,
        };
        Self {
            principal: "p-7f3a".into(),
            language,
            controllers: vec![norda],
            recipients: BTreeMap::new(),
            versions: [(1, terms)].into(),
            agreement: Some(agreement),
            ended: Vec::new(),
            events: Vec::new(),
            jurisdiction: "it".into(),
            storage: ("IT".into(), "Milan".into()),
            notice: "https://norda.example/terms".into(),
            withdrawal: "https://norda.example/me".into(),
        }
    }

    pub fn sheet(&self) -> Sheet<'_> {
        Sheet {
            id: RECORD,
            written: day(40),
            principal: &self.principal,
            language: &self.language,
            controllers: &self.controllers,
            recipients: &self.recipients,
            versions: &self.versions,
            agreement: self.agreement.as_ref(),
            ended: &self.ended,
            events: &self.events,
            jurisdiction: &self.jurisdiction,
            storage: Place { country: &self.storage.0, name: &self.storage.1 },
            notice: &self.notice,
            withdrawal: &self.withdrawal,
        }
    }
}

pub fn held(terms: &FixedTerms, of: &str, version: u32, since: Timestamp) -> Held {
    let shared = terms.clauses_shared().iter().find(|shared| shared.id.as_str() == of).unwrap().clone();
    let purpose = shared.information.as_ref().and_then(|asked| terms.purpose(asked.purpose.as_ref()?));
    let basis = purpose.map(|purpose| purpose.basis.clone());
    Held { clause: shared, basis, version, since, position: None }
}

/// Every legal basis, a history, a child, and somebody else who receives something.
pub fn full() -> World {
    let mut world = World::agreed(terms(), &["advice", "bill", "large-bill", "archive", "helping"]);
    if let Some(agreement) = &mut world.agreement {
        agreement.by = Signatory::Guardian;
    }
    let until = Some(day(365));
    world.events = vec![
        event(Act::Withdrawn, "adverts", 20, By::Person),
        event(Act::Asked, "advice", 0, By::Firm),
        Event { until, ..event(Act::Given, "advice", 0, By::Guardian) },
        event(Act::Given, "adverts", 0, By::Guardian),
        event(Act::Changed, "advice", 10, By::Firm),
    ];
    world
}
