//! `/studio/people`, `/studio/people/new` and `/studio/people/import`.

use comity_store::Right;
use maud::{Markup, html};

use super::invite::{Imported, one_person, table_form};
use crate::web::ui::{
    Errors, Fields, Form, Pages, Section, Shell, back, chip, empty, encoded, error_summary, pagination,
};
use crate::words::{count, say, tame};

/// What the list shows.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// How to get on.
    pub pages: Pages,
    /// The filter: field `q`, a whole mail address or external id (others cannot be searched: names are encrypted).
    pub filter: Fields,
}

/// A person in the list.
#[derive(Debug, Clone)]
pub struct Row {
    /// The id in addresses.
    pub id: String,
    /// The name.
    pub name: String,
    /// The mail address.
    pub mail: String,
    /// Agreements in force.
    pub agreed: u64,
    /// Whether a guardian consents.
    pub minor: bool,
}

/// The list.
pub fn page(view: &People, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "web-nav", section = "people");
    let errors = Errors::default();
    let form = Form { fields: &view.filter, errors: &errors, lang };
    let nobody = view.rows.is_empty() && !view.filter.has("q");
    let (writes, import) = (shell.may(Right::PersonWrite), shell.to("/studio/people/import"));
    let content = html! {
        div.row.ends { h1 { (title) } @if writes { div.row {
            a.button.first href=(shell.to("/studio/people/new")) { (say!(lang, "studio-person-add")) }
            a.button href=(import.as_str()) { (say!(lang, "studio-import")) }
        } } }
        p { (say!(lang, "studio-people-lead")) }
        @if nobody { (empty(&say!(lang, "studio-nobody"), &say!(lang, "studio-nobody-note"), writes.then(|| (import.clone(), say!(lang, "studio-import"))))) }
        @else {
            form.filter method="get" action=(shell.to("/studio/people")) {
                (form.typed("search", "q", say!(lang, "studio-search-person"))) button { (say!(lang, "studio-search")) }
            }
            div.scroll role="region" tabindex="0" aria-label=(title) { table.stacks {
                thead { tr {
                    @for column in ["name", "mail"] { th scope="col" { (say!(lang, "studio-column", column = column)) } }
                    th.num scope="col" { (say!(lang, "studio-column", column = "agreed")) }
                } }
                tbody { @for row in &view.rows { tr {
                    th scope="row" { a href=(shell.to(format!("/studio/people/{}", row.id))) { (tame(&row.name)) } @if row.minor { " " (chip("still", &say!(lang, "studio-minor"))) } }
                    td { (tame(&row.mail)) }
                    td.num data-label=(say!(lang, "studio-column", column = "agreed")) { (count(row.agreed, lang)) }
                } } }
            } }
            (pagination(&view.pages, &format!("/studio/people?q={}&", encoded(view.filter.get("q"))), shell))
        }
    };
    shell.studio(Section::People, &title, &content)
}

/// What the two pages to add people show.
#[derive(Debug, Clone, Default)]
pub struct Add {
    /// What was typed: `name`, `mail`, `language`, `external`, `born_year`; or `table`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// What the last table led to.
    pub imported: Option<Imported>,
}

/// The page to add one.
pub fn new(view: &Add, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let title = say!(lang, "studio-person-add");
    let content = html! {
        (back(&shell.to("/studio/people"), &say!(lang, "web-nav", section = "people")))
        h1 { (title) }
        p { (say!(lang, "studio-person-add-note")) }
        (error_summary(&view.errors, lang))
        form.stack method="post" action=(shell.to("/studio/people/new")) {
            (one_person(form))
            (form.line("external", say!(lang, "studio-external")).hint(say!(lang, "studio-external-hint")))
            (form.number("born_year", say!(lang, "portal-born"), [Some(1900), None]).hint(say!(lang, "portal-born-hint")))
            div.actions { button.first { (title) } }
        }
    };
    shell.studio(Section::People, &title, &content)
}

/// The page to add many.
pub fn import(view: &Add, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "studio-import");
    let content = html! {
        (back(&shell.to("/studio/people"), &say!(lang, "web-nav", section = "people")))
        h1 { (title) }
        (error_summary(&view.errors, lang))
        (table_form(&shell.to("/studio/people/import"), &view.fields, &view.errors, view.imported.as_ref(), shell))
    };
    shell.studio(Section::People, &title, &content)
}

#[cfg(test)]
impl People {
    /// Made-up people.
    pub fn sample() -> Self {
        let row = |name: &str, mail: &str, agreed, minor| Row {
            id: "0192f3a1".into(),
            name: name.into(),
            mail: mail.into(),
            agreed,
            minor,
        };
        let rows = vec![
            row("Aïsha Diallo", "aisha@mail.example", 2, false),
            row("Luca Ferri", "luca@mail.example", 1, false),
            row("Nina Ferri", "nina@mail.example", 0, true),
        ];
        Self {
            rows,
            pages: Pages { total: 2_418, next: Some("0192f3a1".into()), first: true },
            filter: Fields::default(),
        }
    }
}
