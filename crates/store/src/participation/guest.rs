//! Taking part without an account. A guest is a person of the books whom nothing recognises but a random secret, of which the books
//! keep the digest: no name, no address, nothing of their machine. Where an activity lets them, they bring, vote, and take back; by
//! the same rules as everybody, as those whom moderators do not know yet.
//!
//! The secret is good for [`GUEST_KEPT`] from the last act on. Then its digest goes, and what they did leads to nobody. Until then
//! they can have all of it forgotten, or have it joined to the person as whom they sign in.

use std::collections::BTreeMap;

use comity_participation::board::Change;
use comity_participation::response::{Ballot, Vote};
use serde::Serialize;

use super::own::OwnPart;
use super::rows::{Rows, columns, from};
use crate::audit;
use crate::context::{Actor, Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::erase;
use crate::error::{Conflict, Error};
use crate::id::{ActivityId, ContributionId, FirmId, PersonId};
use crate::job::{self, JobNew};
use crate::seal::{Key, random};
use crate::store::{Store, person_place};
use crate::token::Token;

/// For how long after a guest's last act their secret is good, in microseconds.
pub const GUEST_KEPT: i64 = 90 * 86_400_000_000;

/// What was joined to a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Joined {
    /// How many contributions are theirs now.
    pub contributions: usize,
    /// How many votes are.
    pub votes: usize,
    /// How many votes there were of both, on one thing: the later one stands.
    pub twice: usize,
    /// In which activities.
    pub activities: Vec<ActivityId>,
}

/// The activities in which somebody brought something or voted.
const ACTIVITIES: &str = "SELECT activity FROM contribution WHERE author = $1
                          UNION SELECT c.activity FROM contribution_vote v JOIN contribution c ON c.id = v.contribution
                          WHERE v.person = $1 ORDER BY activity";

/// The guest whose secret it is, where it has not ended.
async fn found(books: &Store, conn: &mut Conn, firm: FirmId, token: &Token) -> Result<Option<PersonId>, Error> {
    let find = "SELECT g.person FROM guest g JOIN person p ON p.id = g.person
                WHERE g.token = $1 AND g.firm = $2 AND g.expires > $3 AND p.state = 'there'";
    let row = conn.row(find, args![token.digest(), firm, books.now().0]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// A guest acts: their secret is good for longer.
///
/// # Errors
/// It has ended, or they had everything forgotten.
pub(super) async fn stays(books: &Store, tx: &mut Conn, guest: PersonId) -> Result<(), Error> {
    let now = books.now().0;
    let longer = "UPDATE guest SET expires = $2 WHERE person = $1 AND expires > $3";
    match tx.run(longer, args![guest, now.saturating_add(GUEST_KEPT), now]).await? {
        0 => Err(Error::NotFound("guest")),
        _ => Ok(()),
    }
}

/// Whether a person is a guest.
pub(super) async fn is_one(conn: &mut Conn, person: PersonId) -> Result<bool, Error> {
    Ok(conn.number("SELECT COUNT(*) FROM person WHERE id = $1 AND guest = 1", args![person]).await? > 0)
}

/// How many guests voted for a contribution and everything merged into it: each once, by their last vote.
pub(super) async fn votes_for(
    conn: &mut Conn,
    family: &[comity_participation::id::ContributionId],
) -> Result<u64, Error> {
    let mut last: BTreeMap<PersonId, (i64, i64)> = BTreeMap::new();
    for at in family.iter().copied().map(ContributionId::of) {
        let find = "SELECT person, at, ballot FROM contribution_vote WHERE contribution = $1 AND guest = 1";
        for row in conn.rows(find, args![at]).await? {
            let vote: (i64, i64) = (row.get(1)?, row.get(2)?);
            let place = last.entry(row.get(0)?).or_insert(vote);
            if vote.0 > place.0 {
                *place = vote;
            }
        }
    }
    let for_it = i64::from(Ballot::For.number());
    Ok(last.values().filter(|(_, ballot)| *ballot == for_it).count() as u64)
}

/// Counts anew what a contribution and everything merged with it comes to.
async fn recounted(books: &Store, tx: &mut Conn, ctx: &Context, id: ContributionId) -> Result<(), Error> {
    let (mut rows, _) = Rows::of_family(books, tx, ctx, id).await?;
    rows.responses(books, tx).await?;
    rows.count(tx).await
}

/// What a vote says, and when it was given.
type Given = (ContributionId, i64, i64);

async fn votes_of(tx: &mut Conn, person: PersonId, activity: ActivityId) -> Result<Vec<Given>, Error> {
    let find =
        "SELECT v.contribution, v.ballot, v.at FROM contribution_vote v JOIN contribution c ON c.id = v.contribution
                WHERE v.person = $1 AND c.activity = $2 ORDER BY v.contribution";
    let rows = tx.rows(find, args![person, activity]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

const VOTE_GONE: &str = "DELETE FROM contribution_vote WHERE contribution = $1 AND person = $2";

/// Takes every vote of a guest back.
async fn unvoted(books: &Store, tx: &mut Conn, ctx: &Context, guest: PersonId) -> Result<(), Error> {
    for row in tx.rows(ACTIVITIES, args![guest]).await? {
        let activity: ActivityId = row.get(0)?;
        tx.lock(activity.bytes()).await?;
        for (on, ..) in votes_of(tx, guest, activity).await? {
            tx.run(VOTE_GONE, args![on, guest]).await?;
            recounted(books, tx, ctx, on).await?;
        }
    }
    Ok(())
}

/// Makes everything in one activity that is a guest's a person's.
async fn moved(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    activity: ActivityId,
    (guest, person): (PersonId, PersonId),
    joined: &mut Joined,
) -> Result<(), Error> {
    tx.lock(activity.bytes()).await?;
    let (mut rows, _) = Rows::of_activity(books, tx, ctx, activity).await?;
    rows.know(books, tx, person).await?;
    let brought = concat!("SELECT ", columns!(), from!(), "WHERE c.author = $1 AND c.activity = $2");
    for row in tx.rows(brought, args![guest, activity]).await? {
        let mut theirs = rows.contribution(books, &row)?;
        // Sealed anew, under the key of whoever it is from now.
        theirs.author = Some(person.known());
        rows.write(tx, &[Change::Contribution(Box::new(theirs))]).await?;
        joined.contributions += 1;
    }
    let votes = votes_of(tx, guest, activity).await?;
    for (on, ballot, at) in &votes {
        let own = "SELECT at FROM contribution_vote WHERE contribution = $1 AND person = $2";
        let own: Option<i64> = tx.row(own, args![*on, person]).await?.map(|row| row.get(0)).transpose()?;
        joined.twice += usize::from(own.is_some());
        if own.is_none_or(|own| own < *at) {
            let known = Ballot::ALL.into_iter().find(|known| i64::from(known.number()) == *ballot);
            let ballot = known.ok_or_else(|| Error::Broken("a vote says what no vote can".into()))?;
            let at = comity_exchange::time::Timestamp(*at);
            let vote = Vote { contribution: on.known(), person: person.known(), ballot, at };
            rows.write(tx, &[Change::Vote(vote)]).await?;
        }
        tx.run(VOTE_GONE, args![*on, guest]).await?;
        joined.votes += 1;
    }
    for (on, ..) in votes {
        recounted(books, tx, ctx, on).await?;
    }
    joined.activities.push(activity);
    Ok(())
}

/// What moderators decided on either is what they decided on both; who was stopped stays stopped.
const TRUST: &str = "INSERT INTO trust (person, accepted, declined, mark)
                     SELECT $2, accepted, declined, mark FROM trust WHERE person = $1
                     ON CONFLICT (person) DO UPDATE SET accepted = trust.accepted + excluded.accepted,
                         declined = trust.declined + excluded.declined, mark = COALESCE(trust.mark, excluded.mark)";

impl Store {
    /// Somebody without an account is about to act: a guest, and the secret by which they are known again, which is shown this once.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn guest_make(&self, ctx: &Context, language: &str) -> Result<(PersonId, Token), Error> {
        ctx.house()?;
        let language = language.to_owned();
        write!(self, ctx, |books, ctx, tx| {
            let (id, key, token, now) = (PersonId::new(), Key::random()?, Token::random()?, books.now().0);
            let pseudonym: [u8; 16] = random()?;
            let add = "INSERT INTO person (id, firm, pseudonym, state, minor, language, made, updated, guest)
                       VALUES ($1, $2, $3, 'there', 0, $4, $5, $5, 1)";
            tx.run(add, args![id, ctx.firm, pseudonym, language, now]).await?;
            let wrapped = books.keys().root().wrap(&person_place(ctx.firm, &id), &key)?;
            tx.run("INSERT INTO person_key (person, wrapped) VALUES ($1, $2)", args![id, wrapped]).await?;
            let add = "INSERT INTO guest (person, firm, token, made, expires) VALUES ($1, $2, $3, $4, $5)";
            tx.run(add, args![id, ctx.firm, token.digest(), now, now.saturating_add(GUEST_KEPT)]).await?;
            Ok((id, token))
        })
    }

    /// The guest whose secret it is; nobody where it has ended, or was never made here.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn guest_find(&self, ctx: &Context, token: &Token) -> Result<Option<PersonId>, Error> {
        ctx.house()?;
        found(self, &mut self.read().await?, ctx.firm, token).await
    }

    /// Forgets a guest whose first act was refused, and who therefore did nothing.
    ///
    /// # Errors
    /// Anybody but the house asking. A guest who did something stays, and that is no error.
    pub async fn guest_drop(&self, ctx: &Context, guest: PersonId) -> Result<(), Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let idle = tx.rows(ACTIVITIES, args![guest]).await?.is_empty() && is_one(tx, guest).await?;
            let theirs = "SELECT COUNT(*) FROM person WHERE id = $1 AND firm = $2";
            if idle && tx.number(theirs, args![guest, ctx.firm]).await? > 0 {
                erase::erase(&books, tx, guest).await?;
            }
            Ok(())
        })
    }

    /// How many people without an account voted in an activity: for whoever sees it.
    ///
    /// # Errors
    /// Not allowed, or there is no such activity.
    pub async fn guest_count(&self, ctx: &Context, activity: ActivityId) -> Result<u64, Error> {
        let (mut conn, _) = self.activity_seen(ctx, activity).await?;
        let count =
            "SELECT COUNT(DISTINCT v.person) FROM contribution_vote v JOIN contribution c ON c.id = v.contribution
                     WHERE c.activity = $1 AND v.guest = 1";
        Ok(u64::try_from(conn.number(count, args![activity]).await?).unwrap_or_default())
    }

    /// The guest has everything of theirs forgotten: votes are taken back, words and who they were from go with a job, and the secret
    /// is good for nothing from now on.
    ///
    /// # Errors
    /// Anybody but a guest asking; [`Conflict::BeingErased`] where they asked before.
    pub async fn guest_forget(&self, ctx: &Context) -> Result<(), Error> {
        let guest = ctx.guest()?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(guest.bytes()).await?;
            let leave =
                "UPDATE person SET state = 'leaves' WHERE id = $1 AND firm = $2 AND state = 'there' AND guest = 1";
            if tx.run(leave, args![guest, ctx.firm]).await? == 0 {
                return Err(Conflict::BeingErased.into());
            }
            tx.run("DELETE FROM guest WHERE person = $1", args![guest]).await?;
            unvoted(&books, tx, &ctx, guest).await?;
            let new = JobNew::now(job::PERSON_ERASE, serde_json::json!({})).about(guest);
            job::insert(&books, tx, ctx.firm, &new).await.map(drop)
        })
    }

    /// What would be joined to the person who asks, of the guest whose secret it is; nothing where there is none.
    ///
    /// # Errors
    /// Anybody but a person asking.
    pub async fn guest_preview(&self, ctx: &Context, token: &Token) -> Result<Option<OwnPart>, Error> {
        for_oneself(ctx)?;
        let mut conn = self.read().await?;
        match found(self, &mut conn, ctx.firm, token).await? {
            Some(guest) => self.part_of(&mut conn, ctx, guest).await.map(Some),
            None => Ok(None),
        }
    }

    /// What the guest did whose secret it is becomes what the person did who asks, for good. Of two votes on one thing the later one
    /// stands. A second time there is no such guest.
    ///
    /// # Errors
    /// Anybody but a person asking; [`Error::NotFound`] where the secret is nobody's any more.
    pub async fn guest_join(&self, ctx: &Context, token: &Token) -> Result<Joined, Error> {
        let person = for_oneself(ctx)?;
        let token = token.clone();
        write!(self, ctx, |books, ctx, tx| {
            let guest = found(&books, tx, ctx.firm, &token).await?.ok_or(Error::NotFound("guest"))?;
            // Of two requests at once one joins, and the other finds nobody.
            if tx.run("DELETE FROM guest WHERE person = $1", args![guest]).await? == 0 {
                return Err(Error::NotFound("guest"));
            }
            let there = "SELECT COUNT(*) FROM person WHERE id = $1 AND firm = $2 AND state = 'there' AND guest = 0";
            if tx.number(there, args![person, ctx.firm]).await? == 0 {
                return Err(Conflict::BeingErased.into());
            }
            let mut joined = Joined::default();
            for row in tx.rows(ACTIVITIES, args![guest]).await? {
                moved(&books, tx, &ctx, row.get(0)?, (guest, person), &mut joined).await?;
            }
            tx.run(TRUST, args![guest, person]).await?;
            let became = "INSERT INTO guest_joined (guest, person, at) VALUES ($1, $2, $3)";
            tx.run(became, args![guest, person, books.now().0]).await?;
            erase::erase(&books, tx, guest).await?;
            audit::add(&books, tx, &ctx, "guest_join", "person", Some(person.bytes())).await?;
            Ok(joined)
        })
    }

    /// A moderator takes words out that a guest brought and that hold what should stand nowhere: they are gone for good, as if their
    /// author had taken them back. What a person brought is theirs to take back.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; no such contribution, or none of a guest's.
    pub async fn guest_words_remove(&self, ctx: &Context, id: ContributionId) -> Result<(), Error> {
        ctx.may(Right::Moderate)?;
        write!(self, ctx, |books, ctx, tx| {
            let (mut rows, _) = Rows::for_act(&books, tx, &ctx, id).await?;
            let author = rows.board.contribution(id.known())?.author.ok_or(Error::NotFound("guest"))?;
            if !is_one(tx, PersonId::of(author)).await? {
                return Err(Error::NotFound("guest"));
            }
            let done = rows.board.withdraw(id.known(), author, books.now())?;
            rows.happened(&books, tx, done).await?;
            audit::add(&books, tx, &ctx, "guest_words_remove", "contribution", Some(id.bytes())).await
        })
    }

    /// Forgets secrets that have ended: what those guests did stays, and leads to nobody. How many it were.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn guests_tend(&self, ctx: &Context) -> Result<u64, Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let _ = &ctx;
            tx.run("DELETE FROM guest WHERE expires <= $1", args![books.now().0]).await
        })
    }
}

/// The person who asks, for themselves: what they did elsewhere is nobody else's to join.
fn for_oneself(ctx: &Context) -> Result<PersonId, Error> {
    match ctx.actor {
        Actor::Person { id } => Ok(id),
        _ => Err(Error::Denied(Right::PersonsAct)),
    }
}
