//! Receipts: a person's own proofs of what they did.

use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::context::{Actor, Context, Right};
use crate::engine::value::args;
use crate::error::Error;
use crate::guardian;
use crate::id::{ExchangeId, LeafId, PersonId};
use crate::ledger::books::{Inclusion, inclusion_of, placed};
use crate::ledger::tree::Hash;
use crate::promise::{Promise, act_place, salt};
use crate::store::{Store, person_place};

/// A line of the list of receipts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptLine {
    /// The entry's id in the books.
    pub leaf: LeafId,
    /// In which exchange.
    pub exchange: ExchangeId,
    /// What happened, by the entry's name for it: `agreed`, `withdrawn`, ….
    pub kind: String,
    /// When.
    pub at: Timestamp,
    /// The entry's number in the ledger, once it has its place.
    pub number: Option<u64>,
}

/// Everything with which somebody else can check that the entry is in the ledger and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// What it is about.
    pub line: ReceiptLine,
    /// The entry and the promise to keep it.
    pub promise: Promise,
    /// The key with which promise and checkpoint are verified, in the form of signed notes.
    pub verifier: String,
    /// What the entry's commitment stands for.
    pub what: Json,
    /// The very bytes of `what` that were committed to: JSON.
    pub committed: String,
    /// The salt of the commitment, in base64.
    pub salt: Hash,
    /// Where the entry is, once it has its place: within about a second.
    pub inclusion: Option<Inclusion>,
}

impl Store {
    /// A person's receipts, the newest first. That a member read them is written down.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::StandingRead`].
    pub async fn receipt_list(&self, ctx: &Context, person: PersonId) -> Result<Vec<ReceiptLine>, Error> {
        ctx.about(person, Right::StandingRead)?;
        self.read_recorded(ctx, "receipt_list", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let find = concat!(
            "WITH RECURSIVE chain (leaf, exchange, kind, at, before) AS (
               SELECT a.leaf, a.exchange, a.kind, a.at, a.before FROM standing s JOIN person p ON p.id = s.person
                 JOIN act a ON a.leaf = s.last_act WHERE s.person = $1 AND p.firm = $2
               UNION ALL
               SELECT a.leaf, a.exchange, a.kind, a.at, a.before FROM chain c JOIN act a ON a.leaf = c.before)
             SELECT a.leaf, a.exchange, a.kind, a.at, ",
            placed!(),
            " FROM chain a JOIN leaf l ON l.id = a.leaf ORDER BY a.leaf DESC"
        );
        let rows = conn.rows(find, args![person, ctx.firm]).await?;
        let line = |row: &crate::engine::value::Row| {
            let at = Timestamp(row.get(3)?);
            Ok(ReceiptLine { leaf: row.get(0)?, exchange: row.get(1)?, kind: row.get(2)?, at, number: row.get(4)? })
        };
        rows.iter().map(line).collect()
    }

    /// A receipt. That a member read it is written down.
    ///
    /// # Errors
    /// There is none; not about oneself and without [`Right::StandingRead`].
    pub async fn receipt_get(&self, ctx: &Context, leaf: LeafId) -> Result<Receipt, Error> {
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let find = concat!(
            "SELECT a.person, a.exchange, a.kind, a.at, a.sealed, k.wrapped, l.bytes, ",
            placed!(),
            " FROM leaf l JOIN act a ON a.leaf = l.id JOIN person p ON p.id = a.person
              JOIN person_key k ON k.person = p.id WHERE l.id = $1 AND p.firm = $2"
        );
        let row = conn.row(find, args![leaf, ctx.firm]).await?.ok_or(Error::NotFound("receipt"))?;
        let person: PersonId = row.get(0)?;
        ctx.about(person, Right::StandingRead).map_err(|denied| match ctx.actor {
            // Whose it is, is nobody else's to know: not even that it is there.
            Actor::Person { .. } | Actor::Guardian { .. } => Error::NotFound("receipt"),
            _ => denied,
        })?;
        self.read_recorded(ctx, "receipt_get", Some(person)).await?;
        let (sealed, wrapped): (Vec<u8>, Vec<u8>) = (row.get(4)?, row.get(5)?);
        let key = self.keys().root().unwrap_key(&person_place(ctx.firm, &person), &wrapped)?;
        let committed = key.open_text(&act_place(ctx.firm, &leaf), &sealed)?;
        let number: Option<u64> = row.get(7)?;
        let inclusion = match number {
            Some(number) => inclusion_of(&mut conn, number).await?,
            None => None,
        };
        // A receipt is kept by the person: what it proves must not be taken back.
        self.engine().settled().await?;
        let at = Timestamp(row.get(3)?);
        Ok(Receipt {
            line: ReceiptLine { leaf, exchange: row.get(1)?, kind: row.get(2)?, at, number },
            promise: self.promise_again(leaf, row.get(6)?)?,
            verifier: self.verifier().to_string(),
            what: serde_json::from_str(&committed)?,
            committed,
            salt: Hash(salt(&key, leaf)),
            inclusion,
        })
    }
}
