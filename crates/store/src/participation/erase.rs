//! Forgetting what a person brought, wrote and voted.

use comity_participation::board::Board;

use super::rows::{Rows, columns, from};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{ActivityId, ContributionId, FirmId, PersonId};
use crate::seal::random;
use crate::store::Store;

/// Forgets a person in every activity, before their key goes: words and who they were from, what they follow and are told. Their
/// votes count on under a number that is drawn for each activity and leads to nobody.
pub(crate) async fn erased(books: &Store, tx: &mut Conn, firm: FirmId, person: PersonId) -> Result<(), Error> {
    let ctx = crate::context::Context::system(firm);
    let activities = "SELECT activity FROM contribution WHERE author = $1
                      UNION SELECT c.activity FROM contribution_comment m JOIN contribution c ON c.id = m.contribution
                      WHERE m.person = $1
                      UNION SELECT c.activity FROM contribution_vote v JOIN contribution c ON c.id = v.contribution
                      WHERE v.person = $1
                      UNION SELECT c.activity FROM contribution_follow w JOIN contribution c ON c.id = w.contribution
                      WHERE w.person = $1";
    // Before it is forgotten whose the offers and needs were.
    let open = "DELETE FROM help_match WHERE done IS NULL AND (offer IN (SELECT id FROM contribution WHERE author = $1)
                OR need IN (SELECT id FROM contribution WHERE author = $1))";
    tx.run(open, args![person]).await?;
    for row in tx.rows(activities, args![person]).await? {
        let activity: ActivityId = row.get(0)?;
        tx.lock(activity.bytes()).await?;
        let (mut rows, _) = Rows::of_activity(books, tx, &ctx, activity).await?;
        theirs(books, tx, &mut rows, activity, person).await?;
        let stand_in = PersonId::from_bytes(random()?);
        let board: &mut Board = &mut rows.board;
        let done = board.erase(person.known(), stand_in.known(), books.now());
        rows.write(tx, &done.changes).await?;
        // What a member decided on their votes holds for these still.
        let aside = "UPDATE sign_person SET person = $3 WHERE activity = $1 AND person = $2";
        tx.run(aside, args![activity, person, stand_in]).await?;
    }
    super::pulse::erased(tx, person).await?;
    super::voice::erased(tx, person).await?;
    super::recognition::forget(tx, person).await?;
    tx.run("DELETE FROM contribution_thanks WHERE person = $1", args![person]).await?;
    tx.run("DELETE FROM news WHERE person = $1", args![person]).await?;
    tx.run("DELETE FROM segment_look WHERE person = $1", args![person]).await?;
    tx.run("DELETE FROM contribution_display WHERE person = $1", args![person]).await?;
    tx.run("DELETE FROM changelog_told WHERE person = $1", args![person]).await?;
    tx.run("DELETE FROM trust WHERE person = $1", args![person]).await.map(drop)
}

/// Reads everything of a person in one activity.
async fn theirs(
    books: &Store,
    tx: &mut Conn,
    rows: &mut Rows,
    activity: ActivityId,
    person: PersonId,
) -> Result<(), Error> {
    let brought = concat!("SELECT ", columns!(), from!(), "WHERE c.author = $1 AND c.activity = $2");
    for row in tx.rows(brought, args![person, activity]).await? {
        rows.contribution(books, &row)?;
    }
    // What their answers ended is open again without them.
    let answered = concat!(
        "SELECT ",
        columns!(),
        from!(),
        "WHERE c.activity = $2 AND c.accepted IN (SELECT id FROM contribution_comment WHERE person = $1)"
    );
    for row in tx.rows(answered, args![person, activity]).await? {
        rows.contribution(books, &row)?;
    }
    let comments =
        "SELECT m.id, m.contribution, m.reply_to, m.person, m.member, m.at, m.showing, m.version, m.sealed, k.wrapped
                    FROM contribution_comment m JOIN contribution c ON c.id = m.contribution
                    LEFT JOIN person_key k ON k.person = m.person WHERE m.person = $1 AND c.activity = $2";
    for row in tx.rows(comments, args![person, activity]).await? {
        rows.comment(books, &row)?;
    }
    let votes =
        "SELECT v.contribution, v.ballot, v.at FROM contribution_vote v JOIN contribution c ON c.id = v.contribution
                 WHERE v.person = $1 AND c.activity = $2";
    for row in tx.rows(votes, args![person, activity]).await? {
        rows.vote(row.get(0)?, person, row.get(1)?, row.get(2)?)?;
    }
    let follows =
        "SELECT w.contribution, w.told, w.at FROM contribution_follow w JOIN contribution c ON c.id = w.contribution
                   WHERE w.person = $1 AND c.activity = $2";
    for row in tx.rows(follows, args![person, activity]).await? {
        let id: ContributionId = row.get(0)?;
        rows.follow(id, person, row.get(1)?, row.get(2)?);
    }
    Ok(())
}
