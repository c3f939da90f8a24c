//! Words, faces and emoji of feeling in eight languages: what a reader knows and two thousand labelled posts cannot
//! teach.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// What a word says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Positive,
    Negative,
    /// Strengthens what comes next.
    Strong,
    /// Turns what comes next round.
    Negation,
}

/// A lexicon keyed by the hash of an entry, so that every prefix of a word can be looked up in one pass over it.
pub(super) struct Lexicon {
    whole: HashMap<u64, Tone>,
    prefix: HashMap<u64, Tone>,
    /// A bit for each beginning and each word: most look-ups end here.
    filter: Box<[u64; 512]>,
}

const START: u64 = 0xCBF2_9CE4_8422_2325;

fn step(hash: u64, c: char) -> u64 {
    (hash ^ c as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
}

/// A hash's place in the filter.
#[inline]
fn place(hash: u64) -> (usize, u64) {
    ((hash >> 55) as usize, 1 << (hash >> 49 & 63))
}

impl Lexicon {
    /// The lexicon that comes with Comity.
    pub fn get() -> &'static Lexicon {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(include_str!("lexicon.txt")));
        &LEXICON
    }

    fn read(text: &str) -> Lexicon {
        let mut lexicon = Lexicon { whole: HashMap::new(), prefix: HashMap::new(), filter: Box::new([0; 512]) };
        for line in text.lines() {
            let mut words = line.split_whitespace();
            let tone = match words.next() {
                Some("+") => Tone::Positive,
                Some("-") => Tone::Negative,
                Some("!") => Tone::Strong,
                Some("~") => Tone::Negation,
                _ => continue,
            };
            for word in words.skip(1) {
                let (stem, map) = match word.strip_suffix('*') {
                    Some(stem) => (stem, &mut lexicon.prefix),
                    None => (word, &mut lexicon.whole),
                };
                // Two languages may disagree about a form; the first in the file keeps it.
                map.entry(stem.chars().fold(START, step)).or_insert(tone);
            }
        }
        for &hash in lexicon.prefix.keys().chain(lexicon.whole.keys()) {
            let (word, bit) = place(hash);
            lexicon.filter[word] |= bit;
        }
        lexicon
    }

    /// What the lexicon says of a folded word: of the whole word if it has it, or of its longest known beginning.
    pub fn tone(&self, chars: &[char]) -> Option<Tone> {
        let (mut hash, mut longest) = (START, None);
        for (i, &c) in chars.iter().enumerate() {
            hash = step(hash, c);
            let (word, bit) = place(hash);
            if i >= 1
                && self.filter[word] & bit != 0
                && let Some(&tone) = self.prefix.get(&hash)
            {
                longest = Some(tone);
            }
        }
        let (word, bit) = place(hash);
        if self.filter[word] & bit == 0 {
            return longest;
        }
        self.whole.get(&hash).copied().or(longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_go_before_beginnings() {
        #[track_caller]
        fn check(word: &str, expect: Option<Tone>) {
            let lexicon = Lexicon::read("# none\n+ en kind warm*\n- en warmonger* bad\n! en very\n~ en not");
            assert_eq!(lexicon.tone(&word.chars().collect::<Vec<_>>()), expect, "{word}");
        }
        check("kind", Some(Tone::Positive));
        check("kinds", None);
        check("warmth", Some(Tone::Positive));
        check("warmongers", Some(Tone::Negative));
        check("very", Some(Tone::Strong));
        check("not", Some(Tone::Negation));
        check("", None);
        check("none", None);
    }

    #[test]
    fn the_lexicon_knows_all_eight_languages_and_faces() {
        let known = |word: &str| Lexicon::get().tone(&word.chars().collect::<Vec<_>>());
        for word in
            ["wonderful", "schöner", "heureux", "bellissima", "maravilloso", "parabéns", "शानदार", "جميلة", "😍"]
        {
            assert_eq!(known(word), Some(Tone::Positive), "{word}");
        }
        for word in ["awful", "schrecklich", "déçue", "pessimo", "desastre", "péssimo", "घटिया", "فاشل", "💔"]
        {
            assert_eq!(known(word), Some(Tone::Negative), "{word}");
        }
        assert_eq!(known("nicht"), Some(Tone::Negation));
    }
}
