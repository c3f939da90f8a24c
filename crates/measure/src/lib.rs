//! Measuring customer exchanges from what people write and do.
//!
//! Everything here is pure: slices in, values out. No IO, no clock, and no random number that the caller did not seed,
//! so the same input gives the same bytes on one thread or many.

pub mod agreement;
pub mod calibrate;
pub mod codebook;
pub mod composite;
pub mod descriptive;
pub mod duplicates;
pub mod estimators;
pub mod event;
pub mod headline;
pub mod language;
pub mod meta;
pub mod monte_carlo;
pub mod multiple;
pub mod opinion;
pub mod position;
pub mod reliability;
pub mod season;
pub mod sentiment;
pub mod series;
pub mod shares;
pub mod simulate;
pub mod student;
pub mod themes;
pub mod words;
