//! `/studio/settings`: members and what each may do.

use comity_store::Right;
use maud::{Markup, html};

use super::settings::{Part, frame};
use crate::web::ui::{Errors, Fields, Form, Shell, error_summary};
use crate::words::{Lang, say, tame};

/// The names of the roles, from the widest.
pub const ROLES: [&str; 5] = ["owner", "researcher", "moderator", "auditor", "viewer"];

/// Hours for which a link to choose another password works.
pub const PASSWORD_HOURS: u32 = 24;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Team {
    /// Members.
    pub members: Vec<Member>,
    /// Addresses invited, with their roles, that have not joined yet.
    pub invited: Vec<(String, &'static str)>,
    /// What was typed: `mail`, `role`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// A link to hand over, where there is no mail to send it with.
    pub link: Option<String>,
}

/// A member.
#[derive(Debug, Clone)]
pub struct Member {
    /// The id in addresses.
    pub id: String,
    /// The name.
    pub name: String,
    /// The mail address.
    pub mail: String,
    /// The name of the role.
    pub role: &'static str,
    /// Whether it is the reader, who cannot remove themselves.
    pub own: bool,
}

/// What is done to the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Invites an address with a role.
    Invite(String, &'static str),
    /// Gives a member, by id, another role.
    Role(String, &'static str),
    /// Removes a member, by id.
    Remove(String),
    /// Sends a member, by id, a link to choose another password.
    Password(String),
}

/// Reads a form: `go` is `invite`, `role:{id}`, `remove:{id}` or `password:{id}`.
///
/// # Errors
/// An address or a role that is none.
pub fn read(fields: &Fields, lang: Lang) -> Result<Deed, Errors> {
    let mut errors = Errors::default();
    let role = ROLES.into_iter().find(|role| *role == fields.get("role"));
    let (verb, id) = fields.get("go").split_once(':').unwrap_or((fields.get("go"), ""));
    match verb {
        "remove" => return Ok(Deed::Remove(id.to_owned())),
        "password" => return Ok(Deed::Password(id.to_owned())),
        _ => {}
    }
    let Some(role) = role else {
        errors.add("role", say!(lang, "studio-form-wrong", what = "choice"));
        return Err(errors);
    };
    match verb {
        "role" => Ok(Deed::Role(id.to_owned(), role)),
        _ => crate::web::portal::enter::read(fields, lang).map(|mail| Deed::Invite(mail, role)),
    }
}

/// The page.
pub fn page(view: &Team, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let here = shell.to("/studio/settings");
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let roles = || ROLES.map(|role| (role.to_owned(), say!(lang, "web-role", role = role)));
    let writes = shell.may(Right::MemberWrite);
    let content = html! {
        (error_summary(&view.errors, lang))
        @if let Some(link) = &view.link { div.done role="status" { p { (say!(lang, "studio-link")) } p.mono { (link) } } }
        ul.list { @for member in &view.members { li { div.row.ends {
            div { p.name { (tame(&member.name)) } p.soft { (tame(&member.mail)) } }
            @if member.own { span { (say!(lang, "web-role", role = member.role)) " · " (say!(lang, "studio-yourself")) } }
            @else if !writes { span { (say!(lang, "web-role", role = member.role)) } }
            @else { div.row {
                form.row method="post" action=(here) {
                    label.visually-hidden for=(format!("role-{}", member.id)) { (say!(lang, "studio-role-of", name = tame(&member.name))) }
                    select name="role" id=(format!("role-{}", member.id)) { @for (role, words) in roles() { option value=(role) selected[role == member.role] { (words) } } }
                    button.small name="go" value=(format!("role:{}", member.id)) { (say!(lang, "studio-role-button")) }
                }
                details { summary { (say!(lang, "studio-forgotten")) " " span.visually-hidden { (tame(&member.name)) } }
                    p.soft { (say!(lang, "studio-forgotten-note", n = PASSWORD_HOURS)) }
                    form.quiet method="post" action=(here) { button.small name="go" value=(format!("password:{}", member.id)) { (say!(lang, "studio-forgotten-button")) } }
                }
                details { summary { (say!(lang, "studio-remove")) " " span.visually-hidden { (tame(&member.name)) } }
                    p.soft { (say!(lang, "studio-remove-member")) }
                    form.quiet method="post" action=(here) { button.small name="go" value=(format!("remove:{}", member.id)) { (say!(lang, "studio-remove")) } }
                }
            } }
        } } }
        @for (mail, role) in &view.invited { li { p.name { (tame(mail)) } p.soft { (say!(lang, "web-role", role = *role)) " · " (say!(lang, "studio-invited")) } } } }
        @if writes {
            h2 { (say!(lang, "studio-member-invite")) }
            form.stack method="post" action=(here) {
                (form.mail("mail", say!(lang, "web-mail")).autocomplete("off").required())
                (form.choice("role", say!(lang, "studio-role"), roles().into_iter().rev().collect::<Vec<_>>()).short())
                div.actions { button.first name="go" value="invite" { (say!(lang, "studio-invite-button")) } }
            }
        }
        h2 { (say!(lang, "studio-roles")) }
        dl.facts { @for role in ROLES { dt { (say!(lang, "web-role", role = role)) } dd { (say!(lang, "studio-role-may", role = role)) } } }
    };
    frame(Part::Team, &content, shell)
}

#[cfg(test)]
impl Team {
    /// A made-up team.
    pub fn sample() -> Self {
        let member = |id: &str, name: &str, role, own| Member {
            id: id.into(),
            name: name.into(),
            mail: format!("{id}@norda.example"),
            role,
            own,
        };
        let members = vec![
            member("ada", "Ada Conti", "owner", true),
            member("bruno", "Bruno Sala", "researcher", false),
            member("carla", "Carla Riva", "auditor", false),
        ];
        Self { members, invited: vec![("dario@norda.example".into(), "viewer")], ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_are_read_from_their_buttons() {
        let read = |go: &str, role: &str| {
            let pairs =
                [("go", go), ("role", role), ("mail", "a@b.example")].map(|(n, v)| (n.to_owned(), v.to_owned()));
            read(&Fields::from(pairs.to_vec()), Lang::En)
        };
        assert_eq!(read("invite", "viewer"), Ok(Deed::Invite("a@b.example".into(), "viewer")));
        assert_eq!(read("role:7", "owner"), Ok(Deed::Role("7".into(), "owner")));
        assert_eq!(read("remove:7", ""), Ok(Deed::Remove("7".into())));
        assert_eq!(read("password:7", ""), Ok(Deed::Password("7".into())));
        assert!(read("role:7", "emperor").unwrap_err().get("role").is_some());
    }
}
