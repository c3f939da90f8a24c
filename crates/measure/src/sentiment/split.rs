//! Setting posts aside so that no post that a model is judged by, nor a near-duplicate of one, was trained on.
//!
//! Corpora overlap: the same tweet appears with and without its author's name, cut off, quoted. Posts are joined into
//! groups by id, by equal wording and by similar wording, and a group is never divided.

use hashbrown::HashMap;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::text;
use super::token::{Kind, Sort, Tokens, sort};

/// Minimum hashes of a post, taken two by two as bands (Broder 1997).
const BANDS: usize = 8;

/// Jaccard similarity of word pairs from which two posts are near-duplicates.
const SIMILAR: f64 = 0.5;

/// A post as the split sees it.
#[derive(Debug, Clone, Copy)]
pub struct Post<'a> {
    /// Its id on the platform, if known.
    pub id: Option<u64>,
    /// Its text.
    pub text: &'a str,
    /// Belongs to a published validation set, so its group is held out whatever the draw.
    pub reserved: bool,
    /// Share of such posts to hold out, in [0, 1].
    pub share: f64,
}

/// What a post is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// To learn from.
    Train,
    /// To be judged by.
    HeldOut,
    /// For neither: another copy of a post that is held out.
    Dropped,
}

/// The parts of posts, and which of them belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Part of each post, in the order given.
    pub parts: Vec<Part>,
    /// Group of each post: the position of its first member.
    pub groups: Vec<usize>,
    /// Wording of each post without mentions, links, case, marks and space, as a hash; equal for equal wording.
    pub wordings: Vec<u64>,
}

/// Divides posts. The same posts and seed give the same split; a group's draw depends on its wording and the seed, not
/// on its place among the others.
pub fn assign(posts: &[Post], seed: u64) -> Split {
    let wordings: Vec<Wording> = posts.iter().map(|post| Wording::of(post.text)).collect();
    let mut groups = Groups::new(posts.len());
    let mut by_id: HashMap<u64, usize> = HashMap::new();
    let mut by_wording: HashMap<u64, usize> = HashMap::new();
    for (i, post) in posts.iter().enumerate() {
        if let Some(id) = post.id {
            groups.join(i, *by_id.entry(id).or_insert(i));
        }
        groups.join(i, *by_wording.entry(wordings[i].hash).or_insert(i));
    }
    join_similar(&wordings, &mut groups);
    let groups: Vec<usize> = (0..posts.len()).map(|i| groups.root(i)).collect();

    let mut held = vec![false; posts.len()];
    for (i, post) in posts.iter().enumerate() {
        let first = groups[i];
        held[first] |= post.reserved || (first == i && drawn(wordings[i].hash, seed, post.share));
    }
    let mut reserved = vec![false; posts.len()];
    for (i, post) in posts.iter().enumerate() {
        reserved[groups[i]] |= post.reserved;
    }
    let parts = posts.iter().enumerate().map(|(i, post)| {
        let first = groups[i];
        if !held[first] {
            Part::Train
        } else if post.reserved || (first == i && !reserved[first]) {
            Part::HeldOut
        } else {
            Part::Dropped
        }
    });
    Split { parts: parts.collect(), wordings: wordings.iter().map(|w| w.hash).collect(), groups }
}

fn drawn(hash: u64, seed: u64, share: f64) -> bool {
    let uniform = xxh3_64_with_seed(&hash.to_le_bytes(), seed) >> 11;
    (uniform as f64) < share * (1u64 << 53) as f64
}

/// Disjoint sets whose root is their first member.
struct Groups(Vec<usize>);

impl Groups {
    fn new(n: usize) -> Self {
        Groups((0..n).collect())
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// A post's words, reduced to what copies have in common.
struct Wording {
    hash: u64,
    /// Hashes of neighbouring words, sorted, each once.
    pairs: Vec<u32>,
}

impl Wording {
    fn of(post: &str) -> Wording {
        let mut decoded = String::new();
        text::decode(post, &mut decoded);
        let mut words: Vec<u64> = Vec::new();
        for token in Tokens::new(&decoded).filter(|token| token.kind == Kind::Word) {
            let letters = decoded[token.start..token.end].chars().filter(|&c| sort_of(c) == Sort::Letter);
            let word: String = letters.flat_map(char::to_lowercase).collect();
            if word != "rt" && word != "qt" {
                words.push(xxh3_64_with_seed(word.as_bytes(), 0));
            }
        }
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        // Posts of emoji alone differ by their emoji.
        let hash = if words.is_empty() {
            xxh3_64_with_seed(decoded.trim().as_bytes(), 1)
        } else {
            xxh3_64_with_seed(&bytes, 0)
        };
        let mut pairs: Vec<u32> =
            words.windows(2).map(|w| (w[0].rotate_left(7).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ w[1]) as u32).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Wording { hash, pairs }
    }

    /// Jaccard similarity of the pairs.
    fn similarity(&self, other: &Wording) -> f64 {
        let common = self.pairs.iter().filter(|pair| other.pairs.binary_search(pair).is_ok()).count();
        common as f64 / (self.pairs.len() + other.pairs.len() - common).max(1) as f64
    }
}

fn sort_of(c: char) -> Sort {
    if c.is_ascii() { if c.is_ascii_alphanumeric() { Sort::Letter } else { Sort::Mark } } else { sort(c) }
}

fn join_similar(wordings: &[Wording], groups: &mut Groups) {
    for band in 0..BANDS as u32 {
        let mut seen: HashMap<u64, (usize, usize)> = HashMap::new();
        for (i, wording) in wordings.iter().enumerate() {
            if wording.pairs.len() < 3 {
                continue;
            }
            let least = |row: u32| {
                let salt = (2 * band + row + 1).wrapping_mul(0x9E37_79B9) | 1;
                wording.pairs.iter().map(|&pair| mix(pair ^ salt)).min().unwrap_or(0)
            };
            let key = u64::from(least(0)) << 32 | u64::from(least(1));
            // The first and the latest with this key stand for all of them, so that a popular phrase costs no square.
            match seen.get_mut(&key) {
                None => {
                    seen.insert(key, (i, i));
                }
                Some((first, latest)) => {
                    for other in [*first, *latest] {
                        if wording.similarity(&wordings[other]) >= SIMILAR {
                            groups.join(i, other);
                        }
                    }
                    *latest = i;
                }
            }
        }
    }
}

fn mix(mut x: u32) -> u32 {
    x = (x ^ (x >> 16)).wrapping_mul(0x7FEB_352D);
    x = (x ^ (x >> 15)).wrapping_mul(0x846C_A68B);
    x ^ (x >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(text: &str) -> Post<'_> {
        Post { id: None, text, reserved: false, share: 0.0 }
    }

    #[test]
    fn copies_are_one_group() {
        #[track_caller]
        fn check(a: &str, b: &str, together: bool) {
            let split = assign(&[post(a), post(b)], 1);
            assert_eq!(split.groups[1] == 0, together, "{a} | {b}");
        }
        let long = "the ferry to the island left an hour late again and nobody told us why";
        check(long, long, true);
        check("@ana Great seats on row 4! http://t.co/x", "RT @user: great seats on Row 4", true);
        check("I\\u2019m happy &amp; done", "I’m happy & done", true);
        check(long, &long[..long.len() - 8], true);
        check(long, "the ferry to the mainland was on time today and the crew told us all about it", false);
        check("👍", "👎", false);
        check("", "", true);
    }

    #[test]
    fn equal_ids_are_one_group() {
        let with = |id, text| Post { id: Some(id), ..post(text) };
        assert_eq!(assign(&[with(5, "one text"), with(6, "another"), with(5, "a third")], 1).groups, [0, 1, 0]);
    }

    #[test]
    fn a_reserved_post_takes_its_copies_out_of_training() {
        let reserved = Post { reserved: true, ..post("good coffee, bad chairs") };
        let split = assign(&[post("Good coffee, bad chairs!"), post("other words here"), reserved], 1);
        assert_eq!(split.parts, [Part::Dropped, Part::Train, Part::HeldOut]);
    }

    #[test]
    fn the_draw_has_its_share_and_its_seed() {
        let texts: Vec<String> =
            (0..4000).map(|i| format!("post number {}", "x".repeat(i % 97) + &i.to_string())).collect();
        let posts: Vec<Post> = texts.iter().map(|text| Post { share: 0.25, ..post(text) }).collect();
        let split = assign(&posts, 3);
        let held = split.parts.iter().filter(|&&part| part == Part::HeldOut).count();
        assert!((900..1100).contains(&held), "{held}");
        assert_eq!(split, assign(&posts, 3));
        assert_ne!(split.parts, assign(&posts, 4).parts);
    }
}
