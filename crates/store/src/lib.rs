//! The books of a firm's exchanges.

pub mod ledger;
