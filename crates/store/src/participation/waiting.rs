//! What waits for somebody of the firm, and for how long.

use std::collections::BTreeMap;

use comity_participation::board::{WaitsFor, Which};
use serde::Serialize;

use super::rows::{Rows, columns, from};
use crate::context::{Context, Right};
use crate::engine::value::args;
use crate::error::Error;
use crate::exchange;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId};
use crate::store::Store;

/// What waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    /// A contribution.
    Contribution(ContributionId),
    /// A comment, and the contribution that it stands at.
    Comment(CommentId, ContributionId),
    /// An activity that has closed.
    Activity(ActivityId),
}

/// Something that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaitingLine {
    /// What.
    pub which: WaitingFor,
    /// For what.
    pub what_for: WaitsFor,
    /// Since when, in microseconds since 1970.
    pub since: i64,
    /// How long, in microseconds.
    pub micros: i64,
    /// The activity that it belongs to.
    pub activity: ActivityId,
    /// Which activity that is, by the name of its rules.
    pub activity_kind: String,
    /// The title of the contribution, or what it says where it has none; for a comment, of what it stands at; for an activity,
    /// nothing.
    pub title: Option<String>,
    /// What it says, where a comment waits.
    pub text: Option<String>,
    /// What its author said against a no, where it waits for a second look.
    pub contested: Option<String>,
    /// Its version, for whoever decides on it.
    pub version: u32,
}

/// Contributions of one activity that [`Store::waiting_list`] gives at most.
pub const WAITING_MOST: usize = 500;

/// Whether more may wait than a list says.
pub fn waiting_is_cut(lines: &[WaitingLine]) -> bool {
    let mut contributions: BTreeMap<ActivityId, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| matches!(line.which, WaitingFor::Contribution(_))) {
        *contributions.entry(line.activity).or_default() += 1;
    }
    contributions.values().any(|n| *n >= WAITING_MOST)
}

impl Store {
    /// Everything in an exchange that waits for somebody of the firm: what was contested first, then what has waited longest.
    /// Of each activity at most the [`WAITING_MOST`] contributions that have waited longest: a file may have brought a hundred thousand.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such exchange.
    pub async fn waiting_list(&self, ctx: &Context, exchange: ExchangeId) -> Result<Vec<WaitingLine>, Error> {
        ctx.may(Right::StandingRead)?;
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let activities = "SELECT id FROM activity WHERE exchange = $1 ORDER BY id";
        let activities = conn.rows(activities, args![exchange]).await?;
        let mut lines = Vec::new();
        for activity in activities {
            let activity: ActivityId = activity.get(0)?;
            let (mut rows, _) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
            let waiting = concat!(
                "SELECT ",
                columns!(),
                from!(),
                "WHERE c.activity = $1 AND c.waiting_since IS NOT NULL ORDER BY c.waiting_since, c.id LIMIT $2"
            );
            let mut waits = Vec::new();
            for row in conn.rows(waiting, args![activity, WAITING_MOST as i64]).await? {
                waits.push(ContributionId::of(rows.contribution(self, &row)?.id));
            }
            // What they are merged into may not wait any more, or may wait through them.
            for id in waits {
                rows.upwards(self, &mut conn, id).await?;
            }
            let comments =
                "SELECT m.id, m.contribution, m.reply_to, m.person, m.member, m.at, m.showing, m.version, m.sealed,
                                   k.wrapped
                            FROM contribution_comment m JOIN contribution c ON c.id = m.contribution
                            LEFT JOIN person_key k ON k.person = m.person
                            WHERE c.activity = $1 AND m.waiting_since IS NOT NULL ORDER BY m.id";
            for row in conn.rows(comments, args![activity]).await? {
                rows.comment(self, &row)?;
            }
            for one in rows.board.waiting(self.now()) {
                let on = match one.which {
                    Which::Contribution(id) => Some(id),
                    Which::Comment(id) => Some(rows.board.comment(id)?.contribution),
                    Which::Activity(_) => None,
                };
                if let Some(on) = on {
                    rows.family(self, &mut conn, ContributionId::of(on)).await?;
                }
                lines.push(line(&rows, activity, &one)?);
            }
        }
        lines.sort_by_key(|line| (line.what_for != WaitsFor::SecondLook, line.since));
        Ok(lines)
    }
}

fn line(rows: &Rows, activity: ActivityId, one: &comity_participation::board::Waiting) -> Result<WaitingLine, Error> {
    use comity_participation::moderation::Showing;
    let contested = |showing: &Showing| match showing {
        Showing::Declined(no) => no.contested.as_ref().map(|contested| contested.words.as_str().to_owned()),
        Showing::Queued | Showing::Shown | Showing::Withdrawn => None,
    };
    let title = |id| {
        let own = rows.board.contribution(id).ok().filter(|row| row.content.is_some());
        let face = own.or_else(|| rows.board.face(id));
        face.and_then(|row| row.content.as_ref()?.called()).map(|title| title.as_str().to_owned())
    };
    let mut line = WaitingLine {
        which: WaitingFor::Activity(activity),
        what_for: one.what_for,
        since: one.since.0,
        micros: one.micros,
        activity,
        activity_kind: rows.board.activity(activity.known())?.setting.rules().name().to_owned(),
        title: None,
        text: None,
        contested: None,
        version: 0,
    };
    match one.which {
        Which::Contribution(id) => {
            let row = rows.board.contribution(id)?;
            line.which = WaitingFor::Contribution(ContributionId::of(id));
            line.title = title(id);
            line.contested = contested(&row.showing);
            line.version = row.version;
        }
        Which::Comment(id) => {
            let row = rows.board.comment(id)?;
            line.which = WaitingFor::Comment(CommentId::of(id), ContributionId::of(row.contribution));
            line.title = title(row.contribution);
            line.text = row.text.as_ref().map(|text| text.as_str().to_owned());
            line.contested = contested(&row.showing);
            line.version = row.version;
        }
        Which::Activity(_) => {}
    }
    Ok(line)
}
