//! A member who opens activities, and what every activity of a house has in common.

use comity_exchange::capital::Stage;
use comity_exchange::text::{Language, Texts};
use comity_participation::activity::Setting;
use comity_participation::name::Name;
use comity_participation::status::{OutcomeKind, Status, StatusSet};
use comity_store::{ActivityNew, Actor, Context, FirmId, MemberNew, Role, Store};

/// A new owner of the firm, as who they act.
///
/// # Errors
/// The books'.
pub async fn owner(store: &Store, firm: FirmId, mail: &str, name: &str) -> anyhow::Result<Context> {
    let system = Context::system(firm);
    let new = MemberNew { mail: mail.into(), name: name.into(), role: Role::Owner, password_hash: None };
    let id = store.member_add(&system, new).await?;
    Ok(Context { actor: Actor::Member { id, role: Role::Owner }, ..system })
}

/// An activity without a date or a clause, in which everything begins open and may be told no; `yes` is how else it may end.
///
/// # Errors
/// A name that is none.
pub fn activity(
    language: &Language,
    title: &str,
    stage: Stage,
    yes: (&str, OutcomeKind),
    setting: Setting,
) -> anyhow::Result<ActivityNew> {
    let status = |name: &str, outcome| {
        anyhow::Ok(Status { name: Name::new(name)?, words: Texts::one(language.clone(), name), outcome })
    };
    let statuses =
        vec![status("open", None)?, status(yes.0, Some(yes.1))?, status("not-now", Some(OutcomeKind::NotNow))?];
    Ok(ActivityNew {
        title: Texts::one(language.clone(), title),
        stage,
        clause: None,
        agreed_only: false,
        opens: None,
        closes: None,
        statuses: StatusSet::new(statuses)?,
        setting,
    })
}
