//! The rules of collaborative exchanges. Pure: no IO, no clock, no randomness.
//!
//! For now it holds the instrument with which exchanges are rated.

pub mod instrument;
