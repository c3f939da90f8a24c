//! The Polis pipeline against Polis's own figures, on real conversations in `../shared/data` beside the repository.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod published;
mod read;
mod speed;
mod stages;
