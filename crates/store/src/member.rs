//! Members: people of the firm, with a role. Never customers.

use serde::Serialize;

use crate::audit;
use crate::blind::{Blind, mail, of_mail, text};
use crate::context::{Actor, Context, Right, Role};
use crate::engine::conn::Conn;
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error};
use crate::id::{FirmId, MemberId};
use crate::seal::{Key, Place};
use crate::session::{Who, end_all};
use crate::store::Store;

/// Somebody who is to be a member.
#[derive(Debug, Clone)]
pub struct MemberNew {
    /// Mail address; it is what they sign in with.
    pub mail: String,
    /// Name, as colleagues see it.
    pub name: String,
    /// Role.
    pub role: Role,
    /// The password's hash, in the form of the PHC; nothing for somebody who will choose one by an invitation.
    pub password_hash: Option<String>,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Their id.
    pub id: MemberId,
    /// Mail address.
    pub mail: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Whether they have chosen a password.
    pub has_password: bool,
    /// Since when, in microseconds since 1970.
    pub made: i64,
}

/// A member with what a password is checked against.
#[derive(Debug, Clone)]
pub struct MemberSecret {
    /// Who.
    pub member: Member,
    /// The password's hash.
    pub password_hash: Option<String>,
}

pub(crate) fn place<'p>(firm: FirmId, id: &'p MemberId, column: &'static str) -> Place<'p> {
    Place { firm, table: "member", column, id: id.bytes() }
}

macro_rules! select {
    ($where:literal) => {
        concat!("SELECT id, mail, name, role, password_hash, made FROM member ", $where)
    };
}

fn member(firm: FirmId, key: &Key, row: &Row) -> Result<MemberSecret, Error> {
    let id: MemberId = row.get(0)?;
    let (mail, name): (Vec<u8>, Vec<u8>) = (row.get(1)?, row.get(2)?);
    let (role, password_hash): (String, Option<String>) = (row.get(3)?, row.get(4)?);
    let role = Role::from_name(&role).ok_or_else(|| Error::Broken("a member has no known role".into()))?;
    let member = Member {
        id,
        mail: key.open_text(&place(firm, &id, "mail"), &mail)?,
        name: key.open_text(&place(firm, &id, "name"), &name)?,
        role,
        has_password: password_hash.is_some(),
        made: row.get(5)?,
    };
    Ok(MemberSecret { member, password_hash })
}

/// The name of a member of the firm; nothing where they have left.
pub(crate) async fn called(
    conn: &mut Conn,
    (firm, key): (FirmId, &Key),
    id: MemberId,
) -> Result<Option<String>, Error> {
    let row = conn.row("SELECT name FROM member WHERE firm = $1 AND id = $2", args![firm, id]).await?;
    row.map(|row| key.open_text(&place(firm, &id, "name"), &row.get::<Vec<u8>>(0)?)).transpose()
}

/// Whether the firm keeps an owner when this member is one no more.
async fn keeps_owner(tx: &mut Conn, firm: FirmId, without: MemberId) -> Result<(), Error> {
    tx.lock(firm.bytes()).await?;
    let others = "SELECT COUNT(*) FROM member WHERE firm = $1 AND role = 'owner' AND id <> $2";
    if tx.number(others, args![firm, without]).await? > 0 { Ok(()) } else { Err(Conflict::LastOwner.into()) }
}

impl Store {
    /// Adds a member. The first of a firm is added by the house: from the command line, or at the first set-up.
    ///
    /// # Errors
    /// Without [`Right::MemberWrite`]; an address that is none or is taken.
    pub async fn member_add(&self, ctx: &Context, new: MemberNew) -> Result<MemberId, Error> {
        ctx.may(Right::MemberWrite)?;
        let (address, name) = (mail(&new.mail)?, text(&new.name, 120)?);
        let id = MemberId::new();
        write!(self, ctx, |books, ctx, tx| {
            let key = books.firm_key(tx, ctx.firm).await?;
            let done = tx
                .run(
                    "INSERT INTO member (id, firm, mail, mail_blind, name, role, password_hash, made)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (firm, mail_blind) DO NOTHING",
                    args![
                        id,
                        ctx.firm,
                        key.seal_text(&place(ctx.firm, &id, "mail"), &address)?,
                        of_mail(books.blind(), ctx.firm, &address),
                        key.seal_text(&place(ctx.firm, &id, "name"), &name)?,
                        new.role.name(),
                        new.password_hash,
                        books.now().0
                    ],
                )
                .await?;
            if done == 0 {
                return Err(Conflict::Mail.into());
            }
            audit::add(&books, tx, &ctx, "member_add", "member", Some(id.bytes())).await?;
            Ok(id)
        })
    }

    /// Every member of the firm, in the order in which they came.
    ///
    /// # Errors
    /// Without [`Right::MemberRead`].
    pub async fn member_list(&self, ctx: &Context) -> Result<Vec<Member>, Error> {
        ctx.may(Right::MemberRead)?;
        let mut conn = self.read().await?;
        let key = self.firm_key(&mut conn, ctx.firm).await?;
        let rows = conn.rows(select!("WHERE firm = $1 ORDER BY id"), args![ctx.firm]).await?;
        rows.iter().map(|row| member(ctx.firm, &key, row).map(|secret| secret.member)).collect()
    }

    /// A member. Members see themselves; others need [`Right::MemberRead`].
    ///
    /// # Errors
    /// Not allowed, or nobody there.
    pub async fn member_get(&self, ctx: &Context, id: MemberId) -> Result<Member, Error> {
        if ctx.member() != Some(id) {
            ctx.may(Right::MemberRead)?;
        }
        let mut conn = self.read().await?;
        let row = conn.row(select!("WHERE firm = $1 AND id = $2"), args![ctx.firm, id]).await?;
        let row = row.ok_or(Error::NotFound("member"))?;
        let key = self.firm_key(&mut conn, ctx.firm).await?;
        member(ctx.firm, &key, &row).map(|secret| secret.member)
    }

    /// The member with this mail address, with what the password is checked against: for signing in.
    ///
    /// # Errors
    /// Anybody but a visitor or the house asking; [`Error::Invalid`] for what is no address.
    pub async fn member_by_mail(&self, ctx: &Context, address: &str) -> Result<Option<MemberSecret>, Error> {
        if ctx.actor != Actor::Visitor {
            ctx.house()?;
        }
        let blind: Blind = of_mail(self.blind(), ctx.firm, &mail(address)?);
        let mut conn = self.read().await?;
        let row = conn.row(select!("WHERE firm = $1 AND mail_blind = $2"), args![ctx.firm, blind]).await?;
        let Some(row) = row else { return Ok(None) };
        let key = self.firm_key(&mut conn, ctx.firm).await?;
        member(ctx.firm, &key, &row).map(Some)
    }

    /// How many members the firm has. Anybody may ask: the first set-up is offered where there are none.
    ///
    /// # Errors
    /// The database's.
    pub async fn member_count(&self, ctx: &Context) -> Result<u64, Error> {
        let mut conn = self.read().await?;
        let count = conn.number("SELECT COUNT(*) FROM member WHERE firm = $1", args![ctx.firm]).await?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// Gives a member another role. Their sessions end, so that no old role lives on in one.
    ///
    /// # Errors
    /// Without [`Right::MemberWrite`]; the last owner.
    pub async fn member_role_set(&self, ctx: &Context, id: MemberId, role: Role) -> Result<(), Error> {
        ctx.may(Right::MemberWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            if role != Role::Owner {
                keeps_owner(tx, ctx.firm, id).await?;
            }
            let set = "UPDATE member SET role = $3 WHERE firm = $1 AND id = $2";
            if tx.run(set, args![ctx.firm, id, role.name()]).await? == 0 {
                return Err(Error::NotFound("member"));
            }
            end_all(tx, ctx.firm, &Who::Member(id)).await?;
            audit::add(&books, tx, &ctx, "member_role_set", "member", Some(id.bytes())).await
        })
    }

    /// Gives a member another password: members their own, owners anybody's. Every session of the member ends, and every link
    /// with which they could choose one.
    ///
    /// # Errors
    /// Not allowed, or nobody there.
    pub async fn member_password_set(&self, ctx: &Context, id: MemberId, hash: String) -> Result<(), Error> {
        if ctx.member() != Some(id) {
            ctx.may(Right::MemberWrite)?;
        }
        write!(self, ctx, |books, ctx, tx| {
            let set = "UPDATE member SET password_hash = $3 WHERE firm = $1 AND id = $2";
            if tx.run(set, args![ctx.firm, id, hash]).await? == 0 {
                return Err(Error::NotFound("member"));
            }
            end_all(tx, ctx.firm, &Who::Member(id)).await?;
            let links = "DELETE FROM link WHERE firm = $1 AND who = $2 AND used IS NULL";
            tx.run(links, args![ctx.firm, id]).await?;
            audit::add(&books, tx, &ctx, "member_password_set", "member", Some(id.bytes())).await
        })
    }

    /// Gives a member another name: members their own, owners anybody's.
    ///
    /// # Errors
    /// Not allowed, or nobody there; a name that is empty, too long, or cannot be shown.
    pub async fn member_name_set(&self, ctx: &Context, id: MemberId, name: &str) -> Result<(), Error> {
        if ctx.member() != Some(id) {
            ctx.may(Right::MemberWrite)?;
        }
        let name = text(name, 120)?;
        write!(self, ctx, |books, ctx, tx| {
            let sealed = books.firm_key(tx, ctx.firm).await?.seal_text(&place(ctx.firm, &id, "name"), &name)?;
            let set = "UPDATE member SET name = $3 WHERE firm = $1 AND id = $2";
            if tx.run(set, args![ctx.firm, id, sealed]).await? == 0 {
                return Err(Error::NotFound("member"));
            }
            audit::add(&books, tx, &ctx, "member_name_set", "member", Some(id.bytes())).await
        })
    }

    /// Removes a member and ends their sessions and links. What they did stays in the audit, by their id.
    ///
    /// # Errors
    /// Without [`Right::MemberWrite`]; the last owner.
    pub async fn member_remove(&self, ctx: &Context, id: MemberId) -> Result<(), Error> {
        ctx.may(Right::MemberWrite)?;
        write!(self, ctx, |books, ctx, tx| {
            keeps_owner(tx, ctx.firm, id).await?;
            end_all(tx, ctx.firm, &Who::Member(id)).await?;
            tx.run("DELETE FROM link WHERE firm = $1 AND who = $2", args![ctx.firm, id]).await?;
            tx.run("UPDATE mail SET sealed = NULL WHERE firm = $1 AND member = $2", args![ctx.firm, id]).await?;
            if tx.run("DELETE FROM member WHERE firm = $1 AND id = $2", args![ctx.firm, id]).await? == 0 {
                return Err(Error::NotFound("member"));
            }
            audit::add(&books, tx, &ctx, "member_remove", "member", Some(id.bytes())).await
        })
    }
}
