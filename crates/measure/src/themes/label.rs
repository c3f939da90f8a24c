//! Names of clusters, and whether the words in a name belong together.

use std::collections::BTreeMap;

use super::stability::Fit;
use super::terms::Corpus;

/// Words and pairs in a name.
const WORDS: usize = 5;
/// Words that coherence is measured on.
const COHERENT: usize = 4;
/// Uses of a pair below which it names nothing.
const RAREST_PAIR: usize = 3;

pub(super) struct Label {
    pub words: Vec<String>,
    pub coherence: f64,
}

/// The names of all clusters.
pub(super) fn labels(corpus: &Corpus, texts: &[&str], fit: &Fit) -> Vec<Label> {
    let clusters = fit.clusters();
    let words = telling_words(corpus, fit.of(), clusters);
    let pairs = telling_pairs(corpus, fit.of(), clusters);
    let coherence = coherences_of(corpus, &words);
    words
        .iter()
        .zip(pairs)
        .zip(coherence)
        .map(|((words, pairs), coherence)| Label { words: name(corpus, texts, words, pairs), coherence })
        .collect()
}

/// The coherence of every cluster's words.
pub(super) fn coherences(corpus: &Corpus, of: &[usize], clusters: usize) -> Vec<f64> {
    coherences_of(corpus, &telling_words(corpus, of, clusters))
}

/// Merges both rankings; what shares a word with something chosen already is left out.
fn name(corpus: &Corpus, texts: &[&str], words: &[(f64, u32)], pairs: Vec<(f64, (u32, u32))>) -> Vec<String> {
    let mut candidates: Vec<(f64, u32, Option<u32>)> =
        words.iter().map(|&(weight, word)| (weight, word, None)).collect();
    candidates.extend(pairs.into_iter().map(|(weight, (one, two))| (weight, one, Some(two))));
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut used = Vec::new();
    let mut name = Vec::new();
    for (_, one, two) in candidates {
        if used.contains(&one) || two.is_some_and(|two| used.contains(&two)) {
            continue;
        }
        used.push(one);
        used.extend(two);
        let second = two.map(|two| corpus.name(texts, two));
        name.push(
            second.map_or_else(|| corpus.name(texts, one), |second| format!("{} {second}", corpus.name(texts, one))),
        );
        if name.len() == WORDS {
            break;
        }
    }
    name
}

/// c-TF-IDF of words: tf in the cluster · ln(1 + A/f), A the words per cluster on average, f the uses in all. Best first.
fn telling_words(corpus: &Corpus, of: &[usize], clusters: usize) -> Vec<Vec<(f64, u32)>> {
    let mut uses = vec![0_usize; corpus.weight.len() * clusters];
    for (row, &cluster) in corpus.words.iter().zip(of) {
        row.iter().for_each(|&word| uses[word as usize * clusters + cluster] += 1);
    }
    let total: usize = uses.iter().sum();
    let per_cluster = total as f64 / clusters.max(1) as f64;
    let mut telling = vec![Vec::new(); clusters];
    for (word, uses) in uses.chunks(clusters.max(1)).enumerate() {
        let all: usize = uses.iter().sum();
        for (telling, &own) in telling.iter_mut().zip(uses).filter(|&(_, &own)| own > 0) {
            telling.push((own as f64 * (1.0 + per_cluster / all as f64).ln(), word as u32));
        }
    }
    telling.into_iter().map(best).collect()
}

fn telling_pairs(corpus: &Corpus, of: &[usize], clusters: usize) -> Vec<Vec<(f64, (u32, u32))>> {
    let mut uses: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    let mut words = 0;
    for ((row, pairs), &cluster) in corpus.words.iter().zip(&corpus.pairs).zip(of) {
        words += row.len();
        for &pair in pairs {
            uses.entry(pair).or_insert_with(|| vec![0; clusters])[cluster] += 1;
        }
    }
    let per_cluster = words as f64 / clusters.max(1) as f64;
    let mut telling = vec![Vec::new(); clusters];
    for (pair, uses) in uses {
        let all: usize = uses.iter().sum();
        for (telling, &own) in telling.iter_mut().zip(&uses).filter(|&(_, &own)| own >= RAREST_PAIR) {
            telling.push((own as f64 * (1.0 + per_cluster / all as f64).ln(), pair));
        }
    }
    telling.into_iter().map(best).collect()
}

fn best<T: Ord + Copy>(mut telling: Vec<(f64, T)>) -> Vec<(f64, T)> {
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    telling.truncate(3 * WORDS);
    telling
}

/// Mean over pairs of a cluster's first words of ln(p(a,b) / p(a)p(b)) / −ln p(a,b), from posts; −1 for a pair that never meets.
fn coherences_of(corpus: &Corpus, telling: &[Vec<(f64, u32)>]) -> Vec<f64> {
    let chosen: Vec<Vec<u32>> =
        telling.iter().map(|words| words.iter().take(COHERENT).map(|&(_, word)| word).collect()).collect();
    let mut together: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for words in &chosen {
        for (place, &one) in words.iter().enumerate() {
            for &two in &words[place + 1..] {
                together.insert((one.min(two), one.max(two)), 0);
            }
        }
    }
    let mut asked = vec![false; corpus.weight.len()];
    chosen.iter().flatten().for_each(|&word| asked[word as usize] = true);
    for row in &corpus.words {
        let met: Vec<u32> = row.iter().copied().filter(|&word| asked[word as usize]).collect();
        for (place, &one) in met.iter().enumerate() {
            for &two in &met[place + 1..] {
                if let Some(count) = together.get_mut(&(one, two)) {
                    *count += 1;
                }
            }
        }
    }
    let posts = corpus.words.len() as f64;
    let information = |one: u32, two: u32| {
        let both = together.get(&(one.min(two), one.max(two))).copied().unwrap_or(0) as f64 / posts;
        let [one, two] = [one, two].map(|word| f64::from(corpus.frequency[word as usize]) / posts);
        match both {
            0.0 => -1.0,
            1.0.. => 1.0,
            _ => (both / (one * two)).ln() / -both.ln(),
        }
    };
    chosen
        .iter()
        .map(|words| {
            let pairs: Vec<f64> = words
                .iter()
                .enumerate()
                .flat_map(|(place, &one)| words[place + 1..].iter().map(move |&two| (one, two)))
                .map(|(one, two)| information(one, two))
                .collect();
            if pairs.is_empty() { -1.0 } else { pairs.iter().sum::<f64>() / pairs.len() as f64 }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(texts: &[&str]) -> Corpus {
        Corpus::new(texts, &[])
    }

    const TEXTS: &[&str] = &[
        "lost suitcase",
        "lost suitcase",
        "lost suitcase",
        "cold coffee",
        "coffee cold",
        "cold coffee",
        "late phone",
        "phone late",
        "late phone",
        "gate seat",
        "seat gate",
        "gate seat",
        "wide window",
    ];

    #[test]
    fn words_of_a_cluster_come_first() {
        let corpus = corpus(TEXTS);
        let of: Vec<usize> = corpus.rows.iter().map(|&post| usize::from(post >= 3)).collect();
        let telling = telling_words(&corpus, &of, 2);
        let names: Vec<String> = telling[0].iter().map(|&(_, word)| corpus.name(TEXTS, word)).collect();
        assert_eq!(names, ["lost", "suitcase"]);
        assert_eq!(telling_pairs(&corpus, &of, 2)[0].len(), 1);
    }

    #[test]
    fn a_pair_takes_the_place_of_its_words() {
        let corpus = corpus(TEXTS);
        let of = vec![0; corpus.rows.len()];
        let pairs = telling_pairs(&corpus, &of, 1).remove(0);
        let names = name(&corpus, TEXTS, &telling_words(&corpus, &of, 1)[0], pairs);
        assert_eq!(names.iter().filter(|name| name.contains("lost")).count(), 1, "{names:?}");
    }

    #[test]
    fn words_that_always_meet_are_coherent() {
        let corpus = corpus(TEXTS);
        let of: Vec<usize> = corpus.rows.iter().map(|&post| post / 3).collect();
        assert!(coherences(&corpus, &of, 5)[..4].iter().all(|&coherence| (coherence - 1.0).abs() < 1e-9));
        assert_eq!(coherences(&corpus, &vec![0; corpus.rows.len()], 1).len(), 1);
    }
}
