//! `/studio/exchanges` and `/studio/exchanges/new`

use axum::extract::State;
use axum::response::Response;
use comity_exchange::EXAMPLE_TERMS;
use comity_exchange::capital::Stage;
use comity_exchange::terms::{Kind, Leaving, Terms};
use comity_exchange::text::{Language, Texts};
use comity_exchange::time::Timestamp;

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::read;
use crate::web::seat::{Asked, Seat, Sent, again, html};
use crate::web::studio::exchanges::{Exchanges, New, NewForm, Row, life_name, new, page};
use crate::web::ui::Pages;

/// The list.
pub async fn get(State(app): State<App>, seat: Seat, Asked(filter): Asked) -> Result<Response, Fault> {
    let (ctx, wanted) = (seat.ctx(), filter.get("q").trim().to_lowercase());
    let mut rows = Vec::new();
    for line in app.store.exchange_list(&ctx).await? {
        if !filter.get("life").is_empty() && life_name(line.life) != filter.get("life") {
            continue;
        }
        let view = app.store.exchange_get(&ctx, line.id).await?;
        let title = match read(&view.draft.title, &view.draft, seat.lang()) {
            "" => line.title,
            title => title.to_owned(),
        };
        if !title.to_lowercase().contains(&wanted) {
            continue;
        }
        rows.push(Row {
            id: line.id.to_string(),
            title,
            life: line.life,
            version: (line.current > 0).then_some(line.current),
            draft_differs: view.exchange.current().is_some_and(|version| *version.terms != view.draft),
            agreed: line.agreed,
            conditions: line.open_counters,
            changed: Timestamp(line.updated),
        });
    }
    let pages = Pages { total: rows.len() as u64, next: None, first: true };
    Ok(html(page(&Exchanges { rows, pages, filter }, &seat.shell(&app).await?)))
}

/// The form for a new one.
pub async fn new_get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    Ok(html(new(&New::default(), &seat.shell(&app).await?)))
}

/// Makes a draft, and goes on to write it.
pub async fn new_post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    let form = match NewForm::read(&fields, seat.lang()) {
        Ok(form) => form,
        Err(errors) => return Ok(again(new(&New { fields, errors }, &seat.shell(&app).await?))),
    };
    let country = seat.firm.as_ref().map_or("IT", |known| known.firm.look.country.as_str());
    let language = Language::new(seat.lang().code()).map_err(|_| Fault::Broken)?;
    let mut terms = match form.from_example {
        true => Terms::from_toml(EXAMPLE_TERMS).map_err(|_| Fault::Broken)?,
        false => empty(language.clone(), country),
    };
    terms.title.set(language, form.title.clone());
    let id = app.store.exchange_create(&seat.ctx(), &form.title, terms).await?;
    Ok(seat.to(format!("/studio/exchanges/{id}/edit")))
}

fn empty(language: Language, country: &str) -> Terms {
    Terms {
        language,
        title: Texts::default(),
        summary: Texts::default(),
        kind: Kind::Feature,
        stage: Stage::Service,
        country: country.to_owned(),
        answer_within_days: 14,
        leaving: Leaving::default(),
        purposes: Vec::new(),
        items: Vec::new(),
        recipients: Vec::new(),
        clauses: Vec::new(),
    }
}
