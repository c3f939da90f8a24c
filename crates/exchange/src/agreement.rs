//! What a person agreed to, and how that ends.
//!
//! An agreement is never widened but by its person: every function here either takes the person's own act or leaves
//! what is permitted no wider than it was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::basis::{Basis, Ending};
use crate::clause::{Clause, Position};
use crate::grant::Grant;
use crate::hash::Fingerprint;
use crate::id::{ClauseId, ItemId, PurposeId, RecipientId};
use crate::shared::Shared;
use crate::terms::Terms;
use crate::text::Language;
use crate::time::Timestamp;

/// Who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signatory {
    /// The person.
    Person,
    /// Somebody with parental responsibility.
    Guardian,
}

/// A clause as one person agreed to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The clause as it read when the person said yes.
    pub clause: Shared<Clause>,
    /// The basis of its purpose then; nothing for a clause that asks for no information.
    pub basis: Option<Basis>,
    /// The version of the terms.
    pub version: u32,
    /// When the person said yes.
    pub since: Timestamp,
    /// Where a setting of the person's stands.
    pub position: Option<Position>,
}

impl Held {
    /// What it permits.
    pub fn grant(&self) -> Option<Grant> {
        self.clause.information.as_ref()?.grant()
    }
}

/// An agreement of one person in one exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// The version of the terms last answered.
    pub version: u32,
    /// The fingerprint of the offer last answered.
    pub offer: Fingerprint,
    /// The language in which it was read.
    pub language: Language,
    /// When it was last answered.
    pub signed: Timestamp,
    /// By whom.
    pub by: Signatory,
    /// The clauses in force.
    pub held: BTreeMap<ClauseId, Held>,
    /// When the person left. Nothing but what a law demands is in force from then on.
    pub left: Option<Timestamp>,
}

/// Why an act of the person's has no effect. Leaving always has one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refused {
    /// No clause in force asks anything for that purpose.
    #[error("nothing is agreed for the purpose {0}")]
    NothingAgreed(PurposeId),
    /// The purpose belongs to the contract: it ends by leaving.
    #[error("{0} is part of what was asked for; it ends by leaving the exchange")]
    EndsByLeaving(PurposeId),
    /// A law demands it.
    #[error("a law demands {0}; it ends when that law lets it")]
    EndsByLaw(PurposeId),
    /// No such setting is in force.
    #[error("there is no setting {0} in force")]
    NoSetting(ClauseId),
    /// Outside the bounds that were agreed.
    #[error("the setting {0} cannot stand there")]
    OutOfBounds(ClauseId),
}

impl Agreement {
    /// The clause that lets the firm read `item` for `purpose` (and pass it to `recipient`), if any does.
    pub fn covers(&self, item: &ItemId, purpose: &PurposeId, recipient: Option<&RecipientId>) -> Option<&Held> {
        let covering = |held: &&Held| held.grant().is_some_and(|grant| grant.covers(item, purpose, recipient));
        self.held.values().find(covering)
    }

    /// Whether everything that this permits is permitted by `other`, clause for clause.
    pub fn within(&self, other: &Self) -> bool {
        self.held.iter().all(|(id, held)| {
            let Some(grant) = held.grant() else { return true };
            let before = other.held.get(id).and_then(Held::grant);
            before.is_some_and(|before| grant.within(&before))
        })
    }

    /// The person withdraws consent for a purpose, or objects where the basis is a legitimate interest.
    ///
    /// # Errors
    /// Nothing was agreed for it, or it ends in another way, which the error names.
    pub fn withdraw(&mut self, purpose: &PurposeId) -> Result<(), Refused> {
        let concerns = |held: &Held| held.grant().is_some_and(|grant| grant.purpose == *purpose);
        let mut endings = self.held.values().filter(|held| concerns(held)).map(ending);
        match endings.next() {
            None => return Err(Refused::NothingAgreed(purpose.clone())),
            Some(Ending::Leaving) => return Err(Refused::EndsByLeaving(purpose.clone())),
            Some(Ending::ByLaw) => return Err(Refused::EndsByLaw(purpose.clone())),
            Some(Ending::Withdrawing | Ending::Objecting) => {}
        }
        self.held.retain(|_, held| !concerns(held));
        Ok(())
    }

    /// The person leaves. Always possible, and the same however often it is done.
    pub fn leave(&mut self, now: Timestamp) {
        self.left.get_or_insert(now);
        self.held.retain(|_, held| held.basis.is_some() && ending(held) == Ending::ByLaw);
    }

    /// The person moves a setting of a clause of theirs.
    ///
    /// # Errors
    /// No such setting in force, or a position outside its bounds.
    pub fn set(&mut self, clause: &ClauseId, position: Position) -> Result<(), Refused> {
        let held = self.held.get_mut(clause).ok_or_else(|| Refused::NoSetting(clause.clone()))?;
        let setting = held.clause.setting.as_ref().ok_or_else(|| Refused::NoSetting(clause.clone()))?;
        if !setting.allows(&position) {
            return Err(Refused::OutOfBounds(clause.clone()));
        }
        held.position = Some(position);
        Ok(())
    }

    /// The firm gives up what it does not use: items leave a clause, and a clause without items leaves the agreement.
    pub fn release(&mut self, item: &ItemId) {
        let asks = |held: &Held| held.clause.information.as_ref().is_some_and(|asked| asked.items.contains(item));
        self.held.retain(|_, held| {
            if !asks(held) {
                return true;
            }
            held.clause
                .own()
                .information
                .as_mut()
                .is_some_and(|asked| asked.items.remove(item) && !asked.items.is_empty())
        });
    }

    /// The terms of a version as this person agreed to them: clauses that read otherwise for them alone, or were narrowed since,
    /// as they are in force.
    pub fn as_agreed(&self, version: &Terms) -> Terms {
        let mut terms = version.clone();
        for clause in &mut terms.clauses {
            if let Some(held) = self.held.get(&clause.id) {
                *clause = Clause::clone(&held.clause);
            }
        }
        terms
    }

    /// Whether anything is in force.
    pub fn in_force(&self) -> bool {
        self.left.is_none() && !self.held.is_empty()
    }
}

fn ending(held: &Held) -> Ending {
    // Without a basis nothing would keep it from ending at once.
    held.basis.as_ref().map_or(Ending::Withdrawing, Basis::ends_by)
}
