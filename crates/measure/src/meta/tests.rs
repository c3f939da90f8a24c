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
