//! Studies, ratings and opinion maps that members run in the studio: the pipelines of the command line over files that
//! were sent, with the report as the one thing that stays.

mod make;
mod room;

pub use make::{Order, Steps, make};
pub use room::{Room, sweep};
