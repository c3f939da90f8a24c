//! `/studio/exchanges/{id}/audience/{activity}`: whom an activity is for, looked at, counted and changed

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::terms::Terms;
use comity_participation::activity::{Fault as Wrong, Segment};
use comity_store::{ActivityId, Error, ExchangeId, ExchangeView, Right};

use super::part::may;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::studio::audience::{Audience, begin, items, page, read, wrong};
use crate::web::ui::{Errors, Fields};
use crate::web::way;
use crate::words::Lang;

/// The terms that hold for whoever agrees now; the draft before any were published.
fn terms(there: &ExchangeView) -> &Terms {
    there.exchange.versions.last().map_or(&there.draft, |version| &version.terms)
}

/// Items by which an activity can be for some, for those who open activities.
pub fn offered(seat: &Seat, there: &ExchangeView) -> Vec<(String, String)> {
    if may(seat, Right::ExchangePublish) { items(terms(there), seat.lang()) } else { Vec::new() }
}

async fn view(app: &App, seat: &Seat, exchange: &str, activity: &str) -> Result<(Audience, Terms), Fault> {
    let (ctx, at): (_, ExchangeId) = (seat.ctx(), id(exchange)?);
    let activity = app.store.activity_get(&ctx, id::<ActivityId>(activity)?).await?;
    if activity.exchange != at {
        return Err(Fault::NotFound);
    }
    let there = app.store.exchange_get(&ctx, at).await?;
    let terms = terms(&there).clone();
    let code = way::code(activity.kind()).ok_or(Fault::NotFound)?;
    let segment = activity.activity.segment.as_ref();
    let view = Audience {
        exchange: exchange.to_owned(),
        back: format!("/studio/exchanges/{exchange}/{code}?activity={}", activity.id),
        items: items(&terms, seat.lang()),
        remarks: segment.map(|segment| segment.remarks(&terms)).unwrap_or_default(),
        counted: None,
        fields: begin(segment),
        errors: Errors::default(),
        activity,
    };
    Ok((view, terms))
}

/// Whom it is for.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, activity)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (view, _) = view(&app, &seat, &exchange, &activity).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// What a form opens, with whom it is for; everything that is wrong with either.
///
/// # Errors
/// What is wrong, for its field.
pub fn with<T>(opens: Result<T, Errors>, fields: &Fields, lang: Lang) -> Result<(T, Option<Segment>), Errors> {
    match (opens, read(fields, lang)) {
        (Ok(opens), Ok(segment)) => Ok((opens, segment)),
        (Err(mut errors), Err(own)) => {
            own.iter().for_each(|(field, words)| errors.add(field, words));
            Err(errors)
        }
        (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => Err(errors),
    }
}

/// What the books have against a segment, as a sentence about its field; anything else is for the page of faults.
pub fn refused(error: Error, lang: Lang) -> Result<Errors, Fault> {
    match error {
        Error::Activity(Wrong::Segment(fault)) => Ok(wrong(fault, lang)),
        other => Err(other.into()),
    }
}

/// Counts those whom it would be for, or says whom it is for.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path((exchange, activity)): Path<(String, String)>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let (there, terms) = view(&app, &seat, &exchange, &activity).await?;
    let of = there.activity.id;
    let errors = match read(&fields, lang) {
        Err(errors) => errors,
        Ok(segment) if fields.get("go") == "count" => {
            let remarks = segment.as_ref().map(|segment: &Segment| segment.remarks(&terms)).unwrap_or_default();
            let counted = match segment {
                // Everybody who was invited is told elsewhere.
                None => Ok(None),
                Some(segment) => app.store.activity_segment_count(&ctx, of, segment).await.map(Some),
            };
            match counted {
                Ok(counted) => {
                    let view = Audience { fields, remarks, counted, ..there };
                    return Ok(html(page(&view, &seat.shell(&app).await?)));
                }
                Err(error) => refused(error, lang)?,
            }
        }
        Ok(segment) => match app.store.activity_segment_set(&ctx, of, segment).await {
            Ok(()) => {
                return Ok(seat.done(format!("/studio/exchanges/{exchange}/audience/{of}"), Said::Saved));
            }
            Err(error) => refused(error, lang)?,
        },
    };
    Ok(again(page(&Audience { fields, errors, remarks: Vec::new(), ..there }, &seat.shell(&app).await?)))
}
