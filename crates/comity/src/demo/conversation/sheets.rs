//! The conversation as files in the form of a Polis export.

use std::collections::BTreeMap;
use std::io::Write;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Conversation, GROUPS};
use crate::words::Lang;

/// Writes the votes: a row for each one cast.
///
/// # Errors
/// When the writer fails.
pub fn votes(said: &Conversation, out: impl Write) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["timestamp", "datetime", "comment-id", "voter-id", "vote"])?;
    for vote in &said.votes {
        let [statement, person] = [vote.statement, vote.person].map(|number| number.to_string());
        csv.write_record([&vote.time.to_string(), &in_words(vote.time)?, &statement, &person, &vote.vote.to_string()])?;
    }
    csv.flush()?;
    Ok(())
}

/// Writes the statements with their counts; of several votes by a person the last counts.
///
/// # Errors
/// When the writer fails.
pub fn statements(said: &Conversation, lang: Lang, out: impl Write) -> anyhow::Result<()> {
    let last: BTreeMap<_, _> = said.votes.iter().map(|v| ((v.statement, v.person), v.vote)).collect();
    let mut csv = csv::Writer::from_writer(out);
    let columns =
        ["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"];
    csv.write_record(columns)?;
    for (number, (statement, (time, author))) in said.script.statement.iter().zip(&said.handed_in).enumerate() {
        let count = |vote: i8| last.iter().filter(|((of, _), cast)| *of == number && **cast == vote).count();
        let [id, author, agrees, disagrees] = [number, *author, count(1), count(-1)].map(|number| number.to_string());
        let text = match lang {
            Lang::En => &statement.en,
            Lang::It => &statement.it,
        };
        csv.write_record([&time.to_string(), &in_words(*time)?, &id, &author, &agrees, &disagrees, "1", text])?;
    }
    csv.flush()?;
    Ok(())
}

/// Writes what the conversation is about.
///
/// # Errors
/// When the writer fails.
pub fn summary(said: &Conversation, lang: Lang, out: impl Write) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["topic", said.script.topic.of(lang)])?;
    csv.write_record(["voters", &said.belongs.len().to_string()])?;
    csv.write_record(["statements", &said.script.statement.len().to_string()])?;
    csv.flush()?;
    Ok(())
}

/// Writes the truth: to which planted group each person belongs.
///
/// # Errors
/// When the writer fails.
pub fn groups(said: &Conversation, out: impl Write) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["voter-id", "group"])?;
    for (person, group) in (1..).zip(&said.belongs) {
        csv.write_record([format!("{person}").as_str(), GROUPS[*group]])?;
    }
    csv.flush()?;
    Ok(())
}

/// A time as an export writes it for readers.
fn in_words(time: i64) -> anyhow::Result<String> {
    let zoned = Timestamp::from_millisecond(time)?.to_zoned(TimeZone::UTC);
    Ok(zoned.strftime("%a %b %d %H:%M:%S UTC %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::super::{PEOPLE, simulate};
    use super::*;

    #[test]
    fn counts_are_those_of_the_last_votes() {
        let said = simulate(1).unwrap();
        let mut bytes = Vec::new();
        statements(&said, Lang::En, &mut bytes).unwrap();
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(bytes.as_slice()).records().map(Result::unwrap).collect();
        let cell = |row: usize, column: usize| -> usize { rows[row][column].parse().unwrap() };
        assert_eq!(rows.len(), 24);
        // Nearly all agree with the first two; some pass.
        for row in [0, 1] {
            assert!(cell(row, 4) > 8 * cell(row, 5) && cell(row, 4) + cell(row, 5) < PEOPLE, "{:?}", rows[row]);
        }
    }

    #[test]
    fn every_statement_is_there_in_both_languages() {
        let said = simulate(1).unwrap();
        let text = |lang| {
            let mut bytes = Vec::new();
            statements(&said, lang, &mut bytes).unwrap();
            summary(&said, lang, &mut bytes).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        let (english, italian) = (text(Lang::En), text(Lang::It));
        assert!(english.contains("simulated") && italian.contains("simulazione"));
        assert!(
            said.script.statement.iter().all(|s| italian.contains(&s.it) && english.contains(&s.en) && s.it != s.en)
        );
    }

    #[test]
    fn times_are_written_for_readers() {
        assert_eq!(in_words(1_770_000_000_000).unwrap(), "Mon Feb 02 02:40:00 UTC 2026");
    }
}
