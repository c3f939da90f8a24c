//! Whether raters agree: Krippendorff's α for any number of coders and units, with values missing, and the intraclass
//! correlation of ratings of the same objects.

mod alpha;
mod codes;
mod intraclass;
mod resample;
#[cfg(test)]
mod tests;

pub use alpha::{Alpha, alpha};
pub use codes::{Codes, CodesError, Level};
pub use intraclass::{Intraclass, IntraclassModel, Rated, intraclass};
pub use resample::{Interval, NoInterval};

/// Krippendorff's mark from which on data may be relied upon.
pub const RELIABLE: f64 = 0.8;
/// His mark below which no conclusion should rest on the data.
pub const TENTATIVE: f64 = 0.667;
/// Fewer pairable units than this have no interval: resampling so few says too little.
pub const FEWEST_UNITS: usize = 10;
