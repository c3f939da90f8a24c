//! Who of the firm did what: ids and names of acts, never a text of anybody's.

use serde::Serialize;

use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{AuditId, MemberId};
use crate::page::{Listed, Page};
use crate::store::Store;

/// One act of a member, or of the house where no member is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditRow {
    /// Its id.
    pub id: AuditId,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Who: a member, or a system of the firm by the number of its key; nothing for the command line and the worker.
    pub member: Option<MemberId>,
    /// What was done, by the name of the call: `exchange_publish`.
    pub act: String,
    /// To what kind of thing: `exchange`, `person`, ….
    pub kind: String,
    /// To which one: its id in hexadecimal digits.
    pub object: Option<String>,
    /// The request's id.
    pub request: String,
}

/// Which rows of the audit are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Only of this member.
    pub member: Option<MemberId>,
    /// Only this act.
    pub act: Option<String>,
}

/// Writes down who did what, in the same transaction. What persons do stands in the ledger instead.
pub(crate) async fn add(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    act: &'static str,
    kind: &'static str,
    object: Option<&[u8; 16]>,
) -> Result<(), Error> {
    let request: String = ctx.request.chars().filter(char::is_ascii_graphic).take(64).collect();
    let object = object.map(|bytes| bytes.to_vec());
    tx.run(
        "INSERT INTO audit (id, firm, member, act, kind, object, request, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![AuditId::new(), ctx.firm, ctx.member(), act, kind, object, request, books.now().0],
    )
    .await
    .map(drop)
}

impl Store {
    /// Who of the firm did what, the newest first.
    ///
    /// # Errors
    /// Without [`Right::AuditRead`].
    pub async fn audit_list(
        &self,
        ctx: &Context,
        filter: &AuditFilter,
        page: &Page,
    ) -> Result<Listed<AuditRow>, Error> {
        ctx.may(Right::AuditRead)?;
        let mut conn = self.read().await?;
        let below = page.below(|id: AuditId| *id.bytes())?;
        let rows = conn
            .rows(
                "SELECT id, at, member, act, kind, object, request FROM audit
                 WHERE firm = $1 AND id < $2 AND ($3 IS NULL OR member = $3) AND ($4 IS NULL OR act = $4)
                 ORDER BY id DESC LIMIT $5",
                args![ctx.firm, below, filter.member, filter.act.clone(), page.limit()],
            )
            .await?;
        let count =
            "SELECT COUNT(*) FROM audit WHERE firm = $1 AND ($2 IS NULL OR member = $2) AND ($3 IS NULL OR act = $3)";
        let total = conn.number(count, args![ctx.firm, filter.member, filter.act.clone()]).await?;
        let rows = rows.iter().map(|row| {
            let object: Option<Vec<u8>> = row.get(5)?;
            Ok(AuditRow {
                id: row.get(0)?,
                at: row.get(1)?,
                member: row.get(2)?,
                act: row.get(3)?,
                kind: row.get(4)?,
                object: object.map(|bytes| bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
                request: row.get(6)?,
            })
        });
        Ok(Listed::cut(rows.collect::<Result<_, Error>>()?, page, total, |row: &AuditRow| row.id.to_string()))
    }
}
