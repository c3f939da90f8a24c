//! `/studio/exchanges/{id}/benefits`: to whom something is owed, and files of that and of the sums over everybody

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use comity_exchange::amount::Amount;
use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use comity_participation::name::Name;
use comity_store::{BenefitNamed, Error, ExchangeId, ExchangeView, OwedTo, Page, Store};
use futures_util::stream::try_unfold;

use super::utilisation::Names;
use super::{asked_page, pages, still_there};
use crate::web::app::{App, now};
use crate::web::fault::Fault;
use crate::web::handler::portal::export::harmless;
use crate::web::handler::portal::id;
use crate::web::seat::{Asked, Seat, called, html};
use crate::web::studio::owed::{Benefit, Desk, Line, Owed, Row, Sum, page};
use crate::web::ui::machine_time;
use crate::words::Lang;

/// After so long figures that are worked out once an hour are old, in microseconds.
const STALE: i64 = 2 * 3_600_000_000;
/// Persons that are read at once for the table.
const AT_ONCE: u16 = 500;

/// Words of rules on taking part, by their names.
type Rules = BTreeMap<Name, Texts>;

fn benefit(named: &BenefitNamed, names: &Names<'_>, rules: &Rules) -> Benefit {
    let by_rule = named.clause.is_taking_part();
    let rule = Name::new(named.benefit.as_str()).ok().and_then(|rule| rules.get(&rule)).filter(|_| by_rule);
    let mut what = names.benefit(&named.clause, &named.benefit);
    if let Some(rule) = rule {
        what.name = names.text(rule);
    }
    Benefit { what, by_rule, capital: named.capital, unit: named.counted.then(|| names.text(&named.unit)) }
}

/// What the benefits of an exchange come to, what is overdue first.
pub(super) async fn desk(app: &App, seat: &Seat, exchange: ExchangeId, names: &Names<'_>) -> Result<Desk, Fault> {
    let Some(told) = app.store.benefit_sums(&seat.ctx(), exchange).await? else { return Ok(Desk::default()) };
    let rules = app.store.rewards_get(&seat.ctx(), exchange).await?.words;
    let mut sums: Vec<Sum> = told
        .sums
        .iter()
        .map(|sum| Sum {
            benefit: benefit(&sum.benefit, names, &rules),
            totals: sum.totals,
            persons: sum.persons,
            overdue: sum.overdue,
        })
        .collect();
    sums.sort_by(|a, b| (b.overdue, &a.benefit.what).cmp(&(a.overdue, &b.benefit.what)));
    Ok(Desk {
        at: Some(told.at),
        is_stale: now().saturating_sub(told.at.0) > STALE,
        sums,
        persons: told.persons,
        overdue: told.overdue,
        oldest: told.oldest,
    })
}

fn lines(to: &OwedTo, at: Timestamp, names: &Names<'_>, rules: &Rules) -> Vec<Line> {
    let line = |one: &comity_store::Owed| Line {
        benefit: benefit(&one.benefit, names, rules),
        amount: one.owing.open.saturating_add(one.owing.overdue),
        since: one.owing.since,
        late: one.owing.late,
        is_late: one.owing.late.is_some_and(|late| late <= at),
    };
    let mut lines: Vec<Line> = to.owed.iter().map(line).collect();
    lines.sort_by_key(|line| (line.late.is_none(), line.late, line.since));
    lines
}

/// Those to whom something is owed.
pub async fn get(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    Asked(asked): Asked,
) -> Result<Response, Fault> {
    let (ctx, exchange, at): (_, ExchangeId, _) = (seat.ctx(), id(&exchange)?, asked_page(&asked));
    let found = app.store.exchange_get(&ctx, exchange).await?;
    let names = Names::new(&found, seat.lang());
    let rules = app.store.rewards_get(&ctx, exchange).await?.words;
    let worked_out = app.store.benefit_sums(&ctx, exchange).await?.map(|sums| sums.at);
    let listed = app.store.owed_list(&ctx, exchange, &at).await?;
    let mut rows = Vec::new();
    for to in &listed.rows {
        let Some(person) = still_there(&app.store, &ctx, to.person).await? else { continue };
        let lines = lines(to, worked_out.unwrap_or(Timestamp(now())), &names, &rules);
        rows.push(Row { person: (called(&person), to.person.to_string()), lines });
    }
    let pages = pages(&listed, &at);
    let view = Owed { id: exchange.to_string(), title: names.title(), at: worked_out, rows, pages };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

fn file(name: &str, body: Body) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, disposition)], body).into_response()
}

/// Thousandths as a number; nothing where they stand for once, which is a 1.
fn number(thousandths: u64) -> String {
    Amount::from_thousandths(thousandths)
        .map_or_else(|_| (thousandths / 1_000).to_string(), |amount| amount.to_string())
}

fn csv<const N: usize>(head: Option<[&str; N]>, records: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Into memory, which takes everything.
    if let Some(head) = head {
        let _ = writer.write_record(head);
    }
    for record in records {
        let _ = writer.write_record(record.map(|cell| harmless(&cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// Sums over everybody as CSV.
pub async fn sums(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let found = app.store.exchange_get(&seat.ctx(), exchange).await?;
    let desk = desk(&app, &seat, exchange, &Names::new(&found, seat.lang())).await?;
    let head = [
        "at",
        "benefit",
        "name",
        "capital",
        "unit",
        "promised",
        "delivered",
        "owed",
        "overdue",
        "persons",
        "overdue_persons",
    ];
    let at = desk.at.map_or_else(String::new, machine_time);
    let record = |Sum { benefit, totals, persons, overdue }: Sum| {
        let amounts = [totals.promised, totals.delivered, totals.open, totals.overdue].map(number);
        let [promised, delivered, open, late] = amounts;
        let (Benefit { what, capital, unit, .. }, [persons, overdue]) =
            (benefit, [persons, overdue].map(|n| n.to_string()));
        let capital = capital.name().to_owned();
        let unit = unit.unwrap_or_default();
        [at.clone(), what.id, what.name, capital, unit, promised, delivered, open, late, persons, overdue]
    };
    let table = csv(Some(head), desk.sums.into_iter().map(record));
    Ok(file("benefits-sums.csv", table.into()))
}

/// What is owed to whom as CSV, all pages of it, read while they are sent.
pub async fn persons(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let (ctx, exchange, lang): (_, ExchangeId, _) = (seat.ctx(), id(&exchange)?, seat.lang());
    let found = app.store.exchange_get(&ctx, exchange).await?;
    let rules = Arc::new(app.store.rewards_get(&ctx, exchange).await?.words);
    // Asked for before anything is sent, so that who may not is told so.
    let first = app.store.owed_list(&ctx, exchange, &Page::first(AT_ONCE)).await?;
    let rest = try_unfold(Some((first, true)), move |state| {
        let (store, ctx, found, rules) = (app.store.clone(), ctx.clone(), found.clone(), rules.clone());
        async move {
            let Some((listed, is_first)) = state else { return Ok::<_, Error>(None) };
            let table = table(&store, &ctx, &listed.rows, (&found, &rules, lang), is_first).await?;
            let next = match listed.next {
                Some(after) => {
                    let page = Page { after: Some(after), size: AT_ONCE };
                    Some((store.owed_list(&ctx, exchange, &page).await?, false))
                }
                None => None,
            };
            Ok(Some((table, next)))
        }
    });
    Ok(file("benefits.csv", Body::from_stream(rest)))
}

async fn table(
    store: &Store,
    ctx: &comity_store::Context,
    rows: &[OwedTo],
    (found, rules, lang): (&ExchangeView, &Rules, Lang),
    with_head: bool,
) -> Result<Vec<u8>, Error> {
    let (names, mut records) = (Names::new(found, lang), Vec::new());
    for to in rows {
        let Some(person) = still_there(store, ctx, to.person).await? else { continue };
        let external = person.external_id.unwrap_or_default();
        for one in &to.owed {
            let Benefit { what, capital, unit, .. } = benefit(&one.benefit, &names, rules);
            let [open, overdue] = [one.owing.open, one.owing.overdue].map(number);
            let late = one.owing.late.map_or_else(String::new, machine_time);
            let capital = capital.name().to_owned();
            let (person, since) = (to.person.to_string(), machine_time(one.owing.since));
            let unit = unit.unwrap_or_default();
            records.push([person, external.clone(), what.id, what.name, capital, unit, open, overdue, since, late]);
        }
    }
    let head =
        ["person", "external_id", "benefit", "name", "capital", "unit", "owed", "overdue", "earned", "late_from"];
    Ok(csv(with_head.then_some(head), records.into_iter()))
}
