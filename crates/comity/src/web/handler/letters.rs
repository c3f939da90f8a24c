//! `/letters/{person}/{secret}`: from a letter, without signing in. Looking changes nothing, since mail programs open links too.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use comity_store::{Error, PersonId};
use serde::Deserialize;

use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::letters::{page, read};
use crate::web::seat::{Seat, Sent, html};

/// Whether something was just saved.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    saved: Option<String>,
}

fn none(error: Error) -> Fault {
    match error {
        Error::NotFound(_) => Fault::Link,
        error => error.into(),
    }
}

/// What they chose.
pub async fn get(
    State(app): State<App>,
    mut seat: Seat,
    Path((person, secret)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let id: PersonId = person.parse().map_err(|_| Fault::Link)?;
    let view = app.store.letters_get(&seat.ctx(), id, &secret).await.map_err(none)?;
    if !seat.around.lang_chosen {
        seat.around.lang = letter::lang_of(&view.language);
    }
    let here = format!("/letters/{person}/{secret}");
    Ok(html(page(&view.preferences, &here, asked.saved.is_some(), &seat.shell(&app).await?)))
}

/// They choose.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path((person, secret)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let id: PersonId = person.parse().map_err(|_| Fault::Link)?;
    let ctx = seat.ctx();
    let before = app.store.letters_get(&ctx, id, &secret).await.map_err(none)?.preferences;
    app.store.letters_set(&ctx, id, &secret, read(&fields, before)).await.map_err(none)?;
    let to = seat.shell(&app).await?.to(format!("/letters/{person}/{secret}?saved=yes"));
    Ok(Redirect::to(&to).into_response())
}
