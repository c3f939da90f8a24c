//! A standing as it is kept: what equals a published version refers to it by number, and only what is this person's alone
//! is kept whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use comity_exchange::agreement::{Agreement, Held, Signatory};
use comity_exchange::basis::Basis;
use comity_exchange::clause::{Clause, Position};
use comity_exchange::fixed::FixedTerms;
use comity_exchange::hash::Fingerprint;
use comity_exchange::id::{ClauseId, ItemId, PurposeId};
use comity_exchange::market::Promise;
use comity_exchange::negotiation::{Answer, Offer, Standing};
use comity_exchange::publish::Version;
use comity_exchange::shared::Shared;
use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// Versions by number.
pub(crate) type Known = BTreeMap<u32, Arc<Version>>;

/// Offer and agreement; counters are rows of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Packed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offer: Option<PackedOffer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agreement: Option<PackedAgreement>,
    /// What the person last answered to each clause.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub(crate) answers: Answers,
    /// Purposes that the person withdrew or objected to: they explain why something is refused.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) withdrawn: BTreeSet<PurposeId>,
    /// Items of which the person said that what was kept of them is wrong.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) contested: BTreeSet<ItemId>,
    /// What was promised by clauses that ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ended: Vec<Promise>,
}

/// What somebody answered to a clause, without what they ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Said {
    Yes,
    No,
    If,
}

/// Answers by clause.
pub(crate) type Answers = BTreeMap<ClauseId, Said>;

impl Said {
    /// The name under which it is counted.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::If => "if",
        }
    }
}

impl From<&Answer> for Said {
    fn from(answer: &Answer) -> Self {
        match answer {
            Answer::Yes => Self::Yes,
            Answer::No => Self::No,
            Answer::If(_) => Self::If,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct PackedOffer {
    version: u32,
    made: Timestamp,
    /// Terms of this person's alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own: Option<FixedTerms>,
}

/// What was agreed, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PackedAgreement {
    version: u32,
    /// The fingerprint of an offer of this person's alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own: Option<Fingerprint>,
    language: Language,
    signed: Timestamp,
    by: Signatory,
    held: BTreeMap<ClauseId, PackedHeld>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct PackedHeld {
    version: u32,
    since: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    /// A clause that reads as in no version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own: Option<(Shared<Clause>, Option<Basis>)>,
}

/// A clause of a version, with its basis.
fn clause_of<'k>(known: &'k Known, version: u32, id: &ClauseId) -> Option<(&'k Shared<Clause>, Option<&'k Basis>)> {
    let terms = &known.get(&version)?.terms;
    let clause = terms.clauses_shared().iter().find(|clause| clause.id == *id)?;
    Some((clause, terms.purpose_of(clause).map(|purpose| &purpose.basis)))
}

impl Packed {
    /// Packs offer and agreement; what equals one of the versions given is left out.
    pub(crate) fn of(standing: &Standing, known: &Known) -> Self {
        let offer = standing.offer.as_ref().map(|offer| {
            let published = known.get(&offer.version).is_some_and(|p| p.terms == offer.terms);
            let own = (!published).then(|| offer.terms.clone());
            PackedOffer { version: offer.version, made: offer.made, own }
        });
        let agreement = standing.agreement.as_ref().map(|agreement| {
            let held = |(id, held): (&ClauseId, &Held)| {
                let published = clause_of(known, held.version, id) == Some((&held.clause, held.basis.as_ref()));
                let own = (!published).then(|| (held.clause.clone(), held.basis.clone()));
                let packed =
                    PackedHeld { version: held.version, since: held.since, position: held.position.clone(), own };
                (id.clone(), packed)
            };
            let published = known.get(&agreement.version).is_some_and(|p| p.terms.fingerprint() == agreement.offer);
            PackedAgreement {
                version: agreement.version,
                own: (!published).then_some(agreement.offer),
                language: agreement.language.clone(),
                signed: agreement.signed,
                by: agreement.by,
                held: agreement.held.iter().map(held).collect(),
                left: agreement.left,
            }
        });
        Self { offer, agreement, ..Self::default() }
    }

    /// What is in force of what was agreed; nothing where nothing is.
    pub(crate) fn in_force(&self) -> Option<&PackedAgreement> {
        self.agreement.as_ref().filter(|agreement| agreement.left.is_none() && !agreement.held.is_empty())
    }

    /// The versions that [`Self::unpack`] needs.
    pub(crate) fn versions(&self) -> BTreeSet<u32> {
        let mut all: BTreeSet<u32> = self.offer.iter().map(|offer| offer.version).collect();
        if let Some(agreement) = &self.agreement {
            all.insert(agreement.version);
            all.extend(agreement.held.values().map(|held| held.version));
        }
        all
    }

    /// The standing again, without its counters.
    pub(crate) fn unpack(self, known: &Known, minor: bool) -> Result<Standing, Error> {
        let missing = || Error::Broken("a standing refers to a version that is not there".into());
        let offer = match self.offer {
            None => None,
            Some(packed) => {
                let terms = match packed.own {
                    Some(own) => own,
                    None => known.get(&packed.version).ok_or_else(missing)?.terms.clone(),
                };
                Some(Offer { version: packed.version, terms, made: packed.made })
            }
        };
        let agreement = match self.agreement {
            None => None,
            Some(packed) => {
                let mut held = BTreeMap::new();
                for (id, one) in packed.held {
                    let (clause, basis) = match one.own {
                        Some(own) => own,
                        None => {
                            let (clause, basis) = clause_of(known, one.version, &id).ok_or_else(missing)?;
                            (clause.clone(), basis.cloned())
                        }
                    };
                    let entry = Held { clause, basis, version: one.version, since: one.since, position: one.position };
                    held.insert(id, entry);
                }
                let offer = match packed.own {
                    Some(own) => own,
                    None => known.get(&packed.version).ok_or_else(missing)?.terms.fingerprint(),
                };
                Some(Agreement {
                    version: packed.version,
                    offer,
                    language: packed.language,
                    signed: packed.signed,
                    by: packed.by,
                    held,
                    left: packed.left,
                })
            }
        };
        Ok(Standing { offer, agreement, counters: Vec::new(), minor })
    }
}

#[cfg(test)]
mod tests {
    use comity_exchange::counter::Alternative;
    use comity_exchange::negotiation::Response;
    use comity_exchange::terms::Terms;

    use super::*;

    fn terms() -> FixedTerms {
        Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap().into()
    }

    fn known() -> Known {
        let terms = terms();
        let version = Version { number: 1, terms, published: Timestamp(1) };
        [(1, Arc::new(version))].into()
    }

    fn yes(standing: &Standing, counter: Option<u32>) -> Response {
        let offer = standing.offer.as_ref().unwrap();
        let mut answers: BTreeMap<ClauseId, Answer> =
            offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Answer::Yes)).collect();
        if let Some(days) = counter {
            let shorter = Alternative { retention_days: Some(days), ..Alternative::default() };
            answers.insert(ClauseId::new("usage-for-advice").unwrap(), Answer::If(shorter));
        }
        let language = Language::new("it").unwrap();
        Response { offer: offer.fingerprint(), language, answers, by: Signatory::Person }
    }

    fn check(standing: &Standing, known: &Known, longest: usize) {
        let packed = serde_json::to_vec(&Packed::of(standing, known)).unwrap();
        assert!(packed.len() <= longest, "{} bytes", packed.len());
        let back: Packed = serde_json::from_slice(&packed).unwrap();
        assert!(back.versions().iter().all(|version| known.contains_key(version)));
        let mut back = back.unpack(known, standing.minor).unwrap();
        back.counters.clone_from(&standing.counters);
        assert_eq!(back, *standing);
    }

    #[test]
    fn what_is_published_is_kept_by_its_number() {
        let known = known();
        let mut standing = Standing::default();
        check(&standing, &known, 2);
        standing.offer(1, &terms(), None, Timestamp(5));
        check(&standing, &known, 60);
        let response = yes(&standing, None);
        standing.respond(&response, Timestamp(9)).unwrap();
        check(&standing, &known, 500);
        standing.agreement.as_mut().unwrap().leave(Timestamp(10));
        check(&standing, &known, 500);
    }

    #[test]
    fn what_is_the_persons_alone_is_kept_whole() {
        let known = known();
        let mut standing = Standing { minor: true, ..Standing::default() };
        standing.offer(1, &terms(), None, Timestamp(5));
        let response = Response { by: Signatory::Guardian, ..yes(&standing, Some(60)) };
        standing.respond(&response, Timestamp(9)).unwrap();
        standing.counter_accept(0, None, (1, &terms()), Timestamp(10)).unwrap();
        check(&standing, &known, 20_000);
        let response = Response { by: Signatory::Guardian, ..yes(&standing, None) };
        standing.respond(&response, Timestamp(11)).unwrap();
        check(&standing, &known, 3_000);
    }

    #[test]
    fn a_version_that_is_gone_is_said() {
        let mut standing = Standing::default();
        standing.offer(1, &terms(), None, Timestamp(5));
        let packed = Packed::of(&standing, &known());
        assert!(packed.unpack(&Known::new(), false).is_err());
    }
}
