//! Setting copies aside, over all posts at once.
//!
//! Keys are dealt into parts by their value, each part is gone through in the order of the files with a small table that
//! fits in cache, and the earliest post of each key stays (of two at the same second, the first in the files). What is removed
//! depends on neither threads nor parts, nor on the order in which an export lists its posts.

use std::collections::BTreeMap;

use comity_measure::duplicates::NearCopies;
use rayon::prelude::*;

use super::gather::{Gathered, NO_KEY};

/// Keys a part, about: its table stays in the cache of a core.
const PART: usize = 1 << 19;

/// Why a post was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The same id as an earlier post of the unit.
    SameId,
    /// The same author wrote the same text.
    SameAuthorAndText,
    /// Another author wrote the same text of at least six words.
    SameText,
    /// Nearly the same text, where near-copies were asked for.
    Near,
    /// The unit's own account, or its words repeated without a comment.
    BrandLine,
}

impl Rule {
    /// As in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Rule::SameId => "same_id",
            Rule::SameAuthorAndText => "same_author_and_text",
            Rule::SameText => "same_text",
            Rule::Near => "near",
            Rule::BrandLine => "brand_line",
        }
    }
}

/// Posts set aside, in order: chunk, row, rule.
pub type Removed = Vec<(u32, u32, Rule)>;

/// Marks copies, and says which they are and by which rule. Ids first, then the brand's own words, then texts.
pub fn set_aside(posts: &mut Gathered) -> Removed {
    let mut removed = by_key(posts, |chunk, row| Some(chunk.id[row]).filter(|id| *id != 0), |_, _| Rule::SameId);
    mark(posts, &removed);
    let brand = brand_lines(posts);
    mark(posts, &brand);
    removed.extend(brand);
    let copies = by_key(
        posts,
        |chunk, row| Some(chunk.key[row]).filter(|key| *key != NO_KEY),
        |first_author, author| if first_author == author { Rule::SameAuthorAndText } else { Rule::SameText },
    );
    mark(posts, &copies);
    removed.extend(copies);
    let near = near_copies(posts);
    mark(posts, &near);
    removed.extend(near);
    removed.sort_unstable();
    removed
}

/// How many were set aside by each rule.
pub fn count(removed: impl Iterator<Item = Rule>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for rule in removed {
        *counts.entry(rule.name().to_owned()).or_default() += 1;
    }
    counts
}

fn mark(posts: &mut Gathered, removed: &Removed) {
    for &(chunk, row, _) in removed {
        posts.chunks[chunk as usize].flags[row as usize].remove();
    }
}

fn by_key(
    posts: &Gathered,
    key_of: impl Fn(&super::gather::Chunk, usize) -> Option<u64> + Sync,
    rule: impl Fn(u64, u64) -> Rule + Sync,
) -> Removed {
    let rows: usize = posts.chunks.iter().map(|c| c.time.len()).sum();
    let parts = (rows / PART + 1).next_power_of_two() as u64;
    let mut removed: Removed = (0..parts)
        .into_par_iter()
        .flat_map_iter(|part| {
            let mut earliest: hashbrown::HashMap<u64, (u32, u32, u32), Spread> =
                hashbrown::HashMap::with_capacity_and_hasher(rows / parts as usize, Spread);
            let mut removed = Vec::new();
            let author = |(_, c, row): (u32, u32, u32)| posts.chunks[c as usize].author[row as usize];
            for (c, chunk) in posts.chunks.iter().enumerate() {
                for row in 0..chunk.time.len() {
                    let Some(key) = key_of(chunk, row).filter(|key| key % parts == part) else { continue };
                    if chunk.flags[row].removed() {
                        continue;
                    }
                    let here = (chunk.time[row], c as u32, row as u32);
                    let kept = earliest.entry(key).or_insert(here);
                    if *kept != here {
                        let gone = here.max(*kept);
                        *kept = here.min(*kept);
                        removed.push((gone.1, gone.2, rule(author(*kept), author(gone))));
                    }
                }
            }
            removed
        })
        .collect();
    removed.sort_unstable();
    removed
}

/// In the order of the files, in bounded memory; nothing where no text was sketched.
fn near_copies(posts: &Gathered) -> Removed {
    let mut removed = Vec::new();
    let mut seen = None;
    for (c, chunk) in posts.chunks.iter().enumerate() {
        for (row, sketch) in chunk.sketches.iter().filter(|(row, _)| !chunk.flags[*row as usize].removed()) {
            let unit = u64::from(chunk.unit[*row as usize]);
            if seen.get_or_insert_with(NearCopies::default).seen(unit, sketch) {
                removed.push((c as u32, *row, Rule::Near));
            }
        }
    }
    removed
}

/// Posts by a unit's own account, and its words repeated with nothing added.
fn brand_lines(posts: &Gathered) -> Removed {
    let mut removed = Vec::new();
    for (c, chunk) in posts.chunks.iter().enumerate() {
        let own = |row: usize| posts.handles[usize::from(chunk.unit[row])];
        let by_brand = (0..chunk.time.len()).filter(|&row| own(row) == Some(chunk.author[row]));
        let repeated = chunk.repeats.iter().filter(|(row, whose)| own(*row as usize) == Some(*whose));
        let mut rows: Vec<u32> = by_brand.map(|row| row as u32).chain(repeated.map(|(row, _)| *row)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.retain(|&row| !chunk.flags[row as usize].removed());
        removed.extend(rows.into_iter().map(|row| (c as u32, row, Rule::BrandLine)));
    }
    removed
}

/// Keys are hashes already: they need no second hashing, only their bits where the table looks for them.
#[derive(Debug, Clone, Copy, Default)]
struct Spread;

impl std::hash::BuildHasher for Spread {
    type Hasher = Already;

    fn build_hasher(&self) -> Already {
        Already(0)
    }
}

/// Hands a 64-bit key on as its own hash.
#[derive(Debug)]
struct Already(u64);

impl std::hash::Hasher for Already {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64(bytes);
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key.rotate_right(20);
    }
}
