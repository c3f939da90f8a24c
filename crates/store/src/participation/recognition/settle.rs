//! What comes back for an act by the rules is promised in the transaction of the act, and withdrawn in that of the act that undoes it.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::clause::Benefit;
use comity_exchange::market::reconcile;
use comity_exchange::time::Timestamp;
use comity_participation::board::Done;
use comity_participation::deed::{Did, deeds, stands};
use comity_participation::name::Name;
use comity_participation::notice::{Because, Notice, What};
use comity_participation::recognition::{Deed, Reward, rewards};

use super::super::rows::Rows;
use super::{Promised, Said, benefit_id, place, promised, rules};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{ContributionId, ExchangeId, FirmId, PersonId, RecognitionId};
use crate::information::deliveries;
use crate::ledger::leaf::Kind;
use crate::promise::{self, Subject};
use crate::seal::Key;
use crate::standing;
use crate::store::{Store, person_place};

/// A row that is there for a family, without what is sealed.
struct Held {
    id: RecognitionId,
    person: PersonId,
    contribution: ContributionId,
    rule: Name,
    deed: Deed,
    withdrawn: bool,
}

/// What is to be done for one person.
#[derive(Default)]
struct Changes<'r> {
    /// Undone: to be withdrawn where nothing came.
    undone: Vec<RecognitionId>,
    /// Done: by which rule, and the row where one was withdrawn before.
    done: Vec<(&'r Reward, Did, Option<RecognitionId>)>,
}

/// A person who is in the exchange, not without an account and not being erased.
struct There {
    person: PersonId,
    pseudonym: [u8; 16],
    key: Key,
}

impl Rows {
    /// Writes what an act came to, as [`Self::carry_out`] does, and promises what comes back for it by the rules of the exchange.
    pub(in crate::participation) async fn happened(
        &self,
        books: &Store,
        tx: &mut Conn,
        done: Done,
    ) -> Result<(), Error> {
        self.carry_out(tx, done).await?;
        self.recognise(books, tx).await
    }

    /// Brings what is promised for the deeds on the board to where they stand now. Done twice, it comes to the same.
    pub(in crate::participation) async fn recognise(&self, books: &Store, tx: &mut Conn) -> Result<(), Error> {
        let Some(exchange) = self.board.activities().next().map(|activity| ExchangeId::of(activity.exchange)) else {
            return Ok(());
        };
        let rules = rules::in_force(tx, (self.firm, &self.firm_key), exchange).await?;
        let held = self.held(tx, (exchange, rules.is_empty())).await?;
        if rules.is_empty() && held.is_empty() {
            return Ok(());
        }
        let mut changes: BTreeMap<PersonId, Changes<'_>> = BTreeMap::new();
        for row in held.iter().filter(|row| !row.withdrawn) {
            if !stands(&self.board, (row.person.known(), row.deed), row.contribution.known()) {
                changes.entry(row.person).or_default().undone.push(row.id);
            }
        }
        for did in deeds(&self.board) {
            let person = PersonId::of(did.person);
            for rule in rules.iter().filter(|rule| rule.reward.deed == did.deed && rule.since <= did.at) {
                let same = |row: &&Held| {
                    row.person == person
                        && row.rule == rule.reward.name
                        && row.deed == did.deed
                        && self.board.root(row.contribution.known()) == did.root
                };
                // One that no longer stands is at another contribution of the family, and goes with this act.
                let live = |row: &&Held| {
                    !row.withdrawn && stands(&self.board, (did.person, row.deed), row.contribution.known())
                };
                if held.iter().filter(same).any(|row| live(&row)) {
                    continue;
                }
                let there = held.iter().filter(same).find(|row| row.contribution.known() == did.contribution);
                let done = (&rule.reward, did, there.map(|row| row.id));
                changes.entry(person).or_default().done.push(done);
            }
        }
        // In the order of their ids, so that two acts wait for one another and not each for the other.
        for (person, changes) in changes {
            standing::lock(tx, exchange, person).await?;
            if let Some(there) = self.there(books, tx, (exchange, person)).await? {
                self.change(books, tx, (exchange, &there), changes).await?;
            }
        }
        Ok(())
    }

    /// The rows for the contributions on the board; none are looked for where nothing was ever promised.
    async fn held(&self, tx: &mut Conn, (exchange, no_rules): (ExchangeId, bool)) -> Result<Vec<Held>, Error> {
        let any = "SELECT COUNT(*) FROM (SELECT 1 FROM recognition WHERE exchange = $1 LIMIT 1) AS one";
        if no_rules && tx.number(any, args![exchange]).await? == 0 {
            return Ok(Vec::new());
        }
        let find = "SELECT id, person, rule, deed, withdrawn FROM recognition WHERE contribution = $1 ORDER BY id";
        let mut all = Vec::new();
        for at in self.board.contributions().map(|row| ContributionId::of(row.id)).collect::<BTreeSet<_>>() {
            for row in tx.rows(find, args![at]).await? {
                let (rule, deed): (String, String) = (row.get(2)?, row.get(3)?);
                all.push(Held {
                    id: row.get(0)?,
                    person: row.get(1)?,
                    contribution: at,
                    rule: super::super::named(rule)?,
                    deed: serde_json::from_str(&deed)?,
                    withdrawn: row.get::<Option<i64>>(4)?.is_some(),
                });
            }
        }
        Ok(all)
    }

    async fn there(
        &self,
        books: &Store,
        tx: &mut Conn,
        (exchange, person): (ExchangeId, PersonId),
    ) -> Result<Option<There>, Error> {
        let find = "SELECT p.pseudonym, k.wrapped FROM standing s JOIN person p ON p.id = s.person
                    JOIN person_key k ON k.person = p.id
                    WHERE s.exchange = $1 AND s.person = $2 AND p.firm = $3 AND p.state = 'there' AND p.guest = 0";
        let Some(row) = tx.row(find, args![exchange, person, self.firm]).await? else { return Ok(None) };
        let wrapped: Vec<u8> = row.get(1)?;
        let key = books.keys().root().unwrap_key(&person_place(self.firm, &person), &wrapped)?;
        Ok(Some(There { person, pseudonym: row.get(0)?, key }))
    }

    /// Withdraws and promises for one person, whom nobody else writes for meanwhile.
    async fn change(
        &self,
        books: &Store,
        tx: &mut Conn,
        (exchange, there): (ExchangeId, &There),
        changes: Changes<'_>,
    ) -> Result<(), Error> {
        let (person, now) = (there.person, books.now());
        let about = Subject { firm: self.firm, exchange, person, pseudonym: &there.pseudonym, key: &there.key };
        let rows = promised(tx, (self.firm, exchange), (person, &there.key)).await?;
        if !changes.undone.is_empty() {
            let came = came(tx, (self.firm, exchange), (person, &there.key), &rows, now).await?;
            for row in rows.iter().filter(|row| changes.undone.contains(&row.id) && !came.contains(&row.id)) {
                tx.run("UPDATE recognition SET withdrawn = $2 WHERE id = $1", args![row.id, now.0]).await?;
                promise::note(books, tx, &about, Kind::BenefitWithdrawn, None, &said(row)).await?;
                self.tell_of(tx, person, row.contribution, What::Unpromised).await?;
            }
        }
        for (reward, did, row) in changes.done {
            let month = month(did.at);
            let given = "SELECT COUNT(*) FROM recognition
                         WHERE person = $1 AND exchange = $2 AND rule = $3 AND month = $4 AND withdrawn IS NULL";
            let given = tx.number(given, args![person, exchange, reward.name.as_str(), month]).await?;
            let given = u32::try_from(given).unwrap_or(u32::MAX);
            if rewards(std::slice::from_ref(reward), did.deed, |_| given).is_empty() {
                continue;
            }
            let before = row.and_then(|id| rows.iter().find(|row| row.id == id));
            let row = match before {
                Some(row) => {
                    let again = "UPDATE recognition SET withdrawn = NULL, at = $2, month = $3 WHERE id = $1";
                    tx.run(again, args![row.id, now.0, month]).await?;
                    Promised { at: now, withdrawn: None, ..row.clone() }
                }
                None => self.add(tx, (exchange, there), (reward, &did, month), now).await?,
            };
            promise::note(books, tx, &about, Kind::BenefitPromised, None, &said(&row)).await?;
            self.tell_of(tx, person, row.contribution, What::Promised).await?;
        }
        Ok(())
    }

    async fn add(
        &self,
        tx: &mut Conn,
        (exchange, there): (ExchangeId, &There),
        (reward, did, month): (&Reward, &Did, i64),
        now: Timestamp,
    ) -> Result<Promised, Error> {
        let id = RecognitionId::new();
        let benefit = Benefit { id: benefit_id(id)?, ..reward.benefit.clone() };
        let contribution = ContributionId::of(did.contribution);
        let sealed = there.key.seal(&place(self.firm, &id), &serde_json::to_vec(&benefit)?)?;
        let add = "INSERT INTO recognition (id, exchange, person, contribution, rule, deed, month, at, sealed)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        let (rule, deed) = (reward.name.as_str(), serde_json::to_string(&did.deed)?);
        tx.run(add, args![id, exchange, there.person, contribution, rule, deed, month, now.0, sealed]).await?;
        let (rule, deed) = (reward.name.clone(), did.deed);
        Ok(Promised { id, rule, contribution, deed, at: now, withdrawn: None, benefit })
    }

    async fn tell_of(&self, tx: &mut Conn, to: PersonId, about: ContributionId, what: What) -> Result<(), Error> {
        let row = self.board.contribution(about.known())?;
        let because = if row.author == Some(to.known()) { Because::Author } else { Because::Writer };
        self.tell(tx, &[Notice { to: to.known(), because, about: about.known(), what, at: self.now }]).await
    }
}

fn said(row: &Promised) -> Said<'_> {
    Said { rule: row.rule.as_str(), deed: row.deed, contribution: row.contribution, benefit: row.benefit.clone() }
}

/// Of which of these rows anything came already.
pub(super) async fn came(
    conn: &mut Conn,
    (firm, exchange): (FirmId, ExchangeId),
    (person, key): (PersonId, &Key),
    rows: &[Promised],
    now: Timestamp,
) -> Result<BTreeSet<RecognitionId>, Error> {
    let (_, deliveries) = deliveries(conn, firm, exchange, person, key).await?;
    let (accounts, _) = reconcile(rows.iter().map(Promised::promise).collect(), &deliveries, now);
    let came = accounts.iter().filter(|account| !account.came.is_empty());
    Ok(came.filter_map(|account| account.promise.benefit.id.as_str().parse().ok()).collect())
}

/// Months of the calendar, in UTC, from the beginning of year 0 to the one of a moment.
fn month(at: Timestamp) -> i64 {
    let (year, month, _) = at.civil();
    year * 12 + month - 1
}
