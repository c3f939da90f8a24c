//! A conversation that was held elsewhere, as the books take it over.

use std::collections::HashMap;

use anyhow::bail;
use comity_exchange::text::Language;
use comity_measure::opinion::{Standing, Vote};
use comity_participation::moderation::{Reason, ReasonKind};
use comity_participation::response::Ballot;
use comity_participation::text::{Field, Text};
use comity_store::{OpinionImport, OpinionVote, StatementImport};

use super::reading::{Conversation, Request, read};
use crate::words::{Lang, say};

/// What is taken over, and what is not.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The conversation's title, where the data tells it.
    pub topic: Option<String>,
    /// What is taken over.
    pub import: OpinionImport,
    /// Statements that moderators had taken out. They come along, and nobody sees them.
    pub out: usize,
    /// Statements without a text, which nobody could answer here, with the answers to them.
    pub wordless: (usize, usize),
    /// Statements that nobody answered: they are left out.
    pub unanswered: usize,
    /// Rows that are no answers, by reason.
    pub rejected: std::collections::BTreeMap<String, u64>,
}

fn ballot(vote: Vote) -> Ballot {
    match vote {
        Vote::Agree => Ballot::For,
        Vote::Disagree => Ballot::Against,
        Vote::Pass => Ballot::Pass,
    }
}

/// Reads a conversation. `language` is that of its statements, and `now` stands for times that are not known.
///
/// # Errors
/// When it cannot be read, or holds no statement with words; the message says where and what to do.
pub fn take(request: &Request, language: Language, lang: Lang, now: i64) -> anyhow::Result<Taken> {
    let (mut conversation, files) = read(request)?;
    let rejected = std::mem::take(&mut conversation.rejects.counts);
    let votes = last_votes(&conversation, now);
    let mut statements = Vec::new();
    let mut places: Vec<Option<u32>> = Vec::with_capacity(conversation.statements.len());
    let mut first = vec![None; conversation.statements.len()];
    for vote in &votes {
        let earliest: &mut Option<i64> = &mut first[vote.statement as usize];
        *earliest = Some(earliest.map_or(vote.at, |before| before.min(vote.at)));
    }
    for (statement, first) in conversation.statements.iter().zip(first) {
        let written = statement.text.as_deref().unwrap_or_default();
        let Ok(text) = Text::new(written, Field::Body) else {
            places.push(None);
            continue;
        };
        places.push(Some(u32::try_from(statements.len())?));
        let words = || Text::new(&say!(lang, "map-import-out"), Field::Answer);
        let out = match statement.standing {
            Standing::Out => Some(Reason { kind: ReasonKind::Other, words: words()? }),
            Standing::In | Standing::Meta => None,
        };
        statements.push(StatementImport { text: text.as_str().to_owned(), at: first.unwrap_or(now), out });
    }
    if statements.is_empty() {
        bail!(
            "{} holds no statement with a text: give the file of statements (comments.csv, with the columns comment-id and \
             comment-body) beside the votes",
            files.votes.display()
        );
    }
    let all = votes.len();
    let kept: Vec<OpinionVote> = votes
        .into_iter()
        .filter_map(|vote| Some(OpinionVote { statement: places[vote.statement as usize]?, ..vote }))
        .collect();
    Ok(Taken {
        topic: conversation.topic,
        out: statements.iter().filter(|statement| statement.out.is_some()).count(),
        wordless: (places.iter().filter(|place| place.is_none()).count(), all - kept.len()),
        unanswered: conversation.unknown.unvoted,
        rejected,
        import: OpinionImport { language, statements, people: u32::try_from(conversation.people.len())?, votes: kept },
    })
}

/// The last answer of each person to each statement, in the order of people and statements; of several at one time the one that
/// stands last.
fn last_votes(conversation: &Conversation, now: i64) -> Vec<OpinionVote> {
    let mut last: HashMap<(u32, u32), (i64, Vote)> = HashMap::new();
    for one in &conversation.cast {
        let place = last.entry((one.person, one.statement)).or_insert((one.time, one.vote));
        if one.time >= place.0 {
            *place = (one.time, one.vote);
        }
    }
    let vote = |((person, statement), (time, vote)): ((u32, u32), (i64, Vote))| OpinionVote {
        person,
        statement,
        ballot: ballot(vote),
        at: if conversation.timed { time } else { now },
    };
    let mut votes: Vec<OpinionVote> = last.into_iter().map(vote).collect();
    votes.sort_unstable_by_key(|vote| (vote.statement, vote.person));
    votes
}
