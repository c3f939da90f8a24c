//! Made-up opinion maps that samples share.

use std::collections::HashMap;
use std::sync::Arc;

use comity_exchange::time::Timestamp;
use comity_participation::activity::{OpinionMap, Setting};
use comity_participation::response::Ballot;
use comity_participation::status::{Outcome, OutcomeKind};
use comity_participation::text::{Field, Text};
use comity_store::{ActivityView, ContributionId, ContributionLine, ContributionView, Part, PersonId, StatementLine};

use super::Opinions;
use super::statement::Statement;
use crate::opinion::live::Drawn;
use crate::sample::opinion::{no_reliable_groups, three_groups};
use crate::web::portal::part::{Promise, sample as made_up};
use crate::web::ui::{Errors, Fields};

fn id(n: usize) -> ContributionId {
    format!("0192f3a1c2d47f00a1b2c3d4e5f6{n:04x}").parse().unwrap()
}

fn person() -> PersonId {
    "0192f3a1c2d47f00a1b2c3d4e5f60aaa".parse().unwrap()
}

/// A map that people answer.
pub fn activity() -> ActivityView {
    let mut view = made_up::activity();
    view.activity.setting = Setting::OpinionMap(OpinionMap { add_statements: true });
    view.activity.statuses = crate::web::studio::opinions::open::statuses().unwrap();
    view
}

fn line(n: usize, text: Option<&str>) -> StatementLine {
    StatementLine {
        id: id(n),
        text: text.map(Into::into),
        language: Some("en".into()),
        at: 1_795_773_900_000_000,
        status: "open".into(),
        outcome: None,
        part: Part::Shown,
        own: false,
        version: 1,
    }
}

/// Somebody who answered `answers` statements of a conversation with that outcome.
fn of(outcome: crate::opinion::outcome::Outcome, answers: usize) -> Opinions {
    let mut statements: Vec<StatementLine> =
        outcome.statements.iter().enumerate().map(|(n, one)| line(n, one.text.as_deref())).collect();
    let ids = statements.iter().map(|one| one.id).collect();
    let drawn = Arc::new(Drawn::sample(outcome, ids, person()));
    let ballots = Ballot::ALL.into_iter().cycle();
    let answers: HashMap<_, _> = statements.iter().map(|one| one.id).zip(ballots).take(answers).collect();
    statements[1].status = "planned".into();
    statements[1].outcome = Some(Outcome {
        kind: OutcomeKind::Planned,
        words: Text::new("From May on, after the new contract.", Field::Answer).unwrap(),
        by: None,
        at: Timestamp(1_795_773_900_000_000),
    });
    statements[2].own = true;
    let asked = statements.iter().map(|one| one.id).find(|id| !answers.contains_key(id));
    Opinions {
        exchange: made_up::EXCHANGE.into(),
        title: "Better advice".into(),
        activity: Some(activity()),
        others: vec![made_up::other()],
        promise: Some(Promise {
            work: "Say what you think of our service".into(),
            back: vec!["You read what became of each statement".into()],
        }),
        you: drawn.place(person()).cloned(),
        drawn: Some(drawn),
        statements,
        answers,
        asked,
        ..Opinions::default()
    }
}

/// Somebody who sees the map.
pub fn answered() -> Opinions {
    of(three_groups(), 9)
}

impl Opinions {
    /// Every state of the page, by name.
    pub fn samples(lang: crate::words::Lang) -> Vec<(&'static str, Self)> {
        let mut errors = Errors::default();
        errors.add("text", crate::words::say!(lang, "part-refused", why = "too-long"));
        let closed = ActivityView { open: false, parts: Vec::new(), ..activity() };
        let nobody =
            Self { statements: Vec::new(), answers: HashMap::new(), asked: None, drawn: None, ..of(three_groups(), 0) };
        vec![
            ("opinions", answered()),
            ("opinions-begin", of(three_groups(), 0)),
            ("opinions-some", of(three_groups(), 3)),
            ("opinions-one-group", of(no_reliable_groups(), 9)),
            ("opinions-all", Self { asked: None, ..of(three_groups(), 14) }),
            ("opinions-closed", Self { activity: Some(closed), asked: None, ..of(three_groups(), 2) }),
            ("opinions-wrong", Self { errors, ..of(three_groups(), 3) }),
            ("opinions-drawing", Self { drawn: None, you: None, ..answered() }),
            ("opinions-empty", nobody),
            ("opinions-none", Self::default()),
        ]
    }
}

impl Statement {
    /// The page of a statement at which nothing was typed.
    pub fn sample_of(view: ContributionView) -> Self {
        let (fields, errors) = (Fields::default(), Errors::default());
        Self { exchange: made_up::EXCHANGE.into(), view, fields, errors, open: None }
    }
}

/// The page of a statement, of its author or not.
pub fn statement(own: bool, part: Part, outcome: bool) -> ContributionView {
    let view = made_up::view();
    let line = ContributionLine {
        kind: comity_participation::contribution::Kind::Statement,
        title: None,
        body: Some("Buses should run every half hour until three in the morning.".into()),
        own,
        status: if outcome { "planned" } else { "open" }.into(),
        ..view.line
    };
    let vote = (part == Part::Shown).then_some(Ballot::Against);
    let outcome = view.outcome.filter(|_| outcome);
    ContributionView {
        line,
        activity: activity(),
        part,
        outcome,
        vote,
        comments: Vec::new(),
        merged: Vec::new(),
        ..view
    }
}
