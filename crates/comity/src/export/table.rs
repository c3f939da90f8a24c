//! The tables of an export: their columns, and the cells of a row.

use comity_store::{ActivityView, By, CommentOut, ContributionOut, Part};
use serde_json::{Map, Value, json};

use crate::web::harmless;
use crate::web::ui::machine_time;
use crate::web::way::words;
use crate::words::Lang;

/// A row: cells in the order of its table's columns.
pub type Row = Vec<Value>;

/// A table of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    Activities,
    Contributions,
    Statements,
    Votes,
    Outcomes,
    Comments,
}

impl Table {
    /// Every one, in the order in which they are packed.
    pub const ALL: [Self; 6] =
        [Self::Activities, Self::Contributions, Self::Statements, Self::Votes, Self::Outcomes, Self::Comments];

    /// The name of its files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Activities => "activities",
            Self::Contributions => "contributions",
            Self::Statements => "statements",
            Self::Votes => "votes",
            Self::Outcomes => "outcomes",
            Self::Comments => "comments",
        }
    }

    /// Its columns. Those of contributions are known by their names when they are brought in again.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Activities => {
                &["activity", "kind", "title", "stage", "opens", "closes", "outcome", "answer", "answered_at"]
            }
            Self::Contributions => &[
                "activity",
                "id",
                "kind",
                "title",
                "body",
                "language",
                "by",
                "at",
                "stage",
                "status",
                "status_name",
                "showing",
                "merged_into",
                "votes",
                "comments",
                "answer",
                "answered_at",
                "waits_since",
            ],
            Self::Statements => {
                &["activity", "id", "text", "language", "by", "at", "status", "status_name", "showing", "waits_since"]
            }
            Self::Votes => &["activity", "contribution", "for", "against", "pass", "counted_before"],
            Self::Outcomes => &["activity", "contribution", "outcome", "words", "by", "at"],
            Self::Comments => &["activity", "contribution", "id", "reply_to", "by", "text", "at", "showing"],
        }
    }
}

/// A moment, or nothing.
fn moment(at: Option<i64>) -> Value {
    at.map_or(Value::Null, |at| machine_time(comity_exchange::time::Timestamp(at)).into())
}

fn by(by: By) -> &'static str {
    match by {
        By::You | By::Customer => "customer",
        By::Firm => "firm",
        By::Gone => "gone",
        By::Elsewhere => "elsewhere",
    }
}

fn showing(part: &Part) -> &'static str {
    match part {
        Part::Queued => "queued",
        Part::Shown => "shown",
        Part::Declined { .. } => "declined",
        Part::Withdrawn => "withdrawn",
    }
}

/// What became of something, by the name of the rules.
fn kind<T: serde::Serialize>(kind: &T) -> Value {
    serde_json::to_value(kind).unwrap_or_default()
}

/// The words of a status.
fn status(activity: &ActivityView, name: &str, lang: Lang) -> String {
    let found = activity.activity.statuses.iter().find(|status| status.name.as_str() == name);
    found.map_or_else(|| name.to_owned(), |status| words(&status.words, lang))
}

/// The row of an activity.
pub fn activity(one: &ActivityView, lang: Lang) -> Row {
    let (own, outcome) = (&one.activity, one.activity.outcome.as_ref());
    vec![
        json!(one.id.to_string()),
        json!(one.kind()),
        json!(words(&own.title, lang)),
        json!(own.place.stage.name()),
        moment(Some(own.opens.0)),
        moment(own.closes.map(|at| at.0)),
        outcome.map_or(Value::Null, |outcome| kind(&outcome.kind)),
        json!(outcome.map(|outcome| outcome.words.as_str())),
        moment(outcome.map(|outcome| outcome.at.0)),
    ]
}

/// What a contribution is in a table; nothing where it has no row there.
pub fn contribution(table: Table, activity: &ActivityView, one: &ContributionOut, lang: Lang) -> Option<Row> {
    let (of, id, outcome) = (json!(activity.id.to_string()), json!(one.id.to_string()), one.outcome.as_ref());
    let is_statement = one.kind == "statement";
    let said = status(activity, &one.status, lang);
    match table {
        Table::Contributions if !is_statement => Some(vec![
            of,
            id,
            json!(one.kind),
            json!(one.title),
            json!(one.body),
            json!(one.language),
            json!(by(one.by)),
            moment(Some(one.at)),
            json!(one.stage),
            json!(said),
            json!(one.status),
            json!(showing(&one.part)),
            json!(one.merged_into.map(|into| into.to_string())),
            json!(one.for_it.saturating_add(one.votes_before.unwrap_or_default())),
            json!(one.comments),
            json!(outcome.map(|outcome| outcome.words.as_str())),
            moment(outcome.map(|outcome| outcome.at.0)),
            moment(one.waits),
        ]),
        Table::Statements if is_statement => Some(vec![
            of,
            id,
            json!(one.body),
            json!(one.language),
            json!(by(one.by)),
            moment(Some(one.at)),
            json!(said),
            json!(one.status),
            json!(showing(&one.part)),
            moment(one.waits),
        ]),
        Table::Votes => {
            Some(vec![of, id, json!(one.for_it), json!(one.against), json!(one.passed), json!(one.votes_before)])
        }
        Table::Outcomes => outcome.map(|outcome| {
            let who = match (outcome.by, one.by) {
                (Some(_), _) => "firm",
                (None, By::Elsewhere) => "elsewhere",
                (None, _) => "customers",
            };
            let words = json!(outcome.words.as_str());
            vec![of, id, kind(&outcome.kind), words, json!(who), moment(Some(outcome.at.0))]
        }),
        _ => None,
    }
}

/// The row of a comment.
pub fn comment(activity: &ActivityView, one: &CommentOut) -> Row {
    vec![
        json!(activity.id.to_string()),
        json!(one.contribution.to_string()),
        json!(one.id.to_string()),
        json!(one.reply_to.map(|to| to.to_string())),
        json!(by(one.by)),
        json!(one.text),
        moment(Some(one.at)),
        json!(showing(&one.part)),
    ]
}

/// Rows as CSV, with the heads where they are the first. No cell is one that a spreadsheet would run.
pub fn csv(heads: Option<&[&str]>, rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => harmless(text),
        other => other.to_string(),
    };
    // Into memory, which takes everything.
    if let Some(heads) = heads {
        let _ = writer.write_record(heads);
    }
    for row in rows {
        let _ = writer.write_record(row.iter().map(cell));
    }
    writer.into_inner().unwrap_or_default()
}

/// Rows as JSON Lines: texts as they were written.
pub fn jsonl(columns: &[&str], rows: &[Row]) -> Vec<u8> {
    let mut out = Vec::new();
    for row in rows {
        let object: Map<String, Value> =
            columns.iter().zip(row).map(|(column, value)| ((*column).to_owned(), value.clone())).collect();
        out.extend(Value::Object(object).to_string().into_bytes());
        out.push(b'\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_no_text_is_changed_beside_it() {
        let rows = vec![vec![json!("=cmd|' /C calc'!A0"), json!(-3), json!(null), json!("a\n\"b\"")]];
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        assert_eq!(
            text(csv(Some(&["a", "b", "c", "d"]), &rows)),
            "a,b,c,d\n'=cmd|' /C calc'!A0,-3,,\"a\n\"\"b\"\"\"\n"
        );
        let line = text(jsonl(&["a", "b", "c", "d"], &rows));
        assert_eq!(line, "{\"a\":\"=cmd|' /C calc'!A0\",\"b\":-3,\"c\":null,\"d\":\"a\\n\\\"b\\\"\"}\n");
    }
}
