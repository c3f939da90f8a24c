//! Other statuses for an activity under way, and the way back from the last change.

use std::collections::BTreeMap;

use comity_participation::board::Change;
use comity_participation::name::Name;
use comity_participation::refusal::Refusal;
use comity_participation::status::StatusSet;
use serde::Serialize;

use super::activity::{self, ActivityView};
use super::named;
use super::rows::Rows;
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::id::ActivityId;
use crate::store::Store;

/// The statuses of an activity, and what stands in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusesView {
    /// The activity with its statuses.
    pub activity: ActivityView,
    /// How many contributions stand in each, whoever sees them; those in which none does are left out.
    pub used: BTreeMap<Name, u64>,
    /// When they were last changed, in microseconds since 1970, where that can be taken back.
    pub changed: Option<i64>,
}

async fn used(conn: &mut Conn, id: ActivityId) -> Result<BTreeMap<Name, u64>, Error> {
    let count = "SELECT status, COUNT(*) FROM contribution WHERE activity = $1 GROUP BY status";
    let rows = conn.rows(count, args![id]).await?;
    rows.iter().map(|row| Ok((named(row.get(0)?)?, row.get(1)?))).collect()
}

/// Where contributions go: written down for the way back, then done. What is looked for by words does not change by it, and nobody
/// is told, as nothing was said of what they brought.
async fn carry(tx: &mut Conn, id: ActivityId, moves: &BTreeMap<Name, Name>) -> Result<(), Error> {
    for (from, to) in moves {
        let (from, to) = (from.as_str().to_owned(), to.as_str().to_owned());
        let note = "INSERT INTO status_moved (contribution, activity, was, became)
                    SELECT id, activity, status, $3 FROM contribution WHERE activity = $1 AND status = $2";
        tx.run(note, args![id, from.clone(), to.clone()]).await?;
        let go = "UPDATE contribution SET status = $3, version = version + 1 WHERE activity = $1 AND status = $2";
        tx.run(go, args![id, from, to]).await?;
    }
    Ok(())
}

async fn forget(tx: &mut Conn, id: ActivityId) -> Result<(), Error> {
    tx.run("DELETE FROM status_moved WHERE activity = $1", args![id]).await?;
    tx.run("DELETE FROM status_before WHERE activity = $1", args![id]).await.map(drop)
}

impl Store {
    /// The statuses of an activity, and how many contributions stand in each.
    ///
    /// # Errors
    /// Without [`Right::ExchangeRead`]; no such activity.
    pub async fn activity_statuses_get(&self, ctx: &Context, id: ActivityId) -> Result<StatusesView, Error> {
        ctx.may(Right::ExchangeRead)?;
        let mut conn = self.read().await?;
        let activity = activity::read(self, &mut conn, ctx, id).await?;
        let changed = conn.row("SELECT at FROM status_before WHERE activity = $1", args![id]).await?;
        let changed = changed.map(|row| row.get(0)).transpose()?;
        Ok(StatusesView { activity, used: used(&mut conn, id).await?, changed })
    }

    /// Gives an activity other statuses; a status keeps what stands in it while its name stays, whatever its words. `moves` says for
    /// statuses that are left out where their contributions go. `saw` are the statuses from which that was made.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such activity; [`Conflict::Stale`] where somebody else changed them meanwhile;
    /// [`Error::Participation`] with what the rules have against it.
    pub async fn activity_statuses_set(
        &self,
        ctx: &Context,
        id: ActivityId,
        saw: StatusSet,
        statuses: StatusSet,
        moves: BTreeMap<Name, Name>,
    ) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(id.bytes()).await?;
            let (rows, _) = Rows::of_activity(&books, tx, &ctx, id).await?;
            let before = rows.board.activity(id.known())?;
            if before.statuses != saw {
                return Err(Conflict::Stale.into());
            }
            let next = before.restated(statuses, &used(tx, id).await?, &moves).map_err(Refusal::from)?;
            let gone = moves.into_iter().filter(|(from, _)| next.statuses.get(from).is_none()).collect();
            forget(tx, id).await?;
            let keep = "INSERT INTO status_before (activity, statuses, at) VALUES ($1, $2, $3)";
            tx.run(keep, args![id, serde_json::to_string(&before.statuses)?, books.now().0]).await?;
            carry(tx, id, &gone).await?;
            rows.write(tx, &[Change::Activity(Box::new(next))]).await?;
            audit::add(&books, tx, &ctx, "activity_statuses_set", "activity", Some(id.bytes())).await
        })
    }

    /// Takes the last change of the statuses of an activity back: they are as before, and what was moved by it is back where it was,
    /// unless it has been answered since.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such activity; [`Conflict::Expired`] where nothing is to be taken back;
    /// [`Error::Participation`] where contributions came to stand in what would go.
    pub async fn activity_statuses_undo(&self, ctx: &Context, id: ActivityId) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(id.bytes()).await?;
            let (rows, _) = Rows::of_activity(&books, tx, &ctx, id).await?;
            let kept = tx.row("SELECT statuses FROM status_before WHERE activity = $1", args![id]).await?;
            let Some(kept) = kept else { return Err(Conflict::Expired.into()) };
            let statuses: StatusSet = serde_json::from_str(&kept.get::<String>(0)?)?;
            let back = "UPDATE contribution SET version = version + 1, status =
                            (SELECT m.was FROM status_moved m WHERE m.contribution = contribution.id)
                        WHERE activity = $1 AND EXISTS (SELECT 1 FROM status_moved m
                            WHERE m.contribution = contribution.id AND m.became = contribution.status)";
            tx.run(back, args![id]).await?;
            let now = rows.board.activity(id.known())?;
            let next = now.restated(statuses, &used(tx, id).await?, &BTreeMap::new()).map_err(Refusal::from)?;
            forget(tx, id).await?;
            rows.write(tx, &[Change::Activity(Box::new(next))]).await?;
            audit::add(&books, tx, &ctx, "activity_statuses_undo", "activity", Some(id.bytes())).await
        })
    }
}
