//! `/studio/exchanges/{id}/edit`: terms as a form, with the lint beside it.
//!
//! [`write`] turns terms into fields and [`form`] back, [`lists`] adds, removes and moves parts, `renames` lets clauses follow
//! their names, [`page`] draws. All of them work on the fields as they were typed, so that nothing is lost by a mistake elsewhere.

pub mod form;
pub mod lint;
pub mod lists;
mod page;
mod parts;
mod renames;
pub mod write;

#[cfg(test)]
mod properties;

pub use page::{Edit, Editor, lint_fragment, page, read};
