//! `/guest`: what somebody without an account did here, and how all of it is forgotten.

use comity_exchange::time::Timestamp;
use comity_store::OwnPart;
use maud::{Markup, html};

use super::one::part;
use crate::web::ui::{Shell, day, empty, plain};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Mine {
    /// What they did; nothing where nobody is known here.
    pub part: Option<OwnPart>,
}

/// What somebody brought, and how many votes they gave.
pub fn listed(part_of: &OwnPart, lang: Lang) -> Markup {
    html! {
        @if !part_of.contributions.is_empty() {
            h2 { (say!(lang, "guest-brought", n = part_of.contributions.len())) }
            ul.list { @for one in &part_of.contributions { li {
                p.name dir="auto" lang=[one.line.language.as_deref()] { (one.line.called().map_or_else(|| say!(lang, "part-wordless"), plain)) }
                p { span.soft { (day(Timestamp(one.line.at), lang)) " · " (say!(lang, "guest-votes-for", n = one.line.for_it)) } }
                (part(&one.part, lang))
                @if let Some(became) = &one.became { p { (became.words) } }
            } } }
        }
        @if !part_of.votes.is_empty() { p { (say!(lang, "guest-voted", n = part_of.votes.len())) } }
    }
}

/// The page.
pub fn page(view: &Mine, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "guest-mine");
    let content = html! {
        h1 { (title) }
        @match &view.part {
            None => (empty(&say!(lang, "guest-mine-none"), &say!(lang, "guest-mine-none-note"), None)),
            Some(own) => {
                p.lead { (say!(lang, "guest-mine-lead")) }
                (listed(own, lang))
                p { a href=(shell.to("/enter?next=/me/guest")) { (say!(lang, "guest-sign-in-join")) } }
                section aria-labelledby="forget" {
                    h2 #forget { (say!(lang, "guest-forget")) }
                    p { (say!(lang, "guest-forget-note", firm = tame(shell.name()))) }
                    form method="post" action=(shell.to("/guest")) { button name="go" value="forget" { (say!(lang, "guest-forget-button")) } }
                }
            },
        }
    };
    shell.portal(&title, &content)
}
