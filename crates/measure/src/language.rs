//! Which language a post is written in.
//!
//! Eight languages are told apart, those that the sentiment model knows. The script decides where it can (Devanagari,
//! Arabic, and every script that none of the eight uses); among posts in Latin letters a small linear model decides.
//! Short posts often carry too little to tell, and stay unknown.

use std::fmt;
use std::str::FromStr;

mod model;
mod script;

pub use model::{LanguageModel, LanguageModelError};
use script::Script;

/// One of the languages that Comity reads, in alphabetical order of their English names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// Arabic, `ar`.
    #[serde(rename = "ar")]
    Arabic,
    /// English, `en`.
    #[serde(rename = "en")]
    English,
    /// French, `fr`.
    #[serde(rename = "fr")]
    French,
    /// German, `de`.
    #[serde(rename = "de")]
    German,
    /// Hindi, `hi`, in Devanagari or, as mostly on social media, in Latin letters.
    #[serde(rename = "hi")]
    Hindi,
    /// Italian, `it`.
    #[serde(rename = "it")]
    Italian,
    /// Portuguese, `pt`.
    #[serde(rename = "pt")]
    Portuguese,
    /// Spanish, `es`.
    #[serde(rename = "es")]
    Spanish,
}

impl Language {
    /// Number of languages.
    pub const COUNT: usize = 8;

    /// All languages, in the order of [`Language::index`].
    pub const ALL: [Language; Language::COUNT] = [
        Language::Arabic,
        Language::English,
        Language::French,
        Language::German,
        Language::Hindi,
        Language::Italian,
        Language::Portuguese,
        Language::Spanish,
    ];

    /// Position in [`Language::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Two-letter code of ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Language::Arabic => "ar",
            Language::English => "en",
            Language::French => "fr",
            Language::German => "de",
            Language::Hindi => "hi",
            Language::Italian => "it",
            Language::Portuguese => "pt",
            Language::Spanish => "es",
        }
    }

    /// English name.
    pub const fn name(self) -> &'static str {
        match self {
            Language::Arabic => "Arabic",
            Language::English => "English",
            Language::French => "French",
            Language::German => "German",
            Language::Hindi => "Hindi",
            Language::Italian => "Italian",
            Language::Portuguese => "Portuguese",
            Language::Spanish => "Spanish",
        }
    }

    /// Reads a code as people write it: `en`, `EN`, `en-GB`, `pt_BR`, the three-letter `eng`, or the English name.
    pub fn from_code(code: &str) -> Option<Language> {
        let code = code.trim();
        let primary = code.split(['-', '_']).next().unwrap_or(code);
        Language::ALL.into_iter().find(|language| {
            primary.eq_ignore_ascii_case(language.code())
                || primary.eq_ignore_ascii_case(language.code3())
                || primary.eq_ignore_ascii_case(language.name())
        })
    }

    /// Three-letter code of ISO 639-3 (also the terminological one of ISO 639-2).
    pub const fn code3(self) -> &'static str {
        match self {
            Language::Arabic => "ara",
            Language::English => "eng",
            Language::French => "fra",
            Language::German => "deu",
            Language::Hindi => "hin",
            Language::Italian => "ita",
            Language::Portuguese => "por",
            Language::Spanish => "spa",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is no code of a language that Comity reads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no language that Comity reads; use one of ar, en, fr, de, hi, it, pt, es")]
pub struct UnknownLanguage(pub String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Language::from_code(text).ok_or_else(|| UnknownLanguage(text.to_owned()))
    }
}

/// What [`identify`] found.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Identified {
    /// The language, or nothing when it is none of the eight or cannot be told.
    pub language: Option<Language>,
    /// How sure, in [0, 1]. Without a language: how sure that it is none of the eight, so 0 for an empty post and
    /// 1 for one in Japanese.
    pub confidence: f32,
}

impl Identified {
    /// Nothing can be said.
    pub const UNKNOWN: Identified = Identified { language: None, confidence: 0.0 };
}

/// Names the language of a post.
///
/// Mentions, links and hashtags are not looked at. Never panics; the same text gives the same answer everywhere.
pub fn identify(text: &str) -> Identified {
    match script::dominant(text) {
        Script::None => Identified::UNKNOWN,
        Script::Devanagari => Identified { language: Some(Language::Hindi), confidence: 0.95 },
        Script::Arabic => Identified { language: Some(Language::Arabic), confidence: 0.95 },
        Script::Other => Identified { language: None, confidence: 1.0 },
        Script::Latin => {
            let (language, confidence) = LanguageModel::built_in().identify(text);
            Identified { language, confidence }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_write_them() {
        #[track_caller]
        fn check(code: &str, expect: Option<Language>) {
            assert_eq!(Language::from_code(code), expect, "{code}");
        }
        check("en", Some(Language::English));
        check("EN-gb", Some(Language::English));
        check(" pt_BR ", Some(Language::Portuguese));
        check("ita", Some(Language::Italian));
        check("German", Some(Language::German));
        check("", None);
        check("nl", None);
        check("und", None);
    }

    #[test]
    fn posts_are_identified() {
        #[track_caller]
        fn check(text: &str, expect: Option<Language>) {
            assert_eq!(identify(text).language, expect, "{text}: {:?}", identify(text));
        }
        check("I still have not received my parcel, what is going on?", Some(Language::English));
        check("omg this new update is so good lol", Some(Language::English));
        check("je n'ai toujours pas reçu mon colis, c'est incroyable", Some(Language::French));
        check("ich warte immer noch auf mein Paket und niemand antwortet", Some(Language::German));
        check("non ho ancora ricevuto il pacco, ma quando arriva?", Some(Language::Italian));
        check("ainda não recebi a minha encomenda, o que está acontecendo?", Some(Language::Portuguese));
        check("todavía no he recibido mi pedido, ¿qué pasa?", Some(Language::Spanish));
        check("yaar mera parcel abhi tak nahi aaya hai, kya kar rahe ho", Some(Language::Hindi));
        check("मेरा पार्सल अभी तक नहीं आया", Some(Language::Hindi));
        check("لم يصل الطرد حتى الآن", Some(Language::Arabic));
        check("ik heb mijn pakket nog steeds niet gekregen, wat is dit", None);
        check("jag har fortfarande inte fått mitt paket och ingen svarar", None);
        check("bu uygulama neden açılmıyor, çok kötü bir gün oldu benim için", None);
        check("kenapa aplikasi ini tidak bisa dibuka, saya sudah coba dari tadi pagi", None);
        check("荷物がまだ届きません", None);
        check("@someone http://x.yz", None);
        check("", None);
    }

    #[test]
    fn every_code_comes_back() {
        for (i, language) in Language::ALL.into_iter().enumerate() {
            assert_eq!(language.index(), i);
            assert_eq!(language.code().parse(), Ok(language));
            assert_eq!(Language::from_code(language.code3()), Some(language));
        }
    }
}
