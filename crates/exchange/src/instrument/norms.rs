//! Where industries lean, as a reference beside what is rated.

use serde::Deserialize;

use super::{Dimension, InstrumentError, plain};

/// An industry and the quadrant that it is said to lean to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norm {
    /// Stable name.
    pub id: String,
    /// Whether participation and information are high there.
    pub high: [bool; 2],
    labels: [String; 2],
    aliases: Vec<String>,
}

impl Norm {
    /// The industry's name in a language; the English one where there is no other.
    pub fn label(&self, language: &str) -> &str {
        &self.labels[usize::from(language == "it")]
    }

    /// Whether it is high in a dimension.
    pub fn is_high(&self, dimension: Dimension) -> bool {
        self.high[usize::from(dimension == Dimension::Information)]
    }
}

/// All norms, with where they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norms {
    source: [String; 2],
    /// By industry.
    pub norms: Vec<Norm>,
}

impl Norms {
    /// The norms that come with Comity.
    ///
    /// # Errors
    /// The file is faulty, which a test rules out.
    pub fn builtin() -> Result<Self, InstrumentError> {
        let file: File = toml::from_str(include_str!("../../instrument/norms.toml"))
            .map_err(|error| InstrumentError::Faulty { language: "norms".into(), problem: error.to_string() })?;
        let norm = |entry: Entry| Norm {
            high: [entry.participation, entry.information].map(|degree| degree == Degree::High),
            id: entry.id,
            labels: [entry.label.en, entry.label.it],
            aliases: entry.aliases,
        };
        Ok(Self { source: [file.source.en, file.source.it], norms: file.norm.into_iter().map(norm).collect() })
    }

    /// Who says so, in a language.
    pub fn source(&self, language: &str) -> &str {
        &self.source[usize::from(language == "it")]
    }

    /// The norm of an industry, by id, label or alias, whatever the case.
    pub fn named(&self, industry: &str) -> Option<&Norm> {
        let wanted = plain(industry);
        self.norms.iter().find(|norm| {
            std::iter::once(&norm.id).chain(&norm.labels).chain(&norm.aliases).any(|name| plain(name) == wanted)
        })
    }
}

#[derive(Deserialize)]
struct File {
    source: Label,
    norm: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    participation: Degree,
    information: Degree,
    label: Label,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct Label {
    en: String,
    it: String,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Degree {
    Low,
    High,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn industries_lean_as_the_report_says() {
        let norms = Norms::builtin().unwrap();
        let check = |name: &str, high: [bool; 2]| assert_eq!(norms.named(name).unwrap().high, high, "{name}");
        check("Banks", [false, false]);
        check("pharma", [false, false]);
        check("Sanità", [false, true]);
        check("knowledge providers", [false, true]);
        assert!(norms.named("telecoms").is_none());
        assert!(norms.source("it").contains("citato") && norms.norms[0].label("it") == "Banche");
    }
}
