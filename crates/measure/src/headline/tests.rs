//! The headline test against a dense computation, against published-by-reference p values, and in its corners.

use nalgebra::{DMatrix, DVector};

use super::*;

/// The generator behind the reference figures: SplitMix64, twelve uniforms minus six for a normal.
struct SplitMix(u64);

impl SplitMix {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }
}

/// Series `k` of the hundred: length, first bucket after the event, precisions and values.
fn series(k: u64) -> (usize, Vec<f64>, Vec<f64>) {
    let mut random = SplitMix(1000 + k);
    let n = 24 + (random.uniform() * 120.0) as usize;
    let first_after = (0.5 * n as f64 + random.uniform() * 0.35 * n as f64) as usize;
    let rho = random.uniform() * 1.2 - 0.2;
    let step = random.normal();
    let trend = if k.is_multiple_of(3) { random.normal() } else { 0.0 };
    let precision: Vec<f64> =
        (0..n).map(|_| if k.is_multiple_of(2) { 1.0 } else { 1.0 + 40.0 * random.uniform() }).collect();
    let mut level = 0.0;
    let values = (0..n)
        .map(|t| {
            level = rho.min(1.0) * level + random.normal();
            let after = f64::from(u8::from(t >= first_after));
            level + random.normal() / precision[t].sqrt() + step * after + trend * t as f64 / n as f64
        })
        .collect();
    (first_after, precision, values)
}

/// p values of these hundred series by an independent dense computation in Python
/// (`bench/headline_reference.py`, which says how it was made).
#[test]
fn equals_the_reference_on_a_hundred_series() {
    let reference = include_str!("reference.csv");
    let mut worst: f64 = 0.0;
    let mut compared = 0;
    for line in reference.lines().skip(1) {
        let cells: Vec<f64> = line.split(',').map(|c| c.parse().unwrap()).collect();
        let (first_after, precision, values) = series(cells[0] as u64);
        let tested = Design::new(&precision, first_after).unwrap().test(&values).unwrap();
        worst = worst.max((tested.p_step() - cells[1]).abs()).max((tested.p_drift() - cells[2]).abs());
        compared += 1;
    }
    assert_eq!(compared, 100);
    assert!(worst < 1e-6, "largest difference {worst}");
}

/// log restricted likelihood, estimate and standard error by dense matrices, with holes in the series.
fn dense(noise: NoiseModel, present: &[usize], white: &[f64], columns: &[Vec<f64>], z: &[f64]) -> (f64, f64, f64) {
    let n = present.len();
    let (rho, w) = (noise.autocorrelation, noise.share);
    let covariance = DMatrix::from_fn(n, n, |i, j| {
        let diagonal = if i == j { noise.white_factor() * white[i] } else { 0.0 };
        diagonal
            + if rho == 1.0 {
                w * w * (present[i].min(present[j]) as f64 + 1.0)
            } else {
                w * rho.powi(present[i].abs_diff(present[j]) as i32)
            }
    });
    let lower = covariance.cholesky().unwrap().l();
    let x = DMatrix::from_fn(n, columns.len(), |i, c| columns[c][i]);
    let (x, z) =
        (lower.solve_lower_triangular(&x).unwrap(), lower.solve_lower_triangular(&DVector::from_row_slice(z)).unwrap());
    let information = (x.transpose() * &x).cholesky().unwrap();
    let b = information.solve(&(x.transpose() * &z));
    let residual = (&z - &x * &b).norm_squared();
    let freedom = (n - columns.len()) as f64;
    let log_likelihood = -lower.diagonal().map(f64::ln).sum()
        - information.l().diagonal().map(f64::ln).sum()
        - 0.5 * freedom * residual.ln();
    let last = columns.len() - 1;
    (log_likelihood, b[last], (residual / freedom * information.inverse()[(last, last)]).sqrt())
}

#[test]
fn missing_buckets_keep_their_times() {
    let (first_after, mut precision, values) = series(7);
    for t in [0, 3, 4, 5, 20, first_after, first_after + 2] {
        precision[t] = 0.0;
    }
    let design = Design::new(&precision, first_after).unwrap();
    let tested = design.test(&values).unwrap();
    let present = &design.present;
    let mean_variance = present.iter().map(|&t| 1.0 / precision[t]).sum::<f64>() / present.len() as f64;
    let white: Vec<f64> = present.iter().map(|&t| 1.0 / precision[t] / mean_variance).collect();
    let z: Vec<f64> = present.iter().map(|&t| values[t]).collect();
    let columns = [vec![1.0; z.len()], present.iter().map(|&t| f64::from(u8::from(t >= first_after))).collect()];
    let fits: Vec<_> = grid().map(|noise| dense(noise, present, &white, &columns, &z)).collect();
    let heaviest = fits.iter().map(|f| f.0).fold(f64::NEG_INFINITY, f64::max);
    let student = crate::student::Student::new(z.len() as f64 - 2.0).unwrap();
    let (mut above, mut total) = (0.0, 0.0);
    for (log_likelihood, b, se) in fits {
        let weight = (log_likelihood - heaviest).exp();
        above += weight * student.below(-b / se);
        total += weight;
    }
    let expected = 2.0 * (above / total).min(1.0 - above / total);
    assert!((tested.p_step() - expected).abs() < 1e-9, "{} against {expected}", tested.p_step());
}

fn check_finding(values: impl Fn(usize, f64) -> f64, expect: Finding) {
    let mut random = SplitMix(5);
    let values: Vec<f64> = (0..120).map(|t| values(t, random.normal())).collect();
    let tested = Design::new(&[1.0; 120], 90).unwrap().test(&values).unwrap();
    assert_eq!(tested.finding(), expect, "p_step {} p_drift {}", tested.p_step(), tested.p_drift());
    let [low, high] = tested.interval();
    assert!(low <= tested.step.mean() && tested.step.mean() <= high);
    if expect == Finding::Harm {
        assert!(high < 0.0);
    }
}

#[test]
fn finds_what_was_planted_and_nothing_else() {
    let after = |t: usize| f64::from(u8::from(t >= 90));
    check_finding(|_, noise| noise, Finding::Nothing);
    check_finding(|t, noise| noise - 2.0 * after(t), Finding::Harm);
    check_finding(|t, noise| noise + 2.0 * after(t), Finding::Benefit);
    check_finding(|t, noise| noise + 0.008 * t as f64 + 0.3 * after(t), Finding::StepOrDrift);
}

#[test]
fn interval_and_p_value_say_the_same() {
    for k in 0..40 {
        let (first_after, precision, values) = series(k);
        let tested = Design::new(&precision, first_after).unwrap().test(&values).unwrap();
        let [low, high] = tested.interval();
        let excludes_zero = low > 0.0 || high < 0.0;
        assert_eq!(excludes_zero, tested.p() <= 0.05, "series {k}: p {} interval [{low}, {high}]", tested.p());
    }
}

#[test]
fn refuses_what_it_cannot_test() {
    assert_eq!(Design::new(&[1.0; 9], 4).err(), Some(CannotTest::TooShort { before: 4, after: 5 }));
    assert_eq!(Design::new(&[], 0).err(), Some(CannotTest::TooShort { before: 0, after: 0 }));
    let design = Design::new(&[1.0; 40], 30).unwrap();
    assert_eq!(design.test(&[3.3; 40]).err(), Some(CannotTest::Constant));
    assert_eq!(design.test(&[f64::NAN; 40]).err(), Some(CannotTest::Constant));
    assert!(design.test(&[1.0; 3]).is_err());
}

#[test]
fn the_detectable_step_is_detected_four_times_in_five() {
    let mut random = SplitMix(11);
    let design = Design::new(&[1.0; 120], 90).unwrap();
    let noise: Vec<f64> = (0..120).map(|_| random.normal()).collect();
    let step = design.minimal_detectable(&noise, 1).unwrap();
    assert_eq!(step, design.minimal_detectable(&noise, 1).unwrap());
    let found = (0..200)
        .filter(|_| {
            let values: Vec<f64> = (0..120).map(|t| random.normal() + if t >= 90 { step } else { 0.0 }).collect();
            design.test(&values).unwrap().finding() == Finding::Benefit
        })
        .count();
    assert!((140..=190).contains(&found), "{found} of 200 at {step}");
}

/// By its variance an estimate is about as far from the truth as it says: the mean of z² is near 1, so that many of them can be
/// weighted by it.
#[test]
fn the_variance_is_that_of_the_estimate() {
    use crate::simulate::Noise;
    use rand::SeedableRng;
    let check = |noise: Noise, [least, most]: [f64; 2]| {
        const RUNS: u64 = 400;
        let design = Design::new(&[1.0; 119], 91).unwrap();
        let mut square = 0.0;
        for seed in 0..RUNS {
            let mut random = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
            let tested = design.test(&noise.difference(119, &mut random)).unwrap();
            square += tested.estimate().powi(2) / tested.variance();
        }
        let mean = square / RUNS as f64;
        println!("{}: {mean:.2}", noise.name());
        assert!((least..most).contains(&mean), "{}: mean of z² {mean:.2}", noise.name());
    };
    check(Noise::AgainstThree { rho: 0.0 }, [0.6, 1.1]);
    check(Noise::AgainstThree { rho: 0.4 }, [0.7, 1.2]);
    check(Noise::AgainstThree { rho: 0.8 }, [0.8, 1.4]);
    check(Noise::HeavyTails, [0.6, 1.1]);
    check(Noise::WeeklySeason, [0.6, 1.1]);
}
