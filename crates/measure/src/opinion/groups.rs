//! Groups of people on the plane: k-means from many starts, k by silhouette.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::Serialize;
use thiserror::Error;

/// Most rounds of moving centres; they come to rest well before.
const ROUNDS: usize = 100;

/// Why a map has no groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Error)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum NoGroups {
    /// There is not one vote that shapes the map.
    #[error("nobody has voted: there is nothing to map")]
    NoVotes,
    /// One statement makes no plane.
    #[error("votes on one statement only: a map needs two")]
    OneStatement,
    /// Too few people voted on enough statements.
    #[error(
        "{people} people voted on at least {votes} statements: groups are not looked for among fewer than {needed}"
    )]
    TooFewPeople {
        /// Those who did.
        people: usize,
        /// Statements that one has to vote on.
        votes: usize,
        /// How many people it takes.
        needed: usize,
    },
    /// Whoever voted on the same statements voted the same.
    #[error("everybody who voted on a statement voted the same: there is nothing to tell people apart by")]
    NoDifferences,
}

/// Groups of people.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// Centres, of the largest group first when groups were last looked for.
    pub centres: Vec<[f64; 2]>,
    /// People in each.
    pub sizes: Vec<usize>,
    /// Mean silhouette for each k that was tried, on those people that it was worked out for.
    pub silhouettes: Vec<(usize, f64)>,
    /// How many people that was.
    pub silhouette_people: usize,
}

impl Groups {
    /// k.
    pub fn count(&self) -> usize {
        self.centres.len()
    }
}

/// How hard to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Search {
    /// Largest k.
    pub most: usize,
    /// Starts for each k.
    pub starts: usize,
    /// People that silhouettes are worked out on.
    pub silhouette_people: usize,
}

/// Centres and each point's centre.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clustering {
    pub centres: Vec<[f64; 2]>,
    pub labels: Vec<usize>,
    /// Sum of squared distances.
    inertia: f64,
}

/// A clustering, and what spoke for it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choice {
    pub found: Clustering,
    /// Every k that was tried, with its mean silhouette.
    pub silhouettes: Vec<(usize, f64)>,
    /// People that the silhouettes were worked out on.
    pub silhouette_people: usize,
}

/// The clustering with the best silhouette among k = 2 … `most`; the smaller k where two are equal. Nothing when there are not
/// two different points.
pub(super) fn choose(points: &[[f64; 2]], search: Search, seed: u64) -> Option<Choice> {
    let sample = sample(points.len(), search.silhouette_people, seed);
    let tried: Vec<Option<Clustering>> =
        (2..=search.most.min(points.len())).into_par_iter().map(|k| k_means(points, k, search.starts, seed)).collect();
    // Cut where there are no more different points, after all are there: a parallel cut would hang on who was first.
    let tried: Vec<Clustering> = tried.into_iter().map_while(|found| found).collect();
    let widths = silhouettes(points, &tried, &sample);
    let mut best: Option<(f64, usize)> = None;
    for (which, width) in widths.iter().enumerate() {
        if let Some(width) = *width
            && best.is_none_or(|(b, _)| width > b)
        {
            best = Some((width, which));
        }
    }
    let silhouettes = tried.iter().zip(&widths).filter_map(|(t, w)| Some((t.centres.len(), (*w)?))).collect();
    best.and_then(|(_, which)| tried.into_iter().nth(which)).map(|mut found| {
        found.order_by_size();
        Choice { found, silhouettes, silhouette_people: sample.len() }
    })
}

/// The best of several runs of k-means, each begun by k-means++ (Arthur and Vassilvitskii 2007). Nothing when there are not k
/// different points.
pub(super) fn k_means(points: &[[f64; 2]], k: usize, starts: usize, seed: u64) -> Option<Clustering> {
    let mut best: Option<Clustering> = None;
    for start in 0..starts.max(1) {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream((k * 1000 + start) as u64);
        let found = settle(points, plus_plus(points, k, &mut random)?);
        if best.as_ref().is_none_or(|b| found.inertia < b.inertia) {
            best = Some(found);
        }
    }
    best
}

fn plus_plus(points: &[[f64; 2]], k: usize, random: &mut ChaCha8Rng) -> Option<Vec<[f64; 2]>> {
    if points.is_empty() {
        return None;
    }
    let mut centres = vec![points[random.random_range(0..points.len())]];
    let mut nearest: Vec<f64> = points.iter().map(|&p| squared(p, centres[0])).collect();
    while centres.len() < k {
        let total: f64 = nearest.iter().sum();
        if !(total.is_finite() && total > 0.0) {
            return None;
        }
        let mut left = random.random::<f64>() * total;
        // The last point that can be drawn at all, should rounding let the walk run over the end.
        let mut drawn = nearest.iter().rposition(|&d| d > 0.0)?;
        for (i, &d) in nearest.iter().enumerate() {
            left -= d;
            if left < 0.0 && d > 0.0 {
                drawn = i;
                break;
            }
        }
        let centre = points[drawn];
        centres.push(centre);
        for (d, &p) in nearest.iter_mut().zip(points) {
            *d = d.min(squared(p, centre));
        }
    }
    Some(centres)
}

/// Lloyd's rounds from these centres until nobody moves. A centre that loses everybody goes to the point farthest from its
/// own.
pub(super) fn settle(points: &[[f64; 2]], mut centres: Vec<[f64; 2]>) -> Clustering {
    let mut labels: Vec<usize> = vec![usize::MAX; points.len()];
    let mut inertia = 0.0;
    for _ in 0..ROUNDS {
        let mut moved = false;
        let mut sums = vec![([0.0; 2], 0usize); centres.len()];
        let mut farthest = (0.0, 0);
        inertia = 0.0;
        for (i, &p) in points.iter().enumerate() {
            let (label, distance) = nearest(p, &centres);
            moved |= labels[i] != label;
            labels[i] = label;
            inertia += distance;
            if distance > farthest.0 {
                farthest = (distance, i);
            }
            let sum = &mut sums[label];
            sum.0 = [sum.0[0] + p[0], sum.0[1] + p[1]];
            sum.1 += 1;
        }
        let mut reseated = false;
        for (centre, (sum, count)) in centres.iter_mut().zip(sums) {
            if count > 0 {
                *centre = sum.map(|s| s / count as f64);
            } else if !reseated && farthest.0 > 0.0 {
                *centre = points[farthest.1];
                reseated = true;
            }
        }
        if !moved && !reseated {
            break;
        }
    }
    Clustering { centres, labels, inertia }
}

impl Clustering {
    /// Numbers the groups by size, the largest first; of equal ones the one that has the earlier point.
    fn order_by_size(&mut self) {
        let k = self.centres.len();
        let mut sizes = vec![0usize; k];
        let mut first = vec![usize::MAX; k];
        for (i, &label) in self.labels.iter().enumerate() {
            sizes[label] += 1;
            first[label] = first[label].min(i);
        }
        let mut order: Vec<usize> = (0..k).collect();
        order.sort_by_key(|&g| (std::cmp::Reverse(sizes[g]), first[g]));
        let mut new = vec![0; k];
        for (now, &before) in order.iter().enumerate() {
            new[before] = now;
        }
        self.centres = order.iter().map(|&g| self.centres[g]).collect();
        self.labels.iter_mut().for_each(|l| *l = new[*l]);
    }
}

/// Mean silhouette (Rousseeuw 1987) of each clustering, of the points in `sample` among themselves. Somebody alone in a group
/// counts 0. Nothing with fewer than two groups in the sample. All at once, since the distances are the same.
fn silhouettes(points: &[[f64; 2]], tried: &[Clustering], sample: &[usize]) -> Vec<Option<f64>> {
    let counts: Vec<usize> = tried.iter().map(|t| t.centres.len()).collect();
    let starts: Vec<usize> = counts.iter().scan(0, |at, k| Some(std::mem::replace(at, *at + k))).collect();
    let groups: usize = counts.iter().sum();
    // Each sampled point's group in each clustering, groups of all clusterings numbered through.
    let labels: Vec<Vec<usize>> =
        sample.iter().map(|&i| tried.iter().zip(&starts).map(|(t, start)| start + t.labels[i]).collect()).collect();
    let mut sizes = vec![0usize; groups];
    labels.iter().flatten().for_each(|&l| sizes[l] += 1);

    let mut totals = vec![0.0; tried.len()];
    let mut sums = vec![0.0; groups];
    for (&i, own) in sample.iter().zip(&labels) {
        sums.fill(0.0);
        for (&j, others) in sample.iter().zip(&labels) {
            let distance = squared(points[i], points[j]).sqrt();
            others.iter().for_each(|&l| sums[l] += distance);
        }
        for (which, total) in totals.iter_mut().enumerate() {
            let own = own[which];
            if sizes[own] < 2 {
                continue;
            }
            let inside = sums[own] / (sizes[own] - 1) as f64;
            let outside = (starts[which]..starts[which] + counts[which])
                .filter(|&g| g != own && sizes[g] > 0)
                .map(|g| sums[g] / sizes[g] as f64)
                .fold(f64::INFINITY, f64::min);
            let widest = inside.max(outside);
            if widest > 0.0 && widest.is_finite() {
                *total += (outside - inside) / widest;
            }
        }
    }
    let filled = |which: usize| (starts[which]..starts[which] + counts[which]).filter(|&g| sizes[g] > 0).count();
    (0..tried.len()).map(|which| (filled(which) > 1).then(|| totals[which] / sample.len() as f64)).collect()
}

/// All of `n`, or that many drawn without replacement, in order.
pub(super) fn sample(n: usize, most: usize, seed: u64) -> Vec<usize> {
    if n <= most {
        return (0..n).collect();
    }
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(u64::MAX);
    let mut drawn = rand::seq::index::sample(&mut random, n, most).into_vec();
    drawn.sort_unstable();
    drawn
}

fn nearest(point: [f64; 2], centres: &[[f64; 2]]) -> (usize, f64) {
    let mut best = (0, f64::INFINITY);
    for (i, &centre) in centres.iter().enumerate() {
        let distance = squared(point, centre);
        if distance < best.1 {
            best = (i, distance);
        }
    }
    best
}

fn squared(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEARCH: Search = Search { most: 5, starts: 5, silhouette_people: 1000 };

    fn blobs(centres: &[([f64; 2], usize)]) -> Vec<[f64; 2]> {
        // A spiral around each centre: no randomness needed.
        let spiral = |n: usize| (0..n).map(move |i| (i as f64 * 2.4, (i as f64 / n as f64).sqrt()));
        centres
            .iter()
            .flat_map(|&(c, n)| spiral(n).map(move |(angle, r)| [c[0] + r * angle.cos(), c[1] + r * angle.sin()]))
            .collect()
    }

    #[track_caller]
    fn check(centres: &[([f64; 2], usize)], sizes: &[usize]) {
        let points = blobs(centres);
        let found = choose(&points, SEARCH, 1).unwrap().found;
        let mut counts = vec![0; found.centres.len()];
        found.labels.iter().for_each(|&l| counts[l] += 1);
        assert_eq!(counts, sizes);
    }

    #[test]
    fn finds_what_stands_apart() {
        check(&[([0.0, 0.0], 20), ([9.0, 0.0], 40)], &[40, 20]);
        check(&[([0.0, 0.0], 20), ([9.0, 0.0], 40), ([0.0, 9.0], 30)], &[40, 30, 20]);
        check(
            &[([0.0, 0.0], 9), ([9.0, 0.0], 8), ([0.0, 9.0], 7), ([9.0, 9.0], 6), ([4.5, 20.0], 5)],
            &[9, 8, 7, 6, 5],
        );
    }

    #[test]
    fn too_few_different_points() {
        assert!(choose(&[], SEARCH, 1).is_none());
        assert!(choose(&[[1.0, 2.0]; 30], SEARCH, 1).is_none());
        let two: Vec<_> = (0..30).map(|i| [f64::from(i % 2), 0.0]).collect();
        for _ in 0..200 {
            assert_eq!(choose(&two, SEARCH, 1).unwrap().found.centres.len(), 2, "the same every time");
        }
    }

    #[test]
    fn silhouette_by_hand() {
        // Inside 1; outside 10 and 9 for the left pair, and the same mirrored.
        let points = [[0.0, 0.0], [1.0, 0.0], [10.0, 0.0], [9.0, 0.0]];
        let expect = ((9.5 - 1.0) / 9.5 + (8.5 - 1.0) / 8.5) / 2.0;
        let of = |labels: &[usize]| {
            let found = Clustering { centres: vec![[0.0; 2]; 2], labels: labels.to_vec(), inertia: 0.0 };
            silhouettes(&points, &[found], &[0, 1, 2, 3])[0]
        };
        let got = of(&[0, 0, 1, 1]).unwrap();
        assert!((got - expect).abs() < 1e-12, "{got} {expect}");
        assert_eq!(of(&[0, 0, 0, 0]), None);
    }

    #[test]
    fn no_group_stays_empty() {
        let points = blobs(&[([0.0, 0.0], 20), ([9.0, 0.0], 20)]);
        let found = settle(&points, vec![[0.0, 0.0], [9.0, 0.0], [500.0, 500.0]]);
        assert!((0..3).all(|g| found.labels.contains(&g)));
    }
}
