//! What came of an access.

use std::collections::BTreeSet;

use comity_exchange::text::Texts;
use serde::{Deserialize, Serialize};

use super::Scope;
use super::ground::named;
use super::replay::{Once, before, keep};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::id::{ClientId, ExchangeId, FirmId, LeafId, PersonId};
use crate::ledger::append;
use crate::ledger::leaf::{Kind, Leaf, commitment};
use crate::seal::{Key, Place};
use crate::store::Store;

/// Characters of what is said of a use, in each language.
const LONGEST: usize = 500;

/// What a value was used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UseKind {
    /// Something that the person asked was answered with it.
    Answered,
    /// Something that the person saw or got was made to fit them.
    Personalised,
    /// A benefit of the person's was worked out with it.
    BenefitComputed,
    /// Something was decided about the person.
    Decided,
    /// It went into figures about many.
    Analysed,
    /// Something that the firm offers was improved with it.
    Improved,
    /// It was passed on to a recipient.
    Disclosed,
}

impl UseKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Answered,
        Self::Personalised,
        Self::BenefitComputed,
        Self::Decided,
        Self::Analysed,
        Self::Improved,
        Self::Disclosed,
    ];

    /// Whether it was for the person who gave the value.
    pub fn for_person(self) -> bool {
        matches!(self, Self::Answered | Self::Personalised | Self::BenefitComputed)
    }

    /// The name in the books and outside.
    pub fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Personalised => "personalised",
            Self::BenefitComputed => "benefit_computed",
            Self::Decided => "decided",
            Self::Analysed => "analysed",
            Self::Improved => "improved",
            Self::Disclosed => "disclosed",
        }
    }
}

/// What a system of the firm says came of an access.
#[derive(Debug, Clone)]
pub struct UseNew {
    /// The access.
    pub access: LeafId,
    /// Of which of its persons; of all, where nobody is named.
    pub persons: Vec<String>,
    /// What it was.
    pub kind: UseKind,
    /// The same in plain words, for the persons to read. It names nobody.
    pub what: Texts,
}

/// What the entry of a use stands for. The order of the fields is that of the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UseSaid {
    /// The version of this form: 1.
    pub v: u8,
    /// The use.
    #[serde(rename = "use")]
    pub id: LeafId,
    /// The access of which it came.
    pub access: LeafId,
    /// The system of the firm that said so.
    pub client: ClientId,
    /// What it was.
    pub kind: UseKind,
    /// Of how many persons.
    pub persons: u64,
    /// The same in plain words.
    pub what: Texts,
    /// When it was said, in microseconds since 1970.
    pub at: i64,
}

pub(crate) fn place(firm: FirmId, id: &LeafId) -> Place<'_> {
    Place { firm, table: "item_use", column: "committed", id: id.bytes() }
}

pub(crate) fn salt(key: &Key, id: LeafId) -> [u8; 32] {
    key.derive("comity use salt 1", id.bytes())
}

impl Store {
    /// Writes down what came of an access.
    ///
    /// # Errors
    /// Without a key for [`Scope::UsesWrite`]; no such access of the firm, or a person who is not in it; no words, or too many.
    pub async fn use_add(&self, ctx: &Context, new: UseNew, once: Option<Once>) -> Result<LeafId, Error> {
        let client = ctx.scoped(Scope::UsesWrite)?;
        let fits =
            |text: &str| text.chars().count() <= LONGEST && !text.contains(|c: char| c.is_control() && c != '\n');
        if new.what.is_blank() || !new.what.iter().all(|(_, text)| fits(text)) {
            return Err(Invalid::Text.into());
        }
        write!(self, ctx, |books, ctx, tx| {
            if let Some(answer) = before(tx, client, once.as_ref()).await? {
                return Ok(answer);
            }
            let find = "SELECT exchange, persons FROM access WHERE id = $1 AND firm = $2";
            let row = tx.row(find, args![new.access, ctx.firm]).await?.ok_or(Error::NotFound("access"))?;
            let (exchange, persons): (ExchangeId, Vec<u8>) = (row.get(0)?, row.get(1)?);
            let (persons, _) = persons.as_chunks::<16>();
            let mut places = BTreeSet::new();
            for name in &new.persons {
                let person = named(&books, tx, ctx.firm, name).await?.ok_or(Error::NotFound("person"))?;
                let at = persons.iter().position(|id| *id == *person.bytes()).ok_or(Error::NotFound("person"))?;
                places.insert(at as u16);
            }
            let all = places.is_empty();
            let count = if all { persons.len() } else { places.len() } as u64;
            let places: Vec<u8> = places.into_iter().flat_map(u16::to_be_bytes).collect();
            let (by, persons) = ((new.access, client), ((!all).then_some(places), count));
            let id = note(&books, tx, (ctx.firm, exchange), by, persons, (new.kind, new.what)).await?;
            keep(&books, tx, client, once.as_ref(), &id).await?;
            Ok(id)
        })
    }
}

/// Writes down what came of an access: for the persons at some of its places, or for all, and how many these are.
pub(crate) async fn note(
    books: &Store,
    tx: &mut Conn,
    (firm, exchange): (FirmId, ExchangeId),
    (access, client): (LeafId, ClientId),
    (places, persons): (Option<Vec<u8>>, u64),
    (kind, what): (UseKind, Texts),
) -> Result<LeafId, Error> {
    let (id, at) = (LeafId::new(), books.now().0);
    let said = serde_json::to_vec(&UseSaid { v: 1, id, access, client, kind, persons, what, at })?;
    let key = books.firm_key(tx, firm).await?;
    let leaf = Leaf {
        v: Leaf::VERSION,
        kind: Kind::Used,
        at,
        exchange: Some(exchange.to_string()),
        person: None,
        terms: None,
        commitment: Some(commitment(&salt(&key, id), &said)),
    };
    append(tx, id, &leaf).await?;
    let add = "INSERT INTO item_use (id, access, kind, for_person, places, committed, at, filed)
               VALUES ($1, $2, $3, $4, $5, $6, $7, 0)";
    let sealed = key.seal(&place(firm, &id), &said)?;
    tx.run(add, args![id, access, kind.name(), kind.for_person(), places, sealed, at]).await?;
    Ok(id)
}

/// The persons of an access at some of its places, or at all.
pub(crate) fn at_places(persons: &[u8], places: Option<&[u8]>) -> Vec<(u16, PersonId)> {
    let (persons, _) = persons.as_chunks::<16>();
    let at = |place: u16| Some((place, PersonId::from_bytes(*persons.get(usize::from(place))?)));
    let there = |(_, person): &(u16, PersonId)| *person != PersonId::NONE;
    match places {
        None => (0..=u16::MAX).map_while(at).filter(there).collect(),
        Some(places) => {
            let (places, _) = places.as_chunks::<2>();
            places.iter().filter_map(|place| at(u16::from_be_bytes(*place))).filter(there).collect()
        }
    }
}
