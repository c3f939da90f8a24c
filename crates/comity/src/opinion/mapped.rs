//! Two pipelines, one form: what the report needs of a map, whoever made it.

use comity_measure::opinion::consensus::{Consensus, consensus};
use comity_measure::opinion::representative::Representative;
use comity_measure::opinion::stability::{FLOOR, Stability};
use comity_measure::opinion::{Map, NoGroups, Settings, Standing, Tally, Vote, Votes, polis};

use super::outcome::{self, Method};
use super::reading::Conversation;

/// A map, whoever made it.
#[derive(Debug)]
pub struct Mapped {
    /// Whose pipeline.
    pub method: Method,
    /// Where each person stands.
    pub positions: Vec<Option<[f64; 2]>>,
    /// Each person's group; the largest has the smallest number.
    pub labels: Vec<Option<usize>>,
    /// People in each group.
    pub sizes: Vec<usize>,
    /// Votes that count, of each person.
    pub votes: Vec<usize>,
    /// Votes on each statement, of everybody.
    pub tallies: Vec<Tally>,
    /// Votes of each group on each statement.
    pub group_tallies: Vec<Vec<Tally>>,
    /// What groups make of each statement together.
    pub consensus: Vec<Consensus>,
    /// What sets each group apart.
    pub representative: Vec<Vec<Representative>>,
    /// How much it would help to show each statement next.
    pub priorities: Vec<f64>,
    /// How far the groups would be found again, where somebody looked.
    pub stability: Option<outcome::Stability>,
    /// Why there are no groups.
    pub none: Option<NoGroups>,
    /// Statements that one has to vote on to be put into a group.
    pub votes_needed: usize,
    /// Whether the groups may be shown as such.
    pub shows_groups: bool,
}

impl Mapped {
    /// Comity's own pipeline.
    pub fn comity(conversation: &Conversation, seed: u64) -> Self {
        let (votes, standings) = table(conversation);
        Self::of(&Map::from_votes(votes, standings, Settings { seed, ..Settings::default() }))
    }

    /// The same of a map that is there.
    pub fn of(map: &Map) -> Self {
        let (sizes, none) = match map.groups() {
            Ok(groups) => (groups.sizes.clone(), None),
            Err(why) => (Vec::new(), Some(why)),
        };
        Self {
            method: Method::Comity,
            positions: map.positions().to_vec(),
            labels: map.labels().to_vec(),
            sizes,
            votes: map.votes().iter().map(<[_]>::len).collect(),
            tallies: map.tallies().to_vec(),
            group_tallies: map.group_tallies().to_vec(),
            consensus: map.consensus(),
            representative: map.representative(),
            priorities: map.priorities(),
            stability: map.stability().map(stability),
            none,
            votes_needed: map.votes_needed(),
            shows_groups: map.reliable(),
        }
    }

    /// Polis's pipeline, on the votes as they came where their times tell, else all at once. Nobody looks whether its groups
    /// would be found again.
    pub fn polis(conversation: &Conversation) -> Self {
        let (votes, standings) = table(conversation);
        let settings = polis::Settings::default();
        let cast = &conversation.cast;
        let in_turn = cast.iter().any(|one| one.time != cast[0].time);
        let map = match in_turn {
            true => polis::replay(cast, &standings, settings, polis::BATCHES),
            false => polis::map(cast, &standings, settings),
        };
        let mut positions = vec![None; votes.people()];
        for (person, at) in &map.positions {
            if let Some(place) = positions.get_mut(*person as usize) {
                *place = Some(*at);
            }
        }
        let (labels, sizes, order) = by_size(map.group_of(votes.people()), map.groups.len());
        let (tallies, group_tallies) = tallies(&votes, &standings, &labels, sizes.len());
        let chosen = |(group, old): (usize, &usize)| {
            let own = map.representative.get(*old).map_or(&[][..], Vec::as_slice);
            own.iter().map(|one| as_ours(one, group, &tallies_of(&group_tallies, one.statement))).collect()
        };
        let representative = order.iter().enumerate().map(chosen).collect();
        let counted = |statement: usize| standings[statement] != Standing::Out;
        let shaping = standings.iter().filter(|standing| **standing == Standing::In).count();
        let none = match (sizes.len(), votes.is_empty()) {
            (2.., _) => None,
            (_, true) => Some(NoGroups::NoVotes),
            (_, false) => Some(NoGroups::NoDifferences),
        };
        Self {
            method: Method::Polis,
            positions,
            consensus: consensus(&group_tallies, tallies.len(), counted),
            representative,
            priorities: map.priorities,
            labels,
            sizes,
            votes: votes.iter().map(<[_]>::len).collect(),
            tallies,
            group_tallies,
            stability: None,
            shows_groups: none.is_none(),
            none,
            votes_needed: settings.votes_to_enter.min(shaping),
        }
    }
}

/// Votes of each group on one statement.
fn tallies_of(groups: &[Vec<Tally>], statement: u32) -> Vec<Tally> {
    groups.iter().map(|group| group.get(statement as usize).copied().unwrap_or_default()).collect()
}

/// A statement that Polis chose for a group, in the form of ours.
fn as_ours(one: &polis::Representative, group: usize, tallies: &[Tally]) -> Representative {
    let mut outside = Tally::default();
    for tally in tallies.iter().enumerate().filter(|(other, _)| *other != group).map(|(_, tally)| tally) {
        outside.agree += tally.agree;
        outside.disagree += tally.disagree;
        outside.pass += tally.pass;
    }
    Representative {
        statement: one.statement as usize,
        side: one.side,
        probability: one.p,
        ratio: one.repness,
        z: one.p_z,
        z_difference: one.repness_z,
        inside: tallies.get(group).copied().unwrap_or_default(),
        outside,
    }
}

/// Groups numbered by size, the largest first; of equal ones the one that came first. Labels, sizes, and each group's
/// number before.
fn by_size(labels: Vec<Option<usize>>, groups: usize) -> (Vec<Option<usize>>, Vec<usize>, Vec<usize>) {
    let mut sizes = vec![0usize; groups];
    for label in labels.iter().flatten() {
        sizes[*label] += 1;
    }
    let mut order: Vec<usize> = (0..groups).collect();
    order.sort_by_key(|group| (std::cmp::Reverse(sizes[*group]), *group));
    let mut number = vec![0; groups];
    for (new, old) in order.iter().enumerate() {
        number[*old] = new;
    }
    let labels = labels.into_iter().map(|label| label.map(|label| number[label])).collect();
    (labels, order.iter().map(|old| sizes[*old]).collect(), order)
}

/// Votes on each statement, of everybody and of each group.
pub fn tallies(
    votes: &Votes,
    standings: &[Standing],
    labels: &[Option<usize>],
    groups: usize,
) -> (Vec<Tally>, Vec<Vec<Tally>>) {
    let mut all = vec![Tally::default(); standings.len()];
    let mut each = vec![all.clone(); groups];
    for (ballots, label) in votes.iter().zip(labels) {
        for ballot in ballots.iter().filter(|ballot| standings[ballot.statement as usize] != Standing::Out) {
            let own = label.and_then(|label| each.get_mut(label)).map(|group| &mut group[ballot.statement as usize]);
            for tally in [Some(&mut all[ballot.statement as usize]), own].into_iter().flatten() {
                match ballot.vote {
                    Vote::Agree => tally.agree += 1,
                    Vote::Disagree => tally.disagree += 1,
                    Vote::Pass => tally.pass += 1,
                }
            }
        }
    }
    (all, each)
}

/// The votes that count, and the standings of all statements.
fn table(conversation: &Conversation) -> (Votes, Vec<Standing>) {
    let (people, statements) = (conversation.people.len(), conversation.statements.len());
    let standings = conversation.statements.iter().map(|statement| statement.standing).collect();
    (Votes::from_cast(people, statements, &conversation.cast), standings)
}

fn stability(found: &Stability) -> outcome::Stability {
    outcome::Stability {
        median: found.median,
        null_95: found.null_95,
        p: found.p,
        least: FLOOR,
        same_count: found.same_count,
        refits: found.refits,
        null_sets: found.null_sets,
        people: found.people,
        of_people: found.of_people,
        verdict: found.verdict,
        reliable: found.reliable(),
        near_bar: found.near_bar,
    }
}
