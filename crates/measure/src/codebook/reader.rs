//! Applying a codebook to the words of a post.

use std::ops::Deref;

use super::matcher::{Matcher, Place};
use super::pattern::{WIDEST, fold};
use super::{CodeSet, Codebook, Passage};
use crate::words::{Boundary, Words};

/// What a post was found to speak of. `P` holds the passages: a slice of the [`Reader`]'s buffer, or a vector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding<P> {
    /// The codes that apply.
    pub codes: CodeSet,
    /// The passages, in the order of the text; a longer match before a shorter one at the same place.
    pub passages: P,
}

#[derive(Clone, Debug)]
struct Hit {
    phrase: usize,
    first: usize,
    last: usize,
    /// Neither excluded nor negated, and no exclusion itself.
    counts: bool,
}

/// Applies one codebook to post after post without allocating; keep one per thread.
#[derive(Clone, Debug)]
pub struct Reader<'c> {
    codebook: &'c Codebook,
    words: Words,
    scratch: Scratch,
    passages: Vec<Passage>,
}

#[derive(Clone, Debug, Default)]
struct Scratch {
    /// Symbols of all tokens, and where those of each begin.
    symbols: Vec<u32>,
    starts: Vec<usize>,
    /// Number of the sentence of each token.
    sentences: Vec<usize>,
    hits: Vec<Hit>,
    folded: String,
}

impl<'c> Reader<'c> {
    /// A reader for one codebook.
    pub fn new(codebook: &'c Codebook) -> Self {
        Self { codebook, words: Words::new(), scratch: Scratch::default(), passages: Vec::new() }
    }

    /// Codes and passages of one post.
    pub fn read(&mut self, post: &str) -> Coding<&[Passage]> {
        self.words.read(post);
        let words = std::mem::take(&mut self.words);
        let codes = self.code(&words);
        self.words = words;
        Coding { codes, passages: &self.passages }
    }

    /// The same for a post whose words are at hand, so that several codebooks cut it only once.
    pub fn read_words(&mut self, words: &Words) -> Coding<&[Passage]> {
        let codes = self.code(words);
        Coding { codes, passages: &self.passages }
    }

    fn code(&mut self, words: &Words) -> CodeSet {
        let matcher = &self.codebook.matcher;
        self.scratch.look_up(matcher, words);
        self.scratch.find(matcher);
        self.passages.clear();
        for number in 0..self.scratch.hits.len() {
            self.scratch.hits[number].counts = self.scratch.counts(matcher, words, number);
        }
        let hits = &self.scratch.hits;
        for (number, hit) in hits.iter().enumerate().filter(|(_, hit)| hit.counts) {
            // Of several passages of a code at one place only the longest is shown.
            let code = matcher.phrases[hit.phrase].code;
            let covered = self.scratch.beside(hit).any(|rank| {
                let other = &hits[rank];
                let wider = other.first <= hit.first && hit.last <= other.last;
                let longer = (other.first, other.last) != (hit.first, hit.last) || rank < number;
                other.counts && matcher.phrases[other.phrase].code == code && wider && longer
            });
            if let (false, Some(first), Some(last)) = (covered, words.get(hit.first), words.get(hit.last)) {
                self.passages.push(Passage { code, pattern: hit.phrase, at: first.at.start..last.at.end });
            }
        }
        self.passages.iter().map(|passage| passage.code).collect()
    }
}

impl Scratch {
    fn look_up(&mut self, matcher: &Matcher, words: &Words) {
        self.symbols.clear();
        self.starts.clear();
        self.sentences.clear();
        let mut sentence = 0;
        for word in words.iter() {
            sentence += usize::from(word.boundary == Boundary::Sentence);
            self.starts.push(self.symbols.len());
            self.sentences.push(sentence);
            if word.text.is_ascii() {
                matcher.symbols_of(word.kind, word.text, &mut self.symbols);
            } else {
                fold(word.text, &mut self.folded);
                matcher.symbols_of(word.kind, &self.folded, &mut self.symbols);
            }
        }
        self.starts.push(self.symbols.len());
    }

    fn of(&self, token: usize) -> &[u32] {
        &self.symbols[self.starts[token]..self.starts[token + 1]]
    }

    fn find(&mut self, matcher: &Matcher) {
        let mut hits = std::mem::take(&mut self.hits);
        hits.clear();
        for token in 0..self.sentences.len() {
            for &symbol in self.of(token) {
                for &number in &matcher.anchored[symbol as usize] {
                    let phrase = &matcher.phrases[number];
                    let last =
                        self.reach(phrase.slots[phrase.anchor + 1..].iter().map(|slot| (slot, slot.gap)), token, true);
                    let Some(last) = last else { continue };
                    let before = (0..phrase.anchor).rev().map(|slot| (&phrase.slots[slot], phrase.slots[slot + 1].gap));
                    let Some(first) = self.reach(before, token, false) else { continue };
                    hits.push(Hit { phrase: number, first, last, counts: false });
                }
            }
        }
        hits.sort_unstable_by_key(|hit| (hit.first, std::cmp::Reverse(hit.last), hit.phrase));
        hits.dedup_by_key(|hit| (hit.first, hit.last, hit.phrase));
        self.hits = hits;
    }

    /// The nearest token at which the last of `slots` can stand when each stands within its gap of the one before.
    /// Bit `d` of a set is the token `d` places from the anchor; [`super::pattern`] bounds the width.
    fn reach<'a>(
        &self,
        slots: impl Iterator<Item = (&'a Place, usize)>,
        anchor: usize,
        forward: bool,
    ) -> Option<usize> {
        let token = |distance: usize| {
            let token = if forward { anchor.checked_add(distance) } else { anchor.checked_sub(distance) }?;
            (self.sentences.get(token)? == &self.sentences[anchor]).then_some(token)
        };
        let mut reached: u128 = 1;
        for (place, gap) in slots {
            let mut next: u128 = 0;
            let (near, far) = (reached.trailing_zeros() as usize, 127 - reached.leading_zeros() as usize);
            for distance in near + 1..=(far + gap + 1).min(127) {
                let Some(token) = token(distance) else { break };
                let lowest = distance.saturating_sub(gap + 1);
                let window = (reached >> lowest) & ((1_u128 << (distance - lowest)) - 1);
                if window != 0 && self.of(token).iter().any(|symbol| place.symbols.contains(symbol)) {
                    next |= 1 << distance;
                }
            }
            if next == 0 {
                return None;
            }
            reached = next;
        }
        token(reached.trailing_zeros() as usize)
    }

    /// Numbers of the hits that overlap one; hits are sorted by their first token and no phrase is wider than `WIDEST`.
    fn beside(&self, hit: &Hit) -> impl Iterator<Item = usize> {
        let from = self.hits.partition_point(|other| other.first + WIDEST <= hit.first);
        let to = self.hits.partition_point(|other| other.first <= hit.last);
        let first = hit.first;
        (from..to).filter(move |&number| self.hits[number].last >= first)
    }

    fn counts(&self, matcher: &Matcher, words: &Words, number: usize) -> bool {
        let hit = &self.hits[number];
        let phrase = &matcher.phrases[hit.phrase];
        let excludes = |other: usize| {
            let rival = &matcher.phrases[self.hits[other].phrase];
            rival.exclude && rival.code == phrase.code
        };
        let void = phrase.exclude
            || self.beside(hit).any(excludes)
            || matcher.drops_negated.contains(phrase.code) && self.negated(matcher, words, hit.first);
        !void
    }

    fn negated(&self, matcher: &Matcher, words: &Words, first: usize) -> bool {
        let mut token = first;
        for _ in 0..matcher.negation_reach {
            let parted = words.get(token).is_none_or(|word| word.boundary != Boundary::None);
            if parted || token == 0 {
                return false;
            }
            token -= 1;
            if self.of(token).iter().any(|&symbol| matcher.negations[symbol as usize]) {
                return true;
            }
        }
        false
    }
}

impl<P: Deref<Target = [Passage]>> Coding<P> {
    /// The passages of one code.
    pub fn passages_of(&self, code: usize) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(move |passage| passage.code == code)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn book() -> Codebook {
        Codebook::parse(
            "test.toml",
            r#"
            name = "Test"
            language = "en"
            version = "1"
            gap = 2
            [negation]
            words = ["not", "don't", "no"]
            within = 2
            [[code]]
            id = "money"
            label = "Money"
            definition = "d"
            include = { refunds = ["refund*", "money back"], price = ["<money>", "<number> euro|euros"] }
            exclude = ["refund policy"]
            [[code]]
            id = "wait"
            label = "Waiting"
            definition = "d"
            include = ["kept * waiting", "waiting", "a *2 a *2 b"]
            [[code]]
            id = "thanks"
            label = "Thanks"
            definition = "d"
            negated = "drop"
            include = ["grateful", "thank*", "perché"]
            exclude = ["thanks for nothing"]
        "#,
        )
        .unwrap()
    }

    fn check(post: &str, expect: &[(&str, &str)]) {
        let book = book();
        let coding = book.apply(post);
        let found: Vec<(&str, &str)> =
            coding.passages.iter().map(|p| (book.codes()[p.code].id.as_str(), &post[p.at.clone()])).collect();
        assert_eq!(found, expect, "{post:?}");
        assert_eq!(coding.codes, coding.passages.iter().map(|p| p.code).collect());
    }

    #[test]
    fn words_prefixes_and_kinds() {
        check("Refunded me $20 or 15 euros", &[("money", "Refunded"), ("money", "$20"), ("money", "15 euros")]);
        check("A refund's a #refund, @refund https://refund.com", &[("money", "refund's"), ("money", "#refund")]);
        check("", &[]);
    }

    #[test]
    fn phrases_take_gaps_within_a_sentence() {
        check("they kept us all waiting", &[("wait", "kept us all waiting")]);
        check("they kept us all here waiting", &[("wait", "waiting")]);
        check("they kept it. Waiting", &[("wait", "Waiting")]);
        check("they kept it, waiting", &[("wait", "kept it, waiting")]);
        check("kept kept waiting", &[("wait", "kept kept waiting")]);
    }

    #[test]
    fn gaps_find_a_way_that_the_nearest_choice_misses() {
        check("a a x x a x b", &[("wait", "a x x a x b")]);
        check(&"a ".repeat(300), &[]);
    }

    #[test]
    fn what_is_excluded_does_not_count() {
        check("read the refund policy", &[]);
        check("the refund policy gave no refund", &[("money", "refund")]);
        check("thanks for nothing", &[]);
    }

    #[test]
    fn negation_drops_where_the_code_says_so() {
        check("not grateful", &[]);
        check("I don’t feel grateful", &[]);
        check("no, grateful", &[("thanks", "grateful")]);
        check("not one of us is grateful", &[("thanks", "grateful")]);
        check("no refund", &[("money", "refund")]);
    }

    #[test]
    fn accents_may_be_missing_or_wrong() {
        check(
            "perche perchè perche\u{301} PERCHÉ",
            &[("thanks", "perche"), ("thanks", "perchè"), ("thanks", "perche\u{301}"), ("thanks", "PERCHÉ")],
        );
    }

    #[test]
    fn facets_are_kept() {
        let book = book();
        let coding = book.apply("money back");
        assert_eq!(book.pattern(coding.passages[0].pattern).unwrap().facet.as_deref(), Some("refunds"));
    }

    proptest! {
        #[test]
        fn passages_lie_in_the_text(post in "(kept|waiting|a|b|not|thanks|refund|policy|[ .,]|😀|è){0,40}") {
            let book = book();
            let coding = book.apply(&post);
            for passage in &coding.passages {
                prop_assert!(post.get(passage.at.clone()).is_some_and(|text| !text.is_empty()));
            }
        }
    }
}
