//! The plane: principal components of the mean-imputed votes, and where people and statements lie on it.

use super::table::Table;
use nalgebra::{DMatrix, SymmetricEigen};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A point on the plane.
pub type Point = [f64; 2];

/// The two leading principal components of the votes, agree being +1.
///
/// Both are given by statement, 0 where a statement shapes nothing. A component of votes without variance is all 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plane {
    /// The mean vote of each statement. Polis counts agree as −1, so its centre is this one negated.
    pub centre: Vec<f64>,
    /// The components, of length 1; a component's sign is arbitrary and chosen such that its largest entry is positive.
    pub components: [Vec<f64>; 2],
    /// Number of statements with a vote, those that are zeroed included: the C of √(C/n).
    pub columns: usize,
}

/// Directions iterated at once: the two wanted and some to take up the next ones, which would otherwise slow it down.
const BLOCK: usize = 10;
const ROUNDS: usize = 3_000;
/// Residual of a component against the largest eigenvalue at which it counts as found.
const FOUND: f64 = 1e-14;

impl Plane {
    /// The plane of a table of votes.
    ///
    /// A missing vote is imputed by the statement's mean and so is 0 once centred; the sums run over votes alone. Where
    /// Polis makes at most 100 rounds of power iteration from the last components and gets closer with every batch of
    /// votes, this is subspace iteration with Rayleigh–Ritz (Halko, Martinsson and Tropp 2011) until nothing moves.
    pub fn of(table: &Table) -> Plane {
        let centre = table.means();
        let mut rows: Vec<Vec<(usize, f64)>> = Vec::with_capacity(table.rows().len());
        for &person in table.rows() {
            let centred = |b: crate::opinion::Ballot| {
                let s = b.statement as usize;
                (s, f64::from(b.vote.number()) - centre[s])
            };
            rows.push(table.shaping(person).map(centred).collect());
        }
        let components = leading(&rows, centre.len());
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
                let s = ballot.statement as usize;
                let centred = f64::from(ballot.vote.number()) - self.centre[s];
                (0..2).for_each(|c| at[c] += centred * self.components[c][s]);
                n += 1;
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

/// The two leading eigenvectors of XᵀX for sparse rows of X.
fn leading(rows: &[Vec<(usize, f64)>], width: usize) -> [Vec<f64>; 2] {
    let block = BLOCK.min(width);
    let variance: f64 = rows.iter().flatten().map(|(_, x)| x * x).sum();
    if block == 0 || variance <= 0.0 {
        return [vec![0.0; width], vec![0.0; width]];
    }
    let mut random = ChaCha8Rng::seed_from_u64(0);
    let mut basis = DMatrix::from_fn(block, width, |_, _| random.random::<f64>() - 0.5);
    let mut values = vec![0.0; block];
    for _ in 0..ROUNDS {
        orthonormalise(&mut basis);
        let image = gram(rows, &basis);
        let small = &basis * image.transpose();
        let eigen = SymmetricEigen::new((&small + small.transpose()) / 2.0);
        let mut order: Vec<usize> = (0..block).collect();
        order.sort_by(|&i, &j| eigen.eigenvalues[j].total_cmp(&eigen.eigenvalues[i]));
        let turn = DMatrix::from_fn(block, block, |i, j| eigen.eigenvectors[(j, order[i])]);
        values = order.iter().map(|&i| eigen.eigenvalues[i]).collect();
        let (ritz, image) = (&turn * basis, &turn * image);
        let off = |i: usize| (image.row(i) - ritz.row(i) * values[i]).norm();
        let done = (0..block.min(2)).all(|i| off(i) <= FOUND * values[0]);
        basis = if done { ritz } else { image };
        if done {
            break;
        }
    }
    orthonormalise(&mut basis);
    [0, 1].map(|i| {
        if i >= block || values[i] <= 1e-12 * values[0] {
            return vec![0.0; width];
        }
        let mut component: Vec<f64> = basis.row(i).iter().copied().collect();
        let largest = component.iter().fold(0.0f64, |most, &x| if x.abs() > most.abs() { x } else { most });
        if largest < 0.0 {
            component.iter_mut().for_each(|x| *x = -*x);
        }
        component
    })
}

/// Rows of `basis` times XᵀX. Held by column of X, so that the inner loop runs over neighbours in memory.
fn gram(rows: &[Vec<(usize, f64)>], basis: &DMatrix<f64>) -> DMatrix<f64> {
    let block = basis.nrows();
    let mut image = DMatrix::zeros(block, basis.ncols());
    let mut product = vec![0.0; block];
    for row in rows {
        product.fill(0.0);
        for &(s, x) in row {
            product.iter_mut().zip(basis.column(s).iter()).for_each(|(p, b)| *p += x * b);
        }
        for &(s, x) in row {
            image.column_mut(s).iter_mut().zip(&product).for_each(|(i, p)| *i += x * p);
        }
    }
    image
}

/// Gram–Schmidt, twice over, since once loses orthogonality where directions are close; a direction without a length of
/// its own becomes 0.
fn orthonormalise(basis: &mut DMatrix<f64>) {
    for i in 0..basis.nrows() {
        let mut row = basis.row(i).into_owned();
        let before = row.norm();
        for _ in 0..2 {
            for j in 0..i {
                let other = basis.row(j);
                let along = row.dot(&other);
                row -= other * along;
            }
        }
        let length = row.norm();
        let kept = if length > 1e-14 * before { row / length } else { row * 0.0 };
        basis.set_row(i, &kept);
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
