//! The patterns of a codebook, compiled for matching.
//!
//! Every distinct atom (a word, a word's beginning, a kind) is a *symbol*. A token costs one hash look-up, and one more
//! comparison when its first three bytes open some prefix. A phrase is only tried where its rarest word, its anchor,
//! stands; from there positions are walked outwards as bits.

use hashbrown::HashMap;

use super::pattern::{Atom, Slot};
use super::{CodeSet, Negated};
use crate::words::Kind;

#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) code: usize,
    pub(super) exclude: bool,
    pub(super) slots: Vec<Place>,
    pub(super) anchor: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) symbols: Vec<u32>,
    pub(super) gap: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Matcher {
    /// Symbols of a word, its own and those of its beginnings are found apart.
    pub(super) exact: HashMap<String, u32>,
    /// Beginnings by their first three bytes.
    pub(super) prefixes: HashMap<[u8; 3], Vec<(String, u32)>>,
    pub(super) number: Option<u32>,
    pub(super) money: Option<u32>,
    /// Phrases to try where a symbol stands.
    pub(super) anchored: Vec<Vec<usize>>,
    pub(super) phrases: Vec<Phrase>,
    pub(super) negations: Vec<bool>,
    pub(super) negation_reach: usize,
    pub(super) drops_negated: CodeSet,
}

/// A pattern with the code it counts for, as read from the file.
pub(super) struct Rule {
    pub code: usize,
    pub exclude: bool,
    pub slots: Vec<Slot>,
}

/// Words of negation and how many words before a match they may stand.
pub(super) struct Negation {
    pub words: Vec<Vec<Atom>>,
    pub within: usize,
}

impl Matcher {
    pub(super) fn new(rules: Vec<Rule>, negation: &Negation, codes: &[super::Code]) -> Self {
        let mut symbols: HashMap<Atom, u32> = HashMap::new();
        let mut uses: Vec<usize> = Vec::new();
        let mut symbol = |atom: &Atom| {
            let next = u32::try_from(uses.len()).unwrap_or(u32::MAX);
            let number = *symbols.entry(atom.clone()).or_insert(next);
            if number == next {
                uses.push(0);
            }
            uses[number as usize] += 1;
            number
        };
        let negating: Vec<u32> = negation.words.iter().flatten().map(&mut symbol).collect();
        let mut phrases: Vec<Phrase> = rules
            .into_iter()
            .map(|rule| Phrase {
                code: rule.code,
                exclude: rule.exclude,
                anchor: 0,
                slots: rule
                    .slots
                    .iter()
                    .map(|slot| Place { symbols: slot.atoms.iter().map(&mut symbol).collect(), gap: slot.gap })
                    .collect(),
            })
            .collect();
        let mut anchored = vec![Vec::new(); uses.len()];
        let length: HashMap<u32, usize> = symbols.iter().map(|(atom, &number)| (number, atom_length(atom))).collect();
        for (number, phrase) in phrases.iter_mut().enumerate() {
            // Rare in the codebook and long: both go with being rare in posts.
            let cost = |place: &Place| -> usize {
                place.symbols.iter().map(|symbol| uses[*symbol as usize] * 12 / length[symbol].max(1)).sum()
            };
            phrase.anchor = (0..phrase.slots.len()).min_by_key(|&slot| cost(&phrase.slots[slot])).unwrap_or(0);
            for &symbol in &phrase.slots[phrase.anchor].symbols {
                anchored[symbol as usize].push(number);
            }
        }
        let mut matcher = Self {
            exact: HashMap::new(),
            prefixes: HashMap::new(),
            number: symbols.get(&Atom::Number).copied(),
            money: symbols.get(&Atom::Money).copied(),
            negations: (0_u32..).take(anchored.len()).map(|symbol| negating.contains(&symbol)).collect(),
            anchored,
            phrases,
            negation_reach: negation.within,
            drops_negated: (0..codes.len()).filter(|&code| codes[code].negated == Negated::Drop).collect(),
        };
        for (atom, number) in symbols {
            match atom {
                Atom::Exact(word) => drop(matcher.exact.insert(word, number)),
                Atom::Prefix(stem) => {
                    if let Some(&first) = stem.as_bytes().first_chunk() {
                        matcher.prefixes.entry(first).or_default().push((stem, number));
                    }
                }
                Atom::Number | Atom::Money => {}
            }
        }
        // The table was filled in the order of a hash map; nothing may depend on that.
        matcher.prefixes.values_mut().for_each(|stems| stems.sort_unstable());
        matcher
    }

    /// Adds the symbols that a word stands for.
    pub(super) fn symbols_of(&self, kind: Kind, word: &str, found: &mut Vec<u32>) {
        match kind {
            Kind::Mention | Kind::Url | Kind::Email => return,
            Kind::Number => found.extend(self.number),
            Kind::Money => return found.extend(self.money),
            Kind::Word | Kind::Hashtag => {}
        }
        found.extend(self.exact.get(word));
        if let Some(stems) = word.as_bytes().first_chunk().and_then(|first| self.prefixes.get(first)) {
            found.extend(stems.iter().filter(|(stem, _)| word.starts_with(stem.as_str())).map(|&(_, symbol)| symbol));
        }
        if let Some(owner) = word.strip_suffix("'s") {
            found.extend(self.exact.get(owner));
        }
    }
}

fn atom_length(atom: &Atom) -> usize {
    match atom {
        Atom::Exact(word) => word.len(),
        Atom::Prefix(stem) => stem.len() + 2,
        Atom::Number => 1,
        Atom::Money => 8,
    }
}
