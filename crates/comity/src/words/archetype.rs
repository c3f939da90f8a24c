//! Archetypes and how surely something is one.

use comity_measure::position::Archetype;

use super::{Lang, percent, say};

/// The archetype's name, as it stands alone.
pub fn archetype_name(archetype: Archetype, lang: Lang) -> String {
    say!(lang, "archetype", archetype = archetype.name())
}

/// A probability in whole percent; near certainty is never written as certainty.
pub fn probability(p: f64, lang: Lang) -> String {
    match p {
        p if p >= 0.995 => format!(">\u{a0}{}", percent(0.99, lang)),
        p if p < 0.005 => format!("<\u{a0}{}", percent(0.01, lang)),
        p => percent((100.0 * p).round() / 100.0, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_certain() {
        let check = |p: f64, expect: &str| assert_eq!(probability(p, Lang::En), expect, "{p}");
        check(1.0, ">\u{a0}99%");
        check(0.994, "99%");
        check(0.613, "61%");
        check(0.051, "5%");
        check(0.0, "<\u{a0}1%");
    }
}
