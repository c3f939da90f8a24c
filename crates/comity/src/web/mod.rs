//! What people meet in a browser: the studio for members, the portal for persons.
//!
//! Pages are pure: each takes a view of plain data and the [`ui::Shell`] around it, and gives back a whole document. All
//! of it works without a script; scripts only spare a click. Nothing carries a style or a script of its own, so that a
//! strict content policy holds (with `connect-src 'self'` for the lint that follows the typing).

pub mod api;
pub mod app;
mod fault;
pub mod firms;
mod gate;
mod handler;
mod layer;
pub mod limit;
pub mod measures;
mod open;
pub mod pass;
pub mod password;
pub mod portal;
mod proof;
pub mod route;
mod routes;
#[cfg(test)]
mod samples;
mod seat;
pub mod server;
mod session;
pub mod studio;
mod taker;
#[cfg(test)]
pub mod tests;
pub mod ui;
pub mod way;

pub use handler::portal::export::harmless;
