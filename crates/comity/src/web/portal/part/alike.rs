//! What is like a text that is being written, and the buttons that look for it and send it: on the page of the form, and as a piece of
//! it, for the script that asks while it is typed.

use comity_store::Alike;
use maud::{Markup, html};

use super::title_of;
use crate::web::ui::Shell;
use crate::web::way::Way;
use crate::words::say;

/// Texts shorter than this are like anything; nothing is looked for.
const SHORTEST: usize = 8;

/// A form in which something is written that may be there already.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The way to take part.
    pub way: &'static dyn Way,
    /// The address of the list: the form is sent there, and what was brought lies below it.
    pub list: &'a str,
    /// What is like it, once that was looked for.
    pub alike: Option<&'a [Alike]>,
}

/// What was typed, as it is looked for; nothing where it is too short to be like anything.
pub fn typed(title: &str, body: &str) -> Option<String> {
    let typed = format!("{} {}", title.trim(), body.trim());
    (typed.trim().chars().count() >= SHORTEST).then_some(typed)
}

/// What is like it, told to whoever cannot see the page as soon as it comes, and the buttons.
pub fn looked_for(written: Written<'_>, note: &Markup, shell: &Shell) -> Markup {
    let (lang, way) = (shell.lang, written.way.code());
    // A script shows the second button once it has looked.
    let (send, empty) = (written.alike.is_some(), written.alike.is_none_or(<[Alike]>::is_empty));
    html! {
        div #alike-now aria-live="polite" { @if let Some(alike) = written.alike { (similar(alike, written, shell)) } }
        (note)
        div.actions {
            button.first[!send] name="go" value="look" { (say!(lang, "way-look", way = way)) }
            button.first name="go" value="send" hidden[!send] { (say!(lang, "way-send", way = way, alike = if empty { "no" } else { "yes" })) }
        }
    }
}

fn similar(alike: &[Alike], written: Written<'_>, shell: &Shell) -> Markup {
    let (lang, way) = (shell.lang, written.way.code());
    html! { section aria-labelledby="alike" {
        // Whoever pressed the button goes on from here, and not from the head of the page.
        h2 #alike tabindex="-1" autofocus { (say!(lang, "way-alike", way = way, n = alike.len())) }
        @if !alike.is_empty() {
            p { (say!(lang, "way-alike-note", way = way)) }
            ul.list { @for one in alike { li {
                a.name href=(shell.to(format!("{}/{}", written.list, one.id))) dir="auto" { (title_of(Some(&one.title), lang)) }
                @if one.for_it > 0 { " " span.soft { (say!(lang, "way-votes", way = way, n = one.for_it)) } }
            } } }
        }
    } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_is_not_looked_for() {
        assert_eq!(typed(" Più dati ", ""), Some("Più dati ".to_owned()));
        assert_eq!((typed("Dati", ""), typed("", "   \n        ")), (None, None));
    }
}
