//! Charts as accessible SVG, each in two drawings (wide and narrow) and with the numbers it shows as a table.
//!
//! Drawings carry classes and no styles; colours and strokes are the page's (`report/style.css`). Nothing is told by
//! colour alone: series differ in dash and weight, marks in shape and fill.

mod ballots;
mod compass;
mod dumbbell;
mod experience;
mod false_dates;
mod forest;
mod frame;
mod gap;
mod held;
mod many;
mod marks;
mod opinion_map;
mod replies;
mod scale;
mod series;
mod spots;
mod svg;
mod timeline;
mod turnout;
mod used;

#[cfg(test)]
mod tests;

pub use ballots::{Bar, ballots, ballots_legend};
pub use compass::{Mark, Place, Surroundings, compass};
pub use dumbbell::{Change, dumbbell};
pub use experience::{Asked, courses, distributions};
pub use false_dates::false_dates;
pub use forest::{Row, forest};
pub use gap::gap;
pub use held::held;
pub use many::{One, Stands, Together, many};
pub use opinion_map::{opinion_map, opinion_map_for};
pub use replies::{Replies, replies};
pub use series::series;
pub use turnout::{spread, turnout};
pub use used::{Day, Shares, gauges, trend};

use crate::words::{Lang, shorten};

/// A chart: the same figures in two drawings and a table.
#[derive(Debug, Clone)]
pub struct Chart {
    /// For screens with room, and for paper.
    pub wide: String,
    /// For narrow screens; a drawing of its own, with text of the same size.
    pub narrow: String,
    /// What is drawn and how to read it.
    pub caption: String,
    /// The figures drawn.
    pub table: Table,
}

/// The figures of a chart. The first column names the row.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What the table holds.
    pub caption: String,
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// Rows of cells, as many as columns.
    pub rows: Vec<Vec<String>>,
}

/// Which of the two drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    Wide,
    Narrow,
}

impl Size {
    /// Width of the picture in user units.
    fn width(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 340.0,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Wide => "chart wide",
            Self::Narrow => "chart narrow",
        }
    }

    /// The identity of this drawing on the page.
    fn id(self, chart: &str) -> String {
        match self {
            Self::Wide => format!("{chart}-w"),
            Self::Narrow => format!("{chart}-n"),
        }
    }
}

/// Whom a chart is about and to whom it speaks.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Prefix of every id in the chart; unique on the page.
    pub id: &'a str,
    /// The reader's language.
    pub lang: Lang,
}

/// Usual width of a letter in the system's fonts at the size of a chart's labels.
const GLYPH: f64 = 6.7;

/// About how wide a text is drawn.
fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * GLYPH
}

/// As much of a text as fits into a width.
fn fitting(text: &str, width: f64) -> String {
    shorten(text, ((width / GLYPH) as usize).max(3))
}
