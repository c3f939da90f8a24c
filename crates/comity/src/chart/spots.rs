//! What a line chart draws of a series: every bucket, or means of several when there are more than the paper can hold.
//!
//! Means alone would hide how far single buckets swing, so the lowest and the highest are kept beside them and drawn as
//! a pale range behind the line.

use std::ops::Range;

use super::timeline::Timeline;
use crate::study::outcome::{Interval, Point};
use crate::words::Moment;

/// One place on a line chart.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Where: middle of the buckets it stands for.
    pub place: f64,
    /// Start of the first of them.
    pub at: Moment,
    /// Whether the event had happened.
    pub after: bool,
    /// Posts of the unit.
    pub n: u64,
    /// The unit.
    pub unit: Swing,
    /// Its comparison.
    pub composite: Swing,
    /// Where a single bucket would have stayed without an event.
    pub expected: Option<Interval>,
    /// Unit minus comparison.
    pub difference: Swing,
    /// Where a single bucket's difference stays around the fitted step.
    pub difference_interval: Option<Interval>,
}

/// A mean over buckets, with the lowest and highest when there are several.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Swing {
    /// Mean, weighted by posts.
    pub mean: Option<f64>,
    /// Lowest and highest bucket, when it stands for more than one.
    pub range: Option<Interval>,
}

/// The spots of a series, and how many buckets each stands for.
#[derive(Debug, Clone)]
pub struct Spots {
    /// In order of time.
    pub spots: Vec<Spot>,
    /// Buckets a spot, at most.
    pub each: usize,
    /// The axis under them, which knows every bucket.
    pub timeline: Timeline,
    /// Place of the event.
    pub event: f64,
    /// Whether posts are counted; a ready series has none, and nothing in it is thin.
    counts_posts: bool,
}

/// Most spots of a chart: about three pixels each where there is room, and one and a half on a narrow screen.
const MOST: usize = 190;
/// Fewer posts than this make a bucket thin.
const THIN: u64 = 5;

impl Spots {
    /// The spots of a series; none of them reaches across the event.
    ///
    /// With `counts_posts`, buckets with few posts are thin; a ready series has no posts.
    pub fn new(points: &[Point], event: &Moment, counts_posts: bool) -> Self {
        let timeline = Timeline::of_buckets(points.iter().map(|point| Moment::parse(&point.at)).collect());
        let first_after = points.iter().position(|point| point.after).unwrap_or(points.len());
        let each = round_up(points.len().div_ceil(MOST));
        let spots = groups(points.len(), first_after, each);
        let spots = spots.map(|group| spot(points, group, &timeline, counts_posts)).collect();
        let event = timeline.event(event, first_after);
        Self { spots, each, timeline, event, counts_posts }
    }

    /// Mere dates, the last of which is the event.
    pub fn of_dates(moments: Vec<Moment>) -> Self {
        let timeline = Timeline::of_dates(moments);
        let event = timeline.places.last().copied().unwrap_or(0.0);
        Self { spots: Vec::new(), each: 1, timeline, event, counts_posts: false }
    }

    /// Whether a spot rests on so few posts that it is drawn hollow.
    pub fn is_thin(&self, spot: &Spot) -> bool {
        self.counts_posts && self.each == 1 && (1..THIN).contains(&spot.n)
    }

    /// Whether any spot is drawn hollow.
    pub fn has_thin(&self) -> bool {
        self.spots.iter().any(|spot| self.is_thin(spot))
    }

    /// Whether time is missing between two neighbours.
    pub fn is_gap(&self, left: &Spot, right: &Spot) -> bool {
        right.place - left.place > 1.5 * self.timeline.width * self.each as f64
    }
}

/// The buckets that go together, counted from the event outwards, so that none mixes before and after.
fn groups(n: usize, first_after: usize, each: usize) -> impl Iterator<Item = Range<usize>> {
    let odd = first_after % each;
    let before = (odd > 0).then_some(0..odd).into_iter();
    let before = before.chain((odd..first_after).step_by(each).map(move |start| start..start + each));
    before.chain((first_after..n).step_by(each).map(move |start| start..(start + each).min(n)))
}

/// A number of buckets that reads well: whole days of hours, whole weeks of days.
fn round_up(each: usize) -> usize {
    const ROUND: [usize; 14] = [1, 2, 3, 4, 6, 7, 12, 14, 24, 28, 48, 72, 96, 168];
    ROUND.into_iter().find(|round| *round >= each).unwrap_or(each)
}

fn spot(points: &[Point], group: Range<usize>, timeline: &Timeline, counts_posts: bool) -> Spot {
    let points = &points[group.clone()];
    let places = &timeline.places[group];
    let [first, last] = [places[0], places[places.len() - 1]];
    let least = if counts_posts { THIN } else { 0 };
    let swing = |value: fn(&Point) -> Option<f64>| swing(points.iter().map(|point| (value(point), point.n)), least);
    Spot {
        place: (first + last) / 2.0,
        at: Moment::parse(&points[0].at),
        after: points[0].after,
        n: points.iter().map(|point| point.n).sum(),
        unit: swing(|point| point.unit),
        composite: swing(|point| point.composite),
        expected: mean_interval(points.iter().filter_map(|point| point.expected)),
        difference: swing(|point| point.difference),
        difference_interval: mean_interval(points.iter().filter_map(|point| point.difference_interval)),
    }
}

/// The mean of all, and the range of those with at least `least` posts: two posts at night would set it every time.
fn swing(values: impl Iterator<Item = (Option<f64>, u64)>, least: u64) -> Swing {
    let known: Vec<(f64, u64)> = values.filter_map(|(value, n)| Some((value.filter(|x| x.is_finite())?, n))).collect();
    let weight = |n: u64| n.max(1) as f64;
    let total: f64 = known.iter().map(|(_, n)| weight(*n)).sum();
    let mean = known.iter().map(|(x, n)| x * (weight(*n) / total)).sum();
    let full: Vec<f64> = known.iter().filter(|(_, n)| *n >= least).map(|(x, _)| *x).collect();
    let range = super::scale::extent(full.iter().copied()).filter(|_| full.len() > 1);
    Swing { mean: (!known.is_empty()).then_some(mean), range }
}

/// The mean of both ends: where a single bucket stays, not where a mean of several would.
fn mean_interval(intervals: impl Iterator<Item = Interval>) -> Option<Interval> {
    let known: Vec<Interval> = intervals.filter(|ends| ends.iter().all(|x| x.is_finite())).collect();
    let n = known.len() as f64;
    let mean = |end: usize| known.iter().map(|ends| ends[end] / n).sum();
    (!known.is_empty()).then(|| [mean(0), mean(1)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(row: usize, after: bool, n: u64, unit: Option<f64>) -> Point {
        Point {
            at: row.to_string(),
            after,
            n,
            unit,
            composite: None,
            expected: None,
            difference: None,
            difference_interval: None,
        }
    }

    #[test]
    fn no_group_reaches_across_the_event() {
        let check = |n: usize, first_after: usize, each: usize, expect: &[Range<usize>]| {
            assert_eq!(groups(n, first_after, each).collect::<Vec<_>>(), expect);
        };
        check(10, 5, 2, &[0..1, 1..3, 3..5, 5..7, 7..9, 9..10]);
        check(4, 4, 2, &[0..2, 2..4]);
        check(3, 0, 2, &[0..2, 2..3]);
        check(0, 0, 1, &[]);
    }

    #[test]
    fn a_year_of_hours_is_thinned() {
        let points: Vec<Point> = (0..8760).map(|row| point(row, row >= 6000, 9, Some((row % 24) as f64))).collect();
        let spots = Spots::new(&points, &Moment::Row("6000".into()), true);
        assert_eq!(spots.each, 48);
        assert_eq!(spots.spots.len(), 183);
        assert_eq!(spots.spots[10].unit, Swing { mean: Some(11.5), range: Some([0.0, 23.0]) });
    }

    #[test]
    fn means_are_weighted_by_posts() {
        let check = |values: &[(Option<f64>, u64)], expect: Swing| assert_eq!(swing(values.iter().copied(), 2), expect);
        check(&[(Some(1.0), 3), (Some(0.5), 2), (Some(-1.0), 1)], Swing { mean: Some(0.5), range: Some([0.5, 1.0]) });
        check(&[(Some(1.0), 3), (Some(0.0), 1)], Swing { mean: Some(0.75), range: None });
        check(&[(Some(1.0), 3), (None, 9)], Swing { mean: Some(1.0), range: None });
        check(&[(None, 9), (Some(f64::NAN), 1)], Swing::default());
        check(&[], Swing::default());
    }

    #[test]
    fn a_ready_series_has_no_thin_rows() {
        let points = [point(0, false, 0, Some(1.0)), point(1, true, 2, Some(1.0))];
        let spots = |counts_posts| Spots::new(&points, &Moment::Row("1".into()), counts_posts);
        assert!(!spots(false).has_thin());
        assert!(spots(true).has_thin());
    }
}
