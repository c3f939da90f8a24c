//! Shares before and after, joined: lenses and themes.

use super::scale::{Linear, Tick};
use super::svg::{Anchor, Drawing};
use super::{Chart, Setting, Size, Table, fitting};
use crate::study::outcome::Interval;
use crate::words::{Lang, percent, points, say, tame};

/// A share of posts before and after.
#[derive(Debug, Clone)]
pub struct Change {
    /// What it is a share of.
    pub label: String,
    /// Share before, in [0, 1].
    pub before: f64,
    /// Share after.
    pub after: f64,
    /// 95% interval of the difference.
    pub interval: Interval,
    /// Whether the change stands out from chance.
    pub stands_out: bool,
}

/// Most rows in a drawing; the table has them all.
const MOST: usize = 24;

/// Before → after for every row, with the interval of the change around where it ended. `None` without rows.
pub fn dumbbell(changes: &[Change], title: &str, head: &str, setting: Setting<'_>) -> Option<Chart> {
    if changes.is_empty() {
        return None;
    }
    let lang = setting.lang;
    let drawn = &changes[..changes.len().min(MOST)];
    let description = say!(lang, "chart-dumbbell-description", n = drawn.len());
    let mut caption = say!(lang, "chart-dumbbell-caption");
    if changes.len() > MOST {
        caption = format!("{caption} {}", say!(lang, "chart-more-in-table", n = changes.len() - MOST));
    }
    let draw = |size: Size| draw(drawn, size, lang).finish(&size.id(setting.id), size.class(), title, &description);
    let columns = vec![
        head.to_owned(),
        say!(lang, "column-before"),
        say!(lang, "column-after"),
        say!(lang, "column-change"),
        say!(lang, "column-interval"),
    ];
    let row = |change: &Change| {
        vec![
            tame(&change.label),
            percent(change.before, lang),
            percent(change.after, lang),
            points(change.after - change.before, lang),
            say!(lang, "interval", low = points(change.interval[0], lang), high = points(change.interval[1], lang)),
        ]
    };
    let table = Table { caption: title.to_owned(), columns, rows: changes.iter().map(row).collect() };
    Some(Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption, table })
}

fn draw(changes: &[Change], size: Size, lang: Lang) -> Drawing {
    let (left, right, row_height, top) = match size {
        Size::Wide => (200.0, 600.0, 30.0, 30.0),
        Size::Narrow => (10.0, 330.0, 48.0, 28.0),
    };
    let bottom = top + row_height * changes.len() as f64 + 2.0;
    let mut drawing = Drawing::new(size.width(), bottom + 28.0);
    let largest = changes.iter().flat_map(|change| [change.before, change.after, change.before + change.interval[1]]);
    let largest = largest.filter(|x| x.is_finite()).fold(0.02, f64::max);
    let x = Linear::new([0.0, (largest * 1.05).min(1.0)], [left, right]);
    for value in x.values(if size == Size::Wide { 5 } else { 4 }) {
        let tick = Tick { place: x.at(value), label: percent(value, lang), below: None };
        drawing.line("grid", [tick.place, top], [tick.place, bottom]);
        drawing.text("tick", [tick.place, bottom + 19.0], Anchor::Middle, &tick.label);
    }
    legend(&mut drawing, left, lang);
    for (i, change) in changes.iter().enumerate() {
        let line = top + row_height * i as f64;
        let text = format!("{} → {}", percent(change.before, lang), percent(change.after, lang));
        let class = if change.stands_out { "label strong" } else { "label" };
        let (label_room, baseline, middle) = match size {
            Size::Wide => (left - 12.0, line + 20.0, line + 16.0),
            Size::Narrow => (210.0, line + 15.0, line + 32.0),
        };
        drawing.text(class, [0.0, baseline], Anchor::Start, &fitting(&change.label, label_room));
        drawing.text(if change.stands_out { class } else { "tick" }, [size.width(), baseline], Anchor::End, &text);
        let [before, after] = [change.before, change.after].map(|share| x.at(share));
        let [low, high] = change.interval.map(|end| x.at(change.before + end));
        drawing.rect("span", [low, middle - 5.0], [high, middle + 5.0]);
        drawing.line("joint", [before, middle], [after, middle]);
        drawing.circle("dot was", [before, middle], 4.5);
        drawing.circle("dot is", [after, middle], 5.0);
    }
    drawing
}

/// Hollow is before, filled is after.
fn legend(drawing: &mut Drawing, left: f64, lang: Lang) {
    let (before, after) = (say!(lang, "column-before"), say!(lang, "column-after"));
    drawing.circle("dot was", [left + 5.0, 10.0], 4.5);
    drawing.text("tick", [left + 15.0, 14.0], Anchor::Start, &before);
    let next = left + 40.0 + super::text_width(&before);
    drawing.circle("dot is", [next, 10.0], 5.0);
    drawing.text("tick", [next + 10.0, 14.0], Anchor::Start, &after);
    let next = next + 36.0 + super::text_width(&after);
    drawing.rect("span", [next - 8.0, 5.0], [next + 10.0, 15.0]);
    drawing.text("tick", [next + 16.0, 14.0], Anchor::Start, &say!(lang, "chart-uncertainty"));
}
