//! Tables as text (RFC 4180).

/// Rows with the line ends of the standard. A cell that a spreadsheet would run as a formula begins with an apostrophe.
pub fn csv<'a, R: IntoIterator<Item = &'a str>>(rows: impl IntoIterator<Item = R>) -> String {
    let mut out = String::new();
    for row in rows {
        for (place, cell) in row.into_iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            push(cell, &mut out);
        }
        out.push_str("\r\n");
    }
    out
}

fn push(cell: &str, out: &mut String) {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if cell.contains(['"', ',', '\r', '\n']) {
        out.push('"');
        out.push_str(guard);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_reader_reads_what_was_meant_and_no_spreadsheet_runs_it() {
        let hard = ["a", "=1+1", "+39 02", "-x", "@a", "\t=1", "\r=1", "a \"b\", c", "two\r\nlines", "", "1-1", "a=b"];
        let text = csv([hard, hard]);
        assert!(text.ends_with("\r\n"), "{text:?}");
        let mut reader = csv_reader(&text);
        let rows: Vec<Vec<String>> = reader.deserialize().map(Result::unwrap).collect();
        let guarded =
            ["a", "'=1+1", "'+39 02", "'-x", "'@a", "'\t=1", "'\r=1", "a \"b\", c", "two\r\nlines", "", "1-1", "a=b"];
        assert_eq!(rows, [guarded, guarded]);
    }

    fn csv_reader(text: &str) -> ::csv::Reader<&[u8]> {
        ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes())
    }
}
