//! `/studio/settings/records`: what records say of the firm, and the record of processing activities as files; one person's
//! record from their page.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::record::ProcessingRecord;
use comity_exchange::text::Language;
use comity_store::{Actor, ExchangeId, PersonId, Right};

use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::{file_of, id};
use crate::web::handler::records;
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::studio::records::{Records, page, read, typed};
use crate::web::ui::Errors;

async fn view(app: &App, seat: &Seat) -> Result<Records, Fault> {
    let details = app.store.firm_details_get(&seat.ctx()).await?;
    let look = app.store.firm_get(&seat.ctx()).await?.look;
    Ok(Records {
        lacks: details.lacks(&look),
        fields: typed(&details),
        may: matches!(seat.actor, Actor::Member { role, .. } if role.may(Right::FirmWrite)),
        errors: Errors::default(),
    })
}

/// The page.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let view = view(&app, &seat).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Saves what records say of the firm.
pub async fn post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    match read(&fields, seat.lang()) {
        Ok(details) => {
            app.store.firm_details_set(&seat.ctx(), &details).await?;
            Ok(seat.done("/studio/settings/records", Said::Saved))
        }
        Err(errors) => {
            let view = Records { fields, errors, ..view(&app, &seat).await? };
            Ok(again(page(&view, &seat.shell(&app).await?)))
        }
    }
}

async fn processing(app: &App, seat: &Seat) -> Result<ProcessingRecord, Fault> {
    let firm = seat.firm.as_ref().ok_or(Fault::NoFirm)?;
    let language = Language::new(seat.lang().code()).map_err(|_| Fault::Broken)?;
    Ok(app.store.processing_record(&seat.ctx(), &letter::address(app, firm, ""), &language).await?)
}

/// The record of processing activities as a table.
pub async fn csv(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let table = processing(&app, &seat).await?.csv();
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"processing.csv\""),
    ];
    Ok((headers, table).into_response())
}

/// The same as JSON.
pub async fn json(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let record = processing(&app, &seat).await?;
    Ok(file_of("processing", serde_json::to_string_pretty(&record).map_err(|_| Fault::Broken)? + "\n"))
}

/// The record of one person in one exchange.
pub async fn person(
    State(app): State<App>,
    seat: Seat,
    Path((person, exchange)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (person, exchange): (PersonId, ExchangeId) = (id(&person)?, id(&exchange)?);
    let pages = records::pages(&app, &seat, exchange)?;
    let recorded = app.store.record_get(&seat.ctx(), exchange, person, &pages).await?;
    if !records::says_something(&recorded) {
        return Err(Fault::NotFound);
    }
    records::file(&format!("record-{person}-{exchange}"), recorded.record.json_ld())
}
