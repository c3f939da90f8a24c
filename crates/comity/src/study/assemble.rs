//! From the numbers of one event to what is said of it.

use comity_measure::estimators::{CannotEstimate, Estimate, Reason as NoEstimate};
use comity_measure::event::{CannotTell, ControlUse, Effect, LeftOut, Placebo, Unit};
use comity_measure::headline::{CannotTest, FEWEST_AFTER, FEWEST_BEFORE, Finding, Tested};
use comity_measure::series::Cell;
use comity_measure::student::Student;

use super::caveats::{caveats, thin};
use super::outcome::*;

/// The comparison "moved too" when it covers at least this share of the unit's own move.
const MOVED_TOO: f64 = 1.0 / 3.0;

/// What is known of one event besides its effect.
pub struct Frame<'a> {
    /// Name given by the user, else unit and time.
    pub name: String,
    /// The unit; empty when there is only one.
    pub unit: String,
    /// Start of each bucket, and at the end the end of the last.
    pub edges: &'a [String],
    /// `hour`, `day`, `week`, `step`.
    pub bucket: &'a str,
    /// Zone of the buckets.
    pub timezone: &'a str,
    /// First bucket from the event on.
    pub first_after: usize,
    /// The unit's cells.
    pub cells: &'a [Cell],
    /// Every other unit.
    pub others: &'a [Unit],
    /// Whether cells count posts.
    pub posts: bool,
    /// The plain difference.
    pub descriptive: Option<Descriptive>,
}

/// Everything about an event that follows from its series; what people say and copies are filled in by the caller.
pub fn assemble(frame: Frame<'_>, effect: &Effect) -> EventOutcome {
    let verdict = verdict(&frame, effect);
    let estimates: Vec<Opinion> = effect.opinions.iter().map(opinion).collect();
    let headline = effect.tested.as_ref().ok().map(|tested| headline(tested, effect));
    EventOutcome {
        at: frame.edges.get(frame.first_after).cloned().unwrap_or_default(),
        window: window(&frame),
        controls: effect.controls.iter().zip(frame.others).map(|(used, unit)| control(used, unit)).collect(),
        placebos: Placebos {
            space: effect.space.iter().map(|p| space_placebo(p, frame.others)).collect(),
            rank: effect.rank(),
            time: effect.time.iter().map(|p| time_placebo(p, frame.edges)).collect(),
        },
        duplicates: Duplicates { effect_without: headline.as_ref().map(|h| h.estimate), ..Duplicates::default() },
        caveats: caveats(&frame, effect, &estimates),
        series: points(&frame, effect),
        name: frame.name,
        unit: frame.unit,
        descriptive: frame.descriptive,
        effect: headline,
        estimates,
        verdict,
        rejected: Default::default(),
        shares: None,
        languages: Vec::new(),
        capital: Vec::new(),
        behaviour: Vec::new(),
        themes: Themes::default(),
    }
}

fn headline(tested: &Tested, effect: &Effect) -> Headline {
    Headline {
        method: if effect.compared { "control_difference" } else { "own_past" }.into(),
        estimate: tested.estimate(),
        interval: tested.interval(),
        p: tested.p(),
        p_step: tested.p_step(),
        p_drift: tested.p_drift(),
        drift_per_bucket: (tested.finding() == Finding::StepOrDrift).then(|| tested.slope.quantile(0.5)),
        minimal_detectable: effect.minimal_detectable,
    }
}

fn verdict(frame: &Frame<'_>, effect: &Effect) -> Verdict {
    let (code, reason) = match &effect.tested {
        Err(cannot) => (VerdictCode::Undetermined, cannot_tell(*cannot)),
        Ok(tested) => {
            let found = if effect.compared { Reason::Step } else { Reason::StepOwnPast };
            match tested.finding() {
                Finding::Harm => (VerdictCode::Harm, found),
                Finding::Benefit => (VerdictCode::Benefit, found),
                Finding::StepOrDrift => {
                    (VerdictCode::Undetermined, Reason::StepOrDrift { drift_per_bucket: tested.slope.quantile(0.5) })
                }
                Finding::Nothing => (VerdictCode::NoEvidence, why_nothing(frame, effect)),
            }
        }
    };
    Verdict { code, reason, text: String::new() }
}

fn cannot_tell(cannot: CannotTell) -> Reason {
    match cannot {
        CannotTell::NoBaseline { posts } => Reason::NoBaseline { posts },
        CannotTell::NoAftermath => Reason::NoAftermath,
        CannotTell::Test(CannotTest::TooShort { before, after }) => {
            Reason::TooShort { needed: [FEWEST_BEFORE, FEWEST_AFTER], had: [before, after] }
        }
        CannotTell::Test(CannotTest::Constant) => Reason::Constant,
    }
}

/// A plain difference that sampling does not explain needs an explanation: the others moved too, or the noise is that large.
fn why_nothing(frame: &Frame<'_>, effect: &Effect) -> Reason {
    let Some(plain) = &frame.descriptive else { return Reason::Nothing };
    let stands_out = plain.interval.is_some_and(|[low, high]| low > 0.0 || high < 0.0);
    let others = effect.composite_moved(frame.first_after).filter(|_| effect.compared);
    match others {
        _ if !stands_out => Reason::Nothing,
        Some(others) if others * plain.difference > 0.0 && others.abs() >= MOVED_TOO * plain.difference.abs() => {
            Reason::OthersMovedToo { others }
        }
        _ => Reason::WithinNoise,
    }
}

fn opinion(said: &Result<Estimate, CannotEstimate>) -> Opinion {
    let empty = Opinion { method: String::new(), estimate: None, sd: None, interval: None, p: None, cannot: None };
    match said {
        Ok(said) => Opinion {
            method: said.method.name().into(),
            estimate: Some(said.estimate),
            sd: said.sd,
            interval: said.interval.map(|(low, high)| [low, high]),
            p: said.p,
            ..empty
        },
        Err(cannot) => {
            let why = match cannot.reason {
                NoEstimate::NoControls => "no_controls",
                NoEstimate::TooShort { .. } => "too_short",
                NoEstimate::NoVariation => "no_variation",
                NoEstimate::TooFewDraws { .. } => "too_few_draws",
                NoEstimate::OutOfRange => "out_of_range",
            };
            Opinion { method: cannot.method.name().into(), cannot: Some(why.into()), ..empty }
        }
    }
}

fn control(used: &ControlUse, unit: &Unit) -> Control {
    let reason = used.left_out.map(|why| match why {
        LeftOut::NoBaseline => "no_baseline",
        LeftOut::NoAftermath => "no_aftermath",
        LeftOut::NotChosen => "not_chosen",
        LeftOut::NoWeight => "no_weight",
    });
    Control {
        unit: unit.name.clone(),
        weight: used.weight,
        included: used.left_out.is_none(),
        reason: reason.map(Into::into),
        posts: used.posts,
    }
}

fn space_placebo(placebo: &Placebo, others: &[Unit]) -> SpacePlacebo {
    SpacePlacebo {
        unit: others.get(placebo.at).map(|u| u.name.clone()).unwrap_or_default(),
        estimate: placebo.estimate,
        interval: placebo.interval,
        p: placebo.p,
    }
}

fn time_placebo(placebo: &Placebo, edges: &[String]) -> TimePlacebo {
    TimePlacebo {
        at: edges.get(placebo.at).cloned().unwrap_or_default(),
        estimate: placebo.estimate,
        interval: placebo.interval,
        p: placebo.p,
    }
}

fn window(frame: &Frame<'_>) -> Window {
    let (before, after) = frame.cells.split_at(frame.first_after.min(frame.cells.len()));
    let with_data = |side: &[Cell]| side.iter().filter(|c| c.posts > 0).count();
    Window {
        bucket: frame.bucket.into(),
        timezone: frame.timezone.into(),
        from: frame.edges.first().cloned().unwrap_or_default(),
        to: frame.edges.last().cloned().unwrap_or_default(),
        buckets: [with_data(before), with_data(after)],
        thin: thin(frame),
    }
}

fn points(frame: &Frame<'_>, effect: &Effect) -> Vec<Point> {
    let spread = effect.spread(frame.first_after);
    let present = effect.comparison.precision[..frame.first_after].iter().filter(|p| **p > 0.0).count();
    let reach = Student::new(present as f64 - 1.0).map_or(f64::NAN, |t| t.reach(0.025));
    let level = |range: std::ops::Range<usize>| weighted_mean(effect, range);
    let (before, step) = (level(0..frame.first_after), effect.tested.as_ref().ok().map(|t| t.estimate()));
    let number = |v: f64| v.is_finite().then_some(v);
    frame
        .cells
        .iter()
        .enumerate()
        .map(|(t, cell)| {
            let after = t >= frame.first_after;
            let half = spread.get(t).copied().flatten().map(|sd| sd * reach).and_then(number);
            let composite = number(effect.comparison.composite[t]);
            let centre = composite.zip(before).map(|(c, b)| c + b).or(if effect.compared { None } else { before });
            let fitted = before.map(|b| b + if after { step.unwrap_or(0.0) } else { 0.0 });
            let band = |centre: Option<f64>| centre.zip(half).map(|(c, h)| [c - h, c + h]);
            Point {
                at: frame.edges.get(t).cloned().unwrap_or_default(),
                after,
                n: cell.posts,
                unit: cell.mean(),
                composite,
                expected: band(centre),
                difference: number(effect.comparison.difference[t]),
                difference_interval: band(fitted),
            }
        })
        .collect()
}

/// Precision-weighted mean of the difference over those buckets.
fn weighted_mean(effect: &Effect, range: std::ops::Range<usize>) -> Option<f64> {
    let present = range.filter(|&t| effect.comparison.precision[t] > 0.0);
    let (sum, weight) = present.fold((0.0, 0.0), |(sum, weight), t| {
        let precision = effect.comparison.precision[t];
        (sum + precision * effect.comparison.difference[t], weight + precision)
    });
    (weight > 0.0).then(|| sum / weight)
}
