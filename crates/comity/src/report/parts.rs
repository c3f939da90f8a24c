//! Pieces that every part of the report is made of: headings, figures with their tables, tables.

use maud::{Markup, PreEscaped, html};

use crate::chart::{Chart, Table};
use crate::words::{Lang, say};

/// How deep a heading lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level(u8);

impl Level {
    /// The verdict of a report on one event.
    pub const ONLY: Self = Self(1);
    /// The verdict of one event among several.
    pub const AMONG_SEVERAL: Self = Self(2);

    /// One deeper.
    pub fn below(self) -> Self {
        Self((self.0 + 1).min(6))
    }
}

/// A heading at a level; looks are the class's, structure is the level's.
pub fn heading(level: Level, class: &str, id: Option<&str>, text: &str) -> Markup {
    let tag = level.0;
    let id = id.map_or_else(String::new, |id| format!(r#" id="{id}""#));
    html! { (PreEscaped(format!(r#"<h{tag} class="{class}"{id}>"#))) (text) (PreEscaped(format!("</h{tag}>"))) }
}

/// A chart in both drawings, its caption, and its figures as a table under a fold.
pub fn figure(chart: &Chart, id: &str, lang: Lang) -> Markup {
    html! {
        figure {
            (drawings(chart))
            figcaption { (chart.caption) }
            details {
                summary { (say!(lang, "same-as-table")) }
                (data_table(&chart.table, id))
            }
        }
    }
}

/// A chart whose figures stand in a table of the page.
pub fn figure_alone(chart: &Chart) -> Markup {
    html! { figure { (drawings(chart)) figcaption { (chart.caption) } } }
}

fn drawings(chart: &Chart) -> Markup {
    html! { (PreEscaped(&chart.wide)) (PreEscaped(&chart.narrow)) }
}

/// The figures of a chart; all columns after the first are figures.
fn data_table(table: &Table, id: &str) -> Markup {
    let long = table.rows.len() > 40;
    scroll(
        id,
        &table.caption,
        long,
        html! {
            thead { tr {
                @for (i, column) in table.columns.iter().enumerate() { th.num[i > 0] scope="col" { (column) } }
            } }
            tbody { @for row in &table.rows { tr {
                @for (i, cell) in row.iter().enumerate() {
                    @if i == 0 { th scope="row" { (cell) } } @else { td.num { (cell) } }
                }
            } } }
        },
    )
}

/// A table that scrolls sideways by itself where the screen is too narrow, reachable by keyboard.
pub fn scroll(id: &str, caption: &str, long: bool, content: Markup) -> Markup {
    html! {
        div.scroll.long[long] role="region" tabindex="0" aria-labelledby=(format!("{id}-caption")) {
            table { caption id=(format!("{id}-caption")) { (caption) } (content) }
        }
    }
}

/// A sentence with its figures emphasised where they first appear.
pub fn emphasised(sentence: &str, figures: &[String]) -> Markup {
    let first = figures.iter().find_map(|figure| Some((sentence.find(figure.as_str())?, figure)));
    match first {
        Some((at, figure)) if !figure.is_empty() => html! {
            (sentence[..at]) strong { (figure) } (sentence[at + figure.len()..])
        },
        _ => html! { (sentence) },
    }
}
