//! What is to be told to somebody outside: a notice to a recipient, or an event to a system of the firm.

use comity_exchange::time::Timestamp;
use comity_store::{Context, Error, Event, EventDue, ExchangeId, FirmId, HookId, NoticeDue, NoticeId};
use serde_json::json;

use crate::hook::Secret;
use crate::mail::letter;
use crate::web::app::App;
use crate::web::ui::machine_time;

/// Whoever is told one thing after the other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    /// A recipient of an exchange.
    Recipient(ExchangeId, String),
    /// A system of the firm.
    System(HookId),
}

/// What is to be told.
pub enum Due {
    /// A recipient may not have something any more.
    Notice(NoticeDue),
    /// Something happened that a system is entitled to hear of.
    Event(EventDue),
}

impl Due {
    /// To whom.
    pub fn whom(&self) -> Whom {
        match self {
            Self::Notice(due) => Whom::Recipient(due.notice.exchange, due.notice.recipient.clone()),
            Self::Event(due) => Whom::System(due.hook),
        }
    }

    /// Its id, which is that of the message.
    pub fn id(&self) -> NoticeId {
        match self {
            Self::Notice(due) => due.notice.id,
            Self::Event(due) => due.event.id,
        }
    }

    /// Of which firm.
    pub fn firm(&self) -> FirmId {
        match self {
            Self::Notice(due) => due.firm,
            Self::Event(due) => due.firm,
        }
    }

    /// How often it was tried.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Notice(due) => due.notice.attempts,
            Self::Event(due) => due.event.attempts,
        }
    }

    /// Where to, and what to sign with; nothing where nobody said.
    pub fn to(&self) -> Option<(&str, Vec<Secret>)> {
        match self {
            Self::Notice(due) => due.to.as_ref().map(|(url, secret)| (url.as_str(), vec![Secret::of(*secret)])),
            Self::Event(due) => Some((&due.url, due.secrets.iter().map(|secret| Secret::of(*secret)).collect())),
        }
    }

    /// What is told: never a value, and of the person only the id under which others know them here.
    pub async fn payload(&self, app: &App) -> Result<String, Error> {
        match self {
            Self::Notice(due) => notice(app, due).await,
            Self::Event(due) => Ok(event(due)),
        }
    }

    /// What came of it: it arrived, and perhaps was confirmed, or what kept it and when to try again.
    pub async fn tried(&self, app: &App, failed: Option<(String, i64)>, confirmed: bool) -> Result<(), Error> {
        let (ctx, id) = (Context::system(self.firm()), self.id());
        match self {
            Self::Notice(_) => app.store.notice_tried(&ctx, id, failed, confirmed).await,
            Self::Event(_) => app.store.event_tried(&ctx, id, failed).await,
        }
    }

    /// They want no more at that address: a recipient's is removed, a system's is switched off, unless another one was said meanwhile.
    pub async fn forget(&self, app: &App, url: &str) -> Result<(), Error> {
        let ctx = Context::system(self.firm());
        match self {
            Self::Notice(due) => {
                let (exchange, recipient) = (due.notice.exchange, &due.notice.recipient);
                let hooks = app.store.hook_list(&ctx).await?;
                let there = hooks
                    .iter()
                    .find(|hook| hook.exchange == exchange && hook.recipient == *recipient && hook.url == url);
                match there {
                    Some(hook) => app.store.hook_remove(&ctx, hook.id).await,
                    None => Ok(()),
                }
            }
            Self::Event(due) => {
                let there = app.store.webhook_list(&ctx).await?;
                match there.iter().any(|hook| hook.client == due.client && hook.url == url) {
                    true => app.store.webhook_switch(&ctx, due.client, false).await,
                    false => Ok(()),
                }
            }
        }
    }
}

async fn notice(app: &App, due: &NoticeDue) -> Result<String, Error> {
    let firms = app.firms.all(&app.store).await?;
    let firm = firms.iter().find(|known| known.firm.id == due.firm).ok_or(Error::NotFound("firm"))?;
    let one = &due.notice;
    let said = json!({
        "type": "information.ended",
        "id": one.id.to_string(),
        "at": machine_time(Timestamp(one.made)),
        "exchange": one.exchange.to_string(),
        "recipient": one.recipient,
        "subject": one.person.to_string(),
        "item": one.item,
        "purpose": one.purpose,
        "why": one.why,
        "confirm": letter::address(app, firm, &format!("/api/v1/notices/{}/confirm", one.id)),
        "confirm_token": due.token,
    });
    Ok(said.to_string())
}

/// The person is named as calls of the API name them; what an event is not about is left out.
fn event(due: &EventDue) -> String {
    let one = &due.event;
    let brought = matches!(one.event, Event::ContributionShown | Event::ContributionOutcome);
    let mut said =
        json!({ "type": one.event.name(), "id": one.id.to_string(), "at": machine_time(Timestamp(one.made)) });
    let about = [
        ("exchange", one.exchange.map(|id| id.to_string())),
        ("person", one.person.map(|id| format!("id:{id}"))),
        (if brought { "contribution" } else { "item" }, one.item.clone()),
    ];
    for (name, value) in about {
        if let Some(value) = value {
            said[name] = value.into();
        }
    }
    said.to_string()
}
