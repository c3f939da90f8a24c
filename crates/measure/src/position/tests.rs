use super::simulate::{Rehearsal, Rule, rehearse};
use super::*;

fn row(object: usize, rater: usize, participation: f64, information: f64) -> Totals {
    Totals { object, rater, participation: Some(participation), information: Some(information) }
}

/// References from numerical integration in SciPy 1.x (host, companion, advisor).
fn check_probabilities(mean: [f64; 2], covariance: [f64; 3], freedom: f64, expect: [f64; 3]) {
    let found = probabilities(mean, covariance, freedom);
    for (found, expect) in [found.host, found.companion, found.advisor].into_iter().zip(expect) {
        assert!((found - expect).abs() < 1e-6, "{mean:?} {covariance:?} {freedom}: {found} {expect}");
    }
    let sum: f64 = Archetype::ALL.iter().map(|&a| found.of(a)).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
}

#[test]
fn probabilities_are_those_of_a_bivariate_t() {
    check_probabilities([16.0, 15.0], [4.0, 3.0, 1.0], 1.0, [0.202_700_67, 0.547_299_33, 0.119_367_33]);
    check_probabilities([16.0, 15.0], [4.0, 3.0, -2.0], 2.5, [0.284_048_45, 0.513_921_03, 0.180_320_00]);
    check_probabilities([10.0, 19.0], [2.0, 5.0, 1.5], 7.0, [0.000_140_83, 0.012_590_95, 0.957_195_34]);
    check_probabilities([20.0, 20.0], [1.0, 1.0, 0.9], 3.0, [0.001_496_05, 0.993_867_59, 0.001_496_05]);
    check_probabilities([13.0, 14.5], [0.5, 0.7, 0.1], 40.0, [0.015_401_67, 0.067_116_36, 0.656_150_75]);
}

#[test]
fn on_both_midlines_all_four_are_equal() {
    let found = probabilities([14.0, 14.0], [2.0, 2.0, 0.0], 5.0);
    for archetype in Archetype::ALL {
        assert!((found.of(archetype) - 0.25).abs() < 1e-9, "{found:?}");
    }
}

#[test]
fn an_ellipse_leans_with_the_correlation() {
    let round = ellipse([10.0, 20.0], [1.0, 1.0, 0.0], 1e6);
    // √χ²(2) at 95%.
    assert!((round.axes[0] - 2.447_75).abs() < 1e-3 && (round.axes[0] - round.axes[1]).abs() < 1e-9, "{round:?}");
    let tall = ellipse([0.0, 0.0], [4.0, 1.0, 0.0], 10.0);
    assert!((tall.axes[0] / tall.axes[1] - 2.0).abs() < 1e-9 && (tall.angle.abs() - 90.0).abs() < 1e-9, "{tall:?}");
    assert!((ellipse([0.0, 0.0], [1.0, 1.0, 0.5], 3.0).angle - 45.0).abs() < 1e-9);
}

#[test]
fn a_midline_counts_to_both_sides() {
    let check = |p, i, expect: &[Archetype]| assert_eq!(Archetype::at(p, i), expect, "{p} {i}");
    check(15.0, 3.0, &[Archetype::Host]);
    check(28.0, 28.0, &[Archetype::Companion]);
    check(14.0, 20.0, &[Archetype::Companion, Archetype::Advisor]);
    check(0.0, 14.0, &[Archetype::Advisor, Archetype::Director]);
    check(14.0, 14.0, &Archetype::ALL);
}

#[test]
fn one_rater_has_a_position_and_no_probability() {
    let found = positions(2, &[row(0, 0, 20.0, 9.0)]);
    assert_eq!(found.objects[0].means(), Some([20.0, 9.0]));
    assert_eq!(found.objects[0].surely, Err(NotStated::OneRater));
    assert_eq!(found.objects[1].surely, Err(NotStated::NoPosition));
    assert_eq!(found.spread, None);
}

#[test]
fn the_spread_of_others_does_not_speak_for_one_rater() {
    let rows = [row(0, 0, 20.0, 9.0), row(1, 0, 5.0, 9.0), row(1, 1, 7.0, 12.0)];
    let found = positions(2, &rows);
    assert_eq!(found.objects[0].surely, Err(NotStated::OneRater));
    let surely = found.objects[1].surely.unwrap();
    assert_eq!(surely.freedom, 1.0);
    // Variances 2 and 4.5 of one rating, over two raters.
    assert!((surely.covariance[0] - 1.0).abs() < 1e-12 && (surely.covariance[1] - 2.25).abs() < 1e-12, "{surely:?}");
}

#[test]
fn a_half_answered_sheet_counts_where_it_is_whole() {
    let rows = [row(0, 0, 20.0, 9.0), row(0, 1, 22.0, 10.0), Totals { information: None, ..row(0, 2, 24.0, 0.0) }];
    let found = positions(1, &rows).objects[0];
    assert_eq!(found.participation, Some(MeanTotal { mean: 22.0, raters: 3 }));
    assert_eq!(found.information, Some(MeanTotal { mean: 9.5, raters: 2 }));
    assert!(found.surely.is_ok());
    let broken = positions(1, &[row(0, 0, f64::NAN, f64::INFINITY)]).objects[0];
    assert_eq!(broken.surely, Err(NotStated::NoPosition));
}

#[test]
fn raters_who_agree_to_the_point_may_still_round() {
    let rows: Vec<Totals> = (0..4).flat_map(|o| [row(o, 0, 20.0, 9.0), row(o, 1, 20.0, 9.0)]).collect();
    let found = positions(4, &rows);
    let spread = found.spread.unwrap();
    assert!(spread.raised && (spread.covariance[0] - 1.0 / 3.0).abs() < 1e-12, "{spread:?}");
    assert!(found.objects.iter().all(|o| o.surely.is_ok_and(|s| s.probabilities.host > 0.9)));
}

#[test]
fn strictness_takes_degrees_of_freedom_away() {
    // Ten objects and two raters: rater 1 is always four points above.
    let strict: Vec<Totals> =
        (0..10).flat_map(|o| [row(o, 0, o as f64, 9.0), row(o, 1, o as f64 + 4.0, 13.0)]).collect();
    let spread = positions(10, &strict).spread.unwrap();
    assert!((spread.strictness - 1.0).abs() < 1e-9 && (spread.effective - 1.0).abs() < 1e-9, "{spread:?}");
    // The same differences, by raters whom nobody meets twice.
    let own: Vec<Totals> = strict.iter().map(|t| Totals { rater: t.object * 2 + t.rater, ..*t }).collect();
    let spread = positions(10, &own).spread.unwrap();
    assert!((spread.effective - 10.0).abs() < 1e-9, "{spread:?}");
}

/// Claims of .95 and more, and how many of them are right, in a design that is neither the easiest nor the hardest.
fn check_claims(raters: usize, at_least: f64) {
    let design = Rehearsal { raters, runs: 150, ..Rehearsal::default() };
    let found = rehearse(&design, &[Rule::BivariateT(Freedom::Crossed), Rule::Resampling]);
    let [ours, resampling] = [0, 1].map(|rule| found[rule].right.unwrap());
    assert!(ours >= at_least && ours > resampling, "{raters} raters: {found:?}");
    assert!(found[0].claims * 10 > found[0].objects, "{raters} raters claim next to nothing: {found:?}");
}

#[test]
fn claims_are_as_right_as_they_say() {
    check_claims(2, 0.95);
    check_claims(3, 0.95);
    check_claims(5, 0.95);
}

#[test]
fn a_rehearsal_is_repeatable() {
    let design = Rehearsal { runs: 5, uneven: true, crossed: false, ..Rehearsal::default() };
    assert_eq!(rehearse(&design, &Rule::ALL), rehearse(&design, &Rule::ALL));
}
