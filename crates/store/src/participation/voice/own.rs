//! What a person does with what they said, and with what was noted of them.

use comity_exchange::time::Timestamp;
use comity_participation::text::Text;
use comity_participation::voice::{Kind, Refused, Statement};

use super::{Kept, Voice, VoiceUnseen, columns, gone_before, is_agreed, refused, takes};
use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::exchange;
use crate::guardian;
use crate::id::{ExchangeId, PersonId, VoiceId};
use crate::seal::Key;
use crate::standing::Stood;
use crate::store::Store;

/// Nobody says for somebody else what they aspire to, struggle with or need.
fn oneself(ctx: &Context) -> Result<PersonId, Error> {
    match ctx.actor {
        Actor::Person { id } => Ok(id),
        _ => Err(Error::Denied(Right::PersonsAct)),
    }
}

/// A statement of the person, who is there, with their key; nobody else writes it until the transaction ends.
async fn own(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    (person, id): (PersonId, VoiceId),
) -> Result<(Key, Kept), Error> {
    guardian::check(tx, ctx.firm, ctx.actor).await?;
    tx.lock(person.bytes()).await?;
    let there = "SELECT COUNT(*) FROM person WHERE id = $1 AND firm = $2 AND state = 'there'";
    if tx.number(there, args![person, ctx.firm]).await? == 0 {
        return Err(Error::NotFound("person"));
    }
    let find = concat!(
        "SELECT ",
        columns!(),
        " FROM voice v WHERE v.id = $1 AND v.person = $2 AND (v.withdrawn IS NULL OR v.withdrawn > $3)"
    );
    let row = tx.row(find, args![id, person, gone_before(books.now())]).await?.ok_or(Error::NotFound("voice"))?;
    let key = books.person_key(tx, ctx.firm, person).await?;
    let kept = Kept::of(&key, ctx.firm, &row)?;
    Ok((key, kept))
}

/// Does something with a statement, and writes what it came to.
async fn act(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    of: (PersonId, VoiceId),
    act: impl FnOnce(&mut Statement, Timestamp) -> Result<(), Refused>,
) -> Result<(), Error> {
    let (key, mut kept) = own(books, tx, ctx, of).await?;
    act(&mut kept.statement, books.now()).map_err(refused)?;
    kept.save(tx, &key, ctx.firm).await
}

impl Store {
    /// The person says what they aspire to, struggle with or need.
    ///
    /// # Errors
    /// Anybody but the person themselves asking; not invited; [`Error::Participation`] where their agreement does not stand;
    /// [`crate::Conflict::NotOpen`]; [`crate::Conflict::TooMuch`] where they said as much as is kept.
    pub async fn voice_state(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        kind: Kind,
        text: Text,
    ) -> Result<VoiceId, Error> {
        let person = oneself(ctx)?;
        write!(self, ctx, |books, ctx, tx| {
            let key = takes(&books, tx, &ctx, (exchange, person)).await?;
            let (id, statement) = (VoiceId::new(), Statement::stated(kind, text, books.now()));
            Kept { id, exchange, statement }.insert(tx, &key, ctx.firm, person).await?;
            Ok(id)
        })
    }

    /// The person puts a statement of theirs, or what was noted of them, in other words, which hold from now on.
    ///
    /// # Errors
    /// Anybody but the person themselves asking; not theirs; [`crate::Conflict::Used`] where they withdrew it.
    pub async fn voice_correct(&self, ctx: &Context, id: VoiceId, text: Text) -> Result<(), Error> {
        let person = oneself(ctx)?;
        write!(self, ctx, |books, ctx, tx| {
            act(&books, tx, &ctx, (person, id), |one, now| one.correct(text, now)).await
        })
    }

    /// The person says that what was noted of them is so.
    ///
    /// # Errors
    /// Anybody but the person themselves asking; not theirs; [`crate::Conflict::Used`] where they withdrew it, or stated it
    /// themselves.
    pub async fn voice_confirm(&self, ctx: &Context, id: VoiceId) -> Result<(), Error> {
        let person = oneself(ctx)?;
        write!(self, ctx, |books, ctx, tx| { act(&books, tx, &ctx, (person, id), |one, now| one.confirm(now)).await })
    }

    /// The person, or their guardian, withdraws a statement: the firm does not see it from now on. Doing so again changes nothing.
    ///
    /// # Errors
    /// Anybody else asking; not theirs.
    pub async fn voice_withdraw(&self, ctx: &Context, id: VoiceId) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            act(&books, tx, &ctx, (person, id), |one, now| {
                one.withdraw(now);
                Ok(())
            })
            .await
        })
    }

    /// The person brings back what they withdrew less than a day ago; the firm sees it again.
    ///
    /// # Errors
    /// Anybody but the person themselves asking; not theirs, or its words are deleted; [`crate::Conflict::Expired`] where it was
    /// not withdrawn.
    pub async fn voice_bring_back(&self, ctx: &Context, id: VoiceId) -> Result<(), Error> {
        let person = oneself(ctx)?;
        write!(self, ctx, |books, ctx, tx| {
            act(&books, tx, &ctx, (person, id), |one, now| one.bring_back(now)).await
        })
    }

    /// What the person said in an exchange, and what was noted of them there, the newest first; for them and their guardian.
    ///
    /// # Errors
    /// Anybody else asking; not invited.
    pub async fn voice_own(&self, ctx: &Context, exchange: ExchangeId) -> Result<Voice, Error> {
        let (person, _) = ctx.acting()?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let stood = Stood::read(self, &mut conn, ctx.firm, exchange, person).await?;
        let agreed = is_agreed(&stood);
        let mut statements = self.voices_of(&mut conn, ctx, person).await?;
        statements.retain(|one| one.exchange == exchange);
        Ok(Voice { agreed, open: agreed && stood.life == comity_exchange::publish::Life::Open, statements })
    }

    /// The person has seen everything that was noted of them in an exchange up to now. Their guardian's look is not theirs.
    ///
    /// # Errors
    /// Anybody but the person themselves asking; not invited.
    pub async fn voice_see(&self, ctx: &Context, exchange: ExchangeId) -> Result<(), Error> {
        let person = oneself(ctx)?;
        let unseen = "SELECT COUNT(*) FROM voice WHERE person = $1 AND exchange = $2 AND noted IS NOT NULL
                      AND seen IS NULL AND withdrawn IS NULL";
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        if conn.number(unseen, args![person, exchange]).await? == 0 {
            return Ok(());
        }
        drop(conn);
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(person.bytes()).await?;
            let find = concat!(
                "SELECT ",
                columns!(),
                " FROM voice v WHERE v.person = $1 AND v.exchange = $2 AND v.noted IS NOT NULL AND v.seen IS NULL
                 AND v.withdrawn IS NULL ORDER BY v.id"
            );
            let rows = tx.rows(find, args![person, exchange]).await?;
            let key = books.person_key(tx, ctx.firm, person).await?;
            for row in &rows {
                let mut kept = Kept::of(&key, ctx.firm, row)?;
                kept.statement.see(books.now());
                kept.save(tx, &key, ctx.firm).await?;
            }
            Ok(())
        })
    }

    /// In which exchanges something was noted of the person that they have not seen, the oldest exchange first.
    ///
    /// # Errors
    /// Anybody but the person, or their guardian, asking.
    pub async fn voice_unseen(&self, ctx: &Context) -> Result<Vec<VoiceUnseen>, Error> {
        let (person, _) = ctx.acting()?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let count = "SELECT v.exchange, COUNT(*) FROM voice v JOIN exchange e ON e.id = v.exchange
                     WHERE v.person = $1 AND e.firm = $2 AND v.noted IS NOT NULL AND v.seen IS NULL
                     AND v.withdrawn IS NULL GROUP BY v.exchange ORDER BY v.exchange";
        let rows = conn.rows(count, args![person, ctx.firm]).await?;
        rows.iter().map(|row| Ok(VoiceUnseen { exchange: row.get(0)?, n: row.get(1)? })).collect()
    }
}
