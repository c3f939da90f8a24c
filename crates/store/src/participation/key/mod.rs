//! What systems of the firm do with a key: see activities and what was brought to them, answer for the firm, and take part for
//! persons who agreed, as the firm's own app.
//!
//! The acts are those of members and of persons, by the same rules. A system is known to the rules and to the audit by the number
//! of its key, where a member is by theirs.

mod answer;
mod bring;
mod list;

pub use list::{ContributionAsked, ContributionTold, ContributionWhole};

use comity_participation::contribution::Kind;

use super::activity::ActivityView;
use super::named;
use super::opinion::StatementLine;
use crate::context::{Actor, Context, Role};
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{ActivityId, ClientId, ContributionId, ExchangeId, MemberId};
use crate::information::Scope;
use crate::store::Store;

/// A system as somebody of the firm who sees what every member sees, and nobody by name.
fn reader(ctx: &Context) -> Result<Context, Error> {
    let client = ctx.scoped(Scope::ContributionsRead)?;
    Ok(as_member(ctx, client, Role::Viewer))
}

/// A system as somebody of the firm who answers what customers bring.
fn desk(ctx: &Context) -> Result<(ClientId, Context), Error> {
    let client = ctx.scoped(Scope::ContributionsAnswer)?;
    Ok((client, as_member(ctx, client, Role::Moderator)))
}

fn as_member(ctx: &Context, client: ClientId, role: Role) -> Context {
    let id = MemberId::from_bytes(*client.bytes());
    Context { actor: Actor::Member { id, role }, ..ctx.clone() }
}

impl Store {
    /// The activities of an exchange, the newest first, for a system of the firm.
    ///
    /// # Errors
    /// Without a key for [`Scope::ContributionsRead`]; no such exchange.
    pub async fn key_activities(&self, ctx: &Context, exchange: ExchangeId) -> Result<Vec<ActivityView>, Error> {
        let reader = reader(ctx)?;
        self.activity_list(&reader, exchange).await
    }

    /// An activity, for a system of the firm.
    ///
    /// # Errors
    /// Without a key for any scope of activities; no such activity.
    pub async fn key_activity(&self, ctx: &Context, id: ActivityId) -> Result<ActivityView, Error> {
        let any = [Scope::ContributionsRead, Scope::ContributionsAnswer, Scope::ContributionsWrite];
        let client = any.into_iter().find_map(|scope| ctx.scoped(scope).ok());
        let client = client.ok_or(Error::NoScope(Scope::ContributionsRead))?;
        self.activity_get(&as_member(ctx, client, Role::Viewer), id).await
    }

    /// To which activity something was brought, and what it is, for a system of the firm that answers.
    ///
    /// # Errors
    /// Without a key for [`Scope::ContributionsAnswer`]; no such contribution.
    pub async fn key_belongs(&self, ctx: &Context, id: ContributionId) -> Result<(ActivityId, Kind), Error> {
        desk(ctx)?;
        let find = "SELECT c.activity, c.kind FROM contribution c JOIN activity a ON a.id = c.activity
                    JOIN exchange e ON e.id = a.exchange WHERE c.id = $1 AND e.firm = $2";
        let row = self.read().await?.row(find, args![id, ctx.firm]).await?;
        let row = row.ok_or(Error::NotFound("contribution"))?;
        Ok((row.get(0)?, named(row.get(1)?)?))
    }

    /// The statements of an opinion map that others see, for a system of the firm.
    ///
    /// # Errors
    /// Without a key for [`Scope::ContributionsRead`]; no such activity.
    pub async fn key_statements(&self, ctx: &Context, activity: ActivityId) -> Result<Vec<StatementLine>, Error> {
        let reader = reader(ctx)?;
        self.statement_list(&reader, activity).await
    }
}
