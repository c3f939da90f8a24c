//! `comity sentiment score`

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use comity_measure::sentiment::{Score, Scorer};

use super::ModelOption;

/// Score texts, one a line
///
/// Writes one line for each line read, in the same order, as it goes: value, class and the probabilities of negative,
/// neutral and positive, tab separated. The value is P(positive) − P(negative).
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
            let done = if file.as_os_str() == "-" {
                stream(&mut io::stdin().lock(), &mut out, &mut scorer, self.json)
            } else {
                let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
                stream(&mut BufReader::with_capacity(1 << 16, opened), &mut out, &mut scorer, self.json)
            };
            match done {
                Ok(()) => {}
                Err(Broken::Output(error)) if error.kind() == ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
                Err(Broken::Output(error)) => return Err(error).context("cannot write the scores"),
                Err(Broken::Input(error)) => {
                    return Err(error).with_context(|| format!("cannot read {}", file.display()));
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Which side of a stream failed.
enum Broken {
    Input(io::Error),
    Output(io::Error),
}

fn stream(input: &mut impl BufRead, out: &mut impl Write, scorer: &mut Scorer, json: bool) -> Result<(), Broken> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line).map_err(Broken::Input)? == 0 {
            return out.flush().map_err(Broken::Output);
        }
        let score = match std::str::from_utf8(&line) {
            Ok(text) => scorer.score(text),
            Err(_) => scorer.score(&String::from_utf8_lossy(&line)),
        };
        write(out, &score, json).map_err(Broken::Output)?;
    }
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

    #[track_caller]
    fn check(input: &[u8], lines: usize) {
        for json in [false, true] {
            let mut out = Vec::new();
            let done = stream(&mut &input[..], &mut out, &mut Scorer::new(Model::built_in()), json);
            assert!(done.is_ok());
            assert_eq!(out.iter().filter(|&&b| b == b'\n').count(), lines);
        }
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
