//! The simulated portfolio: two years of twelve firms that do not exist, with thirty planted events, and what raters say of them.
//!
//! [`plan`] says who the firms are and what happened to whom, [`posts`] what was written, [`sheets`] puts events, ratings and the
//! planted truth into tables.

mod names;
pub mod plan;
pub mod posts;
pub mod sheets;

use super::market::Brand;
use names::FIRMS;

/// The firms, for those who write posts down.
pub fn brands() -> &'static [Brand] {
    &FIRMS
}
