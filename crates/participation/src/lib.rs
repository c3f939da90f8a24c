//! The participation market of a collaborative exchange: a firm opens its value chain, and customers bring what they know
//! and can do.
//!
//! Pure: no IO, no clock, and no random number. Whoever calls says what time it is and who acts. What comes back is which rows
//! change and who is to be told, or why the act may not be done.
//!
//! [`board::Board`] holds the rows that an act concerns, be it a whole exchange or only what was read for one request.

pub mod activity;
pub mod board;
pub mod changelog;
pub mod contribution;
pub mod deed;
pub mod digest;
pub mod experience;
pub mod fold;
pub mod id;
pub mod import;
pub mod moderation;
pub mod name;
pub mod notice;
pub mod occasion;
pub mod pulse;
pub mod recognition;
pub mod refusal;
pub mod response;
pub mod rewards;
pub mod roadmap;
pub mod signal;
pub mod similar;
pub mod stage;
pub mod status;
pub mod text;
pub mod theme;
pub mod voice;
