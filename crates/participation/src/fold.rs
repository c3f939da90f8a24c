//! Words without case, accents and hidden characters, so that what reads the same is the same.

/// The words of a text, folded: small letters without accents; runs of letters and digits, everything else parts them.
/// `l'offerta` is two words, and so is `don't`.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars().filter(|c| !is_hidden(*c)) {
        if c.is_alphanumeric() {
            push(c, &mut word);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The same words, each with the form in which it was written, in small letters with its accents: to be shown.
pub fn forms(text: &str) -> Vec<(String, String)> {
    let (mut all, mut word, mut form) = (Vec::new(), String::new(), String::new());
    for c in text.chars() {
        if is_hidden(c) {
            // An accent that stands by itself belongs to the letter before it; what cannot be seen is left out.
            form.extend(Some(c).filter(|c| ('\u{300}'..='\u{36f}').contains(c) && !word.is_empty()));
        } else if c.is_alphanumeric() {
            push(c, &mut word);
            form.extend(c.to_lowercase());
        } else if !word.is_empty() {
            all.push((std::mem::take(&mut word), std::mem::take(&mut form)));
        }
    }
    if !word.is_empty() {
        all.push((word, form));
    }
    all
}

/// Characters that change no word: soft hyphens, joiners, zero-width spaces, accents that stand by themselves.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{300}'..='\u{36f}')
}

fn push(c: char, word: &mut String) {
    for c in c.to_lowercase().filter(|c| !is_hidden(*c)) {
        match base(c) {
            Some(base) => word.push_str(base),
            None => word.push(c),
        }
    }
}

/// What a small Latin letter with an accent is without it. Covers the letters of European languages, and letters of full
/// width.
fn base(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ａ'..='ｚ' => WIDE.get(c as usize - 'ａ' as usize).copied()?,
        _ => return None,
    })
}

const WIDE: [&str; 26] = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w",
    "x", "y", "z",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_folded() {
        let check = |text: &str, expect: &[&str]| assert_eq!(words(text), expect, "{text:?}");
        check("Perché l'OFFERTA è già scaduta?", &["perche", "l", "offerta", "e", "gia", "scaduta"]);
        check("perche\u{301} Straße ŒUVRE ｆｒｅｅ 5G", &["perche", "strasse", "oeuvre", "free", "5g"]);
        check("  …—👍  ", &[]);
        check("İstanbul", &["istanbul"]);
    }

    #[test]
    fn a_form_keeps_its_accents() {
        let check = |text: &str, expect: &[&str]| {
            let all = forms(text);
            assert_eq!(all.iter().map(|(_, form)| form.as_str()).collect::<Vec<_>>(), expect, "{text:?}");
        };
        check("Perché l'OFFERTA…", &["perché", "l", "offerta"]);
        check("perche\u{301} wait\u{ad}ing \u{301}", &["perche\u{301}", "waiting"]);
    }

    proptest! {
        #[test]
        fn forms_are_forms_of_the_words(text in "\\PC{0,60}") {
            prop_assert_eq!(forms(&text).into_iter().map(|(word, _)| word).collect::<Vec<_>>(), words(&text));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,60}") {
            let once = words(&text);
            prop_assert_eq!(words(&once.join(" ")), once);
        }
    }
}
