//! `/me/information`: items, what they are used for, and proofs.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use comity_store::StandingView;

use super::{person, read, receipt};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::information::{Information, Item, page};
use crate::web::seat::{Seat, html};

/// Every item that an agreement in force lets the firm use.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let (ctx, own, lang) = (seat.ctx(), person(&seat)?, seat.lang());
    let mut items: BTreeMap<String, Item> = BTreeMap::new();
    let mut titles = BTreeMap::new();
    for (exchange, StandingView { standing, current, agreed }) in app.store.standing_views(&ctx, own).await? {
        let terms = &current.terms;
        titles.insert(exchange, read(&terms.title, terms, lang).to_owned());
        let Some(agreement) = standing.agreement else { continue };
        let terms = &agreed.as_ref().unwrap_or(&current).terms;
        let title = read(&terms.title, terms, lang).to_owned();
        for held in agreement.held.values() {
            let Some(asked) = &held.clause.information else { continue };
            let purpose = asked.purpose.as_ref().and_then(|purpose| terms.purpose(purpose));
            let purpose = purpose.map_or_else(String::new, |purpose| read(&purpose.name, terms, lang).to_owned());
            for item in asked.items.iter().filter_map(|item| terms.item(item)) {
                let name = read(&item.name, terms, lang).to_owned();
                let found = items.entry(name.clone()).or_insert_with(|| Item {
                    name,
                    source: item.source,
                    purposes: Vec::new(),
                    recipients: Vec::new(),
                    values: 0,
                    latest: None,
                    read: 0,
                    used: 0,
                    kept_days: Some(0),
                });
                found.purposes.push((purpose.clone(), title.clone(), exchange.to_string()));
                for recipient in asked.recipients.iter().filter_map(|recipient| terms.recipient(recipient)) {
                    let name = read(&recipient.name, terms, lang).to_owned();
                    if !found.recipients.contains(&name) {
                        found.recipients.push(name);
                    }
                }
                // Of several purposes the one that keeps it longest counts.
                found.kept_days = found.kept_days.zip(asked.retention_days).map(|(most, days)| most.max(days));
            }
        }
    }
    let about = |exchange| titles.get(exchange).map_or("", String::as_str);
    let uses = app.store.receipt_list(&ctx, own).await?;
    let uses = uses.iter().map(|line| receipt(line, about(&line.exchange))).collect();
    let view = Information { items: items.into_values().collect(), uses, notes: Vec::new() };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}
