//! Polis's k-means: started from the first distinct points or from the last clusters, stopped early.

use super::plane::Point;
use hashbrown::{HashMap, HashSet};

/// A cluster of named points.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Its name, kept from one update to the next.
    pub id: u32,
    /// The names of its points, in the order of the points.
    pub members: Vec<u32>,
    /// The (weighted) mean of its points.
    pub center: Point,
}

/// Named points, each with a weight.
#[derive(Clone, Copy, Debug)]
pub struct Points<'a> {
    names: &'a [u32],
    at: &'a [Point],
    weights: &'a [f64],
}

impl<'a> Points<'a> {
    /// Points by name, where they are, and how much each counts in a mean; a weight has no part in which cluster is nearest.
    /// `None` when there are not as many of each.
    pub fn new(names: &'a [u32], at: &'a [Point], weights: &'a [f64]) -> Option<Self> {
        (names.len() == at.len() && at.len() == weights.len()).then_some(Points { names, at, weights })
    }
}

/// How far no centre may have moved for the clusters to count as settled. In the units of the plane, whatever their scale.
const SETTLED: f64 = 0.01;

/// At most `k` clusters, by id. They start from `last`, or else from the first `k` distinct points.
///
/// After `rounds` + 1 steps, or when the sorted centres moved by less than 0.01, it stops; a cluster that lost every point
/// goes. Polis makes 100 rounds for base clusters; for groups it asks for 100 under a name that its k-means does not
/// know, and so gets 20.
pub fn k_means(points: Points, k: usize, last: Option<&[Cluster]>, rounds: usize) -> Vec<Cluster> {
    let mut clusters = match last {
        Some(last) if !last.is_empty() => warm(points, last, k),
        _ => first_distinct(points, k),
    };
    for _ in 0..=rounds {
        let next = step(points, &clusters);
        let settled = same(&clusters, &next);
        clusters = next;
        if settled {
            break;
        }
    }
    clusters.sort_by_key(|c| c.id);
    clusters
}

fn first_distinct(points: Points, k: usize) -> Vec<Cluster> {
    let mut seen = HashSet::new();
    let distinct = points.at.iter().filter(|p| seen.insert(key(p))).take(k);
    distinct.zip(0..).map(|(&center, id)| Cluster { id, members: Vec::new(), center }).collect()
}

/// A point as something to look up; 0 and −0 are one place.
fn key(point: &Point) -> [u64; 2] {
    point.map(|x| (x + 0.0).to_bits())
}

/// Every point to its nearest centre (of equally near ones the last), and the centres anew.
fn step(points: Points, clusters: &[Cluster]) -> Vec<Cluster> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); clusters.len()];
    for (i, point) in points.at.iter().enumerate() {
        if let Some((nearest, _)) = nearest(point, clusters) {
            members[nearest].push(i);
        }
    }
    let filled = clusters.iter().zip(members).filter(|(_, members)| !members.is_empty());
    filled
        .map(|(cluster, members)| Cluster {
            id: cluster.id,
            center: mean(points, &members),
            members: members.iter().map(|&i| points.names[i]).collect(),
        })
        .collect()
}

/// Which centre, and the square of how far: a root for each would be most of the work.
fn nearest(point: &Point, clusters: &[Cluster]) -> Option<(usize, f64)> {
    let mut best = None;
    for (c, cluster) in clusters.iter().enumerate() {
        let far = squared_distance(point, &cluster.center);
        if best.is_none_or(|(_, least)| far <= least) {
            best = Some((c, far));
        }
    }
    best
}

fn mean(points: Points, members: &[usize]) -> Point {
    let weight: f64 = members.iter().map(|&i| points.weights[i]).sum();
    [0, 1].map(|axis| members.iter().map(|&i| points.weights[i] * points.at[i][axis]).sum::<f64>() / weight)
}

fn squared_distance(a: &Point, b: &Point) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}

fn distance(a: &Point, b: &Point) -> f64 {
    squared_distance(a, b).sqrt()
}

/// Compared as far as the shorter list goes, as Polis does.
fn same(before: &[Cluster], after: &[Cluster]) -> bool {
    let sorted = |clusters: &[Cluster]| {
        let mut centers: Vec<Point> = clusters.iter().map(|c| c.center).collect();
        centers.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        centers
    };
    sorted(before).iter().zip(&sorted(after)).all(|(a, b)| distance(a, b) < SETTLED)
}

/// The last clusters made ready for points that moved or are new: centred anew, equal ones joined, and the farthest points
/// made clusters of their own until there are `k`.
fn warm(points: Points, last: &[Cluster], k: usize) -> Vec<Cluster> {
    let row: HashMap<u32, usize> = points.names.iter().zip(0..).map(|(&name, i)| (name, i)).collect();
    let mut clusters = recentred(points, &row, last.to_vec());
    if clusters.is_empty() {
        let id = last.iter().map(|c| c.id + 1).max().unwrap_or(0);
        let all: Vec<usize> = (0..points.at.len()).collect();
        clusters = vec![Cluster { id, members: points.names.to_vec(), center: mean(points, &all) }];
    }
    clusters = joined(clusters);
    let distinct: HashSet<[u64; 2]> = points.at.iter().map(key).collect();
    while clusters.len() < k.min(distinct.len()) {
        let Some((i, far)) = farthest(points, &clusters) else { break };
        if far.is_nan() || far <= 0.0 {
            break;
        }
        let name = points.names[i];
        clusters.iter_mut().for_each(|c| c.members.retain(|&m| m != name));
        let id = clusters.iter().map(|c| c.id + 1).max().unwrap_or(0);
        clusters.push(Cluster { id, members: vec![name], center: points.at[i] });
        clusters = recentred(points, &row, clusters);
    }
    clusters
}

/// Centres from where the members are now; clusters of which nobody is left go.
fn recentred(points: Points, row: &HashMap<u32, usize>, clusters: Vec<Cluster>) -> Vec<Cluster> {
    let recentre = |cluster: Cluster| {
        let mut here: Vec<usize> = cluster.members.iter().filter_map(|m| row.get(m).copied()).collect();
        here.sort_unstable();
        (!here.is_empty()).then(|| Cluster { center: mean(points, &here), ..cluster })
    };
    clusters.into_iter().filter_map(recentre).collect()
}

fn joined(clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut kept: Vec<Cluster> = Vec::with_capacity(clusters.len());
    for cluster in clusters {
        match kept.iter_mut().find(|c| c.center == cluster.center) {
            Some(twin) => {
                twin.id = if twin.members.len() > cluster.members.len() { twin.id } else { cluster.id };
                twin.members.extend(cluster.members);
            }
            None => kept.push(cluster),
        }
    }
    kept
}

/// The point farthest from its nearest centre (of equally far ones the last).
fn farthest(points: Points, clusters: &[Cluster]) -> Option<(usize, f64)> {
    let far = points.at.iter().enumerate().filter_map(|(i, p)| nearest(p, clusters).map(|(_, far)| (i, far)));
    far.max_by(|a, b| a.1.total_cmp(&b.1))
}

/// The mean silhouette (Rousseeuw 1987) of a clustering over all its members: 0 for a lone member. `None` with fewer than
/// two clusters, where it says nothing.
pub fn silhouette(points: Points, clusters: &[Cluster]) -> Option<f64> {
    let row: HashMap<u32, usize> = points.names.iter().zip(0..).map(|(&name, i)| (name, i)).collect();
    let members: Vec<Vec<usize>> = clusters
        .iter()
        .map(|c| c.members.iter().filter_map(|m| row.get(m).copied()).collect())
        .filter(|members: &Vec<usize>| !members.is_empty())
        .collect();
    if members.len() < 2 {
        return None;
    }
    let (mut sum, mut count) = (0.0, 0usize);
    for (own, cluster) in members.iter().enumerate() {
        for &i in cluster {
            count += 1;
            let to = |others: &[usize]| others.iter().map(|&j| distance(&points.at[i], &points.at[j])).sum::<f64>();
            if cluster.len() > 1 {
                let inside = to(cluster) / (cluster.len() - 1) as f64;
                let rest = members.iter().enumerate().filter(|(c, _)| *c != own);
                let outside = rest.map(|(_, other)| to(other) / other.len() as f64).fold(f64::INFINITY, f64::min);
                let most = inside.max(outside);
                sum += if most > 0.0 { (outside - inside) / most } else { 0.0 };
            }
        }
    }
    Some(sum / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points on a line, named by their position in the list, and the members of each cluster by id.
    #[track_caller]
    fn check(line: &[f64], k: usize, last: Option<&[Cluster]>, expect: &[(u32, &[u32])]) {
        let names: Vec<u32> = (0..line.len() as u32).collect();
        let at: Vec<Point> = line.iter().map(|&x| [x, 0.0]).collect();
        let weights = vec![1.0; line.len()];
        let clusters = k_means(Points::new(&names, &at, &weights).unwrap(), k, last, 20);
        let got: Vec<(u32, &[u32])> = clusters.iter().map(|c| (c.id, &c.members[..])).collect();
        assert_eq!(got, expect);
    }

    fn cluster(id: u32, members: &[u32]) -> Cluster {
        Cluster { id, members: members.to_vec(), center: [f64::NAN; 2] }
    }

    #[test]
    fn it_starts_from_the_first_distinct_points() {
        check(&[0.0, 0.0, 1.0, 5.0, 6.0], 2, None, &[(0, &[0, 1, 2]), (1, &[3, 4])]);
        // The second point is as near to the one as to the other: the last takes it.
        check(&[0.0, 1.0, 2.0, 3.0], 2, None, &[(0, &[0]), (1, &[1, 2, 3])]);
        // The same points in another order rest elsewhere.
        check(&[0.0, 9.0, 10.0, 30.0], 3, None, &[(0, &[0]), (1, &[1, 2]), (2, &[3])]);
        check(&[30.0, 0.0, 10.0, 9.0], 3, None, &[(0, &[0]), (1, &[1]), (2, &[2, 3])]);
    }

    #[test]
    fn fewer_points_than_clusters() {
        check(&[2.0, 2.0], 5, None, &[(0, &[0, 1])]);
        check(&[], 5, None, &[]);
        check(&[1.0], 0, None, &[]);
    }

    #[test]
    fn the_last_clusters_keep_their_ids_and_the_farthest_point_is_a_new_one() {
        let last = [cluster(3, &[0, 1]), cluster(7, &[2])];
        check(&[0.0, 1.0, 5.0, 5.5], 2, Some(&last), &[(3, &[0, 1]), (7, &[2, 3])]);
        check(&[0.0, 1.0, 5.0, 50.0], 3, Some(&last), &[(3, &[0, 1]), (7, &[2]), (8, &[3])]);
    }

    #[test]
    fn clusters_that_met_are_joined_and_those_that_left_go() {
        check(&[4.0, 4.0], 2, Some(&[cluster(1, &[0]), cluster(2, &[1])]), &[(2, &[0, 1])]);
        check(&[4.0, 5.0], 1, Some(&[cluster(1, &[8]), cluster(2, &[9])]), &[(3, &[0, 1])]);
    }

    #[test]
    fn silhouettes_by_hand() {
        let check = |line: &[f64], groups: &[&[u32]], expect: Option<f64>| {
            let names: Vec<u32> = (0..line.len() as u32).collect();
            let at: Vec<Point> = line.iter().map(|&x| [0.0, x]).collect();
            let weights = vec![1.0; line.len()];
            let clusters: Vec<Cluster> = (0..).zip(groups).map(|(id, members)| cluster(id, members)).collect();
            let got = silhouette(Points::new(&names, &at, &weights).unwrap(), &clusters);
            assert!(got == expect || (got.unwrap() - expect.unwrap()).abs() < 1e-12, "{got:?} {expect:?}");
        };
        // Inside 1, outside 4.5 or 3.5; the lone point counts 0.
        check(&[0.0, 1.0, 4.5], &[&[0, 1], &[2]], Some((3.5 / 4.5 + 2.5 / 3.5) / 3.0));
        check(&[1.0, 1.0, 1.0, 1.0], &[&[0, 1], &[2, 3]], Some(0.0));
        check(&[0.0, 1.0], &[&[0, 1]], None);
        check(&[], &[], None);
    }

    #[test]
    fn lists_of_unequal_length_are_no_points() {
        assert!(Points::new(&[1], &[[0.0, 0.0]], &[]).is_none());
    }
}
