//! What a firm writes into the changelog of an exchange beside its answers.

use comity_exchange::text::{Language, Texts};
use comity_exchange::time::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::text::{Field, NotAText, Text};

/// The most contributions that one entry names.
pub const MOST_LINKED: usize = 100;

/// An entry of a changelog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// A few words.
    pub title: Texts,
    /// What was done, for whom, and how it is used. A title may be enough.
    pub words: Texts,
    /// The day by which it stands in the changelog.
    pub day: Timestamp,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotAnEntry {
    /// No title in any language.
    #[error("the entry has no title")]
    NoTitle,
    /// Words in a language in which there is no title.
    #[error("there are words in {0}, and no title")]
    Untitled(Language),
    /// A text that is too long.
    #[error("{1}")]
    Text(Language, NotAText),
}

impl Entry {
    /// Cleans what was written, language by language; what is blank is left out.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn new(title: &Texts, words: &Texts, day: Timestamp) -> Result<Self, NotAnEntry> {
        let (title, words) = (cleaned(title, Field::Title)?, cleaned(words, Field::Body)?);
        if title.is_blank() {
            return Err(NotAnEntry::NoTitle);
        }
        let untitled = words.iter().map(|(language, _)| language).find(|language| !title.has(language)).cloned();
        untitled.map_or(Ok(Self { title, words, day }), |language| Err(NotAnEntry::Untitled(language)))
    }
}

fn cleaned(written: &Texts, field: Field) -> Result<Texts, NotAnEntry> {
    let mut texts = Texts::default();
    for (language, text) in written.iter() {
        match Text::new(text, field) {
            Ok(text) => texts.set(language.clone(), text.as_str()),
            Err(NotAText::Nothing) => {}
            Err(long) => return Err(NotAnEntry::Text(language.clone(), long)),
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_a_title_wherever_it_has_words() {
        let language = |tag: &str| Language::new(tag).unwrap();
        let texts = |all: &[(&str, &str)]| {
            let mut texts = Texts::default();
            all.iter().for_each(|(tag, text)| texts.set(language(tag), *text));
            texts
        };
        let check = |title: &[(&str, &str)], words: &[(&str, &str)], expect: Option<NotAnEntry>| {
            assert_eq!(Entry::new(&texts(title), &texts(words), Timestamp(1)).err(), expect);
        };
        check(&[("en", "Calls abroad")], &[], None);
        check(&[("en", " \u{200b}")], &[("en", "x")], Some(NotAnEntry::NoTitle));
        check(&[("en", "a")], &[("en", "b"), ("it", "c")], Some(NotAnEntry::Untitled(language("it"))));
        let long = NotAText::TooLong { is: 201, most: 200 };
        check(&[("en", &"x".repeat(201))], &[], Some(NotAnEntry::Text(language("en"), long)));
        let entry = Entry::new(&texts(&[("en", " a\u{202e}b "), ("it", " ")]), &texts(&[]), Timestamp(1)).unwrap();
        assert_eq!(entry.title, texts(&[("en", "ab")]));
    }
}
