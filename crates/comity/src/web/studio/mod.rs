//! The studio: what members of a firm work with.

pub mod audit;
pub mod counters;
pub mod erase;
pub mod exchange;
pub mod exchanges;
pub mod handoff;
pub mod invite;
pub mod join;
pub mod ledger;
pub mod listen;
pub mod listen_run;
pub mod look;
pub mod outbox;
pub mod overview;
pub mod password;
pub mod people;
pub mod person;
pub mod publish;
pub mod set_up;
pub mod settings;
pub mod sign_in;
pub mod team;
pub mod terms;
pub mod toml;
pub mod version;
