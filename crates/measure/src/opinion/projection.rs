//! The plane on which people are placed: principal components of the mean-imputed votes.
//!
//! Who did not vote on a statement is taken to stand at the mean of those who did, that is, at 0 once columns are centred.
//! Somebody with n votes out of C statements is then pulled to the middle for having voted little; positions are stretched by
//! √(C/n) against that (Small et al. 2021). The components are those of all shapers at once, converged, with a sign that
//! hangs on nothing but themselves, so that the same votes give the same plane in whatever order they came.

use super::lanczos::{Pair, Symmetric, Until, leading_two};
use super::pairs::Pairs;
use super::table::Table;
use super::votes::Ballot;

/// For components that are shown.
const CONVERGED: Until = Until { residual: 1e-11, steps: usize::MAX };
/// For refits, of which only the groups are looked at. Where components stand out from noise they are there long before; in
/// noise they are stopped short, from the same start in every refit, which makes such refits more alike and the bar higher.
const CONVERGED_REFIT: Until = Until { residual: 1e-4, steps: 64 };

/// Two principal components of the votes.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// Mean vote on each statement among the people who shape the map; 0 where none of them voted.
    pub means: Vec<f64>,
    /// The components, a weight for each statement, each of length 1. The second is all zeros when one says everything.
    pub components: [Vec<f64>; 2],
    /// Share of the variance of the imputed votes along each.
    pub explained: [f64; 2],
    /// C: statements that shape the map.
    pub statements: usize,
}

impl Plane {
    /// Where somebody with these votes stands; nothing without a vote on a statement that shapes the map. `shapes` says
    /// which ones do.
    pub fn position(&self, ballots: &[Ballot], shapes: impl Fn(u32) -> bool) -> Option<[f64; 2]> {
        self.place(ballots.iter().filter(|b| shapes(b.statement)).map(|b| (b.statement, b.vote.number())))
    }

    pub(super) fn place(&self, row: impl Iterator<Item = (u32, i8)>) -> Option<[f64; 2]> {
        let (mut votes, mut at) = (0usize, [0.0; 2]);
        for (column, vote) in row {
            let column = column as usize;
            votes += 1;
            let Some(mean) = self.means.get(column) else { continue };
            let distance = f64::from(vote) - mean;
            at[0] += distance * self.components[0][column];
            at[1] += distance * self.components[1][column];
        }
        let stretch = (self.statements as f64 / votes as f64).sqrt();
        (votes > 0).then(|| at.map(|x| x * stretch))
    }

    /// How far out somebody stands of whom only agreement with this statement is known: statements that move people far are
    /// those on which opinions differ.
    pub fn extremity(&self, statement: usize) -> f64 {
        let Some(mean) = self.means.get(statement) else { return 0.0 };
        let [x, y] = [self.components[0][statement], self.components[1][statement]];
        (self.statements as f64).sqrt() * (1.0 - mean).abs() * x.hypot(y)
    }
}

/// The plane of these rows of a table; nothing when nobody differs from anybody.
pub(super) fn plane_of(table: &Table, rows: &[usize], statements: usize, refit: bool) -> Option<Plane> {
    let until = if refit { CONVERGED_REFIT } else { CONVERGED };
    let columns = table.columns();
    if pairs_pay(columns, table.cells_in(rows)) {
        plane_of_pairs(&Pairs::count(table, rows), statements, None, until)
    } else {
        let means = table.means(rows);
        let found = leading_two(&Implicit { table, rows, means: &means }, None, until);
        let trace = Implicit { table, rows, means: &means }.trace();
        assemble(found, means, trace, statements)
    }
}

/// Whether multiplying with a columns × columns matrix is cheaper than walking the votes twice.
pub(super) fn pairs_pay(columns: usize, cells: usize) -> bool {
    columns <= 4096 && columns * columns <= 3 * cells
}

/// The plane from counts of pairs, converged as a cold one is; `near` is an earlier plane of nearly the same votes.
pub(super) fn plane_from_pairs(pairs: &Pairs, statements: usize, near: Option<&Plane>) -> Option<Plane> {
    plane_of_pairs(pairs, statements, near, CONVERGED)
}

fn plane_of_pairs(pairs: &Pairs, statements: usize, near: Option<&Plane>, until: Until) -> Option<Plane> {
    let means = pairs.means();
    let gram = pairs.gram(&means);
    let start: Option<Vec<f64>> = near.map(|plane| {
        let [first, second] = &plane.components;
        let sum = first.iter().zip(second).map(|(a, b)| a + b);
        sum.chain(std::iter::repeat(0.0)).take(means.len()).collect()
    });
    let found = leading_two(&gram, start.as_deref(), until);
    assemble(found, means, gram.trace(), statements)
}

fn assemble(found: Vec<Pair>, means: Vec<f64>, trace: f64, statements: usize) -> Option<Plane> {
    let mut found = found.into_iter().map(|(value, vector)| (value / trace, signed(vector)));
    let (first, along) = found.next()?;
    let (second, across) = found.next().unwrap_or_else(|| (0.0, vec![0.0; means.len()]));
    Some(Plane { means, components: [along, across], explained: [first, second], statements })
}

/// Of the two signs the one in which the first statement with at least half of the largest weight counts up. Rounding can
/// turn it only when that weight is at the half.
pub(super) fn signed(mut vector: Vec<f64>) -> Vec<f64> {
    let largest = vector.iter().fold(0.0f64, |m, x| m.max(x.abs()));
    if vector.iter().find(|x| x.abs() >= 0.5 * largest).is_some_and(|&x| x < 0.0) {
        vector.iter_mut().for_each(|x| *x = -*x);
    }
    vector
}

/// XᵀX of the imputed, centred rows, never written down.
struct Implicit<'a> {
    table: &'a Table,
    rows: &'a [usize],
    means: &'a [f64],
}

impl Symmetric for Implicit<'_> {
    fn size(&self) -> usize {
        self.means.len()
    }

    fn trace(&self) -> f64 {
        let cells = self.rows.iter().flat_map(|&r| self.table.row(r));
        cells.map(|&(c, v)| (f64::from(v) - self.means[c as usize]).powi(2)).sum()
    }

    fn apply(&self, vector: &[f64], out: &mut [f64]) {
        out.fill(0.0);
        for &row in self.rows {
            let row = self.table.row(row);
            let along: f64 =
                row.iter().map(|&(c, v)| (f64::from(v) - self.means[c as usize]) * vector[c as usize]).sum();
            for &(c, v) in row {
                out[c as usize] += along * (f64::from(v) - self.means[c as usize]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use nalgebra::DMatrix;

    use super::*;
    use crate::opinion::simulate::{Design, Showing, Structure, conversation};
    use crate::opinion::votes::Votes;

    /// The plane beside the singular vectors of the table written out, missing votes imputed.
    #[track_caller]
    fn check(people: usize, statements: usize, answered: f64, through_pairs: bool) {
        let (showing, structure) = (Showing::AtRandom, Structure::Minds(3));
        let design = Design { people, statements, answered, showing, structure, apart: 2.0 };
        let votes = Votes::from_cast(people, statements, &conversation(&design, 5).0);
        let table = Table::new(votes.iter(), statements, |_| true);
        let rows: Vec<usize> = (0..people).collect();
        assert_eq!(pairs_pay(statements, table.cells_in(&rows)), through_pairs);
        let plane = plane_of(&table, &rows, statements, false).unwrap();

        let means = table.means(&rows);
        let imputed = DMatrix::from_fn(people, statements, |i, j| {
            votes.get(i as u32, j as u32).map_or(0.0, |v| f64::from(v.number()) - means[j])
        });
        let svd = imputed.clone().svd(false, true);
        let all: f64 = svd.singular_values.iter().map(|s| s * s).sum();
        let mut order: Vec<usize> = (0..svd.singular_values.len()).collect();
        order.sort_by(|&a, &b| svd.singular_values[b].total_cmp(&svd.singular_values[a]));
        let v = svd.v_t.unwrap();
        for (axis, &largest) in order.iter().take(2).enumerate() {
            let expect = v.row(largest);
            let along: f64 = expect.iter().zip(&plane.components[axis]).map(|(a, b)| a * b).sum();
            assert!((along.abs() - 1.0).abs() < 1e-9, "axis {axis}: {along}");
            assert!((plane.explained[axis] - svd.singular_values[largest].powi(2) / all).abs() < 1e-9);
            for person in 0..people {
                let n = votes.of(person).len();
                let raw: f64 = imputed.row(person).iter().zip(expect.iter()).map(|(a, b)| a * b).sum();
                let got = plane.position(votes.of(person), |_| true).unwrap()[axis];
                assert!((raw * (statements as f64 / n as f64).sqrt() * along.signum() - got).abs() < 1e-7);
            }
        }
    }

    #[test]
    fn is_that_of_the_table_written_out() {
        check(80, 12, 0.6, true);
        check(150, 60, 0.5, true);
        check(60, 120, 0.3, false);
    }

    #[test]
    fn a_sign_hangs_on_the_component_alone() {
        let check = |vector: &[f64], expect: &[f64]| assert_eq!(signed(vector.to_vec()), expect);
        check(&[-0.1, 0.5, -0.9], &[-0.1, 0.5, -0.9]);
        check(&[0.1, -0.5, 0.9], &[-0.1, 0.5, -0.9]);
        check(&[], &[]);
    }
}
