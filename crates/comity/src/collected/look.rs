//! What a file holds, before anything of it is brought.

use std::path::Path;

use comity_participation::import::Mapping;
use comity_store::ImportSaid;

use super::file::{File, Plan};
use super::records::Records;
use super::times::Shown;

/// Rows that are shown of a file.
const SHOWN: usize = 5;

/// What a file holds.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// The heads of a table; none for a backup.
    pub heads: Vec<String>,
    /// Its first rows, as they stand there.
    pub first: Vec<Vec<String>>,
    /// Which column says what.
    pub mapping: Mapping,
    /// Whether it is a backup of Fider's.
    pub is_backup: bool,
    /// Ideas that are in it.
    pub ideas: u64,
    /// What of it would be left out.
    pub said: ImportSaid,
    /// A date that can be read in two ways, with its line, where no other date makes it clear.
    pub either: Option<(u64, String)>,
    /// Why nothing can be said of its rows yet.
    pub refused: Option<String>,
}

/// Characters of a cell that are shown.
const CELL: usize = 80;

/// Looks at a whole file. What keeps its rows from being read is told in [`Look::refused`], beside what could be read.
///
/// # Errors
/// It cannot be read at all, or is no table; the message says what to do.
pub fn look(path: &Path, plan: &Plan) -> anyhow::Result<Look> {
    let mut look = Look::default();
    if let Ok((mut records, heads)) = Records::open(path) {
        look.mapping = plan.mapping.clone().unwrap_or_else(|| Mapping::guess(&heads));
        look.heads = heads;
        while look.first.len() < SHOWN {
            let Ok(Some((_, fields))) = records.next() else { break };
            look.first.push(fields.iter().map(|cell| cell.chars().take(CELL).collect()).collect());
        }
    }
    let mut file = match File::open(path, plan) {
        Ok(file) => file,
        Err(error) if !look.heads.is_empty() => return Ok(Look { refused: Some(format!("{error:#}")), ..look }),
        Err(error) => return Err(error),
    };
    loop {
        match file.some(500) {
            Ok(some) if some.is_empty() => break,
            Ok(some) => look.ideas += some.len() as u64,
            Err(error) => {
                look.refused = Some(format!("{error:#}"));
                break;
            }
        }
    }
    look.is_backup = file.is_backup();
    look.either = open_question(&file.shown, plan);
    look.said = file.said;
    Ok(look)
}

fn open_question(shown: &Shown, plan: &Plan) -> Option<(u64, String)> {
    shown.either.clone().filter(|_| plan.dates.is_none() && shown.order().is_none())
}
