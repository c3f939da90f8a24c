//! Opinion maps: what people's votes on short statements say about groups of people, and how sure that is.
//!
//! The pipeline follows Small et al. (2021), *Polis: Scaling deliberation by mapping high dimensional opinion spaces*:
//! the mean-imputed table of votes is projected onto a plane, people who voted enough are put into groups there, and each
//! group's votes say what it holds. What is added is how far the groups would be found again ([`stability`]), and an answer
//! that does not hang on the order in which votes came. [`Map`] holds it all and takes one more vote at a time.

pub mod calibrate;
pub mod consensus;
pub mod groups;
mod lanczos;
mod map;
mod pairs;
pub mod polis;
pub mod priority;
pub mod projection;
pub mod rand_index;
pub mod representative;
pub mod simulate;
pub mod stability;
mod table;
pub mod tally;
pub mod votes;

pub use groups::{Groups, NoGroups};
pub use map::{Map, Refreshed, Settings};
pub use projection::Plane;
pub use tally::{Side, Tally};
pub use votes::{Ballot, Cast, Standing, Vote, Votes};
