//! Offers and needs that find each other: what fits, what the two agree on, and when it was done.

use std::collections::HashMap;

use comity_exchange::time::Timestamp;
use comity_participation::activity::peer_help::{Asked, Match, suggest};
use comity_participation::contribution::{Contribution, Kind};
use comity_participation::moderation::Showing;
use comity_participation::name::Name;
use comity_participation::similar::{Index, Limits};
use serde::Serialize;

use super::list::{ContributionLine, contribution_line};
use super::rows::{Rows, columns, from};
use super::{takes_part, told};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::Error;
use crate::id::{ActivityId, ContributionId, ExchangeId, PersonId};
use crate::information::Event;
use crate::store::Store;

/// How many offers or needs are shown that fit one.
const MOST: usize = 10;

/// How many of the newest are looked through for it.
const LOOKED_THROUGH: i64 = 1_000;

/// An offer or a need that fits another, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitView {
    /// The other side.
    pub line: ContributionLine,
    /// Topics that both name.
    pub topics: Vec<Name>,
    /// Whether both name the same place.
    pub same_place: bool,
    /// Whether their words are alike.
    pub alike: bool,
}

/// An offer and a need that were put together, as one of the two, or a member, sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PairView {
    /// The other side of the contribution that is looked at.
    pub other: ContributionLine,
    /// Whether whoever brought the contribution that is looked at said yes.
    pub this_agrees: bool,
    /// Whether whoever brought the other did.
    pub other_agrees: bool,
    /// When it was done, in microseconds since 1970.
    pub done: Option<i64>,
}

macro_rules! find {
    ($which:literal) => {
        concat!("SELECT offer, need, offer_agrees, need_agrees, at, done FROM help_match WHERE ", $which)
    };
}

fn read(row: &Row) -> Result<Match, Error> {
    let (offer, need): (ContributionId, ContributionId) = (row.get(0)?, row.get(1)?);
    Ok(Match {
        offer: offer.known(),
        need: need.known(),
        offer_agrees: row.get(2)?,
        need_agrees: row.get(3)?,
        at: Timestamp(row.get(4)?),
        done: row.get::<Option<i64>>(5)?.map(Timestamp),
    })
}

/// How many matches of each offer and need of an activity both said yes to, or how many of them were done.
async fn counted(
    conn: &mut Conn,
    activity: ActivityId,
    done: bool,
) -> Result<HashMap<comity_participation::id::ContributionId, u32>, Error> {
    let find = "SELECT h.offer, h.need FROM help_match h JOIN contribution c ON c.id = h.offer
                WHERE c.activity = $1 AND h.offer_agrees <> 0 AND h.need_agrees <> 0 AND ($2 = 0 OR h.done IS NOT NULL)";
    let mut counted = HashMap::new();
    for row in conn.rows(find, args![activity, done]).await? {
        for side in [row.get::<ContributionId>(0)?, row.get(1)?] {
            *counted.entry(side.known()).or_insert(0) += 1;
        }
    }
    Ok(counted)
}

fn line(row: &Contribution, me: Option<PersonId>) -> ContributionLine {
    contribution_line(row, Some(row), (0, 0, 0), me)
}

/// What a contribution was put together with, for whoever may know: its author, whose the other is, and members who see all.
pub(super) async fn pairs(
    books: &Store,
    conn: &mut Conn,
    ctx: &Context,
    (of, me, sees_all): (&Contribution, Option<PersonId>, bool),
) -> Result<Vec<PairView>, Error> {
    if !matches!(of.kind, Kind::Offer | Kind::Need) {
        return Ok(Vec::new());
    }
    let mine = |row: &Contribution| me.is_some() && row.author == me.map(PersonId::known);
    let mut pairs = Vec::new();
    for row in
        conn.rows(find!("offer = $1 OR need = $1 ORDER BY at, offer, need"), args![ContributionId::of(of.id)]).await?
    {
        let pair = read(&row)?;
        let other = if pair.offer == of.id { pair.need } else { pair.offer };
        let (rows, _) = Rows::of_family(books, conn, ctx, ContributionId::of(other)).await?;
        let other = rows.board.contribution(other)?;
        if !(sees_all || mine(of) || mine(other)) || other.showing != Showing::Shown && pair.done.is_none() {
            continue;
        }
        let sides = [pair.offer_agrees, pair.need_agrees];
        let [this_agrees, other_agrees] = if pair.offer == of.id { sides } else { [sides[1], sides[0]] };
        pairs.push(PairView { other: line(other, me), this_agrees, other_agrees, done: pair.done.map(|at| at.0) });
    }
    Ok(pairs)
}

/// For the author of an offer or a need, what fits it; for somebody else, what of their own does. Nothing that they have put
/// together already.
pub(super) async fn fits(
    books: &Store,
    conn: &mut Conn,
    ctx: &Context,
    (of, me): (&Contribution, Option<PersonId>),
) -> Result<Vec<FitView>, Error> {
    let (Some(me), Kind::Offer | Kind::Need) = (me, of.kind) else { return Ok(Vec::new()) };
    let (activity, now) = (ActivityId::of(of.activity), books.now());
    let (mut rows, _) = Rows::of_family(books, conn, ctx, ContributionId::of(of.id)).await?;
    let Ok(one) = rows.board.asked(of.id, now) else { return Ok(Vec::new()) };
    let own = of.author == Some(me.known());
    let newest = concat!(
        "SELECT ",
        columns!(),
        from!(),
        "WHERE c.activity = $1 AND c.kind = $2 AND c.showing = 'shown' AND c.decided IS NULL AND c.merged_into IS NULL
         AND ($3 = 0 OR c.author = $4)
         AND NOT EXISTS (SELECT 1 FROM help_match h WHERE (h.offer = c.id AND h.need = $5) OR (h.need = c.id AND h.offer = $5))
         ORDER BY c.id DESC LIMIT $6"
    );
    let other = super::name(if one.offered { &Kind::Need } else { &Kind::Offer })?;
    let values = args![activity, other, !own, me, ContributionId::of(of.id), LOOKED_THROUGH];
    let mut others: Vec<Asked> = Vec::new();
    let mut index = Index::new(Limits::default());
    for row in conn.rows(newest, values).await? {
        let read = rows.contribution(books, &row)?;
        if let Ok(asked) = rows.board.asked(read.id, now) {
            // Past what the index holds words are not compared; topics and places still are.
            let _ = index.put(read.id, &text(&read));
            others.push(asked);
        }
    }
    let alike: HashMap<_, _> = index.find(&text(of), MOST).into_iter().map(|found| (found.contribution, 1.0)).collect();
    let taken = counted(conn, activity, false).await?;
    let taken = |id| taken.get(&id).copied().unwrap_or_default();
    let likeness = |id| alike.get(&id).copied().unwrap_or_default();
    let found = suggest(&one, &others, taken, likeness, now);
    let view = |fit: &comity_participation::activity::peer_help::Fit| -> Result<FitView, Error> {
        let row = rows.board.contribution(fit.with)?;
        let says = row.content.as_ref().and_then(|content| content.particulars.as_ref());
        let topics = says.map(|says| says.topics.intersection(&one.says.topics).cloned().collect()).unwrap_or_default();
        Ok(FitView { line: line(row, Some(me)), topics, same_place: fit.same_place, alike: fit.likeness > 0.0 })
    };
    found.iter().take(MOST).map(view).collect()
}

fn text(row: &Contribution) -> String {
    let content = row.content.as_ref();
    let part = |text: Option<&comity_participation::text::Text>| text.map_or("", |text| text.as_str()).to_owned();
    let (title, body) = (content.and_then(|c| c.title.as_ref()), content.and_then(|c| c.body.as_ref()));
    format!("{} {}", part(title), part(body))
}

/// An offer and a need of one activity, read for an act, with what was said of both before.
async fn pair(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    (offer, need): (ContributionId, ContributionId),
) -> Result<(Rows, PersonId, Option<Match>), Error> {
    let activity = super::activity_of(tx, need).await?;
    if super::activity_of(tx, offer).await? != activity {
        return Err(comity_participation::refusal::Refusal::NotAlike.into());
    }
    let (mut rows, exchange) = Rows::for_act(books, tx, ctx, need).await?;
    let person = takes_part(books, tx, ctx, (&rows, exchange)).await?;
    rows.family(books, tx, offer).await?;
    rows.responses(books, tx).await?;
    let before =
        tx.row(find!("offer = $1 AND need = $2"), args![offer, need]).await?.map(|row| read(&row)).transpose()?;
    Ok((rows, person, before))
}

/// Ends what an offer or a need was put together with and was not done, before its author takes it back; the others are told.
pub(super) async fn leave(
    books: &Store,
    tx: &mut Conn,
    rows: &mut Rows,
    (id, person): (ContributionId, PersonId),
) -> Result<(), Error> {
    let open = find!("done IS NULL AND (offer = $1 OR need = $1) ORDER BY at, offer, need");
    for row in tx.rows(open, args![id]).await? {
        let pair = read(&row)?;
        for side in [pair.offer, pair.need] {
            rows.upwards(books, tx, ContributionId::of(side)).await?;
        }
        if let Ok(notices) = rows.board.part(&pair, person.known(), books.now()) {
            let (offer, need) = (ContributionId::of(pair.offer), ContributionId::of(pair.need));
            tx.run("DELETE FROM help_match WHERE offer = $1 AND need = $2", args![offer, need]).await?;
            rows.tell(tx, &notices).await?;
        }
    }
    Ok(())
}

async fn keep(tx: &mut Conn, pair: &Match) -> Result<(), Error> {
    let set =
        "INSERT INTO help_match (offer, need, offer_agrees, need_agrees, at, done) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (offer, need) DO UPDATE SET offer_agrees = excluded.offer_agrees,
                   need_agrees = excluded.need_agrees, done = excluded.done";
    let (offer, need) = (ContributionId::of(pair.offer), ContributionId::of(pair.need));
    let done = pair.done.map(|at| at.0);
    tx.run(set, args![offer, need, pair.offer_agrees, pair.need_agrees, pair.at.0, done]).await.map(drop)
}

impl Store {
    /// The person says yes to an offer and a need, one of which is theirs; it is agreed when both have.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking; [`Error::Participation`] with the rule that the two do not meet.
    pub async fn help_agree(&self, ctx: &Context, offer: ContributionId, need: ContributionId) -> Result<(), Error> {
        ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            let (rows, person, before) = pair(&books, tx, &ctx, (offer, need)).await?;
            let activity = super::activity_of(tx, need).await?;
            let taken = counted(tx, activity, false).await?;
            let taken = |id| taken.get(&id).copied().unwrap_or_default();
            let both = (offer.known(), need.known());
            let (after, notices) = rows.board.agree(both, before.as_ref(), person.known(), taken, books.now())?;
            keep(tx, &after).await?;
            rows.tell(tx, &notices).await
        })
    }

    /// The person takes their yes back, or says no to what the other asked, as long as it was not done.
    ///
    /// # Errors
    /// Anybody but one of the two asking; [`Error::NotFound`] where nothing was said.
    pub async fn help_part(&self, ctx: &Context, offer: ContributionId, need: ContributionId) -> Result<(), Error> {
        ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            let (rows, person, before) = pair(&books, tx, &ctx, (offer, need)).await?;
            let before = before.ok_or(Error::NotFound("match"))?;
            let notices = rows.board.part(&before, person.known(), books.now())?;
            tx.run("DELETE FROM help_match WHERE offer = $1 AND need = $2", args![offer, need]).await?;
            rows.tell(tx, &notices).await
        })
    }

    /// Whoever needed it says that it was done, in `words` that stay as the outcome of both sides that are full.
    ///
    /// # Errors
    /// Anybody but whoever needed it asking; [`Error::NotFound`] where nothing was said; [`Error::Participation`] where it is not
    /// agreed, or was done before.
    pub async fn help_done(
        &self,
        ctx: &Context,
        offer: ContributionId,
        need: ContributionId,
        words: String,
    ) -> Result<(), Error> {
        ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            let (mut rows, person, before) = pair(&books, tx, &ctx, (offer, need)).await?;
            let before = before.ok_or(Error::NotFound("match"))?;
            let activity = super::activity_of(tx, need).await?;
            let exchange = ExchangeId::of(rows.board.activity(activity.known())?.exchange);
            let done = counted(tx, activity, true).await?;
            let done = |id| done.get(&id).copied().unwrap_or_default();
            let ended = |rows: &Rows, id: ContributionId| {
                rows.board.contribution(id.known()).is_ok_and(|row| row.outcome.is_some())
            };
            let open: Vec<_> = [offer, need].into_iter().filter(|id| !ended(&rows, *id)).collect();
            let (after, carried) = rows.board.matched(&before, person.known(), done, &words, books.now())?;
            keep(tx, &after).await?;
            rows.happened(&books, tx, carried).await?;
            for id in open.into_iter().filter(|id| ended(&rows, *id)) {
                told(&books, tx, &ctx, (exchange, id), Event::ContributionOutcome).await?;
            }
            Ok(())
        })
    }
}
