//! Measuring customer exchanges from what people write and do.
//!
//! Everything here is pure: slices in, values out. No IO, no clock, and no random number that the caller did not seed,
//! so the same input gives the same bytes on one thread or many.

pub mod agreement;
pub mod codebook;
pub mod themes;
pub mod words;
