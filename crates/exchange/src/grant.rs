//! What a person lets a firm do with information, and when one permission is no wider than another.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{ItemId, PurposeId, RecipientId};

/// For how long something is kept. Ordered by length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Retention {
    /// So many days from the day on which it came.
    Days(u32),
    /// For as long as the agreement lasts.
    WhileAgreed,
}

/// What one clause permits: these items, for this purpose, for so long, to these recipients besides the firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// What for.
    pub purpose: PurposeId,
    /// Which items; never none.
    pub items: BTreeSet<ItemId>,
    /// For how long.
    pub retention: Retention,
    /// Who else receives them.
    pub recipients: BTreeSet<RecipientId>,
}

impl Grant {
    /// Whether everything that this permits is permitted by `other` too.
    pub fn within(&self, other: &Self) -> bool {
        self.purpose == other.purpose
            && self.items.is_subset(&other.items)
            && self.retention <= other.retention
            && self.recipients.is_subset(&other.recipients)
    }

    /// Whether the firm may read `item` for `purpose`, and pass it on to `recipient` where there is one.
    pub fn covers(&self, item: &ItemId, purpose: &PurposeId, recipient: Option<&RecipientId>) -> bool {
        self.purpose == *purpose
            && self.items.contains(item)
            && recipient.is_none_or(|recipient| self.recipients.contains(recipient))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(items: &[&str], retention: Retention, recipients: &[&str]) -> Grant {
        Grant {
            purpose: PurposeId::new("advice").unwrap(),
            items: items.iter().map(|i| ItemId::new(i).unwrap()).collect(),
            retention,
            recipients: recipients.iter().map(|r| RecipientId::new(r).unwrap()).collect(),
        }
    }

    #[test]
    fn wider_in_any_way_is_wider() {
        let base = grant(&["usage", "place"], Retention::Days(90), &["lab"]);
        let check = |other: Grant, within: bool| assert_eq!(other.within(&base), within, "{other:?}");
        check(base.clone(), true);
        check(grant(&["usage"], Retention::Days(30), &[]), true);
        check(grant(&["usage"], Retention::Days(91), &[]), false);
        check(grant(&["usage"], Retention::WhileAgreed, &[]), false);
        check(grant(&["usage", "age"], Retention::Days(1), &[]), false);
        check(grant(&["usage"], Retention::Days(1), &["shop"]), false);
        check(Grant { purpose: PurposeId::new("marketing").unwrap(), ..base.clone() }, false);
    }

    #[test]
    fn nothing_is_covered_that_was_not_named() {
        let grant = grant(&["usage"], Retention::Days(90), &["lab"]);
        let [usage, place] = ["usage", "place"].map(|i| ItemId::new(i).unwrap());
        let [advice, other] = ["advice", "other"].map(|p| PurposeId::new(p).unwrap());
        let [lab, shop] = ["lab", "shop"].map(|r| RecipientId::new(r).unwrap());
        assert!(grant.covers(&usage, &advice, None) && grant.covers(&usage, &advice, Some(&lab)));
        assert!(!grant.covers(&place, &advice, None) && !grant.covers(&usage, &other, None));
        assert!(!grant.covers(&usage, &advice, Some(&shop)));
    }
}
