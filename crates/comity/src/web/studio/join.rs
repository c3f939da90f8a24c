//! `/enter/{token}` for members: whoever was invited chooses a name and a password, whoever forgot theirs another password.

use maud::{Markup, html};

use crate::web::password::LONGEST;
use crate::web::ui::{Errors, Fields, Form, Shell, error_summary};
use crate::words::{Lang, say, tame};

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
    /// Whether they have a password, and choose another.
    pub joined: bool,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// What the member sends: fields `name`, for who joins, `password`, `again`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinForm {
    /// Their name; nothing for who has joined before.
    pub name: Option<String>,
    /// The password as typed.
    pub password: String,
}

impl JoinForm {
    /// Reads the form.
    ///
    /// # Errors
    /// A missing name, a password that is too short or too long, or two different ones.
    pub fn read(fields: &Fields, joined: bool, lang: Lang) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let name = (!joined).then(|| fields.get("name").trim().to_owned());
        if name.as_deref() == Some("") {
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
    } else if password.len() > LONGEST {
        errors.add("password", say!(lang, "web-password-long"));
    }
    if password != fields.get("again") {
        errors.add("again", say!(lang, "web-password-differs"));
    }
}

/// The page.
pub fn page(view: &Join, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let role = say!(lang, "web-role", role = view.role);
    let (mail, joined) = (tame(&view.mail), if view.joined { "yes" } else { "no" });
    let title = say!(lang, "web-join", firm = shell.name(), joined = joined);
    let content = html! {
        h1 { (title) }
        p { (say!(lang, "web-join-lead", mail = mail, role = role, joined = joined)) }
        (error_summary(&view.errors, lang))
        form.stack method="post" action=(shell.to(&view.action)) {
            input type="hidden" name="mail" autocomplete="username" value=(view.mail);
            @if !view.joined { (form.line("name", say!(lang, "web-your-name")).autocomplete("name").required()) }
            (form.password("password", say!(lang, "web-password-new"), "new-password").hint(say!(lang, "web-password-hint")).required())
            (form.password("again", say!(lang, "web-password-again"), "new-password").required())
            div.actions { button.first { (say!(lang, "web-join-button", joined = joined)) } }
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
            let errors = JoinForm::read(&fields, false, Lang::En).err().unwrap_or_default();
            assert_eq!(errors.iter().map(|(name, _)| name).collect::<Vec<_>>(), wrong, "{password}");
        };
        check("ten letters", "ten letters", &[]);
        check("short", "short", &["password"]);
        check("long enough", "long enougH", &["again"]);
        check("ìììììììììì", "ìììììììììì", &[]);
        let nameless = ["password", "again"].map(|name| (name.to_owned(), "ten letters".to_owned()));
        let nameless = Fields::from(nameless.to_vec());
        assert!(JoinForm::read(&nameless, false, Lang::En).unwrap_err().get("name").is_some());
        assert_eq!(JoinForm::read(&nameless, true, Lang::En).unwrap().name, None);
    }
}
