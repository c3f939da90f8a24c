//! Published figures, and what bad input is answered.

use super::*;

/// Log risk ratios and their variances of thirteen trials: treated with and without the disease, then controls.
fn bcg() -> Option<(Vec<Effect>, Vec<Option<f64>>)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/meta_analysis/dat.bcg.txt");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("skipped: ../shared/data/meta_analysis/dat.bcg.txt is absent");
        return None;
    };
    let mut effects = Vec::new();
    let mut latitude = Vec::new();
    for line in text.lines().skip(1) {
        let numbers: Vec<f64> = line.rsplit_once('"')?.1.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        let [_, tp, tn, cp, cn, ablat] = numbers[..] else { panic!("{line}") };
        let estimate = (tp / (tp + tn)).ln() - (cp / (cp + cn)).ln();
        effects.push(Effect { estimate, variance: 1.0 / tp - 1.0 / (tp + tn) + 1.0 / cp - 1.0 / (cp + cn) });
        latitude.push(Some(ablat));
    }
    assert_eq!(effects.len(), 13);
    Some((effects, latitude))
}

/// That a figure is the printed one when rounded to as many digits.
fn printed(found: f64, expect: &str) {
    let digits = expect.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    assert_eq!(format!("{found:.digits$}"), expect);
}

fn interval(found: Option<[f64; 2]>, expect: [&str; 2]) {
    let found = found.expect("there is an interval");
    printed(found[0], expect[0]);
    printed(found[1], expect[1]);
}

#[test]
fn bcg_as_published() {
    let Some((effects, _)) = bcg() else { return };
    let of = |method, ci| pool(&effects, None, &Options { method, ci, ..Options::default() }).unwrap();
    let equal = of(Method::Equal, Ci::Wald);
    printed(equal.estimate, "-0.4303");
    printed(equal.heterogeneity.q, "152.233");
    let dl = of(Method::DerSimonianLaird, Ci::Wald);
    printed(dl.heterogeneity.tau2.unwrap(), "0.3088");
    printed(dl.estimate, "-0.7141");
    interval(dl.interval, ["-1.0644", "-0.3638"]);
    let reml = of(Method::Reml, Ci::Wald);
    printed(reml.heterogeneity.tau2.unwrap(), "0.3132");
    printed(reml.estimate, "-0.7145");
    printed(reml.se, "0.1798");
    interval(reml.interval, ["-1.0669", "-0.3622"]);
    printed(100.0 * reml.heterogeneity.i2.unwrap(), "92.22");
    let hk = of(Method::Reml, Ci::HartungKnapp);
    printed(hk.se, "0.1808");
    interval(hk.interval, ["-1.1084", "-0.3206"]);
    for pooled in [reml, hk] {
        interval(pooled.prediction_interval, ["-2.008", "0.579"]);
    }
}

#[test]
fn bcg_by_latitude_as_published() {
    let Some((effects, latitude)) = bcg() else { return };
    let moderator = Moderator { name: "ablat".into(), values: Values::Numeric(latitude) };
    let options = Options { ci: Ci::Wald, ..Options::default() };
    let found = regress(&effects, &[moderator], None, &options).unwrap();
    printed(found.moderators[0].estimate, "-0.0291");
    printed(found.moderators[0].se, "0.0072");
    printed(found.heterogeneity.tau2.unwrap(), "0.0763");
    printed(100.0 * found.r2.unwrap(), "75.6");
}

/// The portfolios that the product promises to be right about: see `comity calibrate portfolio`.
fn portfolios(runs: usize) -> rehearse::Design {
    rehearse::Design {
        events: 70,
        moderators: 3,
        slope: 0.08,
        tau: 0.1,
        standard_errors: [0.05, 0.2],
        clusters: None,
        method: Method::Reml,
        permutations: 199,
        runs,
        seed: 1,
    }
}

#[test]
fn simulated_portfolios_are_judged_rightly() {
    let kept = rehearse::rehearse(&portfolios(60)).unwrap();
    assert_eq!(kept.iter().map(|k| k.way).collect::<Vec<_>>(), ["hartung-knapp", "wald", "permutation"]);
    for way in &kept {
        let [first, rest @ ..] = &way.moderators[..] else { panic!("no moderators") };
        assert!(first.runs == 60 && first.found >= 0.9, "{way:?}");
        assert!(rest.iter().all(|null| null.found <= 0.15), "{way:?}");
        assert!(way.moderators.iter().all(|m| m.covered.is_none_or(|covered| covered >= 0.85)), "{way:?}");
    }
}

#[test]
fn clusters_are_judged_rightly() {
    let design = rehearse::Design { clusters: Some(14), slope: 0.0, ..portfolios(100) };
    for way in &rehearse::rehearse(&design).unwrap()[..2] {
        assert!(way.moderators.iter().all(|m| m.runs == 100 && m.found <= 0.13), "{way:?}");
    }
    // Too few clusters: nothing is said.
    let few = rehearse::Design { clusters: Some(5), ..portfolios(3) };
    assert!(rehearse::rehearse(&few).unwrap()[0].moderators.iter().all(|m| m.runs == 0));
}

fn effects(pairs: &[(f64, f64)]) -> Vec<Effect> {
    pairs.iter().map(|&(estimate, variance)| Effect { estimate, variance }).collect()
}

fn numeric(name: &str, values: &[f64]) -> Moderator {
    Moderator { name: name.into(), values: Values::Numeric(values.iter().map(|&x| Some(x)).collect()) }
}

fn groups(name: &str, values: &[&str], reference: Option<&str>) -> Moderator {
    let groups = values.iter().map(|&group| (!group.is_empty()).then(|| group.to_owned())).collect();
    Moderator { name: name.into(), values: Values::Categorical { groups, reference: reference.map(str::to_owned) } }
}

const SIX: [(f64, f64); 6] = [(0.3, 0.01), (0.1, 0.02), (-0.2, 0.04), (0.4, 0.03), (0.25, 0.01), (0.0, 0.05)];

#[test]
fn one_and_two_events() {
    let options = Options::default();
    let one = pool(&effects(&[(0.4, 0.04)]), None, &options).unwrap();
    assert_eq!((one.interval, one.p, one.heterogeneity.tau2), (None, None, None));
    assert!((one.estimate - 0.4).abs() < 1e-12 && (one.se - 0.2).abs() < 1e-12);
    assert!(shrink(&effects(&[(0.4, 0.04)]), &one).is_empty());
    let wald = Options { method: Method::Equal, ci: Ci::Wald, ..options };
    let own = Effect { estimate: 0.4, variance: 0.04 }.interval(0.95);
    let found = pool(&effects(&[(0.4, 0.04)]), None, &wald).unwrap().interval.unwrap();
    assert!((found[0] - own[0]).abs() < 1e-12 && (found[1] - own[1]).abs() < 1e-12);
    let two = pool(&effects(&[(0.4, 0.04), (0.0, 0.04)]), None, &options).unwrap();
    assert_eq!((two.df, two.prediction_interval), (Some(1.0), None));
    assert!(two.interval.unwrap()[1] > 1.0);
}

/// With equal variances Hartung and Knapp's is the t test, and REML's total variance the sample's.
#[test]
fn equal_variances_are_a_t_test() {
    let values = [0.9, 0.1, -0.4, 0.6, 1.3];
    let found = pool(&effects(&values.map(|y| (y, 0.01))), None, &Options::default()).unwrap();
    let mean = values.iter().sum::<f64>() / 5.0;
    let variance = values.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / 4.0;
    assert!((found.estimate - mean).abs() < 1e-9 && (found.se - (variance / 5.0).sqrt()).abs() < 1e-9);
    assert!((found.heterogeneity.tau2.unwrap() - (variance - 0.01)).abs() < 1e-9);
    assert!((found.factor.unwrap() - 1.0).abs() < 1e-9);
}

#[test]
fn effects_that_are_all_alike_have_no_interval_of_width_zero() {
    let found = pool(&effects(&[(0.3, 0.04); 5]), None, &Options::default()).unwrap();
    let [low, high] = found.interval.unwrap();
    assert!(low < 0.2 && high > 0.4 && found.heterogeneity.tau2 == Some(0.0), "{found:?}");
    assert!(
        shrink(&effects(&[(0.3, 0.04); 5]), &found).iter().all(|s| s.own == 0.0 && (s.estimate - 0.3).abs() < 1e-9)
    );
}

#[test]
fn modified_hartung_knapp_is_never_narrower_than_wald() {
    let alike = effects(&[(0.30, 0.04), (0.31, 0.04), (0.29, 0.03), (0.30, 0.05)]);
    let of = |ci| pool(&alike, None, &Options { ci, ..Options::default() }).unwrap();
    assert!(of(Ci::HartungKnapp).factor.unwrap() < 0.1);
    assert!((of(Ci::ModifiedHartungKnapp).se - of(Ci::Wald).se).abs() < 1e-12);
}

/// Neither the unit of the effects nor that of a moderator changes what is found.
#[test]
fn units_do_not_matter() {
    let x = [1.0, 3.0, 2.0, 5.0, 4.0, 7.0];
    let options = Options { permutations: 0, ..Options::default() };
    let base = regress(&effects(&SIX), &[numeric("x", &x)], None, &options).unwrap();
    for unit in [1e-6, 1e6] {
        let scaled = effects(&SIX.map(|(y, v)| (y * unit, v * unit * unit)));
        let far = x.map(|x| 1e4 + x / 1e3);
        let found = regress(&scaled, &[numeric("x", &far)], None, &options).unwrap();
        let expect = base.moderators[0].estimate * unit * 1e3;
        assert!((found.moderators[0].estimate / expect - 1.0).abs() < 1e-6, "{unit}");
        assert!((found.moderators[0].p.unwrap() / base.moderators[0].p.unwrap() - 1.0).abs() < 1e-6);
    }
}

#[test]
fn groups_are_compared_with_a_reference() {
    let kind = ["b", "a", "a", "c", "b", "a"];
    let options = Options { permutations: 99, ..Options::default() };
    let of = |reference| regress(&effects(&SIX), &[groups("kind", &kind, reference)], None, &options);
    let found = of(None).unwrap();
    let names: Vec<&str> = found.moderators.iter().map(|m| m.name.as_str()).collect();
    assert_eq!(names, ["kind:b", "kind:c"]);
    assert_eq!(found.moderators[0].reference.as_deref(), Some("a"));
    // Another reference, the same model.
    let other = of(Some("c")).unwrap();
    assert!((other.heterogeneity.tau2.unwrap() - found.heterogeneity.tau2.unwrap()).abs() < 1e-9);
    assert!((other.average.estimate - found.average.estimate).abs() < 1e-9);
    assert!((other.omnibus[0].p.unwrap() - found.omnibus[0].p.unwrap()).abs() < 1e-9);
    assert_eq!(found.omnibus.len(), 1);
    let told = of(Some("d")).unwrap_err().to_string();
    assert!(told.contains("a, b, c"), "{told}");
}

#[test]
fn all_arrangements_are_tried_where_they_are_few() {
    let options = Options { permutations: 720, ..Options::default() };
    let x = [1.0, 3.0, 2.0, 5.0, 4.0, 7.0];
    let found = regress(&effects(&SIX), &[numeric("x", &x)], None, &options).unwrap();
    assert_eq!((found.permutations, found.exact), (720, true));
    let p = found.moderators[0].permutation_p.unwrap() * 720.0;
    assert!((p - p.round()).abs() < 1e-9 && p >= 1.0);
    let drawn = regress(&effects(&SIX), &[numeric("x", &x)], None, &Options { permutations: 719, ..options }).unwrap();
    assert!(!drawn.exact && (drawn.moderators[0].permutation_p.unwrap() - p / 720.0).abs() < 0.08);
}

#[test]
fn events_without_a_moderator_are_listed() {
    let mut x = numeric("x", &[1.0, 3.0, 2.0, 5.0, 4.0, 7.0]);
    let Values::Numeric(values) = &mut x.values else { unreachable!() };
    (values[1], values[4]) = (None, Some(f64::INFINITY));
    let found = regress(&effects(&SIX), &[x], None, &Options::default()).unwrap();
    assert_eq!((found.events, found.missing), (4, vec![1, 4]));
    assert_eq!(found.without.events, 4);
}

#[test]
fn what_cannot_be_analysed_is_named() {
    let check = |moderators: &[Moderator], expect: MetaError| {
        assert_eq!(regress(&effects(&SIX), moderators, None, &Options::default()).unwrap_err(), expect);
    };
    let (x, constant) = (numeric("x", &[1.0, 3.0, 2.0, 5.0, 4.0, 7.0]), numeric("same", &[2.5; 6]));
    check(&[constant], MetaError::Constant { moderator: "same".into(), events: 6 });
    check(&[groups("kind", &["a"; 6], None)], MetaError::Constant { moderator: "kind".into(), events: 6 });
    check(&[x.clone(), x.clone()], MetaError::Twice("x".into()));
    let twice = numeric("twice", &[2.0, 6.0, 4.0, 10.0, 8.0, 14.0]);
    let z = numeric("z", &[1.0, 0.0, 0.0, 1.0, 0.0, 1.0]);
    check(&[z.clone(), x.clone(), twice], MetaError::Collinear { moderator: "twice".into(), with: vec!["x".into()] });
    let many = groups("kind", &["a", "b", "c", "d", "e", "a"], None);
    check(&[many, x], MetaError::TooManyModerators { coefficients: 6, events: 6 });
    check(&[numeric("short", &[1.0])], MetaError::Length { what: "moderator short".into(), found: 1, events: 6 });
    check(&[groups("kind", &[""; 6], None)], MetaError::NoEvents);
    let pooled = |pairs: &[(f64, f64)], options: &Options| pool(&effects(pairs), None, options).unwrap_err();
    let options = Options::default();
    assert_eq!(pooled(&[], &options), MetaError::NoEvents);
    assert_eq!(pooled(&[(0.1, 1.0), (0.2, 0.0)], &options), MetaError::Variance { event: 1, value: 0.0 });
    assert!(matches!(pooled(&[(f64::NAN, 1.0)], &options), MetaError::Estimate { event: 0, .. }));
    assert_eq!(pooled(&SIX, &Options { level: 1.0, ..options }), MetaError::Level(1.0));
    assert_eq!(pool(&effects(&SIX), Some(&[3; 6]), &options).unwrap_err(), MetaError::OneCluster);
    assert!(matches!(pool(&effects(&SIX), Some(&[3; 5]), &options), Err(MetaError::Length { .. })));
}

#[test]
fn below_eight_clusters_no_moderator_is_judged() {
    let x = numeric("x", &[1.0, 3.0, 2.0, 5.0, 4.0, 7.0]);
    let found = regress(&effects(&SIX), &[x], Some(&[0, 0, 1, 1, 2, 3]), &Options::default()).unwrap();
    assert_eq!(found.withheld, Some(Withheld::FewClusters { clusters: 4 }));
    let moderator = &found.moderators[0];
    assert_eq!((moderator.interval, moderator.p, moderator.permutation_p), (None, None, None));
    assert!(moderator.se > 0.0 && found.average.p.is_some());
}

proptest::proptest! {
    /// Whatever the numbers, there is an answer or a reason, and no answer is out of its range.
    #[test]
    fn nothing_breaks(
        rows in proptest::collection::vec(
            (proptest::num::f64::ANY, proptest::num::f64::POSITIVE, -1e3..1e3_f64, 0..4_usize), 0..14),
        tame in proptest::bool::ANY,
        clustered in proptest::bool::ANY,
        method in 0..3_usize,
    ) {
        let effects: Vec<Effect> = rows
            .iter()
            .map(|&(y, v, ..)| Effect {
                estimate: if tame { (y.abs().max(1e-300).ln() / 100.0).sin() } else { y },
                variance: if tame { 0.01 + (v.max(1e-300).ln() / 100.0).sin().powi(2) } else { v },
            })
            .collect();
        let moderators = [
            numeric("x", &rows.iter().map(|r| r.2).collect::<Vec<_>>()),
            groups("g", &rows.iter().map(|r| ["", "a", "b", "c"][r.3]).collect::<Vec<_>>(), None),
        ];
        let clusters: Vec<usize> = rows.iter().map(|r| (r.2 / 80.0) as usize).collect();
        let clusters = clustered.then_some(&clusters[..]);
        let method = [Method::Reml, Method::DerSimonianLaird, Method::Equal][method];
        let options = Options { method, permutations: 30, ..Options::default() };
        if let Ok(pooled) = pool(&effects, clusters, &options) {
            proptest::prop_assert!(pooled.estimate.is_finite() && pooled.se.is_finite());
            proptest::prop_assert!(pooled.p.is_none_or(|p| (0.0..=1.0).contains(&p)), "{pooled:?}");
            proptest::prop_assert!(pooled.heterogeneity.tau2.is_none_or(|tau2| tau2 >= 0.0));
        }
        if let Ok(found) = regress(&effects, &moderators, clusters, &options) {
            proptest::prop_assert!(found.moderators.iter().all(|m| m.estimate.is_finite()
                && m.permutation_p.is_none_or(|p| p > 0.0 && p <= 1.0)
                && m.interval.is_none_or(|[low, high]| low <= m.estimate && m.estimate <= high)), "{found:?}");
        }
    }
}
