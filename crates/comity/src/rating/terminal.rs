//! Ratings on the terminal: a sentence for each object, a table, and whether the raters agree.

use unicode_width::UnicodeWidthStr as _;

use super::outcome::Outcome;
use super::sentence::{agreement_sentence, gaps, place_sentence, total};
use crate::words::{Lang, archetype_name, count, say, shorten, tame};

/// More sentences than this would push the table off the screen; they are in the report.
const SENTENCES: usize = 8;

/// What the terminal shows, `width` columns wide.
pub fn terminal(outcome: &Outcome, lang: Lang, width: usize, report: Option<&str>) -> String {
    let mut text = String::new();
    for object in outcome.objects.iter().take(SENTENCES) {
        paragraph(&mut text, &place_sentence(object, lang), width);
    }
    text.push('\n');
    table(&mut text, outcome, lang);
    for gap in gaps(outcome, lang) {
        text.push('\n');
        paragraph(&mut text, &gap, width);
    }
    text.push('\n');
    paragraph(&mut text, &agreement_sentence(outcome, lang), width);
    if !outcome.rejected.is_empty() {
        paragraph(&mut text, &rejected(outcome, lang), width);
    }
    if let Some(report) = report {
        paragraph(&mut text, &say!(lang, "rating-report-at", path = shorten(report, 4096)), width);
    }
    text
}

/// How many cells and rows could not be used, by reason.
pub fn rejected(outcome: &Outcome, lang: Lang) -> String {
    let n: usize = outcome.rejected.values().sum();
    let reasons = outcome
        .rejected
        .iter()
        .map(|(&reason, &n)| say!(lang, "rating-reject", reason = reason, n = count(n as u64, lang)));
    say!(lang, "rating-rejected", n = n, reasons = reasons.collect::<Vec<_>>().join(", "))
}

fn table(text: &mut String, outcome: &Outcome, lang: Lang) {
    let mut rows = vec![[
        say!(lang, "rating-column-object"),
        say!(lang, "rating-column-participation"),
        say!(lang, "rating-column-information"),
        say!(lang, "rating-column-raters"),
        say!(lang, "rating-column-archetype"),
    ]];
    for object in &outcome.objects {
        let named = object.archetype.map_or_else(
            || if object.between.is_empty() { "–".to_owned() } else { say!(lang, "rating-on-midline") },
            |archetype| archetype_name(archetype, lang),
        );
        rows.push([
            shorten(&tame(&object.name), 32),
            total(object, object.participation, lang),
            total(object, object.information, lang),
            object.raters.to_string(),
            object.shares(lang).unwrap_or(named),
        ]);
    }
    let widths: [usize; 5] =
        std::array::from_fn(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0));
    for row in &rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
            let gap = " ".repeat(width.saturating_sub(cell.width()));
            let right = (1..4).contains(&column);
            line += &if right { format!("{gap}{cell}") } else { format!("{cell}{gap}") };
            line += "  ";
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

fn paragraph(text: &mut String, sentence: &str, width: usize) {
    let mut column = 0;
    for word in sentence.split(' ').filter(|word| !word.is_empty()) {
        if column > 0 && column + 1 + word.width() > width {
            text.push('\n');
            column = 0;
        }
        if column > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += word.width();
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rating::sample;

    #[test]
    fn samples_in_both_languages() {
        for (name, outcome) in sample::all() {
            for lang in Lang::ALL {
                let text = terminal(&outcome(lang), lang, 90, Some("ratings.html"));
                assert!(!text.contains("NaN") && !text.chars().any(|c| c.is_control() && c != '\n'), "{text}");
                insta::assert_snapshot!(format!("rating-{name}-{}", lang.code()), text);
            }
        }
    }
}
