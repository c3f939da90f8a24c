//! `/studio/settings/password`: a member chooses another password.

use maud::{Markup, html};

use super::join::check_password;
use super::settings::{Part, frame};
use crate::web::ui::{Errors, Fields, Form, Shell, error_summary};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Password {
    /// The address they sign in with.
    pub mail: String,
    /// What was typed; passwords never come back.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// What a member sends: fields `old`, `password`, `again`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordForm {
    /// The password they have, as typed.
    pub old: String,
    /// The one they want.
    pub new: String,
}

impl PasswordForm {
    /// Reads the form.
    ///
    /// # Errors
    /// A field that was left empty, a new password that is too short or too long, or two different ones.
    pub fn read(fields: &Fields, lang: Lang) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        if fields.get("old").is_empty() {
            errors.add("old", say!(lang, "web-missing", what = "password"));
        }
        check_password(fields, &mut errors, lang);
        let form = Self { old: fields.get("old").to_owned(), new: fields.get("password").to_owned() };
        if errors.is_empty() { Ok(form) } else { Err(errors) }
    }
}

/// The page.
pub fn page(view: &Password, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let content = html! {
        p { (say!(lang, "studio-password-lead", mail = tame(&view.mail))) }
        (error_summary(&view.errors, lang))
        form.stack method="post" action=(shell.to("/studio/settings/password")) {
            // Programs that keep passwords learn from it whose this one is.
            input type="hidden" name="mail" autocomplete="username" value=(view.mail);
            (form.password("old", say!(lang, "studio-password-old"), "current-password").required())
            (form.password("password", say!(lang, "studio-password-new"), "new-password").hint(say!(lang, "web-password-hint")).required())
            (form.password("again", say!(lang, "studio-password-again"), "new-password").required())
            div.actions { button.first { (say!(lang, "studio-password-button")) } }
        }
        p.note { (say!(lang, "studio-password-note")) }
    };
    frame(Part::Password, &content, shell)
}

#[cfg(test)]
impl Password {
    /// A made-up member's page.
    pub fn sample() -> Self {
        Self { mail: "ada@norda.example".into(), ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_one_and_a_good_new_one_are_needed() {
        let check = |old: &str, new: &str, again: &str, wrong: &[&str]| {
            let pairs = [("old", old), ("password", new), ("again", again)];
            let fields = Fields::from(pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec());
            let errors = PasswordForm::read(&fields, Lang::En).err().unwrap_or_default();
            assert_eq!(errors.iter().map(|(name, _)| name).collect::<Vec<_>>(), wrong, "{old} {new}");
        };
        check("x", "ten letters", "ten letters", &[]);
        check("", "ten letters", "ten letters", &["old"]);
        check("x", "short", "other", &["again", "password"]);
        check("x", &"x".repeat(1_001), &"x".repeat(1_001), &["password"]);
    }
}
