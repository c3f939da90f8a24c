//! Marks of groups: each group has a shape as well as a colour, so that they can be told apart without it.

use super::svg::{Drawing, Path};

/// Shapes that differ; groups beyond them begin anew with another colour.
const SHAPES: usize = 5;

/// The mark of a group, of about the same area whatever its shape.
pub fn mark(drawing: &mut Drawing, group: usize, at: [f64; 2], radius: f64) {
    let class = format!("mark {}", class(group));
    let [x, y] = at;
    match group % SHAPES {
        0 => drawing.circle(&class, at, radius),
        1 => drawing.diamond(&class, at, radius * 1.25),
        2 => drawing.rect(&class, [x - radius * 0.9, y - radius * 0.9], [x + radius * 0.9, y + radius * 0.9]),
        3 => triangle(drawing, &class, at, radius * 1.35, -1.0),
        _ => triangle(drawing, &class, at, radius * 1.35, 1.0),
    }
}

/// The class that gives a group its colour.
pub fn class(group: usize) -> String {
    format!("g{}", group % 10 + 1)
}

fn triangle(drawing: &mut Drawing, class: &str, [x, y]: [f64; 2], radius: f64, down: f64) {
    let mut path = Path::default();
    let half = radius * 0.87;
    for corner in [[x, y + down * radius], [x - half, y - down * radius / 2.0], [x + half, y - down * radius / 2.0]] {
        path.to(corner);
    }
    path.close();
    drawing.path(class, &path);
}
