//! `/studio/settings/keys/{id}`: where a system of the firm is told of events, and what came of telling it.

#[cfg(test)]
mod samples;

use comity_exchange::time::Timestamp;
use comity_store::{Event, Right, Scopes};
use maud::{Markup, html};

use super::recipients::trouble;
use super::settings::{Part, frame};
use crate::web::ui::{
    Errors, Fields, Form, Pages, Shell, back, chip, clock_time, day, empty, error_summary, pagination,
};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The system's id in addresses.
    pub id: String,
    /// What the firm calls it.
    pub name: String,
    /// What its key is for.
    pub scopes: Scopes,
    /// Whether its key was taken back.
    pub ended: bool,
    /// Exchanges that it may be told of alone: id and title.
    pub exchanges: Vec<(String, String)>,
    /// Where it is told.
    pub hook: Option<Where>,
    /// What it was told and is to be told, the newest first.
    pub rows: Vec<Row>,
    /// Whether those are shown alone that failed.
    pub failed: bool,
    /// How to get on.
    pub pages: Pages,
    /// The secret to sign with, right after it was made.
    pub shown: Option<String>,
    /// What was typed: `url`, `exchange`.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// Where a system is told.
#[derive(Debug, Clone)]
pub struct Where {
    /// The address.
    pub url: String,
    /// The title of the exchange that it is told of alone.
    pub only: Option<String>,
    /// Since when.
    pub since: Timestamp,
    /// Since when it is switched off.
    pub off: Option<Timestamp>,
    /// Until when the secret before signs as well.
    pub both_until: Option<Timestamp>,
    /// How many events were not delivered yet.
    pub open: u64,
}

/// That it is to be told of something.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// What happened.
    pub event: Event,
    /// In which exchange, by its title.
    pub exchange: Option<String>,
    /// With which item, by its name in the terms.
    pub item: Option<String>,
    /// When.
    pub made: Timestamp,
    /// When it was delivered.
    pub sent: Option<Timestamp>,
    /// How often it was tried.
    pub tries: u32,
    /// What kept it, last, by the name that the worker gives it.
    pub error: Option<String>,
    /// When it is tried next.
    pub next: Option<Timestamp>,
}

/// What is done here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed<'f> {
    /// Says where: of which exchange alone, nothing for all; address.
    Set(&'f str, &'f str),
    /// Another secret.
    Rotate,
    /// Switched on or off.
    Switch(bool),
    /// Sends something in which nothing happened.
    Try,
    /// Removes the address.
    Remove,
    /// Tells an event again, by its id.
    Again(&'f str),
}

/// Reads a form.
pub fn read(fields: &Fields) -> Option<Deed<'_>> {
    match fields.get("go") {
        "set" => Some(Deed::Set(fields.get("exchange"), fields.get("url").trim())),
        "rotate" => Some(Deed::Rotate),
        "on" => Some(Deed::Switch(true)),
        "off" => Some(Deed::Switch(false)),
        "try" => Some(Deed::Try),
        "remove" => Some(Deed::Remove),
        other => other.strip_prefix("again:").map(Deed::Again),
    }
}

/// An event by its name among the words, which cannot have a full stop.
fn word(event: Event) -> String {
    event.name().replace('.', "-")
}

impl Told {
    /// Its address within the firm.
    pub fn here(&self) -> String {
        format!("/studio/settings/keys/{}", self.id)
    }
}

/// The page.
pub fn page(view: &Told, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let heard: Vec<Event> =
        Event::ALL.into_iter().filter(|one| *one != Event::Test && one.is_for(view.scopes)).collect();
    let content = html! {
        (back(&shell.to("/studio/settings/keys"), &say!(lang, "studio-settings", part = "keys")))
        h2 { (say!(lang, "studio-webhook-title", name = tame(&view.name))) }
        (error_summary(&view.errors, lang))
        @if let Some(secret) = &view.shown { div.done role="status" {
            p { (say!(lang, "studio-webhook-shown")) }
            dl.facts { dt { (say!(lang, "studio-recipient-secret")) } dd.mono { (secret) } }
        } }
        p.lead { (say!(lang, "studio-webhook-lead")) }
        @match &view.hook {
            None if view.ended => p.note { (say!(lang, "studio-webhook-ended")) },
            None => p.note { (say!(lang, "studio-webhook-none")) },
            Some(hook) => (told(hook, lang)),
        }
        @if shell.may(Right::ClientWrite) && !view.ended { (deeds(view, shell)) }
        details.fold { summary { (say!(lang, "studio-webhook-heard")) }
            ul { @for event in &heard { li { (say!(lang, "studio-told", event = word(*event))) " " small.mono.soft { (event.name()) } } } }
            p.note { (say!(lang, "studio-webhook-docs")) }
        }
        @if view.hook.is_some() { (list(view, shell)) }
    };
    frame(Part::Keys, &content, shell)
}

fn told(hook: &Where, lang: Lang) -> Markup {
    html! {
        p { (say!(lang, "studio-recipient-told")) " " span.mono { (hook.url) } span.soft { " · " (day(hook.since, lang)) } " "
            (chip(if hook.off.is_some() { "still" } else { "live" }, &say!(lang, "studio-webhook-state", on = if hook.off.is_some() { "no" } else { "yes" }))) }
        p.soft { @match &hook.only {
            Some(only) => (say!(lang, "studio-webhook-only", title = tame(only))),
            None => (say!(lang, "studio-webhook-all")),
        } " · " (say!(lang, "studio-webhook-open", n = hook.open)) }
        @if let Some(off) = hook.off { p.note { (say!(lang, "studio-webhook-off-since")) " " (clock_time(off)) " UTC. " (say!(lang, "studio-webhook-off-note")) } }
        @if let Some(until) = hook.both_until { p.note { (say!(lang, "studio-webhook-both")) " " (clock_time(until)) " UTC." } }
    }
}

/// What may be done with it.
fn deeds(view: &Told, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let button = |go: &str| {
        html! { form.quiet method="post" action=(shell.to(view.here())) { button.small name="go" value=(go) { (say!(lang, "studio-webhook-do", deed = go)) } } }
    };
    let there = if view.hook.is_some() { "yes" } else { "no" };
    html! {
        @if let Some(hook) = &view.hook {
            div.actions { (button("try")) (button(if hook.off.is_some() { "on" } else { "off" })) }
            details { summary { (say!(lang, "studio-webhook-do", deed = "rotate")) }
                p.soft { (say!(lang, "studio-webhook-rotate-note")) }
                (button("rotate"))
            }
            details { summary { (say!(lang, "studio-webhook-do", deed = "remove")) }
                p.soft { (say!(lang, "studio-webhook-remove-note")) }
                (button("remove"))
            }
        }
        details open[!view.errors.is_empty() || view.hook.is_none()] {
            summary { (say!(lang, "studio-recipient-set", there = there)) }
            (set(view, there, shell))
        }
    }
}

fn set(view: &Told, there: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let all = (String::new(), say!(lang, "studio-webhook-all"));
    let choices = std::iter::once(all).chain(view.exchanges.iter().map(|(id, title)| (id.clone(), tame(title))));
    // What is wrong with an address is said here and not by the browser, which knows less of it.
    html! { form.stack method="post" action=(shell.to(view.here())) novalidate {
        (form.typed("url", "url", say!(lang, "studio-webhook-url")).hint(say!(lang, "studio-webhook-url-hint")).autocomplete("off").required())
        (form.choice("exchange", say!(lang, "studio-webhook-of"), choices))
        @if view.hook.is_some() { p.soft { (say!(lang, "studio-recipient-again")) } }
        div.actions { button name="go" value="set" { (say!(lang, "studio-recipient-button", there = there)) } }
    } }
}

/// What it was told.
fn list(view: &Told, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let which = if view.failed { "failed" } else { "all" };
    let (mut fields, errors) = (Fields::default(), Errors::default());
    fields.push("show", which);
    let form = Form { fields: &fields, errors: &errors, lang };
    let choices = ["all", "failed"].map(|one| (one.to_owned(), say!(lang, "studio-events-which", which = one)));
    html! {
        h2 { (say!(lang, "studio-notices")) }
        form.filter method="get" action=(shell.to(view.here())) {
            (form.choice("show", say!(lang, "studio-notices-show"), choices))
            button { (say!(lang, "studio-filter")) }
        }
        @if view.rows.is_empty() { (empty(&say!(lang, "studio-no-events", which = which), &say!(lang, "studio-no-events-note"), None)) }
        @else {
            ul.list { @for one in &view.rows { li { (row(one, view, shell)) } } }
            (pagination(&view.pages, &format!("{}?show={which}&", view.here()), shell))
        }
    }
}

fn row(one: &Row, view: &Told, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let state = match one {
        Row { sent: Some(_), .. } => "sent",
        Row { error: Some(_), .. } => "failed",
        Row { .. } => "new",
    };
    html! {
        div.row.ends {
            p.name { (say!(lang, "studio-told", event = word(one.event))) @if let Some(item) = &one.item { ": " (tame(item)) } }
            (chip(if one.sent.is_some() { "still" } else { "live" }, &say!(lang, "studio-event-state", state = state)))
        }
        p.soft {
            (clock_time(one.made)) " UTC"
            @if let Some(exchange) = &one.exchange { " · " (tame(exchange)) }
            " · " (say!(lang, "studio-notice-tries", n = one.tries))
            @if let Some(sent) = one.sent { " · " (say!(lang, "studio-notice-sent")) " " (clock_time(sent)) " UTC" }
            @if let (Some(next), None) = (one.next, one.sent) { " · " (say!(lang, "studio-event-next")) " " (clock_time(next)) " UTC" }
        }
        @if let Some(error) = &one.error { p { (say!(lang, "studio-notice-trouble")) ": " @if error == "gone" { (say!(lang, "studio-event-gone")) } @else { (trouble(error, lang)) } } }
        @if shell.may(Right::ClientWrite) {
            form.quiet method="post" action=(shell.to(view.here())) { button.small name="go" value=(format!("again:{}", one.id)) {
                (say!(lang, "studio-event-again", sent = if one.sent.is_some() { "yes" } else { "no" })) " " span.visually-hidden { (say!(lang, "studio-told", event = word(one.event))) " " (clock_time(one.made)) }
            } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_are_read_from_their_buttons() {
        let form = |go: &str| {
            let pairs = [("go", go), ("url", " https://advice.example/ "), ("exchange", "7")];
            Fields::from(pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec())
        };
        assert_eq!(read(&form("set")), Some(Deed::Set("7", "https://advice.example/")));
        assert_eq!(read(&form("again:9")), Some(Deed::Again("9")));
        assert_eq!(read(&form("off")), Some(Deed::Switch(false)));
        assert_eq!([read(&form("")), read(&form("again"))], [None, None]);
    }

    #[test]
    fn every_event_has_words_of_its_own() {
        for lang in Lang::ALL {
            let words: std::collections::BTreeSet<String> =
                Event::ALL.iter().map(|event| say!(lang, "studio-told", event = word(*event))).collect();
            assert_eq!(words.len(), Event::ALL.len(), "{words:?}");
        }
    }
}
