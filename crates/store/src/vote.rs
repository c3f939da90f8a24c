//! Votes of the persons concerned on a change of a shared clause.

use std::collections::BTreeMap;

use comity_exchange::clause::Clause;
use comity_exchange::hash::Fingerprint;
use comity_exchange::id::ClauseId;
use comity_exchange::time::Timestamp;
use comity_exchange::vote::Vote;
use serde::Serialize;

use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::guardian;
use crate::id::{ExchangeId, PersonId, VoteId};
use crate::store::Store;

/// A vote as a page shows it: without who answered what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoteView {
    /// Its id.
    pub id: VoteId,
    /// The clause.
    pub clause: ClauseId,
    /// How it would read; nothing where it would be removed.
    pub wording: Option<Clause>,
    /// When it was opened, in microseconds since 1970.
    pub opened: i64,
    /// When it ends.
    pub ends: i64,
    /// How many persons may vote.
    pub may_vote: u64,
    /// How many said yes, and no. For persons only once it has ended.
    pub counted: Option<(u64, u64)>,
    /// Whether the change has passed; nothing before the end.
    pub passed: bool,
    /// What the asking person answered.
    pub own: Option<bool>,
}

/// Every vote of an exchange, oldest first, as the rules know it.
pub(crate) async fn read(conn: &mut Conn, exchange: ExchangeId) -> Result<Vec<(VoteId, Vote)>, Error> {
    let find = "SELECT id, clause, fingerprint, rule, opened, may_vote FROM vote WHERE exchange = $1 ORDER BY id";
    let rows = conn.rows(find, args![exchange]).await?;
    let mut votes = Vec::with_capacity(rows.len());
    for row in &rows {
        let (clause, rule): (String, String) = (row.get(1)?, row.get(3)?);
        let clause = ClauseId::new(&clause).map_err(|_| Error::Broken("a vote is on no clause".into()))?;
        let vote = Vote {
            clause,
            wording: Fingerprint(row.get(2)?),
            rule: serde_json::from_str(&rule)?,
            opened: Timestamp(row.get(4)?),
            may_vote: row.get(5)?,
            answers: BTreeMap::new(),
        };
        votes.push((row.get(0)?, vote));
    }
    for (id, vote) in &mut votes {
        for row in conn.rows("SELECT person, yes FROM vote_answer WHERE vote = $1", args![*id]).await? {
            vote.answers.insert(row.get::<PersonId>(0)?.number(), row.get(1)?);
        }
    }
    Ok(votes)
}

impl Store {
    /// Opens a vote on a shared clause as it would read; without a wording on removing it. Everybody with an agreement in
    /// force may vote.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; [`Error::NotPublished`] with what the rules have against it.
    pub async fn vote_open(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        clause: ClauseId,
        wording: Option<Clause>,
    ) -> Result<VoteId, Error> {
        ctx.may(Right::ExchangePublish)?;
        let id = VoteId::new();
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(exchange.bytes()).await?;
            let mut view = exchange::read(&books, tx, &ctx, exchange).await?;
            let agreed = "SELECT COUNT(*) FROM standing WHERE exchange = $1 AND state = 'agreed'";
            let may_vote = u64::try_from(tx.number(agreed, args![exchange]).await?).unwrap_or_default();
            let vote = view.exchange.vote_open(&clause, wording.as_ref(), may_vote, books.now())?;
            let wording = wording.as_ref().map(serde_json::to_string).transpose()?;
            tx.run(
                "INSERT INTO vote (id, exchange, clause, wording, fingerprint, rule, opened, may_vote)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                args![
                    id,
                    exchange,
                    clause.as_str(),
                    wording,
                    vote.wording.0,
                    serde_json::to_string(&vote.rule)?,
                    vote.opened.0,
                    vote.may_vote
                ],
            )
            .await?;
            audit::add(&books, tx, &ctx, "vote_open", "vote", Some(id.bytes())).await?;
            Ok(id)
        })
    }

    /// The person's answer in a vote; the last one counts.
    ///
    /// # Errors
    /// Anybody but a person asking; no agreement in force; [`Conflict::NoVote`] when it is not open.
    pub async fn vote_answer(&self, ctx: &Context, vote: VoteId, yes: bool) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            guardian::check(tx, ctx.firm, ctx.actor).await?;
            tx.lock(vote.bytes()).await?;
            let find = "SELECT v.exchange FROM vote v JOIN exchange e ON e.id = v.exchange
                        JOIN standing s ON s.exchange = v.exchange AND s.person = $3 AND s.state = 'agreed'
                        WHERE v.id = $1 AND e.firm = $2";
            let row = tx.row(find, args![vote, ctx.firm, person]).await?.ok_or(Error::NotFound("vote"))?;
            let mut votes = read(tx, row.get(0)?).await?;
            let found = votes.iter_mut().find(|(id, _)| *id == vote).ok_or(Error::NotFound("vote"))?;
            if !found.1.answer(person.number(), yes, books.now()) {
                return Err(Conflict::NoVote.into());
            }
            let set = "INSERT INTO vote_answer (vote, person, yes) VALUES ($1, $2, $3)
                       ON CONFLICT (vote, person) DO UPDATE SET yes = excluded.yes";
            tx.run(set, args![vote, person, yes]).await.map(drop)
        })
    }

    /// The votes of an exchange, oldest first: for members, and for persons who were invited to it.
    ///
    /// # Errors
    /// Not allowed, or there is no such exchange.
    pub async fn vote_list(&self, ctx: &Context, exchange: ExchangeId) -> Result<Vec<VoteView>, Error> {
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let own = ctx.acting().ok().map(|(person, _)| person.number());
        let now = self.now();
        let mut views = Vec::new();
        for (id, vote) in read(&mut conn, exchange).await? {
            let row = conn.row("SELECT wording FROM vote WHERE id = $1", args![id]).await?;
            let wording: Option<String> = row.ok_or(Error::NotFound("vote"))?.get(0)?;
            let yes = vote.answers.values().filter(|yes| **yes).count() as u64;
            let counted = (yes, vote.answers.len() as u64 - yes);
            views.push(VoteView {
                id,
                wording: wording.as_deref().map(serde_json::from_str).transpose()?,
                opened: vote.opened.0,
                ends: vote.ends().0,
                may_vote: vote.may_vote,
                counted: (own.is_none() || now >= vote.ends()).then_some(counted),
                passed: vote.passed(now),
                own: own.and_then(|person| vote.answers.get(&person).copied()),
                clause: vote.clause,
            });
        }
        Ok(views)
    }
}
