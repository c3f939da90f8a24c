//! One pass over the posts: read, score, and keep of each no more than what every event may need.

mod chunk;
mod merge;
mod score;
mod worker;

use std::collections::BTreeMap;
use std::sync::Mutex;

use comity_intake::{Block, Counts, PostReader, Reject};
use comity_measure::sentiment::Model;

pub use chunk::{Chunk, Sampled};
use merge::merge;
use worker::Worker;

/// Texts kept a side of an event that is studied by itself.
pub const SAMPLE: usize = 5_000;
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
    /// Texts kept a side of each event, for what people speak of.
    pub sample: usize,
    /// Whether every reject is kept.
    pub keep_rejects: bool,
    /// Seed of the sample.
    pub seed: u64,
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

impl Gathered {
    /// Gives back the keys of texts and ids, which have done their work once copies are set aside; on millions of posts they
    /// are half of what is held.
    pub fn forget_keys(&mut self) {
        for chunk in &mut self.chunks {
            chunk.id = Vec::new();
            chunk.key = Vec::new();
            chunk.sketches = Vec::new();
        }
    }
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
