//! What an opinion map says: the one structure behind the terminal, the JSON and the report.
//!
//! Nothing here is prose. Sentences are made from these values, in the reader's language, by the report and the terminal.

use std::collections::BTreeMap;

pub use comity_measure::opinion::stability::Verdict as Examined;
use comity_measure::opinion::{NoGroups, Side, Standing, Tally};
use serde::Serialize;

use crate::study::outcome::ColumnUse;

/// The whole answer.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    /// Version of the program.
    pub comity: String,
    /// The conversation's title, where the data tells it.
    pub topic: Option<String>,
    /// Whose pipeline made the map.
    pub method: Method,
    /// Whether `k`, `groups` and all that is said of groups may be believed; nothing where nobody looked. It stands before them
    /// so that no program reads them without.
    pub reliable: Option<bool>,
    /// The answer.
    pub verdict: Verdict,
    /// Groups found, whether they may be believed or not.
    pub k: usize,
    /// The groups, the largest first.
    pub groups: Vec<Group>,
    /// How far the groups would be found again.
    pub stability: Option<Stability>,
    /// Statements that unite: people of every group take the same side, and no two groups clearly differ.
    pub consensus: Vec<Held>,
    /// Statements on which groups clearly differ and have no majority in common, those farthest apart first.
    pub divisive: Vec<Held>,
    /// Statements on which groups clearly differ in degree, and yet every group has a majority on the same side.
    pub crossing: Vec<Held>,
    /// For each group what sets it apart.
    pub representative: Vec<Voice>,
    /// Every statement.
    pub statements: Vec<Statement>,
    /// Who took part, and when.
    pub participation: Participation,
    /// How near the groups are to those that the data brought along.
    pub published: Option<Published>,
    /// What a reader must know before believing the figures.
    pub caveats: Vec<Caveat>,
    /// What was read.
    pub data: Data,
    /// Where everybody stands; drawn and written to a file of its own, not part of the JSON.
    #[serde(skip)]
    pub people: Vec<Person>,
    /// The seed of everything drawn at random.
    pub seed: u64,
    /// Whatever depends on the clock, and nothing else does.
    pub timing: Timing,
}

/// Whose pipeline made the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Comity's.
    #[default]
    Comity,
    /// Polis's own, for those who compare.
    Polis,
}

/// The answer.
#[derive(Debug, Clone, Serialize)]
pub struct Verdict {
    /// In one word.
    pub code: Code,
    /// Why there are no groups at all.
    pub reason: Option<NoGroups>,
    /// In one sentence, in the language asked for.
    pub text: String,
}

/// The answer in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// There are groups, and they would be found again.
    Groups,
    /// Groups were found, but they would not be found again.
    NoReliableGroups,
    /// No groups could be looked for.
    CannotTell,
    /// Groups were found, and nobody looked whether they would be found again.
    NotExamined,
}

/// A group of people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// Its number, from 0; the largest group has the smallest.
    pub id: usize,
    /// The same as a letter, as people call it.
    pub name: String,
    /// People in it.
    pub size: usize,
    /// Share of all people in groups.
    pub share: f64,
    /// Their ids.
    pub participants: Vec<String>,
}

/// How far the groups would be found again.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Stability {
    /// Median adjusted Rand index of groups found on 80% of the people with those of the map: 1 the same, 0 as by chance.
    pub median: f64,
    /// What groups in votes without structure reach in 1 of 20 sets.
    pub null_95: f64,
    /// Share of sets without structure that reach as much as the map.
    pub p: f64,
    /// Below this no groups are called reliable, chance or not.
    pub least: f64,
    /// Share of refits that found as many groups.
    pub same_count: f64,
    /// Refits.
    pub refits: usize,
    /// Sets with permuted votes.
    pub null_sets: usize,
    /// People that this was worked out on.
    pub people: usize,
    /// People in groups.
    pub of_people: usize,
    /// Whether the groups may be believed, and if not, why.
    pub verdict: Examined,
    /// Whether the groups may be believed.
    pub reliable: bool,
    /// Whether other draws at random could well have led to the other answer.
    pub near_bar: bool,
}

/// A side that the groups hold together, or do not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Held {
    /// Id of the statement.
    pub statement: String,
    /// Its text, where one is known.
    pub text: Option<String>,
    /// The side that people take; none where they do not share one.
    pub side: Option<Side>,
    /// Group-informed consensus for it, in [0, 1].
    pub agree: f64,
    /// The same against it.
    pub disagree: f64,
    /// Largest difference of mean votes between two groups, 0 … 2.
    pub gap: Option<f64>,
    /// Place in the list of statements.
    #[serde(skip)]
    pub place: usize,
}

/// What sets a group apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Voice {
    /// The group's number.
    pub group: usize,
    /// The statements, those that set it apart most first.
    pub statements: Vec<Apart>,
}

/// A statement that sets a group apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Apart {
    /// Id of the statement.
    pub statement: String,
    /// Its text, where one is known.
    pub text: Option<String>,
    /// The side that the group takes.
    pub side: Side,
    /// Probability that somebody of the group who votes is on that side.
    pub probability: f64,
    /// How many times that outside the group.
    pub ratio: f64,
    /// z of the group's share against a half.
    pub z: f64,
    /// z of the group's share against the share outside.
    pub z_difference: f64,
    /// Place in the list of statements.
    #[serde(skip)]
    pub place: usize,
}

/// A statement with its votes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement {
    /// Its id.
    pub id: String,
    /// Its text, where one is known.
    pub text: Option<String>,
    /// What part it has in the map.
    pub standing: Standing,
    /// Votes of everybody.
    pub votes: Tally,
    /// Votes of each group.
    pub groups: Vec<Tally>,
    /// How much it would help to show it next.
    pub priority: f64,
}

/// Who took part, and when.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Participation {
    /// People with a vote that counts.
    pub people: usize,
    /// Those of them who are in a group.
    pub in_groups: usize,
    /// Statements that one has to vote on to be put into a group.
    pub votes_needed: usize,
    /// People who cast that many votes.
    pub enough: usize,
    /// Votes a person: fewest, quartiles, most.
    pub votes_a_person: [usize; 5],
    /// How many people cast how many votes.
    pub spread: Vec<Bin>,
    /// `hour`, `day`, `week` or `month`.
    pub bucket: Option<&'static str>,
    /// The conversation over time; empty where the votes have no times.
    pub over_time: Vec<Moment>,
}

/// People who cast so many votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bin {
    /// Fewest votes.
    pub from: usize,
    /// Most votes.
    pub to: usize,
    /// People.
    pub people: usize,
}

/// A stretch of the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// When it begins, in the zone asked for.
    pub at: String,
    /// Votes cast, those that were changed later among them.
    pub votes: usize,
    /// People who voted for the first time.
    pub new_people: usize,
}

/// Groups that the data brought along.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Published {
    /// Groups among them.
    pub k: usize,
    /// People in both groupings.
    pub people: usize,
    /// Adjusted Rand index of both.
    pub adjusted_rand: f64,
}

/// What a reader must know.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code")]
pub enum Caveat {
    /// The file of statements counts agreement where the votes say disagreement.
    LooksFlipped,
    /// Statements voted on that the file of statements does not hold.
    UnknownStatements {
        /// How many.
        n: usize,
        /// The first few.
        examples: Vec<String>,
    },
    /// People who voted and are not in the file of people.
    UnknownPeople {
        /// How many.
        n: usize,
        /// The first few.
        examples: Vec<String>,
    },
    /// The file of statements holds some more than once.
    RepeatedStatements {
        /// How many times too often.
        n: usize,
    },
    /// Statements that moderators took out and that are left out here too.
    ModeratedOut {
        /// How many.
        n: usize,
        /// Votes on them.
        votes: usize,
    },
    /// Statements about the people themselves do not shape the map.
    Meta {
        /// How many.
        n: usize,
    },
    /// Statements without a single vote.
    Unvoted {
        /// How many.
        n: usize,
    },
    /// Statements on which some group has too few votes to say anything.
    TooFewVotes {
        /// How many.
        n: usize,
        /// Votes that a group needs.
        needed: u32,
    },
    /// Many people voted too little to be put into a group.
    FewVoted {
        /// How many are not in a group.
        out: usize,
        /// Of how many.
        of: usize,
    },
    /// Stability was worked out on part of the people.
    Sampled {
        /// How many.
        people: usize,
        /// Of how many.
        of: usize,
    },
    /// A group is so small that a few people make it.
    SmallGroup {
        /// Its name.
        name: String,
        /// People in it.
        size: usize,
    },
    /// The votes have no times, so of two votes the one further down counts.
    NoTimes,
    /// The statements have no texts.
    NoTexts,
}

/// What was read.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Data {
    /// The files.
    pub files: Vec<String>,
    /// Votes read.
    pub votes_read: usize,
    /// Votes that count: the last of each person on each statement.
    pub votes: usize,
    /// People.
    pub people: usize,
    /// Statements with a vote.
    pub statements: usize,
    /// Rows that are no votes, by reason.
    pub rejected: BTreeMap<String, u64>,
    /// Which column was taken for what.
    pub columns: Vec<ColumnUse>,
    /// Rows that were not UTF-8 and were read as Windows-1252.
    pub decoded_as_windows_1252: u64,
    /// First and last vote, in the zone asked for.
    pub span: Option<[String; 2]>,
    /// Whether the sign was turned when reading.
    pub flipped: bool,
}

/// Where somebody stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Their id.
    pub id: String,
    /// Where on the map; none without a vote that shapes it.
    pub position: Option<[f64; 2]>,
    /// Their group.
    pub group: Option<usize>,
    /// Votes that count.
    pub votes: usize,
}

/// Seconds spent; the only part that differs between two runs.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Timing {
    /// Reading.
    pub read_seconds: f64,
    /// Mapping.
    pub map_seconds: f64,
}

impl Outcome {
    /// Whether there are groups to be shown as groups: reliable ones, or those of a pipeline that was asked for by name.
    pub fn shows_groups(&self) -> bool {
        matches!(self.verdict.code, Code::Groups | Code::NotExamined)
    }
}

/// A group's letter: A for the largest.
pub fn letter(group: usize) -> String {
    char::from_u32('A' as u32 + group as u32 % 26).unwrap_or('?').to_string()
}
