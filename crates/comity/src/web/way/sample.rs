//! Made-up activities of each way, for samples.

use comity_exchange::capital::Stage;
use comity_exchange::text::Texts;
use comity_exchange::time::Timestamp;
use comity_participation::activity::challenge::{Challenge, Criterion, Window};
use comity_participation::activity::{Activity, Particulars, PeerHelp, Questions as Asking, Setting};
use comity_participation::contribution::Kind;
use comity_participation::id;
use comity_participation::name::{Choice, Name};
use comity_participation::response::Ballot;
use comity_participation::status::{Outcome, OutcomeKind, Status, StatusSet};
use comity_participation::text::{Field, Text};
use comity_store::{
    ActivityView, Alike, By, CommentId, CommentView, ContributionLine, ContributionView, FitView, MemberId, PairView,
    Part, ScoreLine,
};

use super::{Challenges, Help, Questions, Way};
use crate::web::portal::part::one::One;
use crate::web::portal::part::sample::{self, AT, EXCHANGE, both};
use crate::web::portal::part::{List, Other, Promise};
use crate::web::studio::audience::Because;
use crate::web::studio::part::one::One as DeskOne;
use crate::web::ui::{Errors, Fields, Pages};
use crate::words::Lang;

const MARA: &str = "0192f3a1c2d47f00a1b2c3d4e5f60740";
const OLGA: &str = "0192f3a1c2d47f00a1b2c3d4e5f60741";

/// So many days after that of the samples.
fn at(days: i64) -> Timestamp {
    Timestamp(AT + days * 86_400_000_000)
}

/// The members who can be named to score.
pub fn members() -> Vec<(String, String)> {
    vec![(OLGA.into(), "Olga Conti".into())]
}

fn name(name: &str) -> Name {
    Name::new(name).unwrap()
}

fn view(setting: Setting, title: Texts, statuses: &[(&str, &str, &str, Option<OutcomeKind>)]) -> ActivityView {
    let statuses = statuses.iter().map(|(name_of, en, it, outcome)| Status {
        name: name(name_of),
        words: both(en, it),
        outcome: *outcome,
    });
    let activity = Activity {
        id: id::ActivityId(2),
        exchange: id::ExchangeId(1),
        title,
        place: Stage::Service.into(),
        clause: Some(comity_exchange::id::ClauseId::new("helping").unwrap()),
        agreed_only: matches!(setting, Setting::Challenge(_)),
        without_account: false,
        segment: None,
        opens: at(-12),
        closes: None,
        statuses: StatusSet::new(statuses.collect()).unwrap(),
        setting,
        outcome: None,
    };
    sample::view_of("0192f3a1c2d47f00a1b2c3d4e5f60731".parse().unwrap(), activity)
}

/// Questions that everybody answers.
pub fn questions() -> ActivityView {
    let statuses = [
        ("open", "open", "aperta", None),
        ("answered", "answered", "con risposta", Some(OutcomeKind::Answered)),
        ("no", "not now", "non ora", Some(OutcomeKind::NotNow)),
    ];
    let title = both("Questions about your plan", "Domande sulla tua offerta");
    view(Setting::Questions(Asking { firm_only: false }), title, &statuses)
}

/// A challenge in its evaluation.
pub fn challenge() -> ActivityView {
    let window = |from: i64, to: i64| Window { opens: at(from), closes: at(to) };
    let criterion = |called: &str, en: &str, it: &str, weight| Criterion {
        name: name(called),
        words: both(en, it),
        most: 10,
        weight,
    };
    let evaluator = |id: &str| super::challenge::evaluator(id.parse().unwrap());
    let own = Challenge {
        submit: window(-12, -7),
        discuss: Some(window(-7, -2)),
        evaluate: window(-2, 5),
        award: window(5, 10),
        criteria: vec![
            criterion("c1", "How new it is", "Quanto è nuova", 1),
            criterion("c2", "How many it helps", "A quante persone serve", 3),
        ],
        evaluators: [evaluator(MARA), evaluator(OLGA)].into(),
    };
    let statuses = [
        ("entered", "entered", "in gara", None),
        ("winner", "winner", "premiata", Some(OutcomeKind::Awarded)),
        ("no", "not chosen", "non scelta", Some(OutcomeKind::NotNow)),
    ];
    view(Setting::Challenge(own), both("The shop of tomorrow", "Il negozio di domani"), &statuses)
}

/// Help with routers and televisions.
pub fn help() -> ActivityView {
    let choice = |called: &str, en: &str, it: &str| Choice { name: name(called), words: both(en, it) };
    let own = PeerHelp {
        topics: vec![choice("t1", "Router", "Router"), choice("t2", "Television", "Televisione")],
        places: vec![choice("p1", "Milan", "Milano"), choice("p2", "Turin", "Torino")],
    };
    let statuses = [
        ("open", "open", "aperta", None),
        ("helped", "helped", "risolta", Some(OutcomeKind::Matched)),
        ("no", "not now", "non ora", Some(OutcomeKind::NotNow)),
    ];
    view(Setting::PeerHelp(own), both("Neighbours help neighbours", "Vicini che aiutano vicini"), &statuses)
}

fn line(kind: Kind, title: &str, status: &str) -> ContributionLine {
    let particulars = matches!(kind, Kind::Offer | Kind::Need).then(|| Particulars {
        topics: [name("t1")].into(),
        place: Some(name("p1")),
        until: Some(Timestamp(AT).plus_days(20)),
        room: 1,
        ..Particulars::default()
    });
    ContributionLine { kind, particulars, body: None, ..sample::line(title, status, 9) }
}

fn comment(by: By, text: &str, thanks: usize) -> CommentView {
    CommentView { thanks, ..sample::comment(by, Some(text), Part::Shown) }
}

fn bare(activity: ActivityView, line: ContributionLine) -> ContributionView {
    ContributionView {
        activity,
        line,
        outcome: None,
        vote: None,
        comments: Vec::new(),
        merged: Vec::new(),
        ..sample::view()
    }
}

impl List {
    /// Questions, one of which waits.
    pub fn sample_questions() -> Self {
        let waits = line(Kind::Question, "Does roaming work in Switzerland?", "open");
        let answered = ContributionLine { waits: None, ..line(Kind::Question, "How do I keep my number?", "answered") };
        let promise = Promise {
            work: "Answering other customers, about an hour a month".into(),
            back: vec!["5 euro credit a month".into()],
        };
        Self {
            activity: Some(questions()),
            promise: Some(promise),
            rows: vec![waits, answered],
            pages: Pages { total: 2, next: None, first: true },
            others: vec![Other { code: "challenges", id: EXCHANGE.into(), title: "The shop of tomorrow".into() }],
            ..Self::new(&Questions, EXCHANGE.into(), "Better advice".into())
        }
    }

    /// A challenge whose entries are being scored.
    pub fn sample_challenge() -> Self {
        Self {
            activity: Some(challenge()),
            because: Some(Because {
                item: "The town you live in".into(),
                purpose: "To ask you about your town".into(),
            }),
            rows: vec![line(Kind::Entry, "A shop on wheels", "entered")],
            pages: Pages { total: 1, next: None, first: true },
            ..Self::new(&Challenges, EXCHANGE.into(), "Better advice".into())
        }
    }

    /// A challenge whose winners are being said.
    pub fn sample_awarded() -> Self {
        let mut activity = challenge();
        activity.at = at(6).0;
        activity.parts = activity.activity.parts(at(6));
        let won = ContributionLine { waits: None, ..line(Kind::Entry, "A shop on wheels", "winner") };
        Self { activity: Some(activity), rows: vec![won], ..Self::sample_challenge() }
    }

    /// Offers and needs, with a form in which something is missing.
    pub fn sample_help(lang: Lang) -> Self {
        let activity = help();
        let mut fields = Fields::default();
        fields.push("title", "I set up routers");
        let errors = Help.brings(&activity, &fields, lang).unwrap_err();
        Self {
            activity: Some(activity),
            rows: vec![line(Kind::Need, "My router blinks", "open"), line(Kind::Offer, "I know televisions", "helped")],
            pages: Pages { total: 2, next: None, first: true },
            alike: Some(vec![Alike { id: sample::id(), title: "I set up routers too".into(), for_it: 0 }]),
            fields,
            errors,
            ..Self::new(&Help, EXCHANGE.into(), "Better advice".into())
        }
    }
}

impl One {
    fn of(way: &'static dyn Way, view: ContributionView) -> Self {
        Self { way, ..Self::sample_of(view) }
    }

    /// One's own question with answers to take.
    pub fn sample_question() -> Self {
        let own = ContributionLine { own: true, ..line(Kind::Question, "Does roaming work in Switzerland?", "open") };
        let comments = vec![
            comment(By::Customer, "In the cities, yes.", 2),
            comment(By::Firm, "From May on everywhere.", 0),
            comment(By::You, "Also in the mountains?", 0),
        ];
        Self::of(&Questions, ContributionView { comments, ..bare(questions(), own) })
    }

    /// Somebody else's question with its answer.
    pub fn sample_answered() -> Self {
        let other = ContributionLine { waits: None, ..line(Kind::Question, "How do I keep my number?", "answered") };
        let answer = comment(By::Customer, "Ask for it when you sign. سهل جدا 🙂", 5);
        let outcome = Outcome {
            kind: OutcomeKind::Answered,
            words: Text::new("Ask for it when you sign. سهل جدا 🙂", Field::Answer).unwrap(),
            by: None,
            at: Timestamp(AT),
        };
        let view = ContributionView {
            accepted: Some(answer.id),
            comments: vec![answer],
            outcome: Some(outcome),
            vote: Some(Ballot::For),
            ..bare(questions(), other)
        };
        Self::of(&Questions, view)
    }

    /// An entry that is being scored.
    pub fn sample_entry() -> Self {
        Self::of(&Challenges, bare(challenge(), line(Kind::Entry, "A shop on wheels", "entered")))
    }

    /// One's own need with what fits, and what was put together with it.
    pub fn sample_need() -> Self {
        let own = ContributionLine { own: true, ..line(Kind::Need, "My router blinks", "open") };
        let pair = |title: &str, this, other, done| PairView {
            other: line(Kind::Offer, title, "open"),
            this_agrees: this,
            other_agrees: other,
            done,
        };
        let fit = FitView {
            line: line(Kind::Offer, "I set up routers", "open"),
            topics: vec![name("t1")],
            same_place: true,
            alike: true,
        };
        let pairs = vec![
            pair("Evenings in Milan", false, true, None),
            pair("Weekends", true, true, None),
            pair("By telephone", true, false, None),
            pair("Last month", true, true, Some(AT)),
        ];
        Self::of(&Help, ContributionView { pairs, fits: vec![fit], ..bare(help(), own) })
    }

    /// Somebody else's offer, for somebody who has brought nothing that fits.
    pub fn sample_offer() -> Self {
        Self::of(&Help, ContributionView { thanks: 3, ..bare(help(), line(Kind::Offer, "I set up routers", "open")) })
    }
}

impl DeskOne {
    /// An entry before a member who was named to score it.
    pub fn sample_entry() -> Self {
        let score = |by: &str, name: Option<&str>, criterion: &str, points| ScoreLine {
            by: by.parse().unwrap(),
            name: name.map(ToOwned::to_owned),
            criterion: criterion.into(),
            points,
        };
        let me: MemberId = OLGA.parse().unwrap();
        let scores = vec![score(MARA, None, "c1", 8), score(OLGA, Some("Olga Conti"), "c2", 6)];
        let view = ContributionView { scores, ..One::sample_entry().view };
        let looked = Fields::default();
        Self { way: &Challenges, me: Some(me), view, looked, alike: Vec::new(), ..Self::sample() }
    }

    /// A question that a customer has answered.
    pub fn sample_question() -> Self {
        let comments = vec![
            comment(By::Customer, "In the cities, yes.", 2),
            CommentView { id: CommentId::new(), ..comment(By::Firm, "From May on everywhere.", 0) },
        ];
        let line = line(Kind::Question, "Does roaming work in Switzerland?", "open");
        let view = ContributionView { comments, ..bare(questions(), line) };
        let looked = Fields::default();
        Self { way: &Questions, view, looked, alike: Vec::new(), errors: Errors::default(), ..Self::sample() }
    }
}
