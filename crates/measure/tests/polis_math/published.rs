//! The groups of the whole pipeline beside the groups that Polis published, and what the difference hangs on.

use crate::read::{export, ids, server};
use comity_measure::opinion::polis::{BATCHES, PolisMap, Settings, map, replay};
use comity_measure::opinion::rand_index::adjusted_rand_index;
use comity_measure::opinion::{Cast, Standing};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

const CONVERSATIONS: [&str; 5] = [
    "scoop-hivemind.biodiversity",
    "vtaiwan.uberx",
    "scoop-hivemind.taxes",
    "15-per-hour-seattle",
    "canadian-electoral-reform",
];

/// Adjusted Rand index over those who are in a group here and there.
fn agreement(map: &PolisMap, published: &[Option<usize>]) -> f64 {
    let ours = map.group_of(published.len());
    let (a, b): (Vec<usize>, Vec<usize>) = ours.iter().zip(published).filter_map(|(a, b)| a.zip(*b)).unzip();
    adjusted_rand_index(&a, &b).unwrap()
}

fn sizes(map: &PolisMap) -> Vec<usize> {
    let mut sizes: Vec<usize> = map.groups.iter().map(|g| g.people.len()).collect();
    sizes.sort_unstable();
    sizes
}

#[test]
fn groups_come_near_those_published() {
    let check = |name: &str, once_at_least: f64, replayed_at_least: f64| {
        let Some(export) = export(name) else { return };
        let once = map(&export.cast, &export.standing, Settings::default());
        let replayed = replay(&export.cast, &export.standing, Settings::default(), BATCHES);
        let mut theirs = [0; 5];
        export.groups.iter().flatten().for_each(|&g| theirs[g] += 1);
        let (a, b) = (agreement(&once, &export.groups), agreement(&replayed, &export.groups));
        let (sizes_once, sizes_replayed) = (sizes(&once), sizes(&replayed));
        println!("{name:28} once {a:.3} {sizes_once:?}, replayed {b:.3} {sizes_replayed:?}, published {theirs:?}");
        assert!(a >= once_at_least && b >= replayed_at_least, "{name}: {a} {b}");
    };
    check(CONVERSATIONS[0], 0.95, 0.90);
    check(CONVERSATIONS[1], 0.88, 0.80);
    check(CONVERSATIONS[2], 0.80, 0.88);
    check(CONVERSATIONS[3], 0.50, 0.80);
    check(CONVERSATIONS[4], 0.16, 0.85);
}

/// All at once, Polis's k-means starts from the first rows. Who those are is by no means in the votes: the same votes with
/// people numbered otherwise give other groups.
#[test]
fn the_same_votes_with_people_renumbered() {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut widest = 0.0f64;
    for name in CONVERSATIONS {
        let Some(export) = export(name) else { return };
        let mut found: Vec<f64> = Vec::new();
        let mut to: Vec<u32> = (0..export.groups.len() as u32).collect();
        for _ in 0..40 {
            to.shuffle(&mut random);
            let cast: Vec<Cast> = export.cast.iter().map(|c| Cast { person: to[c.person as usize], ..*c }).collect();
            let mut published = vec![None; export.groups.len()];
            export.groups.iter().zip(&to).for_each(|(group, &to)| published[to as usize] = *group);
            found.push(agreement(&map(&cast, &export.standing, Settings::default()), &published));
        }
        found.sort_by(f64::total_cmp);
        println!("{name:28} renumbered 40 times: {:.3}, median {:.3}, {:.3}", found[0], found[20], found[39]);
        widest = widest.max(found[39] - found[0]);
    }
    assert!(widest > 0.5, "some conversation's groups hang on the numbering: {widest}");
}

/// Everybody whom the rule of today lets in is in Polis's output too. The others came in early, when there were few people
/// and statements, or while Polis still counted zeroed columns as votes of everybody.
#[test]
fn who_is_in() {
    for name in ["25ptpt-3gp-no-strict-with-meta", "50ptpt-3gp-strict-no-meta", "above-100-ptpts"] {
        let Some(server) = server(name) else { return };
        let settings = Settings::default();
        let ours = map(&server.cast, &server.standing, settings);
        let theirs = ids(&server.math["in-conv"]);
        assert!(ours.included.iter().all(|person| theirs.contains(person)), "{name}");
        let counts = |statement: u32| server.standing.get(statement as usize).is_none_or(|s| *s == Standing::In);
        let voted = ids(&server.math["tids"]);
        let zeroed = voted.iter().filter(|&&s| !counts(s)).count();
        let mut more = 0;
        for &person in theirs.iter().filter(|person| !ours.included.contains(person)) {
            let own = server.cast.iter().filter(|c| c.person == person && counts(c.statement)).count();
            let early = (person as usize) < settings.at_least;
            assert!(early || own + zeroed >= settings.votes_to_enter, "{name}: {person} has {own} votes");
            more += 1;
        }
        println!("{name:32} in {} by today's rule, {more} more in Polis's output", ours.included.len());
    }
}
