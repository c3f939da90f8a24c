//! The portal's routes: what persons, and guardians for them, see and do.

pub mod access;
pub mod agreement;
pub mod check;
pub mod contributions;
pub mod details;
pub mod erase;
pub mod exchange;
pub mod export;
pub mod guest;
pub mod home;
pub mod information;
pub mod opinions;
pub mod part;
pub mod pulses;
pub mod receipt;
pub mod recognition;
pub mod record;
pub mod roadmap;
pub mod uses;
pub mod voice;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::terms::Terms;
use comity_exchange::text::{Language, Texts};
use comity_store::{Actor, PersonId};
use std::str::FromStr;
use std::sync::LazyLock;
use tokio::sync::{Mutex, MutexGuard};

use crate::web::fault::Fault;
use crate::web::portal::receipts::{Act, Receipt};
use crate::web::seat::Seat;
use crate::words::Lang;

/// For whom the reader acts: themselves, or their ward.
///
/// # Errors
/// Nobody: the gate would have kept them out.
pub fn person(seat: &Seat) -> Result<PersonId, Fault> {
    match seat.actor {
        Actor::Person { id } => Ok(id),
        Actor::Guardian { ward, .. } => Ok(ward),
        Actor::System | Actor::Visitor | Actor::Client { .. } | Actor::Member { .. } | Actor::Guest { .. } => {
            Err(Fault::Denied)
        }
    }
}

/// An id from an address. What is none leads nowhere.
///
/// # Errors
/// [`Fault::NotFound`].
pub fn id<T: FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// A text of the terms in the reader's language.
pub fn read<'t>(texts: &'t Texts, terms: &'t Terms, lang: Lang) -> &'t str {
    match Language::new(lang.code()) {
        Ok(lang) => texts.best(&lang, &terms.language),
        Err(_) => texts.best(&terms.language, &terms.language),
    }
}

/// Answers of one person are taken one after the other, so that of a form sent twice the second sees what the first did.
/// There is one server; what two of them would do at once, the books' own locks keep apart.
pub async fn turn(person: PersonId) -> MutexGuard<'static, ()> {
    // Many more places than requests that are ever under way: two persons who share one wait for each other's commit.
    const PLACES: u64 = 1 << 14;
    static TURNS: LazyLock<Vec<Mutex<()>>> = LazyLock::new(|| (0..PLACES).map(|_| Mutex::new(())).collect());
    let place = xxhash_rust::xxh3::xxh3_64(person.to_string().as_bytes()) % PLACES;
    TURNS[place as usize].lock().await
}

/// A receipt as pages list it.
pub fn receipt(line: &comity_store::ReceiptLine, about: &str) -> Receipt {
    Receipt {
        id: line.leaf.to_string(),
        act: Act::of(&line.kind),
        about: about.to_owned(),
        at: line.at,
        leaf: line.number,
    }
}

/// A receipt as a file to be saved.
pub fn file_of(name: &str, text: String) -> Response {
    let kept = format!("attachment; filename=\"{name}.json\"");
    ([(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, kept)], text).into_response()
}
