//! Whether a purpose covers choosing who takes part in something.

use crate::basis::Purpose;
use crate::dpv::{TermKind, find_of};

/// Terms of the Data Privacy Vocabulary under which it is decided who is let in.
const CHOOSING: [&str; 2] = ["ServiceAccessDetermination", "EnforceAccessControl"];

/// Whether a purpose is to decide who may have or enter something, by its term in the Data Privacy Vocabulary and those above it.
/// Nothing where that cannot be told: without a term, or with one that is not in the list.
pub fn chooses_people(purpose: &Purpose) -> Option<bool> {
    let term = purpose.dpv.as_deref()?;
    let known = find_of(TermKind::Purpose, term.strip_prefix("dpv:").unwrap_or(term))?;
    let chooses = |term: &str| CHOOSING.contains(&term);
    Some(chooses(&known.term) || known.above().any(|above| chooses(&above.term)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basis::Basis;
    use crate::id::PurposeId;
    use crate::text::Texts;

    #[test]
    fn only_what_is_said_to_decide_who_enters_does() {
        let check = |dpv: Option<&str>, expect| {
            let id = PurposeId::new("p").unwrap();
            let dpv = dpv.map(str::to_owned);
            let purpose = Purpose { id, name: Texts::default(), basis: Basis::Consent, dpv, needs_days: None };
            assert_eq!(chooses_people(&purpose), expect, "{:?}", purpose.dpv);
        };
        check(Some("ServiceAccessDetermination"), Some(true));
        check(Some("dpv:EnforceAccessControl"), Some(true));
        check(Some("ServicePersonalisation"), Some(false));
        check(Some("Marketing"), Some(false));
        check(Some("Purchase"), None);
        check(None, None);
    }
}
