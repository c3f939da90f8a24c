//! Taking part for a person, as the firm's own app does: what they would be refused themselves is refused here, and what they agreed
//! to nothing of is, too.

use comity_exchange::market::NotPermitted;
use comity_participation::response::Ballot;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::as_member;
use crate::audit;
use crate::context::{Actor, Context, Role};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId, PersonId};
use crate::information::{Once, Scope, before, keep, named};
use crate::participation::activity_of;
use crate::participation::bring::{self, Brought, ContributionNew};
use crate::participation::respond::{self, Voted};
use crate::standing::Stood;
use crate::store::Store;

/// Whoever was not invited, left, or agreed to nothing is not spoken for.
async fn agreed(books: &Store, tx: &mut Conn, ctx: &Context, activity: ActivityId, who: PersonId) -> Result<(), Error> {
    let find = "SELECT a.exchange FROM activity a JOIN exchange e ON e.id = a.exchange WHERE a.id = $1 AND e.firm = $2";
    let row = tx.row(find, args![activity, ctx.firm]).await?.ok_or(Error::NotFound("activity"))?;
    let exchange: ExchangeId = row.get(0)?;
    let agreed = match Stood::read(books, tx, ctx.firm, exchange, who).await {
        Ok(stood) => stood.standing.agreement.is_some_and(|agreement| agreement.in_force()),
        Err(Error::NotFound("standing")) => false,
        Err(error) => return Err(error),
    };
    if agreed { Ok(()) } else { Err(NotPermitted::NoAgreement.into()) }
}

/// The person for whom a system acts, as the one who acts.
fn as_person(ctx: &Context, id: PersonId) -> Context {
    Context { actor: Actor::Person { id }, ..ctx.clone() }
}

/// The answer that was given before, where a request was sent again.
async fn again<T: DeserializeOwned>(tx: &mut Conn, ctx: &Context, once: Option<&Once>) -> Result<Option<T>, Error> {
    before(tx, ctx.scoped(Scope::ContributionsWrite)?, once).await
}

/// Writes down that a system did it, and what it was answered.
async fn note<T: Serialize>(
    books: &Store,
    tx: &mut Conn,
    ctx: &Context,
    (act, kind, object): (&'static str, &'static str, &[u8; 16]),
    (once, answer): (Option<&Once>, &T),
) -> Result<(), Error> {
    let client = ctx.scoped(Scope::ContributionsWrite)?;
    audit::add(books, tx, &as_member(ctx, client, Role::Viewer), act, kind, Some(object)).await?;
    keep(books, tx, client, once, answer).await
}

impl Store {
    /// The person whom a system of the firm means, to act for them: by the firm's own id for them, or with `id:` before it by ours.
    ///
    /// # Errors
    /// Without a key for [`Scope::ContributionsWrite`]; nobody, or somebody who is being erased.
    pub async fn key_person(&self, ctx: &Context, name: &str) -> Result<PersonId, Error> {
        ctx.scoped(Scope::ContributionsWrite)?;
        let mut conn = self.read().await?;
        named(self, &mut conn, ctx.firm, name).await?.ok_or(Error::NotFound("person"))
    }

    /// [`Self::contribution_bring`] for a person who agreed to something in the exchange.
    ///
    /// # Errors
    /// Without a key for [`Scope::ContributionsWrite`]; [`NotPermitted::NoAgreement`]; otherwise as there.
    pub async fn key_bring(
        &self,
        ctx: &Context,
        (person, activity): (PersonId, ActivityId),
        new: ContributionNew,
        once: Option<Once>,
    ) -> Result<Brought<ContributionId>, Error> {
        ctx.scoped(Scope::ContributionsWrite)?;
        let id = ContributionId::new();
        write!(self, ctx, |books, ctx, tx| {
            if let Some(answer) = again(tx, &ctx, once.as_ref()).await? {
                return Ok(answer);
            }
            agreed(&books, tx, &ctx, activity, person).await?;
            let done = bring::brought(&books, tx, &as_person(&ctx, person), (id, activity), new).await?;
            let act = ("contribution_bring", "contribution", id.bytes());
            note(&books, tx, &ctx, act, (once.as_ref(), &done)).await?;
            Ok(done)
        })
    }

    /// [`Self::contribution_vote`] for a person who agreed to something in the exchange; nothing where it was done before.
    ///
    /// # Errors
    /// Without a key for [`Scope::ContributionsWrite`]; [`NotPermitted::NoAgreement`]; otherwise as there.
    pub async fn key_vote(
        &self,
        ctx: &Context,
        (person, id): (PersonId, ContributionId),
        ballot: Option<Ballot>,
        once: Option<Once>,
    ) -> Result<Option<Voted>, Error> {
        ctx.scoped(Scope::ContributionsWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            if again::<bool>(tx, &ctx, once.as_ref()).await?.is_some() {
                return Ok(None);
            }
            let activity = activity_of(tx, id).await?;
            agreed(&books, tx, &ctx, activity, person).await?;
            let done = respond::voted(&books, tx, &as_person(&ctx, person), id, ballot).await?;
            let act = ("contribution_vote", "contribution", id.bytes());
            note(&books, tx, &ctx, act, (once.as_ref(), &true)).await?;
            Ok(Some(done))
        })
    }

    /// [`Self::comment_add`] for a person who agreed to something in the exchange.
    ///
    /// # Errors
    /// Without a key for [`Scope::ContributionsWrite`]; [`NotPermitted::NoAgreement`]; otherwise as there.
    pub async fn key_comment(
        &self,
        ctx: &Context,
        (person, on): (PersonId, ContributionId),
        (reply_to, text): (Option<CommentId>, String),
        once: Option<Once>,
    ) -> Result<Brought<CommentId>, Error> {
        ctx.scoped(Scope::ContributionsWrite)?;
        let id = CommentId::new();
        write!(self, ctx, |books, ctx, tx| {
            if let Some(answer) = again(tx, &ctx, once.as_ref()).await? {
                return Ok(answer);
            }
            let activity = activity_of(tx, on).await?;
            agreed(&books, tx, &ctx, activity, person).await?;
            let person = as_person(&ctx, person);
            let done = respond::commented(&books, tx, &person, (id, on), (reply_to, text)).await?;
            note(&books, tx, &ctx, ("comment_add", "comment", id.bytes()), (once.as_ref(), &done)).await?;
            Ok(done)
        })
    }

    /// [`Self::answer_accept`] for the person who asked, who agreed to something in the exchange.
    ///
    /// # Errors
    /// Without a key for [`Scope::ContributionsWrite`]; [`NotPermitted::NoAgreement`]; otherwise as there.
    pub async fn key_accept(
        &self,
        ctx: &Context,
        (person, id): (PersonId, ContributionId),
        comment: CommentId,
        once: Option<Once>,
    ) -> Result<(), Error> {
        ctx.scoped(Scope::ContributionsWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            if again::<bool>(tx, &ctx, once.as_ref()).await?.is_some() {
                return Ok(());
            }
            let activity = activity_of(tx, id).await?;
            agreed(&books, tx, &ctx, activity, person).await?;
            respond::accepted(&books, tx, &as_person(&ctx, person), id, comment).await?;
            note(&books, tx, &ctx, ("answer_accept", "contribution", id.bytes()), (once.as_ref(), &true)).await
        })
    }
}
