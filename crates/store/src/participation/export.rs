//! Everything of activities, to be taken along: what people brought and wrote, votes as counts, what became of each. Who brought, wrote or
//! voted is in none of it; of whom was erased the words are gone, as they are gone everywhere.

use comity_participation::moderation::Showing;
use comity_participation::response::{Comment, Writer};
use comity_participation::status::Outcome;
use serde::Serialize;

use super::activity::ActivityView;
use super::comment::By;
use super::list::Part;
use super::rows::{COLUMNS, Rows, columns, from};
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::exchange;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId};
use crate::store::Store;

/// A contribution as it is taken along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContributionOut {
    /// Its id.
    pub id: ContributionId,
    /// What it is: `idea`, `statement`, ….
    pub kind: String,
    /// Its title; nothing where its words are gone, or it has none.
    pub title: Option<String>,
    /// What it says.
    pub body: Option<String>,
    /// In which language.
    pub language: Option<String>,
    /// Who brought it: a customer, the firm, somebody who is not here, or somebody whose words are gone. Nobody by name.
    pub by: By,
    /// When it was brought, in microseconds since 1970.
    pub at: i64,
    /// The stage of the value chain.
    pub stage: String,
    /// The name of its status.
    pub status: String,
    /// Whether others see it.
    pub part: Part,
    /// What it was merged into.
    pub merged_into: Option<ContributionId>,
    /// Votes for it that were given at it.
    pub for_it: u64,
    /// Votes against it that were given at it.
    pub against: u64,
    /// How many were asked and did not say.
    pub passed: u64,
    /// Votes that were counted elsewhere before it came here.
    pub votes_before: Option<u64>,
    /// Comments that others see, written to it.
    pub comments: u64,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// Since when it waits for a moderator or for its answer, in microseconds since 1970.
    pub waits: Option<i64>,
}

/// A comment as it is taken along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommentOut {
    /// Its id.
    pub id: CommentId,
    /// To which contribution it was written.
    pub contribution: ContributionId,
    /// The comment that it replies to.
    pub reply_to: Option<CommentId>,
    /// Who wrote it. Nobody by name.
    pub by: By,
    /// What it says; nothing where its words are gone.
    pub text: Option<String>,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Whether others see it.
    pub part: Part,
}

/// Who wrote a comment, for somebody who did not.
fn written_by(comment: &Comment) -> By {
    match comment.writer {
        Writer::Person(_) => By::Customer,
        Writer::Member(_) => By::Firm,
        Writer::Erased if comment.text.is_some() => By::Elsewhere,
        Writer::Erased => By::Gone,
    }
}

impl Store {
    /// Begins an export of one activity of an exchange, or of all: writes down that it was taken, and says which there are.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such exchange, or no such activity in it.
    pub async fn export_begin(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        activity: Option<ActivityId>,
    ) -> Result<Vec<ActivityView>, Error> {
        ctx.may(Right::StandingRead)?;
        let mut all = self.activity_list(ctx, exchange).await?;
        all.reverse();
        if let Some(activity) = activity {
            all.retain(|one| one.id == activity);
            if all.is_empty() {
                return Err(Error::NotFound("activity"));
            }
        }
        write!(self, ctx, |books, ctx, tx| {
            exchange::visible(tx, &ctx, exchange).await?;
            let (kind, id) = activity.map_or(("exchange", *exchange.bytes()), |id| ("activity", *id.bytes()));
            audit::add(&books, tx, &ctx, "activity_export", kind, Some(&id)).await
        })?;
        Ok(all)
    }

    /// Contributions to an activity after one of them, in the order of their ids, `size` at most. Those that others do not see are among
    /// them, with why not.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such activity.
    pub async fn export_contributions(
        &self,
        ctx: &Context,
        activity: ActivityId,
        after: ContributionId,
        size: u16,
    ) -> Result<Vec<ContributionOut>, Error> {
        ctx.may(Right::StandingRead)?;
        let mut conn = self.read().await?;
        let (mut rows, _) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
        let some = concat!(
            "SELECT ",
            columns!(),
            ", (SELECT COUNT(*) FROM contribution_vote v WHERE v.contribution = c.id AND v.ballot = 1),
               (SELECT COUNT(*) FROM contribution_vote v WHERE v.contribution = c.id AND v.ballot = -1),
               (SELECT COUNT(*) FROM contribution_vote v WHERE v.contribution = c.id AND v.ballot = 0),
               (SELECT COUNT(*) FROM contribution_comment m WHERE m.contribution = c.id AND m.showing = 'shown'),
               (SELECT COUNT(*) FROM contribution_origin o WHERE o.contribution = c.id),
               (SELECT o.votes FROM contribution_origin o WHERE o.contribution = c.id)",
            from!(),
            "WHERE c.activity = $1 AND c.id > $2 ORDER BY c.id LIMIT $3"
        );
        let mut out = Vec::new();
        for row in conn.rows(some, args![activity, after, i64::from(size)]).await? {
            let read = rows.contribution(self, &row)?;
            let (elsewhere, votes_before): (u64, Option<u64>) = (row.get(COLUMNS + 4)?, row.get(COLUMNS + 5)?);
            let content = read.content.as_ref();
            let text = |text: &Option<_>| {
                text.as_ref().map(|text: &comity_participation::text::Text| text.as_str().to_owned())
            };
            out.push(ContributionOut {
                id: ContributionId::of(read.id),
                kind: super::name(&read.kind)?,
                title: content.and_then(|content| text(&content.title)),
                body: content.and_then(|content| text(&content.body)),
                language: content.map(|content| content.language.to_string()),
                by: match (read.author, content) {
                    (Some(_), _) => By::Customer,
                    (None, None) => By::Gone,
                    (None, Some(_)) if elsewhere > 0 => By::Elsewhere,
                    (None, Some(_)) => By::Firm,
                },
                at: read.at.0,
                stage: read.place.stage.name().to_owned(),
                status: read.status.to_string(),
                part: (&read.showing).into(),
                merged_into: read.merged_into.map(ContributionId::of),
                for_it: row.get(COLUMNS)?,
                against: row.get(COLUMNS + 1)?,
                passed: row.get(COLUMNS + 2)?,
                comments: row.get(COLUMNS + 3)?,
                votes_before,
                outcome: read.outcome,
                waits: read.waiting_since.map(|since| since.0).filter(|_| read.showing != Showing::Withdrawn),
            });
        }
        Ok(out)
    }

    /// Comments in an activity after one of them, in the order of their ids, `size` at most.
    ///
    /// # Errors
    /// As [`Self::export_contributions`].
    pub async fn export_comments(
        &self,
        ctx: &Context,
        activity: ActivityId,
        after: CommentId,
        size: u16,
    ) -> Result<Vec<CommentOut>, Error> {
        ctx.may(Right::StandingRead)?;
        let mut conn = self.read().await?;
        let (mut rows, _) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
        let some = "SELECT m.id, m.contribution, m.reply_to, m.person, m.member, m.at, m.showing, m.version, m.sealed, k.wrapped
                    FROM contribution_comment m JOIN contribution c ON c.id = m.contribution
                    LEFT JOIN person_key k ON k.person = m.person
                    WHERE c.activity = $1 AND m.id > $2 ORDER BY m.id LIMIT $3";
        let mut out = Vec::new();
        for row in conn.rows(some, args![activity, after, i64::from(size)]).await? {
            rows.comment(self, &row)?;
            let id: CommentId = row.get(0)?;
            let comment = rows.board.comment(id.known())?;
            out.push(CommentOut {
                id,
                contribution: ContributionId::of(comment.contribution),
                reply_to: comment.reply_to.map(CommentId::of),
                by: written_by(comment),
                text: comment.text.as_ref().map(|text| text.as_str().to_owned()),
                at: comment.at.0,
                part: (&comment.showing).into(),
            });
        }
        Ok(out)
    }
}
