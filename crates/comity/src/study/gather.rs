//! One pass over the posts: read, score, and keep of each no more than what every event may need.

use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::sync::Mutex;

use comity_intake::{Block, Counts, Item, PostReader, Reject, RejectReason, Row};
use comity_measure::duplicates::{Keyer, Sketch, first_mention, handle_hash, repeats};
use comity_measure::sentiment::{Model, Scorer};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Texts kept a side of each event, for what people speak of.
pub const SAMPLE: usize = 5_000;
/// Blocks in which mentions are counted, to learn a unit's own account.
const MENTION_BLOCKS: u64 = 16;
/// A post without a text is nobody's copy.
pub const NO_KEY: u64 = 0;
/// Rejects kept as examples when no list of them is asked for.
const EXAMPLES: usize = 5;

/// What is to be gathered.
pub struct Request<'a> {
    /// The model, unless the data brings its scores.
    pub model: Option<&'a Model>,
    /// Place of the label column among the extra columns, if there is one.
    pub label: Option<usize>,
    /// For each event its unit in lower case, its time, and the widest window, in seconds since 1970.
    pub events: Vec<(Option<String>, i64, [i64; 2])>,
    /// Whether texts are sketched, to find near-copies.
    pub near_duplicates: bool,
    /// Whether every reject is kept.
    pub keep_rejects: bool,
    /// Seed of the sample.
    pub seed: u64,
}

/// The posts of one block, column by column; 35 bytes a post.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Seconds since 1970.
    pub time: Vec<u32>,
    /// Index of the unit.
    pub unit: Vec<u16>,
    /// Hash of the author, or of the post's place where the author is unknown.
    pub author: Vec<u64>,
    /// Hash of unit and id; 0 without an id.
    pub id: Vec<u64>,
    /// Key of the text; [`NO_KEY`] without one.
    pub key: Vec<u64>,
    /// In the metric's units; NaN where the model was not asked, outside every window.
    pub score: Vec<f32>,
    /// See [`Flags`].
    pub flags: Vec<Flags>,
    /// Rows with a sketch of their text, where near-copies are looked for.
    pub sketches: Vec<(u32, Sketch)>,
    /// Rows that repeat somebody's words, and whose.
    pub repeats: Vec<(u32, u64)>,
}

/// What is known of a post besides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    const REMOVED: u8 = 1;

    /// Class 0, 1, 2: negative, neutral, positive.
    pub fn class(self) -> usize {
        usize::from(self.0 >> 2 & 3)
    }

    /// Label 0, 1, 2 given by people.
    pub fn label(self) -> Option<usize> {
        usize::from(self.0 >> 4 & 3).checked_sub(1)
    }

    /// Whether it was set aside as a copy.
    pub fn removed(self) -> bool {
        self.0 & Self::REMOVED != 0
    }

    /// Sets it aside.
    pub fn remove(&mut self) {
        self.0 |= Self::REMOVED;
    }

    fn new(class: usize, label: Option<usize>) -> Self {
        Self((class as u8) << 2 | (label.map_or(0, |l| l as u8 + 1)) << 4)
    }
}

/// A text kept for what people speak of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sampled {
    /// Drawn at random by place: the smallest are kept, so that the sample does not depend on threads.
    pub draw: u64,
    /// Chunk and row.
    pub place: (u32, u32),
    /// The text, at most 2,000 bytes of it.
    pub text: String,
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Names of units, in order of appearance.
    pub units: Vec<String>,
    /// The posts, in the order of the files.
    pub chunks: Vec<Chunk>,
    /// For each event the texts before and after.
    pub samples: Vec<[Vec<Sampled>; 2]>,
    /// Rows accepted, rejects, decoded.
    pub counts: Counts,
    /// Rejects by reason.
    pub rejected: BTreeMap<String, u64>,
    /// Rejects with their place: all if asked for, else examples.
    pub rejects: Vec<Reject>,
    /// First and last time, seconds since 1970.
    pub span: Option<[i64; 2]>,
    /// Whether authors are known.
    pub authors_known: bool,
    /// Whether every score is −1, 0 or 1.
    pub labels_only: bool,
    /// For each unit the account that its posts mention most, if most of them do.
    pub handles: Vec<Option<u64>>,
    /// Model's scores by human label: number and sum.
    pub by_label: [(u64, f64); 3],
}

/// What one worker makes of one block.
struct Part {
    index: u64,
    chunk: Chunk,
    units: Vec<String>,
    counts: Counts,
    rejected: BTreeMap<&'static str, u64>,
    rejects: Vec<Reject>,
    /// For each day (since 1970) its posts, and the first and last time of them.
    days: HashMap<u32, (u64, [u32; 2])>,
    mentions: HashMap<(u16, u64), u32>,
    posts_by_unit: HashMap<u16, u32>,
    authors_known: bool,
    labels_only: bool,
    by_label: [(u64, f64); 3],
}

/// Reads everything. `tick` is told how many bytes have been read.
///
/// # Errors
/// Those of reading, and more than 65,535 units.
pub fn gather(reader: PostReader, request: &Request<'_>, tick: &(dyn Fn(u64) + Sync)) -> anyhow::Result<Gathered> {
    let reader = Mutex::new(Some(reader));
    let parts = Mutex::new(Vec::new());
    let samples = Mutex::new(Vec::new());
    let failure = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..rayon::current_num_threads() {
            scope.spawn(|| {
                let mut worker = Worker::new(request);
                while let Some(block) = next(&reader, &failure, tick) {
                    let part = worker.read(block);
                    lock(&parts).push(part);
                }
                lock(&samples).push(worker.samples);
            });
        }
    });
    if let Some(error) = lock(&failure).take() {
        return Err(error);
    }
    let mut parts = std::mem::take(&mut *lock(&parts));
    parts.sort_unstable_by_key(|p| p.index);
    let samples = std::mem::take(&mut *lock(&samples));
    merge(parts, samples, request)
}

/// The next block, or `None` at the end or after a failure. Reading is cheap and happens in turn.
fn next(
    reader: &Mutex<Option<PostReader>>,
    failure: &Mutex<Option<anyhow::Error>>,
    tick: &(dyn Fn(u64) + Sync),
) -> Option<Block> {
    let mut reader = lock(reader);
    let block = match reader.as_mut()?.next_block() {
        Ok(Some(block)) => Some(block),
        Ok(None) => None,
        Err(error) => {
            *lock(failure) = Some(error.into());
            None
        }
    };
    if let Some(open) = reader.as_ref() {
        tick(open.bytes_read());
    }
    if block.is_none() {
        *reader = None;
    }
    block
}

/// A lock whose holder panicked still holds valid data here: everything behind one is replaced whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

struct Worker<'a> {
    request: &'a Request<'a>,
    scratch: comity_intake::Scratch,
    scorer: Option<Scorer<'a>>,
    keyer: Keyer,
    samples: Vec<[BinaryHeap<Sampled>; 2]>,
}

impl<'a> Worker<'a> {
    fn new(request: &'a Request<'a>) -> Self {
        Self {
            request,
            scratch: Default::default(),
            scorer: request.model.map(Scorer::new),
            keyer: Keyer::default(),
            samples: request.events.iter().map(|_| Default::default()).collect(),
        }
    }

    fn read(&mut self, block: Block) -> Part {
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
        let needed = self.request.events.iter().any(|(_, _, window)| (window[0]..window[1]).contains(&seconds));
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
        chunk.flags.push(Flags::new(class, label));
        for &event in &unit.events {
            let (_, at, window) = &self.request.events[event];
            if text.is_empty() || seconds < window[0] || seconds >= window[1] {
                continue;
            }
            let heap = &mut self.samples[event][usize::from(seconds >= *at)];
            let draw = place_hash(row, self.request.seed);
            if heap.len() < SAMPLE || heap.peek().is_some_and(|worst| draw < worst.draw) {
                heap.push(Sampled { draw, place, text: cut(text, 2_000).to_owned() });
                if heap.len() > SAMPLE {
                    heap.pop();
                }
            }
        }
        Ok(())
    }
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

impl Chunk {
    fn shrink(&mut self) {
        self.time.shrink_to_fit();
        self.unit.shrink_to_fit();
        self.author.shrink_to_fit();
        self.id.shrink_to_fit();
        self.key.shrink_to_fit();
        self.score.shrink_to_fit();
        self.flags.shrink_to_fit();
        self.repeats.shrink_to_fit();
    }
}

fn merge(
    parts: Vec<Part>,
    workers: Vec<Vec<[BinaryHeap<Sampled>; 2]>>,
    request: &Request<'_>,
) -> anyhow::Result<Gathered> {
    let mut all = Gathered { labels_only: true, ..Gathered::default() };
    let mut known: HashMap<String, u16> = HashMap::new();
    let mut mentions: HashMap<(u16, u64), u32> = HashMap::new();
    let mut posts_by_unit: HashMap<u16, u32> = HashMap::new();
    let mut days: BTreeMap<u32, (u64, [u32; 2])> = BTreeMap::new();
    for mut part in parts {
        let mut global = Vec::with_capacity(part.units.len());
        for name in part.units {
            let next = known.len();
            let unit = match known.get(&name) {
                Some(unit) => *unit,
                None => {
                    let unit = u16::try_from(next).map_err(|_| {
                        anyhow::anyhow!("more than 65,535 units: is the unit column the right one? Name it with --unit")
                    })?;
                    all.units.push(name.clone());
                    known.insert(name, unit);
                    unit
                }
            };
            global.push(unit);
        }
        part.chunk.unit.iter_mut().for_each(|unit| *unit = global[usize::from(*unit)]);
        for ((unit, handle), n) in part.mentions {
            *mentions.entry((global[usize::from(unit)], handle)).or_default() += n;
        }
        for (unit, n) in part.posts_by_unit {
            *posts_by_unit.entry(global[usize::from(unit)]).or_default() += n;
        }
        for (reason, n) in part.rejected {
            *all.rejected.entry(reason.to_owned()).or_default() += n;
        }
        let room = if request.keep_rejects { usize::MAX } else { EXAMPLES - all.rejects.len().min(EXAMPLES) };
        all.rejects.extend(part.rejects.into_iter().take(room));
        all.counts += part.counts;
        all.authors_known |= part.authors_known;
        all.labels_only &= part.labels_only;
        for (sum, here) in all.by_label.iter_mut().zip(part.by_label) {
            sum.0 += here.0;
            sum.1 += here.1;
        }
        for (day, (posts, [first, last])) in part.days {
            let all = days.entry(day).or_insert((0, [first, last]));
            *all = (all.0 + posts, [all.1[0].min(first), all.1[1].max(last)]);
        }
        all.chunks.push(part.chunk);
    }
    all.span = span(&days);
    all.handles = own_accounts(all.units.len(), &mentions, &posts_by_unit);
    all.samples = (0..request.events.len())
        .map(|event| {
            std::array::from_fn(|side| {
                let mut kept: Vec<Sampled> =
                    workers.iter().flat_map(|samples| samples[event][side].iter().cloned()).collect();
                kept.sort_unstable();
                kept.truncate(SAMPLE);
                kept
            })
        })
        .collect();
    Ok(all)
}

/// First and last post. A few posts (under a thousandth) far from all others (a month) are slips of a clock, such as dates in
/// 1970: they count as posts, and no window is stretched to them.
fn span(days: &BTreeMap<u32, (u64, [u32; 2])>) -> Option<[i64; 2]> {
    const FAR: u32 = 30;
    let few = days.values().map(|(n, _)| n).sum::<u64>() / 1000;
    let edge = |days: &mut dyn Iterator<Item = (&u32, &(u64, [u32; 2]))>| -> Option<[u32; 2]> {
        let mut seen = 0;
        let mut days = days.peekable();
        let mut edge = days.peek()?.1.1;
        let mut last = *days.peek()?.0;
        for (day, (posts, times)) in days {
            if day.abs_diff(last) > FAR {
                edge = *times;
            }
            last = *day;
            seen += posts;
            if seen > few {
                break;
            }
        }
        Some(edge)
    };
    let (first, last) = (edge(&mut days.iter())?, edge(&mut days.iter().rev())?);
    Some([i64::from(first[0]), i64::from(last[1])])
}

/// A unit's own account is the one that more than three in ten of its posts mention first.
fn own_accounts(
    units: usize,
    mentions: &HashMap<(u16, u64), u32>,
    posts_by_unit: &HashMap<u16, u32>,
) -> Vec<Option<u64>> {
    let mut best = vec![None; units];
    for (&(unit, handle), &n) in mentions {
        let best: &mut Option<(u32, u64)> = &mut best[usize::from(unit)];
        *best = (*best).max(Some((n, handle)));
    }
    let often = |unit: usize, n: u32| n * 10 > 3 * posts_by_unit.get(&(unit as u16)).copied().unwrap_or(0);
    best.into_iter().enumerate().map(|(u, b)| b.filter(|(n, _)| often(u, *n)).map(|(_, handle)| handle)).collect()
}

/// A number that depends on nothing but where the post stands in the files, and the seed.
fn place_hash(row: &Row<'_>, seed: u64) -> u64 {
    let mut place = [0; 12];
    place[..4].copy_from_slice(&row.file.to_le_bytes());
    place[4..].copy_from_slice(&row.line.to_le_bytes());
    xxh3_64_with_seed(&place, seed)
}

/// A number, or the name of a class.
fn read_score(written: &str) -> Option<f32> {
    match written.parse::<f32>() {
        Ok(number) => number.is_finite().then_some(number),
        Err(_) => class_of_label(written).map(|class| class as f32 - 1.0),
    }
}

fn class_of_label(written: &str) -> Option<usize> {
    let is = |names: &[&str]| names.iter().any(|name| written.eq_ignore_ascii_case(name));
    if is(&["negative", "neg", "negativo", "negativa", "-1"]) {
        Some(0)
    } else if is(&["neutral", "neu", "neutro", "neutra", "neutrale", "0"]) {
        Some(1)
    } else if is(&["positive", "pos", "positivo", "positiva", "1", "+1"]) {
        Some(2)
    } else {
        None
    }
}

/// At most `bytes` of a text, cut between characters.
fn cut(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}
