//! The verdict in one plain sentence.
//!
//! It says what was found and against what, never that something is proven: a step beside an event is evidence, and
//! evidence is what the sentence speaks of.

use super::{Lang, Moment, capitalised, say, tame};
use crate::study::outcome::{EventOutcome, Metric, Reason, VerdictCode};

/// The answer to one event, in one sentence that stands alone.
pub fn verdict(event: &EventOutcome, metric: &Metric, lang: Lang) -> String {
    let subject = subject(event, metric, lang);
    let start = capitalised(&subject);
    let from = Moment::parse(&event.at).from(lang);
    let direction = direction(event);
    let what = counted(metric);
    match &event.verdict.reason {
        Reason::Step if apart(event) => {
            say!(
                lang,
                "verdict-step-apart",
                subject = start,
                direction = direction,
                from = from,
                controls = controls(event)
            )
        }
        Reason::Step => {
            say!(lang, "verdict-step", subject = start, direction = direction, from = from, controls = controls(event))
        }
        Reason::StepOwnPast => {
            say!(lang, "verdict-step-own-past", subject = start, direction = direction, from = from)
        }
        Reason::Nothing => say!(lang, "verdict-nothing", subject = subject, from = from),
        Reason::OthersMovedToo { others } => {
            let direction = if *others < 0.0 { "fell" } else { "rose" };
            say!(lang, "verdict-others-moved-too", subject = start, direction = direction, from = from)
        }
        Reason::WithinNoise => {
            say!(lang, "verdict-within-noise", subject = start, direction = direction, from = from)
        }
        Reason::StepOrDrift { .. } => say!(lang, "verdict-step-or-drift", subject = subject),
        Reason::TooShort { needed, had } => say!(
            lang,
            "verdict-too-short",
            subject = subject,
            had_before = super::buckets(had[0], &event.window.bucket, lang),
            had_after = super::buckets(had[1], &event.window.bucket, lang),
            needed_before = needed[0],
            needed_after = needed[1],
        ),
        Reason::NoBaseline { posts } => {
            say!(lang, "verdict-no-baseline", subject = subject, posts = *posts, what = what)
        }
        Reason::NoAftermath => say!(lang, "verdict-no-aftermath", subject = subject, what = what),
        Reason::Constant => say!(lang, "verdict-constant", subject = subject),
    }
}

/// Whether the unit moved against its comparison, but not by itself: it stayed, and the others left it behind.
fn apart(event: &EventOutcome) -> bool {
    let plain = event.descriptive.as_ref().map_or(0.0, |plain| plain.difference);
    let step = event.effect.as_ref().map_or(0.0, |effect| effect.estimate);
    plain * step < 0.0
}

/// What is said to have moved: "sentiment about Norda Mobile".
pub(crate) fn subject(event: &EventOutcome, metric: &Metric, lang: Lang) -> String {
    let unit = tame(&event.unit);
    let named = if unit.is_empty() { "no" } else { "yes" };
    let (kind, name) = match metric {
        Metric::Model { .. } => ("model", String::new()),
        Metric::Column { column } => ("column", tame(column)),
        Metric::Series { name } => ("series", tame(name)),
    };
    // A ready series in columns is named by its unit.
    let named = if name == unit { "no" } else { named };
    say!(lang, "subject", metric = kind, named = named, unit = unit, name = name)
}

/// Posts are counted in a study of posts, values in a ready series.
pub(crate) fn counted(metric: &Metric) -> &'static str {
    match metric {
        Metric::Series { .. } => "values",
        Metric::Model { .. } | Metric::Column { .. } => "posts",
    }
}

/// How many units the composite is made of.
pub(crate) fn controls(event: &EventOutcome) -> usize {
    event.controls.iter().filter(|control| control.included).count()
}

/// Which way the metric went: by the verdict, else by the step, else by the plain difference.
pub(crate) fn direction(event: &EventOutcome) -> &'static str {
    let plain = event.descriptive.as_ref().map(|plain| plain.difference);
    let step = event.effect.as_ref().map(|effect| effect.estimate);
    let moved = match (event.verdict.code, &event.verdict.reason) {
        // Harm is a fall, unless less is better.
        (VerdictCode::Harm, _) => step.or(Some(-1.0)),
        (VerdictCode::Benefit, _) => step.or(Some(1.0)),
        (_, Reason::WithinNoise) => plain.or(step),
        _ => step.or(plain),
    };
    if moved.unwrap_or(0.0) < 0.0 { "fell" } else { "rose" }
}
