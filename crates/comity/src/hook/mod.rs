//! One signed webhook, delivered safely to an address that a member typed.
//!
//! Who types the address decides where this machine connects to, so that each step is bounded: [`Target`] takes whole
//! `https` addresses only, [`Carrier`] resolves the name once, refuses when any address it has is not of the public
//! network ([`address`]), and connects to the very address that was checked. What the operator permits besides stands in
//! [`Rules`]. Signatures are those of Standard Webhooks 1.0.0 ([`sign`]). Nothing is stored here, and nothing is tried
//! again: [`schedule`] says when to.

pub mod address;
mod carrier;
mod message;
mod outcome;
mod rules;
pub mod schedule;
mod secret;
mod sign;
mod target;
mod tls;
#[cfg(test)]
mod verify;

#[cfg(test)]
mod tests;

pub use carrier::Carrier;
#[cfg(test)]
pub use carrier::{Limits, Lookup};
pub use message::Message;
pub use outcome::{Failure, Outcome, Refusal, Trouble};
pub use rules::Rules;
pub use secret::Secret;
pub use target::{NotATarget, Target};
#[cfg(test)]
pub use tls::Flaw;
#[cfg(test)]
pub use verify::{TOLERANCE, verify};
