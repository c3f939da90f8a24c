//! The rows of an exchange's activities, the acts on them, and what each act changes.
//!
//! An act either is refused and changes nothing, or gives [`Done`]: rows to write, and who is to be told. The board has then
//! changed likewise; [`Board::apply`] makes the same of another board, and is also how rows are read into one. A board need not
//! hold a whole exchange: it is enough to hold the activity, the contribution that the act names, everything merged with it,
//! and the rows given there.
//!
//! What somebody says is written where they say it and stays there. A vote on a contribution into which others were merged
//! counts over all of them, one for each person; undoing a merge leaves every row where it was given. But what a person takes
//! back is taken back wherever they gave it, and no undo brings it back.

mod announce;
mod answer;
mod bring;
mod erase;
mod merge;
mod moderate;
mod pair;
mod respond;
mod seed;
mod takeover;
mod waiting;

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::time::Timestamp;

pub use bring::{NewComment, NewContribution};
pub use erase::Remains;
pub use seed::Seed;
pub use takeover::TakenOver;
pub use waiting::{Waiting, WaitsFor, Which};

use crate::activity::{Activity, Part};
use crate::contribution::{Contribution, root};
use crate::id::{ActivityId, CommentId, ContributionId, PersonId};
use crate::notice::{Because, Notice, What};
use crate::refusal::Refusal;
use crate::response::{Ballot, Comment, Follow, Tally, Thanks, Vote, Writer};
use crate::stage::FinerStage;

/// A row that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// An activity is there, or reads so now.
    Activity(Box<Activity>),
    /// A contribution is there, or reads so now.
    Contribution(Box<Contribution>),
    /// A vote was given or changed. Its key is contribution and person.
    Vote(Vote),
    /// A vote was taken back.
    VoteGone(ContributionId, PersonId),
    /// Somebody follows, or does not any more. Its key is contribution and person.
    Follow(Follow),
    /// A row of following is gone with its person.
    FollowGone(ContributionId, PersonId),
    /// A comment is there, or reads so now.
    Comment(Box<Comment>),
    /// Somebody thanked. Its key is contribution, comment and person.
    Thanks(Thanks),
    /// Thanks are gone with their person.
    ThanksGone(Thanks),
}

/// What an act came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[must_use]
pub struct Done {
    /// Rows to write, in this order.
    pub changes: Vec<Change>,
    /// Who is to be told of what. Nobody is told of what they did themselves.
    pub notices: Vec<Notice>,
}

/// The rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Board {
    /// Stages that the firm names.
    pub stages: Vec<FinerStage>,
    activities: BTreeMap<ActivityId, Activity>,
    contributions: BTreeMap<ContributionId, Contribution>,
    /// What was merged into a contribution, at once. Follows from the rows.
    parts: BTreeMap<ContributionId, BTreeSet<ContributionId>>,
    votes: BTreeMap<(ContributionId, PersonId), Vote>,
    follows: BTreeMap<(ContributionId, PersonId), Follow>,
    comments: BTreeMap<CommentId, Comment>,
    /// The comments of a contribution. Follows from the rows.
    written: BTreeMap<ContributionId, BTreeSet<CommentId>>,
    thanks: BTreeMap<(ContributionId, Option<CommentId>, PersonId), Thanks>,
}

impl Board {
    /// Writes a row as an act gave it, or as it was read from the books.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Activity(row) => {
                self.activities.insert(row.id, Activity::clone(row));
            }
            Change::Contribution(row) => {
                let before = self.contributions.insert(row.id, Contribution::clone(row));
                if let Some(into) = before.and_then(|before| before.merged_into) {
                    let parts = self.parts.entry(into).or_default();
                    parts.remove(&row.id);
                    if parts.is_empty() {
                        self.parts.remove(&into);
                    }
                }
                if let Some(into) = row.merged_into {
                    self.parts.entry(into).or_default().insert(row.id);
                }
            }
            Change::Vote(row) => {
                self.votes.insert((row.contribution, row.person), *row);
            }
            Change::VoteGone(at, person) => {
                self.votes.remove(&(*at, *person));
            }
            Change::Follow(row) => {
                self.follows.insert((row.contribution, row.person), *row);
            }
            Change::FollowGone(at, person) => {
                self.follows.remove(&(*at, *person));
            }
            Change::Comment(row) => {
                self.written.entry(row.contribution).or_default().insert(row.id);
                self.comments.insert(row.id, Comment::clone(row));
            }
            Change::Thanks(row) => {
                self.thanks.insert((row.contribution, row.comment, row.from), *row);
            }
            Change::ThanksGone(row) => {
                self.thanks.remove(&(row.contribution, row.comment, row.from));
            }
        }
    }

    /// The contribution of that number.
    ///
    /// # Errors
    /// [`Refusal::NotThere`].
    pub fn contribution(&self, id: ContributionId) -> Result<&Contribution, Refusal> {
        self.contributions.get(&id).ok_or(Refusal::NotThere)
    }

    /// The activity of that number.
    ///
    /// # Errors
    /// [`Refusal::NotThere`].
    pub fn activity(&self, id: ActivityId) -> Result<&Activity, Refusal> {
        self.activities.get(&id).ok_or(Refusal::NotThere)
    }

    /// Every activity, by number.
    pub fn activities(&self) -> impl Iterator<Item = &Activity> {
        self.activities.values()
    }

    /// The comment of that number.
    ///
    /// # Errors
    /// [`Refusal::NotThere`].
    pub fn comment(&self, id: CommentId) -> Result<&Comment, Refusal> {
        self.comments.get(&id).ok_or(Refusal::NotThere)
    }

    /// Every contribution, by number.
    pub fn contributions(&self) -> impl Iterator<Item = &Contribution> {
        self.contributions.values()
    }

    /// The contribution that stands for `id`: itself, or what it was merged into by way of any others.
    pub fn root(&self, id: ContributionId) -> ContributionId {
        root(id, |id| self.contributions.get(&id)?.merged_into)
    }

    /// A contribution and everything that was merged into it, at once or by way of others; itself first.
    pub fn family(&self, id: ContributionId) -> Vec<ContributionId> {
        let mut family = vec![id];
        let mut next = 0;
        while let Some(at) = family.get(next).copied() {
            let parts = self.parts.get(&at).into_iter().flatten();
            family.extend(parts.filter(|part| !family.contains(part)).copied().collect::<Vec<_>>());
            next += 1;
        }
        family
    }

    /// The vote that counts for each person over a contribution and everything merged into it: the one given last, and of
    /// several given at once the one at the contribution with the smallest number.
    pub fn votes(&self, id: ContributionId) -> BTreeMap<PersonId, Vote> {
        let mut counted: BTreeMap<PersonId, Vote> = BTreeMap::new();
        for vote in self.family(id).into_iter().flat_map(|at| self.votes_at(at)) {
            let place = counted.entry(vote.person).or_insert(*vote);
            if (vote.at, std::cmp::Reverse(vote.contribution)) > (place.at, std::cmp::Reverse(place.contribution)) {
                *place = *vote;
            }
        }
        counted
    }

    fn votes_at(&self, at: ContributionId) -> impl Iterator<Item = &Vote> {
        self.votes.range((at, PersonId(0))..=(at, PersonId(u128::MAX))).map(|(_, vote)| vote)
    }

    fn follows_at(&self, at: ContributionId) -> impl Iterator<Item = &Follow> {
        self.follows.range((at, PersonId(0))..=(at, PersonId(u128::MAX))).map(|(_, follow)| follow)
    }

    /// Those votes counted.
    pub fn tally(&self, id: ContributionId) -> Tally {
        let mut tally = Tally::default();
        self.votes(id).values().for_each(|vote| tally.add(vote.ballot));
        tally
    }

    /// What a person last said about being told of a contribution or anything merged into it; nothing, when they never did.
    pub fn follows(&self, id: ContributionId) -> BTreeMap<PersonId, Follow> {
        let mut last: BTreeMap<PersonId, Follow> = BTreeMap::new();
        for follow in self.family(id).into_iter().flat_map(|at| self.follows_at(at)) {
            let place = last.entry(follow.person).or_insert(*follow);
            if (follow.at, std::cmp::Reverse(follow.contribution)) > (place.at, std::cmp::Reverse(place.contribution)) {
                *place = *follow;
            }
        }
        last
    }

    /// The comments on a contribution and everything merged into it, oldest first.
    pub fn comments(&self, id: ContributionId) -> Vec<&Comment> {
        let written = self.family(id).into_iter().filter_map(|at| self.written.get(&at)).flatten();
        let mut comments: Vec<&Comment> = written.filter_map(|id| self.comments.get(id)).collect();
        comments.sort_by_key(|comment| (comment.at, comment.id));
        comments
    }

    /// How many thanked for a contribution, or for a comment on it, over everything merged.
    pub fn thanks(&self, id: ContributionId, comment: Option<CommentId>) -> usize {
        let at = |at| self.thanks.range((at, comment, PersonId(0))..=(at, comment, PersonId(u128::MAX)));
        let from: BTreeSet<PersonId> = self.family(id).into_iter().flat_map(at).map(|((.., from), _)| *from).collect();
        from.len()
    }

    /// When somebody first thanked for a contribution, or for a comment on it, there and not at what is merged with it.
    pub fn thanked_at(&self, at: ContributionId, comment: Option<CommentId>) -> Option<Timestamp> {
        let of = self.thanks.range((at, comment, PersonId(0))..=(at, comment, PersonId(u128::MAX)));
        of.map(|(_, thanks)| thanks.at).min()
    }

    /// Whether somebody thanked for a contribution, or for a comment on it, over everything merged.
    pub fn thanked(&self, id: ContributionId, comment: Option<CommentId>, from: PersonId) -> bool {
        self.family(id).into_iter().any(|at| self.thanks.contains_key(&(at, comment, from)))
    }

    /// The contribution whose words stand for a family: its root, or the oldest of its parts that still has words when the
    /// root's author was erased. Nothing, when no words are left.
    pub fn face(&self, id: ContributionId) -> Option<&Contribution> {
        let worded = |id: &ContributionId| self.contributions.get(id).filter(|row| row.content.is_some());
        let mut family = self.family(self.root(id));
        family[1..].sort_by_key(|id| self.contributions.get(id).map(|row| (row.at, row.id)));
        family.iter().find_map(worded)
    }

    /// Writes what an act came to.
    fn carry_out(&mut self, changes: Vec<Change>, notices: Vec<Notice>) -> Done {
        changes.iter().for_each(|change| self.apply(change));
        Done { changes, notices }
    }

    /// A contribution that others see and can respond to, with its activity, when there is such a part and a time for it.
    fn open(&self, id: ContributionId, part: Part, now: Timestamp) -> Result<(&Contribution, &Activity), Refusal> {
        let row = self.contribution(id)?;
        if row.showing != crate::moderation::Showing::Shown {
            return Err(Refusal::NotThere);
        }
        let activity = self.activity(row.activity)?;
        if !activity.setting.rules().takes(row.kind).parts.contains(&part) {
            return Err(Refusal::NotTaken(part));
        }
        activity.open_for(part, now)?;
        Ok((row, activity))
    }

    /// Everybody who is concerned by a contribution and everything merged into it, each once and by the nearest of what they are:
    /// authors, then followers, then voters, but for those who said that they do not want to be told. What they know is the
    /// contribution that they acted on.
    fn concerned(&self, id: ContributionId) -> BTreeMap<PersonId, (Because, ContributionId)> {
        let mut people = BTreeMap::new();
        for id in self.family(id) {
            if let Some(author) = self.contributions.get(&id).and_then(|row| row.author) {
                people.entry(author).or_insert((Because::Author, id));
            }
        }
        let follows = self.follows(id);
        for follow in follows.values().filter(|follow| follow.on) {
            people.entry(follow.person).or_insert((Because::Follower, follow.contribution));
        }
        for vote in self.votes(id).values() {
            if vote.ballot != Ballot::Pass && follows.get(&vote.person).is_none_or(|follow| follow.on) {
                people.entry(vote.person).or_insert((Because::Voter, vote.contribution));
            }
        }
        people
    }

    /// Notices to some of those concerned.
    fn tell(
        &self,
        id: ContributionId,
        but: Option<PersonId>,
        whom: impl Fn(Because) -> bool,
        what: &What,
        at: Timestamp,
    ) -> Vec<Notice> {
        let chosen = self.concerned(id).into_iter().filter(|(to, (because, _))| Some(*to) != but && whom(*because));
        chosen.map(|(to, (because, about))| Notice { to, because, about, what: what.clone(), at }).collect()
    }

    fn writer_of(comment: &Comment) -> Option<PersonId> {
        match comment.writer {
            Writer::Person(person) => Some(person),
            Writer::Member(_) | Writer::Erased => None,
        }
    }
}

/// A row with one change more.
fn changed(row: &Contribution, change: impl FnOnce(&mut Contribution)) -> Contribution {
    let mut row = row.clone();
    row.version += 1;
    change(&mut row);
    row
}

#[cfg(test)]
mod properties;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
