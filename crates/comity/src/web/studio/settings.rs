//! The frame of `/studio/settings`: team, look, hand-off and outbox under one heading.

use maud::{Markup, html};

use crate::web::ui::{Section, Shell};
use crate::words::say;

/// The parts of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Members and their roles.
    Team,
    /// Name, logo, colour, contact.
    Look,
    /// The key with which the firm's own site hands customers over.
    Handoff,
    /// Mail that was written.
    Outbox,
}

/// A page of the settings.
pub fn frame(part: Part, content: &Markup, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let parts = [
        (Part::Team, "team", "/studio/settings"),
        (Part::Look, "look", "/studio/settings/look"),
        (Part::Handoff, "handoff", "/studio/settings/handoff"),
        (Part::Outbox, "outbox", "/studio/settings/outbox"),
    ];
    let name = parts.iter().find(|(p, ..)| *p == part).map_or("team", |(_, name, _)| name);
    let title = say!(lang, "studio-settings", part = name);
    let content = html! {
        nav.tabs aria-label=(say!(lang, "web-nav", section = "settings")) { ul {
            @for (this, name, path) in parts { li { a href=(shell.to(path)) aria-current=[(this == part).then_some("page")] { (say!(lang, "studio-settings", part = name)) } } }
        } }
        h1 { (title) }
        (content)
    };
    shell.studio(Section::Settings, &title, &content)
}
