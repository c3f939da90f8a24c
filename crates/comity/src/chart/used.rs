//! How much of what is held is used: two gauges, and their course over time.

use super::scale::{Linear, nice_step};
use super::svg::{Anchor, Drawing, Path};
use super::timeline::Timeline;
use super::{Chart, Setting, Size, Table, text_width};
use crate::words::{Lang, Moment, count, percent, say};

/// Shares of values held: used for anything, and used for the person who gave them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// Used at all.
    pub used: f64,
    /// Used for the person who gave it.
    pub for_person: f64,
    /// Of how many values.
    pub held: u64,
}

/// The shares of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// As `2026-11-27`.
    pub date: String,
    /// The shares.
    pub shares: Shares,
}

/// Classes of the two, in their order.
const CLASSES: [&str; 2] = ["at-all", "for-them"];
/// Lines differ in dash as well as in colour.
const LINES: [&str; 2] = ["line at-all", "line person"];
const DOTS: [&str; 2] = ["dot at-all", "dot person"];
/// “Less than ten per cent”.
const MARK: f64 = 0.1;

impl Shares {
    fn both(self) -> [f64; 2] {
        [self.used, self.for_person]
    }
}

fn name(class: &str, lang: Lang) -> String {
    say!(lang, "studio-use-share", share = class)
}

/// A gauge for each share, from nothing to everything, with the mark on the first.
pub fn gauges(shares: Shares, setting: Setting<'_>) -> Chart {
    let lang = setting.lang;
    let title = say!(lang, "studio-use-gauges");
    let rows: Vec<[String; 2]> =
        CLASSES.iter().zip(shares.both()).map(|(class, share)| [name(class, lang), percent(share, lang)]).collect();
    let description = rows.iter().map(|row| row.join(": ")).collect::<Vec<_>>().join("; ");
    let draw = |size: Size| bars(shares, size, lang).finish(&size.id(setting.id), size.class(), &title, &description);
    let columns =
        vec![say!(lang, "studio-use-column", column = "share"), say!(lang, "studio-use-column", column = "part")];
    let rows = rows.into_iter().map(Vec::from).collect();
    let table = Table { caption: title.clone(), columns, rows };
    Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption: say!(lang, "studio-use-mark-source"), table }
}

fn bars(shares: Shares, size: Size, lang: Lang) -> Drawing {
    const ROW: f64 = 62.0;
    let width = size.width();
    let mut drawing = Drawing::new(width, 2.0 * ROW + 2.0);
    let x = Linear::new([0.0, 1.0], [1.0, width - 1.0]);
    for (i, (class, share)) in CLASSES.iter().zip(shares.both()).enumerate() {
        let top = ROW * i as f64;
        drawing.text("label", [0.0, top + 12.0], Anchor::Start, &name(class, lang));
        drawing.text("label strong", [width - 1.0, top + 12.0], Anchor::End, &percent(share, lang));
        drawing.rect("span", [x.at(0.0), top + 20.0], [x.at(1.0), top + 36.0]);
        if share > 0.0 {
            drawing.rect(&format!("bar {class}"), [x.at(0.0), top + 20.0], [x.at(share), top + 36.0]);
        }
    }
    drawing.line("tenth", [x.at(MARK), 17.0], [x.at(MARK), 48.0]);
    drawing.text("tick", [x.at(MARK) + 6.0, 50.0], Anchor::Start, &say!(lang, "studio-use-mark"));
    drawing
}

/// Both shares, day for day; nothing without a day.
pub fn trend(days: &[Day], setting: Setting<'_>) -> Option<Chart> {
    let lang = setting.lang;
    let (first, last) = (days.first()?, days.last()?);
    let title = say!(lang, "studio-use-trend");
    let moments: Vec<Moment> = days.iter().map(|day| Moment::parse(&day.date)).collect();
    let timeline = Timeline::of_dates(moments);
    let from_to = |class: &str, from: f64, to: f64| {
        let [from, to] = [from, to].map(|share| percent(share, lang));
        say!(lang, "studio-use-from-to", name = name(class, lang), from = from, to = to)
    };
    let ends = first.shares.both().into_iter().zip(last.shares.both());
    let said: Vec<String> = CLASSES.iter().zip(ends).map(|(class, (from, to))| from_to(class, from, to)).collect();
    let description = said.join(" ");
    let draw = |size: Size| {
        lines(days, &timeline, size, lang).finish(&size.id(setting.id), size.class(), &title, &description)
    };
    let column = |column: &str| say!(lang, "studio-use-column", column = column);
    let columns = vec![column("day"), column("held"), name(CLASSES[0], lang), name(CLASSES[1], lang)];
    let row = |day: &Day| {
        let [used, for_person] = day.shares.both().map(|share| percent(share, lang));
        vec![day.date.clone(), count(day.shares.held, lang), used, for_person]
    };
    let table = Table { caption: title.clone(), columns, rows: days.iter().map(row).collect() };
    let caption = say!(lang, "studio-use-trend-caption");
    Some(Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption, table })
}

fn lines(days: &[Day], timeline: &Timeline, size: Size, lang: Lang) -> Drawing {
    const HEAD: f64 = 40.0;
    const BOTTOM: f64 = 200.0;
    let width = size.width();
    let mut drawing = Drawing::new(width, BOTTOM + 40.0);
    let [left, right] = [44.0, width - 8.0];
    let most = days.iter().flat_map(|day| day.shares.both()).fold(MARK, f64::max);
    // Up to a line of the grid, so that nothing is drawn above it.
    let step = nice_step(most, 4);
    let most = (most / step).ceil() * step;
    let (x, y) = (Linear::new(timeline.domain(), [left, right]), Linear::new([0.0, most], [BOTTOM, HEAD]));
    let mut at = [0.0, 12.0];
    for (line, class) in LINES.iter().zip(CLASSES) {
        let words = name(class, lang);
        drawing.path(line, &path(&[[at[0], at[1] - 4.0], [at[0] + 24.0, at[1] - 4.0]]));
        drawing.text("tick", [at[0] + 30.0, at[1]], Anchor::Start, &words);
        at = if size == Size::Wide { [at[0] + 58.0 + text_width(&words), at[1]] } else { [0.0, at[1] + 17.0] };
    }
    for value in y.values(4) {
        drawing.line("grid", [left, y.at(value)], [right, y.at(value)]);
        drawing.text("tick", [left - 8.0, y.at(value) + 4.0], Anchor::End, &percent(value, lang));
    }
    // A day without figures breaks the line; a day on its own is a dot.
    const DAY: f64 = 86_400.0;
    for (k, line) in LINES.iter().enumerate() {
        let points: Vec<[f64; 2]> =
            timeline.places.iter().zip(days).map(|(place, day)| [x.at(*place), y.at(day.shares.both()[k])]).collect();
        let mut begin = 0;
        for end in 1..=points.len() {
            if end < points.len() && timeline.places[end] - timeline.places[end - 1] < 1.5 * DAY {
                continue;
            }
            match &points[begin..end] {
                [one] => drawing.circle(DOTS[k], *one, 3.0),
                many => drawing.path(line, &path(many)),
            }
            begin = end;
        }
    }
    let gap = if size == Size::Wide { 64.0 } else { 56.0 };
    for tick in timeline.ticks(&x, gap, lang) {
        drawing.line("grid", [tick.place, BOTTOM], [tick.place, BOTTOM + 5.0]);
        let half = text_width(&tick.label) / 2.0;
        let place = tick.place.clamp(half, width - half);
        drawing.text("tick", [place, BOTTOM + 19.0], Anchor::Middle, &tick.label);
        if let Some(below) = tick.below {
            drawing.text("tick", [place, BOTTOM + 34.0], Anchor::Middle, &below);
        }
    }
    drawing
}

fn path(points: &[[f64; 2]]) -> Path {
    let mut path = Path::default();
    for point in points {
        path.to(*point);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTING: Setting<'_> = Setting { id: "x", lang: Lang::En };

    fn day(date: &str, used: f64) -> Day {
        Day { date: date.into(), shares: Shares { used, for_person: used / 2.0, held: 200 } }
    }

    #[test]
    fn gauges_carry_the_mark_once() {
        let chart = gauges(Shares { used: 0.42, for_person: 0.0, held: 200 }, SETTING);
        assert_eq!(chart.wide.matches("class=\"tenth\"").count(), 1);
        assert_eq!(chart.wide.matches("class=\"bar at-all\"").count(), 1);
        assert!(!chart.wide.contains("bar for-them"), "nothing is no bar");
        assert_eq!(chart.table.rows[0][1], "42%");
    }

    #[test]
    fn the_axis_has_days_and_the_grid_reaches_above_the_lines() {
        let chart = trend(&[day("2026-11-28", 0.0), day("2026-11-29", 0.5)], SETTING).unwrap();
        let texts: Vec<&str> = chart.wide.split("<text").skip(1).filter_map(|t| t.split(['>', '<']).nth(1)).collect();
        assert!(texts.iter().all(|text| !text.contains(':')), "{texts:?}");
        assert_eq!(texts.iter().filter(|text| text.contains("Nov")).count(), 2, "{texts:?}");
        assert!(texts.contains(&"50%"), "{texts:?}");
    }

    #[test]
    fn days_without_figures_break_the_line() {
        assert!(trend(&[], SETTING).is_none());
        let days = [day("2026-11-01", 0.1), day("2026-11-02", 0.2), day("2026-11-05", 0.3)];
        let chart = trend(&days, SETTING).unwrap();
        assert_eq!(chart.wide.matches("class=\"line person\"").count(), 2, "the line and its key");
        assert_eq!(chart.wide.matches("class=\"dot person\"").count(), 1);
        assert_eq!(chart.table.rows[2], ["2026-11-05", "200", "30%", "15%"]);
        assert!(trend(&days[..1], SETTING).unwrap().narrow.contains("dot at-all"));
    }
}
