//! Records: what one person was asked and answered, and what the firm does with information, written from the books.

use std::collections::BTreeMap;

use comity_exchange::clause::Clause;
use comity_exchange::fixed::FixedTerms;
use comity_exchange::negotiation::{Answered, CounterState, Response};
use comity_exchange::publish::{Life, Version};
use comity_exchange::record::{
    Deed, Filing, Lack, Place, ProcessingRecord, Receipt, Record, Sheet, article30, history, receipt, record,
};
use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::firm_details;
use crate::guardian;
use crate::id::{CounterId, ExchangeId, LeafId, PersonId};
use crate::promise::{act_place, acts};
use crate::standing::Stood;
use crate::store::Store;
use crate::version;

/// Addresses that a record names (`https://…`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPages {
    /// By which the firm is told apart.
    pub firm: String,
    /// Where the terms are read.
    pub notice: String,
    /// Where the person withdraws, objects, or leaves.
    pub withdrawal: String,
}

/// What was written of one person in one exchange.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// The record.
    pub record: Record,
    /// A receipt of it for its person: with each call a new one, as the time at which it was given is part of it.
    pub receipt: Receipt,
    /// What the record has to say and cannot.
    pub lacks: Vec<Lack>,
}

/// What the entry of an answered counter stands for.
#[derive(Deserialize)]
struct CounterAnswered {
    counter: CounterId,
    state: CounterState,
    #[serde(default)]
    wording: Option<Box<Clause>>,
}

/// A deed of the rules, from the entry's kind and what it stands for; nothing where it changes nothing that is recorded.
fn deed(kind: &str, what: &str, places: &[CounterId]) -> Result<Option<Deed>, Error> {
    let led_to = match kind {
        "agreed" => Answered::Agreed,
        "countered" => Answered::Countered,
        "declined" => match serde_json::from_str::<Response>(what) {
            Ok(_) => Answered::Declined,
            Err(_) => return Ok(Some(Deed::Declined)),
        },
        "withdrawn" => return Ok(Some(Deed::Withdrew(serde_json::from_str(what)?))),
        "left" => return Ok(Some(Deed::Left)),
        "counter_answered" => {
            let CounterAnswered { counter, state, wording } = serde_json::from_str(what)?;
            let place = places.iter().position(|id| *id == counter);
            return Ok(place.map(|place| Deed::CounterAnswered { place, state, wording }));
        }
        _ => return Ok(None),
    };
    Ok(Some(Deed::Answered { response: serde_json::from_str(what)?, led_to }))
}

/// The same number for the same person in the same exchange, which says neither.
fn number(exchange: ExchangeId, person: PersonId) -> u128 {
    let digest = Sha256::new().chain_update(b"comity record 1\0").chain_update(exchange.bytes());
    let digest: [u8; 32] = digest.chain_update(person.bytes()).finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Builder::from_custom_bytes(bytes).into_uuid().as_u128()
}

impl Store {
    /// The record of what a person was asked and answered in an exchange, and a receipt of it. That a member read it is
    /// written down.
    ///
    /// # Errors
    /// Not about oneself and without [`Right::StandingRead`]; not invited.
    pub async fn record_get(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        person: PersonId,
        pages: &RecordPages,
    ) -> Result<Recorded, Error> {
        ctx.about(person, Right::StandingRead)?;
        self.read_recorded(ctx, "record_get", Some(person)).await?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let stood = Stood::read(self, &mut conn, ctx.firm, exchange, person).await?;
        let row = "SELECT s.made, p.language FROM standing s JOIN person p ON p.id = s.person
                   WHERE s.exchange = $1 AND s.person = $2";
        let row = conn.row(row, args![exchange, person]).await?.ok_or(Error::NotFound("standing"))?;
        let (invited, speaks): (i64, String) = (row.get(0)?, row.get(1)?);
        let deeds = deeds(&mut conn, &stood).await?;
        let mut versions = BTreeMap::new();
        for number in 1..=stood.current {
            versions.insert(number, Version::clone(&*version::read(self, &mut conn, exchange, number).await?));
        }
        let details = firm_details::read(&mut conn, ctx).await?;
        drop(conn);
        let told = history(&versions, Timestamp(invited), deeds);
        let versions: BTreeMap<u32, FixedTerms> = versions.into_iter().map(|(n, one)| (n, one.terms)).collect();
        let look = self.firm_get(ctx).await?.look;
        let agreement = stood.standing.agreement.as_ref();
        let own = versions.get(&stood.current).map(|terms| terms.language.clone());
        let language = agreement.map(|agreement| agreement.language.clone());
        let language = language.or_else(|| Language::new(&speaks).ok()).or(own).ok_or(Error::NotFound("version"))?;
        let written = self.now();
        let sheet = Sheet {
            id: number(exchange, person),
            written,
            // Not the pseudonym: whoever keeps the file could find the person's entries in the ledger once they are erased.
            principal: &person.to_string(),
            language: &language,
            controllers: &[details.controller(&look, &pages.firm)],
            recipients: &BTreeMap::new(),
            versions: &versions,
            agreement,
            ended: &told.ended,
            events: &told.events,
            jurisdiction: &look.country,
            storage: Place { country: &details.storage_country, name: &details.storage_place },
            notice: &pages.notice,
            withdrawal: &pages.withdrawal,
        };
        let (lacks, record) = (sheet.lacks(), record(&sheet));
        let receipt = receipt(&record, Uuid::now_v7().as_u128(), written);
        // It can be held against the house: what it says must not be taken back.
        self.engine().settled().await?;
        Ok(Recorded { record, receipt, lacks })
    }

    /// The record of processing activities (GDPR, Article 30), from the terms in force of every exchange that is open, or in
    /// which something is agreed. `firm` is the address by which the firm is told apart.
    ///
    /// # Errors
    /// Without [`Right::ExchangeRead`].
    pub async fn processing_record(
        &self,
        ctx: &Context,
        firm: &str,
        language: &Language,
    ) -> Result<ProcessingRecord, Error> {
        ctx.may(Right::ExchangeRead)?;
        let mut exchanges = Vec::new();
        let lines = self.exchange_list(ctx).await?;
        let mut conn = self.read().await?;
        for line in lines.iter().filter(|line| line.current > 0 && (line.life == Life::Open || line.agreed > 0)) {
            let version = version::read(self, &mut conn, line.id, line.current).await?;
            exchanges.push((version.number, version.terms.clone()));
        }
        let details = firm_details::read(&mut conn, ctx).await?;
        drop(conn);
        let look = self.firm_get(ctx).await?.look;
        Ok(article30(&Filing {
            controllers: &[details.controller(&look, firm)],
            officer: &details.officer,
            exchanges: &exchanges,
            language,
            subjects: &details.subjects,
            security: &details.security,
        }))
    }
}

/// What a person did in an exchange, the oldest first.
async fn deeds(conn: &mut Conn, stood: &Stood) -> Result<Vec<(Timestamp, Deed)>, Error> {
    let places: Vec<CounterId> = stood.counters.iter().map(|(id, _)| *id).collect();
    let find = acts!("SELECT leaf, kind, at, sealed", "ORDER BY at, leaf");
    let mut deeds = Vec::new();
    for row in conn.rows(find, args![stood.person, stood.exchange]).await? {
        let (leaf, kind, at): (LeafId, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let sealed: Vec<u8> = row.get(3)?;
        let what = stood.key.open_text(&act_place(stood.firm, &leaf), &sealed)?;
        deeds.extend(deed(&kind, &what, &places)?.map(|deed| (Timestamp(at), deed)));
    }
    Ok(deeds)
}
