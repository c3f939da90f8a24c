//! A piece of a file that can be taken apart on any thread.

use crate::columnar::Batch;
use crate::layout::{Format, Layout};
use crate::reject::Reject;
use crate::row::{Counts, Item, SLOTS, Values};
use crate::split::Chunk;
use crate::text::excerpt;
use crate::{columnar, delimited, json};
use std::sync::{Arc, Mutex};

/// Buffers that go back and forth between reading and decoding, so that none is allocated for each block.
#[derive(Debug, Default)]
pub(crate) struct Pool(Mutex<Vec<Vec<u8>>>);

impl Pool {
    pub fn take(&self) -> Vec<u8> {
        self.0.lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default()
    }

    fn give(&self, buffer: Vec<u8>) {
        const KEPT: usize = 16;
        if let Ok(mut spare) = self.0.lock()
            && spare.len() < KEPT
        {
            spare.push(buffer);
        }
    }
}

/// Some records of one file, read and not yet decoded.
#[derive(Debug)]
pub struct Block {
    pub(crate) index: u64,
    pub(crate) layout: Arc<Layout>,
    pub(crate) content: Content,
    pub(crate) pool: Arc<Pool>,
}

#[derive(Debug)]
pub(crate) enum Content {
    Text(Chunk),
    Columns(Batch),
}

/// Memory that decoding reuses from row to row; keep one for each thread.
#[derive(Debug, Default)]
pub struct Scratch {
    /// Values that do not stand in the file as they are, by slot.
    pub(crate) values: [String; SLOTS],
    pub(crate) bytes: Vec<u8>,
    pub(crate) line: String,
}

/// A value of a record: absent, in the block itself, or in the scratch memory.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Cell<'b> {
    #[default]
    Missing,
    Here(&'b str),
    Scratch,
}

/// The values of a record, borrowed from where they are.
#[inline]
pub(crate) fn values<'a>(cells: &[Cell<'a>; SLOTS], scratch: &'a [String; SLOTS]) -> Values<'a> {
    let mut out: Values<'a> = [None; SLOTS];
    for ((value, cell), scratch) in out.iter_mut().zip(cells).zip(scratch) {
        *value = match cell {
            Cell::Missing => None,
            Cell::Here(text) => Some(*text),
            Cell::Scratch => Some(scratch.as_str()),
        };
    }
    out
}

impl Block {
    /// The place of this block among all of the same [`PostReader`](crate::PostReader), from 0. Merging what came of the
    /// blocks in this order gives the same result whatever the number of threads.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// How the file is read that this block belongs to.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Decodes the records and hands each to `each`, in the order of the file.
    pub fn decode(self, scratch: &mut Scratch, mut each: impl FnMut(Item<'_>)) -> Counts {
        let Block { layout, content, pool, .. } = self;
        match content {
            Content::Columns(batch) => columnar::decode(&batch, &layout, scratch, &mut each),
            Content::Text(chunk) => {
                let counts = match (chunk.skipped, layout.format) {
                    (Some(reason), _) => {
                        let excerpt = excerpt(&chunk.bytes);
                        each(Item::Reject(Reject { file: layout.file, line: chunk.line, reason, excerpt }));
                        Counts { rejects: 1, ..Counts::default() }
                    }
                    (None, Format::Delimited(dialect)) => {
                        delimited::decode(&chunk, &dialect, &layout, scratch, &mut each)
                    }
                    (None, _) => json::decode(&chunk, &layout, scratch, &mut each),
                };
                pool.give(chunk.bytes);
                counts
            }
        }
    }
}
