//! How positive or negative a post is.
//!
//! One linear model over hashed words, word pairs and character n-grams for eight languages. All sums are of whole
//! numbers, so a score is the same bits on every machine, on one thread or many.
//!
//! ```
//! use comity_measure::sentiment::{Class, Model, Scorer};
//!
//! let mut scorer = Scorer::new(Model::built_in());
//! let score = scorer.score("I love this, thank you so much!");
//! assert_eq!(score.class, Class::Positive);
//! assert!(score.value > 0.0);
//! ```

use std::fmt;
use std::str::FromStr;

mod calibrate;
mod evaluate;
mod feature;
mod lexicon;
mod memory;
mod model;
mod scorer;
mod solve;
mod split;
mod text;
pub(crate) mod token;
mod train;
mod walk;

pub use evaluate::{Evaluation, EvaluationError, Interval, evaluate};
pub use model::{LanguageFigures, Model, ModelError};
pub use scorer::Scorer;
pub use split::{Part, Post, Split, assign};
pub use train::{Example, TrainError, TrainOptions, Trained, held_out, train};

/// What a post expresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Displeasure.
    Negative,
    /// Neither, or both.
    Neutral,
    /// Pleasure.
    Positive,
}

impl Class {
    /// Number of classes.
    pub const COUNT: usize = 3;

    /// All classes, from negative to positive: the order of every table here.
    pub const ALL: [Class; Class::COUNT] = [Class::Negative, Class::Neutral, Class::Positive];

    /// Position in [`Class::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Lower-case English name.
    pub const fn name(self) -> &'static str {
        match self {
            Class::Negative => "negative",
            Class::Neutral => "neutral",
            Class::Positive => "positive",
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The text is no label.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no sentiment label; use negative, neutral, positive or 0, 1, 2")]
pub struct UnknownClass(pub String);

impl FromStr for Class {
    type Err = UnknownClass;

    /// Reads `negative`, `neg`, `0` and so on, in any case, with space around.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim().to_ascii_lowercase().as_str() {
            "0" | "negative" | "neg" => Ok(Class::Negative),
            "1" | "neutral" | "neu" => Ok(Class::Neutral),
            "2" | "positive" | "pos" => Ok(Class::Positive),
            _ => Err(UnknownClass(text.trim().chars().take(40).collect())),
        }
    }
}

/// What the model says of one post.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Score {
    /// P(positive) − P(negative), in [−1, 1].
    pub value: f32,
    /// The most probable class.
    pub class: Class,
    /// Probabilities of negative, neutral and positive, as if the three were equally frequent. Their sum is 1.
    pub probabilities: [f32; Class::COUNT],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_in_words_and_numbers() {
        #[track_caller]
        fn check(text: &str, expect: Option<Class>) {
            assert_eq!(text.parse::<Class>().ok(), expect, "{text}");
        }
        check("0", Some(Class::Negative));
        check(" Neutral\r", Some(Class::Neutral));
        check("POS", Some(Class::Positive));
        check("3", None);
        check("", None);
        for class in Class::ALL {
            check(class.name(), Some(class));
        }
    }
}
