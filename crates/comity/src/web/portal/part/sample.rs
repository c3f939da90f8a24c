//! Made-up contributions that samples share.

use comity_exchange::capital::Stage;
use comity_exchange::text::{Language, Texts};
use comity_exchange::time::Timestamp;
use comity_participation::activity::{Activity, Ideas as Setting, Setting as Kind};
use comity_participation::contribution::Kind as ContributionKind;
use comity_participation::id;
use comity_participation::moderation::{Reason, ReasonKind};
use comity_participation::name::Name;
use comity_participation::notice::Because;
use comity_participation::response::Ballot;
use comity_participation::status::{Outcome, OutcomeKind, Status, StatusSet};
use comity_participation::text::{Field, Text};
use comity_store::{
    ActivityId, ActivityView, Alike, Became, By, CommentId, CommentView, ContributionId, ContributionLine,
    ContributionView, Display, ExchangeId, Happened, News, NewsId, OwnContribution, OwnPart, Part,
};

use super::one::One;
use super::own::Own;
use super::{List, Other, Pages};
use crate::web::ui::{Errors, Fields};
use crate::web::way::Ideas;

pub const EXCHANGE: &str = "0192f3a1c2d47f00a1b2c3d4e5f60718";
pub const AT: i64 = 1_795_773_900_000_000;

pub fn id() -> ContributionId {
    "0192f3a1c2d47f00a1b2c3d4e5f60720".parse().unwrap()
}

pub fn exchange() -> ExchangeId {
    EXCHANGE.parse().unwrap()
}

pub fn both(en: &str, it: &str) -> Texts {
    let mut texts = Texts::one(Language::new("en").unwrap(), en);
    texts.set(Language::new("it").unwrap(), it);
    texts
}

pub fn activity() -> ActivityView {
    let status = |name: &str, en: &str, it: &str, outcome| Status {
        name: Name::new(name).unwrap(),
        words: both(en, it),
        outcome,
    };
    let statuses = vec![
        status("open", "open", "aperta", None),
        status("looking", "we look into it", "la stiamo valutando", None),
        status("planned", "planned", "in programma", Some(OutcomeKind::Planned)),
        status("done", "done", "realizzata", Some(OutcomeKind::Done)),
        status("not-now", "not now", "non ora", Some(OutcomeKind::NotNow)),
    ];
    let id_of: ActivityId = "0192f3a1c2d47f00a1b2c3d4e5f60719".parse().unwrap();
    let activity = Activity {
        id: id::ActivityId(1),
        exchange: id::ExchangeId(1),
        title: both("What should be better abroad?", "Che cosa si può migliorare all’estero?"),
        place: Stage::Service.into(),
        clause: None,
        agreed_only: false,
        without_account: false,
        segment: None,
        opens: Timestamp(AT),
        closes: None,
        statuses: StatusSet::new(statuses).unwrap(),
        setting: Kind::Ideas(Setting { against: true }),
        outcome: None,
    };
    view_of(id_of, activity)
}

/// An activity as it stands on the day of the samples.
pub fn view_of(id: ActivityId, activity: Activity) -> ActivityView {
    let parts = activity.parts(Timestamp(AT));
    ActivityView { id, exchange: exchange(), activity, open: true, at: AT, parts, shown: Some(3) }
}

pub fn line(title: &str, status: &str, for_it: u64) -> ContributionLine {
    ContributionLine {
        id: id(),
        title: Some(title.into()),
        kind: ContributionKind::Idea,
        particulars: None,
        waits: Some(AT),
        body: Some("The plan ends at the border.\n\nSee https://example.org/abroad.".into()),
        language: Some("en".into()),
        at: AT,
        status: status.into(),
        for_it,
        set_aside: comity_store::SetAside { for_it: if for_it > 200 { 25 } else { 0 }, against: 0 },
        against: 4,
        comments: 2,
        own: false,
        elsewhere: false,
        votes_before: None,
        version: 3,
    }
}

pub fn rows() -> Vec<ContributionLine> {
    vec![
        line("More data abroad", "planned", 214),
        ContributionLine { own: true, ..line("Opening hours on Sunday", "open", 31) },
        ContributionLine { title: None, body: None, language: None, ..line("", "not-now", 1) },
    ]
}

/// Another activity of the exchange.
pub fn other() -> Other {
    let (id, title) = ("0192f3a1c2d47f00a1b2c3d4e5f60730".into(), "What would you change in the shop?".into());
    Other { code: "ideas", id, title }
}

impl List {
    /// A list with a few ideas.
    pub fn sample() -> Self {
        Self {
            activity: Some(activity()),
            others: vec![other()],
            rows: rows(),
            pages: Pages { total: 3, next: None, first: true },
            ..Self::new(&Ideas, EXCHANGE.into(), "Better advice".into())
        }
    }

    /// Words that nothing has were looked for.
    pub fn sample_not_found() -> Self {
        let mut filter = Fields::default();
        filter.push("q", "zzyzx");
        let pages = Pages { total: 0, next: None, first: true };
        Self { rows: Vec::new(), pages, filter, unknown: vec!["zzyzx".into()], ..Self::sample() }
    }

    /// Somebody typed an idea that is like others.
    pub fn sample_alike() -> Self {
        let mut fields = Fields::default();
        fields.push("title", "Data when abroad");
        let alike = vec![Alike { id: id(), title: "More data abroad".into(), for_it: 214 }];
        Self { alike: Some(alike), fields, ..Self::sample() }
    }

    /// One without ideas.
    pub fn sample_empty() -> Self {
        Self { rows: Vec::new(), others: Vec::new(), pages: Pages::default(), ..Self::sample() }
    }
}

pub fn comment(by: By, text: Option<&str>, part: Part) -> CommentView {
    let text = text.map(ToOwned::to_owned);
    CommentView { id: CommentId::new(), by, text, at: AT, reply_to: None, part, thanks: 0, thanked: false, version: 1 }
}

fn reason() -> Reason {
    let words = Text::new("This page is about travelling.", Field::Answer).unwrap();
    Reason { kind: ReasonKind::OffTopic, words }
}

/// An idea with its outcome.
pub fn view() -> ContributionView {
    ContributionView {
        line: ContributionLine { waits: None, ..line("More data abroad", "planned", 214) },
        activity: activity(),
        accepted: None,
        thanks: 0,
        thanked: false,
        scores: Vec::new(),
        pairs: Vec::new(),
        fits: Vec::new(),
        part: Part::Shown,
        outcome: Some(Outcome {
            kind: OutcomeKind::Planned,
            words: Text::new("From May on every plan works in Switzerland too.", Field::Answer).unwrap(),
            by: None,
            at: Timestamp(AT).plus_days(30),
        }),
        without_account: 0,
        by_guest: false,
        vote: Some(Ballot::For),
        follows: None,
        comments: vec![
            comment(By::Firm, Some("Which countries do you miss most?"), Part::Shown),
            comment(By::You, Some("Switzerland"), Part::Queued),
            comment(By::Gone, None, Part::Shown),
            comment(By::Elsewhere, Some("I would pay for that."), Part::Shown),
        ],
        merged: vec![("0192f3a1c2d47f00a1b2c3d4e5f60721".parse().unwrap(), Some("Roaming in Switzerland".into()))],
        stands_for_it: None,
    }
}

/// One of the reader's own that was declined.
pub fn declined(contested: Option<&str>, upheld: bool) -> ContributionView {
    let contested = contested.map(ToOwned::to_owned);
    ContributionView {
        line: ContributionLine { own: true, ..line("A lottery", "open", 0) },
        part: Part::Declined { reason: reason(), contested, upheld },
        outcome: None,
        vote: None,
        comments: Vec::new(),
        merged: Vec::new(),
        ..view()
    }
}

impl One {
    /// The page of an idea.
    pub fn sample_of(view: ContributionView) -> Self {
        let (fields, errors) = (Fields::default(), Errors::default());
        let shown = view.line.own.then(|| (Display::default(), false));
        let words = "Who saw first that it was missing".into();
        let named = vec![comity_store::Named { name: "Livia F.".into(), words }];
        Self { way: &Ideas, exchange: EXCHANGE.into(), view, fields, errors, shown, named }
    }
}

impl Own {
    /// Somebody with ideas in every state.
    pub fn sample() -> Self {
        let own = |title: &str, part, became: Option<(OutcomeKind, &str)>| OwnContribution {
            exchange: exchange(),
            activity: activity().id,
            activity_kind: "ideas".into(),
            line: line(title, "open", 12),
            part,
            became: became.map(|(kind, words)| Became { kind, words: words.into(), at: AT }),
            stands_for_it: None,
        };
        let news = |happened, status: Option<Texts>, seen| News {
            id: NewsId::new(),
            exchange: exchange(),
            about: id(),
            activity_kind: "ideas".into(),
            title: Some("More data abroad".into()),
            because: Because::Author,
            happened,
            status,
            at: AT,
            seen,
        };
        let planned = Name::new("planned").unwrap();
        let looking = Name::new("looking").unwrap();
        let outcome = Happened::Outcome { status: planned, kind: OutcomeKind::Planned };
        let merged = OwnContribution { stands_for_it: Some(id()), ..own("Roaming", Part::Shown, None) };
        Self {
            pulse: None,
            letters: "/letters/0192f3a1c2d47f00a1b2c3d4e5f60718/c2VjcmV0".into(),
            news: vec![
                news(outcome, Some(both("planned", "in programma")), false),
                news(Happened::Moved { status: looking }, Some(both("we look into it", "la stiamo valutando")), false),
                news(Happened::Published, None, false),
                news(Happened::Moved { status: Name::new("gone").unwrap() }, None, true),
                news(Happened::Commented, None, true),
                news(Happened::Merged, None, true),
                news(Happened::Unmerged, None, true),
                news(Happened::Declined, None, true),
                news(Happened::Approved, None, true),
                news(Happened::Queued, None, true),
                News { activity_kind: "questions".into(), ..news(Happened::Accepted, None, true) },
                News { activity_kind: "peer_help".into(), ..news(Happened::Thanked, None, true) },
                News { activity_kind: "peer_help".into(), ..news(Happened::Asked, None, false) },
                News { activity_kind: "peer_help".into(), ..news(Happened::Matched, None, true) },
                News { activity_kind: "peer_help".into(), ..news(Happened::Parted, None, true) },
            ],
            part: OwnPart {
                contributions: vec![
                    own("More data abroad", Part::Shown, Some((OutcomeKind::Planned, "From May on."))),
                    own("Opening hours on Sunday", Part::Shown, None),
                    own("Second line", Part::Queued, None),
                    own("A lottery", Part::Declined { reason: reason(), contested: None, upheld: false }, None),
                    own("An old one", Part::Withdrawn, None),
                    merged,
                ],
                ..OwnPart::default()
            },
        }
    }
}
