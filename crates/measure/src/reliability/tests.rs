use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::*;

fn codes(units: &[&[f64]]) -> Codes {
    Codes::new(units).unwrap()
}

/// The definition, pair by pair over a coincidence matrix.
fn by_definition(units: &[Vec<f64>], level: Level) -> Option<f64> {
    let pairable: Vec<&Vec<f64>> = units.iter().filter(|u| u.len() > 1).collect();
    let mut values: Vec<f64> = pairable.iter().flat_map(|u| u.iter().copied()).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    let count = |v: f64| pairable.iter().flat_map(|u| u.iter()).filter(|&&x| x == v).count() as f64;
    let n: f64 = values.iter().map(|&v| count(v)).sum();
    let distance = |a: f64, b: f64| {
        let (low, high) = (a.min(b), a.max(b));
        match level {
            Level::Nominal => f64::from(u8::from(a != b)),
            Level::Interval => (a - b).powi(2),
            Level::Ratio if a == b => 0.0,
            Level::Ratio => ((a - b) / (a + b)).powi(2),
            Level::Ordinal => {
                let between: f64 = values.iter().filter(|&&v| low <= v && v <= high).map(|&v| count(v)).sum();
                (between - (count(a) + count(b)) / 2.0).powi(2)
            }
        }
    };
    let mut observed = 0.0;
    for unit in &pairable {
        for (i, &a) in unit.iter().enumerate() {
            for (j, &b) in unit.iter().enumerate() {
                observed += if i == j { 0.0 } else { distance(a, b) / (unit.len() - 1) as f64 };
            }
        }
    }
    let expected: f64 = values
        .iter()
        .flat_map(|&a| values.iter().map(move |&b| (a, b)))
        .map(|(a, b)| count(a) * count(b) * distance(a, b))
        .sum();
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}

#[test]
fn every_level_is_what_the_definition_says() {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    for round in 0..40 {
        let units: Vec<Vec<f64>> = (0..random.random_range(1..9))
            .map(|_| (0..random.random_range(0..5)).map(|_| f64::from(random.random_range(0..4u8)) * 1.5).collect())
            .collect();
        for level in Level::ALL {
            let codes = Codes::new(&units).unwrap();
            let found = alpha(&codes, level, 0, 0).unwrap().value;
            // By its definition α of one unit is 0 whatever stands in it, which would be taken for a finding.
            let defined = by_definition(&units, level).filter(|alpha| codes.units() > 1 || alpha.abs() > 1e-10);
            match (found, defined) {
                (Some(a), Some(b)) => assert!((a - b).abs() < 1e-10, "{round} {level:?}: {a} {b}"),
                (a, b) => assert_eq!(a, b, "{round} {level:?}"),
            }
        }
    }
}

#[test]
fn far_from_zero_digits_are_kept() {
    let near: Vec<Vec<f64>> = vec![vec![1.0, 2.0], vec![3.0, 3.0], vec![2.0, 4.0]];
    let far: Vec<Vec<f64>> = near.iter().map(|u| u.iter().map(|v| v + 1e9).collect()).collect();
    let value = |units: &[Vec<f64>]| alpha(&Codes::new(units).unwrap(), Level::Interval, 0, 0).unwrap().value.unwrap();
    assert!((value(&near) - value(&far)).abs() < 1e-6);
    let huge: Vec<Vec<f64>> = near.iter().map(|u| u.iter().map(|v| v * 1e307).collect()).collect();
    assert!((value(&near) - value(&huge)).abs() < 1e-9);
}

#[test]
fn what_cannot_be_compared_is_said() {
    assert_eq!(alpha(&codes(&[&[2.0, 2.0], &[2.0, 2.0]]), Level::Nominal, 9, 1).unwrap().value, None);
    assert_eq!(alpha(&codes(&[]), Level::Ordinal, 9, 1).unwrap().interval, Err(NoInterval::Undefined));
    assert_eq!(alpha(&codes(&[&[1.0], &[2.0]]), Level::Ordinal, 9, 1).unwrap().value, None);
    assert_eq!(alpha(&codes(&[&[1.0, 3.0, 3.0], &[2.0]]), Level::Interval, 9, 1).unwrap().value, None);
    let few = codes(&[&[1.0, 1.0], &[2.0, 3.0]]);
    assert_eq!(alpha(&few, Level::Ordinal, 9, 1).unwrap().interval, Err(NoInterval::FewUnits));
    assert_eq!(few.single(), 0);
    let error = Codes::new(&[[1.0, f64::NAN]]).unwrap_err().to_string();
    assert!(error.contains("unit 1") && error.contains("missing"), "{error}");
    let below = alpha(&codes(&[&[-1.0, 1.0]]), Level::Ratio, 0, 0).unwrap_err();
    assert_eq!(below, CodesError::Negative { value: -1.0 });
    assert_eq!(codes(&[&[0.0, -0.0]]).distinct(), 1);
}

#[test]
fn resamples_without_variance_are_counted() {
    // One unit of eleven differs, so about e⁻¹ of the resamples hold one value only.
    let mut units = vec![vec![1.0, 1.0]; 11];
    units[4] = vec![2.0, 2.0];
    let found = alpha(&Codes::new(&units).unwrap(), Level::Nominal, 1000, 3).unwrap();
    let Err(NoInterval::UndefinedResamples { undefined, resamples: 1000 }) = found.interval else {
        panic!("{found:?}")
    };
    assert!((300..420).contains(&undefined), "{undefined}");
}

#[test]
fn the_seed_decides_and_the_interval_holds_the_value() {
    let mut random = ChaCha8Rng::seed_from_u64(8);
    let units: Vec<Vec<f64>> =
        (0..30).map(|i| (0..4).map(|_| f64::from(i % 5) + f64::from(random.random_range(0..3u8))).collect()).collect();
    let codes = Codes::new(&units).unwrap();
    for level in Level::ALL {
        let found = alpha(&codes, level, 500, 1).unwrap();
        assert_eq!(found, alpha(&codes, level, 500, 1).unwrap());
        let (value, interval) = (found.value.unwrap(), found.interval.unwrap());
        assert!(interval.low < value && value < interval.high, "{found:?}");
        assert_ne!(found.interval, alpha(&codes, level, 500, 2).unwrap().interval);
    }
}

#[test]
fn units_of_one_group_are_resampled_together() {
    // Ten objects rated alike on twelve questions: the object decides, so single units would claim too narrow an interval.
    let units: Vec<Vec<f64>> = (0..120).map(|u| vec![f64::from(u / 12), f64::from((u / 12 * 7) % 10)]).collect();
    let group: Vec<usize> = (0..120).map(|u| u / 12).collect();
    let width = |codes: &Codes| {
        let interval = alpha(codes, Level::Interval, 500, 1).unwrap().interval.unwrap();
        interval.high - interval.low
    };
    let (single, grouped) = (Codes::new(&units).unwrap(), Codes::grouped(&units, &group).unwrap());
    assert!(width(&grouped) > 2.0 * width(&single), "{} {}", width(&grouped), width(&single));
    let few = Codes::grouped(&units[..108], &group).unwrap();
    assert_eq!(alpha(&few, Level::Interval, 500, 1).unwrap().interval, Err(NoInterval::FewUnits));
}

/// A way to draw codes from 0 to 7 whose α is known by drawing very many.
#[derive(Clone, Copy)]
struct Setting {
    level: Level,
    coders: usize,
    /// Units to a group; a group's units share half of their worth.
    grouped: usize,
    /// Variance of units over that of coders.
    signal: f64,
}

fn simulated(setting: Setting, groups: usize, random: &mut ChaCha8Rng) -> Codes {
    let mut normal = || -> f64 { rand_distr::Distribution::sample(&rand_distr::StandardNormal, random) };
    let (mut units, mut group) = (Vec::new(), Vec::new());
    let spread = 1.5 / (1.0 + setting.signal).sqrt();
    for g in 0..groups {
        let shared = normal();
        for _ in 0..setting.grouped {
            let worth = if setting.grouped == 1 { shared } else { (shared + normal()) / 2f64.sqrt() };
            let mut code = || (3.5 + spread * (setting.signal.sqrt() * worth + normal())).round().clamp(0.0, 7.0);
            units.push((0..setting.coders).map(|_| code()).collect::<Vec<f64>>());
            group.push(g);
        }
    }
    Codes::grouped(&units, &group).unwrap()
}

/// How often the interval holds α of the population, in percent, and how often it lies wholly above.
fn check_coverage(setting: Setting, groups: usize, expect: std::ops::RangeInclusive<usize>, above: usize) {
    let mut random = ChaCha8Rng::seed_from_u64(21);
    let truth = alpha(&simulated(setting, 20_000, &mut random), setting.level, 0, 0).unwrap().value.unwrap();
    let (mut held, mut over) = (0, 0);
    for run in 0..400 {
        let found = alpha(&simulated(setting, groups, &mut random), setting.level, 300, run).unwrap();
        let (value, interval) = (found.value.unwrap(), found.interval.unwrap());
        assert!(interval.low <= value && value <= interval.high, "{found:?}");
        held += usize::from(interval.low <= truth && truth <= interval.high);
        over += usize::from(interval.low > truth);
    }
    println!("α {truth:.3}, {groups} groups: {}% hold it, {}% lie above", held / 4, over / 4);
    assert!(expect.contains(&(held / 4)) && over / 4 <= above, "α {truth:.3}: {}%, {}% above", held / 4, over / 4);
}

#[test]
fn intervals_hold_as_often_as_documented() {
    let three = Setting { level: Level::Interval, coders: 3, grouped: 1, signal: 1.0 };
    check_coverage(three, 12, 84..=96, 8);
    check_coverage(three, 50, 90..=98, 5);
}

#[test]
fn intervals_of_noise_do_not_lie_above_zero() {
    for level in [Level::Nominal, Level::Ordinal, Level::Interval] {
        for coders in [5, 8] {
            check_coverage(Setting { level, coders, grouped: 1, signal: 0.0 }, 12, 80..=99, 8);
        }
    }
}

#[test]
fn intervals_hold_where_coders_agree_closely() {
    for coders in [2, 3] {
        check_coverage(Setting { level: Level::Ordinal, coders, grouped: 1, signal: 15.0 }, 20, 84..=98, 8);
    }
}

#[test]
fn intervals_of_grouped_units_hold() {
    for signal in [0.0, 2.0] {
        check_coverage(Setting { level: Level::Ordinal, coders: 3, grouped: 8, signal }, 15, 84..=98, 8);
    }
}

/// Reads a file of the real data, or says that it is not there.
fn real(file: &str) -> Option<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/reliability/").to_owned() + file;
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {path} is not there");
    }
    text
}

fn check_published(units: &[Vec<f64>], published: &[(Level, f64)], digits: i32) {
    let codes = Codes::new(units).unwrap();
    for &(level, expect) in published {
        let found = alpha(&codes, level, 0, 0).unwrap().value.unwrap();
        let rounded = (found * 10f64.powi(digits)).round() / 10f64.powi(digits);
        assert!((rounded - expect).abs() < 1e-9, "{level:?}: {found}, published {expect}");
    }
}

#[test]
fn krippendorffs_own_example() {
    let Some(text) = real("krippendorff2011_4coders_12units.csv") else { return };
    let rows: Vec<Vec<Option<f64>>> =
        text.lines().skip(1).map(|row| row.split(',').skip(1).map(|cell| cell.trim().parse().ok()).collect()).collect();
    let units: Vec<Vec<f64>> =
        (0..12).map(|u| rows.iter().filter_map(|row| row.get(u).copied().flatten()).collect()).collect();
    check_published(
        &units,
        &[(Level::Nominal, 0.743), (Level::Ordinal, 0.815), (Level::Interval, 0.849), (Level::Ratio, 0.797)],
        3,
    );
}

#[test]
fn many_raters() {
    let Some(text) = real("vader_tweet_ratings.txt") else { return };
    let units: Vec<Vec<f64>> = text
        .lines()
        .filter_map(|line| line.split_once('['))
        .map(|(_, list)| list.trim_end_matches(']').split(',').filter_map(|v| v.trim().parse().ok()).collect())
        .collect();
    assert_eq!(units.iter().map(Vec::len).sum::<usize>(), 159_750);
    check_published(&units, &[(Level::Nominal, 0.2713), (Level::Ordinal, 0.7879), (Level::Interval, 0.7835)], 4);
}

fn table(rows: &[&[f64]]) -> Vec<Rated> {
    let cell = |object, (rater, &points): (usize, &f64)| Rated { object, rater, points };
    rows.iter().enumerate().flat_map(|(object, row)| row.iter().enumerate().map(move |c| cell(object, c))).collect()
}

/// Six objects and four judges, Shrout & Fleiss (1979), table 2.
const SHROUT_FLEISS: [[f64; 4]; 6] = [
    [9.0, 2.0, 5.0, 8.0],
    [6.0, 1.0, 3.0, 2.0],
    [8.0, 4.0, 6.0, 8.0],
    [7.0, 1.0, 2.0, 6.0],
    [10.0, 5.0, 6.0, 9.0],
    [6.0, 2.0, 4.0, 7.0],
];

#[test]
fn intraclass_of_a_full_table_is_mcgraw_and_wongs() {
    let rows: Vec<&[f64]> = SHROUT_FLEISS.iter().map(|row| row.as_slice()).collect();
    let found = intraclass(&table(&rows), 0, 0).unwrap();
    // Published: ICC(2,1) .29 and ICC(2,4) .62 of Shrout & Fleiss, which McGraw & Wong call ICC(A,1) and ICC(A,4).
    assert_eq!(found.model, IntraclassModel::TwoWayAgreement);
    assert!((found.single - 0.2898).abs() < 5e-5 && (found.mean - 0.6201).abs() < 5e-5, "{found:?}");
    assert_eq!((found.raters, found.interval), (4.0, Err(NoInterval::NotAsked)));
}

#[test]
fn intraclass_without_crossing_is_one_way() {
    let own = SHROUT_FLEISS.iter().enumerate().flat_map(|(object, row)| {
        row.iter().enumerate().map(move |(k, &points)| Rated { object, rater: object * 4 + k, points })
    });
    let found = intraclass(&own.collect::<Vec<_>>(), 0, 0).unwrap();
    // ICC(1,1) .17 and ICC(1,4) .44 of the same table.
    assert_eq!(found.model, IntraclassModel::OneWay);
    assert!((found.single - 0.1657).abs() < 5e-5 && (found.mean - 0.4428).abs() < 5e-5, "{found:?}");
}

#[test]
fn intraclass_with_missing_cells_comes_near_what_was_simulated() {
    // Variances 4, 1 and 1: ICC(A,1) is 4/6. A third of the cells are missing.
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let mut normal = || -> f64 { rand_distr::Distribution::sample(&rand_distr::StandardNormal, &mut random) };
    let strict: Vec<f64> = (0..60).map(|_| normal()).collect();
    let mut ratings = Vec::new();
    for object in 0..400 {
        let worth = 2.0 * normal();
        for (rater, strict) in strict.iter().enumerate().filter(|(rater, _)| (rater + object) % 3 != 0) {
            ratings.push(Rated { object, rater, points: worth + strict + normal() });
        }
    }
    let found = intraclass(&ratings, 0, 0).unwrap();
    assert!((found.single - 4.0 / 6.0).abs() < 0.04, "{found:?}");
}

#[test]
fn intraclass_is_nothing_where_nothing_can_be_told() {
    assert_eq!(intraclass(&[], 100, 0), None);
    assert_eq!(intraclass(&table(&[&[1.0, 2.0]]), 100, 0), None);
    assert_eq!(intraclass(&table(&[&[1.0], &[2.0], &[5.0]]), 100, 0), None);
    assert_eq!(intraclass(&table(&[&[3.0, 3.0], &[3.0, 3.0]]), 100, 0), None);
    assert_eq!(intraclass(&table(&[&[f64::NAN, f64::INFINITY]]), 100, 0), None);
    assert!(
        intraclass(&table(&[&[1.0, 1.0], &[3.0, 3.0]]), 0, 0).is_some_and(|found| (found.single - 1.0).abs() < 1e-9)
    );
}
