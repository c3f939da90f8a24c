//! The sentences under the verdict: the figures, what they mean, and what would be needed where they say too little.

use super::verdict::{controls, counted};
use super::{Figures, chance, p_value, say};
use crate::study::outcome::{Descriptive, EventOutcome, Headline, Metric, Reason};

/// The figures in sentences, most important first. Each is complete; none repeats the verdict.
pub fn lead(event: &EventOutcome, metric: &Metric, figures: Figures) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(effect) = &event.effect {
        sentences.push(step(event, effect, metric, figures));
        sentences.push(how_often(event, effect, figures));
    }
    if let Some(plain) = &event.descriptive
        && plain.before.n > 0
        && plain.after.n > 0
    {
        sentences.push(by_itself(plain, event.effect.is_some(), figures));
    }
    if let Reason::OthersMovedToo { others } = event.verdict.reason {
        sentences.push(say!(figures.lang, "lead-others", others = figures.signed(others)));
    }
    sentences.extend(unseen(event, figures));
    sentences
}

fn step(event: &EventOutcome, effect: &Headline, metric: &Metric, figures: Figures) -> String {
    let (estimate, interval) = (figures.signed(effect.estimate), figures.interval(effect.interval));
    let scale = match metric {
        Metric::Model { .. } => "sentiment",
        Metric::Column { .. } | Metric::Series { .. } => "other",
    };
    if effect.method == "own_past" {
        say!(figures.lang, "lead-own-past", estimate = estimate, interval = interval, scale = scale)
    } else {
        let controls = controls(event);
        say!(figures.lang, "lead-step", estimate = estimate, interval = interval, scale = scale, controls = controls)
    }
}

/// What the p value means. Where a drift fits too, both of its halves, since that is what the verdict turns on.
fn how_often(event: &EventOutcome, effect: &Headline, figures: Figures) -> String {
    let lang = figures.lang;
    if let Reason::StepOrDrift { drift_per_bucket } = event.verdict.reason {
        return say!(
            lang,
            "lead-step-or-drift",
            drift = figures_of_drift(drift_per_bucket, figures),
            bucket = event.window.bucket.as_str(),
            p_step = p_value(effect.p_step, lang),
            p_drift = p_value(effect.p_drift, lang),
        );
    }
    say!(lang, "lead-chance", chance = chance(effect.p, lang), p = p_value(effect.p, lang))
}

/// A drift per bucket is smaller than a step by the length of the series, so it gets two more digits.
fn figures_of_drift(drift: f64, figures: Figures) -> String {
    Figures { decimals: figures.decimals + 2, ..figures }.signed(drift)
}

fn by_itself(plain: &Descriptive, compared: bool, figures: Figures) -> String {
    say!(
        figures.lang,
        "lead-plain",
        compared = if compared { "yes" } else { "no" },
        before = figures.value(plain.before.mean),
        after = figures.value(plain.after.mean),
    )
}

/// What could have stayed hidden; said where nothing was found.
fn unseen(event: &EventOutcome, figures: Figures) -> Option<String> {
    let found = matches!(event.verdict.reason, Reason::Step | Reason::StepOwnPast);
    let smallest = event.effect.as_ref()?.minimal_detectable.filter(|size| size.is_finite() && !found)?;
    Some(say!(figures.lang, "lead-unseen", size = figures.value(smallest.abs())))
}

/// What would be needed for an answer, where there is none.
pub fn needed(event: &EventOutcome, metric: &Metric, figures: Figures) -> Option<String> {
    let (lang, bucket) = (figures.lang, event.window.bucket.as_str());
    match &event.verdict.reason {
        Reason::TooShort { needed, .. } => {
            Some(say!(lang, "needed-too-short", before = super::buckets(needed[0], bucket, lang), after = needed[1]))
        }
        Reason::NoBaseline { .. } => Some(say!(lang, "needed-no-baseline", what = counted(metric))),
        Reason::NoAftermath => Some(say!(lang, "needed-no-aftermath", what = counted(metric))),
        Reason::Constant => Some(say!(lang, "needed-constant")),
        Reason::StepOrDrift { .. } => Some(say!(lang, "needed-step-or-drift")),
        Reason::Step | Reason::StepOwnPast | Reason::Nothing | Reason::OthersMovedToo { .. } | Reason::WithinNoise => {
            None
        }
    }
}
