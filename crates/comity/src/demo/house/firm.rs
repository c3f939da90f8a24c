//! What the firm does: it comes into the books, writes terms, brings customers in, answers conditions.

use anyhow::Context as _;
use comity_exchange::counter::Alternative;
use comity_exchange::id::ClauseId;
use comity_exchange::negotiation::CounterState;
use comity_exchange::time::Timestamp;
use comity_store::{
    Actor, Context, CounterFilter, CounterLine, ExchangeId, FirmDetails, FirmId, FirmLook, FirmNew, For, ImportLine,
    MemberId, MemberNew, Page, PersonId, PersonNew, Role, Store, VoteId,
};

use super::cast::MEMBERS;
use super::paper::{self, SIGNAL};
use crate::web::password;

/// The short name of the firm.
pub const SLUG: &str = "norda";
/// Its name, which says what it is.
pub const NAME: &str = "Norda Mobile (simulated)";

/// The firm with its members, and the books in which it is.
#[derive(Clone)]
pub struct Firm {
    store: Store,
    /// The firm.
    pub id: FirmId,
    members: Vec<(MemberId, Role)>,
}

impl Firm {
    /// Comes into the books, with its members. Nobody knows their password: one signs in by the demo's links.
    ///
    /// # Errors
    /// The books'.
    pub async fn open(store: &Store) -> anyhow::Result<Self> {
        let languages = vec!["en".to_owned(), "it".to_owned()];
        let new = FirmNew { slug: SLUG.into(), name: NAME.into(), country: "IT".into(), languages: languages.clone() };
        let id = store.firm_create(&Context::instance(), new).await?;
        let system = Context::system(id);
        let mut secret = [0_u8; 24];
        getrandom::fill(&mut secret).map_err(|error| anyhow::anyhow!("the system's random source: {error}"))?;
        let secret = secret.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let hash = tokio::task::spawn_blocking(move || password::hash_now(&secret)).await?;
        let hash = hash.map_err(|error| anyhow::anyhow!("no password could be hashed: {error}"))?;
        let mut members = Vec::new();
        for (name, mail, role) in MEMBERS {
            let new = MemberNew { mail: mail.into(), name: name.into(), role, password_hash: Some(hash.clone()) };
            members.push((store.member_add(&system, new).await?, role));
        }
        let firm = Self { store: store.clone(), id, members };
        let look = FirmLook {
            name: NAME.into(),
            country: "IT".into(),
            languages,
            colour: "#0b5c6b".into(),
            contact: "voice@norda.example (simulated: nobody reads it)".into(),
            ..FirmLook::default()
        };
        firm.store.firm_update(&firm.as_a(Role::Owner)?, look).await?;
        let details = FirmDetails {
            legal_name: "Norda Mobile S.p.A. (simulated)".into(),
            address: "Via dell’Esempio 1, 20121 Milano (simulated)".into(),
            contact: "privacy@norda.example (simulated: nobody reads it)".into(),
            officer: "Irene Moro, dpo@norda.example (simulated)".into(),
            storage_country: "IT".into(),
            storage_place: "On this machine".into(),
            subjects: "Customers of a mobile operator (simulated)".into(),
            security: "What is kept of a person is sealed under a key of their own; every read is written down.".into(),
        };
        firm.store.firm_details_set(&firm.as_a(Role::Owner)?, &details).await?;
        Ok(firm)
    }

    /// The context of the member with a role.
    ///
    /// # Errors
    /// Never: there is one of each.
    pub fn as_a(&self, role: Role) -> anyhow::Result<Context> {
        let (id, role) = *self.members.iter().find(|(_, own)| *own == role).context("nobody has this role")?;
        Ok(Context { firm: self.id, actor: Actor::Member { id, role }, request: "simulated".into() })
    }

    /// Begins *Better advice*; its draft is saved once more before it is published.
    ///
    /// # Errors
    /// The books'.
    pub async fn begin(&self) -> anyhow::Result<ExchangeId> {
        let (ctx, terms) = (self.as_a(Role::Researcher)?, paper::first()?);
        let mut rough = terms.clone();
        rough.clauses.pop();
        let exchange = self.store.exchange_create(&ctx, "Better advice", rough).await?;
        self.store.exchange_draft_save(&ctx, exchange, terms, 1).await?;
        Ok(exchange)
    }

    /// Publishes the draft; with terms, those are saved as the draft before.
    ///
    /// # Errors
    /// The books', or what the rules have against it.
    pub async fn publish(
        &self,
        exchange: ExchangeId,
        terms: Option<comity_exchange::terms::Terms>,
    ) -> anyhow::Result<()> {
        let ctx = self.as_a(Role::Owner)?;
        if let Some(terms) = terms {
            let writer = self.as_a(Role::Researcher)?;
            let view = self.store.exchange_get(&writer, exchange).await?;
            self.store.exchange_draft_save(&writer, exchange, terms, view.revision).await?;
        }
        self.store.exchange_publish(&ctx, exchange).await?;
        Ok(())
    }

    /// Opens the vote on more credit.
    ///
    /// # Errors
    /// The books', or what the rules have against it.
    pub async fn open_vote(&self, exchange: ExchangeId) -> anyhow::Result<VoteId> {
        let ctx = self.as_a(Role::Owner)?;
        Ok(self.store.vote_open(&ctx, exchange, ClauseId::new(SIGNAL)?, Some(paper::voted()?)).await?)
    }

    /// Begins the draft in which the lint finds much.
    ///
    /// # Errors
    /// The books'.
    pub async fn draft(&self) -> anyhow::Result<()> {
        let ctx = self.as_a(Role::Researcher)?;
        self.store.exchange_create(&ctx, "Offers where you are", paper::draft()?).await?;
        Ok(())
    }

    /// Brings customers in, in their order.
    ///
    /// # Errors
    /// The books', or somebody who was not taken.
    pub async fn import(&self, people: &[PersonNew]) -> anyhow::Result<Vec<PersonId>> {
        let evidence = "Simulated: ticked “write to me about new exchanges” in the app; list of the shop, column N.";
        let lines = people.iter().map(|person| ImportLine { person: person.clone(), evidence: evidence.into() });
        let done = self.store.person_import(&self.as_a(Role::Researcher)?, lines.collect()).await?;
        anyhow::ensure!(done.added.len() == people.len(), "some of the simulated customers were not taken: {done:?}");
        Ok(done.added.into_iter().map(|(_, id)| id).collect())
    }

    /// Answers conditions that wait, as far as somebody gets to it: `place` finds a customer's place among everybody.
    /// What is answered depends on the condition and on whose it is, never on the order in which they lie.
    ///
    /// # Errors
    /// The books'.
    pub async fn answer(
        &self,
        exchange: ExchangeId,
        before: Timestamp,
        place: impl Fn(PersonId) -> Option<usize>,
    ) -> anyhow::Result<()> {
        self.store.counter_sweep(&Context::instance()).await?;
        let ctx = self.as_a(Role::Researcher)?;
        for line in self.counters(exchange, true).await? {
            let Some(who) = place(line.person).filter(|_| line.counter.made < before) else { continue };
            match reply(&line.counter.alternative, line.counter.version, who) {
                Reply::Nothing => {}
                Reply::Decline(reason) => self.decline(&ctx, &line, reason).await?,
                Reply::Accept(whom) => self.accept(&ctx, exchange, &line, whom).await?,
            }
        }
        Ok(())
    }

    /// Conditions of an exchange, all or those that wait.
    ///
    /// # Errors
    /// The books'.
    pub async fn counters(&self, exchange: ExchangeId, open: bool) -> anyhow::Result<Vec<CounterLine>> {
        let (ctx, filter) = (Context::system(self.id), CounterFilter { open, clause: None });
        let (mut all, mut page) = (Vec::new(), Page::first(500));
        loop {
            let part = self.store.counter_list(&ctx, exchange, &filter, &page).await?;
            all.extend(part.rows);
            match part.next {
                Some(next) => page.after = Some(next),
                None => return Ok(all),
            }
        }
    }

    /// A condition may have been accepted with others of its group since the list was read.
    async fn still_open(&self, exchange: ExchangeId, line: &CounterLine) -> anyhow::Result<bool> {
        let standing = self.store.standing_get(&Context::system(self.id), exchange, line.person).await?;
        Ok(standing.counters.iter().any(|counter| *counter == line.counter && counter.state == CounterState::Open))
    }

    async fn decline(&self, ctx: &Context, line: &CounterLine, reason: &str) -> anyhow::Result<()> {
        Ok(self.store.counter_decline(ctx, line.id, reason).await?)
    }

    async fn accept(&self, ctx: &Context, exchange: ExchangeId, line: &CounterLine, whom: For) -> anyhow::Result<()> {
        if !self.still_open(exchange, line).await? {
            return Ok(());
        }
        let wording = match &line.counter.alternative.words {
            Some(words) => {
                let version = self.store.version_get(ctx, exchange, line.counter.version).await?;
                let clause = version.terms.clause(&line.counter.clause).context("a condition on no clause")?;
                Some(paper::with_condition(clause, words)?)
            }
            None => None,
        };
        self.store.counter_accept(ctx, line.id, whom, wording).await?;
        Ok(())
    }
}

enum Reply {
    Nothing,
    Accept(For),
    Decline(&'static str),
}

/// What somebody at Norda says to a condition. Most on the second version still wait when the demo begins.
fn reply(asked: &Alternative, version: u32, who: usize) -> Reply {
    let newest = version > 1;
    match asked {
        Alternative { words: Some(_), .. } => match who % 4 {
            0 | 1 => Reply::Accept(For::One),
            2 => Reply::Decline("We cannot promise this to one customer: it would change how the bill is worked out."),
            _ => Reply::Nothing,
        },
        Alternative { retention_days: Some(days), .. } if *days >= 60 => {
            if newest {
                Reply::Nothing
            } else {
                Reply::Accept(For::Group)
            }
        }
        Alternative { retention_days: Some(_), .. } => {
            Reply::Decline("Thirty days are one bill. Advice needs at least two to compare.")
        }
        Alternative { items: Some(_), .. } => {
            if who.is_multiple_of(2) {
                Reply::Accept(For::One)
            } else {
                Reply::Nothing
            }
        }
        Alternative { recipients: Some(_), .. } => {
            if who.is_multiple_of(3) {
                Reply::Accept(For::One)
            } else {
                Reply::Decline("Signal Lab draws the map: without it there is nothing to show you.")
            }
        }
        Alternative { amount: Some(_), .. } if newest => Reply::Nothing,
        _ => Reply::Decline("Not for one customer alone. We have put three euro to the vote of everybody."),
    }
}
