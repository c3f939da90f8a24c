//! Everything that is kept about a person, for them to take along.

use comity_exchange::basis::Source;
use comity_exchange::id::ItemId;
use comity_exchange::negotiation::Standing;
use comity_exchange::time::Timestamp;
use serde::Serialize;
use serde_json::Value as Json;

use crate::context::{Actor, Context, Right};
use crate::engine::value::args;
use crate::error::Error;
use crate::guardian;
use crate::id::{ExchangeId, PersonId};
use crate::information::{AccessLine, Benefits, Notice};
use crate::page::Page;
use crate::participation::{OwnPart, OwnPulse, OwnVoice};
use crate::person::{Person, place};
use crate::receipt::Receipt;
use crate::store::Store;

/// Everything about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Everything {
    /// When it was put together, in microseconds since 1970.
    pub made: i64,
    /// Who they are.
    pub person: Person,
    /// What the firm brought along to show that it may hold this, where they were imported.
    pub evidence: Option<String>,
    /// Who has parental responsibility for them.
    pub guardians: Vec<PersonId>,
    /// For whom they have it.
    pub wards: Vec<PersonId>,
    /// Where they stand, with what they agreed to and countered.
    pub standings: Vec<(ExchangeId, Standing)>,
    /// Their answers in votes: the clause, and yes or no.
    pub votes: Vec<(ExchangeId, String, bool)>,
    /// What they did, with the proofs, the newest first.
    pub receipts: Vec<Receipt>,
    /// The values that are kept of them; nothing at all where a member asks: the firm reads values by a key, for a purpose.
    pub values: Option<Vec<Kept>>,
    /// Who read what of them, for what, and what came of it, the newest first.
    pub accesses: Vec<AccessLine>,
    /// What was promised to them and what came of it, by exchange.
    pub benefits: Vec<BenefitsOf>,
    /// Who was told that they may not have something of theirs any more, the newest first.
    pub notices: Vec<Notice>,
    /// What they brought to activities, wrote there and voted, and what became of it.
    pub part: OwnPart,
    /// When they were asked how it was, and what they answered, the newest first; nothing at all where a member asks: the firm sees
    /// figures of ten and more.
    pub pulses: Option<Vec<OwnPulse>>,
    /// What they aspire to, struggle with and need, with every wording; where a member asks, what the firm sees of it.
    pub voice: Vec<OwnVoice>,
    /// Until when each session of theirs is open, in microseconds since 1970.
    pub sessions: Vec<i64>,
}

/// A value that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// Of which item.
    pub item: ItemId,
    /// The value.
    pub value: Json,
    /// Where it comes from.
    pub source: Source,
    /// When it came.
    pub came: Timestamp,
    /// From when on it is gone; nothing while what was agreed is in force.
    pub until: Option<Timestamp>,
}

/// What was promised in an exchange and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BenefitsOf {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// Promises and what came.
    #[serde(flatten)]
    pub benefits: Benefits,
}

impl Store {
    /// Everything that is kept about a person: for themselves, their guardian, or a member, of whom it is written down.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::PersonRead`] and [`Right::StandingRead`]; nobody there.
    pub async fn person_everything(&self, ctx: &Context, id: PersonId) -> Result<Everything, Error> {
        ctx.about(id, Right::PersonRead)?;
        ctx.about(id, Right::StandingRead)?;
        self.read_recorded(ctx, "person_everything", Some(id)).await?;
        let person = self.person_read(ctx.firm, id).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let key = self.person_key(&mut conn, ctx.firm, id).await?;
        let row = conn.row("SELECT evidence FROM person WHERE id = $1", args![id]).await?;
        let sealed: Option<Vec<u8>> = row.ok_or(Error::NotFound("person"))?.get(0)?;
        let evidence = sealed.map(|sealed| key.open_text(&place(ctx.firm, &id, "evidence"), &sealed)).transpose()?;
        let mut votes = Vec::new();
        let answers = "SELECT v.exchange, v.clause, a.yes FROM vote_answer a JOIN vote v ON v.id = a.vote
                       WHERE a.person = $1 ORDER BY v.id";
        for row in conn.rows(answers, args![id]).await? {
            votes.push((row.get(0)?, row.get(1)?, row.get(2)?));
        }
        let open = "SELECT expires FROM session WHERE (who = $1 OR ward = $1) AND expires > $2 ORDER BY expires";
        let sessions = conn.rows(open, args![id, self.now().0]).await?;
        let sessions = sessions.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        let part = self.part_of(&mut conn, ctx, id).await?;
        let pulses = match ctx.actor {
            Actor::Person { .. } | Actor::Guardian { .. } => Some(self.pulses_of(&mut conn, ctx.firm, id).await?),
            Actor::System | Actor::Visitor | Actor::Client { .. } | Actor::Member { .. } | Actor::Guest { .. } => None,
        };
        let voice = self.voices_of(&mut conn, ctx, id).await?;
        drop(conn);
        // What was allowed and written down above is put together without a row in the audit for each part.
        let (own, ctx) = (ctx, &Context::system(ctx.firm));
        let standings = self.standing_list(ctx, id).await?;
        let values = match own.actor {
            Actor::Person { .. } | Actor::Guardian { .. } => Some(self.values_kept(own, &standings).await?),
            Actor::System | Actor::Visitor | Actor::Client { .. } | Actor::Member { .. } | Actor::Guest { .. } => None,
        };
        let mut receipts = Vec::new();
        for line in self.receipt_list(ctx, id).await? {
            receipts.push(self.receipt_get(ctx, line.leaf).await?);
        }
        let (mut accesses, mut page) = (Vec::new(), Page::first(500));
        loop {
            let listed = self.access_list(ctx, id, &page).await?;
            accesses.extend(listed.rows);
            match listed.next {
                Some(next) => page.after = Some(next),
                None => break,
            }
        }
        let mut benefits = Vec::new();
        for (exchange, _) in &standings {
            let of = self.benefits_get(ctx, *exchange, id).await?;
            benefits.push(BenefitsOf { exchange: *exchange, benefits: of });
        }
        Ok(Everything {
            made: self.now().0,
            person,
            evidence,
            guardians: self.guardian_list(ctx, id).await?,
            wards: self.ward_list(ctx, id).await?,
            standings,
            votes,
            receipts,
            values,
            accesses,
            benefits,
            notices: self.notices_about(ctx, id).await?,
            part,
            pulses,
            voice,
            sessions,
        })
    }

    /// Every value that is kept of somebody who asks themselves.
    async fn values_kept(&self, ctx: &Context, standings: &[(ExchangeId, Standing)]) -> Result<Vec<Kept>, Error> {
        let mut all = Vec::new();
        for &(exchange, _) in standings {
            for one in self.items_own(ctx, exchange).await? {
                let value = serde_json::from_str(one.value.get())?;
                let (item, source, came, until) = (one.item, one.source, one.came, one.until);
                all.push(Kept { exchange, item, value, source, came, until });
            }
        }
        Ok(all)
    }
}
