//! `/me/information`: what is kept of a person, item for item, and what they do about it.

use std::collections::BTreeSet;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use comity_exchange::agreement::Held;
use comity_exchange::basis;
use comity_exchange::id::ItemId;
use comity_exchange::market::NotPermitted;
use comity_exchange::terms::Terms;
use comity_exchange::text::Texts;
use comity_store::{Error, ExchangeId, ItemOwn, PATIENCE, Page, ReceiptLine, StandingView};
use serde_json::value::to_raw_value;

use super::uses::{Names, came_by_receipt};
use super::{id, person, read, receipt, turn};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::{gpc, records};
use crate::web::portal::information::{Item, Kept, Mine, Purpose, Until, Unused, field_of, page};
use crate::web::portal::value::Shape;
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::ui::{Errors, Fields};
use crate::words::{Lang, say};

/// The latest accesses that the page shows.
const LATEST: u16 = 3;

/// The page.
pub async fn get(State(app): State<App>, seat: Seat, headers: HeaderMap) -> Result<Response, Fault> {
    let view = view(&app, &seat, gpc::sent(&headers)).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

async fn view(app: &App, seat: &Seat, signal: bool) -> Result<Mine, Fault> {
    let (ctx, own, lang) = (seat.ctx(), person(seat)?, seat.lang());
    let mut view = Mine { signal, lacks: records::lacks(app, seat).await?, ..Mine::default() };
    let mut titles = std::collections::BTreeMap::new();
    for (exchange, standing) in app.store.standing_views(&ctx, own).await? {
        let terms = &standing.current.terms;
        titles.insert(exchange, read(&terms.title, terms, lang).to_owned());
        if standing.standing.agreement.is_some() && asks(&standing) {
            view.agreed.push((exchange.to_string(), read(&terms.title, terms, lang).to_owned()));
        }
        let values = app.store.items_own(&ctx, exchange).await?;
        let contested = app.store.items_contested(&ctx, exchange).await?;
        let all = app.store.unused_list(&ctx, exchange).await?;
        view.unused.extend(unused(exchange, &standing, &all, lang));
        view.items.extend(items(exchange, &standing, &values, &contested, lang));
    }
    view.items.sort_by(|a, b| (&a.exchange.1, &a.name).cmp(&(&b.exchange.1, &b.name)));
    let mut names = Names::default();
    let latest = app.store.access_list(&ctx, own, &Page::first(LATEST)).await?;
    view.latest = names.accesses(app, seat, &latest.rows).await?;
    let benefits = names.benefits(app, seat).await?;
    view.late = benefits.iter().map(|one| one.late.len()).sum();
    let came = came_by_receipt(&benefits);
    let about = |line: &ReceiptLine| {
        let title = || titles.get(&line.exchange).cloned().unwrap_or_default();
        came.get(line.leaf.to_string().as_str()).cloned().unwrap_or_else(title)
    };
    let receipts = app.store.receipt_list(&ctx, own).await?;
    view.receipts = receipts.iter().map(|line| receipt(line, &about(line))).collect();
    Ok(view)
}

/// Whether terms that were agreed to, or are in force, ask for information.
fn asks(view: &StandingView) -> bool {
    let all = [Some(&view.current), view.agreed.as_ref()].into_iter().flatten();
    all.flat_map(|version| &version.terms.clauses).any(|clause| clause.information.is_some())
}

/// Of what nobody used, what the person agreed to give.
fn unused(exchange: ExchangeId, view: &StandingView, all: &[comity_store::Unused], lang: Lang) -> Vec<Unused> {
    let current = &view.current.terms;
    let agreed = view.agreed.as_ref().map_or(current, |agreed| &agreed.terms);
    let held = view.standing.agreement.iter().flat_map(|agreement| agreement.held.values());
    let asked = held.filter_map(|held| held.clause.information.as_ref()).flat_map(|asked| &asked.items);
    let asked: BTreeSet<&ItemId> = asked.collect();
    let one = |one: &comity_store::Unused| {
        let known = agreed.item(&one.item).map(|item| read(&item.name, agreed, lang));
        Unused {
            exchange: (exchange.to_string(), read(&current.title, current, lang).to_owned()),
            name: known.map_or_else(|| one.item.to_string(), ToOwned::to_owned),
            let_go: one.released.unwrap_or(one.warned.plus_days(PATIENCE.release_days - PATIENCE.warn_days)),
            gone: one.released.is_some(),
        }
    };
    all.iter().filter(|unused| asked.contains(&unused.item)).map(one).collect()
}

/// What an exchange has of a person: items that something in force asks for, of which there is a value, or that they contest.
fn items(
    exchange: ExchangeId,
    view: &StandingView,
    values: &[ItemOwn],
    contested: &BTreeSet<ItemId>,
    lang: Lang,
) -> Vec<Item> {
    let held = || view.standing.agreement.iter().flat_map(|agreement| agreement.held.values());
    let asked = held().filter_map(|held| held.clause.information.as_ref()).flat_map(|asked| &asked.items);
    let all: BTreeSet<&ItemId> = asked.chain(values.iter().map(|value| &value.item)).chain(contested).collect();
    let current = &view.current.terms;
    let agreed = view.agreed.as_ref().map_or(current, |agreed| &agreed.terms);
    let exchange = (exchange.to_string(), read(&current.title, current, lang).to_owned());
    all.into_iter()
        .map(|id| {
            // As it stands in the version that was agreed to.
            let terms = if agreed.item(id).is_some() { agreed } else { current };
            let value = values.iter().find(|value| value.item == *id);
            item(exchange.clone(), id, (terms, value, contested.contains(id)), held(), lang)
        })
        .collect()
}

fn item<'h>(
    exchange: (String, String),
    id: &ItemId,
    (terms, value, contested): (&Terms, Option<&ItemOwn>, bool),
    held: impl Iterator<Item = &'h Held>,
    lang: Lang,
) -> Item {
    let known = terms.item(id);
    let text = |texts: Option<&Texts>| texts.map_or_else(String::new, |texts| read(texts, terms, lang).to_owned());
    let inferred = known.and_then(|item| item.inferred.as_ref());
    let from = inferred.iter().flat_map(|inferred| &inferred.from);
    let mut item = Item {
        exchange,
        id: id.to_string(),
        name: known.map_or_else(|| id.to_string(), |item| read(&item.name, terms, lang).to_owned()),
        source: value.map(|value| value.source).or(known.map(|item| item.source)).unwrap_or(basis::Source::Observed),
        worked_out: (
            from.map(|id| terms.item(id).map_or_else(|| id.to_string(), |item| text(Some(&item.name)))).collect(),
            text(inferred.map(|inferred| &inferred.method)),
        ),
        origin: text(known.map(|item| &item.origin)),
        value: value.and_then(|one| {
            let value = serde_json::from_str(one.value.get()).ok()?;
            Some(Kept { value, came: one.came, until: one.until })
        }),
        contested,
        purposes: Vec::new(),
        recipients: Vec::new(),
        kept_days: Some(0),
    };
    for asked in held.filter_map(|held| held.clause.information.as_ref()).filter(|asked| asked.items.contains(id)) {
        let purpose = asked.purpose.as_ref().and_then(|purpose| terms.purpose(purpose));
        item.purposes.extend(purpose.map(|purpose| Purpose {
            name: read(&purpose.name, terms, lang).to_owned(),
            until: match value.and_then(|value| value.purposes.get(&purpose.id)) {
                None => Until::Not,
                Some(None) => Until::Agreed,
                Some(Some(at)) => Until::At(*at),
            },
        }));
        for recipient in asked.recipients.iter().filter_map(|recipient| terms.recipient(recipient)) {
            let name = read(&recipient.name, terms, lang).to_owned();
            if !item.recipients.contains(&name) {
                item.recipients.push(name);
            }
        }
        // Of several purposes the one that keeps it longest counts.
        item.kept_days = item.kept_days.zip(asked.retention_days).map(|(most, days)| most.max(days));
    }
    item
}

/// One deed: `correct:item`, `give:item`, `contest:item` or `take-back:item`. What the rules refuse is said on the page.
pub async fn post(
    State(app): State<App>,
    seat: Seat,
    Path(exchange): Path<String>,
    headers: HeaderMap,
    Sent(fields): Sent,
) -> Result<Response, Fault> {
    let exchange: ExchangeId = id(&exchange)?;
    let _turn = turn(person(&seat)?).await;
    let (verb, item) = fields.get("go").split_once(':').unwrap_or_default();
    let values = app.store.items_own(&seat.ctx(), exchange).await?;
    let item = ItemId::new(item).map_err(|_| Fault::Malformed)?;
    let (to, said) = match done(&app, &seat, exchange, (verb, item), (&fields, &values)).await {
        Ok(done) => done,
        Err(Wrong::Field(field, sentence)) => return refused(&app, &seat, &headers, fields, (field, sentence)).await,
        Err(Wrong::Fault(fault)) => return Err(fault),
    };
    Ok(seat.done(to, said))
}

/// The page again, with what was typed and what is wrong with it.
async fn refused(
    app: &App,
    seat: &Seat,
    headers: &HeaderMap,
    fields: Fields,
    (field, sentence): (String, String),
) -> Result<Response, Fault> {
    let mut errors = Errors::default();
    errors.add(field, sentence);
    let view = Mine { fields, errors, ..view(app, seat, gpc::sent(headers)).await? };
    Ok(again(page(&view, &seat.shell(app).await?)))
}

/// Why a deed was not done.
enum Wrong {
    /// A field is wrong: which, and what is said of it.
    Field(String, String),
    /// It could not be done.
    Fault(Fault),
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self::Fault(error.into())
    }
}

/// Does it; where the browser goes on to, and what is said there.
async fn done(
    app: &App,
    seat: &Seat,
    exchange: ExchangeId,
    (verb, item): (&str, ItemId),
    (fields, values): (&Fields, &[ItemOwn]),
) -> Result<(String, Said), Wrong> {
    let (ctx, lang) = (seat.ctx(), seat.lang());
    let field = field_of(&exchange.to_string(), item.as_str());
    let no_more = |field: &str| Wrong::Field(field.to_owned(), say!(lang, "portal-item-refused"));
    let receipt = |leaf| format!("/me/receipts/{leaf}");
    match verb {
        "correct" | "give" => {
            let old = values.iter().find(|value| value.item == item);
            let old = old.and_then(|old| serde_json::from_str(old.value.get()).ok());
            let read = Shape::of(old.as_ref()).read(fields.get(&field), lang);
            let value = read.map_err(|sentence| Wrong::Field(field.clone(), sentence))?;
            let value = to_raw_value(&value).map_err(|_| Wrong::Fault(Fault::Broken))?;
            let promise = app.store.item_correct(&ctx, exchange, item, value).await?;
            Ok((receipt(promise.map_err(|_| no_more(&field))?.leaf), Said::PutRight))
        }
        "contest" => match app.store.item_contest(&ctx, exchange, item).await {
            Ok(promise) => Ok((receipt(promise.leaf), Said::Contested)),
            // It went meanwhile.
            Err(Error::NotPermitted(NotPermitted::NoSuchValue)) => Err(no_more("go")),
            Err(error) => Err(error.into()),
        },
        "take-back" => {
            app.store.item_contest_end(&ctx, exchange, item).await?;
            Ok(("/me/information".to_owned(), Said::ContestEnded))
        }
        _ => Err(Wrong::Fault(Fault::Malformed)),
    }
}
