//! `/studio/settings/look`: name, logo, colour, contact and host of the firm

use axum::extract::State;
use axum::response::Response;
use comity_store::{Conflict, Error, FirmLook, Logo};

use crate::web::app::App;
use crate::web::fault::Fault;
use crate::web::seat::{Said, Seat, Uploaded, again, html};
use crate::web::studio::look::{Look, LookForm, page};
use crate::web::ui::{Errors, Fields};
use crate::words::say;

/// The colour that the form begins with, where the firm chose none.
const COLOUR: &str = "#2f5487";

fn kept(look: &FirmLook) -> Fields {
    let mut fields = Fields::default();
    fields.set("name", look.name.clone());
    fields.set("colour", if look.colour.is_empty() { COLOUR.to_owned() } else { look.colour.clone() });
    fields.set("contact", look.contact.clone());
    fields.set("country", look.country.clone());
    fields.set("host", look.host.clone().unwrap_or_default());
    fields
}

/// The form.
pub async fn get(State(app): State<App>, seat: Seat) -> Result<Response, Fault> {
    let firm = app.store.firm_get(&seat.ctx()).await?;
    let view = Look { fields: kept(&firm.look), errors: Errors::default() };
    Ok(html(page(&view, &seat.shell(&app).await?)))
}

/// Saves it. Pictures are taken by what they are, not by what they are called.
pub async fn post(State(app): State<App>, seat: Seat, Uploaded { fields, files }: Uploaded) -> Result<Response, Fault> {
    let lang = seat.lang();
    let mut errors = match LookForm::read(&fields, lang) {
        Err(errors) => errors,
        Ok(form) => {
            let before = app.store.firm_get(&seat.ctx()).await?.look;
            let file = files.into_iter().find(|(name, bytes)| name == "logo" && !bytes.is_empty());
            let logo = file.map(|(_, bytes)| picture(&bytes).map(|kind| Logo { kind: kind.to_owned(), bytes }));
            let mut errors = Errors::default();
            match logo {
                Some(None) => errors.add("logo", say!(lang, "web-logo-wrong")),
                Some(Some(logo)) if logo.bytes.len() > 200_000 => errors.add("logo", say!(lang, "web-logo-wrong")),
                logo => {
                    let look = FirmLook {
                        name: form.name,
                        colour: fields.get("colour").to_ascii_lowercase(),
                        contact: form.contact,
                        host: form.host,
                        logo: logo.flatten().or(before.logo),
                        ..before
                    };
                    match app.store.firm_update(&seat.ctx(), look).await {
                        Ok(()) => {
                            app.firms.forget();
                            return Ok(seat.done("/studio/settings/look", Said::Saved));
                        }
                        Err(Error::Conflict(Conflict::Host)) => errors.add("host", say!(lang, "web-host-taken")),
                        Err(Error::Invalid(_)) => errors.add("name", say!(lang, "web-text-wrong")),
                        Err(error) => return Err(error.into()),
                    }
                }
            }
            errors
        }
    };
    if errors.is_empty() {
        errors.add("name", say!(lang, "web-missing", what = "firm"));
    }
    Ok(again(page(&Look { fields, errors }, &seat.shell(&app).await?)))
}

/// The media type of a picture, by its first bytes. Drawings (SVG) can carry scripts and are not taken.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_bytes() {
        assert_eq!(picture(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(picture(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        for other in [&b"<svg onload=alert(1)>"[..], b"", b"%PDF-1.7", b"GIF8"] {
            assert_eq!(picture(other), None);
        }
    }
}
