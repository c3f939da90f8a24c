//! A conversation that takes votes batch by batch, as Polis's does: who is in stays in, and clusters start from the last.

use super::clusters::{Cluster, Points, k_means, silhouette};
use super::plane::{Plane, Point};
use super::priority::{group_aware_consensus, priorities};
use super::representative::{Consensus, Representative, consensus, representative};
use super::table::Table;
use crate::opinion::{Cast, Standing, Tally};
use std::collections::BTreeMap;

/// The numbers in Polis's pipeline that could be others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Votes that bring a person in, or as many as there are statements if those are fewer. 7.
    pub votes_to_enter: usize,
    /// With fewer people in, those with the most votes fill up to this number. 15.
    pub at_least: usize,
    /// Base clusters at most. 100.
    pub base_clusters: usize,
    /// Groups at most. 5.
    pub groups: usize,
    /// A new number of groups is taken over once it was the best that many updates in a row. 4.
    pub patience: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { votes_to_enter: 7, at_least: 15, base_clusters: 100, groups: 5, patience: 4 }
    }
}

/// Rounds of k-means: what Polis asks for, and what it gets for groups (see [`k_means`]).
const BASE_ROUNDS: usize = 100;
const GROUP_ROUNDS: usize = 20;
/// One group more for every so many base clusters is tried.
const BASE_PER_GROUP: usize = 12;

/// A group of people.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its number as Polis gives it, which is not its rank by size.
    pub id: u32,
    /// Ids of its base clusters.
    pub base: Vec<u32>,
    /// The people in those.
    pub people: Vec<u32>,
    /// The mean of its base clusters, each counting by its people.
    pub center: Point,
}

/// What Polis shows of a conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct PolisMap {
    /// Components and means.
    pub plane: Plane,
    /// Everybody with a vote, and where each lies.
    pub positions: Vec<(u32, Point)>,
    /// Who is in, and so in a group; ascending.
    pub included: Vec<u32>,
    /// At most 100 clusters of people that lie together, by id.
    pub base: Vec<Cluster>,
    /// Groups of base clusters, by id.
    pub groups: Vec<Group>,
    /// The mean silhouette over base clusters for each number of groups tried; none where all points are one.
    pub silhouettes: Vec<(usize, Option<f64>)>,
    /// Votes by group and statement.
    pub tallies: Vec<Vec<Tally>>,
    /// Statements for each group.
    pub representative: Vec<Vec<Representative>>,
    /// Statements that most agree on.
    pub consensus: Consensus,
    /// Group-aware consensus by statement.
    pub group_aware_consensus: Vec<f64>,
    /// Extremity by statement.
    pub extremity: Vec<f64>,
    /// Priority by statement.
    pub priorities: Vec<f64>,
}

impl PolisMap {
    /// Index into `groups` of each person from 0 to `people` − 1; none for those who are not in.
    pub fn group_of(&self, people: usize) -> Vec<Option<usize>> {
        let mut group_of = vec![None; people];
        for (g, group) in self.groups.iter().enumerate() {
            for &person in &group.people {
                if let Some(slot) = group_of.get_mut(person as usize) {
                    *slot = Some(g);
                }
            }
        }
        group_of
    }
}

/// The number of groups, which changes only after it was the best for some updates in a row.
#[derive(Clone, Copy, Debug, Default)]
struct Smoother {
    last: Option<usize>,
    in_a_row: usize,
    kept: Option<usize>,
}

impl Smoother {
    fn take(&mut self, k: usize, patience: usize) -> usize {
        self.in_a_row = if self.last == Some(k) { self.in_a_row + 1 } else { 1 };
        self.last = Some(k);
        let kept = if self.in_a_row >= patience { k } else { self.kept.unwrap_or(k) };
        self.kept = Some(kept);
        kept
    }
}

/// A conversation between two batches of votes.
#[derive(Clone, Debug, Default)]
pub struct Conversation {
    settings: Settings,
    table: Table,
    included: Vec<bool>,
    base: Vec<Cluster>,
    clusterings: BTreeMap<usize, Vec<Cluster>>,
    smoother: Smoother,
}

impl Conversation {
    /// A conversation without votes. `standing[s]` is the standing of statement `s`; statements beyond it are in.
    pub fn new(standing: &[Standing], settings: Settings) -> Self {
        Conversation { settings, table: Table::new(standing), ..Default::default() }
    }

    /// The votes taken so far.
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Takes a batch of votes and computes everything anew, starting from the clusters of the batch before.
    ///
    /// The answer depends on how votes were split into batches. All votes at once is what Polis does when it computes a
    /// conversation anew; a running Polis takes what came in the last second or so.
    pub fn update(&mut self, cast: &[Cast]) -> PolisMap {
        self.table.take(cast);
        let plane = Plane::of(&self.table);
        let at = plane.people(&self.table);
        self.let_in();
        self.cluster_people(&at);
        let (groups, silhouettes) = self.group();

        let (columns, statements) = (self.table.columns(), self.table.votes().statements());
        let standing = |s: u32| self.table.standing(s);
        let tallies: Vec<Vec<Tally>> = groups.iter().map(|g| self.table.tally(&g.people)).collect();
        let extremity = plane.extremity();
        PolisMap {
            positions: self.table.rows().iter().copied().zip(at).collect(),
            included: (0..self.included.len() as u32).filter(|&p| self.included[p as usize]).collect(),
            base: self.base.clone(),
            representative: representative(&tallies, columns, standing),
            consensus: consensus(&self.table.overall(), columns, standing),
            group_aware_consensus: group_aware_consensus(&tallies, statements),
            priorities: priorities(&tallies, &extremity, standing),
            extremity,
            tallies,
            groups,
            silhouettes,
            plane,
        }
    }

    /// Who has voted enough, with everybody who ever had. Votes on statements that are moderated out count too.
    fn let_in(&mut self) {
        let votes = self.table.votes();
        self.included.resize(votes.people(), false);
        let enough = self.settings.votes_to_enter.min(self.table.columns().len());
        let count = |person: u32| votes.of(person as usize).len();
        let mut waiting = Vec::new();
        for &person in self.table.rows() {
            let included = &mut self.included[person as usize];
            *included |= count(person) >= enough;
            if !*included {
                waiting.push(person);
            }
        }
        let missing = self.settings.at_least.saturating_sub(self.table.rows().len() - waiting.len());
        // Polis breaks ties by the order of a hash map; here the earlier row comes first.
        waiting.sort_by_key(|&person| std::cmp::Reverse(count(person)));
        waiting.iter().take(missing).for_each(|&person| self.included[person as usize] = true);
    }

    fn cluster_people(&mut self, at: &[Point]) {
        let inside = self.table.rows().iter().zip(at).filter(|(person, _)| self.included[**person as usize]);
        let (names, at): (Vec<u32>, Vec<Point>) = inside.map(|(&person, &at)| (person, at)).unzip();
        let weights = vec![1.0; names.len()];
        if let Some(points) = Points::new(&names, &at, &weights) {
            self.base = k_means(points, self.settings.base_clusters, Some(&self.base), BASE_ROUNDS);
        }
    }

    fn group(&mut self) -> (Vec<Group>, Vec<(usize, Option<f64>)>) {
        let names: Vec<u32> = self.base.iter().map(|b| b.id).collect();
        let at: Vec<Point> = self.base.iter().map(|b| b.center).collect();
        let weights: Vec<f64> = self.base.iter().map(|b| b.members.len() as f64).collect();
        let most = self.settings.groups.min(2 + names.len() / BASE_PER_GROUP);
        let mut silhouettes = Vec::new();
        for k in 2..=most {
            let Some(points) = Points::new(&names, &at, &weights) else { continue };
            let last = self.clusterings.get(&k).map(Vec::as_slice);
            let clusters = k_means(points, k, last, GROUP_ROUNDS);
            silhouettes.push((k, silhouette(points, &clusters)));
            self.clusterings.insert(k, clusters);
        }
        let told = silhouettes.iter().filter_map(|&(k, s)| s.map(|s| (k, s)));
        // Of equal ones the last, as Polis takes them; where no number can be told from another, the smallest.
        let best = told.max_by(|a, b| a.1.total_cmp(&b.1)).map_or(2, |(k, _)| k);
        let k = self.smoother.take(best, self.settings.patience);
        let clusters = self.clusterings.get(&k).cloned().unwrap_or_default();
        (clusters.into_iter().map(|cluster| self.people_of(cluster)).collect(), silhouettes)
    }

    fn people_of(&self, cluster: Cluster) -> Group {
        let base = self.base.iter().filter(|b| cluster.members.contains(&b.id));
        let people = base.flat_map(|b| b.members.iter().copied()).collect();
        Group { id: cluster.id, base: cluster.members, people, center: cluster.center }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opinion::Vote;
    use crate::opinion::polis::{map, replay};
    use proptest::prelude::*;

    fn cast(person: u32, statement: u32, vote: i64) -> Cast {
        let vote = Vote::from_number(vote).unwrap();
        Cast { time: i64::from(person), person, statement, vote }
    }

    /// Two camps of `each` people that take opposite sides on `statements` statements, but for one statement each.
    fn camps(each: u32, statements: u32) -> Vec<Cast> {
        let side = |person: u32, s: u32| {
            let own = if person < each { 1 } else { -1 };
            if s == person % statements { -own } else { own }
        };
        (0..2 * each).flat_map(|p| (0..statements).map(move |s| cast(p, s, side(p, s)))).collect()
    }

    #[test]
    fn camps_become_groups() {
        let check = |map: PolisMap| {
            let camps: Vec<Option<usize>> = map.group_of(60);
            assert_eq!(map.groups.len(), 2);
            assert!(camps[..30].iter().all(|g| *g == camps[0]) && camps[30..].iter().all(|g| *g == camps[30]));
            assert!(camps[0].is_some() && camps[0] != camps[30], "{camps:?}");
            assert!(map.representative.iter().all(|chosen| chosen.len() == 5));
        };
        check(map(&camps(30, 8), &[], Settings::default()));
        check(replay(&camps(30, 8), &[], Settings::default(), 12));
    }

    #[test]
    fn few_statements_let_people_in_and_they_stay() {
        let settings = Settings { at_least: 0, ..Settings::default() };
        let mut conversation = Conversation::new(&[], settings);
        assert_eq!(conversation.update(&[cast(0, 0, 1), cast(1, 0, -1)]).included, [0, 1]);
        let more: Vec<Cast> = (1..9).map(|s| cast(2, s, 1)).collect();
        assert_eq!(conversation.update(&more).included, [0, 1, 2]);
        let all: Vec<Cast> = [cast(0, 0, 1), cast(1, 0, -1)].into_iter().chain(more).collect();
        assert_eq!(map(&all, &[], settings).included, [2]);
    }

    #[test]
    fn those_with_the_most_votes_fill_up() {
        let votes: Vec<Cast> =
            (0..20).flat_map(|p| (0..8).filter(move |s| s % (p % 5 + 2) == 0).map(move |s| cast(p, s, 1))).collect();
        let included = map(&votes, &[], Settings { at_least: 6, ..Settings::default() }).included;
        assert_eq!(included, [0, 1, 5, 6, 10, 15]);
    }

    #[test]
    fn a_new_number_of_groups_waits() {
        let mut smoother = Smoother::default();
        let kept: Vec<usize> = [2, 3, 3, 2, 3, 3, 3, 3, 4].iter().map(|&k| smoother.take(k, 4)).collect();
        assert_eq!(kept, [2, 2, 2, 2, 2, 2, 2, 3, 3]);
    }

    #[test]
    fn what_cannot_be_told() {
        let check = |votes: &[Cast], groups: usize| {
            let map = map(votes, &[], Settings::default());
            assert_eq!(map.groups.len(), groups, "{:?}", map.silhouettes);
            assert!(groups > 1 || map.silhouettes.iter().all(|s| s.1.is_none()));
        };
        check(&[], 0);
        check(&[cast(0, 0, 1)], 1);
        check(&camps(30, 1).iter().map(|c| Cast { vote: Vote::Pass, ..*c }).collect::<Vec<_>>(), 1);
        check(&[cast(0, 0, 1), cast(1, 0, -1), cast(2, 0, 0)], 2);
    }

    proptest! {
        #[test]
        fn any_votes_do(
            votes in prop::collection::vec((0u32..12, 0u32..9, -1i64..=1), 0..80),
            standing in prop::collection::vec(0usize..3, 0..9),
            most in 0usize..7,
            batches in 0usize..9,
        ) {
            let standing: Vec<Standing> =
                standing.into_iter().map(|s| [Standing::In, Standing::Meta, Standing::Out][s]).collect();
            let votes: Vec<Cast> = votes.into_iter().map(|(p, s, v)| cast(p, s, v)).collect();
            let settings = Settings { groups: most, base_clusters: 2 * most, ..Settings::default() };
            for map in [map(&votes, &standing, settings), replay(&votes, &standing, settings, batches)] {
                prop_assert!(map.positions.iter().all(|(_, at)| at.iter().all(|x| x.is_finite())));
                prop_assert!(map.priorities.iter().chain(&map.extremity).all(|x| x.is_finite()));
                let grouped: usize = map.groups.iter().map(|g| g.people.len()).sum();
                prop_assert!(grouped == map.included.len() || map.groups.is_empty());
            }
        }

        #[test]
        fn all_at_once_does_not_depend_on_the_order(
            votes in prop::collection::btree_map((0u32..12, 0u32..9), -1i64..=1, 0..80),
            seed in any::<u64>(),
        ) {
            let votes: Vec<Cast> = votes.into_iter().map(|((p, s), v)| cast(p, s, v)).collect();
            let mut mixed = votes.clone();
            mixed.sort_by_key(|c| (u64::from(c.person * 31 + c.statement)).wrapping_mul(seed | 1));
            let settings = Settings::default();
            prop_assert_eq!(map(&votes, &[], settings), map(&mixed, &[], settings));
        }
    }
}
