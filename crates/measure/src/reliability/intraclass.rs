//! Intraclass correlation of ratings in points, raters partly crossed with objects.
//!
//! A position is held against fixed midlines, so a rater who is stricter than another throughout counts as error: of McGraw
//! & Wong's (1996) coefficients the ones for *absolute agreement* with raters drawn at random, ICC(A,1) for one rater and
//! ICC(A,k) for the mean of k. Their mean squares need every rater on every object. With cells missing, the variance
//! components of x = μ + object + rater + rest come from Henderson's (1953) method I, which is unbiased there and gives
//! their mean squares, and so their coefficients, when nothing is missing. Where raters are not crossed at all (each object
//! has raters of its own) strictness cannot be told from the rest, and the one-way ICC(1) is what can be had.

use nalgebra::{Matrix2, Matrix3, Vector2, Vector3};
use serde::Serialize;

use super::resample::{self, Interval, NoInterval};

/// One rating: which object, by whom, how many points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rated {
    /// Place of the object, from 0.
    pub object: usize,
    /// Place of the rater, from 0.
    pub rater: usize,
    /// Points; ratings that are not finite are left out.
    pub points: f64,
}

/// Which coefficient the ratings allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IntraclassModel {
    /// ICC(1) and ICC(k): raters are not crossed with objects.
    OneWay,
    /// ICC(A,1) and ICC(A,k): raters and objects at random, absolute agreement.
    TwoWayAgreement,
}

/// How much of the variance of ratings is the objects'.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Intraclass {
    /// Which coefficient it is.
    pub model: IntraclassModel,
    /// Of one rater's points.
    pub single: f64,
    /// Of the mean over `raters`.
    pub mean: f64,
    /// Harmonic mean of the number of raters per object.
    pub raters: f64,
    /// Objects rated.
    pub objects: usize,
    /// 95% interval of `single` for these raters, or why there is none: objects are resampled and the raters stay, so it
    /// leaves out what other raters drawn in their place would change and is narrower than one for raters at random.
    pub interval: Result<Interval, NoInterval>,
}

/// The intraclass correlation; nothing where it is not defined: fewer than two objects, nobody's object rated twice, or no
/// variance. At most one rating of an object by a rater is expected.
pub fn intraclass(ratings: &[Rated], resamples: usize, seed: u64) -> Option<Intraclass> {
    let mut objects: Vec<Vec<(usize, f64)>> = Vec::new();
    let mut raters = 0;
    let mean = {
        let finite = || ratings.iter().map(|r| r.points).filter(|p| p.is_finite());
        finite().sum::<f64>() / finite().count().max(1) as f64
    };
    for rated in ratings.iter().filter(|r| r.points.is_finite()) {
        if objects.len() <= rated.object {
            objects.resize(rated.object + 1, Vec::new());
        }
        raters = raters.max(rated.rater + 1);
        objects[rated.object].push((rated.rater, rated.points - mean));
    }
    objects.retain(|given| !given.is_empty());
    let weights = vec![1; objects.len()];
    let (model, components) = components(&objects, &weights, raters, None)?;
    let per_object = objects.len() as f64 / objects.iter().map(|given| 1.0 / given.len() as f64).sum::<f64>();
    let single = components.share(1.0)?;
    let interval = resample::interval(objects.len(), resamples, seed, |weights| {
        components_of(&objects, weights, raters, model).and_then(|c| c.share(1.0))
    });
    Some(Intraclass {
        model,
        single,
        mean: components.share(per_object)?,
        raters: per_object,
        objects: objects.len(),
        interval,
    })
}

/// Variances: of objects, of raters' strictness, of the rest.
#[derive(Clone, Copy, Debug)]
struct Components {
    object: f64,
    rater: f64,
    rest: f64,
}

impl Components {
    /// The objects' part in the variance of a mean over `raters`.
    fn share(self, raters: f64) -> Option<f64> {
        let all = self.object + (self.rater + self.rest) / raters;
        let share = self.object / all;
        (all > 0.0 && share.is_finite()).then_some(share)
    }
}

type Objects = [Vec<(usize, f64)>];

fn components_of(objects: &Objects, weights: &[u32], raters: usize, model: IntraclassModel) -> Option<Components> {
    components(objects, weights, raters, Some(model)).map(|(_, components)| components)
}

/// Henderson's method I; the model that was asked for, or the richest that the crossing allows. An object drawn twice
/// counts as two objects.
fn components(
    objects: &Objects,
    weights: &[u32],
    raters: usize,
    model: Option<IntraclassModel>,
) -> Option<(IntraclassModel, Components)> {
    let mut sums = Sums { by_rater: vec![(0.0, 0.0); raters], ..Sums::default() };
    for (given, &weight) in objects.iter().zip(weights).filter(|&(_, &weight)| weight > 0) {
        sums.add(given, f64::from(weight));
    }
    let two_way = || sums.two_way().map(|components| (IntraclassModel::TwoWayAgreement, components));
    let one_way = || sums.one_way().map(|components| (IntraclassModel::OneWay, components));
    match model {
        Some(IntraclassModel::TwoWayAgreement) => two_way(),
        Some(IntraclassModel::OneWay) => one_way(),
        None => two_way().or_else(one_way),
    }
}

#[derive(Clone, Debug, Default)]
struct Sums {
    ratings: f64,
    objects: f64,
    total: f64,
    squares: f64,
    /// Σ (sum of an object)² / its ratings.
    object_squares: f64,
    /// Σ (ratings of an object)².
    object_sizes: f64,
    /// Ratings and sum of each rater.
    by_rater: Vec<(f64, f64)>,
}

impl Sums {
    fn add(&mut self, given: &[(usize, f64)], weight: f64) {
        let size = given.len() as f64;
        let sum: f64 = given.iter().map(|&(_, points)| points).sum();
        self.ratings += weight * size;
        self.objects += weight;
        self.total += weight * sum;
        self.squares += weight * given.iter().map(|&(_, points)| points * points).sum::<f64>();
        self.object_squares += weight * sum * sum / size;
        self.object_sizes += weight * size * size;
        for &(rater, points) in given {
            self.by_rater[rater].0 += weight;
            self.by_rater[rater].1 += weight * points;
        }
    }

    fn two_way(&self) -> Option<Components> {
        let n = self.ratings;
        let given = || self.by_rater.iter().filter(|&&(count, _)| count > 0.0);
        let raters = given().count() as f64;
        let rater_squares: f64 = given().map(|&(count, sum)| sum * sum / count).sum();
        let k_object = self.object_sizes / n;
        let k_rater: f64 = given().map(|&(count, _)| count * count).sum::<f64>() / n;
        let correction = self.total * self.total / n;
        let expected = Matrix3::new(
            n - k_object,
            self.objects - k_rater,
            self.objects - 1.0,
            raters - k_object,
            n - k_rater,
            raters - 1.0,
            n - k_object,
            n - k_rater,
            n - 1.0,
        );
        let seen =
            Vector3::new(self.object_squares - correction, rater_squares - correction, self.squares - correction);
        // Scaled by the number of ratings, the determinant vanishes exactly when nothing is crossed.
        if (expected / n).determinant().abs() < 1e-9 {
            return None;
        }
        let found = expected.lu().solve(&seen)?;
        Some(Components { object: found[0], rater: found[1], rest: found[2] })
    }

    fn one_way(&self) -> Option<Components> {
        let n = self.ratings;
        let k_object = self.object_sizes / n;
        let correction = self.total * self.total / n;
        let expected = Matrix2::new(n - k_object, self.objects - 1.0, n - k_object, n - 1.0);
        let seen = Vector2::new(self.object_squares - correction, self.squares - correction);
        if (expected / n).determinant().abs() < 1e-9 {
            return None;
        }
        let found = expected.lu().solve(&seen)?;
        Some(Components { object: found[0], rater: 0.0, rest: found[1] })
    }
}
