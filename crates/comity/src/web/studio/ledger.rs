//! `/studio/ledger`: the latest checkpoint, and how anybody checks it.

use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use crate::web::ui::{Section, Shell, counted, empty, moment};
use crate::words::say;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// Leaves that have a place.
    pub leaves: u64,
    /// Promises that have none yet.
    pub unsequenced: u64,
    /// The latest checkpoint as it is signed, and when; nothing before the first.
    pub checkpoint: Option<(String, Timestamp)>,
    /// The public key, as verifiers take it.
    pub key: String,
}

/// The page.
pub fn page(view: &Ledger, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "web-nav", section = "ledger");
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "studio-ledger-lead")) }
        @match &view.checkpoint {
            None => (empty(&say!(lang, "studio-no-leaf"), &say!(lang, "studio-no-leaf-note"), None)),
            Some((text, at)) => {
                dl.figures.wide {
                    (counted(&say!(lang, "studio-figure", figure = "leaves"), view.leaves, "", lang))
                    (counted(&say!(lang, "studio-figure", figure = "unsequenced"), view.unsequenced, &say!(lang, "studio-figure-note", figure = "unsequenced"), lang))
                }
                h2 { (say!(lang, "studio-checkpoint")) }
                p.soft { (moment(*at, lang)) " UTC" }
                pre { (text) }
                p { (say!(lang, "studio-checkpoint-open")) }
                p { a.button href=(shell.to("/ledger/checkpoint")) download="checkpoint.txt" { (say!(lang, "studio-download-checkpoint")) } }
                h2 { (say!(lang, "studio-verify")) }
                ol { @for step in ["keep", "run", "compare"] { li { (say!(lang, "studio-verify-step", step = step)) } } }
                pre { "comity ledger verify\ncomity ledger verify --against checkpoint.txt\ncomity ledger verify --against receipt.json" }
                p { (say!(lang, "studio-verify-limits")) }
                h3 { (say!(lang, "studio-key")) } pre { (view.key) }
            },
        }
    };
    shell.studio(Section::Ledger, &title, &content)
}

#[cfg(test)]
impl Ledger {
    /// A made-up checkpoint.
    pub fn sample() -> Self {
        let text = "norda.example/ledger\n18205\nq1bKzv0P8oJc2p0i6uQkq6m0D9oJt0v7j8H2xX3b5aE=\n\n— norda.example/ledger Az3grk+0Zs…\n";
        Self {
            leaves: 18_205,
            unsequenced: 2,
            checkpoint: Some((text.into(), Timestamp(1_795_773_900_000_000))),
            key: "norda.example/ledger+03de0a4b+AQ…".into(),
        }
    }
}
