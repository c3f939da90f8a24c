//! The desk of moderators: what waits for a look, why, and who decided what.

use comity_participation::board::WaitsFor;
use comity_participation::moderation::{Level, Reason, Screened, Showing, Why, screen, second_look};
use comity_participation::response::Writer;
use serde::Serialize;

use super::bring::record;
use super::commented;
use super::policy;
use super::rows::Rows;
use super::waiting::{WaitingFor, WaitingLine};
use crate::context::{Context, Right, Role};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::id::{CommentId, ContributionId, ExchangeId, FirmId, MemberId, PersonId};
use crate::member;
use crate::store::Store;

/// How many are shown at once.
const AT_ONCE: usize = 50;

/// Something that waits for a moderator, with what helps to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeskLine {
    /// What waits, for what and since when.
    pub line: WaitingLine,
    /// What a contribution says beyond its title.
    pub body: Option<String>,
    /// How far its author is trusted.
    pub level: Level,
    /// Why the rules have it looked at, as they are now; nothing where they would show it today.
    pub why: Vec<Why>,
    /// For a second look: the reason that its author contests.
    pub reason: Option<Reason>,
    /// For a second look: who said no, where they are still here.
    pub said_no: Option<String>,
    /// For a second look: whether it is for somebody else than the member who reads, since they said no.
    pub for_another: bool,
}

/// What waits for moderators in an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ModerationDesk {
    /// What waits: what was contested first, then what has waited longest. At most 50.
    pub lines: Vec<DeskLine>,
    /// How many wait in all.
    pub total: usize,
}

/// The four buttons, without their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pressed {
    /// Others see it.
    Approve,
    /// Others see it, and its author is trusted.
    ApproveAndTrust,
    /// Others do not see it.
    Decline,
    /// Others do not see it, and its author brings nothing more.
    DeclineAndBlock,
}

impl Pressed {
    fn of(name: &str) -> Result<Self, Error> {
        Ok(match name {
            "approve" => Self::Approve,
            "approve_and_trust" => Self::ApproveAndTrust,
            "decline" => Self::Decline,
            "decline_and_block" => Self::DeclineAndBlock,
            _ => return Err(Error::Broken("a moderator pressed what is no button".into())),
        })
    }
}

/// What a moderator decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Which button.
    pub pressed: Pressed,
    /// Their name; nothing where they have left.
    pub by: Option<String>,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The version of what was decided on that came of it.
    pub version: u32,
}

/// Writes down what a moderator pressed, and the version that came of it.
pub(super) async fn decided(
    tx: &mut Conn,
    (about, version): (&[u8; 16], u32),
    (member, button): (MemberId, &'static str),
    now: i64,
) -> Result<(), Error> {
    let add = "INSERT INTO moderation_decision (about, version, member, button, at) VALUES ($1, $2, $3, $4, $5)";
    tx.run(add, args![about.to_vec(), version, member, button, now]).await.map(drop)
}

/// Whether somebody else than this member could look: a member whose role looks after what customers bring, who has chosen a password
/// and so does come here.
async fn another(conn: &mut Conn, firm: FirmId, member: MemberId) -> Result<bool, Error> {
    let find = "SELECT role FROM member WHERE firm = $1 AND id <> $2 AND password_hash IS NOT NULL";
    let roles = conn.rows(find, args![firm, member]).await?;
    let mut may = false;
    for row in roles {
        let role: String = row.get(0)?;
        may |= Role::from_name(&role).is_some_and(|role| role.may(Right::Moderate));
    }
    Ok(may)
}

/// Refuses that whoever said no looks again, where somebody else could.
pub(super) async fn looks_again(
    conn: &mut Conn,
    firm: FirmId,
    before: &Showing,
    member: MemberId,
) -> Result<(), Error> {
    let another = before.contested_no_of() == Some(member.known()) && another(conn, firm, member).await?;
    Ok(second_look(before, member.known(), another)?)
}

impl Store {
    /// What waits for a moderator in an exchange, with what helps to decide.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such exchange.
    pub async fn moderation_desk(&self, ctx: &Context, exchange: ExchangeId) -> Result<ModerationDesk, Error> {
        let mut waits = self.waiting_list(ctx, exchange).await?;
        waits.retain(|line| line.what_for != WaitsFor::Outcome);
        let total = waits.len();
        let mut conn = self.read().await?;
        let key = self.firm_key(&mut conn, ctx.firm).await?;
        let (policy, _) = policy::in_force(&mut conn, (ctx.firm, &key), Some(exchange)).await?;
        let mut lines = Vec::new();
        for line in waits.into_iter().take(AT_ONCE) {
            let on = match line.which {
                WaitingFor::Contribution(id) | WaitingFor::Comment(_, id) => id,
                WaitingFor::Activity(_) => continue,
            };
            let (mut rows, _) = Rows::of_family(self, &mut conn, ctx, on).await?;
            let (author, showing, text, body) = match line.which {
                WaitingFor::Comment(id, _) => {
                    rows.comments(self, &mut conn, on).await?;
                    let said = rows.board.comment(id.known())?;
                    let author = match said.writer {
                        Writer::Person(person) => Some(person),
                        Writer::Member(_) | Writer::Erased => None,
                    };
                    let text = said.text.as_ref().map_or("", |text| text.as_str());
                    (author, said.showing.clone(), text.to_owned(), None)
                }
                _ => {
                    let row = rows.board.contribution(on.known())?;
                    let part =
                        |text: Option<&comity_participation::text::Text>| text.map(|text| text.as_str().to_owned());
                    let content = row.content.as_ref();
                    let title = part(content.and_then(|content| content.title.as_ref()));
                    let body = part(content.and_then(|content| content.body.as_ref()));
                    let text = format!("{}\n{}", title.as_deref().unwrap_or(""), body.as_deref().unwrap_or(""));
                    // What has no title goes by what it says.
                    (row.author, row.showing.clone(), text, body.filter(|_| title.is_some()))
                }
            };
            let record = match author {
                Some(author) => record(&mut conn, PersonId::of(author)).await?,
                None => comity_participation::moderation::Record::default(),
            };
            let why = match screen(&policy, &record, &text, &[], self.now()) {
                Screened::Queue { why } => why,
                Screened::Show | Screened::Later { .. } | Screened::Blocked => Vec::new(),
            };
            let no = showing.contested_no_of().map(MemberId::of);
            let said_no = match no {
                Some(no) => member::called(&mut conn, (ctx.firm, &key), no).await?,
                None => None,
            };
            let for_another = match no.filter(|no| Some(*no) == ctx.member()) {
                Some(me) => another(&mut conn, ctx.firm, me).await?,
                None => false,
            };
            let reason = match showing {
                Showing::Declined(no) => Some(no.reason),
                Showing::Queued | Showing::Shown | Showing::Withdrawn => None,
            };
            let level = policy.trust.level(&record);
            lines.push(DeskLine { line, body, level, why, reason, said_no, for_another });
        }
        Ok(ModerationDesk { lines, total })
    }

    /// What a moderator last decided on a contribution, or on a comment; nothing where nobody has yet.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such contribution or comment.
    pub async fn moderation_decided(
        &self,
        ctx: &Context,
        contribution: ContributionId,
        comment: Option<CommentId>,
    ) -> Result<Option<Decision>, Error> {
        ctx.may(Right::StandingRead)?;
        let mut conn = self.read().await?;
        // Looked for by way of their firm.
        let on = match comment {
            Some(comment) => commented(&mut conn, comment).await?,
            None => contribution,
        };
        let (rows, _) = Rows::of_family(self, &mut conn, ctx, on).await?;
        let about = comment.map_or(*on.bytes(), |comment| *comment.bytes());
        let find = "SELECT member, button, at, version FROM moderation_decision WHERE about = $1 ORDER BY version DESC LIMIT 1";
        let Some(row) = conn.row(find, args![about.to_vec()]).await? else { return Ok(None) };
        let button: String = row.get(1)?;
        let by = member::called(&mut conn, (ctx.firm, &rows.firm_key), row.get(0)?).await?;
        Ok(Some(Decision { pressed: Pressed::of(&button)?, by, at: row.get(2)?, version: row.get(3)? }))
    }
}
