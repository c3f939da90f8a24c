//! Invented ratings for tests.

use std::fmt::Write as _;

use super::{Names, Options, Outcome, rate};
use crate::words::Lang;

/// Makes a sample in a language.
pub type Sample = Box<dyn Fn(Lang) -> Outcome>;

/// Every sample, by name.
pub fn all() -> Vec<(&'static str, Sample)> {
    let of = |text: String| -> Sample { Box::new(move |lang| outcome(&text, lang)) };
    vec![
        ("three-raters", of(three_raters())),
        (
            "one-rater",
            of(HEADER.to_owned()
                + "Lend a bike,Ada,Banks,6,5,6,5,1,2,0,1,\nClinic diary,Ada,healthcare,1,2,0,4,5,6,5,5,\n"),
        ),
        (
            "midline",
            of(HEADER.to_owned()
                + "Even,Ada,,4,4,3,3,4,4,3,3,shared\nEven,Bo,,4,3,4,3,3,3,4,4,\nHalf,Ada,,7,7,7,,1,1,1,1,firm\n"),
        ),
        (
            "hostile",
            of(HEADER.to_owned()
                + "<script>alert(1)</script>\u{202e}\u{1b}[31m,<b>&,<i>,7,7,7,7,0,0,0,0,customer\nplain,x,,9,1,2,3,4,5,6,7,nobody\n"),
        ),
    ]
}

const HEADER: &str = "exchange,rater,industry,research,content,logistics,service,volunteered,observed,inferred,third-party,service control\n";

/// Twelve exchanges and three raters, of whom the third is stricter and once sees something else.
pub fn three_raters() -> String {
    let mut text = HEADER.to_owned();
    for exchange in 0..12 {
        for (rater, name) in ["Ada", "Bo", "Cleo"].into_iter().enumerate() {
            let industry = ["Banks", "", "Telecoms"][exchange % 3];
            let _ = write!(text, "Exchange {},{name},{industry}", exchange + 1);
            for question in 0..8 {
                let level = if question < 4 { exchange * 7 % 12 } else { exchange * 5 % 12 } / 2 + question % 2;
                let seen = level + usize::from((exchange + question + rater) % 4 == 0);
                let seen = seen.saturating_sub(usize::from(rater == 2)).min(7);
                let seen = if (exchange, question, rater) == (3, 2, 2) { 0 } else { seen };
                let _ = write!(text, ",{seen}");
            }
            let _ = writeln!(text, ",{}", ["firm", "shared", "customer"][(exchange + rater) % 3]);
        }
    }
    text
}

/// What a table of ratings comes to.
pub fn outcome(text: &str, lang: Lang) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ratings.csv");
    std::fs::write(&file, text).unwrap();
    let options = Options { files: vec![file], names: Names::default(), industries: None, lang, seed: 1 };
    rate(&options).unwrap().0
}
