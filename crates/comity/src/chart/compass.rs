//! The compass: exchanges between participation and information, four archetypes in its corners.

use comity_measure::position::{Archetype, Ellipse, MIDLINE};

use super::scale::Linear;
use super::svg::{Anchor, Drawing, Path};
use super::{Chart, GLYPH, Setting, Size, Table, fitting, text_width};
use crate::words::{archetype_name, say};

/// Points of a dimension.
const MOST: f64 = 28.0;
/// With more places than this, ellipses would cover each other and are left out.
const ELLIPSES: usize = 12;
/// Height of a line of the reference layer.
const NORM_LINE: f64 = 15.0;
/// Places more than this have no room for their names on a narrow screen.
const NARROW_LABELS: usize = 12;

/// What a mark stands for, told by its shape as well as its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A position alone: diamond.
    Plain,
    /// A benefit: triangle upwards.
    Benefit,
    /// A harm: triangle downwards.
    Harm,
    /// No evidence: hollow circle.
    NoEvidence,
    /// Undetermined: hollow square.
    Undetermined,
}

impl Mark {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "at plain",
            Self::Benefit => "at benefit",
            Self::Harm => "at harm",
            Self::NoEvidence => "at none",
            Self::Undetermined => "at open",
        }
    }

    fn draw(self, drawing: &mut Drawing, [x, y]: [f64; 2]) {
        let corners: &[[f64; 2]] = match self {
            Self::Plain => return drawing.diamond(self.class(), [x, y], 5.5),
            Self::NoEvidence => return drawing.circle(self.class(), [x, y], 4.2),
            Self::Benefit => &[[0.0, -5.5], [5.0, 3.5], [-5.0, 3.5]],
            Self::Harm => &[[0.0, 5.5], [5.0, -3.5], [-5.0, -3.5]],
            Self::Undetermined => &[[-3.8, -3.8], [3.8, -3.8], [3.8, 3.8], [-3.8, 3.8]],
        };
        let mut path = Path::default();
        corners.iter().for_each(|[dx, dy]| path.to([x + dx, y + dy]));
        path.close();
        drawing.path(self.class(), &path);
    }
}

/// Something with a position.
#[derive(Debug, Clone)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// Participation and information, 0–28 points each.
    pub at: [f64; 2],
    /// The region that holds it.
    pub ellipse: Option<Ellipse>,
    /// What its mark stands for.
    pub mark: Mark,
}

/// What is drawn beside the places.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// A name of the picture.
    pub title: String,
    /// How to read it.
    pub caption: String,
    /// Texts of the reference layer, with the corner in which each stands.
    pub norms: Vec<(Archetype, String)>,
    /// What the marks stand for; none where all are alike.
    pub legend: Vec<(Mark, String)>,
    /// The figures drawn.
    pub table: Table,
}

/// A compass. `None` without a place.
pub fn compass(places: &[Place], around: Surroundings, setting: Setting<'_>) -> Option<Chart> {
    let places: Vec<&Place> = places.iter().filter(|place| place.at.iter().all(|x| x.is_finite())).collect();
    if places.is_empty() {
        return None;
    }
    let description = say!(setting.lang, "chart-compass-description", n = places.len());
    let mut unnamed = [0, 0];
    let mut draw = |size: Size| {
        let (drawing, left_out) = draw(&places, &around, size, setting);
        unnamed[usize::from(size == Size::Narrow)] = left_out;
        drawing.finish(&size.id(setting.id), size.class(), &around.title, &description)
    };
    let (wide, narrow) = (draw(Size::Wide), draw(Size::Narrow));
    let mut caption = around.caption.clone();
    if places.len() > ELLIPSES && places.iter().any(|place| place.ellipse.is_some()) {
        caption = format!("{caption} {}", say!(setting.lang, "chart-compass-no-ellipses"));
    }
    if unnamed.iter().any(|&n| n > 0) {
        caption = format!("{caption} {}", say!(setting.lang, "chart-compass-unnamed"));
    }
    Some(Chart { wide, narrow, caption, table: around.table })
}

/// A rectangle that is taken: left, top, right, bottom.
type Rect = [f64; 4];

/// The frame and its scales: information to the right, participation upwards.
struct Field {
    x: Linear,
    y: Linear,
    edges: Rect,
}

impl Field {
    fn at(&self, [participation, information]: [f64; 2]) -> [f64; 2] {
        [self.x.at(information), self.y.at(participation)]
    }
}

fn draw(places: &[&Place], around: &Surroundings, size: Size, setting: Setting<'_>) -> (Drawing, usize) {
    let lang = setting.lang;
    let (side, left) = match size {
        Size::Wide => (560.0, 60.0),
        Size::Narrow => (300.0, 30.0),
    };
    // Names of the archetypes and the reference layer stand outside, where no position can lie.
    let lines = |high: bool| {
        let rows = |of: Archetype| around.norms.iter().filter(|(archetype, _)| *archetype == of).count();
        Archetype::ALL.into_iter().filter(|of| of.high()[0] == high).map(rows).max().unwrap_or(0) as f64
    };
    let top = 26.0 + NORM_LINE * lines(true);
    let edges = [left, top, left + side, top + side];
    let below = edges[3] + 42.0 + NORM_LINE * lines(false);
    let field = Field {
        x: Linear::new([0.0, MOST], [edges[0], edges[2]]),
        y: Linear::new([0.0, MOST], [edges[3], edges[1]]),
        edges,
    };
    let rows = around.legend.len() as f64;
    let mut drawing = Drawing::new(size.width(), below + 8.0 + 20.0 * rows);
    drawing.rect("field", [edges[0], edges[1]], [edges[2], edges[3]]);
    let middle = field.at([MIDLINE, MIDLINE]);
    for points in [7.0, 21.0] {
        let [x, y] = field.at([points, points]);
        drawing.line("grid", [x, edges[1]], [x, edges[3]]);
        drawing.line("grid", [edges[0], y], [edges[2], y]);
    }
    drawing.line("mid", [middle[0], edges[1]], [middle[0], edges[3]]);
    drawing.line("mid", [edges[0], middle[1]], [edges[2], middle[1]]);
    for points in [0.0, 7.0, 14.0, 21.0, 28.0] {
        let [x, y] = field.at([points, points]);
        drawing.text("tick", [x, edges[3] + 17.0], Anchor::Middle, &points.to_string());
        drawing.text("tick", [edges[0] - 7.0, y + 4.0], Anchor::End, &points.to_string());
    }
    drawing.text("tick", [middle[0], edges[1] - 9.0], Anchor::Middle, &say!(lang, "chart-compass-up"));
    drawing.text("tick", [middle[0], edges[3] + 36.0], Anchor::Middle, &say!(lang, "chart-compass-right"));
    corners(&mut drawing, &field, around, setting);
    if places.len() <= ELLIPSES {
        for place in places {
            if let Some(ellipse) = &place.ellipse {
                region(&mut drawing, &field, ellipse);
            }
        }
    }
    let spots: Vec<[f64; 2]> = places.iter().map(|place| field.at(place.at)).collect();
    for (place, spot) in places.iter().zip(&spots) {
        place.mark.draw(&mut drawing, *spot);
    }
    let left_out = labels(&mut drawing, places, &spots, &field, size);
    for (row, (mark, text)) in around.legend.iter().enumerate() {
        let y = below + 14.0 + 20.0 * row as f64;
        mark.draw(&mut drawing, [edges[0] + 6.0, y - 4.0]);
        drawing.text("label", [edges[0] + 20.0, y], Anchor::Start, text);
    }
    (drawing, left_out)
}

/// The names of the archetypes and the reference layer beside them, outside the field.
fn corners(drawing: &mut Drawing, field: &Field, around: &Surroundings, setting: Setting<'_>) {
    let [left, top, right, bottom] = field.edges;
    for archetype in Archetype::ALL {
        let [high_participation, high_information] = archetype.high();
        let (x, anchor) = if high_information { (right, Anchor::End) } else { (left, Anchor::Start) };
        let (first, step) = if high_participation { (top - 9.0, -NORM_LINE) } else { (bottom + 37.0, NORM_LINE) };
        drawing.text("corner", [x, first], anchor, &archetype_name(archetype, setting.lang));
        let norms = around.norms.iter().filter(|(of, _)| *of == archetype);
        for (row, (_, text)) in norms.enumerate() {
            let y = first + step * (row + 1) as f64;
            drawing.text("norm", [x, y], anchor, &fitting(text, (right - left) / 2.0));
        }
    }
}

/// The region of a position, cut at the edges of the field.
fn region(drawing: &mut Drawing, field: &Field, ellipse: &Ellipse) {
    const STEPS: usize = 96;
    let angle = ellipse.angle.to_radians();
    let (sine, cosine) = angle.sin_cos();
    let [participation, information] = ellipse.center;
    let around = (0..STEPS).map(|step| {
        let (s, c) = (std::f64::consts::TAU * step as f64 / STEPS as f64).sin_cos();
        let (long, short) = (ellipse.axes[0] * c, ellipse.axes[1] * s);
        [participation + long * sine + short * cosine, information + long * cosine - short * sine]
    });
    let ring = cut(around.collect());
    let mut path = Path::default();
    ring.iter().for_each(|&point| path.to(field.at(point)));
    path.close();
    drawing.path("region", &path);
}

/// The part of a polygon inside the field (Sutherland & Hodgman 1974).
fn cut(mut ring: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    for (axis, bound, sign) in [(0, 0.0, 1.0), (0, MOST, -1.0), (1, 0.0, 1.0), (1, MOST, -1.0)] {
        let inside = |point: &[f64; 2]| (point[axis] - bound) * sign >= 0.0;
        let mut kept = Vec::with_capacity(ring.len() + 2);
        for (place, point) in ring.iter().enumerate() {
            let before = &ring[(place + ring.len() - 1) % ring.len()];
            if inside(point) != inside(before) {
                let share = (bound - before[axis]) / (point[axis] - before[axis]);
                kept.push([0, 1].map(|d| before[d] + share * (point[d] - before[d])));
            }
            if inside(point) {
                kept.push(*point);
            }
        }
        ring = kept;
    }
    ring
}

/// Names beside their marks where there is room for them; how many had none.
fn labels(drawing: &mut Drawing, places: &[&Place], spots: &[[f64; 2]], field: &Field, size: Size) -> usize {
    if size == Size::Narrow && places.len() > NARROW_LABELS {
        return places.len();
    }
    let longest = if size == Size::Wide { 26.0 } else { 15.0 };
    let [left, top, right, bottom] = field.edges;
    let mut taken: Vec<Rect> = spots.iter().map(|[x, y]| [x - 6.0, y - 6.0, x + 6.0, y + 6.0]).collect();
    let mut left_out = 0;
    for (place, &[x, y]) in places.iter().zip(spots) {
        let text = fitting(&place.name, longest * GLYPH);
        let width = text_width(&text);
        // Right, left, above, below, then the four corners between.
        let candidates = [
            ([x + 9.0, y + 4.0], Anchor::Start),
            ([x - 9.0, y + 4.0], Anchor::End),
            ([x, y - 10.0], Anchor::Middle),
            ([x, y + 18.0], Anchor::Middle),
            ([x + 8.0, y - 7.0], Anchor::Start),
            ([x + 8.0, y + 15.0], Anchor::Start),
            ([x - 8.0, y - 7.0], Anchor::End),
            ([x - 8.0, y + 15.0], Anchor::End),
        ];
        let bounds = |[x, y]: [f64; 2], anchor: Anchor| {
            let start = match anchor {
                Anchor::Start => x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            [start - 1.0, y - 11.0, start + width + 1.0, y + 4.0]
        };
        let free = |b: Rect| {
            let within = b[0] >= left && b[2] <= right && b[1] >= top && b[3] <= bottom;
            within && !taken.iter().any(|t| b[0] < t[2] && t[0] < b[2] && b[1] < t[3] && t[1] < b[3])
        };
        match candidates.into_iter().find(|&(at, anchor)| free(bounds(at, anchor))) {
            Some((at, anchor)) => {
                drawing.text("label", at, anchor, &text);
                taken.push(bounds(at, anchor));
            }
            None => left_out += 1,
        }
    }
    left_out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn place(name: &str, at: [f64; 2], mark: Mark) -> Place {
        let ellipse = Some(Ellipse { center: at, axes: [6.0, 3.0], angle: 30.0 });
        Place { name: name.into(), at, ellipse, mark }
    }

    fn chart(places: &[Place]) -> Option<Chart> {
        let around = Surroundings {
            title: "t".into(),
            caption: String::new(),
            norms: vec![(Archetype::Director, "Banks".into())],
            legend: vec![(Mark::Harm, "harm".into())],
            table: Table::default(),
        };
        compass(places, around, Setting { id: "x", lang: Lang::En })
    }

    #[test]
    fn marks_differ_in_shape() {
        let marks = [Mark::Plain, Mark::Benefit, Mark::Harm, Mark::NoEvidence, Mark::Undetermined];
        let places: Vec<Place> =
            marks.iter().enumerate().map(|(k, &mark)| place(&format!("n{k}"), [5.0 * k as f64, 9.0], mark)).collect();
        let svg = chart(&places).unwrap().wide;
        for mark in marks {
            let drawn = svg.split('<').find(|part| part.contains(mark.class())).unwrap();
            assert_eq!(drawn.starts_with("circle"), mark == Mark::NoEvidence, "{drawn}");
        }
        assert_eq!(svg.matches("class=\"region\"").count(), 5);
        assert!(svg.contains("Banks") && svg.contains(">Companion<"));
    }

    #[test]
    fn names_keep_clear_of_each_other() {
        let places: Vec<Place> = (0..70)
            .map(|k| place(&format!("Exchange {k}"), [f64::from(k * 13 % 29), f64::from(k * 17 % 29)], Mark::Plain))
            .collect();
        let chart = chart(&places).unwrap();
        let named = chart.wide.matches(">Exchange ").count();
        assert!((20..=70).contains(&named), "{named}");
        assert_eq!((chart.narrow.matches(">Exchange ").count(), chart.wide.matches("region").count()), (0, 0));
        let twins: Vec<Place> = (0..30).map(|k| place(&format!("Twin {k}"), [14.0, 14.0], Mark::Plain)).collect();
        assert!(self::chart(&twins).unwrap().wide.matches(">Twin ").count() <= 8);
    }

    #[test]
    fn a_region_stays_in_the_field() {
        let ring = cut(vec![[-50.0, -50.0], [-50.0, 90.0], [90.0, 90.0], [90.0, -50.0]]);
        assert!(ring.len() >= 4 && ring.iter().flatten().all(|x| (0.0..=28.0).contains(x)), "{ring:?}");
        assert!(cut(Vec::new()).is_empty());
    }

    #[test]
    fn no_place_is_no_chart() {
        assert!(chart(&[]).is_none());
        assert!(chart(&[place("odd", [f64::NAN, 3.0], Mark::Plain)]).is_none());
    }
}
