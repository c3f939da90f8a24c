//! Reading Polis's exports: the JSON of its server and the CSV files of its data export.

use comity_measure::opinion::{Cast, Standing, Vote};
use serde_json::Value;
use std::path::PathBuf;

/// A folder of `../shared/data`, or a printed line that the test is skipped.
pub fn folder(name: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if folder.exists() {
        return Some(folder);
    }
    println!("skipped: ../shared/data/{name} is absent");
    None
}

/// Polis's own output for a conversation, and the votes it was made from.
pub struct Server {
    pub math: Value,
    pub cast: Vec<Cast>,
    pub standing: Vec<Standing>,
}

/// Reads `polis_math/<name>`.
pub fn server(name: &str) -> Option<Server> {
    let folder = folder(&format!("polis_math/{name}"))?;
    let json = |file: &str| -> Value {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        serde_json::from_str(&text).unwrap()
    };
    let (math, votes) = (json("math-pca2.json"), json("votes.json"));
    let mut cast: Vec<Cast> = votes.as_array().unwrap().iter().map(one_vote).collect();
    restore_lost_votes(&math, &mut cast);
    let mut standing = Vec::new();
    let mut mark = |list: &str, what: Standing| {
        for id in ids(&math[list]) {
            standing.resize(standing.len().max(id as usize + 1), Standing::In);
            standing[id as usize] = what;
        }
    };
    mark("mod-out", Standing::Out);
    mark("meta-tids", Standing::Meta);
    Some(Server { math, cast, standing })
}

fn one_vote(vote: &Value) -> Cast {
    Cast {
        time: vote["modified"].as_f64().unwrap() as i64,
        person: vote["participant_id"].as_u64().unwrap() as u32,
        statement: vote["statement_id"].as_u64().unwrap() as u32,
        vote: Vote::from_number(vote["vote"].as_i64().unwrap()).unwrap(),
    }
}

/// In one of the conversations the server counted the votes of a person whom the list of votes lacks. The count of that
/// person's votes and the means of the statements, which differ by just one vote each, say what they were.
fn restore_lost_votes(math: &Value, cast: &mut Vec<Cast>) {
    let has = |person: u32| cast.iter().filter(|c| c.person == person).count() as u64;
    let counted = math["user-vote-counts"].as_object().unwrap();
    let lost: Vec<(u32, u64)> = counted
        .iter()
        .map(|(person, n)| (person.parse().unwrap(), n.as_u64().unwrap()))
        .filter(|&(person, n)| has(person) != n)
        .collect();
    let [(person, n)] = lost[..] else {
        assert!(lost.is_empty(), "more than one person's votes are lost: {lost:?}");
        return;
    };
    assert_eq!(has(person), 0);
    let mut found = Vec::new();
    for (column, statement) in ids(&math["tids"]).into_iter().enumerate() {
        let votes: Vec<i64> =
            cast.iter().filter(|c| c.statement == statement).map(|c| i64::from(c.vote.number())).collect();
        let (sum, mean) = (votes.iter().sum::<i64>() as f64, -math["pca"]["center"][column].as_f64().unwrap());
        let zeroed = ids(&math["mod-out"]).contains(&statement);
        if !zeroed && (sum / votes.len() as f64 - mean).abs() > 1e-9 {
            let vote = mean * (votes.len() + 1) as f64 - sum;
            assert!((vote - vote.round()).abs() < 1e-9, "one vote on {statement} does not explain its mean");
            let vote = Vote::from_number(vote.round() as i64).unwrap();
            found.push(Cast { time: 0, person, statement, vote });
        }
    }
    assert_eq!(found.len() as u64, n, "votes of person {person} that the means tell of");
    cast.extend(found);
}

/// A JSON list of numbers of people, statements or clusters.
pub fn ids(list: &Value) -> Vec<u32> {
    list.as_array().unwrap().iter().map(|id| id.as_u64().unwrap() as u32).collect()
}

/// A conversation of Polis's data export, and the group of each person as published.
pub struct Export {
    pub cast: Vec<Cast>,
    pub standing: Vec<Standing>,
    pub groups: Vec<Option<usize>>,
}

/// Reads `polis/<name>`.
pub fn export(name: &str) -> Option<Export> {
    let folder = folder(&format!("polis/{name}"))?;
    let rows = |file: &str, columns: &[&str]| -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(folder.join(file)).unwrap();
        let head = reader.headers().unwrap().clone();
        let at: Vec<usize> = columns.iter().map(|c| head.iter().position(|h| h == *c).unwrap()).collect();
        reader.records().map(|row| at.iter().map(|&i| row.as_ref().unwrap()[i].to_owned()).collect()).collect()
    };
    let cast = rows("votes.csv", &["timestamp", "voter-id", "comment-id", "vote"])
        .iter()
        .map(|row| Cast {
            time: row[0].parse().unwrap(),
            person: row[1].parse().unwrap(),
            statement: row[2].parse().unwrap(),
            vote: Vote::from_number(row[3].parse().unwrap()).unwrap(),
        })
        .collect();
    let mut standing = Vec::new();
    for row in rows("comments.csv", &["comment-id", "moderated"]) {
        let id: usize = row[0].parse().unwrap();
        standing.resize(standing.len().max(id + 1), Standing::In);
        standing[id] = if row[1] == "-1" { Standing::Out } else { Standing::In };
    }
    let mut groups = Vec::new();
    for row in rows("participants-votes.csv", &["participant", "group-id"]) {
        let person: usize = row[0].parse().unwrap();
        groups.resize(groups.len().max(person + 1), None);
        groups[person] = row[1].parse().ok();
    }
    Some(Export { cast, standing, groups })
}
