//! Conversations as people have them, made up for the purpose.

use comity_measure::opinion::{Standing, Vote, Votes};

use super::*;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn request(votes: PathBuf) -> Request {
    Request { votes, list_rejects: true, ..Request::default() }
}

fn read_folder(files: &[(&str, &str)]) -> Conversation {
    let folder = folder(files);
    read(&request(folder.path().to_owned())).unwrap().0
}

fn refused(content: &str) -> String {
    let folder = folder(&[("v.csv", content)]);
    let error = read(&request(folder.path().join("v.csv"))).map(drop).unwrap_err();
    format!("{error:#}")
}

fn counted(conversation: &Conversation) -> Votes {
    Votes::from_cast(conversation.people.len(), conversation.statements.len(), &conversation.cast)
}

#[test]
fn the_last_vote_counts_whatever_the_order_of_rows() {
    let check = |rows: &str, expect: Vote| {
        let conversation = read_folder(&[("votes.csv", &format!("timestamp,comment-id,voter-id,vote\n{rows}"))]);
        assert_eq!(counted(&conversation).get(0, 0), Some(expect), "{rows}");
    };
    check("1500000000001,7,a,1\n1500000000002,7,a,-1\n", Vote::Disagree);
    check("1500000000002,7,a,-1\n1500000000001,7,a,1\n", Vote::Disagree);
    check("1500000000001,7,a,1\n1500000000001,7,a,0\n", Vote::Pass);
}

#[test]
fn small_numbers_tell_the_order_and_no_date() {
    let check = |times: [&str; 3], rejected: u64| {
        let [a, b, c] = times;
        let rows = format!("voter,statement,vote,time\na,1,1,{a}\na,1,-1,{b}\nb,1,1,{c}\n");
        let conversation = read_folder(&[("votes.csv", &rows)]);
        assert_eq!(conversation.rejects.total(), rejected, "{times:?}");
        assert!(!conversation.timed, "{times:?}");
        if rejected == 0 {
            assert_eq!(counted(&conversation).get(0, 0), Some(Vote::Agree), "{times:?}");
        }
    };
    check(["99", "65", "7"], 0);
    check(["3044", "1999", "1000"], 0);
    check(["31536000", "0", "12"], 0);
    check(["5.5", "5.25", "6"], 0);
    check(["12", "3", "soon"], 1);
}

#[test]
fn ids_stand_in_natural_order() {
    let conversation = read_folder(&[("votes.csv", "voter,statement,vote\n10,b,1\nx,a,1\n9,b,0\n1000,a,-1\n")]);
    assert_eq!(conversation.people, ["9", "10", "1000", "x"]);
    let ids: Vec<&str> = conversation.statements.iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    assert_eq!(counted(&conversation).get(2, 0), Some(Vote::Disagree));
    assert!(!conversation.timed);
}

#[test]
fn what_is_no_vote_is_counted_with_its_line() {
    let rows = "person,statement,vote\nann,1,agree\nbo,1,2\ncy,1,perhaps\n,1,1\ndee,,1\neve,1,\nfay,1,1,1\n";
    let conversation = read_folder(&[("votes.csv", rows)]);
    let reasons: Vec<(u64, &str)> = conversation.rejects.rows.iter().map(|row| (row.line, row.reason)).collect();
    let expect = [
        (3, "vote_out_of_range"),
        (4, "unreadable_vote"),
        (5, "missing_person"),
        (6, "missing_statement"),
        (7, "missing_vote"),
        (8, "wrong_number_of_fields"),
    ];
    assert_eq!(reasons, expect);
    assert_eq!(conversation.rejects.total(), 6);
    assert_eq!(conversation.cast.len(), 1);
}

#[test]
fn words_count_in_both_languages() {
    let conversation = read_folder(&[("votes.csv", "persona;affermazione;voto\nanna;1;d'accordo\nanna;2;Contraria\n")]);
    let votes = counted(&conversation);
    assert_eq!([votes.get(0, 0), votes.get(0, 1)], [Some(Vote::Agree), Some(Vote::Disagree)]);
}

#[test]
fn statements_bring_texts_and_moderation() {
    let votes = "voter-id,comment-id,vote\na,1,1\na,2,1\na,3,1\na,4,-1\n";
    let comments = "comment-id,moderated,is-meta,comment-body\n1,1,0,\"Two\nlines\"\n2,-1,0,Spam\n3,0,1,I live here\n9,1,0,x\n1,1,0,Again\n";
    let conversation = read_folder(&[("votes.csv", votes), ("comments.csv", comments)]);
    let standing: Vec<Standing> = conversation.statements.iter().map(|statement| statement.standing).collect();
    assert_eq!(standing, [Standing::In, Standing::Out, Standing::Meta, Standing::In]);
    assert_eq!(conversation.statements[0].text.as_deref(), Some("Two\nlines"));
    let expect = Unknown { statements: vec!["4".into()], people: vec![], unvoted: 1, repeated: 1 };
    assert_eq!(conversation.unknown, expect);

    let folder = folder(&[("votes.csv", votes), ("comments.csv", comments)]);
    let request = Request { keep_moderated: true, ..request(folder.path().to_owned()) };
    assert_eq!(read(&request).unwrap().0.statements[1].standing, Standing::In);
}

#[test]
fn published_groups_and_the_title_are_taken_along() {
    let conversation = read_folder(&[
        ("votes.csv", "voter-id,comment-id,vote\n0,0,1\n1,0,-1\n2,0,0\n"),
        ("participants-votes.csv", "participant,group-id,n-votes,0\n0,1,1,1\n1,,1,-1\n"),
        ("summary.csv", "topic,Night buses\nurl,https://example.org\nvoters,3\n"),
    ]);
    assert_eq!(conversation.published, Some(vec![Some("1".to_owned()), None, None]));
    assert_eq!(conversation.unknown.people, ["2"]);
    assert_eq!(conversation.topic.as_deref(), Some("Night buses"));
}

#[test]
fn a_row_a_person_is_read_too() {
    let wide =
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n7,0,0,2,1,1,1,-1,\n8,0,0,1,0,0,,5,0\n";
    let conversation = read_folder(&[("participants-votes.csv", wide)]);
    assert_eq!((conversation.people.len(), conversation.cast.len()), (2, 3));
    assert_eq!(counted(&conversation).get(1, 2), Some(Vote::Pass));
    assert_eq!(conversation.rejects.rows[0].reason, "vote_out_of_range");
}

#[test]
fn a_turned_sign_is_noticed() {
    let comments = "comment-id,agrees,disagrees,comment-body\n1,9,1,a\n2,1,8,b\n";
    let check = |votes: &str, expect: bool| {
        let votes = format!("voter-id,comment-id,vote\n{votes}");
        assert_eq!(read_folder(&[("votes.csv", &votes), ("comments.csv", comments)]).looks_flipped, expect);
    };
    check("a,1,1\na,2,-1\n", false);
    check("a,1,-1\na,2,1\n", true);
}

#[test]
fn refusals_say_what_to_do() {
    let check = |content: &str, part: &str| {
        let said = refused(content);
        assert!(said.contains(part), "{said}");
    };
    check("", "is empty");
    check("person,statement,vote\n", "has a header and no rows");
    check("who,what\na,b\n", "say --person");
    check("person,what,how\na,b,c\n", "say --statement");
    check("person,statement,how\na,b,c\n", "say --vote");
    check("person,statement,vote\na,b,5\n", "a number other than −1, 0 and 1");
}
