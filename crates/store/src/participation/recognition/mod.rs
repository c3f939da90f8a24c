//! What comes back for taking part: rules of an exchange, what was promised by them, and who agrees to be named.
//!
//! What is promised here stands beside what clauses promise: it is owed, delivered, summed up and shown in the same way, under
//! [`ClauseId::taking_part`] and the id of the row in place of a benefit's name.

mod credit;
mod list;
mod rules;
mod settle;

pub use credit::{CreditLine, CreditState, Named, OwnCredit};
pub(super) use credit::{forget, names, own as credits};
pub use list::{OwnRecognition, RecognitionLine, RecognitionState};
pub(super) use list::{own, thanked};
pub use rules::{Rewards, RewardsSet};

use comity_exchange::clause::Benefit;
use comity_exchange::id::{BenefitId, ClauseId};
use comity_exchange::market::Promise;
use comity_exchange::time::Timestamp;
use comity_participation::name::Name;
use comity_participation::recognition::Deed;
use serde::{Deserialize, Serialize};

use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::error::Error;
use crate::id::{ContributionId, ExchangeId, FirmId, PersonId, RecognitionId};
use crate::seal::{Key, Place};

fn place(firm: FirmId, id: &RecognitionId) -> Place<'_> {
    Place { firm, table: "recognition", column: "sealed", id: id.bytes() }
}

/// Something that was promised to a person by a rule.
#[derive(Debug, Clone)]
pub(crate) struct Promised {
    pub(crate) id: RecognitionId,
    pub(crate) rule: Name,
    pub(crate) contribution: ContributionId,
    pub(crate) deed: Deed,
    /// When, or when last, where it was withdrawn in between.
    pub(crate) at: Timestamp,
    pub(crate) withdrawn: Option<Timestamp>,
    /// What it is, under the id of the row.
    pub(crate) benefit: Benefit,
}

/// Columns that [`Promised::read`] reads.
macro_rules! columns {
    () => {
        "r.id, r.rule, r.contribution, r.deed, r.at, r.withdrawn, r.sealed"
    };
}
/// How many these are.
const COLUMNS: usize = 7;
use columns;

impl Promised {
    fn read(row: &Row, firm: FirmId, key: &Key) -> Result<Self, Error> {
        let (id, rule, deed): (RecognitionId, String, String) = (row.get(0)?, row.get(1)?, row.get(3)?);
        let sealed: Vec<u8> = row.get(6)?;
        Ok(Self {
            rule: super::named(rule)?,
            contribution: row.get(2)?,
            deed: serde_json::from_str(&deed)?,
            at: Timestamp(row.get(4)?),
            withdrawn: row.get::<Option<i64>>(5)?.map(Timestamp),
            benefit: serde_json::from_slice(&key.open(&place(firm, &id), &sealed)?)?,
            id,
        })
    }

    /// As the market knows it.
    pub(crate) fn promise(&self) -> Promise {
        Promise { clause: ClauseId::taking_part(), benefit: self.benefit.clone(), since: self.at, ended: None }
    }
}

/// The name under which the market knows a row.
fn benefit_id(id: RecognitionId) -> Result<BenefitId, Error> {
    BenefitId::new(&id.to_string()).map_err(|_| Error::Broken("an id of a row is no name".into()))
}

/// Everything that was promised to a person in an exchange by its rules, oldest first, also what was withdrawn.
pub(crate) async fn promised(
    conn: &mut Conn,
    (firm, exchange): (FirmId, ExchangeId),
    (person, key): (PersonId, &Key),
) -> Result<Vec<Promised>, Error> {
    let find =
        concat!("SELECT ", columns!(), " FROM recognition r WHERE r.person = $1 AND r.exchange = $2 ORDER BY r.id");
    let rows = conn.rows(find, args![person, exchange]).await?;
    rows.iter().map(|row| Promised::read(row, firm, key)).collect()
}

/// What is noted in the ledger, as a commitment, beside a promise and where it is withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Said<'p> {
    /// By which rule.
    rule: &'p str,
    /// For what.
    deed: Deed,
    /// At which contribution.
    contribution: ContributionId,
    /// What it is.
    benefit: Benefit,
}
