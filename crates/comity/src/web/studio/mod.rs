//! The studio: what members of a firm work with.

pub mod join;
pub mod set_up;
pub mod sign_in;
