//! Sessions with labels: what honest people do, and what is arranged. The detector never sees the labels.

use comity_exchange::time::Timestamp;
use comity_participation::id::{ContributionId, SessionId};
use comity_participation::response::Ballot;
use comity_participation::signal::{Cast, Visit, Written};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Who a session really is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    Ordinary,
    Newsletter,
    Workshop,
    /// One vote each, by a script or by hand, from a few networks; or by a hasty script through many.
    OneVote,
    /// One vote each, through as many networks as sessions, with the patience of readers.
    OneVotePatient,
    /// Twenty-five votes each, nearly the same.
    ManyVotes,
    /// A text that somebody else wrote.
    Copied,
    /// Twenty-five votes each, of which half are drawn as ordinary people's.
    ManyVotesHidden,
    /// Twenty people in a room who like nearly everything on a list of twenty-five.
    WorkshopAgreed,
    /// Twelve colleagues who follow the newsletter's link from one office, and do nothing else.
    Office,
}

impl Label {
    pub fn is_false(self) -> bool {
        !matches!(self, Self::Ordinary | Self::Newsletter | Self::Workshop | Self::WorkshopAgreed | Self::Office)
    }
}

const SECOND: f64 = 1_000_000.0;
const HOUR: f64 = 3_600.0 * SECOND;
const DAY: f64 = 24.0 * HOUR;
const IDEAS: usize = 200;

pub struct Generator {
    rng: ChaCha8Rng,
    pub visits: Vec<(Label, Visit)>,
    ideas: u128,
}

impl Generator {
    /// Four weeks with everything in them.
    pub fn four_weeks(seed: u64) -> Vec<(Label, Visit)> {
        let mut all = Self { rng: ChaCha8Rng::seed_from_u64(seed), visits: Vec::new(), ideas: 10_000 };
        all.ordinary();
        all.newsletter();
        all.workshop();
        all.one_vote();
        all.many_votes();
        all.copied();
        all.visits
    }

    /// Ordinary weeks with what is hard to tell.
    pub fn hard(seed: u64) -> Vec<(Label, Visit)> {
        let mut all = Self { rng: ChaCha8Rng::seed_from_u64(seed), visits: Vec::new(), ideas: 10_000 };
        all.ordinary();
        all.newsletter();
        all.patient();
        all.hidden();
        all.agreed();
        all.office();
        all.visits
    }

    fn patient(&mut self) {
        let (target, start, count) = (self.idea(), self.within(2.0 * DAY, 26.0 * DAY), self.whole(30, 80));
        for _ in 0..count {
            let made = start + self.uniform(0.0, 12.0) * HOUR;
            let at = made + self.dwell();
            let network = self.home();
            self.push(Label::OneVotePatient, made, Some(network), vec![(target, Ballot::For, at)], None);
        }
    }

    fn hidden(&mut self) {
        let (start, count) = (self.within(2.0 * DAY, 26.0 * DAY), self.whole(8, 20));
        let targets: Vec<usize> = (0..12).map(|_| self.whole(0, IDEAS - 1)).collect();
        for _ in 0..count {
            let made = start + self.uniform(0.0, 24.0) * HOUR;
            let mut turn = 0;
            let begins = made + self.dwell();
            let votes = self.votes(begins, 25, (10.0, 0.6), |all| {
                turn += 1;
                if turn % 2 == 0 { targets[turn / 2 % targets.len()] } else { all.idea() }
            });
            let votes = votes.into_iter().map(|(idea, _, at)| (idea, Ballot::For, at)).collect();
            let network = self.home();
            self.push(Label::ManyVotesHidden, made, Some(network), votes, None);
        }
    }

    fn agreed(&mut self) {
        let (network, start) = (Some(600), self.within(2.0 * DAY, 26.0 * DAY));
        let list: Vec<usize> = (0..25).map(|_| self.whole(0, IDEAS - 1)).collect();
        for _ in 0..20 {
            let made = start + self.uniform(0.0, 300.0) * SECOND;
            let mut at = start + 300.0 * SECOND;
            let mut votes: Vec<(usize, Ballot, f64)> = Vec::new();
            for idea in &list {
                at += self.lognormal(3.0, 0.5) * SECOND;
                if votes.iter().all(|(other, ..)| other != idea) && self.chance(0.9) {
                    votes.push((*idea, Ballot::For, at));
                }
            }
            self.push(Label::WorkshopAgreed, made, network, votes, None);
        }
    }

    fn office(&mut self) {
        let first = self.visits.iter().find(|(label, _)| *label == Label::Newsletter);
        let (target, start) =
            first.map_or((0, 0.0), |(_, visit)| (visit.votes[0].contribution.0 as usize, visit.votes[0].at.0 as f64));
        for _ in 0..12 {
            let made = start + self.uniform(0.0, 8.0) * HOUR;
            let at = made + self.dwell();
            self.push(Label::Office, made, Some(700), vec![(target, Ballot::For, at)], None);
        }
    }

    fn uniform(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.rng.random::<f64>()
    }

    fn whole(&mut self, low: usize, high: usize) -> usize {
        self.rng.random_range(low..=high)
    }

    fn chance(&mut self, p: f64) -> bool {
        self.rng.random::<f64>() < p
    }

    fn within(&mut self, low: f64, high: f64) -> f64 {
        // By day more than by night.
        loop {
            let at = self.uniform(low, high);
            let hour = (at % DAY) / HOUR;
            if self.chance(if (8.0..23.0).contains(&hour) { 1.0 } else { 0.15 }) {
                return at;
            }
        }
    }

    fn lognormal(&mut self, median: f64, spread: f64) -> f64 {
        // Box and Muller.
        let (u, v): (f64, f64) = (self.rng.random(), self.rng.random());
        let normal = (-2.0 * (1.0 - u).ln()).sqrt() * (std::f64::consts::TAU * v).cos();
        median * (spread * normal).exp()
    }

    /// From opening the page to the first vote.
    fn dwell(&mut self) -> f64 {
        self.lognormal(40.0, 0.9) * SECOND
    }

    /// An idea; some are far more popular than others.
    fn idea(&mut self) -> usize {
        let rank: f64 = self.rng.random();
        ((IDEAS as f64).powf(rank) as usize - 1).min(IDEAS - 1)
    }

    fn home(&mut self) -> u64 {
        1_000_000 + self.rng.random_range(0..10_000_000)
    }

    /// Where an honest session comes from: at home, through a carrier that thousands share, from an office, or not known.
    fn network(&mut self) -> Option<u64> {
        match self.uniform(0.0, 1.0) {
            x if x < 0.10 => None,
            x if x < 0.35 => Some(self.rng.random_range(0..5)),
            x if x < 0.45 => Some(100 + self.rng.random_range(0..60)),
            _ => Some(self.home()),
        }
    }

    fn push(
        &mut self,
        label: Label,
        made: f64,
        network: Option<u64>,
        votes: Vec<(usize, Ballot, f64)>,
        text: Option<(String, f64)>,
    ) {
        let session = SessionId(self.visits.len() as u128 + 1);
        let moment = |at: f64| Timestamp(at as i64);
        let cast = |(idea, ballot, at): (usize, Ballot, f64)| Cast {
            contribution: ContributionId(idea as u128),
            ballot,
            at: moment(at),
        };
        let mut texts = Vec::new();
        if let Some((text, at)) = text {
            self.ideas += 1;
            texts.push(Written { contribution: ContributionId(self.ideas), text, at: moment(at) });
        }
        let votes = votes.into_iter().map(cast).collect();
        self.visits.push((label, Visit { session, made: moment(made), network, votes, texts }));
    }

    /// Votes on different ideas, one after another.
    fn votes(
        &mut self,
        mut at: f64,
        count: usize,
        gap: (f64, f64),
        mut pick: impl FnMut(&mut Self) -> usize,
    ) -> Vec<(usize, Ballot, f64)> {
        let mut votes: Vec<(usize, Ballot, f64)> = Vec::new();
        for _ in 0..count {
            let idea = pick(self);
            if votes.iter().all(|(other, ..)| *other != idea) {
                let ballot = if self.chance(0.75) { Ballot::For } else { Ballot::Against };
                votes.push((idea, ballot, at));
                at += self.lognormal(gap.0, gap.1) * SECOND;
            }
        }
        votes
    }

    fn ordinary(&mut self) {
        for _ in 0..2_000 {
            let comes = self.within(0.0, 28.0 * DAY);
            let made = if self.chance(0.5) { comes } else { comes - self.uniform(0.1, 300.0) * DAY };
            let mut count = 1;
            while count < 40 && self.chance(0.72) {
                count += 1;
            }
            let begins = comes + self.dwell();
            let votes = self.votes(begins, count, (15.0, 0.8), Self::idea);
            let text = if self.chance(0.12) { Some((self.sentence(), comes + 300.0 * SECOND)) } else { None };
            let network = self.network();
            self.push(Label::Ordinary, made, network, votes, text);
        }
    }

    /// Five hundred follow a link within a day, most within hours; some look around. Colleagues read it at work.
    fn newsletter(&mut self) {
        let (target, start) = (self.idea(), self.within(2.0 * DAY, 26.0 * DAY));
        for _ in 0..500 {
            let comes = start - 4.0 * HOUR * (1.0 - self.rng.random::<f64>()).ln();
            let made = if self.chance(0.7) { comes } else { comes - self.uniform(0.1, 300.0) * DAY };
            let begins = comes + self.dwell();
            let extra = if self.chance(0.6) { 0 } else { self.whole(1, 4) };
            let mut votes = vec![(target, Ballot::For, begins)];
            let later = begins + 20.0 * SECOND;
            votes.extend(
                self.votes(later, extra, (15.0, 0.8), Self::idea).into_iter().filter(|(idea, ..)| *idea != target),
            );
            let network = self.network();
            self.push(Label::Newsletter, made, network, votes, None);
        }
    }

    /// Twenty people in a room go through one list, fast, each with an opinion of their own; or each picks a few of it.
    fn workshop(&mut self) {
        let (network, start) = (Some(500 + self.rng.random_range(0..100)), self.within(2.0 * DAY, 26.0 * DAY));
        let size = self.whole(6, 15);
        let list: Vec<usize> = (0..size).map(|_| self.whole(0, IDEAS - 1)).collect();
        let liked: Vec<f64> = list.iter().map(|_| self.uniform(0.2, 0.9)).collect();
        let picks = self.chance(0.5);
        for _ in 0..20 {
            let takes = if picks { self.uniform(1.0, 4.0) / size as f64 } else { 0.85 };
            let made = start + self.uniform(0.0, 300.0) * SECOND;
            let mut at = start + 300.0 * SECOND + self.uniform(0.0, 60.0) * SECOND;
            let mut votes: Vec<(usize, Ballot, f64)> = Vec::new();
            for (idea, liked) in list.iter().zip(&liked) {
                at += self.lognormal(3.0, 0.5) * SECOND;
                if votes.iter().all(|(other, ..)| other != idea) && self.chance(takes) {
                    let ballot = if self.chance(*liked) { Ballot::For } else { Ballot::Against };
                    votes.push((*idea, ballot, at));
                }
            }
            self.push(Label::Workshop, made, network, votes, None);
        }
    }

    fn one_vote(&mut self) {
        let (target, start, count) = (self.idea(), self.within(2.0 * DAY, 26.0 * DAY), self.whole(30, 80));
        let way = self.whole(0, 2);
        let networks: Vec<u64> = (0..self.whole(1, 3)).map(|_| self.home()).collect();
        let hours = self.uniform(1.0, 24.0);
        for _ in 0..count {
            let made = start + self.uniform(0.0, hours) * HOUR;
            // A script from few networks, somebody by hand from few networks, a script through many.
            let (network, waits) = match way {
                0 => (networks[self.whole(0, networks.len() - 1)], self.uniform(1.0, 6.0) * SECOND),
                1 => (networks[self.whole(0, networks.len() - 1)], self.dwell()),
                _ => (self.home(), self.uniform(1.0, 6.0) * SECOND),
            };
            self.push(Label::OneVote, made, Some(network), vec![(target, Ballot::For, made + waits)], None);
        }
    }

    fn many_votes(&mut self) {
        let (start, count) = (self.within(2.0 * DAY, 26.0 * DAY), self.whole(8, 20));
        let mut list: Vec<usize> = Vec::new();
        let size = self.whole(25, 30);
        while list.len() < size {
            let idea = self.whole(0, IDEAS - 1);
            if !list.contains(&idea) {
                list.push(idea);
            }
        }
        let (noise, gap, hours) = (self.uniform(0.0, 0.2), self.uniform(0.5, 6.0), self.uniform(1.0, 48.0));
        let networks: Vec<u64> = (0..self.whole(1, count)).map(|_| self.home()).collect();
        for _ in 0..count {
            let made = start + self.uniform(0.0, hours) * HOUR;
            let mut at = made + self.dwell();
            let mut votes: Vec<(usize, Ballot, f64)> = Vec::new();
            let from = self.whole(0, list.len() - 1);
            for step in 0..25 {
                let idea = if self.chance(noise) { self.idea() } else { list[(from + step) % list.len()] };
                if votes.iter().all(|(other, ..)| *other != idea) {
                    votes.push((idea, Ballot::For, at));
                }
                at += self.lognormal(gap, 0.3) * SECOND;
            }
            let network = networks[self.whole(0, networks.len() - 1)];
            self.push(Label::ManyVotes, made, Some(network), votes, None);
        }
    }

    /// Somebody wrote a text, and sessions bring it again with a word or two changed.
    fn copied(&mut self) {
        let (text, start, count) = (self.sentence(), self.within(2.0 * DAY, 26.0 * DAY), self.whole(6, 20));
        let network = self.network();
        self.push(Label::Ordinary, start - DAY, network, vec![], Some((text.clone(), start)));
        for _ in 0..count {
            let made = start + self.uniform(0.1, 48.0) * HOUR;
            let mut words: Vec<&str> = text.split(' ').collect();
            for _ in 0..self.whole(0, 2) {
                let at = self.whole(0, words.len() - 1);
                words[at] = WORDS[self.whole(0, WORDS.len() - 1)];
            }
            let network = self.network();
            self.push(Label::Copied, made, network, vec![], Some((words.join(" "), made + 60.0 * SECOND)));
        }
    }

    /// What somebody might write: some of it in turns of phrase that everybody uses.
    fn sentence(&mut self) -> String {
        let mut text = STARTS[self.whole(0, STARTS.len() - 1)].to_owned();
        for _ in 0..self.whole(8, 30) {
            text.push(' ');
            text.push_str(WORDS[self.whole(0, WORDS.len() - 1)]);
        }
        text
    }
}

const STARTS: [&str; 6] = [
    "it would be great if you could",
    "please let us",
    "why is it not possible to",
    "sarebbe bello poter avere",
    "i would like to be able to",
    "vorrei che fosse possibile",
];

const WORDS: [&str; 60] = [
    "data", "roaming", "bill", "family", "share", "phone", "cover", "signal", "train", "abroad", "price", "month",
    "app", "help", "shop", "night", "call", "friend", "limit", "alert", "child", "plan", "switch", "number", "keep",
    "early", "home", "office", "network", "speed", "slow", "fast", "map", "travel", "europe", "credit", "point",
    "reward", "gift", "old", "repair", "screen", "battery", "return", "store", "queue", "chat", "voice", "mail",
    "text", "photo", "cloud", "free", "extra", "trial", "weekend", "student", "parent", "summer", "storage",
];
