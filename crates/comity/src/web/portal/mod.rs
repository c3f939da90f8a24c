//! The portal: where persons read terms, answer, and see what became of it.

pub mod enter;
