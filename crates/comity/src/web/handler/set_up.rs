//! `/studio/set-up`: with the key that the server printed, the first member makes the firm.

use axum::extract::State;
use axum::response::Response;
use comity_store::{Conflict, Context, Error, FirmId, FirmLook, FirmNew, MemberNew, Role};

use super::sign_in::opened;
use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::password;
use crate::web::seat::{Seat, Sent, again, html};
use crate::web::studio::set_up::{SetUp, SetUpForm, page};
use crate::words::{Lang, say};

/// The form, as long as there is no member.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    if !app.set_up_waits().await? {
        return Err(Fault::NotFound);
    }
    Ok(html(page(&SetUp::default(), &seat.shell(&app).await?)))
}

/// Makes the firm and its owner.
pub async fn post(State(app): State<App>, mut seat: Seat, Sent(fields): Sent) -> Result<Response, Fault> {
    if !app.set_up_waits().await? {
        return Err(Fault::NotFound);
    }
    let lang = seat.lang();
    let mut view = SetUp { fields, ..SetUp::default() };
    let read = SetUpForm::read(&view.fields, lang);
    let form = match read {
        Ok(form) if app.set_up_is(Some(&form.key)) => form,
        Ok(_) => {
            view.errors.add("key", say!(lang, "web-key-wrong"));
            return refused(&app, &seat, view).await;
        }
        Err(errors) => {
            view.errors = errors;
            return refused(&app, &seat, view).await;
        }
    };
    let hash = password::hash(form.password.clone()).await?;
    // Of two who send the form at once, one makes the firm.
    let Some(key) = app.set_up_end() else { return Err(Fault::NotFound) };
    let made = make(&app, &seat, &form, hash, lang).await;
    app.firms.forget();
    let (firm, owner) = match made {
        Ok(made) => made,
        Err(error) => {
            app.set_up_again(key);
            match error {
                Error::Conflict(Conflict::Slug) => view.errors.add("slug", say!(lang, "web-slug-taken")),
                Error::Invalid(_) => view.errors.add("mail", say!(lang, "web-mail-wrong")),
                error => return Err(error.into()),
            }
            return refused(&app, &seat, view).await;
        }
    };
    tracing::info!("the first member was set up");
    let firms = app.firms.all(&app.store).await?;
    seat.firm = firms.iter().find(|known| known.firm.id == firm).cloned();
    opened(&app, &seat, owner, "/studio").await
}

async fn refused(app: &App, seat: &Seat, mut view: SetUp) -> Result<Response, Fault> {
    ["password", "again"].iter().for_each(|name| view.fields.remove(name));
    Ok(again(page(&view, &seat.shell(app).await?)))
}

/// A firm that an earlier attempt made, and that has no member yet, is taken as it is.
async fn make(
    app: &App,
    seat: &Seat,
    form: &SetUpForm,
    hash: String,
    lang: Lang,
) -> Result<(FirmId, comity_store::MemberId), Error> {
    let house = |firm: FirmId| Context { firm, ..seat.house() };
    let other = match lang {
        Lang::En => Lang::It,
        Lang::It => Lang::En,
    };
    let languages = vec![lang.code().to_owned(), other.code().to_owned()];
    let new = FirmNew {
        slug: form.slug.clone(),
        name: form.firm.clone(),
        country: form.country.clone(),
        languages: languages.clone(),
    };
    let firm = match app.store.firm_create(&house(FirmId::NONE), new).await {
        Ok(firm) => firm,
        Err(Error::Conflict(Conflict::Slug)) => {
            let there = app.store.firm_by_slug(&house(FirmId::NONE), &form.slug).await?;
            let there = there.ok_or(Conflict::Slug)?.id;
            if app.store.member_count(&house(there)).await? > 0 {
                return Err(Conflict::Slug.into());
            }
            there
        }
        Err(error) => return Err(error),
    };
    let look = FirmLook {
        name: form.firm.clone(),
        country: form.country.clone(),
        languages,
        contact: form.contact.clone(),
        ..FirmLook::default()
    };
    app.store.firm_update(&house(firm), look).await?;
    let owner =
        MemberNew { mail: form.mail.clone(), name: form.name.clone(), role: Role::Owner, password_hash: Some(hash) };
    Ok((firm, app.store.member_add(&house(firm), owner).await?))
}
