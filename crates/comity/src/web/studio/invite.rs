//! `/studio/exchanges/{id}/invite`: one person, or many from a table with the evidence of what they permitted already.

use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use crate::web::portal::home::TakingState;
use crate::web::ui::{Errors, Fields, Form, Pages, Section, Shell, back, day, error_summary, pagination, plain};
use crate::words::{Lang, count, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Invite {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// How many people were not invited yet.
    pub not_invited: u64,
    /// Whether nobody is in the books yet.
    pub nobody: bool,
    /// What was typed: `mail`, `name`, `language`, `table`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// What the last table led to.
    pub imported: Option<Imported>,
    /// A link to hand over, where there is no mail to send it with.
    pub link: Option<String>,
    /// Invitations of this page of the list, newest first.
    pub invitations: Vec<Invitation>,
    /// How to get on in the list.
    pub pages: Pages,
}

/// An invitation that was made.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The person's name and id in addresses.
    pub person: (String, String),
    /// When.
    pub at: Timestamp,
    /// How the person stands since.
    pub state: TakingState,
}

/// What a table led to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// People added.
    pub added: u64,
    /// People who were there already.
    pub already: u64,
    /// Lines that were refused, and why.
    pub refused: Vec<(u64, String)>,
}

/// A person to be invited by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct One {
    /// The mail address.
    pub mail: String,
    /// The name.
    pub name: String,
    /// The code of the language to write in.
    pub language: String,
}

impl One {
    /// Reads the form for one person.
    ///
    /// # Errors
    /// What is missing or has not the form that it needs.
    pub fn read(fields: &Fields, lang: Lang) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let name = fields.get("name").trim().to_owned();
        if name.is_empty() {
            errors.add("name", say!(lang, "web-missing", what = "name"));
        }
        let language = fields.get("language").to_owned();
        if !matches!(language.as_str(), "en" | "it") {
            errors.add("language", say!(lang, "portal-language-wrong"));
        }
        match crate::web::portal::enter::read(fields, lang) {
            Ok(mail) if errors.is_empty() => Ok(Self { mail, name, language }),
            Ok(_) => Err(errors),
            Err(wrong) => {
                wrong.iter().for_each(|(field, sentence)| errors.add(field, sentence));
                Err(errors)
            }
        }
    }
}

/// The page.
pub fn page(view: &Invite, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let path = format!("/studio/exchanges/{}", view.exchange);
    let title = say!(lang, "studio-invite", title = tame(&view.title));
    let action = shell.to(format!("{path}/invite"));
    let content = html! {
        (back(&shell.to(&path), &say!(lang, "studio-to-exchange")))
        h1 { (title) }
        p.lead { (say!(lang, "studio-invite-lead")) }
        @if let Some(link) = &view.link { div.done role="status" { p { (say!(lang, "studio-link")) } p.mono { (link) } } }
        (error_summary(&view.errors, lang))
        div.cols {
            section { h2 { (say!(lang, "studio-invite-one")) } form method="post" action=(action) { (one_person(Form { fields: &view.fields, errors: &view.errors, lang })) div.actions { button.first name="go" value="one" { (say!(lang, "studio-invite-button")) } } } }
            section { h2 { (say!(lang, "studio-invite-all")) }
                @if view.nobody { p { (say!(lang, "studio-nobody-yet")) } } @else { p { (say!(lang, "studio-not-invited", n = view.not_invited)) } }
                @if view.not_invited > 0 { form method="post" action=(action) { button name="go" value="all" { (say!(lang, "studio-invite-all-button", n = view.not_invited)) } } }
                p.note { (say!(lang, "studio-invite-all-note")) }
            }
        }
        @if !view.invitations.is_empty() {
            h2 { (say!(lang, "studio-invitations")) }
            ul.list { @for one in &view.invitations { li { div.row.ends {
                a.name href=(shell.to(format!("/studio/people/{}", one.person.1))) { (tame(&one.person.0)) }
                span.soft { (say!(lang, "studio-stands", state = one.state.name())) " · " (day(one.at, lang)) }
            } } } }
            (pagination(&view.pages, &format!("{path}/invite?"), shell))
        }
        h2 { (say!(lang, "studio-import")) }
        (table_form(&action, &view.fields, &view.errors, view.imported.as_ref(), shell))
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// The fields for one person.
pub fn one_person(form: Form<'_>) -> Markup {
    let lang = form.lang;
    let languages = [("it", "Italiano"), ("en", "English")].map(|(code, name)| (code.to_owned(), name.to_owned()));
    html! {
        (form.line("name", say!(lang, "studio-name")).required())
        (form.mail("mail", say!(lang, "web-mail")).autocomplete("off").required())
        (form.choice("language", say!(lang, "studio-writes-in"), languages).short())
    }
}

/// The form for a table of people, and what the last one led to. It sends `multipart/form-data` with `table` and `file`.
pub fn table_form(
    action: &str,
    fields: &Fields,
    errors: &Errors,
    imported: Option<&Imported>,
    shell: &Shell,
) -> Markup {
    let lang = shell.lang;
    let form = Form { fields, errors, lang };
    html! {
        @if let Some(done) = imported { div.done role="status" {
            p { (say!(lang, "studio-imported", added = count(done.added, lang), already = count(done.already, lang))) }
            @if !done.refused.is_empty() {
                p { (say!(lang, "studio-refused-lines", n = done.refused.len())) }
                ul { @for (line, why) in &done.refused { li { (say!(lang, "studio-line", n = *line)) " " (plain(why)) } } }
            }
        } }
        p { (say!(lang, "studio-import-note")) }
        details { summary { (say!(lang, "studio-columns")) }
            dl.facts { @for column in ["mail", "name", "external_id", "language", "born_year", "purpose", "permitted_at", "evidence"] {
                dt.mono { (column) } dd { (say!(lang, "studio-import-column", column = column)) }
            } }
            pre { "mail,name,language,purpose,permitted_at,evidence\nluca@mail.example,Luca Ferri,it,advice,2026-03-01T10:05:00Z,paper form 204418\n" }
        }
        form method="post" enctype="multipart/form-data" action=(action) {
            (form.typed("file", "file", say!(lang, "studio-file")))
            (form.area("table", say!(lang, "studio-paste"), 5))
            div.actions { button name="go" value="table" { (say!(lang, "studio-import-button")) } }
        }
    }
}

#[cfg(test)]
impl Invite {
    /// After a made-up table.
    pub fn sample() -> Self {
        let imported = Imported {
            added: 812,
            already: 14,
            refused: vec![(17, "no mail address".into()), (204, "permitted_at is no time: yesterday".into())],
        };
        let exchange = "0192f3a1".into();
        let one = |name: &str, state| Invitation {
            person: (name.into(), "0192f3a1".into()),
            at: Timestamp(1_795_773_900_000_000),
            state,
        };
        let invitations = vec![one("Aïsha Diallo", TakingState::Offered), one("Luca Ferri", TakingState::Agreed)];
        let pages = Pages { total: 2_100, next: Some("x".into()), first: true };
        let link = Some("https://norda.example/enter/3k2j-7f".replace("https", "http"));
        Self {
            exchange,
            title: "Better advice".into(),
            not_invited: 318,
            nobody: false,
            imported: Some(imported),
            link,
            invitations,
            pages,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_has_a_name_an_address_and_a_language() {
        let read = |name: &str, mail: &str, language: &str| {
            let pairs = [("name", name), ("mail", mail), ("language", language)];
            One::read(&Fields::from(pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec()), Lang::En)
        };
        assert_eq!(read("Ada ", "a@b.example", "it").unwrap().name, "Ada");
        let wrong = read("", "x", "xx").unwrap_err();
        assert_eq!(wrong.iter().count(), 3);
        assert!(read("Ada", "a@b.example", "").is_err());
    }
}
