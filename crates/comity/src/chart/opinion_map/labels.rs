//! Where the names of groups go on the map: as near to the middle of their people as covers nobody.

use std::collections::BTreeSet;

use crate::chart::svg::{Anchor, Drawing};
use crate::chart::text_width;

/// Radius of the plate below a name.
pub const PLATE: f64 = 13.0;
/// How far from a plate the middle of a mark stays.
const CLEAR: f64 = PLATE + 4.0;
/// Directions that are tried, and the step outwards.
const DIRECTIONS: usize = 24;
const STEP: f64 = 6.0;
/// Marks nearer than this to each other count as one: a crowd is looked through quickly.
const GRAIN: f64 = 3.0;

/// The part of the paper that names may use.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// Width of the drawing.
    pub width: f64,
    /// Where the map begins.
    pub top: f64,
    /// Where it ends.
    pub bottom: f64,
}

impl Sheet {
    fn holds(self, [x, y]: [f64; 2]) -> bool {
        (PLATE..=self.width - PLATE).contains(&x) && (self.top + PLATE..=self.bottom - PLATE).contains(&y)
    }
}

/// A place for the name of every group that has somebody on the map.
pub fn places(points: &[(Option<usize>, [f64; 2])], groups: usize, sheet: Sheet) -> Vec<(usize, [f64; 2])> {
    let middles: Vec<Option<[f64; 2]>> = (0..groups).map(|group| middle(points, group)).collect();
    let coarse = |[x, y]: [f64; 2]| [x, y].map(|v| (v / GRAIN).round() as i64);
    let taken: BTreeSet<[i64; 2]> = points.iter().map(|(_, at)| coarse(*at)).collect();
    let taken: Vec<[f64; 2]> = taken.into_iter().map(|cell| cell.map(|v| v as f64 * GRAIN)).collect();
    let mut placed: Vec<(usize, [f64; 2])> = Vec::new();
    for (group, middle) in middles.iter().enumerate().filter_map(|(group, middle)| Some((group, (*middle)?))) {
        let free = |at: [f64; 2]| placed.iter().all(|(_, other)| far(*other, at) > 2.0 * PLATE);
        let nearest_own = |at: [f64; 2]| middles.iter().flatten().all(|other| far(*other, at) >= far(middle, at));
        let candidates = around(middle, sheet.width).filter(|at| sheet.holds(*at) && free(*at) && nearest_own(*at));
        let covered = |at: [f64; 2]| taken.iter().filter(|mark| far(**mark, at) < CLEAR).count();
        let mut best = (usize::MAX, middle);
        for at in candidates {
            let n = covered(at);
            if n < best.0 {
                best = (n, at);
            }
            if n == 0 {
                break;
            }
        }
        placed.push((group, best.1));
    }
    placed
}

fn middle(points: &[(Option<usize>, [f64; 2])], group: usize) -> Option<[f64; 2]> {
    let own = points.iter().filter(|(of, _)| *of == Some(group));
    let (n, [x, y]) = own.fold((0.0, [0.0; 2]), |(n, [a, b]), (_, [x, y])| (n + 1.0, [a + x, b + y]));
    (n > 0.0).then(|| [x / n, y / n])
}

/// The middle itself, then ever farther around it, above first.
fn around([x, y]: [f64; 2], reach: f64) -> impl Iterator<Item = [f64; 2]> {
    let rings = 1..(reach / STEP) as usize;
    let ring = move |step: usize| {
        (0..DIRECTIONS).map(move |turn| {
            let angle = std::f64::consts::TAU * turn as f64 / DIRECTIONS as f64 - std::f64::consts::FRAC_PI_2;
            let away = step as f64 * STEP;
            [x + away * angle.cos(), y + away * angle.sin()]
        })
    };
    std::iter::once([x, y]).chain(rings.flat_map(ring))
}

fn far([a, b]: [f64; 2], [x, y]: [f64; 2]) -> f64 {
    (a - x).hypot(b - y)
}

/// Draws the reader as a ring with words; at the edge, where they stand beyond it.
pub fn reader(drawing: &mut Drawing, at: [f64; 2], sheet: Sheet, words: &str) {
    const RING: f64 = 8.5;
    let edge = RING + 3.0;
    let [x, y] = [at[0].clamp(edge, sheet.width - edge), at[1].clamp(sheet.top + edge, sheet.bottom - edge)];
    drawing.circle("you ring", [x, y], RING);
    drawing.circle("you", [x, y], 3.2);
    // On the side where there is room for the words.
    let right = x + edge + text_width(words) <= sheet.width;
    let (anchor, from) = if right { (Anchor::Start, x + edge) } else { (Anchor::End, x - edge) };
    drawing.text("you-name", [from, y + 4.5], anchor, words);
}
