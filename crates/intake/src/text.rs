//! Bytes to text: UTF-8, and Windows-1252 for what is not.

use encoding_rs::WINDOWS_1252;

/// Decodes bytes that are not UTF-8 as Windows-1252, which gives every byte a character, into `out`.
///
/// Files put together from several sources often hold both; Windows-1252 is what the other half nearly always is.
#[cold]
pub(crate) fn decode_windows_1252(bytes: &[u8], out: &mut String) {
    out.clear();
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    out.push_str(&text);
}

/// The text of `bytes`, and whether it had to be taken for Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> (String, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), false),
        Err(_) => {
            let mut out = String::new();
            decode_windows_1252(bytes, &mut out);
            (out, true)
        }
    }
}

/// Longest excerpt of a rejected record, in characters.
const EXCERPT: usize = 160;

/// The beginning of a record, for a person who looks for it: decoded, cut, and marked where it was cut.
pub(crate) fn excerpt(bytes: &[u8]) -> String {
    // A character takes at most four bytes, so this is more than enough and never a whole oversized record.
    let head = &bytes[..bytes.len().min(EXCERPT * 4 + 4)];
    let text = match std::str::from_utf8(head) {
        Ok(text) => text.to_owned(),
        // Cut in the middle of a character: what comes before it is still UTF-8.
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(&head[..error.valid_up_to()]).into_owned(),
        Err(_) => decode(head).0,
    };
    let text = text.trim_end_matches(['\r', '\n']);
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        let check = |bytes: &[u8], text: &str, fallback| assert_eq!(decode(bytes), (text.to_owned(), fallback));
        check("caffè €".as_bytes(), "caffè €", false);
        check(b"caff\xe8 \x80", "caffè €", true);
        check(b"", "", false);
        check(b"\x81", "\u{81}", true);
    }

    #[test]
    fn excerpts() {
        let check = |bytes: &[u8], expect: &str| assert_eq!(excerpt(bytes), expect);
        check(b"a,b\r\n", "a,b");
        check("é".repeat(160).as_bytes(), &"é".repeat(160));
        check("é".repeat(1000).as_bytes(), &format!("{}…", "é".repeat(160)));
        check("日".repeat(1000).as_bytes(), &format!("{}…", "日".repeat(160)));
        check(b"\xe8 la vie", "è la vie");
    }
}
