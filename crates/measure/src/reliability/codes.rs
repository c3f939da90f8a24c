//! The values that coders gave to units, counted.

use std::collections::BTreeMap;

use serde::Serialize;
use thiserror::Error;

/// Level of measurement: what a difference between two values means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Same or not the same.
    Nominal,
    /// More or less, by ranks.
    Ordinal,
    /// Distances, by squared differences.
    Interval,
    /// Proportions: differences count by their size relative to the values. Values are 0 or more.
    Ratio,
}

impl Level {
    /// All four, from the weakest.
    pub const ALL: [Self; 4] = [Self::Nominal, Self::Ordinal, Self::Interval, Self::Ratio];

    /// Stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nominal => "nominal",
            Self::Ordinal => "ordinal",
            Self::Interval => "interval",
            Self::Ratio => "ratio",
        }
    }
}

/// Why values cannot be compared.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum CodesError {
    /// NaN or infinite.
    #[error("unit {unit} (counted from 1) holds {value}, which is no number to compare; leave it out as missing")]
    NotFinite {
        /// Place of the unit, from 1.
        unit: usize,
        /// The value.
        value: f64,
    },
    /// A ratio needs an absolute zero with nothing below it.
    #[error("the value {value} is below 0, and the ratio level needs values from 0 on; use the interval level")]
    Negative {
        /// The smallest value.
        value: f64,
    },
}

/// How often each value was given to each unit.
///
/// Who gave it does not matter to α. Units with fewer than two values cannot disagree: they are counted and left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Codes {
    /// Distinct values of the pairable units, ascending.
    pub(super) values: Vec<f64>,
    /// Where each unit's cells start, and the end of the last.
    pub(super) starts: Vec<usize>,
    /// Place in `values`, and how often.
    pub(super) cells: Vec<(u32, u32)>,
    single: usize,
    /// The group of each pairable unit, and how many groups there are.
    pub(super) groups: Vec<usize>,
    pub(super) group_count: usize,
}

impl Codes {
    /// Counts the values of each unit.
    ///
    /// # Errors
    /// A value that is not finite.
    pub fn new<U: AsRef<[f64]>>(units: &[U]) -> Result<Self, CodesError> {
        let each: Vec<usize> = (0..units.len()).collect();
        Self::grouped(units, &each)
    }

    /// The same for units that belong together, as the questions on one object do: intervals resample whole groups.
    /// A unit without a group is one of its own.
    ///
    /// # Errors
    /// A value that is not finite.
    pub fn grouped<U: AsRef<[f64]>>(units: &[U], group: &[usize]) -> Result<Self, CodesError> {
        for (unit, given) in units.iter().enumerate() {
            if let Some(&value) = given.as_ref().iter().find(|v| !v.is_finite()) {
                return Err(CodesError::NotFinite { unit: unit + 1, value });
            }
        }
        let pairable = || units.iter().map(AsRef::as_ref).filter(|given| given.len() > 1);
        // Adding zero turns −0 into 0, which would otherwise be a value of its own.
        let mut values: Vec<f64> = pairable().flatten().map(|v| v + 0.0).collect();
        values.sort_by(f64::total_cmp);
        values.dedup();
        let (mut starts, mut cells) = (vec![0], Vec::new());
        let mut places: Vec<u32> = Vec::new();
        for given in pairable() {
            places.clear();
            // Every value is in the list, so a place is found whichever way the search ends.
            places.extend(given.iter().map(|&v| values.partition_point(|&known| known < v) as u32));
            places.sort_unstable();
            for run in places.chunk_by(|a, b| a == b) {
                cells.push((run[0], run.len() as u32));
            }
            starts.push(cells.len());
        }
        let single = units.iter().filter(|given| given.as_ref().len() == 1).count();
        let mut places: BTreeMap<Result<usize, usize>, usize> = BTreeMap::new();
        let mut groups = Vec::with_capacity(starts.len() - 1);
        for (unit, _) in units.iter().enumerate().filter(|(_, given)| given.as_ref().len() > 1) {
            let next = places.len();
            groups.push(*places.entry(group.get(unit).copied().ok_or(unit)).or_insert(next));
        }
        let group_count = places.len();
        Ok(Self { values, starts, cells, single, groups, group_count })
    }

    /// Units with two values or more.
    pub fn units(&self) -> usize {
        self.starts.len() - 1
    }

    /// Units with one value, which is compared with nothing.
    pub fn single(&self) -> usize {
        self.single
    }

    /// Values in units with two or more.
    pub fn pairable(&self) -> usize {
        self.cells.iter().map(|&(_, count)| count as usize).sum()
    }

    /// Distinct values among them.
    pub fn distinct(&self) -> usize {
        self.values.len()
    }

    /// Values and counts of one pairable unit.
    pub(super) fn unit(&self, unit: usize) -> &[(u32, u32)] {
        &self.cells[self.starts[unit]..self.starts[unit + 1]]
    }
}
