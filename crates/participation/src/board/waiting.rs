//! What still waits for somebody of the firm, and for how long.

use comity_exchange::time::Timestamp;
use serde::Serialize;

use super::Board;
use crate::contribution::Contribution;
use crate::id::{ActivityId, CommentId, ContributionId};
use crate::moderation::Showing;

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// A contribution.
    Contribution(ContributionId),
    /// A comment.
    Comment(CommentId),
    /// An activity that closed.
    Activity(ActivityId),
}

/// What it waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitsFor {
    /// A moderator's first look.
    Moderator,
    /// A second look, because a no was contested.
    SecondLook,
    /// What becomes of it.
    Outcome,
}

/// Something that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Waiting {
    /// Since when: since it was brought or contested, or lost its outcome; for what others were merged into, since the oldest of
    /// them; for an activity, since it closed.
    pub since: Timestamp,
    /// What waits.
    pub which: Which,
    /// What for.
    pub what_for: WaitsFor,
    /// How long, in microseconds until now.
    pub micros: i64,
}

impl Board {
    /// Everything that waits, what has waited longest first. In SQL: contributions with `waiting_since`, those that are merged
    /// taken together with what stands for them unless that has its outcome; comments queued or contested; and activities that
    /// closed without an outcome.
    pub fn waiting(&self, now: Timestamp) -> Vec<Waiting> {
        let mut all: Vec<Waiting> = Vec::new();
        let mut wait = |since: Timestamp, which, what_for| {
            all.push(Waiting { since, which, what_for, micros: now.0.saturating_sub(since.0).max(0) });
        };
        for row in self.contributions.values() {
            match &row.showing {
                Showing::Shown if row.merged_into.is_none() => {
                    if let Some(since) = self.waits_for_outcome(row, now) {
                        wait(since, Which::Contribution(row.id), WaitsFor::Outcome);
                    }
                }
                showing => {
                    if let Some(since) = showing.waits_since(row.at).filter(|_| row.content.is_some()) {
                        wait(since, Which::Contribution(row.id), look(showing));
                    }
                }
            }
        }
        for row in self.comments.values().filter(|row| row.text.is_some()) {
            if let Some(since) = row.showing.waits_since(row.at) {
                wait(since, Which::Comment(row.id), look(&row.showing));
            }
        }
        for activity in self.activities.values() {
            if let Some(since) = activity.waits_since(now) {
                wait(since, Which::Activity(activity.id), WaitsFor::Outcome);
            }
        }
        all.sort_unstable();
        all
    }

    /// Since when a contribution that stands for itself waits for its outcome: the longest of all that are merged into it; not
    /// before its activity ends, where that is when answers are due.
    fn waits_for_outcome(&self, row: &Contribution, now: Timestamp) -> Option<Timestamp> {
        let open = row.outcome.is_none();
        let family = self.family(row.id);
        let rows = family.iter().filter_map(|id| self.contributions.get(id));
        let since = rows.filter_map(|row| row.waiting_since).min().filter(|_| open)?;
        match self.activities.get(&row.activity).filter(|activity| activity.setting.rules().answered_at_end()) {
            None => Some(since),
            Some(activity) => activity.closes.filter(|closes| *closes <= now).map(|closes| closes.max(since)),
        }
    }
}

fn look(showing: &Showing) -> WaitsFor {
    if *showing == Showing::Queued { WaitsFor::Moderator } else { WaitsFor::SecondLook }
}
