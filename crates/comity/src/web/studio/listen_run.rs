//! `/studio/listen/new?kind=…`: files go in, a report comes out.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::listen::KINDS;
use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, error_summary};
use crate::words::{Lang, say};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct New {
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// What was typed: `title`, `event`, `timezone`, and columns by their parts.
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
    /// What was chosen besides, by name: the `event` of a study as `Unit 2026-01-30`, the `timezone`, columns by their parts.
    pub options: BTreeMap<String, String>,
}

/// Parts that columns of the files play, where they can be named by hand.
fn columns(kind: &str) -> &'static [&'static str] {
    match kind {
        "study" | "portfolio" => &["text", "time", "unit", "author", "score"],
        "rating" => &["object", "rater", "question", "score"],
        _ => &["person", "statement", "vote", "time"],
    }
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
        let zone = fields.get("timezone").trim();
        if !zone.is_empty() && comity_intake::time::time_zone(zone).is_err() {
            errors.add("timezone", say!(lang, "studio-timezone-wrong"));
        }
        let kind = match kind {
            Some(kind) if errors.is_empty() => kind,
            _ => return Err(errors),
        };
        let names = ["event", "timezone"].iter().chain(columns(kind));
        let given = names.map(|name| ((*name).to_owned(), fields.get(name).trim().to_owned()));
        Ok(Self { kind, title, options: given.filter(|(_, value)| !value.is_empty()).collect() })
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
            details open[!view.errors.is_empty()] { summary { (say!(lang, "studio-run-more")) } div.stack {
                p.soft { (say!(lang, "studio-run-more-note")) }
                @if kind != "rating" { (form.line("timezone", say!(lang, "studio-timezone")).hint(say!(lang, "studio-timezone-hint")).longest(60)) }
                @for part in columns(kind) { (form.line(*part, say!(lang, "studio-run-column", part = *part)).longest(200)) }
            } }
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
        assert_eq!(read("study", "Norda Mobile 2026-01-30").unwrap().options["event"], "Norda Mobile 2026-01-30");
        assert!(read("study", "soon").unwrap_err().get("event").is_some());
        assert!(read("rating", "").unwrap().options.is_empty());
        let zone = |zone: &str| {
            let pairs = [("kind", "opinion"), ("title", "t"), ("timezone", zone), ("vote", " answer "), ("text", "x")];
            NewForm::read(&Fields::from(pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec()), Lang::En)
        };
        assert!(zone("Europe/Atlantis").unwrap_err().get("timezone").is_some());
        let chosen = zone("Europe/Rome").unwrap().options;
        assert_eq!(chosen.values().collect::<Vec<_>>(), ["Europe/Rome", "answer"]);
        assert!(read("horoscope", "").unwrap_err().get("kind").is_some());
    }
}
