//! `/me/details`: a person corrects what is kept of them.

use axum::extract::State;
use axum::response::Response;
use comity_store::{Error, Invalid, Person, PersonChange};

use super::person;
use crate::mail::letter;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::limit::{Rate, account};
use crate::web::portal::details::{Correction, Details, page};
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

/// Hours for which a link to another address works.
const HOURS: i64 = 24;

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
    let own = app.store.person_get(&seat.ctx(), person(&seat)?).await?;
    let errors = match Correction::read(&fields, seat.lang()) {
        Ok(correction) => match correct(&app, &seat, &own, correction).await {
            Ok(said) => return Ok(seat.done("/me/details", said)),
            Err(Wrong::Field(errors)) => errors,
            Err(Wrong::Fault(fault)) => return Err(fault),
        },
        Err(errors) => errors,
    };
    let view = Details { fields, errors, external: own.external_id };
    Ok(again(page(&view, &seat.shell(&app).await?)))
}

/// Why a correction was not taken.
enum Wrong {
    /// A field is wrong.
    Field(Errors),
    /// It could not be done.
    Fault(Fault),
}

/// Corrects what takes effect at once. Another mail address counts when the link that is sent to it is opened: the answer
/// is the same whether or not somebody has it already, which is theirs to know.
async fn correct(app: &App, seat: &Seat, own: &Person, correction: Correction) -> Result<Said, Wrong> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let field = |name: &str, sentence: String| {
        let mut errors = Errors::default();
        errors.add(name, sentence);
        Wrong::Field(errors)
    };
    let fault = |error: Error| Wrong::Fault(error.into());
    let other = own.mail.as_deref().is_none_or(|mail| mail != correction.mail.to_lowercase());
    if other {
        let asking = account(&format!("mail change {}", own.id));
        app.limits.count(Rate::Link, asking).map_err(Wrong::Fault)?;
    }
    let change = PersonChange {
        name: Some(Some(correction.name)),
        language: Some(correction.language),
        born_year: Some(correction.born_year.and_then(|year| u16::try_from(year).ok())),
        ..PersonChange::default()
    };
    let token = if other {
        let asked = app.store.mail_change_ask(&ctx, own.id, &correction.mail, HOURS * 3_600_000_000).await;
        match asked {
            Ok(token) => Some(token),
            Err(Error::Invalid(Invalid::Mail)) => return Err(field("mail", say!(lang, "web-mail-wrong"))),
            Err(error) => return Err(fault(error)),
        }
    } else {
        None
    };
    match app.store.person_correct(&ctx, own.id, change).await {
        Ok(()) => {}
        Err(Error::Invalid(_)) => return Err(field("name", say!(lang, "web-text-wrong"))),
        Err(error) => return Err(fault(error)),
    }
    let Some(token) = token else { return Ok(Said::Saved) };
    let firm = seat.firm.as_ref().ok_or(Wrong::Fault(Fault::NoFirm))?;
    let person = app.store.person_get(&ctx, own.id).await.map_err(fault)?;
    let address = letter::address(app, firm, &format!("/confirm/{token}"));
    let letter = letter::confirm(&person, &correction.mail, firm, &address, HOURS as u32);
    letter.queue(app, &seat.house()).await.map_err(fault)?;
    Ok(Said::MailSent)
}
