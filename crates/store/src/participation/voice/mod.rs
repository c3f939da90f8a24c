//! Voice: what people aspire to, struggle with and need, as they state it or as a member noted it in an interview.
//!
//! Wordings are sealed under the person's key and go with it. The firm reads what holds, of those alone whose agreement stands, and
//! figures of ten and more; nothing is worked out about anybody. What was withdrawn is kept for a day, for the person alone, and
//! then deleted.

mod note;
mod own;
mod read;

pub use read::{VoiceFilter, VoiceLine, VoiceThemes};

use comity_exchange::time::Timestamp;
use comity_participation::refusal::Refusal;
use comity_participation::voice::{BROUGHT_BACK_WITHIN, Kind, MOST, Refused, Standing, Statement, Version};
use serde::Serialize;

use super::named;
use crate::context::{Actor, Context};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error, Invalid};
use crate::id::{ExchangeId, FirmId, PersonId, VoiceId};
use crate::seal::{Key, Place};
use crate::standing::Stood;
use crate::store::Store;

/// One wording of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceWording {
    /// The words.
    pub text: String,
    /// When they were written down, in microseconds since 1970.
    pub at: i64,
}

/// A statement, for the person whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnVoice {
    /// Its id.
    pub id: VoiceId,
    /// In which exchange.
    pub exchange: ExchangeId,
    /// What it is about.
    pub kind: Kind,
    /// How it stands.
    pub standing: Standing,
    /// The day of the interview in which the firm noted it; nothing where they stated it.
    pub noted: Option<i64>,
    /// When it was stated or noted, in microseconds since 1970.
    pub at: i64,
    /// Its wordings, the oldest first; the last one holds. Where a member asks, that one alone.
    pub wordings: Vec<VoiceWording>,
    /// When they saw what was noted.
    pub seen: Option<i64>,
    /// When they said that it is so.
    pub confirmed: Option<i64>,
    /// When they withdrew it: the firm does not see it any more.
    pub withdrawn: Option<i64>,
    /// Until when they can bring it back, where they withdrew it.
    pub until: Option<i64>,
}

/// What a person said in an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// Whether their agreement stands: then alone the firm sees it.
    pub agreed: bool,
    /// Whether they can say more: their agreement stands, and the exchange is open.
    pub open: bool,
    /// Their statements, the newest first.
    pub statements: Vec<OwnVoice>,
}

/// That the firm noted something which the person has not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct VoiceUnseen {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// How much.
    pub n: u64,
}

/// A statement as it is kept.
struct Kept {
    id: VoiceId,
    exchange: ExchangeId,
    statement: Statement,
}

/// The columns that [`Kept::of`] reads.
macro_rules! columns {
    () => {
        "v.id, v.exchange, v.kind, v.noted, v.seen, v.confirmed, v.counts, v.withdrawn, v.sealed"
    };
}
use columns;

/// That the person has an agreement in force: what the firm sees of anybody goes through this.
macro_rules! stands {
    () => {
        "JOIN standing s ON s.exchange = v.exchange AND s.person = v.person AND s.state = 'agreed'
         JOIN person p ON p.id = v.person AND p.state = 'there' "
    };
}
use stands;

fn place(firm: FirmId, id: &VoiceId) -> Place<'_> {
    Place { firm, table: "voice", column: "sealed", id: id.bytes() }
}

/// The moment before which what was withdrawn is not there any more, for anybody.
fn gone_before(now: Timestamp) -> i64 {
    now.0 - BROUGHT_BACK_WITHIN * 3_600_000_000
}

impl Kept {
    fn of(key: &Key, firm: FirmId, row: &Row) -> Result<Self, Error> {
        let (id, sealed): (VoiceId, Vec<u8>) = (row.get(0)?, row.get(8)?);
        let versions: Vec<Version> = serde_json::from_slice(&key.open(&place(firm, &id), &sealed)?)?;
        let time = |column| row.get::<Option<i64>>(column).map(|at| at.map(Timestamp));
        let statement = Statement {
            kind: named(row.get(2)?)?,
            noted: time(3)?,
            versions,
            seen: time(4)?,
            confirmed: time(5)?,
            counts: time(6)?,
            withdrawn: time(7)?,
        };
        Ok(Self { id, exchange: row.get(1)?, statement })
    }

    fn sealed(&self, key: &Key, firm: FirmId) -> Result<Vec<u8>, Error> {
        key.seal(&place(firm, &self.id), &serde_json::to_vec(&self.statement.versions)?)
    }

    /// Writes it for the first time.
    async fn insert(&self, tx: &mut Conn, key: &Key, firm: FirmId, person: PersonId) -> Result<(), Error> {
        let insert =
            "INSERT INTO voice (id, exchange, person, kind, at, noted, seen, confirmed, counts, withdrawn, sealed)
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        let (s, at) = (&self.statement, self.at());
        let time = |at: Option<Timestamp>| at.map(|at| at.0);
        let (kind, sealed) = (s.kind.name(), self.sealed(key, firm)?);
        let values = args![
            self.id,
            self.exchange,
            person,
            kind,
            at,
            time(s.noted),
            time(s.seen),
            time(s.confirmed),
            time(s.counts),
            time(s.withdrawn),
            sealed
        ];
        tx.run(insert, values).await.map(drop)
    }

    /// Writes what an act came to.
    async fn save(&self, tx: &mut Conn, key: &Key, firm: FirmId) -> Result<(), Error> {
        let set = "UPDATE voice SET seen = $2, confirmed = $3, counts = $4, withdrawn = $5, sealed = $6 WHERE id = $1";
        let s = &self.statement;
        let time = |at: Option<Timestamp>| at.map(|at| at.0);
        let sealed = self.sealed(key, firm)?;
        let values = args![self.id, time(s.seen), time(s.confirmed), time(s.counts), time(s.withdrawn), sealed];
        tx.run(set, values).await.map(drop)
    }

    /// When it was stated or noted.
    fn at(&self) -> i64 {
        self.statement.versions.first().map_or(0, |first| first.at.0)
    }

    fn own(self) -> OwnVoice {
        let (at, s) = (self.at(), self.statement);
        let time = |at: Option<Timestamp>| at.map(|at| at.0);
        OwnVoice {
            id: self.id,
            exchange: self.exchange,
            kind: s.kind,
            standing: s.standing(),
            noted: time(s.noted),
            at,
            seen: time(s.seen),
            confirmed: time(s.confirmed),
            withdrawn: time(s.withdrawn),
            until: time(s.until()),
            wordings: s.versions.iter().map(wording).collect(),
        }
    }
}

fn wording(version: &Version) -> VoiceWording {
    VoiceWording { text: version.text.as_str().to_owned(), at: version.at.0 }
}

/// What the rules refuse, as the books say it.
fn refused(refused: Refused) -> Error {
    match refused {
        Refused::Day => Invalid::Number.into(),
        Refused::NothingToBringBack => Conflict::Expired.into(),
        Refused::Withdrawn | Refused::TheirOwn | Refused::Seen => Conflict::Used.into(),
    }
}

/// The key of somebody of whom one more statement can be written: they are there, their agreement stands, the exchange is open, and
/// they have said no more than can be kept. Nobody else writes about them until the transaction ends.
async fn takes(books: &Store, tx: &mut Conn, ctx: &Context, of: (ExchangeId, PersonId)) -> Result<Key, Error> {
    let (exchange, person) = of;
    crate::standing::lock(tx, exchange, person).await?;
    let there = "SELECT COUNT(*) FROM person WHERE id = $1 AND firm = $2 AND state = 'there' AND guest = 0";
    if tx.number(there, args![person, ctx.firm]).await? == 0 {
        return Err(Error::NotFound("person"));
    }
    let stood = Stood::read(books, tx, ctx.firm, exchange, person).await?;
    if !is_agreed(&stood) {
        return Err(Refusal::NotAgreed.into());
    }
    if stood.life != comity_exchange::publish::Life::Open {
        return Err(Conflict::NotOpen.into());
    }
    let said = "SELECT COUNT(*) FROM voice WHERE person = $1 AND exchange = $2";
    if tx.number(said, args![person, exchange]).await? >= MOST as i64 {
        return Err(Conflict::TooMuch.into());
    }
    Ok(stood.key)
}

fn is_agreed(stood: &Stood) -> bool {
    stood.standing.agreement.as_ref().is_some_and(comity_exchange::agreement::Agreement::in_force)
}

/// Forgets what a person said.
pub(super) async fn erased(tx: &mut Conn, person: PersonId) -> Result<(), Error> {
    tx.run("DELETE FROM voice WHERE person = $1", args![person]).await.map(drop)
}

impl Store {
    /// Everything that a person said or that was noted of them, the newest first: all of it for themselves, and what the firm sees
    /// where it asks.
    pub(crate) async fn voices_of(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        person: PersonId,
    ) -> Result<Vec<OwnVoice>, Error> {
        let own = matches!(ctx.actor, Actor::Person { .. } | Actor::Guardian { .. });
        let all = concat!(
            "SELECT ",
            columns!(),
            " FROM voice v WHERE v.person = $1 AND (v.withdrawn IS NULL OR v.withdrawn > $2) ORDER BY v.id DESC"
        );
        let firms = concat!(
            "SELECT ",
            columns!(),
            " FROM voice v ",
            stands!(),
            "WHERE v.person = $1 AND v.withdrawn IS NULL ORDER BY v.id DESC"
        );
        let rows = match own {
            true => conn.rows(all, args![person, gone_before(self.now())]).await?,
            false => conn.rows(firms, args![person]).await?,
        };
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.person_key(conn, ctx.firm, person).await?;
        let mut told = Vec::with_capacity(rows.len());
        for row in &rows {
            let mut one = Kept::of(&key, ctx.firm, row)?.own();
            if !own {
                one.wordings.drain(..one.wordings.len().saturating_sub(1));
            }
            told.push(one);
        }
        Ok(told)
    }

    /// Deletes the words of what was withdrawn more than a day ago.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn voice_tend(&self, ctx: &Context) -> Result<(), Error> {
        ctx.house()?;
        let waits = "SELECT COUNT(*) FROM voice WHERE withdrawn <= $1";
        if self.read().await?.number(waits, args![gone_before(self.now())]).await? == 0 {
            return Ok(());
        }
        write!(self, ctx, |books, ctx, tx| {
            tx.run("DELETE FROM voice WHERE withdrawn <= $1", args![gone_before(books.now())]).await.map(drop)
        })
    }
}
