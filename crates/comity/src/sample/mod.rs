//! Outcomes to render in tests: simulated series with seeded noise, and texts made up for the purpose.
//!
//! The figures hang together well enough to be looked at; they are not estimates of anything.

mod lenses;
pub mod opinion;
pub mod portfolio;
mod simulate;

use std::collections::BTreeMap;

use crate::study::outcome::{
    Caveat, ColumnUse, Data, Duplicates, EventOutcome, Metric, Outcome, Placebos, Reason, Timing, Verdict, VerdictCode,
};
use simulate::Plan;

/// Markup, control characters and turned text.
pub const NASTY: &str = "<script>alert('x')</script>\"&\u{1b}[31m\u{202e}turned\u{2069}\nnext";

/// Every sample with its name.
pub fn all() -> Vec<(&'static str, Outcome)> {
    vec![
        ("harm", harm()),
        ("others-moved", others_moved()),
        ("step-or-drift", step_or_drift()),
        ("no-baseline", no_baseline()),
        ("own-past", own_past()),
        ("ready-series", ready_series()),
        ("many", many()),
        ("hostile", hostile()),
        ("year-of-hours", year_of_hours()),
    ]
}

/// A step down against three comparable units.
pub fn harm() -> Outcome {
    let mut event = Plan { step: -0.21, ..Plan::days("Norda Mobile", "2026-01-30") }.event(1);
    event.verdict = verdict(VerdictCode::Harm, Reason::Step);
    event.caveats = vec![
        Caveat::ModelDampens { factor: 0.57 },
        Caveat::FewControls { controls: 3 },
        Caveat::OpinionsDiffer {
            find: vec![
                "did".into(),
                "synthetic_did".into(),
                "bsts".into(),
                "prais_winsten".into(),
                "permutation".into(),
            ],
            do_not_find: vec!["synthetic_control".into()],
            opposite: vec![],
        },
        Caveat::ControlHadEvent { unit: "Telsia".into() },
        Caveat::PartialBucket { at: "2026-02-28T00:00:00+01:00".into() },
    ];
    event.duplicates = Duplicates {
        removed: 412,
        by_rule: BTreeMap::from([
            ("same_id".into(), 118),
            ("same_author_and_text".into(), 57),
            ("same_text".into(), 237),
        ]),
        effect_without: event.effect.as_ref().map(|effect| effect.estimate),
        effect_with: event.effect.as_ref().map(|effect| effect.estimate + 0.012),
    };
    lenses::fill(&mut event);
    outcome(vec![event], Metric::Model { damping: Some(0.57), damping_here: None })
}

/// A fall that the comparable units shared.
pub fn others_moved() -> Outcome {
    let plan = Plan { common_step: -0.24, step: -0.03, ..Plan::hours("Vela", "2026-03-08") };
    let mut event = plan.event(2);
    event.verdict = verdict(VerdictCode::NoEvidence, Reason::OthersMovedToo { others: -0.24 });
    event.caveats = vec![
        Caveat::ThinBuckets { thin: 41, of: 144 },
        Caveat::WeekPatternMixedIn,
        Caveat::DuplicatesMatter,
        Caveat::OtherEventInWindow { name: "Vela outage".into() },
    ];
    outcome(vec![event], Metric::Column { column: "stars".into() })
}

/// A slide that was under way.
pub fn step_or_drift() -> Outcome {
    let mut event = Plan { drift: -0.0045, ..Plan::days("Ponte", "2026-02-11") }.event(3);
    event.verdict = verdict(VerdictCode::Undetermined, Reason::StepOrDrift { drift_per_bucket: -0.0045 });
    if let Some(effect) = &mut event.effect {
        (effect.p_step, effect.p_drift, effect.p) = (0.012, 0.44, 0.22);
    }
    event.caveats = vec![Caveat::PlacebosFire { fired: 9, of: 40 }, Caveat::AuthorsUnknown];
    outcome(vec![event], Metric::Model { damping: Some(0.57), damping_here: Some(0.61) })
}

/// A unit of which nothing is known from before.
pub fn no_baseline() -> Outcome {
    let mut event = Plan::days("Aria Air", "2026-02-22T10:15:00+01:00").event(4);
    event.effect = None;
    event.series = Vec::new();
    event.estimates = Vec::new();
    event.placebos = Placebos::default();
    event.controls = Vec::new();
    event.window.buckets = [2, 30];
    if let Some(plain) = &mut event.descriptive {
        (plain.before.n, plain.interval) = (4, None);
    }
    event.verdict = verdict(VerdictCode::Undetermined, Reason::NoBaseline { posts: 4 });
    outcome(vec![event], Metric::Model { damping: Some(0.57), damping_here: None })
}

/// A step against the unit's own past only.
pub fn own_past() -> Outcome {
    let mut event = Plan { step: 0.3, controls: &[], ..Plan::days("", "2026-02-08") }.event(5);
    event.verdict = verdict(VerdictCode::Benefit, Reason::StepOwnPast);
    event.caveats = vec![Caveat::NoControls, Caveat::DayPatternMixedIn, Caveat::SharesNotCorrected];
    outcome(vec![event], Metric::Model { damping: None, damping_here: None })
}

/// A ready series by rows, of any metric.
pub fn ready_series() -> Outcome {
    let mut event = Plan { step: 27.0, noise: 6.0, level: 120.0, ..Plan::rows("north", 61) }.event(6);
    event.verdict = verdict(VerdictCode::Benefit, Reason::Step);
    let mut outcome = outcome(vec![event], Metric::Series { name: "tickets".into() });
    outcome.data.rejected = BTreeMap::new();
    outcome.data.columns = Vec::new();
    outcome.data.span = None;
    outcome.data.posts = 91;
    outcome
}

/// Several events of one run.
pub fn many() -> Outcome {
    let mut events = vec![];
    for (i, (at, step)) in [("2026-01-11", -0.25), ("2026-02-01T09:30:00+01:00", 0.02)].into_iter().enumerate() {
        let mut event = Plan { step, ..Plan::days("Norda Mobile", at) }.event(10 + i as u64);
        event.name = ["Fares changed", "New app"][i].into();
        event.verdict = match i {
            0 => verdict(VerdictCode::Harm, Reason::Step),
            _ => verdict(VerdictCode::NoEvidence, Reason::Nothing),
        };
        events.push(event);
    }
    let mut noise = Plan { step: 0.08, ..Plan::days("Vela", "2026-02-03") }.event(12);
    noise.verdict = verdict(VerdictCode::NoEvidence, Reason::WithinNoise);
    let mut short = Plan::days("Telsia", "2026-02-24").event(13);
    short.effect = None;
    short.estimates = Vec::new();
    short.placebos = Placebos::default();
    short.verdict = verdict(VerdictCode::Undetermined, Reason::TooShort { needed: [10, 5], had: [40, 3] });
    events.extend([noise, short]);
    outcome(events, Metric::Model { damping: Some(0.57), damping_here: None })
}

/// Markup, control characters and turned text wherever text can come in.
pub fn hostile() -> Outcome {
    let mut outcome = harm();
    let nasty = || NASTY.to_owned();
    outcome.data.files = vec![nasty()];
    outcome.data.metric = Metric::Column { column: nasty() };
    outcome.data.rejected = BTreeMap::from([(nasty(), 3)]);
    outcome.data.columns = vec![ColumnUse { role: nasty(), column: nasty(), found: nasty() }];
    let event = &mut outcome.events[0];
    (event.name, event.unit, event.at) = (nasty(), nasty(), nasty());
    event.window.timezone = nasty();
    event.window.bucket = nasty();
    event.languages = vec![(nasty(), 1.0)];
    event.caveats.push(Caveat::OtherEventInWindow { name: nasty() });
    event.caveats.push(Caveat::PartialBucket { at: nasty() });
    event.duplicates.by_rule = BTreeMap::from([(nasty(), 3)]);
    for control in &mut event.controls {
        control.unit = nasty();
        control.reason = Some(nasty());
    }
    for opinion in &mut event.estimates {
        (opinion.method, opinion.cannot) = (nasty(), Some(nasty()));
    }
    event.estimates[0].estimate = None;
    for placebo in &mut event.placebos.space {
        placebo.unit = nasty();
    }
    for point in event.series.iter_mut().take(3) {
        point.at = nasty();
        point.unit = Some(f64::NAN);
        point.difference = Some(f64::INFINITY);
        point.expected = Some([f64::NEG_INFINITY, f64::NAN]);
    }
    for code in event.capital.iter_mut().chain(&mut event.behaviour) {
        (code.label, code.words, code.quotes) = (nasty(), vec![nasty()], vec![nasty()]);
    }
    for theme in &mut event.themes.themes {
        (theme.words, theme.quotes) = (vec![nasty()], vec![nasty()]);
    }
    outcome
}

/// Every figure the same, and none that one would expect.
pub fn all_figures(odd: f64) -> Outcome {
    let mut outcome = harm();
    let event = &mut outcome.events[0];
    if let Some(effect) = &mut event.effect {
        (effect.estimate, effect.interval, effect.minimal_detectable) = (odd, [odd; 2], Some(odd));
        (effect.p, effect.p_step, effect.p_drift) = (odd, odd, odd);
    }
    if let Some(plain) = &mut event.descriptive {
        (plain.before.mean, plain.after.mean, plain.difference, plain.interval) = (odd, odd, odd, Some([odd; 2]));
    }
    for opinion in &mut event.estimates {
        (opinion.estimate, opinion.interval, opinion.sd, opinion.p) = (Some(odd), Some([odd; 2]), Some(odd), Some(odd));
    }
    for placebo in &mut event.placebos.space {
        (placebo.estimate, placebo.interval, placebo.p) = (odd, [odd; 2], odd);
    }
    for placebo in &mut event.placebos.time {
        (placebo.estimate, placebo.interval, placebo.p) = (odd, [odd; 2], odd);
    }
    for point in &mut event.series {
        (point.unit, point.composite, point.difference) = (Some(odd), Some(odd), Some(odd));
        (point.expected, point.difference_interval) = (Some([odd; 2]), Some([odd; 2]));
    }
    for code in event.capital.iter_mut().chain(&mut event.behaviour) {
        (code.before, code.after, code.interval, code.p_adjusted) = (odd, odd, [odd; 2], odd);
    }
    for theme in &mut event.themes.themes {
        (theme.before, theme.after, theme.interval, theme.score) = (odd, odd, [odd; 2], [Some(odd); 2]);
    }
    event.verdict.reason = Reason::StepOrDrift { drift_per_bucket: odd };
    event.caveats.push(Caveat::ModelDampens { factor: odd });
    event.controls[0].weight = odd;
    outcome
}

/// A year by the hour.
pub fn year_of_hours() -> Outcome {
    let plan =
        Plan { step: -0.12, before: 6500, after: 2260, noise: 0.22, ..Plan::hours("Norda Mobile", "2026-09-28") };
    let mut event = plan.event(7);
    event.verdict = verdict(VerdictCode::Harm, Reason::Step);
    outcome(vec![event], Metric::Model { damping: Some(0.57), damping_here: None })
}

fn verdict(code: VerdictCode, reason: Reason) -> Verdict {
    Verdict { code, reason, text: String::new() }
}

fn outcome(events: Vec<EventOutcome>, metric: Metric) -> Outcome {
    let column = |role: &str, column: &str, found: &str| ColumnUse {
        role: role.into(),
        column: column.into(),
        found: found.into(),
    };
    Outcome {
        comity: "0.1.0".into(),
        data: Data {
            files: vec!["posts-2025.csv".into(), "posts-2026.csv.gz".into()],
            posts: 61_204,
            rejected: BTreeMap::from([("unreadable_time".into(), 12), ("missing_text".into(), 3)]),
            decoded_as_windows_1252: 41,
            columns: vec![
                column("text", "body", "content"),
                column("time", "created_at", "name"),
                column("unit", "brand", "named"),
                column("author", "user", "name"),
            ],
            span: Some(["2025-11-01T00:02:11+01:00".into(), "2026-02-28T23:58:40+01:00".into()]),
            metric,
        },
        events,
        seed: 1,
        timing: Timing::default(),
    }
}
