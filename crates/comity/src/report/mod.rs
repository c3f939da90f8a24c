//! Reports: self-contained HTML files to read, print or send; one module for each kind.
//!
//! A report carries one style block and no script, fetches nothing, and every text from the data is escaped (a content
//! policy in the file forbids scripts besides, since posts are written by strangers). The same input gives the same bytes:
//! what depends on the clock is left out.

pub mod opinion;
mod parts;
pub mod portfolio;
pub mod rating;
pub mod study;
#[cfg(test)]
pub mod text;

pub use parts::{figure, figure_alone};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::words::{Lang, Moment, say, tame};

/// The style block, as it stands in every report; a content policy may name its hash.
pub const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/opinion.css"),
    include_str!("style/portfolio.css"),
    include_str!("style/rating.css"),
);

/// What every report tells of itself.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The title of the window.
    pub title: &'a str,
    /// The version of Comity that made the numbers.
    pub comity: &'a str,
    /// The seed of everything drawn at random.
    pub seed: u64,
    /// The reader's language.
    pub lang: Lang,
}

/// A whole page around the parts of a report.
pub fn page(page: Page<'_>, content: &Markup) -> String {
    let Page { title, comity, seed, lang } = page;
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="generator" content=(format!("Comity {}", tame(comity)));
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main.report { (content) }
                footer.report { p { (say!(lang, "footer", version = tame(comity), seed = seed.to_string())) } }
            }
        }
    };
    page.into_string()
}

/// A date in words.
fn date(at: &str, lang: Lang) -> String {
    Moment::parse(at).long(lang)
}
