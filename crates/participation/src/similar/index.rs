//! The index.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use serde::Serialize;
use thiserror::Error;

use super::stem::{is_common, stem};
use super::typo::is_near;
use crate::fold;
use crate::id::ContributionId;

/// How much the index holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many texts.
    pub texts: usize,
    /// How many words of each; what comes after is not found.
    pub words: usize,
    /// How many different stems. Rare ones that come after are not found, and leave room again when their texts go.
    pub stems: usize,
}

impl Default for Limits {
    /// 200,000 texts, 120 words of each, 400,000 stems: at most about 500 MB, and 39 MB for 100,000 texts of 8 to 27
    /// words (measured).
    fn default() -> Self {
        Self { texts: 200_000, words: 120, stems: 400_000 }
    }
}

/// No more texts fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the index is full: it holds {0} texts")]
pub struct Full(pub usize);

/// A contribution that is similar.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Likeness {
    /// Which.
    pub contribution: ContributionId,
    /// How like it is: its score over the highest that any text could have, 0 to 1. A text of the very same words has nearly 1.
    pub likeness: f32,
}

/// A stem in a text.
#[derive(Debug, Clone, Copy)]
struct Posting {
    slot: u32,
    times: u8,
}

#[derive(Debug)]
struct Stem {
    /// What it is; nothing while it is free.
    name: Arc<str>,
    /// By slot.
    postings: Vec<Posting>,
}

#[derive(Debug)]
struct Text {
    id: ContributionId,
    stems: Vec<u32>,
    /// How many words that are not common.
    length: u32,
}

/// An index over texts, changed a text at a time.
#[derive(Debug)]
pub struct Index {
    limits: Limits,
    /// Stems in their order, so that those that begin alike stand together.
    numbers: BTreeMap<Arc<str>, u32>,
    stems: Vec<Stem>,
    free_stems: Vec<u32>,
    texts: Vec<Option<Text>>,
    free_slots: Vec<u32>,
    slots: HashMap<ContributionId, u32>,
    /// The sum of all lengths.
    length: u64,
}

/// A stem that is looked for, and how much it counts.
struct Sought {
    stem: u32,
    weight: f32,
    /// Which word of the query it stands for: of several stems for one word the best counts.
    word: usize,
}

// Robertson and Zaragoza 2009, section 3.2: usual values; short texts vary little in length.
const K1: f32 = 1.2;
const B: f32 = 0.5;
/// What a word counts that only begins as one that was typed, or is a slip away from it.
const BEGUN: f32 = 0.8;
const SLIP: f32 = 0.6;
/// Of the stems that begin as an unfinished word, so many are looked for: those in most texts, then by the alphabet.
const MOST_BEGUN: usize = 24;
const MOST_SLIPS: usize = 4;
/// Endings that stems lose have at most so many letters.
const LONGEST_ENDING: usize = 6;
/// A query is cut after so many different words.
const MOST_WORDS: usize = 24;

impl Index {
    /// An empty index.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            numbers: BTreeMap::new(),
            stems: Vec::new(),
            free_stems: Vec::new(),
            texts: Vec::new(),
            free_slots: Vec::new(),
            slots: HashMap::new(),
            length: 0,
        }
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// About how many bytes of memory it takes.
    pub fn bytes(&self) -> usize {
        let postings: usize = self.stems.iter().map(|stem| stem.postings.capacity() * size_of::<Posting>()).sum();
        let texts: usize = self.texts.iter().flatten().map(|text| text.stems.capacity() * 4).sum();
        let names: usize = self.numbers.keys().map(|name| name.len() + 48).sum();
        let tables = self.stems.capacity() * size_of::<Stem>() + self.texts.capacity() * size_of::<Option<Text>>();
        postings + texts + names + tables + self.slots.capacity() * 33
    }

    /// Adds a text, or puts it in the place of the one that the contribution had.
    ///
    /// # Errors
    /// [`Full`]; the text that the contribution had is gone then too.
    pub fn put(&mut self, id: ContributionId, text: &str) -> Result<(), Full> {
        self.remove(id);
        if self.slots.len() >= self.limits.texts {
            return Err(Full(self.limits.texts));
        }
        let mut times: BTreeMap<u32, u8> = BTreeMap::new();
        let mut length = 0;
        for word in own_words(text).take(self.limits.words) {
            length += 1;
            if let Some(number) = self.number(stem(&word)) {
                let times = times.entry(number).or_default();
                *times = times.saturating_add(1);
            }
        }
        let slot = self.free_slots.pop().unwrap_or(self.texts.len() as u32);
        for (number, times) in &times {
            let postings = &mut self.stems[*number as usize].postings;
            let at = postings.partition_point(|posting| posting.slot < slot);
            postings.insert(at, Posting { slot, times: *times });
        }
        let text = Text { id, stems: times.into_keys().collect(), length };
        match self.texts.get_mut(slot as usize) {
            Some(place) => *place = Some(text),
            None => self.texts.push(Some(text)),
        }
        self.slots.insert(id, slot);
        self.length += u64::from(length);
        Ok(())
    }

    /// Takes a text out; says whether it was there. Nothing of it stays.
    pub fn remove(&mut self, id: ContributionId) -> bool {
        let Some(slot) = self.slots.remove(&id) else { return false };
        let Some(text) = self.texts[slot as usize].take() else { return false };
        self.length -= u64::from(text.length);
        for number in text.stems {
            let stem = &mut self.stems[number as usize];
            if let Ok(at) = stem.postings.binary_search_by_key(&slot, |posting| posting.slot) {
                stem.postings.remove(at);
            }
            // A word that only an erased text had is gone with it.
            if stem.postings.is_empty() {
                let gone = std::mem::replace(stem, Stem { name: Arc::from(""), postings: Vec::new() });
                self.numbers.remove(&gone.name);
                self.free_stems.push(number);
            }
        }
        self.free_slots.push(slot);
        true
    }

    fn number(&mut self, stem: &str) -> Option<u32> {
        if let Some(number) = self.numbers.get(stem) {
            return Some(*number);
        }
        if self.numbers.len() >= self.limits.stems {
            return None;
        }
        let stem = Stem { name: Arc::from(stem), postings: Vec::new() };
        let name = Arc::clone(&stem.name);
        let number = match self.free_stems.pop() {
            Some(number) => {
                self.stems[number as usize] = stem;
                number
            }
            None => {
                self.stems.push(stem);
                self.stems.len() as u32 - 1
            }
        };
        self.numbers.insert(name, number);
        Some(number)
    }

    /// The most similar texts to what is typed, the most similar first, equal ones by number. The last word counts as unfinished
    /// unless something follows it.
    pub fn find(&self, typed: &str, most: usize) -> Vec<Likeness> {
        let unfinished = typed.chars().next_back().is_some_and(char::is_alphanumeric);
        let (sought, highest) = self.sought(typed, unfinished);
        if most == 0 || highest <= 0.0 {
            return Vec::new();
        }
        let mean = (self.length as f32 / self.len().max(1) as f32).max(1.0);
        // For each text its score, the word that was last counted, and what that gave.
        let mut scores: Vec<(f32, u32, f32)> = vec![(0.0, u32::MAX, 0.0); self.texts.len()];
        let mut met: Vec<u32> = Vec::new();
        for sought in &sought {
            let postings = &self.stems[sought.stem as usize].postings;
            for posting in postings {
                let Some(text) = &self.texts[posting.slot as usize] else { continue };
                let (times, length) = (f32::from(posting.times), text.length as f32);
                let gives = sought.weight * times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length / mean));
                let (score, word, given) = &mut scores[posting.slot as usize];
                if *score == 0.0 {
                    met.push(posting.slot);
                }
                if *word == sought.word as u32 {
                    *score += (gives - *given).max(0.0);
                    *given = gives.max(*given);
                } else {
                    (*score, *word, *given) = (*score + gives, sought.word as u32, gives);
                }
            }
        }
        let mut found: Vec<Likeness> = met
            .into_iter()
            .filter_map(|slot| {
                let text = self.texts[slot as usize].as_ref()?;
                let likeness = (scores[slot as usize].0 / highest).min(1.0);
                Some(Likeness { contribution: text.id, likeness })
            })
            .collect();
        let order =
            |a: &Likeness, b: &Likeness| b.likeness.total_cmp(&a.likeness).then(a.contribution.cmp(&b.contribution));
        if found.len() > most {
            found.select_nth_unstable_by(most - 1, order);
            found.truncate(most);
        }
        found.sort_unstable_by(order);
        found
    }

    /// The words of what is typed that lead to no text, folded and in their order: nobody wrote them, nor anything a slip away.
    pub fn unknown(&self, typed: &str) -> Vec<String> {
        let words = fold::words(typed);
        let unfinished = typed.chars().next_back().is_some_and(char::is_alphanumeric);
        let last = words.len().checked_sub(1).filter(|_| unfinished);
        let mut unknown: Vec<String> = Vec::new();
        for (at, word) in words.into_iter().enumerate().take(MOST_WORDS) {
            let finished = is_common(&word) && last != Some(at);
            if !finished && !unknown.contains(&word) && self.sought(&word, last == Some(at)).0.is_empty() {
                unknown.push(word);
            }
        }
        unknown
    }

    /// Texts that may say the same as a finished one: at least that like, but for the contribution itself.
    pub fn duplicates(&self, id: ContributionId, text: &str, least: f32, most: usize) -> Vec<Likeness> {
        let finished = format!("{text} ");
        let found = self.find(&finished, most.saturating_add(1)).into_iter();
        found.filter(|found| found.contribution != id && found.likeness >= least).take(most).collect()
    }

    /// The stems to look for, and the score of a text that has every word of the query once and is of mean length.
    fn sought(&self, typed: &str, unfinished: bool) -> (Vec<Sought>, f32) {
        let words: Vec<String> = fold::words(typed);
        let last = words.len().checked_sub(1).filter(|_| unfinished);
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let (mut sought, mut highest) = (Vec::new(), 0.0);
        for (at, word) in words.iter().enumerate() {
            let begun = last == Some(at);
            if !begun && is_common(word) || seen.len() >= MOST_WORDS || !seen.insert(stem(word)) {
                continue;
            }
            let before = sought.len();
            if let Some(number) = self.numbers.get(stem(word)) {
                sought.push(Sought { stem: *number, weight: self.weight(*number), word: at });
            }
            if begun {
                self.begun(word, at, &mut sought);
            }
            if begun && sought.len() == before {
                self.outgrown(word, at, &mut sought);
            }
            if sought.len() == before && word.len() >= 4 {
                self.slips(stem(word), at, &mut sought);
            }
            let best = sought[before..].iter().map(|sought| sought.weight).reduce(f32::max);
            // A word that no text has is as rare as can be: it makes every text less like.
            let unknown = if begun { 0.0 } else { rarity(0, self.len()) };
            highest += best.unwrap_or(unknown);
        }
        (sought, highest)
    }

    fn weight(&self, number: u32) -> f32 {
        rarity(self.stems[number as usize].postings.len(), self.len())
    }

    /// Stems that begin as an unfinished word.
    fn begun(&self, word: &str, at: usize, sought: &mut Vec<Sought>) {
        let begin = self.numbers.range::<str, _>((std::ops::Bound::Included(word), std::ops::Bound::Unbounded));
        let mut all: Vec<u32> =
            begin.take_while(|(name, _)| name.starts_with(word)).map(|(_, number)| *number).collect();
        let texts = |number: &u32| std::cmp::Reverse(self.stems[*number as usize].postings.len());
        all.sort_by_key(texts);
        let taken =
            all.into_iter().filter(|number| sought.iter().all(|sought| sought.stem != *number)).take(MOST_BEGUN);
        let begun: Vec<Sought> =
            taken.map(|number| Sought { stem: number, weight: BEGUN * self.weight(number), word: at }).collect();
        sought.extend(begun);
    }

    /// The longest stem that an unfinished word begins with, where its ending is not all there: `prenotaz`, of `prenotazione`.
    fn outgrown(&self, word: &str, at: usize, sought: &mut Vec<Sought>) {
        let ends = word.char_indices().map(|(end, _)| end).filter(|end| *end >= 4).rev().take(LONGEST_ENDING);
        let found = ends.filter_map(|end| self.numbers.get(&word[..end])).next();
        sought.extend(found.map(|number| Sought { stem: *number, weight: BEGUN * self.weight(*number), word: at }));
    }

    /// Stems that are a slip away from one that no text has. The first letter is taken as right.
    fn slips(&self, word: &str, at: usize, sought: &mut Vec<Sought>) {
        let Some(first) = word.chars().next() else { return };
        let from = &word[..first.len_utf8()];
        let begin = self.numbers.range::<str, _>((std::ops::Bound::Included(from), std::ops::Bound::Unbounded));
        let begin = begin.take_while(|(name, _)| name.starts_with(first));
        let mut near: Vec<u32> = begin.filter(|(name, _)| is_near(word, name)).map(|(_, number)| *number).collect();
        let texts = |number: &u32| std::cmp::Reverse(self.stems[*number as usize].postings.len());
        near.sort_by_key(texts);
        let weight = |number: u32| SLIP * self.weight(number);
        sought.extend(near.into_iter().take(MOST_SLIPS).map(|n| Sought { stem: n, weight: weight(n), word: at }));
    }
}

/// How much a stem says that stands in `texts` of `all`; always positive.
fn rarity(texts: usize, all: usize) -> f32 {
    let (texts, all) = (texts as f32, all as f32);
    (1.0 + (all - texts + 0.5).max(0.0) / (texts + 0.5)).ln()
}

fn own_words(text: &str) -> impl Iterator<Item = String> {
    fold::words(text).into_iter().filter(|word| !is_common(word))
}

#[cfg(test)]
mod tests;
