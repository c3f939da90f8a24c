//! What a firm owes: sums over all persons, and the persons to whom something is owed, as worked out once an hour.

use std::collections::BTreeMap;

use comity_exchange::capital::Capital;
use comity_exchange::id::{BenefitId, ClauseId};
use comity_exchange::market::{Account, Owing, Totals, reconcile};
use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::benefit::{all_promised, deliveries, promised_by_rules};
use super::value::NO_END;
use super::write::exists;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::id::{ExchangeId, FirmId, PersonId};
use crate::page::{Listed, Page};
use crate::participation::recognition;
use crate::seal::{Key, Place};
use crate::standing::Stood;
use crate::store::{Store, person_place};

/// Persons who are looked at in one go, and written down in one transaction.
const AT_ONCE: i64 = 200;

/// A benefit of a clause, in one unit. Where terms changed its unit, each unit is a benefit of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BenefitNamed {
    /// The clause that promises it, or [`ClauseId::taking_part`].
    #[serde(deserialize_with = "ClauseId::promising")]
    pub clause: ClauseId,
    /// Which of its benefits; for taking part, the name of the rule.
    pub benefit: BenefitId,
    /// In which kind of capital.
    pub capital: Capital,
    /// In which unit.
    pub unit: Texts,
    /// Whether it is counted; what is not is owed once, as one thousand thousandths.
    pub counted: bool,
}

impl BenefitNamed {
    fn of(account: &Account, rules: &BTreeMap<BenefitId, BenefitId>) -> Self {
        let benefit = &account.promise.benefit;
        let by_rule = account.promise.clause.is_taking_part();
        Self {
            clause: account.promise.clause.clone(),
            // What one rule promises to many, and again, is one benefit.
            benefit: rules.get(&benefit.id).filter(|_| by_rule).unwrap_or(&benefit.id).clone(),
            capital: benefit.capital,
            unit: benefit.unit.clone(),
            counted: benefit.amount.is_some(),
        }
    }
}

/// What a benefit comes to over all persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenefitSum {
    /// Which.
    pub benefit: BenefitNamed,
    /// How much was promised, delivered, is open and overdue, in thousandths.
    pub totals: Totals,
    /// To how many persons it was promised.
    pub persons: u64,
    /// To how many of them some of it is overdue.
    pub overdue: u64,
}

/// What the benefits of an exchange come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BenefitSums {
    /// When it was worked out.
    pub at: Timestamp,
    /// Benefit by benefit.
    pub sums: Vec<BenefitSum>,
    /// To how many persons something is owed.
    pub persons: u64,
    /// To how many of them some of it is overdue.
    pub overdue: u64,
    /// Since when the oldest of that is.
    pub oldest: Option<Timestamp>,
}

/// What is owed of one benefit to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// Which.
    pub benefit: BenefitNamed,
    /// How much, and since when.
    pub owing: Owing,
}

/// What is owed to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwedTo {
    /// To whom.
    pub person: PersonId,
    /// From when on the first of it is late; never, where the terms set no date.
    pub late: Option<Timestamp>,
    /// What.
    pub owed: Vec<Owed>,
}

/// How much is overdue in an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overdue {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// To how many persons.
    pub persons: u64,
    /// Since when the oldest of it is.
    pub oldest: Timestamp,
}

/// What was found out about some persons.
#[derive(Default)]
struct Found {
    /// Those to whom something is owed, with the moment from which it is late, and what it is, sealed; what is kept of them
    /// already says the same where that is nothing.
    owed: Vec<(PersonId, i64, Option<Vec<u8>>)>,
    /// Those to whom nothing is owed any more.
    settled: Vec<PersonId>,
}

fn place(firm: FirmId, exchange: &ExchangeId) -> Place<'_> {
    Place { firm, table: "owed", column: "sealed", id: exchange.bytes() }
}

fn late(owed: &[Owed]) -> i64 {
    owed.iter().filter_map(|one| one.owing.late).map(|at| at.0).min().unwrap_or(NO_END)
}

/// The one after `late` and `person` in a list, as it is asked for.
fn cursor(page: &Page) -> Result<(i64, PersonId), Error> {
    let Some(after) = &page.after else { return Ok((i64::MIN, PersonId::NONE)) };
    let parts = after.split_once('.').and_then(|(late, person)| Some((late.parse().ok()?, person.parse().ok()?)));
    parts.ok_or_else(|| Invalid::Cursor.into())
}

impl Store {
    /// Works out what is owed to every person of an exchange. To be asked about once an hour.
    ///
    /// # Errors
    /// Anybody but the house asking; no such exchange; a standing that cannot be read: what was worked out before stays then.
    pub async fn benefits_tend(&self, ctx: &Context, exchange: ExchangeId) -> Result<(), Error> {
        ctx.house()?;
        exists(&mut self.read().await?, ctx.firm, exchange).await?;
        let (at, mut sums, mut after) = (self.now(), BTreeMap::new(), Some(PersonId::NONE));
        while let Some(person) = after {
            let mut found = Found::default();
            after = self.owed_after(ctx.firm, exchange, person, at, &mut sums, &mut found).await?;
            self.owed_keep(ctx, exchange, found).await?;
        }
        let sums = serde_json::to_string(&sums.into_values().collect::<Vec<BenefitSum>>())?;
        write!(self, ctx, |books, ctx, tx| {
            let put = "INSERT INTO benefit_sum (exchange, at, sums) VALUES ($1, $2, $3)
                       ON CONFLICT (exchange) DO UPDATE SET at = excluded.at, sums = excluded.sums";
            tx.run(put, args![exchange, at.0, sums]).await.map(drop)
        })
    }

    /// Looks at some of the persons who agreed to anything, in the order of their ids; after whom to go on.
    async fn owed_after(
        &self,
        firm: FirmId,
        exchange: ExchangeId,
        after: PersonId,
        at: Timestamp,
        sums: &mut BTreeMap<BenefitNamed, BenefitSum>,
        found: &mut Found,
    ) -> Result<Option<PersonId>, Error> {
        let find = "SELECT s.person, o.sealed FROM standing s JOIN person p ON p.id = s.person
                    LEFT JOIN owed o ON o.exchange = s.exchange AND o.person = s.person
                    WHERE s.exchange = $1 AND s.person > $2 AND p.state = 'there'
                    AND (s.version > 0 OR EXISTS (SELECT 1 FROM recognition r
                         WHERE r.person = s.person AND r.exchange = s.exchange))
                    ORDER BY s.person LIMIT $3";
        let mut conn = self.read().await?;
        let rows = conn.rows(find, args![exchange, after, AT_ONCE]).await?;
        let mut last = None;
        for row in &rows {
            let (person, before): (PersonId, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?);
            last = Some(person);
            let stood = match Stood::read(self, &mut conn, firm, exchange, person).await {
                Ok(stood) => stood,
                // Erased in between.
                Err(Error::NotFound(_)) => continue,
                Err(error) => return Err(error),
            };
            let owed = owed(&mut conn, &stood, at, sums).await?;
            match (owed.is_empty(), before) {
                (true, None) => {}
                (true, Some(_)) => found.settled.push(person),
                (false, before) => {
                    let before = before.map(|sealed| open(firm, exchange, &stood.key, &sealed)).transpose()?;
                    let is_new = before.as_ref() != Some(&owed);
                    let seal = || stood.key.seal(&place(firm, &exchange), &serde_json::to_vec(&owed)?);
                    found.owed.push((person, late(&owed), is_new.then(seal).transpose()?));
                }
            }
        }
        Ok(last.filter(|_| rows.len() as i64 == AT_ONCE))
    }

    async fn owed_keep(&self, ctx: &Context, exchange: ExchangeId, found: Found) -> Result<(), Error> {
        let Found { owed, settled } = found;
        let news: Vec<_> = owed.into_iter().filter_map(|(who, late, sealed)| Some((who, late, sealed?))).collect();
        if news.is_empty() && settled.is_empty() {
            return Ok(());
        }
        write!(self, ctx, |books, ctx, tx| {
            for (person, late, sealed) in news {
                // Whoever is being erased, or was, gets no row any more.
                tx.lock(person.bytes()).await?;
                let put = "INSERT INTO owed (exchange, person, late, sealed)
                           SELECT $1, p.id, $3, $4 FROM person p WHERE p.id = $2 AND p.state = 'there'
                           ON CONFLICT (exchange, person) DO UPDATE SET late = excluded.late, sealed = excluded.sealed";
                tx.run(put, args![exchange, person, late, sealed]).await?;
            }
            for person in settled {
                tx.run("DELETE FROM owed WHERE exchange = $1 AND person = $2", args![exchange, person]).await?;
            }
            Ok(())
        })
    }

    /// What the benefits of an exchange come to, as last worked out; nothing where it never was.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`]; no such exchange.
    pub async fn benefit_sums(&self, ctx: &Context, exchange: ExchangeId) -> Result<Option<BenefitSums>, Error> {
        ctx.may(Right::FiguresRead)?;
        let mut conn = self.read().await?;
        exists(&mut conn, ctx.firm, exchange).await?;
        let row = conn.row("SELECT at, sums FROM benefit_sum WHERE exchange = $1", args![exchange]).await?;
        let Some(row) = row else { return Ok(None) };
        let (at, sums): (i64, String) = (row.get(0)?, row.get(1)?);
        let late = "SELECT COUNT(*), MIN(late) FROM owed WHERE exchange = $1 AND late <= $2";
        let late = conn.row(late, args![exchange, at]).await?.ok_or(Error::NotFound("owed"))?;
        let persons = conn.number("SELECT COUNT(*) FROM owed WHERE exchange = $1", args![exchange]).await?;
        Ok(Some(BenefitSums {
            at: Timestamp(at),
            sums: serde_json::from_str(&sums)?,
            persons: persons.unsigned_abs(),
            overdue: late.get::<i64>(0)?.unsigned_abs(),
            oldest: late.get::<Option<i64>>(1)?.map(Timestamp),
        }))
    }

    /// The exchanges of the firm in which something is overdue, as last worked out.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`].
    pub async fn benefits_overdue(&self, ctx: &Context) -> Result<Vec<Overdue>, Error> {
        ctx.may(Right::FiguresRead)?;
        let find = "SELECT o.exchange, COUNT(*), MIN(o.late) FROM benefit_sum b JOIN exchange e ON e.id = b.exchange
                    JOIN owed o ON o.exchange = b.exchange AND o.late <= b.at
                    WHERE e.firm = $1 GROUP BY o.exchange ORDER BY MIN(o.late)";
        let overdue = |row: &Row| {
            let persons: i64 = row.get(1)?;
            Ok(Overdue { exchange: row.get(0)?, persons: persons.unsigned_abs(), oldest: Timestamp(row.get(2)?) })
        };
        self.read().await?.rows(find, args![ctx.firm]).await?.iter().map(overdue).collect()
    }

    /// The persons of an exchange to whom something is owed, as last worked out: what is overdue for longest first, what has no
    /// date last. That a member looked is written down.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such exchange.
    pub async fn owed_list(&self, ctx: &Context, exchange: ExchangeId, page: &Page) -> Result<Listed<OwedTo>, Error> {
        ctx.may(Right::StandingRead)?;
        exists(&mut self.read().await?, ctx.firm, exchange).await?;
        let (late, person) = cursor(page)?;
        self.read_recorded(ctx, "owed_list", None).await?;
        let find = "SELECT o.person, o.late, o.sealed, k.wrapped FROM owed o JOIN person_key k ON k.person = o.person
                    WHERE o.exchange = $1 AND (o.late > $2 OR (o.late = $2 AND o.person > $3))
                    ORDER BY o.late, o.person LIMIT $4";
        let mut conn = self.read().await?;
        let rows = conn.rows(find, args![exchange, late, person, page.limit()]).await?;
        let total = conn.number("SELECT COUNT(*) FROM owed WHERE exchange = $1", args![exchange]).await?;
        let to = |row: &Row| {
            let (person, late): (PersonId, i64) = (row.get(0)?, row.get(1)?);
            let (sealed, wrapped): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(3)?);
            let key = self.keys().root().unwrap_key(&person_place(ctx.firm, &person), &wrapped)?;
            let owed = open(ctx.firm, exchange, &key, &sealed)?;
            Ok(OwedTo { person, late: (late != NO_END).then_some(Timestamp(late)), owed })
        };
        let rows = rows.iter().map(to).collect::<Result<Vec<_>, Error>>()?;
        let name = |to: &OwedTo| format!("{}.{}", to.late.map_or(NO_END, |late| late.0), to.person);
        Ok(Listed::cut(rows, page, total, name))
    }
}

fn open(firm: FirmId, exchange: ExchangeId, key: &Key, sealed: &[u8]) -> Result<Vec<Owed>, Error> {
    Ok(serde_json::from_slice(&key.open(&place(firm, &exchange), sealed)?)?)
}

/// The rules by which a person was promised something for taking part, by the name under which the market knows each promise.
fn rules(rows: Vec<recognition::Promised>) -> BTreeMap<BenefitId, BenefitId> {
    rows.into_iter().filter_map(|row| Some((row.benefit.id, BenefitId::new(row.rule.as_str()).ok()?))).collect()
}

/// What is owed to a person; what was promised to them goes into the sums.
async fn owed(
    conn: &mut Conn,
    stood: &Stood,
    at: Timestamp,
    sums: &mut BTreeMap<BenefitNamed, BenefitSum>,
) -> Result<Vec<Owed>, Error> {
    let by_rules = promised_by_rules(conn, stood).await?;
    let promised = all_promised(stood, &by_rules);
    if promised.is_empty() {
        return Ok(Vec::new());
    }
    let (_, deliveries) = deliveries(conn, stood.firm, stood.exchange, stood.person, &stood.key).await?;
    let (accounts, _) = reconcile(promised, &deliveries, at);
    let rules = rules(by_rules);
    let (mut all, mut own) = (Vec::new(), BTreeMap::<BenefitNamed, Totals>::new());
    for account in &accounts {
        let benefit = BenefitNamed::of(account, &rules);
        *own.entry(benefit.clone()).or_default() += account.totals(at);
        all.extend(account.owing(at).map(|owing| Owed { benefit, owing }));
    }
    // A benefit that was promised twice, before and after an end, is one of one person.
    for (benefit, totals) in own {
        let new = BenefitSum { benefit: benefit.clone(), totals: Totals::default(), persons: 0, overdue: 0 };
        let sum = sums.entry(benefit).or_insert(new);
        sum.totals += totals;
        sum.persons += 1;
        sum.overdue += u64::from(totals.overdue > 0);
    }
    Ok(all)
}
