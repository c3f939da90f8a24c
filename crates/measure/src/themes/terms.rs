//! The words of the posts: which count, and a sparse TF-IDF row for each post.

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::stop;
use crate::words::{Boundary, Kind, Words};

/// Words in more posts than this part of them say nothing about any.
const COMMONEST: f64 = 0.5;
/// Words looked at, the most frequent ones; time grows with their square.
const VOCABULARY: usize = 600;

/// A sparse row a post, of those posts that have at least one known word.
pub(super) struct Corpus {
    /// Post of each row.
    pub rows: Vec<usize>,
    /// Words of each row, rising, without repetition.
    pub words: Vec<Vec<u32>>,
    /// The pairs of neighbouring known words of each row.
    pub pairs: Vec<Vec<(u32, u32)>>,
    /// ln(posts / posts with the word), by word.
    pub weight: Vec<f32>,
    /// Where each word was first met: the post, and the position among its words.
    first: Vec<(usize, usize)>,
    /// Words seen without a capital; nothing when capitals say nothing, as in German.
    lowercase: Option<HashSet<u64>>,
}

/// What one post contributes, before it is known which words count.
struct Read {
    /// Hash of each candidate, its position, and whether it follows the previous candidate at once.
    words: Vec<(u64, usize, bool)>,
    lowercase: Vec<u64>,
    /// Capitalised words within a sentence, and all words within one.
    capitals: (usize, usize),
}

impl Corpus {
    pub(super) fn new(texts: &[&str], ignore: &[String]) -> Self {
        let skipped = skipped(ignore);
        let read: Vec<Read> =
            texts.par_iter().map_init(Words::new, |words, text| Read::new(text, words, &skipped)).collect();
        let mut numbers: HashMap<u64, u32> = HashMap::new();
        let mut first = Vec::new();
        let mut frequency: Vec<u32> = Vec::new();
        let mut last_post: Vec<usize> = Vec::new();
        let mut posts: Vec<Vec<(u32, bool)>> = Vec::with_capacity(read.len());
        for (post, read) in read.iter().enumerate() {
            posts.push(Vec::with_capacity(read.words.len()));
            for &(hash, position, follows) in &read.words {
                let number = *numbers.entry(hash).or_insert_with(|| {
                    first.push((post, position));
                    frequency.push(0);
                    last_post.push(usize::MAX);
                    frequency.len() as u32 - 1
                });
                let word = number as usize;
                if last_post[word] != post {
                    last_post[word] = post;
                    frequency[word] += 1;
                }
                posts[post].push((number, follows));
            }
        }
        let kept = kept(&frequency, texts.len());
        let mut renumbered = vec![u32::MAX; frequency.len()];
        for (new, &old) in kept.iter().enumerate() {
            renumbered[old] = new as u32;
        }
        let mut corpus = Self {
            rows: Vec::new(),
            words: Vec::new(),
            pairs: Vec::new(),
            weight: kept.iter().map(|&word| (texts.len() as f32 / frequency[word] as f32).ln()).collect(),
            first: kept.iter().map(|&word| first[word]).collect(),
            lowercase: lowercase(&read),
        };
        for (post, words) in posts.iter().enumerate() {
            corpus.add(post, words, &renumbered);
        }
        corpus
    }

    fn add(&mut self, post: usize, words: &[(u32, bool)], renumbered: &[u32]) {
        let mut row = Vec::with_capacity(words.len());
        let mut pairs = Vec::new();
        let mut previous = None;
        for &(word, follows) in words {
            let word = renumbered[word as usize];
            if word == u32::MAX {
                previous = None;
                continue;
            }
            if let (true, Some(previous)) = (follows, previous) {
                pairs.push((previous, word));
            }
            row.push(word);
            previous = Some(word);
        }
        row.sort_unstable();
        row.dedup();
        if !row.is_empty() {
            self.rows.push(post);
            self.words.push(row);
            self.pairs.push(pairs);
        }
    }

    /// The word as it is written, in lowercase.
    pub(super) fn name(&self, texts: &[&str], word: u32) -> String {
        let (post, position) = self.first[word as usize];
        let words = Words::of(texts[post]);
        words.get(position).map_or_else(String::new, |word| bare(word.text).to_owned())
    }

    /// Whether a word is more than a name: seen without a capital, or in posts whose capitals say nothing.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.lowercase.as_ref().is_none_or(|seen| seen.contains(&xxh3_64(word.as_bytes())))
    }
}

impl Read {
    fn new(text: &str, words: &mut Words, skipped: &HashSet<u64>) -> Self {
        words.read(text);
        let mut read = Self { words: Vec::with_capacity(words.len()), lowercase: Vec::new(), capitals: (0, 0) };
        let mut previous = None;
        for (position, word) in words.iter().enumerate() {
            if !matches!(word.kind, Kind::Word | Kind::Hashtag) {
                continue;
            }
            let original = &text[word.at.clone()];
            let capital = original.starts_with(char::is_uppercase);
            let hash = xxh3_64(bare(word.text).as_bytes());
            if !capital {
                read.lowercase.push(xxh3_64(word.text.as_bytes()));
            }
            if word.boundary == Boundary::None && original.chars().skip(1).any(char::is_lowercase) {
                read.capitals.0 += usize::from(capital);
                read.capitals.1 += 1;
            }
            if bare(word.text).chars().nth(1).is_none() || skipped.contains(&hash) {
                continue;
            }
            let follows = word.boundary == Boundary::None && previous.is_some_and(|previous| previous + 1 == position);
            read.words.push((hash, position, follows));
            previous = Some(position);
        }
        read
    }
}

/// A word without its possessive.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

fn skipped(ignore: &[String]) -> HashSet<u64> {
    let mut skipped: HashSet<u64> =
        stop::WORDS.iter().flat_map(|list| list.split_whitespace()).map(|w| xxh3_64(w.as_bytes())).collect();
    for name in ignore {
        let words = Words::of(name);
        skipped.extend(words.iter().map(|word| xxh3_64(word.text.as_bytes())));
        let joined: String = words.iter().map(|word| word.text).collect();
        skipped.insert(xxh3_64(joined.as_bytes()));
    }
    skipped
}

/// Words that are neither rare nor everywhere, the most frequent first; ties in the order of their first post.
fn kept(frequency: &[u32], posts: usize) -> Vec<usize> {
    let rarest = 3.max(posts / 800) as u32;
    let commonest = (posts as f64 * COMMONEST) as u32;
    let mut kept: Vec<usize> =
        (0..frequency.len()).filter(|&word| (rarest..=commonest.max(rarest)).contains(&frequency[word])).collect();
    kept.sort_by_key(|&word| std::cmp::Reverse(frequency[word]));
    kept.truncate(VOCABULARY);
    kept
}

/// Where more than an eighth of the words within sentences are capitalised, capitals do not mark names.
fn lowercase(read: &[Read]) -> Option<HashSet<u64>> {
    let (capitals, all) = read.iter().fold((0, 0), |sum, read| (sum.0 + read.capitals.0, sum.1 + read.capitals.1));
    (capitals * 8 <= all).then(|| read.iter().flat_map(|read| read.lowercase.iter().copied()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(texts: &[&str], ignore: &[&str]) -> (Corpus, Vec<String>) {
        let corpus = Corpus::new(texts, &ignore.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
        let names = (0..corpus.weight.len() as u32).map(|word| corpus.name(texts, word)).collect();
        (corpus, names)
    }

    #[test]
    fn words_that_count_are_kept() {
        let texts =
            ["the lost bag's tag", "a lost bag", "lost it, bag @lost", "x", "some other post", "and more of them"];
        let many: Vec<&str> = texts
            .iter()
            .copied()
            .chain(["filler text here"; 8].into_iter().enumerate().map(|(n, t)| [t, "one", "two"][n % 3]))
            .collect();
        let (corpus, names) = corpus(&many, &[]);
        assert!(
            names.contains(&"lost".into()) && names.contains(&"bag".into()) && !names.contains(&"the".into()),
            "{names:?}"
        );
        assert_eq!(corpus.rows[..3], [0, 1, 2]);
        assert_eq!((corpus.pairs[0].len(), corpus.pairs[2].len()), (1, 0));
    }

    #[test]
    fn names_to_ignore_are_left_out() {
        let texts = vec!["blue sky sandwich bluesky"; 3].into_iter().chain(["other"; 9]).collect::<Vec<_>>();
        assert_eq!(corpus(&texts, &["Blue Sky"]).1, ["sandwich"]);
    }

    #[test]
    fn capitals_that_mean_nothing_hide_no_word() {
        let (plain, _) = corpus(&["we met Maria at the big new gate near some other small place"; 4], &[]);
        assert!(!plain.is_common("maria") && plain.is_common("gate"));
        let (german, _) = corpus(&["der Koffer und das Essen und die Bahn"; 4], &[]);
        assert!(german.is_common("koffer"));
    }
}
