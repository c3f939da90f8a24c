//! `/studio/settings/outbox`: letters that were written

use axum::extract::State;
use axum::response::Response;
use comity_exchange::time::Timestamp;
use comity_store::{Actor, JobState, MailTo, Right, Who};

use super::{asked_page, pages};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::portal::id;
use crate::web::seat::{Asked, Said, Seat, Sent, html};
use crate::web::studio::outbox::{Mail, MailState, Outbox, page};

/// The list. A letter may hold a link that lets its reader in: its text is shown only where no mail server takes it to its
/// reader, to whom could make that very link, and the audit says so.
pub async fn get(State(app): State<App>, seat: Seat, Asked(asked): Asked) -> Result<Response, Fault> {
    let at = asked_page(&asked);
    let listed = app.store.outbox_list(&seat.ctx(), &at).await?;
    let may = |right| matches!(seat.actor, Actor::Member { role, .. } if role.may(right));
    let view_pages = pages(&listed, &at);
    let mut shown_links = Vec::new();
    let mails = listed.rows.into_iter().map(|mail| {
        let shown = match mail.to {
            MailTo::Person(_) | MailTo::Address(..) => may(Right::Invite),
            MailTo::Member(_) => may(Right::MemberWrite),
        };
        let text = (shown && !app.post.leaves()).then_some(mail.text).filter(|text| !text.is_empty());
        let who = match &mail.to {
            MailTo::Person(id) | MailTo::Address(id, _) => Who::Person(*id),
            MailTo::Member(id) => Who::Member(*id),
        };
        let lets_in = |text: &String| ["/enter/", "/confirm/"].iter().any(|path| text.contains(path));
        if text.as_ref().is_some_and(lets_in) && !shown_links.contains(&who) {
            shown_links.push(who);
        }
        Mail {
            id: mail.id.to_string(),
            to: mail.address.unwrap_or_default(),
            text,
            subject: mail.subject,
            at: Timestamp(mail.made),
            state: match mail.state {
                JobState::Done => MailState::Sent,
                JobState::Dead => MailState::Failed(mail.error.unwrap_or_default()),
                JobState::Waits | JobState::Runs => MailState::Waiting,
            },
        }
    });
    let mails: Vec<Mail> = mails.collect();
    if !shown_links.is_empty() {
        app.store.link_shown(&seat.ctx(), &shown_links).await?;
    }
    let view = Outbox { may: may(Right::Invite), sends: app.post.leaves(), mails, pages: view_pages };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Tries a letter again that could not be sent.
pub async fn post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    app.store.outbox_again(&seat.ctx(), id(fields.get("again"))?).await?;
    Ok(seat.done("/studio/settings/outbox", Said::TriedAgain))
}
