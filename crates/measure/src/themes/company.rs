//! Which words keep company, and which posts speak of the same thing for it.
//!
//! Short posts share few words with each other, so clusters of posts found directly change with every sample. The words
//! themselves meet often enough: they are grouped first, by average linkage on how much more often two of them meet in a
//! post than chance has it, and a post then belongs to the group that most of its weight lies in.

use rayon::prelude::*;

use super::terms::Corpus;

/// Standard errors taken off how often two words met, so that a chance meeting of rare words is no company.
const DOUBT: f32 = 2.0;
/// Part of a post's weight that must lie in a group for the post to belong to it.
const ENOUGH: f32 = 0.2;

/// Words in groups.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Groups {
    /// Group of each word, if it is in one.
    pub of_word: Vec<Option<usize>>,
    pub count: usize,
}

/// How much company any two words keep in some posts, 0 to 1: their normalised pointwise mutual information (Bouma 2009),
/// from a cautious count, and 0 where it would be negative.
pub(super) struct Company {
    words: usize,
    values: Vec<f32>,
}

impl Company {
    pub(super) fn new<'a>(words: usize, posts: impl Iterator<Item = &'a [u32]>) -> Self {
        let mut met = vec![0_u32; words * words];
        let mut single = vec![0_u32; words];
        let mut count = 0_u32;
        for post in posts {
            count += 1;
            for (place, &one) in post.iter().enumerate() {
                single[one as usize] += 1;
                let row = &mut met[one as usize * words..][..words];
                post[place + 1..].iter().for_each(|&two| row[two as usize] += 1);
            }
        }
        let posts = count.max(1) as f32;
        let mut values = vec![0.0; words * words];
        for one in 0..words {
            for two in one + 1..words {
                let times = met[one * words + two] as f32;
                let sure = times - DOUBT * times.sqrt();
                let expected = single[one] as f32 * single[two] as f32 / posts;
                if sure > expected {
                    let value = if sure >= posts { 1.0 } else { (sure / expected).ln() / (posts / sure).ln() };
                    values[one * words + two] = value;
                    values[two * words + one] = value;
                }
            }
        }
        Self { words, values }
    }

    /// The closest company that any two words keep.
    pub(super) fn closest(&self) -> f32 {
        self.values.iter().copied().fold(0.0, f32::max)
    }

    /// Mean company over all pairs of some words.
    pub(super) fn mean(&self, words: &[u32]) -> f64 {
        let pairs =
            || words.iter().enumerate().flat_map(|(place, &one)| words[place + 1..].iter().map(move |&two| (one, two)));
        let sum: f64 = pairs().map(|(one, two)| f64::from(self.values[one as usize * self.words + two as usize])).sum();
        sum / pairs().count().max(1) as f64
    }

    /// Groups by average linkage, as long as the mean company between two groups is above `cut`.
    ///
    /// Follows chains of nearest neighbours (Murtagh 1983), which gives the same groups as always merging the closest.
    pub(super) fn groups(mut self, cut: f32) -> Groups {
        let words = self.words;
        let mut members: Vec<Vec<usize>> = (0..words).map(|word| vec![word]).collect();
        let mut open: Vec<usize> = (0..words).collect();
        let mut done: Vec<usize> = Vec::new();
        let mut chain: Vec<usize> = Vec::new();
        while let Some(&end) = chain.last().or(open.first()) {
            if chain.is_empty() {
                chain.push(end);
            }
            let before = chain.len().checked_sub(2).map(|place| chain[place]);
            let row = &self.values[end * words..][..words];
            let mut nearest = before.map(|before| (row[before], before));
            for &other in open.iter().filter(|&&other| other != end) {
                if nearest.is_none_or(|(company, _)| row[other] > company) {
                    nearest = Some((row[other], other));
                }
            }
            match nearest {
                Some((company, other)) if company > cut => {
                    if before == Some(other) {
                        chain.truncate(chain.len() - 2);
                        let (kept, gone) = (end.min(other), end.max(other));
                        self.merge(kept, gone, members[kept].len(), members[gone].len(), &open);
                        let moved = std::mem::take(&mut members[gone]);
                        members[kept].extend(moved);
                        open.retain(|&group| group != gone);
                    } else {
                        chain.push(other);
                    }
                }
                _ => {
                    // Nothing is near enough, and merging others brings nothing nearer.
                    chain.pop();
                    open.retain(|&group| group != end);
                    done.push(end);
                }
            }
        }
        done.sort_unstable();
        let mut groups = Groups { of_word: vec![None; words], count: 0 };
        for group in done.into_iter().filter(|&group| members[group].len() > 1) {
            members[group].iter().for_each(|&word| groups.of_word[word] = Some(groups.count));
            groups.count += 1;
        }
        groups
    }

    fn merge(&mut self, kept: usize, gone: usize, kept_size: usize, gone_size: usize, open: &[usize]) {
        let part = kept_size as f32 / (kept_size + gone_size) as f32;
        for &other in open {
            let company =
                part * self.values[kept * self.words + other] + (1.0 - part) * self.values[gone * self.words + other];
            self.values[kept * self.words + other] = company;
            self.values[other * self.words + kept] = company;
        }
    }
}

impl Groups {
    /// The group that each post belongs to: the one that holds most of its weight, if that is enough.
    pub(super) fn assign(&self, corpus: &Corpus, rows: &[usize]) -> Vec<Option<usize>> {
        rows.par_iter().with_min_len(512).map(|&row| self.own(corpus, row).map(|(group, _)| group)).collect()
    }

    /// The group of a post, and the part of its weight in it.
    pub(super) fn own(&self, corpus: &Corpus, row: usize) -> Option<(usize, f32)> {
        let mut parts: [(usize, f32); 8] = [(usize::MAX, 0.0); 8];
        let mut total = 0.0;
        for &word in &corpus.words[row] {
            let weight = corpus.weight[word as usize];
            total += weight;
            let Some(group) = self.of_word.get(word as usize).copied().flatten() else { continue };
            if let Some(part) = parts.iter_mut().find(|part| part.0 == group || part.0 == usize::MAX) {
                *part = (group, part.1 + weight);
            }
        }
        let best = parts.into_iter().fold((usize::MAX, 0.0), |best, next| if next.1 > best.1 { next } else { best });
        (best.1 > 0.0 && best.1 >= ENOUGH * total).then(|| (best.0, best.1 / total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn company(posts: &[&[u32]], words: usize) -> Company {
        Company::new(words, posts.iter().copied())
    }

    #[test]
    fn words_that_meet_keep_company() {
        let posts: Vec<&[u32]> = [[0_u32, 1].as_slice(), &[2, 3], &[4]].into_iter().cycle().take(60).collect();
        let company = company(&posts, 5);
        assert!(company.mean(&[0, 1]) > 0.25 && company.mean(&[0, 2]) == 0.0 && company.mean(&[4]) == 0.0);
        let groups = company.groups(0.1);
        assert_eq!(groups, Groups { of_word: vec![Some(0), Some(0), Some(1), Some(1), None], count: 2 });
    }

    #[test]
    fn one_meeting_is_none() {
        let posts: Vec<&[u32]> = std::iter::once([0_u32, 1].as_slice()).chain([[2_u32].as_slice(); 50]).collect();
        assert_eq!(company(&posts, 3).closest(), 0.0);
    }

    #[test]
    fn linkage_is_by_average() {
        // 0–1 and 2–3 are close, 1–2 a little: the mean between the pairs is a quarter of that.
        let mut values = vec![0.0; 16];
        for (one, two, value) in [(0, 1, 0.8), (2, 3, 0.7), (1, 2, 0.4)] {
            (values[one * 4 + two], values[two * 4 + one]) = (value, value);
        }
        let of = |cut| Company { words: 4, values: values.clone() }.groups(cut).count;
        assert_eq!((of(0.2), of(0.05), of(0.9)), (2, 1, 0));
    }

    #[test]
    fn nothing_has_no_groups() {
        assert_eq!(company(&[], 0).groups(0.1).count, 0);
    }
}
