//! Cells of many events at once: events whose buckets begin at the same time of day share them, and the posts are dealt into
//! them once.

use comity_measure::series::{Cell, Scored, cells};
use rayon::prelude::*;

use super::gather::Gathered;
use super::window::Buckets;

/// Cells of every unit over the buckets of some events.
pub struct Grid {
    /// Every edge of a bucket, in order.
    edges: Vec<i64>,
    /// For each unit a cell between two edges.
    by_unit: Vec<Vec<Cell>>,
}

impl Grid {
    /// Deals the posts that were not set aside into the buckets of these events.
    pub fn new<'b>(posts: &Gathered, buckets: impl IntoIterator<Item = &'b Buckets>) -> Self {
        let mut edges: Vec<i64> = buckets.into_iter().flat_map(|b| b.edges.iter().copied()).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut dealt: Vec<Vec<Scored>> = vec![Vec::new(); posts.units.len()];
        for chunk in &posts.chunks {
            for (row, &time) in chunk.time.iter().enumerate() {
                if chunk.flags[row].removed() {
                    continue;
                }
                let after = edges.partition_point(|edge| *edge <= i64::from(time));
                if after == 0 || after == edges.len() {
                    continue;
                }
                dealt[usize::from(chunk.unit[row])].push(Scored {
                    bucket: (after - 1) as u32,
                    author: chunk.author[row],
                    score: chunk.score[row],
                });
            }
        }
        let buckets = edges.len().saturating_sub(1);
        let by_unit = dealt.into_par_iter().map(|mut posts| cells(&mut posts, buckets)).collect();
        Self { edges, by_unit }
    }

    /// For each unit its cells over the buckets of one of the events; those of `partial` buckets are empty. `None` if another
    /// event's bucket begins inside one of them, as may be where a clock is changed.
    pub fn series(&self, buckets: &Buckets, partial: &[usize]) -> Option<Vec<Vec<Cell>>> {
        let first = self.edges.binary_search(buckets.edges.first()?).ok()?;
        let own = self.edges.get(first..first + buckets.edges.len())?;
        if own != buckets.edges {
            return None;
        }
        let cut = |cells: &Vec<Cell>| {
            let mut cells = cells[first..first + buckets.len()].to_vec();
            partial.iter().for_each(|&k| cells[k] = Cell::default());
            cells
        };
        Some(self.by_unit.iter().map(cut).collect())
    }
}
