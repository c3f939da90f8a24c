//! The votes that shape a map, as flat rows that are quick to walk.

use super::tally::Tally;
use super::votes::{Ballot, Vote};

/// Rows of people, columns of statements, votes of −1, 0 and 1 where there are any.
#[derive(Clone, Debug)]
pub(super) struct Table {
    starts: Vec<usize>,
    cells: Vec<(u32, i8)>,
    columns: usize,
}

impl Table {
    /// Of each list the ballots on statements for which `keep` says so.
    pub(super) fn new<'a>(
        lists: impl IntoIterator<Item = &'a [Ballot]>,
        columns: usize,
        keep: impl Fn(u32) -> bool,
    ) -> Self {
        let (mut starts, mut cells) = (vec![0], Vec::new());
        for list in lists {
            cells.extend(list.iter().filter(|b| keep(b.statement)).map(|b| (b.statement, b.vote.number())));
            starts.push(cells.len());
        }
        Table { starts, cells, columns }
    }

    /// Some of the rows.
    pub(super) fn select(&self, rows: &[usize]) -> Self {
        let (mut starts, mut cells) = (vec![0], Vec::with_capacity(self.cells_in(rows)));
        for &row in rows {
            cells.extend_from_slice(self.row(row));
            starts.push(cells.len());
        }
        Table { starts, cells, columns: self.columns }
    }

    pub(super) fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    pub(super) fn row(&self, row: usize) -> &[(u32, i8)] {
        &self.cells[self.starts[row]..self.starts[row + 1]]
    }

    /// Votes in these rows.
    pub(super) fn cells_in(&self, rows: &[usize]) -> usize {
        rows.iter().map(|&r| self.starts[r + 1] - self.starts[r]).sum()
    }

    /// Mean vote of each column over these rows; 0 where nobody voted.
    pub(super) fn means(&self, rows: &[usize]) -> Vec<f64> {
        let mut tallies = vec![Tally::default(); self.columns];
        for &row in rows {
            for &(column, vote) in self.row(row) {
                if let Some(vote) = Vote::from_number(i64::from(vote)) {
                    tallies[column as usize].add(vote);
                }
            }
        }
        tallies.into_iter().map(|t| t.mean().unwrap_or(0.0)).collect()
    }

    /// The same people having voted on the same statements, but each column's votes dealt out anew among them.
    pub(super) fn permuted(&self, random: &mut impl rand::Rng) -> Self {
        use rand::seq::SliceRandom;

        let mut places: Vec<Vec<usize>> = vec![Vec::new(); self.columns];
        for (at, &(column, _)) in self.cells.iter().enumerate() {
            places[column as usize].push(at);
        }
        let mut cells = self.cells.clone();
        let mut votes = Vec::new();
        for places in places {
            votes.clear();
            votes.extend(places.iter().map(|&at| self.cells[at].1));
            votes.shuffle(random);
            for (&at, &vote) in places.iter().zip(&votes) {
                cells[at].1 = vote;
            }
        }
        Table { starts: self.starts.clone(), cells, columns: self.columns }
    }
}
