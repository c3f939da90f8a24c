//! The rating instrument: eight questions of 0 to 7 points, four on participation and four on information.
//!
//! What is rated is the degree to which an exchange is open, as the report *From UX to CX* (Capgemini and the MIT Initiative
//! on the Digital Economy 2017) did with 56 points. Its items and cut-offs are not public, so questions, level descriptions
//! and midlines are Comity's own, and the instrument carries a version. Who decides is a scale of its own beside each
//! question and is never summed in.

mod answer;
mod norms;

use serde::Deserialize;
use thiserror::Error;

pub use answer::{Answer, Control, NoScore, Score};
pub use norms::{Norm, Norms};

/// Questions of the instrument.
pub const QUESTIONS: usize = 8;
/// Questions of each dimension.
pub const PER_DIMENSION: usize = 4;
/// Points at which a dimension of 28 turns from low to high. Exactly there, a total counts half to each side.
pub const MIDLINE: f64 = 14.0;

/// One of the two dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// How far the firm opens its value chain.
    Participation,
    /// How far information about customers comes back to them as value.
    Information,
}

impl Dimension {
    /// Both, in the order of the questions.
    pub const ALL: [Self; 2] = [Self::Participation, Self::Information];

    /// Stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Participation => "participation",
            Self::Information => "information",
        }
    }

    /// Places of its questions.
    pub fn questions(self) -> std::ops::Range<usize> {
        match self {
            Self::Participation => 0..PER_DIMENSION,
            Self::Information => PER_DIMENSION..QUESTIONS,
        }
    }

    /// The dimension of a question.
    pub fn of(question: usize) -> Self {
        if question < PER_DIMENSION { Self::Participation } else { Self::Information }
    }
}

/// What is said of a dimension.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DimensionText {
    /// Its name.
    pub label: String,
    /// What it asks.
    pub asks: String,
    /// The eight levels in a word or two, from 0.
    pub levels: [String; 8],
}

/// A question with its eight levels.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Question {
    /// Stable name, the same in every language.
    pub id: String,
    /// Its dimension.
    pub dimension: Dimension,
    /// Its name.
    pub label: String,
    /// Its name where there is little room.
    pub short: String,
    /// Other names that people use for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The question.
    pub asks: String,
    /// One sentence a level, from 0.
    pub levels: [String; 8],
}

/// Names on the scale of who decides.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ControlText {
    /// Name of the scale.
    pub label: String,
    /// The firm decides.
    pub firm: String,
    /// Both decide.
    pub shared: String,
    /// The customer decides.
    pub customer: String,
}

impl ControlText {
    /// The name of one answer.
    pub fn of(&self, control: Control) -> &str {
        match control {
            Control::Firm => &self.firm,
            Control::Shared => &self.shared,
            Control::Customer => &self.customer,
        }
    }
}

/// The words of both dimensions.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Dimensions {
    /// Participation.
    pub participation: DimensionText,
    /// Information.
    pub information: DimensionText,
}

/// The instrument in one language.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Instrument {
    /// Name and version; ratings with different ones do not compare.
    pub id: String,
    /// ISO 639-1.
    pub language: String,
    /// Title of the form.
    pub title: String,
    /// How to rate.
    pub instruction: String,
    /// How to say who decides.
    pub control_instruction: String,
    /// What is the report's and what is Comity's.
    pub provenance: String,
    /// Both dimensions.
    pub dimension: Dimensions,
    /// The scale of who decides.
    pub control: ControlText,
    /// The eight questions, participation first.
    #[serde(rename = "question")]
    pub questions: [Question; QUESTIONS],
}

/// A file of the instrument that cannot be used.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum InstrumentError {
    /// No instrument in that language.
    #[error("there is no rating instrument in `{0}`; there is one in en and in it")]
    Language(String),
    /// The file is not what it should be.
    #[error("the rating instrument in `{language}` is faulty: {problem}")]
    Faulty {
        /// Its language.
        language: String,
        /// What is wrong.
        problem: String,
    },
}

impl Instrument {
    /// Languages that the instrument exists in.
    pub const LANGUAGES: [&'static str; 2] = ["en", "it"];

    /// The instrument in a language.
    ///
    /// # Errors
    /// There is none in that language.
    pub fn builtin(language: &str) -> Result<Self, InstrumentError> {
        let text = match language {
            "en" => include_str!("../../instrument/en.toml"),
            "it" => include_str!("../../instrument/it.toml"),
            _ => return Err(InstrumentError::Language(language.to_owned())),
        };
        let faulty = |problem: String| InstrumentError::Faulty { language: language.to_owned(), problem };
        let instrument: Self = toml::from_str(text).map_err(|error| faulty(error.to_string()))?;
        for (place, question) in instrument.questions.iter().enumerate() {
            if question.dimension != Dimension::of(place) {
                return Err(faulty(format!("question `{}` stands in the wrong dimension", question.id)));
            }
        }
        Ok(instrument)
    }

    /// The words of a dimension.
    pub fn dimension(&self, dimension: Dimension) -> &DimensionText {
        match dimension {
            Dimension::Participation => &self.dimension.participation,
            Dimension::Information => &self.dimension.information,
        }
    }

    /// The place of the question that is called so: its id, label or an alias, whatever the case and the punctuation.
    pub fn question_named(&self, name: &str) -> Option<usize> {
        let wanted = plain(name);
        // `participation_service` and the like name the dimension, too.
        let bare =
            Dimension::ALL.iter().find_map(|d| wanted.strip_prefix(d.name())?.strip_prefix(' ')).unwrap_or(&wanted);
        self.questions.iter().position(|question| {
            let names = [&question.id, &question.label, &question.short].into_iter().chain(&question.aliases);
            names.map(|name| plain(name)).any(|known| known == wanted || known == bare)
        })
    }
}

/// A name as it is compared: lower case, with everything that is no letter or digit as single spaces.
pub fn plain(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both() -> [Instrument; 2] {
        Instrument::LANGUAGES.map(|language| Instrument::builtin(language).unwrap())
    }

    #[test]
    fn both_languages_ask_the_same() {
        let [english, italian] = both();
        assert_eq!(english.id, italian.id);
        let ids = |instrument: &Instrument| instrument.questions.each_ref().map(|q| (q.id.clone(), q.dimension));
        assert_eq!(ids(&english), ids(&italian));
        for (a, b) in english.questions.iter().zip(&italian.questions) {
            assert!(a.label == b.label || a.levels != b.levels, "{} is not translated", a.id);
        }
    }

    #[test]
    fn every_level_is_one_sentence_of_its_own() {
        for instrument in both() {
            let mut seen = std::collections::BTreeSet::new();
            for question in &instrument.questions {
                assert!(question.asks.ends_with('?'), "{}", question.asks);
                for level in &question.levels {
                    assert!(level.ends_with('.') && level.matches(". ").count() == 0, "{level}");
                    assert!(level.chars().count() <= 125, "{level}");
                    assert!(seen.insert(level), "{level} stands twice");
                }
            }
        }
    }

    #[test]
    fn questions_go_by_many_names() {
        let [english, italian] = both();
        let check = |instrument: &Instrument, name: &str, id: &str| {
            assert_eq!(
                instrument.question_named(name).map(|q| instrument.questions[q].id.as_str()),
                Some(id),
                "{name}"
            );
        };
        check(&english, "third-party", "third_party");
        check(&english, " THIRD_PARTY ", "third_party");
        check(&english, "Research and product development", "research");
        check(&english, "R&D", "research");
        check(&english, "participation_service", "service");
        check(&english, "Information: observed", "observed");
        check(&italian, "Informazioni da terzi", "third_party");
        check(&italian, "logistica", "logistics");
        check(&italian, "service", "service");
        assert_eq!(english.question_named("marketing"), None);
        assert_eq!(english.question_named(""), None);
    }

    #[test]
    fn no_name_stands_for_two_questions() {
        for instrument in both() {
            for (place, question) in instrument.questions.iter().enumerate() {
                for name in [&question.id, &question.label, &question.short].into_iter().chain(&question.aliases) {
                    assert_eq!(instrument.question_named(name), Some(place), "{name}");
                }
            }
        }
    }

    #[test]
    fn an_unknown_language_is_refused() {
        assert_eq!(Instrument::builtin("de"), Err(InstrumentError::Language("de".into())));
    }
}
