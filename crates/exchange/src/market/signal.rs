//! Global Privacy Control (`Sec-GPC: 1`): no disclosure to third parties and no marketing beyond an agreement that names them.

use crate::basis::{Basis, Purpose};
use crate::dpv::{TermKind, find_of};
use crate::market::Stopped;

/// The term of the Data Privacy Vocabulary above all marketing, advertising included.
const MARKETING: &str = "Marketing";

/// Whether a purpose is marketing, by its term in the Data Privacy Vocabulary and those above it. Nothing where that cannot
/// be told: without a term, or with one that is not in the list.
pub fn is_marketing(purpose: &Purpose) -> Option<bool> {
    let term = purpose.dpv.as_deref()?;
    let known = find_of(TermKind::Purpose, term.strip_prefix("dpv:").unwrap_or(term))?;
    Some(known.term == MARKETING || known.above().any(|above| above.term == MARKETING))
}

/// What the signal stops of a use on that basis by a clause that names its purpose and its recipient.
///
/// A legitimate interest is nobody's yes, so it is no agreement that names anything. A contract names those who are needed
/// for what was asked, and marketing never is. What a law demands no signal stops.
pub(super) fn stops(basis: &Basis, purpose: Option<&Purpose>, discloses: bool) -> Option<Stopped> {
    let marketing = purpose.and_then(is_marketing);
    match basis {
        Basis::Consent | Basis::LegalObligation { .. } => None,
        Basis::Contract => (marketing == Some(true)).then_some(Stopped::Marketing),
        Basis::LegitimateInterest { .. } => match marketing {
            _ if discloses => Some(Stopped::Disclosure),
            Some(true) => Some(Stopped::Marketing),
            Some(false) => None,
            None => Some(Stopped::PerhapsMarketing),
        },
    }
}

/// Whether the signal stops a purpose as it was described, and would not as it is.
pub(crate) fn loosened(old: &Purpose, new: &Purpose) -> bool {
    stops(&old.basis, Some(old), false).is_some() && stops(&new.basis, Some(new), false).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::PurposeId;
    use crate::text::Texts;

    fn purpose(dpv: Option<&str>) -> Purpose {
        let id = PurposeId::new("p").unwrap();
        let dpv = dpv.map(str::to_owned);
        Purpose { id, name: Texts::default(), basis: Basis::Consent, dpv, needs_days: None }
    }

    #[test]
    fn marketing_is_whatever_stands_below_it() {
        let check = |dpv, expect| assert_eq!(is_marketing(&purpose(dpv)), expect, "{dpv:?}");
        check(Some("Marketing"), Some(true));
        check(Some("dpv:DirectMarketing"), Some(true));
        check(Some("TargetedAdvertising"), Some(true));
        check(Some("ServicePersonalisation"), Some(false));
        check(Some("Purchase"), None);
        check(Some("SellingEverything"), None);
        check(None, None);
    }

    #[test]
    fn only_a_yes_goes_before_the_signal() {
        let interest = Basis::LegitimateInterest { balancing: Texts::default() };
        let law = Basis::LegalObligation { law: Texts::default() };
        let check = |basis: &Basis, dpv, discloses, expect| {
            assert_eq!(stops(basis, Some(&purpose(dpv)), discloses), expect, "{basis:?} {dpv:?} {discloses}");
        };
        let (advert, advice) = (Some("Advertising"), Some("ServicePersonalisation"));
        check(&Basis::Consent, advert, true, None);
        check(&Basis::Contract, advice, true, None);
        check(&Basis::Contract, advert, false, Some(Stopped::Marketing));
        check(&interest, advice, false, None);
        check(&interest, advice, true, Some(Stopped::Disclosure));
        check(&interest, advert, false, Some(Stopped::Marketing));
        check(&interest, None, false, Some(Stopped::PerhapsMarketing));
        check(&law, None, true, None);
    }
}
