//! What the simulated customers take part in: [`ideas`], an opinion map ([`opinions`]), [`questions`], a [`challenge`] and
//! [`help`] among each other. Something of each waits for whoever opens the demo.

mod challenge;
mod help;
mod ideas;
mod opinions;
mod questions;

use anyhow::Context as _;
use comity_exchange::capital::Stage;
use comity_exchange::text::Language;
use comity_participation::activity::Setting;
use comity_participation::contribution::Kind;
use comity_participation::moderation::Button;
use comity_participation::name::Name;
use comity_participation::status::{OutcomeKind, Status, StatusSet};
use comity_store::{
    ActivityId, ActivityNew, Actor, Context, ContributionId, ContributionNew, Error, ExchangeId, PersonId, Role, Store,
};

use super::firm::Firm;
use super::paper::both;

/// Customers who are there, by their place.
pub type Customers = [(usize, PersonId)];

/// Everything that customers take part in.
pub struct Parts {
    desk: Desk,
    ideas: ideas::Ideas,
    opinions: opinions::Opinions,
    questions: questions::Questions,
    challenge: challenge::Challenge,
    help: help::Help,
}

impl Parts {
    /// Nothing yet.
    pub fn of(store: &Store, firm: &Firm, exchange: ExchangeId) -> Self {
        Self {
            desk: Desk { store: store.clone(), firm: firm.clone(), exchange },
            ideas: ideas::Ideas::default(),
            opinions: opinions::Opinions::default(),
            questions: questions::Questions::default(),
            challenge: challenge::Challenge::default(),
            help: help::Help::default(),
        }
    }

    /// What happens on a day; says whether anything did.
    ///
    /// # Errors
    /// The books'.
    pub async fn day(&mut self, day: i64, customers: &Customers) -> anyhow::Result<bool> {
        let desk = &self.desk;
        Ok(self.ideas.day(desk, day, customers).await?
            | self.opinions.day(desk, day, customers).await?
            | self.questions.day(desk, day, customers).await?
            | self.challenge.day(desk, day, customers).await?
            | self.help.day(desk, day, customers).await?)
    }
}

/// A status: its name, its words in English and Italian, and what it ends with.
type Named = (&'static str, &'static str, &'static str, Option<OutcomeKind>);

/// Where members and customers do what pages would do for them.
struct Desk {
    store: Store,
    firm: Firm,
    exchange: ExchangeId,
}

impl Desk {
    fn person(&self, id: PersonId) -> Context {
        Context { firm: self.firm.id, actor: Actor::Person { id }, request: "simulated".into() }
    }

    fn moderator(&self) -> anyhow::Result<Context> {
        self.firm.as_a(Role::Moderator)
    }

    /// Opens an activity at a stage, with a title in both languages.
    async fn open(
        &self,
        title: [&str; 2],
        stage: Stage,
        statuses: &[Named],
        setting: Setting,
    ) -> anyhow::Result<ActivityId> {
        self.open_from(None, title, stage, statuses, setting).await
    }

    /// As [`Self::open`], from a moment on until another, in microseconds since 1970.
    async fn open_from(
        &self,
        dates: Option<(i64, i64)>,
        title: [&str; 2],
        stage: Stage,
        statuses: &[Named],
        setting: Setting,
    ) -> anyhow::Result<ActivityId> {
        let status = |(name, english, italian, outcome): &Named| -> anyhow::Result<Status> {
            Ok(Status { name: Name::new(name)?, words: both(english, italian)?, outcome: *outcome })
        };
        let new = ActivityNew {
            title: both(title[0], title[1])?,
            stage,
            clause: None,
            agreed_only: false,
            opens: dates.map(|(opens, _)| opens),
            closes: dates.map(|(_, closes)| closes),
            statuses: StatusSet::new(statuses.iter().map(status).collect::<anyhow::Result<_>>()?)?,
            setting,
        };
        Ok(self.store.activity_open(&self.firm.as_a(Role::Owner)?, self.exchange, new).await?)
    }

    /// Brings something for a customer, or for the next where that one is gone; with `looked`, a moderator has looked at it.
    async fn bring(
        &self,
        activity: ActivityId,
        (customers, place): (&Customers, usize),
        new: ContributionNew,
        looked: bool,
    ) -> anyhow::Result<(ContributionId, PersonId)> {
        let there = customers.iter().find(|(at, _)| *at >= place).context("nobody is left to take part")?;
        let brought = self.store.contribution_bring(&self.person(there.1), activity, new).await?;
        if looked && !brought.shown {
            self.store.contribution_moderate(&self.moderator()?, (brought.id, 1), Button::Approve).await?;
        }
        Ok((brought.id, there.1))
    }

    /// Gives something a status, with the firm's words.
    async fn status(&self, id: ContributionId, status: &str, words: &str) -> anyhow::Result<()> {
        let moderator = self.moderator()?;
        let saw = self.store.contribution_get(&moderator, id).await?.line.version;
        Ok(self.store.contribution_status_set(&moderator, (id, saw), status, words.into()).await?)
    }
}

/// Something in a language, without what an offer or a need says beside that.
fn new(kind: Kind, language: &str, title: &str, body: &str) -> anyhow::Result<ContributionNew> {
    let language = Language::new(language)?;
    Ok(ContributionNew { kind, title: title.into(), body: body.into(), language, particulars: None })
}

/// What the rules refuse a customer is no fault of the demo: what has its outcome takes no more votes.
fn unless_refused<T>(done: Result<T, Error>) -> anyhow::Result<()> {
    match done {
        Ok(_) | Err(Error::Participation(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// A number that looks drawn, below a hundred.
fn share(customer: usize, what: usize) -> u64 {
    let mixed = (customer as u64 * 64 + what as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 33) % 100
}
