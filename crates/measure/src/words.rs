//! Words of a post, lowercased, with the bytes they came from.
//!
//! A post is cut into [`Word`]s: plain words, numbers, amounts of money, hashtags, mentions, addresses. Every word knows
//! the byte range of the original text that it stands for, so that whatever is found can be shown in place.
//!
//! - Curly, grave and acute quotes inside a word are apostrophes: `don’t` reads `don't`.
//! - Romance elisions are two words: `l'offerta` reads `l'`, `offerta`; `don't` stays one.
//! - HTML entities are read as the character they stand for, also when escaped twice (`&amp;#39;`).
//! - Emoji, punctuation and variation selectors are no words; what stands between two words is kept as a [`Boundary`].
//! - Scripts without spaces (Chinese, Japanese, Thai) come out as one word for a run of letters.

mod scan;

use std::ops::Range;

/// What a [`Word`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, perhaps with digits and apostrophes inside.
    Word,
    /// Starts with a digit: `3`, `10:30`, `24h`.
    Number,
    /// A number with a currency sign at either end: `$20`, `9,99 €`.
    Money,
    /// `@name`; the text has no `@`.
    Mention,
    /// `#tag`, or a cashtag `$TAG`; the text has no sign.
    Hashtag,
    /// A web address.
    Url,
    /// A mail address.
    Email,
}

/// The strongest mark of punctuation between a word and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Boundary {
    /// Nothing, or only spaces and signs.
    #[default]
    None,
    /// A comma, colon, bracket, dash or quotation mark.
    Clause,
    /// A full stop, an exclamation or question mark, an ellipsis, a new line; also the start of the text.
    Sentence,
}

/// One word, lowercased, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// What it is.
    pub kind: Kind,
    /// What stood before it.
    pub boundary: Boundary,
    /// Lowercased text, with straight apostrophes, without `@`, `#`.
    pub text: &'a str,
    /// Bytes of the original text, sign included.
    pub at: Range<usize>,
}

#[derive(Clone, Debug)]
struct Piece {
    kind: Kind,
    boundary: Boundary,
    lower: Range<usize>,
    at: Range<usize>,
}

/// The words of one text; keep one per thread and call [`Words::read`] again, so that nothing is allocated per post.
///
/// ```
/// use comity_measure::words::Words;
/// let mut words = Words::new();
/// words.read("They DON’T answer, l'offerta è scaduta");
/// let texts: Vec<&str> = words.iter().map(|word| word.text).collect();
/// assert_eq!(texts, ["they", "don't", "answer", "l'", "offerta", "è", "scaduta"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Words {
    lower: String,
    pieces: Vec<Piece>,
}

impl Words {
    /// No words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The words of one text, in a new buffer.
    pub fn of(text: &str) -> Self {
        let mut words = Self::new();
        words.read(text);
        words
    }

    /// Replaces the content with the words of `text`. Time grows with the length of the text, whatever is in it.
    pub fn read(&mut self, text: &str) {
        self.lower.clear();
        self.pieces.clear();
        scan::Scanner::new(text, self).run();
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether there is no word at all.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The word at a position, if there is one.
    pub fn get(&self, position: usize) -> Option<Word<'_>> {
        self.pieces.get(position).map(|piece| self.word(piece))
    }

    /// All words in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Word<'_>> + Clone {
        self.pieces.iter().map(|piece| self.word(piece))
    }

    fn word(&self, piece: &Piece) -> Word<'_> {
        Word {
            kind: piece.kind,
            boundary: piece.boundary,
            text: &self.lower[piece.lower.clone()],
            at: piece.at.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let words = Words::of(text);
        assert_eq!(words.iter().map(|word| word.text).collect::<Vec<_>>(), expect, "{text:?}");
    }

    fn check_kinds(text: &str, expect: &[(Kind, &str)]) {
        let words = Words::of(text);
        assert_eq!(words.iter().map(|word| (word.kind, &text[word.at])).collect::<Vec<_>>(), expect, "{text:?}");
    }

    fn check_boundaries(text: &str, expect: &[Boundary]) {
        let words = Words::of(text);
        assert_eq!(words.iter().map(|word| word.boundary).collect::<Vec<_>>(), expect, "{text:?}");
    }

    #[test]
    fn contractions_stay_whole() {
        check("Don't, won’t & CAN`T", &["don't", "won't", "can't"]);
        check("I'd say it's y'all's ma'am", &["i'd", "say", "it's", "y'all's", "ma'am"]);
        check("rock'n'roll 'cause the pilots' lounge", &["rock'n'roll", "cause", "the", "pilots", "lounge"]);
    }

    #[test]
    fn elisions_part() {
        check("L'offerta dell’anno", &["l'", "offerta", "dell'", "anno"]);
        check("c'è un'ora d'attesa, cos'è?", &["c'", "è", "un'", "ora", "d'", "attesa", "cos'", "è"]);
        check("un po' di pazienza, piu' o meno", &["un", "po", "di", "pazienza", "piu", "o", "meno"]);
        check("un' ora, l'", &["un'", "ora", "l'"]);
        check("all's well, aujourd'hui", &["all's", "well", "aujourd'hui"]);
    }

    #[test]
    fn entities_are_characters() {
        check("fish &amp; chips", &["fish", "chips"]);
        check("don&#39;t &amp;#39;ask&#39;", &["don't", "ask"]);
        check("it&rsquo;s &lt;b&gt;caff&egrave;&lt;/b&gt;&nbsp;time", &["it's", "b", "caffè", "b", "time"]);
        check("AT&T &unknown; &#xZZ; &#9999999999; &", &["at", "t", "unknown", "xzz", "9999999999"]);
    }

    #[test]
    fn emoji_and_selectors_are_skipped() {
        check("so 😡😡 i\u{fe0f} waited👩\u{200d}👧", &["so", "i", "waited"]);
        check("perche\u{301} no", &["perche\u{301}", "no"]);
    }

    #[test]
    fn other_scripts_keep_their_marks() {
        check("Ünïcode ΣΊΣΥΦΟΣ", &["ünïcode", "σίσυφοσ"]);
        check("हिन्दी में", &["हिन्दी", "में"]);
        check("مرحباً بكم", &["مرحباً", "بكم"]);
    }

    #[test]
    fn kinds() {
        use Kind::*;
        check_kinds("@Air_1: hi", &[(Mention, "@Air_1"), (Word, "hi")]);
        check_kinds("me@ home", &[(Word, "me"), (Word, "home")]);
        check_kinds("#Fail2 #1 # $AAPL", &[(Hashtag, "#Fail2"), (Number, "#1"), (Hashtag, "$AAPL")]);
        check_kinds("see https://t.co/aB?x=1, ok", &[(Word, "see"), (Url, "https://t.co/aB?x=1"), (Word, "ok")]);
        check_kinds("WWW.x.org! y.com z.ly/q", &[(Url, "WWW.x.org"), (Url, "y.com"), (Url, "z.ly/q")]);
        check_kinds("late.again x.y", &[(Word, "late"), (Word, "again"), (Word, "x"), (Word, "y")]);
        check_kinds("to j.doe+a@mail.example.org.", &[(Word, "to"), (Email, "j.doe+a@mail.example.org")]);
    }

    #[test]
    fn numbers_and_money() {
        use Kind::*;
        check_kinds(
            "1,299.50 at 10:30 24h 3rd",
            &[(Number, "1,299.50"), (Word, "at"), (Number, "10:30"), (Number, "24h"), (Number, "3rd")],
        );
        check_kinds(
            "$20 20$ £ 9.99 12,50 € now",
            &[(Money, "$20"), (Money, "20$"), (Money, "£ 9.99"), (Money, "12,50 €"), (Word, "now")],
        );
        check_kinds("iphone6 5. then", &[(Word, "iphone6"), (Number, "5"), (Word, "then")]);
    }

    #[test]
    fn boundaries() {
        use Boundary::*;
        check_boundaries("no, thanks. Bye", &[Sentence, Clause, Sentence]);
        check_boundaries("self-service is 5.50", &[Sentence, None, None, None]);
        check_boundaries("the U.S. team\nleft (late)", &[Sentence, None, None, Sentence, Sentence, Clause]);
    }

    #[test]
    fn long_runs_take_linear_time() {
        for unit in ["a-", "a.", "&amp;", "a@", "#", "'", "1,", "http://"] {
            let text = unit.repeat(200_000);
            assert!(Words::of(&text).len() <= text.len());
        }
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_on_characters(text in "\\PC{0,80}|([a-zA-Zèé’'&#;@.,/:$€0-9 \\n]|&amp;|&#39;|https?://|😀){0,60}") {
            let words = Words::of(&text);
            let mut last = 0;
            for word in words.iter() {
                prop_assert!(last <= word.at.start && word.at.start < word.at.end && !word.text.is_empty());
                prop_assert!(text.is_char_boundary(word.at.start) && text.is_char_boundary(word.at.end));
                last = word.at.end;
            }
        }
    }
}
