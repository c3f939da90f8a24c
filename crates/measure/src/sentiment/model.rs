//! The trained model and its file.

use std::sync::OnceLock;

use xxhash_rust::xxh3::xxh3_64;

use super::feature::BUCKETS;
use super::{Class, Score};
use crate::language::Language;

/// Differences that a weight is given for: negative and positive, each against neutral.
pub(super) const SIDES: usize = 2;

const MAGIC: [u8; 8] = *b"COMITYSE";
const VERSION: u32 = 1;

/// What was measured for one language on posts that the model was not trained on.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize)]
pub struct LanguageFigures {
    /// Counts, true class by predicted class, in the order of [`Class::ALL`].
    pub confusion: [[u32; Class::COUNT]; Class::COUNT],
    /// Half the distance between the mean values of positive and of negative posts. The model shrinks a difference of
    /// 1 between shares of posts to about this much; 1 would be a perfect model. 0 if not measured.
    pub damping: f32,
}

impl LanguageFigures {
    /// Posts measured.
    pub fn posts(&self) -> u32 {
        self.confusion.iter().flatten().sum()
    }
}

/// A linear sentiment model: one table of small weights, and how far to trust it.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// `BUCKETS` pairs.
    pub(super) weights: Box<[[i8; SIDES]]>,
    /// Logits per unit of weight × gain.
    pub(super) scale: f32,
    /// Logits of negative and positive against neutral for a post without features.
    pub(super) bias: [f32; SIDES],
    pub(super) temperature: f32,
    pub(super) seed: u64,
    pub(super) trained_on: u32,
    pub(super) figures: [LanguageFigures; Language::COUNT],
}

/// A model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Another kind of file.
    #[error(
        "this is no sentiment model: the file does not begin with `COMITYSE`; make one with `comity sentiment train`"
    )]
    Foreign,
    /// Written by another release.
    #[error("the sentiment model has format {found}, this release reads {VERSION}; train it again with this release")]
    Version {
        /// Format of the file.
        found: u32,
    },
    /// Too short or too long.
    #[error("the sentiment model has {found} bytes instead of {expected}; it was cut off or changed, copy it again")]
    Length {
        /// Bytes that a whole file has.
        expected: usize,
        /// Bytes there are.
        found: usize,
    },
    /// Bytes were changed.
    #[error("the sentiment model is damaged: its checksum does not match; copy it again")]
    Checksum,
    /// The checksum holds, but numbers make no sense.
    #[error("the sentiment model holds a scale, bias, temperature or damping that is no usable number; train it again")]
    Numbers,
}

const HEADER: usize = 8 + 4 + 8 + 4 + 4 * (2 + SIDES) + Language::COUNT * 4 * (Class::COUNT * Class::COUNT + 1);
const FILE: usize = HEADER + BUCKETS * SIDES + 8;

impl Model {
    /// The model that comes with Comity. Its data, figures and weaknesses are in `model/MODEL_CARD.md`.
    pub fn built_in() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            // A test reads the file, so the other branch never runs; a model that knows nothing is better than a panic.
            Model::from_bytes(include_bytes!("../../model/sentiment.bin")).unwrap_or_else(|_| Model::blank())
        })
    }

    /// A model that finds every post neutral.
    pub(super) fn blank() -> Model {
        Model {
            weights: vec![[0; SIDES]; BUCKETS].into_boxed_slice(),
            scale: 1.0,
            bias: [0.0; SIDES],
            temperature: 1.0,
            seed: 0,
            trained_on: 0,
            figures: [LanguageFigures::default(); Language::COUNT],
        }
    }

    /// Held-out figures of a language.
    pub fn figures(&self, language: Language) -> &LanguageFigures {
        &self.figures[language.index()]
    }

    /// Divides the logits, so that probabilities mean what they say on held-out posts (Guo et al. 2017).
    pub fn temperature(&self) -> f32 {
        self.temperature
    }

    /// Seed that it was trained with.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Number of posts that it was trained on.
    pub fn trained_on(&self) -> u32 {
        self.trained_on
    }

    /// The score from the sums of weight × gain and of gain².
    #[inline]
    pub(super) fn score_of(&self, sums: [i64; SIDES], squares: u64) -> Score {
        let cooling = 1.0 / self.temperature;
        let factor = self.scale / (squares.max(1) as f32).sqrt();
        let negative = (self.bias[0] + factor * sums[0] as f32) * cooling;
        let positive = (self.bias[1] + factor * sums[1] as f32) * cooling;
        let most = negative.max(positive).max(0.0);
        let powers = [exp(negative - most), exp(-most), exp(positive - most)];
        let share = 1.0 / (powers[0] + powers[1] + powers[2]);
        let probabilities = powers.map(|power| power * share);
        let class = if negative > 0.0 && negative >= positive {
            Class::Negative
        } else if positive > 0.0 {
            Class::Positive
        } else {
            Class::Neutral
        };
        Score { value: probabilities[2] - probabilities[0], class, probabilities }
    }

    /// The file: all numbers little-endian, at the end the XXH3 checksum of what precedes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(FILE);
        out.extend(MAGIC);
        out.extend(VERSION.to_le_bytes());
        out.extend(self.seed.to_le_bytes());
        out.extend(self.trained_on.to_le_bytes());
        for number in [self.scale, self.temperature].into_iter().chain(self.bias) {
            out.extend(number.to_le_bytes());
        }
        for figures in &self.figures {
            for count in figures.confusion.iter().flatten() {
                out.extend(count.to_le_bytes());
            }
            out.extend(figures.damping.to_le_bytes());
        }
        for weight in self.weights.iter().flatten() {
            out.extend(weight.to_le_bytes());
        }
        let checksum = xxh3_64(&out);
        out.extend(checksum.to_le_bytes());
        out
    }

    /// Reads a file written by [`Model::to_bytes`].
    ///
    /// # Errors
    /// A file of another kind, format or length, a damaged one, or one with numbers that make no sense.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model, ModelError> {
        let mut read = Reader(bytes);
        if read.take::<8>() != Some(MAGIC) {
            return Err(ModelError::Foreign);
        }
        let length = ModelError::Length { expected: FILE, found: bytes.len() };
        let version = read.u32().ok_or_else(|| length.clone())?;
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        if bytes.len() != FILE {
            return Err(length);
        }
        let (body, checksum) = bytes.split_at(FILE - 8);
        if xxh3_64(body).to_le_bytes() != checksum {
            return Err(ModelError::Checksum);
        }
        let model = read.model().ok_or(length)?;
        let numbers = [model.scale, model.temperature].into_iter().chain(model.bias);
        let finite = numbers.chain(model.figures.iter().map(|f| f.damping)).all(f32::is_finite);
        if !finite || model.temperature <= 0.0 || model.scale < 0.0 {
            return Err(ModelError::Numbers);
        }
        Ok(model)
    }
}

/// Takes numbers from the front of a slice.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, tail) = self.0.split_first_chunk::<N>()?;
        self.0 = tail;
        Some(*head)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn f32(&mut self) -> Option<f32> {
        self.take().map(f32::from_le_bytes)
    }

    /// Everything after the version.
    fn model(&mut self) -> Option<Model> {
        let mut model = Model::blank();
        model.seed = self.take().map(u64::from_le_bytes)?;
        model.trained_on = self.u32()?;
        model.scale = self.f32()?;
        model.temperature = self.f32()?;
        for bias in &mut model.bias {
            *bias = self.f32()?;
        }
        for figures in &mut model.figures {
            for count in figures.confusion.iter_mut().flatten() {
                *count = self.u32()?;
            }
            figures.damping = self.f32()?;
        }
        for weight in model.weights.iter_mut().flatten() {
            *weight = i8::from_le_bytes(self.take()?);
        }
        Some(model)
    }
}

/// eˣ for x ≤ 0, to a few parts in 10⁶, from additions and multiplications alone: the same bits on every platform.
#[inline]
fn exp(x: f32) -> f32 {
    // e^x = 2^n · 2^f with |f| ≤ ½; a Taylor polynomial for 2^f.
    let power = (x * std::f32::consts::LOG2_E).max(-126.0);
    let whole = (power - 0.5) as i32;
    let f = (power - whole as f32) * std::f32::consts::LN_2;
    let series = 1.0 + f * (1.0 + f * (0.5 + f * (1.0 / 6.0 + f * (1.0 / 24.0 + f * (1.0 / 120.0 + f / 720.0)))));
    f32::from_bits(((whole + 127) as u32) << 23) * series
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Model {
        let mut model = Model::blank();
        model.weights[7] = [-128, 127];
        model.bias = [0.25, -1.5];
        model.temperature = 0.5;
        model.seed = 42;
        model.figures[2].confusion[1][2] = 9;
        model.figures[2].damping = 0.4;
        model
    }

    #[test]
    fn a_file_comes_back_as_it_was() {
        let model = example();
        let bytes = model.to_bytes();
        assert_eq!(bytes.len(), FILE);
        assert_eq!(Model::from_bytes(&bytes), Ok(model));
    }

    #[test]
    fn unusable_files_are_named() {
        #[track_caller]
        fn check(change: impl Fn(&mut Vec<u8>), expect: ModelError) {
            let mut bytes = example().to_bytes();
            change(&mut bytes);
            assert_eq!(Model::from_bytes(&bytes), Err(expect));
        }
        check(|b| b.clear(), ModelError::Foreign);
        check(|b| b[0] = b'x', ModelError::Foreign);
        check(|b| b[8] = 9, ModelError::Version { found: 9 });
        check(|b| b.truncate(10), ModelError::Length { expected: FILE, found: 10 });
        check(|b| b.truncate(FILE - 1), ModelError::Length { expected: FILE, found: FILE - 1 });
        check(|b| b.push(0), ModelError::Length { expected: FILE, found: FILE + 1 });
        check(|b| b[FILE / 2] ^= 1, ModelError::Checksum);
        let mut broken = example();
        broken.temperature = f32::NAN;
        assert_eq!(Model::from_bytes(&broken.to_bytes()), Err(ModelError::Numbers));
    }

    #[test]
    fn exp_is_close_enough() {
        for i in 0..1000 {
            let x = -(i as f32) * 0.02;
            assert!((exp(x) - x.exp()).abs() <= 4e-6 * x.exp(), "{x}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(-1e30) < 1e-30);
    }

    #[test]
    fn scores_are_probabilities() {
        #[track_caller]
        fn check(sums: [i64; 2], expect: Class) {
            let score = Model::blank().score_of(sums, 1);
            assert_eq!(score.class, expect);
            assert!((score.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-6);
            assert!(score.value.abs() <= 1.0);
        }
        check([0, 0], Class::Neutral);
        check([3, 1], Class::Negative);
        check([1, 3], Class::Positive);
        check([-5, -5], Class::Neutral);
        check([i64::MAX, i64::MIN], Class::Negative);
        check([i64::MAX, i64::MAX], Class::Negative);
    }

    #[test]
    fn the_shipped_model_can_be_read() {
        assert!(Model::built_in().trained_on() > 0);
    }
}
