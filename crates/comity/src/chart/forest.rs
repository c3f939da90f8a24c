//! Estimates with their intervals, one below the other: second opinions, and placebos in space.

use super::scale::{Linear, Tick, extent};
use super::svg::{Anchor, Drawing};
use super::{Chart, Setting, Size, Table, fitting, text_width};
use crate::study::outcome::Interval;
use crate::words::{Figures, p_number, say, tame};

/// One line of a forest.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// The estimate.
    pub estimate: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// Its p value.
    pub p: Option<f64>,
    /// Whether it is the one the others are held against.
    pub own: bool,
}

/// Most rows in a drawing; the table has them all.
const MOST: usize = 40;

/// A forest of estimates around zero. `None` when no row has an estimate.
pub fn forest(
    rows: &[Row],
    title: &str,
    caption: String,
    head: &str,
    figures: Figures,
    setting: Setting<'_>,
) -> Option<Chart> {
    let drawn: Vec<&Row> = rows.iter().filter(|row| row.estimate.is_some_and(f64::is_finite)).collect();
    if drawn.is_empty() {
        return None;
    }
    let (drawn, left_out) = largest(drawn);
    let lang = setting.lang;
    let description = say!(lang, "chart-forest-description", n = drawn.len());
    let caption = match left_out {
        0 => caption,
        n => format!("{caption} {}", say!(lang, "chart-more-in-table", n = n)),
    };
    let draw = |size: Size| {
        let drawing = draw(&drawn, size, figures, setting);
        drawing.finish(&size.id(setting.id), size.class(), title, &description)
    };
    let value = |x: Option<f64>| figures.signed(x.unwrap_or(f64::NAN));
    let row = |row: &Row| {
        vec![
            tame(&row.label),
            value(row.estimate),
            row.interval.map_or_else(|| value(None), |ends| figures.interval(ends)),
            row.p.map_or_else(|| value(None), |p| p_number(p, lang)),
        ]
    };
    let columns =
        vec![head.to_owned(), say!(lang, "column-estimate"), say!(lang, "column-interval"), say!(lang, "column-p")];
    let table = Table { caption: title.to_owned(), columns, rows: rows.iter().map(row).collect() };
    Some(Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption, table })
}

/// At most [`MOST`] rows: the own one and those with the largest estimates, in their order.
fn largest(rows: Vec<&Row>) -> (Vec<&Row>, usize) {
    if rows.len() <= MOST {
        return (rows, 0);
    }
    let size = |row: &Row| if row.own { f64::INFINITY } else { row.estimate.unwrap_or(0.0).abs() };
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| size(rows[*b]).total_cmp(&size(rows[*a])).then(a.cmp(b)));
    order.truncate(MOST);
    order.sort_unstable();
    (order.iter().map(|i| rows[*i]).collect(), rows.len() - MOST)
}

fn draw(rows: &[&Row], size: Size, figures: Figures, setting: Setting<'_>) -> Drawing {
    let widest = |text: &dyn Fn(&Row) -> String| rows.iter().map(|row| text_width(&text(row))).fold(0.0, f64::max);
    let (labels, texts) = (widest(&|row| row.label.clone()), widest(&|row| figure(row, figures)));
    let (left, right, row_height, top) = match size {
        Size::Wide => (labels.min(262.0) + 16.0, size.width() - texts.min(240.0) - 24.0, 28.0, 8.0),
        Size::Narrow => (10.0, 330.0, 64.0, 4.0),
    };
    let bottom = top + row_height * rows.len() as f64 + 4.0;
    let mut drawing = Drawing::new(size.width(), bottom + 28.0);
    let x = Linear::around(domain(rows).into_iter(), [left, right]);
    for Tick { place, label, .. } in x.ticks(if size == Size::Wide { 5 } else { 4 }, true, setting.lang) {
        drawing.line("grid", [place, top], [place, bottom]);
        drawing.text("tick", [place, bottom + 19.0], Anchor::Middle, &label);
    }
    let zero = x.at(0.0);
    drawing.line("mid", [zero, top], [zero, bottom]);
    for (i, row) in rows.iter().enumerate() {
        let line = top + row_height * i as f64;
        let text = figure(row, figures);
        let class = if row.own { "label strong" } else { "label" };
        let label = fitting(&row.label, if size == Size::Wide { left - 12.0 } else { size.width() });
        let middle = match size {
            Size::Wide => {
                drawing.text(class, [0.0, line + 18.0], Anchor::Start, &label);
                drawing.text("tick", [size.width(), line + 18.0], Anchor::End, &text);
                line + 14.0
            }
            Size::Narrow => {
                drawing.text(class, [0.0, line + 14.0], Anchor::Start, &label);
                drawing.text("tick", [0.0, line + 31.0], Anchor::Start, &text);
                line + 46.0
            }
        };
        whisker(&mut drawing, row, &x, middle);
    }
    drawing
}

/// Estimate and interval as text.
fn figure(row: &Row, figures: Figures) -> String {
    let estimate = figures.signed(row.estimate.unwrap_or(f64::NAN));
    row.interval.map_or_else(|| estimate.clone(), |ends| format!("{estimate} {}", figures.interval(ends)))
}

fn whisker(drawing: &mut Drawing, row: &Row, x: &Linear, y: f64) {
    let class = if row.own { "whisker own" } else { "whisker" };
    if let Some(ends) = row.interval {
        let [low, high] = ends.map(|end| x.at(end));
        drawing.line(class, [low, y], [high, y]);
        let [least, most] = x.domain();
        // An interval that goes on beyond the paper ends in an arrow, one that ends there in a bar.
        for (end, place, beyond, sign) in [(ends[0], low, ends[0] < least, 1.0), (ends[1], high, ends[1] > most, -1.0)]
        {
            if beyond || !end.is_finite() {
                drawing.line(class, [place, y], [place + 5.0 * sign, y - 4.0]);
                drawing.line(class, [place, y], [place + 5.0 * sign, y + 4.0]);
            } else {
                drawing.line(class, [place, y - 3.0], [place, y + 3.0]);
            }
        }
    }
    let place = [x.at(row.estimate.unwrap_or(0.0)), y];
    if row.own { drawing.diamond("dot own", place, 6.0) } else { drawing.circle("dot other", place, 4.0) }
}

/// What the axis spans: zero, every estimate, and intervals up to three times the usual width beyond them, so that one
/// method that knows next to nothing does not shrink the rest to dots.
fn domain(rows: &[&Row]) -> Vec<f64> {
    let mut widths: Vec<f64> =
        rows.iter().filter_map(|row| row.interval).map(|[low, high]| high - low).filter(|w| w.is_finite()).collect();
    widths.sort_by(f64::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0.0).max(0.0);
    let [low, high] = extent(rows.iter().filter_map(|row| row.estimate).chain([0.0])).unwrap_or([0.0, 1.0]);
    let bounds = [low - 3.0 * usual, high + 3.0 * usual];
    let ends = rows.iter().filter_map(|row| row.interval).flatten();
    ends.map(|end| end.clamp(bounds[0], bounds[1])).chain([low, high]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn row(estimate: f64, interval: Option<Interval>, own: bool) -> Row {
        Row { label: "a".into(), estimate: Some(estimate), interval, p: None, own }
    }

    #[test]
    fn one_wide_interval_does_not_shrink_the_rest() {
        let rows =
            [row(0.1, Some([0.0, 0.2]), true), row(0.1, Some([0.0, 0.2]), false), row(0.0, Some([-90.0, 90.0]), false)];
        let rows: Vec<&Row> = rows.iter().collect();
        let [low, high] = extent(domain(&rows).into_iter()).unwrap();
        assert!(low > -1.0 && high < 1.0, "{low} {high}");
    }

    #[test]
    fn many_rows_are_cut_to_the_largest() {
        let rows: Vec<Row> = (0..100).map(|i| row(f64::from(i) / 100.0, None, i == 0)).collect();
        let (kept, left_out) = largest(rows.iter().collect());
        assert_eq!((kept.len(), left_out), (MOST, 60));
        assert!(kept[0].own && kept[1].estimate == Some(0.61));
    }

    #[test]
    fn nothing_to_draw_is_no_chart() {
        let figures = Figures { lang: Lang::En, decimals: 2, ready: false };
        let setting = Setting { id: "x", lang: Lang::En };
        assert!(forest(&[row(f64::NAN, None, true)], "t", String::new(), "h", figures, setting).is_none());
        let odd = row(1.0, Some([f64::NEG_INFINITY, f64::NAN]), true);
        assert!(forest(&[odd], "t", String::new(), "h", figures, setting).is_some());
    }
}
