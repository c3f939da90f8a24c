//! The clauses that a record speaks of: those in force, those that were, and those that were only asked.

use std::collections::BTreeSet;

use crate::agreement::{Held, Signatory};
use crate::basis::{Basis, Item, Purpose};
use crate::clause::{Clause, Information};
use crate::fixed::FixedTerms;
use crate::id::ClauseId;
use crate::record::event::{Act, By, Concerns, Event};
use crate::record::sheet::Sheet;
use crate::record::state::{property_of, state};

/// A clause that asks for information, what its own version says that means, and what happened to it.
#[derive(Debug)]
pub struct Entry<'a> {
    pub clause: &'a Clause,
    pub asked: &'a Information,
    pub purpose: &'a Purpose,
    pub basis: &'a Basis,
    pub version: u32,
    pub terms: &'a FixedTerms,
    pub items: Vec<&'a Item>,
    pub events: Vec<Event>,
}

/// The entries of a record by the names of their clauses, and the clauses of which too little is known for one.
pub fn entries<'a>(sheet: &Sheet<'a>) -> (Vec<Entry<'a>>, Vec<ClauseId>) {
    let held = sheet.agreement.into_iter().flat_map(|agreed| agreed.held.values());
    let mut ids: BTreeSet<&ClauseId> = held.chain(sheet.ended).map(|held| &held.clause.id).collect();
    ids.extend(sheet.events.iter().filter_map(|event| match &event.concerns {
        Concerns::Clause(id) => Some(id),
        Concerns::Purpose(_) | Concerns::All => None,
    }));
    let (mut entries, mut unclear) = (Vec::new(), Vec::new());
    for id in ids {
        match Wording::of(sheet, id) {
            Some(Wording { clause, .. }) if clause.information.is_none() => {}
            wording => match wording.and_then(|wording| wording.entry(sheet)) {
                Some(entry) => entries.push(entry),
                None => unclear.push(id.clone()),
            },
        }
    }
    (entries, unclear)
}

/// A clause as it reads, and the version by which it is understood.
struct Wording<'a> {
    clause: &'a Clause,
    version: u32,
    /// The agreement's, for a clause in force.
    held: Option<&'a Held>,
    basis: Option<&'a Basis>,
}

impl<'a> Wording<'a> {
    fn of(sheet: &Sheet<'a>, id: &ClauseId) -> Option<Self> {
        let in_force = sheet.agreement.and_then(|agreed| agreed.held.get(id));
        let ended = || sheet.ended.iter().filter(|held| held.clause.id == *id).max_by_key(|held| held.since);
        if let Some(held) = in_force.or_else(ended) {
            let Held { clause, basis, version, .. } = held;
            return Some(Self { clause, version: *version, held: in_force, basis: basis.as_ref() });
        }
        let named = sheet.events.iter().filter(|event| event.concerns == Concerns::Clause(id.clone()));
        let version = named.max_by_key(|event| event.at)?.version;
        let clause = sheet.versions.get(&version)?.clauses_shared().iter().find(|clause| clause.id == *id)?;
        Some(Self { clause, version, held: None, basis: None })
    }

    fn entry(self, sheet: &Sheet<'a>) -> Option<Entry<'a>> {
        let Self { clause, version, held, basis } = self;
        let terms = sheet.versions.get(&version)?;
        let asked = clause.information.as_ref()?;
        let purpose = terms.purpose(asked.purpose.as_ref()?)?;
        // An item that the version does not describe would be a use that the record hides.
        let items: Option<Vec<&Item>> = asked.items.iter().map(|id| terms.item(id)).collect();
        let items = items.filter(|items| !items.is_empty())?;
        let basis = basis.unwrap_or(&purpose.basis);
        let events = happened(sheet, clause, purpose, held);
        let told = |event: &Event| state(event.act, basis).is_some_and(|(property, _)| property == property_of(basis));
        events.iter().any(told).then_some(Entry { clause, asked, purpose, basis, version, terms, items, events })
    }
}

/// What happened to a clause, the oldest first.
fn happened(sheet: &Sheet<'_>, clause: &Clause, purpose: &Purpose, held: Option<&Held>) -> Vec<Event> {
    let own = |event: &Event| event.concerns == Concerns::Clause(clause.id.clone());
    let yes = |event: &Event| matches!(event.act, Act::Given | Act::Renewed);
    let mut events: Vec<Event> = sheet.events.to_vec();
    if let (Some(held), Some(agreed)) = (held, sheet.agreement)
        && !events.iter().any(|event| own(event) && yes(event))
    {
        let by = match agreed.by {
            Signatory::Person => By::Person,
            Signatory::Guardian => By::Guardian,
        };
        let concerns = Concerns::Clause(clause.id.clone());
        events.push(Event { act: Act::Given, concerns, version: held.version, at: held.since, by, until: None });
    }
    events.sort_by_key(|event| event.at);
    let mut holds = false;
    events.retain(|event| {
        let mine = match &event.concerns {
            Concerns::Clause(id) => *id == clause.id,
            Concerns::Purpose(id) => holds && *id == purpose.id,
            Concerns::All => holds,
        };
        if mine {
            holds = event.act.holds(holds);
        }
        mine
    });
    events
}
