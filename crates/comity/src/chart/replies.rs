//! Answers to clauses: a bar for each, parted into yes, yes if, and no; shapes and outlines tell the parts apart.

use super::svg::{Anchor, Drawing};
use super::{Chart, Setting, Size, Table, fitting, text_width};
use crate::words::{Lang, count, say};

/// The answers to one clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replies {
    /// The clause.
    pub clause: String,
    /// How many said yes, yes if, and no.
    pub answers: [u64; 3],
}

const NAMES: [&str; 3] = ["yes", "if", "no"];
const CLASSES: [&str; 3] = ["bar took", "bar asked", "bar refused"];
const ROW: f64 = 46.0;

/// The chart; nothing without an answer.
pub fn replies(rows: &[Replies], setting: Setting<'_>) -> Option<Chart> {
    let lang = setting.lang;
    if rows.iter().all(|row| row.answers.iter().sum::<u64>() == 0) {
        return None;
    }
    let title = say!(lang, "studio-replies");
    let words = |row: &Replies| {
        let parts = row.answers.iter().zip(NAMES);
        let parts: Vec<String> = parts
            .map(|(n, name)| format!("{} {}", count(*n, lang), say!(lang, "portal-answer", answer = name)))
            .collect();
        format!("{}: {}", row.clause, parts.join(", "))
    };
    let description: Vec<String> = rows.iter().map(words).collect();
    let draw =
        |size: Size| draw(rows, size, lang).finish(&size.id(setting.id), size.class(), &title, &description.join("; "));
    let mut columns = vec![say!(lang, "portal-column", column = "clause")];
    columns.extend(NAMES.map(|name| say!(lang, "portal-answer", answer = name)));
    let cells = |row: &Replies| {
        std::iter::once(row.clause.clone()).chain(row.answers.iter().map(|n| count(*n, lang))).collect::<Vec<_>>()
    };
    let table = Table { caption: title.clone(), columns, rows: rows.iter().map(cells).collect() };
    Some(Chart {
        wide: draw(Size::Wide),
        narrow: draw(Size::Narrow),
        caption: say!(lang, "studio-replies-caption"),
        table,
    })
}

fn draw(rows: &[Replies], size: Size, lang: Lang) -> Drawing {
    let width = size.width();
    let mut drawing = Drawing::new(width, ROW * rows.len() as f64 + 28.0);
    let mut x = 1.0;
    for (class, name) in CLASSES.into_iter().zip(NAMES) {
        let word = say!(lang, "portal-answer", answer = name);
        drawing.rect(class, [x, 3.0], [x + 18.0, 15.0]);
        drawing.text("tick", [x + 24.0, 14.0], Anchor::Start, &word);
        x += 46.0 + text_width(&word);
    }
    for (i, row) in rows.iter().enumerate() {
        let top = 30.0 + ROW * i as f64;
        let all = row.answers.iter().sum::<u64>();
        let total = count(all, lang);
        drawing.text(
            "label",
            [0.0, top + 11.0],
            Anchor::Start,
            &fitting(&row.clause, width - text_width(&total) - 12.0),
        );
        drawing.text("tick", [width - 1.0, top + 11.0], Anchor::End, &total);
        let mut left = 1.0;
        for (n, class) in row.answers.iter().zip(CLASSES).filter(|(n, _)| **n > 0) {
            let right = left + (width - 2.0) * *n as f64 / all as f64;
            drawing.rect(class, [left, top + 18.0], [(right - 1.5).max(left + 0.8), top + 34.0]);
            left = right;
        }
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_that_there_is_has_its_bar() {
        let row = |answers| Replies { clause: "<Usage>".into(), answers };
        let chart = replies(&[row([6, 3, 1]), row([0, 0, 2])], Setting { id: "x", lang: Lang::En }).unwrap();
        let bars = |class: &str| chart.wide.matches(&format!("class=\"bar {class}\"")).count() - 1;
        assert_eq!(["took", "asked", "refused"].map(bars), [1, 1, 2]);
        assert!(!chart.wide.contains("<Usage>") && chart.table.rows[0][1..] == ["6", "3", "1"]);
        assert!(replies(&[row([0, 0, 0])], Setting { id: "x", lang: Lang::It }).is_none());
    }
}
