//! Small parts that pages share.

use comity_exchange::control::Control;
use comity_exchange::negotiation::CounterState;
use maud::{Markup, html};

use super::{Reading, Shell};
use crate::words::{Lang, count, say};

/// The identity of a form field on its page.
pub fn field_id(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    format!("f-{}", name.chars().map(plain).collect::<String>())
}

/// Who holds control of a clause: a mark, a colour and a word, so that neither shape nor colour stands alone.
pub fn control_chip(control: Control, reading: &Reading<'_>) -> Markup {
    let (class, mark) = control_mark(control);
    html! { span class=(format!("chip control {class}")) {
        span aria-hidden="true" { (mark) } " " (super::who_decides(control, reading))
    } }
}

/// The class and the mark of a holder of control.
pub fn control_mark(control: Control) -> (&'static str, &'static str) {
    match control {
        Control::Firm => ("by-firm", "■"),
        Control::Shared { .. } => ("by-both", "◧"),
        Control::Customer => ("by-person", "●"),
    }
}

/// Where a condition stands, by its name among the words.
pub fn counter_state(state: &CounterState) -> &'static str {
    match state {
        CounterState::Open => "open",
        CounterState::Accepted => "accepted",
        CounterState::Declined(_) => "declined",
        CounterState::Lapsed => "lapsed",
        CounterState::TakenBack => "taken_back",
        CounterState::Overtaken => "overtaken",
    }
}

/// A word on something's state. `tone` is one of `still`, `live`, `firm`, `person`, `both`.
pub fn chip(tone: &str, words: &str) -> Markup {
    html! { span class=(format!("chip {tone}")) { (words) } }
}

/// Where there is nothing yet: what it is for, and what to do.
pub fn empty(title: &str, what_for: &str, action: Option<(String, String)>) -> Markup {
    html! { div.empty {
        h2 { (title) }
        p { (what_for) }
        @if let Some((href, words)) = action { p { a.button.first href=(href) { (words) } } }
    } }
}

/// A page of a list, and how to get on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pages {
    /// How many there are in all.
    pub total: u64,
    /// Where the next page begins; nothing on the last.
    pub next: Option<String>,
    /// Whether this is the first page.
    pub first: bool,
}

/// Links to the first and the next page; `path` is the list's address with its filters, ending in `?` or `&`.
pub fn pagination(pages: &Pages, path: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! { nav.pages aria-label=(say!(lang, "web-pages")) {
        p.note { (say!(lang, "web-in-all", n = pages.total)) }
        @if !pages.first { a href=(shell.to(path.trim_end_matches(['?', '&']))) { (say!(lang, "web-first-page")) } }
        @if let Some(next) = &pages.next { a href=(shell.to(format!("{path}after={next}"))) { (say!(lang, "web-next-page")) } }
    } }
}

/// A large figure with what it means.
pub fn figure(label: &str, value: &str, note: &str) -> Markup {
    html! { div { dt { (label) } dd { (value) } @if !note.is_empty() { dd.small { (note) } } } }
}

/// A count as a large figure.
pub fn counted(label: &str, n: u64, note: &str, lang: Lang) -> Markup {
    figure(label, &count(n, lang), note)
}

/// The way back to where a page belongs.
pub fn back(href: &str, words: &str) -> Markup {
    html! { p.back { a href=(href) { span aria-hidden="true" { "← " } (words) } } }
}

/// A button in a form of its own, for a single act.
pub fn act(action: &str, words: &str, class: &str, hidden: &[(&str, &str)]) -> Markup {
    html! { form.quiet method="post" action=(action) {
        @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
        button class=(class) { (words) }
    } }
}

/// A longer text that somebody wrote, fit to be shown: no control or direction-changing characters.
pub fn plain(text: &str) -> String {
    crate::words::shorten(text, 4_000)
}

/// A part of a query, safe in an address.
pub fn encoded(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~');
    text.bytes().map(|b| if plain(b) { (b as char).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::ui::Reader;

    #[test]
    fn the_next_page_keeps_the_filter() {
        let shell = Shell::sample(Lang::En, "/x", Reader::Visitor);
        let pages = Pages { total: 1204, next: Some("b".into()), first: false };
        let links = pagination(&pages, "/x?state=open&", &shell).into_string();
        assert!(links.contains("/f/norda/x?state=open&amp;after=b\"") && links.contains("/f/norda/x?state=open\""));
        let last = pagination(&Pages { next: None, ..pages }, "/x?", &shell).into_string();
        assert!(!last.contains("after=") && last.contains("1,204"), "{last}");
    }

    #[test]
    fn parts_of_addresses_are_escaped() {
        assert_eq!(encoded("a b&c=é"), "a%20b%26c%3D%C3%A9");
        assert_eq!(field_id("clause.2.text é\""), "f-clause-2-text---");
    }
}
