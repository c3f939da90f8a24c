//! What goes when something ends: a purpose, an agreement, an item, a retention, or a value that the person contests.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::id::{ItemId, PurposeId, RecipientId};
use crate::market::value::with_descendants;
use crate::market::{Request, Stand, ValueId, Values};
use crate::time::Timestamp;

/// That a recipient may not have a value for a purpose any more. Open until they confirm.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Notice {
    /// Who has to be told.
    pub recipient: RecipientId,
    /// Of which value.
    pub value: ValueId,
    /// For what they may not have it any more.
    pub purpose: PurposeId,
}

/// What has to be done now that something ended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Ended {
    /// Values to delete: not covered by anything any more, contested, or worked out from one of these through any chain.
    pub delete: BTreeSet<ValueId>,
    /// Who has to be told, of values deleted and of values that stay for something else.
    pub tell: BTreeSet<Notice>,
}

impl Stand<'_> {
    /// Who may have been given an item, and for what: those named by the clauses that ask for it. They are told of
    /// corrections and erasure, too.
    pub fn recipients(&self, item: &ItemId) -> BTreeSet<(RecipientId, PurposeId)> {
        // Also by a clause whose version is not at hand or that is switched off: nobody who has something goes untold.
        let held = self.agreement.into_iter().flat_map(|agreed| agreed.held.values());
        let asked = held.filter_map(|held| held.clause.information.as_ref()).filter(|asked| asked.items.contains(item));
        let pairs = asked.filter_map(|asked| Some((&asked.recipients, asked.purpose.as_ref()?)));
        pairs.flat_map(|(all, purpose)| all.iter().map(|to| (to.clone(), purpose.clone()))).collect()
    }

    /// What has to be done after an act or as time passes, `self` being where the person stands now and `before` where they
    /// stood when the values were last looked at; the same where only time passed or an inferred value is contested.
    ///
    /// `values` are all of the person's in this exchange. A notice on a value that stays comes again whenever this is asked
    /// with that `before`: whoever keeps notices keeps each once.
    pub fn ended(&self, before: &Stand<'_>, values: &Values, contested: &BTreeSet<ValueId>, now: Timestamp) -> Ended {
        let over = |id: &&ValueId| contested.contains(id) || self.kept_until(**id, values, now).is_none();
        let delete = with_descendants(values.keys().filter(over).copied().collect(), values);
        let mut tell = BTreeSet::new();
        for (id, value) in values {
            for (recipient, purpose) in before.recipients(&value.item) {
                let request = Request { recipient: Some(recipient.as_str()), ..Request::of(purpose.as_str()) };
                if delete.contains(id) || self.read(*id, values, &request, now).is_err() {
                    tell.insert(Notice { recipient, value: *id, purpose });
                }
            }
        }
        Ended { delete, tell }
    }
}
