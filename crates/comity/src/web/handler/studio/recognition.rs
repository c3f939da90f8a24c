//! `/studio/exchanges/{id}/recognition`: rules on what comes back, what was promised by them, and that it came

use axum::extract::{Path, State};
use axum::response::Response;
use comity_exchange::text::Language;
use comity_store::{Conflict, Error, ExchangeId, RecognitionId, RewardsId, Right};

use super::part::may;
use super::utilisation::Names;
use super::{asked_page, owed, pages, still_there};
use crate::web::app::{App, now};
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Asked, Said, Seat, Sent, again, called, html, stale};
use crate::web::studio::recognition::{Desk, Row, begin, page};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

async fn view(app: &App, seat: &Seat, exchange: ExchangeId, asked: &Fields) -> Result<Desk, Fault> {
    let (store, ctx) = (&app.store, seat.ctx());
    let there = store.exchange_get(&ctx, exchange).await?;
    let mut languages = there.exchange.current().map_or(&there.draft, |version| &version.terms).languages();
    if languages.is_empty() {
        languages.extend(Language::new(seat.lang().code()).ok());
    }
    let names = Names::new(&there, seat.lang());
    let held = store.rewards_get(&ctx, exchange).await?;
    let mut view = Desk {
        id: exchange.to_string(),
        title: names.title(),
        fields: begin(&held.rules, &languages),
        findings: held.findings,
        rules: held.rules,
        set: held.set,
        languages,
        ..Desk::default()
    };
    if may(seat, Right::FiguresRead) {
        let told = owed::desk(app, seat, exchange, &names).await?;
        view.at = told.at;
        view.sums = told.sums.into_iter().filter(|sum| sum.benefit.by_rule).collect();
    }
    if may(seat, Right::StandingRead) {
        let after = asked_page(asked);
        let listed = store.recognition_list(&ctx, exchange, &after).await?;
        view.pages = pages(&listed, &after);
        let mut rows = Vec::with_capacity(listed.rows.len());
        for line in listed.rows {
            if let Some(person) = still_there(store, &ctx, line.person).await? {
                rows.push(Row { person: (called(&person), line.person.to_string()), line });
            }
        }
        view.rows = Some(rows);
    }
    Ok(view)
}

/// The page.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?, &asked).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Looks at rules, sets them, or says that something came.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let (ctx, lang, of): (_, _, ExchangeId) = (seat.ctx(), seat.lang(), id(&exchange)?);
    let here = format!("/studio/exchanges/{exchange}/recognition");
    if let Some(which) = fields.get("go").strip_prefix("deliver:") {
        return match app.store.recognition_deliver(&ctx, id::<RecognitionId>(which)?).await {
            // Somebody else said so before, which comes to the same.
            Ok(_) | Err(Error::Conflict(Conflict::Used)) => Ok(seat.done(here, Said::Saved)),
            Err(error) => Err(error.into()),
        };
    }
    let there = view(&app, &seat, of, &Fields::default()).await?;
    let saw = match fields.get("saw") {
        "" => None,
        saw => Some(id::<RewardsId>(saw)?),
    };
    let meanwhile = || {
        let mut errors = Errors::default();
        errors.add("deed.0", say!(lang, "part-refused", why = "changed"));
        errors
    };
    if saw != there.set.as_ref().map(|set| set.id) {
        return Ok(stale(page(&Desk { errors: meanwhile(), ..there }, &seat.shell(&app).await?)));
    }
    let look = fields.get("go") != "save";
    let typed = Desk { fields, ..there };
    let (findings, read) = typed.read(now(), lang);
    let errors = match read {
        Ok(_) if look => Errors::default(),
        Ok(rules) => match app.store.rewards_set(&ctx, of, saw, rules).await {
            Ok(()) => return Ok(seat.done(here, Said::Saved)),
            Err(Error::Conflict(Conflict::Overtaken)) => {
                let there = view(&app, &seat, of, &Fields::default()).await?;
                return Ok(stale(page(&Desk { errors: meanwhile(), ..there }, &seat.shell(&app).await?)));
            }
            Err(error) => return Err(error.into()),
        },
        Err(errors) => errors,
    };
    let answer = if errors.is_empty() { html } else { again };
    Ok(answer(page(&Desk { findings, errors, ..typed }, &seat.shell(&app).await?)))
}
