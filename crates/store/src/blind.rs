//! Finding somebody by mail address or external id without keeping either in the clear.

use crate::error::{Error, Invalid};
use crate::id::FirmId;
use crate::seal::Key;

/// A keyed digest under which a value can be found again.
pub(crate) type Blind = [u8; 32];

/// A mail address, in the one form in which it is compared.
///
/// # Errors
/// Nothing that mail could be sent to: no single `@`, spaces or control characters, longer than 254 bytes.
pub(crate) fn mail(address: &str) -> Result<String, Error> {
    let address = address.trim().to_lowercase();
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"');
    let sound = address.len() <= 254
        && !address.contains(odd)
        && matches!(address.split('@').collect::<Vec<_>>().as_slice(), [who, at] if !who.is_empty() && !at.is_empty());
    if sound { Ok(address) } else { Err(Invalid::Mail.into()) }
}

/// An external id, in the one form in which it is compared. Upper and lower case differ: they may to the firm.
///
/// # Errors
/// Empty, longer than 200 characters, or with control characters.
pub(crate) fn external(id: &str) -> Result<String, Error> {
    text(id, 200)
}

/// A text of one line.
///
/// # Errors
/// Empty, longer than `longest` characters, or with characters that cannot be shown.
pub(crate) fn text(text: &str, longest: usize) -> Result<String, Error> {
    let text = text.trim();
    // Marks that turn the direction of writing could make a name read as something else.
    let odd = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let sound = !text.is_empty() && text.chars().count() <= longest && !text.contains(odd);
    if sound { Ok(text.to_owned()) } else { Err(Invalid::Text.into()) }
}

/// The digest of a mail address that [`mail`] gave, within one firm.
pub(crate) fn of_mail(key: &Key, firm: FirmId, mail: &str) -> Blind {
    key.derive("comity blind mail 1", &[firm.bytes().as_slice(), mail.as_bytes()].concat())
}

/// The digest of an external id that [`external`] gave, within one firm.
pub(crate) fn of_external(key: &Key, firm: FirmId, id: &str) -> Blind {
    key.derive("comity blind external 1", &[firm.bytes().as_slice(), id.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_addresses() {
        let check = |text: &str, expect: Option<&str>| assert_eq!(mail(text).ok().as_deref(), expect, "{text:?}");
        check(" Ada@Example.com ", Some("ada@example.com"));
        check("a@b", Some("a@b"));
        for bad in ["", "@", "a@", "@b", "a", "a@b@c", "a b@c", "a@b\n", "<a@b>", &format!("{}@b", "x".repeat(260))] {
            check(bad.trim_end_matches('\n'), mail(bad).ok().as_deref());
            assert!(mail(bad).is_err() || bad.ends_with('\n'), "{bad:?}");
        }
    }

    #[test]
    fn texts_that_deceive_are_refused() {
        assert_eq!(text("  Ada Lovelace ", 50).unwrap(), "Ada Lovelace");
        for bad in ["", "   ", "a\u{0}b", "a\u{202e}b", "abc"] {
            assert!(text(bad, 2).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_same_address_is_another_one_at_another_firm() {
        let key = Key::from_bytes([1; 32]);
        let (one, two) = (FirmId::new(), FirmId::new());
        assert_eq!(of_mail(&key, one, "a@b"), of_mail(&key, one, "a@b"));
        assert_ne!(of_mail(&key, one, "a@b"), of_mail(&key, two, "a@b"));
        assert_ne!(of_mail(&key, one, "a@b"), of_external(&key, one, "a@b"));
    }
}
