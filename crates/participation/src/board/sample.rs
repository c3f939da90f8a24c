//! A board that tests share.

use comity_exchange::capital::Stage;
use comity_exchange::text::{Language, Texts};
use comity_exchange::time::Timestamp;

use super::{Board, Change, NewComment, NewContribution};
use crate::activity::{Activity, Ideas, OpinionMap, Particulars, PeerHelp, Questions, Setting};
use crate::contribution::Kind;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId, PersonId};
use crate::name::{Choice, Name};
use crate::response::Writer;
use crate::status::{OutcomeKind, StatusSet, tests::status};

pub const IDEAS: ActivityId = ActivityId(1);
pub const MAP: ActivityId = ActivityId(2);
pub const HELP: ActivityId = ActivityId(3);
pub const QUESTIONS: ActivityId = ActivityId(4);

pub fn english() -> Language {
    Language::new("en").unwrap()
}

pub fn name(name: &str) -> Name {
    Name::new(name).unwrap()
}

pub fn activity(id: ActivityId, setting: Setting) -> Activity {
    let mut statuses = vec![
        status("open", None),
        status("started", None),
        status("planned", Some(OutcomeKind::Planned)),
        status("done", Some(OutcomeKind::Done)),
        status("no", Some(OutcomeKind::NotNow)),
    ];
    match setting {
        Setting::PeerHelp(_) => statuses.push(status("matched", Some(OutcomeKind::Matched))),
        Setting::Questions(_) => statuses.push(status("answered", Some(OutcomeKind::Answered))),
        _ => {}
    }
    Activity {
        id,
        exchange: ExchangeId(1),
        title: Texts::one(english(), "What should we make?"),
        place: Stage::ResearchAndDevelopment.into(),
        clause: None,
        agreed_only: false,
        without_account: matches!(setting, Setting::OpinionMap(_)),
        segment: None,
        opens: Timestamp(0),
        closes: Some(Timestamp(1_000_000)),
        statuses: StatusSet::new(statuses).unwrap(),
        setting,
        outcome: None,
    }
}

pub fn board() -> Board {
    let mut board = Board::default();
    let map = OpinionMap { add_statements: true };
    let topic = Choice { name: name("tv"), words: Texts::one(english(), "Television") };
    let help = PeerHelp { topics: vec![topic], places: Vec::new() };
    for activity in [
        activity(IDEAS, Setting::Ideas(Ideas { against: true })),
        activity(MAP, Setting::OpinionMap(map)),
        activity(HELP, Setting::PeerHelp(help)),
        activity(QUESTIONS, Setting::Questions(Questions::default())),
    ] {
        assert_eq!(activity.faults(), []);
        board.apply(&Change::Activity(Box::new(activity)));
    }
    board
}

pub fn new(id: u128, activity: ActivityId, kind: Kind, author: u128) -> NewContribution {
    NewContribution {
        id: ContributionId(id),
        activity,
        kind,
        place: None,
        author: PersonId(author),
        title: format!("Title {id}"),
        body: format!("Words of {author}"),
        language: english(),
        particulars: matches!(kind, Kind::Offer | Kind::Need).then(|| Particulars {
            topics: [name("tv")].into(),
            room: 1,
            ..Particulars::default()
        }),
    }
}

/// Ideas 1 to `count`, each by the person of that number, at the moment of that number.
pub fn with_ideas(count: u128) -> Board {
    let mut board = board();
    for id in 1..=count {
        let done = board.bring(&new(id, IDEAS, Kind::Idea, id), true, Timestamp(id as i64)).unwrap();
        assert_eq!(done.notices, []);
    }
    board
}

pub fn comment(id: u128, on: u128, by: u128) -> NewComment {
    NewComment {
        id: CommentId(id),
        contribution: ContributionId(on),
        reply_to: None,
        writer: Writer::Person(PersonId(by)),
        text: format!("Words of {by}"),
    }
}
