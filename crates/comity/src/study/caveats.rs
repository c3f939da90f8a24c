//! What a reader must know before believing the figures, as far as the series of one event tell.

use comity_measure::event::Effect;
use comity_measure::headline::Finding;
use comity_measure::season::{has_pattern, has_year_pattern};
use jiff::civil::Date;

use super::assemble::Frame;
use super::outcome::{Caveat, Opinion};

/// Buckets with fewer posts than this are thin.
const THIN: u64 = 5;
/// From this many controls on a p value of 5% exists among placebos in space.
const ENOUGH_CONTROLS: usize = 19;
/// Days of two years, a few short, since weeks and months seldom end where years do.
const TWO_YEARS: f64 = 725.0;
/// Buckets of so many days are a matter of weeks, months or quarters: long enough for a season to show.
const LONG_BUCKETS: std::ops::Range<f64> = 6.5..190.0;

/// The caveats, the gravest for the comparison first.
pub fn caveats(frame: &Frame<'_>, effect: &Effect, estimates: &[Opinion]) -> Vec<Caveat> {
    let mut caveats = Vec::new();
    let controls = effect.controls.iter().filter(|c| c.left_out.is_none()).count();
    if !effect.compared && effect.tested.is_ok() {
        caveats.push(Caveat::NoControls);
    } else if (2..ENOUGH_CONTROLS).contains(&controls) && effect.tested.is_ok() {
        caveats.push(Caveat::FewControls { controls });
    }
    let (thin, of) = (thin(frame), frame.cells.iter().filter(|c| c.posts > 0).count());
    if thin * 5 > of {
        caveats.push(Caveat::ThinBuckets { thin, of });
    }
    patterns(frame, effect, &mut caveats);
    caveats.extend(year(frame, effect));
    let fired = effect.time.iter().filter(|p| p.p <= 0.05).count();
    if fired > 1 && fired * 10 > effect.time.len() {
        caveats.push(Caveat::PlacebosFire { fired, of: effect.time.len() });
    }
    if let (Some(fixed), Some(finding)) = (&effect.fixed_shares, effect.finding())
        && fixed.finding() != finding
    {
        caveats.push(Caveat::MixMatters { estimate: fixed.estimate() });
    }
    caveats.extend(effect.finding().and_then(|finding| opinions_differ(finding, estimates)));
    caveats
}

/// How many buckets hold few posts.
pub fn thin(frame: &Frame<'_>) -> usize {
    if frame.posts { frame.cells.iter().filter(|c| (1..THIN).contains(&c.posts)).count() } else { 0 }
}

/// Hours of the day and days of the week, where the window is no whole number of them.
fn patterns(frame: &Frame<'_>, effect: &Effect, caveats: &mut Vec<Caveat>) {
    for (bucket, period, caveat) in [
        ("hour", 24, Caveat::DayPatternMixedIn),
        ("hour", 168, Caveat::WeekPatternMixedIn),
        ("day", 7, Caveat::WeekPatternMixedIn),
    ] {
        let after = frame.cells.len() - frame.first_after;
        let whole = frame.first_after.is_multiple_of(period) && after.is_multiple_of(period);
        let (difference, precision) = before(frame, effect);
        if frame.bucket == bucket && !whole && has_pattern(difference, precision, period) {
            caveats.push(caveat);
        }
    }
}

/// Months of the year: tested where two years lie before the event; where buckets are long and there are fewer, said.
fn year(frame: &Frame<'_>, effect: &Effect) -> Option<Caveat> {
    let dates: Vec<Date> = frame.edges.iter().map(|edge| edge.get(..10)?.parse().ok()).collect::<Option<_>>()?;
    let (first, event, last) = (*dates.first()?, *dates.get(frame.first_after)?, *dates.last()?);
    effect.tested.as_ref().ok()?;
    let days = |from: Date, to: Date| from.until(to).map_or(0.0, |span| f64::from(span.get_days()));
    let whole = |days: f64| days > 300.0 && (days - 365.25 * (days / 365.25).round()).abs() < 8.0;
    if whole(days(first, event)) && whole(days(event, last)) {
        return None;
    }
    if days(first, event) >= TWO_YEARS {
        let months: Vec<i64> = dates.iter().map(|date| 12 * i64::from(date.year()) + i64::from(date.month())).collect();
        let (difference, precision) = before(frame, effect);
        return has_year_pattern(difference, precision, &months).then_some(Caveat::YearPatternMixedIn);
    }
    let bucket = days(first, last) / (dates.len() - 1).max(1) as f64;
    LONG_BUCKETS.contains(&bucket).then_some(Caveat::YearPatternUnknown)
}

/// The difference from the comparison before the event, and its precision.
fn before<'e>(frame: &Frame<'_>, effect: &'e Effect) -> (&'e [f64], &'e [f64]) {
    let comparison = &effect.comparison;
    let before = ..frame.first_after.min(comparison.difference.len());
    (&comparison.difference[before], &comparison.precision[before])
}

/// Methods that see what the headline does not, do not see what it does, or see the opposite.
fn opinions_differ(finding: Finding, estimates: &[Opinion]) -> Option<Caveat> {
    let names = |test: &dyn Fn([f64; 2]) -> bool| -> Vec<String> {
        estimates.iter().filter(|o| o.interval.is_some_and(test)).map(|o| o.method.clone()).collect()
    };
    let (rise, fall) = (names(&|[low, _]| low > 0.0), names(&|[_, high]| high < 0.0));
    let do_not_find = names(&|[low, high]| low <= 0.0 && high >= 0.0);
    let (find, opposite) = match finding {
        Finding::Benefit => (rise, fall),
        Finding::Harm => (fall, rise),
        // Two that contradict each other are shown as that; the larger party first, of equal ones the rise.
        Finding::StepOrDrift | Finding::Nothing if fall.len() > rise.len() => (fall, rise),
        Finding::StepOrDrift | Finding::Nothing => (rise, fall),
    };
    let differ = match finding {
        Finding::Harm | Finding::Benefit => !do_not_find.is_empty() || !opposite.is_empty(),
        Finding::StepOrDrift | Finding::Nothing => !find.is_empty(),
    };
    differ.then_some(Caveat::OpinionsDiffer { find, do_not_find, opposite })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opinion(method: &str, interval: [f64; 2]) -> Opinion {
        let (estimate, interval) = (Some(interval[0]), Some(interval));
        Opinion { method: method.into(), estimate, sd: None, interval, p: None, cannot: None }
    }

    fn check(finding: Finding, intervals: &[(&str, [f64; 2])], expect: Option<[&str; 3]>) {
        let estimates: Vec<Opinion> = intervals.iter().map(|(name, interval)| opinion(name, *interval)).collect();
        let found = match opinions_differ(finding, &estimates) {
            Some(Caveat::OpinionsDiffer { find, do_not_find, opposite }) => {
                Some([find, do_not_find, opposite].map(|names| names.join(" ")))
            }
            _ => None,
        };
        assert_eq!(found, expect.map(|names| names.map(str::to_owned)), "{finding:?} {intervals:?}");
    }

    #[test]
    fn opinions_differ_in_what_they_see_and_in_its_sign() {
        let (up, down, none) = ([0.1, 0.3], [-0.3, -0.1], [-0.1, 0.1]);
        check(Finding::Benefit, &[("a", up), ("b", up)], None);
        check(Finding::Benefit, &[("a", up), ("b", none)], Some(["a", "b", ""]));
        check(Finding::Benefit, &[("a", up), ("b", down)], Some(["a", "", "b"]));
        check(Finding::Harm, &[("a", up), ("b", up)], Some(["", "", "a b"]));
        check(Finding::Harm, &[("a", down)], None);
        check(Finding::Nothing, &[("a", none)], None);
        check(Finding::Nothing, &[("a", none), ("b", down)], Some(["b", "a", ""]));
        check(Finding::Nothing, &[("a", up), ("b", down)], Some(["a", "", "b"]));
        check(Finding::StepOrDrift, &[("a", up), ("b", down), ("c", down)], Some(["b c", "", "a"]));
        check(Finding::Harm, &[], None);
    }
}
