//! `/me/recognition`: what came back for taking part, and whether the person agrees to be named

use axum::extract::{Path, State};
use axum::response::Response;
use comity_store::{CreditId, NamedTo};

use super::part::refused;
use super::{id, person};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::recognition::{Recognised, page};
use crate::web::seat::{Said, Seat, Sent, again, html};

/// The page.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    person(&seat)?;
    let view = Recognised { part: app.store.part_own(&seat.ctx()).await?, ..Recognised::default() };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// They agree to be named, change by which name, or do not agree any more.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(credit): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    person(&seat)?;
    let (ctx, of): (_, CreditId) = (seat.ctx(), id(&credit)?);
    let to = match (fields.get("go"), fields.get(&format!("named.{credit}"))) {
        ("no", _) => NamedTo::Nobody,
        ("yes", "everybody") => NamedTo::Everybody,
        ("yes", "exchange") => NamedTo::Exchange,
        _ => return Err(Fault::Malformed),
    };
    let name = format!("name.{credit}");
    match app.store.credit_answer(&ctx, of, to, fields.get(&name)).await {
        Ok(()) => Ok(seat.done("/me/recognition", Said::Saved)),
        Err(error) => {
            let errors = refused(error, &name, seat.lang())?;
            let part = app.store.part_own(&ctx).await?;
            let view = Recognised { part, typed: Some((credit, fields)), errors };
            Ok(again(page(&view, &seat.shell(&app).await?)))
        }
    }
}
