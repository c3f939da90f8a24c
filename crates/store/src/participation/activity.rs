//! Activities: opened and closed by members, seen by whoever sees their exchange.

use comity_exchange::capital::Stage;
use comity_exchange::id::ClauseId;
use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use comity_participation::activity::challenge::Evaluator;
use comity_participation::activity::{Activity, Part, Segment, Setting};
use comity_participation::board::Change;
use comity_participation::refusal::Refusal;
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
use crate::id::{ActivityId, ExchangeId, MemberId};
use crate::store::Store;

/// An activity that is about to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityNew {
    /// A few words that say what is asked for.
    pub title: Texts,
    /// Where along the value chain.
    pub stage: Stage,
    /// The clause of the terms that asks for this, if one does.
    pub clause: Option<ClauseId>,
    /// Whether only those take part whose agreement holds that clause.
    pub agreed_only: bool,
    /// When it opens, in microseconds since 1970; at once when nothing is said.
    pub opens: Option<i64>,
    /// When it closes, in microseconds since 1970; open until somebody closes it when nothing is said.
    pub closes: Option<i64>,
    /// What can become of what is brought.
    pub statuses: StatusSet,
    /// Which activity it is, with what is its own.
    pub setting: Setting,
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
    /// Whether it is open now: it has begun and not closed, and the exchange is open too.
    pub open: bool,
    /// When it was read, in microseconds since 1970.
    pub at: i64,
    /// What people can do in it now.
    pub parts: Vec<Part>,
    /// How many contributions others see that stand for themselves; nothing for persons.
    pub shown: Option<u64>,
}

impl ActivityView {
    /// Whether people can do that in it now.
    pub fn takes(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// The name of its rules, by which it is known which activity it is.
    pub fn kind(&self) -> &'static str {
        self.activity.setting.rules().name()
    }
}

macro_rules! select {
    ($which:literal) => {
        concat!(
            "SELECT a.id, a.exchange, a.activity, e.life,
                    CASE WHEN $3 = 1 THEN
                      (SELECT COUNT(*) FROM contribution c
                       WHERE c.activity = a.id AND c.showing = 'shown' AND c.merged_into IS NULL) END
             FROM activity a JOIN exchange e ON e.id = a.exchange WHERE e.firm = $2 AND ",
            $which
        )
    };
}

/// Whether contributions are counted: members are told how many there are, and persons' pages, which do not say it, come often.
fn counted(ctx: &Context) -> i64 {
    i64::from(ctx.may(Right::ExchangeRead).is_ok())
}

fn view(books: &Store, row: &Row) -> Result<ActivityView, Error> {
    let (activity, life): (String, String) = (row.get(2)?, row.get(3)?);
    let activity: Activity = serde_json::from_str(&activity)?;
    let now = books.now();
    let open = life == "open" && activity.opens <= now && activity.closes.is_none_or(|closes| now < closes);
    let parts = if life == "open" { activity.parts(now) } else { Vec::new() };
    Ok(ActivityView { id: row.get(0)?, exchange: row.get(1)?, activity, open, parts, at: now.0, shown: row.get(4)? })
}

impl ActivityNew {
    /// The activity that it will be.
    pub(super) fn into_activity(self, exchange: ExchangeId, now: Timestamp) -> Result<Activity, Error> {
        let activity = Activity {
            id: ActivityId::new().known(),
            exchange: exchange.known(),
            title: self.title,
            place: self.stage.into(),
            clause: self.clause,
            agreed_only: self.agreed_only,
            without_account: false,
            segment: None,
            opens: self.opens.map_or(now, Timestamp),
            closes: self.closes.map(Timestamp),
            statuses: self.statuses,
            setting: self.setting,
            outcome: None,
        };
        match activity.faults().into_iter().next() {
            Some(fault) => Err(fault.into()),
            None => Ok(activity),
        }
    }
}

/// Writes an activity down in an exchange that is open; gives the rows to go on with.
pub(super) async fn opened(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    exchange: ExchangeId,
    activity: Activity,
) -> Result<Rows, Error> {
    let life = "SELECT life FROM exchange WHERE id = $1 AND firm = $2";
    let row = tx.row(life, args![exchange, ctx.firm]).await?.ok_or(Error::NotFound("exchange"))?;
    if row.get::<String>(0)? != "open" {
        return Err(Conflict::NotOpen.into());
    }
    let mut rows = Rows::none(books, tx, ctx.firm).await?;
    let change = Change::Activity(Box::new(activity));
    rows.write(tx, std::slice::from_ref(&change)).await?;
    rows.board.apply(&change);
    Ok(rows)
}

/// An activity as it stands; whoever calls has asked whether it may be seen.
pub(super) async fn read(books: &Store, conn: &mut Conn, ctx: &Context, id: ActivityId) -> Result<ActivityView, Error> {
    let row = conn.row(select!("a.id = $1"), args![id, ctx.firm, counted(ctx)]).await?;
    view(books, &row.ok_or(Error::NotFound("activity"))?)
}

impl Store {
    /// Opens an activity in an exchange that is open.
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
        self.activity_open_for(ctx, exchange, new, None).await
    }

    /// The same for a part of those in the exchange, from the first moment on.
    ///
    /// # Errors
    /// As [`Self::activity_open`]; [`Error::Activity`] where the terms in force know no such item or purpose.
    pub async fn activity_open_for(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        new: ActivityNew,
        segment: Option<Segment>,
    ) -> Result<ActivityId, Error> {
        ctx.may(Right::ExchangePublish)?;
        let mut activity = new.into_activity(exchange, self.now())?;
        let id = ActivityId::of(activity.id);
        write!(self, ctx, |books, ctx, tx| {
            if let Some(segment) = segment {
                super::segment::check(&books, tx, (ctx.firm, exchange), &segment).await?;
                activity.segment = Some(segment);
            }
            opened(&books, tx, &ctx, exchange, activity).await?;
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
            activity.closes = Some(now.max(Timestamp(activity.opens.0 + 1)));
            rows.write(tx, &[Change::Activity(Box::new(activity))]).await?;
            audit::add(&books, tx, &ctx, "activity_close", "activity", Some(id.bytes())).await
        })
    }

    /// Says whether anybody takes part without an account. Who did before and has no account is not let on once it is off; what they
    /// gave stays.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such activity; [`Error::Activity`] where an agreement is asked for first, or people
    /// have to be known.
    pub async fn activity_without_account_set(&self, ctx: &Context, id: ActivityId, on: bool) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(id.bytes()).await?;
            let (rows, _) = Rows::of_activity(&books, tx, &ctx, id).await?;
            let mut activity = rows.board.activity(id.known())?.clone();
            activity.without_account = on;
            if let Some(fault) = activity.faults().into_iter().next() {
                return Err(fault.into());
            }
            rows.write(tx, &[Change::Activity(Box::new(activity))]).await?;
            audit::add(&books, tx, &ctx, "activity_without_account_set", "activity", Some(id.bytes())).await
        })
    }

    /// Says anew who scores the entries of a challenge. What somebody gave who is not among them any more counts no longer.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such activity, or one that is no challenge; [`Error::Activity`] where nobody is
    /// named; [`Error::NotFound`] for somebody who is no member.
    pub async fn activity_evaluators_set(
        &self,
        ctx: &Context,
        id: ActivityId,
        members: Vec<MemberId>,
    ) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(id.bytes()).await?;
            let (rows, _) = Rows::of_activity(&books, tx, &ctx, id).await?;
            let mut activity = rows.board.activity(id.known())?.clone();
            for member in &members {
                let there = "SELECT COUNT(*) FROM member WHERE id = $1 AND firm = $2";
                if tx.number(there, args![*member, ctx.firm]).await? == 0 {
                    return Err(Error::NotFound("member"));
                }
            }
            let Setting::Challenge(challenge) = &mut activity.setting else {
                return Err(Refusal::NotTaken(Part::Evaluate).into());
            };
            challenge.evaluators = members.iter().map(|member| Evaluator::Member(member.known())).collect();
            if let Some(fault) = activity.faults().into_iter().next() {
                return Err(fault.into());
            }
            rows.write(tx, &[Change::Activity(Box::new(activity))]).await?;
            audit::add(&books, tx, &ctx, "activity_evaluators_set", "activity", Some(id.bytes())).await
        })
    }

    /// The activities of an exchange, the newest first: for members, and for persons who were invited to it as far as these are for
    /// them.
    ///
    /// # Errors
    /// Not allowed, or there is no such exchange.
    pub async fn activity_list(&self, ctx: &Context, exchange: ExchangeId) -> Result<Vec<ActivityView>, Error> {
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let all = select!("a.exchange = $1 ORDER BY a.id DESC");
        let rows = conn.rows(all, args![exchange, ctx.firm, counted(ctx)]).await?;
        drop(conn);
        let mut views: Vec<ActivityView> = rows.iter().map(|row| view(self, row)).collect::<Result<_, _>>()?;
        let hidden = self.hidden(ctx, views.iter().map(|view| (view.exchange, &view.activity))).await?;
        views.retain(|view| !hidden.contains(&view.id));
        Ok(views)
    }

    /// An activity: for members, for persons who were invited to its exchange, and for anybody where no account is needed.
    ///
    /// # Errors
    /// Not allowed, or there is none.
    pub async fn activity_get(&self, ctx: &Context, id: ActivityId) -> Result<ActivityView, Error> {
        let (mut conn, _) = self.activity_seen(ctx, id).await?;
        read(self, &mut conn, ctx, id).await
    }
}
