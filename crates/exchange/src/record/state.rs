//! The state that an event puts something in, in the words of the vocabulary, which has other words for each legal basis.

use crate::basis::Basis;
use crate::record::event::Act;

const ONGOING: &str = "dpv:ActivityOngoing";

/// The property and the term; nothing where the act changes nothing: what a law demands goes on when the person leaves, and
/// cannot be withdrawn.
pub fn state(act: Act, basis: &Basis) -> Option<(&'static str, &'static str)> {
    let term = match basis {
        Basis::Consent => consent(act),
        Basis::Contract => contract(act),
        Basis::LegitimateInterest { .. } => interest(act),
        Basis::LegalObligation { .. } => law(act)?,
    };
    // That something goes on is said of any activity.
    Some((if term == ONGOING { "dpv:hasStatus" } else { property_of(basis) }, term))
}

/// The property of the states that a legal basis has of its own.
pub fn property_of(basis: &Basis) -> &'static str {
    match basis {
        Basis::Consent => "dpv:hasConsentStatus",
        Basis::Contract => "dpv:hasContractStatus",
        Basis::LegitimateInterest { .. } | Basis::LegalObligation { .. } => "dpv:hasStatus",
    }
}

fn consent(act: Act) -> &'static str {
    match act {
        Act::Asked => "dpv:ConsentRequested",
        Act::Given => "dpv:ConsentGiven",
        Act::Renewed => "dpv:RenewedConsentGiven",
        Act::Refused => "dpv:ConsentRefused",
        Act::Withdrawn | Act::Left => "dpv:ConsentWithdrawn",
        Act::Expired => "dpv:ConsentExpired",
        // The person did not act: to call it a consent would be to forge one.
        Act::Changed => ONGOING,
        Act::Released => "dpv:ConsentRevoked",
    }
}

fn contract(act: Act) -> &'static str {
    match act {
        Act::Asked => "dpv:ContractOffered",
        Act::Given => "dpv:ContractSignedByParty",
        Act::Renewed | Act::Changed => "dpv:ContractAmended",
        Act::Refused => "dpv:ContractRejected",
        Act::Withdrawn | Act::Released | Act::Left => "dpv:ContractTerminated",
        Act::Expired => "dpv:ContractExpired",
    }
}

fn interest(act: Act) -> &'static str {
    match act {
        Act::Asked => "dpv:LegitimateInterestInformed",
        Act::Given | Act::Renewed => "dpv:LegitimateInterestNotObjected",
        Act::Refused | Act::Withdrawn => "dpv:LegitimateInterestObjected",
        Act::Changed => ONGOING,
        // Whoever leaves has not objected.
        Act::Released | Act::Left => "dpv:ActivityHalted",
        Act::Expired => "dpv:ActivityCompleted",
    }
}

fn law(act: Act) -> Option<&'static str> {
    match act {
        Act::Asked => Some("dpv:LegalObligationPending"),
        Act::Given | Act::Renewed | Act::Changed => Some("dpv:LegalObligationOngoing"),
        Act::Refused => Some("dpv:ActivityNotCompleted"),
        Act::Expired | Act::Released => Some("dpv:LegalObligationCompleted"),
        Act::Withdrawn | Act::Left => None,
    }
}
