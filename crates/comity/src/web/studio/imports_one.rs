//! `/studio/exchanges/{id}/import/{import}`: what a file holds and how it would be read; how far it is; what became of it.

use comity_exchange::time::Timestamp;
use comity_participation::import::{Column, Why};
use comity_store::{ActivityView, Import, ImportAsked, ImportSaid, ImportState};
use maud::{Markup, html};

use super::imports::{field, state};
use crate::collected::Look;
use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, day, plain};
use crate::web::way::words;
use crate::words::{Lang, say, shorten, tame};

/// Lines that are named for all reasons together.
const LINES: usize = 50;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct One {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The import.
    pub import: Import,
    /// Where it goes.
    pub activity: ActivityView,
    /// How it would be read.
    pub asked: ImportAsked,
    /// What the file holds, while nobody has said yet how it is read.
    pub look: Option<Look>,
    /// On how many of its contributions something was built, where somebody wanted to undo it.
    pub built_on: Option<u64>,
}

/// The page.
pub fn page(view: &One, shell: &Shell) -> Markup {
    let (lang, import) = (shell.lang, &view.import);
    let all = format!("/studio/exchanges/{}/import", view.exchange);
    let here = shell.to(format!("{all}/{}", import.id));
    let title = tame(&import.asked.name);
    let content = html! {
        (back(&shell.to(format!("{all}?activity={}", import.activity)), &say!(lang, "import-title")))
        p.kicker { (tame(&words(&view.activity.activity.title, lang))) }
        h1 dir="auto" { (title) }
        p { (state(import, lang)) " " span.soft { (day(Timestamp(import.made), lang)) } }
        @if let Some(n) = view.built_on { div.problem role="alert" { p { strong { (say!(lang, "import-built-on", n = n)) } } p { (say!(lang, "import-built-on-note")) } } }
        @if let Some(look) = &view.look { (looked(view, look, &here, shell)) }
        @if let ImportState::Runs { done, of } = import.state {
            @let label = say!(lang, "import-progress");
            @if of == 0 { progress aria-label=(label) {} } @else { progress value=(done) max=(of) aria-label=(label) {} }
            p { (say!(lang, "import-may-leave")) }
            p { a.button href=(here) { (say!(lang, "import-again")) } }
        }
        @if import.state == ImportState::Waits { p { (say!(lang, "import-may-leave")) } p { a.button href=(here) { (say!(lang, "import-again")) } } }
        @if let Some(said) = &import.said { (became(said, lang)) }
        @if matches!(import.state, ImportState::Done | ImportState::Failed) {
            p { a.button.first href=(shell.to(format!("/studio/exchanges/{}/ideas?activity={}", view.exchange, import.activity))) { (say!(lang, "import-to-desk")) } }
            details.fold open[view.built_on.is_some()] { summary { (say!(lang, "import-undo")) }
                p { (say!(lang, "import-undo-note")) }
                form method="post" action=(here) { button name="go" value="undo" { (say!(lang, "import-undo-button")) } }
            }
        }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// What became of the rows.
fn became(said: &ImportSaid, lang: Lang) -> Markup {
    html! {
        @if let Some(why) = &said.failed { div.problem { p { strong { (say!(lang, "import-failed")) } } p { (plain(why)) } } }
        ul {
            li { (say!(lang, "import-added", n = said.added)) }
            @if said.theirs > 0 { li { (say!(lang, "import-theirs", n = said.theirs)) } }
            @if said.already > 0 { li { (say!(lang, "import-already", n = said.already)) } }
            @if said.merged > 0 { li { (say!(lang, "import-merged", n = said.merged)) } }
            @if said.loose > 0 { li { (say!(lang, "import-loose", n = said.loose)) } }
            @if said.comments_left_out > 0 { li { (say!(lang, "import-comments-left-out", n = said.comments_left_out)) } }
        }
        (left_out(said, lang))
    }
}

/// The first lines that are left out for a reason.
fn lines_of(said: &ImportSaid, why: &Why) -> Vec<String> {
    let most = LINES / said.left_out.len().max(1);
    said.lines.iter().filter(|(_, of)| of == why).take(most).map(|(line, _)| line.to_string()).collect()
}

/// What is left out: how many rows for each reason, and the first of them by their lines.
fn left_out(said: &ImportSaid, lang: Lang) -> Markup {
    html! { @if !said.left_out.is_empty() { section aria-labelledby="left-out" {
        h2 #left-out { (say!(lang, "import-left-out", n = said.all_left_out())) }
        ul { @for (why, n) in &said.left_out {
            @let lines = lines_of(said, why);
            li { (say!(lang, "import-why", why = why.name())) ": " strong { (say!(lang, "import-rows", n = *n)) }
                @if !lines.is_empty() { br; span.soft { (say!(lang, "import-lines", n = lines.len(), more = if (lines.len() as u64) < *n { "yes" } else { "no" })) " " (lines.join(", ")) @if (lines.len() as u64) < *n { "…" } } } }
        } }
    } } }
}

/// What the file holds, and the form that says how it is read.
fn looked(view: &One, look: &Look, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let ready = look.refused.is_none() && look.ideas > 0;
    html! {
        @if let Some(why) = &look.refused { div.problem role="alert" { p { strong { (say!(lang, "import-refused")) } } p { (plain(why)) } } }
        @else { p.lead { (say!(lang, "import-holds", n = look.ideas))
            @if look.said.all_left_out() > 0 { " " (say!(lang, "import-would-leave-out", n = look.said.all_left_out())) } } }
        @if look.is_backup { p { (say!(lang, "import-backup")) } }
        @if let Some((line, date)) = &look.either { p.note { (say!(lang, "import-either", line = *line, date = tame(date))) } }
        @if !look.first.is_empty() { (preview(look, lang)) }
        (left_out(&look.said, lang))
        (reading(view, look, ready, here, lang))
        details.fold { summary { (say!(lang, "import-drop")) }
            p { (say!(lang, "import-drop-note")) }
            form method="post" action=(here) { button name="go" value="drop" { (say!(lang, "import-drop-button")) } }
        }
    }
}

/// The first rows as they stand in the file, with what each column is read as.
fn preview(look: &Look, lang: Lang) -> Markup {
    let read_as = |at: usize| {
        let column = look.mapping.0.iter().find(|(_, place)| **place == at).map(|(column, _)| *column);
        column.map_or_else(|| say!(lang, "import-unread"), |column| say!(lang, "import-column", column = column.name()))
    };
    html! {
        h2 #first { (say!(lang, "import-first", n = look.first.len())) }
        div.scroll tabindex="0" role="region" aria-labelledby="first" { table {
            thead { tr { @for (at, head) in look.heads.iter().enumerate() { th scope="col" { (tame(head)) br; span.soft { (read_as(at)) } } } } }
            tbody { @for row in &look.first { tr { @for cell in row { td dir="auto" { (shorten(cell, 60)) } } } } }
        } }
    }
}

/// The form that says how the file is read: looked at anew, or brought.
fn reading(view: &One, look: &Look, ready: bool, here: &str, lang: Lang) -> Markup {
    let (mut fields, errors) = (Fields::default(), Errors::default());
    look.mapping.0.iter().for_each(|(column, at)| fields.push(field(*column), at.to_string()));
    fields.push("language", view.asked.language.clone());
    fields.push("dates", view.asked.dates.clone().unwrap_or_default());
    let form = Form { fields: &fields, errors: &errors, lang };
    let none = std::iter::once((String::new(), say!(lang, "import-no-column")));
    let heads: Vec<(String, String)> =
        none.chain(look.heads.iter().enumerate().map(|(at, head)| (at.to_string(), tame(head)))).collect();
    let languages = ["en", "it"].map(|code| (code.to_owned(), say!(lang, "import-language-of", language = code)));
    let orders = ["", "dmy", "mdy"].map(|order| {
        (order.to_owned(), say!(lang, "import-order", order = if order.is_empty() { "shown" } else { order }))
    });
    html! { form.stack method="post" action=(here) {
        @if !look.heads.is_empty() { details.fold open[!ready] { summary { (say!(lang, "import-columns")) }
            p.hint { (say!(lang, "import-columns-hint")) }
            div.pair { @for column in Column::ALL {
                (form.choice(field(column), say!(lang, "import-column", column = column.name()), heads.clone()))
            } }
        } }
        div.pair {
            (form.choice("language", say!(lang, "import-language"), languages))
            @if !look.heads.is_empty() { (form.choice("dates", say!(lang, "import-dates"), orders)) }
        }
        div.actions {
            @if ready { button.first name="go" value="start" { (say!(lang, "import-start", n = look.ideas)) } }
            @if !look.heads.is_empty() { button name="go" value="look" { (say!(lang, "import-look-again")) } }
        }
    } }
}

#[cfg(test)]
pub mod sample {
    use comity_participation::import::Mapping;
    use comity_store::{FirmId, ImportId};

    use super::*;
    use crate::web::portal::part::sample;

    /// An import of a made-up file.
    pub fn import(state: ImportState) -> Import {
        let mut said = ImportSaid { added: 318, theirs: 12, merged: 20, loose: 1, ..ImportSaid::default() };
        [(14, Why::NoTitle), (90, Why::Time), (91, Why::Time)]
            .into_iter()
            .for_each(|(line, why)| said.leave_out(line, why));
        if state == ImportState::Failed {
            said.failed = Some("ideas.csv: line 320: a quote opens in this row and never closes".into());
        }
        let ended = matches!(state, ImportState::Done | ImportState::Failed | ImportState::Undone);
        let mapping = Some(Mapping::guess(&["number".to_owned(), "title".to_owned()]));
        Import {
            id: ImportId::NONE,
            firm: FirmId::NONE,
            activity: sample::activity().id,
            asked: ImportAsked { name: "ideas.csv".into(), language: "en".into(), mapping, dates: None },
            state,
            attempts: 1,
            said: ended.then_some(said),
            made: 1_795_773_900_000_000,
        }
    }

    impl One {
        /// A page of an import.
        pub fn sample(state: ImportState) -> Self {
            let import = import(state);
            let asked = import.asked.clone();
            Self {
                exchange: sample::EXCHANGE.into(),
                import,
                activity: sample::activity(),
                asked,
                look: None,
                built_on: None,
            }
        }

        /// A file that was looked at.
        pub fn sample_look() -> Self {
            let row = |cells: [&str; 5]| cells.map(ToOwned::to_owned).to_vec();
            let heads = row(["number", "title", "description", "votes_count", "department"]);
            let mut said = ImportSaid::default();
            said.leave_out(14, Why::NoTitle);
            let look = Look {
                mapping: Mapping::guess(&heads),
                heads,
                first: vec![
                    row(["7", "Night mode", "A dark page, please.", "12", "app"]),
                    row(["8", "=1+1", "سهل جدا 🙂", "0", ""]),
                ],
                is_backup: false,
                ideas: 318,
                said,
                either: Some((3, "1/2/2024".into())),
                refused: None,
            };
            Self { look: Some(look), ..Self::sample(ImportState::Sent) }
        }

        /// A file that cannot be read as it is.
        pub fn sample_refused() -> Self {
            let heads = vec!["a".to_owned(), "b".to_owned()];
            let refused = Some("say which column has the title of an idea".into());
            Self { look: Some(Look { heads, refused, ..Look::default() }), ..Self::sample(ImportState::Sent) }
        }
    }
}
