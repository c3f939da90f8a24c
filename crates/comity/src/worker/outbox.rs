//! The outbox: letters leave one after the other, and are tried again when the server cannot be reached.

use comity_store::{Context, Error};

use super::More;
use crate::mail::{Outgoing, Unsent};
use crate::web::app::App;

/// How long one attempt may take, in microseconds.
const LEASE: i64 = 120_000_000;

/// Sends the letter that has waited longest. Without a mail server they stay where the studio shows them.
pub async fn send_one(app: &App) -> Result<More, Error> {
    if !app.post.leaves() || app.pulse.is_disk_low() {
        return Ok(false);
    }
    let Some(mail) = app.store.outbox_claim(&Context::instance(), 1, LEASE).await?.pop() else { return Ok(false) };
    let ctx = Context::system(mail.firm);
    let sent = match mail.address {
        Some(to) => {
            let (subject, text, unsubscribe) = (mail.subject, mail.text, mail.unsubscribe);
            app.post.send(&Outgoing { to, subject, text, unsubscribe }).await
        }
        None => Err(Unsent::Nowhere),
    };
    let outcome = match sent {
        Ok(()) => {
            app.store.outbox_sent(&ctx, mail.id).await?;
            "sent"
        }
        Err(why) => {
            tracing::warn!(mail = %mail.id, %why, "a letter did not leave");
            app.store.outbox_failed(&ctx, mail.id, &why.to_string()).await?;
            "failed"
        }
    };
    metrics::counter!("comity_mails_total", "outcome" => outcome).increment(1);
    Ok(true)
}
