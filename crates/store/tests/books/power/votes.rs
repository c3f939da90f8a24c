//! Votes after a failure of power: each that was acknowledged is there, and counted once.

use std::collections::BTreeMap;
use std::io::Write as _;

use comity_participation::moderation::Button;
use comity_participation::response::Ballot;
use comity_store::{Actor, Context, ContributionId, ExchangeId, FirmId, Keys, PersonId, PersonNew, Settings, Store};

use super::disk::Kept;
use super::{built, check, noted};
use crate::crash::{FOLDER, IDS, runtime};
use crate::participation::{idea, ideas};
use crate::setting::{Books, DAY, exchange, invited};

/// Votes that are acknowledged before the process is killed.
const VOTED: usize = 2_400;

/// The same test is the process whose power fails, when it is told so.
#[test]
fn every_acknowledged_vote_survives_a_failure_of_power() {
    match (std::env::var(FOLDER), std::env::var(IDS)) {
        (Ok(folder), Ok(ids)) => runtime().block_on(vote_until_killed(&folder, &ids)),
        _ => runtime().block_on(cut_again_and_again()),
    }
}

type Voted = ((PersonId, ContributionId), i64);

/// What a line says was acknowledged, if it does.
fn parsed(line: &str) -> Option<Voted> {
    let mut words = line.strip_prefix("voted ")?.split(' ');
    let key = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    Some((key, words.next()?.parse().ok()?))
}

/// New persons from eight tasks vote for one idea and against another, and say what was acknowledged.
async fn vote_until_killed(folder: &str, ids: &str) {
    let ids: Vec<&str> = ids.split(' ').collect();
    let (firm, id): (FirmId, ExchangeId) = (ids[0].parse().unwrap(), ids[1].parse().unwrap());
    let keys = Keys::open(format!("{folder}/keys")).unwrap();
    let store = Store::open(Settings::new(format!("sqlite://{folder}/comity.db"), keys)).await.unwrap();
    let votes: [(ContributionId, Ballot, i64); 2] =
        [(ids[2].parse().unwrap(), Ballot::For, 1), (ids[3].parse().unwrap(), Ballot::Against, -1)];
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let (store, ctx) = (store.clone(), Context::system(firm));
            tokio::spawn(async move {
                loop {
                    let mail = Some(format!("{}@example.com", PersonId::new()));
                    let new = PersonNew { mail, language: "it".into(), ..PersonNew::default() };
                    let person = store.person_add(&ctx, new).await.unwrap();
                    store.invitation_add(&ctx, id, person).await.unwrap();
                    let me = Context { actor: Actor::Person { id: person }, ..ctx.clone() };
                    for (on, ballot, stored) in votes {
                        store.contribution_vote(&me, on, Some(ballot)).await.unwrap();
                        let line = format!("voted {person} {on} {stored}\n");
                        std::io::stdout().write_all(line.as_bytes()).unwrap();
                    }
                }
            })
        })
        .collect();
    futures_util::future::join_all(tasks).await;
}

/// Who voted on what, and how; an error where a count says something else.
fn votes(by_hand: &rusqlite::Connection) -> Result<BTreeMap<(PersonId, ContributionId), i64>, String> {
    let text = |error: rusqlite::Error| error.to_string();
    let wrong = "SELECT COUNT(*) FROM contribution_count c WHERE
                 c.for_it <> (SELECT COUNT(*) FROM contribution_vote v WHERE v.contribution = c.contribution AND v.ballot = 1)
                 OR c.against <> (SELECT COUNT(*) FROM contribution_vote v WHERE v.contribution = c.contribution AND v.ballot = -1)";
    let wrong: i64 = by_hand.query_row(wrong, [], |row| row.get(0)).map_err(text)?;
    if wrong > 0 {
        return Err(format!("{wrong} counts are wrong"));
    }
    let mut all = by_hand.prepare("SELECT person, contribution, ballot FROM contribution_vote").map_err(text)?;
    let one = |row: &rusqlite::Row<'_>| {
        let key = (PersonId::from_bytes(row.get(0)?), ContributionId::from_bytes(row.get(1)?));
        Ok((key, row.get(2)?))
    };
    all.query_map([], one).and_then(|rows| rows.collect()).map_err(text)
}

async fn cut_again_and_again() {
    let outside = tempfile::tempdir().unwrap();
    let Some(library) = built(outside.path()) else { return };
    let books = Books::sqlite().await;
    // The process goes by the clock of the machine, for which the activity has to be open.
    books.pass(-DAY * 370);
    let firm = books.firm("norda").await;
    let id = exchange(&books, &firm).await;
    let activity = books.store.activity_open(&firm.owner(), id, ideas()).await.unwrap();
    let author = invited(&books, &firm, id, "ada@example.com").await;
    let mut shown = Vec::new();
    for title in ["More data abroad", "A bill in plain words"] {
        let brought = books.store.contribution_bring(&firm.person(author), activity, idea(title)).await.unwrap();
        if !brought.shown {
            books.store.contribution_moderate(&firm.owner(), (brought.id, 1), Button::Approve).await.unwrap();
        }
        shown.push(brought.id);
    }
    books.store.clone().close().await;
    let base = Kept::read(books.path());
    let notes = noted(
        "power::votes::every_acknowledged_vote_survives_a_failure_of_power",
        (books.path(), &format!("{} {id} {} {}", firm.id, shown[0], shown[1])),
        (&library, &outside.path().join("notes")),
        VOTED,
        parsed,
    );
    check("votes", (&books, &firm), (&base, &notes), parsed, votes).await;
}
