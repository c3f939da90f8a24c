//! Names of what the figures stand for: methods, reasons, rules, buckets.
//!
//! The codes come from other crates as text; a code that has no name yet is shown as it is written, never dropped.

use super::{Lang, capitalised, say, tame};
use crate::study::outcome::{Metric, VerdictCode};

/// A method's name as it stands at the head of a row; the headline's two included.
pub fn method(code: &str, lang: Lang) -> String {
    capitalised(&method_inside(code, lang))
}

/// A method's name as it stands inside a sentence.
pub fn method_inside(code: &str, lang: Lang) -> String {
    say!(lang, "method", method = code, code = readable(code))
}

/// What a second opinion assumes, and why it may differ from the headline.
pub fn method_note(code: &str, lang: Lang) -> String {
    say!(lang, "method-note", method = code)
}

/// Why a second opinion has no figure.
pub fn cannot(code: &str, lang: Lang) -> String {
    say!(lang, "cannot", reason = code, code = readable(code))
}

/// A country by its code (ISO 3166-1), as it stands inside a sentence; one that has no name here stays a code.
pub fn country(code: &str, lang: Lang) -> String {
    say!(lang, "country", code = tame(code))
}

/// Why a unit is not part of the comparison.
pub fn control_reason(code: &str, lang: Lang) -> String {
    say!(lang, "control-reason", reason = code, code = readable(code))
}

/// Why a row was rejected.
pub fn reject_reason(code: &str, lang: Lang) -> String {
    say!(lang, "reject-reason", reason = code, code = readable(code))
}

/// A rule by which a post counts as a copy.
pub fn duplicate_rule(code: &str, lang: Lang) -> String {
    say!(lang, "duplicate-rule", rule = code, code = readable(code))
}

/// The role of a column.
pub fn role(code: &str, lang: Lang) -> String {
    say!(lang, "role", role = code, code = readable(code))
}

/// How a column was found.
pub fn found(code: &str, lang: Lang) -> String {
    say!(lang, "found", found = code, code = readable(code))
}

/// How the class shares were made.
pub fn shares_method(code: &str, lang: Lang) -> String {
    say!(lang, "shares-method", method = code, code = readable(code))
}

/// The verdict in a word or two, as they stand alone.
pub fn verdict_name(code: VerdictCode, lang: Lang) -> String {
    let code = match code {
        VerdictCode::Harm => "harm",
        VerdictCode::Benefit => "benefit",
        VerdictCode::NoEvidence => "no_evidence",
        VerdictCode::Undetermined => "undetermined",
    };
    capitalised(&say!(lang, "verdict-name", code = code))
}

/// A sign for the verdict that does without colour.
pub fn verdict_sign(code: VerdictCode) -> &'static str {
    match code {
        VerdictCode::Harm => "▼",
        VerdictCode::Benefit => "▲",
        VerdictCode::NoEvidence => "=",
        VerdictCode::Undetermined => "?",
    }
}

/// A bucket: `day`.
pub fn bucket(code: &str, lang: Lang) -> String {
    say!(lang, "bucket", bucket = code)
}

/// A number of buckets: `90 days`.
pub fn buckets(n: usize, code: &str, lang: Lang) -> String {
    say!(lang, "buckets", bucket = code, n = n)
}

/// What the figures measure: `sentiment`, or the name of the column or series.
pub fn metric_name(metric: &Metric, lang: Lang) -> String {
    match metric {
        Metric::Model { .. } => say!(lang, "sentiment"),
        Metric::Column { column } => tame(column),
        Metric::Series { name } => tame(name),
    }
}

/// A language of posts by its code.
pub fn language(code: &str, lang: Lang) -> String {
    say!(lang, "language", code = code, other = readable(code))
}

/// A code as words.
fn readable(code: &str) -> String {
    tame(&code.replace('_', " "))
}
