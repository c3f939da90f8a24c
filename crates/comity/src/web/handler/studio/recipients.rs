//! `/studio/settings/recipients`: where recipients are told, and what they have yet to confirm

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use comity_exchange::basis::Recipient as InTerms;
use comity_exchange::id::{ItemId, PurposeId, RecipientId};
use comity_exchange::terms::Terms;
use comity_exchange::time::Timestamp;
use comity_store::{ExchangeId, ExchangeView, Hook, Notice as InBooks, Page};

use super::{asked_page, pages};
use crate::hook::{Secret, Target};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::{id, read as text};
use crate::web::seat::{Asked, Said, Seat, Sent, again, html};
use crate::web::studio::recipients::{
    Deed, HERE, Named, Notice, Notices, Recipient, Recipients, Told, field, page, read, wrong,
};
use crate::web::ui::{Errors, Fields};
use crate::words::Lang;

/// Exchanges whose terms are or were in force, with all versions of them.
struct Ground {
    exchanges: Vec<ExchangeView>,
    hooks: Vec<Hook>,
    lang: Lang,
}

impl Ground {
    async fn of(app: &App, seat: &Seat) -> Result<Self, Fault> {
        let ctx = seat.ctx();
        let mut exchanges = Vec::new();
        for line in app.store.exchange_list(&ctx).await?.into_iter().filter(|line| line.current > 0) {
            exchanges.push(app.store.exchange_get(&ctx, line.id).await?);
        }
        Ok(Self { exchanges, hooks: app.store.hook_list(&ctx).await?, lang: seat.lang() })
    }

    /// Terms of an exchange, those in force first.
    fn terms(&self, exchange: ExchangeId) -> impl Iterator<Item = &Terms> {
        let view = self.exchanges.iter().find(|view| view.id == exchange);
        view.into_iter().flat_map(|view| view.exchange.versions.iter().rev()).map(|version| &*version.terms)
    }

    /// A recipient as the last terms that name them do, with those terms.
    fn recipient(&self, exchange: ExchangeId, id: &str) -> Option<(&InTerms, &Terms)> {
        let id = RecipientId::new(id).ok()?;
        self.terms(exchange).find_map(|terms| Some((terms.recipient(&id)?, terms)))
    }

    fn name_of(&self, exchange: ExchangeId, recipient: &str) -> String {
        let known = self.recipient(exchange, recipient);
        known.map_or(recipient, |(one, terms)| text(&one.name, terms, self.lang)).to_owned()
    }

    fn item(&self, exchange: ExchangeId, name: &str) -> String {
        let id = ItemId::new(name).ok();
        let known = id.and_then(|id| self.terms(exchange).find_map(|terms| Some((terms.item(&id)?, terms))));
        known.map_or(name, |(one, terms)| text(&one.name, terms, self.lang)).to_owned()
    }

    fn purpose(&self, exchange: ExchangeId, name: &str) -> String {
        let id = PurposeId::new(name).ok();
        let known = id.and_then(|id| self.terms(exchange).find_map(|terms| Some((terms.purpose(&id)?, terms))));
        known.map_or(name, |(one, terms)| text(&one.name, terms, self.lang)).to_owned()
    }

    fn hook(&self, exchange: ExchangeId, recipient: &str) -> Option<&Hook> {
        self.hooks.iter().find(|hook| hook.exchange == exchange && hook.recipient == recipient)
    }

    /// Whom an exchange names, those of the terms in force first.
    fn named(&self, view: &ExchangeView, open: &BTreeMap<(ExchangeId, String), u64>) -> Named {
        let mut recipients: Vec<Recipient> = Vec::new();
        for (place, terms) in self.terms(view.id).enumerate() {
            for one in &terms.recipients {
                let id = one.id.as_str();
                if recipients.iter().any(|there| there.id == id) {
                    continue;
                }
                let told = self.hook(view.id, id).map(|hook| Told {
                    hook: hook.id.to_string(),
                    url: hook.url.clone(),
                    since: Timestamp(hook.made),
                });
                recipients.push(Recipient {
                    id: id.to_owned(),
                    name: text(&one.name, terms, self.lang).to_owned(),
                    contact: one.contact.clone(),
                    named: place == 0,
                    told,
                    open: open.get(&(view.id, id.to_owned())).copied().unwrap_or_default(),
                });
            }
        }
        let title = self.terms(view.id).next().map_or("", |terms| text(&terms.title, terms, self.lang));
        Named { id: view.id.to_string(), title: title.to_owned(), recipients }
    }

    fn notice(&self, one: InBooks) -> Notice {
        Notice {
            id: one.id.to_string(),
            person: one.there.then(|| one.person.to_string()),
            recipient: self.name_of(one.exchange, &one.recipient),
            item: self.item(one.exchange, &one.item),
            purpose: self.purpose(one.exchange, &one.purpose),
            waits: self.hook(one.exchange, &one.recipient).is_none(),
            why: one.why,
            made: Timestamp(one.made),
            sent: one.sent.map(Timestamp),
            tries: one.attempts,
            error: one.error,
            confirmed: one.confirmed.map(Timestamp),
        }
    }
}

async fn view(app: &App, seat: &Seat, ground: &Ground, all: bool, at: &Page) -> Result<Recipients, Fault> {
    let ctx = seat.ctx();
    let counts = app.store.notice_counts(&ctx).await?;
    let open = counts.into_iter().map(|one| ((one.exchange, one.recipient), one.open)).collect();
    let exchanges = ground.exchanges.iter().map(|view| ground.named(view, &open));
    let listed = app.store.notice_list(&ctx, !all, at).await?;
    let pages = pages(&listed, at);
    let rows = listed.rows.into_iter().map(|one| ground.notice(one)).collect();
    Ok(Recipients {
        exchanges: exchanges.filter(|named| !named.recipients.is_empty()).collect(),
        notices: Notices { rows, all, pages },
        ..Recipients::default()
    })
}

/// Recipients, and what they were told.
pub async fn get(State(app): State<App>, seat: Seat, Asked(asked): Asked) -> Result<Response, Fault> {
    let ground = Ground::of(&app, &seat).await?;
    let view = view(&app, &seat, &ground, asked.get("show") == "all", &asked_page(&asked)).await?;
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Says where a recipient is told, removes that, or confirms for them. The page that shows a secret is kept nowhere and cannot be
/// asked for again.
pub async fn post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    let ctx = seat.ctx();
    match read(&fields).ok_or(Fault::Malformed)? {
        Deed::Remove(hook) => {
            app.store.hook_remove(&ctx, id(hook)?).await?;
            Ok(seat.done(HERE, Said::Removed))
        }
        Deed::Confirm(notice) => {
            app.store.notice_confirm(&ctx, id(notice)?).await?;
            Ok(seat.done(HERE, Said::Confirmed))
        }
        Deed::Set(exchange, recipient, url) => {
            let (exchange, recipient) = (id(exchange)?, recipient.to_owned());
            let typed = Target::parse(url, &app.config.webhooks.allow);
            set(&app, &seat, exchange, &recipient, typed, fields).await
        }
    }
}

async fn set(
    app: &App,
    seat: &Seat,
    exchange: ExchangeId,
    recipient: &str,
    typed: Result<Target, crate::hook::NotATarget>,
    fields: Fields,
) -> Result<Response, Fault> {
    let ground = Ground::of(app, seat).await?;
    if ground.recipient(exchange, recipient).is_none() {
        return Err(Fault::NotFound);
    }
    let target = match typed {
        Ok(target) => target,
        Err(why) => {
            let mut errors = Errors::default();
            errors.add(field(&exchange.to_string(), recipient), wrong(why, seat.lang()));
            let view = view(app, seat, &ground, false, &Page::first(50)).await?;
            return Ok(again(page(&Recipients { fields, errors, ..view }, &seat.shell(app).await?)));
        }
    };
    let secret = app.store.hook_set(&seat.ctx(), exchange, recipient, &target.to_string()).await?;
    let ground = Ground::of(app, seat).await?;
    let shown = (ground.name_of(exchange, recipient), Secret::of(secret).written());
    let view = view(app, seat, &ground, false, &Page::first(50)).await?;
    Ok(html(page(&Recipients { shown: Some(shown), ..view }, &seat.shell(app).await?)))
}
