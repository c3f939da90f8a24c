//! `/me/export`: everything that is kept, to take along.

use maud::{Markup, html};

use crate::web::ui::{Shell, back};
use crate::words::{say, tame};

/// The page; `POST /me/export` answers with the archive.
pub fn page(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "portal-right", right = "export");
    let content = html! {
        (back(&shell.to("/me/information"), &say!(lang, "web-nav", section = "information")))
        h1 { (title) }
        p.lead { (say!(lang, "portal-export-lead", firm = tame(shell.name()))) }
        ul { @for part in ["details", "items", "uses", "agreements", "records", "receipts"] { li { (say!(lang, "portal-export-part", part = part)) } } }
        form method="post" action=(shell.to("/me/export")) { div.actions { button.first { (say!(lang, "portal-export-button")) } } }
        p.note { (say!(lang, "portal-export-note")) }
    };
    shell.portal(&title, &content)
}
