//! `/enter` and `/enter/{token}`: a person asks for a link by mail, and opens it with one button.

use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Shell, back, error_summary};
use crate::words::{Lang, say, tame};

/// What `/enter` shows.
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// The address to which a link was sent, if it is known here; the page does not say whether it is.
    pub sent: Option<String>,
    /// Where to go afterwards.
    pub next: String,
}

/// What a link opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opens {
    /// The person's own page.
    Home,
    /// An exchange to which the person is invited, by its title.
    Exchange(String),
    /// A ward's page, by the ward's name.
    Ward(String),
    /// Nothing but this: another mail address counts.
    Confirm(String),
    /// Nothing any more: it was used, or is too old.
    Nothing,
}

/// Reads the address that a link is asked for (field `mail`).
///
/// # Errors
/// An address without the form of one.
pub fn read(fields: &Fields, lang: Lang) -> Result<String, Errors> {
    let mail = fields.get("mail").trim();
    let formed = mail.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if formed && mail.len() <= 254 && !mail.contains(char::is_whitespace) {
        return Ok(mail.to_owned());
    }
    let mut errors = Errors::default();
    errors.add("mail", say!(lang, "web-mail-wrong"));
    Err(errors)
}

/// The page on which a link is asked for.
pub fn page(view: &Ask, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let title = if view.sent.is_some() { say!(lang, "web-enter-sent") } else { say!(lang, "web-enter") };
    let content = html! {
        h1 { (title) }
        @if let Some(sent) = &view.sent {
            p.lead { (say!(lang, "web-enter-sent-lead", mail = tame(sent))) }
            p { (say!(lang, "web-enter-sent-note")) }
            (back(&shell.to("/enter"), &say!(lang, "web-enter-again")))
        } @else {
            p.lead { (say!(lang, "web-enter-lead", firm = shell.name())) }
            (error_summary(&view.errors, lang))
            form.stack method="post" action=(shell.to("/enter")) {
                input type="hidden" name="next" value=(view.next);
                (form.mail("mail", say!(lang, "web-mail")).required())
                div.actions { button.first { (say!(lang, "web-enter-button")) } }
            }
            p.note { (say!(lang, "web-enter-why")) }
        }
    };
    shell.plain(&title, &content)
}

/// The page behind a link. Opening it changes nothing, since mail programs open links too; the button does.
pub fn link(opens: &Opens, token: &str, shell: &Shell) -> Markup {
    opening(opens, &format!("/enter/{token}"), &[], shell)
}

/// The same page behind a link that makes another mail address count.
pub fn confirm(opens: &Opens, token: &str, shell: &Shell) -> Markup {
    opening(opens, &format!("/confirm/{token}"), &[], shell)
}

/// The same page behind a token from the firm's own site.
pub fn handed_over(opens: &Opens, token: &str, shell: &Shell) -> Markup {
    opening(opens, "/handoff", &[("token", token)], shell)
}

fn opening(opens: &Opens, action: &str, hidden: &[(&str, &str)], shell: &Shell) -> Markup {
    let lang = shell.lang;
    let (code, name) = match opens {
        Opens::Home => ("home", ""),
        Opens::Exchange(title) => ("exchange", title.as_str()),
        Opens::Ward(name) => ("ward", name.as_str()),
        Opens::Confirm(mail) => ("confirm", mail.as_str()),
        Opens::Nothing => ("nothing", ""),
    };
    let title = say!(lang, "web-link", opens = code, firm = shell.name(), name = tame(name));
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "web-link-lead", opens = code)) }
        @if *opens == Opens::Nothing {
            p { a.button.first href=(shell.to("/enter")) { (say!(lang, "web-enter-again")) } }
        } @else {
            form method="post" action=(shell.to(action)) {
                @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
                div.actions { button.first {
                    @if code == "confirm" { (say!(lang, "web-confirm-button")) } @else { (say!(lang, "web-link-button")) }
                } }
            }
            p.note { (say!(lang, "web-link-note")) }
        }
    };
    shell.plain(&title, &content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_name_and_a_host() {
        let read = |mail: &str| read(&Fields::from(vec![("mail".into(), mail.into())]), Lang::En);
        assert_eq!(read(" a@b.example "), Ok("a@b.example".into()));
        for wrong in ["", "a", "@b.example", "a@b", "a b@c.example", &format!("{}@b.example", "x".repeat(250))] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
