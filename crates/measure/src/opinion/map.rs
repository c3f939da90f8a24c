//! The map: everything that votes say, kept up to date one vote at a time.

mod answers;
#[cfg(test)]
mod tests;

use rayon::prelude::*;

use super::groups::{Choice, Clustering, Groups, NoGroups, Search, choose, settle};
use super::pairs::Pairs;
use super::projection::{Plane, pairs_pay, plane_from_pairs, plane_of};
use super::stability::{Effort, Stability, examine};
use super::table::Table;
use super::tally::Tally;
use super::votes::{Standing, Vote, Votes};

/// Fewer people than that who voted enough: no groups are looked for, since nobody could say whether they would be found
/// again.
pub const FEWEST_PEOPLE: usize = 10;
/// Most groups that can be asked for.
pub const MOST_GROUPS: usize = 10;
/// Votes since groups were last looked for, as a share of all, from which on they should be looked for anew.
const REFIT_DUE: f64 = 0.05;

/// How a map is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Of everything that is drawn at random.
    pub seed: u64,
    /// Who voted on fewer statements is not put into a group, unless there are fewer statements.
    pub fewest_votes: usize,
    /// Largest number of groups. Beyond five or so nobody can picture them, and Polis stops there too.
    pub most_groups: usize,
    /// How much work goes into stability; nothing leaves it out.
    pub effort: Option<Effort>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { seed: 1, fewest_votes: 7, most_groups: 5, effort: Some(Effort::default()) }
    }
}

/// What [`Map::refresh`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refreshed {
    /// People who are in another group than before, newcomers among them.
    pub moved: usize,
    /// So many votes came since groups were last looked for that [`Map::regroup`] is due: their number, and how stable they
    /// are, are still those of that time.
    pub regroup_due: bool,
}

/// An opinion map.
#[derive(Clone, Debug)]
pub struct Map {
    settings: Settings,
    votes: Votes,
    standings: Vec<Standing>,
    tallies: Vec<Tally>,
    /// Votes of each person on statements that shape the map.
    counted: Vec<usize>,
    /// Counts over the people who shape the plane; nothing where they would not pay, or must be made anew.
    pairs: Option<Pairs>,
    plane: Option<Plane>,
    positions: Vec<Option<[f64; 2]>>,
    labels: Vec<Option<usize>>,
    groups: Result<Groups, NoGroups>,
    group_tallies: Vec<Vec<Tally>>,
    stability: Option<Stability>,
    votes_since: usize,
}

impl Map {
    /// The map of no votes at all.
    pub fn new(settings: Settings) -> Self {
        Map::from_votes(Votes::default(), Vec::new(), settings)
    }

    /// The map of these votes. `standings[s]` is that of statement s; those beyond its end are [`Standing::In`].
    pub fn from_votes(votes: Votes, standings: Vec<Standing>, settings: Settings) -> Self {
        let mut map = Map {
            settings: Settings { most_groups: settings.most_groups.clamp(2, MOST_GROUPS), ..settings },
            votes,
            standings,
            tallies: Vec::new(),
            counted: Vec::new(),
            pairs: None,
            plane: None,
            positions: Vec::new(),
            labels: Vec::new(),
            groups: Err(NoGroups::NoVotes),
            group_tallies: Vec::new(),
            stability: None,
            votes_since: 0,
        };
        map.recount();
        map.project(None);
        map.regroup();
        map
    }

    /// Takes one more vote; a later one of the same person on the same statement replaces it. Counts are right at once,
    /// positions and groups after [`Map::refresh`]. Numbers that are new make the map larger, so they have to be given out
    /// one after the other.
    pub fn vote(&mut self, person: u32, statement: u32, vote: Vote) {
        let (who, what) = (person as usize, statement as usize);
        let needed = self.votes_needed();
        let before = self.votes.set(person, statement, vote);
        self.make_room();
        if before == Some(vote) {
            return;
        }
        self.votes_since += 1;
        let replace = |tally: &mut Tally| {
            if let Some(before) = before {
                tally.remove(before);
            }
            tally.add(vote);
        };
        if self.standings[what] == Standing::Out {
            return;
        }
        replace(&mut self.tallies[what]);
        if let Some(tally) = self.labels[who].and_then(|g| self.group_tallies.get_mut(g)?.get_mut(what)) {
            replace(tally);
        }
        if self.standings[what] != Standing::In {
            return;
        }
        if before.is_none() {
            self.counted[who] += 1;
        }
        if self.votes_needed() != needed {
            // With a new statement among the first few, who shapes the map may change all over.
            self.pairs = None;
        }
        let Some(pairs) = &mut self.pairs else { return };
        pairs.grow(self.tallies.len());
        let shaped = self.counted[who] - usize::from(before.is_none()) >= needed;
        let row: Vec<(u32, i8)> = shaping(&self.votes, &self.standings, who).collect();
        if shaped {
            if let Some(before) = before {
                pairs.vote(&row, statement, before.number(), -1);
            }
            pairs.vote(&row, statement, vote.number(), 1);
        } else if self.counted[who] >= needed {
            pairs.add_row(&row);
        }
    }

    /// Changes what part a statement has, as a moderator does. Everything is counted anew at the next [`Map::refresh`].
    pub fn set_standing(&mut self, statement: u32, standing: Standing) {
        self.votes.grow(0, statement as usize + 1);
        self.make_room();
        self.standings[statement as usize] = standing;
        self.pairs = None;
    }

    /// Brings positions and groups up to date. The plane and all positions are those that a cold computation gives (to
    /// rounding); groups move on from where they were, so that their numbers keep their meaning.
    pub fn refresh(&mut self) -> Refreshed {
        let before = self.labels.clone();
        let near = self.plane.take();
        if self.pairs.is_none() {
            self.recount();
        }
        self.project(near.as_ref());
        if self.groups.is_ok() {
            self.move_groups();
        } else {
            self.regroup();
        }
        let moved = self.labels.iter().zip(&before).filter(|(now, before)| now != before).count();
        let due = self.votes_since as f64 >= REFIT_DUE * self.votes.len() as f64 && self.votes_since > 0;
        Refreshed { moved, regroup_due: due }
    }

    /// Looks for groups anew, and how far they would be found again.
    pub fn regroup(&mut self) {
        self.votes_since = 0;
        self.stability = None;
        let people = self.shapers_by_votes();
        match self.find_groups(&people) {
            Err(why) => self.no_groups(why),
            Ok(Choice { found, silhouettes, silhouette_people }) => {
                self.stability = self.settings.effort.map(|effort| {
                    let table = self.table(&people);
                    let (count, c) = (found.centres.len(), self.shaping_statements());
                    examine(&table, &found.labels, count, c, self.settings.most_groups, effort, self.settings.seed)
                });
                self.groups = Ok(Groups { centres: Vec::new(), sizes: Vec::new(), silhouettes, silhouette_people });
                self.settle_in(&people, found);
            }
        }
    }

    fn find_groups(&self, people: &[usize]) -> Result<Choice, NoGroups> {
        let voted_on = (0..self.tallies.len()).filter(|&s| self.shapes(s) && self.tallies[s].votes() > 0).count();
        match voted_on {
            0 => return Err(NoGroups::NoVotes),
            1 => return Err(NoGroups::OneStatement),
            _ => {}
        }
        self.reason_against(people)?;
        choose(&self.points(people), self.search(), self.settings.seed).ok_or(NoGroups::NoDifferences)
    }

    fn no_groups(&mut self, why: NoGroups) {
        self.groups = Err(why);
        self.stability = None;
        self.labels.fill(None);
        self.group_tallies.clear();
    }

    /// Groups from where their people stand now. Centres are taken from people, not from where centres were, since a plane
    /// may turn over from one vote to the next.
    fn move_groups(&mut self) {
        let people = self.shapers();
        if let Err(why) = self.reason_against(&people) {
            return self.no_groups(why);
        }
        let points = self.points(&people);
        let count = self.group_tallies.len();
        let mut sums = vec![([0.0; 2], 0usize); count];
        for (&person, point) in people.iter().zip(&points) {
            if let Some(group) = self.labels[person] {
                let (sum, n) = &mut sums[group];
                *sum = [sum[0] + point[0], sum[1] + point[1]];
                *n += 1;
            }
        }
        let centres = sums.into_iter().map(|(sum, n)| sum.map(|s| s / n.max(1) as f64)).collect();
        self.settle_in(&people, settle(&points, centres));
    }

    /// Why there is no use in looking for groups.
    fn reason_against(&self, people: &[usize]) -> Result<(), NoGroups> {
        if people.len() < FEWEST_PEOPLE {
            let votes = self.votes_needed();
            return Err(NoGroups::TooFewPeople { people: people.len(), votes, needed: FEWEST_PEOPLE });
        }
        if self.plane.is_none() { Err(NoGroups::NoDifferences) } else { Ok(()) }
    }

    /// Takes over groups of these people.
    fn settle_in(&mut self, people: &[usize], found: Clustering) {
        let count = found.centres.len();
        let mut sizes = vec![0; count];
        self.labels.fill(None);
        for (&person, &label) in people.iter().zip(&found.labels) {
            self.labels[person] = Some(label);
            sizes[label] += 1;
        }
        self.group_tallies = vec![vec![Tally::default(); self.tallies.len()]; count];
        for (ballots, label) in self.votes.iter().zip(&self.labels) {
            let Some(tallies) = label.map(|l| &mut self.group_tallies[l]) else { continue };
            for ballot in ballots.iter().filter(|b| self.standings[b.statement as usize] != Standing::Out) {
                tallies[ballot.statement as usize].add(ballot.vote);
            }
        }
        if let Ok(groups) = &mut self.groups {
            groups.centres = found.centres;
            groups.sizes = sizes;
        }
    }

    fn recount(&mut self) {
        self.make_room();
        self.tallies.fill(Tally::default());
        for (ballots, counted) in self.votes.iter().zip(&mut self.counted) {
            *counted = 0;
            for ballot in ballots {
                match self.standings[ballot.statement as usize] {
                    Standing::Out => continue,
                    Standing::In => *counted += 1,
                    Standing::Meta => {}
                }
                self.tallies[ballot.statement as usize].add(ballot.vote);
            }
        }
        let table = self.table(&self.shapers());
        let rows: Vec<usize> = (0..table.rows()).collect();
        let pay = pairs_pay(table.columns(), table.cells_in(&rows));
        self.pairs = pay.then(|| Pairs::count(&table, &rows));
    }

    fn project(&mut self, near: Option<&Plane>) {
        let c = self.shaping_statements();
        self.plane = match &self.pairs {
            Some(pairs) => plane_from_pairs(pairs, c, near),
            None => {
                let table = self.table(&self.shapers_by_votes());
                plane_of(&table, &(0..table.rows()).collect::<Vec<_>>(), c, false)
            }
        };
        let (plane, votes, standings) = (&self.plane, &self.votes, &self.standings);
        self.positions = (0..votes.people())
            .into_par_iter()
            .with_min_len(512)
            .map(|person| plane.as_ref()?.place(shaping(votes, standings, person)))
            .collect();
    }

    fn make_room(&mut self) {
        let statements = self.votes.statements().max(self.standings.len());
        self.votes.grow(0, statements);
        self.standings.resize(statements, Standing::In);
        self.tallies.resize(statements, Tally::default());
        for tallies in &mut self.group_tallies {
            tallies.resize(statements, Tally::default());
        }
        self.counted.resize(self.votes.people(), 0);
        self.positions.resize(self.votes.people(), None);
        self.labels.resize(self.votes.people(), None);
    }

    fn shapes(&self, statement: usize) -> bool {
        self.standings.get(statement) == Some(&Standing::In)
    }

    /// C.
    fn shaping_statements(&self) -> usize {
        self.standings.iter().filter(|&&s| s == Standing::In).count()
    }

    /// People who voted enough, in order: they shape the plane, and are in groups.
    fn shapers(&self) -> Vec<usize> {
        let needed = self.votes_needed();
        (0..self.counted.len()).filter(|&p| self.counted[p] >= needed).collect()
    }

    /// The same by how they voted: what is drawn at random then hangs neither on their names nor on the order of the rows.
    fn shapers_by_votes(&self) -> Vec<usize> {
        let mut people = self.shapers();
        let cast = |person: usize| shaping(&self.votes, &self.standings, person);
        people.sort_by(|&a, &b| cast(a).cmp(cast(b)));
        people
    }

    fn table(&self, people: &[usize]) -> Table {
        let lists = people.iter().map(|&p| self.votes.of(p));
        Table::new(lists, self.standings.len(), |s| self.shapes(s as usize))
    }

    fn points(&self, people: &[usize]) -> Vec<[f64; 2]> {
        people.iter().map(|&p| self.positions[p].unwrap_or_default()).collect()
    }

    fn search(&self) -> Search {
        Search { most: self.settings.most_groups, starts: 10, silhouette_people: 1000 }
    }
}

fn shaping(votes: &Votes, standings: &[Standing], person: usize) -> impl Iterator<Item = (u32, i8)> {
    let ballots = votes.of(person).iter().filter(|b| standings[b.statement as usize] == Standing::In);
    ballots.map(|b| (b.statement, b.vote.number()))
}
