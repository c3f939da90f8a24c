//! `/me/information/uses`: who read what, what came of it, what came back, and who was told of an end.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use axum::extract::State;
use axum::response::Response;
use comity_exchange::amount::Amount;
use comity_exchange::id::{ClauseId, ItemId, PurposeId, RecipientId};
use comity_exchange::market::{Account, DueState};
use comity_exchange::terms::Terms;
use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use comity_store::{AccessLine, Delivered, Error, ExchangeId, Notice, Page};

use super::{person, read};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::portal::uses::{Access, Benefit, Beyond, Came, Delivery, Given, Told, Uses, page};
use crate::web::seat::{Asked, Seat, html};
use crate::web::ui::{Pages, written};
use crate::words::{Lang, say};

/// Accesses on a page.
const MANY: u16 = 20;

/// The page.
pub async fn get(State(app): State<App>, seat: Seat, Asked(asked): Asked) -> Result<Response, Fault> {
    let (ctx, own) = (seat.ctx(), person(&seat)?);
    let after = Some(asked.get("after").to_owned()).filter(|after| !after.is_empty());
    let first = after.is_none();
    let listed = app.store.access_list(&ctx, own, &Page { after, ..Page::first(MANY) }).await?;
    let mut names = Names::default();
    let accesses = names.accesses(&app, &seat, &listed.rows).await?;
    let pages = Pages { total: listed.total, next: listed.next, first };
    let mut view = Uses { accesses, pages, ..Uses::default() };
    if first {
        view.benefits = names.benefits(&app, &seat).await?;
        for notice in app.store.notices_about(&ctx, own).await? {
            view.told.push(names.told(&app, &seat, notice).await?);
        }
    }
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// What the versions of an exchange's terms call things, the newest first.
#[derive(Default)]
struct Versions(Vec<(u32, Terms)>);

impl Versions {
    /// The terms of that version, or else the newest.
    fn at(&self, number: u32) -> Option<&Terms> {
        let found = self.0.iter().find(|(one, _)| *one == number).or_else(|| self.0.first());
        found.map(|(_, terms)| terms)
    }

    /// A text by the newest version that has it; else the name in the terms.
    fn named<'t>(&'t self, find: impl Fn(&'t Terms) -> Option<&'t Texts>, else_name: &str, lang: Lang) -> String {
        let found = self.0.iter().find_map(|(_, terms)| Some(read(find(terms)?, terms, lang)));
        found.map_or_else(|| else_name.to_owned(), ToOwned::to_owned)
    }

    fn title(&self, lang: Lang) -> String {
        self.named(|terms| Some(&terms.title), "", lang)
    }

    fn item(&self, id: &str, lang: Lang) -> String {
        let known = ItemId::new(id).ok();
        self.named(|terms| Some(&terms.item(known.as_ref()?)?.name), id, lang)
    }

    fn purpose(&self, id: &str, lang: Lang) -> String {
        let known = PurposeId::new(id).ok();
        self.named(|terms| Some(&terms.purpose(known.as_ref()?)?.name), id, lang)
    }

    fn recipient(&self, id: &str, lang: Lang) -> String {
        let known = RecipientId::new(id).ok();
        self.named(|terms| Some(&terms.recipient(known.as_ref()?)?.name), id, lang)
    }

    fn clause(&self, id: &ClauseId, version: Option<u32>, lang: Lang) -> String {
        let then = version.and_then(|number| self.at(number));
        let found = then.and_then(|terms| Some(read(&terms.clause(id)?.title, terms, lang).to_owned()));
        found.unwrap_or_else(|| self.named(|terms| Some(&terms.clause(id)?.title), id.as_str(), lang))
    }
}

/// What things are called, by exchange: read once for each.
#[derive(Default)]
pub struct Names(BTreeMap<ExchangeId, Versions>);

impl Names {
    async fn of(&mut self, app: &App, seat: &Seat, exchange: ExchangeId) -> Result<&Versions, Fault> {
        let free = match self.0.entry(exchange) {
            Entry::Occupied(known) => return Ok(known.into_mut()),
            Entry::Vacant(free) => free,
        };
        let versions = match app.store.exchange_get(&seat.ctx(), exchange).await {
            Ok(view) => view.exchange.versions,
            // What happened stays to be read after an exchange is gone.
            Err(Error::NotFound(_)) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let versions = versions.into_iter().rev().map(|one| (one.number, (*one.terms).clone())).collect();
        Ok(free.insert(Versions(versions)))
    }

    /// Accesses in the reader's words.
    ///
    /// # Errors
    /// The books'.
    pub async fn accesses(&mut self, app: &App, seat: &Seat, lines: &[AccessLine]) -> Result<Vec<Access>, Fault> {
        let mut all = Vec::with_capacity(lines.len());
        for line in lines {
            all.push(access(line, self.of(app, seat, line.exchange).await?, seat.lang()));
        }
        Ok(all)
    }

    /// What was promised in every exchange of the person's, what is late first.
    ///
    /// # Errors
    /// The books'.
    pub async fn benefits(&mut self, app: &App, seat: &Seat) -> Result<Vec<Benefit>, Fault> {
        let (ctx, own, lang) = (seat.ctx(), person(seat)?, seat.lang());
        let mut all = Vec::new();
        for (exchange, _) in app.store.standing_list(&ctx, own).await? {
            let told = app.store.benefits_get(&ctx, exchange, own).await?;
            let names = self.of(app, seat, exchange).await?;
            all.extend(told.accounts.iter().map(|account| promised(account, &told.deliveries, names, lang)));
            let unpromised = told.unpromised.iter().filter_map(|place| told.deliveries.get(*place));
            all.extend(unpromised.map(|came| self::unpromised(came, names, lang)));
        }
        all.sort_by_key(|one| (one.late.is_empty(), std::cmp::Reverse(one.since)));
        Ok(all)
    }

    async fn told(&mut self, app: &App, seat: &Seat, notice: Notice) -> Result<Told, Fault> {
        let (names, lang) = (self.of(app, seat, notice.exchange).await?, seat.lang());
        Ok(Told {
            recipient: names.recipient(&notice.recipient, lang),
            item: names.item(&notice.item, lang),
            purpose: names.purpose(&notice.purpose, lang),
            why: notice.why,
            made: Timestamp(notice.made),
            sent: notice.sent.map(Timestamp),
            confirmed: notice.confirmed.map(Timestamp),
        })
    }
}

/// What came and how much of it, by the receipt that says so.
pub fn came_by_receipt(benefits: &[Benefit]) -> BTreeMap<&str, String> {
    let told = |one: &Benefit, came: &Delivery| match &came.amount {
        Some(amount) => format!("{}: {amount}", one.what),
        None => one.what.clone(),
    };
    let all = benefits.iter().flat_map(|one| one.came.iter().map(move |came| (one, came)));
    all.map(|(one, came)| (came.receipt.as_str(), told(one, came))).collect()
}

fn access(line: &AccessLine, names: &Versions, lang: Lang) -> Access {
    let mut by: BTreeMap<(&ClauseId, u32), Vec<String>> = BTreeMap::new();
    for one in &line.items {
        by.entry((&one.clause, one.version)).or_default().push(names.item(one.item.as_str(), lang));
    }
    let given = by.into_iter().map(|((clause, version), items)| Given {
        items,
        clause: names.clause(clause, Some(version), lang),
        version,
    });
    let said = |texts: &Texts| names.at(0).map_or_else(String::new, |terms| read(texts, terms, lang).to_owned());
    let came = line.uses.iter().map(|one| Came { kind: one.kind.name(), what: said(&one.what), at: one.at });
    Access {
        id: format!("{}/{}", line.access, line.place),
        at: line.at,
        client: line.client.clone(),
        purpose: names.purpose(line.purpose.as_str(), lang),
        recipient: line.recipient.as_ref().map(|to| names.recipient(to, lang)),
        exchange: names.title(lang),
        given: given.collect(),
        came: came.collect(),
    }
}

fn amount_of(amount: Option<Amount>, unit: &Texts, names: &Versions, lang: Lang) -> Option<String> {
    let unit = names.at(0).map_or("", |terms| read(unit, terms, lang));
    amount.map(|amount| format!("{} {unit}", written(amount, lang)).trim_end().to_owned())
}

fn promised(account: &Account, deliveries: &[Delivered], names: &Versions, lang: Lang) -> Benefit {
    let (promise, dues) = (&account.promise, &account.dues);
    let text = |texts: &Texts| names.at(0).map_or_else(String::new, |terms| read(texts, terms, lang).to_owned());
    let of = |state: DueState| dues.iter().filter(move |due| due.state == state);
    let unit = &promise.benefit.unit;
    let came = account.came.iter().filter_map(|put| {
        let beyond = match (put.met, put.beyond) {
            (_, 0) => Beyond::Nothing,
            (0, _) => Beyond::Whole,
            (_, more) => {
                let more = Amount::from_thousandths(more).ok();
                amount_of(more, unit, names, lang).map_or(Beyond::Whole, Beyond::Part)
            }
        };
        Some(delivery(deliveries.get(put.delivery)?, beyond, names, lang))
    });
    Benefit {
        what: text(&promise.benefit.what),
        capital: promise.benefit.capital,
        amount: amount_of(promise.benefit.amount, unit, names, lang),
        by: Some(match promise.clause.is_taking_part() {
            true => say!(lang, "recognition-by"),
            false => names.clause(&promise.clause, None, lang),
        }),
        exchange: names.title(lang),
        since: promise.since,
        came: came.collect(),
        late: of(DueState::Overdue).filter_map(|due| due.late).collect(),
        open: of(DueState::Open).next().map(|due| due.late),
    }
}

fn delivery(one: &Delivered, beyond: Beyond, names: &Versions, lang: Lang) -> Delivery {
    let amount = amount_of(one.what.amount, &one.what.unit, names, lang);
    Delivery { receipt: one.leaf.to_string(), at: one.what.at, amount, beyond }
}

/// What came back and was promised nowhere.
fn unpromised(one: &Delivered, names: &Versions, lang: Lang) -> Benefit {
    let came = &one.what;
    let known = |terms: &'_ Terms| -> Option<String> {
        let benefit = terms.clause(&came.clause)?.benefits.iter().find(|one| one.id == came.benefit)?;
        Some(read(&benefit.what, terms, lang).to_owned())
    };
    Benefit {
        what: names.0.iter().find_map(|(_, terms)| known(terms)).unwrap_or_else(|| came.benefit.to_string()),
        capital: came.capital,
        amount: None,
        by: None,
        exchange: names.title(lang),
        since: came.at,
        came: vec![delivery(one, Beyond::Nothing, names, lang)],
        late: Vec::new(),
        open: None,
    }
}
