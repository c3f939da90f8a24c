//! What is said of a portfolio in plain words, on the terminal and in the report.

use super::outcome::{Capital, Caveat, EventEffect, LeftOut, Moderator, NoModerator, Portfolio, Problem};
use super::pool::FIRMS_NEEDED;
use crate::study::outcome::Metric;
use crate::words::{Figures, Lang, decimal, list, percent, role, say, tame};

/// The level of a finding.
const LEVEL: f64 = 0.05;

/// How figures of a portfolio are written: two decimals for scores in [−1, 1], else two significant digits of what is known.
pub fn figures(outcome: &Portfolio, lang: Lang) -> Figures {
    let decimals = match (&outcome.data.metric, &outcome.pooled) {
        (Metric::Model { .. }, _) => 2,
        (_, Some(pooled)) => {
            let known = pooled.interval.map_or(pooled.se, |[low, high]| (high - low) / 2.0);
            if known > 0.0 && known.is_finite() { (1.0 - known.log10().floor()).clamp(0.0, 6.0) as usize } else { 2 }
        }
        _ => 2,
    };
    Figures { lang, decimals, ready: false }
}

/// The same with two digits of a smaller figure, such as an effect for a single point.
fn finer(figures: Figures, x: f64) -> Figures {
    let needed = if x != 0.0 && x.is_finite() { (1.0 - x.abs().log10().floor()).clamp(0.0, 6.0) as usize } else { 0 };
    Figures { decimals: figures.decimals.max(needed), ..figures }
}

/// Figures fit for a moderator: two digits of its standard error.
pub fn figures_of(moderator: &Moderator, figures: Figures) -> Figures {
    moderator.se.map_or(figures, |se| finer(figures, se))
}

/// What is measured: `sentiment`, `the mean of “stars”`.
fn subject(outcome: &Portfolio, lang: Lang) -> String {
    let (kind, name) = match &outcome.data.metric {
        Metric::Model { .. } => ("model", String::new()),
        Metric::Column { column } => ("column", tame(column)),
        Metric::Series { name } => ("column", tame(name)),
    };
    say!(lang, "portfolio-metric", metric = kind, name = name)
}

/// The answer in one sentence.
pub fn verdict(outcome: &Portfolio, lang: Lang) -> String {
    let k = outcome.pooled.as_ref().map_or(0, |pooled| pooled.k);
    let finding = match (&outcome.pooled, k) {
        (None, _) => "none",
        (_, 1) => "one",
        (_, 2) => "two",
        (Some(pooled), _) => match pooled.interval {
            Some([low, _]) if low > 0.0 => "rose",
            Some([_, high]) if high < 0.0 => "fell",
            _ => "open",
        },
    };
    let subject = subject(outcome, lang);
    let sentence = say!(lang, "portfolio-verdict", finding = finding, subject = subject, k = k, n = outcome.table.rows);
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The figures under the answer: the average, the next one, how events differ, what goes with larger effects.
pub fn lead(outcome: &Portfolio, lang: Lang) -> Vec<String> {
    let Some(pooled) = &outcome.pooled else { return Vec::new() };
    let figures = figures(outcome, lang);
    let scale = if matches!(outcome.data.metric, Metric::Model { .. }) { "sentiment" } else { "other" };
    let mut said = Vec::new();
    if pooled.k == 1 {
        let interval = outcome.events.iter().find(|e| e.entered()).and_then(|e| e.interval);
        let interval = interval.map_or_else(String::new, |ends| figures.interval(ends));
        said.push(say!(
            lang,
            "portfolio-lead-one",
            estimate = figures.signed(pooled.estimate),
            interval = interval,
            scale = scale
        ));
        return said;
    }
    said.push(say!(
        lang,
        "portfolio-lead-average",
        k = pooled.k,
        n = outcome.table.rows,
        estimate = figures.signed(pooled.estimate),
        interval = pooled.interval.map_or_else(|| "none".into(), |ends| figures.interval(ends)),
        scale = scale,
    ));
    if let Some([low, high]) = pooled.prediction_interval {
        let sides = if low < 0.0 && high > 0.0 { "both" } else { "one" };
        let [low, high] = [low, high].map(|end| figures.signed(end));
        said.push(say!(lang, "portfolio-lead-next", low = low, high = high, sides = sides));
    }
    if let Some(share) = pooled.i2.filter(|_| pooled.k > 2) {
        let spread = if share >= 0.01 { "differ" } else { "alike" };
        said.push(say!(lang, "portfolio-lead-spread", spread = spread, share = percent(share, lang)));
    }
    said
}

/// What goes with larger effects, or that it cannot be told.
pub fn drivers(outcome: &Portfolio, lang: Lang) -> Vec<String> {
    if outcome.pooled.as_ref().is_none_or(|pooled| pooled.k < 3) {
        return Vec::new();
    }
    let figures = figures(outcome, lang);
    let joint = !outcome.joint.moderators.is_empty();
    let from = if joint { &outcome.joint.moderators } else { &outcome.moderators };
    let rated: Vec<&Moderator> =
        ["participation", "information"].iter().filter_map(|name| from.iter().find(|m| m.name == *name)).collect();
    let mut said = Vec::new();
    match rated.iter().find_map(|m| m.left_out.as_ref().filter(|_| rated.iter().all(|m| m.left_out.is_some()))) {
        Some(NoModerator::TooFewFirms { firms, needed }) => {
            return vec![say!(lang, "portfolio-driver-few-firms", firms = *firms, needed = *needed)];
        }
        Some(why) => said.push(say!(lang, "portfolio-driver-none", why = no_moderator(why, lang))),
        None => said.extend(rated.iter().filter(|m| m.left_out.is_none()).map(|m| driver(m, joint, figures))),
    }
    if let Some(why @ NoModerator::Collinear { .. }) = &outcome.joint.left_out {
        said.push(say!(lang, "portfolio-joint-cannot", why = no_moderator(why, lang)));
    }
    said.extend(capital(outcome, figures));
    said
}

fn driver(moderator: &Moderator, joint: bool, figures: Figures) -> String {
    let lang = figures.lang;
    let other = if moderator.name == "participation" { "information" } else { "participation" };
    let fine = figures_of(moderator, figures);
    let estimate = moderator.estimate.unwrap_or(f64::NAN);
    say!(
        lang,
        "portfolio-driver",
        finding = finding(moderator),
        what = say!(lang, "portfolio-dimension", dimension = moderator.name.as_str()),
        other = say!(lang, "portfolio-dimension", dimension = other),
        joint = if joint { "yes" } else { "no" },
        estimate = fine.signed(estimate),
        interval = moderator.interval.map_or_else(String::new, |ends| fine.interval(ends)),
    )
}

/// `up`, `down`, or `open`: by the adjusted p.
fn finding(moderator: &Moderator) -> &'static str {
    match (moderator.p_adjusted, moderator.estimate) {
        (Some(p), Some(estimate)) if p <= LEVEL && estimate > 0.0 => "up",
        (Some(p), Some(_)) if p <= LEVEL => "down",
        _ => "open",
    }
}

/// Whether there is anything to show of a moderator: an estimate, or a test of whether groups differ.
pub fn was_fitted(moderator: &Moderator) -> bool {
    moderator.estimate.is_some() || moderator.p_adjusted.is_some()
}

/// Whether a moderator is a finding.
pub fn is_finding(moderator: &Moderator) -> bool {
    moderator.p_adjusted.is_some_and(|p| p <= LEVEL)
}

fn capital(outcome: &Portfolio, figures: Figures) -> Vec<String> {
    let lang = figures.lang;
    let fitted: Vec<(Capital, &Moderator)> = outcome
        .by_capital
        .iter()
        .map(|by| (by.capital, &by.difference))
        .filter(|(_, difference)| difference.left_out.is_none() && difference.estimate.is_some())
        .collect();
    let found: Vec<String> = fitted
        .iter()
        .filter(|(_, difference)| is_finding(difference))
        .map(|(capital, difference)| {
            say!(
                lang,
                "portfolio-capital-found",
                direction = finding(difference),
                capital = say!(lang, "portfolio-capital", capital = capital.name()),
                estimate = figures.signed(difference.estimate.unwrap_or(f64::NAN)),
                interval = difference.interval.map_or_else(String::new, |ends| figures.interval(ends)),
            )
        })
        .collect();
    if found.is_empty() && !fitted.is_empty() { vec![say!(lang, "portfolio-capital-open")] } else { found }
}

/// How many events stand out, and what more would be needed.
pub fn rest(outcome: &Portfolio, lang: Lang) -> Vec<String> {
    let k = outcome.pooled.as_ref().map_or(0, |pooled| pooled.k);
    let mut said = Vec::new();
    if k > 1 {
        let adjustment = &outcome.adjustment;
        said.push(say!(lang, "portfolio-found", found = adjustment.found, adjusted = adjustment.found_adjusted));
    }
    if k < 3 {
        said.push(needed(outcome, lang));
    }
    said
}

/// What it would take to say more: rows that can be measured where there are enough of them, else more events.
fn needed(outcome: &Portfolio, lang: Lang) -> String {
    let left_out: Vec<LeftOut> = outcome.events.iter().filter_map(|event| event.left_out).collect();
    let in_table = left_out.iter().filter(|reason| reason.is_of_the_table()).count();
    if left_out.is_empty() || outcome.table.rows < 3 && in_table == 0 {
        return say!(lang, "portfolio-needed");
    }
    let mend = match in_table {
        0 => "posts",
        n if n == left_out.len() => "table",
        _ => "both",
    };
    let reasons = list(left_out_by_reason(outcome, lang).into_iter(), lang);
    let n = outcome.table.rows;
    let out = if left_out.len() == n { "all".to_owned() } else { left_out.len().to_string() };
    say!(lang, "portfolio-needed-rows", mend = mend, n = n, out = out, reasons = reasons)
}

/// Why events were left out, each reason with how many.
pub fn left_out_by_reason(outcome: &Portfolio, lang: Lang) -> Vec<String> {
    let steps = outcome.funnel.iter().filter(|step| step.reason != "entered");
    steps.map(|step| say!(lang, "portfolio-line-reason", reason = reason(&step.reason, lang), n = step.count)).collect()
}

/// What is wrong with a cell of the table.
pub fn problem(of: &Problem, lang: Lang) -> String {
    say!(lang, "portfolio-problem", problem = of.problem.name(), code = of.problem.name())
}

/// The part that a column of the table of events plays.
pub fn part(code: &str, lang: Lang) -> String {
    match code {
        "unit" | "time" => role(code, lang),
        _ => say!(lang, "portfolio-part", part = code, code = tame(code)),
    }
}

/// Why nothing is said of a moderator.
pub fn no_moderator(why: &NoModerator, lang: Lang) -> String {
    let (code, k, needed, with) = match why {
        NoModerator::NotGiven => ("not_given", 0, 0, String::new()),
        NoModerator::Unreadable { cells } => ("unreadable", *cells, 0, String::new()),
        NoModerator::Constant => ("constant", 0, 0, String::new()),
        NoModerator::Collinear { with } => {
            ("collinear", 0, 0, list(with.iter().map(|name| moderator_name(name, lang)), lang))
        }
        NoModerator::TooFewEvents { k, needed } => ("too_few_events", *k, *needed, String::new()),
        NoModerator::TooFewFirms { firms, needed } => ("too_few_firms", *firms, *needed, String::new()),
        NoModerator::OutOfRange => ("out_of_range", 0, 0, String::new()),
    };
    say!(lang, "portfolio-no-moderator", why = code, k = k, needed = needed, with = with)
}

fn moderator_name(name: &str, lang: Lang) -> String {
    // A colon would end the key of a variant.
    say!(lang, "portfolio-moderator", name = name.replace(':', "-"), code = tame(name))
}

/// A moderator and what one unit of it is.
pub fn moderator(moderator: &Moderator, lang: Lang) -> String {
    let Some(group) = &moderator.group else { return moderator_name(&moderator.name, lang) };
    let named = |group: &str| {
        if moderator.moderator == "archetype" { say!(lang, "archetype", archetype = group) } else { tame(group) }
    };
    say!(
        lang,
        "portfolio-moderator-group",
        moderator = moderator.moderator.as_str(),
        code = tame(&moderator.moderator),
        group = named(group),
        reference = named(moderator.reference.as_deref().unwrap_or_default()),
    )
}

/// Why an event was left out, or that it was measured.
pub fn reason(code: &str, lang: Lang) -> String {
    say!(lang, "portfolio-reason", reason = code, code = tame(code))
}

/// How an event is called in a list: its name, with the unit unless the name says it.
pub fn name(event: &EventEffect) -> String {
    let (name, unit) = (tame(&event.name), tame(&event.unit));
    if unit.is_empty() || name.contains(&unit) { name } else { format!("{unit} · {name}") }
}

/// One caveat in one or two plain sentences.
pub fn caveat(caveat: &Caveat, lang: Lang) -> String {
    match caveat {
        Caveat::OneEvent => say!(lang, "portfolio-caveat-one-event"),
        Caveat::FewEvents { k } => say!(lang, "portfolio-caveat-few-events", k = *k),
        Caveat::SharedControls { pairs, of } => {
            say!(lang, "portfolio-caveat-shared-controls", pairs = *pairs, of = *of)
        }
        Caveat::SameUnit { events } => say!(lang, "portfolio-caveat-same-unit", events = *events),
        Caveat::ControlsWithEvents { events } => {
            say!(lang, "portfolio-caveat-controls-with-events", events = *events)
        }
        Caveat::OwnPast { events } => say!(lang, "portfolio-caveat-own-past", events = *events),
        Caveat::SeveralPerFirm { firms, events } => {
            say!(lang, "portfolio-caveat-several-per-firm", firms = *firms, events = *events)
        }
        Caveat::OneFirm { events } => say!(lang, "portfolio-caveat-one-firm", events = *events),
        Caveat::UnknownRatings { names } => {
            let shown = list(names.iter().take(6).map(|name| tame(name)), lang);
            say!(lang, "portfolio-caveat-unknown-ratings", n = names.len(), names = shown)
        }
        Caveat::Unrated { events } => say!(lang, "portfolio-caveat-unrated", events = *events),
        Caveat::SmallGroups { moderator, events } => {
            say!(lang, "portfolio-caveat-small-groups", moderator = moderator.as_str(), events = *events)
        }
        Caveat::ModelDampens { factor } => {
            say!(lang, "portfolio-caveat-model-dampens", factor = decimal(*factor, 2, lang))
        }
        Caveat::MeasuredCapital => say!(lang, "portfolio-caveat-measured-capital"),
        Caveat::Observational => say!(lang, "portfolio-caveat-observational"),
    }
}

/// The methods, as a list of names and what is done.
pub fn methods(outcome: &Portfolio, lang: Lang) -> Vec<[String; 2]> {
    vec![
        [say!(lang, "portfolio-methods-event-name"), say!(lang, "portfolio-methods-event")],
        [say!(lang, "portfolio-methods-weight-name"), say!(lang, "portfolio-methods-weight")],
        [say!(lang, "portfolio-methods-average-name"), say!(lang, "portfolio-methods-average")],
        [say!(lang, "portfolio-methods-drivers-name"), say!(lang, "portfolio-methods-drivers", firms = FIRMS_NEEDED)],
        [
            say!(lang, "portfolio-methods-together-name"),
            say!(lang, "portfolio-methods-together", method = outcome.adjustment.method.as_str()),
        ],
        [say!(lang, "portfolio-methods-speech-name"), say!(lang, "portfolio-methods-speech")],
    ]
}
