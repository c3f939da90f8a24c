//! For each pair of statements, what those who voted on both voted: all that principal components need.
//!
//! With n_jl people who voted on both j and l, s_jl the sum of their votes on j, s_lj of those on l, p_jl of the products, and
//! m the columns' means, entry (j, l) of XᵀX for the mean-imputed, centred table X is
//! p_jl − m_l·s_jl − m_j·s_lj + m_j·m_l·n_jl. All four are whole numbers: taking one more vote gives exactly what counting
//! afresh would, and no order of adding shows.

use rayon::prelude::*;

use super::lanczos::Symmetric;
use super::table::Table;

/// Rows that one worker counts before its counts are added to the rest.
const PARTS: usize = 4;

/// n, the sum on the later statement, the sum on the earlier one, the sum of products.
type Cell = [i32; 4];

/// Counts for each pair of statements; the lower triangle with its diagonal, so that a new statement is one more row.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    cells: Vec<Cell>,
    columns: usize,
}

impl Pairs {
    /// Counts a table's rows.
    pub(super) fn count(table: &Table, rows: &[usize]) -> Self {
        let part = rows.len().div_ceil(PARTS).max(256);
        rows.par_chunks(part)
            .map(|rows| {
                let mut pairs = Pairs::default();
                pairs.grow(table.columns());
                for &row in rows {
                    pairs.add_row(table.row(row));
                }
                pairs
            })
            .reduce_with(|mut a, b| {
                for (a, b) in a.cells.iter_mut().zip(&b.cells) {
                    *a = std::array::from_fn(|i| a[i] + b[i]);
                }
                a
            })
            .unwrap_or_else(|| {
                let mut pairs = Pairs::default();
                pairs.grow(table.columns());
                pairs
            })
    }

    /// Makes room for that many statements.
    pub(super) fn grow(&mut self, columns: usize) {
        self.columns = self.columns.max(columns);
        self.cells.resize(self.columns * (self.columns + 1) / 2, [0; 4]);
    }

    /// Counts a person, whose votes are by statement.
    pub(super) fn add_row(&mut self, row: &[(u32, i8)]) {
        for (at, &(later, on_later)) in row.iter().enumerate() {
            let start = row_start(later as usize);
            let on_later = i32::from(on_later);
            for &(earlier, on_earlier) in &row[..=at] {
                let on_earlier = i32::from(on_earlier);
                let cell = &mut self.cells[start + earlier as usize];
                let more = [1, on_later, on_earlier, on_later * on_earlier];
                *cell = std::array::from_fn(|i| cell[i] + more[i]);
            }
        }
    }

    /// Counts (`times` 1) or uncounts (−1) one vote of a person beside those on other statements in `row`.
    pub(super) fn vote(&mut self, row: &[(u32, i8)], statement: u32, vote: i8, times: i32) {
        let vote = i32::from(vote);
        for &(other, on_other) in row.iter().filter(|c| c.0 != statement) {
            let on_other = i32::from(on_other);
            let (cell, more) = if other < statement {
                (row_start(statement as usize) + other as usize, [1, vote, on_other, vote * on_other])
            } else {
                (row_start(other as usize) + statement as usize, [1, on_other, vote, vote * on_other])
            };
            let cell = &mut self.cells[cell];
            *cell = std::array::from_fn(|i| cell[i] + times * more[i]);
        }
        let own = &mut self.cells[row_start(statement as usize) + statement as usize];
        let more = [1, vote, vote, vote * vote];
        *own = std::array::from_fn(|i| own[i] + times * more[i]);
    }

    /// Mean vote of each statement; 0 where nobody voted.
    pub(super) fn means(&self) -> Vec<f64> {
        (0..self.columns)
            .map(|j| {
                let [n, sum, ..] = self.cells[row_start(j) + j];
                if n == 0 { 0.0 } else { f64::from(sum) / f64::from(n) }
            })
            .collect()
    }

    /// XᵀX of the mean-imputed, centred table.
    pub(super) fn gram(&self, means: &[f64]) -> Gram {
        let n = self.columns;
        let mut entries = vec![0.0; n * n];
        for later in 0..n {
            for earlier in 0..=later {
                let [both, on_later, on_earlier, product] = self.cells[row_start(later) + earlier].map(f64::from);
                let (a, b) = (means[later], means[earlier]);
                let value = product - b * on_later - a * on_earlier + a * b * both;
                entries[later * n + earlier] = value;
                entries[earlier * n + later] = value;
            }
        }
        Gram { entries, columns: n }
    }
}

fn row_start(column: usize) -> usize {
    column * (column + 1) / 2
}

/// A dense symmetric matrix.
#[derive(Debug)]
pub(super) struct Gram {
    entries: Vec<f64>,
    columns: usize,
}

impl Symmetric for Gram {
    fn size(&self) -> usize {
        self.columns
    }

    fn trace(&self) -> f64 {
        (0..self.columns).map(|j| self.entries[j * self.columns + j]).sum()
    }

    fn apply(&self, vector: &[f64], out: &mut [f64]) {
        for (out, row) in out.iter_mut().zip(self.entries.chunks_exact(self.columns)) {
            *out = super::lanczos::dot(row, vector);
        }
    }
}
