//! The unit's series against what was to be expected of it.

use super::frame::{Frame, Margins};
use super::scale::spread_apart;
use super::spots::{Spot, Spots, Swing};
use super::svg::Anchor;
use super::{Chart, Setting, Size, Table, fitting};
use crate::study::outcome::EventOutcome;
use crate::words::{Figures, Moment, bucket, buckets, say, tame};

/// The unit's means over time, the comparison on the unit's level, the band of the expected, and the event.
/// `None` without a series.
pub fn series(event: &EventOutcome, figures: Figures, setting: Setting<'_>) -> Option<Chart> {
    event.series.iter().find(|point| point.unit.is_some())?;
    let at = Moment::parse(&event.at);
    let spots = Spots::new(&event.series, &at, !figures.ready);
    let texts = Texts::new(event, &spots, figures, setting);
    Some(Chart {
        wide: draw(&spots, &at, &texts, Size::Wide, setting),
        narrow: draw(&spots, &at, &texts, Size::Narrow, setting),
        caption: texts.caption.clone(),
        table: table(event, &spots, &texts, figures),
    })
}

struct Texts {
    unit: String,
    composite: Option<String>,
    title: String,
    description: String,
    caption: String,
}

impl Texts {
    fn new(event: &EventOutcome, spots: &Spots, figures: Figures, setting: Setting<'_>) -> Self {
        let lang = setting.lang;
        let unit = match tame(&event.unit) {
            name if name.is_empty() => say!(lang, "chart-own-name"),
            name => name,
        };
        let has_composite = event.series.iter().any(|point| point.composite.is_some());
        let has_band = event.series.iter().any(|point| point.expected.is_some());
        let step = bucket(&event.window.bucket, lang);
        let side = |after: bool, value: fn(&Spot) -> Option<f64>| {
            let values: Vec<f64> = spots.spots.iter().filter(|spot| spot.after == after).filter_map(value).collect();
            figures.value(values.iter().sum::<f64>() / values.len() as f64)
        };
        let description = say!(
            lang,
            "chart-series-description",
            unit = unit.as_str(),
            before = side(false, |spot| spot.unit.mean),
            after = side(true, |spot| spot.unit.mean),
            compared = if has_composite { "yes" } else { "no" },
            expected_before = side(false, |spot| spot.composite.mean),
            expected_after = side(true, |spot| spot.composite.mean),
        );
        let mut caption = say!(
            lang,
            "chart-series-caption",
            ready = if figures.ready { "yes" } else { "no" },
            bucket = step.as_str(),
            band = if has_band { "yes" } else { "no" },
            thinned = if spots.each > 1 { "yes" } else { "no" },
            each = buckets(spots.each, &event.window.bucket, lang),
        );
        if spots.has_thin() {
            caption = format!("{caption} {}", say!(lang, "chart-thin"));
        }
        Self {
            title: say!(
                lang,
                "chart-series-title",
                ready = if figures.ready { "yes" } else { "no" },
                unit = unit.as_str(),
                bucket = step
            ),
            composite: has_composite.then(|| say!(lang, "chart-expected")),
            unit,
            description,
            caption,
        }
    }
}

fn draw(spots: &Spots, at: &Moment, texts: &Texts, size: Size, setting: Setting<'_>) -> String {
    let legend = if texts.composite.is_some() { 2.0 } else { 1.0 };
    let (margins, height) = match size {
        Size::Wide => (Margins { left: 46.0, right: 132.0, top: 30.0, bottom: 42.0 }, 300.0),
        Size::Narrow => (Margins { left: 42.0, right: 6.0, top: 30.0 + 20.0 * legend, bottom: 42.0 }, 300.0),
    };
    let values = spots.spots.iter().flat_map(|spot| {
        let band = spot.expected.into_iter().chain(spot.unit.range).flatten();
        band.chain(spot.unit.mean).chain(spot.composite.mean)
    });
    let mut frame = Frame::new(spots, values, margins, height, size, setting);
    frame.band("band", spots, |spot| spot.expected);
    // Where single buckets of the comparison lie, the band says already.
    frame.line("expected", spots, |spot| Swing { range: None, ..spot.composite }, false);
    frame.line("person", spots, |spot| spot.unit, true);
    frame.event(spots, at, setting);
    let names = [Some((&texts.unit, "person")), texts.composite.as_ref().map(|name| (name, "expected"))];
    let names: Vec<(&String, &str)> = names.into_iter().flatten().collect();
    match size {
        Size::Wide => label_ends(&mut frame, spots, &names),
        Size::Narrow => {
            for (i, (name, class)) in names.iter().enumerate() {
                let y = 12.0 + 20.0 * i as f64;
                frame.drawing.line(&format!("line {class}"), [margins.left, y - 4.0], [margins.left + 24.0, y - 4.0]);
                let name = fitting(name, size.width() - margins.left - 40.0);
                frame.drawing.text(&format!("label {class}-t"), [margins.left + 32.0, y], Anchor::Start, &name);
            }
        }
    }
    frame.drawing.finish(&size.id(setting.id), size.class(), &texts.title, &texts.description)
}

/// Names each line where it ends; names that would overlap are moved apart.
fn label_ends(frame: &mut Frame, spots: &Spots, names: &[(&String, &str)]) {
    let [_, right] = frame.x.range();
    let [bottom, top] = frame.y.range();
    let last = |value: fn(&Spot) -> Option<f64>| spots.spots.iter().rev().find_map(value);
    let ends = [last(|spot| spot.unit.mean), last(|spot| spot.composite.mean)];
    let mut places: Vec<f64> = ends.into_iter().take(names.len()).map(|end| frame.y.at(end.unwrap_or(0.0))).collect();
    spread_apart(&mut places, 17.0, [top, bottom]);
    for ((name, class), place) in names.iter().zip(places) {
        let name = fitting(name, 122.0);
        frame.drawing.text(&format!("label {class}-t"), [right + 9.0, place + 4.0], Anchor::Start, &name);
    }
}

fn table(event: &EventOutcome, spots: &Spots, texts: &Texts, figures: Figures) -> Table {
    let lang = figures.lang;
    let compared = texts.composite.is_some();
    let with_posts = !figures.ready;
    let mut columns = vec![say!(lang, "column-from")];
    if with_posts {
        columns.push(say!(lang, "column-posts"));
    }
    columns.push(texts.unit.clone());
    if compared {
        columns.push(say!(lang, "chart-expected"));
    }
    let has_band = event.series.iter().any(|point| point.expected.is_some());
    if has_band {
        columns.push(say!(lang, "column-expected-range"));
    }
    let value = |x: Option<f64>| x.map_or_else(|| figures.value(f64::NAN), |x| figures.value(x));
    let row = |spot: &Spot| {
        let mut cells = vec![spot.at.sortable()];
        if with_posts {
            cells.push(crate::words::count(spot.n, lang));
        }
        cells.push(value(spot.unit.mean));
        if compared {
            cells.push(value(spot.composite.mean));
        }
        if has_band {
            cells.push(spot.expected.map_or_else(|| figures.value(f64::NAN), |ends| figures.range(ends)));
        }
        cells
    };
    Table { caption: texts.title.clone(), columns, rows: spots.spots.iter().map(row).collect() }
}
