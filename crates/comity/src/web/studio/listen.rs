//! `/studio/listen`: studies, ratings and opinion maps that were run, and the way to run another.

use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use crate::web::ui::{Pages, Section, Shell, chip, day, empty, pagination, plain};
use crate::words::{say, tame};

/// What can be run.
pub const KINDS: [&str; 4] = ["study", "portfolio", "rating", "opinion"];

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Listen {
    /// Runs of this page, newest first.
    pub runs: Vec<Run>,
    /// How to get on.
    pub pages: Pages,
    /// Whether the reader may run and remove.
    pub may: bool,
}

/// One run.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its id in addresses.
    pub id: String,
    /// One of [`KINDS`].
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// When it was asked for.
    pub at: Timestamp,
    /// How far it is.
    pub state: RunState,
}

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunState {
    /// It waits for its turn.
    Waiting,
    /// It runs: steps done, of how many; 0 of 0 where nobody can say.
    Running(u64, u64),
    /// It is done: the verdict in a sentence.
    Done(String),
    /// It could not be done, and why.
    Failed(String),
}

impl RunState {
    fn name(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running(..) => "running",
            Self::Done(_) => "done",
            Self::Failed(_) => "failed",
        }
    }
}

/// The page.
pub fn page(view: &Listen, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "web-nav", section = "listen");
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "studio-listen-lead")) }
        @if view.may { ul.list.kinds { @for kind in KINDS { li {
            a.name href=(shell.to(format!("/studio/listen/new?kind={kind}"))) { (say!(lang, "studio-run", kind = kind)) }
            p.soft { (say!(lang, "studio-run-note", kind = kind)) }
        } } } }
        h2 { (say!(lang, "studio-runs")) }
        @if view.runs.is_empty() { (empty(&say!(lang, "studio-no-runs"), &say!(lang, "studio-no-runs-note", may = if view.may { "yes" } else { "no" }), None)) }
        @else {
            ul.list { @for run in &view.runs { li { (one(run, view.may, shell)) } } }
            (pagination(&view.pages, "/studio/listen?", shell))
        }
    };
    shell.studio(Section::Listen, &title, &content)
}

fn one(run: &Run, may: bool, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let state = run.state.name();
    let here = shell.to(format!("/studio/listen/{}", run.id));
    html! {
        div.row.ends {
            span { span.name { (tame(&run.title)) } " " span.soft { (say!(lang, "studio-kind-of-run", kind = run.kind)) " · " (day(run.at, lang)) } }
            (chip(if state == "failed" { "live" } else { "still" }, &say!(lang, "studio-run-state", state = state)))
        }
        @match &run.state {
            RunState::Waiting => {},
            RunState::Running(done, of) => {
                @let label = say!(lang, "studio-progress", title = tame(&run.title));
                @if *of == 0 { progress aria-label=(label) {} } @else { progress value=(done) max=(of) aria-label=(label) {} }
                p.soft { @if *of > 0 { (say!(lang, "studio-steps", done = *done, of = *of)) " · " } (say!(lang, "studio-may-leave")) }
            },
            RunState::Done(verdict) => { p { (plain(verdict)) } p { a href=(format!("{here}/report")) aria-label=(say!(lang, "studio-report-of", title = tame(&run.title))) { (say!(lang, "studio-report")) } } },
            RunState::Failed(why) => p { (plain(why)) },
        }
        @if may { details { summary { (say!(lang, "studio-remove")) " " span.visually-hidden { (tame(&run.title)) } }
            p.soft { (say!(lang, "studio-remove-run")) }
            form.quiet method="post" action=(format!("{here}/remove")) { button.small { (say!(lang, "studio-remove")) } }
        } }
    }
}

#[cfg(test)]
impl Listen {
    /// Made-up runs.
    pub fn sample() -> Self {
        let at = Timestamp(1_795_773_900_000_000);
        let run = |kind, title: &str, state| Run { id: "0192f3a1".into(), kind, title: title.into(), at, state };
        let runs = vec![
            run("opinion", "What should the app do next?", RunState::Running(31, 80)),
            run(
                "study",
                "Norda Mobile 2026-01-30",
                RunState::Done("Harm. Sentiment about Norda Mobile fell from 30 January 2026 onwards.".into()),
            ),
            run("rating", "Exchanges of 2026", RunState::Failed("ratings.csv: line 14: no column “rater”".into())),
            run("portfolio", "Thirty fare changes", RunState::Waiting),
        ];
        Self { runs, pages: Pages { total: 4, next: None, first: true }, may: true }
    }
}
