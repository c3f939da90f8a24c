//! Each stage, given the groups of Polis's own output, gives Polis's figures.

use crate::read::{Server, ids, server};
use comity_measure::opinion::polis::{
    Agreed, Cluster, Plane, Point, Points, Representative, Table, consensus, group_aware_consensus, k_means,
    priorities, representative,
};
use comity_measure::opinion::{Side, Tally};
use serde_json::Value;

const SMALL: &str = "25ptpt-3gp-no-strict-with-meta";
const MIDDLE: &str = "50ptpt-3gp-strict-no-meta";
const LARGE: &str = "above-100-ptpts";

/// A conversation with the components and groups that Polis gave it.
struct Stage {
    server: Server,
    table: Table,
    plane: Plane,
    /// +1 or −1 for each component: its sign is arbitrary.
    signs: [f64; 2],
    groups: Vec<Vec<u32>>,
    tallies: Vec<Vec<Tally>>,
}

fn stage(name: &str) -> Option<Stage> {
    let server = server(name)?;
    let mut table = Table::new(&server.standing);
    table.take(&server.cast);
    let plane = Plane::of(&table);
    let signs = [0, 1].map(|c| {
        let theirs = numbers(&server.math["pca"]["comps"][c]);
        let dot: f64 = table.columns().iter().zip(theirs).map(|(&s, x)| plane.components[c][s as usize] * x).sum();
        dot.signum()
    });
    let base: Vec<(u32, Vec<u32>)> = base_clusters(&server.math).into_iter().map(|b| (b.0, b.1)).collect();
    let groups: Vec<Vec<u32>> = server.math["group-clusters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| {
            let members = ids(&group["members"]);
            let own = members.iter().map(|id| &base.iter().find(|b| b.0 == *id).unwrap().1);
            own.flatten().copied().collect()
        })
        .collect();
    let tallies = groups.iter().map(|people| table.tally(people)).collect();
    Some(Stage { server, table, plane, signs, groups, tallies })
}

/// Id, people and centre.
fn base_clusters(math: &Value) -> Vec<(u32, Vec<u32>, Point)> {
    let base = &math["base-clusters"];
    let (x, y) = (numbers(&base["x"]), numbers(&base["y"]));
    let members = base["members"].as_array().unwrap().iter().map(ids);
    ids(&base["id"])
        .into_iter()
        .zip(members)
        .zip(x.into_iter().zip(y))
        .map(|((id, m), (x, y))| (id, m, [x, y]))
        .collect()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

/// Equal to a relative 1e-9, or to 1e-12 where the figure is 0 but for rounding.
#[track_caller]
fn same(what: &str, ours: f64, theirs: f64) {
    let off = (ours - theirs).abs();
    assert!(off <= 1e-9 * theirs.abs() || off <= 1e-12, "{what}: {ours}, Polis {theirs}");
}

/// A column's figure by statement.
#[track_caller]
fn same_by_column(stage: &Stage, what: &str, ours: &[f64], theirs: &Value) {
    let (columns, theirs) = (stage.table.columns(), numbers(theirs));
    assert_eq!(columns.len(), theirs.len(), "{what}");
    columns.iter().zip(theirs).for_each(|(&s, x)| same(&format!("{what} of {s}"), ours[s as usize], x));
}

fn each(check: impl Fn(&str, &Stage)) {
    for name in [SMALL, MIDDLE, LARGE] {
        if let Some(stage) = stage(name) {
            check(name, &stage);
        }
    }
}

#[test]
fn columns_and_counts_of_votes() {
    each(|_, stage| {
        let math = &stage.server.math;
        assert_eq!(stage.table.columns(), ids(&math["tids"]));
        assert_eq!(stage.table.rows().len() as u64, math["n"].as_u64().unwrap());
        for (person, n) in math["user-vote-counts"].as_object().unwrap() {
            let person: usize = person.parse().unwrap();
            assert_eq!(stage.table.votes().of(person).len() as u64, n.as_u64().unwrap(), "votes of {person}");
        }
    });
}

#[test]
fn means_and_components_up_to_sign() {
    each(|_, stage| {
        let pca = &stage.server.math["pca"];
        let centre: Vec<f64> = stage.plane.centre.iter().map(|x| -x).collect();
        same_by_column(stage, "mean", &centre, &pca["center"]);
        for c in 0..2 {
            let ours: Vec<f64> = stage.plane.components[c].iter().map(|x| x * stage.signs[c]).collect();
            same_by_column(stage, "component", &ours, &pca["comps"][c]);
        }
    });
}

#[test]
fn projections_and_extremity() {
    each(|_, stage| {
        let pca = &stage.server.math["pca"];
        let statements = stage.plane.statements();
        for c in 0..2 {
            // Agree is −1 for Polis, so that means, votes and components turn together: minus the sign.
            let ours: Vec<f64> = statements.iter().map(|at| -at[c] * stage.signs[c]).collect();
            same_by_column(stage, "projected statement", &ours, &pca["comment-projection"][c]);
        }
        same_by_column(stage, "extremity", &stage.plane.extremity(), &pca["comment-extremity"]);
        let at = stage.plane.people(&stage.table);
        let place = |person: &u32| at[stage.table.rows().iter().position(|p| p == person).unwrap()];
        for (id, members, center) in base_clusters(&stage.server.math) {
            for (c, theirs) in center.into_iter().enumerate() {
                let mean = members.iter().map(|p| place(p)[c]).sum::<f64>() / members.len() as f64;
                same(&format!("base cluster {id}"), -mean * stage.signs[c], theirs);
            }
        }
    });
}

#[test]
fn groups_are_where_k_means_rests() {
    each(|name, stage| {
        let base = base_clusters(&stage.server.math);
        let (ids_of, at): (Vec<u32>, Vec<Point>) = base.iter().map(|b| (b.0, b.2)).unzip();
        let weights: Vec<f64> = base.iter().map(|b| b.1.len() as f64).collect();
        let points = Points::new(&ids_of, &at, &weights).unwrap();
        let theirs: Vec<_> = stage.server.math["group-clusters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|g| {
                let center = numbers(&g["center"]);
                let id = g["id"].as_u64().unwrap() as u32;
                Cluster { id, members: ids(&g["members"]), center: [center[0], center[1]] }
            })
            .collect();
        let ours = k_means(points, theirs.len(), Some(&theirs), 20);
        assert_eq!(ours.len(), theirs.len(), "{name}");
        for (ours, theirs) in ours.iter().zip(&theirs) {
            let sorted = |members: &[u32]| {
                let mut members = members.to_vec();
                members.sort_unstable();
                members
            };
            assert_eq!((ours.id, sorted(&ours.members)), (theirs.id, sorted(&theirs.members)), "{name}");
            (0..2).for_each(|c| same("group centre", ours.center[c], theirs.center[c]));
        }
    });
}

#[test]
fn votes_by_group() {
    each(|_, stage| {
        for (g, tallies) in stage.tallies.iter().enumerate() {
            let theirs = &stage.server.math["group-votes"][g.to_string()];
            assert_eq!(theirs["n-members"].as_u64().unwrap() as usize, stage.groups[g].len());
            for &s in stage.table.columns() {
                let theirs = &theirs["votes"][s.to_string()];
                let [agree, disagree, votes] = ["A", "D", "S"].map(|k| theirs[k].as_u64().unwrap() as u32);
                assert_eq!(
                    tallies[s as usize],
                    Tally { agree, disagree, pass: votes - agree - disagree },
                    "group {g}, statement {s}"
                );
            }
        }
    });
}

#[test]
fn representative_statements() {
    each(|name, stage| {
        let ours = representative(&stage.tallies, stage.table.columns(), |s| stage.table.standing(s));
        for (g, ours) in ours.iter().enumerate() {
            let theirs = stage.server.math["repness"][g.to_string()].as_array().unwrap();
            assert_eq!(ours.len(), theirs.len(), "{name}, group {g}");
            for (ours, theirs) in ours.iter().zip(theirs) {
                same_statement(&format!("{name}, group {g}"), ours, theirs);
            }
        }
    });
}

#[track_caller]
fn same_statement(at: &str, ours: &Representative, theirs: &Value) {
    let at = format!("{at}, statement {}", ours.statement);
    let count = |key: &str| theirs[key].as_u64().map(|n| n as u32);
    assert_eq!(Some(ours.statement), count("tid"), "{at}");
    assert_eq!(if ours.side == Side::Agree { "agree" } else { "disagree" }, theirs["repful-for"], "{at}");
    assert_eq!((Some(ours.successes), Some(ours.trials)), (count("n-success"), count("n-trials")), "{at}");
    assert_eq!(ours.best_agree, count("n-agree"), "{at}");
    assert_eq!(ours.best_agree.is_some(), theirs["best-agree"] == true, "{at}");
    let figure = |key: &str| theirs[key].as_f64().unwrap();
    let figures = [("p-success", ours.p), ("p-test", ours.p_z), ("repness", ours.repness)];
    figures.iter().for_each(|(key, x)| same(&format!("{at}: {key}"), *x, figure(key)));
    let single = |x: f64| f64::from(x as f32);
    same(&format!("{at}: repness-test, in single precision"), ours.repness_z, single(figure("repness-test")));
}

#[test]
fn consensus_over_all_voters() {
    each(|name, stage| {
        let ours = consensus(&stage.table.overall(), stage.table.columns(), |s| stage.table.standing(s));
        let check = |ours: &[Agreed], theirs: &Value| {
            let theirs = theirs.as_array().unwrap();
            assert_eq!(ours.len(), theirs.len(), "{name}");
            for (ours, theirs) in ours.iter().zip(theirs) {
                let counts = [ours.statement, ours.successes, ours.trials];
                assert_eq!(
                    counts.map(u64::from),
                    ["tid", "n-success", "n-trials"].map(|k| theirs[k].as_u64().unwrap())
                );
                same("p", ours.p, theirs["p-success"].as_f64().unwrap());
                same("z", ours.p_z, theirs["p-test"].as_f64().unwrap());
            }
        };
        check(&ours.agree, &stage.server.math["consensus"]["agree"]);
        check(&ours.disagree, &stage.server.math["consensus"]["disagree"]);
    });
}

#[test]
fn group_aware_consensus_and_priorities() {
    each(|name, stage| {
        let shared = group_aware_consensus(&stage.tallies, stage.table.votes().statements());
        let urgent = priorities(&stage.tallies, &stage.plane.extremity(), |s| stage.table.standing(s));
        for &s in stage.table.columns() {
            let theirs = |key: &str| stage.server.math[key][s.to_string()].as_f64().unwrap();
            same(&format!("{name}: consensus on {s}"), shared[s as usize], theirs("group-aware-consensus"));
            if name == MIDDLE {
                assert_eq!(theirs("comment-priorities"), 49.0, "{name} has 49 for every statement, meta or not");
            } else {
                same(&format!("{name}: priority of {s}"), urgent[s as usize], theirs("comment-priorities"));
            }
        }
    });
}
