//! Reading what people have: CSV, TSV, JSON Lines and Parquet, gzipped or not, in mixed encodings and many time forms.

mod dialect;
mod error;
mod reject;
mod source;
mod split;
mod text;
pub mod time;

pub use dialect::Dialect;
pub use error::{OpenError, ReadError, nearest_names};
pub use reject::{Reject, RejectReason};
pub use source::Encoding;
pub struct ReadOptions {
    pub record_limit: usize,
}
