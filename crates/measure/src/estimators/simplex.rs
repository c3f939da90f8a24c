//! Least squares over weights that are not negative and sum to one.
//!
//! Minimises `‖Aw − b‖² + η‖w‖²`. Two solvers: [`exact`] goes to the optimum, [`frank_wolfe`] goes where the reference
//! implementation of synthetic difference-in-differences goes, whose stopping rule is part of its estimate.

/// The problem in terms of inner products of the columns of `A` and of `b`.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    /// `AᵀA + ηI`, row by row.
    gram: Vec<f64>,
    /// `Aᵀb`.
    target: Vec<f64>,
}

/// A solver's result is exact when no shift of weight between two columns improves the objective by more than this,
/// relative to its size.
const TOLERANCE: f64 = 1e-11;
/// Far more than the few hundred exchanges that a solution takes; a bound for what does not converge.
const ROUNDS: usize = 50_000;

/// Inner products of every series with every other, from which the problems of a panel and of its placebos are cut.
#[derive(Debug, Clone)]
pub(super) struct Products {
    size: usize,
    values: Vec<f64>,
}

impl Products {
    /// Of series that are equally long.
    pub(super) fn of(series: &[&[f64]]) -> Self {
        let size = series.len();
        let mut values = vec![0.0; size * size];
        for i in 0..size {
            for j in 0..=i {
                let value = series[i].iter().zip(series[j]).map(|(x, y)| x * y).sum::<f64>();
                values[i * size + j] = value;
                values[j * size + i] = value;
            }
        }
        Self { size, values }
    }

    /// The problem of composing series `target` out of the series `columns`.
    pub(super) fn problem(&self, target: usize, columns: &[usize], ridge: f64) -> Problem {
        let at = |i: usize, j: usize| self.values[i * self.size + j];
        let gram = columns
            .iter()
            .flat_map(|&i| columns.iter().map(move |&j| at(i, j) + if i == j { ridge } else { 0.0 }))
            .collect();
        Problem { gram, target: columns.iter().map(|&i| at(target, i)).collect() }
    }
}

impl Problem {
    /// From the columns of `A`, each as long as `b`.
    pub(super) fn new(columns: &[&[f64]], b: &[f64], ridge: f64) -> Self {
        let mut series = columns.to_vec();
        series.push(b);
        let all: Vec<usize> = (0..columns.len()).collect();
        Products::of(&series).problem(columns.len(), &all, ridge)
    }

    /// Equal weights.
    pub(super) fn uniform(&self) -> Vec<f64> {
        uniform(self.size())
    }

    fn size(&self) -> usize {
        self.target.len()
    }

    fn row(&self, i: usize) -> &[f64] {
        &self.gram[i * self.size()..(i + 1) * self.size()]
    }

    /// `AᵀAw + ηw − Aᵀb`, half the gradient.
    fn gradient(&self, weights: &[f64]) -> Vec<f64> {
        let product = |i: usize| self.row(i).iter().zip(weights).map(|(g, w)| g * w).sum::<f64>();
        (0..self.size()).map(|i| product(i) - self.target[i]).collect()
    }
}

/// Equal weights.
pub(super) fn uniform(size: usize) -> Vec<f64> {
    vec![1.0 / size as f64; size]
}

/// Pairwise coordinate descent from equal weights: again and again the pair of columns that violates optimality most
/// exchanges weight, until none does (sequential minimal optimisation; Platt 1998).
///
/// Where several weightings fit equally well, the one reached from equal weights is returned.
pub(super) fn exact(problem: &Problem) -> Vec<f64> {
    let k = problem.size();
    let mut weights = problem.uniform();
    let mut gradient = problem.gradient(&weights);
    let scale = problem.gram.iter().chain(&problem.target).fold(0.0, |scale: f64, v| scale.max(v.abs()));
    for round in 1..=ROUNDS {
        let (mut down, mut up) = (None::<usize>, None::<usize>);
        for i in 0..k {
            if weights[i] > 0.0 && down.is_none_or(|j| gradient[i] > gradient[j]) {
                down = Some(i);
            }
            if up.is_none_or(|j| gradient[i] < gradient[j]) {
                up = Some(i);
            }
        }
        let (Some(i), Some(j)) = (down, up) else { break };
        let slope = gradient[i] - gradient[j];
        if slope <= TOLERANCE * scale || slope.is_nan() {
            break;
        }
        let curve = problem.row(i)[i] + problem.row(j)[j] - 2.0 * problem.row(i)[j];
        let shift = if curve > 0.0 { (slope / curve).min(weights[i]) } else { weights[i] };
        weights[i] = if shift == weights[i] { 0.0 } else { weights[i] - shift };
        weights[j] += shift;
        for (g, (from, to)) in gradient.iter_mut().zip(problem.row(i).iter().zip(problem.row(j))) {
            *g += shift * (to - from);
        }
        if round % 1_000 == 0 {
            // Updates drift by rounding.
            gradient = problem.gradient(&weights);
        }
    }
    let sum: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|w| *w /= sum);
    weights
}

/// When [`frank_wolfe`] stops.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stop {
    /// After a step that lowers the objective by no more than this (but not before the second).
    pub decrease: f64,
    /// After so many steps.
    pub steps: usize,
}

/// Frank–Wolfe steps with exact line search from given weights.
pub(super) fn frank_wolfe(problem: &Problem, mut weights: Vec<f64>, stop: Stop) -> Vec<f64> {
    let k = problem.size();
    // The product with the weights is carried along; a step towards vertex i needs only row i.
    let mut product: Vec<f64> =
        problem.gradient(&weights).iter().zip(&problem.target).map(|(gradient, target)| gradient + target).collect();
    for step in 1..=stop.steps {
        let gradient = |i: usize| product[i] - problem.target[i];
        let Some(vertex) = (0..k).min_by(|&i, &j| gradient(i).total_cmp(&gradient(j))) else { break };
        // Along d = e_vertex − w.
        let slope = gradient(vertex) - (0..k).map(|i| weights[i] * gradient(i)).sum::<f64>();
        let quadratic: f64 = weights.iter().zip(&product).map(|(w, p)| w * p).sum();
        let row = problem.row(vertex);
        let curve = row[vertex] - 2.0 * product[vertex] + quadratic;
        if !(slope < 0.0 && curve > 0.0) {
            break;
        }
        let length = (-slope / curve).min(1.0);
        for i in 0..k {
            weights[i] *= 1.0 - length;
            product[i] = (1.0 - length) * product[i] + length * row[i];
        }
        weights[vertex] += length;
        let decrease = -2.0 * length * slope - length * length * curve;
        if step >= 2 && (decrease <= stop.decrease || decrease.is_nan()) {
            break;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimators::tests::noise;

    fn close(found: &[f64], expect: &[f64], within: f64) {
        let apart = found.iter().zip(expect).map(|(f, e)| (f - e).abs()).fold(0.0, f64::max);
        assert!(found.len() == expect.len() && apart < within, "{found:?} for {expect:?}");
    }

    #[test]
    fn a_point_inside_is_hit() {
        let columns: [&[f64]; 3] = [&[0.0, 0.0], &[1.0, 0.0], &[0.0, 1.0]];
        let problem = Problem::new(&columns, &[0.5, 0.3], 0.0);
        close(&exact(&problem), &[0.2, 0.5, 0.3], 1e-8);
    }

    #[test]
    fn a_point_outside_is_projected() {
        let columns: [&[f64]; 3] = [&[0.0, 0.0], &[1.0, 0.0], &[0.0, 1.0]];
        close(&exact(&Problem::new(&columns, &[3.0, 0.0], 0.0)), &[0.0, 1.0, 0.0], 1e-8);
        close(&exact(&Problem::new(&columns, &[1.0, 1.0], 0.0)), &[0.0, 0.5, 0.5], 1e-8);
    }

    #[test]
    fn a_heavy_ridge_makes_equal_weights() {
        let columns: [&[f64]; 2] = [&[0.0, 1.0], &[4.0, 2.0]];
        close(&exact(&Problem::new(&columns, &[4.0, 2.0], 1e9)), &[0.5, 0.5], 1e-6);
    }

    #[test]
    fn both_solvers_agree_and_the_optimum_holds() {
        for seed in 0..5 {
            let data: Vec<Vec<f64>> = (0..8).map(|i| noise(100 * seed + i, 30)).collect();
            let columns: Vec<&[f64]> = data.iter().map(Vec::as_slice).collect();
            let problem = Problem::new(&columns, &noise(100 * seed + 50, 30), 5.0);
            let best = exact(&problem);
            let gradient = problem.gradient(&best);
            let low = gradient.iter().copied().fold(f64::INFINITY, f64::min);
            for (w, g) in best.iter().zip(&gradient) {
                assert!(*w >= 0.0 && (*w == 0.0 || g - low < 1e-8), "{best:?} {gradient:?}");
            }
            let stop = Stop { decrease: 1e-14, steps: 100_000 };
            close(&frank_wolfe(&problem, uniform(8), stop), &best, 1e-3);
        }
    }

    #[test]
    fn overflow_ends() {
        let columns: [&[f64]; 2] = [&[1e300, 1.0], &[f64::MAX, 1.0]];
        let problem = Problem::new(&columns, &[1.0, 1.0], 0.0);
        assert_eq!(exact(&problem).len(), 2);
        assert_eq!(frank_wolfe(&problem, uniform(2), Stop { decrease: 0.0, steps: 100 }).len(), 2);
    }
}
