//! `comity sentiment score`

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use comity_intake::{LineReader, ReadError};
use comity_measure::sentiment::{Score, Scorer};

use super::ModelOption;

/// Score texts, one a line
///
/// Writes one line for each line read, in the same order, as it goes: value, class and the probabilities of negative,
/// neutral and positive, tab separated. The value is P(positive) − P(negative). A line with nothing on it has no score: its
/// class is `empty` and its figures are left out (in JSON: null). Text may be UTF-8, UTF-16 or Windows-1252, gzipped or not.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity sentiment score posts.txt > scores.tsv
  cut -f5 export.tsv | comity sentiment score --json")]
pub struct ScoreTexts {
    /// Files to read; `-`, or none, for standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    model: ModelOption,
    /// Write one JSON object a line
    #[arg(long)]
    json: bool,
}

impl ScoreTexts {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let model = super::model(self.model.model.as_deref())?;
        let mut scorer = Scorer::new(&model);
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let files = if self.files.is_empty() { vec![PathBuf::from("-")] } else { self.files };
        for file in &files {
            match stream(&mut LineReader::open(file)?, &mut out, &mut scorer, self.json) {
                Ok(()) => {}
                Err(Broken::Output(error)) if error.kind() == ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
                Err(Broken::Output(error)) => return Err(error).context("cannot write the scores"),
                Err(Broken::Input(error)) => {
                    // What was read before is scored, and stays so.
                    out.flush().context("cannot write the scores")?;
                    return Err(error.into());
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Which side of a stream failed.
enum Broken {
    Input(ReadError),
    Output(io::Error),
}

fn stream(input: &mut LineReader, out: &mut impl Write, scorer: &mut Scorer, json: bool) -> Result<(), Broken> {
    while let Some(line) = input.next_line().map_err(Broken::Input)? {
        let written =
            if line.trim().is_empty() { write_empty(out, json) } else { write(out, &scorer.score(line), json) };
        written.map_err(Broken::Output)?;
    }
    out.flush().map_err(Broken::Output)
}

/// As many fields as any other line has.
fn write_empty(out: &mut impl Write, json: bool) -> io::Result<()> {
    out.write_all(if json {
        b"{\"value\":null,\"class\":\"empty\",\"probabilities\":null}\n"
    } else {
        b"\tempty\t\t\t\n"
    })
}

fn write(out: &mut impl Write, score: &Score, json: bool) -> io::Result<()> {
    if json {
        serde_json::to_writer(&mut *out, score)?;
        return out.write_all(b"\n");
    }
    four_decimals(out, score.value)?;
    write!(out, "\t{}", score.class)?;
    for probability in score.probabilities {
        out.write_all(b"\t")?;
        four_decimals(out, probability)?;
    }
    out.write_all(b"\n")
}

/// A number in [−1, 1] with four decimals: printing floats one by one would take longer than scoring the post.
fn four_decimals(out: &mut impl Write, value: f32) -> io::Result<()> {
    let units = (f64::from(value) * 10_000.0).round() as i32;
    let digit = |of: i32| b'0' + (of % 10) as u8;
    let size = units.abs();
    let text = [digit(size / 10_000), b'.', digit(size / 1_000), digit(size / 100), digit(size / 10), digit(size)];
    if units < 0 {
        out.write_all(b"-")?;
    }
    out.write_all(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use comity_measure::sentiment::Model;

    fn scored(input: &[u8], json: bool) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("posts.txt");
        std::fs::write(&path, input).unwrap();
        let mut out = Vec::new();
        let done = stream(&mut LineReader::open(&path).unwrap(), &mut out, &mut Scorer::new(Model::built_in()), json);
        assert!(done.is_ok());
        String::from_utf8(out).unwrap()
    }

    #[track_caller]
    fn check(input: &[u8], lines: usize) {
        for json in [false, true] {
            assert_eq!(scored(input, json).lines().count(), lines);
        }
    }

    #[test]
    fn an_empty_line_is_marked_and_keeps_its_place() {
        let said = scored(b"lovely\n \t\nawful\n\n", false);
        let classes: Vec<&str> = said.lines().filter_map(|line| line.split('\t').nth(1)).collect();
        assert_eq!(classes, ["positive", "empty", "negative", "empty"], "{said}");
        assert!(said.lines().all(|line| line.split('\t').count() == 5), "{said}");
        for line in scored(b"lovely\n\n", true).lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["value", "class", "probabilities"], "{line}");
        }
    }

    #[test]
    fn the_encoding_and_the_line_end_change_no_score() {
        let plain = scored("perché no? è bellissimo\nawful".as_bytes(), false);
        let utf16: Vec<u8> =
            "\u{FEFF}perché no? è bellissimo\r\nawful\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(scored(&utf16, false), plain);
        assert_eq!(scored(b"perch\xe9 no? \xe8 bellissimo\nawful\n", false), plain);
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(&utf16).unwrap();
        assert_eq!(scored(&packed.finish().unwrap(), false), plain);
    }

    #[test]
    fn numbers_have_four_decimals() {
        #[track_caller]
        fn check(value: f32, expect: &str) {
            let mut out = Vec::new();
            four_decimals(&mut out, value).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expect);
        }
        check(0.0, "0.0000");
        check(-0.000_01, "0.0000");
        check(1.0, "1.0000");
        check(-0.123_46, "-0.1235");
        check(0.07, "0.0700");
    }

    #[test]
    fn every_line_gets_a_line() {
        check(b"", 0);
        check(b"\n\n", 2);
        check(b"lovely\nawful", 2);
        check(b"caf\xE9 \xFF\xFE\0 ok\r\n", 1);
        check(&vec![b'x'; 10_000_000], 1);
        check("so good! ".repeat(1_000_000).as_bytes(), 1);
    }
}
