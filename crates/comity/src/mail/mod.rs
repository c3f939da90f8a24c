//! Mail: letters in the reader's language, and how they leave. What is sent stands in the outbox first, sealed; the worker
//! takes it from there, so that no answer waits for a mail server and no letter is lost with one.

pub mod letter;
mod post;

pub use post::{Outgoing, Post, Unsent};
