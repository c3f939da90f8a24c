//! The codebooks that come with Comity.

use super::{Codebook, CodebookError};

/// A lens: a codebook for one question, in several languages with the same codes in the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltinLens {
    /// What kind of capital a post speaks of: economic, cultural, social, information.
    Capital,
    /// What moves the writer: fairness, control, loss, effort, trust, reciprocity, gratitude, voice.
    Behaviour,
}

impl BuiltinLens {
    /// Both lenses.
    pub const ALL: [Self; 2] = [Self::Capital, Self::Behaviour];

    /// Languages that a built-in lens exists in (ISO 639-1).
    pub const LANGUAGES: [&'static str; 2] = ["en", "it"];

    /// The name on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Capital => "capital",
            Self::Behaviour => "behaviour",
        }
    }

    /// The file, to start an own codebook from; nothing for a language that there is none in.
    pub fn source(self, language: &str) -> Option<&'static str> {
        match (self, language) {
            (Self::Capital, "en") => Some(include_str!("../../codebooks/capital.en.toml")),
            (Self::Capital, "it") => Some(include_str!("../../codebooks/capital.it.toml")),
            (Self::Behaviour, "en") => Some(include_str!("../../codebooks/behaviour.en.toml")),
            (Self::Behaviour, "it") => Some(include_str!("../../codebooks/behaviour.it.toml")),
            _ => None,
        }
    }
}

/// A built-in lens, ready to be applied.
///
/// # Errors
/// There is none in that language.
pub fn builtin(lens: BuiltinLens, language: &str) -> Result<Codebook, CodebookError> {
    let file = format!("{}.{language}.toml", lens.id());
    let Some(content) = lens.source(language) else {
        let known = BuiltinLens::LANGUAGES.join(", ");
        let problem =
            format!("there is no built-in codebook in `{language}`; there is one in {known}, or write your own");
        return Err(CodebookError { file, line: 1, problem });
    };
    Codebook::parse(&file, content)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(lens: BuiltinLens, language: &str) -> Vec<String> {
        let book = builtin(lens, language).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(book.language(), language);
        book.codes().iter().map(|code| code.id.clone()).collect()
    }

    #[test]
    fn every_language_has_the_same_codes() {
        for lens in BuiltinLens::ALL {
            let first = ids(lens, "en");
            assert!(BuiltinLens::LANGUAGES.iter().all(|language| ids(lens, language) == first));
        }
        assert_eq!(ids(BuiltinLens::Capital, "en"), ["economic", "cultural", "social", "information"]);
    }

    #[test]
    fn every_code_is_defined_sourced_and_rich() {
        for (lens, language) in
            BuiltinLens::ALL.into_iter().flat_map(|lens| BuiltinLens::LANGUAGES.map(|language| (lens, language)))
        {
            let book = builtin(lens, language).unwrap();
            for (number, code) in book.codes().iter().enumerate() {
                let patterns =
                    book.patterns().iter().filter(|pattern| pattern.code == number && !pattern.exclude).count();
                assert!(patterns >= 40, "{} {language}: {} has {patterns} patterns", lens.id(), code.id);
                assert!(!code.definition.is_empty() && !code.sources.is_empty(), "{}", code.id);
            }
        }
    }

    #[test]
    fn an_unknown_language_names_the_known_ones() {
        assert!(builtin(BuiltinLens::Capital, "xx").unwrap_err().to_string().contains("there is one in en, it"));
    }
}
