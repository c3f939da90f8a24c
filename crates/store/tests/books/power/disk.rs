//! What a disk holds after the power failed: everything that was synced, and of the rest whatever chance left.

use std::collections::BTreeMap;
use std::path::Path;

/// Bytes that are written as one, or not at all.
const SECTOR: usize = 512;

/// What was noted.
#[derive(Debug, Clone)]
pub enum Note {
    /// A file was made.
    Made { file: String },
    /// A file was unlinked.
    Unlinked { file: String },
    /// Data was written.
    Wrote { file: String, offset: usize, data: Vec<u8> },
    /// A file was cut off, or made longer.
    Cut { file: String, length: usize },
    /// Everything of the file before that note is on the disk.
    Synced { file: String, before: usize },
    /// So is which files there are.
    FolderSynced { before: usize },
    /// Something was said to the world.
    Said(String),
    /// Nothing that matters.
    Other,
}

/// Reads notes as `writes.c` makes them; a last one that was cut off is none.
pub fn read(bytes: &[u8]) -> Vec<Note> {
    let mut names: BTreeMap<u32, String> = BTreeMap::new();
    let mut starts: BTreeMap<u64, usize> = BTreeMap::new();
    let (mut notes, mut at) = (Vec::new(), 0);
    while let Some(head) = bytes[at..].first_chunk::<24>() {
        let four = |from: usize| u32::from_ne_bytes(head[from..from + 4].try_into().unwrap());
        let eight = |from: usize| u64::from_ne_bytes(head[from..from + 8].try_into().unwrap());
        let (kind, number, length, offset) = (four(0), four(4), eight(8) as usize, eight(16));
        let Some(data) = bytes.get(at + 24..at + 24 + length) else { break };
        starts.insert(at as u64, notes.len());
        let file = names.get(&number).cloned().unwrap_or_default();
        let before = || starts[&offset];
        notes.push(match char::from_u32(kind).unwrap() {
            'n' => {
                names.insert(number, String::from_utf8(data.to_vec()).unwrap());
                Note::Other
            }
            'c' => Note::Made { file },
            'u' => Note::Unlinked { file },
            'w' => Note::Wrote { file, offset: offset as usize, data: data.to_vec() },
            't' => Note::Cut { file, length: offset as usize },
            // The note that begins there may be the one that says so.
            's' => Note::Synced { file, before: before() },
            'd' => Note::FolderSynced { before: before() },
            'a' => Note::Said(String::from_utf8_lossy(data).into_owned()),
            other => panic!("a note of kind {other}"),
        });
        at += 24 + length;
    }
    notes
}

/// Chance that can be repeated.
pub struct Lot(u64);

impl Lot {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// How much of what was not synced is there all the same.
#[derive(Clone, Copy)]
enum Rest {
    Nothing,
    Everything,
    Sectors,
}

/// Files as they lie on a disk.
#[derive(Debug, Clone, Default)]
pub struct Kept(BTreeMap<String, Vec<u8>>);

impl Kept {
    /// The files of a folder as they are now, all on the disk.
    pub fn read(folder: &Path) -> Self {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        let files = entries.filter(|entry| entry.path().is_file());
        Self(files.map(|f| (f.file_name().into_string().unwrap(), std::fs::read(f.path()).unwrap())).collect())
    }

    pub fn write(&self, folder: &Path) {
        for (name, bytes) in &self.0 {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
        // Shared memory is no file that anybody syncs: it may hold anything.
        std::fs::write(folder.join("comity.db-shm"), [0xa5; 32_768]).unwrap();
    }

    /// What is there after notes, when the power fails. Where syncs do not count it is as if none had been asked for.
    pub fn after(&self, notes: &[Note], syncs: bool, lot: &mut Lot) -> Self {
        let (mut synced, mut folder_synced) = (BTreeMap::new(), 0);
        for note in notes.iter().filter(|_| syncs) {
            match note {
                Note::Synced { file, before } => {
                    synced.insert(file.as_str(), *before);
                }
                Note::FolderSynced { before } => folder_synced = *before,
                _ => {}
            }
        }
        let rest = [Rest::Nothing, Rest::Everything, Rest::Sectors][if syncs { lot.below(3) } else { 0 }];
        let mut kept = self.clone();
        for (at, note) in notes.iter().enumerate() {
            let is_there = |file: &str| synced.get(file).is_some_and(|before| at < *before);
            match note {
                Note::Made { file } if at < folder_synced || rest.takes(lot) => {
                    kept.0.insert(file.clone(), Vec::new());
                }
                Note::Unlinked { file } if at < folder_synced || rest.takes(lot) => {
                    kept.0.remove(file);
                }
                Note::Wrote { file, offset, data } => {
                    let whole = is_there(file);
                    let Some(bytes) = kept.0.get_mut(file) else { continue };
                    let mut from = 0;
                    while from < data.len() {
                        // Sectors of the disk, not of what was written.
                        let end = data.len().min(from + SECTOR - (offset + from) % SECTOR);
                        if whole || rest.takes(lot) {
                            let place = offset + from..offset + end;
                            bytes.resize(bytes.len().max(place.end), 0);
                            bytes[place].copy_from_slice(&data[from..end]);
                        }
                        from = end;
                    }
                }
                Note::Cut { file, length } if is_there(file) || rest.takes(lot) => {
                    kept.0.entry(file.clone()).and_modify(|bytes| bytes.resize(*length, 0));
                }
                _ => {}
            }
        }
        kept.0.remove("comity.db-shm");
        kept
    }
}

impl Rest {
    fn takes(self, lot: &mut Lot) -> bool {
        match self {
            Self::Nothing => false,
            Self::Everything => true,
            Self::Sectors => lot.below(2) == 0,
        }
    }
}
