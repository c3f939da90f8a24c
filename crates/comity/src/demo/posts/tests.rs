use std::collections::{BTreeMap, BTreeSet};

use comity_measure::language::{Language, identify};

use super::*;

fn bytes(seed: u64) -> Vec<u8> {
    let mut out = Vec::new();
    write(simulate(seed).unwrap().iter(), &BRANDS, &mut out).unwrap();
    out
}

/// Day of a post, from the first.
fn day(post: &Post) -> usize {
    let first = FIRST.to_zoned(TimeZone::UTC).unwrap().timestamp().as_second();
    usize::try_from((post.time - first) / DAY).unwrap()
}

/// Mean of what was meant, from −1 to 1.
fn mean<'a>(posts: impl Iterator<Item = &'a Post>) -> f64 {
    let (n, sum) = posts.fold((0.0, 0.0), |(n, sum), post| (n + 1.0, sum + post.meant as i32 as f64 - 1.0));
    sum / n
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert!(bytes(5) == bytes(5));
    assert!(bytes(5) != bytes(6));
}

#[test]
fn a_year_holds_about_forty_thousand_posts_of_four_brands() {
    let posts = simulate(1).unwrap();
    assert!((38_000..43_000).contains(&posts.len()), "{}", posts.len());
    for (index, brand) in BRANDS.iter().enumerate() {
        let share = posts.iter().filter(|p| p.brand == index).count() as f64 / posts.len() as f64;
        assert!((share - brand.share).abs() < 0.02, "{}: {share}", brand.name);
    }
    assert_eq!((day(&posts[0]), day(&posts[posts.len() - 1])), (0, DAYS - 1));
    assert!(posts.windows(2).all(|pair| pair[0].time <= pair[1].time && pair[0].id < pair[1].id));
}

#[test]
fn the_planted_change_is_there_and_nowhere_else() {
    // Over several years, so that chance does not decide.
    let shift = |brand: usize| -> f64 {
        let of_year = |seed| {
            let posts = simulate(seed).unwrap();
            let side = |from: usize, to: usize| {
                mean(posts.iter().filter(|p| p.brand == brand && (from..to).contains(&day(p))))
            };
            side(planted::DAY, DAYS) - side(planted::DAY - 90, planted::DAY)
        };
        (0..4).map(of_year).sum::<f64>() / 4.0
    };
    let planted = planted::SHIFT[2] - planted::SHIFT[0];
    assert!((planted * 1.5..planted * 0.6).contains(&shift(planted::BRAND)), "{}", shift(planted::BRAND));
    assert!(shift(1).abs() < 0.07, "{}", shift(1));
}

#[test]
fn the_talk_turns_to_fares() {
    let posts = simulate(1).unwrap();
    let speaks = |from: usize, to: usize, words: &[&str]| {
        let side: Vec<&Post> = posts.iter().filter(|p| p.brand == 0 && (from..to).contains(&day(p))).collect();
        let hits = side.iter().filter(|p| words.iter().any(|w| p.text.to_lowercase().contains(w))).count();
        hits as f64 / side.len() as f64
    };
    for words in [&["fare", "tariff"][..], &["loyal", "years", "anni"], &["told", "asked", "avvisato"]] {
        let (before, after) = (speaks(0, planted::DAY, words), speaks(planted::DAY, planted::DAY + 14, words));
        assert!(after > 1.5 * before + 0.01, "{words:?}: {before} {after}");
    }
}

#[test]
fn texts_are_varied() {
    let posts = simulate(1).unwrap();
    let distinct: BTreeSet<&str> = posts.iter().map(|p| p.text.as_str()).collect();
    let share = distinct.len() as f64 / posts.len() as f64;
    assert!((0.88..0.985).contains(&share), "{share}");
    assert!(posts.iter().all(|p| (3..500).contains(&p.text.chars().count())));
    assert!(posts.iter().any(|p| p.text.contains('\n')) && posts.iter().any(|p| p.text.contains('"')));
}

#[test]
fn nothing_of_the_grammar_is_left_in_a_text() {
    for post in simulate(2).unwrap() {
        assert!(!post.text.contains(['{', '}', '<', '>', '|']), "{}", post.text);
        assert!(!post.text.contains("  ") && post.text.trim() == post.text, "{:?}", post.text);
    }
}

#[test]
fn every_post_names_its_brand() {
    for post in simulate(3).unwrap() {
        let brand = &BRANDS[post.brand];
        let named = post.author == brand.handle || post.text.to_lowercase().contains(&brand.short.to_lowercase());
        assert!(named, "{}: {}", brand.name, post.text);
    }
}

#[test]
fn one_post_in_seven_is_italian() {
    let posts = simulate(1).unwrap();
    let italian = |text: &str| identify(text).language == Some(Language::Italian);
    let share = posts.iter().filter(|p| italian(&p.text)).count() as f64 / posts.len() as f64;
    assert!((0.12..0.18).contains(&share), "{share}");
}

#[test]
fn copies_and_the_brands_own_lines_are_there() {
    let posts = simulate(1).unwrap();
    let mut times: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for post in &posts {
        *times.entry((post.brand, post.text.as_str())).or_default() += 1;
    }
    assert!(times.iter().any(|((_, text), n)| *n > 30 && text.contains("win")));
    assert!(times.iter().any(|((brand, text), n)| *n > 10 && *brand == 0 && text.starts_with("Copy and paste")));
    assert!(posts.iter().any(|p| p.author == "NordaMobile"));
    assert!(posts.iter().filter(|p| p.text.starts_with("RT @")).count() > 200);
}

#[test]
fn the_two_files_overlap_by_a_day() {
    let posts = simulate(1).unwrap();
    let (first, second) = (of_file(&posts, false).count(), of_file(&posts, true).count());
    let twice = first + second - posts.len();
    assert!((40..400).contains(&twice), "{twice}");
}
