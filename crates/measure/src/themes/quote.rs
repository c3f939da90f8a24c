//! Posts as they may be quoted: short, and without what leads back to a person.

use crate::words::{Kind, Word, Words};

/// Usual length of a quotation in characters.
pub const LENGTH: usize = 140;

/// `text` with mentions, addresses, long numbers and booking codes masked, and words with a capital that `common` does not
/// know, as they may be names; cut at a word to at most `length` characters, the ellipsis included.
///
/// ```
/// use comity_measure::themes::quote::quote;
/// let post = "@air_co Maria at the desk was kind, call 555-1234 567 or ref AB12CD";
/// assert_eq!(quote(post, 140, |word| word != "maria"), "@… [name] at the desk was kind, call [number] or ref [code]");
/// assert_eq!(quote(post, 16, |_| true), "@… Maria at the…");
/// ```
pub fn quote(text: &str, length: usize, common: impl Fn(&str) -> bool) -> String {
    let words = Words::of(text);
    let mut masked = String::new();
    let mut copied = 0;
    let all: Vec<Word> = words.iter().collect();
    let mut position = 0;
    while let Some(word) = all.get(position) {
        let original = &text[word.at.clone()];
        let (mask, taken) = match word.kind {
            Kind::Mention => (Some("@…"), 1),
            Kind::Url => (Some("[link]"), 1),
            Kind::Email => (Some("[mail]"), 1),
            Kind::Number | Kind::Word if digits(original) > 0 && letters(original) > 0 => {
                (is_code(original).then_some("[code]"), 1)
            }
            Kind::Number => long_number(text, &all[position..]).map_or((None, 1), |taken| (Some("[number]"), taken)),
            Kind::Word if may_be_name(original) && !common(word.text) => (Some("[name]"), 1),
            _ => (None, 1),
        };
        let end = all[position + taken - 1].at.end;
        masked.push_str(&text[copied..word.at.start]);
        match mask {
            // A first name and a surname are one name.
            Some("[name]") if masked.trim_end().ends_with("[name]") => masked.truncate(masked.trim_end().len()),
            Some(mask) => masked.push_str(mask),
            None => masked.push_str(&text[word.at.start..end]),
        }
        copied = end;
        position += taken;
    }
    masked.push_str(&text[copied..]);
    let plain: Vec<&str> = masked.split_whitespace().collect();
    shorten(&plain.join(" "), length)
}

fn digits(word: &str) -> usize {
    word.bytes().filter(u8::is_ascii_digit).count()
}

fn letters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphabetic()).count()
}

/// Letters and digits mixed as in a booking reference; `10am`, `24h` and `iphone6` are none.
fn is_code(word: &str) -> bool {
    let long = word.chars().count() >= 5;
    let turns = word.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit()).count();
    long && (turns > 1 || digits(word) >= 4)
}

/// How many words a number of five digits and more takes, written in groups or not.
fn long_number(text: &str, words: &[Word]) -> Option<usize> {
    let mut total = 0;
    let mut last: Option<&Word> = None;
    let mut taken = 0;
    for word in words {
        let between = last.map_or("", |last| &text[last.at.end..word.at.start]);
        if word.kind != Kind::Number || !between.chars().all(|c| matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '+')) {
            break;
        }
        total += digits(&text[word.at.clone()]);
        taken += 1;
        last = Some(word);
    }
    (total >= 5).then_some(taken)
}

/// A capital first and small letters after it.
fn may_be_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase)
}

/// Cuts at a space so that the rest and an ellipsis fit.
fn shorten(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    let room = text.char_indices().nth(length.saturating_sub(1)).map_or(text.len(), |(byte, _)| byte);
    let cut = if text[room..].starts_with(' ') { room } else { text[..room].rfind(' ').unwrap_or(room) };
    format!("{}…", text[..cut].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(quote(text, 60, |word| !matches!(word, "anna" | "rossi")), expect);
    }

    #[test]
    fn what_leads_back_is_masked() {
        check("mail a.b@c.org or see http://x.org/1", "mail [mail] or see [link]");
        check("call +39 06 1234 5678 today", "call +[number] today");
        check("record 0162389030167, flight 45", "record [number], flight 45");
        check("ref QX7PLM and AA12345 at 10am, 24h, iphone6", "ref [code] and [code] at 10am, 24h, iphone6");
        check("thanks Anna Rossi and ANNA", "thanks [name] and ANNA");
    }

    #[test]
    fn long_posts_are_cut_at_a_word() {
        check(
            "one two three four five six seven eight nine ten eleven twelve",
            "one two three four five six seven eight nine ten eleven…",
        );
        check(&"x".repeat(70), &format!("{}…", "x".repeat(59)));
        assert_eq!(quote("", 0, |_| true), "");
    }

    proptest! {
        #[test]
        fn never_longer_than_asked(text in "\\PC{0,120}|([A-Za-z0-9@.,/ ]|😀){0,80}", length in 1..100_usize) {
            prop_assert!(quote(&text, length, |_| false).chars().count() <= length);
        }
    }
}
