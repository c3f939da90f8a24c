//! The crate from outside: files in, rows and rejects out.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad_input;
mod formats;
mod helper;
mod layouts;
mod parquet;
mod random;
mod real_data;
