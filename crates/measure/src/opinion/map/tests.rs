use proptest::prelude::*;

use super::*;
use crate::opinion::simulate::{Design, Showing, Structure, conversation};
use crate::opinion::votes::Cast;

/// Without stability, which is slow and tested on its own.
const PLAIN: Settings = Settings { seed: 1, fewest_votes: 7, most_groups: 5, effort: None };

fn minds(people: usize, statements: usize, answered: f64) -> Vec<Cast> {
    let (showing, structure) = (Showing::AtRandom, Structure::Minds(3));
    conversation(&Design { people, statements, answered, showing, structure, apart: 2.0 }, 1).0
}

fn map_of(cast: &[Cast]) -> Map {
    Map::from_votes(Votes::from_cast(0, 0, cast), Vec::new(), PLAIN)
}

/// Positions, tallies and priorities of a map that took votes one by one, beside those of a cold one.
#[track_caller]
fn check_as_cold(map: &Map) {
    let cold = Map::from_votes(map.votes().clone(), map.standings().to_vec(), PLAIN);
    assert_eq!(map.tallies(), cold.tallies());
    assert_eq!(map.counted, cold.counted);
    for (person, (a, b)) in map.positions().iter().zip(cold.positions()).enumerate() {
        match (a, b) {
            (Some(a), Some(b)) => {
                assert!((a[0] - b[0]).abs() < 1e-6 && (a[1] - b[1]).abs() < 1e-6, "person {person}: {a:?} {b:?}");
            }
            (a, b) => assert_eq!(a, b, "person {person}"),
        }
    }
    for (statement, (a, b)) in map.priorities().iter().zip(cold.priorities()).enumerate() {
        assert!((a - b).abs() <= 1e-6 * b, "statement {statement}: {a} {b}");
    }
    for (group, tallies) in map.group_tallies().iter().enumerate() {
        let mut expect = vec![Tally::default(); map.tallies().len()];
        for (ballots, _) in map.votes().iter().zip(map.labels()).filter(|(_, l)| **l == Some(group)) {
            for b in ballots.iter().filter(|b| map.standings()[b.statement as usize] != Standing::Out) {
                expect[b.statement as usize].add(b.vote);
            }
        }
        assert_eq!(tallies, &expect, "group {group}");
    }
}

#[test]
fn votes_one_by_one_are_as_cold() {
    let cast = minds(120, 30, 0.5);
    let (first, rest) = cast.split_at(cast.len() - 150);
    let mut map = map_of(first);
    for (i, c) in rest.iter().enumerate() {
        map.vote(c.person, c.statement, c.vote);
        if i % 50 == 0 {
            map.refresh();
            check_as_cold(&map);
        }
    }
    map.refresh();
    check_as_cold(&map);
    assert_eq!(map.labels().iter().flatten().count(), map.groups().unwrap().sizes.iter().sum::<usize>());
}

#[test]
fn a_changed_vote_a_new_person_and_a_new_statement_are_as_cold() {
    let mut map = map_of(&minds(120, 30, 0.5));
    let c = map.votes().of(3)[0];
    let other = if c.vote == Vote::Agree { Vote::Disagree } else { Vote::Agree };
    map.vote(3, c.statement, other);
    map.refresh();
    check_as_cold(&map);
    for statement in 0..9 {
        map.vote(120, statement, Vote::Agree);
    }
    map.refresh();
    check_as_cold(&map);
    assert!(map.labels()[120].is_some());
    map.vote(7, 30, Vote::Disagree);
    map.refresh();
    check_as_cold(&map);
}

#[test]
fn a_conversation_from_its_first_vote() {
    let mut map = Map::new(PLAIN);
    assert_eq!(map.groups(), Err(NoGroups::NoVotes));
    for (i, c) in minds(40, 9, 0.9).iter().enumerate() {
        map.vote(c.person, c.statement, c.vote);
        if i % 7 == 0 {
            map.refresh();
        }
    }
    map.refresh();
    check_as_cold(&map);
    assert!(map.groups().is_ok());
}

#[test]
fn moderating_out_is_as_if_nobody_had_voted() {
    let cast = minds(120, 30, 0.5);
    let mut map = map_of(&cast);
    map.set_standing(4, Standing::Out);
    map.set_standing(5, Standing::Meta);
    map.refresh();
    check_as_cold(&map);
    assert_eq!(map.tallies()[4], Tally::default());
    assert!(map.tallies()[5].votes() > 0 && map.plane().unwrap().components[0][5] == 0.0);
    assert!(map.consensus().iter().all(|c| c.statement != 4));
    assert!((0..120).all(|p| map.next_statement(p) != Some(4)));
}

#[test]
fn the_order_of_votes_does_not_matter() {
    let mut cast = minds(150, 30, 0.5);
    let map = map_of(&cast);
    cast.reverse();
    let turned = map_of(&cast);
    assert_eq!(map.positions(), turned.positions());
    assert_eq!(map.labels(), turned.labels());
}

#[test]
fn groups_are_those_that_were_planted() {
    let design = Design {
        people: 200,
        statements: 40,
        answered: 0.6,
        showing: Showing::AtRandom,
        structure: Structure::Minds(3),
        apart: 2.5,
    };
    let (cast, belongs) = conversation(&design, 3);
    let map = Map::from_votes(Votes::from_cast(0, 0, &cast), Vec::new(), Settings::default());
    let (found, truth): (Vec<usize>, Vec<usize>) =
        map.labels().iter().zip(belongs).filter_map(|(l, m)| l.map(|l| (l, m))).unzip();
    let index = crate::opinion::rand_index::adjusted_rand_index(&found, &truth).unwrap();
    assert!(index > 0.8, "{index}");
    assert!(map.reliable(), "{:?}", map.stability());
    assert!(map.representative().iter().all(|g| !g.is_empty()));
}

#[test]
fn the_same_on_one_thread_or_two() {
    let cast = minds(60, 20, 0.5);
    let on = |threads: usize| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| {
            let effort = Some(Effort { refits: 10, null_sets: 10, null_refits: 2, people: 50 });
            let map = Map::from_votes(Votes::from_cast(0, 0, &cast), Vec::new(), Settings { effort, ..PLAIN });
            (map.positions().to_vec(), map.labels().to_vec(), map.stability().copied())
        })
    };
    assert_eq!(on(1), on(2));
}

mod cannot_tell {
    use super::*;

    #[track_caller]
    fn check(people: u32, statements: u32, vote: impl Fn(u32, u32) -> Option<Vote>, expect: NoGroups) -> Map {
        let mut map = Map::new(PLAIN);
        for person in 0..people {
            for statement in 0..statements {
                if let Some(vote) = vote(person, statement) {
                    map.vote(person, statement, vote);
                }
            }
        }
        map.refresh();
        check_as_cold(&map);
        assert_eq!(map.groups(), Err(expect));
        assert!(!map.reliable() && map.stability().is_none());
        assert!(map.labels().iter().all(Option::is_none) && map.representative().is_empty());
        map
    }

    fn odd(person: u32, statement: u32) -> Option<Vote> {
        Some(if (person + statement).is_multiple_of(2) { Vote::Agree } else { Vote::Disagree })
    }

    #[test]
    fn nobody_there() {
        assert_eq!(check(0, 0, odd, NoGroups::NoVotes).next_statement(0), None);
    }

    #[test]
    fn three_people() {
        check(3, 12, odd, NoGroups::TooFewPeople { people: 3, votes: 7, needed: FEWEST_PEOPLE });
    }

    #[test]
    fn one_statement() {
        check(50, 1, odd, NoGroups::OneStatement);
    }

    #[test]
    fn nobody_voted_enough() {
        let few = |p: u32, s: u32| odd(p, s).filter(|_| (p + s).is_multiple_of(5));
        check(50, 20, few, NoGroups::TooFewPeople { people: 0, votes: 7, needed: FEWEST_PEOPLE });
    }

    #[test]
    fn all_the_same() {
        let map = check(50, 12, |_, _| Some(Vote::Agree), NoGroups::NoDifferences);
        assert!(map.plane().is_none() && map.consensus().iter().all(|c| c.agree > 0.9));
        check(50, 12, |_, _| Some(Vote::Pass), NoGroups::NoDifferences);
        check(50, 12, |_, s| Some(if s % 2 == 0 { Vote::Agree } else { Vote::Disagree }), NoGroups::NoDifferences);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_votes_are_as_cold(
        votes in proptest::collection::vec((0u32..25, 0u32..12, -1i64..=1), 0..260),
        standings in proptest::collection::vec(0u8..8, 0..12),
        pause in 1usize..60,
    ) {
        let standings = standings.iter().map(|s| match s { 6 => Standing::Meta, 7 => Standing::Out, _ => Standing::In });
        let mut map = Map::from_votes(Votes::default(), standings.collect(), Settings { fewest_votes: 3, ..PLAIN });
        for (i, &(person, statement, vote)) in votes.iter().enumerate() {
            map.vote(person, statement, Vote::from_number(vote).unwrap());
            if i % pause == 0 {
                map.refresh();
            }
        }
        map.refresh();
        prop_assert!(map.positions().iter().flatten().all(|p| p[0].is_finite() && p[1].is_finite()));
        prop_assert!(map.priorities().iter().all(|p| p.is_finite()));
        for person in 0..26 {
            for next in [map.next_statement(person), map.draw_statement(person, 0.999_999)].into_iter().flatten() {
                prop_assert!(map.votes().get(person, next).is_none() && map.standings()[next as usize] != Standing::Out);
            }
        }
        let cold = Map::from_votes(map.votes().clone(), map.standings().to_vec(), Settings { fewest_votes: 3, ..PLAIN });
        prop_assert_eq!(map.tallies(), cold.tallies());
        prop_assert_eq!(&map.counted, &cold.counted);
        prop_assert_eq!(map.groups().is_ok(), cold.groups().is_ok());
        // Components may turn where two variances are equal; what they explain may not.
        let explained = |m: &Map| m.plane().map_or([0.0; 2], |p| p.explained);
        let (a, b) = (explained(&map), explained(&cold));
        prop_assert!((a[0] - b[0]).abs() < 1e-9 && (a[1] - b[1]).abs() < 1e-9, "{:?} {:?}", a, b);
    }
}

/// Conversations that were really held, beside the groups that were published for them.
#[test]
fn real_conversations() {
    use crate::opinion::rand_index::adjusted_rand_index;

    let folder = std::path::Path::new("../../../shared/data/polis");
    if !folder.is_dir() {
        println!("skipped: {} is absent", folder.display());
        return;
    }
    let read = |name: &str, file: &str| std::fs::read_to_string(folder.join(name).join(file)).unwrap();
    let check = |name: &str, least: f64| {
        let number = |field: Option<&str>| field.and_then(|f| f.trim().parse::<i64>().ok());
        let cast: Vec<Cast> = read(name, "votes.csv")
            .lines()
            .filter_map(|line| {
                let fields: Vec<&str> = line.split(',').collect();
                let at = |i: usize| number(fields.get(i).copied());
                let (person, statement) = (u32::try_from(at(3)?).ok()?, u32::try_from(at(2)?).ok()?);
                Some(Cast { time: at(0)?, person, statement, vote: Vote::from_number(at(4)?)? })
            })
            .collect();
        let map = Map::from_votes(Votes::from_cast(0, 0, &cast), Vec::new(), Settings::default());
        let (found, published): (Vec<usize>, Vec<usize>) = read(name, "participants-votes.csv")
            .lines()
            .filter_map(|line| {
                let mut fields = line.split(',');
                let (person, group) = (number(fields.next())?, number(fields.next())?);
                Some((map.labels().get(usize::try_from(person).ok()?).copied()??, usize::try_from(group).ok()?))
            })
            .unzip();
        let index = adjusted_rand_index(&found, &published).unwrap();
        let sizes = &map.groups().unwrap().sizes;
        println!("{name}: {index:.2} with the published groups; {sizes:?}, {:?}", map.stability().unwrap());
        assert!(index >= least, "{name}: {index}");
    };
    check("scoop-hivemind.biodiversity", 0.6);
    check("vtaiwan.uberx", 0.6);
    check("scoop-hivemind.taxes", 0.6);
    check("15-per-hour-seattle", 0.6);
    check("canadian-electoral-reform", 0.6);
}
