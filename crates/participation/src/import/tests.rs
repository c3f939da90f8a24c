use comity_exchange::time::Timestamp;
use proptest::prelude::*;

use super::fider::{Backup, Status};
use super::*;

/// Years only, to have something that reads times.
fn time(written: &str) -> Option<Timestamp> {
    written.get(..4)?.parse().ok().map(Timestamp)
}

fn row(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|field| (*field).to_owned()).collect()
}

const FIDER: [&str; 14] = [
    "number",
    "title",
    "description",
    "created_at",
    "created_by",
    "votes_count",
    "comments_count",
    "status",
    "responded_by",
    "responded_at",
    "response",
    "original_number",
    "original_title",
    "tags",
];

fn fider(rows: &[[&str; 14]]) -> Import {
    let mapping = Mapping::guess(&row(&FIDER));
    let rows: Vec<Vec<String>> = rows.iter().map(|fields| row(fields)).collect();
    table(14, &rows, &mapping, &time).unwrap()
}

#[test]
fn fiders_table_is_known_by_its_heads() {
    let mapping = Mapping::guess(&row(&FIDER));
    assert_eq!(mapping.unread(14), [6, 8, 12], "comments_count, responded_by, original_title");
    let older = ["number", "title", "description", "created_at", "created_by", "total_votes", "total_comments"];
    assert_eq!(Mapping::guess(&row(&older)).0.get(&Column::Votes), Some(&5));
    let import = fider(&[
        [
            "7",
            "Night mode",
            "Dark, please",
            "2024-01-02T00:00:00Z",
            "Ada",
            "12",
            "3",
            "completed",
            "Ben",
            "2025-01-01T00:00:00Z",
            "It is there",
            "",
            "",
            "app, night",
        ],
        [
            "8",
            "Dark theme",
            "",
            "2024-02-02T00:00:00Z",
            "Cy",
            "4",
            "0",
            "duplicate",
            "Ben",
            "2025-01-01T00:00:00Z",
            "See there",
            "7",
            "Night mode",
            "",
        ],
        ["9", "", "x", "2024", "Cy", "1", "0", "open", "", "", "", "", "", ""],
        ["10", "Gone", "", "2024", "Cy", "1", "0", "Deleted", "", "", "", "", "", ""],
        ["11", "Lost", "", "2024", "Cy", "1", "0", "duplicate", "", "", "", "99", "Elsewhere", ""],
        ["7", "Again", "", "2024", "Cy", "1", "0", "open", "", "", "", "", "", ""],
        ["12", "Votes", "", "2024", "Cy", "many", "0", "open", "", "", "", "", "", ""],
        ["13", "Time", "", "soon", "Cy", "1", "0", "open", "", "", "", "", "", ""],
    ]);
    let numbers: Vec<_> = import.ideas.iter().filter_map(|idea| idea.number.as_deref()).collect();
    assert_eq!(numbers, ["7", "8", "11"]);
    let first = &import.ideas[0];
    assert_eq!((first.votes, first.at, first.tags.len()), (Some(12), Some(Timestamp(2024)), 2));
    assert_eq!(
        Status::of(first.status.as_deref().unwrap()).and_then(Status::outcome),
        Some(crate::status::OutcomeKind::Done)
    );
    assert_eq!(import.ideas[1].merged_into.as_deref(), Some("7"));
    assert_eq!((import.ideas[2].merged_into.clone(), import.loose), (None, vec![5]));
    let why: Vec<_> = import.rejects.iter().map(|reject| (reject.row, reject.why.clone())).collect();
    assert_eq!(why, [(3, Why::NoTitle), (4, Why::Deleted), (6, Why::SameNumber), (7, Why::Votes), (8, Why::Time)]);
}

#[test]
fn a_table_of_ones_own_is_read_by_the_mapping_that_was_agreed() {
    let heads = row(&["Titolo", "Testo", "Voti", "Reparto"]);
    let mapping = Mapping::guess(&heads);
    assert_eq!(mapping.unread(4), [3]);
    let import = table(4, &[row(&["Giga", "Di più", "3", "x"]), row(&["Giga"])], &mapping, &time).unwrap();
    assert_eq!((import.ideas.len(), import.rejects), (1, vec![Reject { row: 2, why: Why::Fields }]));
    let check = |columns: &[(Column, usize)], expect| {
        assert_eq!(table(4, &[], &Mapping(columns.iter().copied().collect()), &time).err(), Some(expect));
    };
    check(&[(Column::Body, 1)], NotAMapping::NoTitle);
    check(&[(Column::Title, 4)], NotAMapping::NoColumn(4));
    check(&[(Column::Title, 1), (Column::Body, 1)], NotAMapping::Twice(1));
}

#[test]
fn a_backup_brings_voters_and_comments() {
    let posts = r#"[
        {"id": 1, "number": 10, "title": 2024, "description": null, "created_at": "2024-01-01T00:00:00Z", "user_id": 5,
         "status": 0, "response": null, "response_date": null, "original_id": null, "slug": "2024", "tenant_id": 1},
        {"id": 2, "number": 11, "title": "Plans", "description": "More", "created_at": "2023-01-01T00:00:00Z", "user_id": 6,
         "status": 5, "response": "Same", "response_date": "2024-01-01T00:00:00Z", "original_id": 1},
        {"id": 3, "number": 12, "title": "Gone", "created_at": "2023-01-01T00:00:00Z", "user_id": 6, "status": 6}]"#;
    let comments = r#"[
        {"id": 2, "post_id": 1, "user_id": 6, "content": "Later", "created_at": "2024-01-01T00:00:00Z", "deleted_at": null},
        {"id": 1, "post_id": 1, "user_id": 6, "content": 7, "created_at": "2023-01-01T00:00:00Z"},
        {"id": 3, "post_id": 3, "user_id": 6, "content": "On what is gone", "created_at": "2024-01-01T00:00:00Z"},
        {"id": 4, "post_id": 1, "user_id": 6, "content": "Deleted", "created_at": "2024-01-01T00:00:00Z", "deleted_at": "2024-01-01T00:00:00Z"}]"#;
    let read = Backup {
        posts: serde_json::from_str(posts).unwrap(),
        comments: serde_json::from_str(comments).unwrap(),
        votes: serde_json::from_str(
            r#"[{"post_id": 1, "user_id": 6}, {"post_id": 1, "user_id": 5}, {"post_id": 1, "user_id": 6}]"#,
        )
        .unwrap(),
        users: serde_json::from_str(r#"[{"id": 5, "name": "Ada", "email": "ada@example.com"}, {"id": 6, "name": 42}]"#)
            .unwrap(),
        tags: serde_json::from_str(r#"[{"id": 1, "name": "app"}]"#).unwrap(),
        post_tags: serde_json::from_str(r#"[{"tag_id": 1, "post_id": 2}]"#).unwrap(),
    };
    let import = fider::backup(&read, &time);
    let first = &import.ideas[0];
    assert_eq!(
        (first.title.as_str(), first.author.as_deref(), first.voters.clone()),
        ("2024", Some("Ada"), vec![5, 6])
    );
    assert_eq!(first.comments.iter().map(|c| c.text.as_str()).collect::<Vec<_>>(), ["7", "Later"]);
    let second = &import.ideas[1];
    assert_eq!(
        (second.merged_into.as_deref(), second.author.as_deref(), second.tags.len()),
        (Some("10"), Some("42"), 1)
    );
    assert_eq!((import.rejects.len(), import.comments_left_out), (1, 2));
}

proptest! {
    /// Every row is an idea or a reject, once; and what is merged leads to an idea, in no circle.
    #[test]
    fn no_row_is_lost(rows in proptest::collection::vec(("[0-9]{0,1}", "[a-z]{0,3}", "[0-9]{0,1}", 0_usize..9), 0..30)) {
        let heads = row(&["number", "title", "original_number"]);
        let table_rows: Vec<Vec<String>> = rows
            .iter()
            .map(|(n, t, o, short)| if *short == 0 { vec![n.clone()] } else { vec![n.clone(), t.clone(), o.clone()] })
            .collect();
        let import = table(3, &table_rows, &Mapping::guess(&heads), &time).unwrap();
        let mut all: Vec<usize> = import.ideas.iter().map(|i| i.row).chain(import.rejects.iter().map(|r| r.row)).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (1..=rows.len()).collect::<Vec<_>>());
        prop_assert_eq!(import.reasons().values().sum::<usize>(), import.rejects.len());
        for idea in &import.ideas {
            let mut at = idea;
            for _ in 0..=import.ideas.len() {
                let Some(into) = &at.merged_into else { break };
                at = import.ideas.iter().find(|other| other.number.as_ref() == Some(into)).unwrap();
            }
            prop_assert!(at.merged_into.is_none(), "a circle from row {}", idea.row);
        }
    }
}
