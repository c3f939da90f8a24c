//! Opinion maps to render in tests: made-up conversations about a city's night buses.

use comity_measure::opinion::consensus::consensus;
use comity_measure::opinion::representative::representative;
use comity_measure::opinion::{Cast, NoGroups, Side, Standing, Vote, Votes};
use jiff::tz::TimeZone;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use crate::opinion::assemble::{Frame, outcome};
use crate::opinion::mapped::{Mapped, tallies};
use crate::opinion::outcome::{Examined, Method, Outcome, Stability, Timing};
use crate::opinion::reading::{Conversation, Files, Statement, Unknown};
use crate::words::{Lang, opinion_verdict};

/// Statements with the chances that people of each of three groups agree; the rest mostly disagree.
const STATEMENTS: [(&str, [f64; 3]); 14] = [
    ("Buses should run every half hour until three in the morning.", [0.93, 0.9, 0.95]),
    ("Drivers who work at night should be paid more.", [0.88, 0.91, 0.86]),
    ("The last train should wait for the first night bus.", [0.9, 0.84, 0.88]),
    ("Night buses should be free for everybody.", [0.92, 0.08, 0.5]),
    ("Whoever goes out at night should pay what it costs.", [0.1, 0.9, 0.3]),
    ("A night ticket may cost twice a day ticket.", [0.15, 0.85, 0.2]),
    ("Bars should pay towards the night buses.", [0.85, 0.2, 0.75]),
    ("There should be a guard on every night bus.", [0.2, 0.75, 0.97]),
    ("I feel safe at the stops after midnight.", [0.8, 0.7, 0.06]),
    ("Stops should be lit all night.", [0.95, 0.62, 0.98]),
    ("An app that calls a shared taxi would do as well.", [0.3, 0.8, 0.25]),
    ("Loud music from telephones should be fined.", [0.35, 0.6, 0.55]),
    ("Night buses wake up people who have to work.", [0.1, 0.35, 0.12]),
    ("Cyclists should be let on with their bicycles.", [0.6, 0.4, 0.45]),
];

/// Every sample with its name.
pub fn all() -> Vec<(&'static str, Outcome)> {
    vec![
        ("three-groups", three_groups()),
        ("no-reliable-groups", no_reliable_groups()),
        ("everybody-agrees", everybody_agrees()),
        ("polis", polis()),
        ("hostile", hostile()),
    ]
}

/// Three groups that hold, a statement taken out, one about the people, and some votes that are none.
pub fn three_groups() -> Outcome {
    let (mut conversation, labels) = Plan::default().conversation();
    conversation.topic = Some("Night buses".into());
    conversation.statements[12].standing = Standing::Out;
    conversation.statements[13].standing = Standing::Meta;
    conversation.published = Some(labels.iter().map(|label| label.map(|group| (group / 2).to_string())).collect());
    conversation.rejects.add(std::path::Path::new("votes.csv"), 17, "vote_out_of_range", "p0004,3,5");
    conversation.unknown = Unknown { unvoted: 2, ..Unknown::default() };
    finish(conversation, labels, Some(stability(0.91, 0.34, Examined::Reliable)), Method::Comity)
}

/// Groups that chance makes too, and votes without times.
pub fn no_reliable_groups() -> Outcome {
    let (mut conversation, labels) = Plan { people: 80, same: true }.conversation();
    conversation.timed = false;
    finish(conversation, labels, Some(stability(0.31, 0.42, Examined::NotAboveChance)), Method::Comity)
}

/// Nothing to tell people apart by, and no texts.
pub fn everybody_agrees() -> Outcome {
    let (mut conversation, labels) = Plan { people: 12, ..Plan::default() }.conversation();
    for cast in &mut conversation.cast {
        cast.vote = Vote::Agree;
    }
    for statement in &mut conversation.statements {
        statement.text = None;
    }
    let labels = vec![None; labels.len()];
    finish(conversation, labels, None, Method::Comity)
}

/// Polis's pipeline: nobody looked whether the groups hold.
pub fn polis() -> Outcome {
    let (conversation, labels) = Plan { people: 90, ..Plan::default() }.conversation();
    finish(conversation, labels, None, Method::Polis)
}

/// Names and texts that would like to be markup, and files that do not meet.
pub fn hostile() -> Outcome {
    let (mut conversation, labels) = Plan { people: 60, ..Plan::default() }.conversation();
    let bad = "</title><script>alert(1)</script>\u{1b}[31m\u{202e} & \"quotes\" ";
    conversation.topic = Some(bad.into());
    conversation.people[0] = bad.into();
    conversation.looks_flipped = true;
    for statement in &mut conversation.statements {
        statement.text = Some(bad.repeat(40));
    }
    conversation.statements[3].text = None;
    conversation.statements[3].id = bad.into();
    conversation.unknown =
        Unknown { statements: vec![bad.into(); 9], people: vec![bad.into()], unvoted: 1, repeated: 1 };
    finish(conversation, labels, Some(stability(0.71, 0.5, Examined::Reliable)), Method::Comity)
}

/// As many people as the largest conversations have.
pub fn crowd() -> Outcome {
    let (conversation, labels) = Plan { people: 33_000, ..Plan::default() }.conversation();
    let found = Stability { people: 1_000, ..stability(0.97, 0.4, Examined::Reliable) };
    finish(conversation, labels, Some(found), Method::Comity)
}

/// A conversation to make up.
struct Plan {
    people: usize,
    /// Whether all are of one mind.
    same: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self { people: 150, same: false }
    }
}

impl Plan {
    /// Votes, and each one's group; every seventh has voted too little to be in one.
    fn conversation(&self) -> (Conversation, Vec<Option<usize>>) {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let start = 1_767_600_000_000_000_i64;
        let (mut cast, mut labels) = (Vec::new(), Vec::new());
        for person in 0..self.people {
            let group = [0, 0, 0, 0, 1, 1, 1, 2, 2][person % 9];
            let mind = if self.same { 0 } else { group };
            let few = person % 7 == 3;
            let begins = start + (random.random::<f64>().powi(2) * 21.0 * 86_400e6) as i64;
            for (statement, (_, chances)) in STATEMENTS.iter().enumerate() {
                if random.random::<f64>() > if few { 0.2 } else { 0.8 } {
                    continue;
                }
                let vote = match random.random::<f64>() {
                    x if x < 0.06 => Vote::Pass,
                    _ if random.random::<f64>() < chances[mind] => Vote::Agree,
                    _ => Vote::Disagree,
                };
                let time = begins + 20_000_000 * statement as i64;
                cast.push(Cast { time, person: person as u32, statement: statement as u32, vote });
            }
            labels.push((!few).then_some(group));
        }
        let statement = |(place, (text, _)): (usize, &(&str, _))| Statement {
            id: place.to_string(),
            text: Some((*text).to_owned()),
            standing: Standing::In,
        };
        let conversation = Conversation {
            people: (0..self.people).map(|person| format!("p{person:04}")).collect(),
            statements: STATEMENTS.iter().enumerate().map(statement).collect(),
            cast,
            timed: true,
            ..Conversation::default()
        };
        (conversation, labels)
    }
}

fn stability(median: f64, null_95: f64, verdict: Examined) -> Stability {
    Stability {
        median,
        null_95,
        p: if verdict == Examined::NotAboveChance { 0.3 } else { 0.01 },
        least: 0.6,
        same_count: 0.93,
        refits: 100,
        null_sets: 100,
        people: 130,
        of_people: 130,
        verdict,
        reliable: verdict == Examined::Reliable,
        near_bar: false,
    }
}

/// The outcome as the real pipeline's last step makes it, from groups that are given.
fn finish(conversation: Conversation, labels: Vec<Option<usize>>, found: Option<Stability>, method: Method) -> Outcome {
    let standings: Vec<Standing> = conversation.statements.iter().map(|statement| statement.standing).collect();
    let votes = Votes::from_cast(conversation.people.len(), standings.len(), &conversation.cast);
    let k = labels.iter().flatten().max().map_or(0, |largest| largest + 1);
    let sizes: Vec<usize> = (0..k).map(|group| labels.iter().filter(|label| **label == Some(group)).count()).collect();
    let (all, groups) = tallies(&votes, &standings, &labels, k);
    let shows_groups = k > 0 && found.is_none_or(|found| found.reliable);
    let counted = |statement: usize| standings[statement] != Standing::Out;
    let held = if shows_groups { groups.clone() } else { vec![all.clone()] };
    let mapped = Mapped {
        method,
        positions: labels.iter().enumerate().map(|(person, label)| place(person, *label)).collect(),
        sizes,
        votes: votes.iter().map(<[_]>::len).collect(),
        consensus: consensus(&held, standings.len(), counted),
        representative: representative(&groups, counted),
        priorities: all.iter().map(|tally| tally.probability(Side::Agree)).collect(),
        tallies: all,
        group_tallies: groups,
        labels,
        stability: found.map(|found| Stability { of_people: found.of_people.max(found.people), ..found }),
        none: (k == 0).then_some(NoGroups::NoDifferences),
        votes_needed: 7,
        shows_groups,
    };
    let files = Files { votes: "votes.csv".into(), statements: None, people: None, summary: None };
    let frame = Frame { files: &files, zone: &TimeZone::UTC, flipped: false, seed: 1, timing: Timing::default() };
    let mut outcome = outcome(conversation, mapped, frame);
    outcome.verdict.text = opinion_verdict(&outcome, Lang::En);
    outcome
}

/// Groups around three middles; those without one in between.
fn place(person: usize, label: Option<usize>) -> Option<[f64; 2]> {
    let middle = [[-2.0, 0.3], [1.9, 1.2], [0.8, -1.8]];
    let mut random = ChaCha8Rng::seed_from_u64(person as u64);
    let [x, y] = label.map_or([0.0, 0.0], |group| middle[group]);
    let mut off = || (0..4).map(|_| random.random::<f64>() - 0.5).sum::<f64>();
    Some([x + off(), y + off()])
}
