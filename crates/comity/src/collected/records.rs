//! A table of any size, a record at a time, with the line on which each begins. Encodings, byte order marks and gzip are as everywhere
//! else; commas, semicolons, tabs and bars part the fields; quotes hold whatever they hold, line ends too.

use std::path::Path;

use anyhow::bail;
use comity_intake::LineReader;

/// Bytes that a record may have. The longest idea with its answer is some 60,000.
const LONGEST: usize = 1 << 20;

/// Reads a table.
pub struct Records {
    lines: LineReader,
    delimiter: char,
    line: u64,
}

/// A record being read, line by line.
struct Splitter {
    delimiter: char,
    fields: Vec<String>,
    field: String,
    /// Within quotes.
    quoted: bool,
    /// Nothing of the field was read yet, so that a quote would open it.
    fresh: bool,
}

impl Splitter {
    fn new(delimiter: char) -> Self {
        Self { delimiter, fields: Vec::new(), field: String::new(), quoted: false, fresh: true }
    }

    /// Takes a line; says whether the record ends with it.
    fn take(&mut self, line: &str) -> bool {
        if self.quoted {
            self.field.push('\n');
        }
        let mut characters = line.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '"' if self.quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    self.field.push('"');
                }
                '"' if self.quoted => self.quoted = false,
                '"' if self.fresh => self.quoted = true,
                c if c == self.delimiter && !self.quoted => {
                    self.fields.push(std::mem::take(&mut self.field));
                    self.fresh = true;
                    continue;
                }
                c => self.field.push(c),
            }
            self.fresh = false;
        }
        if !self.quoted {
            self.fields.push(std::mem::take(&mut self.field));
        }
        !self.quoted
    }
}

/// What parts the fields of a table: what stands most often outside quotes in its first line.
fn delimiter_of(line: &str) -> char {
    let (mut quoted, mut counts) = (false, [0_usize; 4]);
    const KNOWN: [char; 4] = [',', ';', '\t', '|'];
    for c in line.chars() {
        match KNOWN.iter().position(|known| *known == c) {
            _ if c == '"' => quoted = !quoted,
            Some(at) if !quoted => counts[at] += 1,
            _ => {}
        }
    }
    // Of equals the first: a comma where there is none at all.
    let most = counts.iter().max().copied().unwrap_or_default();
    counts.iter().position(|count| *count == most).map_or(',', |at| KNOWN[at])
}

impl Records {
    /// Opens a table and reads its heads.
    ///
    /// # Errors
    /// It cannot be read, is no text, or is empty; the message says what to do.
    pub fn open(path: &Path) -> anyhow::Result<(Self, Vec<String>)> {
        let mut records = Self { lines: LineReader::open(path)?.longest(LONGEST), delimiter: ',', line: 0 };
        let first = loop {
            let Some(line) = records.lines.next_line()? else {
                bail!("the file is empty: its first line has to name the columns");
            };
            records.line += 1;
            if !line.trim().is_empty() {
                break line.to_owned();
            }
        };
        records.delimiter = delimiter_of(&first);
        let heads = records.whole(&first)?;
        Ok((records, heads.into_iter().map(|head| head.trim().to_owned()).collect()))
    }

    /// The next record with the line on which it begins; nothing at the end. Lines on which nothing stands are none.
    ///
    /// # Errors
    /// The file is cut off or damaged, or a quote is never closed; the message names the line.
    pub fn next(&mut self) -> anyhow::Result<Option<(u64, Vec<String>)>> {
        let first = loop {
            let Some(line) = self.lines.next_line()? else { return Ok(None) };
            self.line += 1;
            if !line.trim().is_empty() {
                break line.to_owned();
            }
        };
        let line = self.line;
        Ok(Some((line, self.whole(&first)?)))
    }

    /// Bytes of the file that were read.
    pub fn bytes_read(&self) -> u64 {
        self.lines.bytes_read()
    }

    /// The record that begins with a line.
    fn whole(&mut self, first: &str) -> anyhow::Result<Vec<String>> {
        let (begins, mut bytes) = (self.line, first.len());
        let mut splitter = Splitter::new(self.delimiter);
        let mut ends = splitter.take(first);
        while !ends {
            let Some(line) = self.lines.next_line()? else {
                bail!("line {begins}: a quote opens in this row and never closes");
            };
            self.line += 1;
            bytes += line.len() + 1;
            if bytes > LONGEST {
                bail!("line {begins}: a quote opens in this row and is not closed within {LONGEST} bytes");
            }
            ends = splitter.take(line);
        }
        Ok(splitter.fields)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn read(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, String> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let (mut records, heads) = Records::open(file.path()).map_err(|error| format!("{error:#}"))?;
        let mut all = vec![(1, heads)];
        while let Some(record) = records.next().map_err(|error| format!("{error:#}"))? {
            all.push(record);
        }
        Ok(all)
    }

    #[test]
    fn records_of_any_form() {
        let check = |bytes: &[u8], expect: &[(u64, &[&str])]| {
            let expect: Vec<(u64, Vec<String>)> =
                expect.iter().map(|(n, row)| (*n, row.iter().map(|f| (*f).to_owned()).collect())).collect();
            assert_eq!(read(bytes).unwrap(), expect, "{:?}", String::from_utf8_lossy(bytes));
        };
        check(b"a,b\n1,2\n", &[(1, &["a", "b"]), (2, &["1", "2"])]);
        check(b"\xef\xbb\xbfa;b\r\n1;\"x;\"\"y\"\"\"\r\n", &[(1, &["a", "b"]), (2, &["1", "x;\"y\""])]);
        check(b"a\tb\ncaff\xe8\t\n", &[(1, &["a", "b"]), (2, &["caff\u{e8}", ""])]);
        check(b"a,b\n\"1\n2\",3\n\n4,5", &[(1, &["a", "b"]), (2, &["1\n2", "3"]), (5, &["4", "5"])]);
        check(b"title\n5\" screen\n\"\"\n", &[(1, &["title"]), (2, &["5\" screen"]), (3, &[""])]);
        check(b"\"a,x\";b\n1;2;3\n", &[(1, &["a,x", "b"]), (2, &["1", "2", "3"])]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let check = |bytes: &[u8], part: &str| {
            let said = read(bytes).unwrap_err();
            assert!(said.contains(part), "{said}");
        };
        check(b"", "the file is empty");
        check(b"\n\n", "the file is empty");
        check(b"a,b\n1,2\n3,\"4\n5,6\n", "line 3: a quote opens in this row and never closes");
        let long = format!("a\n\"{}\n\"", "x\n".repeat(LONGEST));
        check(long.as_bytes(), "line 2: a quote opens in this row and is not closed within");
        check(b"PK\x03\x04....", "ZIP");
    }
}
