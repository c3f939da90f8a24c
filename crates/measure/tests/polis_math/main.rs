//! The Polis pipeline against Polis's own figures, on real conversations in `../shared/data` beside the repository.

mod published;
mod read;
mod stages;
