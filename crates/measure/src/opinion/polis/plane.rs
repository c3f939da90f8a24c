//! The plane: principal components of the mean-imputed votes, and where people and statements lie on it.

use super::table::Table;
use crate::opinion::lanczos::{Symmetric, Until, leading_two};
use crate::opinion::projection::signed;

/// A point on the plane.
pub type Point = [f64; 2];

/// The two leading principal components of the votes, agree being +1.
///
/// Both are given by statement, 0 where a statement shapes nothing. A component of votes without variance is all 0.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Plane {
    /// The mean vote of each statement. Polis counts agree as −1, so its centre is this one negated.
    pub centre: Vec<f64>,
    /// The components, of length 1; a component's sign is arbitrary.
    pub components: [Vec<f64>; 2],
    /// Number of statements with a vote, those that are zeroed included: the C of √(C/n).
    pub columns: usize,
}

/// Converged to rounding: entries as small as 1e-5 have to be right to six digits.
const CONVERGED: Until = Until { residual: 1e-14, steps: usize::MAX };

impl Plane {
    /// The plane of a table of votes.
    ///
    /// A missing vote is imputed by the statement's mean and so is 0 once centred; the sums run over votes alone. Where
    /// Polis makes at most 100 rounds of power iteration from the last components and gets closer with every batch of
    /// votes, this is where that ends.
    pub fn of(table: &Table) -> Plane {
        let centre = table.means();
        let mut cells = Cells { width: centre.len(), ends: Vec::new(), cells: Vec::new() };
        for &person in table.rows() {
            let centred = table.shaping(person).map(|b| (b.statement, b.vote.number()));
            cells.cells.extend(centred.map(|(s, vote)| (s, f64::from(vote) - centre[s as usize])));
            cells.ends.push(cells.cells.len());
        }
        let mut found = leading_two(&cells, None, CONVERGED).into_iter();
        let components = [0, 1].map(|_| found.next().map_or_else(|| vec![0.0; centre.len()], |(_, v)| signed(v)));
        Plane { centre, components, columns: table.columns().len() }
    }

    /// Where each person with a row lies, in the order of rows: √(C/n) · Σ (vote − mean) · component over the n votes.
    ///
    /// The scaling pushes people with few votes out from the middle, where their missing votes would hold them. Zeroed
    /// columns count as votes of everybody in n.
    pub fn people(&self, table: &Table) -> Vec<Point> {
        let zeroed = table.zeroed();
        let place = |&person: &u32| {
            let (mut at, mut n) = ([0.0; 2], zeroed);
            for ballot in table.shaping(person) {
                n += 1;
                let s = ballot.statement as usize;
                let Some(mean) = self.centre.get(s) else { continue };
                let centred = f64::from(ballot.vote.number()) - mean;
                (0..2).for_each(|c| at[c] += centred * self.components[c][s]);
            }
            let scale = (self.columns as f64 / n.max(1) as f64).sqrt();
            at.map(|x| x * scale)
        };
        table.rows().iter().map(place).collect()
    }

    /// Where somebody would lie who agreed with this statement and voted on nothing else, for each statement.
    pub fn statements(&self) -> Vec<Point> {
        let scale = (self.columns as f64).sqrt();
        let place = |s: usize| [0, 1].map(|c| scale * (1.0 - self.centre[s]) * self.components[c][s]);
        (0..self.centre.len()).map(place).collect()
    }

    /// How far each statement lies from the middle.
    pub fn extremity(&self) -> Vec<f64> {
        self.statements().into_iter().map(|[x, y]| (x * x + y * y).sqrt()).collect()
    }
}

/// Centred votes by row; what they stand for is XᵀX.
struct Cells {
    width: usize,
    ends: Vec<usize>,
    cells: Vec<(u32, f64)>,
}

impl Symmetric for Cells {
    fn size(&self) -> usize {
        self.width
    }

    fn trace(&self) -> f64 {
        self.cells.iter().map(|(_, x)| x * x).sum()
    }

    fn apply(&self, vector: &[f64], out: &mut [f64]) {
        out.fill(0.0);
        let mut start = 0;
        for &end in &self.ends {
            let row = &self.cells[start..end];
            let along: f64 = row.iter().map(|&(s, x)| x * vector[s as usize]).sum();
            row.iter().for_each(|&(s, x)| out[s as usize] += along * x);
            start = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opinion::{Cast, Standing, Vote};

    fn table(standing: &[Standing], votes: &[&[i64]]) -> Table {
        let mut table = Table::new(standing);
        let mut cast = Vec::new();
        for (person, row) in votes.iter().enumerate() {
            for (statement, &vote) in row.iter().enumerate() {
                let vote = Vote::from_number(vote).map(|vote| (vote, statement));
                cast.extend(vote.map(|(vote, s)| Cast { time: 0, person: person as u32, statement: s as u32, vote }));
            }
        }
        table.take(&cast);
        table
    }

    #[track_caller]
    fn check(votes: &[&[i64]], expect: [&[f64]; 2]) {
        let plane = Plane::of(&table(&[], votes));
        for (got, expect) in plane.components.iter().zip(expect) {
            assert_eq!(got.len(), expect.len());
            let same = got.iter().zip(expect).all(|(a, b)| (a - b).abs() < 1e-12);
            assert!(same, "{got:?}, expected {expect:?}");
        }
    }

    #[test]
    fn components_worked_out_by_hand() {
        let half = 0.5f64.sqrt();
        check(&[&[1, 1, 1], &[-1, -1, 1], &[1, 1, 1], &[-1, -1, 1]], [&[half, half, 0.0], &[0.0; 3]]);
        check(&[&[1, 1], &[-1, -1], &[1, -1], &[-1, 1], &[1, 1], &[-1, -1]], [&[half, half], &[half, -half]]);
        check(&[&[1, 0], &[1, 0]], [&[0.0; 2], &[0.0; 2]]);
        check(&[&[1], &[-1]], [&[1.0], &[0.0]]);
        check(&[], [&[], &[]]);
    }

    #[test]
    fn few_votes_are_pushed_out_and_zeroed_columns_count_as_votes() {
        let votes: [&[i64]; 3] = [&[1, 1, 9], &[-1, -1, 1], &[1, 9, 9]];
        let place = |standing: &[Standing]| {
            let table = table(standing, &votes);
            let plane = Plane::of(&table);
            let (at, mean) = (plane.people(&table)[2][0], plane.centre[0]);
            (at / ((1.0 - mean) * plane.components[0][0])).powi(2)
        };
        assert!((place(&[]) - 3.0).abs() < 1e-9, "C 3, n 1");
        assert!((place(&[Standing::In, Standing::In, Standing::Out]) - 1.5).abs() < 1e-9, "C 3, n 2");
    }
}
