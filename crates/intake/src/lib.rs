//! Reading what people have: CSV, TSV, JSON Lines and Parquet, gzipped or not, in mixed encodings and many time forms.

mod block;
mod columnar;
mod delimited;
mod dialect;
mod error;
mod guess;
mod json;
mod layout;
mod options;
mod parquet_file;
mod posts;
mod reject;
mod row;
mod source;
mod split;
mod table;
mod text;
pub mod time;

pub use block::{Block, Scratch};
pub use dialect::Dialect;
pub use error::{OpenError, ReadError, nearest_names};
pub use layout::{Choice, Format, Layout, Why};
pub use options::{ColumnNames, ReadOptions, Role};
pub use posts::PostReader;
pub use reject::{Reject, RejectReason};
pub use row::{Counts, Item, MAX_EXTRA, Row};
pub use source::Encoding;
pub use table::{Table, TableError, TableOptions, read_lines};
