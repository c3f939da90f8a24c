//! `/studio/exchanges/{id}/import`: files of ideas that were collected elsewhere, and the way to bring another.

use comity_exchange::time::Timestamp;
use comity_participation::import::Column;
use comity_store::{ActivityView, Import, ImportState};
use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, chip, day, empty, error_summary};
use crate::web::way::words;
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Imports {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// Its title.
    pub title: String,
    /// Its activities of ideas, the newest first.
    pub activities: Vec<ActivityView>,
    /// Which of them is meant.
    pub chosen: usize,
    /// What was brought to it so far, the newest first.
    pub rows: Vec<Import>,
    /// The largest file taken, in mebibytes.
    pub largest: u64,
    /// What is wrong with what was sent.
    pub errors: Errors,
}

/// The name of the field that says where a column is.
pub fn field(column: Column) -> String {
    format!("column.{}", column.name())
}

/// How far an import is, by its name among the words.
pub fn state_name(state: ImportState) -> &'static str {
    match state {
        ImportState::Sent => "sent",
        ImportState::Waits => "waits",
        ImportState::Runs { .. } => "runs",
        ImportState::Done => "done",
        ImportState::Failed => "failed",
        ImportState::Undone => "undone",
    }
}

/// How far an import is, as a chip.
pub fn state(import: &Import, lang: Lang) -> Markup {
    let tone = match import.state {
        ImportState::Failed | ImportState::Sent => "live",
        ImportState::Done => "both",
        ImportState::Waits | ImportState::Runs { .. } | ImportState::Undone => "still",
    };
    chip(tone, &say!(lang, "import-state", state = state_name(import.state)))
}

/// The page.
pub fn page(view: &Imports, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "import-title");
    let here = format!("/studio/exchanges/{}/import", view.exchange);
    let desk = format!("/studio/exchanges/{}/ideas", view.exchange);
    let content = html! {
        (back(&shell.to(&desk), &say!(lang, "way-desk", way = "ideas")))
        p.kicker { (tame(&view.title)) }
        h1 { (title) }
        (error_summary(&view.errors, lang))
        @match view.activities.get(view.chosen) {
            None => (empty(&say!(lang, "import-no-activity"), &say!(lang, "import-no-activity-note"),
                Some((shell.to(&desk), say!(lang, "way-desk", way = "ideas"))))),
            Some(activity) => {
                p.lead { (say!(lang, "import-lead")) }
                (upload(view, activity, &here, shell))
                h2 { (say!(lang, "import-so-far")) }
                @if view.rows.is_empty() { p.note { (say!(lang, "import-none")) } }
                @else { ul.list { @for one in &view.rows { li {
                    p.name { a href=(shell.to(format!("{here}/{}", one.id))) { (tame(&one.asked.name)) } " " (state(one, lang)) }
                    p.soft { (day(Timestamp(one.made), lang))
                        @if let Some(said) = &one.said { " · " (say!(lang, "import-added", n = said.added))
                            @if said.all_left_out() > 0 { " · " (say!(lang, "import-left-out", n = said.all_left_out())) } } }
                } } } }
            },
        }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

fn upload(view: &Imports, activity: &ActivityView, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let mut fields = Fields::default();
    fields.push("activity", activity.id.to_string());
    let form = Form { fields: &fields, errors: &view.errors, lang };
    let activities = view.activities.iter().map(|one| (one.id.to_string(), tame(&words(&one.activity.title, lang))));
    html! {
        form.stack method="post" enctype="multipart/form-data" action=(shell.to(here)) {
            (form.choice("activity", say!(lang, "import-activity"), activities))
            (form.typed("file", "file", say!(lang, "import-file")).hint(say!(lang, "import-file-hint", n = view.largest)).required())
            div.actions { button.first { (say!(lang, "import-look")) } }
        }
        details.fold { summary { (say!(lang, "import-about")) }
            ul {
                li { (say!(lang, "import-about-people")) }
                li { (say!(lang, "import-about-votes")) }
                li { (say!(lang, "import-about-status")) }
                li { (say!(lang, "import-about-twice")) }
                li { (say!(lang, "import-about-undo")) }
            }
        }
    }
}

#[cfg(test)]
impl Imports {
    /// Made-up files.
    pub fn sample() -> Self {
        use crate::web::portal::part::sample;
        use crate::web::studio::imports_one::sample::import;
        let rows = vec![
            import(ImportState::Sent),
            import(ImportState::Runs { done: 40, of: 100 }),
            import(ImportState::Done),
            import(ImportState::Failed),
            import(ImportState::Undone),
        ];
        Self {
            exchange: sample::EXCHANGE.into(),
            title: "Better advice".into(),
            activities: vec![sample::activity()],
            chosen: 0,
            rows,
            largest: 512,
            errors: Errors::default(),
        }
    }

    /// An exchange in which no ideas are asked for.
    pub fn sample_empty() -> Self {
        Self { activities: Vec::new(), rows: Vec::new(), ..Self::sample() }
    }
}
