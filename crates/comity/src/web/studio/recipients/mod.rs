//! `/studio/settings/recipients`: where those who receive information are told, and what they have yet to confirm.

mod notices;
#[cfg(test)]
mod samples;

use comity_exchange::time::Timestamp;
use comity_store::Right;
use maud::{Markup, html};

pub(super) use notices::trouble;
pub use notices::{Notice, Notices};

use super::settings::{Part, frame};
use crate::hook::NotATarget;
use crate::web::ui::{Errors, Fields, Form, Shell, chip, day, empty, error_summary};
use crate::words::{Lang, say, tame};

/// Where it is, within the firm.
pub const HERE: &str = "/studio/settings/recipients";

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Recipients {
    /// Exchanges that name recipients.
    pub exchanges: Vec<Named>,
    /// What they were told.
    pub notices: Notices,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// The name of a recipient and the secret to sign with, right after it was said where they are told.
    pub shown: Option<(String, String)>,
}

/// An exchange and whom it names.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its id in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whom it names.
    pub recipients: Vec<Recipient>,
}

/// Somebody who receives information.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// The id in the terms.
    pub id: String,
    /// Who it is.
    pub name: String,
    /// How to reach them.
    pub contact: String,
    /// Whether the terms in force name them.
    pub named: bool,
    /// Where they are told.
    pub told: Option<Told>,
    /// How many notices are open.
    pub open: u64,
}

/// Where somebody is told.
#[derive(Debug, Clone)]
pub struct Told {
    /// Its id in forms.
    pub hook: String,
    /// The address.
    pub url: String,
    /// Since when.
    pub since: Timestamp,
}

/// What is done here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed<'f> {
    /// Says where a recipient of an exchange is told: exchange, recipient, address.
    Set(&'f str, &'f str, &'f str),
    /// Removes an address, by its id.
    Remove(&'f str),
    /// Confirms a notice, by its id, for the recipient.
    Confirm(&'f str),
}

/// Reads a form: `go` is `set:{exchange}:{recipient}`, `remove:{address}` or `confirm:{notice}`.
pub fn read(fields: &Fields) -> Option<Deed<'_>> {
    let (verb, of) = fields.get("go").split_once(':')?;
    match verb {
        "set" => of.split_once(':').map(|(exchange, recipient)| {
            let url = fields.get(&field(exchange, recipient));
            Deed::Set(exchange, recipient, url.trim())
        }),
        "remove" => Some(Deed::Remove(of)),
        "confirm" => Some(Deed::Confirm(of)),
        _ => None,
    }
}

/// The field with a recipient's address.
pub fn field(exchange: &str, recipient: &str) -> String {
    format!("url.{exchange}.{recipient}")
}

/// Why an address is none that is told.
pub fn wrong(why: NotATarget, lang: Lang) -> String {
    let why = match why {
        NotATarget::Malformed => "malformed",
        NotATarget::TooLong => "too-long",
        NotATarget::Scheme => "scheme",
        NotATarget::UserInfo => "user-info",
        NotATarget::Fragment => "fragment",
        NotATarget::Port => "port",
        NotATarget::LocalName => "local-name",
        NotATarget::NotPublic(_) => "not-public",
    };
    say!(lang, "studio-recipient-wrong", why = why)
}

/// The page.
pub fn page(view: &Recipients, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let content = html! {
        (error_summary(&view.errors, lang))
        @if let Some((name, secret)) = &view.shown { div.done role="status" {
            p { (say!(lang, "studio-recipient-shown", name = tame(name))) }
            dl.facts { dt { (say!(lang, "studio-recipient-secret")) } dd.mono { (secret) } }
        } }
        @if view.exchanges.is_empty() {
            (empty(&say!(lang, "studio-no-recipients"), &say!(lang, "studio-no-recipients-note"), Some((shell.to("/studio/exchanges"), say!(lang, "studio-recipients-exchanges")))))
        } @else {
            p.lead { (say!(lang, "studio-recipients-lead")) }
            @for exchange in &view.exchanges {
                h2 { a href=(shell.to(format!("/studio/exchanges/{}", exchange.id))) { (tame(&exchange.title)) } }
                ul.list { @for one in &exchange.recipients { (recipient(view, &exchange.id, one, shell)) } }
            }
            p.note { (say!(lang, "studio-recipients-docs")) }
        }
        @if !view.exchanges.is_empty() || !view.notices.rows.is_empty() { (view.notices.part(shell)) }
    };
    frame(Part::Recipients, &content, shell)
}

fn recipient(view: &Recipients, exchange: &str, one: &Recipient, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let (name, there) = (tame(&one.name), if one.told.is_some() { "yes" } else { "no" });
    html! { li {
        div.row.ends {
            p.name { (name) }
            (chip(if one.open > 0 { "live" } else { "still" }, &say!(lang, "studio-recipient-open", n = one.open)))
        }
        @if !one.contact.is_empty() { p.soft { (tame(&one.contact)) } }
        @if !one.named { p.soft { (say!(lang, "studio-recipient-unnamed")) } }
        @match &one.told {
            Some(told) => p { (say!(lang, "studio-recipient-told")) " " span.mono { (told.url) } span.soft { " · " (day(told.since, lang)) } },
            None => p { (say!(lang, "studio-recipient-nowhere")) },
        }
        @if shell.may(Right::ClientWrite) {
            (set(view, exchange, one, there, shell))
            @if let Some(told) = &one.told { details { summary { (say!(lang, "studio-recipient-remove")) " " span.visually-hidden { (name) } }
                p.soft { (say!(lang, "studio-recipient-remove-note")) }
                form.quiet method="post" action=(shell.to(HERE)) { button.small name="go" value=(format!("remove:{}", told.hook)) { (say!(lang, "studio-recipient-remove")) } }
            } }
        }
    } }
}

/// The form that says where a recipient is told; open where what was typed has to be mended.
fn set(view: &Recipients, exchange: &str, one: &Recipient, there: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let name = field(exchange, &one.id);
    let url = form.typed("url", name.as_str(), say!(lang, "studio-recipient-url", name = tame(&one.name)));
    html! { details open[view.errors.get(&name).is_some()] {
        summary { (say!(lang, "studio-recipient-set", there = there)) " " span.visually-hidden { (tame(&one.name)) } }
        // What is wrong with an address is said here and not by the browser, which knows less of it.
        form.stack method="post" action=(shell.to(HERE)) novalidate {
            (url.hint(say!(lang, "studio-recipient-url-hint")).autocomplete("off").required())
            @if one.told.is_some() { p.soft { (say!(lang, "studio-recipient-again")) } }
            div.actions { button name="go" value=(format!("set:{exchange}:{}", one.id)) { (say!(lang, "studio-recipient-button", there = there)) } }
        }
    } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_are_read_from_their_buttons() {
        let form = |go: &str| {
            let pairs = [("go", go), ("url.7.lab", " https://lab.example/ "), ("url.8.lab", "https://other.example")];
            Fields::from(pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec())
        };
        assert_eq!(read(&form("set:7:lab")), Some(Deed::Set("7", "lab", "https://lab.example/")));
        assert_eq!(read(&form("remove:9")), Some(Deed::Remove("9")));
        assert_eq!(read(&form("confirm:9")), Some(Deed::Confirm("9")));
        for none in ["", "set", "set:7", "erase:7"] {
            assert_eq!(read(&form(none)), None, "{none}");
        }
    }
}
