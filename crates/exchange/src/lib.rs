//! The rules of a collaborative exchange between a firm and its customers.
//!
//! Pure: no IO, no clock, and no random number that the caller did not seed. Whoever calls says what time it is and who
//! acts; what comes back is what happened, or why it may not.

pub mod agreement;
pub mod amount;
pub mod basis;
pub mod capital;
pub mod clause;
pub mod control;
pub mod counter;
pub mod difference;
pub mod dpv;
pub mod fixed;
pub mod grant;
pub mod hash;
pub mod id;
mod inferred;
pub mod instrument;
pub mod lint;
pub mod market;
pub mod negotiation;
pub mod publish;
pub mod record;
pub mod shared;
pub mod terms;
pub mod text;
pub mod time;
pub mod vote;

/// Terms of a made-up exchange, to begin from: a TOML file with a comment at its head.
pub const EXAMPLE_TERMS: &str = include_str!("../terms/better-advice.toml");

#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;
