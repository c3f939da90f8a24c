//! `/`: the door, to a firm or to one of several.

use maud::{Markup, html};

use crate::web::ui::Shell;
use crate::words::{say, tame};

/// What the page shows where several firms share a server: their names and addresses.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// Name and short name of each firm; empty where the address already names one.
    pub firms: Vec<(String, String)>,
}

/// The page.
pub fn page(view: &Front, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let several = shell.firm.is_none();
    let title =
        if several { say!(lang, "portal-front-comity") } else { say!(lang, "portal-front", firm = tame(shell.name())) };
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "portal-front-lead")) }
        @if several {
            ul.list { @for (name, slug) in &view.firms {
                li { a.name href=(format!("/f/{slug}/")) { (tame(name)) } }
            } }
        } @else {
            div.actions {
                a.button.first href=(shell.to("/enter")) { (say!(lang, "portal-front-enter")) }
                a.button href=(shell.to("/studio")) { (say!(lang, "portal-front-studio")) }
            }
        }
        dl.facts { @for part in ["give", "decide", "leave"] {
            dt { (say!(lang, "portal-front-word", part = part)) } dd { (say!(lang, "portal-front-part", part = part)) }
        } }
        @if !several { p.note { a href=(shell.to("/receipts/check")) { (say!(lang, "portal-check")) } } }
    };
    shell.plain(&title, &content)
}
