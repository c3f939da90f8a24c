//! Tables of the simulated portfolio: its events, the sheets of three raters, and the truth.

use std::io::Write;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::draw::normal;
use super::names::{FIRMS, industry};
use super::plan::{Event, QUESTIONS};
use crate::words::Lang;

/// Kinds of capital, as tables call them in either language.
pub const CAPITAL: [&str; 4] = ["economic", "cultural", "social", "information"];
/// Columns of the eight questions, as the instrument calls them.
const QUESTION: [&str; QUESTIONS] =
    ["research", "content", "logistics", "service", "volunteered", "observed", "inferred", "third_party"];
/// By how much each rater is milder than the others; it makes no difference to the mean.
const MILDER: [f64; 3] = [0.35, 0.0, -0.35];
/// Standard deviation of what a rater sees otherwise in one answer.
const SLIP: f64 = 0.6;
/// Share of questions that a rater cannot answer.
const OPEN: f64 = 0.015;

/// Writes the table of events.
///
/// # Errors
/// When the writer fails.
pub fn events(events: &[Event], lang: Lang, out: impl Write) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(match lang {
        Lang::En => ["unit", "date", "event", "kind", "industry", "capital", "simulated"],
        Lang::It => ["marca", "data", "evento", "tipo", "settore", "capitale", "simulato"],
    })?;
    for event in events {
        let firm = &FIRMS[event.firm];
        let (name, date) = (event.name(lang), event.date()?.to_string());
        let offered: Vec<&str> = event.capital.iter().map(|capital| said(capital, lang)).collect();
        let offered = offered.join("; ");
        let yes = match lang {
            Lang::En => "yes",
            Lang::It => "sì",
        };
        csv.write_record([
            firm.name,
            &date,
            &name,
            event.kind.name.of(lang),
            industry(firm.sector, lang),
            &offered,
            yes,
        ])?;
    }
    csv.flush()?;
    Ok(())
}

/// Writes what the raters filled in: a row for each event and rater.
///
/// # Errors
/// When the writer fails.
pub fn ratings(events: &[Event], seed: u64, lang: Lang, out: impl Write) -> anyhow::Result<()> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(15);
    let mut csv = csv::Writer::from_writer(out);
    let (head, rater) = match lang {
        Lang::En => (["event", "rater", "industry"], "Simulated rater"),
        Lang::It => (["evento", "valutatore", "settore"], "Valutatore simulato"),
    };
    csv.write_record(head.into_iter().chain(QUESTION))?;
    for event in events {
        for (number, milder) in (1..).zip(MILDER) {
            let mut row = vec![
                event.name(lang),
                format!("{rater} {number}"),
                industry(FIRMS[event.firm].sector, lang).to_owned(),
            ];
            for level in event.levels {
                let seen = (level + milder + SLIP * normal(&mut random)).round().clamp(0.0, 7.0);
                row.push(if random.random_bool(OPEN) { String::new() } else { format!("{seen:.0}") });
            }
            csv.write_record(row)?;
        }
    }
    csv.flush()?;
    Ok(())
}

/// Writes the truth: for each event its totals and what it adds to the mean of what is meant.
///
/// # Errors
/// When the writer fails.
pub fn truth(events: &[Event], lang: Lang, out: impl Write) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(match lang {
        Lang::En => ["event", "participation", "information", "effect"],
        Lang::It => ["evento", "partecipazione", "informazione", "effetto"],
    })?;
    for event in events {
        let [participation, information] = event.totals().map(|total| format!("{total:.1}"));
        csv.write_record([event.name(lang), participation, information, format!("{:.3}", event.effect)])?;
    }
    csv.flush()?;
    Ok(())
}

fn said(capital: &str, lang: Lang) -> &str {
    match (lang, capital) {
        (Lang::En, _) => capital,
        (Lang::It, "economic") => "economico",
        (Lang::It, "cultural") => "culturale",
        (Lang::It, "social") => "sociale",
        (Lang::It, "information") => "informativo",
        (Lang::It, other) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan::{EVENTS, plan};
    use super::*;

    fn table(write: impl Fn(&mut Vec<u8>) -> anyhow::Result<()>) -> (csv::StringRecord, Vec<csv::StringRecord>) {
        let mut bytes = Vec::new();
        write(&mut bytes).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        (reader.headers().unwrap().clone(), reader.records().collect::<Result<_, _>>().unwrap())
    }

    #[test]
    fn every_event_has_a_row_with_nothing_left_open() {
        let all = plan(1).unwrap();
        for lang in Lang::ALL {
            let (_, rows) = table(|out| events(&all, lang, out));
            assert_eq!(rows.len(), EVENTS);
            assert!(rows.iter().all(|row| row.iter().all(|cell| !cell.is_empty())));
            let (_, rows) = table(|out| truth(&all, lang, out));
            assert_eq!(rows.len(), EVENTS);
        }
    }

    #[test]
    fn raters_come_near_the_levels() {
        let all: Vec<Event> = (0..5).flat_map(|seed| plan(seed).unwrap()).collect();
        let (head, rows) = table(|out| ratings(&all, 1, Lang::En, out));
        assert_eq!((head.len(), rows.len()), (3 + QUESTIONS, 3 * all.len()));
        // The mean of three raters, times the number of questions, against the total, where nobody left one open.
        let mut errors = Vec::new();
        for (event, rows) in all.iter().zip(rows.chunks(3)) {
            let scores: Option<Vec<f64>> =
                rows.iter().flat_map(|row| row.iter().skip(3).take(4)).map(|cell| cell.parse().ok()).collect();
            if let Some(scores) = scores {
                errors.push(scores.iter().sum::<f64>() / 3.0 - event.totals()[0]);
            }
        }
        let mean = errors.iter().sum::<f64>() / errors.len() as f64;
        assert!(errors.len() > all.len() / 2 && mean.abs() < 0.4, "{mean}");
        assert!(errors.iter().all(|error| error.abs() < 4.0), "{errors:?}");
    }
}
