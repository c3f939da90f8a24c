//! The crate from outside: files in, rows and rejects out.

mod bad_input;
mod formats;
mod helper;
mod layouts;
mod parquet;
mod random;
mod real_data;
