//! The script that most letters of a text are written in.

/// Writing systems as far as language identification needs to tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// No letters at all.
    None,
    /// Latin letters, with or without diacritics.
    Latin,
    /// The Arabic alphabet as Arabic uses it.
    Arabic,
    /// Devanagari.
    Devanagari,
    /// Any other: Greek, Cyrillic, Chinese, Thai and so on, or Arabic letters that only Persian, Urdu and others use.
    Other,
}

/// The script of the majority of letters.
///
/// A character of a script that packs a syllable or a word into one (kana, Hangul, Han) counts as three letters, so
/// that a Japanese sentence with a long English brand name stays Japanese.
pub(super) fn dominant(text: &str) -> Script {
    let (mut latin, mut arabic, mut not_arabic, mut devanagari, mut other) = (0u64, 0u64, 0u64, 0u64, 0u64);
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let byte = bytes[i];
        if byte < 0x80 {
            latin += u64::from(byte.is_ascii_alphabetic());
            i += 1;
            continue;
        }
        let Some(c) = text[i..].chars().next() else { break };
        i += c.len_utf8();
        match c as u32 {
            0xC0..=0x24F | 0x1E00..=0x1EFF if c.is_alphabetic() => latin += 1,
            // Letters that Persian, Urdu, Pashto and Kurdish add, and their forms of kaf and yeh.
            0x679 | 0x67E | 0x686 | 0x688 | 0x691 | 0x698 | 0x6A9 | 0x6AF | 0x6BA | 0x6BE | 0x6C1 | 0x6CC | 0x6D2 => {
                not_arabic += 1;
            }
            0x620..=0x64A | 0x671..=0x6D3 | 0xFB50..=0xFDCF | 0xFE70..=0xFEFC => arabic += 1,
            0x900..=0x97F => devanagari += 1,
            0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0x20000..=0x2FA1F => other += 3,
            // Mathematical and fullwidth letters are Latin in disguise; symbols and marks are nothing.
            0xFF21..=0xFF3A | 0xFF41..=0xFF5A | 0x1D400..=0x1D6A5 => latin += 1,
            0x370..=0x1FFF if c.is_alphabetic() => other += 1,
            0x2C00..=0x2DFF | 0xA000..=0xABFF | 0x10000..=0x1CFFF if c.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    let letters_of_arabic = arabic + not_arabic;
    let most = latin.max(letters_of_arabic).max(devanagari).max(other);
    if most == 0 {
        Script::None
    } else if most == other {
        Script::Other
    } else if most == devanagari {
        Script::Devanagari
    } else if most == letters_of_arabic {
        // Persian and Urdu write every sixth letter or so with one of theirs; in Arabic they are slips of the keyboard.
        if not_arabic * 12 > letters_of_arabic { Script::Other } else { Script::Arabic }
    } else {
        Script::Latin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_decides() {
        #[track_caller]
        fn check(text: &str, expect: Script) {
            assert_eq!(dominant(text), expect, "{text}");
        }
        check("", Script::None);
        check("12:30 🙂 !!", Script::None);
        check("where is my parcel", Script::Latin);
        check("¿Dónde está?", Script::Latin);
        check("أين طلبي", Script::Arabic);
        check("چرا گوشی من کار نمی‌کند", Script::Other);
        check("मेरा ऑर्डर कहाँ है", Script::Devanagari);
        check("где моя посылка", Script::Other);
        check("荷物はまだ届きません SuperShop", Script::Other);
        check("배송이 늦어요", Script::Other);
        check("πού είναι", Script::Other);
    }
}
