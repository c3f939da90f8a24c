//! `/studio/settings/password`: a member chooses another password

use axum::extract::State;
use axum::response::Response;
use comity_store::{Actor, MemberId};

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::handler::sign_in::opened;
use crate::web::limit::{Rate, account};
use crate::web::password;
use crate::web::seat::{Said, Seat, Sent, again, html};
use crate::web::studio::password::{Password, PasswordForm, page};
use crate::web::ui::Fields;
use crate::words::say;

/// Who asks, and the address they sign in with.
async fn own(app: &App, seat: &Seat) -> Result<(MemberId, String), Fault> {
    let Actor::Member { id, .. } = seat.actor else { return Err(Fault::Denied) };
    Ok((id, app.store.member_get(&seat.ctx(), id).await?.mail))
}

/// The form.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let (_, mail) = own(&app, &seat).await?;
    Ok(html(page(&Password { mail, ..Password::default() }, &seat.shell(&app).await?)))
}

/// Changes it. Whoever found an open session could try passwords here as well, so attempts are counted with those of signing
/// in. Every session of the member ends, and links to choose a password with them; this browser gets a new session.
pub async fn post(State(app): State<App>, seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    let (id, mail) = own(&app, &seat).await?;
    let lang = seat.lang();
    let read = PasswordForm::read(&fields, lang);
    let mut view = Password { mail, fields: Fields::default(), errors: Default::default() };
    match read {
        Err(errors) => view.errors = errors,
        Ok(form) => {
            app.limits.count(Rate::SignIn, account(&format!("{:?} {}", seat.firm_id(), view.mail)))?;
            let known = app.store.member_by_mail(&seat.house(), &view.mail).await?;
            if password::verify(form.old, known.and_then(|known| known.password_hash)).await? {
                let hash = password::hash(form.new).await?;
                app.store.member_password_set(&seat.ctx(), id, hash).await?;
                return opened(&app, &seat, id, &Said::Password.on("/studio/settings/password")).await;
            }
            view.errors.add("old", say!(lang, "studio-password-wrong"));
        }
    }
    Ok(again(page(&view, &seat.shell(&app).await?)))
}
