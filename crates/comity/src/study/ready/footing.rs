//! Whether units of a ready series stand on one footing, and putting them there.

use anyhow::bail;

use crate::study::outcome::{Caveat, Control, Scale};

/// Units that differ by more than this factor are of different size.
const FACTOR: f64 = 3.0;
/// Gaps that differ from the usual one by more than this share of it are uneven: months do not, Mondays and Thursdays do.
const UNEVEN: f64 = 0.12;
/// Figures between which squares and products of many can be formed.
const REACH: [f64; 2] = [1e-90, 1e90];

type Units = [(String, Vec<f64>)];

/// Puts every unit that is `used` on the scale asked for, by its values before the event.
///
/// # Errors
/// A unit whose values have no such scale; the message names it and a value.
pub(super) fn rescale(units: &mut Units, used: &[bool], first_after: usize, scale: Scale) -> anyhow::Result<()> {
    for ((name, values), _) in units.iter_mut().zip(used).filter(|(_, used)| **used) {
        let finite = || values.iter().copied().filter(|v| v.is_finite());
        let refused = match scale {
            Scale::Log => finite().find(|v| *v <= 0.0),
            Scale::Index => finite().find(|v| *v < 0.0),
        };
        if let Some(value) = refused {
            bail!(
                "--scale {}: {name} has the value {value}. {} Leave --scale out, or that unit by naming others with --controls",
                if scale == Scale::Log { "log" } else { "index" },
                if scale == Scale::Log {
                    "Only what is above 0 has a logarithm."
                } else {
                    "Percent of a mean is for figures that are never below 0."
                },
            );
        }
        // In parts of the largest value, so that no sum leaves the range of numbers.
        let largest = finite().fold(0.0, f64::max);
        let mapped: Vec<f64> = match scale {
            Scale::Index => values.iter().map(|v| v / largest).collect(),
            Scale::Log => values.iter().map(|v| v.ln()).collect(),
        };
        let Some(level) = mean(before(&mapped, first_after)) else { continue };
        if scale == Scale::Index && level <= 0.0 {
            bail!("--scale index: {name} is 0 throughout before the event, so there is no mean to take percent of");
        }
        *values = match scale {
            Scale::Index => mapped.into_iter().map(|v| 100.0 * v / level).collect(),
            Scale::Log => mapped.into_iter().map(|v| v - level).collect(),
        };
    }
    Ok(())
}

/// Refuses figures too large or too small to calculate with, which would pass for a series that never varies.
///
/// # Errors
/// Naming the unit and what to do.
pub(super) fn within_reach(units: &Units, used: &[bool]) -> anyhow::Result<()> {
    for ((name, values), _) in units.iter().zip(used).filter(|(_, used)| **used) {
        let largest = values.iter().filter(|v| v.is_finite()).fold(0.0, |largest: f64, v| largest.max(v.abs()));
        if largest > 0.0 && !(REACH[0]..=REACH[1]).contains(&largest) {
            bail!(
                "{name} has values around {largest:e}, too {} to calculate with. Give it in other units of measurement, or \
                 add --scale index",
                if largest > 1.0 { "large" } else { "small" }
            );
        }
    }
    Ok(())
}

/// Says when steps are not equally far apart.
pub(super) fn uneven(times: &[i64], step: Option<i64>) -> Option<Caveat> {
    let step = step? as f64;
    let gaps = || times.windows(2).map(|w| w[1] - w[0]);
    let uneven = gaps().any(|gap| (gap as f64 - step).abs() > UNEVEN * step);
    uneven.then_some(Caveat::UnevenSteps { shortest: gaps().min()?, longest: gaps().max()? })
}

/// Says when a unit that serves as comparison, with half an equal share in it or more, is of quite another size, in its mean or in how far it swings before the event.
pub(super) fn sizes_differ(units: &Units, unit: usize, controls: &[Control], first_after: usize) -> Option<Caveat> {
    let own = size(before(&units[unit].1, first_after));
    let times = |name: &str| {
        let (_, values) = units.iter().find(|(other, _)| other == name)?;
        let other = size(before(values, first_after));
        let ratio = |a: Option<f64>, b: Option<f64>| a.zip(b).map_or(1.0, |(a, b)| (a / b).max(b / a));
        Some(ratio(own.spread, other.spread).max(ratio(own.level, other.level)))
    };
    let equal_share = 1.0 / controls.iter().filter(|control| control.included).count().max(1) as f64;
    let included = controls.iter().filter(|control| control.included && control.weight >= equal_share / 2.0);
    let (unit, times) = included.filter_map(|control| Some((control.unit.clone(), times(&control.unit)?))).fold(
        None,
        |worst: Option<(String, f64)>, next| match worst {
            Some(worst) if worst.1 >= next.1 => Some(worst),
            _ => Some(next),
        },
    )?;
    (times > FACTOR).then_some(Caveat::SizesDiffer { unit, times })
}

struct Size {
    /// Mean, where every value is above 0.
    level: Option<f64>,
    /// Standard deviation, where there is one.
    spread: Option<f64>,
}

fn size(values: Vec<f64>) -> Size {
    let level = mean(values.iter().copied());
    let spread = level
        .filter(|_| values.len() > 1)
        .map(|level| (values.iter().map(|v| (v - level).powi(2)).sum::<f64>() / (values.len() as f64 - 1.0)).sqrt());
    let positive = values.iter().all(|v| *v > 0.0);
    Size { level: level.filter(|_| positive), spread: spread.filter(|spread| *spread > 0.0) }
}

/// The values before the event that are there.
fn before(values: &[f64], first_after: usize) -> Vec<f64> {
    values.iter().take(first_after).copied().filter(|v| v.is_finite()).collect()
}

fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.into_iter().fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    (n > 0.0).then(|| sum / n)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    #[test]
    fn months_are_even_and_two_days_of_the_week_are_not() {
        let check = |days: &[i64], step: i64, expect: Option<[i64; 2]>| {
            let times: Vec<i64> = days.iter().map(|day| day * DAY).collect();
            let expect = expect.map(|[a, b]| Caveat::UnevenSteps { shortest: a * DAY, longest: b * DAY });
            assert_eq!(uneven(&times, Some(step * DAY)), expect, "{days:?}");
        };
        check(&[0, 31, 59, 90, 120, 151], 31, None);
        check(&[0, 31, 60, 91, 121], 30, None);
        check(&[0, 90, 181, 273, 365], 91, None);
        check(&[0, 3, 7, 10, 14], 4, Some([3, 4]));
        check(&[0, 7, 14, 20, 28], 7, Some([6, 8]));
        check(&[5], 1, None);
        assert_eq!(uneven(&[], None), None);
    }

    fn rescaled(values: &[f64], scale: Scale) -> Result<Vec<f64>, String> {
        let mut units = vec![("a".to_owned(), values.to_vec()), ("unused".to_owned(), vec![-1.0; 3])];
        rescale(&mut units, &[true, false], 2, scale).map_err(|error| error.to_string())?;
        assert_eq!(units[1].1, [-1.0; 3]);
        Ok(units.swap_remove(0).1)
    }

    #[test]
    fn scales() {
        assert_eq!(rescaled(&[1.0, 3.0, 4.0], Scale::Index).unwrap(), [50.0, 150.0, 200.0]);
        let near = |found: Vec<f64>, expect: [f64; 3]| {
            assert!(found.iter().zip(expect).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?} is not {expect:?}");
        };
        near(rescaled(&[1e308, 1e308, 1.5e308], Scale::Index).unwrap(), [100.0, 100.0, 150.0]);
        near(rescaled(&[1e-300, 3e-300, 1e-300], Scale::Index).unwrap(), [50.0, 150.0, 50.0]);
        let e = std::f64::consts::E;
        near(rescaled(&[1.0, e * e, e], Scale::Log).unwrap(), [-1.0, 1.0, 0.0]);
        assert!(rescaled(&[1.0, 0.0, 1.0], Scale::Log).unwrap_err().contains("a has the value 0"));
        assert!(rescaled(&[1.0, 2.0, -1.0], Scale::Index).unwrap_err().contains("never below 0"));
        assert!(rescaled(&[0.0, 0.0, 1.0], Scale::Index).unwrap_err().contains("0 throughout"));
        assert!(rescaled(&[f64::NAN, f64::NAN, 1.0], Scale::Index).is_ok(), "no baseline is said elsewhere");
    }

    #[test]
    fn figures_out_of_reach_are_refused() {
        let check = |value: f64, expect: Option<&str>| {
            let said = within_reach(&[("a".to_owned(), vec![value, f64::NAN, 0.0])], &[true]).err();
            let said = said.map(|error| error.to_string());
            assert!(expect.map_or(said.is_none(), |part| said.as_ref().is_some_and(|s| s.contains(part))), "{said:?}");
        };
        check(1e300, Some("1e300, too large"));
        check(-1e-300, Some("1e-300, too small"));
        check(1e80, None);
        check(0.0, None);
    }

    #[test]
    fn sizes() {
        let wave = |level: f64, swing: f64| (0..20).map(|t| level + swing * f64::from(t % 3)).collect::<Vec<_>>();
        let check = |others: &[(f64, f64)], expect: Option<(&str, f64)>| {
            let mut units = vec![("own".to_owned(), wave(10.0, 1.0))];
            units.extend(others.iter().enumerate().map(|(k, (level, swing))| (format!("c{k}"), wave(*level, *swing))));
            let control = |(name, _): &(String, Vec<f64>)| Control {
                unit: name.clone(),
                weight: 0.5,
                included: name != "c9",
                reason: None,
                posts: [0; 2],
            };
            let controls: Vec<Control> = units[1..].iter().map(control).collect();
            let found = match sizes_differ(&units, 0, &controls, 15) {
                Some(Caveat::SizesDiffer { unit, times }) => Some((unit, (times * 10.0).round() / 10.0)),
                _ => None,
            };
            assert_eq!(found, expect.map(|(unit, times)| (unit.to_owned(), times)), "{others:?}");
        };
        check(&[(12.0, 1.5), (9.0, 0.8)], None);
        check(&[(12.0, 1.5), (10.0, 4.0)], Some(("c1", 4.0)));
        check(&[(100.0, 1.0), (10.0, 4.0)], Some(("c0", 9.2)));
        check(&[(-200.0, 1.0)], None);
        check(&[(10.0, 0.0)], None);
        check(&[], None);
    }
}
