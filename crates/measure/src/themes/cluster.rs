//! Spherical k-means (Dhillon and Modha 2001), started by k-means++ (Arthur and Vassilvitskii 2007).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::space::{DIMENSIONS, Point, dot, normalise};

/// Steps at most; posts still on the move by then sit between clusters.
const STEPS: usize = 20;

#[derive(Clone)]
pub(super) struct Clusters {
    /// Cluster of each point.
    pub of: Vec<usize>,
    pub centres: Vec<Point>,
    /// Mean cosine of the points with their centres.
    pub fit: f64,
}

/// Parts points into at most `count` clusters; fewer when there are fewer directions.
pub(super) fn cluster(points: &[Point], count: usize, seed: u64) -> Clusters {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut centres = start(points, count, &mut random);
    let mut of = vec![usize::MAX; points.len()];
    let mut fit = 0.0;
    for _ in 0..STEPS {
        let mut sums = vec![[0.0; DIMENSIONS]; centres.len()];
        let mut moved = 0;
        fit = 0.0;
        for (point, own) in points.iter().zip(&mut of) {
            let (nearest, cosine) = nearest(point, &centres);
            moved += usize::from(*own != nearest);
            *own = nearest;
            fit += f64::from(cosine);
            for (sum, x) in sums[nearest].iter_mut().zip(point) {
                *sum += x;
            }
        }
        // The last few posts that go to and fro decide nothing.
        if moved * 1000 <= points.len() {
            break;
        }
        for (centre, mut sum) in centres.iter_mut().zip(sums) {
            normalise(&mut sum);
            if sum.iter().any(|&x| x != 0.0) {
                *centre = sum;
            }
        }
    }
    Clusters { of, centres, fit: fit / points.len().max(1) as f64 }
}

pub(super) fn nearest(point: &Point, centres: &[Point]) -> (usize, f32) {
    let mut best = (0, f32::NEG_INFINITY);
    for (number, centre) in centres.iter().enumerate() {
        let cosine = dot(point, centre);
        if cosine > best.1 {
            best = (number, cosine);
        }
    }
    best
}

fn start(points: &[Point], count: usize, random: &mut ChaCha8Rng) -> Vec<Point> {
    let mut centres: Vec<Point> = Vec::with_capacity(count);
    let mut distance = vec![1.0_f64; points.len()];
    while centres.len() < count {
        let total: f64 = distance.iter().sum();
        if total <= 1e-9 {
            break;
        }
        let mut left = total * (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        let chosen = distance.iter().position(|&part| {
            left -= part;
            left < 0.0
        });
        let Some(&centre) = points.get(chosen.unwrap_or(points.len().saturating_sub(1))) else { break };
        centres.push(centre);
        for (distance, point) in distance.iter_mut().zip(points) {
            *distance = distance.min(f64::from(1.0 - dot(point, &centre)).max(0.0));
        }
    }
    centres
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(directions: &[usize]) -> Vec<Point> {
        directions.iter().map(|&d| std::array::from_fn(|i| if i == d { 1.0 } else { 0.0 })).collect()
    }

    #[test]
    fn directions_are_told_apart() {
        let clusters = cluster(&points(&[0, 1, 2, 0, 1, 2, 0]), 3, 1);
        assert!(
            clusters.of[0] == clusters.of[3] && clusters.of[0] == clusters.of[6] && clusters.of[1] == clusters.of[4]
        );
        assert!((clusters.fit - 1.0).abs() < 1e-6 && clusters.of[0] != clusters.of[1]);
    }

    #[test]
    fn fewer_directions_than_clusters() {
        assert_eq!(cluster(&points(&[0, 0, 1]), 5, 1).centres.len(), 2);
        assert!(cluster(&[], 5, 1).of.is_empty());
    }
}
