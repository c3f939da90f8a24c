//! The terms editor.

use comity_exchange::terms::Terms;
use maud::{Markup, html};

use super::form::{KINDS, languages, terms_of};
use super::lint::{Checked, check, panel};
use super::lists::{self, length};
use super::parts;
use super::renames::follow;
use super::write::fields_of;
use crate::web::ui::{Errors, Fields, Form, Section, Shell, assets, back, error_summary};
use crate::words::{Lang, say};
use comity_exchange::capital::Stage;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Editor {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The terms as fields, as they were typed.
    pub fields: Fields,
    /// What is wrong with them.
    pub errors: Errors,
    /// The revision of the draft that this began from.
    pub revision: String,
    /// Whether somebody else saved the draft meanwhile; saving again then replaces theirs.
    pub conflict: bool,
    /// The part that was just worked on, as `clause.2`, which stays open.
    pub touched: Option<String>,
}

/// What a member does here.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Adds, removes or moves a part: show the form again, with that part (`clause.2`) open.
    Again(Fields, Option<String>),
    /// Saves these terms.
    Save(Fields, Box<Terms>),
    /// Would save, but something is wrong: show the form again.
    Wrong(Fields, Errors),
}

/// Reads the form: field `do` says what is done, see [`lists`]; anything else saves.
pub fn read(mut fields: Fields, lang: Lang) -> Edit {
    let button = fields.get("do").to_owned();
    fields.remove("do");
    follow(&mut fields);
    if lists::act(&mut fields, &button) {
        let touched = lists::touched(&fields, &button);
        return Edit::Again(fields, touched);
    }
    match terms_of(&fields, lang) {
        Ok(terms) => Edit::Save(fields, Box::new(terms)),
        Err(errors) => Edit::Wrong(fields, errors),
    }
}

impl Editor {
    /// The editor on a draft.
    pub fn of(exchange: String, terms: &Terms, revision: String) -> Self {
        Self { exchange, fields: fields_of(terms), errors: Errors::default(), revision, conflict: false, touched: None }
    }
}

/// What `…/lint` answers with: the panel alone.
pub fn lint_fragment(mut fields: Fields, lang: Lang) -> Markup {
    follow(&mut fields);
    panel(&check(&fields, lang), lang, "")
}

/// The page.
pub fn page(view: &Editor, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let path = format!("/studio/exchanges/{}", view.exchange);
    let edit = shell.to(format!("{path}/edit"));
    let title = say!(lang, "studio-edit");
    let codes = languages(&view.fields);
    let checked = if view.errors.is_empty() { check(&view.fields, lang) } else { Checked::Unread(view.errors.clone()) };
    let list = |list, draw| parts::list(form, &edit, list, draw, &codes, view.touched.as_deref());
    let content = html! {
        (back(&shell.to(&path), &say!(lang, "studio-to-exchange")))
        div.row.ends {
            h1 { (title) }
            a href=(format!("{edit}?as=toml")) { (say!(lang, "studio-as-toml")) }
        }
        @if view.conflict { p.problem role="alert" { (say!(lang, "studio-conflict")) } }
        (error_summary(&view.errors, lang))
        div.editor {
            form.terms method="post" action=(edit) data-lint=(shell.to(format!("{path}/lint"))) {
                input type="hidden" name="revision" value=(view.revision);
                input type="hidden" name="languages" value=(codes.join(" "));
                div.actions.top {
                    button.first name="do" value="save" { (say!(lang, "studio-save")) }
                    nav.jump aria-label=(say!(lang, "studio-parts")) {
                        @for (part, n) in [("document", 0), ("purpose", length(&view.fields, "purpose")), ("item", length(&view.fields, "item")), ("recipient", length(&view.fields, "recipient")), ("clause", length(&view.fields, "clause"))] {
                            a href=(format!("#{}", if part == "document" { "document" } else { part })) { (say!(lang, "studio-part", part = part)) @if part != "document" { " " (n) } }
                        }
                    }
                }
                (document(form, &codes))
                (parts::vocabulary(lang))
                (list("purpose", parts::purpose))
                (list("item", parts::item))
                (list("recipient", parts::recipient))
                (list("clause", parts::clause))
                div.actions { button.first name="do" value="save" { (say!(lang, "studio-save")) } }
            }
            aside.beside aria-label=(say!(lang, "studio-lint")) { (panel(&checked, lang, "")) }
        }
    };
    shell.studio_with(Section::Exchanges, &title, &content, Some(&assets::lint_script().path))
}

fn document(form: Form<'_>, codes: &[String]) -> Markup {
    let lang = form.lang;
    let label = |field: &str| say!(lang, "studio-label", field = field);
    let hint = |field: &str| say!(lang, "studio-hint", field = field);
    let kinds = KINDS.iter().map(|(name, _)| ((*name).to_owned(), say!(lang, "studio-kind", kind = *name)));
    let languages = codes.iter().map(|code| (code.clone(), say!(lang, "studio-language", code = code.as_str())));
    html! {
        fieldset #document.block {
            legend { (say!(lang, "studio-part", part = "document")) }
            (parts::texts(form, "title", &label("title"), &hint("title"), codes, 1))
            (parts::texts(form, "summary", &label("summary"), &hint("summary"), codes, 3))
            div.duo {
                (form.choice("kind", label("kind"), kinds.collect::<Vec<_>>()))
                (form.choice("stage", label("stage"), Stage::ALL.map(|stage| (stage.name().to_owned(), say!(lang, "studio-stage", stage = stage.name())))))
                (form.line("country", label("country")).longest(2).short())
                (form.choice("language", label("language"), languages.collect::<Vec<_>>()))
            }
            (form.number("answer_within_days", label("answer_within_days"), [Some(1), Some(365)]).hint(hint("answer_within_days")))
        }
        fieldset #leaving.block {
            legend { (say!(lang, "studio-part", part = "leaving")) }
            p.hint { (hint("leaving")) }
            (form.number("leaving.notice_days", label("notice_days"), [None, None]))
            (parts::texts(form, "leaving.condition", &label("condition"), "", codes, 2))
            (form.tick("leaving.claws_back", "on", label("claws_back")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_change_the_form_and_saving_reads_it() {
        let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let with = |name: &str, value: &str| {
            let mut fields = fields_of(&terms);
            fields.push(name, value);
            read(fields, Lang::En)
        };
        assert!(matches!(with("do", "save"), Edit::Save(_, saved) if *saved == terms));
        assert!(matches!(with("do", "remove:clause.0"), Edit::Again(fields, None) if length(&fields, "clause") == 4));
        let editor = Editor::of("x".into(), &terms, "1".into());
        let drawn = page(&editor, &Shell::sample(Lang::En, "/", crate::web::ui::Reader::Visitor)).into_string();
        assert!(drawn.contains(r#"name="item.0.was" value="plan""#), "{drawn}");
        let mut renamed = fields_of(&terms);
        renamed.push("item.0.was", "plan");
        renamed.set("item.0.id", "tariff");
        let Edit::Save(_, saved) = read(renamed, Lang::En) else { panic!() };
        let items: Vec<&str> = saved.clauses[0].information.iter().flat_map(|i| &i.items).map(|i| i.as_str()).collect();
        assert_eq!(items, ["tariff", "usage"], "a clause keeps an item that has another name");
        let mut fields = fields_of(&terms);
        fields.set("answer_within_days", "soon");
        let Edit::Wrong(kept, errors) = read(fields, Lang::En) else { panic!() };
        assert_eq!((kept.get("answer_within_days"), errors.iter().count()), ("soon", 1));
    }
}
