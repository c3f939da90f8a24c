//! A naive Bayes model over hashed words and letter groups, for posts in Latin letters.

use std::sync::OnceLock;

use xxhash_rust::xxh3::xxh3_64;

use super::Language;
use crate::sentiment::token::{Kind, Sort, Tokens, sort};

/// Buckets that features are hashed into.
const BUCKETS: usize = 1 << 14;

/// What a post in Latin letters can be in: `None` is another language.
const CHOICES: [Option<Language>; 8] = [
    Some(Language::English),
    Some(Language::French),
    Some(Language::German),
    Some(Language::Hindi),
    Some(Language::Italian),
    Some(Language::Portuguese),
    Some(Language::Spanish),
    None,
];

/// Place of "another language" in [`CHOICES`].
const OTHER: usize = CHOICES.len() - 1;

/// Logits per unit of weight. Letter groups overlap, so each is worth a fraction of the log-odds that naive Bayes gives
/// it.
const UNIT: f32 = 1.0 / 64.0;

/// Letters looked at in a word.
const LONGEST_WORD: usize = 32;

/// Words looked at in a post; more do not change the answer.
const MOST_WORDS: usize = 64;

const MAGIC: [u8; 8] = *b"COMITYLI";

/// Log-odds of each choice against the mean of all, by bucket.
#[derive(Debug, Clone, PartialEq)]
pub struct LanguageModel {
    weights: Box<[[i8; CHOICES.len()]]>,
}

/// The file of a language model cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is no language model, or it is damaged: {0} bytes; make one with `comity sentiment train --languages-out`"
)]
pub struct LanguageModelError(usize);

impl LanguageModel {
    /// The model that comes with Comity.
    pub(super) fn built_in() -> &'static LanguageModel {
        static MODEL: OnceLock<LanguageModel> = OnceLock::new();
        MODEL.get_or_init(|| {
            // A test reads the file, so the other branch never runs; knowing nothing is better than a panic.
            let blank = || LanguageModel { weights: vec![[0; CHOICES.len()]; BUCKETS].into_boxed_slice() };
            LanguageModel::from_bytes(include_bytes!("../../model/language.bin")).unwrap_or_else(|_| blank())
        })
    }

    /// Learns from posts of known language. Posts in Arabic are not needed: their script tells them apart. The
    /// languages that Comity does not read come from a list of their frequent words.
    pub fn train<'a>(posts: impl IntoIterator<Item = (Language, &'a str)>) -> LanguageModel {
        let mut counts = vec![[0u32; CHOICES.len()]; BUCKETS];
        for (language, text) in posts {
            if let Some(at) = CHOICES.iter().position(|&choice| choice == Some(language)) {
                features(text, |bucket| counts[bucket][at] += 1);
            }
        }
        for line in include_str!("other.txt").lines().filter(|line| !line.starts_with('#')) {
            let words = line.split_once(' ').map_or("", |(_, words)| words);
            for word in words.split(' ') {
                features(word, |bucket| counts[bucket][OTHER] += 1);
            }
        }
        let mut totals = [0.0; CHOICES.len()];
        for row in &counts {
            for (total, &count) in totals.iter_mut().zip(row) {
                *total += f64::from(count);
            }
        }
        let smooth = 1e-5;
        let weights = counts.iter().map(|row| {
            let logs: [f64; CHOICES.len()] =
                std::array::from_fn(|k| (f64::from(row[k]) / f64::max(totals[k], 1.0) + smooth).ln());
            let mean = logs.iter().sum::<f64>() / logs.len() as f64;
            logs.map(|log| ((log - mean) * 16.0).round().clamp(-127.0, 127.0) as i8)
        });
        LanguageModel { weights: weights.collect() }
    }

    /// The most probable language of a post in Latin letters and how sure that is; nothing for another language, or
    /// when none is more probable than all others together.
    pub(super) fn identify(&self, text: &str) -> (Option<Language>, f32) {
        let mut sums = [0i32; CHOICES.len()];
        features(text, |bucket| {
            for (sum, &weight) in sums.iter_mut().zip(&self.weights[bucket]) {
                *sum += i32::from(weight);
            }
        });
        let most = sums.iter().copied().max().unwrap_or(0);
        let powers = sums.map(|sum| ((sum - most) as f32 * UNIT).exp());
        let total: f32 = powers.iter().sum();
        let best = sums.iter().position(|&sum| sum == most).unwrap_or(OTHER);
        let probability = powers[best] / total;
        match CHOICES[best] {
            Some(language) if probability > 0.5 => (Some(language), probability),
            _ => (None, powers[OTHER] / total),
        }
    }

    /// The file: eight bytes of name, the weights, and the XXH3 checksum of what precedes, little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.weights.iter().flatten().map(|&weight| weight.cast_unsigned()));
        let checksum = xxh3_64(&out);
        out.extend(checksum.to_le_bytes());
        out
    }

    /// Reads a file written by [`LanguageModel::to_bytes`].
    ///
    /// # Errors
    /// When it is another kind of file, cut off or changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<LanguageModel, LanguageModelError> {
        let wrong = LanguageModelError(bytes.len());
        let Some((body, checksum)) = bytes.split_last_chunk::<8>() else { return Err(wrong) };
        let weights = match body.strip_prefix(&MAGIC) {
            Some(weights) if weights.len() == BUCKETS * CHOICES.len() && xxh3_64(body).to_le_bytes() == *checksum => {
                weights
            }
            _ => return Err(wrong),
        };
        let (rows, _) = weights.as_chunks::<{ CHOICES.len() }>();
        Ok(LanguageModel { weights: rows.iter().map(|row| row.map(u8::cast_signed)).collect() })
    }
}

/// Emits the buckets of words and of groups of two to four letters in them. Mentions, links, hashtags and words with
/// digits say little about a language and are left out.
fn features(text: &str, mut emit: impl FnMut(usize)) {
    let mut letters = [0u32; LONGEST_WORD + 2];
    let mut words = 0;
    for token in Tokens::new(text) {
        let raw = &text[token.start..token.end];
        if token.kind != Kind::Word || raw.bytes().any(|b| b == b'#' || b == b'_' || b.is_ascii_digit()) {
            continue;
        }
        let mut length = 1;
        letters[0] = 1;
        for c in raw.chars() {
            let c = if c.is_ascii() {
                c.to_ascii_lowercase()
            } else {
                match sort(c) {
                    Sort::Letter => c.to_lowercase().next().unwrap_or(c),
                    Sort::Apostrophe => '\'',
                    _ => continue,
                }
            };
            // A letter is looked at twice in a row at most: `sooo` is `soo`.
            let repeated = length >= 3 && letters[length - 1] == c as u32 && letters[length - 2] == c as u32;
            if length <= LONGEST_WORD && !repeated {
                letters[length] = c as u32;
                length += 1;
            }
        }
        letters[length] = 2;
        if is_laughter(&letters[1..length]) {
            continue;
        }
        let word = &letters[..=length];
        let whole = word.iter().fold(7, |hash, &c| step(hash, c));
        // The whole word counts twice: it says more than its parts.
        emit(bucket(whole));
        emit(bucket(whole ^ 0x55));
        for start in 0..word.len() {
            let mut hash = 3;
            for (i, &c) in word[start..].iter().take(4).enumerate() {
                hash = step(hash, c);
                if i >= 1 {
                    emit(bucket(hash));
                }
            }
        }
        words += 1;
        if words == MOST_WORDS {
            break;
        }
    }
}

/// `haha`, `jejeje`, `kkkk`: four letters or more, of at most two kinds. People laugh across languages.
fn is_laughter(word: &[u32]) -> bool {
    let Some(&first) = word.first() else { return false };
    let second = word.iter().copied().find(|&c| c != first).unwrap_or(first);
    word.len() >= 4 && word.iter().all(|&c| c == first || c == second)
}

#[inline]
fn step(hash: u64, c: u32) -> u64 {
    (hash ^ u64::from(c)).wrapping_mul(0xD6E8_FEB8_6659_FD93).rotate_left(27)
}

#[inline]
fn bucket(hash: u64) -> usize {
    (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BUCKETS.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_back_and_a_damaged_one_does_not() {
        let model =
            LanguageModel::train([(Language::Italian, "che bella giornata"), (Language::English, "what a day")]);
        let mut bytes = model.to_bytes();
        assert_eq!(LanguageModel::from_bytes(&bytes), Ok(model));
        bytes[100] ^= 1;
        assert_eq!(LanguageModel::from_bytes(&bytes), Err(LanguageModelError(bytes.len())));
        assert_eq!(LanguageModel::from_bytes(&[]), Err(LanguageModelError(0)));
    }

    #[test]
    fn the_shipped_model_can_be_read() {
        assert!(LanguageModel::built_in().weights.iter().flatten().any(|&weight| weight != 0));
    }
}
