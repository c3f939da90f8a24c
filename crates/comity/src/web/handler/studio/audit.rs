//! `/studio/audit`: who of the firm did what

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use comity_exchange::time::Timestamp;
use comity_store::AuditFilter;

use super::{asked_page, pages};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::{Asked, Seat, html};
use crate::web::studio::audit::{Audit, Row, page};
use crate::words::say;

/// The list.
pub async fn get(State(app): State<App>, seat: Seat, Asked(filter): Asked) -> Result<Response, Fault> {
    let (ctx, at) = (seat.ctx(), asked_page(&filter));
    let wanted = AuditFilter {
        member: filter.get("who").parse().ok(),
        act: Some(filter.get("act").to_owned()).filter(|act| !act.is_empty()),
    };
    let members = app.store.member_list(&ctx).await?;
    let names: BTreeMap<_, _> = members.into_iter().map(|member| (member.id, member.name)).collect();
    let listed = app.store.audit_list(&ctx, &wanted, &at).await?;
    let view_pages = pages(&listed, &at);
    let rows = listed.rows.into_iter().map(|row| Row {
        at: Timestamp(row.at),
        who: match row.member {
            Some(member) => names.get(&member).cloned().unwrap_or_else(|| member.to_string()),
            None => say!(seat.lang(), "web-house"),
        },
        act: row.act,
        object: row.object.map_or(row.kind.clone(), |object| format!("{} {object}", row.kind)),
        request: row.request,
    });
    Ok(html(page(&Audit { rows: rows.collect(), pages: view_pages, filter }, &seat.shell(&app).await?)))
}
