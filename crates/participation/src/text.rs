//! What people write: cleaned of what deceives, and no longer than its place allows.

use serde::{Deserialize, Deserializer, Serialize, de};
use thiserror::Error;

/// Where a text stands, and how long it may be there, in characters (Unicode scalar values).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The title of a contribution: 200.
    Title,
    /// What a contribution says: 10,000.
    Body,
    /// A statement of an opinion map: 280.
    Statement,
    /// A comment, or an answer to a question: 5,000.
    Comment,
    /// The firm's answer, a reason for declining, what a person says against it: 5,000.
    Answer,
    /// What somebody aspires to, struggles with or needs: 2,000.
    Voice,
}

impl Field {
    /// The most characters.
    pub fn most(self) -> usize {
        match self {
            Self::Title => 200,
            Self::Body => 10_000,
            Self::Statement => 280,
            Self::Comment | Self::Answer => 5_000,
            Self::Voice => 2_000,
        }
    }
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotAText {
    /// Nothing is written that can be seen.
    #[error("nothing is written")]
    Nothing,
    /// It is too long for its place.
    #[error("{is} characters are too many: write at most {most}")]
    TooLong {
        /// How many there are.
        is: usize,
        /// How many there may be.
        most: usize,
    },
}

/// A text as somebody wrote it, without characters that hide or reorder what is read. Markup in it is rendered elsewhere.
///
/// Taken out are NUL and other control characters (but line feeds and tabs), bidirectional controls, line separators, byte
/// order marks and tag characters. Line ends become line feeds; space around the whole goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Text(String);

impl Text {
    /// Cleans what was written for a place.
    ///
    /// # Errors
    /// [`NotAText`], where nothing that can be seen is left or too much is.
    pub fn new(written: &str, field: Field) -> Result<Self, NotAText> {
        let text = cleaned(written);
        let is = text.chars().count();
        let most = field.most();
        if !text.chars().any(is_seen) {
            Err(NotAText::Nothing)
        } else if is > most {
            Err(NotAText::TooLong { is, most })
        } else {
            Ok(Self(text))
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The longest text there is may be read back; each place has checked its own limit before.
impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?, Field::Body).map_err(de::Error::custom)
    }
}

fn cleaned(written: &str) -> String {
    let ended = written.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let kept: String = ended.chars().filter(|c| !is_taken_out(*c)).collect();
    kept.trim().to_owned()
}

fn is_taken_out(c: char) -> bool {
    let control = c.is_control() && c != '\n' && c != '\t';
    let direction =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    control || direction || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character leaves a mark: no space, nothing of zero width, no blank that only looks like a letter to programs.
fn is_seen(c: char) -> bool {
    let blank = matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200d}');
    let unseen = matches!(c, '\u{2060}'..='\u{2065}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}' | '\u{fe00}'..='\u{fe0f}');
    !c.is_whitespace() && !blank && !unseen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(written: &str, expect: Result<&str, NotAText>) {
        assert_eq!(
            Text::new(written, Field::Title).as_ref().map(Text::as_str),
            expect.as_ref().copied(),
            "{written:?}"
        );
    }

    #[test]
    fn what_deceives_is_taken_out() {
        check("  More \u{202e}data\u{2069} abroad\0 ", Ok("More data abroad"));
        check("one\r\ntwo\rthree\u{2028}four", Ok("one\ntwo\nthree\nfour"));
        check("\u{1b}[31mred", Ok("[31mred"));
        check("👩\u{200d}👧 family plan", Ok("👩\u{200d}👧 family plan"));
        check(" \u{200b}\u{2060}\u{3164}\n", Err(NotAText::Nothing));
        check(&"x".repeat(201), Err(NotAText::TooLong { is: 201, most: 200 }));
    }

    #[test]
    fn limits_count_characters_and_say_so() {
        assert!(Text::new(&"è".repeat(10_000), Field::Body).is_ok());
        let long = Text::new(&"è".repeat(10_001), Field::Body).unwrap_err();
        assert_eq!(long.to_string(), "10001 characters are too many: write at most 10000");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(written in "\\PC{0,20}[\u{0}-\u{9f}\u{200b}-\u{202f}\u{2060}-\u{206f}]{0,10}\\PC{0,20}") {
            if let Ok(text) = Text::new(&written, Field::Body) {
                prop_assert!(!text.as_str().chars().any(is_taken_out));
                prop_assert_eq!(Text::new(text.as_str(), Field::Body), Ok(text.clone()));
                let json = serde_json::to_string(&text).unwrap();
                prop_assert_eq!(serde_json::from_str::<Text>(&json).unwrap(), text);
            }
        }
    }
}
