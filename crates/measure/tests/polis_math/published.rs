//! The groups of the whole pipeline beside the groups that Polis published.

use crate::read::export;
use comity_measure::opinion::polis::{Conversation, PolisMap, Settings, map};
use comity_measure::opinion::rand_index::adjusted_rand_index;

fn agreement(map: &PolisMap, published: &[Option<usize>]) -> (f64, usize) {
    let ours = map.group_of(published.len());
    let (a, b): (Vec<usize>, Vec<usize>) = ours.iter().zip(published).filter_map(|(a, b)| (*a).zip(*b)).unzip();
    (adjusted_rand_index(&a, &b).unwrap_or(f64::NAN), a.len())
}

fn show(what: &str, map: &PolisMap, published: &[Option<usize>]) {
    let (index, both) = agreement(map, published);
    let theirs = published.iter().flatten().count();
    let sizes: Vec<usize> = map.groups.iter().map(|g| g.people.len()).collect();
    let mut theirsizes = vec![0; 6];
    for g in published.iter().flatten() {
        theirsizes[*g] += 1;
    }
    println!(
        "{what:40} {index:.3}  in ours {} theirs {theirs} both {both}; groups {sizes:?} theirs {theirsizes:?} {:?}",
        map.included.len(),
        map.silhouettes
    );
}

#[test]
#[ignore]
fn explore() {
    for name in [
        "scoop-hivemind.biodiversity",
        "vtaiwan.uberx",
        "scoop-hivemind.taxes",
        "15-per-hour-seattle",
        "canadian-electoral-reform",
    ] {
        let Some(export) = export(name) else { return };
        let t = std::time::Instant::now();
        let mut s = Settings::default();
        show(&format!("{name} once"), &map(&export.cast, &export.standing, s), &export.groups);
        println!("{:?}", t.elapsed());
        show(&format!("{name} once, nothing moderated"), &map(&export.cast, &[], s), &export.groups);
        s.groups = 2;
        show(&format!("{name} once, k=2"), &map(&export.cast, &export.standing, s), &export.groups);
        show(&format!("{name} k=2, nothing moderated"), &map(&export.cast, &[], s), &export.groups);
        s.groups = 5;
        let mut cast = export.cast.clone();
        cast.sort_by_key(|c| c.time);
        for n in [20usize, 100, 400] {
            let mut conversation = Conversation::new(&export.standing, s);
            let mut last = None;
            let t = std::time::Instant::now();
            for batch in cast.chunks(cast.len().div_ceil(n)) {
                last = Some(conversation.update(batch));
            }
            show(&format!("{name} in {n} batches"), &last.unwrap(), &export.groups);
            println!("{:?}", t.elapsed());
        }
    }
}
