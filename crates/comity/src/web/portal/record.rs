//! What a record is and what it leaves out, on the pages from which it is taken.

use comity_store::NotEntered;
use maud::{Markup, html};

use crate::web::studio::records::lacks;
use crate::web::ui::Shell;
use crate::words::{say, tame};

/// Head and sentences, above the links to files.
pub fn told(missing: &[NotEntered], shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        h2 { (say!(lang, "portal-record")) }
        p { (say!(lang, "portal-record-note")) }
        @if !missing.is_empty() { p.note { (say!(lang, "portal-record-lacks", firm = tame(shell.name()))) " " (lacks(missing, lang)) "." } }
    }
}
