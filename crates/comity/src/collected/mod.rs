//! Ideas that were collected elsewhere, from a file into an activity: any table with heads, and Fider's backup. What the file holds is
//! looked at first ([`look`]) and brought then ([`bring`]), a few hundred rows at a time; what is no idea is counted, with its line and
//! the reason.

mod backup;
mod bring;
mod file;
mod look;
mod records;
mod times;

pub use bring::{LEASE, bring, without_folder};
pub use file::Plan;
pub use look::{Look, look};
pub use times::order;
