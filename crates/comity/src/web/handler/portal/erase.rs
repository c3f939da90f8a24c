//! `/me/erase`: everything about a person goes.

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use comity_store::{Conflict, Error, JobId, JobState, StandingView};

use super::{person, read as read_text};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::erase::{Erase, Progress, Recipient, erased, page, read};
use crate::web::seat::{Seat, Sent, again, html, with_cookie};
use crate::web::session::{Side, set};
use crate::web::ui::{Errors, Fields, Reader};

async fn view(app: &App, seat: &Seat, fields: Fields, errors: Errors) -> Result<Erase, Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let mut view = Erase { fields, errors, ..Erase::default() };
    for (_, StandingView { standing, current, agreed }) in app.store.standing_views(&ctx, person(seat)?).await? {
        let terms = &current.terms;
        view.lost.push(read_text(&terms.title, terms, lang).to_owned());
        let Some(agreement) = standing.agreement else { continue };
        // As they stood in the version that was agreed to.
        let terms = &agreed.as_ref().unwrap_or(&current).terms;
        let asked = agreement.held.values().filter_map(|held| held.clause.information.as_ref());
        for recipient in asked.flat_map(|asked| &asked.recipients).filter_map(|id| terms.recipient(id)) {
            let name = read_text(&recipient.name, terms, lang).to_owned();
            let one = Recipient { name, contact: recipient.contact.clone() };
            if !view.recipients.contains(&one) {
                view.recipients.push(one);
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
    let recipients = view(&app, &seat, Fields::default(), Errors::default()).await?.recipients;
    let mut shell = seat.shell(&app).await?;
    shell.reader = Reader::Visitor;
    let progress = match app.store.person_erase(&seat.ctx(), person(&seat)?).await {
        Ok(job) => awaited(&app, &seat, job).await?,
        Err(Error::Conflict(Conflict::BeingErased)) => Progress::UnderWay,
        Err(error) => return Err(error.into()),
    };
    let https = app.base.is_https();
    let name = Side::Portal.cookie_name(https, seat.around.slug.as_deref());
    Ok(with_cookie(html(erased(&progress, &recipients, &shell)), set(&name, "", https, Some(0))))
}

/// Waits a moment for the worker, which is done before most readers look: nobody can come back to this page later.
async fn awaited(app: &App, seat: &Seat, job: JobId) -> Result<Progress, Fault> {
    const LOOKS: u32 = 15;
    for _ in 0..LOOKS {
        if app.store.job_get(&seat.house(), job).await?.state == JobState::Done {
            let receipt = app.store.tombstone_take(job).map(|promise| {
                let receipt = serde_json::json!({ "promise": promise, "verifier": app.store.verifier().to_string() });
                format!("{receipt:#}")
            });
            return Ok(Progress::Done(receipt));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(Progress::UnderWay)
}
