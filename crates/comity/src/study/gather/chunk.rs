//! What is kept of a post.

use comity_measure::duplicates::Sketch;

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
    const NO_AUTHOR: u8 = 2;

    /// Class 0, 1, 2: negative, neutral, positive.
    pub fn class(self) -> usize {
        usize::from(self.0 >> 2 & 3)
    }

    /// Label 0, 1, 2 given by people.
    pub fn label(self) -> Option<usize> {
        usize::from(self.0 >> 4 & 3).checked_sub(1)
    }

    /// Whether nobody knows who wrote it.
    pub fn without_author(self) -> bool {
        self.0 & Self::NO_AUTHOR != 0
    }

    /// Whether it was set aside as a copy.
    pub fn removed(self) -> bool {
        self.0 & Self::REMOVED != 0
    }

    /// Sets it aside.
    pub fn remove(&mut self) {
        self.0 |= Self::REMOVED;
    }

    pub(super) fn new(class: usize, label: Option<usize>, author: bool) -> Self {
        let author = if author { 0 } else { Self::NO_AUTHOR };
        Self(author | (class as u8) << 2 | (label.map_or(0, |l| l as u8 + 1)) << 4)
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

impl Chunk {
    /// Gives back what was set aside for more posts.
    pub(super) fn shrink(&mut self) {
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
