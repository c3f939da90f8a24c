//! Answers from 0 to 10: how they are spread, and how their means go over time, a row for each question.

use comity_exchange::time::Timestamp;

use super::scale::Linear;
use super::svg::{Anchor, Drawing};
use super::timeline::Timeline;
use super::{Chart, Setting, Size, Table, fitting, text_width};
use crate::words::{Lang, Moment, count, decimal, say};

/// What people answered to one question, at one time or over all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// When the first and the last answered.
    pub when: [Timestamp; 2],
    /// How many gave 0, 1, … 10.
    pub counts: [u64; 11],
    /// The mean.
    pub mean: f64,
    /// Its 95% interval; nothing where all answered the same.
    pub interval: Option<[f64; 2]>,
}

impl Asked {
    fn n(&self) -> u64 {
        self.counts.iter().sum()
    }
}

/// Mean, interval and number in words.
fn figures(one: &Asked, lang: Lang) -> String {
    let mean = decimal(one.mean, 1, lang);
    let mean = one.interval.map_or_else(
        || mean.clone(),
        |[low, high]| {
            format!("{mean} {}", say!(lang, "interval", low = decimal(low, 1, lang), high = decimal(high, 1, lang)))
        },
    );
    format!("{mean} · {}", say!(lang, "pulse-people", n = one.n()))
}

fn interval(one: &Asked, lang: Lang) -> String {
    one.interval.map_or_else(
        || say!(lang, "pulse-all-same"),
        |[low, high]| say!(lang, "interval", low = decimal(low, 1, lang), high = decimal(high, 1, lang)),
    )
}

/// How the answers to each question are spread. `None` where nothing is told of any.
pub fn distributions(rows: &[(String, Asked)], setting: Setting<'_>) -> Option<Chart> {
    if rows.is_empty() {
        return None;
    }
    let lang = setting.lang;
    let title = say!(lang, "pulse-spread");
    let said: Vec<String> = rows.iter().map(|(label, one)| format!("{label} {}", figures(one, lang))).collect();
    let draw =
        |size: Size| spread(rows, size, lang).finish(&size.id(setting.id), size.class(), &title, &said.join("; "));
    let mut columns = vec![say!(lang, "pulse-column", column = "question"), say!(lang, "pulse-column", column = "n")];
    columns.extend([say!(lang, "pulse-column", column = "mean"), say!(lang, "column-interval")]);
    columns.extend((0..=10_u64).map(|points| count(points, lang)));
    let cells = |(label, one): &(String, Asked)| {
        let mut cells = vec![label.clone(), count(one.n(), lang), decimal(one.mean, 1, lang), interval(one, lang)];
        cells.extend(one.counts.iter().map(|n| count(*n, lang)));
        cells
    };
    let table = Table { caption: title.clone(), columns, rows: rows.iter().map(cells).collect() };
    let caption = say!(lang, "pulse-spread-caption");
    Some(Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption, table })
}

fn spread(rows: &[(String, Asked)], size: Size, lang: Lang) -> Drawing {
    const BARS: f64 = 46.0;
    let (left, right, head, row_height) = match size {
        Size::Wide => (214.0, 520.0, 4.0, 82.0),
        Size::Narrow => (4.0, 336.0, 40.0, 116.0),
    };
    let mut drawing = Drawing::new(size.width(), row_height * rows.len() as f64 + 24.0);
    let slot = (right - left) / 11.0;
    let x = Linear::new([0.0, 10.0], [left + slot / 2.0, right - slot / 2.0]);
    let share = |one: &Asked, n: u64| n as f64 / one.n().max(1) as f64;
    let most = rows.iter().flat_map(|(_, one)| one.counts.map(|n| share(one, n))).fold(0.1, f64::max);
    for (i, (label, one)) in rows.iter().enumerate() {
        let top = row_height * i as f64;
        let base = top + head + BARS;
        let text = figures(one, lang);
        match size {
            Size::Wide => {
                drawing.text("label", [0.0, base - 14.0], Anchor::Start, &fitting(label, left - 12.0));
                drawing.text("tick", [size.width(), base - 14.0], Anchor::End, &text);
            }
            Size::Narrow => {
                drawing.text("label", [0.0, top + 14.0], Anchor::Start, &fitting(label, size.width()));
                drawing.text("tick", [0.0, top + 31.0], Anchor::Start, &text);
            }
        }
        for (points, n) in (0_u32..).zip(one.counts) {
            let middle = x.at(f64::from(points));
            if n > 0 {
                let height = (share(one, n) / most * BARS).max(1.5);
                drawing.rect(
                    "bar points",
                    [middle - slot / 2.0 + 2.0, base - height],
                    [middle + slot / 2.0 - 2.0, base],
                );
            }
        }
        drawing.line("grid", [left, base], [right, base]);
        whisker(&mut drawing, one, |value| [x.at(value), base + 12.0], [0.0, 4.0]);
    }
    let bottom = row_height * rows.len() as f64 + 12.0;
    for points in [0.0, 5.0, 10.0] {
        drawing.text("tick", [x.at(points), bottom], Anchor::Middle, &decimal(points, 0, lang));
    }
    drawing
}

/// The mean as a diamond, and its interval as a bar with ends across.
fn whisker(drawing: &mut Drawing, one: &Asked, at: impl Fn(f64) -> [f64; 2], across: [f64; 2]) {
    if let Some(ends) = one.interval {
        let [low, high] = ends.map(&at);
        drawing.line("whisker own", low, high);
        for [x, y] in [low, high] {
            drawing.line("whisker own", [x - across[0], y - across[1]], [x + across[0], y + across[1]]);
        }
    }
    drawing.diamond("dot own", at(one.mean), 5.0);
}

fn date(at: Timestamp) -> String {
    let moment = jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

fn middle(one: &Asked) -> f64 {
    (one.when[0].0 as f64 + one.when[1].0 as f64) / 2e6
}

/// How the mean of each question goes over time, with lines at moments that changed something. `None` where no question has two
/// stretches.
pub fn courses(rows: &[(String, Vec<Asked>)], marks: &[(Timestamp, String)], setting: Setting<'_>) -> Option<Chart> {
    rows.iter().find(|(_, course)| course.len() > 1)?;
    let lang = setting.lang;
    let title = say!(lang, "pulse-course");
    let ends = |(label, course): &(String, Vec<Asked>)| {
        let (first, last) = (course.first()?, course.last()?);
        let [from, to] = [first, last].map(|one| decimal(one.mean, 1, lang));
        Some(say!(lang, "pulse-from-to", question = label.as_str(), from = from, to = to))
    };
    let said: Vec<String> = rows.iter().filter_map(ends).collect();
    let draw = |size: Size| {
        over_time(rows, marks, size, lang).finish(&size.id(setting.id), size.class(), &title, &said.join(" "))
    };
    let columns = ["question", "from", "until", "n", "mean"].map(|column| say!(lang, "pulse-column", column = column));
    let columns = columns.into_iter().chain([say!(lang, "column-interval")]).collect();
    let row = |label: &str, one: &Asked| {
        let [from, until] = one.when.map(date);
        vec![label.to_owned(), from, until, count(one.n(), lang), decimal(one.mean, 1, lang), interval(one, lang)]
    };
    let rows_of = |(label, course): &(String, Vec<Asked>)| course.iter().map(|one| row(label, one)).collect::<Vec<_>>();
    let table = Table { caption: title.clone(), columns, rows: rows.iter().flat_map(rows_of).collect() };
    let caption = say!(lang, "pulse-course-caption");
    Some(Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption, table })
}

fn over_time(rows: &[(String, Vec<Asked>)], marks: &[(Timestamp, String)], size: Size, lang: Lang) -> Drawing {
    const PANEL: f64 = 74.0;
    const HEAD: f64 = 34.0;
    let width = size.width();
    let top = if marks.is_empty() { 0.0 } else { 18.0 };
    let bottom = top + (PANEL + HEAD) * rows.len() as f64;
    let mut drawing = Drawing::new(width, bottom + 40.0);
    let mut dates: Vec<String> =
        rows.iter().flat_map(|(_, course)| course.iter().flat_map(|one| one.when.map(date))).collect();
    dates.sort();
    dates.dedup();
    let timeline = Timeline::of_dates(dates.iter().map(|date| Moment::parse(date)).collect());
    let [from, until] = timeline.domain();
    let x = Linear::new([from, until + 86_400.0], [26.0, width - 10.0]);
    let seconds = |at: Timestamp| at.0 as f64 / 1e6;
    for (i, (label, course)) in rows.iter().enumerate() {
        let head = top + (PANEL + HEAD) * i as f64;
        let y = Linear::new([0.0, 10.0], [head + HEAD + PANEL - 6.0, head + HEAD]);
        drawing.text("label", [0.0, head + 20.0], Anchor::Start, &fitting(label, width));
        for value in [0.0, 5.0, 10.0] {
            drawing.line("grid", [26.0, y.at(value)], [width - 10.0, y.at(value)]);
            drawing.text("tick", [20.0, y.at(value) + 4.0], Anchor::End, &decimal(value, 0, lang));
        }
        for one in course {
            whisker(&mut drawing, one, |value| [x.at(middle(one)), y.at(value)], [4.0, 0.0]);
        }
    }
    let mut free = f64::NEG_INFINITY;
    let within = marks.iter().filter(|(at, _)| (from..=until + 86_400.0).contains(&seconds(*at)));
    for (at, words) in within {
        let place = x.at(seconds(*at));
        drawing.line("event", [place, top], [place, bottom - 6.0]);
        let half = text_width(words) / 2.0;
        let middle = place.clamp(half, width - half);
        if middle - half > free {
            drawing.text("tick", [middle, 12.0], Anchor::Middle, words);
            free = middle + half + 6.0;
        }
    }
    for tick in timeline.ticks(&x, if size == Size::Wide { 64.0 } else { 56.0 }, lang) {
        let half = text_width(&tick.label) / 2.0;
        let place = tick.place.clamp(half, width - half);
        drawing.text("tick", [place, bottom + 14.0], Anchor::Middle, &tick.label);
        if let Some(below) = tick.below {
            drawing.text("tick", [place, bottom + 29.0], Anchor::Middle, &below);
        }
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTING: Setting<'_> = Setting { id: "x", lang: Lang::En };
    const DAY: i64 = 86_400_000_000;

    fn asked(day: i64, counts: [u64; 11], mean: f64, interval: Option<[f64; 2]>) -> Asked {
        Asked { when: [Timestamp(day * DAY), Timestamp((day + 3) * DAY)], counts, mean, interval }
    }

    #[test]
    fn each_number_of_points_that_was_given_has_its_bar() {
        let one = asked(20_000, [0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 8], 9.0, Some([8.1, 9.9]));
        let same = asked(20_000, [0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0], 7.0, None);
        let chart = distributions(&[("<Fair?>".into(), one), ("Easy?".into(), same)], SETTING).unwrap();
        assert_eq!(chart.wide.matches("class=\"bar points\"").count(), 3);
        assert_eq!(chart.wide.matches("class=\"dot own\"").count(), 2);
        assert_eq!(chart.wide.matches("class=\"whisker own\"").count(), 3, "one interval with its ends");
        assert!(!chart.narrow.contains("<Fair"), "{}", chart.narrow);
        assert_eq!(chart.table.rows[0][1..5], ["10", "9.0", "[8.1\u{a0}to\u{a0}9.9]", "0"]);
        assert!(distributions(&[], SETTING).is_none());
    }

    #[test]
    fn a_course_needs_two_stretches_and_marks_what_changed_within_it() {
        let one = |day| asked(day, [0, 0, 0, 0, 0, 5, 5, 0, 0, 0, 0], 5.5, Some([5.0, 6.0]));
        let row = |course| vec![("Fair?".to_owned(), course)];
        assert!(courses(&row(vec![one(20_000)]), &[], SETTING).is_none());
        let marks = [20_010, 30_000].map(|day| (Timestamp(day * DAY), "version 2".to_owned()));
        let chart = courses(&row(vec![one(20_000), one(20_020)]), &marks, SETTING).unwrap();
        assert_eq!(chart.wide.matches("class=\"dot own\"").count(), 2);
        assert_eq!(chart.wide.matches("class=\"event\"").count(), 1, "the other is outside");
        assert_eq!(chart.table.rows[1][..4], ["Fair?", "2024-10-24", "2024-10-27", "10"]);
    }
}
