//! Activities that are for a part of those in an exchange: who is among them is looked up in what they agreed to give, each time, and
//! kept nowhere.
//!
//! A value is opened only after it is written down that it is: one access a day at most, for each person, activity, value and clause,
//! whatever that person opens or does meanwhile. Without a value that may be read now, nobody is among them.

use std::collections::BTreeSet;

use comity_exchange::text::Texts;
use comity_participation::activity::{Activity, Fault, Segment, segment};
use comity_participation::board::Change;
use serde::Serialize;

use super::rows::Rows;
use super::sees_exchange;
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::id::{ActivityId, ExchangeId, FirmId, PersonId};
use crate::information::{self, Readable, day};
use crate::standing::lock;
use crate::store::Store;
use crate::version;

/// Persons whose values are looked at to tell how many are among them, at most.
const MOST: usize = 10_000;
/// Of those, in one transaction.
const STRETCH: usize = 250;

/// How many people an activity is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SegmentCount {
    /// How many are among them now, in whole tens; 0 where they are fewer than ten.
    pub people: usize,
    /// Whether everybody was looked at who gave the item for that purpose; else the first 10,000.
    pub whole: bool,
}

/// An activity with those whom it is for.
#[derive(Clone)]
struct Reserved {
    exchange: ExchangeId,
    id: ActivityId,
    title: Texts,
    segment: Segment,
}

impl Reserved {
    fn of(exchange: ExchangeId, activity: &Activity) -> Option<Self> {
        let segment = activity.segment.clone()?;
        Some(Self { exchange, id: ActivityId::of(activity.id), title: activity.title.clone(), segment })
    }

    fn among(rows: &Rows, exchange: ExchangeId) -> Option<Self> {
        rows.board.activities().find_map(|activity| Self::of(exchange, activity))
    }
}

/// As whom somebody asks.
enum Asks {
    /// Somebody of the firm, or the house: for whom an activity is does not concern them.
    House,
    Person(PersonId),
    /// Nobody who agreed to anything.
    Stranger,
}

fn asks(ctx: &Context) -> Asks {
    match ctx.acting() {
        Ok((person, _)) => Asks::Person(person),
        Err(_) if ctx.may(Right::ExchangeRead).is_ok() => Asks::House,
        Err(_) => Asks::Stranger,
    }
}

/// Whether somebody is among those whom an activity is for.
enum Place {
    Among,
    Not,
    /// It is first to be written down that their value is looked at.
    Unread,
}

fn says(one: &Reserved, readable: &Readable, firm: FirmId) -> Result<bool, Error> {
    let texts = readable.texts(firm)?;
    Ok(one.segment.has(texts.iter().map(String::as_str)))
}

async fn find(
    books: &Store,
    conn: &mut Conn,
    firm: FirmId,
    one: &Reserved,
    person: PersonId,
) -> Result<Option<Readable>, Error> {
    let what = (&one.segment.item, &one.segment.purpose);
    Readable::find(books, conn, (firm, one.exchange), person, what).await
}

/// Whether it was written down today that this value was looked at by this clause.
async fn is_written(books: &Store, conn: &mut Conn, one: &Reserved, readable: &Readable) -> Result<bool, Error> {
    let find = "SELECT COUNT(*) FROM segment_look WHERE person = $1 AND activity = $2 AND value = $3 AND clause = $4
                AND version = $5 AND day = $6";
    let (clause, version) = (readable.granted.clause.as_str(), readable.granted.version);
    let values = args![readable.person, one.id, readable.id(), clause, version, day(books.now())];
    Ok(conn.number(find, values).await? > 0)
}

async fn place(books: &Store, conn: &mut Conn, firm: FirmId, one: &Reserved, person: PersonId) -> Result<Place, Error> {
    let Some(readable) = find(books, conn, firm, one, person).await? else { return Ok(Place::Not) };
    if !is_written(books, conn, one, &readable).await? {
        return Ok(Place::Unread);
    }
    Ok(if says(one, &readable, firm)? { Place::Among } else { Place::Not })
}

/// Of those whose values may be read, how many are among them; what was not written down today is, in one entry.
async fn looked_at(
    books: &Store,
    tx: &mut Conn,
    firm: FirmId,
    one: &Reserved,
    people: &[PersonId],
) -> Result<usize, Error> {
    let (mut among, mut new) = (0, Vec::new());
    let set = "INSERT INTO segment_look (person, activity, value, clause, version, day) VALUES ($1, $2, $3, $4, $5, $6)
               ON CONFLICT (person, activity) DO UPDATE SET value = excluded.value, clause = excluded.clause,
                   version = excluded.version, day = excluded.day";
    for person in people {
        let Some(readable) = find(books, tx, firm, one, *person).await? else { continue };
        // Both happen in this transaction, or neither does.
        among += usize::from(says(one, &readable, firm)?);
        if !is_written(books, tx, one, &readable).await? {
            let (clause, version) = (readable.granted.clause.as_str(), readable.granted.version);
            tx.run(set, args![*person, one.id, readable.id(), clause, version, day(books.now())]).await?;
            new.push(readable);
        }
    }
    let (place, purpose) = ((firm, one.exchange), &one.segment.purpose);
    information::write_down(books, tx, place, purpose, &new, one.title.clone()).await?;
    Ok(among)
}

/// The same of one person, of whom nobody else changes anything until the transaction ends.
async fn written(books: &Store, tx: &mut Conn, firm: FirmId, one: &Reserved, person: PersonId) -> Result<bool, Error> {
    lock(tx, one.exchange, person).await?;
    Ok(looked_at(books, tx, firm, one, &[person]).await? > 0)
}

/// Whether who asks is among those whom an activity is for that was read, within a transaction that writes. Nothing is asked of the
/// books where it is for everybody.
pub(super) async fn is_among(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    (rows, exchange): (&Rows, ExchangeId),
) -> Result<bool, Error> {
    let Some(one) = Reserved::among(rows, exchange) else { return Ok(true) };
    let person = match asks(ctx) {
        Asks::House => return Ok(true),
        Asks::Stranger => return Ok(false),
        Asks::Person(person) => person,
    };
    match place(books, tx, ctx.firm, &one, person).await? {
        Place::Among => Ok(true),
        Place::Not => Ok(false),
        Place::Unread => written(books, tx, ctx.firm, &one, person).await,
    }
}

/// Whether a segment can be one of an exchange's, by the terms in force.
pub(super) async fn check(
    books: &Store,
    conn: &mut Conn,
    (firm, exchange): (FirmId, ExchangeId),
    segment: &Segment,
) -> Result<(), Error> {
    let current = "SELECT current FROM exchange WHERE id = $1 AND firm = $2";
    let row = conn.row(current, args![exchange, firm]).await?.ok_or(Error::NotFound("exchange"))?;
    let checked = match row.get::<u32>(0)? {
        0 => Err(segment::Fault::Unknown),
        number => segment.check(&version::read(books, conn, exchange, number).await?.terms),
    };
    checked.map_err(|fault| Fault::Segment(fault).into())
}

impl Store {
    /// An activity that who asks sees, with a connection to go on with.
    pub(super) async fn activity_seen(&self, ctx: &Context, id: ActivityId) -> Result<(Conn, Rows), Error> {
        let mut conn = self.read().await?;
        let (rows, exchange) = Rows::of_activity(self, &mut conn, ctx, id).await?;
        let conn = self.seen_by(ctx, conn, (&rows, exchange)).await?;
        Ok((conn, rows))
    }

    /// Goes on where who asks sees an activity that was read; with another connection where something was to be written down first.
    pub(super) async fn seen_by(
        &self,
        ctx: &Context,
        mut conn: Conn,
        (rows, exchange): (&Rows, ExchangeId),
    ) -> Result<Conn, Error> {
        sees_exchange(&mut conn, ctx, (rows, exchange)).await?;
        let Some(one) = Reserved::among(rows, exchange) else { return Ok(conn) };
        let person = match asks(ctx) {
            Asks::House => return Ok(conn),
            Asks::Stranger => return Err(Error::NotFound("activity")),
            Asks::Person(person) => person,
        };
        match place(self, &mut conn, ctx.firm, &one, person).await? {
            Place::Among => return Ok(conn),
            Place::Not => return Err(Error::NotFound("activity")),
            Place::Unread => drop(conn),
        }
        match write!(self, ctx, |books, ctx, tx| { written(&books, tx, ctx.firm, &one, person).await })? {
            true => self.read().await,
            false => Err(Error::NotFound("activity")),
        }
    }

    /// The same for whoever brought what is looked at, and whether they are still among those whom its activity is for: what they brought
    /// stays theirs to see.
    pub(super) async fn seen_by_author(
        &self,
        ctx: &Context,
        conn: Conn,
        (rows, exchange): (&Rows, ExchangeId),
    ) -> Result<(Conn, bool), Error> {
        match self.seen_by(ctx, conn, (rows, exchange)).await {
            Ok(conn) => Ok((conn, true)),
            Err(Error::NotFound("activity")) => Ok((self.read().await?, false)),
            Err(error) => Err(error),
        }
    }

    /// Those of some activities that are not for who asks.
    pub(super) async fn hidden(
        &self,
        ctx: &Context,
        activities: impl Iterator<Item = (ExchangeId, &Activity)> + Send,
    ) -> Result<BTreeSet<ActivityId>, Error> {
        let some: Vec<Reserved> = activities.filter_map(|(exchange, one)| Reserved::of(exchange, one)).collect();
        if some.is_empty() {
            return Ok(BTreeSet::new());
        }
        let person = match asks(ctx) {
            Asks::House => return Ok(BTreeSet::new()),
            Asks::Stranger => return Ok(some.iter().map(|one| one.id).collect()),
            Asks::Person(person) => person,
        };
        let (mut hidden, mut unread, mut conn) = (BTreeSet::new(), Vec::new(), self.read().await?);
        for one in some {
            match place(self, &mut conn, ctx.firm, &one, person).await? {
                Place::Among => {}
                Place::Not => _ = hidden.insert(one.id),
                Place::Unread => unread.push(one),
            }
        }
        drop(conn);
        if unread.is_empty() {
            return Ok(hidden);
        }
        let not = write!(self, ctx, |books, ctx, tx| {
            let mut not = Vec::new();
            for one in &unread {
                if !written(&books, tx, ctx.firm, one, person).await? {
                    not.push(one.id);
                }
            }
            Ok(not)
        })?;
        hidden.extend(not);
        Ok(hidden)
    }

    /// The activities of an exchange that are not for who asks.
    pub(super) async fn hidden_in(&self, ctx: &Context, exchange: ExchangeId) -> Result<BTreeSet<ActivityId>, Error> {
        let find = "SELECT a.exchange, a.activity FROM activity a JOIN exchange e ON e.id = a.exchange
                    WHERE a.exchange = $1 AND e.firm = $2 AND a.activity LIKE '%\"segment\":{%'";
        let rows = self.read().await?.rows(find, args![exchange, ctx.firm]).await?;
        self.hidden_of(ctx, &rows).await
    }

    /// The activities of which a person is told something, and that are not for them any more.
    pub(super) async fn hidden_news(&self, ctx: &Context, person: PersonId) -> Result<BTreeSet<ActivityId>, Error> {
        let find = "SELECT DISTINCT a.exchange, a.activity FROM news w JOIN contribution c ON c.id = w.contribution
                    JOIN activity a ON a.id = c.activity JOIN exchange e ON e.id = a.exchange
                    WHERE w.person = $1 AND e.firm = $2 AND a.activity LIKE '%\"segment\":{%'";
        let rows = self.read().await?.rows(find, args![person, ctx.firm]).await?;
        self.hidden_of(ctx, &rows).await
    }

    async fn hidden_of(
        &self,
        ctx: &Context,
        rows: &[crate::engine::value::Row],
    ) -> Result<BTreeSet<ActivityId>, Error> {
        let mut all: Vec<(ExchangeId, Activity)> = Vec::with_capacity(rows.len());
        for row in rows {
            all.push((row.get(0)?, serde_json::from_str(&row.get::<String>(1)?)?));
        }
        self.hidden(ctx, all.iter().map(|(exchange, activity)| (*exchange, activity))).await
    }

    /// Says whom an activity is for: a part of those in the exchange, or everybody where nothing is said. Who is not among them any more
    /// does not see it from now on; what they brought stays, and is theirs to see and to take back.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such activity; [`Error::Activity`] where the terms in force know no such item or purpose,
    /// or people without an account are let in.
    pub async fn activity_segment_set(
        &self,
        ctx: &Context,
        id: ActivityId,
        segment: Option<Segment>,
    ) -> Result<(), Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(id.bytes()).await?;
            let (rows, exchange) = Rows::of_activity(&books, tx, &ctx, id).await?;
            if let Some(segment) = &segment {
                check(&books, tx, (ctx.firm, exchange), segment).await?;
            }
            let act = if segment.is_some() { "activity_segment_set" } else { "activity_segment_clear" };
            let mut activity = rows.board.activity(id.known())?.clone();
            activity.segment = segment;
            if let Some(fault) = activity.faults().into_iter().next() {
                return Err(fault.into());
            }
            rows.write(tx, &[Change::Activity(Box::new(activity))]).await?;
            audit::add(&books, tx, &ctx, act, "activity", Some(id.bytes())).await
        })
    }

    /// How many people would be among those whom an activity is for now. Their values are looked at for that, which each of them sees; it
    /// is one entry for many, and at most one a day for each. That a member asked is written down.
    ///
    /// # Errors
    /// As [`Self::activity_segment_set`].
    pub async fn activity_segment_count(
        &self,
        ctx: &Context,
        id: ActivityId,
        segment: Segment,
    ) -> Result<SegmentCount, Error> {
        ctx.may(Right::ExchangePublish)?;
        let mut conn = self.read().await?;
        let (rows, exchange) = Rows::of_activity(self, &mut conn, ctx, id).await?;
        check(self, &mut conn, (ctx.firm, exchange), &segment).await?;
        let title = rows.board.activity(id.known())?.title.clone();
        let gave = "SELECT h.person FROM held h JOIN person p ON p.id = h.person AND p.state = 'there'
                    WHERE h.exchange = $1 AND h.item = $2 AND h.purpose = $3 ORDER BY h.person LIMIT $4";
        let values = args![exchange, segment.item.as_str(), segment.purpose.as_str(), MOST as i64 + 1];
        let mut people: Vec<PersonId> =
            conn.rows(gave, values).await?.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        drop(conn);
        let whole = people.len() <= MOST;
        people.truncate(MOST);
        write!(self, ctx, |books, ctx, tx| {
            audit::add(&books, tx, &ctx, "activity_segment_count", "activity", Some(id.bytes())).await
        })?;
        let (one, mut among) = (Reserved { exchange, id, title, segment }, 0);
        for stretch in people.chunks(STRETCH) {
            // Whoever is voting meanwhile does not wait for everybody to be looked at.
            let (one, stretch) = (one.clone(), stretch.to_vec());
            among += write!(self, ctx, |books, ctx, tx| { looked_at(&books, tx, ctx.firm, &one, &stretch).await })?;
        }
        Ok(SegmentCount { people: segment::told(among), whole })
    }
}
