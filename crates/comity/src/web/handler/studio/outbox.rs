//! `/studio/settings/outbox`: letters that were written

use axum::extract::State;
use axum::response::Response;
use comity_exchange::time::Timestamp;
use comity_store::{Actor, JobState, MailTo, Right};

use super::{asked_page, pages};
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::{Asked, Seat, html};
use crate::web::studio::outbox::{Mail, MailState, Outbox, page};

/// The list. A letter may hold a link that lets its reader in: its text is shown only to whom could make that very link.
pub async fn get(State(app): State<App>, seat: Seat, Asked(asked): Asked) -> Result<Response, Fault> {
    let at = asked_page(&asked);
    let listed = app.store.outbox_list(&seat.ctx(), &at).await?;
    let may = |right| matches!(seat.actor, Actor::Member { role, .. } if role.may(right));
    let view_pages = pages(&listed, &at);
    let mails = listed.rows.into_iter().map(|mail| {
        let shown = match mail.to {
            MailTo::Person(_) | MailTo::Address(..) => may(Right::Invite),
            MailTo::Member(_) => may(Right::MemberWrite),
        };
        Mail {
            id: mail.id.to_string(),
            to: mail.address.unwrap_or_default(),
            text: shown.then_some(mail.text).filter(|text| !text.is_empty()),
            subject: mail.subject,
            at: Timestamp(mail.made),
            state: match mail.state {
                JobState::Done => MailState::Sent,
                JobState::Dead => MailState::Failed(mail.error.unwrap_or_default()),
                JobState::Waits | JobState::Runs => MailState::Waiting,
            },
        }
    });
    let view = Outbox { sends: app.post.leaves(), mails: mails.collect(), pages: view_pages };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}
