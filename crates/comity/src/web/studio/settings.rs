//! The frame of `/studio/settings`: team, look, hand-off, keys, recipients, moderation, records, pulses, outbox and the reader's own password under one heading.

use comity_store::Right;
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
    /// Systems of the firm and their keys.
    Keys,
    /// Where recipients are told, and what they have to confirm.
    Recipients,
    /// Rules by which what people bring is looked at.
    Moderation,
    /// What records say of the firm, and where they are.
    Records,
    /// How seldom people are asked how it was.
    Pulses,
    /// Mail that was written.
    Outbox,
    /// The reader's own password.
    Password,
}

/// A page of the settings.
pub fn frame(part: Part, content: &Markup, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let parts = [
        (Part::Team, "team", "/studio/settings", Some(Right::MemberRead)),
        (Part::Look, "look", "/studio/settings/look", Some(Right::FirmRead)),
        (Part::Handoff, "handoff", "/studio/settings/handoff", Some(Right::FirmRead)),
        (Part::Keys, "keys", "/studio/settings/keys", Some(Right::ClientRead)),
        (Part::Recipients, "recipients", "/studio/settings/recipients", Some(Right::ClientRead)),
        (Part::Moderation, "moderation", "/studio/settings/moderation", Some(Right::ExchangeRead)),
        (Part::Records, "records", "/studio/settings/records", Some(Right::FirmRead)),
        (Part::Pulses, "pulses", "/studio/settings/pulses", Some(Right::FirmRead)),
        (Part::Outbox, "outbox", "/studio/settings/outbox", Some(Right::OutboxRead)),
        (Part::Password, "password", "/studio/settings/password", None),
    ];
    let name = parts.iter().find(|(p, ..)| *p == part).map_or("team", |(_, name, ..)| name);
    let open = parts.into_iter().filter(|(.., right)| right.is_none_or(|right| shell.may(right)));
    let title = say!(lang, "studio-settings", part = name);
    let content = html! {
        nav.tabs aria-label=(say!(lang, "web-nav", section = "settings")) { ul {
            @for (this, name, path, _) in open { li { a href=(shell.to(path)) aria-current=[(this == part).then_some("page")] { (say!(lang, "studio-settings", part = name)) } } }
        } }
        h1 { (title) }
        (content)
    };
    shell.studio(Section::Settings, &title, &content)
}
