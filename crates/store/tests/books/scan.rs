//! Looks through files for what may not be there, in every form in which it may lie in one.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// A text as itself and in small letters, each as UTF-8, as JSON with and without `\u`, as a form sends it, and in base64 at
/// each of three places.
pub fn forms(text: &str) -> Vec<Vec<u8>> {
    let mut forms: Vec<Vec<u8>> =
        [text.to_owned(), text.to_lowercase()].iter().flat_map(|text| forms_of(text)).collect();
    forms.sort();
    forms.dedup();
    forms
}

fn forms_of(text: &str) -> Vec<Vec<u8>> {
    let quoted = serde_json::to_string(text).unwrap();
    let json = &quoted[1..quoted.len() - 1];
    let escaped = |upper: bool| -> String {
        let unit = |unit: u16| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ if upper => format!("\\u{unit:04X}"),
            _ => format!("\\u{unit:04x}"),
        };
        json.encode_utf16().map(unit).collect()
    };
    let percent = |space: &str| -> String {
        let byte = |byte: u8| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            b' ' => space.to_owned(),
            _ => format!("%{byte:02X}"),
        };
        text.bytes().map(byte).collect()
    };
    let texts = [text.to_owned(), json.to_owned(), escaped(false), escaped(true), percent("+"), percent("%20")];
    let mut forms: Vec<Vec<u8>> = texts.into_iter().map(String::into_bytes).collect();
    for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
        // In base64 a text looks different at each of three places; what neighbours touch is cut off.
        for shift in 0..3 {
            let encoded = engine.encode([vec![0; shift], text.as_bytes().to_vec()].concat());
            forms.push(encoded.as_bytes()[if shift == 0 { 0 } else { 4 }..encoded.len() - 4].to_vec());
        }
    }
    forms
}

/// Every file below a folder, or the one file.
pub fn files(place: &Path) -> Vec<PathBuf> {
    if !place.is_dir() {
        return vec![place.to_owned()];
    }
    let entries = std::fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| files(&path)).collect()
}

/// Which of the needles, of four bytes and more, lie where in some bytes.
pub fn found_in<'n>(bytes: &[u8], needles: &'n [Vec<u8>]) -> Vec<&'n [u8]> {
    let mut starts: HashMap<[u8; 4], Vec<&'n [u8]>> = HashMap::new();
    for needle in needles {
        starts.entry(needle[..4].try_into().unwrap()).or_default().push(needle);
    }
    let mut found = Vec::new();
    for (at, start) in bytes.windows(4).enumerate() {
        let key: [u8; 4] = start.try_into().unwrap();
        for needle in starts.get(&key).into_iter().flatten() {
            if bytes[at..].starts_with(needle) && !found.contains(needle) {
                found.push(needle);
            }
        }
    }
    found
}

/// Which of the needles lie in which files below the folder.
pub fn scan(folder: &Path, needles: &[Vec<u8>]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for file in files(folder) {
        let bytes = std::fs::read(&file).unwrap();
        let here = found_in(&bytes, needles).into_iter();
        found.extend(here.map(|needle| (file.clone(), String::from_utf8_lossy(needle).into_owned())));
    }
    found
}

#[test]
fn the_scan_finds_what_lies_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    let text = "Zoë \"Zed\" Märker-7741 & others";
    let needles = forms(text);
    assert!(needles.len() >= 16 && needles.iter().all(|needle| needle.len() > 10), "{}", needles.len());
    for needle in &needles {
        std::fs::write(&file, [b"before ".as_slice(), needle, b" after"].concat()).unwrap();
        assert!(!scan(folder.path(), &needles).is_empty(), "{}", String::from_utf8_lossy(needle));
    }
    for before in ["", "x", "xx"] {
        std::fs::write(&file, STANDARD_NO_PAD.encode(format!("{before}{text} and more"))).unwrap();
        assert_eq!(scan(folder.path(), &needles).len(), 1, "{before}");
    }
    std::fs::write(&file, serde_json::json!({ "who": text }).to_string()).unwrap();
    assert_eq!(scan(folder.path(), &needles).len(), 1);
    std::fs::write(&file, "somebody else").unwrap();
    assert_eq!(scan(folder.path(), &needles), []);
}
