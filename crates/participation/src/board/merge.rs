//! Finding that two contributions are the same, and taking that back.

use comity_exchange::time::Timestamp;

use super::{Board, Change, Done, changed};
use crate::activity::Part;
use crate::id::ContributionId;
use crate::moderation::Showing;
use crate::notice::{Because, Notice, What};
use crate::refusal::Refusal;

impl Board {
    /// A member says that `from` is the same as `into`, or as what stands for it. Nothing is moved: counts, followers and
    /// comments are read over both from now on. The author and the followers of `from` are told.
    ///
    /// # Errors
    /// [`Refusal`]: a circle, one that is merged already or has its outcome, two that cannot be one, one that others do not see.
    pub fn merge(&mut self, from: ContributionId, into: ContributionId, now: Timestamp) -> Result<Done, Refusal> {
        let (row, _) = self.open(from, Part::Merge, now)?;
        if let Some(into) = row.merged_into {
            return Err(Refusal::Merged(into));
        }
        self.contribution(into)?;
        let root = self.root(into);
        if root == from {
            return Err(Refusal::Circle);
        }
        let stands = self.contribution(root)?;
        if stands.showing != Showing::Shown {
            return Err(Refusal::NotThere);
        }
        if (row.activity, row.kind) != (stands.activity, stands.kind) {
            return Err(Refusal::NotAlike);
        }
        if row.outcome.is_some() {
            return Err(Refusal::Ended);
        }
        let notices = self.tell(from, None, |b| b != Because::Voter, &What::Merged { into: root }, now);
        let merged = changed(row, |row| row.merged_into = Some(root));
        Ok(self.carry_out(vec![Change::Contribution(Box::new(merged))], notices))
    }

    /// A member takes a merge back: `id` stands for itself again, with everything that was given to it and to what had been
    /// merged into it. What was given to the other meanwhile stays there.
    ///
    /// # Errors
    /// [`Refusal::NotMerged`], [`Refusal::NotThere`].
    pub fn unmerge(&mut self, id: ContributionId, now: Timestamp) -> Result<Done, Refusal> {
        let row = self.contribution(id)?;
        if row.merged_into.is_none() {
            return Err(Refusal::NotMerged);
        }
        let notices = self.tell(id, None, |b| b != Because::Voter, &What::Unmerged, now);
        let alone = changed(row, |row| row.merged_into = None);
        Ok(self.carry_out(vec![Change::Contribution(Box::new(alone))], notices))
    }

    /// What was merged into `id` at once, standing for itself again, because others will not see `id` any more.
    pub(super) fn parted(&self, id: ContributionId, now: Timestamp) -> (Vec<Change>, Vec<Notice>) {
        let (mut changes, mut notices) = (Vec::new(), Vec::new());
        for part in self.parts.get(&id).into_iter().flatten() {
            if let Some(row) = self.contributions.get(part) {
                notices.extend(self.tell(*part, None, |b| b != Because::Voter, &What::Unmerged, now));
                changes.push(Change::Contribution(Box::new(changed(row, |row| row.merged_into = None))));
            }
        }
        (changes, notices)
    }
}
