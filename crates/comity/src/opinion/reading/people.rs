//! What a folder in Polis's export form tells besides: groups that were published, and the conversation's title.

use std::path::Path;

use comity_intake::{Table, TableOptions};
use hashbrown::HashMap;

use super::Conversation;
use super::names::Column;

/// Adds the published group of each person, and who voted without being in the file of people.
///
/// # Errors
/// When the file cannot be read as a table, or has no column of people.
pub fn read(path: &Path, conversation: &mut Conversation) -> anyhow::Result<()> {
    let table = Table::read(path, &TableOptions::default())?;
    let person = table.column(&Column::Person.named_or_found(None, &table.columns, path)?)?;
    let group = Column::Group.find(&table.columns);
    let rows: HashMap<&str, usize> = (0..table.rows.len()).map(|row| (table.cell(row, person), row)).collect();
    let of = |id: &String| rows.get(id.as_str()).copied();
    conversation.unknown.people = conversation.people.iter().filter(|id| of(id).is_none()).cloned().collect();
    conversation.published = group.map(|group| {
        let published = |id: &String| of(id).map(|row| table.cell(row, group)).filter(|name| !name.is_empty());
        conversation.people.iter().map(|id| published(id).map(str::to_owned)).collect()
    });
    Ok(())
}

/// The title in a summary of names and values; nothing where the file is of another form.
pub fn topic(path: &Path) -> Option<String> {
    let options = TableOptions { header: false, ragged: true, delimiter: Some(b','), quoting: Some(true) };
    let table = Table::read(path, &options).ok()?;
    let row = (0..table.rows.len()).find(|row| table.cell(*row, 0).eq_ignore_ascii_case("topic"))?;
    Some(table.cell(row, 1).to_owned()).filter(|topic| !topic.is_empty())
}
