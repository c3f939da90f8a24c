//! Whether a value may be read or written now, and how long it is kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::basis::{Basis, Source};
use crate::id::{ClauseId, PurposeId};
use crate::market::stand::InForce;
use crate::market::value::ancestors;
use crate::market::{NotPermitted, Request, Stand, Value, ValueId, Values};
use crate::time::Timestamp;

/// How long something may be kept. Ordered by length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// It is gone from this moment on.
    Until(Timestamp),
    /// For as long as what is agreed stays in force.
    WhileAgreed,
}

impl Kept {
    /// From when on it is gone; nothing while what is agreed is in force.
    pub fn until(self) -> Option<Timestamp> {
        match self {
            Self::Until(at) => Some(at),
            Self::WhileAgreed => None,
        }
    }

    fn over(self, now: Timestamp) -> Option<NotPermitted> {
        match self {
            Self::Until(at) if at <= now => Some(NotPermitted::Expired { at }),
            _ => None,
        }
    }
}

/// That a value may be read, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// The clause that permits it longest.
    pub clause: ClauseId,
    /// The version of the terms in which it was agreed.
    pub version: u32,
    /// The basis of its purpose then.
    pub basis: Basis,
    /// How long this permission lasts if nothing else ends it: the shortest over the value and all its inputs.
    pub until: Kept,
}

impl<'a> Stand<'a> {
    /// Whether a value may be read now. `values` holds it and everything that it was worked out from.
    ///
    /// # Errors
    /// Why not.
    pub fn read(
        &self,
        id: ValueId,
        values: &Values,
        request: &Request<'_>,
        now: Timestamp,
    ) -> Result<Permission, NotPermitted> {
        let value = values.get(&id).ok_or(NotPermitted::NoSuchValue)?;
        let (clause, until) = self.longest(value, values, request)?;
        if let Some(expired) = until.over(now) {
            return Err(expired);
        }
        let held = clause.held;
        Ok(Permission { clause: held.clause.id.clone(), version: held.version, basis: clause.basis.clone(), until })
    }

    /// Whether a new value may be written now, and for which purposes: all those by which it may then be read. `values`
    /// holds everything that it was worked out from.
    ///
    /// # Errors
    /// Why not.
    pub fn write(&self, value: &Value, values: &Values, now: Timestamp) -> Result<BTreeSet<PurposeId>, NotPermitted> {
        self.check_item(value.item.as_str())?;
        if self.agreement.is_none() {
            return Err(NotPermitted::NoAgreement);
        }
        let mut permitted = BTreeSet::new();
        let mut best = NotPermitted::ItemNotCovered;
        let mut asked = false;
        for purpose in self.purposes_of(value) {
            let until = self.longest(value, values, &Request::of(purpose.as_str())).map(|(_, until)| until);
            match until.and_then(|until| until.over(now).map_or(Ok(()), Err)) {
                Ok(()) => _ = permitted.insert(purpose.clone()),
                Err(reason) if asked => best = best.max(reason),
                Err(reason) => best = reason,
            }
            asked = true;
        }
        if permitted.is_empty() { Err(best) } else { Ok(permitted) }
    }

    /// How long a value is kept: the longest that a clause in force still permits, and nothing where none does any more.
    pub fn kept_until(&self, id: ValueId, values: &Values, now: Timestamp) -> Option<Kept> {
        self.kept_for(id, values, now).into_values().max()
    }

    /// For which purposes a value may still be read, and for each how long.
    pub fn kept_for(&self, id: ValueId, values: &Values, now: Timestamp) -> BTreeMap<PurposeId, Kept> {
        let Some(value) = values.get(&id) else { return BTreeMap::new() };
        let purposes: BTreeSet<&PurposeId> = self.in_force().map(|clause| clause.purpose).collect();
        let longest = |purpose: &PurposeId| self.longest(value, values, &Request::of(purpose.as_str()));
        let kept = purposes.into_iter().filter_map(|purpose| Some((purpose.clone(), longest(purpose).ok()?.1)));
        kept.filter(|(_, kept)| kept.over(now).is_none()).collect()
    }

    /// The clause that permits reading a value longest, and until when, past or not.
    ///
    /// For one purpose no value outlasts what it was worked out from; so none does over all purposes either.
    pub(super) fn longest(
        &self,
        value: &Value,
        values: &Values,
        request: &Request<'_>,
    ) -> Result<(InForce<'a>, Kept), NotPermitted> {
        let (clause, mut until) = self.of_itself(value, values, request)?;
        let as_input = Request { recipient: None, ..*request };
        for input in ancestors(value, values)? {
            let not_covered = |reason| match reason {
                NotPermitted::InputGone => NotPermitted::InputGone,
                _ => NotPermitted::InputNotCovered { input: input.item.clone() },
            };
            until = until.min(self.of_itself(input, values, &as_input).map_err(not_covered)?.1);
        }
        Ok((clause, until))
    }

    /// The same for the value alone: its inputs are as agreed, but may not be covered themselves.
    fn of_itself(
        &self,
        value: &Value,
        values: &Values,
        request: &Request<'_>,
    ) -> Result<(InForce<'a>, Kept), NotPermitted> {
        let clauses = self.covering(value.item.as_str(), request)?;
        let mut best: Result<(InForce<'a>, Kept), NotPermitted> = Err(NotPermitted::ItemNotCovered);
        for clause in clauses {
            let until = as_agreed(&clause, value, values).map(|()| retention(&clause, value));
            best = match (best, until) {
                (Ok((_, longest)), Ok(until)) if until > longest => Ok((clause, until)),
                (Err(_), Ok(until)) => Ok((clause, until)),
                (Err(reason), Err(other)) => Err(reason.max(other)),
                (best, _) => best,
            };
        }
        best
    }

    /// Purposes for which terms or clauses ask for the value's item.
    fn purposes_of(&self, value: &Value) -> BTreeSet<&'a PurposeId> {
        let clauses = self.versions.values().flat_map(|terms| &terms.clauses);
        let held = self.agreement.into_iter().flat_map(|agreed| agreed.held.values());
        let held = held.filter_map(|held| held.clause.information.as_ref());
        let asked = clauses.filter_map(|clause| clause.information.as_ref()).chain(held);
        asked.filter(|asked| asked.items.contains(&value.item)).filter_map(|asked| asked.purpose.as_ref()).collect()
    }
}

/// Retention counts from when the value came, whenever the clause was agreed.
fn retention(clause: &InForce<'_>, value: &Value) -> Kept {
    clause.asked.retention_days.map_or(Kept::WhileAgreed, |days| Kept::Until(value.came.plus_days(days)))
}

/// Whether a value comes from where the clause's terms say.
fn as_agreed(clause: &InForce<'_>, value: &Value, values: &Values) -> Result<(), NotPermitted> {
    // A clause may name what its own version does not describe only by mistake; then nobody knows what was agreed.
    let item = clause.item(&value.item).ok_or(NotPermitted::ItemNotCovered)?;
    if item.source != value.source {
        return Err(NotPermitted::SourceNotAgreed { agreed: item.source });
    }
    if value.source == Source::Inferred && value.from.is_empty() {
        return Err(NotPermitted::InputsNotNamed);
    }
    for id in &value.from {
        let input = &values.get(id).ok_or(NotPermitted::InputGone)?.item;
        if !item.inferred.as_ref().is_some_and(|inferred| inferred.from.contains(input)) {
            return Err(NotPermitted::InputNotAgreed { input: input.clone() });
        }
    }
    Ok(())
}
