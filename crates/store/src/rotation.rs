//! The token of an open session is replaced now and then, so that a copy of it does not stay good for as long as the session.
//!
//! A token that has been in use for [`AGE`] is followed by another one, which goes out with an answer. The new one takes over
//! when it first comes back: an answer that got lost on its way costs nothing, as the old one is still good, and another is
//! handed out after [`GRACE`]. Once the new one has taken over, the old one is good for [`GRACE`] more, for requests that were
//! under way. Whoever shows it later holds a copy, since the browser has shown that it has the new one: the session ends, for
//! the one as for the other.

use crate::context::{Context, Role};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::Error;
use crate::id::FirmId;
use crate::session::{Session, Who};
use crate::store::Store;
use crate::token::Token;

/// How long a token is used before another follows it, in microseconds: an hour.
const AGE: i64 = 3_600_000_000;
/// How long requests may be under way, in microseconds: a minute.
const GRACE: i64 = 60_000_000;

/// What a token is to its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// The one that is in use.
    Current,
    /// The one that follows it, seen for the first time.
    Next,
    /// The one before, of a request that was under way.
    Previous,
    /// The one before, long after it was replaced.
    Spent,
}

/// A session as a token finds it.
pub(crate) struct Held {
    pub(crate) firm: FirmId,
    pub(crate) token: Which,
    who: Who,
    role: Option<Role>,
    opened: i64,
    expires: i64,
    /// Whether another token was handed out.
    offered: bool,
    turned: i64,
    now: i64,
}

macro_rules! select {
    ($where:literal) => {
        concat!(
            "SELECT s.firm, s.kind, s.who, s.ward, s.opened, s.expires, m.role, s.token, s.next, s.previous, s.turned
             FROM session s LEFT JOIN member m ON m.id = s.who AND m.firm = s.firm WHERE s.expires > $2 AND ",
            $where
        )
    };
}

impl Held {
    /// The session that this token opens or opened.
    pub(crate) async fn find(conn: &mut Conn, token: &Token, now: i64) -> Result<Option<Self>, Error> {
        let digest = token.digest();
        // Another request may let the token take over between the two questions; then the first finds it the second time.
        for _ in 0..2 {
            if let Some(row) = conn.row(select!("s.token = $1"), args![digest, now]).await? {
                return Self::read(&row, token, now);
            }
            if let Some(row) = conn.row(select!("(s.next = $1 OR s.previous = $1)"), args![digest, now]).await? {
                return Self::read(&row, token, now);
            }
        }
        Ok(None)
    }

    fn read(row: &Row, token: &Token, now: i64) -> Result<Option<Self>, Error> {
        let (current, turned): ([u8; 32], i64) = (row.get(7)?, row.get(10)?);
        let (next, previous): (Option<[u8; 32]>, Option<[u8; 32]>) = (row.get(8)?, row.get(9)?);
        let is = |digest: Option<[u8; 32]>| digest.is_some_and(|digest| token.is(&digest));
        let token = match () {
            () if token.is(&current) => Which::Current,
            () if is(next) => Which::Next,
            () if is(previous) && next.is_none() && now - turned < GRACE => Which::Previous,
            () if is(previous) => Which::Spent,
            () => return Ok(None),
        };
        let role: Option<String> = row.get(6)?;
        Ok(Some(Self {
            firm: row.get(0)?,
            token,
            who: Who::read(row, 1)?,
            role: role.as_deref().and_then(Role::from_name),
            opened: row.get(4)?,
            expires: row.get(5)?,
            offered: next.is_some(),
            turned,
            now,
        }))
    }

    /// Whether something is to be done: the token that follows takes over, or another one is handed out.
    fn due(&self) -> bool {
        match self.token {
            Which::Next => true,
            Which::Current => self.now - self.turned >= if self.offered { GRACE } else { AGE },
            Which::Previous | Which::Spent => false,
        }
    }

    pub(crate) fn session(&self) -> Session {
        let Self { firm, who, role, opened, expires, .. } = *self;
        Session { who, role, firm, opened, expires, due: self.due() }
    }
}

impl Store {
    /// Lets a session's token turn, where it is due: gives another one, which the browser is to keep instead, or lets the one
    /// that was given before take over, now that it came back. Of two requests at once one gets the new token.
    ///
    /// # Errors
    /// The token opens no session.
    pub async fn session_rotate(&self, ctx: &Context, token: &Token) -> Result<Option<Token>, Error> {
        let token = token.clone();
        write!(self, ctx, |books, ctx, tx| {
            let (digest, now) = (token.digest(), books.now().0);
            let held = Held::find(tx, &token, now).await?.ok_or(Error::NotFound("session"))?;
            if held.token == Which::Spent || (ctx.firm != held.firm && ctx.firm != FirmId::NONE) {
                return Err(Error::NotFound("session"));
            }
            if !held.due() {
                return Ok(None);
            }
            // Nothing is changed where another request was faster.
            if held.token == Which::Next {
                let take = "UPDATE session SET previous = token, token = $1, next = NULL, turned = $2
                            WHERE next = $1 AND turned = $3";
                tx.run(take, args![digest, now, held.turned]).await?;
                return Ok(None);
            }
            let fresh = Token::random()?;
            let offer = "UPDATE session SET next = $1, turned = $2 WHERE token = $3 AND turned = $4";
            let offered = tx.run(offer, args![fresh.digest(), now, digest, held.turned]).await?;
            Ok((offered > 0).then_some(fresh))
        })
    }
}
