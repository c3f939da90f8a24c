//! The portal: where persons read terms, answer, and see what became of it.

pub mod access;
pub mod agreement;
pub mod check;
pub mod details;
pub mod enter;
pub mod erase;
pub mod exchange;
pub mod export;
pub mod feed;
pub mod front;
pub mod home;
pub mod information;
pub mod letters;
pub mod opinions;
pub mod part;
pub mod pulse;
pub mod receipt;
pub mod receipts;
pub mod recognition;
pub mod record;
pub mod roadmap;
pub mod search;
pub mod uses;
pub mod value;
pub mod voice;
