//! One worker: a block in, what is kept of its posts out.

use std::collections::{BTreeMap, BinaryHeap, HashMap};

use comity_intake::{Block, Counts, Item, Reject, RejectReason, Row};
use comity_measure::duplicates::{Keyer, first_mention, handle_hash, repeats};
use comity_measure::sentiment::Scorer;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::chunk::{Chunk, Flags, Sampled};
use super::score::{class_of_label, read_score};
use super::{EXAMPLES, NO_KEY, Request};

/// Blocks in which mentions are counted, to learn a unit's own account.
const MENTION_BLOCKS: u64 = 16;

/// What one worker makes of one block.
pub(super) struct Part {
    pub index: u64,
    pub chunk: Chunk,
    pub units: Vec<String>,
    pub counts: Counts,
    pub rejected: BTreeMap<&'static str, u64>,
    pub rejects: Vec<Reject>,
    /// For each day (since 1970) its posts, and the first and last time of them.
    pub days: HashMap<u32, (u64, [u32; 2])>,
    pub mentions: HashMap<(u16, u64), u32>,
    pub posts_by_unit: HashMap<u16, u32>,
    pub authors_known: bool,
    pub labels_only: bool,
    pub by_label: [(u64, f64); 3],
}

pub(super) struct Worker<'a> {
    request: &'a Request<'a>,
    scratch: comity_intake::Scratch,
    scorer: Option<Scorer<'a>>,
    keyer: Keyer,
    /// The windows of all events, those that touch made one.
    windows: Vec<[i64; 2]>,
    /// For each event the texts before and after that were drawn.
    pub samples: Vec<[BinaryHeap<Sampled>; 2]>,
}

impl<'a> Worker<'a> {
    pub fn new(request: &'a Request<'a>) -> Self {
        Self {
            request,
            scratch: Default::default(),
            scorer: request.model.map(Scorer::new),
            keyer: Keyer::default(),
            windows: joined(request.events.iter().map(|(_, _, window)| *window).collect()),
            samples: request.events.iter().map(|_| Default::default()).collect(),
        }
    }

    pub fn read(&mut self, block: Block) -> Part {
        let index = block.index();
        let mut part = Part {
            index,
            chunk: Chunk::default(),
            units: Vec::new(),
            counts: Counts::default(),
            rejected: BTreeMap::new(),
            rejects: Vec::new(),
            days: HashMap::new(),
            mentions: HashMap::new(),
            posts_by_unit: HashMap::new(),
            authors_known: false,
            labels_only: true,
            by_label: Default::default(),
        };
        let mut units: HashMap<String, LocalUnit> = HashMap::new();
        let mut scratch = std::mem::take(&mut self.scratch);
        let keep = if self.request.keep_rejects { usize::MAX } else { EXAMPLES };
        part.counts = block.decode(&mut scratch, |item| match item {
            Item::Reject(reject) => part.reject(reject, keep),
            Item::Row(row) => {
                if let Err(reason) = self.row(&row, &mut part, &mut units) {
                    let excerpt = row.score.or(row.text).unwrap_or_default().chars().take(80).collect();
                    part.reject(Reject { file: row.file, line: row.line, reason, excerpt }, keep);
                }
            }
        });
        for &time in &part.chunk.time {
            let day = part.days.entry(time / 86_400).or_insert((0, [time, time]));
            *day = (day.0 + 1, [day.1[0].min(time), day.1[1].max(time)]);
        }
        part.counts.rows = part.chunk.time.len() as u64;
        part.counts.rejects = part.rejected.values().sum();
        self.scratch = scratch;
        part.chunk.shrink();
        part
    }

    fn row(
        &mut self,
        row: &Row<'_>,
        part: &mut Part,
        units: &mut HashMap<String, LocalUnit>,
    ) -> Result<(), RejectReason> {
        let seconds = row.time.ok_or(RejectReason::MissingTime)?.div_euclid(1_000_000);
        let time = u32::try_from(seconds).map_err(|_| RejectReason::UnreadableTime)?;
        let name = row.unit.unwrap_or("");
        if !units.contains_key(name) {
            // More units than a number can tell apart are refused when blocks are merged; this one name waits for that.
            let local = u16::try_from(units.len()).unwrap_or(u16::MAX);
            units.insert(name.to_owned(), LocalUnit::new(local, name, &self.request.events));
            part.units.push(name.to_owned());
        }
        let unit = &units[name];
        let text = row.text.unwrap_or("");
        let label = self.request.label.and_then(|i| row.extra.get(i).copied().flatten()).and_then(class_of_label);
        let needed = self.windows.iter().any(|window| (window[0]..window[1]).contains(&seconds));
        let (score, class) = match (&mut self.scorer, row.score) {
            (Some(_), _) if !needed => (f32::NAN, 1),
            (Some(scorer), _) => {
                let score = scorer.score(text);
                if let Some(label) = label {
                    part.by_label[label].0 += 1;
                    part.by_label[label].1 += f64::from(score.value);
                }
                (score.value, score.class as usize)
            }
            (None, Some(written)) => {
                let score = read_score(written).ok_or(RejectReason::UnreadableScore)?;
                part.labels_only &= score == 0.0 || score.abs() == 1.0;
                (score, if score < 0.0 { 0 } else { usize::from(score > 0.0) + 1 })
            }
            (None, None) => return Err(RejectReason::MissingScore),
        };
        let chunk = &mut part.chunk;
        let place = (part.index as u32, chunk.time.len() as u32);
        let author = row.author.map_or_else(|| place_hash(row, !0), handle_hash);
        part.authors_known |= row.author.is_some();
        let key = self.keyer.key(unit.hash, author, text);
        if self.request.near_duplicates
            && let Some(sketch) = self.keyer.sketch()
        {
            chunk.sketches.push((place.1, sketch));
        }
        if part.index < MENTION_BLOCKS {
            *part.posts_by_unit.entry(unit.local).or_default() += 1;
            if let Some(handle) = first_mention(text) {
                *part.mentions.entry((unit.local, handle)).or_default() += 1;
            }
        }
        if let Some(whose) = repeats(text) {
            chunk.repeats.push((place.1, whose));
        }
        chunk.time.push(time);
        chunk.unit.push(unit.local);
        chunk.author.push(author);
        chunk.id.push(row.id.map_or(0, |id| xxh3_64_with_seed(id.as_bytes(), unit.hash) | 1));
        chunk.key.push(if text.trim().is_empty() { NO_KEY } else { key.max(1) });
        chunk.score.push(score);
        chunk.flags.push(Flags::new(class, label, row.author.is_some()));
        for &event in &unit.events {
            let (_, at, window) = &self.request.events[event];
            if text.is_empty() || seconds < window[0] || seconds >= window[1] {
                continue;
            }
            let heap = &mut self.samples[event][usize::from(seconds >= *at)];
            let draw = place_hash(row, self.request.seed);
            if heap.len() < self.request.sample || heap.peek().is_some_and(|worst| draw < worst.draw) {
                heap.push(Sampled { draw, place, text: cut(text, 2_000).to_owned() });
                if heap.len() > self.request.sample {
                    heap.pop();
                }
            }
        }
        Ok(())
    }
}

/// Windows that touch, made one.
fn joined(mut windows: Vec<[i64; 2]>) -> Vec<[i64; 2]> {
    windows.sort_unstable();
    let mut joined: Vec<[i64; 2]> = Vec::new();
    for [from, to] in windows {
        match joined.last_mut() {
            Some(last) if from <= last[1] => last[1] = last[1].max(to),
            _ => joined.push([from, to]),
        }
    }
    joined
}

/// A unit as seen within one block.
struct LocalUnit {
    local: u16,
    hash: u64,
    events: Vec<usize>,
}

impl LocalUnit {
    fn new(local: u16, name: &str, events: &[(Option<String>, i64, [i64; 2])]) -> Self {
        let lower = name.to_lowercase();
        let concerned = |unit: &Option<String>| unit.as_ref().is_none_or(|u| *u == lower);
        let events = (0..events.len()).filter(|&e| concerned(&events[e].0)).collect();
        Self { local, hash: xxh3_64(lower.as_bytes()), events }
    }
}

impl Part {
    fn reject(&mut self, reject: Reject, keep: usize) {
        *self.rejected.entry(reject.reason.name()).or_default() += 1;
        if self.rejects.len() < keep {
            self.rejects.push(reject);
        }
    }
}

/// A number that depends on nothing but where the post stands in the files, and the seed.
fn place_hash(row: &Row<'_>, seed: u64) -> u64 {
    let mut place = [0; 12];
    place[..4].copy_from_slice(&row.file.to_le_bytes());
    place[4..].copy_from_slice(&row.line.to_le_bytes());
    xxh3_64_with_seed(&place, seed)
}

/// At most `bytes` of a text, cut between characters.
fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn windows_that_touch_are_one() {
        let check = |windows: &[[i64; 2]], expect: &[[i64; 2]]| assert_eq!(joined(windows.to_vec()), expect);
        check(&[[5, 9], [0, 5], [20, 30], [6, 7]], &[[0, 9], [20, 30]]);
        check(&[], &[]);
    }
}
