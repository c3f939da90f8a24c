//! Names of clusters: c-TF-IDF (Grootendorst 2022).

use std::collections::BTreeMap;

use super::terms::Corpus;

/// Words and pairs in a name.
const WORDS: usize = 5;
/// Uses of a pair below which it names nothing.
const RAREST_PAIR: usize = 3;

/// The names of all clusters.
pub(super) fn labels(corpus: &Corpus, texts: &[&str], of: &[Option<usize>], clusters: usize) -> Vec<Vec<String>> {
    let words = telling_words(corpus, of, clusters);
    let pairs = telling_pairs(corpus, of, clusters);
    words.iter().zip(pairs).map(|(words, pairs)| name(corpus, texts, words, pairs)).collect()
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
fn telling_words(corpus: &Corpus, of: &[Option<usize>], clusters: usize) -> Vec<Vec<(f64, u32)>> {
    let mut uses = vec![0_usize; corpus.weight.len() * (clusters + 1)];
    for (row, cluster) in corpus.words.iter().zip(of) {
        // Posts in no cluster are a class of their own: what they are full of tells nothing about the others.
        let cluster = cluster.unwrap_or(clusters);
        row.iter().for_each(|&word| uses[word as usize * (clusters + 1) + cluster] += 1);
    }
    let total: usize = uses.iter().sum();
    let per_cluster = total as f64 / (clusters + 1) as f64;
    let mut telling = vec![Vec::new(); clusters];
    for (word, uses) in uses.chunks(clusters + 1).enumerate() {
        let all: usize = uses.iter().sum();
        for (telling, &own) in telling.iter_mut().zip(uses).filter(|&(_, &own)| own > 0) {
            telling.push((own as f64 * (1.0 + per_cluster / all as f64).ln(), word as u32));
        }
    }
    telling.into_iter().map(best).collect()
}

fn telling_pairs(corpus: &Corpus, of: &[Option<usize>], clusters: usize) -> Vec<Vec<(f64, (u32, u32))>> {
    let mut uses: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    let mut words = 0;
    for ((row, pairs), cluster) in corpus.words.iter().zip(&corpus.pairs).zip(of) {
        words += row.len();
        for &pair in pairs {
            uses.entry(pair).or_insert_with(|| vec![0; clusters + 1])[cluster.unwrap_or(clusters)] += 1;
        }
    }
    let per_cluster = words as f64 / (clusters + 1) as f64;
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
        let of: Vec<Option<usize>> = corpus.rows.iter().map(|&post| Some(usize::from(post >= 3))).collect();
        let telling = telling_words(&corpus, &of, 2);
        let names: Vec<String> = telling[0].iter().map(|&(_, word)| corpus.name(TEXTS, word)).collect();
        assert_eq!(names, ["lost", "suitcase"]);
        assert_eq!(telling_pairs(&corpus, &of, 2)[0].len(), 1);
    }

    #[test]
    fn a_pair_takes_the_place_of_its_words() {
        let corpus = corpus(TEXTS);
        let of = vec![Some(0); corpus.rows.len()];
        let pairs = telling_pairs(&corpus, &of, 1).remove(0);
        let names = name(&corpus, TEXTS, &telling_words(&corpus, &of, 1)[0], pairs);
        assert_eq!(names.iter().filter(|name| name.contains("lost")).count(), 1, "{names:?}");
    }
}
