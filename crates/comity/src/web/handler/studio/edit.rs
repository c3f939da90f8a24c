//! `/studio/exchanges/{id}/edit` and `…/lint`: terms are written, as a form or as a file

use axum::extract::{FromRequest as _, Path, Request, State};
use axum::response::Response;
use comity_exchange::terms::Terms;
use comity_store::{Conflict, Error, ExchangeId};

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Asked, Said, Seat, Sent, Uploaded, again, html, stale};
use crate::web::studio::terms::{Edit, Editor, lint_fragment, page, read};
use crate::web::studio::toml::{self, Toml};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

/// The form, or the file.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let view = app.store.exchange_get(&seat.ctx(), exchange).await?;
    let shell = seat.shell(&app).await?;
    if asked.get("as") == "toml" {
        let mut fields = Fields::default();
        fields.set("toml", view.draft.to_toml().map_err(|_| Fault::Broken)?);
        fields.set("revision", view.revision.to_string());
        return Ok(html(toml::page(
            &Toml { exchange: exchange.to_string(), fields, errors: Errors::default() },
            &shell,
        )));
    }
    Ok(html(page(&Editor::of(exchange.to_string(), &view.draft, view.revision.to_string()), &shell)))
}

/// Adds, removes or moves a part, or saves. What was typed is never lost: not by a mistake, and not by somebody else who
/// saved in between.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
    request: Request,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    // Before anything is read: of another firm's exchange there is nothing to edit.
    app.store.exchange_get(&seat.ctx(), exchange).await?;
    if asked.get("as") == "toml" {
        let uploaded = Uploaded::from_request(request, &()).await?;
        return from_file(&app, &seat, exchange, uploaded).await;
    }
    let Sent(fields) = Sent::from_request(request, &()).await?;
    let revision = fields.get("revision").to_owned();
    let mut view = Editor {
        exchange: exchange.to_string(),
        fields: Fields::default(),
        errors: Errors::default(),
        revision,
        conflict: false,
        touched: None,
    };
    let shell = seat.shell(&app).await?;
    let terms = match read(fields, seat.lang()) {
        Edit::Again(fields, touched) => return Ok(html(page(&Editor { fields, touched, ..view }, &shell))),
        Edit::Wrong(fields, errors) => return Ok(again(page(&Editor { fields, errors, ..view }, &shell))),
        Edit::Save(fields, terms) => {
            view.fields = fields;
            *terms
        }
    };
    match save(&app, &seat, exchange, terms, &view.revision).await? {
        Saved::Done => Ok(seat.done(format!("/studio/exchanges/{exchange}"), Said::Saved)),
        Saved::Stale(revision) => Ok(stale(page(&Editor { revision, conflict: true, ..view }, &shell))),
    }
}

enum Saved {
    Done,
    /// Somebody else saved meanwhile: the revision there is now.
    Stale(String),
}

async fn save(app: &App, seat: &Seat, exchange: ExchangeId, terms: Terms, revision: &str) -> Result<Saved, Fault> {
    let based_on = revision.parse().map_err(|_| Fault::Malformed)?;
    match app.store.exchange_draft_save(&seat.ctx(), exchange, terms.clone(), based_on).await {
        Ok(_) => Ok(Saved::Done),
        Err(Error::Conflict(Conflict::Stale)) => {
            let there = app.store.exchange_get(&seat.ctx(), exchange).await?;
            // The same form sent twice.
            Ok(if there.draft == terms { Saved::Done } else { Saved::Stale(there.revision.to_string()) })
        }
        Err(error) => Err(error.into()),
    }
}

async fn from_file(app: &App, seat: &Seat, exchange: ExchangeId, uploaded: Uploaded) -> Result<Response, Fault> {
    let Uploaded { mut fields, files } = uploaded;
    if let Some((_, bytes)) = files.into_iter().find(|(name, bytes)| name == "file" && !bytes.is_empty()) {
        fields.set("toml", String::from_utf8_lossy(&bytes).into_owned());
    }
    let mut view = Toml { exchange: exchange.to_string(), errors: Errors::default(), fields };
    let shell = seat.shell(app).await?;
    let terms = match Terms::from_toml(view.fields.get("toml")) {
        Ok(terms) => terms,
        Err(wrong) => {
            view.errors.add("toml", wrong.to_string());
            return Ok(again(toml::page(&view, &shell)));
        }
    };
    match save(app, seat, exchange, terms, view.fields.get("revision")).await? {
        Saved::Done => Ok(seat.done(format!("/studio/exchanges/{exchange}"), Said::Saved)),
        Saved::Stale(revision) => {
            view.fields.set("revision", revision);
            view.errors.add("toml", say!(seat.lang(), "web-stale-draft"));
            Ok(stale(toml::page(&view, &shell)))
        }
    }
}

/// The lint of what is being typed; nothing is saved.
pub async fn lint(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    app.store.exchange_get(&seat.ctx(), id(&exchange)?).await?;
    Ok(html(lint_fragment(fields, seat.lang())))
}
