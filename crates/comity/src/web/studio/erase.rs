//! `/studio/people/{id}/erase`: what is lost when a member erases a person, before it is done.

use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, error_summary};
use crate::words::{say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Erase {
    /// The person's id in addresses.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Titles of the exchanges in which they stand.
    pub lost: Vec<String>,
    /// What was typed: the box `sure`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// The page.
pub fn page(view: &Erase, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let here = format!("/studio/people/{}", view.id);
    let title = say!(lang, "studio-erase", name = tame(&view.name));
    let content = html! {
        (back(&shell.to(&here), &tame(&view.name)))
        h1 { (title) }
        p.lead { (say!(lang, "studio-erase-lead")) }
        (error_summary(&view.errors, lang))
        @if !view.lost.is_empty() {
            p { (say!(lang, "studio-erase-lost")) }
            ul { @for title in &view.lost { li { (tame(title)) } } }
        }
        form.stack method="post" action=(shell.to(format!("{here}/erase"))) {
            (form.tick("sure", "yes", say!(lang, "studio-erase-sure")))
            div.actions { button { (say!(lang, "studio-erase-button")) } }
        }
    };
    shell.studio(Section::People, &title, &content)
}
