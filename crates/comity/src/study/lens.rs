//! The capital lens and the behavioural lens over sampled posts: shares before and after, words, quotations.

use std::collections::HashMap;

use anyhow::Context as _;
use comity_measure::codebook::shares::{ShareChange, adjust, compare};
use comity_measure::codebook::{BuiltinLens, CodeSet, Codebook, Reader, builtin};
use comity_measure::themes::quote;
use comity_measure::words::{Kind, Words};
use rayon::prelude::*;

use super::outcome::CodeShare;

/// Languages that the built-in codebooks speak.
pub const LANGUAGES: [&str; 2] = ["en", "it"];
const WORDS: usize = 5;
const QUOTES: usize = 2;
/// A word that so many posts write without a capital is no name.
const COMMON: usize = 3;

/// A post to be coded.
#[derive(Debug, Clone, Copy)]
pub struct Post<'a> {
    /// Its text.
    pub text: &'a str,
    /// `en` or `it`.
    pub language: &'static str,
    /// Written from the event on.
    pub after: bool,
    /// Hash of its author.
    pub author: u64,
}

/// Both lenses, adjusted as one family: first capital, then behaviour. Labels are in the language `lang`.
///
/// # Errors
/// Never with the codebooks in the binary, which a test reads.
pub fn both(posts: &[Post<'_>], lang: &str) -> anyhow::Result<[Vec<CodeShare>; 2]> {
    let (common, lenses) =
        rayon::join(|| common_words(posts), || BuiltinLens::ALL.map(|lens| Lens::apply(lens, posts)));
    let mut lenses = lenses.into_iter().collect::<Result<Vec<_>, _>>()?;
    adjust(lenses.iter_mut().flat_map(|lens| &mut lens.changes));
    let mut told = lenses.iter().map(|lens| lens.tell(posts, lang, &common));
    let missing = || anyhow::anyhow!("a lens is missing");
    Ok([told.next().ok_or_else(missing)??, told.next().ok_or_else(missing)??])
}

/// How the share of one code changed.
#[derive(Debug, Clone)]
pub struct CodeChange {
    /// `capital` or `behaviour`.
    pub lens: BuiltinLens,
    /// The code's id.
    pub code: String,
    /// Before and after, not adjusted.
    pub change: ShareChange,
}

/// The changes of both lenses, capital first.
///
/// # Errors
/// Never with the codebooks in the binary.
pub fn changes(posts: &[Post<'_>]) -> anyhow::Result<Vec<CodeChange>> {
    let mut changes = Vec::new();
    for lens in BuiltinLens::ALL {
        let Lens { codes, changes: found, .. } = Lens::apply(lens, posts)?;
        changes.extend(codes.into_iter().zip(found).map(|(code, change)| CodeChange { lens, code, change }));
    }
    Ok(changes)
}

struct Lens {
    lens: BuiltinLens,
    codes: Vec<String>,
    coded: Vec<(CodeSet, Vec<(usize, String)>)>,
    changes: Vec<ShareChange>,
}

impl Lens {
    fn apply(lens: BuiltinLens, posts: &[Post<'_>]) -> anyhow::Result<Self> {
        let books = LANGUAGES
            .iter()
            .map(|language| builtin(lens, language).map(|book| (*language, book)))
            .collect::<Result<Vec<_>, _>>()?;
        let codes: Vec<String> = books[0].1.codes().iter().map(|code| code.id.clone()).collect();
        // The codes of every language are numbered as those of the first.
        let numbers: Vec<(&str, Vec<Option<usize>>)> = books
            .iter()
            .map(|(language, book)| {
                (*language, book.codes().iter().map(|code| codes.iter().position(|id| *id == code.id)).collect())
            })
            .collect();
        let coded: Vec<(CodeSet, Vec<(usize, String)>)> = posts
            .par_iter()
            .map_init(
                || books.iter().map(|(_, book)| Reader::new(book)).collect::<Vec<_>>(),
                |readers, post| {
                    let mut set = CodeSet::default();
                    let mut passages = Vec::new();
                    if let Some(at) = LANGUAGES.iter().position(|l| *l == post.language) {
                        let coding = readers[at].read(post.text);
                        let number = |code: usize| numbers[at].1.get(code).copied().flatten();
                        coding.codes.iter().filter_map(number).for_each(|code| set.insert(code));
                        passages.extend(coding.passages.iter().filter_map(|passage| {
                            let words = post.text.get(passage.at.clone())?.to_lowercase();
                            Some((number(passage.code)?, words))
                        }));
                    }
                    (set, passages)
                },
            )
            .collect();
        let sets: Vec<CodeSet> = coded.iter().map(|(set, _)| *set).collect();
        let after: Vec<bool> = posts.iter().map(|p| p.after).collect();
        let authors: Vec<u64> = posts.iter().map(|p| p.author).collect();
        let changes = compare(&sets, &after, Some(&authors), codes.len());
        Ok(Self { lens, codes, coded, changes })
    }

    fn tell(&self, posts: &[Post<'_>], lang: &str, common: &HashMap<u64, usize>) -> anyhow::Result<Vec<CodeShare>> {
        let labels: Codebook = builtin(self.lens, lang)?;
        let tell = |(number, change): (usize, &ShareChange)| {
            let id = &self.codes[number];
            let label = labels.codes().iter().find(|code| code.id == *id).context("a code without a name")?;
            Ok(CodeShare {
                code: id.clone(),
                label: label.label.clone(),
                before: change.before.value,
                after: change.after.value,
                interval: change.interval,
                p_adjusted: change.q,
                words: self.words(number),
                quotes: self.quotes(number, posts, common),
            })
        };
        self.changes.iter().enumerate().map(tell).collect()
    }

    /// What matched most, most frequent first.
    fn words(&self, code: usize) -> Vec<String> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let matched = self.coded.iter().flat_map(|(_, passages)| passages).filter(|(of, _)| *of == code);
        matched.for_each(|(_, words)| *counts.entry(words).or_default() += 1);
        let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        counts.into_iter().take(WORDS).map(|(words, _)| words.to_owned()).collect()
    }

    /// Posts from after the event that speak of it, masked and shortened; from before where there are none after.
    fn quotes(&self, code: usize, posts: &[Post<'_>], common: &HashMap<u64, usize>) -> Vec<String> {
        let is_common = |word: &str| common.get(&word_hash(word)).is_some_and(|n| *n >= COMMON);
        let speaking =
            |after: bool| (0..posts.len()).filter(move |&i| posts[i].after == after && self.coded[i].0.contains(code));
        let told = speaking(true).chain(speaking(false));
        let mut quotes: Vec<String> = Vec::new();
        for text in told.map(|i| posts[i].text).filter(|text| (25..=280).contains(&text.chars().count())).take(20) {
            let quoted = quote::quote(text, quote::LENGTH, is_common);
            if !quotes.contains(&quoted) && quotes.len() < QUOTES {
                quotes.push(quoted);
            }
        }
        quotes
    }
}

/// In how many posts each word, by its hash, stands without a capital.
fn common_words(posts: &[Post<'_>]) -> HashMap<u64, usize> {
    let count = |posts: &[Post<'_>]| {
        let mut counts: HashMap<u64, usize> = HashMap::new();
        let (mut words, mut own) = (Words::new(), Vec::new());
        for post in posts {
            words.read(post.text);
            own.clear();
            let small = |at: usize| post.text[at..].chars().next().is_some_and(char::is_lowercase);
            own.extend(words.iter().filter(|w| w.kind == Kind::Word && small(w.at.start)).map(|w| word_hash(w.text)));
            own.sort_unstable();
            own.dedup();
            own.iter().for_each(|word| *counts.entry(*word).or_default() += 1);
        }
        counts
    };
    posts.par_chunks(1_000).map(count).reduce(HashMap::new, |mut all, part| {
        part.into_iter().for_each(|(word, n)| *all.entry(word).or_default() += n);
        all
    })
}

fn word_hash(word: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(text: &str, after: bool, author: u64) -> Post<'_> {
        Post { text, language: "en", after, author }
    }

    #[test]
    fn says_what_people_speak_of_before_and_after() {
        let calm: Vec<String> = (0..60).map(|i| format!("the weather is mild in town number {i}")).collect();
        let dear: Vec<String> =
            (0..60).map(|i| format!("the price went up again, I want a refund, shop {i}")).collect();
        let before = calm.iter().enumerate().map(|(i, t)| post(t, false, i as u64));
        let after = dear.iter().enumerate().map(|(i, t)| post(t, true, 100 + i as u64));
        let posts: Vec<Post<'_>> = before.chain(after).collect();
        let [capital, behaviour] = both(&posts, "it").unwrap();
        let economic = capital.iter().find(|c| c.code == "economic").unwrap();
        assert!(economic.before < 0.05 && economic.after > 0.95 && economic.p_adjusted < 0.001, "{economic:?}");
        assert!(economic.words.iter().any(|w| w.contains("refund")), "{economic:?}");
        assert!(!economic.quotes.is_empty() && economic.label == "Capitale economico", "{economic:?}");
        assert!(!behaviour.is_empty());
    }

    #[test]
    fn the_codebooks_of_all_languages_have_the_same_codes() {
        for lens in BuiltinLens::ALL {
            let ids = LANGUAGES.map(|language| {
                let mut ids: Vec<String> =
                    builtin(lens, language).unwrap().codes().iter().map(|c| c.id.clone()).collect();
                ids.sort();
                ids
            });
            assert_eq!(ids[0], ids[1]);
        }
    }
}
