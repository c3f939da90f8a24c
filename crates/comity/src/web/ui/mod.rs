//! What every page is made of: the shell, forms that keep what was typed, and small parts.

pub mod assets;
mod changes;
mod differences;
mod errors;
mod field;
mod fields;
pub mod look;
mod parts;
mod prose;
mod reading;
mod shell;
mod when;

pub use changes::changes_table;
pub use differences::{change_words, favours_tone};
pub use errors::{Trouble, error_page};
pub use field::{Form, error_summary};
pub use fields::{Errors, Fields};
pub use parts::*;
pub use prose::prose;
pub use reading::{Reading, control_band, kept, source, source_name, who_decides, written};
pub use shell::{Brand, Flash, Reader, Section, Shell};
pub use when::{clock_time, day, machine_time, moment, moment_text, month, month_of, plain_day, read_day};
