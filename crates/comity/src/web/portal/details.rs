//! `/me/details`: name, address, language, and what may be corrected.

use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Shell, error_summary};
use crate::words::{Lang, say};

/// What the page shows: fields `name`, `mail`, `language`, `born_year`.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// What is kept, or what was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// The number under which the firm's other systems know the person.
    pub external: Option<String>,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The name.
    pub name: String,
    /// The mail address; a changed one takes effect when a link sent to it is opened.
    pub mail: String,
    /// The code of the language in which the person is written to.
    pub language: String,
    /// The year of birth, where it is given.
    pub born_year: Option<i32>,
}

impl Correction {
    /// Reads the form.
    ///
    /// # Errors
    /// What is missing or cannot be.
    pub fn read(fields: &Fields, lang: Lang) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let name = fields.get("name").trim().to_owned();
        if name.is_empty() {
            errors.add("name", say!(lang, "web-missing", what = "name"));
        }
        let mail = super::enter::read(fields, lang).unwrap_or_else(|wrong| {
            wrong.iter().for_each(|(field, sentence)| errors.add(field, sentence));
            String::new()
        });
        let language = fields.get("language");
        if !matches!(language, "en" | "it") {
            errors.add("language", say!(lang, "portal-language-wrong"));
        }
        let typed = fields.get("born_year").trim();
        let born_year = typed.parse::<i32>().ok().filter(|year| (1900..=2100).contains(year));
        if !typed.is_empty() && born_year.is_none() {
            errors.add("born_year", say!(lang, "portal-born-wrong"));
        }
        let correction = Self { name, mail, language: language.to_owned(), born_year };
        if errors.is_empty() { Ok(correction) } else { Err(errors) }
    }
}

/// The page.
pub fn page(view: &Details, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let title = say!(lang, "web-nav", section = "details");
    let languages = [("en", "English"), ("it", "Italiano")].map(|(code, name)| (code.to_owned(), name.to_owned()));
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "portal-details-lead")) }
        (error_summary(&view.errors, lang))
        form.stack method="post" action=(shell.to("/me/details")) {
            (form.line("name", say!(lang, "web-your-name")).autocomplete("name").required())
            (form.mail("mail", say!(lang, "web-mail")).hint(say!(lang, "portal-mail-hint")).required())
            (form.choice("language", say!(lang, "portal-language"), languages).short())
            (form.number("born_year", say!(lang, "portal-born"), [Some(1900), None]).autocomplete("bday-year").hint(say!(lang, "portal-born-hint")))
            @if let Some(external) = &view.external { p.note { (say!(lang, "portal-external")) " " span.mono { (external) } } }
            div.actions { button.first { (say!(lang, "portal-details-button")) } }
        }
    };
    shell.portal(&title, &content)
}

#[cfg(test)]
impl Details {
    /// A made-up person's.
    pub fn sample() -> Self {
        let mut fields = Fields::default();
        for (name, value) in
            [("name", "Luca Ferri"), ("mail", "luca@mail.example"), ("language", "it"), ("born_year", "1984")]
        {
            fields.push(name, value);
        }
        Self { fields, errors: Errors::default(), external: Some("N-204418".into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_are_checked() {
        let read = |name: &str, value: &str| {
            let mut fields = Details::sample().fields;
            fields.set(name, value);
            Correction::read(&fields, Lang::En)
        };
        assert_eq!(read("born_year", "").unwrap().born_year, None);
        for (name, value) in [("name", " "), ("mail", "x"), ("language", "xx"), ("born_year", "84"), ("born_year", "x")]
        {
            assert!(read(name, value).unwrap_err().get(name).is_some(), "{name} {value}");
        }
    }
}
