//! What stands behind every route: a form is read, the books are asked, a page is shown. Pages themselves are in
//! [`super::studio`] and [`super::portal`].

pub mod assets;
pub mod checkpoint;
pub mod confirm;
pub mod enter;
pub mod front;
pub mod gpc;
pub mod handoff;
pub mod health;
pub mod letters;
pub mod portal;
pub mod records;
pub mod set_up;
pub mod sign_in;
pub mod sign_out;
pub mod studio;
