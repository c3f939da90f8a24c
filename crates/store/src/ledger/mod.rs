//! An append-only record of what each side gave and got, which can be checked from outside.
//!
//! Entries are the leaves of a Merkle tree as certificate logs build it ([`tree`], RFC 6962); its root is signed in a
//! [`checkpoint`]. Whoever holds a checkpoint or a proof can tell a rewritten ledger from the one they saw.

mod append;
pub(crate) mod books;
pub mod checkpoint;
pub mod leaf;
pub mod tiles;
pub mod tree;
pub mod verify;

pub(crate) use append::append;
pub use books::{Checked, Entry, Inclusion, Promised, Unsound};
