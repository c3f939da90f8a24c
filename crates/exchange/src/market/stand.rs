//! Where a person stands in one exchange, and which clauses in force cover an item.

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::{Agreement, Held};
use crate::basis::{Basis, Item, Source};
use crate::clause::{Information, Position};
use crate::fixed::FixedTerms;
use crate::id::{ItemId, PurposeId};
use crate::market::reason::nearest;
use crate::market::{NotPermitted, signal};
use crate::terms::Terms;

/// Where one person stands in one exchange.
#[derive(Debug, Clone, Copy)]
pub struct Stand<'a> {
    /// The terms by version, at least of every clause in force: a clause means what its own version says. One whose version
    /// is not here permits nothing.
    pub versions: &'a BTreeMap<u32, FixedTerms>,
    /// What the person agreed to.
    pub agreement: Option<&'a Agreement>,
    /// Purposes that the person withdrew or objected to. They explain a refusal and decide nothing.
    pub withdrawn: &'a BTreeSet<PurposeId>,
}

/// What somebody wants to do with information.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// What for, by its name in the terms.
    pub purpose: &'a str,
    /// To whom it is passed on, by their name in the terms.
    pub recipient: Option<&'a str>,
    /// The person sent a Global Privacy Control signal (`Sec-GPC: 1`).
    pub signal: bool,
}

impl<'a> Request<'a> {
    /// A use by the firm itself, without a signal.
    pub fn of(purpose: &'a str) -> Self {
        Self { purpose, recipient: None, signal: false }
    }
}

/// A clause in force that asks for information, and what it means.
#[derive(Clone, Copy)]
pub(super) struct InForce<'a> {
    pub held: &'a Held,
    pub asked: &'a Information,
    pub purpose: &'a PurposeId,
    pub basis: &'a Basis,
    pub terms: &'a Terms,
}

impl<'a> InForce<'a> {
    fn new(stand: &Stand<'a>, held: &'a Held) -> Option<Self> {
        let asked = held.clause.information.as_ref()?;
        let (purpose, basis) = (asked.purpose.as_ref()?, held.basis.as_ref()?);
        Some(Self { held, asked, purpose, basis, terms: stand.versions.get(&held.version)? })
    }

    /// A clause of the customer's with a switch permits nothing while it is off.
    fn is_on(&self) -> bool {
        self.held.clause.setting.is_none() || self.held.position != Some(Position::On(false))
    }

    pub fn names(&self, item: &str) -> bool {
        self.asked.items.iter().any(|named| named.as_str() == item)
    }

    pub fn discloses_to(&self, recipient: &str) -> bool {
        self.asked.recipients.iter().any(|named| named.as_str() == recipient)
    }

    /// The item as the person agreed to it.
    pub fn item(&self, item: &ItemId) -> Option<&'a Item> {
        self.terms.item(item)
    }
}

impl<'a> Stand<'a> {
    /// Clauses that ask for information, in force and switched on.
    pub(super) fn in_force(&self) -> impl Iterator<Item = InForce<'a>> {
        self.asking().filter(InForce::is_on)
    }

    fn asking(&self) -> impl Iterator<Item = InForce<'a>> {
        let stand = *self;
        stand.agreement.into_iter().flat_map(|agreed| agreed.held.values()).filter_map(move |h| InForce::new(&stand, h))
    }

    /// Whether values of an item may be read at all, whatever their own facts: the question before any value is there.
    ///
    /// # Errors
    /// Why not.
    pub fn covers(&self, item: &str, request: &Request<'_>) -> Result<(), NotPermitted> {
        self.covering(item, request).map(|_| ())
    }

    /// The clauses by which it may be read; at least one.
    pub(super) fn covering(&self, item: &str, request: &Request<'_>) -> Result<Vec<InForce<'a>>, NotPermitted> {
        self.check_names(item, request.purpose)?;
        let Some(agreement) = self.agreement else { return Err(NotPermitted::NoAgreement) };
        let mut clauses: Vec<InForce<'a>> = self.asking().filter(|c| c.purpose.as_str() == request.purpose).collect();
        if clauses.is_empty() {
            return Err(match agreement.left {
                Some(at) => NotPermitted::Left { at },
                None if self.is_withdrawn(request.purpose) => NotPermitted::Withdrawn,
                None => NotPermitted::PurposeNotCovered,
            });
        }
        keep(&mut clauses, |c| c.names(item), |_| NotPermitted::ItemNotCovered)?;
        let off = |clauses: &[InForce<'_>]| match clauses {
            [first, ..] => NotPermitted::SwitchedOff { clause: first.held.clause.id.clone() },
            [] => NotPermitted::ItemNotCovered,
        };
        keep(&mut clauses, InForce::is_on, off)?;
        if let Some(recipient) = request.recipient {
            let named = |clauses: &[InForce<'_>]| {
                let named: BTreeSet<_> = clauses.iter().flat_map(|c| &c.asked.recipients).cloned().collect();
                NotPermitted::RecipientNotNamed { named: named.into_iter().collect() }
            };
            keep(&mut clauses, |c| c.discloses_to(recipient), named)?;
        }
        if request.signal {
            let stops =
                |c: &InForce<'_>| signal::stops(c.basis, c.terms.purpose(c.purpose), request.recipient.is_some());
            let stopped = clauses.iter().find_map(stops);
            clauses.retain(|c| stops(c).is_none());
            if let (true, Some(stops)) = (clauses.is_empty(), stopped) {
                return Err(NotPermitted::Signal { stops });
            }
        }
        self.keep_with_inputs(&mut clauses, item)?;
        Ok(clauses)
    }

    fn is_withdrawn(&self, purpose: &str) -> bool {
        self.withdrawn.iter().any(|withdrawn| withdrawn.as_str() == purpose)
    }

    /// Names that no version knows are slips of whoever asks, and have nothing to do with the person.
    pub(super) fn check_names(&self, item: &str, purpose: &str) -> Result<(), NotPermitted> {
        self.check_item(item)?;
        let purposes = || self.versions.values().flat_map(|terms| &terms.purposes).map(|purpose| &purpose.id);
        if !purposes().any(|known| known.as_str() == purpose) {
            let known = purposes().cloned().collect::<BTreeSet<PurposeId>>().into_iter();
            return Err(NotPermitted::UnknownPurpose { near: nearest(purpose, known, |id| id.as_str()) });
        }
        Ok(())
    }

    pub(super) fn check_item(&self, item: &str) -> Result<(), NotPermitted> {
        let items = || self.versions.values().flat_map(|terms| &terms.items).map(|item| &item.id);
        if !items().any(|known| known.as_str() == item) {
            let known = items().cloned().collect::<BTreeSet<ItemId>>().into_iter();
            return Err(NotPermitted::UnknownItem { near: nearest(item, known, |id| id.as_str()) });
        }
        Ok(())
    }

    /// Keeps the clauses whose terms' inputs of the item are all covered for the purpose, too, through any chain.
    fn keep_with_inputs(&self, clauses: &mut Vec<InForce<'a>>, item: &str) -> Result<(), NotPermitted> {
        let Some(first) = clauses.first() else { return Ok(()) };
        let Some(item) = first.asked.items.iter().find(|named| named.as_str() == item) else { return Ok(()) };
        // Nothing to look up for most items.
        if clauses.iter().all(|c| c.item(item).is_some_and(|item| item.source != Source::Inferred)) {
            return Ok(());
        }
        let purpose = first.purpose;
        let covered = self.covered_with_inputs(purpose);
        let missing = |clause: &InForce<'_>| match inputs(clause, item) {
            None => Some(NotPermitted::InputsNotNamed),
            Some(mut from) => from
                .find(|input| !covered.iter().any(|(_, covered)| covered == input))
                .map(|input| NotPermitted::InputNotCovered { input: input.clone() }),
        };
        let reason = clauses.iter().filter_map(missing).max();
        clauses.retain(|clause| covered.contains(&(clause.held.version, item)));
        match reason {
            Some(reason) if clauses.is_empty() => Err(reason),
            _ if clauses.is_empty() => Err(NotPermitted::InputsNotNamed),
            _ => Ok(()),
        }
    }

    /// Items covered for a purpose together with all their inputs, with the version in which they are.
    ///
    /// Built up from items without inputs, so that a circle across versions covers nothing, and so that one more clause in
    /// force never covers less.
    fn covered_with_inputs(&self, purpose: &PurposeId) -> BTreeSet<(u32, &'a ItemId)> {
        let clauses: Vec<InForce<'a>> = self.in_force().filter(|c| c.purpose == purpose).collect();
        let mut covered: BTreeSet<(u32, &'a ItemId)> = BTreeSet::new();
        loop {
            let before = covered.len();
            for clause in &clauses {
                for item in &clause.asked.items {
                    let by_any_version = |input: &ItemId| covered.iter().any(|(_, covered)| *covered == input);
                    if inputs(clause, item).is_some_and(|mut from| from.all(by_any_version)) {
                        covered.insert((clause.held.version, item));
                    }
                }
            }
            if covered.len() == before {
                return covered;
            }
        }
    }
}

/// What an item is worked out from as the clause's terms say; nothing where they do not say, or have no such item.
fn inputs<'a>(clause: &InForce<'a>, item: &ItemId) -> Option<impl Iterator<Item = &'a ItemId> + use<'a>> {
    let item = clause.item(item)?;
    let from = item.inferred.as_ref().map(|inferred| &inferred.from).filter(|from| !from.is_empty());
    (item.source != Source::Inferred || from.is_some()).then(|| from.into_iter().flatten())
}

/// Keeps the clauses that meet a condition, of which there has to be one.
fn keep<'a>(
    clauses: &mut Vec<InForce<'a>>,
    condition: impl Fn(&InForce<'a>) -> bool,
    reason: impl Fn(&[InForce<'a>]) -> NotPermitted,
) -> Result<(), NotPermitted> {
    if !clauses.iter().any(&condition) {
        return Err(reason(clauses));
    }
    clauses.retain(condition);
    Ok(())
}

#[cfg(test)]
mod tests;
