//! Which posts are copies of one another, and which are the brand's own line.
//!
//! A key is made for each post; posts of one unit with equal keys are copies, and the first one stays. Texts of at least
//! [`FEWEST_WORDS`] words have the same key whoever wrote them (URLs, mentions, hashtags, case and space aside); shorter
//! ones only when the same author wrote them, because a short "thank you" from a hundred people is a hundred opinions.

mod near;

pub use near::{NearCopies, Sketch};

use xxhash_rust::xxh3::xxh3_64;

/// A text of this many words is not the same by chance.
pub const FEWEST_WORDS: usize = 6;

/// Makes the keys of posts; holds the scratch space between them.
#[derive(Debug, Default)]
pub struct Keyer {
    bare: Vec<u8>,
    /// Where each word that is left ends in `bare`.
    ends: Vec<usize>,
}

impl Keyer {
    /// The key of one post, equal for copies. `unit` and `author` are hashes of their names.
    pub fn key(&mut self, unit: u64, author: u64, text: &str) -> u64 {
        let words = self.strip(text);
        if words < FEWEST_WORDS {
            // What was taken out counts here: "@anna yes" and "@bob yes" are two answers.
            self.bare.extend_from_slice(text.trim().as_bytes());
            self.bare.extend_from_slice(&author.to_le_bytes());
        }
        (xxh3_64(&self.bare) ^ unit.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    /// A sketch of the text last given to [`Keyer::key`], for near-copies; `None` where it is too short to be a copy.
    pub fn sketch(&self) -> Option<Sketch> {
        (self.ends.len() >= FEWEST_WORDS).then(|| Sketch::of(&self.bare, &self.ends))
    }

    /// Leaves the text without URLs, mentions, hashtags, a leading "RT", case and space; returns how many words are left.
    fn strip(&mut self, text: &str) -> usize {
        self.bare.clear();
        self.ends.clear();
        for (i, word) in text.split_ascii_whitespace().enumerate() {
            let first = word.as_bytes()[0];
            let retweet = i == 0 && word.eq_ignore_ascii_case("rt");
            let marked = match first {
                b'@' | b'#' => word.len() > 1,
                b'h' | b'H' | b'w' | b'W' => is_address(word),
                _ => false,
            };
            if retweet || marked {
                continue;
            }
            if word.is_ascii() {
                let from = self.bare.len();
                self.bare.extend_from_slice(word.as_bytes());
                self.bare[from..].make_ascii_lowercase();
            } else {
                let mut buffer = [0; 4];
                for c in word.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase) {
                    self.bare.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
                }
            }
            self.ends.push(self.bare.len());
        }
        self.ends.len()
    }
}

fn is_address(word: &str) -> bool {
    let starts = |prefix: &str| word.get(..prefix.len()).is_some_and(|p| p.eq_ignore_ascii_case(prefix));
    starts("http://") || starts("https://") || starts("www.")
}

/// Hash of a handle or author name: without `@`, in lower case.
pub fn handle_hash(name: &str) -> u64 {
    xxh3_64(name.trim().trim_start_matches('@').to_lowercase().as_bytes())
}

/// Hash of the first account that the text mentions.
pub fn first_mention(text: &str) -> Option<u64> {
    let at = text.find('@')?;
    let name = handle(&text[at + 1..]);
    (!name.is_empty()).then(|| handle_hash(name))
}

/// The account whose words this text repeats and nothing more: `RT @brand: …`, or `“@brand: …”` with nothing after the
/// closing quotation mark but mentions, links and punctuation. A comment of one's own makes it an opinion, and an emoji is
/// a comment. Without a closing mark nobody can tell where the quotation ends, unless it ends in a link or is cut off.
pub fn repeats(text: &str) -> Option<u64> {
    let text = text.trim();
    let quoted = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let rest = match text.get(..3) {
        Some(start) if start.eq_ignore_ascii_case("rt ") => text[3..].trim_start(),
        _ => {
            let inside = text.strip_prefix(quoted)?;
            match inside.rfind(quoted) {
                Some(end) if is_comment(inside[end..].trim_start_matches(quoted)) => return None,
                Some(_) => inside,
                None => {
                    inside.split_whitespace().last().filter(|w| is_address(w) || w.ends_with('…')).map(|_| inside)?
                }
            }
        }
    };
    let name = handle(rest.strip_prefix('@')?);
    let said = rest[1 + name.len()..].trim_start();
    (!name.is_empty() && said.starts_with(':')).then(|| handle_hash(name))
}

/// Whether somebody said something here: anything but mentions, links and ASCII punctuation.
fn is_comment(text: &str) -> bool {
    let silent =
        |word: &str| word.starts_with('@') || is_address(word) || word.chars().all(|c| c.is_ascii_punctuation());
    text.split_whitespace().any(|word| !silent(word))
}

fn handle(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_same(expect: bool, a: (u64, &str), b: (u64, &str)) {
        let mut keyer = Keyer::default();
        let same = keyer.key(1, a.0, a.1) == keyer.key(1, b.0, b.1);
        assert_eq!(same, expect, "{a:?} {b:?}");
    }

    #[test]
    fn long_texts_are_copies_whoever_wrote_them() {
        let text = "the new tariff is twice the old one";
        check_same(true, (1, text), (2, text));
        check_same(true, (1, text), (2, "RT @norda: The new tariff is twice  THE OLD one http://x.example/1 #fares"));
        check_same(false, (1, text), (2, "the new tariff is thrice the old one"));
    }

    #[test]
    fn short_texts_are_copies_only_of_the_same_author() {
        check_same(false, (1, "thank you"), (2, "thank you"));
        check_same(true, (1, "thank you"), (1, "thank you "));
        check_same(false, (1, "@anna thank you"), (1, "@bob thank you"));
    }

    #[test]
    fn units_do_not_share_copies() {
        let (mut keyer, text) = (Keyer::default(), "one two three four five six seven");
        assert_ne!(keyer.key(1, 1, text), keyer.key(2, 1, text));
    }

    fn check_repeats(expect: Option<&str>, text: &str) {
        assert_eq!(repeats(text), expect.map(handle_hash), "{text}");
    }

    #[test]
    fn a_comment_makes_it_an_opinion() {
        check_repeats(Some("norda"), "RT @Norda: our network is bigger");
        check_repeats(Some("norda"), "“@Norda: our network is bigger”");
        check_repeats(Some("norda"), "“@Norda: our network is bigger” @anna http://x.example/1 !");
        check_repeats(Some("norda"), "\"@norda: our network is bigger http://x.example/1");
        check_repeats(None, "\"@norda: our network is bigger. No it is not");
        check_repeats(None, "“@Norda: our network is bigger” \u{1F44E}");
        check_repeats(None, "“@Norda: our network is bigger”#generic");
        check_repeats(None, "“@Norda: our network is bigger” says who?");
        check_repeats(None, "lol RT @Norda: our network is bigger");
        check_repeats(None, "@Norda: is it?");
        check_repeats(None, "RT @");
        check_repeats(None, "“");
    }

    #[test]
    fn finds_the_first_mention() {
        assert_eq!(first_mention("hi @Norda, and @other"), Some(handle_hash("norda")));
        assert_eq!(first_mention("a @ b"), None);
        assert_eq!(first_mention("ends with @"), None);
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in ".{0,80}") {
            let _ = (Keyer::default().key(0, 0, &text), repeats(&text), first_mention(&text));
        }
    }
}
