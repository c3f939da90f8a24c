//! `/me/receipts/{id}`: a receipt to read, and the same as a file with which anybody can check it.

use axum::extract::{Path, State};
use comity_exchange::clause::{Benefit, Position};
use comity_exchange::id::ClauseId;
use comity_exchange::market::Delivery;
use comity_exchange::negotiation::{CounterState, Response};
use comity_exchange::terms::Terms;
use comity_store::{LeafId, Receipt};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{file_of, id, read as read_text};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::receipt::{Proof, Receipt as View, What, page};
use crate::web::portal::receipts::Act;
use crate::web::seat::{Seat, html};
use crate::web::ui::written;
use crate::web::way::words;
use crate::words::Lang;

/// What an answered condition is committed to as.
#[derive(Deserialize)]
struct Condition {
    clause: ClauseId,
    state: CounterState,
}

/// What is promised for taking part, or not any more.
#[derive(Deserialize)]
struct Promised {
    benefit: Benefit,
}

/// What was done, by the kind of the entry. What has no form of its own is told as a whole.
fn what(receipt: &Receipt, terms: &Terms, lang: Lang) -> What {
    fn read<T: DeserializeOwned>(receipt: &Receipt) -> Option<T> {
        serde_json::from_str(&receipt.committed).ok()
    }
    let found = match receipt.line.kind.as_str() {
        "withdrawn" => read(receipt).map(What::Purpose),
        "setting_moved" => read::<(ClauseId, Position)>(receipt).map(|(clause, to)| What::Setting(clause, to)),
        "item_corrected" | "item_contested" => read(receipt).map(What::Item),
        "benefit_promised" | "benefit_withdrawn" => read::<Promised>(receipt).map(|one| {
            let (what, unit) = (words(&one.benefit.what, lang), words(&one.benefit.unit, lang));
            let amount = one.benefit.amount.map(|amount| format!("{} {unit}", written(amount, lang)));
            What::Benefit(what, amount.map(|amount| amount.trim_end().to_owned()))
        }),
        "benefit_delivered" => read::<Delivery>(receipt).map(|came| benefit(&came, terms, lang)),
        "counter_answered" => read::<Condition>(receipt).map(|found| What::Condition(found.clause, found.state)),
        _ => read(receipt).map(|response| What::Answers(Box::new(response))),
    };
    found.unwrap_or(What::Whole)
}

/// Something that came back, by the name that the terms give it.
fn benefit(came: &Delivery, terms: &Terms, lang: Lang) -> What {
    let known = terms.clause(&came.clause).and_then(|clause| clause.benefits.iter().find(|one| one.id == came.benefit));
    let what = known.map_or_else(|| came.benefit.to_string(), |known| read_text(&known.what, terms, lang).to_owned());
    let unit = read_text(&came.unit, terms, lang);
    What::Benefit(what, came.amount.map(|amount| format!("{} {unit}", written(amount, lang)).trim_end().to_owned()))
}

/// The page.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(leaf): Path<String>,
) -> Result<axum::response::Response, Fault> {
    let receipt = app.store.receipt_get(&seat.ctx(), id(&leaf)?).await?;
    let exchange = app.store.exchange_get(&seat.ctx(), receipt.line.exchange).await?;
    let answers = serde_json::from_str::<Response>(&receipt.committed).ok();
    // An offer made to one person alone is no version: its clauses have the titles of the version that it came from.
    let read = answers.and_then(|answers| {
        exchange.exchange.versions.iter().find(|version| version.terms.fingerprint() == answers.offer)
    });
    let read = read.or_else(|| exchange.exchange.current()).map(|version| version.terms.clone());
    let terms = read.unwrap_or_else(|| exchange.draft.into());
    let mut what = what(&receipt, &terms, seat.lang());
    if let What::Benefit(name, _) = &mut what {
        // What came for taking part is known by its row, whose words are the rule's.
        let own = app.store.part_own(&seat.ctx()).await?.recognitions;
        if let Some(one) = own.iter().find(|one| one.id.to_string() == *name) {
            *name = words(&one.benefit.what, seat.lang());
        }
    }
    let view = View {
        id: leaf,
        act: Act::of(&receipt.line.kind),
        what,
        at: receipt.line.at,
        terms,
        leaf: receipt.line.number,
        proof: Proof {
            entry: receipt.promise.entry,
            signature: receipt.promise.signature,
            checkpoint: receipt.inclusion.map(|found| found.checkpoint),
            key: receipt.verifier,
        },
    };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// The file, signed as a whole.
pub async fn file(
    State(app): State<App>,
    seat: Seat,
    Path(leaf): Path<String>,
) -> Result<axum::response::Response, Fault> {
    let leaf: LeafId = id(&leaf)?;
    let text = app.store.receipt_file(&seat.ctx(), leaf).await?;
    Ok(file_of(&format!("receipt-{leaf}"), text))
}
