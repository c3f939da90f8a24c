//! Points that named members give to entries of a challenge, and what they come to.

use std::collections::BTreeSet;

use comity_participation::activity::challenge::{Challenge, Evaluator, NotAScore, Score};
use comity_participation::activity::{Part, Setting};
use comity_participation::name::Name;
use comity_participation::refusal::Refusal;
use serde::Serialize;

use super::list::{ContributionLine, contribution_line, counts};
use super::rows::{Rows, columns, from};
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::Error;
use crate::exchange;
use crate::id::{ActivityId, ContributionId, FirmId, MemberId};
use crate::member;
use crate::store::Store;

/// Points that a member gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScoreLine {
    /// Who.
    pub by: MemberId,
    /// Their name; nothing when they have left.
    pub name: Option<String>,
    /// By which criterion.
    pub criterion: String,
    /// How many.
    pub points: u8,
}

/// An entry and what it was given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankedLine {
    /// The entry.
    #[serde(flatten)]
    pub line: ContributionLine,
    /// Share of the points that could be given, by weight, 0 to 1.
    pub share: f64,
    /// How many scores are missing until everybody who is named and still there has given theirs.
    pub missing: usize,
}

/// The challenge that an activity is.
fn challenge(rows: &Rows, id: ActivityId) -> Result<&Challenge, Error> {
    match &rows.board.activity(id.known())?.setting {
        Setting::Challenge(challenge) => Ok(challenge),
        _ => Err(Refusal::NotTaken(Part::Evaluate).into()),
    }
}

/// What was given to an entry, by member and criterion.
pub(super) async fn of_entry(
    books: &Store,
    conn: &mut Conn,
    firm: FirmId,
    entry: ContributionId,
) -> Result<Vec<ScoreLine>, Error> {
    let find = "SELECT s.member, s.criterion, s.points, m.name FROM entry_score s LEFT JOIN member m ON m.id = s.member
                WHERE s.contribution = $1 ORDER BY s.member, s.criterion";
    let rows = conn.rows(find, args![entry]).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = books.firm_key(conn, firm).await?;
    let line = |row: &Row| -> Result<ScoreLine, Error> {
        let (by, name): (MemberId, Option<Vec<u8>>) = (row.get(0)?, row.get(3)?);
        let name = name.map(|name| key.open_text(&member::place(firm, &by, "name"), &name)).transpose()?;
        let points =
            u8::try_from(row.get::<u32>(2)?).map_err(|_| Error::Broken("more points than can be given".into()))?;
        Ok(ScoreLine { by, name, criterion: row.get(1)?, points })
    };
    rows.iter().map(line).collect()
}

impl Store {
    /// Gives points to an entry, as a member who was named for it; giving again replaces what was given.
    ///
    /// # Errors
    /// Without [`Right::Moderate`]; [`Error::Participation`] with what is wrong with a score, and then none is taken.
    pub async fn entry_score(
        &self,
        ctx: &Context,
        entry: ContributionId,
        points: Vec<(Name, u8)>,
    ) -> Result<(), Error> {
        ctx.may(Right::Moderate)?;
        let member = ctx.member().ok_or(Error::Denied(Right::Moderate))?;
        write!(self, ctx, |books, ctx, tx| {
            // Nobody is named anew, and no entry ends, meanwhile.
            let activity = super::activity_of(tx, entry).await?;
            tx.lock(activity.bytes()).await?;
            let (rows, _) = Rows::of_family(&books, tx, &ctx, entry).await?;
            let challenge = challenge(&rows, activity)?;
            let row = rows.board.contribution(entry.known())?;
            if !row.stands() {
                return Err(Refusal::NotThere.into());
            }
            if points.is_empty() {
                return Err(Refusal::from(NotAScore::NoSuchCriterion).into());
            }
            let (by, now) = (Evaluator::Member(member.known()), books.now());
            for (criterion, points) in &points {
                let score = Score { entry: row.id, by, criterion: criterion.clone(), points: *points };
                challenge.check(&score, row.author, now).map_err(Refusal::from)?;
                let set =
                    "INSERT INTO entry_score (contribution, member, criterion, points, at) VALUES ($1, $2, $3, $4, $5)
                           ON CONFLICT (contribution, member, criterion)
                           DO UPDATE SET points = excluded.points, at = excluded.at";
                tx.run(set, args![entry, member, criterion.as_str(), i64::from(*points), now.0]).await?;
            }
            audit::add(&books, tx, &ctx, "entry_score", "contribution", Some(entry.bytes())).await
        })
    }

    /// The entries of a challenge by what they were given, the best first. What members gave who left since counts on.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such activity, or one that is no challenge.
    pub async fn entry_ranking(&self, ctx: &Context, activity: ActivityId) -> Result<Vec<RankedLine>, Error> {
        ctx.may(Right::StandingRead)?;
        let mut conn = self.read().await?;
        let (mut rows, exchange) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let challenge = challenge(&rows, activity)?.clone();
        let there = conn.rows("SELECT id FROM member WHERE firm = $1", args![ctx.firm]).await?;
        let there: BTreeSet<Evaluator> = there
            .iter()
            .map(|row| row.get::<MemberId>(0).map(|id| Evaluator::Member(id.known())))
            .collect::<Result<_, _>>()?;
        let left = challenge.evaluators.iter().filter(|by| !there.contains(by)).copied().collect();
        let entries = concat!(
            "SELECT ",
            columns!(),
            ", n.for_it, n.against, n.comments",
            from!(),
            "JOIN contribution_count n ON n.contribution = c.id
             WHERE c.activity = $1 AND c.showing = 'shown' AND c.merged_into IS NULL ORDER BY c.id"
        );
        let (mut lines, mut scores) = (Vec::new(), Vec::new());
        for row in conn.rows(entries, args![activity]).await? {
            let entry = rows.contribution(self, &row)?;
            for given in of_entry(self, &mut conn, ctx.firm, ContributionId::of(entry.id)).await? {
                let by = Evaluator::Member(given.by.known());
                let criterion = Name::new(&given.criterion)
                    .map_err(|_| Error::Broken("points were given by a criterion without a name".into()))?;
                scores.push(Score { entry: entry.id, by, criterion, points: given.points });
            }
            lines.push((entry.author, contribution_line(&entry, Some(&entry), counts(&row)?, None)));
        }
        let entries: Vec<_> = lines.iter().map(|(author, line)| (line.id.known(), *author)).collect();
        let ranked = challenge.ranking(&entries, &scores, &left);
        let line = |entry| lines.iter().find(|(_, line)| line.id.known() == entry).map(|(_, line)| line.clone());
        let ranked = ranked
            .into_iter()
            .filter_map(|one| line(one.entry).map(|line| RankedLine { line, share: one.share, missing: one.missing }));
        Ok(ranked.collect())
    }
}
