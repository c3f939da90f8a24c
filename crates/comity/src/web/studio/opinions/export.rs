//! An opinion map in Polis's export form: `comments.csv`, `votes.csv`, `participants-votes.csv`. People go by numbers that lead to
//! nobody.

use comity_store::{OpinionExport, OpinionVote, Part, PersonId, StatementLine};

use crate::web::handler::portal::export::harmless;

/// Rows as a file.
fn file(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Into memory, which takes everything.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// A moment as Polis writes it: milliseconds, and in words.
fn moment(micros: i64) -> [String; 2] {
    let words = jiff::Timestamp::from_microsecond(micros).map(|at| at.strftime("%a %b %d %H:%M:%S UTC %Y").to_string());
    [micros.div_euclid(1_000).to_string(), words.unwrap_or_default()]
}

/// The statements: 1 is shown, 0 waits for a moderator, −1 was taken out or taken back.
pub fn comments(export: &OpinionExport) -> Vec<u8> {
    let mut counts = vec![[0_u32; 3]; export.statements.len()];
    for vote in &export.votes {
        counts[vote.statement as usize][(vote.ballot.number() + 1) as usize] += 1;
    }
    let head = ["timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"];
    let row = |(number, line): (usize, &StatementLine)| {
        let ([disagrees, _, agrees], [stamp, words]) = (counts[number], moment(line.at));
        let moderated = match line.part {
            Part::Shown => "1",
            Part::Queued => "0",
            Part::Declined { .. } | Part::Withdrawn => "-1",
        };
        vec![
            stamp,
            words,
            number.to_string(),
            export.authors[number].map_or_else(String::new, |author| author.to_string()),
            agrees.to_string(),
            disagrees.to_string(),
            moderated.to_owned(),
            line.text.clone().unwrap_or_default(),
        ]
    };
    file(std::iter::once(names(&head)).chain(export.statements.iter().enumerate().map(row)))
}

/// The answers, the last of each person to each statement.
pub fn votes(export: &OpinionExport) -> Vec<u8> {
    let row = |vote: &OpinionVote| {
        let [stamp, words] = moment(vote.at);
        vec![stamp, words, vote.statement.to_string(), vote.person.to_string(), vote.ballot.number().to_string()]
    };
    let head = names(&["timestamp", "datetime", "comment-id", "voter-id", "vote"]);
    file(std::iter::once(head).chain(export.votes.iter().map(row)))
}

/// The people with their groups and all their answers.
pub fn participants(export: &OpinionExport, group: impl Fn(PersonId) -> Option<usize>) -> Vec<u8> {
    let mut own = vec![vec![None; export.statements.len()]; export.people.len()];
    for vote in &export.votes {
        own[vote.person as usize][vote.statement as usize] = Some(vote.ballot.number());
    }
    let mut head = names(&["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree"]);
    head.extend((0..export.statements.len()).map(|number| number.to_string()));
    let row = |(number, (person, own)): (usize, (&PersonId, &Vec<Option<i8>>))| {
        let count = |wanted: i8| own.iter().filter(|vote| **vote == Some(wanted)).count();
        let brought = export.authors.iter().filter(|author| **author == u32::try_from(number).ok()).count();
        let answered = own.iter().flatten().count();
        let group = group(*person).map_or_else(String::new, |group| group.to_string());
        let figures = [brought, answered, count(1), count(-1)].map(|n| n.to_string());
        let votes = own.iter().map(|vote| vote.map_or_else(String::new, |vote| vote.to_string()));
        [number.to_string(), group].into_iter().chain(figures).chain(votes).collect()
    };
    let rows = export.people.iter().zip(&own).enumerate().map(row);
    file(std::iter::once(head).chain(rows))
}

#[cfg(test)]
mod tests {
    use comity_participation::response::Ballot;
    use comity_store::ContributionId;

    use super::*;

    fn line(text: Option<&str>, part: Part) -> StatementLine {
        StatementLine {
            id: ContributionId::new(),
            text: text.map(Into::into),
            language: None,
            at: 1_795_773_900_000_000,
            status: "open".into(),
            outcome: None,
            part,
            own: false,
            version: 1,
        }
    }

    #[test]
    fn the_three_files() {
        let vote = |person, statement, ballot| OpinionVote { person, statement, ballot, at: 1_795_773_901_500_000 };
        let export = OpinionExport {
            statements: vec![
                line(Some("=More, please"), Part::Shown),
                line(None, Part::Withdrawn),
                line(Some("x"), Part::Queued),
            ],
            authors: vec![Some(1), None, None],
            people: vec![PersonId::new(), PersonId::new()],
            votes: vec![vote(0, 0, Ballot::For), vote(1, 0, Ballot::Against), vote(1, 1, Ballot::Pass)],
        };
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        assert_eq!(
            text(comments(&export)),
            "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
             1795773900000,Fri Nov 27 10:05:00 UTC 2026,0,1,1,1,1,\"'=More, please\"\n\
             1795773900000,Fri Nov 27 10:05:00 UTC 2026,1,,0,0,-1,\n\
             1795773900000,Fri Nov 27 10:05:00 UTC 2026,2,,0,0,0,x\n"
        );
        assert_eq!(
            text(votes(&export)),
            "timestamp,datetime,comment-id,voter-id,vote\n\
             1795773901500,Fri Nov 27 10:05:01 UTC 2026,0,0,1\n\
             1795773901500,Fri Nov 27 10:05:01 UTC 2026,0,1,-1\n\
             1795773901500,Fri Nov 27 10:05:01 UTC 2026,1,1,0\n"
        );
        let first = export.people[0];
        assert_eq!(
            text(participants(&export, |person| (person == first).then_some(2))),
            "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n0,2,0,1,1,0,1,,\n1,,1,2,0,1,-1,0,\n"
        );
    }
}
