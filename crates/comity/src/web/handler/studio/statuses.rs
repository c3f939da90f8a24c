//! `/studio/exchanges/{id}/statuses/{activity}`: the statuses of an activity, looked at, changed, and the change taken back

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::text::Language;
use comity_participation::refusal::Refusal;
use comity_store::{ActivityId, Conflict, Error, ExchangeId};

use crate::web::app::{App, now};
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Said, Seat, Sent, again, html, stale};
use crate::web::studio::statuses::{Desk, begin, mark, page};
use crate::web::ui::Errors;
use crate::web::way;
use crate::words::{Lang, say};

async fn view(app: &App, seat: &Seat, exchange: &str, activity: &str) -> Result<Desk, Fault> {
    let (ctx, at): (_, ExchangeId) = (seat.ctx(), id(exchange)?);
    let view = app.store.activity_statuses_get(&ctx, id::<ActivityId>(activity)?).await?;
    if view.activity.exchange != at {
        return Err(Fault::NotFound);
    }
    let there = app.store.exchange_get(&ctx, at).await?;
    let mut languages = there.exchange.current().map_or(&there.draft, |version| &version.terms).languages();
    if languages.is_empty() {
        languages.extend(Language::new(seat.lang().code()).ok());
    }
    let code = way::code(view.activity.kind()).ok_or(Fault::NotFound)?;
    Ok(Desk {
        back: format!("/studio/exchanges/{exchange}/{code}?activity={activity}"),
        exchange: exchange.to_owned(),
        fields: begin(&view, &languages),
        view,
        languages,
        errors: Errors::default(),
    })
}

/// The statuses as they are.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, activity)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, &exchange, &activity).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Looks at what was typed, saves it, or takes the last change back.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, activity)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let there = view(&app, &seat, &exchange, &activity).await?;
    let (of, here) = (there.view.activity.id, format!("/studio/exchanges/{exchange}/statuses/{activity}"));
    let unseen = fields.get("saw") != mark(&there.view);
    if fields.get("go") == "undo" {
        if unseen {
            return Ok(stale(page(&Desk { errors: meanwhile(lang), ..there }, &seat.shell(&app).await?)));
        }
        return match app.store.activity_statuses_undo(&ctx, of).await {
            Ok(()) => Ok(seat.done(here, Said::Saved)),
            Err(Error::Participation(Refusal::Statuses(_))) => {
                let mut errors = Errors::default();
                errors.add("kind.0", say!(lang, "statuses-refused", why = "undo", n = 0));
                Ok(again(page(&Desk { errors, ..there }, &seat.shell(&app).await?)))
            }
            Err(error) => Err(error.into()),
        };
    }
    if unseen {
        return Ok(stale(page(&Desk { errors: meanwhile(lang), ..there }, &seat.shell(&app).await?)));
    }
    let saw = there.view.activity.activity.statuses.clone();
    let there = Desk { fields, ..there };
    let read = there.read(now(), lang);
    let look = there.fields.get("go") != "save";
    let errors = match read {
        Ok(_) if look => Errors::default(),
        Ok(asked) => {
            match app.store.activity_statuses_set(&ctx, of, saw, asked.statuses, asked.moves).await {
                Ok(()) => return Ok(seat.done(here, Said::Saved)),
                // Somebody else was quicker, or something came to stand in one meanwhile.
                Err(Error::Conflict(Conflict::Stale) | Error::Participation(Refusal::Statuses(_))) => {
                    let there = Desk { errors: meanwhile(lang), ..view(&app, &seat, &exchange, &activity).await? };
                    return Ok(stale(page(&there, &seat.shell(&app).await?)));
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(errors) => errors,
    };
    let answer = if errors.is_empty() { html } else { again };
    Ok(answer(page(&Desk { errors, ..there }, &seat.shell(&app).await?)))
}

fn meanwhile(lang: Lang) -> Errors {
    let mut errors = Errors::default();
    errors.add("kind.0", say!(lang, "part-refused", why = "changed"));
    errors
}
