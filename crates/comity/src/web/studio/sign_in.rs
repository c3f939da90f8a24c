//! `/studio/sign-in`: a member signs in.

use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Shell, error_summary};
use crate::words::{Lang, say};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct SignIn {
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// Where to go afterwards, an address within this server.
    pub next: String,
}

/// What a member sends: fields `mail`, `password`, `next`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInForm {
    /// The mail address.
    pub mail: String,
    /// The password as typed.
    pub password: String,
}

impl SignInForm {
    /// Reads the form.
    ///
    /// # Errors
    /// Fields that were left empty.
    pub fn read(fields: &Fields, lang: Lang) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        for (name, what) in [("mail", "mail"), ("password", "password")] {
            if fields.get(name).trim().is_empty() {
                errors.add(name, say!(lang, "web-missing", what = what));
            }
        }
        let form = Self { mail: fields.get("mail").trim().to_owned(), password: fields.get("password").to_owned() };
        if errors.is_empty() { Ok(form) } else { Err(errors) }
    }
}

impl SignIn {
    /// The page after a wrong address or password; it does not say which.
    pub fn refused(fields: Fields, next: String, lang: Lang) -> Self {
        let mut errors = Errors::default();
        errors.add("password", say!(lang, "web-sign-in-refused"));
        Self { fields, errors, next }
    }
}

/// The page.
pub fn page(view: &SignIn, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let title = say!(lang, "web-sign-in");
    let content = html! {
        h1 { (title) }
        p { (say!(lang, "web-sign-in-lead", firm = shell.name())) }
        (error_summary(&view.errors, lang))
        form.stack method="post" action=(shell.to("/studio/sign-in")) {
            input type="hidden" name="next" value=(view.next);
            (form.mail("mail", say!(lang, "web-mail")).autocomplete("username").required())
            (form.password("password", say!(lang, "web-password"), "current-password").required())
            div.actions { button.first { (title) } }
        }
        p.note { (say!(lang, "web-sign-in-forgotten")) }
        p.note { (say!(lang, "web-sign-in-person")) " " a href=(shell.to("/enter")) { (say!(lang, "web-sign-in-person-link")) } }
    };
    shell.plain(&title, &content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fields_are_needed() {
        let fields = Fields::from(vec![("mail".into(), " ada@norda.example ".into())]);
        assert!(SignInForm::read(&fields, Lang::En).unwrap_err().get("password").is_some());
        let fields = Fields::from(vec![("mail".into(), " a@b.example ".into()), ("password".into(), " p ".into())]);
        let expect = SignInForm { mail: "a@b.example".into(), password: " p ".into() };
        assert_eq!(SignInForm::read(&fields, Lang::En).unwrap(), expect);
    }
}
