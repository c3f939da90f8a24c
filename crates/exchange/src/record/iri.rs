//! Names on the web for the parts of a record.

use std::fmt::Write as _;

/// Names within one record or receipt, which is named by its UUID (RFC 9562).
#[derive(Debug, Clone)]
pub struct Names {
    uuid: String,
}

impl Names {
    pub fn new(id: u128) -> Self {
        let hex = format!("{id:032x}");
        let (a, b, c, d, e) = (&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
        Self { uuid: format!("{a}-{b}-{c}-{d}-{e}") }
    }

    /// The UUID as it is written.
    pub fn uuid(&self) -> &str {
        &self.uuid
    }

    /// The record itself.
    pub fn whole(&self) -> String {
        format!("urn:uuid:{}", self.uuid)
    }

    /// A part of it, by words that may stand in a fragment as they are.
    pub fn part(&self, name: &str) -> String {
        format!("urn:uuid:{}#{name}", self.uuid)
    }

    /// Somebody outside it: by their own IRI where their id is one, else by a name within this record.
    pub fn outside(&self, role: &str, id: &str) -> String {
        if is_iri(id) { id.to_owned() } else { self.part(&format!("{role}-{}", escaped(id))) }
    }
}

/// Whether a text is an absolute IRI of a kind that names things, without anything that would have to be escaped in it.
pub fn is_iri(text: &str) -> bool {
    let named = ["https://", "http://", "urn:"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let plain = |c: char| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c);
    named.is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain))
}

/// Percent-encoded but for the unreserved characters (RFC 3986, 2.3).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte as char);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_iris_whatever_they_are_made_of() {
        let names = Names::new(0x0190_6f2a_11de_7abc_8000_0000_0000_0042);
        assert_eq!(names.whole(), "urn:uuid:01906f2a-11de-7abc-8000-000000000042");
        let check = |id: &str, expect: &str| {
            let expect = expect.replace('~', &names.whole());
            assert_eq!(names.outside("controller", id), expect, "{id:?}");
        };
        check("https://norda.example/#firm", "https://norda.example/#firm");
        check("Norda è", "~#controller-Norda%20%C3%A8");
        check("https://a b", "~#controller-https%3A%2F%2Fa%20b");
        check("javascript:x", "~#controller-javascript%3Ax");
    }
}
