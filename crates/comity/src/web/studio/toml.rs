//! `/studio/exchanges/{id}/edit?as=toml`: terms as a file, to be read, pasted or uploaded.

use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, error_summary};
use crate::words::say;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Toml {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The file: field `toml`; `revision` is the draft's.
    pub fields: Fields,
    /// What is wrong with it, with line and column, under `toml`.
    pub errors: Errors,
}

/// The page. It sends `multipart/form-data` with `revision`, `toml` and `file`; a file that was chosen counts.
pub fn page(view: &Toml, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let path = format!("/studio/exchanges/{}", view.exchange);
    let title = say!(lang, "studio-toml");
    let content = html! {
        (back(&shell.to(format!("{path}/edit")), &say!(lang, "studio-as-form")))
        h1 { (title) }
        p { (say!(lang, "studio-toml-note")) }
        (error_summary(&view.errors, lang))
        form method="post" enctype="multipart/form-data" action=(shell.to(format!("{path}/edit?as=toml"))) {
            input type="hidden" name="revision" value=(view.fields.get("revision"));
            (form.typed("file", "file", say!(lang, "studio-toml-file")))
            div.toml-field { (form.area("toml", say!(lang, "studio-toml-text"), 30)) }
            div.actions { button.first { (say!(lang, "studio-save")) } a href=(shell.to(format!("{path}/terms.toml"))) download { (say!(lang, "studio-download")) } }
        }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

#[cfg(test)]
impl Toml {
    /// The example with a mistake in its third line.
    pub fn sample() -> Self {
        let (mut fields, mut errors) = (Fields::default(), Errors::default());
        let broken = comity_exchange::EXAMPLE_TERMS.replacen("language =", "langage =", 1);
        let wrong = comity_exchange::terms::Terms::from_toml(&broken).unwrap_err();
        errors.add("toml", wrong.0);
        fields.push("toml", broken);
        fields.push("revision", "7");
        Self { exchange: "0192f3a1".into(), fields, errors }
    }
}
