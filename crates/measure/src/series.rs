//! From scored posts to series: what one unit's posts say in each bucket, and how much that can be trusted.

/// One bucket of one unit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cell {
    /// Posts in it.
    pub posts: u64,
    /// Sum of their scores.
    pub sum: f64,
    /// Effective number of posts when authors count once however much they write: (Σ nₐ)² / Σ nₐ² (Kish 1965).
    pub effective: f64,
}

impl Cell {
    /// A cell of a ready series: one value, counting as one.
    pub fn of_value(value: f64) -> Self {
        if value.is_finite() { Self { posts: 1, sum: value, effective: 1.0 } } else { Self::default() }
    }

    /// Mean score; `None` without posts.
    pub fn mean(&self) -> Option<f64> {
        (self.posts > 0).then(|| self.sum / self.posts as f64)
    }
}

/// A post once it has been read: which bucket, who, and what score.
#[derive(Debug, Clone, Copy)]
pub struct Scored {
    /// Index of the bucket.
    pub bucket: u32,
    /// Hash of the author's name; posts without an author each carry a hash of their own.
    pub author: u64,
    /// Score in the metric's units.
    pub score: f32,
}

/// Gathers posts into `buckets` cells. Sorts `posts` by bucket and author.
///
/// Posts whose bucket is out of range are left out. The result does not depend on the order of `posts` but for the last
/// digits of the sums; equal input gives equal bits.
pub fn cells(posts: &mut [Scored], buckets: usize) -> Vec<Cell> {
    posts.sort_unstable_by_key(|p| (p.bucket, p.author, p.score.to_bits()));
    let mut cells = vec![Cell::default(); buckets];
    for bucket in posts.chunk_by(|a, b| a.bucket == b.bucket) {
        let Some(cell) = cells.get_mut(bucket[0].bucket as usize) else { continue };
        let squares: f64 = bucket.chunk_by(|a, b| a.author == b.author).map(|own| (own.len() as f64).powi(2)).sum();
        let posts = bucket.len() as f64;
        *cell = Cell {
            posts: bucket.len() as u64,
            sum: bucket.iter().map(|p| f64::from(p.score)).sum(),
            effective: posts * posts / squares,
        };
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(bucket: u32, author: u64, score: f32) -> Scored {
        Scored { bucket, author, score }
    }

    #[test]
    fn an_author_who_writes_much_counts_less() {
        let mut posts = vec![post(0, 1, 1.0), post(0, 1, 1.0), post(0, 1, 1.0), post(0, 2, -1.0), post(2, 3, 0.5)];
        let cells = cells(&mut posts, 3);
        assert_eq!(cells[0], Cell { posts: 4, sum: 2.0, effective: 16.0 / 10.0 });
        assert_eq!(cells[1].mean(), None);
        assert_eq!(cells[2], Cell { posts: 1, sum: 0.5, effective: 1.0 });
    }

    #[test]
    fn posts_out_of_range_are_left_out() {
        assert_eq!(cells(&mut [post(9, 1, 1.0)], 2), vec![Cell::default(); 2]);
        assert_eq!(cells(&mut [], 0), vec![]);
    }

    #[test]
    fn a_ready_value_that_is_no_number_is_missing() {
        assert_eq!(Cell::of_value(f64::NAN).mean(), None);
        assert_eq!(Cell::of_value(2.5).mean(), Some(2.5));
    }
}
