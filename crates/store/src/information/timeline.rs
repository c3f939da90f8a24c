//! What a person sees of their information: who read what for what, what came of it, and proofs of it.

use comity_exchange::id::PurposeId;
use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::access::{Access, Granted};
use super::file::{Parts, places};
use super::ground::Ground;
use super::used::{self, UseKind, UseSaid};
use super::value::{ItemOwn, Stored};
use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::guardian;
use crate::id::{ExchangeId, FirmId, LeafId, PersonId};
use crate::ledger::books::{Inclusion, inclusion_of, placed};
use crate::ledger::tree::{Hash, inclusion};
use crate::page::{Listed, Page};
use crate::promise::Promise;
use crate::store::Store;

/// That values of a person left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLine {
    /// The entry of the ledger.
    pub access: LeafId,
    /// The person's place in it.
    pub place: u16,
    /// When.
    pub at: Timestamp,
    /// In which exchange.
    pub exchange: ExchangeId,
    /// To which system of the firm, by the name that the firm gave it.
    pub client: String,
    /// For what.
    pub purpose: PurposeId,
    /// To whom it was passed on, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// What left, and which clauses permitted it.
    pub items: Vec<Granted>,
    /// What came of it, oldest first. Nothing, as long as nobody said anything.
    pub uses: Vec<UseLine>,
}

/// What came of an access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UseLine {
    /// The entry of the ledger.
    #[serde(rename = "use")]
    pub id: LeafId,
    /// When it was said.
    pub at: Timestamp,
    /// What it was.
    pub kind: UseKind,
    /// The same in plain words.
    pub what: Texts,
}

/// What a person holds as the proof of an access: everything with which somebody else can check it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessReceipt {
    /// What it is about.
    pub line: AccessLine,
    /// The entry, which stands for all persons of the access, and the promise to keep it.
    pub promise: Promise,
    /// The very bytes that the person's part commits to: JSON.
    pub committed: String,
    /// The salt of that commitment, in base64.
    pub salt: Hash,
    /// How many parts the entry stands for.
    pub parts: u64,
    /// Hashes from the person's part up to the entry's commitment (RFC 6962).
    pub proof: Vec<Hash>,
    /// Where the entry is, once it has its place: within about a second.
    pub inclusion: Option<Inclusion>,
    /// Proofs of what came of it, oldest first.
    pub uses: Vec<UseReceipt>,
}

/// The proof that it was said what came of an access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UseReceipt {
    /// The entry and the promise to keep it.
    pub promise: Promise,
    /// The very bytes that it commits to: JSON.
    pub committed: String,
    /// The salt of that commitment, in base64.
    pub salt: Hash,
    /// Where the entry is, once it has its place.
    pub inclusion: Option<Inclusion>,
}

impl Store {
    /// What is kept of a person in an exchange now: every value that counts.
    ///
    /// # Errors
    /// Not invited; anybody but a person or a guardian asking: the firm reads values by a key, for a purpose.
    pub async fn items_own(&self, ctx: &Context, exchange: ExchangeId) -> Result<Vec<ItemOwn>, Error> {
        let (person, _) = ctx.acting()?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let ground = Ground::read(self, &mut conn, ctx.firm, exchange, person).await?;
        let ground = ground.ok_or(Error::NotFound("standing"))?;
        let (stand, now) = (ground.stand(), self.now());
        let own = |one: &Stored| {
            let purposes = stand.kept_for(one.id, &ground.values, now).into_iter();
            Ok(ItemOwn {
                purposes: purposes.map(|(purpose, kept)| (purpose, kept.until())).collect(),
                item: one.facts.item.clone(),
                value: one.open(ctx.firm, &ground.stood.key)?,
                source: one.facts.source,
                came: one.facts.came,
                until: one.until(),
            })
        };
        ground.stored.iter().filter(|one| one.current).map(own).collect()
    }

    /// How many values are kept of a person, in all exchanges together: for members, who do not see them. That a member looked is
    /// written down.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::StandingRead`].
    pub async fn values_counted(&self, ctx: &Context, person: PersonId) -> Result<u64, Error> {
        ctx.about(person, Right::StandingRead)?;
        self.read_recorded(ctx, "values_counted", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let count = "SELECT COUNT(*) FROM item_value v JOIN person p ON p.id = v.person
                     WHERE v.person = $1 AND p.firm = $2 AND v.current = 1 AND v.until > $3";
        Ok(conn.number(count, args![person, ctx.firm, self.now().0]).await?.unsigned_abs())
    }

    /// Who read what of a person, the newest first. That a member looked is written down.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::StandingRead`].
    pub async fn access_list(&self, ctx: &Context, person: PersonId, page: &Page) -> Result<Listed<AccessLine>, Error> {
        ctx.about(person, Right::StandingRead)?;
        self.read_recorded(ctx, "access_list", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let below = page.below(|id: LeafId| *id.bytes())?;
        let mut lines = Vec::new();
        for (id, place) in places(&mut conn, person, &below, page.limit()).await? {
            lines.extend(self.access_line(&mut conn, ctx.firm, id, place).await?.map(|(line, _)| line));
        }
        let count = "SELECT COUNT(*) FROM access_of WHERE person = $1";
        let total = conn.number(count, args![person]).await?;
        Ok(Listed::cut(lines, page, total, |line| line.access.to_string()))
    }

    /// The line of a person's place in an access, and all that the access consists of.
    async fn access_line(
        &self,
        conn: &mut Conn,
        firm: FirmId,
        id: LeafId,
        place: u16,
    ) -> Result<Option<(AccessLine, Whole)>, Error> {
        let find =
            "SELECT a.recipient, a.at, a.client, c.name, a.hashes, a.exchange, a.purpose, a.grants, a.persons, a.which
                    FROM access a JOIN client c ON c.id = a.client WHERE a.id = $1 AND a.firm = $2";
        let Some(row) = conn.row(find, args![id, firm]).await? else { return Ok(None) };
        let parts = Parts::read(&row, 5)?;
        let (exchange, purpose): (ExchangeId, String) = (row.get(5)?, row.get(6)?);
        let access = Access {
            id,
            exchange,
            client: row.get(2)?,
            purpose: purpose.clone(),
            recipient: row.get(0)?,
            at: Timestamp(row.get(1)?),
        };
        let mut line = AccessLine {
            access: id,
            place,
            at: access.at,
            exchange,
            client: row.get(3)?,
            purpose: PurposeId::new(&purpose).map_err(|_| Error::Broken("an access was for no purpose".into()))?,
            recipient: access.recipient.clone(),
            items: parts.granted(place)?.to_vec(),
            uses: Vec::new(),
        };
        let uses = self.uses_of(conn, firm, id, place).await?;
        line.uses = uses.iter().map(|(said, _)| said.line()).collect();
        Ok(Some((line, Whole { access, hashes: row.get(4)?, uses })))
    }

    /// What came of an access for the person at a place, oldest first, and the very bytes of it.
    async fn uses_of(
        &self,
        conn: &mut Conn,
        firm: FirmId,
        access: LeafId,
        place: u16,
    ) -> Result<Vec<(UseSaid, String)>, Error> {
        let find = "SELECT id, places, committed FROM item_use WHERE access = $1 ORDER BY id";
        let mut all = Vec::new();
        let rows = conn.rows(find, args![access]).await?;
        if rows.is_empty() {
            return Ok(all);
        }
        let key = self.firm_key(conn, firm).await?;
        for row in rows {
            let (id, places, sealed): (LeafId, Option<Vec<u8>>, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let about = places.is_none_or(|places| places.chunks_exact(2).any(|one| one == place.to_be_bytes()));
            if about {
                let committed = key.open_text(&used::place(firm, &id), &sealed)?;
                all.push((serde_json::from_str(&committed)?, committed));
            }
        }
        Ok(all)
    }

    /// A person's proof of an access. That a member read it is written down.
    ///
    /// # Errors
    /// Nothing of that person's left by it; not about oneself and without [`Right::StandingRead`].
    pub async fn access_receipt(
        &self,
        ctx: &Context,
        person: PersonId,
        id: LeafId,
        place: u16,
    ) -> Result<AccessReceipt, Error> {
        ctx.about(person, Right::StandingRead).map_err(|denied| match ctx.actor {
            // Whose it is, is nobody else's to know.
            Actor::Person { .. } | Actor::Guardian { .. } => Error::NotFound("receipt"),
            _ => denied,
        })?;
        self.read_recorded(ctx, "access_receipt", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let own = "SELECT persons FROM access WHERE id = $1 AND firm = $2";
        let row = conn.row(own, args![id, ctx.firm]).await?.ok_or(Error::NotFound("receipt"))?;
        let persons: Vec<u8> = row.get(0)?;
        if persons.chunks_exact(16).nth(usize::from(place)) != Some(person.bytes().as_slice()) {
            return Err(Error::NotFound("receipt"));
        }
        let found = self.access_line(&mut conn, ctx.firm, id, place).await?;
        let (line, whole) = found.ok_or(Error::NotFound("receipt"))?;
        let key = self.person_key(&mut conn, ctx.firm, person).await?;
        let committed = whole.access.committed(place, &line.items)?;
        let hashes: Vec<Hash> = whole.hashes.as_chunks::<32>().0.iter().copied().map(Hash).collect();
        let parts = hashes.len() as u64;
        let Ok(proof) = inclusion(hashes.as_slice(), u64::from(place), parts);
        let (promise, inclusion) = self.entry(&mut conn, id).await?;
        let firm_key = self.firm_key(&mut conn, ctx.firm).await?;
        let mut uses = Vec::new();
        for (said, committed) in whole.uses {
            let (promise, inclusion) = self.entry(&mut conn, said.id).await?;
            uses.push(UseReceipt { promise, committed, salt: Hash(used::salt(&firm_key, said.id)), inclusion });
        }
        // It is kept by the person: what it proves must not be taken back.
        self.engine().settled().await?;
        Ok(AccessReceipt {
            line,
            promise,
            committed: String::from_utf8(committed).map_err(|_| Error::Broken("an access is no text".into()))?,
            salt: Hash(whole.access.salt(&key, place)),
            parts,
            proof: proof.unwrap_or_default(),
            inclusion,
            uses,
        })
    }

    /// An entry, promised, and where it is.
    async fn entry(&self, conn: &mut Conn, id: LeafId) -> Result<(Promise, Option<Inclusion>), Error> {
        let row = conn.row(concat!("SELECT l.bytes, ", placed!(), " FROM leaf l WHERE l.id = $1"), args![id]).await?;
        let row = row.ok_or(Error::NotFound("receipt"))?;
        let inclusion = match row.get::<Option<u64>>(1)? {
            Some(number) => inclusion_of(conn, number).await?,
            None => None,
        };
        Ok((self.promise_again(id, row.get(0)?)?, inclusion))
    }
}

/// What an access consists of besides its line.
struct Whole {
    access: Access,
    hashes: Vec<u8>,
    uses: Vec<(UseSaid, String)>,
}

impl UseSaid {
    /// The same as it is listed.
    pub(crate) fn line(&self) -> UseLine {
        UseLine { id: self.id, at: Timestamp(self.at), kind: self.kind, what: self.what.clone() }
    }
}
