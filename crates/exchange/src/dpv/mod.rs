//! Words of the W3C Data Privacy Vocabulary (DPV 2.3) for purposes, items, sources and legal bases.
//!
//! Purposes and categories are a choice of what an exchange may need. DPV has more, and a firm may narrow a term by one of its
//! own; so a term that is not here is not wrong.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::basis::{Basis, Source};
use crate::text::Language;

/// The part of the vocabulary that a term belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Vocabulary {
    /// The core.
    Core,
    /// Its extension with categories of personal data.
    PersonalData,
    /// Its extension with the words of the GDPR.
    Gdpr,
}

impl Vocabulary {
    /// The address with which the IRIs of its terms begin.
    pub fn namespace(self) -> &'static str {
        match self {
            Self::Core => "https://w3id.org/dpv#",
            Self::PersonalData => "https://w3id.org/dpv/pd#",
            Self::Gdpr => "https://w3id.org/dpv/legal/eu/gdpr#",
        }
    }
}

/// A term that Comity itself writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Where it belongs.
    pub vocabulary: Vocabulary,
    /// The term.
    pub term: &'static str,
}

impl Written {
    const fn core(term: &'static str) -> Self {
        Self { vocabulary: Vocabulary::Core, term }
    }

    const fn gdpr(term: &'static str) -> Self {
        Self { vocabulary: Vocabulary::Gdpr, term }
    }

    /// Its full name on the web.
    pub fn iri(self) -> String {
        format!("{}{}", self.vocabulary.namespace(), self.term)
    }
}

/// Every term that Comity itself writes.
const WRITTEN: [Written; 9] =
    [PROVIDED, OBSERVED, INFERRED, COLLECTED, THIRD_PARTY, CONSENT, CONTRACT, LEGAL_OBLIGATION, LEGITIMATE_INTEREST];
const PROVIDED: Written = Written::core("ProvidedPersonalData");
const OBSERVED: Written = Written::core("ObservedPersonalData");
const INFERRED: Written = Written::core("InferredPersonalData");
const COLLECTED: Written = Written::core("CollectedPersonalData");
const THIRD_PARTY: Written = Written::core("ThirdPartyDataSource");
const CONSENT: Written = Written::gdpr("A6-1-a");
const CONTRACT: Written = Written::gdpr("A6-1-b");
const LEGAL_OBLIGATION: Written = Written::gdpr("A6-1-c");
const LEGITIMATE_INTEREST: Written = Written::gdpr("A6-1-f");

impl Source {
    /// The source in the vocabulary: the kind of data, and for what others give also where it comes from.
    pub fn dpv(self) -> &'static [Written] {
        match self {
            Self::Volunteered => &[PROVIDED],
            Self::Observed => &[OBSERVED],
            Self::Inferred => &[INFERRED],
            Self::ThirdParty => &[COLLECTED, THIRD_PARTY],
        }
    }
}

impl Basis {
    /// The legal basis in the vocabulary.
    pub fn dpv(&self) -> Written {
        match self {
            Self::Consent => CONSENT,
            Self::Contract => CONTRACT,
            Self::LegalObligation { .. } => LEGAL_OBLIGATION,
            Self::LegitimateInterest { .. } => LEGITIMATE_INTEREST,
        }
    }
}

/// What a term of the lists is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TermKind {
    /// What information is used for.
    Purpose,
    /// What kind of information it is.
    Category,
}

/// A purpose or a category of personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// What it is for.
    pub kind: TermKind,
    /// Its name in the vocabulary.
    pub term: String,
    /// The name of the term above it in the same list.
    pub parent: Option<String>,
    /// Whether it is a special category (GDPR, Article 9).
    pub special: bool,
    english: String,
    italian: String,
}

impl Term {
    /// A few plain words in Italian, and in English to everybody else.
    pub fn label(&self, language: &Language) -> &str {
        if language.as_str().split('-').next() == Some("it") { &self.italian } else { &self.english }
    }

    /// Its full name on the web.
    pub fn iri(&self) -> String {
        let vocabulary = match self.kind {
            TermKind::Purpose => Vocabulary::Core,
            TermKind::Category => Vocabulary::PersonalData,
        };
        format!("{}{}", vocabulary.namespace(), self.term)
    }

    /// The terms above it, the nearest first.
    pub fn above(&self) -> impl Iterator<Item = &'static Self> {
        let up = |term: &Self| term.parent.as_deref().and_then(find);
        std::iter::successors(up(self), move |term| up(term))
    }
}

/// How a list is written in its file.
#[derive(Default, Deserialize)]
struct List {
    terms: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    term: String,
    parent: Option<String>,
    #[serde(default)]
    special: bool,
    en: String,
    it: String,
}

static PURPOSES: LazyLock<Vec<Term>> =
    LazyLock::new(|| read(include_str!("../../dpv/purposes.toml"), TermKind::Purpose));
static CATEGORIES: LazyLock<Vec<Term>> =
    LazyLock::new(|| read(include_str!("../../dpv/categories.toml"), TermKind::Category));

/// The files come with the program, and a test reads them: a list is never empty.
fn read(file: &str, kind: TermKind) -> Vec<Term> {
    let lines = toml::from_str::<List>(file).unwrap_or_default().terms.into_iter();
    let term = |Line { term, parent, special, en, it }| Term { kind, term, parent, special, english: en, italian: it };
    lines.map(term).collect()
}

/// Purposes, each after the one above it.
pub fn purposes() -> &'static [Term] {
    &PURPOSES
}

/// Categories of personal data, each after the one above it.
pub fn categories() -> &'static [Term] {
    &CATEGORIES
}

fn list(kind: TermKind) -> &'static [Term] {
    match kind {
        TermKind::Purpose => purposes(),
        TermKind::Category => categories(),
    }
}

fn all() -> impl Iterator<Item = &'static Term> {
    purposes().iter().chain(categories())
}

/// The purpose or category of exactly that name. No name is in both lists.
pub fn find(term: &str) -> Option<&'static Term> {
    all().find(|known| known.term == term)
}

/// The purpose or category of that name, where it is one of that kind.
pub fn find_of(kind: TermKind, term: &str) -> Option<&'static Term> {
    list(kind).iter().find(|known| known.term == term)
}

/// The full name on the web of a purpose, of a category, or of a term that Comity itself writes.
pub fn iri(term: &str) -> Option<String> {
    let written = || WRITTEN.iter().find(|written| written.term == term).map(|written| written.iri());
    find(term).map(Term::iri).or_else(written)
}

/// Purposes and categories in whose name or words, in either language, the whole query stands; the best first, and of equally
/// good ones those whose words in the reader's language fit. Case and accents make no difference.
pub fn search(query: &str, language: &Language) -> Vec<&'static Term> {
    let query = folded(query);
    if query.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(Fit, bool, &'static Term)> = Vec::new();
    for term in all() {
        let own = fit(&query, term.label(language));
        let best = term.readings().iter().filter_map(|reading| fit(&query, reading)).min();
        found.extend(best.map(|best| (best, own != Some(best), term)));
    }
    // Terms of one rank stay in the order of the lists.
    found.sort_by_key(|(fit, foreign, _)| (*fit, *foreign));
    found.into_iter().map(|(_, _, term)| term).collect()
}

/// How well a query fits some words; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    Word,
    Inside,
    EachWord,
}

fn fit(query: &str, words: &str) -> Option<Fit> {
    let words = folded(words);
    if words == query {
        Some(Fit::Whole)
    } else if words.starts_with(query) {
        Some(Fit::Beginning)
    } else if words.contains(&format!(" {query}")) {
        Some(Fit::Word)
    } else if words.contains(query) {
        Some(Fit::Inside)
    } else if query.split(' ').all(|word| words.contains(word)) {
        Some(Fit::EachWord)
    } else {
        None
    }
}

impl Term {
    /// Everything by which it may be found: its name in one piece and in words, and its words in each language.
    fn readings(&self) -> [String; 4] {
        [self.term.clone(), parted(&self.term), self.english.clone(), self.italian.clone()]
    }
}

/// `DirectMarketing` as `Direct Marketing`.
fn parted(term: &str) -> String {
    let mut words = String::new();
    let mut small = false;
    for letter in term.chars() {
        if small && letter.is_uppercase() {
            words.push(' ');
        }
        small = letter.is_lowercase();
        words.push(letter);
    }
    words
}

/// Small letters without accents, and single spaces for whatever is no letter or digit.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ä' => folded.push('a'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ò' | 'ó' | 'ô' | 'ö' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            // Accents that stand apart from their letter.
            '\u{300}'..='\u{36f}' => {}
            letter if letter.is_alphanumeric() => folded.push(letter),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Below this likeness a term is another one, and none that was meant.
const ALIKE: f64 = 0.6;
/// What is less alike than the best by more than this is not offered beside it.
const AS_GOOD: f64 = 0.15;
/// How many terms are offered instead of one that is not known.
const OFFERED: usize = 3;

/// Terms of that kind that may have been meant by one that is not known, the nearest first; few, and perhaps none. Words in
/// either language are taken for a term, too, and a prefix (`dpv:`, `pd:`) or address before the term is passed over.
pub fn nearest(kind: TermKind, unknown: &str) -> Vec<&'static Term> {
    // What somebody typed is compared letter by letter with every term: only so much of it.
    let unknown: String = unknown.chars().take(100).collect();
    let unknown = folded(unknown.rsplit(['#', '/', ':']).next().unwrap_or_default());
    let likeness = |term: &Term| {
        let readings = term.readings();
        let alike = readings.iter().map(|reading| strsim::normalized_damerau_levenshtein(&unknown, &folded(reading)));
        alike.fold(0.0, f64::max)
    };
    let mut near: Vec<(f64, &'static Term)> = list(kind).iter().map(|term| (likeness(term), term)).collect();
    near.retain(|(likeness, _)| *likeness >= ALIKE);
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    // Beside a slip of the pen, what is only somewhat alike is noise.
    let best = near.first().map_or(0.0, |(likeness, _)| *likeness);
    near.retain(|(likeness, _)| *likeness >= best - AS_GOOD);
    near.into_iter().take(OFFERED).map(|(_, term)| term).collect()
}

#[cfg(test)]
pub(crate) mod tests;
