//! The table of votes as Polis keeps it: who comes in which row, and which columns count.

use crate::opinion::{Ballot, Cast, Standing, Tally, Votes};

/// People × statements with the order of rows and the columns that hold at least one vote.
///
/// The order matters: Polis's k-means starts from the first distinct rows. A statement nobody voted on has no column.
/// Columns that are moderated out or meta are read as a pass by *everybody*, also by those who never saw them.
#[derive(Clone, Debug, Default)]
pub struct Table {
    votes: Votes,
    standing: Vec<Standing>,
    rows: Vec<u32>,
    columns: Vec<u32>,
    has_row: Vec<bool>,
    has_column: Vec<bool>,
}

impl Table {
    /// A table without votes. `standing[s]` is the standing of statement `s`; statements beyond it are in.
    pub fn new(standing: &[Standing]) -> Self {
        Table { standing: standing.to_vec(), ..Default::default() }
    }

    /// Takes votes in the order in which Polis reads them from its database: by statement, person and time.
    ///
    /// New people and statements get the next rows and columns in that order. A later call overrides earlier votes.
    pub fn take(&mut self, cast: &[Cast]) {
        let mut order: Vec<&Cast> = cast.iter().collect();
        order.sort_by_key(|c| (c.statement, c.person, c.time));
        for c in order {
            self.votes.set(c.person, c.statement, c.vote);
            first_time(&mut self.has_row, &mut self.rows, c.person);
            first_time(&mut self.has_column, &mut self.columns, c.statement);
        }
    }

    /// People with a vote, in the order of rows.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Statements with a vote, in the order of columns.
    pub fn columns(&self) -> &[u32] {
        &self.columns
    }

    /// Every vote, on statements that do not count too.
    pub fn votes(&self) -> &Votes {
        &self.votes
    }

    /// The standing of a statement.
    pub fn standing(&self, statement: u32) -> Standing {
        self.standing.get(statement as usize).copied().unwrap_or_default()
    }

    /// How many columns everybody is taken to have passed on.
    pub fn zeroed(&self) -> usize {
        self.columns.iter().filter(|&&s| self.standing(s) != Standing::In).count()
    }

    /// A person's votes on the statements that shape the map.
    pub fn shaping(&self, person: u32) -> impl Iterator<Item = Ballot> + '_ {
        self.votes.of(person as usize).iter().copied().filter(|b| self.standing(b.statement) == Standing::In)
    }

    /// The mean vote of each statement over those who voted on it; 0 where a column is zeroed or missing.
    pub fn means(&self) -> Vec<f64> {
        let mut sum = vec![(0i64, 0u32); self.votes.statements()];
        for ballot in self.rows.iter().flat_map(|&person| self.shaping(person)) {
            let entry = &mut sum[ballot.statement as usize];
            entry.0 += i64::from(ballot.vote.number());
            entry.1 += 1;
        }
        sum.into_iter().map(|(sum, n)| if n == 0 { 0.0 } else { sum as f64 / f64::from(n) }).collect()
    }

    /// Votes of all people with a row, by statement.
    pub fn overall(&self) -> Vec<Tally> {
        self.tally(&self.rows)
    }

    /// Votes of these people, by statement, on zeroed columns too.
    pub fn tally(&self, people: &[u32]) -> Vec<Tally> {
        let mut tally = vec![Tally::default(); self.votes.statements()];
        for ballot in people.iter().flat_map(|&person| self.votes.of(person as usize)) {
            tally[ballot.statement as usize].add(ballot.vote);
        }
        tally
    }
}

fn first_time(known: &mut Vec<bool>, order: &mut Vec<u32>, name: u32) {
    if known.len() <= name as usize {
        known.resize(name as usize + 1, false);
    }
    if !std::mem::replace(&mut known[name as usize], true) {
        order.push(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opinion::Vote::{self, Agree, Disagree, Pass};

    fn cast(person: u32, statement: u32, vote: Vote) -> Cast {
        Cast { time: 0, person, statement, vote }
    }

    #[test]
    fn rows_follow_statements_first() {
        let mut table = Table::new(&[]);
        table.take(&[cast(2, 1, Agree), cast(0, 1, Agree), cast(7, 0, Pass)]);
        assert_eq!((table.rows(), table.columns()), (&[7, 0, 2][..], &[0, 1][..]));
        table.take(&[cast(1, 0, Agree), cast(0, 5, Disagree)]);
        assert_eq!((table.rows(), table.columns()), (&[7, 0, 2, 1][..], &[0, 1, 5][..]));
    }

    #[test]
    fn zeroed_columns_keep_their_votes_in_tallies_alone() {
        let mut table = Table::new(&[Standing::Out, Standing::In, Standing::Meta]);
        table.take(&[cast(0, 0, Agree), cast(0, 1, Disagree), cast(1, 1, Agree), cast(2, 1, Agree)]);
        assert_eq!(table.means(), [0.0, 1.0 / 3.0]);
        assert_eq!(table.zeroed(), 1, "nobody voted on the meta statement: it has no column");
        assert_eq!(table.overall()[0], Tally { agree: 1, disagree: 0, pass: 0 });
        assert_eq!(table.tally(&[1, 2])[1], Tally { agree: 2, disagree: 0, pass: 0 });
    }
}
