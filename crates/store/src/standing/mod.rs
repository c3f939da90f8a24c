//! What persons do: answer, withdraw, leave, move settings. The rules are those of `comity_exchange`; here they are read
//! from the books, applied, written back, and noted in the ledger.

mod packed;
mod stood;

use std::sync::Arc;

use comity_exchange::clause::Position;
use comity_exchange::hash::Fingerprint;
use comity_exchange::id::{ClauseId, PurposeId};
use comity_exchange::negotiation::{Answered, CounterState, Refusal, Response, Standing};
use comity_exchange::publish::{Life, Version};
use comity_exchange::{agreement, negotiation};
pub(crate) use packed::Answers;
use packed::Said;
use serde::Serialize;
pub(crate) use stood::{Stood, begin, mark, uncount};

use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::guardian;
use crate::id::{ExchangeId, PersonId};
use crate::ledger::leaf::Kind;
use crate::promise::Promise;
use crate::store::Store;

/// What an answer led to, with the promise that it will be in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// What it led to.
    pub answered: Answered,
    /// The promise.
    pub promise: Promise,
    /// Where the person stands now.
    pub standing: Standing,
    /// What they have now answered to each clause.
    #[serde(skip)]
    pub(crate) answers: Answers,
}

/// Where a person stands, with the versions of the terms that it rests on: all that a page for that person needs.
#[derive(Debug, Clone)]
pub struct StandingView {
    /// Where they stand.
    pub standing: Standing,
    /// The version that is in force for whoever agrees now.
    pub current: Arc<Version>,
    /// The version in which they agreed.
    pub agreed: Option<Arc<Version>>,
}

impl StandingView {
    fn of(stood: Stood) -> Result<Self, Error> {
        let current = stood.known.get(&stood.current).cloned().ok_or(Error::NotFound("version"))?;
        let agreed =
            stood.standing.agreement.as_ref().and_then(|agreement| stood.known.get(&agreement.version)).cloned();
        Ok(Self { standing: stood.standing, current, agreed })
    }
}

/// Who was looked at after a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settled {
    /// Persons who have the version in force on offer.
    pub asked: Vec<PersonId>,
    /// Where to go on; nothing when all were looked at.
    pub next: Option<PersonId>,
}

/// The standing of the person for whom is acted, locked, where who asks may act.
async fn own(books: &Store, tx: &mut Conn, ctx: &Context, exchange: ExchangeId) -> Result<Stood, Error> {
    let (person, _) = ctx.acting()?;
    guardian::check(tx, ctx.firm, ctx.actor).await?;
    lock(tx, exchange, person).await?;
    let mut stood = Stood::read(books, tx, ctx.firm, exchange, person).await?;
    stood.keep_in_mind();
    Ok(stood)
}

/// Exchanges to which a person was invited, the latest first.
const EVERY: &str = "SELECT s.exchange FROM standing s JOIN exchange e ON e.id = s.exchange
                     WHERE s.person = $1 AND e.firm = $2 ORDER BY s.exchange DESC";

/// Nobody publishes, and nobody else writes this standing, until the transaction ends.
pub(crate) async fn lock(tx: &mut Conn, exchange: ExchangeId, person: PersonId) -> Result<(), Error> {
    tx.lock_shared(exchange.bytes()).await?;
    tx.lock(person.bytes()).await
}

impl Store {
    /// Where a person stands in an exchange, as of now. That a member read it is written down.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::StandingRead`]; not invited.
    pub async fn standing_get(&self, ctx: &Context, exchange: ExchangeId, person: PersonId) -> Result<Standing, Error> {
        ctx.about(person, Right::StandingRead)?;
        self.read_recorded(ctx, "standing_get", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        Stood::read(self, &mut conn, ctx.firm, exchange, person).await.map(|stood| stood.standing)
    }

    /// Where a person stands in an exchange, as of now, with its terms. That a member read it is written down.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::StandingRead`]; not invited.
    pub async fn standing_view(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        person: PersonId,
    ) -> Result<StandingView, Error> {
        ctx.about(person, Right::StandingRead)?;
        self.read_recorded(ctx, "standing_view", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        StandingView::of(Stood::read(self, &mut conn, ctx.firm, exchange, person).await?)
    }

    /// As [`Self::standing_view`], of every exchange to which a person was invited, the latest first.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::StandingRead`].
    pub async fn standing_views(
        &self,
        ctx: &Context,
        person: PersonId,
    ) -> Result<Vec<(ExchangeId, StandingView)>, Error> {
        ctx.about(person, Right::StandingRead)?;
        self.read_recorded(ctx, "standing_views", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let mut all = Vec::new();
        for row in conn.rows(EVERY, args![person, ctx.firm]).await? {
            let exchange = row.get(0)?;
            let stood = Stood::read(self, &mut conn, ctx.firm, exchange, person).await?;
            if stood.current > 0 {
                all.push((exchange, StandingView::of(stood)?));
            }
        }
        Ok(all)
    }

    /// Where a person stands in every exchange they were invited to. That a member read it is written down.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::StandingRead`].
    pub async fn standing_list(&self, ctx: &Context, person: PersonId) -> Result<Vec<(ExchangeId, Standing)>, Error> {
        ctx.about(person, Right::StandingRead)?;
        self.read_recorded(ctx, "standing_list", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let mut all = Vec::new();
        for row in conn.rows(EVERY, args![person, ctx.firm]).await? {
            let exchange = row.get(0)?;
            all.push((exchange, Stood::read(self, &mut conn, ctx.firm, exchange, person).await?.standing));
        }
        Ok(all)
    }

    /// The person answers the latest offer. Who answers, the person or a guardian, is what the context says, whatever the
    /// response does.
    ///
    /// # Errors
    /// Anybody but a person or a guardian asking; [`Error::Refused`] with what the rules have against it.
    pub async fn standing_respond(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        response: Response,
    ) -> Result<Signed, Error> {
        let (_, by) = ctx.acting()?;
        let response = Response { by, ..response };
        let done = write!(checked: self, ctx, |books, ctx, tx| {
            let mut stood = own(&books, tx, &ctx, exchange).await?;
            let asked = stood.asked();
            let answered = stood.standing.respond(&response, books.now())?;
            // What may be left out is in force in the very same words.
            let said = |id: ClauseId| (id.clone(), response.answers.get(&id).map_or(Said::Yes, Said::from));
            stood.answers = asked.into_iter().map(said).collect();
            let kind = match answered {
                Answered::Agreed => Kind::Agreed,
                Answered::Countered => Kind::Countered,
                Answered::Declined => Kind::Declined,
            };
            let noted = stood.save_noting(&books, tx, kind, Some(response.offer), &response).await?;
            Ok((answered, noted, stood.standing, stood.answers))
        });
        let (answered, noted, standing, answers) = done?;
        Ok(Signed { answered, promise: self.promise(noted)?, standing, answers })
    }

    /// The person says no to the offer as a whole.
    ///
    /// # Errors
    /// As [`Self::standing_respond`].
    pub async fn standing_decline(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        offer: Fingerprint,
    ) -> Result<Promise, Error> {
        let noted = write!(self, ctx, |books, ctx, tx| {
            let mut stood = own(&books, tx, &ctx, exchange).await?;
            let asked = stood.asked();
            stood.standing.decline(offer)?;
            let refused: Vec<_> = asked.into_iter().filter(|id| !stood.holds(id)).collect();
            stood.answers.extend(refused.into_iter().map(|id| (id, Said::No)));
            stood.save_noting(&books, tx, Kind::Declined, Some(offer), &"declined").await
        });
        self.promise(noted?)
    }

    /// The person wants to answer anew, after having said no, having left, or to agree to something else: the version in
    /// force is on offer again. Where an offer is open, it stays as it is.
    ///
    /// # Errors
    /// Anybody else asking; not invited; [`Conflict::NotOpen`].
    pub async fn standing_reopen(&self, ctx: &Context, exchange: ExchangeId) -> Result<(), Error> {
        write!(self, ctx, |books, ctx, tx| {
            let mut stood = own(&books, tx, &ctx, exchange).await?;
            let version = stood.known.get(&stood.current).cloned().filter(|_| stood.life == Life::Open);
            let version = version.ok_or(Conflict::NotOpen)?;
            if stood.standing.offer.is_none() {
                stood.standing.offer(version.number, &version.terms, None, books.now());
            }
            stood.save(&books, tx).await
        })
    }

    /// The person withdraws consent for a purpose, or objects.
    ///
    /// # Errors
    /// [`Error::Agreement`] where it ends in another way, or nothing was agreed.
    pub async fn standing_withdraw(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        purpose: PurposeId,
    ) -> Result<Promise, Error> {
        let noted = write!(self, ctx, |books, ctx, tx| {
            let mut stood = own(&books, tx, &ctx, exchange).await?;
            let nothing = || agreement::Refused::NothingAgreed(purpose.clone());
            let agreement = stood.standing.agreement.as_mut().ok_or_else(nothing)?;
            agreement.withdraw(&purpose)?;
            stood.withdrawn.insert(purpose.clone());
            let ended: Vec<_> = stood.answers.iter().filter(|(_, said)| **said == Said::Yes).collect();
            let ended: Vec<_> =
                ended.into_iter().filter(|(id, _)| !stood.holds(id)).map(|(id, _)| id.clone()).collect();
            stood.answers.extend(ended.into_iter().map(|id| (id, Said::No)));
            stood.save_noting(&books, tx, Kind::Withdrawn, None, &purpose).await
        });
        self.promise(noted?)
    }

    /// The person leaves the exchange: always possible. What is on offer is declined, and open counters are taken back.
    ///
    /// # Errors
    /// Anybody else asking; not invited.
    pub async fn standing_leave(&self, ctx: &Context, exchange: ExchangeId) -> Result<Promise, Error> {
        let noted = write!(self, ctx, |books, ctx, tx| {
            let mut stood = own(&books, tx, &ctx, exchange).await?;
            if let Some(agreement) = &mut stood.standing.agreement {
                agreement.leave(books.now());
            }
            stood.standing.offer = None;
            stood.answers.clear();
            for place in 0..stood.standing.counters.len() {
                if stood.standing.counters[place].state == CounterState::Open {
                    stood.standing.take_back(place)?;
                }
            }
            stood.save_noting(&books, tx, Kind::Left, None, &"left").await
        });
        self.promise(noted?)
    }

    /// The person moves a setting of theirs.
    ///
    /// # Errors
    /// [`Error::Agreement`]: no such setting in force, or outside its bounds.
    pub async fn standing_set(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        clause: ClauseId,
        position: Position,
    ) -> Result<Promise, Error> {
        let noted = write!(self, ctx, |books, ctx, tx| {
            let mut stood = own(&books, tx, &ctx, exchange).await?;
            let none = || agreement::Refused::NoSetting(clause.clone());
            let agreement = stood.standing.agreement.as_mut().ok_or_else(none)?;
            agreement.set(&clause, position.clone())?;
            stood.save_noting(&books, tx, Kind::SettingMoved, None, &(&clause, &position)).await
        });
        self.promise(noted?)
    }

    /// Writes down where persons stand after a new version: up to `most` of them, in the order of their ids, from the one
    /// after `after`. Says who is asked, and after whom to go on.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn standing_settle(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        after: Option<PersonId>,
        most: u16,
    ) -> Result<Settled, Error> {
        ctx.house()?;
        let some = "SELECT s.person FROM standing s JOIN exchange e ON e.id = s.exchange
                    WHERE s.exchange = $1 AND e.firm = $2 AND s.person > $3 ORDER BY s.person LIMIT $4";
        let values = args![exchange, ctx.firm, after.unwrap_or(PersonId::NONE), i64::from(most)];
        let mut settled = Settled { asked: Vec::new(), next: None };
        let rows = self.read().await?.rows(some, values).await?;
        for row in &rows {
            let person: PersonId = row.get(0)?;
            let asked = write!(self, ctx, |books, ctx, tx| {
                lock(tx, exchange, person).await?;
                let mut stood = Stood::read(&books, tx, ctx.firm, exchange, person).await?;
                stood.save(&books, tx).await?;
                Ok(stood.standing.offer.is_some_and(|offer| offer.version == stood.current))
            });
            match asked {
                Ok(true) => settled.asked.push(person),
                // Erased in between.
                Ok(false) | Err(Error::NotFound(_)) => {}
                Err(error) => return Err(error),
            }
            settled.next = Some(person);
        }
        if rows.len() < usize::from(most) {
            settled.next = None;
        }
        Ok(settled)
    }

    /// The person takes a counter-offer of theirs back.
    ///
    /// # Errors
    /// Anybody else asking; [`Error::Refused`] when it is not open.
    pub async fn counter_take_back(&self, ctx: &Context, id: crate::id::CounterId) -> Result<Promise, Error> {
        let (person, _) = ctx.acting()?;
        let noted = write!(self, ctx, |books, ctx, tx| {
            let find = "SELECT exchange FROM counter WHERE id = $1 AND person = $2";
            let row = tx.row(find, args![id, person]).await?.ok_or(Error::NotFound("counter"))?;
            let mut stood = own(&books, tx, &ctx, row.get(0)?).await?;
            let place = stood.counters.iter().position(|(own, _)| *own == id).ok_or(Refusal::NotOpen)?;
            stood.standing.take_back(place)?;
            let clause = stood.standing.counters[place].clause.clone();
            if stood.answers.get(&clause) == Some(&Said::If) {
                stood.answers.remove(&clause);
            }
            stood.save(&books, tx).await?;
            let counter: &negotiation::Counter = &stood.standing.counters[place];
            stood.counter_answered(&books, tx, id, counter, None).await
        });
        self.promise(noted?)
    }
}
