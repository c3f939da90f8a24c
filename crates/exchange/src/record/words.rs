//! Words in a record: those of the terms in the language in which they were read, and the few that a record says itself.

use serde_json::{Map, Value, json};

use crate::basis::{Item, Purpose};
use crate::dpv::{self, TermKind, Written};
use crate::text::{Language, Texts};

/// A node in the making: its keys in the order in which they were put.
#[derive(Debug, Default)]
pub struct Node(Map<String, Value>);

impl Node {
    pub fn of(kind: impl Into<Value>) -> Self {
        Self::default().with("@type", kind)
    }

    /// With one more key.
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// With one more key, where there is something to say.
    pub fn with_some(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}

/// A text in the language nearest to the one that was read, under the tag of the language that it is in.
pub fn read_in(texts: &Texts, language: &Language, fallback: &Language) -> Option<Value> {
    let (found, text) = texts.best_with_language(language, fallback)?;
    if text.trim().is_empty() {
        return None;
    }
    // A text that does not say its language has the empty tag.
    let tag = if found.as_str().is_empty() { "@none" } else { found.as_str() };
    Some(json!({ tag: text }))
}

/// What a record says itself, in the languages of Comity.
pub fn said(english: &str, italian: &str) -> Value {
    json!({ "en": english, "it": italian })
}

/// A term as the context shortens it.
pub fn short(written: Written) -> String {
    let prefix = match written.vocabulary {
        dpv::Vocabulary::Core => "dpv",
        dpv::Vocabulary::PersonalData => "pd",
        dpv::Vocabulary::Gdpr => "eu-gdpr",
    };
    format!("{prefix}:{}", written.term)
}

/// What kind of thing a purpose is: its term, where it is one that is known.
pub fn kind_of_purpose(purpose: &Purpose) -> String {
    let term = purpose.dpv.as_deref().and_then(|term| dpv::find_of(TermKind::Purpose, term));
    format!("dpv:{}", term.map_or("Purpose", |term| &term.term))
}

/// The firm's own word for what no known term says.
pub fn own_word(kind: TermKind, term: Option<&str>) -> Option<&str> {
    term.filter(|term| dpv::find_of(kind, term).is_none())
}

/// What kinds of thing an item is: its category, where it comes from, and whether it is special.
pub fn kinds_of_item(item: &Item) -> Vec<String> {
    let term = item.dpv.as_deref().and_then(|term| dpv::find_of(TermKind::Category, term));
    let mut kinds: Vec<String> = term.map(|term| format!("pd:{}", term.term)).into_iter().collect();
    // The first term of a source is the kind of data.
    kinds.extend(item.source.dpv().first().map(|written| short(*written)));
    if is_special(item) {
        kinds.push("dpv:SpecialCategoryPersonalData".to_owned());
    }
    kinds
}

/// Whether an item is of a special category (GDPR, Article 9): by its term, or because the terms say so.
pub fn is_special(item: &Item) -> bool {
    let term = item.dpv.as_deref().and_then(|term| dpv::find_of(TermKind::Category, term));
    item.special.is_some() || term.is_some_and(|term| term.special)
}
