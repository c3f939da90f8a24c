//! What a decision about a person's information rests on: where they stand in the exchange, and what is there.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::fixed::FixedTerms;
use comity_exchange::id::{ItemId, PurposeId};
use comity_exchange::market::{NotPermitted, Request, Stand, Values};

use super::event::About;
use super::value::{self, ItemRefused, Stored};
use crate::blind::{self, Blind};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{ExchangeId, FirmId, PersonId};
use crate::standing::Stood;
use crate::store::Store;
use crate::version;

/// Before a person's own id, where the firm's id for them is not used.
pub(super) const OWN: &str = "id:";

/// The person whom a system of the firm means: by the firm's own id for them, or with `id:` before it by ours. Nobody where they
/// are being erased.
pub(crate) async fn named(books: &Store, conn: &mut Conn, firm: FirmId, name: &str) -> Result<Option<PersonId>, Error> {
    let row = match name.strip_prefix(OWN) {
        Some(id) => {
            let Ok(id) = id.parse::<PersonId>() else { return Ok(None) };
            let find = "SELECT id FROM person WHERE id = $1 AND firm = $2 AND state = 'there'";
            conn.row(find, args![id, firm]).await?
        }
        None => {
            let Ok(external) = blind::external(name) else { return Ok(None) };
            let find = "SELECT id FROM person WHERE firm = $1 AND external_blind = $2 AND state = 'there'";
            conn.row(find, args![firm, blind::of_external(books.blind(), firm, &external)]).await?
        }
    };
    row.map(|row| row.get(0)).transpose()
}

/// What nobody may have of whoever is not known, or was not invited: names that no published version knows are slips of whoever
/// asks, and are said to be so whoever is asked about.
pub(super) struct Strangers(BTreeMap<u32, FixedTerms>);

impl Strangers {
    /// Reads the versions of an exchange's terms.
    pub(super) async fn read(books: &Store, conn: &mut Conn, exchange: ExchangeId) -> Result<Self, Error> {
        let current = conn.number("SELECT current FROM exchange WHERE id = $1", args![exchange]).await?;
        let mut versions = BTreeMap::new();
        for number in 1..=u32::try_from(current).unwrap_or_default() {
            versions.insert(number, version::read(books, conn, exchange, number).await?.terms.clone());
        }
        Ok(Self(versions))
    }

    /// Why an item is refused; `otherwise` where it is not because of a name.
    pub(super) fn refused(&self, item: &str, request: &Request<'_>, otherwise: &ItemRefused) -> ItemRefused {
        let stand = Stand { versions: &self.0, agreement: None, withdrawn: &BTreeSet::new() };
        match stand.covers(item, request) {
            Err(slip @ (NotPermitted::UnknownItem { .. } | NotPermitted::UnknownPurpose { .. })) => slip.into(),
            Ok(()) | Err(_) => otherwise.clone(),
        }
    }
}

/// Where a person stands, with the values that are kept of them.
pub(crate) struct Ground {
    pub(crate) stood: Stood,
    pub(super) versions: BTreeMap<u32, FixedTerms>,
    pub(crate) stored: Vec<Stored>,
    pub(crate) values: Values,
}

impl Ground {
    /// Reads it; nothing where the person was never invited.
    pub(crate) async fn read(
        books: &Store,
        conn: &mut Conn,
        firm: FirmId,
        exchange: ExchangeId,
        person: PersonId,
    ) -> Result<Option<Self>, Error> {
        match Stood::read(books, conn, firm, exchange, person).await {
            Ok(stood) => Self::around(conn, stood).await.map(Some),
            Err(Error::NotFound("standing")) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// As [`Self::read`], of whom the firm knows by an id of its own, in its blind form: nobody, nobody who was invited, or what
    /// there is.
    pub(crate) async fn by_external(
        books: &Store,
        conn: &mut Conn,
        firm: FirmId,
        exchange: ExchangeId,
        blind: Blind,
    ) -> Result<Option<Result<Self, PersonId>>, Error> {
        match Stood::by_external(books, conn, firm, exchange, blind).await? {
            None => Ok(None),
            Some(Err(person)) => Ok(Some(Err(person))),
            Some(Ok(stood)) => Self::around(conn, stood).await.map(|ground| Some(Ok(ground))),
        }
    }

    async fn around(conn: &mut Conn, stood: Stood) -> Result<Self, Error> {
        let stored = value::all(conn, stood.exchange, stood.person).await?;
        let values = stored.iter().map(|one| (one.id, one.facts.clone())).collect();
        Ok(Self { stored, values, ..Self::of(stood) })
    }

    /// The same values where the person stands elsewhere.
    pub(super) fn with(&self, after: &Stood) -> Self {
        let stored = self.stored.clone();
        Self { stored, values: self.values.clone(), ..Self::of(after.clone()) }
    }

    fn of(stood: Stood) -> Self {
        let versions = stood.known.iter().map(|(number, version)| (*number, version.terms.clone())).collect();
        Self { stood, versions, stored: Vec::new(), values: Values::new() }
    }

    /// Every purpose that something in force asks for.
    pub(super) fn purposes(&self) -> BTreeSet<&PurposeId> {
        let held = self.stood.standing.agreement.iter().flat_map(|agreement| agreement.held.values());
        held.filter_map(|held| held.clause.information.as_ref()?.purpose.as_ref()).collect()
    }

    /// Where the person stands, for the rules.
    pub(crate) fn stand(&self) -> Stand<'_> {
        let agreement = self.stood.standing.agreement.as_ref();
        Stand { versions: &self.versions, agreement, withdrawn: &self.stood.withdrawn }
    }

    /// Whom and what an event about an item of theirs is about.
    pub(super) fn about<'i>(&self, item: &'i ItemId) -> About<'i> {
        let Stood { firm, exchange, person, .. } = self.stood;
        About { firm, exchange: Some(exchange), person: Some(person), item: Some(item.as_str()) }
    }

    /// The value of an item that counts now.
    pub(crate) fn current(&self, item: &str) -> Option<&Stored> {
        self.stored.iter().find(|one| one.current && one.facts.item.as_str() == item)
    }
}
