//! The gap between the unit and its comparison, and the step fitted to it.

use super::frame::{Frame, Margins};
use super::spots::{Spot, Spots};
use super::svg::Anchor;
use super::{Chart, Setting, Size, Table, text_width};
use crate::study::outcome::{EventOutcome, Headline};
use crate::words::{Figures, Moment, bucket, buckets, say};

/// Unit minus comparison over time, with the step and its interval. `None` without a difference series.
pub fn gap(event: &EventOutcome, figures: Figures, setting: Setting<'_>) -> Option<Chart> {
    event.series.iter().find(|point| point.difference.is_some())?;
    let (at, lang) = (Moment::parse(&event.at), setting.lang);
    let spots = Spots::new(&event.series, &at, !figures.ready);
    let step = event.effect.as_ref();
    let has_band = event.series.iter().any(|point| point.difference_interval.is_some());
    let compared = if event.series.iter().any(|point| point.composite.is_some()) { "yes" } else { "no" };
    let title = say!(lang, "chart-gap-title", compared = compared, bucket = bucket(&event.window.bucket, lang));
    let description = match step {
        Some(step) => say!(
            lang,
            "chart-gap-description",
            compared = compared,
            estimate = figures.signed(step.estimate),
            interval = figures.interval(step.interval),
        ),
        None => say!(lang, "chart-gap-description-without", compared = compared),
    };
    let mut caption = say!(
        lang,
        "chart-gap-caption",
        compared = compared,
        bucket = bucket(&event.window.bucket, lang),
        step = if step.is_some() { "yes" } else { "no" },
        band = if has_band { "yes" } else { "no" },
        thinned = if spots.each > 1 { "yes" } else { "no" },
        each = buckets(spots.each, &event.window.bucket, lang),
    );
    if spots.has_thin() {
        caption = format!("{caption} {}", say!(lang, "chart-thin"));
    }
    let draw = |size: Size| {
        let frame = draw(&spots, &at, step, size, figures, setting);
        frame.drawing.finish(&size.id(setting.id), size.class(), &title, &description)
    };
    Some(Chart {
        wide: draw(Size::Wide),
        narrow: draw(Size::Narrow),
        caption,
        table: table(&spots, &title, has_band, figures),
    })
}

fn draw(
    spots: &Spots,
    at: &Moment,
    step: Option<&Headline>,
    size: Size,
    figures: Figures,
    setting: Setting<'_>,
) -> Frame {
    // Room for the bar and its figures.
    let right = step.map_or(0.0, |step| 26.0 + text_width(&figures.interval(step.interval)));
    let margins = match size {
        Size::Wide => Margins { left: 46.0, right: right.max(132.0), top: 30.0, bottom: 42.0 },
        Size::Narrow => Margins { left: 42.0, right: 26.0, top: 50.0, bottom: 42.0 },
    };
    let values = spots.spots.iter().flat_map(|spot| {
        let ends = spot.difference_interval.into_iter().chain(spot.difference.range).flatten();
        ends.chain(spot.difference.mean).chain([0.0]).chain(step.into_iter().map(|step| step.estimate))
    });
    let mut frame = Frame::new(spots, values, margins, 270.0, size, setting);
    frame.band("band", spots, |spot| spot.difference_interval);
    let [left, right] = frame.x.range();
    let zero = frame.y.at(0.0);
    frame.drawing.line("mid", [left, zero], [right, zero]);
    frame.line("person", spots, |spot| spot.difference, true);
    frame.event(spots, at, setting);
    if let Some(step) = step {
        mark_step(&mut frame, spots, step, size, figures);
    }
    frame
}

/// The fitted step as a line after the event, and its interval as a bar beside the plot.
fn mark_step(frame: &mut Frame, spots: &Spots, step: &Headline, size: Size, figures: Figures) {
    let [left, right] = frame.x.range();
    let event = frame.x.at(spots.event);
    let [low, high] = step.interval.map(|end| frame.y.at(end));
    let level = frame.y.at(step.estimate);
    frame.drawing.line("fit", [event, level], [right, level]);
    let bar = right + 12.0;
    frame.drawing.line("whisker own", [bar, low], [bar, high]);
    for end in [low, high] {
        frame.drawing.line("whisker own", [bar - 4.0, end], [bar + 4.0, end]);
    }
    frame.drawing.diamond("dot own", [bar, level], 5.0);
    let (estimate, interval) = (figures.signed(step.estimate), figures.interval(step.interval));
    match size {
        Size::Wide => {
            let [bottom, top] = frame.y.range();
            let place = level.clamp(top + 8.0, bottom - 18.0);
            frame.drawing.text("label strong", [bar + 11.0, place], Anchor::Start, &estimate);
            frame.drawing.text("tick", [bar + 11.0, place + 16.0], Anchor::Start, &interval);
        }
        Size::Narrow => {
            let text = say!(figures.lang, "chart-step", estimate = estimate, interval = interval);
            frame.drawing.diamond("dot own", [left + 6.0, 8.0], 5.0);
            frame.drawing.text("label", [left + 18.0, 12.0], Anchor::Start, &text);
        }
    }
}

fn table(spots: &Spots, title: &str, has_band: bool, figures: Figures) -> Table {
    let lang = figures.lang;
    let mut columns = vec![say!(lang, "column-from"), say!(lang, "column-gap")];
    if has_band {
        columns.push(say!(lang, "column-gap-range"));
    }
    let row = |spot: &Spot| {
        let mut cells = vec![spot.at.sortable(), figures.signed(spot.difference.mean.unwrap_or(f64::NAN))];
        if has_band {
            cells.push(spot.difference_interval.map_or_else(|| figures.value(f64::NAN), |ends| figures.interval(ends)));
        }
        cells
    };
    Table { caption: title.to_owned(), columns, rows: spots.spots.iter().map(row).collect() }
}
