//! `/me/details`: a person corrects what is kept of them.

use axum::extract::State;
use axum::response::Response;
use comity_store::{Conflict, Error, Invalid, Person, PersonChange};

use super::person;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::details::{Correction, Details, page};
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

fn kept(person: &Person) -> Fields {
    let mut fields = Fields::default();
    fields.set("name", person.name.clone().unwrap_or_default());
    fields.set("mail", person.mail.clone().unwrap_or_default());
    fields.set("language", person.language.clone());
    fields.set("born_year", person.born_year.map_or_else(String::new, |year| year.to_string()));
    fields
}

/// What is kept.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let own = app.store.person_get(&seat.ctx(), person(&seat)?).await?;
    let view = Details { fields: kept(&own), errors: Errors::default(), external: own.external_id };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// A correction.
pub async fn post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    let (ctx, id) = (seat.ctx(), person(&seat)?);
    let own = app.store.person_get(&ctx, id).await?;
    let errors = match Correction::read(&fields, seat.lang()) {
        Ok(correction) => {
            let change = PersonChange {
                name: Some(Some(correction.name)),
                mail: Some(Some(correction.mail)),
                language: Some(correction.language),
                born_year: Some(correction.born_year.and_then(|year| u16::try_from(year).ok())),
                ..PersonChange::default()
            };
            let mut errors = Errors::default();
            match app.store.person_correct(&ctx, id, change).await {
                Ok(()) => return Ok(seat.done("/me/details", Said::Saved)),
                // That somebody else has it is theirs to know: the same words as for an address that cannot be.
                Err(Error::Conflict(Conflict::Mail) | Error::Invalid(Invalid::Mail)) => {
                    errors.add("mail", say!(seat.lang(), "web-mail-wrong"));
                }
                Err(Error::Invalid(_)) => errors.add("name", say!(seat.lang(), "web-text-wrong")),
                Err(error) => return Err(error.into()),
            }
            errors
        }
        Err(errors) => errors,
    };
    let view = Details { fields, errors, external: own.external_id };
    Ok(again(page(&view, &seat.shell(&app).await?)))
}
