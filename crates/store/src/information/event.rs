//! What systems of the firm are told of: written down with what happened, for every system that is entitled to hear of it.

use serde::Serialize;

use super::{Scope, Scopes};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{ExchangeId, FirmId, HookId, NoticeId, PersonId};
use crate::store::Store;

/// Something that a system of the firm is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Event {
    /// A person agreed, where nothing of theirs was in force.
    #[serde(rename = "agreement.given")]
    AgreementGiven,
    /// Something else is in force than before.
    #[serde(rename = "agreement.changed")]
    AgreementChanged,
    /// Nothing is in force any more.
    #[serde(rename = "agreement.withdrawn")]
    AgreementWithdrawn,
    /// A person put a value right.
    #[serde(rename = "item.corrected")]
    ItemCorrected,
    /// A person says that a value was wrong; it is gone, and none may come in its place.
    #[serde(rename = "item.contested")]
    ItemContested,
    /// The time of a value is over; it is gone.
    #[serde(rename = "item.expired")]
    ItemExpired,
    /// A value is gone, because nothing permits it any more or nobody used it.
    #[serde(rename = "item.erased")]
    ItemErased,
    /// Others see something now that a person brought.
    #[serde(rename = "contribution.shown")]
    ContributionShown,
    /// Something that a person brought has its outcome.
    #[serde(rename = "contribution.outcome")]
    ContributionOutcome,
    /// A person was erased.
    #[serde(rename = "person.erased")]
    PersonErased,
    /// Nothing happened: somebody tries whether messages arrive.
    #[serde(rename = "webhook.test")]
    Test,
}

impl Event {
    /// Every event.
    pub const ALL: [Self; 11] = [
        Self::AgreementGiven,
        Self::AgreementChanged,
        Self::AgreementWithdrawn,
        Self::ItemCorrected,
        Self::ItemContested,
        Self::ItemExpired,
        Self::ItemErased,
        Self::ContributionShown,
        Self::ContributionOutcome,
        Self::PersonErased,
        Self::Test,
    ];

    /// The name in the books and outside.
    pub fn name(self) -> &'static str {
        match self {
            Self::AgreementGiven => "agreement.given",
            Self::AgreementChanged => "agreement.changed",
            Self::AgreementWithdrawn => "agreement.withdrawn",
            Self::ItemCorrected => "item.corrected",
            Self::ItemContested => "item.contested",
            Self::ItemExpired => "item.expired",
            Self::ItemErased => "item.erased",
            Self::ContributionShown => "contribution.shown",
            Self::ContributionOutcome => "contribution.outcome",
            Self::PersonErased => "person.erased",
            Self::Test => "webhook.test",
        }
    }

    /// The event of that name.
    pub(super) fn from_name(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|event| event.name() == name);
        known.ok_or_else(|| Error::Broken("an event has no known name".into()))
    }

    /// Whether a system hears of it whose key is for that: of values who writes or reads them, of agreements also who brings
    /// benefits; of what people brought who reads that; and that somebody was erased, everybody.
    pub fn is_for(self, scopes: Scopes) -> bool {
        let any = |some: &[Scope]| some.iter().any(|scope| scopes.has(*scope));
        match self {
            Self::AgreementGiven | Self::AgreementChanged | Self::AgreementWithdrawn => {
                any(&[Scope::ItemsWrite, Scope::ItemsRead, Scope::BenefitsWrite])
            }
            Self::ItemCorrected | Self::ItemContested | Self::ItemExpired | Self::ItemErased => {
                any(&[Scope::ItemsWrite, Scope::ItemsRead])
            }
            Self::ContributionShown | Self::ContributionOutcome => any(&[Scope::ContributionsRead]),
            Self::PersonErased | Self::Test => true,
        }
    }
}

/// Whom and what an event is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) firm: FirmId,
    /// None, where it is about all of the firm's.
    pub(crate) exchange: Option<ExchangeId>,
    pub(crate) person: Option<PersonId>,
    /// By its name in the terms; of what a person brought, its id.
    pub(crate) item: Option<&'a str>,
}

/// Systems that may have to be told of something in an exchange, or of anything.
async fn hooks(tx: &mut Conn, about: &About<'_>) -> Result<Vec<(HookId, Scopes, Option<ExchangeId>)>, Error> {
    let find = "SELECT h.id, c.scopes, h.exchange FROM hook h JOIN client c ON c.id = h.client
                WHERE h.firm = $1 AND h.off IS NULL AND c.ended IS NULL
                AND (h.exchange IS NULL OR $2 IS NULL OR h.exchange = $2) ORDER BY h.id";
    let mut all = Vec::new();
    for row in tx.rows(find, args![about.firm, about.exchange]).await? {
        let scopes: String = row.get(1)?;
        all.push((row.get(0)?, Scopes::from_names(&scopes), row.get(2)?));
    }
    Ok(all)
}

/// Writes an event down for every system that is entitled to hear of it.
pub(crate) async fn tell(books: &Store, tx: &mut Conn, about: About<'_>, event: Event) -> Result<(), Error> {
    for (hook, scopes, only) in hooks(tx, &about).await? {
        let is_of_it = match (only, about.exchange, about.person) {
            // What is about all exchanges is about those to which the person was invited.
            (Some(only), None, Some(person)) => {
                let find = "SELECT COUNT(*) FROM standing WHERE exchange = $1 AND person = $2";
                tx.number(find, args![only, person]).await? > 0
            }
            _ => true,
        };
        if is_of_it && event.is_for(scopes) {
            add(books, tx, hook, &about, event).await?;
        }
    }
    Ok(())
}

/// Writes an event down for one system.
pub(super) async fn add(
    books: &Store,
    tx: &mut Conn,
    hook: HookId,
    about: &About<'_>,
    event: Event,
) -> Result<(), Error> {
    let (id, now) = (NoticeId::new(), books.now().0);
    let add = "INSERT INTO notice (id, firm, exchange, person, recipient, item, purpose, value, why, made, attempts, next, hook)
               VALUES ($1, $2, $3, $4, '', $5, '', $6, $7, $8, 0, $8, $9)";
    // Two events of the same kind are two: each is its own "value".
    let item = about.item.unwrap_or_default();
    let values = args![id, about.firm, about.exchange, about.person, item, *id.bytes(), event.name(), now, hook];
    tx.run(add, values).await.map(drop)
}

/// Nothing that systems were or are to be told of a person is kept: they are being erased. That alone is told.
pub(crate) async fn erased(books: &Store, tx: &mut Conn, firm: FirmId, person: PersonId) -> Result<(), Error> {
    tx.run("DELETE FROM notice WHERE person = $1 AND hook IS NOT NULL", args![person]).await?;
    let about = About { firm, exchange: None, person: Some(person), item: None };
    tell(books, tx, about, Event::PersonErased).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_hear_of_what_their_keys_are_for() {
        let check = |scopes: &[Scope], expect: &str| {
            let scopes: Scopes = scopes.iter().copied().collect();
            let told: Vec<&str> =
                Event::ALL.into_iter().filter(|event| event.is_for(scopes)).map(Event::name).collect();
            assert_eq!(told.join(" "), expect, "{scopes}");
        };
        let agreements = "agreement.given agreement.changed agreement.withdrawn";
        let items = "item.corrected item.contested item.expired item.erased";
        let always = "person.erased webhook.test";
        check(&[Scope::ItemsWrite], &format!("{agreements} {items} {always}"));
        check(&[Scope::ItemsRead], &format!("{agreements} {items} {always}"));
        check(&[Scope::BenefitsWrite], &format!("{agreements} {always}"));
        check(&[Scope::UsesWrite], always);
        check(&[Scope::ContributionsRead], &format!("contribution.shown contribution.outcome {always}"));
        check(&[Scope::ContributionsAnswer, Scope::ContributionsWrite], always);
        assert!(Event::ALL.into_iter().all(|event| Event::from_name(event.name()).unwrap() == event));
        assert!(Event::from_name("withdrawn").is_err());
    }
}
