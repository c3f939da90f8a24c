//! Undoing an import as a whole, until something was built on it.

use super::one;
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::id::{ContributionId, ImportId, MemberId};
use crate::store::Store;

/// What came of undoing an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportUndone {
    /// So many contributions are gone, with everything that came with them.
    Gone(u64),
    /// Nothing was done: to so many of them somebody voted, wrote, followed or gave thanks, or a member moved, moderated or merged them.
    BuiltOn(u64),
}

/// Contributions of an import on which something was built since. What came with them is no such thing: comments whose writer is not
/// here (words, but nobody's), and words of the firm from there (a member that is none).
const BUILT_ON: &str = "SELECT COUNT(*) FROM contribution_origin o JOIN contribution c ON c.id = o.contribution
    WHERE o.import = $1 AND (
        c.version > 1
        OR EXISTS (SELECT 1 FROM contribution_vote v WHERE v.contribution = c.id)
        OR EXISTS (SELECT 1 FROM contribution_follow w WHERE w.contribution = c.id)
        OR EXISTS (SELECT 1 FROM contribution_thanks t WHERE t.contribution = c.id)
        OR EXISTS (SELECT 1 FROM news n WHERE n.contribution = c.id)
        OR EXISTS (SELECT 1 FROM contribution_comment m WHERE m.contribution = c.id
                   AND (m.version > 1 OR m.sealed IS NULL OR m.person IS NOT NULL OR m.member <> $2))
        OR EXISTS (SELECT 1 FROM contribution p WHERE p.merged_into = c.id AND NOT EXISTS (
                   SELECT 1 FROM contribution_origin q WHERE q.contribution = p.id AND q.import = $1)))";

impl Store {
    /// Takes out again everything that an import brought that has ended, unless something was built on any of it. Done in one
    /// transaction, however much it is.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; there is none; [`Conflict::NotOpen`] while it waits or runs, and once it was undone.
    pub async fn import_undo(&self, ctx: &Context, id: ImportId) -> Result<ImportUndone, Error> {
        ctx.may(Right::ExchangePublish)?;
        write!(self, ctx, |books, ctx, tx| {
            let import = one(&books, tx, &ctx, id).await?;
            let activity = import.activity;
            tx.lock(activity.bytes()).await?;
            let ended = "SELECT COUNT(*) FROM contribution_import WHERE id = $1
                         AND (state IN ('done', 'failed') OR (state = 'runs' AND attempts = 0 AND lease_until <= $2))";
            if tx.number(ended, args![id, books.now().0]).await? == 0 {
                return Err(Conflict::NotOpen.into());
            }
            let built_on = tx.number(BUILT_ON, args![id, MemberId::NONE]).await?;
            if built_on > 0 {
                return Ok(ImportUndone::BuiltOn(u64::try_from(built_on).unwrap_or_default()));
            }
            let all = tx.rows("SELECT contribution FROM contribution_origin WHERE import = $1", args![id]).await?;
            for row in &all {
                let contribution: ContributionId = row.get(0)?;
                books.shelves().touched(activity, contribution);
            }
            // Of those that stand together, first the one that points.
            for gone in [
                "UPDATE contribution SET merged_into = NULL WHERE merged_into IS NOT NULL
                 AND id IN (SELECT contribution FROM contribution_origin WHERE import = $1)",
                "DELETE FROM contribution_comment
                 WHERE contribution IN (SELECT contribution FROM contribution_origin WHERE import = $1)",
                "DELETE FROM contribution_count
                 WHERE contribution IN (SELECT contribution FROM contribution_origin WHERE import = $1)",
            ] {
                tx.run(gone, args![id]).await?;
            }
            tx.run("DELETE FROM contribution_origin WHERE import = $1", args![id]).await?;
            for row in &all {
                let contribution: ContributionId = row.get(0)?;
                tx.run("DELETE FROM contribution WHERE id = $1", args![contribution]).await?;
            }
            let undone = "UPDATE contribution_import SET state = 'undone', ended = $2 WHERE id = $1";
            tx.run(undone, args![id, books.now().0]).await?;
            audit::add(&books, tx, &ctx, "import_undo", "activity", Some(activity.bytes())).await?;
            Ok(ImportUndone::Gone(all.len() as u64))
        })
    }
}
