//! Answers of the firm that come from its own systems.

use comity_participation::name::Name;
use comity_participation::refusal::Refusal;
use comity_participation::status::OutcomeKind;

use super::desk;
use crate::context::Context;
use crate::engine::write;
use crate::error::Error;
use crate::id::{ActivityId, CommentId, ContributionId};
use crate::information::{Once, before, keep};
use crate::participation::bring::Brought;
use crate::participation::desk as acts;
use crate::participation::respond;
use crate::store::Store;

/// Does something once, under the name that its sender gave it, as a system that answers.
macro_rules! once {
    ($store:expr, $ctx:expr, $once:expr, |$books:ident, $desk:ident, $tx:ident| $body:expr) => {{
        let (client, desk) = desk($ctx)?;
        let once: Option<Once> = $once;
        write!($store, desk, |$books, $desk, $tx| {
            if let Some(answer) = before($tx, client, once.as_ref()).await? {
                return Ok(answer);
            }
            let done = $body.await?;
            keep(&$books, $tx, client, once.as_ref(), &done).await?;
            Ok(done)
        })
    }};
}

impl Store {
    /// [`Self::contribution_status_set`], by a system of the firm.
    ///
    /// # Errors
    /// Without a key for [`crate::Scope::ContributionsAnswer`]; otherwise as there.
    pub async fn key_status_set(
        &self,
        ctx: &Context,
        (id, saw): (ContributionId, u32),
        (status, words): (&str, String),
        once: Option<Once>,
    ) -> Result<(), Error> {
        desk(ctx)?;
        let status = Name::new(status).map_err(|_| Refusal::UnknownStatus)?;
        once!(self, ctx, once, |books, ctx, tx| acts::status_set(&books, tx, &ctx, (id, saw), (&status, &words)))
    }

    /// [`Self::activity_answer`], by a system of the firm.
    ///
    /// # Errors
    /// Without a key for [`crate::Scope::ContributionsAnswer`]; otherwise as there.
    pub async fn key_activity_answer(
        &self,
        ctx: &Context,
        id: ActivityId,
        (kind, words): (OutcomeKind, String),
        once: Option<Once>,
    ) -> Result<(), Error> {
        once!(self, ctx, once, |books, ctx, tx| acts::activity_answered(&books, tx, &ctx, id, (kind, &words)))
    }

    /// [`Self::contribution_merge`], by a system of the firm.
    ///
    /// # Errors
    /// Without a key for [`crate::Scope::ContributionsAnswer`]; otherwise as there.
    pub async fn key_merge(
        &self,
        ctx: &Context,
        (from, into): (ContributionId, ContributionId),
        once: Option<Once>,
    ) -> Result<(), Error> {
        once!(self, ctx, once, |books, ctx, tx| acts::merged(&books, tx, &ctx, from, into))
    }

    /// [`Self::contribution_unmerge`], by a system of the firm.
    ///
    /// # Errors
    /// Without a key for [`crate::Scope::ContributionsAnswer`]; otherwise as there.
    pub async fn key_unmerge(&self, ctx: &Context, id: ContributionId, once: Option<Once>) -> Result<(), Error> {
        once!(self, ctx, once, |books, ctx, tx| acts::unmerged(&books, tx, &ctx, id))
    }

    /// [`Self::comment_add`] for the firm, by a system of it.
    ///
    /// # Errors
    /// Without a key for [`crate::Scope::ContributionsAnswer`]; otherwise as there.
    pub async fn key_answer(
        &self,
        ctx: &Context,
        on: ContributionId,
        (reply_to, text): (Option<CommentId>, String),
        once: Option<Once>,
    ) -> Result<Brought<CommentId>, Error> {
        let id = CommentId::new();
        once!(self, ctx, once, |books, ctx, tx| respond::commented(&books, tx, &ctx, (id, on), (reply_to, text)))
    }
}
