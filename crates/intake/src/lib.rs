//! Reading what people have: CSV, TSV, JSON Lines and Parquet, gzipped or not, in mixed encodings and many time forms.
//!
//! Two ways in. [`PostReader`] streams posts from any number of files of any size: it finds out what each file is, which
//! of its columns is the text, the time, the unit and so on ([`Layout`] says which and why), and hands out blocks that
//! decode on any thread. [`Table`] holds a small file whole: a series, ratings, labels.
//!
//! Nothing is dropped in silence. A record that cannot become a [`Row`] becomes a [`Reject`] with its line and its
//! [reason](RejectReason), in order with the rows; what is wrong with a whole file is an error that says where and what to
//! do. Memory is bounded by the size of the blocks and the longest record allowed.
//!
//! ```
//! use comity_intake::{Item, PostReader, ReadOptions};
//!
//! # let dir = tempfile::tempdir()?;
//! # let path = dir.path().join("posts.csv");
//! std::fs::write(&path, "created_at,brand,text\n2015-02-24 11:35:52 -0800,Acme,\"Kind, and quick\"\nsoon,Acme,Hm\n")?;
//!
//! let mut reader = PostReader::open(&[&path], &ReadOptions::default())?;
//! let (mut posts, mut rejects) = (vec![], vec![]);
//! let counts = reader.for_each(|item| match item {
//!     Item::Row(row) => posts.push((row.time, row.text.map(str::to_owned))),
//!     Item::Reject(reject) => rejects.push((reject.line, reject.reason.name())),
//! })?;
//! assert_eq!(posts, [(Some(1_424_806_552_000_000), Some("Kind, and quick".to_owned()))]);
//! assert_eq!(rejects, [(3, "unreadable_time")]);
//! assert_eq!((counts.rows, counts.rejects), (1, 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! On several threads: call [`PostReader::next_block`] on one, [`Block::decode`] on the others with a [`Scratch`] each,
//! and merge what came of the blocks in the order of [`Block::index`]. The result is the same as on one.

mod block;
mod columnar;
mod delimited;
mod dialect;
mod error;
mod guess;
mod json;
mod layout;
mod lines;
mod options;
mod parquet_file;
mod posts;
mod reject;
mod row;
mod sample;
mod source;
mod split;
mod table;
mod text;
pub mod time;

pub use block::{Block, Scratch};
pub use dialect::Dialect;
pub use error::{OpenError, ReadError, nearest_names};
pub use layout::{Choice, Format, Layout, Why};
pub use lines::LineReader;
pub use options::{ColumnNames, ReadOptions, Role};
pub use posts::PostReader;
pub use reject::{Reject, RejectReason};
pub use row::{Counts, Item, MAX_EXTRA, Row};
pub use source::Encoding;
pub use table::{Table, TableError, TableOptions, read_lines};
