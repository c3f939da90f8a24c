//! Texts in several languages.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// A language by its tag (BCP 47, small letters): `en`, `it`, `pt-br`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Language(String);

/// What is wrong with a language tag.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is no language tag: write en, it, pt-br")]
pub struct NotALanguage(pub String);

impl Language {
    /// Takes a tag, whatever its case.
    ///
    /// # Errors
    /// Something that has not the form of a tag.
    pub fn new(tag: &str) -> Result<Self, NotALanguage> {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split('-');
        let letters = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase());
        let first = parts.next().is_some_and(|part| (2..=3).contains(&part.len()) && letters(part));
        let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        if first && rest && tag.len() <= 35 { Ok(Self(tag)) } else { Err(NotALanguage(tag.chars().take(40).collect())) }
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language of a text that was written without saying which; never left in terms that are read from a file. Terms
    /// that were stored while units had no languages have units in it.
    fn unsaid() -> Self {
        Self(String::new())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// One text in as many languages as it was written in.
///
/// In a file either a plain string, which is in the document's own language, or a table `{ en = "…", it = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Texts(BTreeMap<Language, String>);

impl Texts {
    /// A text in one language.
    pub fn one(language: Language, text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(language, text.into())]))
    }

    /// The text in `language`; else in the language without its region; else in `fallback`; else in the first there is.
    pub fn best(&self, language: &Language, fallback: &Language) -> &str {
        self.best_with_language(language, fallback).map_or("", |(_, text)| text)
    }

    /// As [`Self::best`], with the language that it is in; nothing where nothing is written.
    pub(crate) fn best_with_language(&self, language: &Language, fallback: &Language) -> Option<(&Language, &str)> {
        let broad = language.0.split('-').next().map(|tag| Language(tag.to_owned()));
        let wanted = [Some(language), broad.as_ref(), Some(fallback)];
        let found = wanted.into_iter().flatten().find_map(|language| self.0.get_key_value(language));
        found.or_else(|| self.0.iter().next()).map(|(language, text)| (language, text.as_str()))
    }

    /// Whether nothing is written in any language.
    pub fn is_blank(&self) -> bool {
        self.0.values().all(|text| text.trim().is_empty())
    }

    /// Whether it is written in that very language.
    pub fn has(&self, language: &Language) -> bool {
        self.0.get(language).is_some_and(|text| !text.trim().is_empty())
    }

    /// Whether a reader of that language can read it: it is written in it, or was written without saying in which language.
    pub fn reads_in(&self, language: &Language) -> bool {
        self.has(language) || self.unsaid().is_some()
    }

    /// The text, where it was written without saying in which language.
    fn unsaid(&self) -> Option<&str> {
        let text = self.0.get(&Language::unsaid());
        text.filter(|_| self.0.len() == 1).map(String::as_str)
    }

    /// Languages and texts, in the order of the tags.
    pub fn iter(&self) -> impl Iterator<Item = (&Language, &str)> {
        self.0.iter().map(|(language, text)| (language, text.as_str()))
    }

    /// Writes or replaces the text in one language.
    pub fn set(&mut self, language: Language, text: impl Into<String>) {
        self.0.insert(language, text.into());
    }

    /// Gives a text without a language the document's own.
    pub(crate) fn settle(&mut self, own: &Language) {
        if let Some(text) = self.0.remove(&Language::unsaid()) {
            self.0.entry(own.clone()).or_insert(text);
        }
    }
}

/// As it was written: a plain text, or a text for each language.
impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.unsaid() {
            Some(text) => serializer.serialize_str(text),
            None => self.0.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a text, or a table with a text for each language: { en = \"…\", it = \"…\" }")]
        enum Written {
            Plain(String),
            ByLanguage(BTreeMap<Language, String>),
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::Plain(text) => Self::one(Language::unsaid(), text),
            Written::ByLanguage(texts) => Self(texts),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(tag: &str) -> Language {
        Language::new(tag).unwrap()
    }

    #[test]
    fn tags() {
        assert_eq!(tag("pt-BR").as_str(), "pt-br");
        for bad in ["", "e", "english", "en_GB", "en-", "12"] {
            assert!(Language::new(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_nearest_language_is_shown() {
        let mut texts = Texts::one(tag("en"), "yes");
        texts.set(tag("it"), "sì");
        let check = |wanted: &str, fallback: &str, expect: &str| {
            assert_eq!(texts.best(&tag(wanted), &tag(fallback)), expect, "{wanted}, {fallback}");
        };
        check("it", "en", "sì");
        check("it-ch", "en", "sì");
        check("fr", "it", "sì");
        check("fr", "de", "yes");
    }

    #[test]
    fn a_plain_text_is_in_the_documents_language() {
        #[derive(Deserialize)]
        struct File {
            title: Texts,
        }
        let mut file: File = toml::from_str("title = 'Better advice'").unwrap();
        file.title.settle(&tag("en"));
        assert!(file.title.has(&tag("en")) && !file.title.has(&tag("it")));
        let both: File = toml::from_str("title = { en = 'Advice', it = 'Consigli' }").unwrap();
        assert_eq!(both.title.iter().count(), 2);
    }
}
