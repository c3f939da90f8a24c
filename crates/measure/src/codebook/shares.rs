//! Shares of posts before and after an event, code by code.
//!
//! A share has the interval of Wilson (1927); a difference of two shares that of Newcombe (1998, method 10), which keeps
//! its level near 0 and 1, where the usual interval does not. Posts of one author are not independent: with authors given,
//! every count is shrunk to an effective one, `n / deff`, the design effect `deff` being the author-clustered variance of
//! the share over the binomial one. It is kept between 1 and Kish's bound, Σnₐ²/n, at which an author's posts are
//! all alike. Authors who wrote both before and after are treated as if they were two, which makes intervals wider.

use std::collections::BTreeMap;

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

use super::CodeSet;
use crate::multiple::benjamini_hochberg;

/// Posts with a code among all posts of a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// Posts with the code.
    pub count: usize,
    /// All posts.
    pub posts: usize,
    /// Posts that as many independent authors would have to write to tell as much; equals `posts` without authors.
    pub effective: f64,
    /// `count / posts`; 0 without posts.
    pub value: f64,
    /// 95% interval (Wilson); [0, 1] without posts.
    pub interval: [f64; 2],
}

/// How the share of one code changed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ShareChange {
    /// Before the event.
    pub before: Share,
    /// After it.
    pub after: Share,
    /// After minus before.
    pub difference: f64,
    /// 95% interval (Newcombe); sampling error only.
    pub interval: [f64; 2],
    /// Two-sided score test of equal shares, on effective counts; 1 where a period has no post.
    pub p: f64,
    /// `p` adjusted by [`adjust`] over the family it was given with; equals `p` until then.
    pub q: f64,
}

/// Author of each post, as the caller hashed them.
pub type Authors<'a> = &'a [u64];

/// Changes of the codes 0..`codes`.
///
/// `posts` and `after` are of one length, and so are `authors`; what is longer is cut.
pub fn compare(posts: &[CodeSet], after: &[bool], authors: Option<Authors>, codes: usize) -> Vec<ShareChange> {
    (0..codes).map(|code| change(posts.iter().map(|set| set.contains(code)), after, authors)).collect()
}

/// The change of one share: which posts count, when each was written, and by whom.
pub fn change(counts: impl IntoIterator<Item = bool>, after: &[bool], authors: Option<Authors>) -> ShareChange {
    let mut periods = [Tally::default(), Tally::default()];
    for (post, (counts, &after)) in counts.into_iter().zip(after).enumerate() {
        let author = authors.map(|authors| authors.get(post).copied());
        match author {
            Some(None) => break,
            Some(Some(author)) => periods[usize::from(after)].add(counts, Some(author)),
            None => periods[usize::from(after)].add(counts, None),
        }
    }
    let [before, after] = periods.map(|tally| tally.share());
    between(before, after)
}

/// A share of independent posts.
pub fn share(count: usize, posts: usize) -> Share {
    Tally { count, posts, authors: BTreeMap::new() }.share()
}

/// The change between two shares at hand.
pub fn between(before: Share, after: Share) -> ShareChange {
    let difference = after.value - before.value;
    let [(b, bl, bh), (a, al, ah)] = [before, after].map(|share| (share.value, share.interval[0], share.interval[1]));
    let low = difference - ((a - al).powi(2) + (bh - b).powi(2)).sqrt();
    let high = difference + ((ah - a).powi(2) + (b - bl).powi(2)).sqrt();
    let p = score_test(before, after);
    ShareChange { before, after, difference, interval: [low.max(-1.0), high.min(1.0)], p, q: p }
}

/// Sets `q` of all changes to their Benjamini–Hochberg adjusted p values, taking all of them as one family.
pub fn adjust<'a>(changes: impl IntoIterator<Item = &'a mut ShareChange>) {
    let mut changes: Vec<&mut ShareChange> = changes.into_iter().collect();
    let p: Vec<f64> = changes.iter().map(|change| change.p).collect();
    for (change, q) in changes.iter_mut().zip(benjamini_hochberg(&p)) {
        change.q = q;
    }
}

/// Standard normal quantile of a two-sided 95% interval.
const Z: f64 = 1.959_963_984_540_054;

#[derive(Default)]
struct Tally {
    count: usize,
    posts: usize,
    /// Posts with and without, by author; in order, so that sums come out the same every time.
    authors: BTreeMap<u64, (usize, usize)>,
}

impl Tally {
    fn add(&mut self, counts: bool, author: Option<u64>) {
        self.posts += 1;
        self.count += usize::from(counts);
        if let Some(author) = author {
            let (with, all) = self.authors.entry(author).or_default();
            *with += usize::from(counts);
            *all += 1;
        }
    }

    fn share(&self) -> Share {
        let posts = self.posts as f64;
        let value = if self.posts == 0 { 0.0 } else { self.count as f64 / posts };
        let effective = posts / self.design_effect(value);
        Share { count: self.count, posts: self.posts, effective, value, interval: wilson(value, effective) }
    }

    fn design_effect(&self, value: f64) -> f64 {
        if self.authors.len() == self.posts {
            return 1.0;
        }
        let posts = self.posts as f64;
        let alike = self.authors.values().map(|&(_, all)| (all as f64).powi(2)).sum::<f64>() / posts;
        let groups = self.authors.len() as f64;
        if self.authors.is_empty() {
            return 1.0;
        }
        let binomial = value * (1.0 - value) * posts;
        if binomial <= 0.0 || groups < 2.0 {
            return alike.max(1.0);
        }
        let clustered: f64 =
            self.authors.values().map(|&(with, all)| (with as f64 - value * all as f64).powi(2)).sum::<f64>() * groups
                / (groups - 1.0);
        (clustered / binomial).clamp(1.0, alike.max(1.0))
    }
}

fn wilson(value: f64, n: f64) -> [f64; 2] {
    if n <= 0.0 {
        return [0.0, 1.0];
    }
    let z2 = Z * Z;
    let centre = (value + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (value * (1.0 - value) / n + z2 / (4.0 * n * n)).sqrt();
    [(centre - half).max(0.0), (centre + half).min(1.0)]
}

fn score_test(before: Share, after: Share) -> f64 {
    let (m, n) = (before.effective, after.effective);
    if m <= 0.0 || n <= 0.0 {
        return 1.0;
    }
    let pooled = (before.value * m + after.value * n) / (m + n);
    let error = (pooled * (1.0 - pooled) * (1.0 / m + 1.0 / n)).sqrt();
    if error <= 0.0 {
        return 1.0;
    }
    (2.0 * Normal::standard().sf(((after.value - before.value) / error).abs())).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(before: (usize, usize), after: (usize, usize)) -> ShareChange {
        let period = |(count, posts): (usize, usize)| (0..posts).map(move |post| post < count);
        let times: Vec<bool> = (0..before.1 + after.1).map(|post| post >= before.1).collect();
        change(period(before).chain(period(after)), &times, None)
    }

    fn check(before: (usize, usize), after: (usize, usize), difference: f64, interval: [f64; 2]) {
        let change = plain(before, after);
        let close = |a: f64, b: f64| (a - b).abs() < 5e-5;
        assert!(close(change.difference, difference), "{change:?}");
        assert!(close(change.interval[0], interval[0]) && close(change.interval[1], interval[1]), "{change:?}");
    }

    #[test]
    fn newcombe_1998_table_ii() {
        // Method 10 of the paper, three of its examples; there the first group minus the second.
        check((48, 80), (56, 70), 0.2, [0.0524, 0.3339]);
        check((3, 10), (9, 10), 0.6, [0.1705, 0.8090]);
        check((0, 10), (10, 10), 1.0, [0.6075, 1.0]);
    }

    #[test]
    fn an_empty_period_tells_nothing() {
        let change = plain((0, 0), (3, 5));
        assert_eq!((change.p, change.before.interval), (1.0, [0.0, 1.0]));
        assert!(change.interval[0] >= -1.0 && change.interval[1] <= 1.0);
    }

    #[test]
    fn authors_widen_the_interval_up_to_their_number() {
        let after = [vec![false; 100], vec![true; 100]].concat();
        let counts: Vec<bool> = (0..200).map(|post| post / 10 % 2 == 0).collect();
        let alike: Vec<u64> = (0..200).map(|post| post / 10).collect();
        let single: Vec<u64> = (0..200).collect();
        let of = |authors| change(counts.iter().copied(), &after, authors);
        assert_eq!(of(Some(&single)), of(None));
        let clustered = of(Some(&alike));
        assert!((clustered.before.effective - 10.0).abs() < 1e-9, "{clustered:?}");
        assert!(clustered.interval[1] > of(None).interval[1]);
    }

    #[test]
    fn a_share_of_zero_takes_the_bound_of_kish() {
        let change = change([false; 8], &[false; 8], Some(&[1, 1, 1, 1, 2, 2, 2, 2]));
        assert!((change.before.effective - 2.0).abs() < 1e-9);
    }

    #[test]
    fn one_family_over_several_lists() {
        let (mut one, mut two) = (vec![plain((5, 100), (20, 100))], vec![plain((50, 100), (50, 100))]);
        adjust(one.iter_mut().chain(&mut two));
        assert!((one[0].q - 2.0 * one[0].p).abs() < 1e-12 && two[0].q == 1.0);
    }

    #[test]
    fn codes_are_compared_one_by_one() {
        let posts: Vec<CodeSet> =
            (0..40).map(|post| if post < 20 { [0].into_iter().collect() } else { CodeSet::EMPTY }).collect();
        let after: Vec<bool> = (0..40).map(|post| post >= 20).collect();
        let changes = compare(&posts, &after, None, 2);
        assert_eq!((changes[0].difference, changes[1].difference), (-1.0, 0.0));
        assert!(changes[0].p < 1e-6 && changes[1].p == 1.0);
    }
}
