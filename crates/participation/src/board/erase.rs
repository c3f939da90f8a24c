//! Forgetting a person.

use comity_exchange::time::Timestamp;
use serde::Serialize;

use super::{Board, Change, Done, changed};
use crate::contribution::Contribution;
use crate::id::PersonId;
use crate::moderation::Showing;
use crate::response::{Comment, Vote, Writer};

/// What remains of a person after erasure, to be said to them before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Remains {
    /// Contributions that stay as a place without words or author, with what others gave to them.
    pub contributions: usize,
    /// Comments that stay as a place in their thread, without words or writer.
    pub comments: usize,
    /// Votes that count on under a number that leads to nobody.
    pub votes: usize,
}

impl Board {
    /// What would remain of a person.
    pub fn remains(&self, person: PersonId) -> Remains {
        Remains {
            contributions: self.contributions.values().filter(|row| row.author == Some(person)).count(),
            comments: self.comments.values().filter(|row| row.writer == Writer::Person(person)).count(),
            votes: self.votes.values().filter(|vote| vote.person == person).count(),
        }
    }

    /// Forgets a person: the words of what they brought and wrote, also where a moderator hid or they contested it; who it was
    /// from; what they follow and whom they thanked. Their votes count on under `stand_in`, a number drawn for this and known
    /// nowhere else, so that every count stays and someone who voted on two duplicates still counts once. Nothing here can be
    /// undone: undoing a merge has no words to bring back. A question whose answer was theirs is open again, since its outcome was
    /// their words.
    pub fn erase(&mut self, person: PersonId, stand_in: PersonId, now: Timestamp) -> Done {
        let mut changes = Vec::new();
        for row in self.contributions.values() {
            let theirs = row.author == Some(person);
            let accepted = row.accepted.and_then(|id| self.comments.get(&id));
            let answered = accepted.is_some_and(|answer| answer.writer == Writer::Person(person));
            if theirs || answered {
                let open = if answered { self.without_answer(row, now) } else { changed(row, |_| {}) };
                changes.push(Change::Contribution(Box::new(if theirs { without_author(open) } else { open })));
            }
        }
        for row in self.comments.values().filter(|row| row.writer == Writer::Person(person)) {
            let showing = silent(&row.showing);
            let version = row.version + 1;
            changes.push(Change::Comment(Box::new(Comment {
                text: None,
                writer: Writer::Erased,
                showing,
                version,
                ..row.clone()
            })));
        }
        for vote in self.votes.values().filter(|vote| vote.person == person && vote.person != stand_in) {
            changes.push(Change::VoteGone(vote.contribution, person));
            changes.push(Change::Vote(Vote { person: stand_in, ..*vote }));
        }
        let follows = self.follows.values().filter(|follow| follow.person == person);
        changes.extend(follows.map(|follow| Change::FollowGone(follow.contribution, person)));
        let thanks = self.thanks.values().filter(|thanks| thanks.from == person);
        changes.extend(thanks.map(|thanks| Change::ThanksGone(*thanks)));
        self.carry_out(changes, Vec::new())
    }

    /// A question open again, in its first status, without the answer that was taken and without its words.
    pub(super) fn without_answer(&self, row: &Contribution, now: Timestamp) -> Contribution {
        let first = self.activities.get(&row.activity).map(|activity| activity.statuses.first().name.clone());
        changed(row, |row| {
            row.outcome = None;
            row.accepted = None;
            row.status = first.unwrap_or_else(|| row.status.clone());
            row.waiting_since = row.content.as_ref().map(|_| now);
        })
    }
}

/// A contribution without its author and their words.
fn without_author(row: Contribution) -> Contribution {
    let showing = silent(&row.showing);
    Contribution { author: None, content: None, waiting_since: None, showing, ..row }
}

/// What something is shown as once there is nothing in it: a no carries words about it, and goes with it.
fn silent(showing: &Showing) -> Showing {
    match showing {
        Showing::Shown => Showing::Shown,
        Showing::Queued | Showing::Declined(_) | Showing::Withdrawn => Showing::Withdrawn,
    }
}
