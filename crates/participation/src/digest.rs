//! What is mailed to a person of all that they could be told: by topic, seldom, and not too much at once.

use std::collections::BTreeMap;

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::ContributionId;
use crate::notice::{Because, Notice, Topic, What};

/// How a person wants to be told of a topic by mail. The portal shows everything in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// In the next digest.
    Digest,
    /// Not by mail.
    Off,
}

/// What a person chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    /// By topic; a digest, where nothing is said.
    #[serde(default)]
    pub topics: BTreeMap<Topic, Choice>,
    /// Whether they unsubscribed from all mail of this kind, in one click.
    #[serde(default)]
    pub unsubscribed: bool,
    /// At least so many hours between two digests.
    pub hours: u32,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { topics: BTreeMap::new(), unsubscribed: false, hours: 24 * 7 }
    }
}

impl Preferences {
    /// Whether a topic is mailed.
    pub fn wants(&self, topic: Topic) -> bool {
        !self.unsubscribed && self.topics.get(&topic) != Some(&Choice::Off)
    }

    /// From when on a digest may follow one that left at `last`.
    pub fn due(&self, last: Timestamp) -> Timestamp {
        Timestamp(last.0.saturating_add(i64::from(self.hours).saturating_mul(3_600_000_000)))
    }

    /// Ends all mail of this kind.
    pub fn unsubscribe(&mut self) {
        self.unsubscribed = true;
    }
}

/// A digest for one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Digest {
    /// What stands in it: the weightiest topic first, within it the latest first.
    pub items: Vec<Item>,
    /// How many things more there are in the portal.
    pub more: usize,
}

/// One line of a digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What happened last.
    pub notice: Notice,
    /// How many times the like happened to the same contribution: comments, thanks.
    pub times: usize,
}

/// What a person is mailed now of what they have not been mailed yet; nothing, when they do not want it, or it is too early, or there
/// is nothing. `most` is the cap on lines. After it all of `pending` counts as mailed.
///
/// What happened to one contribution in one way is one line. Of several statuses and outcomes of one contribution, and of what the
/// changelog says of it, the last is told.
pub fn digest(
    pending: &[Notice],
    preferences: &Preferences,
    last: Option<Timestamp>,
    most: usize,
    now: Timestamp,
) -> Option<Digest> {
    if last.is_some_and(|last| now < preferences.due(last)) {
        return None;
    }
    let mut lines: BTreeMap<(Topic, Because, ContributionId, u8), Item> = BTreeMap::new();
    for notice in pending.iter().filter(|notice| preferences.wants(notice.topic())) {
        let key = (notice.topic(), notice.because, notice.about, likeness(&notice.what));
        let item = lines.entry(key).or_insert_with(|| Item { notice: notice.clone(), times: 0 });
        item.times += 1;
        if notice.at >= item.notice.at {
            item.notice = notice.clone();
        }
    }
    let weight = |item: &Item| Topic::ALL.iter().position(|topic| *topic == item.notice.topic());
    let mut items: Vec<Item> = lines.into_values().collect();
    items.sort_by_key(|item| (weight(item), std::cmp::Reverse(item.notice.at)));
    let more = items.len().saturating_sub(most);
    items.truncate(most);
    (!items.is_empty()).then_some(Digest { items, more })
}

/// Equal for what makes one line.
fn likeness(what: &What) -> u8 {
    match what {
        What::Queued | What::Approved | What::Declined { .. } => 0,
        What::Moved { .. } | What::Outcome { .. } | What::Published => 1,
        What::ActivityOutcome { .. } => 2,
        What::Merged { .. } | What::Unmerged => 3,
        What::Commented { .. } => 4,
        What::Accepted { .. } => 5,
        What::Thanked { .. } => 6,
        What::Asked { .. } | What::Matched { .. } | What::Parted { .. } => 7,
        What::Promised | What::Unpromised => 8,
        What::CreditAsked => 9,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::{CommentId, PersonId};
    use crate::name::Name;
    use crate::status::OutcomeKind;

    fn notice(about: u128, what: u8, author: bool, at: i64) -> Notice {
        let status = Name::new("no").unwrap();
        let comment = CommentId(at as u128);
        let what = match what {
            0 => What::Queued,
            1 => What::Moved { status },
            2 => What::Outcome { status, kind: OutcomeKind::NotNow },
            3 => What::Commented { comment },
            _ => What::Thanked { comment: None },
        };
        let because = if author { Because::Author } else { Because::Follower };
        Notice { to: PersonId(1), because, about: ContributionId(about), what, at: Timestamp(at) }
    }

    #[test]
    fn what_concerns_oneself_comes_first_and_like_things_are_one_line() {
        let pending = [
            notice(1, 3, false, 1),
            notice(1, 3, false, 5),
            notice(2, 1, true, 2),
            notice(2, 2, true, 3),
            notice(3, 2, false, 9),
        ];
        let digest = digest(&pending, &Preferences::default(), None, 2, Timestamp(10)).unwrap();
        let lines: Vec<_> =
            digest.items.iter().map(|item| (item.notice.about.0, item.times, item.notice.at.0)).collect();
        assert_eq!((lines, digest.more), (vec![(2, 2, 3), (3, 1, 9)], 1));
    }

    proptest! {
        #[test]
        fn a_digest_is_wanted_seldom_and_short(
            pending in proptest::collection::vec((0_u128..5, 0_u8..5, any::<bool>(), 0_i64..100), 0..40),
            off in proptest::collection::btree_set(0_usize..5, 0..4), unsubscribed in any::<bool>(), most in 0_usize..6, last in 0_i64..9,
        ) {
            let pending: Vec<Notice> = pending.into_iter().map(|(about, what, author, at)| notice(about, what, author, at)).collect();
            let topics = off.iter().map(|n| (Topic::ALL[*n], Choice::Off)).collect();
            let preferences = Preferences { topics, unsubscribed, hours: 5 };
            let hour = 3_600_000_000;
            let made = digest(&pending, &preferences, Some(Timestamp(0)), most, Timestamp(last * hour));
            let wanted = pending.iter().filter(|n| preferences.wants(n.topic())).count();
            match made {
                None => prop_assert!(last < 5 || wanted == 0 || most == 0),
                Some(made) => {
                    prop_assert!(last >= 5 && !unsubscribed && made.items.len() <= most);
                    prop_assert!(made.items.iter().all(|item| preferences.wants(item.notice.topic())));
                    let told: usize = made.items.iter().map(|item| item.times).sum();
                    prop_assert!(told <= wanted && (made.more > 0 || told == wanted));
                }
            }
        }
    }
}
