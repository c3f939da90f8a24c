//! The studio's routes: what members see and do.

pub mod accesses;
pub mod audience;
pub mod audit;
pub mod changelog;
pub mod counters;
pub mod credit;
pub mod edit;
pub mod embed;
pub mod exchange;
pub mod exchanges;
pub mod export_all;
pub mod handoff;
pub mod imports;
pub mod invite;
pub mod keys;
pub mod ledger;
pub mod listen;
pub mod listen_new;
pub mod look;
pub mod moderate;
pub mod moderation;
pub mod opinions;
pub mod outbox;
pub mod overview;
pub mod owed;
pub mod part;
pub mod password;
pub mod people;
pub mod person;
pub mod publish;
pub mod pulses;
pub mod recipients;
pub mod recognition;
pub mod records;
pub mod roadmap;
pub mod signs;
pub mod statuses;
pub mod team;
pub mod utilisation;
pub mod voice;
pub mod webhook;

use comity_store::{Context, Error, Listed, Page, Person, PersonId, Store};

use crate::web::ui::{Fields, Pages};

/// The page of a list that an address asks for.
pub fn asked_page(asked: &Fields) -> Page {
    let after = asked.get("after");
    Page { after: (!after.is_empty()).then(|| after.to_owned()), size: 50 }
}

/// How to get on in a list.
pub fn pages<T>(listed: &Listed<T>, page: &Page) -> Pages {
    Pages { total: listed.total, next: listed.next.clone(), first: page.after.is_none() }
}

/// Somebody whom a list names; nothing where they were erased in between.
pub async fn still_there(store: &Store, ctx: &Context, person: PersonId) -> Result<Option<Person>, Error> {
    match store.person_get(ctx, person).await {
        Ok(person) => Ok(Some(person)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
