//! `/studio/set-up`: the first member makes the firm.

use maud::{Markup, html};

use super::join::check_password;
use crate::web::ui::{Errors, Fields, Form, Shell, error_summary};
use crate::words::{Lang, say};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct SetUp {
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// What the first member sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUpForm {
    /// `key`: the one-time key that the server printed.
    pub key: String,
    /// `firm`: the firm's name.
    pub firm: String,
    /// `slug`: its name in addresses.
    pub slug: String,
    /// `country`: its country, by its code (ISO 3166), in capitals.
    pub country: String,
    /// `contact`: how persons reach it.
    pub contact: String,
    /// `name`: the member's name.
    pub name: String,
    /// `mail`: the member's address.
    pub mail: String,
    /// `password`: as typed.
    pub password: String,
}

impl SetUpForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is missing or has not the form that it needs.
    pub fn read(fields: &Fields, lang: Lang) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let mut needed = |name: &str| {
            let value = fields.get(name).trim().to_owned();
            if value.is_empty() {
                errors.add(name, say!(lang, "web-missing", what = name));
            }
            value
        };
        let form = Self {
            key: needed("key"),
            firm: needed("firm"),
            slug: needed("slug"),
            country: needed("country").to_ascii_uppercase(),
            contact: needed("contact"),
            name: needed("name"),
            mail: needed("mail"),
            password: fields.get("password").to_owned(),
        };
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !form.slug.chars().all(plain) || form.slug.len() > 40 || form.slug.starts_with('-') {
            errors.add("slug", say!(lang, "web-slug-wrong"));
        }
        if form.country.len() != 2 || !form.country.bytes().all(|b| b.is_ascii_uppercase()) {
            errors.add("country", say!(lang, "web-country-wrong"));
        }
        if !form.mail.contains('@') {
            errors.add("mail", say!(lang, "web-mail-wrong"));
        }
        check_password(fields, &mut errors, lang);
        if errors.is_empty() { Ok(form) } else { Err(errors) }
    }
}

/// The page.
pub fn page(view: &SetUp, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let title = say!(lang, "web-set-up");
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "web-set-up-lead")) }
        (error_summary(&view.errors, lang))
        form.stack method="post" action=(shell.to("/studio/set-up")) {
            (form.line("key", say!(lang, "web-key")).hint(say!(lang, "web-key-hint")).autocomplete("one-time-code").required())
            h2 { (say!(lang, "web-set-up-firm")) }
            (form.line("firm", say!(lang, "web-firm-name")).autocomplete("organization").required())
            (form.line("slug", say!(lang, "web-slug")).hint(say!(lang, "web-slug-hint")).required())
            (form.line("country", say!(lang, "web-country")).hint(say!(lang, "web-country-hint")).autocomplete("country").longest(2).short().required())
            (form.line("contact", say!(lang, "web-contact")).hint(say!(lang, "web-contact-hint")).required())
            h2 { (say!(lang, "web-set-up-you")) }
            (form.line("name", say!(lang, "web-your-name")).autocomplete("name").required())
            (form.mail("mail", say!(lang, "web-mail")).required())
            (form.password("password", say!(lang, "web-password-new"), "new-password").hint(say!(lang, "web-password-hint")).required())
            (form.password("again", say!(lang, "web-password-again"), "new-password").required())
            div.actions { button.first { (say!(lang, "web-set-up-button")) } }
        }
    };
    shell.plain(&title, &content)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(but: &[(&str, &str)]) -> Fields {
        let given = [
            ("key", "k"),
            ("firm", "Norda"),
            ("slug", "norda"),
            ("country", "it"),
            ("contact", "x"),
            ("name", "Ada"),
            ("mail", "a@b.example"),
            ("password", "correct horse"),
            ("again", "correct horse"),
        ];
        let mut fields = Fields::from(given.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec());
        but.iter().for_each(|(name, value)| fields.set(name, *value));
        fields
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        assert_eq!(SetUpForm::read(&fields(&[]), Lang::En).unwrap().country, "IT");
        let check = |but: (&str, &str), field: &str| {
            let errors = SetUpForm::read(&fields(&[but]), Lang::It).unwrap_err();
            assert_eq!(errors.iter().map(|(name, _)| name).collect::<Vec<_>>(), [field], "{but:?}");
        };
        check(("firm", "  "), "firm");
        check(("slug", "No Spaces"), "slug");
        check(("slug", "-x"), "slug");
        check(("country", "Italia"), "country");
        check(("mail", "nowhere"), "mail");
        check(("again", "other"), "again");
    }
}
