//! Where a person stands, read from the books and written back.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::clause::Clause;
use comity_exchange::hash::Fingerprint;
use comity_exchange::id::{ClauseId, ItemId, PurposeId};
use comity_exchange::market::{Promise, promises};
use comity_exchange::negotiation::{Counter, CounterState, Standing};
use comity_exchange::publish::Life;
use comity_exchange::time::Timestamp;
use serde::Serialize;

use super::packed::{Answers, Known, Packed, PackedAgreement};
use crate::blind::Blind;
use crate::counter;
use crate::engine::conn::Conn;
use crate::engine::value::{Row, Value, args};
use crate::error::Error;
use crate::exchange::life;
use crate::id::{CounterId, ExchangeId, FirmId, LeafId, PersonId};
use crate::information::{self, Event};
use crate::ledger::leaf::Kind;
use crate::promise::{self, Noted, Subject};
use crate::seal::{self, Key, Place};
use crate::store::{Store, person_place};
use crate::version;

/// A standing, with what is needed to write it back.
#[derive(Clone)]
pub(crate) struct Stood {
    pub(crate) firm: FirmId,
    pub(crate) exchange: ExchangeId,
    pub(crate) person: PersonId,
    pub(crate) key: Key,
    pub(crate) pseudonym: [u8; 16],
    pub(crate) life: Life,
    /// The version of the exchange in force; 0 for none.
    pub(crate) current: u32,
    pub(crate) known: Known,
    pub(crate) standing: Standing,
    /// Ids of the counters, in their order, and the state in which they are stored.
    pub(crate) counters: Vec<(CounterId, CounterState)>,
    /// What the person last answered to each clause.
    pub(crate) answers: Answers,
    /// Purposes that they withdrew or objected to.
    pub(crate) withdrawn: BTreeSet<PurposeId>,
    /// Items of which they said that what was kept is wrong.
    pub(crate) contested: BTreeSet<ItemId>,
    /// What was promised by clauses that ended.
    pub(crate) ended: Vec<Promise>,
    /// What was promised when it was read, where somebody is about to change it.
    promised: Vec<Promise>,
    /// What was in force when it was read or last written: what changed since is told.
    in_force: Option<PackedAgreement>,
    /// Another one each time it is written.
    pub(crate) mark: Vec<u8>,
    /// Its row, and how many transactions had ended when it was read, for [`Conn::is_still`].
    pub(crate) read: (i64, u64),
    /// Which of the answers is counted already.
    counted: Answers,
    /// An act that was written down and that the standing does not name yet.
    noted: Option<LeafId>,
}

pub(crate) fn place(firm: FirmId, exchange: &ExchangeId) -> Place<'_> {
    Place { firm, table: "standing", column: "sealed", id: exchange.bytes() }
}

/// A statement that gives what [`Stood::of`] reads: what comes before, the number of the row where there is one, what comes after.
macro_rules! select {
    ($conn:expr, $($rest:literal)*) => {
        if $conn.is_sqlite() { select!(@ "s.rowid", $($rest)*) } else { select!(@ "CAST(0 AS BIGINT)", $($rest)*) }
    };
    (@ $row:literal, $($rest:literal)*) => {
        concat!(
            "SELECT k.wrapped, p.pseudonym, p.minor, e.life, e.current, s.seen, s.counters, s.sealed, s.touched, ",
            $row,
            $($rest),*
        )
    };
}

/// By what it is seen whether a standing, or what is kept beside it, was written since: the nonce with which it is sealed, and how
/// often values were touched.
pub(crate) fn mark(nonce: &[u8], touched: i64) -> Vec<u8> {
    [nonce, &touched.to_be_bytes()].concat()
}

/// What the state of a standing is called in the books.
pub(crate) fn state(standing: &Standing) -> &'static str {
    let open = standing.counters.iter().any(|counter| counter.state == CounterState::Open);
    match &standing.agreement {
        Some(agreement) if agreement.in_force() => "agreed",
        _ if open => "countered",
        _ if standing.offer.is_some() => "offered",
        Some(agreement) if agreement.left.is_some() => "left",
        Some(_) => "withdrawn",
        None => "declined",
    }
}

impl Stood {
    /// Reads a standing as it is now: versions published since are offered, and counters that nobody answered in time have
    /// lapsed. Nothing of that is written before [`Self::save`].
    pub(crate) async fn read(
        books: &Store,
        conn: &mut Conn,
        firm: FirmId,
        exchange: ExchangeId,
        person: PersonId,
    ) -> Result<Self, Error> {
        let find = select!(
            conn,
            " FROM standing s JOIN person p ON p.id = s.person JOIN person_key k ON k.person = p.id
              JOIN exchange e ON e.id = s.exchange
              WHERE s.exchange = $1 AND s.person = $2 AND p.firm = $3 AND e.firm = $3"
        );
        let row = conn.row(find, args![exchange, person, firm]).await?.ok_or(Error::NotFound("standing"))?;
        Self::of(books, conn, firm, exchange, person, &row).await
    }

    /// As [`Self::read`], of whomever the firm knows by an id of its own, in its blind form: nobody, nobody who was invited, or
    /// where they stand. Nobody is found who is being erased.
    pub(crate) async fn by_external(
        books: &Store,
        conn: &mut Conn,
        firm: FirmId,
        exchange: ExchangeId,
        blind: Blind,
    ) -> Result<Option<Result<Self, PersonId>>, Error> {
        let find = select!(
            conn,
            ", p.id, s.state FROM person p JOIN person_key k ON k.person = p.id JOIN exchange e ON e.id = $1
              LEFT JOIN standing s ON s.exchange = e.id AND s.person = p.id
              WHERE p.firm = $3 AND p.external_blind = $2 AND p.state = 'there' AND e.firm = $3"
        );
        let Some(row) = conn.row(find, args![exchange, blind, firm]).await? else { return Ok(None) };
        let person = row.get(10)?;
        if row.get::<Option<String>>(11)?.is_none() {
            return Ok(Some(Err(person)));
        }
        Self::of(books, conn, firm, exchange, person, &row).await.map(|stood| Some(Ok(stood)))
    }

    async fn of(
        books: &Store,
        conn: &mut Conn,
        firm: FirmId,
        exchange: ExchangeId,
        person: PersonId,
        row: &Row,
    ) -> Result<Self, Error> {
        let wrapped: Vec<u8> = row.get(0)?;
        let key = books.keys().root().unwrap_key(&person_place(firm, &person), &wrapped)?;
        let (name, sealed): (String, Vec<u8>) = (row.get(3)?, row.get(7)?);
        let packed: Packed = serde_json::from_slice(&key.open(&place(firm, &exchange), &sealed)?)?;
        let (current, seen): (u32, u32) = (row.get(4)?, row.get(5)?);
        let mut known = Known::new();
        let pending = seen..=current;
        for number in packed.versions().into_iter().chain(pending.filter(|number| *number > 0)) {
            if let Entry::Vacant(place) = known.entry(number) {
                place.insert(version::read(books, conn, exchange, number).await?);
            }
        }
        let (answers, withdrawn) = (packed.answers.clone(), packed.withdrawn.clone());
        let mut stood = Self {
            counted: answers.clone(),
            noted: None,
            answers,
            withdrawn,
            contested: packed.contested.clone(),
            ended: packed.ended.clone(),
            promised: Vec::new(),
            in_force: packed.in_force().cloned(),
            mark: mark(seal::nonce(&sealed), row.get(8)?),
            read: (row.get(9)?, conn.seen()),
            firm,
            exchange,
            person,
            pseudonym: row.get(1)?,
            life: life(&name)?,
            current,
            standing: packed.unpack(&known, row.get(2)?)?,
            counters: Vec::new(),
            known,
            key,
        };
        if row.get::<i64>(6)? > 0 {
            for (id, one) in counter::read(conn, &stood).await? {
                stood.counters.push((id, one.state.clone()));
                stood.standing.counters.push(one);
            }
        }
        stood.catch_up(seen, books.now());
        Ok(stood)
    }

    /// What happened since the standing was written.
    fn catch_up(&mut self, seen: u32, now: Timestamp) {
        for number in seen.saturating_add(1)..=self.current {
            if let Some(published) = self.known.get(&number) {
                let previous = self.known.get(&(number - 1)).map(|p| &p.terms);
                self.standing.lapse(published.published);
                self.standing.offer(number, &published.terms, previous, published.published);
            }
        }
        self.standing.lapse(now);
        if self.life == Life::Closed {
            self.standing.offer = None;
        }
    }

    /// Writes down what the person did, and the standing back after it.
    pub(crate) async fn save_noting(
        &mut self,
        books: &Store,
        tx: &mut Conn,
        kind: Kind,
        terms: Option<Fingerprint>,
        what: &impl Serialize,
    ) -> Result<Noted, Error> {
        let terms = terms.map(|print| print.to_string());
        let noted = promise::write_down(books, tx, &self.subject(), kind, terms, what).await?;
        self.noted = Some(noted.leaf);
        self.save(books, tx).await?;
        Ok(noted)
    }

    /// Writes the standing back, with whatever changed in its counters.
    pub(crate) async fn save(&mut self, books: &Store, tx: &mut Conn) -> Result<(), Error> {
        information::settle(books, tx, self).await?;
        let now = books.now();
        self.end_promises(now);
        let mut packed = Packed::of(&self.standing, &self.known);
        packed.answers.clone_from(&self.answers);
        packed.withdrawn.clone_from(&self.withdrawn);
        packed.contested.clone_from(&self.contested);
        packed.ended.clone_from(&self.ended);
        let sealed = serde_json::to_vec(&packed)?;
        let sealed = self.key.seal(&place(self.firm, &self.exchange), &sealed)?;
        let open = self.standing.counters.iter().filter(|c| c.state == CounterState::Open).count() as i64;
        let agreement = self.standing.agreement.as_ref();
        tx.run(
            "UPDATE standing SET state = $3, seen = $4, version = $5, language = $6, counters = $7, open_counters = $8,
             sealed = $9, updated = $10, last_act = COALESCE($11, last_act) WHERE exchange = $1 AND person = $2",
            args![
                self.exchange,
                self.person,
                state(&self.standing),
                self.current,
                agreement.map_or(0, |agreement| agreement.version),
                agreement.map_or("", |agreement| agreement.language.as_str()),
                self.standing.counters.len() as i64,
                open,
                sealed,
                now.0,
                self.noted.take()
            ],
        )
        .await?;
        self.tell(books, tx, packed.in_force()).await?;
        count(tx, self.exchange, self.person, &self.counted, &self.answers).await?;
        self.counted.clone_from(&self.answers);
        let counters = self.standing.counters.clone();
        for (at, one) in counters.iter().enumerate() {
            match self.counters.get(at) {
                None => {
                    let id = counter::insert(tx, self, at, one).await?;
                    self.counters.push((id, one.state.clone()));
                }
                Some((id, before)) if *before != one.state => {
                    counter::update(tx, self, *id, &one.state, now).await?;
                    if one.state == CounterState::Lapsed {
                        self.counter_answered(books, tx, *id, one, None).await?;
                        counter::tell(books, tx, self, *id).await?;
                    }
                    if let Some(stored) = self.counters.get_mut(at) {
                        stored.1 = one.state.clone();
                    }
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// Tells systems of the firm what became of the agreement.
    async fn tell(&mut self, books: &Store, tx: &mut Conn, now: Option<&PackedAgreement>) -> Result<(), Error> {
        let event = match (&self.in_force, now) {
            (None, None) => return Ok(()),
            (None, Some(_)) => Event::AgreementGiven,
            (Some(_), None) => Event::AgreementWithdrawn,
            (Some(before), Some(now)) if before == now => return Ok(()),
            (Some(_), Some(_)) => Event::AgreementChanged,
        };
        let about = information::About {
            firm: self.firm,
            exchange: Some(self.exchange),
            person: Some(self.person),
            item: None,
        };
        information::tell(books, tx, about, event).await?;
        self.in_force = now.cloned();
        Ok(())
    }

    /// Keeps in mind what is promised now: what is not promised any more when it is saved has ended then.
    pub(crate) fn keep_in_mind(&mut self) {
        self.promised = self.standing.agreement.as_ref().map(promises).unwrap_or_default();
    }

    fn end_promises(&mut self, now: Timestamp) {
        if self.promised.is_empty() {
            return;
        }
        let still = self.standing.agreement.as_ref().map(promises).unwrap_or_default();
        let ended = std::mem::take(&mut self.promised).into_iter().filter(|promise| !still.contains(promise));
        self.ended.extend(ended.map(|promise| Promise { ended: Some(now), ..promise }));
    }

    /// The clauses on offer.
    pub(crate) fn asked(&self) -> Vec<ClauseId> {
        let offer = self.standing.offer.iter();
        offer.flat_map(|offer| offer.terms.clauses.iter().map(|clause| clause.id.clone())).collect()
    }

    /// Whether a clause is in force.
    pub(crate) fn holds(&self, clause: &ClauseId) -> bool {
        self.standing.agreement.as_ref().is_some_and(|a| a.in_force() && a.held.contains_key(clause))
    }

    /// What became of a counter, for the ledger; with the clause that met a condition in own words, so that it is known what was
    /// offered, also after it ended.
    pub(crate) async fn counter_answered(
        &self,
        books: &Store,
        tx: &mut Conn,
        id: CounterId,
        counter: &Counter,
        wording: Option<&Clause>,
    ) -> Result<Noted, Error> {
        let mut what = serde_json::json!({ "counter": id, "clause": counter.clause, "state": counter.state });
        if let Some(wording) = wording {
            what["wording"] = serde_json::to_value(wording)?;
        }
        promise::note(books, tx, &self.subject(), Kind::CounterAnswered, None, &what).await
    }

    /// Whom and what an entry of the ledger is about.
    pub(crate) fn subject(&self) -> Subject<'_> {
        Subject {
            firm: self.firm,
            exchange: self.exchange,
            person: self.person,
            pseudonym: &self.pseudonym,
            key: &self.key,
        }
    }
}

/// A standing to be: the version in force is on offer.
pub(crate) async fn begin(
    books: &Store,
    tx: &mut Conn,
    firm: FirmId,
    exchange: ExchangeId,
    person: PersonId,
    current: u32,
) -> Result<(), Error> {
    let now = books.now();
    let key = books.person_key(tx, firm, person).await?;
    let published = version::read(books, tx, exchange, current).await?;
    let mut standing = Standing::default();
    standing.offer(current, &published.terms, None, now);
    let known: Known = [(current, published)].into();
    let sealed = key.seal(&place(firm, &exchange), &serde_json::to_vec(&Packed::of(&standing, &known))?)?;
    let values: Vec<Value> = args![exchange, person, current, sealed, now.0];
    let add = "INSERT INTO standing (exchange, person, state, seen, version, language, counters, open_counters, sealed,
                                     made, updated)
               VALUES ($1, $2, 'offered', $3, 0, '', 0, 0, $4, $5, $5) ON CONFLICT DO NOTHING";
    tx.run(add, values).await.map(drop)
}

/// Moves what is counted of a person's answers. On PostgreSQL counts are kept in parts, so that signatures do not wait for one
/// another.
async fn count(
    tx: &mut Conn,
    exchange: ExchangeId,
    person: PersonId,
    before: &Answers,
    after: &Answers,
) -> Result<(), Error> {
    const PARTS: u8 = 16;
    let mut moved = BTreeMap::new();
    for (answers, by) in [(before, -1_i64), (after, 1)] {
        for (clause, said) in answers {
            *moved.entry((clause, *said)).or_insert(0) += by;
        }
    }
    let moved: Vec<_> = moved.into_iter().filter(|(_, by)| *by != 0).collect();
    let moved: Vec<_> = moved.iter().map(|((clause, said), by)| (clause.as_str(), said.name(), by)).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let sqlite = "INSERT INTO answer_count (exchange, clause, answer, part, n)
                  SELECT $1, m.value ->> 0, m.value ->> 1, $2, m.value ->> 2 FROM json_each($3) AS m WHERE TRUE
                  ON CONFLICT (exchange, clause, answer, part) DO UPDATE SET n = answer_count.n + excluded.n";
    let postgres = "INSERT INTO answer_count (exchange, clause, answer, part, n)
                    SELECT $1, m.value ->> 0, m.value ->> 1, $2, (m.value ->> 2)::BIGINT
                      FROM jsonb_array_elements($3::TEXT::JSONB) AS m WHERE TRUE
                    ON CONFLICT (exchange, clause, answer, part) DO UPDATE SET n = answer_count.n + excluded.n";
    let (add, part) = if tx.is_sqlite() { (sqlite, 0) } else { (postgres, i64::from(person.bytes()[15] % PARTS)) };
    tx.run(add, args![exchange, part, serde_json::to_string(&moved)?]).await.map(drop)
}

/// A person's answers are no longer counted: they are being erased. What cannot be opened any more is left as it is.
pub(crate) async fn uncount(books: &Store, tx: &mut Conn, person: PersonId) -> Result<(), Error> {
    let find = "SELECT s.exchange, s.sealed, p.firm, k.wrapped FROM standing s JOIN person p ON p.id = s.person
                JOIN person_key k ON k.person = p.id WHERE s.person = $1 ORDER BY s.exchange";
    for row in tx.rows(find, args![person]).await? {
        let (exchange, firm): (ExchangeId, FirmId) = (row.get(0)?, row.get(2)?);
        let (sealed, wrapped): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(3)?);
        let key = books.keys().root().unwrap_key(&person_place(firm, &person), &wrapped);
        let opened = key.and_then(|key| key.open(&place(firm, &exchange), &sealed));
        let Some(packed) = opened.ok().and_then(|bytes| serde_json::from_slice::<Packed>(&bytes).ok()) else {
            continue;
        };
        count(tx, exchange, person, &packed.answers, &Answers::new()).await?;
    }
    Ok(())
}
