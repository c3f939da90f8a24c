//! Letters that tell what happened to what persons take part in. Whoever has seen it in the portal is not told again.

use comity_store::{Context, Error, MailNew, MailTo, PersonId};

use super::More;
use super::jobs::firm_of;
use crate::mail::letter;
use crate::web::app::App;

/// Persons who are looked for at once.
const AT_ONCE: u16 = 200;

/// Writes every letter that may leave now. One that cannot be written holds up no other.
pub async fn write(app: &App) -> Result<More, Error> {
    let mut after = PersonId::NONE;
    loop {
        let due = app.store.digest_due(&Context::instance(), after, AT_ONCE).await?;
        for (firm, person) in &due {
            let ctx = Context::system(*firm);
            if let Err(error) = one(app, &ctx, *person).await {
                metrics::counter!("comity_worker_failures_total", "task" => "letters").increment(1);
                tracing::error!(%person, %error, "a letter could not be written; tried again in an hour");
            }
            after = *person;
        }
        if due.len() < usize::from(AT_ONCE) {
            return Ok(false);
        }
    }
}

async fn one(app: &App, ctx: &Context, id: PersonId) -> Result<(), Error> {
    let Some(told) = app.store.digest_read(ctx, id).await? else { return Ok(()) };
    let letter = if told.lines.is_empty() {
        None
    } else {
        let person = app.store.person_get(ctx, id).await?;
        let firm = firm_of(app, ctx).await?;
        let page = letter::address(app, &firm, "/me/contributions");
        let choose = letter::address(app, &firm, &format!("/letters/{id}/{}", told.secret));
        let (subject, text) = letter::digest(&person, &firm, &told, &page, &choose);
        Some(MailNew { to: MailTo::Person(id), subject, text, about: None, unsubscribe: Some(choose) })
    };
    app.store.digest_send(ctx, id, told.upto, letter).await
}
