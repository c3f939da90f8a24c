//! Answering, rather not, and taking an answer back.

use std::collections::BTreeMap;

use comity_participation::pulse::{Answer, NotAnAnswer, Question};
use comity_participation::text::Text;

use super::{OwnPulse, PulseState, place};
use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Value, args};
use crate::engine::write;
use crate::error::{Conflict, Error, Invalid};
use crate::id::{PersonId, PulseId};
use crate::store::Store;

fn oneself(ctx: &Context) -> Result<PersonId, Error> {
    match ctx.actor {
        Actor::Person { id } => Ok(id),
        _ => Err(Error::Denied(Right::PersonsAct)),
    }
}

/// What became of a pulse of the person, who is there; nobody else writes it until the transaction ends.
async fn own(books: &Store, tx: &mut Conn, ctx: &Context, id: PulseId) -> Result<(PersonId, OwnPulse), Error> {
    let person = oneself(ctx)?;
    tx.lock(person.bytes()).await?;
    let there = "SELECT COUNT(*) FROM person WHERE id = $1 AND firm = $2 AND state = 'there'";
    if tx.number(there, args![person, ctx.firm]).await? == 0 {
        return Err(Error::NotFound("person"));
    }
    let all = books.pulses_of(tx, ctx.firm, person).await?;
    let one = all.into_iter().find(|one| one.id == id).ok_or(Error::NotFound("pulse"))?;
    Ok((person, one))
}

impl Store {
    /// The person answers what they were asked, once: in part or whole, with words or words alone.
    ///
    /// # Errors
    /// Anybody but the person themselves asking; they were not asked; [`Conflict::Used`] where they answered, or would rather not;
    /// [`Conflict::Expired`]; [`Invalid::Number`] for points outside 0 to 10, [`Invalid::Text`] where nothing is answered.
    pub async fn pulse_answer(
        &self,
        ctx: &Context,
        id: PulseId,
        points: BTreeMap<Question, u8>,
        why: Option<Text>,
    ) -> Result<(), Error> {
        oneself(ctx)?;
        let answer = Answer { points: points.into_iter().collect(), why, at: self.now() };
        answer.check().map_err(|wrong| match wrong {
            NotAnAnswer::Points | NotAnAnswer::Twice => Invalid::Number,
            NotAnAnswer::Nothing => Invalid::Text,
        })?;
        write!(self, ctx, |books, ctx, tx| {
            let (person, before) = own(&books, tx, &ctx, id).await?;
            if before.state != PulseState::Asked {
                return Err(Conflict::Used.into());
            }
            let now = books.now();
            if !before.is_open(now.0) {
                return Err(Conflict::Expired.into());
            }
            let key = books.person_key(tx, ctx.firm, person).await?;
            let why = answer.why.as_ref().map(|why| key.seal_text(&place(ctx.firm, &id), why.as_str())).transpose()?;
            let set = "UPDATE pulse SET state = 'answered', ended = $2, sealed = $3, worth_it = $4, fair = $5,
                       in_control = $6, easy = $7, changed = $8 WHERE id = $1 AND state = 'asked'";
            let mut values = args![id, now.0, why];
            values.extend(Question::ALL.map(|question| {
                let given = answer.points.iter().find(|(of, _)| *of == question);
                Value::from(given.map(|(_, points)| i64::from(*points)))
            }));
            tx.run(set, values).await.map(drop)
        })
    }

    /// The person would rather not answer: they are not asked about this again. Saying so twice is saying so once.
    ///
    /// # Errors
    /// Anybody but the person themselves asking; they were not asked; [`Conflict::Used`] where they answered.
    pub async fn pulse_not_now(&self, ctx: &Context, id: PulseId) -> Result<(), Error> {
        oneself(ctx)?;
        write!(self, ctx, |books, ctx, tx| {
            match own(&books, tx, &ctx, id).await?.1.state {
                PulseState::Asked => {
                    let set = "UPDATE pulse SET state = 'not_now', ended = $2 WHERE id = $1";
                    tx.run(set, args![id, books.now().0]).await.map(drop)
                }
                PulseState::NotNow => Ok(()),
                PulseState::Answered | PulseState::TakenBack => Err(Conflict::Used.into()),
            }
        })
    }

    /// The person takes an answer back: points and words go, and they cannot answer again. Doing so twice is doing so once.
    ///
    /// # Errors
    /// Anybody but the person themselves asking; they were not asked; [`Conflict::Used`] where they gave no answer.
    pub async fn pulse_take_back(&self, ctx: &Context, id: PulseId) -> Result<(), Error> {
        oneself(ctx)?;
        write!(self, ctx, |books, ctx, tx| {
            match own(&books, tx, &ctx, id).await?.1.state {
                PulseState::Answered => {
                    let set = "UPDATE pulse SET state = 'taken_back', ended = $2, sealed = NULL, worth_it = NULL,
                               fair = NULL, in_control = NULL, easy = NULL, changed = NULL WHERE id = $1";
                    tx.run(set, args![id, books.now().0]).await.map(drop)
                }
                PulseState::TakenBack => Ok(()),
                PulseState::Asked | PulseState::NotNow => Err(Conflict::Used.into()),
            }
        })
    }

    /// When the person was asked how it was, and what they answered, the newest first.
    ///
    /// # Errors
    /// Anybody but the person themselves asking.
    pub async fn pulse_own(&self, ctx: &Context) -> Result<Vec<OwnPulse>, Error> {
        let person = oneself(ctx)?;
        self.pulses_of(&mut self.read().await?, ctx.firm, person).await
    }
}
