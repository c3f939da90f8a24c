//! Latent semantic analysis: a few dimensions in which posts that share company of words lie close.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::terms::Corpus;

/// Dimensions; a random word takes one bit of a `u32` for each.
pub(super) const DIMENSIONS: usize = 32;

/// A point, of length one (or none, for a post all of whose words fell outside).
pub(super) type Point = [f32; DIMENSIONS];

/// The span of the leading right singular vectors of some rows, an orthonormal set over the words.
///
/// Clustering does not care how the span is turned, so the vectors themselves are never computed.
pub(super) fn basis(corpus: &Corpus, rows: &[usize], seed: u64) -> Vec<Point> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut basis: Vec<Point> = (0..corpus.weight.len())
        .map(|_| {
            let bits = random.next_u32();
            std::array::from_fn(|dimension| if bits >> dimension & 1 == 1 { 1.0 } else { -1.0 })
        })
        .collect();
    // Power iterations sharpen the span; two are enough for spectra that fall as slowly as those of words.
    for _ in 0..2 {
        let mut next = vec![[0.0; DIMENSIONS]; basis.len()];
        for &row in rows {
            let scale = 1.0 / norm_of(corpus, row);
            let place = weighted(corpus, &basis, row, scale);
            for &word in &corpus.words[row] {
                add(&mut next[word as usize], &place, corpus.weight[word as usize] * scale);
            }
        }
        orthonormalise(&mut next);
        basis = next;
    }
    basis
}

/// The rows as points.
pub(super) fn project(corpus: &Corpus, rows: &[usize], basis: &[Point]) -> Vec<Point> {
    rows.iter()
        .map(|&row| {
            let mut point = weighted(corpus, basis, row, 1.0);
            normalise(&mut point);
            point
        })
        .collect()
}

fn weighted(corpus: &Corpus, basis: &[Point], row: usize, scale: f32) -> Point {
    let mut sum = [0.0; DIMENSIONS];
    for &word in &corpus.words[row] {
        add(&mut sum, &basis[word as usize], corpus.weight[word as usize] * scale);
    }
    sum
}

fn norm_of(corpus: &Corpus, row: usize) -> f32 {
    corpus.words[row].iter().map(|&word| corpus.weight[word as usize].powi(2)).sum::<f32>().sqrt().max(1e-6)
}

fn add(sum: &mut Point, other: &Point, factor: f32) {
    for (sum, other) in sum.iter_mut().zip(other) {
        *sum += factor * other;
    }
}

pub(super) fn normalise(point: &mut Point) {
    let length = dot(point, point).sqrt();
    let scale = if length > 1e-12 { 1.0 / length } else { 0.0 };
    point.iter_mut().for_each(|x| *x *= scale);
}

pub(super) fn dot(one: &Point, other: &Point) -> f32 {
    // Several running sums, so that the compiler may keep them side by side; the order is fixed either way.
    let mut sums = [0.0; 8];
    for (one, other) in one.chunks_exact(8).zip(other.chunks_exact(8)) {
        for lane in 0..8 {
            sums[lane] += one[lane] * other[lane];
        }
    }
    sums.iter().sum()
}

/// Gram–Schmidt by way of the Cholesky factor of the columns' products; columns without a direction of their own vanish.
fn orthonormalise(columns: &mut [Point]) {
    let mut gram = [[0.0_f64; DIMENSIONS]; DIMENSIONS];
    for row in columns.iter() {
        for i in 0..DIMENSIONS {
            for j in 0..=i {
                gram[i][j] += f64::from(row[i] * row[j]);
            }
        }
    }
    let largest = (0..DIMENSIONS).map(|i| gram[i][i]).fold(0.0, f64::max);
    // Row i of `solve` turns a row of the matrix into its i-th orthonormal coordinate.
    let mut factor = [[0.0_f64; DIMENSIONS]; DIMENSIONS];
    let mut solve = [[0.0_f64; DIMENSIONS]; DIMENSIONS];
    for i in 0..DIMENSIONS {
        for j in 0..=i {
            let inner: f64 = (0..j).map(|k| factor[i][k] * factor[j][k]).sum();
            let rest = gram[i][j] - inner;
            if i == j {
                factor[i][i] = if rest > largest * 1e-9 { rest.sqrt() } else { 0.0 };
            } else if factor[j][j] > 0.0 {
                factor[i][j] = rest / factor[j][j];
            }
        }
        if factor[i][i] > 0.0 {
            solve[i][i] = 1.0 / factor[i][i];
            for j in 0..i {
                let inner: f64 = (j..i).map(|k| factor[i][k] * solve[k][j]).sum();
                solve[i][j] = -inner / factor[i][i];
            }
        }
    }
    // Kept by column, so that a row is a sum of scaled vectors.
    let by_column: Vec<Point> = (0..DIMENSIONS).map(|j| std::array::from_fn(|i| solve[i][j] as f32)).collect();
    for row in columns {
        let mut turned = [0.0; DIMENSIONS];
        for (value, column) in row.iter().zip(&by_column) {
            add(&mut turned, column, *value);
        }
        *row = turned;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_basis_is_orthonormal() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let mut columns: Vec<Point> =
            (0..200).map(|_| std::array::from_fn(|_| random.next_u32() as f32 / u32::MAX as f32 - 0.3)).collect();
        orthonormalise(&mut columns);
        for i in 0..DIMENSIONS {
            for j in 0..=i {
                let product: f32 = columns.iter().map(|row| row[i] * row[j]).sum();
                assert!((product - if i == j { 1.0 } else { 0.0 }).abs() < 1e-3, "{i} {j} {product}");
            }
        }
    }

    #[test]
    fn columns_without_a_direction_vanish() {
        let mut columns = vec![[1.0; DIMENSIONS]; 5];
        orthonormalise(&mut columns);
        assert!(columns.iter().all(|row| row.iter().all(|x| x.is_finite()) && row[1..].iter().all(|x| x.abs() < 1e-3)));
    }

    #[test]
    fn posts_that_share_words_lie_close() {
        let texts: Vec<&str> = (0..60)
            .map(|n| {
                [[
                    "lost suitcase claim",
                    "suitcase claim desk",
                    "cold coffee meal",
                    "coffee meal snack",
                    "late phone queue",
                ][n % 5]][0]
            })
            .collect();
        let corpus = Corpus::new(&texts, &[]);
        let rows: Vec<usize> = (0..corpus.rows.len()).collect();
        let points = project(&corpus, &rows, &basis(&corpus, &rows, 1));
        assert!(dot(&points[0], &points[1]) > 0.5 && dot(&points[0], &points[2]).abs() < 0.2);
    }
}
