//! `/studio/settings/look`: how the firm presents itself to people.

use maud::{Markup, html};

use super::settings::{Part, frame};
use crate::web::ui::look::Colour;
use crate::web::ui::{Errors, Fields, Form, Shell, error_summary};
use crate::words::{Lang, say};

/// What the page shows: fields `name`, `colour`, `contact`, `country`, `host`.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// What is kept, or what was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// What a member sends; the logo comes as the file `logo` of the same form (`multipart/form-data`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookForm {
    /// The name.
    pub name: String,
    /// The colour.
    pub colour: Colour,
    /// How people reach the firm.
    pub contact: String,
    /// A host name of its own, where there is one.
    pub host: Option<String>,
}

impl LookForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is missing or has not the form that it needs.
    pub fn read(fields: &Fields, lang: Lang) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let name = fields.get("name").trim().to_owned();
        let contact = fields.get("contact").trim().to_owned();
        if name.is_empty() {
            errors.add("name", say!(lang, "web-missing", what = "firm"));
        }
        if contact.is_empty() {
            errors.add("contact", say!(lang, "web-missing", what = "contact"));
        }
        let colour = Colour::parse(fields.get("colour"));
        if colour.is_none() {
            errors.add("colour", say!(lang, "studio-colour-wrong"));
        }
        let host = fields.get("host").trim().to_ascii_lowercase();
        if !host.is_empty() && !host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-') {
            errors.add("host", say!(lang, "studio-host-wrong"));
        }
        match colour {
            Some(colour) if errors.is_empty() => {
                Ok(Self { name, colour, contact, host: Some(host).filter(|h| !h.is_empty()) })
            }
            _ => Err(errors),
        }
    }
}

/// The page.
pub fn page(view: &Look, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let content = html! {
        p { (say!(lang, "studio-look-lead")) }
        (error_summary(&view.errors, lang))
        form.stack method="post" enctype="multipart/form-data" action=(shell.to("/studio/settings/look")) {
            (form.line("name", say!(lang, "web-firm-name")).required())
            (form.line("contact", say!(lang, "web-contact")).hint(say!(lang, "web-contact-hint")).required())
            (form.typed("color", "colour", say!(lang, "studio-colour")).hint(say!(lang, "studio-colour-hint")))
            (form.typed("file", "logo", say!(lang, "studio-logo")).hint(say!(lang, "studio-logo-hint")))
            (form.line("host", say!(lang, "studio-host")).hint(say!(lang, "studio-host-hint")))
            div.actions { button.first { (say!(lang, "portal-details-button")) } }
        }
    };
    frame(Part::Look, &content, shell)
}

#[cfg(test)]
impl Look {
    /// A made-up firm's.
    pub fn sample() -> Self {
        let mut fields = Fields::default();
        for (name, value) in
            [("name", "Norda Mobile"), ("colour", "#2f5487"), ("contact", "privacy@norda.example"), ("host", "")]
        {
            fields.push(name, value);
        }
        Self { fields, errors: Errors::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_shown_is_refused() {
        let read = |name: &str, value: &str| {
            let mut fields = Look::sample().fields;
            fields.set(name, value);
            LookForm::read(&fields, Lang::En)
        };
        assert_eq!(read("host", "Norda.Example").unwrap().host.as_deref(), Some("norda.example"));
        for (name, value) in [("name", ""), ("contact", " "), ("colour", "blue"), ("host", "a b")] {
            assert!(read(name, value).unwrap_err().get(name).is_some(), "{name}");
        }
    }
}
