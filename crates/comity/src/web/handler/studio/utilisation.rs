//! `/studio/exchanges/{id}/information` and its figures as a file: how much of what is held is used.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use comity_exchange::id::{BenefitId, ClauseId};
use comity_exchange::terms::Terms;
use comity_exchange::text::Texts;
use comity_store::{ExchangeId, ExchangeView};

use crate::chart::Day;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::export::harmless;
use crate::web::handler::portal::{id, read};
use crate::web::seat::{Seat, html};
use crate::web::studio::utilisation::{Cell, Named, Refused, Used, page, shares};
use crate::words::Lang;

/// Names in the terms, the newest version that has them first: what was agreed to in an older one is still held.
pub(super) struct Names<'e> {
    terms: Vec<&'e Terms>,
    lang: Lang,
}

impl<'e> Names<'e> {
    pub(super) fn new(view: &'e ExchangeView, lang: Lang) -> Self {
        let mut terms: Vec<&Terms> = view.exchange.versions.iter().rev().map(|version| &*version.terms).collect();
        terms.push(&view.draft);
        Self { terms, lang }
    }

    pub(super) fn title(&self) -> String {
        self.terms.first().map_or_else(String::new, |terms| read(&terms.title, terms, self.lang).to_owned())
    }

    pub(super) fn item(&self, id: &str) -> Named {
        let find = |terms: &&Terms| {
            let item = terms.items.iter().find(|item| item.id.as_str() == id)?;
            Some(read(&item.name, terms, self.lang).to_owned())
        };
        self.named(id, find)
    }

    pub(super) fn purpose(&self, id: &str) -> Named {
        let find = |terms: &&Terms| {
            let purpose = terms.purposes.iter().find(|purpose| purpose.id.as_str() == id)?;
            Some(read(&purpose.name, terms, self.lang).to_owned())
        };
        self.named(id, find)
    }

    /// A recipient.
    pub(super) fn recipient(&self, id: &str) -> String {
        let find = |terms: &&Terms| {
            let one = terms.recipients.iter().find(|one| one.id.as_str() == id)?;
            Some(read(&one.name, terms, self.lang).to_owned())
        };
        self.named(id, find).name
    }

    /// A benefit of a clause: both together are its name in the terms.
    pub(super) fn benefit(&self, clause: &ClauseId, benefit: &BenefitId) -> Named {
        let find = |terms: &&Terms| {
            let one = terms.clause(clause)?.benefits.iter().find(|one| one.id == *benefit)?;
            Some(read(&one.what, terms, self.lang).to_owned())
        };
        self.named(&format!("{clause}/{benefit}"), find)
    }

    /// A text of the terms' languages.
    pub(super) fn text(&self, texts: &Texts) -> String {
        self.terms.first().map_or_else(String::new, |terms| read(texts, terms, self.lang).to_owned())
    }

    fn named(&self, id: &str, find: impl Fn(&&Terms) -> Option<String>) -> Named {
        Named { name: self.terms.iter().find_map(find).unwrap_or_else(|| id.to_owned()), id: id.to_owned() }
    }
}

async fn view(app: &App, seat: &Seat, exchange: ExchangeId) -> Result<Used, Fault> {
    let ctx = seat.ctx();
    let found = app.store.exchange_get(&ctx, exchange).await?;
    let names = Names::new(&found, seat.lang());
    let told = app.store.utilisation_get(&ctx, exchange).await?;
    let unused = app.store.unused_list(&ctx, exchange).await?;
    let cell = |(cell, counts): &(comity_exchange::market::Cell, _)| Cell {
        item: names.item(cell.item.as_str()),
        purpose: names.purpose(cell.purpose.as_str()),
        counts: (!told.few.contains(cell)).then_some(*counts),
    };
    let mut cells: Vec<Cell> = told.cells.iter().map(cell).collect();
    cells.sort_by(|a, b| (&a.item, &a.purpose).cmp(&(&b.item, &b.purpose)));
    let day = |(day, counts): &(i64, _)| {
        let date = jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(*day)).to_string();
        Some(Day { date, shares: shares(*counts)? })
    };
    let refused = |one: &comity_store::Refusal| Refused {
        item: names.item(&one.item),
        purpose: names.purpose(&one.purpose),
        reason: one.reason.clone(),
        n: one.n,
    };
    Ok(Used {
        id: exchange.to_string(),
        title: names.title(),
        cells,
        trend: told.trend.iter().filter_map(day).collect(),
        idle: told.idle.iter().map(|(item, idle)| (names.item(item.as_str()), *idle)).collect(),
        released: unused.iter().filter_map(|one| Some((names.item(one.item.as_str()), one.released?))).collect(),
        refusals: told.refusals.iter().map(refused).collect(),
        desk: super::owed::desk(app, seat, exchange, &names).await?,
    })
}

/// The page.
pub async fn get(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Items and purposes as CSV. Of fewer than ten persons nothing is said but that they are fewer.
pub async fn csv(State(app): State<App>, seat: Seat, Path(exchange): Path<String>) -> Result<Response, Fault> {
    let view = view(&app, &seat, id(&exchange)?).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"information.csv\""),
    ];
    Ok((headers, table(&view.cells)).into_response())
}

fn table(cells: &[Cell]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |record: [&str; 9]| {
        // Into memory, which takes everything.
        let _ = writer.write_record(record.map(harmless));
    };
    write([
        "item",
        "item_name",
        "purpose",
        "purpose_name",
        "held",
        "read",
        "used",
        "used_for_person",
        "fewer_than_ten_persons",
    ]);
    for Cell { item, purpose, counts } in cells {
        let figures = counts.map(|counts| [counts.held, counts.read, counts.used, counts.for_person]);
        let [held, read, used, for_person] =
            figures.map_or_else(Default::default, |figures| figures.map(|n| n.to_string()));
        let few = if counts.is_some() { "no" } else { "yes" };
        let names = [&item.id, &item.name, &purpose.id, &purpose.name].map(String::as_str);
        let [item, item_name, purpose, purpose_name] = names;
        write([item, item_name, purpose, purpose_name, &held, &read, &used, &for_person, few]);
    }
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_formula_and_few_are_not_counted() {
        let named = |name: &str| Named { name: name.into(), id: "x".into() };
        let cells = [Cell { item: named("=1+1"), purpose: named("Advice"), counts: None }];
        let text = String::from_utf8(table(&cells)).unwrap();
        assert_eq!(text.lines().nth(1).unwrap(), "x,'=1+1,x,Advice,,,,,yes");
    }
}
