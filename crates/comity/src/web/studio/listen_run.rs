//! `/studio/listen/new?kind=…`: files go in, a report comes out.

use maud::{Markup, html};

use super::listen::KINDS;
use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, error_summary};
use crate::words::{Lang, say};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct New {
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// What was typed: `title`, `event`, `language`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// The largest file taken, in mebibytes.
    pub largest: u64,
}

/// What a member sends besides the files (`multipart/form-data`; `file`, several, and `second` for events or statements).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewForm {
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// For a study: the event, as `Unit 2026-01-30`.
    pub event: Option<String>,
}

impl NewForm {
    /// Reads the form.
    ///
    /// # Errors
    /// A missing title or event, or a kind that is none.
    pub fn read(fields: &Fields, lang: Lang) -> Result<Self, Errors> {
        let mut errors = Errors::default();
        let kind = KINDS.into_iter().find(|kind| *kind == fields.get("kind"));
        if kind.is_none() {
            errors.add("kind", say!(lang, "studio-form-wrong", what = "choice"));
        }
        let title = fields.get("title").trim().to_owned();
        if title.is_empty() {
            errors.add("title", say!(lang, "web-missing", what = "title"));
        }
        let event = fields.get("event").trim().to_owned();
        let dated = event.split_whitespace().any(|word| word.parse::<jiff::civil::Date>().is_ok());
        if kind == Some("study") && !dated {
            errors.add("event", say!(lang, "studio-event-wrong"));
        }
        match kind {
            Some(kind) if errors.is_empty() => Ok(Self { kind, title, event: Some(event).filter(|e| !e.is_empty()) }),
            _ => Err(errors),
        }
    }
}

/// The page.
pub fn page(view: &New, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let kind = view.kind;
    let title = say!(lang, "studio-run", kind = kind);
    let content = html! {
        (back(&shell.to("/studio/listen"), &say!(lang, "web-nav", section = "listen")))
        h1 { (title) }
        p.lead { (say!(lang, "studio-run-note", kind = kind)) }
        (error_summary(&view.errors, lang))
        form.stack method="post" enctype="multipart/form-data" action=(shell.to("/studio/listen/new")) {
            input type="hidden" name="kind" value=(kind);
            (form.line("title", say!(lang, "studio-label", field = "title")).longest(120).required())
            (form.typed("file", "file", say!(lang, "studio-run-file", kind = kind)).hint(say!(lang, "studio-run-file-hint", kind = kind, n = view.largest)).required())
            @if kind == "study" { (form.line("event", say!(lang, "studio-event")).hint(say!(lang, "studio-event-hint")).required()) }
            @if matches!(kind, "portfolio" | "opinion") { (form.typed("file", "second", say!(lang, "studio-run-second", kind = kind))) }
            div.actions { button.first { (say!(lang, "studio-run-button")) } }
            p.note { (say!(lang, "studio-run-law")) }
        }
    };
    shell.studio(Section::Listen, &title, &content)
}

#[cfg(test)]
impl New {
    /// A study about to be run.
    pub fn sample(kind: &'static str) -> Self {
        Self { kind, fields: Fields::default(), errors: Errors::default(), largest: 512 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_names_its_event() {
        let read = |kind: &str, event: &str| {
            let pairs = [("kind", kind), ("event", event), ("title", "t")].map(|(n, v)| (n.to_owned(), v.to_owned()));
            NewForm::read(&Fields::from(pairs.to_vec()), Lang::En)
        };
        assert_eq!(read("study", "Norda Mobile 2026-01-30").unwrap().event.as_deref(), Some("Norda Mobile 2026-01-30"));
        assert!(read("study", "soon").unwrap_err().get("event").is_some());
        assert_eq!(read("rating", "").unwrap().event, None);
        assert!(read("horoscope", "").unwrap_err().get("kind").is_some());
    }
}
