//! What people speak of, before and after: languages, lenses, themes. On a sample of the unit's posts.

use std::collections::BTreeMap;

use comity_measure::codebook::shares::adjust;
use comity_measure::language::{Language, identify};
use comity_measure::sentiment::Model;
use comity_measure::shares::Confusion;
use comity_measure::themes::{ThemeInput, find};
use rayon::prelude::*;

use super::gather::Sampled;
use super::lens;
use super::one_event::Study;
use super::outcome::{CodeShare, Theme, Themes};
use super::window::Buckets;

/// Held-out posts that a mix of languages counts as: those of most languages but English.
const HELD_OUT: f64 = 324.0;
/// Texts a side in which themes are looked for.
const THEME_TEXTS: usize = 2_000;

/// The sampled texts of one event, copies left out.
pub struct Speech<'a> {
    texts: [Vec<Text<'a>>; 2],
}

/// What was found in them.
pub struct Said {
    /// Capital and behaviour.
    pub lenses: [Vec<CodeShare>; 2],
    /// Themes.
    pub themes: Themes,
}

struct Text<'a> {
    text: &'a str,
    language: Option<Language>,
    author: u64,
    score: f32,
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
                .map(|s| {
                    let (chunk, row) = (&posts.chunks[s.place.0 as usize], s.place.1 as usize);
                    let language = identify(&s.text).language;
                    Text { text: s.text.as_str(), language, author: chunk.author[row], score: chunk.score[row] }
                })
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
                // Each language by its share here, not by how many of its posts were held out when the model was made.
                let share = *n as f64 / known as f64 * HELD_OUT / f64::from(figures.posts().max(1));
                for (row, counts) in mix.iter_mut().zip(figures.confusion) {
                    row.iter_mut().zip(counts).for_each(|(sum, count)| *sum += share * f64::from(count));
                }
            }
            mix
        })
    }

    /// Lenses and themes.
    ///
    /// # Errors
    /// Never with the codebooks in the binary.
    pub fn said(&self, lang: &str, units: &[String], seed: u64) -> anyhow::Result<Said> {
        let (lenses, themes) = rayon::join(
            || {
                let coded = self.coded();
                if coded.is_empty() { Ok(Default::default()) } else { lens::both(&coded, lang) }
            },
            || self.themes(units, seed),
        );
        Ok(Said { lenses: lenses?, themes })
    }

    /// How the share of each code of both lenses changed, without words and passages.
    ///
    /// # Errors
    /// Never with the codebooks in the binary.
    pub fn changes(&self) -> anyhow::Result<Vec<lens::CodeChange>> {
        let coded = self.coded();
        if coded.is_empty() { Ok(Vec::new()) } else { lens::changes(&coded) }
    }

    fn themes(&self, units: &[String], seed: u64) -> Themes {
        let part = |side: usize| self.texts[side].iter().take(THEME_TEXTS).map(move |text| (text, side == 1));
        let posts: Vec<(&Text<'_>, bool)> = part(0).chain(part(1)).collect();
        let texts: Vec<&str> = posts.iter().map(|(text, _)| text.text).collect();
        let after: Vec<bool> = posts.iter().map(|(_, after)| *after).collect();
        let scores: Vec<f32> = posts.iter().map(|(text, _)| text.score).collect();
        let mut found = find(ThemeInput { texts: &texts, after: &after, scores: Some(&scores), ignore: units }, seed);
        adjust(found.themes.iter_mut().map(|theme| &mut theme.share));
        let themes = found.themes.into_iter().map(|theme| Theme {
            words: theme.words,
            before: theme.share.before.value,
            after: theme.share.after.value,
            interval: theme.share.interval,
            p_adjusted: theme.share.q,
            score: theme.sentiment.unwrap_or_default(),
            stability: theme.stability,
            stable: theme.reliable,
            quotes: theme.examples,
        });
        Themes { sampled: found.posts, themes: themes.collect() }
    }

    /// Posts in a language that the codebooks speak. A post too short to tell counts as one in the language that most are
    /// written in, if that is one of them.
    fn coded(&self) -> Vec<lens::Post<'_>> {
        let shares = self.languages();
        let most = shares.iter().map(|(code, _)| code.as_str()).find(|code| *code != "und");
        let speaks = |code: &str| lens::LANGUAGES.into_iter().find(|l| *l == code);
        let (before, after) = (self.texts[0].iter().map(|t| (t, false)), self.texts[1].iter().map(|t| (t, true)));
        before
            .chain(after)
            .filter_map(|(text, after)| {
                let language = speaks(text.language.map_or(most?, |l| l.code()))?;
                Some(lens::Post { text: text.text, language, after, author: text.author })
            })
            .collect()
    }
}
