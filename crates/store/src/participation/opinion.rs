//! Opinion maps: statements and what people answer to them. Who stands where is worked out elsewhere, from [`OpinionBooks`].
//!
//! A statement is a contribution, and an answer is a vote on it: [`Store::contribution_bring`] and [`Store::contribution_vote`]
//! take them, and they go as others go.

use std::collections::HashMap;

use comity_exchange::text::Language;
use comity_exchange::time::Timestamp;
use comity_participation::board::{Done, Seed};
use comity_participation::contribution::{Contribution, Kind};
use comity_participation::moderation::{Declined, Reason};
use comity_participation::response::Ballot;
use comity_participation::status::Outcome;
use serde::Serialize;

use super::list::Part;
use super::rows::{Rows, columns, from};
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::exchange;
use crate::id::{ActivityId, ContributionId, ExchangeId, MemberId, PersonId};
use crate::participation::ActivityNew;
use crate::seal::random;
use crate::store::Store;

/// A statement in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatementLine {
    /// Its id. Statements are numbered in the order of their ids.
    pub id: ContributionId,
    /// What it says; nothing where its author was erased or took it back.
    pub text: Option<String>,
    /// In which language.
    pub language: Option<String>,
    /// When it was brought, in microseconds since 1970.
    pub at: i64,
    /// Its status, of those of its activity.
    pub status: String,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// Whether others see it.
    pub part: Part,
    /// Whether the person who asks brought it.
    pub own: bool,
    /// Its version, for whoever decides on it.
    pub version: u32,
}

impl StatementLine {
    /// Whether people can answer it while its activity is open.
    pub fn is_asked(&self) -> bool {
        let ended = self.outcome.as_ref().is_some_and(|outcome| outcome.kind.ends_votes());
        self.part == Part::Shown && self.text.is_some() && !ended
    }

    fn of(row: &Contribution, me: Option<PersonId>) -> Self {
        let content = row.content.as_ref();
        Self {
            id: ContributionId::of(row.id),
            text: content.and_then(|content| content.body.as_ref()).map(|text| text.as_str().to_owned()),
            language: content.map(|content| content.language.to_string()),
            at: row.at.0,
            status: row.status.to_string(),
            outcome: row.outcome.clone(),
            part: (&row.showing).into(),
            own: me.is_some() && row.author == me.map(PersonId::known),
            version: row.version,
        }
    }
}

/// An answer to a statement. People and statements go by their places in the lists beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OpinionVote {
    /// Who.
    pub person: u32,
    /// To which statement.
    pub statement: u32,
    /// What they answered.
    pub ballot: Ballot,
    /// When they last did, in microseconds since 1970.
    pub at: i64,
}

/// Every answer that counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpinionBooks {
    /// The statements that others see, in the order of their ids.
    pub statements: Vec<ContributionId>,
    /// Whoever answered; of somebody erased, a number that leads to nobody.
    pub people: Vec<PersonId>,
    /// The answers, by statement.
    pub votes: Vec<OpinionVote>,
}

/// Everything of an opinion map that can be taken along.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpinionExport {
    /// Every statement, those that nobody sees too, in the order of their ids.
    pub statements: Vec<StatementLine>,
    /// For each the place of its author in [`Self::people`], where a person brought it and also answered something.
    pub authors: Vec<Option<u32>>,
    /// Whoever answered, in the order of their first answers.
    pub people: Vec<PersonId>,
    /// The answers, in the order of their times.
    pub votes: Vec<OpinionVote>,
}

/// A statement that comes from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementImport {
    /// What it says.
    pub text: String,
    /// When it was brought, in microseconds since 1970.
    pub at: i64,
    /// Why nobody sees it, where moderators had taken it out.
    pub out: Option<Reason>,
}

/// A conversation that comes from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpinionImport {
    /// In which language the statements are.
    pub language: Language,
    /// The statements.
    pub statements: Vec<StatementImport>,
    /// How many people answered.
    pub people: u32,
    /// The answers: of each person at most one to a statement.
    pub votes: Vec<OpinionVote>,
}

/// Reads the answers to one statement; people get numbers as they are met.
async fn answers(
    conn: &mut Conn,
    id: ContributionId,
    statement: u32,
    met: &mut HashMap<PersonId, u32>,
    into: &mut Vec<OpinionVote>,
) -> Result<(), Error> {
    let find = "SELECT person, ballot, at FROM contribution_vote WHERE contribution = $1 ORDER BY person";
    for row in conn.rows(find, args![id]).await? {
        let (who, ballot): (PersonId, i64) = (row.get(0)?, row.get(1)?);
        let next = u32::try_from(met.len()).map_err(|_| Error::Broken("too many people to be numbered".into()))?;
        let person = *met.entry(who).or_insert(next);
        into.push(OpinionVote { person, statement, ballot: ballot_of(ballot)?, at: row.get(2)? });
    }
    Ok(())
}

fn ballot_of(number: i64) -> Result<Ballot, Error> {
    let known = Ballot::ALL.into_iter().find(|known| i64::from(known.number()) == number);
    known.ok_or_else(|| Error::Broken("a vote says what no vote can".into()))
}

fn in_order(met: HashMap<PersonId, u32>) -> Vec<PersonId> {
    let mut people: Vec<(u32, PersonId)> = met.into_iter().map(|(person, number)| (number, person)).collect();
    people.sort_unstable_by_key(|(number, _)| *number);
    people.into_iter().map(|(_, person)| person).collect()
}

impl Store {
    /// The firm brings statements, which others see at once.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such activity; [`Error::Participation`] with the first that the rules refuse, and
    /// then none is there.
    pub async fn statement_seed(
        &self,
        ctx: &Context,
        activity: ActivityId,
        texts: Vec<String>,
        language: Language,
    ) -> Result<Vec<ContributionId>, Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(activity.bytes()).await?;
            let (mut rows, _) = Rows::of_activity(&books, tx, &ctx, activity).await?;
            let (mut all, mut ids) = (Done::default(), Vec::with_capacity(texts.len()));
            for text in texts {
                let id = ContributionId::new();
                let (kind, language) = (Kind::Statement, language.clone());
                let seed = Seed { id: id.known(), activity: activity.known(), kind, text, language };
                all.changes.extend(rows.board.seed(&seed, books.now())?.changes);
                ids.push(id);
            }
            rows.carry_out(tx, all).await?;
            audit::add(&books, tx, &ctx, "statement_seed", "activity", Some(activity.bytes())).await?;
            Ok(ids)
        })
    }

    /// The statements of a map in the order of their ids: what others see; the reader's own; and for members who see single
    /// persons' acts also what waits for a moderator.
    ///
    /// # Errors
    /// Not allowed, or there is no such activity.
    pub async fn statement_list(&self, ctx: &Context, activity: ActivityId) -> Result<Vec<StatementLine>, Error> {
        let (mut conn, mut rows) = self.activity_seen(ctx, activity).await?;
        let me = ctx.partaking().ok();
        let shown = concat!(
            "SELECT ",
            columns!(),
            from!(),
            "WHERE c.activity = $1 AND c.showing = 'shown' AND c.merged_into IS NULL AND c.kind = 'statement'"
        );
        let mut read = conn.rows(shown, args![activity]).await?;
        if let Some(me) = me {
            let own = concat!(
                "SELECT ",
                columns!(),
                from!(),
                "WHERE c.author = $2 AND c.activity = $1 AND c.kind = 'statement'"
            );
            read.extend(conn.rows(own, args![activity, me]).await?);
        } else if ctx.may(Right::StandingRead).is_ok() {
            let waiting = concat!(
                "SELECT ",
                columns!(),
                from!(),
                "WHERE c.activity = $1 AND c.waiting_since IS NOT NULL AND c.kind = 'statement'"
            );
            read.extend(conn.rows(waiting, args![activity]).await?);
        }
        let mut lines = Vec::with_capacity(read.len());
        for row in &read {
            lines.push(StatementLine::of(&rows.contribution(self, row)?, me));
        }
        lines.sort_by_key(|line| line.id);
        lines.dedup_by_key(|line| line.id);
        Ok(lines)
    }

    /// What the person answered to the statements of a map.
    ///
    /// # Errors
    /// Anybody but a person who was invited asking; no such activity.
    pub async fn statement_answers(
        &self,
        ctx: &Context,
        activity: ActivityId,
    ) -> Result<HashMap<ContributionId, Ballot>, Error> {
        let person = ctx.partaking()?;
        let (mut conn, _) = self.activity_seen(ctx, activity).await?;
        let find =
            "SELECT v.contribution, v.ballot FROM contribution_vote v JOIN contribution c ON c.id = v.contribution
                    WHERE v.person = $1 AND c.activity = $2";
        let rows = conn.rows(find, args![person, activity]).await?;
        rows.iter().map(|row| Ok((row.get(0)?, ballot_of(row.get(1)?)?))).collect()
    }

    /// Every answer to the statements that others see, for the house to draw the map.
    ///
    /// # Errors
    /// Anybody but the house asking; no such activity.
    pub async fn opinion_books(&self, ctx: &Context, activity: ActivityId) -> Result<OpinionBooks, Error> {
        ctx.house()?;
        let mut conn = self.read().await?;
        let _ = Rows::of_activity(self, &mut conn, ctx, activity).await?;
        let shown = "SELECT id FROM contribution WHERE activity = $1 AND showing = 'shown' AND merged_into IS NULL
                     AND kind = 'statement' ORDER BY id";
        let mut books = OpinionBooks::default();
        let mut met = HashMap::new();
        for row in conn.rows(shown, args![activity]).await? {
            books.statements.push(row.get(0)?);
        }
        // One statement after the other: of all answers at once the rows alone would fill the memory.
        for (id, number) in books.statements.iter().zip(0..) {
            answers(&mut conn, *id, number, &mut met, &mut books.votes).await?;
        }
        books.people = in_order(met);
        Ok(books)
    }

    /// Every statement and every answer, to be taken along.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such activity.
    pub async fn opinion_export(&self, ctx: &Context, activity: ActivityId) -> Result<OpinionExport, Error> {
        ctx.may(Right::StandingRead)?;
        write!(self, ctx, |books, ctx, tx| {
            let (_, exchange) = Rows::of_activity(&books, tx, &ctx, activity).await?;
            exchange::visible(tx, &ctx, exchange).await?;
            audit::add(&books, tx, &ctx, "opinion_export", "activity", Some(activity.bytes())).await
        })?;
        let mut conn = self.read().await?;
        let (mut rows, _) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
        let all =
            concat!("SELECT ", columns!(), from!(), "WHERE c.activity = $1 AND c.kind = 'statement' ORDER BY c.id");
        let (mut export, mut authors, mut met) = (OpinionExport::default(), Vec::new(), HashMap::new());
        for row in conn.rows(all, args![activity]).await? {
            let statement = rows.contribution(self, &row)?;
            authors.push(statement.author.map(PersonId::of));
            export.statements.push(StatementLine::of(&statement, None));
        }
        for (line, number) in export.statements.iter().zip(0..) {
            answers(&mut conn, line.id, number, &mut met, &mut export.votes).await?;
        }
        export.votes.sort_by_key(|vote| vote.at);
        // Numbers by first answers, so that they tell nothing of who it is.
        let (before, mut numbers) = (in_order(met), HashMap::new());
        for vote in &mut export.votes {
            let next = numbers.len() as u32;
            vote.person = *numbers.entry(before[vote.person as usize]).or_insert(next);
        }
        export.authors = authors.into_iter().map(|author| numbers.get(&author?).copied()).collect();
        export.people = in_order(numbers);
        Ok(export)
    }

    /// Opens a map with a conversation that was held elsewhere. Its people are nobody here: each gets a number that leads to nobody.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; what [`Self::activity_open`] refuses; [`Error::Participation`] with the first
    /// statement that is no text. Then nothing is there.
    pub async fn opinion_import(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        new: ActivityNew,
        import: OpinionImport,
    ) -> Result<ActivityId, Error> {
        ctx.may(Right::ExchangePublish)?;
        let activity = new.into_activity(exchange, self.now())?;
        let id = ActivityId::of(activity.id);
        write!(self, ctx, |books, ctx, tx| {
            let mut rows = super::activity::opened(&books, tx, &ctx, exchange, activity).await?;
            let (mut all, mut ids) = (Done::default(), Vec::with_capacity(import.statements.len()));
            for statement in import.statements {
                let number = ContributionId::new();
                let (kind, language) = (Kind::Statement, import.language.clone());
                let seed = Seed { id: number.known(), activity: id.known(), kind, text: statement.text, language };
                let at = Timestamp(statement.at);
                let no = |reason| Declined { reason, by: MemberId::NONE.known(), at, contested: None, upheld: false };
                all.changes.extend(rows.board.take_over(&seed, statement.out.map(no), at)?.changes);
                ids.push(number);
            }
            rows.carry_out(tx, all).await?;
            let people = (0..import.people).map(|_| random().map(PersonId::from_bytes));
            let people: Vec<PersonId> = people.collect::<Result<_, _>>()?;
            vote_over(tx, &ids, &people, &import.votes).await?;
            audit::add(&books, tx, &ctx, "opinion_import", "activity", Some(id.bytes())).await?;
            Ok(id)
        })
    }
}

/// Writes down answers that were given elsewhere.
async fn vote_over(
    tx: &mut Conn,
    statements: &[ContributionId],
    people: &[PersonId],
    votes: &[OpinionVote],
) -> Result<(), Error> {
    let outside = || Error::Broken("an answer names nobody or nothing".into());
    let mut counts = vec![(0_i64, 0_i64); statements.len()];
    for vote in votes {
        let statement = statements.get(vote.statement as usize).ok_or_else(outside)?;
        let person = people.get(vote.person as usize).ok_or_else(outside)?;
        let set = "INSERT INTO contribution_vote (contribution, person, ballot, at) VALUES ($1, $2, $3, $4)";
        tx.run(set, args![*statement, *person, i64::from(vote.ballot.number()), vote.at]).await?;
        let (for_it, against) = &mut counts[vote.statement as usize];
        *for_it += i64::from(vote.ballot == Ballot::For);
        *against += i64::from(vote.ballot == Ballot::Against);
    }
    for (id, (for_it, against)) in statements.iter().zip(counts) {
        let set = "UPDATE contribution_count SET for_it = $2, against = $3 WHERE contribution = $1";
        tx.run(set, args![*id, for_it, against]).await?;
    }
    Ok(())
}
