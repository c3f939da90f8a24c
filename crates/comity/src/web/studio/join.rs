//! `/enter/{token}` for somebody invited to a firm's team: a name and a password.

use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Shell, error_summary};
use crate::words::{Lang, say};

/// The shortest password, in characters.
pub const SHORTEST_PASSWORD: usize = 10;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Join {
    /// Where the form goes: the link's own address, without the base.
    pub action: String,
    /// The address that was invited.
    pub mail: String,
    /// The name of the role: `owner`, `researcher`, `moderator`, `auditor`, `viewer`.
    pub role: &'static str,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// What the invited member sends: fields `name`, `password`, `again`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinForm {
    /// Their name.
    pub name: String,
    /// The password as typed.
    pub password: String,
}

impl JoinForm {
    /// Reads the form.
    ///
    /// # Errors
    /// A missing name, a short password, or two different ones.
    pub fn read(fields: &Fields, lang: Lang) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let name = fields.get("name").trim().to_owned();
        if name.is_empty() {
            errors.add("name", say!(lang, "web-missing", what = "name"));
        }
        check_password(fields, &mut errors, lang);
        let form = Self { name, password: fields.get("password").to_owned() };
        if errors.is_empty() { Ok(form) } else { Err(errors) }
    }
}

/// Notes what is wrong with a new password typed twice, in `password` and `again`.
pub fn check_password(fields: &Fields, errors: &mut Errors, lang: Lang) {
    let password = fields.get("password");
    if password.chars().count() < SHORTEST_PASSWORD {
        errors.add("password", say!(lang, "web-password-short", n = SHORTEST_PASSWORD));
    }
    if password != fields.get("again") {
        errors.add("again", say!(lang, "web-password-differs"));
    }
}

/// The page.
pub fn page(view: &Join, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let title = say!(lang, "web-join", firm = shell.name());
    let role = say!(lang, "web-role", role = view.role);
    let content = html! {
        h1 { (title) }
        p { (say!(lang, "web-join-lead", mail = view.mail.as_str(), role = role)) }
        (error_summary(&view.errors, lang))
        form.stack method="post" action=(shell.to(&view.action)) {
            (form.line("name", say!(lang, "web-your-name")).autocomplete("name").required())
            (form.password("password", say!(lang, "web-password-new"), "new-password").hint(say!(lang, "web-password-hint")).required())
            (form.password("again", say!(lang, "web-password-again"), "new-password").required())
            div.actions { button.first { (say!(lang, "web-join-button")) } }
        }
    };
    shell.plain(&title, &content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_long_and_typed_twice() {
        let check = |password: &str, again: &str, wrong: &[&str]| {
            let pairs = [("name", "Ada"), ("password", password), ("again", again)];
            let fields = Fields::from(pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec());
            let errors = JoinForm::read(&fields, Lang::En).err().unwrap_or_default();
            assert_eq!(errors.iter().map(|(name, _)| name).collect::<Vec<_>>(), wrong, "{password}");
        };
        check("ten letters", "ten letters", &[]);
        check("short", "short", &["password"]);
        check("long enough", "long enougH", &["again"]);
        check("ìììììììììì", "ìììììììììì", &[]);
    }
}
