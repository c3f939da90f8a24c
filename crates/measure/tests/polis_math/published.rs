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

#[test]
#[ignore]
fn explore_math() {
    use crate::read::{ids, server};
    for name in ["25ptpt-3gp-no-strict-with-meta", "50ptpt-3gp-strict-no-meta", "above-100-ptpts"] {
        let Some(server) = server(name) else { return };
        let base = &server.math["base-clusters"];
        let base: Vec<(u32, Vec<u32>)> = ids(&base["id"]).into_iter().zip(base["members"].as_array().unwrap().iter().map(ids)).collect();
        let mut published = vec![None; 300];
        for (g, group) in server.math["group-clusters"].as_array().unwrap().iter().enumerate() {
            for id in ids(&group["members"]) {
                for &p in &base.iter().find(|b| b.0 == id).unwrap().1 { published[p as usize] = Some(g); }
            }
        }
        let mut theirs = ids(&server.math["in-conv"]); theirs.sort();
        let s = Settings::default();
        let once = map(&server.cast, &server.standing, s);
        show(&format!("{name} once"), &once, &published);
        let mut cast = server.cast.clone();
        cast.sort_by_key(|c| c.time);
        for size in [400usize, 100, 20, 5, 1] {
            let t = std::time::Instant::now();
            let mut conversation = Conversation::new(&server.standing, s);
            let mut last = None;
            for batch in cast.chunks(size) { last = Some(conversation.update(batch)); }
            let last = last.unwrap();
            show(&format!("{name} batches of {size}"), &last, &published);
            let missing: Vec<_> = theirs.iter().filter(|p| !last.included.contains(p)).collect();
            let extra: Vec<_> = last.included.iter().filter(|p| !theirs.contains(p)).collect();
            println!("missing {missing:?} extra {extra:?} {:?}", t.elapsed());
        }
    }
}
