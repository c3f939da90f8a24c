//! Activities: opened and closed by members, seen by whoever sees their exchange.

use comity_exchange::capital::Stage;
use comity_exchange::id::ClauseId;
use comity_exchange::text::Texts;
use comity_participation::activity::{Activity, Ideas, Part, Setting};
use comity_participation::board::Change;
use comity_participation::status::StatusSet;
use serde::Serialize;

use super::rows::Rows;
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::id::{ActivityId, ExchangeId};
use crate::store::Store;

/// An activity for ideas that is about to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityNew {
    /// A few words that say what is asked for.
    pub title: Texts,
    /// Where along the value chain.
    pub stage: Stage,
    /// The clause of the terms that asks for this, if one does.
    pub clause: Option<ClauseId>,
    /// When it closes, in microseconds since 1970; open until somebody closes it when nothing is said.
    pub closes: Option<i64>,
    /// What can become of an idea.
    pub statuses: StatusSet,
    /// Whether people can also vote against an idea.
    pub against: bool,
}

/// An activity as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActivityView {
    /// Its id.
    pub id: ActivityId,
    /// The exchange that it belongs to.
    pub exchange: ExchangeId,
    /// The activity as its rules know it.
    pub activity: Activity,
    /// Whether ideas can be brought now: the exchange is open too.
    pub open: bool,
    /// How many contributions others see that stand for themselves.
    pub shown: u64,
}

macro_rules! select {
    ($which:literal) => {
        concat!(
            "SELECT a.id, a.exchange, a.activity, e.life,
                    (SELECT COUNT(*) FROM contribution c
                     WHERE c.activity = a.id AND c.showing = 'shown' AND c.merged_into IS NULL)
             FROM activity a JOIN exchange e ON e.id = a.exchange WHERE e.firm = $2 AND ",
            $which
        )
    };
}

fn view(books: &Store, row: &Row) -> Result<ActivityView, Error> {
    let (activity, life): (String, String) = (row.get(2)?, row.get(3)?);
    let activity: Activity = serde_json::from_str(&activity)?;
    let open = life == "open" && activity.open_for(Part::Contribute, books.now()).is_ok();
    Ok(ActivityView { id: row.get(0)?, exchange: row.get(1)?, activity, open, shown: row.get(4)? })
}

/// An activity as it stands; whoever calls has asked whether it may be seen.
pub(super) async fn read(books: &Store, conn: &mut Conn, ctx: &Context, id: ActivityId) -> Result<ActivityView, Error> {
    let row = conn.row(select!("a.id = $1"), args![id, ctx.firm]).await?;
    view(books, &row.ok_or(Error::NotFound("activity"))?)
}

impl Store {
    /// Opens an activity for ideas in an exchange that is open.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; [`Error::Activity`] with what keeps it from meaning anything;
    /// [`Conflict::NotOpen`] where the exchange is not open.
    pub async fn activity_open(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        new: ActivityNew,
    ) -> Result<ActivityId, Error> {
        ctx.may(Right::ExchangePublish)?;
        let id = ActivityId::new();
        let activity = Activity {
            id: id.known(),
            exchange: exchange.known(),
            title: new.title,
            place: new.stage.into(),
            clause: new.clause,
            opens: self.now(),
            closes: new.closes.map(comity_exchange::time::Timestamp),
            statuses: new.statuses,
            setting: Setting::Ideas(Ideas { against: new.against }),
            outcome: None,
        };
        if let Some(fault) = activity.faults().into_iter().next() {
            return Err(fault.into());
        }
        write!(self, ctx, |books, ctx, tx| {
            let life = "SELECT life FROM exchange WHERE id = $1 AND firm = $2";
            let row = tx.row(life, args![exchange, ctx.firm]).await?.ok_or(Error::NotFound("exchange"))?;
            if row.get::<String>(0)? != "open" {
                return Err(Conflict::NotOpen.into());
            }
            let rows = Rows::none(&books, tx, ctx.firm).await?;
            rows.write(tx, &[Change::Activity(Box::new(activity))]).await?;
            audit::add(&books, tx, &ctx, "activity_open", "activity", Some(id.bytes())).await?;
            Ok(id)
        })
    }

    /// Closes an activity now: nothing more is brought, voted on or commented, and what is there is still answered.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such activity; [`Conflict::Expired`] where it has closed before.
    pub async fn activity_close(&self, ctx: &Context, id: ActivityId) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(id.bytes()).await?;
            let (rows, _) = Rows::of_activity(&books, tx, &ctx, id).await?;
            let now = books.now();
            let mut activity = rows.board.activity(id.known())?.clone();
            if activity.closes.is_some_and(|closes| closes <= now) {
                return Err(Conflict::Expired.into());
            }
            activity.closes = Some(now.max(comity_exchange::time::Timestamp(activity.opens.0 + 1)));
            rows.write(tx, &[Change::Activity(Box::new(activity))]).await?;
            audit::add(&books, tx, &ctx, "activity_close", "activity", Some(id.bytes())).await
        })
    }

    /// The activities of an exchange, the newest first: for members, and for persons who were invited to it.
    ///
    /// # Errors
    /// Not allowed, or there is no such exchange.
    pub async fn activity_list(&self, ctx: &Context, exchange: ExchangeId) -> Result<Vec<ActivityView>, Error> {
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let all = select!("a.exchange = $1 ORDER BY a.id DESC");
        let rows = conn.rows(all, args![exchange, ctx.firm]).await?;
        rows.iter().map(|row| view(self, row)).collect()
    }

    /// An activity: for members, and for persons who were invited to its exchange.
    ///
    /// # Errors
    /// Not allowed, or there is none.
    pub async fn activity_get(&self, ctx: &Context, id: ActivityId) -> Result<ActivityView, Error> {
        let mut conn = self.read().await?;
        let view = read(self, &mut conn, ctx, id).await?;
        exchange::visible(&mut conn, ctx, view.exchange).await?;
        Ok(view)
    }
}
