//! Signs of arranged votes in an activity, and what a member decided after looking.

use std::collections::{BTreeMap, BTreeSet};

use comity_exchange::time::Timestamp;
use comity_participation::id::SessionId;
use comity_participation::response::Ballot;
use comity_participation::signal::{Burst, Cast, Reason, Signals, Thresholds, Visit, Written, look, together};
use serde::Serialize;

use super::rows::{Rows, columns, from};
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::exchange;
use crate::id::{ActivityId, ContributionId, ExchangeId, MemberId, PersonId, SignId};
use crate::member;
use crate::store::Store;

/// The most votes that are looked at, the newest.
pub const SIGNS_VOTES: i64 = 100_000;
/// The most texts.
const TEXTS: i64 = 10_000;

/// Votes on a contribution of those who were set aside after a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct SetAside {
    /// Votes for it.
    pub for_it: u64,
    /// Votes against it.
    pub against: u64,
}

/// A sign: a reason, and how many people it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sign {
    /// Why somebody should look.
    pub reason: Reason,
    /// What the reason is about, by the title of the contribution where there is one.
    pub title: Option<String>,
    /// Which contribution that is.
    pub contribution: Option<ContributionId>,
    /// How many people are marked for that.
    pub people: usize,
    /// How many votes they cast in the activity.
    pub votes: usize,
    /// What a member decided on all of them; nothing where nobody has, or where others joined since.
    pub looked: Option<Looked>,
}

/// What a member decided after looking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Looked {
    /// The id of the decision, to take it back.
    pub id: SignId,
    /// Whether these votes count.
    pub counts: bool,
    /// Who decided; nothing where they have left.
    pub by: Option<String>,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The reason for which they looked.
    pub reason: Reason,
    /// How many people it is about.
    pub people: u64,
}

/// Far more votes in an hour than usual. It says nothing of any person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BurstLine {
    /// The title of the contribution.
    pub title: Option<String>,
    /// Which one.
    pub contribution: ContributionId,
    /// The hour and its votes.
    pub burst: Burst,
}

/// What was found in an activity.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Signs {
    /// How many votes were looked at.
    pub looked: u64,
    /// How many there are.
    pub votes: u64,
    /// Signs, those about the most people first.
    pub signs: Vec<Sign>,
    /// Bursts, the newest first.
    pub bursts: Vec<BurstLine>,
    /// Every decision that stands, the newest first.
    pub decided: Vec<Looked>,
}

/// Everything that was read to look for signs.
struct Ground {
    visits: Vec<Visit>,
    invited: BTreeMap<SessionId, Timestamp>,
    titles: BTreeMap<ContributionId, Option<String>>,
    votes: u64,
    looked: u64,
}

async fn ground(
    books: &Store,
    conn: &mut Conn,
    (rows, exchange): (&mut Rows, ExchangeId),
    activity: ActivityId,
) -> Result<Ground, Error> {
    let count =
        "SELECT COUNT(*) FROM contribution_vote v JOIN contribution c ON c.id = v.contribution WHERE c.activity = $1";
    let votes = u64::try_from(conn.number(count, args![activity]).await?).unwrap_or_default();
    let mut visits: BTreeMap<PersonId, Visit> = BTreeMap::new();
    let new = |person: PersonId| Visit {
        session: SessionId(person.number()),
        made: Timestamp(0),
        network: None,
        votes: Vec::new(),
        texts: Vec::new(),
    };
    let find = "SELECT v.person, v.contribution, v.ballot, v.at FROM contribution_vote v
                JOIN contribution c ON c.id = v.contribution WHERE c.activity = $1 ORDER BY v.at DESC LIMIT $2";
    let mut looked = 0;
    for row in conn.rows(find, args![activity, SIGNS_VOTES]).await? {
        let (person, on, ballot): (PersonId, ContributionId, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let ballot = Ballot::ALL.into_iter().find(|known| i64::from(known.number()) == ballot);
        let ballot = ballot.ok_or_else(|| Error::Broken("a vote says what no vote can".into()))?;
        let vote = Cast { contribution: on.known(), ballot, at: Timestamp(row.get(3)?) };
        visits.entry(person).or_insert_with(|| new(person)).votes.push(vote);
        looked += 1;
    }
    let mut titles = BTreeMap::new();
    let brought = concat!("SELECT ", columns!(), from!(), "WHERE c.activity = $1 ORDER BY c.id DESC LIMIT $2");
    for row in conn.rows(brought, args![activity, TEXTS]).await? {
        let one = rows.contribution(books, &row)?;
        let title = one.content.as_ref().and_then(|content| content.called()).map(|text| text.as_str().to_owned());
        titles.insert(ContributionId::of(one.id), title);
        let (Some(author), Some(content)) = (one.author.map(PersonId::of), &one.content) else { continue };
        let part =
            |text: &Option<comity_participation::text::Text>| text.as_ref().map_or("", |t| t.as_str()).to_owned();
        let text = format!("{} {}", part(&content.title), part(&content.body));
        let written = Written { contribution: one.id, text, at: one.at };
        visits.entry(author).or_insert_with(|| new(author)).texts.push(written);
    }
    let mut invited = BTreeMap::new();
    for row in conn.rows("SELECT person, made FROM invitation WHERE exchange = $1", args![exchange]).await? {
        let (person, made): (PersonId, i64) = (row.get(0)?, row.get(1)?);
        invited.insert(SessionId(person.number()), Timestamp(made));
        if let Some(visit) = visits.get_mut(&person) {
            visit.made = Timestamp(made);
        }
    }
    let mut visits: Vec<Visit> = visits.into_values().collect();
    // Of an erased person only votes are left, and nobody knows when they were invited.
    for visit in visits.iter_mut().filter(|visit| visit.made.0 == 0) {
        visit.made = Timestamp(i64::MIN);
    }
    Ok(Ground { visits, invited, titles, votes, looked })
}

/// What is found: by reason, whom it is about.
fn found(ground: &Ground) -> (BTreeMap<Reason, BTreeSet<SessionId>>, Vec<Burst>) {
    let thresholds = Thresholds::default();
    let Signals { marks, bursts } = look(&ground.visits, &thresholds);
    let mut by: BTreeMap<Reason, BTreeSet<SessionId>> = BTreeMap::new();
    let marks = marks.into_iter().flat_map(|(session, why)| why.into_iter().map(move |why| (session, why)));
    for (session, why) in marks.chain(together(&ground.visits, &ground.invited, &thresholds)) {
        by.entry(coarse(why)).or_default().insert(session);
    }
    (by, bursts)
}

/// Reasons that differ from person to person become one, so that a member looks at them together.
fn coarse(reason: Reason) -> Reason {
    match reason {
        Reason::FasterThanReading { .. } => {
            Reason::FasterThanReading { milliseconds: Thresholds::default().tempo_milliseconds }
        }
        Reason::SameBallots { .. } => {
            let thresholds = Thresholds::default();
            Reason::SameBallots { others: thresholds.alike_others, votes: thresholds.alike_votes as u32 }
        }
        other => other,
    }
}

/// The contribution that a reason is about.
fn about(reason: &Reason) -> Option<ContributionId> {
    match reason {
        Reason::SameNetwork { contribution, .. }
        | Reason::Hasty { contribution, .. }
        | Reason::Together { contribution, .. }
        | Reason::Copied { from: contribution } => Some(ContributionId::of(*contribution)),
        Reason::SameBallots { .. } | Reason::FasterThanReading { .. } => None,
    }
}

/// Votes by contribution that stands for itself, of those who were set aside in an activity.
pub(super) async fn set_aside(
    conn: &mut Conn,
    activity: ActivityId,
) -> Result<BTreeMap<ContributionId, SetAside>, Error> {
    let find = "SELECT v.contribution, v.person, v.ballot, v.at FROM sign_person s
                JOIN contribution_vote v ON v.person = s.person JOIN contribution c ON c.id = v.contribution
                WHERE s.activity = $1 AND s.counts = 0 AND c.activity = $1";
    let votes = conn.rows(find, args![activity]).await?;
    if votes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let merged = "SELECT id, merged_into FROM contribution WHERE activity = $1 AND merged_into IS NOT NULL";
    let mut into: BTreeMap<ContributionId, ContributionId> = BTreeMap::new();
    for row in conn.rows(merged, args![activity]).await? {
        into.insert(row.get(0)?, row.get(1)?);
    }
    let root = |id: ContributionId| {
        let to = |id| into.get(&ContributionId::of(id)).map(|id| id.known());
        ContributionId::of(comity_participation::contribution::root(id.known(), to))
    };
    // Whoever voted at several that are one counts once, by the vote given last.
    let mut last: BTreeMap<(ContributionId, PersonId), (i64, i64)> = BTreeMap::new();
    for row in &votes {
        let (on, person): (ContributionId, PersonId) = (row.get(0)?, row.get(1)?);
        let vote: (i64, i64) = (row.get(3)?, row.get(2)?);
        let place = last.entry((root(on), person)).or_insert(vote);
        *place = (*place).max(vote);
    }
    let mut counted: BTreeMap<ContributionId, SetAside> = BTreeMap::new();
    for ((on, _), (_, ballot)) in last {
        let place = counted.entry(on).or_default();
        match ballot {
            1 => place.for_it += 1,
            -1 => place.against += 1,
            _ => {}
        }
    }
    Ok(counted)
}

/// Decisions that stand in an activity, the newest first.
async fn decided(books: &Store, conn: &mut Conn, ctx: &Context, activity: ActivityId) -> Result<Vec<Looked>, Error> {
    let key = books.firm_key(conn, ctx.firm).await?;
    let find = "SELECT d.id, d.counts, d.member, d.at, d.reason,
                       (SELECT COUNT(*) FROM sign_person s WHERE s.decision = d.id)
                FROM sign_decision d WHERE d.activity = $1 ORDER BY d.id DESC";
    let mut all = Vec::new();
    for row in conn.rows(find, args![activity]).await? {
        let (member, reason, people): (Option<MemberId>, String, i64) = (row.get(2)?, row.get(4)?, row.get(5)?);
        let by = match member {
            Some(member) => member::called(conn, (ctx.firm, &key), member).await?,
            None => None,
        };
        let reason = serde_json::from_str(&reason)?;
        let people = u64::try_from(people).unwrap_or_default();
        all.push(Looked { id: row.get(0)?, counts: row.get(1)?, by, at: row.get(3)?, reason, people });
    }
    Ok(all)
}

/// Works on what was read without keeping the thread that answers others.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Error::Broken("signs could not be looked for".into()))
}

impl Store {
    /// Signs of arranged votes in an activity: reasons to look, and what members decided. Nothing is left out of a count because of a
    /// sign. At most the newest 100,000 votes are looked at.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such activity.
    pub async fn signs_look(&self, ctx: &Context, activity: ActivityId) -> Result<Signs, Error> {
        ctx.may(Right::StandingRead)?;
        let mut conn = self.read().await?;
        let (mut rows, exchange) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let ground = ground(self, &mut conn, (&mut rows, exchange), activity).await?;
        let decided = decided(self, &mut conn, ctx, activity).await?;
        let mut by_person: BTreeMap<PersonId, SignId> = BTreeMap::new();
        for row in conn.rows("SELECT person, decision FROM sign_person WHERE activity = $1", args![activity]).await? {
            by_person.insert(row.get(0)?, row.get(1)?);
        }
        drop(conn);
        let (by, bursts, ground) = blocking(move || {
            let (by, bursts) = found(&ground);
            (by, bursts, ground)
        })
        .await?;
        let cast: BTreeMap<SessionId, usize> =
            ground.visits.iter().map(|visit| (visit.session, visit.votes.len())).collect();
        let title = |id: ContributionId| ground.titles.get(&id).cloned().flatten();
        let mut signs: Vec<Sign> = Vec::new();
        for (reason, sessions) in by {
            let people: BTreeSet<Option<SignId>> =
                sessions.iter().map(|session| by_person.get(&PersonId::from_number(session.0)).copied()).collect();
            let one = people.first().copied().flatten().filter(|_| people.len() == 1);
            signs.push(Sign {
                title: about(&reason).and_then(title),
                contribution: about(&reason),
                people: sessions.len(),
                votes: sessions.iter().filter_map(|session| cast.get(session)).sum(),
                looked: one.and_then(|id| decided.iter().find(|looked| looked.id == id).cloned()),
                reason,
            });
        }
        signs.sort_by_key(|sign| (sign.looked.is_some(), std::cmp::Reverse(sign.people)));
        let mut bursts: Vec<BurstLine> = bursts
            .into_iter()
            .map(|burst| {
                let contribution = ContributionId::of(burst.contribution);
                BurstLine { title: title(contribution), contribution, burst }
            })
            .collect();
        bursts.sort_by_key(|line| std::cmp::Reverse(line.burst.from));
        bursts.truncate(20);
        Ok(Signs { looked: ground.looked, votes: ground.votes, signs, bursts, decided })
    }

    /// A member who looked at a sign decides whether the votes of those whom it is about count in the activity, having seen how many
    /// they are. Counts then say both: all votes, and those that a member set aside.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; no such activity; [`Conflict::Overtaken`] where the sign is about others by now.
    pub async fn signs_decide(
        &self,
        ctx: &Context,
        activity: ActivityId,
        reason: Reason,
        people: usize,
        counts: bool,
    ) -> Result<(), Error> {
        ctx.may(Right::Moderate)?;
        // Looked for beside the writer, which others wait for.
        let mut conn = self.read().await?;
        let (mut rows, exchange) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let ground = ground(self, &mut conn, (&mut rows, exchange), activity).await?;
        drop(conn);
        let (mut by, _) = blocking(move || found(&ground)).await?;
        let sessions = by.remove(&reason).filter(|sessions| sessions.len() == people);
        let sessions = sessions.ok_or(Error::from(Conflict::Overtaken))?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(activity.bytes()).await?;
            Rows::of_activity(&books, tx, &ctx, activity).await?;
            let id = SignId::new();
            let add =
                "INSERT INTO sign_decision (id, activity, member, at, counts, reason) VALUES ($1, $2, $3, $4, $5, $6)";
            let reason = serde_json::to_string(&reason)?;
            tx.run(add, args![id, activity, ctx.member(), books.now().0, counts, reason]).await?;
            // Whoever was erased meanwhile leads to nobody any more, and is not named anew.
            let set = "INSERT INTO sign_person (activity, person, decision, counts) SELECT $1, $2, $3, $4
                       WHERE EXISTS (SELECT 1 FROM contribution_vote v JOIN contribution c ON c.id = v.contribution
                                     WHERE v.person = $2 AND c.activity = $1)
                       OR EXISTS (SELECT 1 FROM contribution c WHERE c.author = $2 AND c.activity = $1)
                       ON CONFLICT (activity, person) DO UPDATE SET decision = excluded.decision, counts = excluded.counts";
            for session in sessions {
                tx.run(set, args![activity, PersonId::from_number(session.0), id, i64::from(counts)]).await?;
            }
            let act = if counts { "signs_fine" } else { "signs_set_aside" };
            audit::add(&books, tx, &ctx, act, "activity", Some(activity.bytes())).await
        })
    }

    /// Takes such a decision back: nobody has looked at whom it was about.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; no such decision.
    pub async fn signs_undo(&self, ctx: &Context, activity: ActivityId, id: SignId) -> Result<(), Error> {
        ctx.may(Right::Moderate)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(activity.bytes()).await?;
            Rows::of_activity(&books, tx, &ctx, activity).await?;
            tx.run("DELETE FROM sign_person WHERE activity = $1 AND decision = $2", args![activity, id]).await?;
            let gone = "DELETE FROM sign_decision WHERE activity = $1 AND id = $2";
            if tx.run(gone, args![activity, id]).await? == 0 {
                return Err(Error::NotFound("decision on a sign"));
            }
            audit::add(&books, tx, &ctx, "signs_undo", "activity", Some(activity.bytes())).await
        })
    }
}
