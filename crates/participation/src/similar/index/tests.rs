use proptest::prelude::*;

use super::*;

fn index(texts: &[&str]) -> Index {
    let mut index = Index::new(Limits::default());
    for (n, text) in texts.iter().enumerate() {
        index.put(ContributionId(n as u128), text).unwrap();
    }
    index
}

const TEXTS: [&str; 8] = [
    "Share data between the phones of a family",
    "Roaming alerts before the bill grows",
    "Condividere i giga con la famiglia",
    "A map of coverage along train lines",
    "Avvisi quando finiscono i giga all'estero",
    "Night mode in the app",
    "Keep the number when switching plans",
    "Weekend data for students",
];

#[test]
fn what_is_meant_comes_first() {
    let index = index(&TEXTS);
    let check = |typed: &str, expect: u128| {
        let found = index.find(typed, 3);
        assert_eq!(found.first().map(|f| f.contribution.0), Some(expect), "{typed}: {found:?}");
    };
    check("families sharing data", 0);
    check("roam", 1);
    check("raoming alert ", 1);
    check("condivisione giga famiglie", 2);
    check("condividera", 2);
    check("condividend", 2);
    check("CONDIVÍDERE", 2);
    check("treni? a train map", 3);
    check("avviso giga est", 4);
    check("switch my plan", 6);
    assert_eq!(index.find("zebra ", 3), []);
    assert_eq!(index.find("the of and ", 3), []);
    assert_eq!(index.find("", 3), []);
    assert_eq!(index.find("data", 0), []);
}

#[test]
fn the_same_words_are_nearly_one_and_others_are_not() {
    let index = index(&TEXTS);
    let same = index.find("share data between the phones of a family ", 1);
    assert!(same[0].likeness > 0.9, "{same:?}");
    let other = index.find("share photos of zebras and lions with colleagues ", 1);
    assert!(other[0].likeness < 0.4, "{other:?}");
    let twice = index.duplicates(ContributionId(0), "Sharing data between phones in a family", 0.6, 5);
    assert_eq!(twice, []);
    let twice = index.duplicates(ContributionId(99), "Sharing data between phones in a family", 0.6, 5);
    assert_eq!(twice.iter().map(|f| f.contribution.0).collect::<Vec<_>>(), [0]);
}

#[test]
fn limits_hold() {
    let mut index = Index::new(Limits { texts: 2, words: 3, stems: 4 });
    index.put(ContributionId(1), "alpha bravo charlie delta").unwrap();
    index.put(ContributionId(2), "echo foxtrot golf").unwrap();
    assert_eq!(index.put(ContributionId(3), "hotel"), Err(Full(2)));
    assert_eq!(index.find("delta ", 5), [], "the fourth word");
    assert_eq!(index.find("foxtrot ", 5), [], "the fifth stem");
    index.put(ContributionId(2), "india").unwrap();
    assert_eq!(index.find("india ", 5).len(), 1, "there is room again");
}

/// Everything that a text has in the index, by name, so that two indexes can be compared whatever their inner numbers.
fn content(index: &Index) -> BTreeMap<String, BTreeMap<ContributionId, u8>> {
    let of = |number: &u32| {
        let postings = &index.stems[*number as usize].postings;
        postings.iter().map(|p| (index.texts[p.slot as usize].as_ref().unwrap().id, p.times)).collect()
    };
    index.numbers.iter().map(|(name, number)| (name.to_string(), of(number))).collect()
}

proptest! {
    /// However texts come, change and go, the index holds what one has that was made of the texts that are left, and finds the same.
    #[test]
    fn changing_comes_to_the_same_as_beginning_anew(
        acts in proptest::collection::vec((0_u128..8, proptest::option::weighted(0.7, "[a-d]{1,4}( [a-d]{3,6}){0,5}")), 0..40),
        typed in "[a-d]{1,5}( [a-d]{2,5}){0,3} ?",
    ) {
        let mut changed = Index::new(Limits::default());
        let mut left: BTreeMap<u128, String> = BTreeMap::new();
        for (id, text) in acts {
            match text {
                Some(text) => {
                    changed.put(ContributionId(id), &text).unwrap();
                    left.insert(id, text);
                }
                None => prop_assert_eq!(changed.remove(ContributionId(id)), left.remove(&id).is_some()),
            }
        }
        let mut fresh = Index::new(Limits::default());
        for (id, text) in &left {
            fresh.put(ContributionId(*id), text).unwrap();
        }
        prop_assert_eq!(content(&changed), content(&fresh));
        let (one, other) = (changed.find(&typed, 8), fresh.find(&typed, 8));
        prop_assert_eq!(&one, &other);
        prop_assert!(one.iter().all(|found| (0.0..=1.0).contains(&found.likeness)));
        prop_assert!(one.windows(2).all(|w| w[0].likeness >= w[1].likeness));
    }
}

/// `cargo test --release -p comity-participation speed_of_a_query -- --ignored --nocapture`.
#[test]
#[ignore = "prints figures"]
fn speed_of_a_query() {
    use rand::{RngExt as _, SeedableRng as _};
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    // Zipf's law over 60,000 words, as in natural texts.
    let mut word = || {
        let rank = 60_000_f64.powf(rng.random::<f64>()) as u32;
        let mut text = String::new();
        let mut rest = rank.wrapping_mul(2_654_435_761) % 100_000_007;
        for _ in 0..(3 + rank % 6) {
            text.push(char::from(b'a' + (rest % 26) as u8));
            rest = rest / 26 + rank;
        }
        text
    };
    let mut text = |words: usize| (0..words).map(|_| word()).collect::<Vec<_>>().join(" ");
    let texts: Vec<String> = (0..100_000).map(|n| text(8 + n % 20)).collect();
    let mut index = Index::new(Limits::default());
    let started = std::time::Instant::now();
    for (n, text) in texts.iter().enumerate() {
        index.put(ContributionId(n as u128), text).unwrap();
    }
    println!("put in {:?}, {} stems, {} MB", started.elapsed(), index.numbers.len(), index.bytes() / 1_000_000);
    let mut times: Vec<f64> = Vec::new();
    for n in 0..1_000 {
        let typed = if n % 3 == 0 { text(1) } else { text(2 + n % 8) };
        let cut = (typed.len() - n % 3).max(1);
        let started = std::time::Instant::now();
        let found = index.find(&typed[..cut], 5);
        times.push(started.elapsed().as_secs_f64() * 1e3);
        std::hint::black_box(found);
    }
    times.sort_by(f64::total_cmp);
    println!("a query: median {:.2} ms, 99th {:.2} ms, longest {:.2} ms", times[500], times[990], times[999]);
    let started = std::time::Instant::now();
    for n in 0..1_000_u128 {
        index.put(ContributionId(n * 97), &texts[(n * 89) as usize]).unwrap();
    }
    println!("a change: {:.3} ms", started.elapsed().as_secs_f64());
}

#[test]
fn words_that_nobody_wrote_are_named() {
    let mut index = Index::new(Limits::default());
    index.put(ContributionId(1), "Più dati all’estero").unwrap();
    let check = |typed: &str, expect: &[&str]| assert_eq!(index.unknown(typed), expect, "{typed:?}");
    check("", &[]);
    check("dati zzyzx ", &["zzyzx"]);
    check("ester", &[]);
    check("esteor dato", &[]);
    check("Zzyzx e zzyzx? wxyz", &["zzyzx", "wxyz"]);
}
