//! `/studio/audit` and `/studio/audit.csv`: who of the firm did what

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::time::Timestamp;
use comity_store::{AuditFilter, AuditRow, Context, Error, MemberId, Page, Scope};
use futures_util::stream::try_unfold;

use super::{asked_page, pages};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::export::harmless;
use crate::web::seat::{Asked, Seat, html};
use crate::web::studio::audit::{Audit, Row, page};
use crate::web::ui::{Fields, machine_time};
use crate::words::say;

/// Rows of a page: those of one request are told as one.
const ROWS: u16 = 200;
/// Rows that are read at once for the table.
const AT_ONCE: u16 = 500;

fn wanted(filter: &Fields) -> AuditFilter {
    let act = Some(filter.get("act").trim().to_owned()).filter(|act| !act.is_empty());
    AuditFilter { member: filter.get("who").parse().ok(), act }
}

/// Members, and systems whose keys let them do what is written down here: those by the numbers of their keys.
async fn names(app: &App, ctx: &Context) -> Result<BTreeMap<MemberId, String>, Error> {
    let members = app.store.member_list(ctx).await?.into_iter().map(|member| (member.id, member.name));
    let acts = [Scope::ContributionsAuthors, Scope::ContributionsAnswer, Scope::ContributionsWrite];
    let systems = app.store.client_list(ctx).await?.into_iter();
    let systems = systems.filter(|system| acts.iter().any(|scope| system.scopes.has(*scope)));
    Ok(members.chain(systems.map(|system| (MemberId::from_bytes(*system.id.bytes()), system.name))).collect())
}

/// Who did it: a member who was removed by their id.
fn who(row: &AuditRow, names: &BTreeMap<MemberId, String>, seat: &Seat) -> String {
    match row.member {
        Some(member) => names.get(&member).cloned().unwrap_or_else(|| member.to_string()),
        None => say!(seat.lang(), "web-house"),
    }
}

/// The list.
pub async fn get(State(app): State<App>, seat: Seat, Asked(filter): Asked) -> Result<Response, Fault> {
    let at = Page { size: ROWS, ..asked_page(&filter) };
    let names = names(&app, &seat.ctx()).await?;
    let listed = app.store.audit_list(&seat.ctx(), &wanted(&filter), &at).await?;
    let view_pages = pages(&listed, &at);
    let mut rows: Vec<Row> = Vec::new();
    for row in listed.rows {
        let who = who(&row, &names, &seat);
        let same = |last: &&mut Row| {
            (&last.request, &last.act, &last.kind, &last.who) == (&row.request, &row.act, &row.kind, &who)
                && !row.request.is_empty()
        };
        match rows.last_mut().filter(same) {
            Some(last) => last.objects.extend(row.object),
            None => rows.push(Row {
                at: Timestamp(row.at),
                who,
                act: row.act,
                kind: row.kind,
                objects: row.object.into_iter().collect(),
                request: row.request,
            }),
        }
    }
    let members = names.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    Ok(html(page(&Audit { rows, members, pages: view_pages, filter }, &seat.shell(&app).await?)))
}

/// The same as CSV, all pages of it, read while they are sent.
pub async fn csv(State(app): State<App>, seat: Seat, Asked(filter): Asked) -> Result<Response, Fault> {
    let (ctx, wanted) = (seat.ctx(), wanted(&filter));
    let names = names(&app, &ctx).await?;
    // Asked for before anything is sent, so that who may not is told so.
    let first = app.store.audit_list(&ctx, &wanted, &Page { after: None, size: AT_ONCE }).await?;
    let rest = try_unfold(Some((first, true)), move |state| {
        let (store, ctx, wanted, names) = (app.store.clone(), ctx.clone(), wanted.clone(), names.clone());
        async move {
            let Some((listed, is_first)) = state else { return Ok::<_, Error>(None) };
            let table = table(&listed.rows, &names, is_first);
            let next = match listed.next {
                Some(after) => {
                    let page = Page { after: Some(after), size: AT_ONCE };
                    Some((store.audit_list(&ctx, &wanted, &page).await?, false))
                }
                None => None,
            };
            Ok(Some((table, next)))
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
    ];
    Ok((headers, Body::from_stream(rest)).into_response())
}

fn table(rows: &[AuditRow], names: &BTreeMap<MemberId, String>, with_head: bool) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |record: [&str; 7]| {
        // Into memory, which takes everything.
        let _ = writer.write_record(record);
    };
    if with_head {
        write(["at", "member", "name", "act", "kind", "object", "request"]);
    }
    for row in rows {
        let member = row.member.map_or_else(String::new, |member| member.to_string());
        let name = row.member.and_then(|member| names.get(&member)).map_or("", String::as_str);
        let (at, object) = (machine_time(Timestamp(row.at)), row.object.as_deref().unwrap_or_default());
        write([&at, &member, &harmless(name), &row.act, &row.kind, object, &row.request]);
    }
    writer.into_inner().unwrap_or_default()
}
