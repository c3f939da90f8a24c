//! Words brought to a common form: without the endings of number, gender and tense. Light on purpose: what is joined wrongly shows
//! as a bad suggestion, what is left apart is often found by another word.

/// The stem of a folded word (see [`crate::fold`]), of whichever of both languages it is: endings of either go.
pub fn stem(word: &str) -> &str {
    if !word.is_ascii() || word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word;
    }
    // Longer endings first; what stays is at least as long as the number says.
    const ENDINGS: [(&str, usize); 38] = [
        ("azione", 3),
        ("azioni", 3),
        ("amento", 3),
        ("amenti", 3),
        ("imento", 3),
        ("imenti", 3),
        ("ations", 3),
        ("ation", 3),
        ("mente", 4),
        ("ments", 4),
        ("ando", 3),
        ("endo", 3),
        ("ment", 4),
        ("ings", 3),
        ("ness", 4),
        ("are", 3),
        ("ere", 3),
        ("ire", 3),
        ("ate", 3),
        ("ati", 3),
        ("ato", 3),
        ("ata", 3),
        ("uto", 3),
        ("uti", 3),
        ("ing", 3),
        ("ies", 3),
        ("ers", 3),
        ("ed", 3),
        ("er", 3),
        ("es", 3),
        ("ly", 5),
        ("he", 4),
        ("hi", 4),
        ("s", 3),
        ("a", 3),
        ("e", 3),
        ("i", 3),
        ("o", 3),
    ];
    let ended = |(ending, least): &&(&str, usize)| word.ends_with(ending) && word.len() - ending.len() >= *least;
    let cut = ENDINGS.iter().find(ended).map_or(word, |(ending, _)| &word[..word.len() - ending.len()]);
    // carry and carries, running and run.
    let cut = if cut.len() > 3 { cut.strip_suffix('y').unwrap_or(cut) } else { cut };
    let doubled = cut.len() > 3 && cut.as_bytes()[cut.len() - 1] == cut.as_bytes()[cut.len() - 2];
    if doubled && cut.len() < word.len() { &cut[..cut.len() - 1] } else { cut }
}

/// Whether a folded word says so little that nothing is found by it: articles, pronouns, prepositions of both languages.
pub fn is_common(word: &str) -> bool {
    COMMON.binary_search(&word).is_ok()
}

/// Sorted, for looking up; a test holds it.
const COMMON: [&str; 128] = [
    "a", "ad", "agli", "ai", "al", "alla", "alle", "allo", "an", "anche", "and", "are", "as", "at", "avere", "be",
    "been", "but", "by", "c", "can", "che", "chi", "ci", "col", "come", "con", "could", "cui", "d", "da", "dai", "dal",
    "dalla", "degli", "dei", "del", "della", "delle", "dello", "di", "do", "does", "e", "ed", "essere", "for", "from",
    "gli", "ha", "had", "has", "have", "ho", "i", "if", "il", "in", "is", "it", "its", "l", "la", "le", "li", "lo",
    "ma", "me", "mi", "mio", "my", "ne", "negli", "nei", "nel", "nell", "nella", "nelle", "o", "of", "on", "or", "our",
    "per", "piu", "please", "possa", "quale", "quando", "questa", "questo", "s", "se", "si", "so", "sono", "su", "sui",
    "sul", "sulla", "t", "that", "the", "their", "them", "there", "they", "this", "ti", "to", "tra", "tu", "un", "una",
    "uno", "up", "us", "vi", "was", "we", "were", "when", "which", "will", "with", "would", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        let check = |words: &[&str]| {
            assert!(
                words.iter().all(|word| stem(word) == stem(words[0])),
                "{:?}",
                words.iter().map(|w| stem(w)).collect::<Vec<_>>()
            );
        };
        check(&["share", "shares", "shared", "sharing"]);
        check(&["bundle", "bundles"]);
        check(&["plan", "plans", "planning", "planned"]);
        check(&["family", "families"]);
        check(&["condividere", "condividi"]);
        check(&["famiglia", "famiglie"]);
        check(&["tariffa", "tariffe"]);
        check(&["banca", "banche"]);
        check(&["prenotazione", "prenotazioni", "prenotare", "prenotato"]);
        assert_eq!(stem("5g"), "5g");
        assert_eq!(stem("città"), "città");
    }

    #[test]
    fn common_words_are_sorted_and_folded() {
        assert!(COMMON.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(COMMON.iter().all(|word| crate::fold::words(word) == [*word]));
    }
}
