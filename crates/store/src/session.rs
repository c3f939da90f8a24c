//! Who is signed in.

use serde::Serialize;

use crate::context::{Actor, Context, Right, Role};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::Error;
use crate::guardian;
use crate::id::{FirmId, MemberId, PersonId};
use crate::rotation::{Held, Which};
use crate::store::Store;
use crate::token::Token;

/// Whose session or link it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A member.
    Member(MemberId),
    /// A customer.
    Person(PersonId),
    /// Somebody with parental responsibility, for a customer.
    Guardian {
        /// The guardian.
        id: PersonId,
        /// For whom.
        ward: PersonId,
    },
}

/// A session that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Session {
    /// Whose.
    pub who: Who,
    /// The role the member has now.
    pub role: Option<Role>,
    /// Of which firm.
    pub firm: FirmId,
    /// Since when, in microseconds since 1970.
    pub opened: i64,
    /// Until when.
    pub expires: i64,
    /// Whether [`Store::session_rotate`] has something to do.
    pub due: bool,
}

impl Session {
    /// As whom calls are made in this session.
    pub fn actor(&self) -> Actor {
        match (self.who, self.role) {
            (Who::Member(id), Some(role)) => Actor::Member { id, role },
            (Who::Member(_), None) => Actor::Visitor,
            (Who::Person(id), _) => Actor::Person { id },
            (Who::Guardian { id, ward }, _) => Actor::Guardian { id, ward },
        }
    }
}

impl Who {
    /// Kind, id and ward, as they are stored.
    pub(crate) fn parts(&self) -> (&'static str, [u8; 16], Option<PersonId>) {
        match self {
            Self::Member(id) => ("member", *id.bytes(), None),
            Self::Person(id) => ("person", *id.bytes(), None),
            Self::Guardian { id, ward } => ("guardian", *id.bytes(), Some(*ward)),
        }
    }

    /// Reads what [`Self::parts`] gave, from a row at the given column.
    pub(crate) fn read(row: &Row, column: usize) -> Result<Self, Error> {
        let kind: String = row.get(column)?;
        match (kind.as_str(), row.get::<Option<PersonId>>(column + 2)?) {
            ("member", _) => Ok(Self::Member(row.get(column + 1)?)),
            ("person", _) => Ok(Self::Person(row.get(column + 1)?)),
            ("guardian", Some(ward)) => Ok(Self::Guardian { id: row.get(column + 1)?, ward }),
            _ => Err(Error::Broken("a session is nobody's".into())),
        }
    }

    /// Whether they are there, of that firm, and may sign in.
    pub(crate) async fn check(&self, conn: &mut Conn, firm: FirmId) -> Result<(), Error> {
        match self {
            Self::Member(id) => {
                let there = "SELECT COUNT(*) FROM member WHERE firm = $1 AND id = $2";
                there_is(conn.number(there, args![firm, *id]).await?, "member")
            }
            Self::Person(id) => {
                let there = "SELECT COUNT(*) FROM person WHERE firm = $1 AND id = $2 AND state = 'there' AND guest = 0";
                there_is(conn.number(there, args![firm, *id]).await?, "person")
            }
            Self::Guardian { id, ward } => {
                let there = "SELECT COUNT(*) FROM guardian g JOIN person p ON p.id = g.guardian AND p.state = 'there'
                             JOIN person w ON w.id = g.ward AND w.state = 'there'
                             WHERE g.firm = $1 AND g.guardian = $2 AND g.ward = $3";
                there_is(conn.number(there, args![firm, *id, *ward]).await?, "guardian")
            }
        }
    }
}

fn there_is(count: i64, what: &'static str) -> Result<(), Error> {
    if count > 0 { Ok(()) } else { Err(Error::NotFound(what)) }
}

/// Ends every session of somebody; of a person also those in which others act for them, and they for others.
pub(crate) async fn end_all(tx: &mut Conn, firm: FirmId, who: &Who) -> Result<(), Error> {
    let (_, id, ward) = who.parts();
    let end = "DELETE FROM session WHERE firm = $1 AND (who = $2 OR ward = $2) AND ($3 IS NULL OR ward = $3)";
    tx.run(end, args![firm, id, ward]).await.map(drop)
}

impl Store {
    /// Opens a session for somebody whom the house has just recognised. `ttl` in microseconds.
    ///
    /// # Errors
    /// Anybody but the house opening one; nobody there; a person who is being erased.
    pub async fn session_open(&self, ctx: &Context, who: Who, ttl: i64) -> Result<Token, Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            who.check(tx, ctx.firm).await?;
            let now = books.now().0;
            tx.run("DELETE FROM session WHERE expires <= $1", args![now]).await?;
            let token = Token::random()?;
            let (kind, id, ward) = who.parts();
            tx.run(
                "INSERT INTO session (token, firm, kind, who, ward, opened, expires, turned)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $6)",
                args![token.digest(), ctx.firm, kind, id, ward, now, now.saturating_add(ttl)],
            )
            .await?;
            Ok(token)
        })
    }

    /// The session that a token opens, with the role that the member has now. The context's firm must be the session's, or
    /// [`FirmId::NONE`]. A token that was replaced a while ago opens nothing, and ends the session: see [`crate::rotation`].
    ///
    /// # Errors
    /// The database's. No session is `None`.
    pub async fn session_find(&self, ctx: &Context, token: &Token) -> Result<Option<Session>, Error> {
        let mut conn = self.read().await?;
        let Some(held) = Held::find(&mut conn, token, self.now().0).await? else { return Ok(None) };
        if ctx.firm != held.firm && ctx.firm != FirmId::NONE {
            return Ok(None);
        }
        if held.token == Which::Spent {
            drop(conn);
            self.session_end(ctx, token).await?;
            return Ok(None);
        }
        // A member who was removed is nobody any more.
        let session = held.session();
        Ok(Some(session).filter(|s| !matches!((s.who, s.role), (Who::Member(_), None))))
    }

    /// Ends a session. Whoever has its token may; ending one that is none is no error.
    ///
    /// # Errors
    /// The database's.
    pub async fn session_end(&self, ctx: &Context, token: &Token) -> Result<(), Error> {
        let digest = token.digest();
        write!(self, ctx, |books, ctx, tx| {
            let end = "DELETE FROM session WHERE token = $1 OR next = $1 OR previous = $1";
            tx.run(end, args![digest]).await.map(drop)
        })
    }

    /// Ends every session of somebody: their own, or a member's by [`Right::MemberWrite`], or a person's by
    /// [`Right::PersonWrite`]. A person's are also those in which a guardian acts for them.
    ///
    /// # Errors
    /// Not allowed.
    pub async fn session_end_all(&self, ctx: &Context, who: Who) -> Result<(), Error> {
        match who {
            Who::Member(id) if ctx.member() == Some(id) => {}
            Who::Member(_) => ctx.may(Right::MemberWrite)?,
            Who::Person(id) => ctx.about(id, Right::PersonWrite)?,
            Who::Guardian { id, ward } => {
                if ctx.actor != (Actor::Guardian { id, ward }) {
                    ctx.may(Right::PersonWrite)?;
                }
            }
        }
        write!(self, ctx, |books, ctx, tx| {
            guardian::check(tx, ctx.firm, ctx.actor).await?;
            end_all(tx, ctx.firm, &who).await
        })
    }
}
