//! A market for tests: the shared sample with an inferred item, advertising on a legitimate interest, and a law.

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::Agreement;
use crate::basis::{Basis, Inferred, Item, Purpose, Source};
use crate::clause::{Clause, Information};
use crate::control::Control;
use crate::fixed::FixedTerms;
use crate::id::{ItemId, PurposeId, RecipientId};
use crate::market::{Stand, Value, ValueId};
use crate::negotiation::{Answer, Standing};
use crate::sample::{clause, clause_id, response};
use crate::terms::Terms;
use crate::text::Texts;
use crate::time::Timestamp;

pub fn day(n: u32) -> Timestamp {
    Timestamp(0).plus_days(n)
}

pub fn item(name: &str) -> ItemId {
    ItemId::new(name).unwrap()
}

pub fn purpose(name: &str) -> PurposeId {
    PurposeId::new(name).unwrap()
}

pub fn value(of: &str, source: Source, came: u32, from: &[u128]) -> Value {
    Value { item: item(of), came: day(came), source, from: from.iter().copied().map(ValueId).collect() }
}

fn asks(id: &str, of: &str, items: &[&str], retention_days: Option<u32>) -> Clause {
    let information = Information {
        purpose: Some(purpose(of)),
        items: items.iter().map(|name| item(name)).collect(),
        retention_days,
        recipients: [RecipientId::new("signal-lab").unwrap()].into(),
    };
    Clause {
        id: clause_id(id),
        title: Texts::default(),
        text: Texts::default(),
        control: Control::Shared { vote: None },
        information: Some(information),
        work: None,
        benefits: Vec::new(),
        required: false,
        yes_by_default: false,
        counter: Default::default(),
        setting: None,
        on_leaving: Texts::default(),
    }
}

/// `fit` is inferred from `plan` and `usage`, and `mood` from `fit`, for advice; adverts and an archive name them, too.
pub fn terms() -> Terms {
    let mut terms = crate::sample::terms();
    let infer = |id: &str, from: &[&str]| Item {
        id: item(id),
        name: Texts::default(),
        source: Source::Inferred,
        dpv: None,
        special: None,
        inferred: Some(Inferred { from: from.iter().map(|name| item(name)).collect(), method: Texts::default() }),
        origin: Texts::default(),
    };
    terms.items.extend([infer("fit", &["plan", "usage"]), infer("mood", &["fit"])]);
    let with = |id: &str, basis: Basis, dpv: &str| Purpose {
        id: purpose(id),
        name: Texts::default(),
        basis,
        dpv: Some(dpv.to_owned()),
        needs_days: None,
    };
    let interest = Basis::LegitimateInterest { balancing: Texts::default() };
    let law = Basis::LegalObligation { law: Texts::default() };
    terms.purposes.extend([with("adverts", interest, "Advertising"), with("archive", law, "LegalCompliance")]);
    let advice = clause(&mut terms, "usage-for-advice").information.as_mut().unwrap();
    advice.items.extend([item("fit"), item("mood")]);
    terms.clauses.push(asks("adverts", "adverts", &["plan"], None));
    terms.clauses.push(asks("archive", "archive", &["usage"], Some(400)));
    terms
}

/// One person in these terms, and what explains where they stand.
pub struct World {
    pub versions: BTreeMap<u32, FixedTerms>,
    pub standing: Standing,
    pub withdrawn: BTreeSet<PurposeId>,
}

impl World {
    pub fn new(terms: Terms) -> Self {
        let mut standing = Standing::default();
        let terms = FixedTerms::from(terms);
        standing.offer(1, &terms, None, day(0));
        Self { versions: [(1, terms)].into(), standing, withdrawn: BTreeSet::new() }
    }

    /// Who said yes to everything but these clauses.
    pub fn agreed(terms: Terms, but: &[&str]) -> Self {
        let mut world = Self::new(terms);
        let but: Vec<(&str, Answer)> = but.iter().map(|name| (*name, Answer::No)).collect();
        let given = response(&world.standing, &but);
        world.standing.respond(&given, day(0)).unwrap();
        world
    }

    pub fn agreement(&mut self) -> &mut Agreement {
        self.standing.agreement.as_mut().unwrap()
    }

    pub fn withdraw(&mut self, name: &str) {
        self.agreement().withdraw(&purpose(name)).unwrap();
        self.withdrawn.insert(purpose(name));
    }

    pub fn stand(&self) -> Stand<'_> {
        Stand { versions: &self.versions, agreement: self.standing.agreement.as_ref(), withdrawn: &self.withdrawn }
    }
}
