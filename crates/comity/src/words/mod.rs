//! Sentences, names, numbers and dates in the reader's language.
//!
//! Every message lives in `locales/en` and `locales/it` (Fluent, a file for each kind of report) and is asked for with
//! [`say!`]. What comes out is plain text: whoever puts it into HTML escapes it. Names that come from the data pass through [`tame`] first, so that
//! no control character of a post reaches a terminal.

mod archetype;
mod caveat;
mod dates;
mod lead;
mod names;
mod numbers;
mod opinion;
mod terms;
mod verdict;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::Serialize;
use unic_langid::LanguageIdentifier;

pub use archetype::{archetype_name, probability};
pub use caveat::{caveat, list};
pub use dates::{Moment, month_long};
pub(crate) use dates::{clock, day, month};
pub use lead::{lead, needed};
pub use names::*;
pub use numbers::{Figures, chance, count, decimal, p_number, p_value, percent, points};
pub use opinion::*;
pub use terms::{Told, lint_finding, term_words, terms_fault};
pub use verdict::verdict;

/// A language in which Comity speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Italian.
    It,
}

impl Lang {
    /// Every language, English first.
    pub const ALL: [Self; 2] = [Self::En, Self::It];

    /// The code that HTML and files use.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::It => "it",
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::En));
static ITALIAN: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::It));

/// Every file of a language's folder, one after the other.
macro_rules! written {
    ($folder:literal) => {
        concat!(
            include_str!(concat!("../../locales/", $folder, "/audience.ftl")),
            include_str!(concat!("../../locales/", $folder, "/common.ftl")),
            include_str!(concat!("../../locales/", $folder, "/country.ftl")),
            include_str!(concat!("../../locales/", $folder, "/desk.ftl")),
            include_str!(concat!("../../locales/", $folder, "/imports.ftl")),
            include_str!(concat!("../../locales/", $folder, "/guests.ftl")),
            include_str!(concat!("../../locales/", $folder, "/mail.ftl")),
            include_str!(concat!("../../locales/", $folder, "/map.ftl")),
            include_str!(concat!("../../locales/", $folder, "/meta.ftl")),
            include_str!(concat!("../../locales/", $folder, "/moderation.ftl")),
            include_str!(concat!("../../locales/", $folder, "/opinion.ftl")),
            include_str!(concat!("../../locales/", $folder, "/participation.ftl")),
            include_str!(concat!("../../locales/", $folder, "/portal.ftl")),
            include_str!(concat!("../../locales/", $folder, "/portfolio.ftl")),
            include_str!(concat!("../../locales/", $folder, "/pulse.ftl")),
            include_str!(concat!("../../locales/", $folder, "/recognition.ftl")),
            include_str!(concat!("../../locales/", $folder, "/rating.ftl")),
            include_str!(concat!("../../locales/", $folder, "/roadmap.ftl")),
            include_str!(concat!("../../locales/", $folder, "/studio.ftl")),
            include_str!(concat!("../../locales/", $folder, "/study.ftl")),
            include_str!(concat!("../../locales/", $folder, "/systems.ftl")),
            include_str!(concat!("../../locales/", $folder, "/terms.ftl")),
            include_str!(concat!("../../locales/", $folder, "/voice.ftl")),
            include_str!(concat!("../../locales/", $folder, "/web.ftl")),
            include_str!(concat!("../../locales/", $folder, "/ways.ftl")),
        )
    };
}

/// The messages of a language as they are written.
fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::En => written!("en"),
        Lang::It => written!("it"),
    }
}

fn bundle(lang: Lang) -> Bundle {
    // The locale chooses plural forms only; both codes are well formed.
    let locale = lang.code().parse::<LanguageIdentifier>().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Isolation marks would show up as boxes in many terminals; `tame` removes what they would protect from.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| grouped(value, Lang::En),
        Lang::It => |value, _| grouped(value, Lang::It),
    }));
    // A faulty file still gives every message that parsed; the tests hold that none is faulty.
    let resource = FluentResource::try_new(source(lang).to_owned()).unwrap_or_else(|(parsed, _)| parsed);
    if bundle.add_resource(resource).is_err() {
        debug_assert!(false, "a message of {lang:?} is defined twice");
    }
    bundle
}

fn grouped(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(count(number.value.max(0.0) as u64, lang)),
        _ => None,
    }
}

/// The message `key` in `lang`, with its variables filled in. Prefer the macro [`say!`].
///
/// A key that does not exist comes back in angle brackets, and fails the tests.
pub fn message(lang: Lang, key: &str, variables: &[(&'static str, FluentValue<'_>)]) -> String {
    let bundle = match lang {
        Lang::En => &*ENGLISH,
        Lang::It => &*ITALIAN,
    };
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        debug_assert!(false, "no message {key} in {lang:?}");
        return format!("⟨{key}⟩");
    };
    let args: FluentArgs<'_> = variables.iter().map(|(name, value)| (*name, value.clone())).collect();
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    debug_assert!(errors.is_empty(), "message {key} in {lang:?}: {errors:?}");
    text
}

/// `say!(lang, "key", name = value, …)`: the message in the reader's language.
///
/// Integers choose plural forms and are grouped as the language groups them; every other value is text.
macro_rules! say {
    ($lang:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::words::message($lang, $key, &[$((stringify!($name), $value.into())),*])
    };
}
pub(crate) use say;

/// A name from the data, fit to be shown: one line, no control or direction-changing characters, at most 80 characters.
pub fn tame(name: &str) -> String {
    shorten(name, 80)
}

/// Like [`tame`], with at most `longest` characters, the last an ellipsis when something was cut.
pub fn shorten(text: &str, longest: usize) -> String {
    let visible = text.chars().filter(|c| !changes_direction(*c)).map(|c| if c.is_control() { ' ' } else { c });
    let mut kept = String::new();
    let mut length = 0;
    for c in visible {
        if c == ' ' && (kept.is_empty() || kept.ends_with(' ')) {
            continue;
        }
        if length == longest {
            kept.pop();
            kept.truncate(kept.trim_end().len());
            kept.push('…');
            return kept;
        }
        kept.push(c);
        length += 1;
    }
    kept.truncate(kept.trim_end().len());
    kept
}

/// Whether a character reorders the text around it (Unicode's bidirectional controls and line separators).
fn changes_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// The first letter as a capital, for a phrase that begins a sentence.
fn capitalised(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
