//! Across methods: published figures, coverage, bad input, determinism.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};

use super::*;

/// Standard normal values, the same for the same seed.
pub(super) fn noise(seed: u64, n: usize) -> Vec<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    (0..n).map(|_| StandardNormal.sample(&mut rng)).collect()
}

/// The lines of a file of the shared data folder, or a printed line that says it is absent.
fn shared(path: &str) -> Option<Vec<String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/").to_owned() + path;
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {path} is absent");
        return None;
    };
    Some(text.lines().map(str::to_owned).collect())
}

fn numbers(line: &str, separator: char, columns: std::ops::RangeInclusive<usize>) -> Vec<f64> {
    line.split(separator).collect::<Vec<_>>()[columns].iter().map(|cell| cell.parse().unwrap()).collect()
}

/// A panel from rows of numbers whose first is the treated unit.
fn from_rows(rows: &[Vec<f64>], first_after: usize) -> Panel {
    let column = |i: usize| rows.iter().map(|row| row[i]).collect();
    Panel::new(column(0), (1..rows[0].len()).map(column).collect(), first_after).unwrap()
}

fn proposition_99() -> Option<Panel> {
    let mut states: std::collections::BTreeMap<String, Vec<f64>> = std::collections::BTreeMap::new();
    for line in shared("synthetic_control/california_prop99.csv")?.iter().skip(1) {
        let cells: Vec<&str> = line.split(';').collect();
        states.entry(cells[0].to_owned()).or_default().push(cells[2].parse().unwrap());
    }
    let treated = states.remove("California").unwrap();
    Some(Panel::new(treated, states.into_values().collect(), 19).unwrap())
}

#[test]
fn proposition_99_as_published() {
    let Some(panel) = proposition_99() else { return };
    let found = second_opinions(&panel, &Options::default());
    let check = |method: Method, expect: f64, within: f64| {
        let found = found[Method::ALL.iter().position(|m| *m == method).unwrap()].unwrap();
        assert!((found.estimate - expect).abs() < within, "{found:?} for {expect}");
    };
    check(Method::Did, -27.349, 5e-4);
    check(Method::SyntheticControl, -19.5, 0.1);
    // To the digits that the authors' package prints.
    check(Method::SyntheticDid, -15.60383, 5e-5);
}

#[test]
fn causal_impact_as_printed() {
    let check = |panel: &Panel, effect: f64, sd: f64, ends: (f64, f64)| {
        let panel = panel.completed();
        let draws: Vec<Estimate> = (1..=8).map(|seed| bsts::estimate(&panel, 1000, seed).unwrap()).collect();
        let over = |pick: &dyn Fn(&Estimate) -> f64| mean(&draws.iter().map(pick).collect::<Vec<f64>>());
        let near = |found: f64, expect: f64, within: f64| {
            assert!((found - expect).abs() < within, "{found} for {expect} ± {within}");
        };
        // Half a unit is the rounding of what R prints; the rest is the Monte-Carlo error of its one run.
        near(over(&|e| e.estimate), effect, 0.5);
        near(over(&|e| e.sd.unwrap()), sd, 0.3);
        near(over(&|e| e.interval.unwrap().0), ends.0, 1.0);
        near(over(&|e| e.interval.unwrap().1), ends.1, 1.0);
        for estimate in &draws {
            near(estimate.estimate, effect, 1.0);
            assert_eq!(estimate.p, Some(1.0 / 901.0), "no forecast reaches what was seen: {estimate:?}");
        }
    };
    if let Some(lines) = shared("causal_impact/google_data.csv") {
        let rows: Vec<Vec<f64>> = lines[1..].iter().map(|line| numbers(line, ',', 0..=2)).collect();
        check(&from_rows(&rows, 61), 27.0, 4.5, (18.0, 36.0));
    }
    if let Some(lines) = shared("causal_impact/volks_data.csv") {
        let after = lines.iter().position(|line| line.starts_with("\"2015-09-20\"")).unwrap() - 1;
        let rows: Vec<Vec<f64>> = lines[1..].iter().map(|line| numbers(line, ' ', 1..=3)).collect();
        check(&from_rows(&rows, after), -44.0, 5.6, (-55.0, -33.0));
    }
}

/// Treated unit and controls with a common swing, own AR(1) noise of unit variance each, and a step.
fn simulated(seed: u64, [before, after, controls]: [usize; 3], rho: f64, step: f64) -> Panel {
    let n = before + after;
    let swing = noise(1000 * seed, n);
    let unit = |index: u64| {
        let mut own = noise(1000 * seed + 1 + index, n);
        for t in 1..n {
            own[t] = rho * own[t - 1] + (1.0 - rho * rho).sqrt() * own[t];
        }
        own.iter().zip(&swing).map(|(own, swing)| own + swing).collect::<Vec<f64>>()
    };
    let mut treated = unit(0);
    treated.iter_mut().skip(before).for_each(|v| *v += step);
    Panel::new(treated, (1..=controls as u64).map(unit).collect(), before).unwrap()
}

#[test]
fn intervals_cover_where_their_assumptions_hold() {
    let check = |method: Method, shape: [usize; 3], rho: f64, runs: u64, expect: std::ops::RangeInclusive<f64>| {
        let options = Options { seed: 5, bsts_draws: 300 };
        let covered = (0..runs)
            .filter(|&seed| {
                let panel = simulated(seed, shape, rho, 0.5).completed();
                let (low, high) = estimate(method, &panel, &options).unwrap().interval.unwrap();
                low <= 0.5 && 0.5 <= high
            })
            .count() as f64
            / runs as f64;
        println!("{method} at {rho}: {covered}");
        assert!(expect.contains(&covered), "{method} covers {covered}");
    };
    // Newey–West is a little short even on white noise, Prais–Winsten under autocorrelation, since ρ is estimated too
    // small; the others should hit .95 within the error of the runs.
    check(Method::Did, [90, 30, 3], 0.0, 500, 0.90..=0.97);
    check(Method::PraisWinsten, [90, 30, 3], 0.0, 500, 0.92..=0.97);
    check(Method::PraisWinsten, [90, 30, 3], 0.4, 500, 0.87..=0.96);
    check(Method::Permutation, [90, 30, 3], 0.4, 500, 0.92..=0.98);
    check(Method::SyntheticDid, [40, 10, 10], 0.0, 200, 0.90..=0.99);
    check(Method::Bsts, [60, 20, 2], 0.0, 150, 0.88..=0.99);
}

#[test]
fn no_input_panics_and_every_refusal_has_its_reason() {
    let check = |treated: Vec<f64>, controls: Vec<Vec<f64>>, first_after: usize, expect: [Option<Reason>; 6]| {
        let panel = Panel::new(treated, controls, first_after).unwrap();
        for (found, expect) in second_opinions(&panel, &Options::default()).iter().zip(expect) {
            assert_eq!(found.err().map(|e| e.reason), expect, "{found:?} for {panel:?}");
        }
    };
    let all = |reason: Reason| [Some(reason); 6];
    let short =
        |before, after, need_before, need_after| Some(Reason::TooShort { before, after, need_before, need_after });
    let nothing = [
        short(0, 0, 4, 2),
        short(0, 0, 2, 1),
        short(0, 0, 3, 1),
        short(0, 0, 3, 1),
        short(0, 0, 4, 2),
        short(0, 0, 4, 1),
    ];
    let none = |rest: Option<Reason>| {
        let no = Some(Reason::NoControls);
        [no, no, no, rest, rest, rest]
    };
    check(vec![f64::NAN; 30], Vec::new(), 20, {
        let mut expect = nothing;
        expect[..3].fill(Some(Reason::NoControls));
        expect
    });
    check(noise(1, 30), Vec::new(), 20, none(None));
    check(vec![4.2; 30], Vec::new(), 20, none(Some(Reason::NoVariation)));
    check(vec![4.2; 30], vec![vec![1.0; 30]; 3], 20, all(Reason::NoVariation));
    check(vec![f64::INFINITY; 30], vec![noise(1, 30)], 20, {
        let mut expect = nothing;
        // Nothing is left to tell a thin control by.
        expect[..3].fill(Some(Reason::NoControls));
        expect
    });
    check(
        noise(1, 4),
        vec![noise(2, 4)],
        3,
        [short(3, 1, 4, 2), None, None, None, short(3, 1, 4, 2), short(3, 1, 4, 1)],
    );
    for factor in [1e300, 1e-300] {
        let scaled = |seed: u64| noise(seed, 30).iter().map(|v| v * factor).collect::<Vec<f64>>();
        check(scaled(1), vec![scaled(2), scaled(3)], 20, all(Reason::OutOfRange));
    }
    let few = Options { bsts_draws: 10, ..Options::default() };
    let found = estimate(Method::Bsts, &Panel::new(noise(1, 30), Vec::new(), 20).unwrap().completed(), &few);
    assert_eq!(found.unwrap_err().reason, Reason::TooFewDraws { draws: 10, needed: 100 });
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(200))]
    #[test]
    fn figures_are_finite_whatever_comes(
        cells in proptest::collection::vec(proptest::prop_oneof![
            6 => -3.0..3.0f64,
            1 => proptest::num::f64::ANY,
            1 => proptest::strategy::Just(1.0),
        ], 12..120),
        units in 1..6usize,
        share in 0.01..0.99f64,
    ) {
        let n = cells.len() / units;
        let mut series = cells.chunks_exact(n).map(<[f64]>::to_vec);
        let treated = series.next().unwrap();
        let Ok(panel) = Panel::new(treated, series.take(units - 1).collect(), (share * n as f64) as usize) else {
            return Ok(());
        };
        for found in second_opinions(&panel, &Options { seed: 3, bsts_draws: 100 }).into_iter().flatten() {
            proptest::prop_assert!(found.estimate.is_finite(), "{found:?}");
            proptest::prop_assert!(found.sd.is_none_or(|sd| sd >= 0.0 && sd.is_finite()), "{found:?}");
            proptest::prop_assert!(found.p.is_none_or(|p| (0.0..=1.0).contains(&p)), "{found:?}");
            proptest::prop_assert!(found.interval.is_none_or(|(low, high)| low <= high), "{found:?}");
        }
    }
}

#[test]
fn one_thread_and_two_give_the_same_bytes() {
    let panel = simulated(1, [60, 20, 8], 0.4, 0.3);
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| format!("{:?}", second_opinions(&panel, &Options::default())))
    };
    assert_eq!(run(1), run(2));
}

#[test]
fn messages_say_what_to_do() {
    let reason = Reason::TooShort { before: 3, after: 1, need_before: 4, need_after: 2 };
    let message = CannotEstimate { method: Method::Did, reason }.to_string();
    assert_eq!(
        message,
        "did gives no estimate: 3 times before and 1 after the event have data; it needs 4 and 2: widen the window or \
         use a finer bucket"
    );
}

#[test]
#[ignore = "speed: run with --release"]
fn all_second_opinions_take_milliseconds() {
    for shape in [[90, 30, 3], [274, 91, 3], [274, 91, 20]] {
        let panel = simulated(1, shape, 0.4, 0.3).completed();
        for method in Method::ALL {
            let start = std::time::Instant::now();
            estimate(method, &panel, &Options::default()).unwrap();
            println!("{method} for {shape:?}: {:?}", start.elapsed());
            assert!(start.elapsed().as_millis() < 500, "{method}");
        }
    }
}
