//! The opinion map: people near each other vote alike. The axes have no meaning, so none are drawn.

mod labels;

use std::collections::BTreeSet;

use labels::Sheet;

use super::marks::{class, mark};
use super::svg::{Anchor, Drawing, Path};
use super::{Chart, Setting, Size, Table, text_width};
use crate::opinion::outcome::{Group, Outcome, Person};
use crate::words::{Lang, count, percent, say};

/// More people are drawn by the spot and not one by one: the file stays small and the picture readable.
const ONE_BY_ONE: usize = 2_500;
/// Spots across a crowded map.
const SPOTS: f64 = 56.0;
/// Share of a group, those nearest its middle, that its outline encloses.
const ENCLOSED: f64 = 0.9;

/// Somebody on the map.
#[derive(Debug, Clone, Copy)]
struct Point {
    at: [f64; 2],
    group: Option<usize>,
}

/// The map of everybody who has a place on it; `None` where nobody has.
pub fn opinion_map(outcome: &Outcome, setting: Setting<'_>) -> Option<Chart> {
    opinion_map_for(outcome, None, setting)
}

/// The same for somebody on it, who finds themselves there.
pub fn opinion_map_for(outcome: &Outcome, you: Option<[f64; 2]>, setting: Setting<'_>) -> Option<Chart> {
    let lang = setting.lang;
    let you = you.filter(|at| at.iter().all(|x| x.is_finite()));
    let groups: &[Group] = if outcome.shows_groups() { &outcome.groups } else { &[] };
    let (points, beyond) = drawn(&outcome.people, outcome.participation.in_groups > 0);
    if points.is_empty() {
        return None;
    }
    let crowded = points.len() > ONE_BY_ONE;
    let title = say!(lang, "opinion-map-title");
    let description = say!(
        lang,
        "opinion-map-description",
        n = points.len(),
        groups = listed(groups, lang),
        has = if groups.is_empty() { "no" } else { "yes" },
    );
    let mut caption = say!(
        lang,
        "opinion-map-caption",
        crowded = if crowded { "yes" } else { "no" },
        has = if groups.is_empty() { "no" } else { "yes" },
    );
    if beyond > 0 {
        caption = format!("{caption} {}", say!(lang, "opinion-map-beyond", n = beyond));
    }
    let spots: BTreeSet<[u64; 2]> = points.iter().map(|point| point.at.map(f64::to_bits)).collect();
    let hidden = points.len() - spots.len();
    if !crowded && hidden > 0 {
        caption = format!("{caption} {}", say!(lang, "opinion-map-alike", n = hidden));
    }
    if you.is_some() {
        caption = format!("{caption} {}", say!(lang, "map-you-caption"));
    }
    let draw = |size: Size| {
        draw(&points, groups, (crowded, you), size, lang).finish(
            &size.id(setting.id),
            size.class(),
            &title,
            &description,
        )
    };
    let columns = vec![say!(lang, "opinion-group"), say!(lang, "opinion-people"), say!(lang, "opinion-share")];
    let row = |group: &Group| vec![group.name.clone(), count(group.size as u64, lang), percent(group.share, lang)];
    let mut rows: Vec<Vec<String>> = groups.iter().map(row).collect();
    let in_groups: usize = groups.iter().map(|group| group.size).sum();
    let others = outcome.people.len() - in_groups;
    if others > 0 {
        rows.push(vec![say!(lang, "opinion-no-group"), count(others as u64, lang), "–".to_owned()]);
    }
    let table = Table { caption: title.clone(), columns, rows };
    Some(Chart { wide: draw(Size::Wide), narrow: draw(Size::Narrow), caption, table })
}

fn listed(groups: &[Group], lang: Lang) -> String {
    let one = |group: &Group| say!(lang, "opinion-group-size", name = group.name.clone(), n = group.size);
    groups.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Who is drawn, and how many lie beyond the edge. People with few votes are thrown far out by the correction for missing
/// votes; they must not press everybody else together, and neither must the one in a hundred who is far from all others.
fn drawn(people: &[Person], in_groups: bool) -> (Vec<Point>, usize) {
    let placed = people.iter().filter_map(|person| {
        let at = person.position.filter(|at| at.iter().all(|x| x.is_finite()))?;
        Some(Point { at, group: person.group })
    });
    let placed: Vec<Point> = placed.collect();
    let counts = |point: &&Point| !in_groups || point.group.is_some();
    let ends = |axis: usize| most_of(placed.iter().filter(counts).map(|point| point.at[axis]).collect());
    let (Some(x), Some(y)) = (ends(0), ends(1)) else { return (Vec::new(), 0) };
    let inside = |value: f64, [low, high]: [f64; 2]| {
        let room = 0.1 * (high - low);
        (low - room..=high + room).contains(&value)
    };
    let total = placed.len();
    let kept: Vec<Point> =
        placed.into_iter().filter(|point| inside(point.at[0], x) && inside(point.at[1], y)).collect();
    let beyond = total - kept.len();
    (kept, beyond)
}

/// Where all but the outermost 1 in 100 lie.
fn most_of(mut values: Vec<f64>) -> Option<[f64; 2]> {
    values.sort_by(f64::total_cmp);
    let cut = values.len() / 200;
    let kept = values.get(cut..values.len() - cut)?;
    Some([*kept.first()?, *kept.last()?])
}

/// From the map to the paper, both axes by the same measure.
#[derive(Debug, Clone, Copy)]
struct Scale {
    middle: [f64; 2],
    paper: [f64; 2],
    unit: f64,
}

impl Scale {
    fn at(self, [x, y]: [f64; 2]) -> [f64; 2] {
        [self.paper[0] + (x - self.middle[0]) * self.unit, self.paper[1] - (y - self.middle[1]) * self.unit]
    }
}

fn draw(
    points: &[Point],
    groups: &[Group],
    (crowded, you): (bool, Option<[f64; 2]>),
    size: Size,
    lang: Lang,
) -> Drawing {
    let ends = |axis: usize| super::scale::extent(points.iter().map(|point| point.at[axis])).unwrap_or([0.0, 1.0]);
    let (x, y) = (ends(0), ends(1));
    let legend = legend_height(groups, size, lang);
    let (room, tallest) = (size.width() - 28.0, if size == Size::Wide { 440.0 } else { 340.0 });
    let span = [x, y].map(|[low, high]| (high - low).max(1e-9));
    let unit = (room / span[0]).min(tallest / span[1]);
    let height = (span[1] * unit).clamp(120.0, tallest);
    let scale = Scale {
        middle: [x, y].map(|[low, high]| (low + high) / 2.0),
        paper: [size.width() / 2.0, legend + 14.0 + height / 2.0],
        unit,
    };
    let mut drawing = Drawing::new(size.width(), legend + height + 28.0);
    draw_legend(&mut drawing, groups, size, lang);
    let own = |group: usize| points.iter().filter(move |point| point.group == Some(group));
    for (id, _) in groups.iter().enumerate() {
        outline(&mut drawing, id, own(id).map(|point| scale.at(point.at)).collect());
    }
    let shown = |point: &Point| point.group.filter(|_| !groups.is_empty());
    if crowded {
        spots(&mut drawing, points, shown, scale, size);
    } else {
        let radius = if size == Size::Wide { 3.4 } else { 2.6 };
        for point in points {
            one(&mut drawing, shown(point), scale.at(point.at), radius);
        }
    }
    let paper = Sheet { width: size.width(), top: legend, bottom: legend + height + 28.0 };
    let placed = points.iter().map(|point| (point.group, scale.at(point.at))).collect::<Vec<_>>();
    for (id, at) in labels::places(&placed, groups.len(), paper) {
        let [x, y] = at;
        drawing.circle("plate", at, labels::PLATE);
        drawing.text(&format!("group-name {}", class(id)), [x, y + 7.0], Anchor::Middle, &groups[id].name);
    }
    if let Some(you) = you {
        labels::reader(&mut drawing, scale.at(you), paper, &say!(lang, "map-you"));
    }
    drawing
}

fn one(drawing: &mut Drawing, group: Option<usize>, at: [f64; 2], radius: f64) {
    match group {
        Some(group) => mark(drawing, group, at, radius),
        None => drawing.circle("mark nobody", at, radius * 0.8),
    }
}

/// Marks for spots of the paper, each as large as it has people, in the middle of those.
fn spots(drawing: &mut Drawing, points: &[Point], shown: impl Fn(&Point) -> Option<usize>, scale: Scale, size: Size) {
    let side = size.width() / if size == Size::Wide { SPOTS } else { SPOTS / 1.8 };
    let mut cells: std::collections::BTreeMap<(i64, i64, usize), (f64, [f64; 2])> = std::collections::BTreeMap::new();
    for point in points {
        let [x, y] = scale.at(point.at);
        let key = ((x / side) as i64, (y / side) as i64, shown(point).map_or(usize::MAX, |group| group));
        let (n, sum) = cells.entry(key).or_default();
        *n += 1.0;
        *sum = [sum[0] + x, sum[1] + y];
    }
    // Those with one or two votes stand on few spots, by the hundred; groups set the measure where there are any.
    let no_groups = cells.keys().all(|(_, _, group)| *group == usize::MAX);
    let counts = cells.iter().filter(|((_, _, group), _)| no_groups || *group != usize::MAX).map(|(_, (n, _))| *n);
    let most = counts.fold(1.0, f64::max);
    for ((_, _, group), (n, sum)) in cells {
        let radius = (side * 0.55 * (n / most).sqrt()).clamp(1.1, side * 0.55);
        one(drawing, Some(group).filter(|group| *group != usize::MAX), sum.map(|s| s / n), radius);
    }
}

/// The hull of those nearest the middle of a group; nothing for fewer than three.
fn outline(drawing: &mut Drawing, group: usize, mut points: Vec<[f64; 2]>) {
    let n = points.len() as f64;
    let middle = points.iter().fold([0.0; 2], |[a, b], [x, y]| [a + x / n, b + y / n]);
    let far = |[x, y]: &[f64; 2]| (x - middle[0]).powi(2) + (y - middle[1]).powi(2);
    points.sort_by(|a, b| far(a).total_cmp(&far(b)));
    points.truncate((n * ENCLOSED).ceil() as usize);
    let hull = hull(points);
    if hull.len() < 3 {
        return;
    }
    let mut path = Path::default();
    for corner in hull {
        path.to(corner);
    }
    path.close();
    drawing.path(&format!("hull {}", class(group)), &path);
}

/// The convex hull (Andrew's monotone chain, 1979).
fn hull(mut points: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    points.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    points.dedup();
    let turns_left =
        |o: [f64; 2], a: [f64; 2], b: [f64; 2]| (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]) > 0.0;
    let half = |points: &mut dyn Iterator<Item = [f64; 2]>| {
        let mut chain: Vec<[f64; 2]> = Vec::new();
        for point in points {
            while let [.., o, a] = chain[..]
                && !turns_left(o, a, point)
            {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut lower = half(&mut points.iter().copied());
    lower.extend(half(&mut points.iter().rev().copied()));
    lower
}

/// Where each entry of the legend begins, and its text.
fn legend(groups: &[Group], size: Size, lang: Lang) -> Vec<([f64; 2], String)> {
    let mut at = [8.0, 12.0];
    let place = |group: &Group| {
        let text = say!(lang, "opinion-group-size", name = group.name.clone(), n = group.size);
        let width = 34.0 + text_width(&text);
        if at[0] + width > size.width() && at[0] > 8.0 {
            at = [8.0, at[1] + 22.0];
        }
        let here = at;
        at[0] += width;
        (here, text)
    };
    groups.iter().map(place).collect()
}

fn legend_height(groups: &[Group], size: Size, lang: Lang) -> f64 {
    legend(groups, size, lang).last().map_or(0.0, |([_, y], _)| y + 14.0)
}

fn draw_legend(drawing: &mut Drawing, groups: &[Group], size: Size, lang: Lang) {
    for (id, (at, text)) in legend(groups, size, lang).into_iter().enumerate() {
        mark(drawing, id, at, 5.0);
        drawing.text("label", [at[0] + 11.0, at[1] + 4.5], Anchor::Start, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::opinion as sample;

    fn chart(outcome: &Outcome) -> Chart {
        opinion_map(outcome, Setting { id: "x", lang: Lang::En }).unwrap()
    }

    #[test]
    fn every_person_of_a_small_conversation_has_a_mark() {
        let outcome = sample::three_groups();
        let chart = chart(&outcome);
        let marks = chart.wide.matches("class=\"mark ").count();
        let placed = outcome.people.iter().filter(|person| person.position.is_some()).count();
        assert_eq!(marks, placed + outcome.groups.len(), "the legend has one for each group");
        assert_eq!(chart.wide.matches("class=\"hull ").count(), 3);
    }

    #[test]
    fn groups_that_do_not_hold_are_not_drawn() {
        let chart = chart(&sample::no_reliable_groups());
        assert!(!chart.wide.contains("hull") && !chart.wide.contains("mark g1") && chart.wide.contains("mark nobody"));
    }

    /// Two camps who each agree on everything stand on one spot each, and have to be seen.
    #[test]
    fn names_of_groups_lie_beside_the_points() {
        let mut outcome = sample::three_groups();
        for person in &mut outcome.people {
            person.position = person.group.map(|group| [[-1.0, 0.0], [1.0, 0.0], [0.0, 1.5]][group]);
        }
        let chart = chart(&outcome);
        let hidden = outcome.people.iter().filter(|person| person.position.is_some()).count() - 3;
        assert!(chart.caption.contains(&format!("{hidden} people stand exactly where")), "{}", chart.caption);
        for drawing in [&chart.wide, &chart.narrow] {
            let places = |class: &str| -> Vec<[f64; 2]> {
                let of = |part: &str, name: &str| -> f64 {
                    let (_, rest) = part.split_once(&format!(" {name}=\"")).unwrap();
                    rest.split('"').next().unwrap().parse().unwrap()
                };
                drawing
                    .split("<circle")
                    .skip(1)
                    .filter(|part| part.contains(class))
                    .map(|p| [of(p, "cx"), of(p, "cy")])
                    .collect()
            };
            let (plates, marks) = (places("class=\"plate\""), places("class=\"mark g1\""));
            assert_eq!(plates.len(), 3);
            assert!(marks.len() > 1);
            for [x, y] in plates {
                assert!(marks.iter().all(|[a, b]| (a - x).hypot(b - y) >= labels::PLATE), "{x} {y}");
            }
        }
    }

    #[test]
    fn a_crowd_stays_small() {
        let chart = chart(&sample::crowd());
        assert!(chart.wide.len() + chart.narrow.len() < 400_000, "{}", chart.wide.len());
    }

    #[test]
    fn hulls_by_hand() {
        let square = [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0], [1.0, 1.0], [1.0, 0.0]];
        assert_eq!(hull(square.to_vec()), [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]);
        assert!(hull(vec![[1.0, 1.0]; 4]).len() < 3);
        assert!(hull(Vec::new()).is_empty());
    }

    #[test]
    fn nobody_is_no_map() {
        let mut outcome = sample::three_groups();
        for person in &mut outcome.people {
            person.position = Some([f64::NAN, 0.0]);
        }
        assert!(opinion_map(&outcome, Setting { id: "x", lang: Lang::It }).is_none());
    }
}
