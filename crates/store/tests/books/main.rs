//! The books as those who call them see them.

#![expect(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

mod activities;
mod answers;
mod backups;
mod crash;
mod crowd;
mod deliveries;
mod erasure;
mod faults;
mod guests;
mod help;
mod histories;
mod imports;
mod information;
mod keys;
mod ledger;
mod market;
mod moderation;
mod negotiation;
mod opinions;
mod owed;
mod participation;
mod power;
mod pulses;
mod purposes;
mod recognition;
mod records;
mod rights;
mod roadmap;
mod runs;
mod scan;
mod schema;
mod segments;
mod sessions;
mod setting;
mod signs;
mod story;
mod upgrade;
mod voice;
mod webhooks;
