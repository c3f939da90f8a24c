//! Placebos in time: the step found at each false date, and at the true one.

use super::frame::{Frame, Margins};
use super::spots::Spots;
use super::{Chart, Setting, Size, Table};
use crate::study::outcome::{EventOutcome, Headline, TimePlacebo};
use crate::words::{Figures, Moment, p_number, say};

/// At this p a placebo counts as fired.
pub const LEVEL: f64 = 0.05;

/// Estimate and interval at every false date, the event's own last. `None` without false dates or a headline.
pub fn false_dates(event: &EventOutcome, figures: Figures, setting: Setting<'_>) -> Option<Chart> {
    let (placebos, step) = (&event.placebos.time, event.effect.as_ref()?);
    if placebos.is_empty() {
        return None;
    }
    let lang = setting.lang;
    let fired = placebos.iter().filter(|placebo| placebo.p <= LEVEL).count();
    let title = say!(lang, "chart-false-dates-title");
    let description = say!(lang, "chart-false-dates-description", n = placebos.len(), fired = fired);
    let draw = |size: Size| {
        let frame = draw(event, step, size, setting);
        frame.drawing.finish(&size.id(setting.id), size.class(), &title, &description)
    };
    Some(Chart {
        wide: draw(Size::Wide),
        narrow: draw(Size::Narrow),
        caption: say!(lang, "chart-false-dates-caption"),
        table: table(placebos, &title, figures),
    })
}

fn draw(event: &EventOutcome, step: &Headline, size: Size, setting: Setting<'_>) -> Frame {
    let at = Moment::parse(&event.at);
    let placebos = &event.placebos.time;
    let dates = placebos.iter().map(|placebo| Moment::parse(&placebo.at)).chain([at.clone()]);
    let spots = Spots::of_dates(dates.collect());
    let ends = placebos.iter().flat_map(|placebo| placebo.interval).chain(step.interval);
    let values = ends.chain(placebos.iter().map(|placebo| placebo.estimate)).chain([0.0, step.estimate]);
    let margins = match size {
        Size::Wide => Margins { left: 46.0, right: 12.0, top: 30.0, bottom: 42.0 },
        Size::Narrow => Margins { left: 42.0, right: 10.0, top: 30.0, bottom: 42.0 },
    };
    let mut frame = Frame::new(&spots, values, margins, 220.0, size, setting);
    let [left, right] = frame.x.range();
    let zero = frame.y.at(0.0);
    frame.drawing.line("mid", [left, zero], [right, zero]);
    for (placebo, place) in placebos.iter().zip(&spots.timeline.places) {
        let x = frame.x.at(*place);
        let [low, high] = placebo.interval.map(|end| frame.y.at(end));
        frame.drawing.line("whisker", [x, low], [x, high]);
        let class = if placebo.p <= LEVEL { "dot fired" } else { "dot other" };
        frame.drawing.circle(class, [x, frame.y.at(placebo.estimate)], 3.2);
    }
    let x = frame.x.at(spots.event);
    let [low, high] = step.interval.map(|end| frame.y.at(end));
    frame.drawing.line("whisker own", [x, low], [x, high]);
    frame.drawing.diamond("dot own", [x, frame.y.at(step.estimate)], 5.5);
    let label = say!(setting.lang, "chart-event", date = at.short(setting.lang));
    frame.drawing.text("label person-t", [right, 16.0], super::svg::Anchor::End, &label);
    frame
}

fn table(placebos: &[TimePlacebo], title: &str, figures: Figures) -> Table {
    let lang = figures.lang;
    let columns = vec![
        say!(lang, "column-date"),
        say!(lang, "column-estimate"),
        say!(lang, "column-interval"),
        say!(lang, "column-p"),
    ];
    let row = |placebo: &TimePlacebo| {
        vec![
            Moment::parse(&placebo.at).sortable(),
            figures.signed(placebo.estimate),
            figures.interval(placebo.interval),
            p_number(placebo.p, lang),
        ]
    };
    Table { caption: title.to_owned(), columns, rows: placebos.iter().map(row).collect() }
}
