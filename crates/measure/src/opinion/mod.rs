//! Opinion maps: where people stand by what they voted, and how far that can be trusted.

pub mod rand_index;
