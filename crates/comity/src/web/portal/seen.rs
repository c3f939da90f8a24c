//! What a member sees of a person's information: the items and what they are for, never a value.

use comity_exchange::basis::Source;
use comity_exchange::time::Timestamp;

/// Items and notes.
#[derive(Debug, Clone, Default)]
pub struct Information {
    /// Items, by name.
    pub items: Vec<Item>,
    /// What members noted about the person; they see the same.
    pub notes: Vec<(Timestamp, String)>,
}

/// One item of information.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub name: String,
    /// Where it comes from.
    pub source: Source,
    /// What for, with the exchange that allows it: title and id.
    pub purposes: Vec<(String, String, String)>,
    /// How often it was read.
    pub read: u64,
    /// How often it was used for the person.
    pub used: u64,
}

#[cfg(test)]
impl Information {
    /// Made-up items.
    pub fn sample() -> Self {
        let item = |name: &str, purpose: &str, used| Item {
            name: name.into(),
            source: Source::Observed,
            purposes: vec![(purpose.into(), "Better advice".into(), "0192f3a1".into())],
            read: 14,
            used,
        };
        let at = Timestamp(1_795_773_900_000_000);
        Self {
            items: vec![
                item("Minutes and data used a day", "To tell you which plan fits how you use it", 3),
                item("Signal strength where you are", "To find places where the network is weak", 0),
            ],
            notes: vec![(at, "Prefers to be written to in Italian (said on the phone).".into())],
        }
    }
}
