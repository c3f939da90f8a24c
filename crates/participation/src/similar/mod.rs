//! Similar contributions, found while somebody types.
//!
//! An inverted index over the stems of words, ranked by BM25 (Robertson and Zaragoza 2009). The last word of what is typed may be
//! unfinished, and words that nobody else wrote are tried with a letter or two wrong. English and Italian; words of other languages are
//! found as they are. It lives in memory alone, so that there is nothing on disk for erasure to chase.

mod index;
mod stem;
mod typo;

pub use index::{Full, Index, Likeness, Limits};
pub use stem::{is_common, stem};
