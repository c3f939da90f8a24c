//! What a customer does, as the portal would do it for them.

use std::collections::BTreeMap;

use anyhow::Context as _;
use comity_exchange::agreement::Signatory;
use comity_exchange::clause::Position;
use comity_exchange::id::{ClauseId, PurposeId};
use comity_exchange::negotiation::{Answer, CounterState, Offer, Response, Standing};
use comity_exchange::text::Language;
use comity_store::{Actor, Context, CounterFilter, Error, ExchangeId, FirmId, Page, PersonId, Store, VoteId};

use super::paper::MESSAGES;
use super::plan::{Act, Mood};
use super::pulses;

/// A customer with what it takes to act.
#[derive(Clone)]
pub struct Customer {
    /// The books.
    pub store: Store,
    /// The firm.
    pub firm: FirmId,
    /// Who.
    pub id: PersonId,
    /// Their place among everybody.
    pub place: usize,
    /// A minor's guardian, who acts for them.
    pub guardian: Option<PersonId>,
    /// The language in which they read.
    pub language: Language,
    /// The exchange.
    pub exchange: ExchangeId,
    /// The vote, once there is one.
    pub vote: Option<VoteId>,
}

impl Customer {
    /// As whom they act.
    pub fn ctx(&self) -> Context {
        let actor = match self.guardian {
            Some(guardian) => Actor::Guardian { id: guardian, ward: self.id },
            None => Actor::Person { id: self.id },
        };
        Context { firm: self.firm, actor, request: "simulated".into() }
    }

    /// Does it, where it makes sense by now: nobody answers without an offer, or withdraws what they never gave.
    ///
    /// # Errors
    /// The books'.
    pub async fn act(self, act: Act) -> anyhow::Result<()> {
        let (store, ctx) = (&self.store, self.ctx());
        let standing = store.standing_get(&ctx, self.exchange, self.id).await?;
        let in_force = standing.agreement.as_ref().filter(|agreement| agreement.in_force());
        match act {
            Act::Answer(mood) => self.answer(&ctx, &standing, mood).await?,
            Act::Sign(version) => {
                if standing.offer.as_ref().is_some_and(|offer| offer.version == version) {
                    self.answer(&ctx, &standing, Mood::Yes).await?;
                }
            }
            Act::Vote(yes) => {
                if let (Some(vote), Some(_)) = (self.vote, in_force) {
                    store.vote_answer(&ctx, vote, yes).await?;
                }
            }
            Act::Messages(number) => {
                let clause = ClauseId::new(MESSAGES)?;
                if in_force.is_some_and(|agreement| agreement.held.contains_key(&clause)) {
                    store.standing_set(&ctx, self.exchange, clause, Position::Number(number)).await?;
                }
            }
            Act::Withdraw(purpose) => {
                let purpose = PurposeId::new(purpose)?;
                let given = |agreement: &comity_exchange::agreement::Agreement| {
                    agreement.held.values().filter_map(|held| held.grant()).any(|grant| grant.purpose == purpose)
                };
                if in_force.is_some_and(given) {
                    store.standing_withdraw(&ctx, self.exchange, purpose).await?;
                }
            }
            Act::Leave => {
                store.standing_leave(&ctx, self.exchange).await?;
                self.asked().await?;
            }
            Act::TakeBack => self.take_back(&ctx).await?,
            Act::Erase => drop(store.person_erase(&ctx, self.id).await?),
        }
        Ok(())
    }

    async fn answer(&self, ctx: &Context, standing: &Standing, mood: Mood) -> anyhow::Result<()> {
        let Some(offer) = &standing.offer else { return Ok(()) };
        if mood == Mood::No {
            self.store.standing_decline(ctx, self.exchange, offer.fingerprint()).await?;
            return self.asked().await;
        }
        let language =
            if offer.terms.languages().contains(&self.language) { &self.language } else { &offer.terms.language };
        let (language, by) = (language.clone(), Signatory::Person);
        let response = Response { offer: offer.fingerprint(), language, answers: answers(offer, mood), by };
        self.store.standing_respond(ctx, self.exchange, response).await?;
        Ok(())
    }

    /// They are asked how it was, where they speak for themselves.
    async fn asked(&self) -> anyhow::Result<()> {
        if self.guardian.is_none() { pulses::after_leaving(self).await } else { Ok(()) }
    }

    async fn take_back(&self, ctx: &Context) -> anyhow::Result<()> {
        let system = Context::system(self.firm);
        let filter = CounterFilter { open: true, clause: None };
        let all = self.store.counter_list(&system, self.exchange, &filter, &Page::first(500)).await?;
        let own = all.rows.iter().find(|line| line.person == self.id && line.counter.state == CounterState::Open);
        let own = own.context("nothing to take back")?;
        match self.store.counter_take_back(ctx, own.id).await {
            Ok(_) => Ok(()),
            Err(Error::Refused(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

fn answers(offer: &Offer, mood: Mood) -> BTreeMap<ClauseId, Answer> {
    let mut answers: BTreeMap<ClauseId, Answer> =
        offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Answer::Yes)).collect();
    let (name, answer) = match mood {
        Mood::But(name) => (name, Answer::No),
        Mood::If(name, alternative) => (name, Answer::If(alternative)),
        Mood::Yes | Mood::No => return answers,
    };
    if let Some((_, place)) = answers.iter_mut().find(|(id, _)| id.as_str() == name) {
        *place = answer;
    }
    answers
}
