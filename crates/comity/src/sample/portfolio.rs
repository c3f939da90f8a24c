//! Portfolios to render in tests: made-up events with seeded effects, put together as real ones are.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::NASTY;
use crate::portfolio::outcome::{
    Capital, Caveat, CodePooled, EventEffect, EventTable, FunnelStep, LeftOut, Portfolio, Problem, ProblemKind, Timing,
};
use crate::portfolio::pool::{Entered, adjust_events};
use crate::portfolio::{caveats_of, funnel};
use crate::study::outcome::{ColumnUse, Data, Metric, VerdictCode};
use comity_measure::position::Archetype;

/// Every sample with its name.
pub fn all() -> Vec<(&'static str, Portfolio)> {
    vec![("seventy", seventy()), ("few", few()), ("one", one()), ("none", none()), ("hostile", hostile())]
}

/// Seventy events of twenty-four firms; participation goes with larger effects, economic capital with smaller ones.
pub fn seventy() -> Portfolio {
    const FIRMS: [&str; 24] = [
        "Norda", "Vela", "Telsia", "Ponte", "Lido", "Aria", "Corso", "Brina", "Faro", "Gelso", "Isola", "Laguna",
        "Monte", "Nido", "Onda", "Piano", "Quercia", "Riva", "Sasso", "Torre", "Ulivo", "Valle", "Zefiro", "Alba",
    ];
    const KINDS: [&str; 4] = ["app", "loyalty", "community", "price"];
    let mut random = ChaCha8Rng::seed_from_u64(70);
    let events = (0..70)
        .map(|i| {
            let mut event = event(FIRMS[i % 24], i, &mut random);
            event.kind = Some(KINDS[i % 4].into());
            event.industry = Some(["telecoms", "retail", "travel"][i % 24 % 3].into());
            event
        })
        .collect();
    let mut outcome = portfolio(events, Metric::Model { damping: Some(0.57), damping_here: None }, 41);
    outcome.table.problems = vec![
        Problem { line: 9, part: "participation".into(), value: "31".into(), problem: ProblemKind::Points },
        Problem { line: 40, part: "capital".into(), value: "luck".into(), problem: ProblemKind::Capital },
    ];
    outcome.speech = speech();
    outcome
}

/// Five events of five firms.
pub fn few() -> Portfolio {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let events = ["Norda", "Vela", "Telsia", "Ponte", "Lido"];
    let events = events.iter().enumerate().map(|(i, firm)| event(firm, i * 9, &mut random)).collect();
    portfolio(events, Metric::Column { column: "stars".into() }, 0)
}

/// One event.
pub fn one() -> Portfolio {
    let event = event("Norda", 3, &mut ChaCha8Rng::seed_from_u64(3));
    portfolio(vec![event], Metric::Model { damping: Some(0.57), damping_here: None }, 0)
}

/// Nothing that could be measured.
pub fn none() -> Portfolio {
    let left_out = |line: u64, unit: &str, why: LeftOut, near: &[&str]| EventEffect {
        line,
        name: format!("{unit} opens"),
        unit: unit.into(),
        at: if why == LeftOut::UnreadableTime { "soon".into() } else { "2026-03-01T00:00:00+01:00".into() },
        left_out: Some(why),
        near: near.iter().map(|n| (*n).into()).collect(),
        ..EventEffect::default()
    };
    let events = vec![
        left_out(2, "Nroda", LeftOut::UnknownUnit, &["Norda"]),
        left_out(3, "Vela", LeftOut::UnreadableTime, &[]),
        left_out(4, "Lido", LeftOut::NoBaseline, &[]),
    ];
    portfolio(events, Metric::Model { damping: None, damping_here: None }, 0)
}

/// Markup, control characters and figures that are none wherever something can come in.
pub fn hostile() -> Portfolio {
    let mut outcome = few();
    for event in &mut outcome.events {
        event.name = NASTY.into();
        event.kind = Some(NASTY.into());
        event.estimate = event.estimate.map(|_| f64::NAN);
        event.interval = Some([f64::NEG_INFINITY, f64::NAN]);
    }
    outcome.events[1].left_out = Some(LeftOut::UnknownUnit);
    outcome.events[1].unit = NASTY.into();
    outcome.events[1].near = vec![NASTY.into()];
    outcome.data.metric = Metric::Column { column: NASTY.into() };
    outcome.table.file = NASTY.into();
    outcome.table.problems =
        vec![Problem { line: 2, part: "capital".into(), value: NASTY.into(), problem: ProblemKind::Capital }];
    if let Some(pooled) = &mut outcome.pooled {
        (pooled.interval, pooled.i2) = (Some([f64::NAN, f64::INFINITY]), Some(f64::NAN));
    }
    outcome.caveats = vec![
        Caveat::OneEvent,
        Caveat::OwnPast { events: 1 },
        Caveat::SameUnit { events: 1 },
        Caveat::Unrated { events: 1 },
        Caveat::SmallGroups { moderator: "kind".into(), events: 1 },
        Caveat::UnknownRatings { names: vec![NASTY.into()] },
    ];
    outcome
}

fn event(firm: &str, i: usize, random: &mut ChaCha8Rng) -> EventEffect {
    let mut normal = || (0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0;
    let (participation, information) =
        ((14.0 + 7.0 * normal()).clamp(0.0, 28.0), (14.0 + 7.0 * normal()).clamp(0.0, 28.0));
    let [participation, information] = [participation, information].map(|x: f64| (2.0 * x).round() / 2.0);
    let offered: Vec<Capital> = Capital::ALL
        .into_iter()
        .enumerate()
        .filter(|(k, _)| (i + i / 3).is_multiple_of(k + 2))
        .map(|(_, c)| c)
        .collect();
    let economic = if offered.contains(&Capital::Economic) { -0.05 } else { 0.0 };
    let se = 0.05 + 0.03 * normal().abs();
    let estimate = 0.05 + 0.009 * (participation - 14.0) + economic + 0.06 * normal() + se * normal();
    let z = (estimate / (1.25 * se)).abs();
    let p = (-0.717 * z - 0.416 * z * z).exp();
    let left_out = match i {
        17 => Some(LeftOut::NoBaseline),
        31 => Some(LeftOut::OutsideData),
        52 => Some(LeftOut::UnknownUnit),
        _ => None,
    };
    let known = left_out.is_none();
    EventEffect {
        line: i as u64 + 2,
        name: format!("{firm} {}", ["opens its labs", "adds points", "asks its customers", "changes prices"][i % 4]),
        unit: firm.into(),
        firm: firm.into(),
        at: format!("2025-{:02}-{:02}T00:00:00+00:00", 3 + i % 9, 1 + i * 7 % 28),
        participation: (i % 23 != 7).then_some(participation),
        information: (i % 23 != 7).then_some(information),
        archetype: match Archetype::at(participation, information)[..] {
            [only] => Some(only),
            _ => None,
        },
        capital_offered: Some(offered),
        capital_measured: Some([0.01 * normal(), 0.02 * normal(), 0.01 * normal(), 0.01 * normal()]),
        estimate: known.then_some(estimate),
        se: known.then_some(se),
        variance: known.then_some(se * se),
        interval: known.then_some([estimate - 2.5 * se, estimate + 2.5 * se]),
        p: known.then_some(p),
        verdict: known.then_some(match (p <= 0.05, estimate > 0.0) {
            (true, true) => VerdictCode::Benefit,
            (true, false) => VerdictCode::Harm,
            (false, _) if i % 19 == 4 => VerdictCode::Undetermined,
            (false, _) => VerdictCode::NoEvidence,
        }),
        posts: [2_730, 840],
        bucket: "day".into(),
        buckets: [91, 28],
        controls: 23,
        controls_with_events: i % 3,
        left_out,
        near: if i == 52 { vec!["Telsia".into()] } else { Vec::new() },
        ..EventEffect::default()
    }
}

fn portfolio(mut events: Vec<EventEffect>, metric: Metric, pairs: usize) -> Portfolio {
    let adjustment = adjust_events(&mut events, pairs);
    let entered = Entered::new(&events, 1);
    let moderators = entered.moderators();
    let column = |role: &str| ColumnUse { role: role.into(), column: role.into(), found: "name".into() };
    let (by_capital, joint) = (entered.by_capital(&moderators), entered.joint());
    let k = entered.len();
    Portfolio {
        comity: "0.1.0".into(),
        data: Data {
            files: vec!["posts.csv".into()],
            posts: 1_000_000,
            rejected: [("unreadable_time".to_owned(), 12)].into(),
            decoded_as_windows_1252: 0,
            columns: vec![column("text"), column("time"), column("unit")],
            span: Some(["2025-01-01T00:00:00+00:00".into(), "2025-12-31T23:59:00+00:00".into()]),
            metric: metric.clone(),
        },
        table: EventTable {
            file: "events.csv".into(),
            rows: events.len(),
            columns: ["unit", "time", "name", "participation", "information", "capital"].map(column).into(),
            ..EventTable::default()
        },
        funnel: funnel(&events),
        pooled: entered.pooled().map(|(pooled, _)| pooled),
        joint,
        by_capital,
        moderators,
        speech: Vec::new(),
        adjustment,
        caveats: caveats_of(&entered, pairs, k * k.saturating_sub(1) / 2, &metric),
        events,
        seed: 1,
        timing: Timing::default(),
    }
}

fn speech() -> Vec<CodePooled> {
    let code = |lens: &str, code: &str, change: f64, p: f64| CodePooled {
        lens: lens.into(),
        code: code.into(),
        label: code.into(),
        k: 67,
        change,
        interval: Some([change - 0.006, change + 0.006]),
        p: Some(p),
        p_adjusted: Some((4.0 * p).min(1.0)),
    };
    vec![
        code("capital", "economic", -0.004, 0.2),
        code("capital", "social", 0.021, 0.0001),
        code("behaviour", "fairness", 0.003, 0.4),
        code("behaviour", "voice", 0.012, 0.002),
    ]
}

/// A funnel always adds up to the rows of the table.
#[test]
fn the_funnel_adds_up() {
    for (name, outcome) in all() {
        let counted: usize = outcome.funnel.iter().map(|FunnelStep { count, .. }| count).sum();
        assert!(name == "hostile" || counted == outcome.table.rows, "{name}");
    }
}
