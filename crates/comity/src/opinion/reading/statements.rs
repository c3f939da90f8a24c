//! The file of statements: texts, moderation, and a check of the votes' sign.

use std::path::Path;

use comity_intake::{Table, TableOptions};
use comity_measure::opinion::Standing;
use hashbrown::HashMap;

use super::names::Column;
use super::{Conversation, Statement};

/// What the file says of one statement.
struct Entry<'t> {
    text: &'t str,
    standing: Standing,
    /// Agreements less disagreements as the file counts them.
    balance: Option<f64>,
}

/// Adds texts and standings to the statements voted on, and the counts of what does not meet.
///
/// # Errors
/// When the file cannot be read as a table, or has no column of ids.
pub fn read(path: &Path, keep_moderated: bool, conversation: &mut Conversation) -> anyhow::Result<()> {
    let table = Table::read(path, &TableOptions::default())?;
    let find = |column: Column| column.find(&table.columns);
    let id = table.column(&Column::Statement.named_or_found(None, &table.columns, path)?)?;
    let text = find(Column::Text).filter(|at| *at != id);
    let (moderated, meta) = (find(Column::Moderated), find(Column::Meta));
    let counts = find(Column::Agrees).zip(find(Column::Disagrees));
    let mut entries: HashMap<&str, Entry<'_>> = HashMap::new();
    for row in 0..table.rows.len() {
        let cell = |at: Option<usize>| at.map_or("", |at| table.cell(row, at));
        let standing = match () {
            () if is_out(cell(moderated)) && !keep_moderated => Standing::Out,
            () if is_yes(cell(meta)) => Standing::Meta,
            () => Standing::In,
        };
        let number = |at: usize| table.cell(row, at).parse::<f64>().ok().filter(|x| x.is_finite());
        let balance = counts.and_then(|(agrees, disagrees)| Some(number(agrees)? - number(disagrees)?));
        match entries.entry(table.cell(row, id)) {
            hashbrown::hash_map::Entry::Occupied(_) => conversation.unknown.repeated += 1,
            hashbrown::hash_map::Entry::Vacant(free) => {
                free.insert(Entry { text: cell(text), standing, balance });
            }
        }
    }
    let mut met = 0;
    for statement in &mut conversation.statements {
        match entries.get(statement.id.as_str()) {
            Some(entry) => {
                met += 1;
                statement.text = Some(entry.text.to_owned()).filter(|text| !text.is_empty());
                statement.standing = entry.standing;
            }
            None => conversation.unknown.statements.push(statement.id.clone()),
        }
    }
    conversation.unknown.unvoted = entries.len() - met;
    conversation.looks_flipped = looks_flipped(conversation, &entries);
    Ok(())
}

/// Polis writes −1 for a statement that was taken out, 0 for one not looked at and 1 for one let in.
fn is_out(cell: &str) -> bool {
    matches!(cell.parse::<f64>(), Ok(number) if number < 0.0)
        || ["rejected", "out", "hidden", "spam", "rifiutato", "rifiutata", "escluso", "esclusa"]
            .iter()
            .any(|word| cell.eq_ignore_ascii_case(word))
}

fn is_yes(cell: &str) -> bool {
    ["1", "true", "t", "yes", "sì", "si", "vero"].iter().any(|word| cell.to_lowercase() == *word)
}

/// Below this cosine between both counts the sign is taken for turned: chance does not come near it.
const TURNED: f64 = -0.5;

/// Whether the votes point the other way than the file's own counts of agreements and disagreements.
fn looks_flipped(conversation: &Conversation, entries: &HashMap<&str, Entry<'_>>) -> bool {
    let mut balances = vec![0.0; conversation.statements.len()];
    for cast in &conversation.cast {
        balances[cast.statement as usize] += f64::from(cast.vote.number());
    }
    let (mut product, mut ours, mut theirs) = (0.0, 0.0, 0.0);
    for (Statement { id, .. }, balance) in conversation.statements.iter().zip(balances) {
        if let Some(other) = entries.get(id.as_str()).and_then(|entry| entry.balance) {
            product += balance * other;
            ours += balance * balance;
            theirs += other * other;
        }
    }
    product < TURNED * (ours * theirs).sqrt()
}
