//! What was promised for taking part, as the person and members see it, and what members say has come.

use comity_exchange::amount::Amount;
use comity_exchange::clause::Benefit;
use comity_exchange::id::ClauseId;
use comity_exchange::market::{Delivery, reconcile};
use comity_participation::contribution::Content;
use comity_participation::name::Name;
use comity_participation::recognition::Deed;
use serde::Serialize;

use super::super::rows::Rows;
use super::settle::came;
use super::{COLUMNS, Promised, columns, promised};
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::id::{ContributionId, ExchangeId, FirmId, LeafId, PersonId, RecognitionId};
use crate::information::{deliveries, exists};
use crate::ledger::leaf::Kind;
use crate::page::{Listed, Page};
use crate::promise;
use crate::standing::{Stood, lock};
use crate::store::{Store, person_place};

/// Where a promise for taking part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecognitionState {
    /// It is owed.
    Promised,
    /// Some of it came, or all.
    Delivered,
    /// What it was for was undone before anything came.
    Withdrawn,
}

/// What a person was promised for taking part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnRecognition {
    /// Its id, by which it is known among what was promised.
    pub id: RecognitionId,
    /// In which exchange.
    pub exchange: ExchangeId,
    /// At which contribution.
    pub contribution: ContributionId,
    /// For what.
    pub deed: Deed,
    /// By which rule of the firm.
    pub rule: Name,
    /// What.
    pub benefit: Benefit,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Where it stands.
    pub state: RecognitionState,
}

/// What somebody was promised for taking part, for members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecognitionLine {
    /// To whom.
    pub person: PersonId,
    /// What.
    #[serde(flatten)]
    pub what: OwnRecognition,
    /// Which activity the contribution belongs to, by the name of its rules.
    pub activity_kind: String,
    /// The title of the contribution, or what it says; nothing where no words are left.
    pub title: Option<String>,
}

fn own_of(row: Promised, exchange: ExchangeId, has_come: bool) -> OwnRecognition {
    let state = match (row.withdrawn, has_come) {
        (_, true) => RecognitionState::Delivered,
        (Some(_), false) => RecognitionState::Withdrawn,
        (None, false) => RecognitionState::Promised,
    };
    OwnRecognition {
        id: row.id,
        exchange,
        contribution: row.contribution,
        deed: row.deed,
        rule: row.rule,
        benefit: row.benefit,
        at: row.at.0,
        state,
    }
}

/// Everything that a person was promised for taking part, the newest first.
pub(in crate::participation) async fn own(
    books: &Store,
    conn: &mut Conn,
    firm: FirmId,
    person: PersonId,
) -> Result<Vec<OwnRecognition>, Error> {
    let exchanges = "SELECT DISTINCT exchange FROM recognition WHERE person = $1";
    let exchanges = conn.rows(exchanges, args![person]).await?;
    let mut all = Vec::new();
    if exchanges.is_empty() {
        return Ok(all);
    }
    let key = books.person_key(conn, firm, person).await?;
    for row in exchanges {
        let exchange: ExchangeId = row.get(0)?;
        let rows = promised(conn, (firm, exchange), (person, &key)).await?;
        let came = came(conn, (firm, exchange), (person, &key), &rows, books.now()).await?;
        all.extend(rows.into_iter().map(|row| {
            let has_come = came.contains(&row.id);
            own_of(row, exchange, has_come)
        }));
    }
    all.sort_by_key(|one| std::cmp::Reverse((one.at, one.id)));
    Ok(all)
}

/// How many thanks of others a person got, for what they brought and wrote.
pub(in crate::participation) async fn thanked(conn: &mut Conn, person: PersonId) -> Result<u64, Error> {
    let brought =
        "SELECT COUNT(*) FROM contribution c JOIN contribution_thanks t ON t.contribution = c.id AND t.about = c.id
                   WHERE c.author = $1 AND t.person <> $1";
    let wrote = "SELECT COUNT(*) FROM contribution_comment m
                 JOIN contribution_thanks t ON t.contribution = m.contribution AND t.about = m.id
                 WHERE m.person = $1 AND t.person <> $1";
    let both = conn.number(brought, args![person]).await? + conn.number(wrote, args![person]).await?;
    Ok(u64::try_from(both).unwrap_or_default())
}

impl Store {
    /// What was promised to persons in an exchange for taking part, the newest first. That a member looked is written down.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such exchange.
    pub async fn recognition_list(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        page: &Page,
    ) -> Result<Listed<RecognitionLine>, Error> {
        ctx.may(Right::StandingRead)?;
        exists(&mut self.read().await?, ctx.firm, exchange).await?;
        let below = page.below(|id: RecognitionId| *id.bytes())?;
        self.read_recorded(ctx, "recognition_list", None).await?;
        let mut conn = self.read().await?;
        let find = concat!(
            "SELECT ",
            columns!(),
            ", r.person, k.wrapped FROM recognition r JOIN person_key k ON k.person = r.person
             WHERE r.exchange = $1 AND r.id < $2 ORDER BY r.id DESC LIMIT $3"
        );
        let read = conn.rows(find, args![exchange, below, page.limit()]).await?;
        let total = conn.number("SELECT COUNT(*) FROM recognition WHERE exchange = $1", args![exchange]).await?;
        let mut all = Vec::with_capacity(read.len());
        for row in &read {
            let (person, wrapped): (PersonId, Vec<u8>) = (row.get(COLUMNS)?, row.get(COLUMNS + 1)?);
            let key = self.keys().root().unwrap_key(&person_place(ctx.firm, &person), &wrapped)?;
            let row = Promised::read(row, ctx.firm, &key)?;
            let at = std::slice::from_ref(&row);
            let came = came(&mut conn, (ctx.firm, exchange), (person, &key), at, self.now()).await?;
            let (rows, _) = Rows::of_family(self, &mut conn, ctx, row.contribution).await?;
            let known = rows.board.contribution(row.contribution.known())?;
            all.push(RecognitionLine {
                person,
                activity_kind: rows.board.activity(known.activity)?.setting.rules().name().to_owned(),
                title: known.content.as_ref().and_then(Content::called).map(|title| title.as_str().to_owned()),
                what: own_of(row, exchange, !came.is_empty()),
            });
        }
        Ok(Listed::cut(all, page, total, |line: &RecognitionLine| line.what.id.to_string()))
    }

    /// A member says that what was promised for taking part has come: what is still owed of it, as a system of the firm says it of
    /// what clauses promise.
    ///
    /// # Errors
    /// Without [`Right::CounterAnswer`]; no such promise; [`Conflict::Expired`] where it was withdrawn, [`Conflict::Used`] where all
    /// of it came before.
    pub async fn recognition_deliver(&self, ctx: &Context, id: RecognitionId) -> Result<LeafId, Error> {
        ctx.may(Right::CounterAnswer)?;
        write!(self, ctx, |books, ctx, tx| {
            let find = "SELECT r.exchange, r.person FROM recognition r JOIN exchange e ON e.id = r.exchange
                        WHERE r.id = $1 AND e.firm = $2";
            let row = tx.row(find, args![id, ctx.firm]).await?.ok_or(Error::NotFound("recognition"))?;
            let (exchange, person): (ExchangeId, PersonId) = (row.get(0)?, row.get(1)?);
            lock(tx, exchange, person).await?;
            let stood = Stood::read(&books, tx, ctx.firm, exchange, person).await?;
            let rows = promised(tx, (ctx.firm, exchange), (person, &stood.key)).await?;
            let row = rows.into_iter().find(|row| row.id == id).ok_or(Error::NotFound("recognition"))?;
            if row.withdrawn.is_some() {
                return Err(Conflict::Expired.into());
            }
            let (_, before) = deliveries(tx, ctx.firm, exchange, person, &stood.key).await?;
            let (accounts, _) = reconcile(vec![row.promise()], &before, books.now());
            let owing = accounts.iter().find_map(|account| account.owing(books.now()));
            let left = owing.ok_or(Conflict::Used)?;
            let left = Amount::from_thousandths(left.open.saturating_add(left.overdue));
            let left = left.map_err(|_| Error::Broken("what is owed is no amount".into()))?;
            let delivery = Delivery {
                clause: ClauseId::taking_part(),
                benefit: row.benefit.id.clone(),
                capital: row.benefit.capital,
                amount: row.benefit.amount.map(|_| left),
                unit: row.benefit.unit.clone(),
                at: books.now(),
            };
            let noted = promise::note(&books, tx, &stood.subject(), Kind::BenefitDelivered, None, &delivery).await?;
            audit::add(&books, tx, &ctx, "recognition_deliver", "person", Some(person.bytes())).await?;
            Ok(noted.leaf)
        })
    }
}
