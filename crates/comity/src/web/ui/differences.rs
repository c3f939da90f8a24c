//! What changed between two versions of terms, in words.

use comity_exchange::difference::{Favours, What};

use crate::words::{Lang, say};

/// What a change touches.
pub fn change_words(what: What, lang: Lang) -> String {
    let code = match what {
        What::Added => "added",
        What::Removed => "removed",
        What::Words => "words",
        What::Control => "control",
        What::Information => "information",
        What::Work => "work",
        What::Benefits => "benefits",
        What::Required => "required",
        What::Counter => "counter",
        What::Setting => "setting",
        What::Leaving => "leaving",
        What::Meaning => "meaning",
        What::Document => "document",
    };
    say!(lang, "web-change", what = code)
}

/// The tone of a chip for whom a change favours, and its name.
pub fn favours_tone(favours: Favours) -> (&'static str, &'static str) {
    match favours {
        Favours::Nobody => ("still", "nobody"),
        Favours::Person => ("person", "person"),
        Favours::Firm => ("firm", "firm"),
    }
}
