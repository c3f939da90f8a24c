//! `/me/contributions`: what the person brought, what became of it, what is new

use axum::extract::State;
use axum::response::Response;
use comity_store::Page;

use super::person;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::part::own::{Own, page};
use crate::web::seat::{Said, Seat, html};

/// How much of what is new is shown.
const NEWS: u16 = 50;

/// The page.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let ctx = seat.ctx();
    let news = app.store.news_list(&ctx, &Page::first(NEWS)).await?.rows;
    let letters = format!("/letters/{}/{}", person(&seat)?, app.store.letters_secret(&ctx).await?);
    let pulse = super::pulses::asked(&app, &seat).await?;
    let view = Own { news, part: app.store.part_own(&ctx).await?, letters, pulse };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// They have seen what is new.
pub async fn post(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    person(&seat)?;
    app.store.news_see(&seat.ctx()).await?;
    Ok(seat.done("/me/contributions", Said::Saved))
}
