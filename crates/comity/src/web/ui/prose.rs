//! What people wrote, as paragraphs and links: no markup of theirs reaches a page.

use maud::{Markup, html};

use crate::words::shorten;

/// A text as paragraphs, with its addresses as links that pass nothing on.
pub fn prose(text: &str) -> Markup {
    let text = plain_lines(text);
    html! { @for part in text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()) {
        p { @for (at, line) in part.lines().enumerate() { @if at > 0 { br; } (linked(line)) } }
    } }
}

/// Each line fit to be shown.
fn plain_lines(text: &str) -> String {
    text.lines().map(|line| shorten(line, 10_000)).collect::<Vec<_>>().join("\n")
}

fn linked(line: &str) -> Markup {
    html! { @for (at, word) in line.split(' ').enumerate() {
        @if at > 0 { " " }
        @match address(word) {
            Some((address, rest)) => { a href=(address) rel="nofollow ugc noopener noreferrer" { (address) } (rest) },
            None => (word),
        }
    } }
}

/// The address that a word is, and what of it only ends a sentence.
fn address(word: &str) -> Option<(&str, &str)> {
    let (_, host) = word.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"))?;
    let length = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'', '»', '”']).len();
    let real = host.starts_with(|c: char| c.is_ascii_alphanumeric()) && word.len() <= 500;
    real.then(|| word.split_at(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paragraphs_and_links_come_of_a_text() {
        let check = |text: &str, expect: &str| assert_eq!(prose(text).into_string(), expect, "{text:?}");
        check("One\ntwo\n\n\nThree", "<p>One<br>two</p><p>Three</p>");
        check("<b>&\u{202e}x</b>", "<p>&lt;b&gt;&amp;x&lt;/b&gt;</p>");
        let rel = "rel=\"nofollow ugc noopener noreferrer\"";
        check(
            "see https://a.example/x?y=1&z.",
            &format!("<p>see <a href=\"https://a.example/x?y=1&amp;z\" {rel}>https://a.example/x?y=1&amp;z</a>.</p>"),
        );
        check("javascript://a data:text/html,x https://", "<p>javascript://a data:text/html,x https://</p>");
        check("  \n ", "");
    }
}
