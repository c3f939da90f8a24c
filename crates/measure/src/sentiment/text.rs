//! Undoing what exports do to texts: HTML entities and `\u2019` escapes.

/// Longest entity read, without `&` and `;`.
const LONGEST_ENTITY: usize = 8;

/// True if `decode` could change anything, so that the usual text is never copied.
pub(super) fn needs_decoding(text: &str) -> bool {
    memchr::memchr2(b'&', b'\\', text.as_bytes()).is_some()
}

/// Writes `text` to `out` (emptied first) with HTML entities and JSON-like escapes replaced.
///
/// Entities are undone twice, as exports often escape twice (`&amp;lt;3`). What is no known entity stays as it is.
pub(super) fn decode(text: &str, out: &mut String) {
    out.clear();
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'&', b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = if rest.starts_with('&') { entity(rest) } else { escape(rest) };
        match found {
            Some((c, used)) => {
                out.push(c);
                rest = &rest[used..];
            }
            None => {
                out.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

/// The character of the entity that `text` starts with, and the bytes it takes.
fn entity(text: &str) -> Option<(char, usize)> {
    let (name, used) = named(text)?;
    // `&amp;lt;` is an entity of an entity.
    if name == "amp"
        && let Some((inner, more)) = named_without_ampersand(&text[used..])
    {
        return Some((value(inner)?, used + more));
    }
    Some((value(name)?, used))
}

/// Splits `&name;…` into the name and the length with `&` and `;`.
fn named(text: &str) -> Option<(&str, usize)> {
    let (name, used) = named_without_ampersand(text.strip_prefix('&')?)?;
    Some((name, used + 1))
}

fn named_without_ampersand(text: &str) -> Option<(&str, usize)> {
    let end = text.bytes().take(LONGEST_ENTITY + 1).position(|b| b == b';')?;
    let name = &text[..end];
    value(name).map(|_| (name, end + 1))
}

fn value(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "hellip" => '…',
        "rsquo" | "lsquo" => '\'',
        "rdquo" | "ldquo" => '"',
        "ndash" | "mdash" => '-',
        _ => return None,
    })
}

/// The character of the escape (`\u2019`, a pair of surrogates, `\n`, `\"`) that `text` starts with.
fn escape(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    match bytes.get(1)? {
        b'u' => {
            let high = unit(text, 2)?;
            if (0xD800..0xDC00).contains(&high) {
                if bytes.get(6..8) != Some(b"\\u") {
                    return None;
                }
                let low = unit(text, 8).filter(|low| (0xDC00..0xE000).contains(low))?;
                return Some((char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))?, 12));
            }
            Some((char::from_u32(high)?, 6))
        }
        b'"' => Some(('"', 2)),
        // A backslash before a letter is more often a face (`:\n`) or a path than an escape; only this one is common.
        b'n' if bytes.get(2).is_none_or(|b| !b.is_ascii_lowercase()) => Some((' ', 2)),
        _ => None,
    }
}

fn unit(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 4)?;
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_and_escapes_are_undone() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            let mut out = String::from("left over");
            decode(text, &mut out);
            assert_eq!(out, expect);
        }
        check("plain", "plain");
        check("fish &amp; chips", "fish & chips");
        check("&lt;3 &amp;lt;3", "<3 <3");
        check("it&#39;s &#x1F600;", "it's 😀");
        check("I\\u2019m in\\u002c then out", "I’m in, then out");
        check("\\ud83d\\ude0d", "😍");
        check("\\ud83d alone", "\\ud83d alone");
        check("AT&T; R&D & \\", "AT&T; R&D & \\");
        check("&#xD800; &#99999999;", "&#xD800; &#99999999;");
        check(":\\ \\u12", ":\\ \\u12");
        check("ends &amp", "ends &amp");
        check("&é;\\ué", "&é;\\ué");
    }
}
