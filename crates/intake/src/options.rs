//! What the caller can say about the files.

use crate::time::TimeOptions;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What somebody wrote.
    Text,
    /// When.
    Time,
    /// About which brand, company or product.
    Unit,
    /// Who wrote it.
    Author,
    /// What identifies the post.
    Id,
    /// A score, label or number of stars that it already has. Never guessed.
    Score,
    /// In which language it is written.
    Lang,
}

impl Role {
    /// All roles, in the order of their slots.
    pub const ALL: [Role; 7] = [Role::Text, Role::Time, Role::Unit, Role::Author, Role::Id, Role::Score, Role::Lang];

    /// As on the command line: `text`, `time`, `unit`, `author`, `id`, `score`, `lang`.
    pub fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Time => "time",
            Role::Unit => "unit",
            Role::Author => "author",
            Role::Id => "id",
            Role::Score => "score",
            Role::Lang => "lang",
        }
    }

    pub(crate) fn slot(self) -> usize {
        self as usize
    }
}

/// Column names that the caller knows. Case does not matter unless two columns differ in nothing else.
#[derive(Clone, Debug, Default)]
pub struct ColumnNames {
    /// Column of the text.
    pub text: Option<String>,
    /// Column of the time.
    pub time: Option<String>,
    /// Column of the unit.
    pub unit: Option<String>,
    /// Column of the author.
    pub author: Option<String>,
    /// Column of the id.
    pub id: Option<String>,
    /// Column of the score.
    pub score: Option<String>,
    /// Column of the language.
    pub lang: Option<String>,
    /// Further columns to hand on as they are, at most [`MAX_EXTRA`](crate::MAX_EXTRA).
    pub extra: Vec<String>,
}

impl ColumnNames {
    /// The name given for a role.
    pub fn get(&self, role: Role) -> Option<&str> {
        match role {
            Role::Text => self.text.as_deref(),
            Role::Time => self.time.as_deref(),
            Role::Unit => self.unit.as_deref(),
            Role::Author => self.author.as_deref(),
            Role::Id => self.id.as_deref(),
            Role::Score => self.score.as_deref(),
            Role::Lang => self.lang.as_deref(),
        }
    }
}

/// How posts are read.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Columns by name. What is not named is guessed, except the score.
    pub columns: ColumnNames,
    /// Names of units, as from the events to study: a column whose values hold them is the unit column.
    pub unit_hints: Vec<String>,
    /// Whether a post must have a text. If so, a file without a text column is an error and a row without text a reject.
    pub needs_text: bool,
    /// Whether a post must have a time. If not, a time column is looked for only if it is named.
    pub needs_time: bool,
    /// Whether posts are told apart by unit. If not, a unit column is looked for only if it is named; where there is one, a
    /// row without a unit is a reject.
    pub needs_unit: bool,
    /// How times are read.
    pub times: TimeOptions,
    /// Longest record in bytes that is read, 1 MiB unless set. Bounds the memory.
    pub record_limit: usize,
    /// Bytes in a block, about; 2 MiB unless set. Does not change what is read.
    pub block_size: usize,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            columns: ColumnNames::default(),
            unit_hints: Vec::new(),
            needs_text: true,
            needs_time: true,
            needs_unit: true,
            times: TimeOptions::default(),
            record_limit: 1 << 20,
            block_size: 2 << 20,
        }
    }
}
