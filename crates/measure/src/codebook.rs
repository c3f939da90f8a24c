//! Codebooks: which words in a post count as speaking of what.
//!
//! A codebook is a TOML file that a researcher edits without programming: codes, each with a definition and the patterns
//! that count for it. [`Codebook::parse`] reads one, [`Reader`] applies it to posts and says which passages matched.
//! A code says *what a post speaks of*, not whether it praises or complains: a refund that came and a refund that was
//! refused are both economic. How it was meant is for the sentiment model.
//!
//! ```
//! use comity_measure::codebook::Codebook;
//!
//! let book = Codebook::parse("waiting.toml", r#"
//!     name = "Waiting"
//!     language = "en"
//!     version = "1"
//!
//!     [[code]]
//!     id = "waiting"
//!     label = "Waiting"
//!     definition = "The writer was made to wait."
//!     include = ["kept * waiting", "wait* <number> hours|days"]
//!     exclude = ["can't wait"]
//! "#).unwrap();
//! let coding = book.apply("They kept all of us waiting, then I waited 3 hours more");
//! assert!(coding.codes.contains(0));
//! assert_eq!(coding.passages.len(), 2);
//! ```
//!
//! Dictionary coding of this kind goes back to Stone et al. (1966), *The General Inquirer*; that its output is to be
//! checked against human coders, to Krippendorff (2018), *Content Analysis*, 4th ed. (see [`crate::agreement`]).

mod builtin;
mod matcher;
mod parse;
mod pattern;
mod reader;
pub mod shares;

use std::ops::Range;

pub use builtin::{BuiltinLens, builtin};
pub use parse::CodebookError;
pub use reader::{Coding, Reader};

/// Codes that apply to one post, at most [`CodeSet::CAPACITY`] of them; positions are those of [`Codebook::codes`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeSet(u64);

impl CodeSet {
    /// How many codes one codebook may have.
    pub const CAPACITY: usize = 64;

    /// No code.
    pub const EMPTY: Self = Self(0);

    /// Adds a code; positions beyond the capacity are ignored.
    pub fn insert(&mut self, code: usize) {
        self.0 |= u32::try_from(code).ok().and_then(|code| 1_u64.checked_shl(code)).unwrap_or(0);
    }

    /// Whether a code applies.
    pub fn contains(self, code: usize) -> bool {
        code < Self::CAPACITY && self.0 >> code & 1 == 1
    }

    /// How many codes apply.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no code applies.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Codes in both sets.
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Codes in either set.
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The positions, rising.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..Self::CAPACITY).filter(move |&code| self.contains(code))
    }
}

impl FromIterator<usize> for CodeSet {
    fn from_iter<I: IntoIterator<Item = usize>>(codes: I) -> Self {
        codes.into_iter().fold(Self::EMPTY, |mut set, code| {
            set.insert(code);
            set
        })
    }
}

/// One code of a codebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Short name, as in tables and files.
    pub id: String,
    /// Name for readers.
    pub label: String,
    /// What counts, in one or two sentences.
    pub definition: String,
    /// Where the construct comes from.
    pub sources: Vec<String>,
    /// What happens to a match that a word of negation stands before.
    pub negated: Negated,
}

/// What happens to a match in the scope of a negation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Negated {
    /// It counts: "no refund" speaks of refunds.
    #[default]
    Keep,
    /// It does not count: "not grateful" is no gratitude.
    Drop,
}

/// A passage that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Position of the code in [`Codebook::codes`].
    pub code: usize,
    /// Number of the pattern, for [`Codebook::pattern`].
    pub pattern: usize,
    /// Bytes of the post.
    pub at: Range<usize>,
}

/// A pattern as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternInfo {
    /// The code that it counts for.
    pub code: usize,
    /// As written.
    pub text: String,
    /// Group within the code, where the file has groups: `refunds` of `economic`.
    pub facet: Option<String>,
    /// Whether it takes away rather than adds.
    pub exclude: bool,
}

/// A codebook, ready to be applied; [`Codebook::parse`] makes one.
#[derive(Clone, Debug)]
pub struct Codebook {
    name: String,
    language: String,
    version: String,
    codes: Vec<Code>,
    patterns: Vec<PatternInfo>,
    matcher: matcher::Matcher,
}

impl Codebook {
    /// Reads a codebook.
    ///
    /// `file` is the name used in messages; the first line of `content` is line 1 there.
    ///
    /// # Errors
    /// Anything that is not understood, with file, line and what to do.
    pub fn parse(file: &str, content: &str) -> Result<Self, CodebookError> {
        parse::parse(file, content)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The language it is for, as a two-letter code (ISO 639-1).
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The version its authors gave it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Its codes; a [`CodeSet`] holds positions in this slice.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// Its patterns; [`Passage::pattern`] is a position in this slice.
    pub fn patterns(&self) -> &[PatternInfo] {
        &self.patterns
    }

    /// One pattern.
    pub fn pattern(&self, number: usize) -> Option<&PatternInfo> {
        self.patterns.get(number)
    }

    /// The code of a name that people write: its id or its label, whatever the case.
    pub fn code_named(&self, name: &str) -> Option<usize> {
        let name = name.trim().to_lowercase();
        let is = |own: &str| own.to_lowercase() == name;
        self.codes.iter().position(|code| is(&code.id)).or_else(|| self.codes.iter().position(|code| is(&code.label)))
    }

    /// Applies the codebook to one post. For many posts use a [`Reader`], which allocates nothing per post.
    pub fn apply(&self, post: &str) -> Coding<Vec<Passage>> {
        let mut reader = Reader::new(self);
        let coding = reader.read(post);
        Coding { codes: coding.codes, passages: coding.passages.to_vec() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_up_to_64_codes() {
        let set: CodeSet = [0, 5, 63, 64, usize::MAX].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 5, 63]);
        assert_eq!((set.len(), set.contains(64), set.is_empty()), (3, false, false));
        assert_eq!(set.intersection([5, 6].into_iter().collect()), [5].into_iter().collect());
        assert_eq!(set.union([6].into_iter().collect()).len(), 4);
    }

    #[test]
    fn a_code_is_found_by_id_or_label() {
        let book = builtin(BuiltinLens::Capital, "en").unwrap();
        assert_eq!(book.code_named(" Economic "), Some(0));
        assert_eq!(book.code_named(&book.codes()[1].label.to_uppercase()), Some(1));
        assert_eq!(book.code_named("nothing"), None);
    }
}
