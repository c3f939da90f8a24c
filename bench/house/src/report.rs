//! What was measured, as a table with a judgement for each goal, and for machines.

use serde_json::{Value, json};

use crate::machine::{Machine, Memory};
use crate::maps::{self, Maps};
use crate::pages::Pages;
use crate::prepare::About;
use crate::reads::{Pair, Reads, Recorded};
use crate::signatures::{Round, Turn};
use crate::stored::Stored;
use crate::votes;
use crate::waits::median;

/// Signatures a second, at least.
const SIGNATURES: f64 = 2_000.0;
/// Their rate as a share of the rate storing nothing, at least.
const RATIO: f64 = 0.6;
/// Votes a second, at least.
const VOTES: f64 = 3_000.0;
/// Milliseconds that 99 of 100 votes stay below.
const VOTE: f64 = 50.0;
/// Reads of one person a second, at least.
const READS: f64 = 5_000.0;
/// Persons a second that are read 500 at once, at least.
const PERSONS: f64 = 50_000.0;
/// Milliseconds that 99 of 100 pages with the next statement of a map stay below.
const STATEMENT: f64 = 20.0;
/// Milliseconds that 99 of 100 pages stay below.
const PAGE: f64 = 20.0;

/// Everything that was measured.
#[derive(Debug, Default)]
pub struct Figures {
    /// The machine.
    pub machine: Machine,
    /// The house.
    pub house: About,
    /// Which database holds the books; goals are set for SQLite alone.
    pub on_postgres: bool,
    /// Connections that signed.
    pub connections: usize,
    /// Whether storing nothing is the same request to a program that stores nothing.
    pub same_requests: bool,
    /// Signing and storing nothing.
    pub rounds: Vec<Round>,
    /// What was found afterwards.
    pub stored: Option<Stored>,
    /// Voting.
    pub votes: Vec<votes::Pair>,
    /// How many votes were found afterwards.
    pub voted: Option<usize>,
    /// Reading values.
    pub reads: Option<Reads>,
    /// What of that was found afterwards.
    pub recorded: Option<Recorded>,
    /// The opinion map.
    pub maps: Option<Maps>,
    /// Pages.
    pub pages: Option<Pages>,
    /// The server's memory at the end.
    pub memory: Option<Memory>,
}

/// A line of the table.
struct Row {
    what: String,
    figure: String,
    goal: String,
    met: Option<bool>,
}

impl Row {
    fn plain(what: impl Into<String>, figure: impl Into<String>) -> Self {
        Self { what: what.into(), figure: figure.into(), goal: String::new(), met: None }
    }

    fn held_to(self, goal: impl Into<String>, met: bool) -> Self {
        Self { goal: goal.into(), met: Some(met), ..self }
    }
}

impl Figures {
    /// Whether every goal is met.
    pub fn met(&self) -> bool {
        self.rows().iter().all(|row| row.met != Some(false))
    }

    fn goals(&self) -> [Option<bool>; 3] {
        let signing = (!self.rounds.is_empty()).then(|| self.median(|round| round.signing.rate) >= SIGNATURES);
        let ratio = (!self.rounds.is_empty()).then(|| self.median(|round| round.ratio) >= RATIO);
        let pages = self.pages.as_ref().map(|pages| pages.waits.p99 < PAGE);
        if self.on_postgres { [None; 3] } else { [signing, ratio, pages] }
    }

    fn median(&self, figure: impl Fn(&Round) -> f64) -> f64 {
        median(self.rounds.iter().map(figure))
    }

    /// The middle and the two ends.
    fn spread(&self, unit: &str, times: f64, figure: impl Fn(&Round) -> f64) -> String {
        let (low, high) =
            self.rounds.iter().map(&figure).fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
        let write = |x: f64| thousands(x * times);
        format!("{}{unit} ({} to {})", write(self.median(figure)), write(low), write(high))
    }

    fn rows(&self) -> Vec<Row> {
        let [signing, ratio, pages] = self.goals();
        let judged = |row: Row, goal: &str, met: Option<bool>| match met {
            Some(met) => row.held_to(goal, met),
            None => row,
        };
        let mut rows = Vec::new();
        if !self.rounds.is_empty() {
            let name = format!("signatures, durable, {} connections", self.connections);
            rows.push(judged(Row::plain(name, self.spread("/s", 1.0, |r| r.signing.rate)), "≥ 2,000/s", signing));
            let nothing = self.spread("/s", 1.0, |r| r.nothing.rate);
            let what =
                if self.same_requests { "the same requests, nothing stored" } else { "the answer looked at once more" };
            rows.push(Row::plain(what, nothing));
            let share = self.spread("%", 100.0, |r| r.ratio);
            rows.push(judged(Row::plain("signing / storing nothing", share), "≥ 60%", ratio));
            rows.extend(self.turns());
        }
        if let Some(stored) = &self.stored {
            let found = format!("{}, each once", thousands(stored.signatures as f64));
            rows.push(Row::plain("acknowledged signatures found in the books", found));
            let verified =
                format!("{}/s of {}", thousands(stored.verified_per_second), thousands(stored.entries as f64));
            rows.push(Row::plain("ledger verified, entries", verified));
        }
        rows.extend(self.vote_rows());
        rows.extend(self.read_rows());
        rows.extend(self.map_rows());
        if let Some(measured) = &self.pages {
            let waits = |s: &crate::waits::Spread| format!("{:.1} / {:.1} / {:.1} ms", s.p50, s.p99, s.max);
            let name = format!("pages at {}/s: p50 / p99 / longest", measured.rate);
            rows.push(judged(Row::plain(name, waits(&measured.waits)), "p99 < 20 ms", pages));
            rows.extend(measured.kinds.iter().map(|(kind, spread)| Row::plain(format!("… `{kind}`"), waits(spread))));
            rows.push(Row::plain("… requests sent late by", waits(&measured.late)));
            let share = |seconds: f64| format!("{:.0}%", 100.0 * seconds / measured.seconds);
            let both = format!("{} / {}", share(measured.server_seconds), share(measured.own_seconds));
            rows.push(Row::plain("… of one core: server / this program", both));
        }
        if let Some(memory) = &self.memory {
            let megabytes = |bytes: u64| format!("{} MB", bytes / 1_000_000);
            let both = format!("{}, {} at most", megabytes(memory.resident), megabytes(memory.peak));
            rows.push(Row::plain("server's memory at the end", both));
        }
        rows
    }

    /// Voting.
    fn vote_rows(&self) -> Vec<Row> {
        if self.votes.is_empty() {
            return Vec::new();
        }
        let of = |figure: &dyn Fn(&votes::Pair) -> f64| median(self.votes.iter().map(figure));
        let ends = |figure: &dyn Fn(&votes::Pair) -> f64| {
            let all = self.votes.iter().map(figure);
            all.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)))
        };
        let held = |row: Row, goal: &str, met: bool| if self.on_postgres { row } else { row.held_to(goal, met) };
        let rate = of(&|pair| pair.voting.rate);
        let (low, high) = ends(&|pair| pair.voting.rate);
        let figure = format!("{}/s ({} to {})", thousands(rate), thousands(low), thousands(high));
        let name = format!("votes, durable, {} connections", self.connections);
        let mut rows = vec![held(Row::plain(name, figure), &format!("≥ {}/s", thousands(VOTES)), rate >= VOTES)];
        let nothing = of(&|pair| pair.nothing.rate);
        rows.push(Row::plain("… the same requests, nothing stored", format!("{}/s", thousands(nothing))));
        let share = |pair: &votes::Pair| pair.voting.rate / pair.nothing.rate;
        let (low, high) = ends(&share);
        let figure = format!("{:.0}% ({:.0} to {:.0})", 100.0 * of(&share), 100.0 * low, 100.0 * high);
        rows.push(held(Row::plain("… share", figure), "≥ 60%", of(&share) >= RATIO));
        let (p50, p99) = (of(&|pair| pair.voting.waits.p50), of(&|pair| pair.voting.waits.p99));
        let figure = format!("{p50:.1} / {p99:.1} ms");
        rows.push(held(Row::plain("… wait for a vote: p50 / p99", figure), "p99 < 50 ms", p99 < VOTE));
        let each = |turn: &votes::Turn| 1e6 * turn.server_seconds / turn.waits.count.max(1) as f64;
        let (voting, nothing) = (of(&|pair| each(&pair.voting)), of(&|pair| each(&pair.nothing)));
        rows.push(Row::plain("… processor of the server: stored / nothing", format!("{voting:.0} / {nothing:.0} µs")));
        if let Some(found) = self.voted {
            rows.push(Row::plain("… found in the books and counted, each once", thousands(found as f64)));
        }
        rows
    }

    /// Reading values.
    fn read_rows(&self) -> Vec<Row> {
        let Some(reads) = &self.reads else { return Vec::new() };
        let mut rows = Vec::new();
        for (what, unit, pairs, least) in [
            ("reads of one person, recorded", "/s", &reads.single, READS),
            ("persons read 500 at once, recorded", "/s", &reads.batch, PERSONS),
        ] {
            let of = |figure: &dyn Fn(&Pair) -> f64| median(pairs.iter().map(figure));
            let rate = of(&|pair| pair.recorded.rate);
            let (low, high) = pairs
                .iter()
                .map(|pair| pair.recorded.rate)
                .fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
            let figure = format!("{}{unit} ({} to {})", thousands(rate), thousands(low), thousands(high));
            let row = Row::plain(what, figure);
            rows.push(if self.on_postgres {
                row
            } else {
                row.held_to(format!("≥ {}{unit}", thousands(least)), rate >= least)
            });
            let nothing = of(&|pair| pair.nothing.rate);
            let share = of(&|pair| pair.recorded.rate / pair.nothing.rate);
            rows.push(Row::plain(
                "… nothing recorded; share",
                format!("{}{unit}; {:.0}%", thousands(nothing), 100.0 * share),
            ));
            let waits = (of(&|pair| pair.recorded.waits.p50), of(&|pair| pair.recorded.waits.p99));
            rows.push(Row::plain("… wait for an answer: p50 / p99", format!("{:.1} / {:.1} ms", waits.0, waits.1)));
            let each = |seconds: &dyn Fn(&Pair) -> f64| of(&|pair| 1e6 * seconds(pair) / pair.recorded.persons as f64);
            let (server, own) = (each(&|pair| pair.recorded.server_seconds), each(&|pair| pair.recorded.own_seconds));
            rows.push(Row::plain(
                "… processor for a person: server / this program",
                format!("{server:.1} / {own:.1} µs"),
            ));
        }
        if let Some(recorded) = &self.recorded {
            let found = format!("{}, each once", thousands(recorded.accesses as f64));
            rows.push(Row::plain("accesses that answers named, in the ledger", found));
            let filed = recorded.filed_per_second.map(|rate| format!("{}/s", thousands(rate)));
            let filed = filed.unwrap_or_else(|| "none were left".into());
            rows.push(Row::plain("persons filed afterwards", filed));
        }
        rows
    }

    /// The opinion map.
    fn map_rows(&self) -> Vec<Row> {
        let Some(maps) = &self.maps else { return Vec::new() };
        let waits = |s: &crate::waits::Spread| format!("{:.1} / {:.1} / {:.1} ms", s.p50, s.p99, s.max);
        let name = format!(
            "opinion map of {} people, {} answers: next statement, p50 / p99 / longest",
            thousands(f64::from(maps::PEOPLE)),
            thousands(maps.votes as f64)
        );
        let row = Row::plain(name, waits(&maps.statement));
        let met = maps.statement.p99 < STATEMENT;
        vec![
            if self.on_postgres { row } else { row.held_to("p99 < 20 ms", met) },
            Row::plain("… an answer", waits(&maps.answer)),
            Row::plain("… the page with the map", format!("{}, {} kB", waits(&maps.map), maps.bytes / 1_000)),
            Row::plain("… drawn for the first time after", format!("{:.1} s", maps.first)),
        ]
    }

    /// What a signature takes beside time.
    fn turns(&self) -> Vec<Row> {
        let each = |turn: &Turn, seconds: f64| seconds * 1e6 / turn.waits.count.max(1) as f64;
        let waits = |of: fn(&Round) -> &Turn| {
            format!("{:.1} / {:.1} ms", self.median(|r| of(r).waits.p50), self.median(|r| of(r).waits.p99))
        };
        let taken = |of: fn(&Round) -> &Turn| {
            let server = self.median(|r| each(of(r), of(r).server_seconds));
            let own = self.median(|r| each(of(r), of(r).own_seconds));
            format!("{server:.0} / {own:.0} µs")
        };
        let commits = self.median(|r| r.signing.commits as f64 / r.signing.seconds);
        let share = self.median(|r| r.signing.waits.count as f64 / r.signing.commits.max(1) as f64);
        let refused: usize =
            self.rounds.iter().flat_map(|r| [&r.signing, &r.nothing]).flat_map(|t| t.refused.values()).sum();
        vec![
            Row::plain("wait for a signature: p50 / p99", waits(|r| &r.signing)),
            Row::plain("wait storing nothing: p50 / p99", waits(|r| &r.nothing)),
            Row::plain("commits while signing", format!("{commits:.0}/s, {share:.1} signatures each")),
            Row::plain("processor for a signature: server / this program", taken(|r| &r.signing)),
            Row::plain("processor storing nothing: server / this program", taken(|r| &r.nothing)),
            Row::plain("requests refused", thousands(refused as f64)),
        ]
    }

    /// Prints the table.
    pub fn show(&self) {
        let rows = self.rows();
        let judgement = |row: &Row| match row.met {
            Some(true) => "met",
            Some(false) => "**not met**",
            None => "",
        };
        let cells: Vec<[String; 4]> = rows
            .iter()
            .map(|row| [row.what.clone(), row.figure.clone(), row.goal.clone(), judgement(row).into()])
            .collect();
        let width =
            |column: usize| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or_default().max(4);
        let widths = [0, 1, 2, 3].map(width);
        let line = |row: &[String; 4]| {
            let parts = row.iter().zip(widths).map(|(cell, width)| format!(" {cell:width$} "));
            format!("|{}|", parts.collect::<Vec<_>>().join("|"))
        };
        println!("\n{}", line(&["what", "figure", "goal", ""].map(String::from)));
        println!("|{}|", widths.map(|width| "-".repeat(width + 2)).join("|"));
        cells.iter().for_each(|row| println!("{}", line(row)));
    }

    /// Everything, for machines.
    pub fn json(&self) -> Value {
        let [signing, ratio, pages] = self.goals();
        json!({
            "machine": self.machine,
            "house": self.house,
            "database": if self.on_postgres { "postgresql" } else { "sqlite" },
            "connections": self.connections,
            "rounds": self.rounds,
            "stored": self.stored,
            "votes": self.votes,
            "voted": self.voted,
            "reads": self.reads,
            "recorded": self.recorded,
            "maps": self.maps,
            "pages": self.pages,
            "memory": self.memory,
            "goals": { "signatures": signing, "ratio": ratio, "pages": pages },
        })
    }
}

/// A whole number with its thousands apart.
fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::waits::Spread;

    fn round(signing: f64, nothing: f64) -> Round {
        let waits = Spread { count: 10, p50: 1.0, p99: 2.0, max: 3.0 };
        let turn = |rate| Turn {
            rate,
            waits,
            refused: Default::default(),
            seconds: 1.0,
            commits: 1,
            server_seconds: 1.0,
            own_seconds: 0.1,
        };
        Round { nothing: turn(nothing), signing: turn(signing), ratio: signing / nothing }
    }

    #[test]
    fn goals_hold_for_the_median_and_on_sqlite_alone() {
        let rounds = vec![round(1_900.0, 3_000.0), round(2_100.0, 3_000.0), round(2_200.0, 5_000.0)];
        let mut figures = Figures { rounds, ..Figures::default() };
        assert_eq!(figures.goals(), [Some(true), Some(true), None]);
        figures.rounds[2] = round(1_999.0, 4_000.0);
        assert_eq!(figures.goals()[0], Some(false));
        assert!(!figures.met());
        figures.on_postgres = true;
        assert!(figures.met());
    }

    #[test]
    fn thousands_are_apart() {
        assert_eq!([0.4, 999.6, 1234567.0].map(thousands), ["0", "1,000", "1,234,567"]);
    }
}
