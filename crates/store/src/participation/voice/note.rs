//! What a member notes of an interview with a person.

use comity_exchange::time::Timestamp;
use comity_participation::text::Text;
use comity_participation::voice::{Kind, Statement};

use super::{Kept, columns, refused, takes};
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::id::{ExchangeId, PersonId, VoiceId};
use crate::store::Store;

impl Store {
    /// A member notes what a person said in an interview on a day (the moment at which it began in UTC). The person sees it in the
    /// portal, and decides on it.
    ///
    /// # Errors
    /// Without [`Right::PersonWrite`]; nobody there, or not invited; [`Error::Participation`] where their agreement does not stand;
    /// [`crate::Conflict::NotOpen`]; [`crate::Conflict::TooMuch`]; [`crate::Invalid::Number`] for a day to come or ten years past.
    pub async fn voice_note(
        &self,
        ctx: &Context,
        (exchange, person): (ExchangeId, PersonId),
        kind: Kind,
        text: Text,
        day: Timestamp,
    ) -> Result<VoiceId, Error> {
        ctx.may(Right::PersonWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            let key = takes(&books, tx, &ctx, (exchange, person)).await?;
            let statement = Statement::noted(kind, text, day, books.now()).map_err(refused)?;
            let id = VoiceId::new();
            Kept { id, exchange, statement }.insert(tx, &key, ctx.firm, person).await?;
            audit::add(&books, tx, &ctx, "voice_note", "person", Some(person.bytes())).await?;
            Ok(id)
        })
    }

    /// A member takes back what was noted, as one does who noted it for somebody else; until the person has seen it. It is deleted.
    ///
    /// # Errors
    /// Without [`Right::PersonWrite`]; not there; [`crate::Conflict::Used`] where the person has seen it, or stated it themselves.
    pub async fn voice_note_remove(&self, ctx: &Context, id: VoiceId) -> Result<(), Error> {
        ctx.may(Right::PersonWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            let whose = "SELECT v.person FROM voice v JOIN exchange e ON e.id = v.exchange
                         WHERE v.id = $1 AND e.firm = $2 AND v.withdrawn IS NULL";
            let row = tx.row(whose, args![id, ctx.firm]).await?.ok_or(Error::NotFound("voice"))?;
            let person: PersonId = row.get(0)?;
            tx.lock(person.bytes()).await?;
            let find = concat!("SELECT ", columns!(), " FROM voice v WHERE v.id = $1 AND v.withdrawn IS NULL");
            let row = tx.row(find, args![id]).await?.ok_or(Error::NotFound("voice"))?;
            let key = books.person_key(tx, ctx.firm, person).await?;
            Kept::of(&key, ctx.firm, &row)?.statement.may_be_taken_back().map_err(refused)?;
            tx.run("DELETE FROM voice WHERE id = $1", args![id]).await?;
            audit::add(&books, tx, &ctx, "voice_note_remove", "person", Some(person.bytes())).await
        })
    }
}
