//! `/me/erase`: everything about a person goes.

use axum::extract::State;
use axum::response::Response;
use comity_store::{Conflict, Error};

use super::{person, read as read_text};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::erase::{Erase, erased, page, read};
use crate::web::seat::{Seat, Sent, again, html, with_cookie};
use crate::web::session::{Side, set};
use crate::web::ui::{Errors, Fields, Reader};

async fn view(app: &App, seat: &Seat, fields: Fields, errors: Errors) -> Result<Erase, Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let mut view = Erase { fields, errors, ..Erase::default() };
    for (exchange, standing) in app.store.standing_list(&ctx, person(seat)?).await? {
        let exchange = app.store.exchange_get(&ctx, exchange).await?;
        let terms = exchange.exchange.current().map_or(&exchange.draft, |version| &version.terms);
        view.lost.push(read_text(&terms.title, terms, lang).to_owned());
        let Some(agreement) = standing.agreement else { continue };
        let recipients = agreement.held.values().filter_map(|held| held.clause.information.as_ref());
        for recipient in recipients.flat_map(|asked| &asked.recipients).filter_map(|id| terms.recipient(id)) {
            let name = read_text(&recipient.name, terms, lang).to_owned();
            if !view.told.contains(&name) {
                view.told.push(name);
            }
        }
    }
    Ok(view)
}

/// What will be lost, and what remains.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let view = view(&app, &seat, Fields::default(), Errors::default()).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Erases: the job is written down, every session ends, and the page that follows needs none.
pub async fn post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    if let Err(errors) = read(&fields, seat.lang()) {
        let view = view(&app, &seat, fields, errors).await?;
        return Ok(again(page(&view, &seat.shell(&app).await?)));
    }
    let told = view(&app, &seat, Fields::default(), Errors::default()).await?.told;
    let mut shell = seat.shell(&app).await?;
    shell.reader = Reader::Visitor;
    let job = match app.store.person_erase(&seat.ctx(), person(&seat)?).await {
        Ok(job) => job.to_string(),
        Err(Error::Conflict(Conflict::BeingErased)) => String::new(),
        Err(error) => return Err(error.into()),
    };
    let https = app.base.is_https();
    let name = Side::Portal.cookie_name(https, seat.around.slug.as_deref());
    Ok(with_cookie(html(erased(&job, &told, &shell)), set(&name, "", https, Some(0))))
}
