//! From the rows of the table to one estimate an event: which rows can be studied, what came of each.

use std::collections::HashMap;

use comity_intake::nearest_names;
use comity_measure::event::CannotTell;
use comity_measure::headline::{CannotTest, Finding, Tested};
use comity_measure::position::Archetype;

use super::events::Listed;
use super::outcome::{Capital, EventEffect, LeftOut};
use crate::study::Reading;
use crate::study::brief::Brief;
use crate::study::lens::CodeChange;
use crate::study::options::StudyOptions;
use crate::study::window::rfc3339;

/// What is known of the events that could be studied.
pub struct Studied {
    /// One entry a row of the table.
    pub events: Vec<EventEffect>,
    /// For each row what its brief study says besides; `None` where it was left out before.
    pub briefs: Vec<Option<Brief>>,
}

/// Finds the unit of each event that was asked for; `rows` are their places in the table. Rows that name none, or one that
/// does not exist, or a time outside the data, are marked. What remains is kept in `options` and `reading`, in order.
pub fn place(
    listed: &mut [Listed],
    near: &mut [Vec<String>],
    rows: Vec<usize>,
    options: &mut StudyOptions,
    reading: &mut Reading,
) -> (Vec<usize>, Vec<u16>) {
    let names = &reading.posts.units;
    let mut by_name: HashMap<String, u16> = HashMap::new();
    for (unit, name) in names.iter().enumerate() {
        by_name.entry(name.to_lowercase()).or_insert(unit as u16);
    }
    let [first, last] = reading.span;
    let mut kept = Vec::new();
    let mut keep = Vec::new();
    for (&row, event) in rows.iter().zip(&options.events) {
        let at = event.at.div_euclid(1_000_000);
        let unit = match event.unit.as_deref() {
            None if names.len() == 1 => Ok(0),
            None => Err(LeftOut::MissingUnit),
            Some(name) => by_name.get(&name.to_lowercase()).copied().ok_or(LeftOut::UnknownUnit),
        };
        let placed = unit.and_then(|unit| if first < at && at <= last { Ok(unit) } else { Err(LeftOut::OutsideData) });
        if let Err(reason) = placed {
            listed[row].left_out = Some(reason);
            if reason == LeftOut::UnknownUnit {
                near[row] = nearest_names(&listed[row].unit, names.iter().map(String::as_str));
            }
        }
        keep.push(placed.is_ok());
        kept.extend(placed.ok().map(|unit| (row, unit)));
    }
    let mut keeping = keep.iter();
    options.events.retain(|_| keeping.next().copied().unwrap_or(false));
    let mut keeping = keep.iter();
    reading.posts.samples.retain(|_| keeping.next().copied().unwrap_or(false));
    kept.into_iter().unzip()
}

/// One entry a row: what the table says of it, and what its study says.
pub fn assemble(listed: &[Listed], near: Vec<Vec<String>>, studied: Vec<(usize, Brief)>, posts: &Posts<'_>) -> Studied {
    let mut briefs: Vec<Option<Brief>> = listed.iter().map(|_| None).collect();
    // Places among the studied events to places in the table.
    let rows: Vec<usize> = studied.iter().map(|(row, _)| *row).collect();
    for (row, brief) in studied {
        briefs[row] = Some(brief);
    }
    let named: Vec<String> = listed.iter().map(|row| name(row, posts)).collect();
    let events = listed
        .iter()
        .zip(near)
        .zip(&briefs)
        .enumerate()
        .map(|(row, ((listed, near), brief))| {
            let mut event = entry(listed, named[row].clone(), posts);
            event.near = near;
            if let Some(brief) = brief {
                fill(&mut event, brief, posts);
                event.same_unit = brief.same_unit.iter().map(|other| named[rows[*other]].clone()).collect();
            }
            event
        })
        .collect();
    Studied { events, briefs }
}

/// How posts call units, and the clock that dates are written by.
pub struct Posts<'a> {
    /// Names of units.
    pub units: &'a [String],
    /// The zone.
    pub zone: &'a jiff::tz::TimeZone,
}

fn when(listed: &Listed, posts: &Posts<'_>) -> String {
    listed.at.map_or_else(|| listed.written.clone(), |at| rfc3339(at.div_euclid(1_000_000), posts.zone))
}

fn unit(listed: &Listed, posts: &Posts<'_>) -> String {
    let lower = listed.unit.to_lowercase();
    let known = posts.units.iter().find(|unit| unit.to_lowercase() == lower);
    known.map_or_else(|| listed.unit.clone(), String::clone)
}

fn name(listed: &Listed, posts: &Posts<'_>) -> String {
    if listed.name.is_empty() {
        let at = when(listed, posts);
        let day = at.get(..10).filter(|_| listed.at.is_some()).unwrap_or(&at);
        format!("{} {day}", unit(listed, posts)).trim().to_owned()
    } else {
        listed.name.clone()
    }
}

fn entry(listed: &Listed, name: String, posts: &Posts<'_>) -> EventEffect {
    let unit = unit(listed, posts);
    let [participation, information] = listed.rated;
    let offered = |offered: [bool; 4]| {
        Capital::ALL.into_iter().zip(offered).filter(|(_, offered)| *offered).map(|(capital, _)| capital).collect()
    };
    EventEffect {
        line: listed.line,
        name,
        at: when(listed, posts),
        kind: listed.kind.clone(),
        industry: listed.industry.clone(),
        firm: listed.firm.clone().unwrap_or_else(|| unit.clone()),
        unit,
        participation,
        information,
        archetype: participation.zip(information).and_then(|(p, i)| quadrant(p, i)),
        capital_offered: listed.offered.map(offered),
        left_out: listed.left_out,
        ..EventEffect::default()
    }
}

fn fill(event: &mut EventEffect, brief: &Brief, posts: &Posts<'_>) {
    event.at = rfc3339(brief.buckets.edges[brief.buckets.first_after], posts.zone);
    event.posts = brief.posts;
    event.bucket = brief.buckets.bucket.name().into();
    event.buckets = brief.with_data;
    event.controls = brief.controls.len();
    event.controls_with_events = brief.controls_with_events;
    event.capital_measured = capital_measured(&brief.changes);
    match &brief.effect.tested {
        Ok(tested) => estimate(event, tested),
        Err(cannot) => event.left_out = Some(cannot_tell(*cannot)),
    }
}

fn estimate(event: &mut EventEffect, tested: &Tested) {
    use crate::study::outcome::VerdictCode;
    let variance = tested.variance();
    event.estimate = Some(tested.estimate());
    event.variance = Some(variance);
    event.se = Some(variance.sqrt());
    event.interval = Some(tested.interval());
    event.p = Some(tested.p());
    event.verdict = Some(match tested.finding() {
        Finding::Harm => VerdictCode::Harm,
        Finding::Benefit => VerdictCode::Benefit,
        Finding::StepOrDrift => VerdictCode::Undetermined,
        Finding::Nothing => VerdictCode::NoEvidence,
    });
}

fn cannot_tell(cannot: CannotTell) -> LeftOut {
    match cannot {
        CannotTell::NoBaseline { .. } => LeftOut::NoBaseline,
        CannotTell::NoAftermath => LeftOut::NoAftermath,
        CannotTell::Test(CannotTest::TooShort { .. }) => LeftOut::TooShort,
        CannotTell::Test(CannotTest::Constant) => LeftOut::Constant,
    }
}

/// The change of each kind of capital; none without texts on both sides.
fn capital_measured(changes: &[CodeChange]) -> Option<[f64; 4]> {
    let mut measured = [0.0; 4];
    for (capital, change) in Capital::ALL.into_iter().zip(&mut measured) {
        let of = changes.iter().find(|c| c.lens.id() == "capital" && c.code == capital.name())?;
        if of.change.before.posts == 0 || of.change.after.posts == 0 {
            return None;
        }
        *change = of.change.difference;
    }
    Some(measured)
}

/// The quadrant; none for a total on a midline, which belongs half to each side.
fn quadrant(participation: f64, information: f64) -> Option<Archetype> {
    match Archetype::at(participation, information)[..] {
        [only] => Some(only),
        _ => None,
    }
}
