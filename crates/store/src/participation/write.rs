//! What an act came to, written down: rows, counts, and who is told of what.

use comity_participation::board::{Change, Done};
use comity_participation::contribution::Contribution;
use comity_participation::moderation::Showing;
use comity_participation::notice::Notice;
use comity_participation::response::{Comment, Thanks, Writer};

use super::rows::{Rows, Said, Words, comment_place, place, showing_name};
use super::{name, news};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId, MemberId, PersonId};

impl Rows {
    /// Writes what an act came to, over rows that were read with their responses.
    pub(super) async fn carry_out(&self, tx: &mut Conn, done: Done) -> Result<(), Error> {
        let counts = done.changes.iter().any(|change| matches!(change, Change::Contribution(_) | Change::Comment(_)));
        self.write(tx, &done.changes).await?;
        if counts {
            self.count(tx).await?;
        }
        self.tell(tx, &done.notices).await
    }

    /// Writes rows.
    pub(super) async fn write(&self, tx: &mut Conn, changes: &[Change]) -> Result<(), Error> {
        for change in changes {
            match change {
                Change::Activity(row) => {
                    let set = "INSERT INTO activity (id, exchange, kind, activity) VALUES ($1, $2, $3, $4)
                               ON CONFLICT (id) DO UPDATE SET activity = excluded.activity";
                    let (id, exchange) = (ActivityId::of(row.id), ExchangeId::of(row.exchange));
                    let kind = row.setting.rules().name();
                    tx.run(set, args![id, exchange, kind, serde_json::to_string(row)?]).await?;
                }
                Change::Contribution(row) => {
                    self.write_contribution(tx, row).await?;
                    self.touch(tx, ContributionId::of(row.id)).await?;
                }
                Change::Comment(row) => {
                    self.write_comment(tx, row).await?;
                    self.touch(tx, ContributionId::of(row.contribution)).await?;
                }
                Change::Vote(row) => {
                    let set = "INSERT INTO contribution_vote (contribution, person, ballot, at, guest)
                               VALUES ($1, $2, $3, $4, COALESCE((SELECT guest FROM person WHERE id = $2), 0))
                               ON CONFLICT (contribution, person) DO UPDATE SET ballot = excluded.ballot, at = excluded.at";
                    let (id, person) = (ContributionId::of(row.contribution), PersonId::of(row.person));
                    tx.run(set, args![id, person, i64::from(row.ballot.number()), row.at.0]).await?;
                }
                Change::VoteGone(id, person) => {
                    let gone = "DELETE FROM contribution_vote WHERE contribution = $1 AND person = $2";
                    tx.run(gone, args![ContributionId::of(*id), PersonId::of(*person)]).await?;
                }
                Change::Follow(row) => {
                    let set = "INSERT INTO contribution_follow (contribution, person, told, at) VALUES ($1, $2, $3, $4)
                               ON CONFLICT (contribution, person) DO UPDATE SET told = excluded.told, at = excluded.at";
                    let (id, person) = (ContributionId::of(row.contribution), PersonId::of(row.person));
                    tx.run(set, args![id, person, row.on, row.at.0]).await?;
                }
                Change::FollowGone(id, person) => {
                    let gone = "DELETE FROM contribution_follow WHERE contribution = $1 AND person = $2";
                    tx.run(gone, args![ContributionId::of(*id), PersonId::of(*person)]).await?;
                }
                Change::Thanks(row) => {
                    let add =
                        "INSERT INTO contribution_thanks (contribution, about, person, at) VALUES ($1, $2, $3, $4)
                               ON CONFLICT (contribution, about, person) DO NOTHING";
                    let id = ContributionId::of(row.contribution);
                    tx.run(add, args![id, about(row), PersonId::of(row.from), row.at.0]).await?;
                }
                Change::ThanksGone(row) => {
                    let gone = "DELETE FROM contribution_thanks WHERE contribution = $1 AND about = $2 AND person = $3";
                    let id = ContributionId::of(row.contribution);
                    tx.run(gone, args![id, about(row), PersonId::of(row.from)]).await?;
                }
            }
        }
        Ok(())
    }

    async fn write_contribution(&self, tx: &mut Conn, row: &Contribution) -> Result<(), Error> {
        let id = ContributionId::of(row.id);
        self.shelves.touched(ActivityId::of(row.activity), id);
        let author = row.author.map(PersonId::of);
        let words = Words { content: row.content.clone(), no: no(&row.showing) };
        // What the firm wrote has no author, and neither has what came from elsewhere.
        let sealed = match author.map_or(Some(&self.firm_key), |author| self.keys.get(&author)) {
            Some(key) if words.content.is_some() || words.no.is_some() => {
                Some(key.seal(&place(self.firm, &id, "sealed"), &serde_json::to_vec(&words)?)?)
            }
            None if words.content.is_some() => {
                return Err(Error::Broken("there is no key to seal somebody's words with".into()));
            }
            _ => None,
        };
        let outcome = row.outcome.as_ref().map(|outcome| -> Result<_, Error> {
            self.firm_key.seal(&place(self.firm, &id, "outcome"), &serde_json::to_vec(outcome)?)
        });
        let set = "INSERT INTO contribution (id, activity, author, kind, place, at, showing, status, accepted, waiting_since,
                                             merged_into, version, outcome, sealed, decided)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                   ON CONFLICT (id) DO UPDATE SET author = excluded.author, place = excluded.place, showing = excluded.showing,
                       status = excluded.status, accepted = excluded.accepted, waiting_since = excluded.waiting_since,
                       merged_into = excluded.merged_into, version = excluded.version, outcome = excluded.outcome,
                       sealed = excluded.sealed, decided = excluded.decided";
        let values = args![
            id,
            ActivityId::of(row.activity),
            author,
            name(&row.kind)?,
            serde_json::to_string(&row.place)?,
            row.at.0,
            showing_name(&row.showing),
            row.status.as_str(),
            row.accepted.map(CommentId::of),
            row.waiting_since.map(|since| since.0),
            row.merged_into.map(ContributionId::of),
            row.version,
            outcome.transpose()?,
            sealed,
            row.outcome.as_ref().map(|outcome| outcome.at.0)
        ];
        tx.run(set, values).await.map(drop)
    }

    async fn write_comment(&self, tx: &mut Conn, row: &Comment) -> Result<(), Error> {
        let id = CommentId::of(row.id);
        let (person, member) = match row.writer {
            Writer::Person(person) => (Some(PersonId::of(person)), None),
            Writer::Member(member) => (None, Some(MemberId::of(member))),
            Writer::Erased => (None, None),
        };
        // What was written elsewhere has no writer here, and neither have the firm's own words a person's key.
        let key = person.map_or(Some(&self.firm_key), |person| self.keys.get(&person));
        let said = Said { text: row.text.clone(), no: no(&row.showing) };
        let sealed = match key {
            Some(key) if said.text.is_some() || said.no.is_some() => {
                Some(key.seal(&comment_place(self.firm, &id), &serde_json::to_vec(&said)?)?)
            }
            None if said.text.is_some() => {
                return Err(Error::Broken("there is no key to seal somebody's words with".into()));
            }
            _ => None,
        };
        let waits = row.showing.waits_since(row.at).filter(|_| row.text.is_some());
        let set =
            "INSERT INTO contribution_comment (id, contribution, reply_to, person, member, at, showing, waiting_since,
                                                     version, sealed)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                   ON CONFLICT (id) DO UPDATE SET person = excluded.person, showing = excluded.showing,
                       waiting_since = excluded.waiting_since, version = excluded.version, sealed = excluded.sealed";
        let values = args![
            id,
            ContributionId::of(row.contribution),
            row.reply_to.map(CommentId::of),
            person,
            member,
            row.at.0,
            showing_name(&row.showing),
            waits.map(|since| since.0),
            row.version,
            sealed
        ];
        tx.run(set, values).await.map(drop)
    }

    /// Writes what every contribution of the board that stands for itself comes to.
    pub(super) async fn count(&self, tx: &mut Conn) -> Result<(), Error> {
        for row in self.board.contributions().filter(|row| row.merged_into.is_none()) {
            let tally = self.board.tally(row.id);
            let comments = self.board.comments(row.id).iter().filter(|c| c.showing == Showing::Shown).count();
            let set = "INSERT INTO contribution_count (contribution, activity, for_it, against, comments)
                       VALUES ($1, $2, $3, $4, $5)
                       ON CONFLICT (contribution) DO UPDATE SET for_it = excluded.for_it, against = excluded.against,
                           comments = excluded.comments";
            let (id, activity) = (ContributionId::of(row.id), ActivityId::of(row.activity));
            tx.run(set, args![id, activity, tally.for_it, tally.against, comments as i64]).await?;
            self.touch(tx, id).await?;
        }
        Ok(())
    }

    /// Writes down that a contribution changed, and with it what stands for it, by way of any others.
    async fn touch(&self, tx: &mut Conn, id: ContributionId) -> Result<(), Error> {
        let touch = "WITH RECURSIVE up (id) AS (
                         SELECT id FROM contribution WHERE id = $1
                         UNION SELECT c.merged_into FROM contribution c JOIN up u ON c.id = u.id WHERE c.merged_into IS NOT NULL)
                     UPDATE contribution SET changed = $2 WHERE id IN (SELECT id FROM up)";
        tx.run(touch, args![id, self.now.0]).await.map(drop)
    }

    /// Tells whoever is to be told, in the portal. Whoever was erased is told nothing.
    pub(super) async fn tell(&self, tx: &mut Conn, notices: &[Notice]) -> Result<(), Error> {
        for notice in notices {
            news::add(tx, notice).await?;
        }
        Ok(())
    }
}

/// What somebody thanks for: a comment, or the contribution itself.
fn about(thanks: &Thanks) -> [u8; 16] {
    thanks.comment.map_or(thanks.contribution.0, |comment| comment.0).to_be_bytes()
}

fn no(showing: &Showing) -> Option<comity_participation::moderation::Declined> {
    match showing {
        Showing::Declined(no) => Some(no.clone()),
        Showing::Queued | Showing::Shown | Showing::Withdrawn => None,
    }
}
