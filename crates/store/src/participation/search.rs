//! Contributions found by words, in the index that finds what is like something typed.

use serde::Serialize;

use super::list::{ContributionFilter, ContributionLine, asking, contribution_line, counts};
use super::name;
use super::rows::{COLUMNS, columns, from};
use crate::context::Context;
use crate::engine::value::args;
use crate::error::{Error, Invalid};
use crate::id::{ActivityId, ContributionId};
use crate::page::{Listed, Page};
use crate::store::Store;

/// How many are found at most; whoever means another says more words.
const MOST: usize = 300;

/// What was found by words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// Contributions, the most like first.
    pub listed: Listed<ContributionLine>,
    /// Words that stand in none, nor anything a slip away from them, as they are compared: small and without accents.
    pub unknown: Vec<String>,
}

impl Store {
    /// Contributions that others see by the words that were typed, the most like first; at most 300. The order of the filter does not count.
    ///
    /// # Errors
    /// Not allowed, or there is no such activity; [`Invalid::Cursor`].
    pub async fn contribution_search(
        &self,
        ctx: &Context,
        activity: ActivityId,
        typed: &str,
        filter: &ContributionFilter,
        page: &Page,
    ) -> Result<Found, Error> {
        let (_, mut rows) = self.activity_seen(ctx, activity).await?;
        let (found, unknown) = self.contribution_alike(ctx, activity, typed, MOST).await?;
        let skip = match &page.after {
            None => 0,
            Some(after) => after.parse::<usize>().map_err(|_| Error::from(Invalid::Cursor))?,
        };
        let kind = filter.kind.map(|kind| name(&kind)).transpose()?;
        let mut conn = self.read().await?;
        let (mut wanted, mut lines) = (0, Vec::new());
        for id in found {
            let find = concat!(
                "SELECT ",
                columns!(),
                ", n.for_it, n.against, n.comments, o.contribution, o.votes",
                from!(),
                "JOIN contribution_count n ON n.contribution = c.id
                 LEFT JOIN contribution_origin o ON o.contribution = c.id
                 WHERE c.id = $1 AND c.activity = $2 AND c.showing = 'shown' AND c.merged_into IS NULL
                 AND ($3 IS NULL OR c.status = $3) AND ($4 IS NULL OR c.kind = $4)"
            );
            let Some(row) = conn.row(find, args![id, activity, filter.status.clone(), kind.clone()]).await? else {
                continue;
            };
            wanted += 1;
            if wanted > skip && lines.len() <= page.rows() {
                let read = rows.contribution(self, &row)?;
                let line = contribution_line(&read, Some(&read), counts(&row)?, asking(ctx));
                lines.push(line.with_origin(&row, COLUMNS + 3)?);
            }
        }
        let more = lines.len() > page.rows();
        lines.truncate(page.rows());
        let next = more.then(|| (skip + lines.len()).to_string());
        Ok(Found { listed: Listed { rows: lines, next, total: wanted as u64 }, unknown })
    }

    /// Ids of what is like something typed, and the words that lead nowhere.
    async fn contribution_alike(
        &self,
        ctx: &Context,
        activity: ActivityId,
        typed: &str,
        most: usize,
    ) -> Result<(Vec<ContributionId>, Vec<String>), Error> {
        self.catch_up(ctx, activity).await?;
        let typed: String = typed.chars().take(super::similar::TYPED).collect();
        let (found, unknown) = self.shelves().search(activity, &typed, most);
        Ok((found.into_iter().map(|found| ContributionId::of(found.contribution)).collect(), unknown))
    }
}
