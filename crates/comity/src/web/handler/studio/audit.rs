//! `/studio/audit` and `/studio/audit.csv`: who of the firm did what

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::time::Timestamp;
use comity_store::{AuditFilter, AuditRow, MemberId, Page};

use super::{asked_page, pages};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::export::harmless;
use crate::web::seat::{Asked, Seat, html};
use crate::web::studio::audit::{Audit, Row, page};
use crate::web::ui::Fields;
use crate::words::say;

/// Rows of a page: those of one request are told as one.
const ROWS: u16 = 200;
/// Rows of a file at most, the newest.
const MOST: usize = 100_000;

fn wanted(filter: &Fields) -> AuditFilter {
    let act = Some(filter.get("act").trim().to_owned()).filter(|act| !act.is_empty());
    AuditFilter { member: filter.get("who").parse().ok(), act }
}

async fn names(app: &App, seat: &Seat) -> Result<BTreeMap<MemberId, String>, Fault> {
    let members = app.store.member_list(&seat.ctx()).await?;
    Ok(members.into_iter().map(|member| (member.id, member.name)).collect())
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
    let names = names(&app, &seat).await?;
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

/// The same as a table, every row for itself, times in UTC.
pub async fn csv(State(app): State<App>, seat: Seat, Asked(filter): Asked) -> Result<Response, Fault> {
    let (names, filter) = (names(&app, &seat).await?, wanted(&filter));
    let mut table = csv::Writer::from_writer(Vec::new());
    let broken = |_| Fault::Broken;
    table.write_record(["when", "who", "act", "kind", "object", "request"]).map_err(broken)?;
    let (mut at, mut written) = (Page::first(500), 0);
    loop {
        let listed = app.store.audit_list(&seat.ctx(), &filter, &at).await?;
        written += listed.rows.len();
        for row in listed.rows {
            let when = jiff::Timestamp::from_microsecond(row.at).unwrap_or_default().to_string();
            let who = who(&row, &names, &seat);
            let cells = [when, who, row.act, row.kind, row.object.unwrap_or_default(), row.request];
            table.write_record(cells.iter().map(|cell| harmless(cell))).map_err(broken)?;
        }
        match listed.next {
            Some(next) if written < MOST => at.after = Some(next),
            Some(_) => {
                let left = say!(seat.lang(), "studio-audit-more", n = listed.total.saturating_sub(written as u64));
                table.write_record([left.as_str(), "", "", "", "", ""]).map_err(broken)?;
                break;
            }
            None => break,
        }
    }
    let bytes = table.into_inner().map_err(|_| Fault::Broken)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
    ];
    Ok((headers, bytes).into_response())
}
