//! Where exchanges stand between participation and information, and how surely: positions from several raters' totals.
//!
//! A position is the mean of the raters' totals in both dimensions, 0 to 28 points each. How far raters lie from each other
//! on the same object is pooled over all objects rated, because two or three raters of one object say next to nothing about
//! it; probabilities of the four archetypes are those of a bivariate t distribution about the position.

mod quadrant;
pub mod simulate;
mod spread;
#[cfg(test)]
mod tests;

use serde::Serialize;

pub use quadrant::{Ellipse, Probabilities, ellipse, probabilities};
pub use spread::{Freedom, Spread};

/// Points at which a dimension turns from low to high: half of its 28.
pub const MIDLINE: f64 = 14.0;

/// The four kinds of exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Archetype {
    /// Much participation, little information.
    Host,
    /// Much of both.
    Companion,
    /// Little participation, much information.
    Advisor,
    /// Little of both.
    Director,
}

impl Archetype {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Host, Self::Companion, Self::Advisor, Self::Director];

    /// Stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Companion => "companion",
            Self::Advisor => "advisor",
            Self::Director => "director",
        }
    }

    /// The archetypes that a position is in: one, or those that share the midline it lies on.
    pub fn at(participation: f64, information: f64) -> Vec<Self> {
        let near = |archetype: &Self| {
            let [high_participation, high_information] = archetype.high();
            let fits = |points: f64, high| points == MIDLINE || (points > MIDLINE) == high;
            fits(participation, high_participation) && fits(information, high_information)
        };
        Self::ALL.into_iter().filter(near).collect()
    }

    /// Whether participation and information are high.
    pub fn high(self) -> [bool; 2] {
        match self {
            Self::Host => [true, false],
            Self::Companion => [true, true],
            Self::Advisor => [false, true],
            Self::Director => [false, false],
        }
    }
}

/// One rater's totals for one object. A total is missing where the rater left out one of its questions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Totals {
    /// Place of the object, from 0.
    pub object: usize,
    /// Place of the rater, from 0.
    pub rater: usize,
    /// Participation, 0–28 points.
    pub participation: Option<f64>,
    /// Information, 0–28 points.
    pub information: Option<f64>,
}

impl Totals {
    fn points(&self, dimension: usize) -> Option<f64> {
        [self.participation, self.information][dimension].filter(|points| points.is_finite())
    }
}

/// A mean over raters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MeanTotal {
    /// Points.
    pub mean: f64,
    /// Raters with a whole total.
    pub raters: usize,
}

/// Why no probability is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotStated {
    /// A dimension has no whole total from anybody.
    NoPosition,
    /// A dimension has one rater's total only: how others would have rated cannot be told.
    OneRater,
}

/// Where one object stands.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Position {
    /// Mean participation; nothing when no rater answered its four questions.
    pub participation: Option<MeanTotal>,
    /// Mean information.
    pub information: Option<MeanTotal>,
    /// Probabilities with what they rest on, or why there are none.
    pub surely: Result<Surely, NotStated>,
}

impl Position {
    /// Both means, where there are both.
    pub fn means(&self) -> Option<[f64; 2]> {
        Some([self.participation?.mean, self.information?.mean])
    }
}

/// How surely an object stands where it does.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Surely {
    /// Of each archetype.
    pub probabilities: Probabilities,
    /// Region that holds the position at 95%.
    pub ellipse: Ellipse,
    /// Variances of both means and their covariance: participation, information, both.
    pub covariance: [f64; 3],
    /// Degrees of freedom.
    pub freedom: f64,
}

/// Positions of all objects, with the spread of raters that they share.
#[derive(Clone, Debug, PartialEq)]
pub struct Positions {
    /// By object.
    pub objects: Vec<Position>,
    /// Of raters about the objects' means; nothing when no object has two raters.
    pub spread: Option<Spread>,
}

/// Positions of `objects` objects. At most one row per object and rater is expected.
pub fn positions(objects: usize, totals: &[Totals]) -> Positions {
    positions_by(objects, totals, Freedom::Crossed)
}

/// [`positions`] with a given rule for the degrees of freedom, for comparing rules.
pub fn positions_by(objects: usize, totals: &[Totals], freedom: Freedom) -> Positions {
    let mut by_object: Vec<Vec<Totals>> = vec![Vec::new(); objects];
    for row in totals {
        if let Some(rows) = by_object.get_mut(row.object) {
            rows.push(*row);
        }
    }
    let spread = Spread::pooled(&by_object);
    let objects = by_object.iter().map(|rows| position(rows, spread.as_ref(), freedom)).collect();
    Positions { objects, spread }
}

fn position(rows: &[Totals], spread: Option<&Spread>, freedom: Freedom) -> Position {
    let mean = |dimension: usize| {
        let given: Vec<f64> = rows.iter().filter_map(|row| row.points(dimension)).collect();
        (!given.is_empty())
            .then(|| MeanTotal { mean: given.iter().sum::<f64>() / given.len() as f64, raters: given.len() })
    };
    let (participation, information) = (mean(0), mean(1));
    let surely = match (participation, information, spread) {
        (None, _, _) | (_, None, _) => Err(NotStated::NoPosition),
        (Some(p), Some(i), Some(spread)) if p.raters > 1 && i.raters > 1 => {
            let both = rows.iter().filter(|row| row.points(0).is_some() && row.points(1).is_some()).count();
            let covariance = spread.of_means([p.raters, i.raters], both);
            let freedom = spread.freedom(freedom, p.raters.min(i.raters));
            Ok(Surely {
                probabilities: probabilities([p.mean, i.mean], covariance, freedom),
                ellipse: ellipse([p.mean, i.mean], covariance, freedom),
                covariance,
                freedom,
            })
        }
        _ => Err(NotStated::OneRater),
    };
    Position { participation, information, surely }
}
