//! The largest eigenvalues of a symmetric matrix that need only be multiplied with a vector.

use nalgebra::{DMatrix, SymmetricEigen};

/// Steps after which the first look is taken whether the answer is there, and the factor to the next look.
const FIRST_LOOK: usize = 24;
/// Matrices up to this size are worked out to the last step, so that equal eigenvalues are all found.
const SMALL: usize = 40;
/// A new direction shorter than this, relative to the largest value met, is rounding.
const NOTHING_LEFT: f64 = 1e-13;

/// A symmetric, positive semidefinite matrix.
pub(super) trait Symmetric {
    /// Rows, and columns.
    fn size(&self) -> usize;
    /// Sum of the diagonal.
    fn trace(&self) -> f64;
    /// `out` = matrix · `vector`.
    fn apply(&self, vector: &[f64], out: &mut [f64]);
}

/// An eigenvalue with its unit vector.
pub(super) type Pair = (f64, Vec<f64>);

/// When to stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Until {
    /// Residual, relative to the largest eigenvalue.
    pub residual: f64,
    /// Steps after which it is good enough whatever the residual.
    pub steps: usize,
}

/// The two largest eigenvalues by Lanczos's (1950) method with full reorthogonalisation. `start` is a vector near the wanted ones, if one is known. Fewer than two where
/// the matrix has fewer above rounding.
pub(super) fn leading_two(matrix: &impl Symmetric, start: Option<&[f64]>, until: Until) -> Vec<Pair> {
    let n = matrix.size();
    let scale = matrix.trace();
    if n == 0 || scale.is_nan() || scale <= 0.0 {
        return Vec::new();
    }
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let (mut diagonal, mut beside): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    let mut fresh = 0;
    let mut next = start
        .filter(|s| s.len() == n)
        .and_then(|s| normalised(s.to_vec(), 0.0))
        .or_else(|| fresh_direction(n, &basis, &mut fresh));
    let mut look = if n <= SMALL { n } else { FIRST_LOOK };
    let mut image = vec![0.0; n];
    while let Some(vector) = next.take() {
        matrix.apply(&vector, &mut image);
        diagonal.push(dot(&vector, &image));
        basis.push(vector);
        // Twice is enough (Parlett 1980) when the second time begins with a vector of full length.
        let mut rest = image.clone();
        orthogonalise(&mut rest, &basis);
        let first = norm(&rest);
        let rest = normalised(rest, NOTHING_LEFT * scale).and_then(|mut rest| {
            orthogonalise(&mut rest, &basis);
            let second = norm(&rest);
            Some((first * second, normalised(rest, 0.1)?))
        });
        let exhausted = rest.is_none();
        beside.push(rest.as_ref().map_or(0.0, |r| r.0));
        if basis.len() >= look.min(n).min(until.steps) {
            let (pairs, residual) = ritz(&diagonal, &beside, &basis);
            let largest = pairs.first().map_or(0.0, |p| p.0);
            let there = !exhausted && residual <= until.residual * largest;
            if basis.len() == n || basis.len() >= until.steps || there {
                return kept(pairs, scale);
            }
            look = look * 3 / 2;
        }
        next = rest.map(|r| r.1).or_else(|| fresh_direction(n, &basis, &mut fresh));
    }
    let (pairs, _) = ritz(&diagonal, &beside, &basis);
    kept(pairs, scale)
}

fn kept(pairs: Vec<Pair>, scale: f64) -> Vec<Pair> {
    pairs.into_iter().filter(|p| p.0 > NOTHING_LEFT * scale).collect()
}

/// The two largest of the tridiagonal matrix, carried back, and the larger of their residuals.
fn ritz(diagonal: &[f64], beside: &[f64], basis: &[Vec<f64>]) -> (Vec<Pair>, f64) {
    let m = diagonal.len();
    let small = DMatrix::from_fn(m, m, |i, j| match i.abs_diff(j) {
        0 => diagonal[i],
        1 => beside[i.min(j)],
        _ => 0.0,
    });
    let eigen = SymmetricEigen::new(small);
    let mut order: Vec<usize> = (0..m).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    let mut residual = 0.0f64;
    let pairs = order
        .into_iter()
        .take(2)
        .filter_map(|which| {
            let weights = eigen.eigenvectors.column(which);
            residual = residual.max((beside[m - 1] * weights[m - 1]).abs());
            let mut vector = vec![0.0; basis[0].len()];
            for (b, &weight) in basis.iter().zip(weights.iter()) {
                add_scaled(&mut vector, b, weight);
            }
            normalised(vector, 0.0).map(|v| (eigen.eigenvalues[which], v))
        })
        .collect();
    (pairs, residual)
}

/// A direction that none of the basis has: from a fixed sequence without symmetry.
fn fresh_direction(n: usize, basis: &[Vec<f64>], fresh: &mut usize) -> Option<Vec<f64>> {
    if basis.len() >= n {
        return None;
    }
    for _ in 0..8 {
        *fresh += 1;
        let golden = 0.618_033_988_749_894_9 * *fresh as f64;
        let mut vector: Vec<f64> = (0..n).map(|i| ((i + 1) as f64 * golden + 0.37).fract() - 0.45).collect();
        for _ in 0..2 {
            orthogonalise(&mut vector, basis);
        }
        if let Some(vector) = normalised(vector, 1e-8) {
            return Some(vector);
        }
    }
    None
}

fn orthogonalise(vector: &mut [f64], basis: &[Vec<f64>]) {
    for b in basis {
        let along = dot(vector, b);
        add_scaled(vector, b, -along);
    }
}

fn normalised(mut vector: Vec<f64>, shortest: f64) -> Option<Vec<f64>> {
    let length = norm(&vector);
    if !(length.is_finite() && length > shortest) {
        return None;
    }
    for x in &mut vector {
        *x /= length;
    }
    Some(vector)
}

fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

fn add_scaled(vector: &mut [f64], other: &[f64], factor: f64) {
    for (x, y) in vector.iter_mut().zip(other) {
        *x += factor * y;
    }
}

/// Sum of products, in four strands that the processor can keep apart: always the same four.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (a4, b4) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest: f64 = a4.remainder().iter().zip(b4.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a4.zip(b4) {
        for i in 0..4 {
            sums[i] += x[i] * y[i];
        }
    }
    (sums[0] + sums[2]) + (sums[1] + sums[3]) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNTIL: Until = Until { residual: 1e-10, steps: usize::MAX };

    struct Dense(DMatrix<f64>);

    impl Symmetric for Dense {
        fn size(&self) -> usize {
            self.0.nrows()
        }

        fn trace(&self) -> f64 {
            self.0.trace()
        }

        fn apply(&self, vector: &[f64], out: &mut [f64]) {
            for (i, out) in out.iter_mut().enumerate() {
                *out = (0..vector.len()).map(|j| self.0[(i, j)] * vector[j]).sum();
            }
        }
    }

    #[track_caller]
    fn check(matrix: DMatrix<f64>, expect: &[f64]) {
        let matrix = Dense(matrix);
        let pairs = leading_two(&matrix, None, UNTIL);
        assert_eq!(pairs.len(), expect.len(), "{pairs:?}");
        for ((value, vector), expect) in pairs.iter().zip(expect) {
            assert!((value - expect).abs() < 1e-9 * expect, "{value} {expect}");
            let mut image = vec![0.0; vector.len()];
            matrix.apply(vector, &mut image);
            let off = image.iter().zip(vector).map(|(x, v)| (x - value * v).abs()).fold(0.0, f64::max);
            assert!(off < 1e-9 * expect, "residual {off}");
        }
    }

    fn diagonal(values: &[f64]) -> DMatrix<f64> {
        DMatrix::from_diagonal(&nalgebra::DVector::from_column_slice(values))
    }

    #[test]
    fn small_and_degenerate() {
        check(diagonal(&[3.0, 5.0, 1.0]), &[5.0, 3.0]);
        check(diagonal(&[2.0, 2.0, 2.0]), &[2.0, 2.0]);
        check(diagonal(&[0.0, 4.0]), &[4.0]);
        check(diagonal(&[7.0]), &[7.0]);
        check(diagonal(&[0.0, 0.0]), &[]);
        check(DMatrix::from_element(3, 3, 1.0), &[3.0]);
    }

    #[test]
    fn large_with_close_values() {
        let values: Vec<f64> = (0..300).map(|i| 1.0 + f64::from(i) / 300.0).collect();
        check(diagonal(&values), &[1.0 + 299.0 / 300.0, 1.0 + 298.0 / 300.0]);
    }

    #[test]
    fn a_start_that_is_the_answer_still_finds_both() {
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let matrix = Dense(diagonal(&values));
        let mut start = vec![0.0; 100];
        start[99] = 1.0;
        let pairs = leading_two(&matrix, Some(&start), UNTIL);
        assert!((pairs[0].0 - 99.0).abs() < 1e-7 && (pairs[1].0 - 98.0).abs() < 1e-7, "{pairs:?}");
    }
}
