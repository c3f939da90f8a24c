//! What persons are told in the portal. It holds ids and names and nobody's words: those stay with what they are about, so that
//! they go with it.

use comity_exchange::text::Texts;
use comity_participation::activity::Activity;
use comity_participation::contribution::Content;
use comity_participation::moderation::Showing;
use comity_participation::name::Name;
use comity_participation::notice::{Because, Notice};
use comity_participation::status::OutcomeKind;
use serde::{Deserialize, Serialize};

use super::rows::Rows;
use super::{name, named};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::guardian;
use crate::id::{ActivityId, ContributionId, ExchangeId, NewsId, PersonId};
use crate::page::{Listed, Page};
use crate::store::Store;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happened {
    /// It waits for a moderator.
    Queued,
    /// A moderator let it through.
    Approved,
    /// A moderator declined it; why stands with it.
    Declined,
    /// It moved to another status that is open.
    Moved {
        /// Which.
        status: Name,
    },
    /// It has its outcome; the firm's answer stands with it.
    Outcome {
        /// The firm's own status.
        status: Name,
        /// What that stands for.
        kind: OutcomeKind,
    },
    /// It is now part of another.
    Merged,
    /// It stands for itself again.
    Unmerged,
    /// Somebody commented on it.
    Commented,
    /// One's answer was taken as the answer.
    Accepted,
    /// Somebody thanks.
    Thanked,
    /// Something comes back for it, by a rule of the firm.
    Promised,
    /// What was promised for it is not any more: what it was for was undone.
    Unpromised,
    /// The firm asks whether they agree to be named as whoever had a part in it.
    CreditAsked,
    /// Somebody's offer or need fits, and they say yes; it waits for one's own.
    Asked,
    /// Both sides of an offer and a need say yes.
    Matched,
    /// The other side of an offer and a need takes its yes back.
    Parted,
    /// The firm says in the changelog what came of it.
    Published,
    /// The activity that it belongs to has its outcome.
    ActivityOutcome {
        /// What became of it.
        kind: OutcomeKind,
    },
}

/// Something that a person is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct News {
    /// Its id.
    pub id: NewsId,
    /// In which exchange.
    pub exchange: ExchangeId,
    /// About which contribution.
    pub about: ContributionId,
    /// Which activity it was brought to, by the name of its rules.
    pub activity_kind: String,
    /// Its title, or what it says where it has none; where they see it.
    pub title: Option<String>,
    /// Why they are told.
    pub because: Because,
    /// What happened.
    pub happened: Happened,
    /// The words of the status that it is about.
    pub status: Option<Texts>,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Whether they had seen it before.
    pub seen: bool,
}

/// Writes down that somebody is to be told; nothing where they are not there any more.
pub(super) async fn add(tx: &mut Conn, notice: &Notice) -> Result<(), Error> {
    let mut what = serde_json::to_value(&notice.what)?;
    if let Some(what) = what.as_object_mut() {
        // Words of a moderator to somebody, and ids that nobody needs to be told.
        what.retain(|key, _| matches!(key.as_str(), "what" | "status" | "kind"));
    }
    let insert = "INSERT INTO news (id, person, contribution, because, what, at)
                  SELECT $1, p.id, $3, $4, $5, $6 FROM person p WHERE p.id = $2 AND p.guest = 0";
    let (to, about) = (PersonId::of(notice.to), ContributionId::of(notice.about));
    let values = args![NewsId::new(), to, about, name(&notice.because)?, what.to_string(), notice.at.0];
    tx.run(insert, values).await.map(drop)
}

impl Store {
    /// What the person is told, the newest first.
    ///
    /// # Errors
    /// Anybody but a person asking.
    pub async fn news_list(&self, ctx: &Context, page: &Page) -> Result<Listed<News>, Error> {
        let (person, _) = ctx.acting()?;
        let below = page.below(|id: NewsId| *id.bytes())?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let find = "SELECT w.id, w.contribution, w.because, w.what, w.at, w.seen, c.activity FROM news w
                    JOIN contribution c ON c.id = w.contribution JOIN person p ON p.id = w.person
                    WHERE w.person = $1 AND w.id < $2 AND p.firm = $3 ORDER BY w.id DESC LIMIT $4";
        let read = conn.rows(find, args![person, below, ctx.firm, page.limit()]).await?;
        let total = conn.number("SELECT COUNT(*) FROM news WHERE person = $1", args![person]).await?;
        drop(conn);
        let hidden = self.hidden_news(ctx, person).await?;
        let mut conn = self.read().await?;
        let mut all = Vec::with_capacity(read.len());
        for row in &read {
            let (about, activity): (ContributionId, ActivityId) = (row.get(1)?, row.get(6)?);
            let (because, what): (String, String) = (row.get(2)?, row.get(3)?);
            let (mut rows, exchange) = Rows::of_activity(self, &mut conn, ctx, activity).await?;
            rows.upwards(self, &mut conn, about).await?;
            let idea = rows.board.contribution(about.known())?;
            let seen_by =
                idea.showing == Showing::Shown && !hidden.contains(&activity) || idea.author == Some(person.known());
            let content = idea.content.as_ref().filter(|_| seen_by);
            let title = content.and_then(Content::called);
            let happened: Happened = serde_json::from_str(&what)?;
            let status = match &happened {
                Happened::Moved { status } | Happened::Outcome { status, .. } => {
                    words(rows.board.activity(activity.known())?, status)
                }
                _ => None,
            };
            all.push(News {
                id: row.get(0)?,
                exchange,
                about,
                activity_kind: rows.board.activity(activity.known())?.setting.rules().name().to_owned(),
                title: title.map(|title| title.as_str().to_owned()),
                because: named(because)?,
                happened,
                status,
                at: row.get(4)?,
                seen: row.get::<Option<i64>>(5)?.is_some(),
            });
        }
        Ok(Listed::cut(all, page, total, |news: &News| news.id.to_string()))
    }

    /// How much of what the person is told they have not seen.
    ///
    /// # Errors
    /// Anybody but a person asking.
    pub async fn news_unseen(&self, ctx: &Context) -> Result<u64, Error> {
        let (person, _) = ctx.acting()?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        let count = "SELECT COUNT(*) FROM news w JOIN person p ON p.id = w.person
                     WHERE w.person = $1 AND p.firm = $2 AND w.seen IS NULL";
        Ok(u64::try_from(conn.number(count, args![person, ctx.firm]).await?).unwrap_or_default())
    }

    /// The person has seen everything that they are told up to now.
    ///
    /// # Errors
    /// Anybody but a person asking.
    pub async fn news_see(&self, ctx: &Context) -> Result<(), Error> {
        let (person, _) = ctx.acting()?;
        write!(self, ctx, |books, ctx, tx| {
            guardian::check(tx, ctx.firm, ctx.actor).await?;
            let set = "UPDATE news SET seen = $2 WHERE person = $1 AND seen IS NULL";
            tx.run(set, args![person, books.now().0]).await.map(drop)
        })
    }
}

fn words(activity: &Activity, status: &Name) -> Option<Texts> {
    activity.statuses.get(status).map(|status| status.words.clone())
}
