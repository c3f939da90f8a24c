//! The books as those who call them see them.

mod backups;
mod crash;
mod crowd;
mod erasure;
mod faults;
mod histories;
mod ledger;
mod negotiation;
mod rights;
mod schema;
mod setting;
mod story;
