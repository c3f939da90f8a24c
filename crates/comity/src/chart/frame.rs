//! The frame of a line chart: axes, grid, the line of the event, and lines and bands through its spots.

use super::scale::{Linear, Tick};
use super::spots::{Spot, Spots, Swing};
use super::svg::{Anchor, Drawing, Path};
use super::{Setting, Size, fitting, text_width};
use crate::study::outcome::Interval;
use crate::words::{Moment, say};

/// Space around the plot.
#[derive(Debug, Clone, Copy)]
pub struct Margins {
    /// For tick labels.
    pub left: f64,
    /// For labels of the lines.
    pub right: f64,
    /// For the event's label, and the legend on narrow screens.
    pub top: f64,
    /// For dates.
    pub bottom: f64,
}

/// A drawing with its scales.
#[derive(Debug)]
pub struct Frame {
    /// What is drawn so far.
    pub drawing: Drawing,
    /// Horizontal scale.
    pub x: Linear,
    /// Vertical scale; larger values are higher.
    pub y: Linear,
}

impl Frame {
    /// Axes and grid for the given values.
    pub fn new(
        spots: &Spots,
        values: impl Iterator<Item = f64>,
        margins: Margins,
        height: f64,
        size: Size,
        setting: Setting<'_>,
    ) -> Self {
        let mut drawing = Drawing::new(size.width(), height);
        let [top, bottom] = [margins.top, height - margins.bottom];
        let y = Linear::around(values, [bottom, top]);
        // Signs help where values lie on both sides of zero; a number of tickets has none.
        let signed = y.domain()[0] < 0.0;
        let levels = y.ticks(4, signed, setting.lang);
        let widest = levels.iter().map(|tick| text_width(&tick.label)).fold(0.0, f64::max);
        let [left, right] = [margins.left.max(widest + 12.0), size.width() - margins.right];
        let x = Linear::new(spots.timeline.domain(), [left, right]);
        for Tick { place, label, .. } in levels {
            drawing.line("grid", [left, place], [right, place]);
            drawing.text("tick", [left - 8.0, place + 4.0], Anchor::End, &label);
        }
        let gap = if size == Size::Wide { 64.0 } else { 56.0 };
        for Tick { place, label, below } in spots.timeline.ticks(&x, gap, setting.lang) {
            drawing.line("grid", [place, bottom], [place, bottom + 5.0]);
            // A centred label at an edge would leave the paper.
            let half = text_width(&label) / 2.0;
            let place = place.clamp(half, size.width() - half);
            drawing.text("tick", [place, bottom + 19.0], Anchor::Middle, &label);
            if let Some(below) = below {
                drawing.text("tick", [place, bottom + 34.0], Anchor::Middle, &below);
            }
        }
        Self { drawing, x, y }
    }

    /// The line of the event with its date.
    pub fn event(&mut self, spots: &Spots, at: &Moment, setting: Setting<'_>) {
        let [bottom, top] = self.y.range();
        let [left, right] = self.x.range();
        let place = self.x.at(spots.event);
        self.drawing.line("event", [place, top - 16.0], [place, bottom]);
        let label = say!(setting.lang, "chart-event", date = at.short(setting.lang));
        let width = text_width(&label);
        let (place, anchor) =
            if place - left > width { (place - 6.0, Anchor::End) } else { (place + 6.0, Anchor::Start) };
        let label = if anchor == Anchor::Start { fitting(&label, right - place) } else { label };
        self.drawing.text("label firm-t", [place, top - 7.0], anchor, &label);
    }

    /// A band between two ends.
    pub fn band(&mut self, class: &str, spots: &Spots, ends: impl Fn(&Spot) -> Option<Interval>) {
        let mut path = Path::default();
        for stretch in stretches(spots, |spot| ends(spot).is_some()) {
            let known: Vec<(f64, Interval)> =
                stretch.iter().filter_map(|spot| Some((spot.place, ends(spot)?))).collect();
            let side = |end: usize| known.iter().map(|(place, ends)| (*place, ends[end])).collect::<Vec<_>>();
            // A lone bucket has no width; it is drawn as wide as its bucket.
            let half = spots.timeline.width * spots.each as f64 / 2.0;
            let widened = |points: Vec<(f64, f64)>| match points[..] {
                [(place, value)] => vec![(place - half, value), (place + half, value)],
                _ => points,
            };
            let (low, high) = (widened(side(0)), widened(side(1)));
            for (place, value) in high.into_iter().chain(low.into_iter().rev()) {
                path.to([self.x.at(place), self.y.at(value)]);
            }
            path.close();
        }
        self.drawing.path(class, &path);
    }

    /// A line through the means, broken where buckets are missing; a lone bucket becomes a dot.
    ///
    /// Where most buckets are full, thin ones are left to their own hollow marks and the line passes them by.
    pub fn line(&mut self, name: &str, spots: &Spots, value: impl Fn(&Spot) -> Swing, marks: bool) {
        self.band(&format!("swing {name}"), spots, |spot| value(spot).range);
        let known = || spots.spots.iter().filter(|spot| value(spot).mean.is_some());
        let pass_by = marks && known().filter(|spot| spots.is_thin(spot)).count() * 2 < known().count();
        let joined = |spot: &&Spot| !(pass_by && spots.is_thin(spot));
        let mut path = Path::default();
        for stretch in stretches(spots, |spot| value(spot).mean.is_some()) {
            let corners: Vec<[f64; 2]> =
                stretch.iter().copied().filter(joined).filter_map(|spot| self.corner(spot, value(spot))).collect();
            if let [lone] = corners[..] {
                self.drawing.circle(&format!("dot {name}"), lone, 2.2);
            }
            for corner in corners {
                path.to(corner);
            }
            path.lift();
        }
        self.drawing.path(&format!("line {name}"), &path);
        if marks {
            for spot in known() {
                if let (true, Some(corner)) = (spots.is_thin(spot), self.corner(spot, value(spot))) {
                    self.drawing.circle(&format!("dot thin {name}"), corner, 1.8);
                }
            }
        }
    }

    fn corner(&self, spot: &Spot, value: Swing) -> Option<[f64; 2]> {
        Some([self.x.at(spot.place), self.y.at(value.mean?)])
    }
}

/// Neighbouring spots that have a value, without a hole between them.
fn stretches(spots: &Spots, has: impl Fn(&Spot) -> bool) -> Vec<Vec<&Spot>> {
    let mut stretches: Vec<Vec<&Spot>> = Vec::new();
    let mut previous: Option<&Spot> = None;
    for spot in &spots.spots {
        if has(spot) {
            match (previous, stretches.last_mut()) {
                (Some(left), Some(stretch)) if !spots.is_gap(left, spot) => stretch.push(spot),
                _ => stretches.push(vec![spot]),
            }
        }
        previous = has(spot).then_some(spot);
    }
    stretches
}
