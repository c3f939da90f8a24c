//! Reading labelled posts in the forms in which research corpora come.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use comity_measure::language::Language;
use comity_measure::sentiment::{Class, Example};

use super::{lines, read_lossy};

/// Labelled posts, and how many rows were left out for which reason.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    pub examples: Vec<Example>,
    pub rejected: BTreeMap<&'static str, usize>,
}

/// Reads files and folders, folders with what is in them, in the order of their names.
pub(super) fn read(paths: &[PathBuf], language: Language) -> anyhow::Result<Corpus> {
    let mut corpus = Corpus::default();
    for path in paths {
        let before = corpus.examples.len();
        corpus.path(path, language)?;
        if corpus.examples.len() == before {
            bail!(
                "found no labelled posts in {}; expected *_text.txt with *_labels.txt, or .tsv or .csv files",
                path.display()
            );
        }
    }
    Ok(corpus)
}

impl Corpus {
    fn path(&mut self, path: &Path, language: Language) -> anyhow::Result<()> {
        if !path.is_dir() {
            return self.file(path, language);
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let language = Language::from_code(&name).unwrap_or(language);
        let listed = std::fs::read_dir(path).with_context(|| format!("cannot read the folder {}", path.display()))?;
        let mut inside = listed.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
        inside.sort();
        for path in inside {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let known = name.ends_with("_text.txt") || name.ends_with(".tsv") || name.ends_with(".csv");
            if path.is_dir() || known {
                self.path(&path, language)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, language: Language) -> anyhow::Result<()> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let reserved = name.starts_with("val_");
        let text = read_lossy(path)?;
        if let Some(stem) = name.strip_suffix("_text.txt") {
            let labels = path.with_file_name(format!("{stem}_labels.txt"));
            self.pair(path, &text, &labels, language, reserved)
        } else if name.ends_with(".csv") {
            self.table(path, &text, b',', language, reserved)
        } else if lines(&text).first().is_some_and(|line| columns_named(line, '\t').is_some()) {
            self.table(path, &text, b'\t', language, reserved)
        } else {
            self.semeval(&text, language, reserved);
            Ok(())
        }
    }

    /// One text a line, and its label on the same line of another file.
    fn pair(
        &mut self,
        path: &Path,
        text: &str,
        labels: &Path,
        language: Language,
        reserved: bool,
    ) -> anyhow::Result<()> {
        let label_text = read_lossy(labels)?;
        let (texts, label_lines) = (lines(text), lines(&label_text));
        if texts.len() != label_lines.len() {
            bail!(
                "{} has {} lines and {} has {}; each text needs one label on the same line",
                path.display(),
                texts.len(),
                labels.display(),
                label_lines.len()
            );
        }
        for (i, (text, label)) in texts.iter().zip(label_lines).enumerate() {
            let class = label.parse().with_context(|| format!("{}, line {}", labels.display(), i + 1))?;
            self.add(None, text, class, language, reserved);
        }
        Ok(())
    }

    /// Tab separated without a header: id, label, text; some rows have an empty fourth column or a topic before the
    /// label. Texts are in quotes here and there, which are left: they are the tweets' own or do no harm.
    fn semeval(&mut self, text: &str, language: Language, reserved: bool) {
        for line in lines(text) {
            let columns: Vec<&str> = line.trim_end().split('\t').collect();
            let label = columns.iter().skip(1).position(|column| column.parse::<Class>().is_ok()).map(|at| at + 1);
            let Some((at, class)) = label.and_then(|at| Some((at, columns[at].parse().ok()?))) else {
                self.reject("no label that is negative, neutral or positive");
                continue;
            };
            let Some(text) = columns.get(at + 1).filter(|text| !text.trim().is_empty()) else {
                self.reject("no text");
                continue;
            };
            self.add(columns[0].trim().parse().ok(), text, class, language, reserved);
        }
    }

    /// A table with a header that names a text and a label column.
    fn table(
        &mut self,
        path: &Path,
        text: &str,
        separator: u8,
        language: Language,
        reserved: bool,
    ) -> anyhow::Result<()> {
        let Some((text_at, label_at, id_at)) = lines(text).first().and_then(|l| columns_named(l, separator as char))
        else {
            bail!("{} has no header with the columns `text` and `label`", path.display());
        };
        for record in records(text, separator).into_iter().skip(1) {
            let column = |at: usize| record.get(at).map_or("", String::as_str);
            match column(label_at).parse() {
                Ok(class) => {
                    let id = id_at.and_then(|at| column(at).trim().parse().ok());
                    self.add(id, column(text_at), class, language, reserved);
                }
                Err(_) => self.reject("no label that is negative, neutral or positive"),
            }
        }
        Ok(())
    }

    fn add(&mut self, id: Option<u64>, text: &str, class: Class, language: Language, reserved: bool) {
        let text = text.trim();
        if text.eq_ignore_ascii_case("not available") {
            return self.reject("text not available");
        }
        self.examples.push(Example { id, text: text.to_owned(), class, language, reserved });
    }

    fn reject(&mut self, reason: &'static str) {
        *self.rejected.entry(reason).or_default() += 1;
    }
}

/// Places of text, label and id in a header.
fn columns_named(header: &str, separator: char) -> Option<(usize, usize, Option<usize>)> {
    let names: Vec<String> =
        header.split(separator).map(|name| name.trim().trim_matches('"').to_ascii_lowercase()).collect();
    let at = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
    Some((at(&["text", "tweet", "post"])?, at(&["label", "sentiment", "class"])?, at(&["id", "tweet_id"])))
}

/// Records of a table with quotes as in RFC 4180.
fn records(text: &str, separator: u8) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                field.push('"');
                chars.next();
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            c if !quoted && c == separator as char => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                if field.ends_with('\r') {
                    field.pop();
                }
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            c => field.push(c),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads files of a folder named `folder`; gives text, class and language of each post, and the rows left out.
    fn read_files(folder: &str, files: &[(&str, &str)]) -> (Vec<(String, Class, Language, bool)>, usize) {
        let temporary = tempfile::tempdir().unwrap();
        let inside = temporary.path().join(folder);
        std::fs::create_dir(&inside).unwrap();
        for (name, content) in files {
            std::fs::write(inside.join(name), content).unwrap();
        }
        let corpus = read(&[inside], Language::English).unwrap();
        let posts = corpus.examples.into_iter().map(|e| (e.text, e.class, e.language, e.reserved)).collect();
        (posts, corpus.rejected.values().sum())
    }

    #[test]
    fn every_form_is_read() {
        #[track_caller]
        fn check(folder: &str, files: &[(&str, &str)], expect: &[(&str, Class, Language, bool)], rejected: usize) {
            let (posts, left_out) = read_files(folder, files);
            let posts: Vec<_> = posts.iter().map(|(t, c, l, r)| (t.as_str(), *c, *l, *r)).collect();
            assert_eq!(posts, expect);
            assert_eq!(left_out, rejected);
        }
        let (english, italian) = (Language::English, Language::Italian);
        let pairs = [("train_text.txt", " ciao \nche noia\n"), ("train_labels.txt", "2\n0\n")];
        check(
            "italian",
            &pairs,
            &[("ciao", Class::Positive, italian, false), ("che noia", Class::Negative, italian, false)],
            0,
        );
        let pairs = [("val_text.txt", "hm"), ("val_labels.txt", "1")];
        check("any", &pairs, &[("hm", Class::Neutral, english, true)], 0);
        let table = "7\tpositive\t\"fine day\n8\tneutral\tNot Available\t\n9\tbad\tx\n10\ttopic\tnegative\tso late\t\n";
        let expect = [("\"fine day", Class::Positive, english, false), ("so late", Class::Negative, english, false)];
        check("x", &[("a.tsv", table)], &expect, 2);
        let table = "id,text,label\r\n1,\"one, \"\"two\"\"\nthree\",positive\r\n2,four,neutral";
        let expect =
            [("one, \"two\"\nthree", Class::Positive, english, false), ("four", Class::Neutral, english, false)];
        check("x", &[("a.csv", table)], &expect, 0);
        check("x", &[("a.tsv", "label\ttext\n0\tfive")], &[("five", Class::Negative, english, false)], 0);
    }

    #[test]
    fn unusable_input_is_explained() {
        #[track_caller]
        fn check(files: &[(&str, &str)], expect: &str) {
            let folder = tempfile::tempdir().unwrap();
            for (name, content) in files {
                std::fs::write(folder.path().join(name), content).unwrap();
            }
            let error = format!("{:#}", read(&[folder.path().to_owned()], Language::English).unwrap_err());
            assert!(error.contains(expect), "{error}");
        }
        check(&[], "found no labelled posts");
        check(&[("a_text.txt", "one\ntwo\n"), ("a_labels.txt", "1\n")], "has 2 lines");
        check(&[("a_text.txt", "one\n"), ("a_labels.txt", "7\n")], "line 1");
        check(&[("a_text.txt", "one\n")], "cannot read");
        check(&[("a.csv", "words\nx")], "no header");
    }
}
