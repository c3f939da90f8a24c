//! Rows read into the board on which the rules act, with the keys of those whose words they hold.

use std::collections::HashMap;
use std::sync::Arc;

use comity_exchange::time::Timestamp;
use comity_participation::activity::Activity;
use comity_participation::board::{Board, Change};
use comity_participation::contribution::{Content, Contribution};
use comity_participation::moderation::{Declined, Showing};
use comity_participation::response::{Ballot, Comment, Follow, Thanks, Vote, Writer};
use comity_participation::text::Text;
use serde::{Deserialize, Serialize};

use super::{Shelves, named};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::error::Error;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId, FirmId, MemberId, PersonId};
use crate::seal::{Key, Place};
use crate::store::{Store, firm_place, person_place};

/// What of a contribution is sealed under its author's key.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Words {
    pub(super) content: Option<Content>,
    pub(super) no: Option<Declined>,
}

/// What of a comment is sealed under its writer's key.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Said {
    pub(super) text: Option<Text>,
    pub(super) no: Option<Declined>,
}

/// Columns of a contribution, in the order in which [`Rows::contribution`] reads them.
macro_rules! columns {
    () => {
        "c.id, c.activity, c.author, c.kind, c.place, c.at, c.showing, c.status, c.accepted, c.waiting_since, c.merged_into,
         c.version, c.outcome, c.sealed, k.wrapped"
    };
}
/// How many these are.
pub(super) const COLUMNS: usize = 15;
/// Where they come from.
macro_rules! from {
    () => {
        " FROM contribution c LEFT JOIN person_key k ON k.person = c.author "
    };
}
pub(super) use {columns, from};

pub(super) fn place<'p>(firm: FirmId, id: &'p ContributionId, column: &'static str) -> Place<'p> {
    Place { firm, table: "contribution", column, id: id.bytes() }
}

pub(super) fn comment_place(firm: FirmId, id: &CommentId) -> Place<'_> {
    Place { firm, table: "contribution_comment", column: "sealed", id: id.bytes() }
}

/// The rows that an act concerns.
pub(super) struct Rows {
    pub(super) firm: FirmId,
    pub(super) firm_key: Key,
    pub(super) keys: HashMap<PersonId, Key>,
    pub(super) board: Board,
    /// Told of what is written.
    pub(super) shelves: Arc<Shelves>,
    /// When they were read: what is written with them changes then.
    pub(super) now: Timestamp,
}

impl Rows {
    /// No rows yet, of a firm.
    pub(super) async fn none(books: &Store, conn: &mut Conn, firm: FirmId) -> Result<Self, Error> {
        let firm_key = books.firm_key(conn, firm).await?;
        let (shelves, now) = (books.shelves().clone(), books.now());
        Ok(Self { firm, firm_key, keys: HashMap::new(), board: Board::default(), shelves, now })
    }

    /// An activity of the firm that asks, and the exchange that it belongs to.
    pub(super) async fn of_activity(
        books: &Store,
        conn: &mut Conn,
        ctx: &Context,
        id: ActivityId,
    ) -> Result<(Self, ExchangeId), Error> {
        let find = "SELECT a.exchange, a.activity, f.wrapped FROM activity a JOIN exchange e ON e.id = a.exchange
                    JOIN firm f ON f.id = e.firm WHERE a.id = $1 AND e.firm = $2";
        let row = conn.row(find, args![id, ctx.firm]).await?.ok_or(Error::NotFound("activity"))?;
        let (exchange, activity, wrapped): (ExchangeId, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let firm_key = books.keys().root().unwrap_key(&firm_place(ctx.firm), &wrapped)?;
        let mut board = Board::default();
        let activity: Activity = serde_json::from_str(&activity)?;
        board.apply(&Change::Activity(Box::new(activity)));
        let (shelves, now) = (books.shelves().clone(), books.now());
        Ok((Self { firm: ctx.firm, firm_key, keys: HashMap::new(), board, shelves, now }, exchange))
    }

    /// The same by a contribution to it, with everything that is merged with that.
    pub(super) async fn of_family(
        books: &Store,
        conn: &mut Conn,
        ctx: &Context,
        id: ContributionId,
    ) -> Result<(Self, ExchangeId), Error> {
        let activity = super::activity_of(conn, id).await?;
        let (mut rows, exchange) = Self::of_activity(books, conn, ctx, activity).await?;
        rows.family(books, conn, id).await?;
        Ok((rows, exchange))
    }

    /// The same for an act that may change any of it: until the transaction ends nobody else changes the activity, and the
    /// responses are there too.
    pub(super) async fn for_act(
        books: &Store,
        tx: &mut Conn,
        ctx: &Context,
        id: ContributionId,
    ) -> Result<(Self, ExchangeId), Error> {
        let activity = super::activity_of(tx, id).await?;
        tx.lock(activity.bytes()).await?;
        let (mut rows, exchange) = Self::of_family(books, tx, ctx, id).await?;
        rows.responses(books, tx).await?;
        Ok((rows, exchange))
    }

    /// The key of a person, for what they are about to write.
    pub(super) async fn know(&mut self, books: &Store, conn: &mut Conn, person: PersonId) -> Result<(), Error> {
        if !self.keys.contains_key(&person) {
            let key = books.person_key(conn, self.firm, person).await?;
            self.keys.insert(person, key);
        }
        Ok(())
    }

    fn keep(&mut self, books: &Store, person: PersonId, wrapped: &[u8]) -> Result<(), Error> {
        if !self.keys.contains_key(&person) {
            let key = books.keys().root().unwrap_key(&person_place(self.firm, &person), wrapped)?;
            self.keys.insert(person, key);
        }
        Ok(())
    }

    /// Reads a row with [`columns!`] into the board.
    pub(super) fn contribution(&mut self, books: &Store, row: &Row) -> Result<Contribution, Error> {
        let (id, author): (ContributionId, Option<PersonId>) = (row.get(0)?, row.get(2)?);
        let (kind, place_of, showing, status): (String, String, String, String) =
            (row.get(3)?, row.get(4)?, row.get(6)?, row.get(7)?);
        let outcome: Option<Vec<u8>> = row.get(12)?;
        let (sealed, wrapped): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(13)?, row.get(14)?);
        if let (Some(author), Some(wrapped)) = (author, wrapped) {
            self.keep(books, author, &wrapped)?;
        }
        // What has no author is the firm's, or came from elsewhere.
        let key = author.map_or(Some(&self.firm_key), |author| self.keys.get(&author));
        let words: Words = match (key, sealed) {
            (Some(key), Some(sealed)) => serde_json::from_slice(&key.open(&place(self.firm, &id, "sealed"), &sealed)?)?,
            _ => Words::default(),
        };
        let outcome =
            outcome.map(|sealed| self.firm_key.open(&place(self.firm, &id, "outcome"), &sealed)).transpose()?;
        let (activity, merged_into): (ActivityId, Option<ContributionId>) = (row.get(1)?, row.get(10)?);
        let accepted: Option<CommentId> = row.get(8)?;
        let contribution = Contribution {
            id: id.known(),
            exchange: self.board.activity(activity.known())?.exchange,
            activity: activity.known(),
            kind: named(kind)?,
            place: serde_json::from_str(&place_of)?,
            author: author.map(PersonId::known),
            content: words.content,
            at: Timestamp(row.get(5)?),
            showing: shown(&showing, words.no)?,
            status: named(status)?,
            outcome: outcome.map(|outcome| serde_json::from_slice(&outcome)).transpose()?,
            accepted: accepted.map(CommentId::known),
            waiting_since: row.get::<Option<i64>>(9)?.map(Timestamp),
            merged_into: merged_into.map(ContributionId::known),
            version: row.get(11)?,
        };
        self.board.apply(&Change::Contribution(Box::new(contribution.clone())));
        Ok(contribution)
    }

    /// Reads a contribution that is not there yet; gives what it was merged into.
    async fn one(
        &mut self,
        books: &Store,
        conn: &mut Conn,
        id: ContributionId,
    ) -> Result<Option<ContributionId>, Error> {
        if let Ok(there) = self.board.contribution(id.known()) {
            return Ok(there.merged_into.map(ContributionId::of));
        }
        let find = concat!("SELECT ", columns!(), from!(), "WHERE c.id = $1");
        let row = conn.row(find, args![id]).await?.ok_or(Error::NotFound("contribution"))?;
        Ok(self.contribution(books, &row)?.merged_into.map(ContributionId::of))
    }

    /// Reads what a contribution was merged into, by way of any others.
    pub(super) async fn upwards(&mut self, books: &Store, conn: &mut Conn, id: ContributionId) -> Result<(), Error> {
        let mut next = self.one(books, conn, id).await?;
        while let Some(at) = next {
            next = self.one(books, conn, at).await?;
        }
        Ok(())
    }

    /// Reads a contribution with everything that is merged with it.
    pub(super) async fn family(&mut self, books: &Store, conn: &mut Conn, id: ContributionId) -> Result<(), Error> {
        self.upwards(books, conn, id).await?;
        let mut open = vec![ContributionId::of(self.board.root(id.known()))];
        let find = concat!("SELECT ", columns!(), from!(), "WHERE c.merged_into = $1 ORDER BY c.id");
        while let Some(at) = open.pop() {
            for row in conn.rows(find, args![at]).await? {
                open.push(ContributionId::of(self.contribution(books, &row)?.id));
            }
        }
        Ok(())
    }

    /// Reads everything that was brought to an activity.
    pub(super) async fn whole(&mut self, books: &Store, conn: &mut Conn, id: ActivityId) -> Result<(), Error> {
        let all = concat!("SELECT ", columns!(), from!(), "WHERE c.activity = $1 ORDER BY c.id");
        for row in conn.rows(all, args![id]).await? {
            self.contribution(books, &row)?;
        }
        Ok(())
    }

    /// Reads every vote on, every follower of, and every comment to the contributions that are there.
    pub(super) async fn responses(&mut self, books: &Store, conn: &mut Conn) -> Result<(), Error> {
        let all: Vec<ContributionId> = self.board.contributions().map(|row| ContributionId::of(row.id)).collect();
        for id in all {
            let votes = "SELECT person, ballot, at FROM contribution_vote WHERE contribution = $1";
            for row in conn.rows(votes, args![id]).await? {
                let person: PersonId = row.get(0)?;
                self.vote(id, person, row.get(1)?, row.get(2)?)?;
            }
            let follows = "SELECT person, told, at FROM contribution_follow WHERE contribution = $1";
            for row in conn.rows(follows, args![id]).await? {
                let (person, on, at): (PersonId, bool, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
                self.follow(id, person, on, at);
            }
            self.comments(books, conn, id).await?;
            self.thanks(conn, id).await?;
        }
        Ok(())
    }

    /// Reads who thanked for a contribution and for comments on it.
    pub(super) async fn thanks(&mut self, conn: &mut Conn, id: ContributionId) -> Result<(), Error> {
        let find = "SELECT about, person, at FROM contribution_thanks WHERE contribution = $1";
        for row in conn.rows(find, args![id]).await? {
            let (about, person): (CommentId, PersonId) = (row.get(0)?, row.get(1)?);
            let comment = (about.bytes() != id.bytes()).then(|| about.known());
            let thanks = Thanks { contribution: id.known(), comment, from: person.known(), at: Timestamp(row.get(2)?) };
            self.board.apply(&Change::Thanks(thanks));
        }
        Ok(())
    }

    /// Takes a vote into the board.
    pub(super) fn vote(&mut self, id: ContributionId, person: PersonId, ballot: i64, at: i64) -> Result<(), Error> {
        let known = Ballot::ALL.into_iter().find(|known| i64::from(known.number()) == ballot);
        let ballot = known.ok_or_else(|| Error::Broken("a vote says what no vote can".into()))?;
        let vote = Vote { contribution: id.known(), person: person.known(), ballot, at: Timestamp(at) };
        self.board.apply(&Change::Vote(vote));
        Ok(())
    }

    /// Takes what somebody said about being told into the board.
    pub(super) fn follow(&mut self, id: ContributionId, person: PersonId, on: bool, at: i64) {
        let follow = Follow { contribution: id.known(), person: person.known(), on, at: Timestamp(at) };
        self.board.apply(&Change::Follow(follow));
    }

    /// Reads the comments that were written to a contribution.
    pub(super) async fn comments(&mut self, books: &Store, conn: &mut Conn, id: ContributionId) -> Result<(), Error> {
        let find = "SELECT m.id, m.contribution, m.reply_to, m.person, m.member, m.at, m.showing, m.version, m.sealed, k.wrapped
                    FROM contribution_comment m LEFT JOIN person_key k ON k.person = m.person
                    WHERE m.contribution = $1 ORDER BY m.id";
        for row in conn.rows(find, args![id]).await? {
            self.comment(books, &row)?;
        }
        Ok(())
    }

    /// Reads a comment into the board.
    pub(super) fn comment(&mut self, books: &Store, row: &Row) -> Result<(), Error> {
        let (id, contribution, reply_to): (CommentId, ContributionId, Option<CommentId>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let (person, member): (Option<PersonId>, Option<MemberId>) = (row.get(3)?, row.get(4)?);
        let (sealed, wrapped): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(8)?, row.get(9)?);
        let key = match (person, wrapped) {
            (Some(person), Some(wrapped)) => {
                self.keep(books, person, &wrapped)?;
                self.keys.get(&person)
            }
            // The firm's, or written elsewhere.
            (None, _) => Some(&self.firm_key),
            (Some(_), None) => None,
        };
        let said: Said = match (sealed, key) {
            (Some(sealed), Some(key)) => serde_json::from_slice(&key.open(&comment_place(self.firm, &id), &sealed)?)?,
            _ => Said::default(),
        };
        let writer = match (person, member) {
            (Some(person), _) => Writer::Person(person.known()),
            (None, Some(member)) => Writer::Member(member.known()),
            (None, None) => Writer::Erased,
        };
        let showing: String = row.get(6)?;
        let comment = Comment {
            id: id.known(),
            contribution: contribution.known(),
            reply_to: reply_to.map(CommentId::known),
            writer,
            text: said.text,
            at: Timestamp(row.get(5)?),
            showing: shown(&showing, said.no)?,
            version: row.get(7)?,
        };
        self.board.apply(&Change::Comment(Box::new(comment)));
        Ok(())
    }
}

/// Whether others see something, as the rules know it.
pub(super) fn shown(name: &str, no: Option<Declined>) -> Result<Showing, Error> {
    match (name, no) {
        ("queued", _) => Ok(Showing::Queued),
        ("shown", _) => Ok(Showing::Shown),
        ("declined", Some(no)) => Ok(Showing::Declined(no)),
        ("withdrawn", _) => Ok(Showing::Withdrawn),
        _ => Err(Error::Broken("whether others see something is not known".into())),
    }
}

/// The name under which it is kept.
pub(super) fn showing_name(showing: &Showing) -> &'static str {
    match showing {
        Showing::Queued => "queued",
        Showing::Shown => "shown",
        Showing::Declined(_) => "declined",
        Showing::Withdrawn => "withdrawn",
    }
}
