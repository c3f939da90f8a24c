//! The information market: what a firm may read and write of a person, for how long it stays, and what comes back.
//!
//! Everything here is decided within one exchange, because items and purposes are names within its terms: a firm with several
//! exchanges asks for each where the person stands, and [`any_of`] puts the answers together. What is not clearly permitted
//! is refused, with the most helpful reason. Nothing is decided by what is missing: an unknown version, an input that is
//! gone or a basis that is not there permit nothing.

mod benefit;
mod choosing;
mod ending;
mod idle;
mod kept;
mod period;
mod reason;
mod signal;
mod stand;
mod utilisation;
mod value;

pub use benefit::{Account, Delivery, Due, DueState, Owing, Promise, Put, Totals, promises, reconcile, totals};
pub use choosing::chooses_people;
pub use ending::{Ended, Notice};
pub use idle::{Idle, Patience, Seen};
pub use kept::{Kept, Permission};
pub use period::Every;
pub(crate) use period::civil;
pub use reason::{NotPermitted, Stopped, any_of, nearest};
pub use signal::is_marketing;
pub(crate) use signal::loosened as signal_loosened;
pub use stand::{Request, Stand};
pub use utilisation::{Cell, Counts, Share, Utilisation, utilisation};
pub use value::{Value, ValueId, Values};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;
