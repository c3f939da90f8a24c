//! Themes: what a set of posts is about, before and after an event.
//!
//! Words that keep company are grouped: average linkage on the normalised pointwise mutual information of two words (Bouma
//! 2009), counted cautiously. A post belongs to the group that most of its weight lies in, if any is strong enough; most
//! posts may belong to none. The clusters of posts are then named by c-TF-IDF over words and word pairs (Grootendorst
//! 2022). How many themes there are is not chosen but follows from how close words have to be.
//!
//! Clustering always finds clusters. So each theme has to show that it is one:
//! - **coherence**: groups have to be closer than any two words are in posts among which the words were shuffled;
//! - **stability**: the whole fit is repeated on random parts of the posts, and a theme's stability is the mean over them of
//!   the best Jaccard overlap with a cluster found there (Hennig 2007).
//!
//! When no theme passes, the answer is [`Finding::NoStableThemes`].

mod company;
mod label;
pub mod quote;
mod stability;
mod stop;
mod terms;

use serde::Serialize;

use crate::codebook::shares::{ShareChange, change};

/// What [`find`] looks at; texts should be free of duplicates. At most some 8,000 texts are meant; time grows linearly.
#[derive(Clone, Copy, Debug)]
pub struct ThemeInput<'a> {
    /// The posts.
    pub texts: &'a [&'a str],
    /// Whether each was written after the event.
    pub after: &'a [bool],
    /// Sentiment of each; what is not a number is left out of means.
    pub scores: Option<&'a [f32]>,
    /// Names that are no theme, such as those of the units compared; also without spaces, as in a handle.
    pub ignore: &'a [String],
}

/// What came of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// At least one theme is stable and coherent.
    Stable,
    /// There are clusters, none of which can be relied on.
    NoStableThemes,
    /// Fewer posts with words in common than [`FEWEST`].
    TooFewPosts,
}

/// Fewest posts with known words that themes are looked for in.
pub const FEWEST: usize = 60;

/// Stability from which a theme counts as one (Hennig 2007 calls clusters below .6 not to be trusted).
pub const STABLE: f64 = 0.6;

/// The themes of a set of posts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Themes {
    /// What came of it.
    pub finding: Finding,
    /// The themes, those that can be relied on first, then by share.
    pub themes: Vec<Theme>,
    /// Posts given.
    pub posts: usize,
    /// Posts that belong to no cluster.
    pub without_theme: usize,
    /// Refits that stability rests on.
    pub refits: usize,
    /// The closest company of any two words in shuffled posts; themes are closer than this on average.
    pub chance_coherence: f64,
}

/// One theme.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Theme {
    /// Its words and word pairs, the most telling first.
    pub words: Vec<String>,
    /// Share of posts before and after.
    pub share: ShareChange,
    /// Mean sentiment of its posts before and after, where there are any with a score.
    pub sentiment: Option<[Option<f64>; 2]>,
    /// Mean best Jaccard overlap over refits, 0 to 1.
    pub stability: f64,
    /// Mean company (cautious normalised pointwise mutual information) of its words, 0 to 1.
    pub coherence: f64,
    /// Whether its stability reaches [`STABLE`].
    pub reliable: bool,
    /// Up to three typical posts, masked and shortened by [`quote::quote`].
    pub examples: Vec<String>,
}

/// Finds the themes of posts; the same ones for the same `seed`, whatever the number of threads.
///
/// Of slices of different lengths only the common beginning is used.
pub fn find(input: ThemeInput, seed: u64) -> Themes {
    let posts = input.texts.len().min(input.after.len()).min(input.scores.map_or(usize::MAX, <[f32]>::len));
    let (texts, after) = (&input.texts[..posts], &input.after[..posts]);
    let corpus = terms::Corpus::new(texts, input.ignore);
    let without_theme = posts - corpus.rows.len();
    let empty = Themes {
        finding: Finding::TooFewPosts,
        themes: Vec::new(),
        posts,
        without_theme,
        refits: 0,
        chance_coherence: 0.0,
    };
    if corpus.rows.len() < FEWEST {
        return empty;
    }
    let fit = stability::fit(&corpus, seed);
    let labels = label::labels(&corpus, texts, &fit.of, fit.clusters());
    let mut themes: Vec<Theme> = fit
        .kept
        .iter()
        .map(|&cluster| {
            let member = fit.members(&corpus, cluster, posts);
            Theme {
                words: labels[cluster].clone(),
                share: change(member.iter().copied(), after, None),
                sentiment: input.scores.map(|scores| sentiment(&member, after, &scores[..posts])),
                stability: fit.stability[cluster],
                coherence: fit.coherence[cluster],
                reliable: fit.stability[cluster] >= STABLE,
                examples: examples(&corpus, texts, &fit.nearest(&corpus, cluster), input.ignore),
            }
        })
        .collect();
    let share = |theme: &Theme| (theme.share.before.count + theme.share.after.count) as f64;
    themes.sort_by(|a, b| {
        (b.reliable, share(b)).partial_cmp(&(a.reliable, share(a))).unwrap_or(std::cmp::Ordering::Equal)
    });
    let finding = if themes.iter().any(|theme| theme.reliable) { Finding::Stable } else { Finding::NoStableThemes };
    let without_theme = posts - fit.of.iter().flatten().count();
    Themes { finding, themes, without_theme, refits: stability::REFITS, chance_coherence: fit.chance, ..empty }
}

fn sentiment(member: &[bool], after: &[bool], scores: &[f32]) -> [Option<f64>; 2] {
    let mut sums = [(0.0, 0_usize); 2];
    for ((_, &after), &score) in
        member.iter().zip(after).zip(scores).filter(|((member, _), score)| **member && score.is_finite())
    {
        let (sum, count) = &mut sums[usize::from(after)];
        *sum += f64::from(score);
        *count += 1;
    }
    sums.map(|(sum, count)| (count > 0).then(|| sum / count as f64))
}

fn examples(corpus: &terms::Corpus, texts: &[&str], nearest: &[usize], ignore: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for &post in nearest {
        let quoted = quote::quote(texts[post], quote::LENGTH, |word| corpus.is_common(word) || ignored(ignore, word));
        let opening = |text: &str| text.chars().take(30).collect::<String>();
        if quoted.chars().count() >= 20 && !found.iter().any(|other| opening(other) == opening(&quoted)) {
            found.push(quoted);
        }
        if found.len() == 3 {
            break;
        }
    }
    found
}

fn ignored(ignore: &[String], word: &str) -> bool {
    ignore.iter().any(|name| name.split_whitespace().any(|part| part.to_lowercase() == word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand_chacha::ChaCha8Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    use super::*;

    /// Posts of words drawn from the given lists in turn, one list a theme, with `noise` common words each.
    fn posts(lists: &[&[&str]], count: usize, words: usize, seed: u64) -> Vec<String> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let filler = ["really", "today", "again", "people", "thing", "little", "whole", "always"];
        (0..count)
            .map(|post| {
                let list = lists[post % lists.len()];
                let mut text: Vec<&str> = (0..words).map(|_| list[random.next_u32() as usize % list.len()]).collect();
                text.push(filler[random.next_u32() as usize % filler.len()]);
                text.join(" ")
            })
            .collect()
    }

    const BAGS: &[&str] = &["suitcase", "baggage", "carousel", "lost", "claim", "zipper"];
    const FOOD: &[&str] = &["sandwich", "coffee", "meal", "snack", "tasty", "cold"];
    const CALLS: &[&str] = &["phone", "hold", "agent", "music", "queue", "callback"];

    fn run(posts: &[String], after: &[bool], ignore: &[String]) -> Themes {
        let texts: Vec<&str> = posts.iter().map(String::as_str).collect();
        let scores: Vec<f32> = after.iter().map(|&after| if after { -1.0 } else { 1.0 }).collect();
        find(ThemeInput { texts: &texts, after, scores: Some(&scores), ignore }, 1)
    }

    #[test]
    fn planted_themes_are_found() {
        let posts = posts(&[BAGS, FOOD, CALLS], 600, 4, 3);
        let after: Vec<bool> = (0..600).map(|post| post >= 300).collect();
        let found = run(&posts, &after, &[]);
        assert_eq!(found.finding, Finding::Stable);
        for list in [BAGS, FOOD, CALLS] {
            let hit = |theme: &&Theme| {
                theme.reliable
                    && theme.words.iter().flat_map(|words| words.split(' ')).filter(|word| list.contains(word)).count()
                        >= 3
            };
            assert!(found.themes.iter().any(|theme| hit(&theme)), "{list:?} not in {found:#?}");
        }
        assert_eq!(found.themes[0].sentiment, Some([Some(1.0), Some(-1.0)]));
    }

    #[test]
    fn a_theme_that_grew_shows_it() {
        let mut all = posts(&[BAGS, FOOD], 300, 4, 5);
        all.extend(posts(&[BAGS, BAGS, BAGS, FOOD], 300, 4, 6));
        let after: Vec<bool> = (0..600).map(|post| post >= 300).collect();
        let found = run(&all, &after, &[]);
        let grown: f64 = found
            .themes
            .iter()
            .filter(|theme| theme.words.iter().any(|word| BAGS.contains(&word.as_str())))
            .map(|theme| theme.share.difference)
            .sum();
        assert!((grown - 0.25).abs() < 0.05, "{found:#?}");
    }

    #[test]
    fn words_without_structure_give_no_theme() {
        let words: Vec<String> = (0..120)
            .map(|n| {
                format!(
                    "{}{}",
                    ["ba", "co", "di", "fu", "ge"][n % 5],
                    ["lor", "min", "nes", "pat", "rik", "sot"][n / 5 % 6].repeat(1 + n / 30)
                )
            })
            .collect();
        let list: Vec<&str> = words.iter().map(String::as_str).collect();
        for seed in 0..5 {
            let posts = posts(&[&list], 800, 7, seed);
            let found = run(&posts, &vec![false; 800], &[]);
            assert_eq!(found.finding, Finding::NoStableThemes, "{found:#?}");
        }
    }

    #[test]
    fn unit_names_are_no_label() {
        let posts: Vec<String> =
            posts(&[BAGS, FOOD], 200, 4, 8).iter().map(|post| format!("North Wind {post} northwind")).collect();
        let found = run(&posts, &[true; 200], &["North Wind".into()]);
        let words: Vec<&str> = found.themes.iter().flat_map(|t| &t.words).flat_map(|w| w.split(' ')).collect();
        assert!(
            !words.is_empty() && ["north", "wind", "northwind"].iter().all(|name| !words.contains(name)),
            "{words:?}"
        );
    }

    #[test]
    fn few_posts_are_too_few() {
        for count in [0, 1, 20] {
            let found = run(&posts(&[BAGS], count, 4, 1), &vec![false; count], &[]);
            assert_eq!((found.finding, found.themes.len()), (Finding::TooFewPosts, 0));
        }
    }

    #[test]
    fn equal_posts_give_an_answer() {
        let found = run(&["the same lost suitcase"; 300].map(str::to_owned), &vec![false; 300], &[]);
        assert_ne!(found.finding, Finding::Stable);
    }

    #[test]
    fn the_seed_decides_and_threads_do_not() {
        let posts = posts(&[BAGS, FOOD, CALLS], 400, 3, 9);
        let one =
            rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| run(&posts, &[true; 400], &[]));
        let three =
            rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap().install(|| run(&posts, &[true; 400], &[]));
        assert_eq!(one, three);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn any_text_is_survived(texts in prop::collection::vec("\\PC{0,30}|(lost|bag|late|cold|coffee|@a|#b|12| ){0,12}", 0..120)) {
            let found = run(&texts, &vec![true; texts.len()], &[]);
            prop_assert_eq!(found.posts, texts.len());
        }
    }
}
