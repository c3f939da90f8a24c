//! What a person brought, wrote and voted, and what became of it.

use comity_participation::response::Ballot;
use comity_participation::status::OutcomeKind;
use serde::Serialize;

use super::display::Display;
use super::list::{ContributionLine, Part, contribution_line, counts};
use super::recognition::{self, OwnCredit, OwnRecognition};
use super::rows::{Rows, columns, from};
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::guardian;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId, PersonId};
use crate::store::Store;

/// What a person brought, wrote and voted, each the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct OwnPart {
    /// What they brought.
    pub contributions: Vec<OwnContribution>,
    /// Comments that they wrote.
    pub comments: Vec<OwnComment>,
    /// Votes that they gave.
    pub votes: Vec<OwnVote>,
    /// Thanks that they gave.
    pub thanks: Vec<OwnThanks>,
    /// Offers and needs, one of them theirs, that were put together.
    pub pairs: Vec<OwnPair>,
    /// What they said of being shown and thanked by name.
    pub displays: Vec<OwnDisplay>,
    /// What they were promised for taking part, by rules of the firm.
    pub recognitions: Vec<OwnRecognition>,
    /// How many thanks of others they got.
    pub thanked: u64,
    /// Where they were asked whether they agree to be named.
    pub credits: Vec<OwnCredit>,
}

/// What a person brought, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnContribution {
    /// In which exchange.
    pub exchange: ExchangeId,
    /// To which activity.
    pub activity: ActivityId,
    /// Which activity that is, by the name of its rules.
    pub activity_kind: String,
    /// The contribution.
    #[serde(flatten)]
    pub line: ContributionLine,
    /// Whether others see it.
    #[serde(flatten)]
    pub part: Part,
    /// What became of it, or of what stands for it.
    pub became: Option<Became>,
    /// The one that stands for it, where it was merged.
    pub stands_for_it: Option<ContributionId>,
}

/// What became of a contribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Became {
    /// What.
    pub kind: OutcomeKind,
    /// The firm's answer.
    pub words: String,
    /// When it was given, in microseconds since 1970.
    pub at: i64,
}

/// A comment of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnComment {
    /// Its id.
    pub id: CommentId,
    /// On which contribution.
    pub on: ContributionId,
    /// What it says.
    pub text: Option<String>,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Whether others see it.
    #[serde(flatten)]
    pub part: Part,
}

/// A vote of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnVote {
    /// On which contribution.
    pub on: ContributionId,
    /// What it says.
    pub ballot: Ballot,
    /// When it was last changed, in microseconds since 1970.
    pub at: i64,
    /// Whether a member took it for arranged with others' after looking, so that it is counted apart from the rest.
    pub set_aside: bool,
}

/// Thanks of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnThanks {
    /// For which contribution, or for a comment on it.
    pub on: ContributionId,
    /// When, in microseconds since 1970.
    pub at: i64,
}

/// What a person said of how something that they brought is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnDisplay {
    /// Of which contribution.
    pub on: ContributionId,
    /// What they said.
    #[serde(flatten)]
    pub display: Display,
}

/// An offer and a need that were put together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OwnPair {
    /// The offer.
    pub offer: ContributionId,
    /// The need.
    pub need: ContributionId,
    /// Whether both said yes.
    pub agreed: bool,
    /// When it was first put together, in microseconds since 1970.
    pub at: i64,
    /// When it was done.
    pub done: Option<i64>,
}

impl Store {
    /// What the person brought, wrote and voted, and what became of it.
    ///
    /// # Errors
    /// Anybody but a person or a guest asking.
    pub async fn part_own(&self, ctx: &Context) -> Result<OwnPart, Error> {
        let person = ctx.partaking()?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        self.part_of(&mut conn, ctx, person).await
    }

    /// The same of a person about whom who asks may know.
    pub(crate) async fn part_of(&self, conn: &mut Conn, ctx: &Context, person: PersonId) -> Result<OwnPart, Error> {
        let mut own = OwnPart::default();
        let activities = "SELECT activity FROM contribution WHERE author = $1
                          UNION SELECT c.activity FROM contribution_comment m JOIN contribution c ON c.id = m.contribution
                          WHERE m.person = $1
                          UNION SELECT c.activity FROM contribution_vote v JOIN contribution c ON c.id = v.contribution
                          WHERE v.person = $1";
        for activity in conn.rows(activities, args![person]).await? {
            let activity: ActivityId = activity.get(0)?;
            let (mut rows, exchange) = Rows::of_activity(self, conn, ctx, activity).await?;
            let theirs = concat!(
                "SELECT ",
                columns!(),
                ", n.for_it, n.against, n.comments",
                from!(),
                "JOIN contribution_count n ON n.contribution = c.id WHERE c.author = $1 AND c.activity = $2"
            );
            for row in conn.rows(theirs, args![person, activity]).await? {
                let brought = rows.contribution(self, &row)?;
                rows.upwards(self, conn, ContributionId::of(brought.id)).await?;
                let root = rows.board.contribution(rows.board.root(brought.id))?;
                own.contributions.push(OwnContribution {
                    exchange,
                    activity,
                    activity_kind: rows.board.activity(activity.known())?.setting.rules().name().to_owned(),
                    line: contribution_line(&brought, Some(&brought), counts(&row)?, Some(person)),
                    part: (&brought.showing).into(),
                    became: root.outcome.as_ref().map(|outcome| Became {
                        kind: outcome.kind,
                        words: outcome.words.as_str().to_owned(),
                        at: outcome.at.0,
                    }),
                    stands_for_it: (root.id != brought.id).then(|| ContributionId::of(root.id)),
                });
            }
            let comments =
                "SELECT m.id, m.contribution, m.reply_to, m.person, m.member, m.at, m.showing, m.version, m.sealed,
                                   k.wrapped
                            FROM contribution_comment m JOIN contribution c ON c.id = m.contribution
                            LEFT JOIN person_key k ON k.person = m.person WHERE m.person = $1 AND c.activity = $2";
            for row in conn.rows(comments, args![person, activity]).await? {
                rows.comment(self, &row)?;
                let comment = rows.board.comment(row.get::<CommentId>(0)?.known())?;
                own.comments.push(OwnComment {
                    id: CommentId::of(comment.id),
                    on: ContributionId::of(comment.contribution),
                    text: comment.text.as_ref().map(|text| text.as_str().to_owned()),
                    at: comment.at.0,
                    part: (&comment.showing).into(),
                });
            }
            let votes = "SELECT v.contribution, v.ballot, v.at, COALESCE(s.counts, 1) FROM contribution_vote v
                         JOIN contribution c ON c.id = v.contribution
                         LEFT JOIN sign_person s ON s.activity = c.activity AND s.person = v.person
                         WHERE v.person = $1 AND c.activity = $2";
            for row in conn.rows(votes, args![person, activity]).await? {
                let (on, ballot): (ContributionId, i64) = (row.get(0)?, row.get(1)?);
                let ballot = Ballot::ALL.into_iter().find(|known| i64::from(known.number()) == ballot);
                let ballot = ballot.ok_or_else(|| Error::Broken("a vote says what no vote can".into()))?;
                own.votes.push(OwnVote { on, ballot, at: row.get(2)?, set_aside: row.get::<i64>(3)? == 0 });
            }
        }
        let thanks = "SELECT contribution, at FROM contribution_thanks WHERE person = $1 ORDER BY at DESC";
        for row in conn.rows(thanks, args![person]).await? {
            own.thanks.push(OwnThanks { on: row.get(0)?, at: row.get(1)? });
        }
        let pairs = "SELECT offer, need, offer_agrees, need_agrees, at, done FROM help_match
                     WHERE offer IN (SELECT id FROM contribution WHERE author = $1)
                     OR need IN (SELECT id FROM contribution WHERE author = $1) ORDER BY at DESC";
        for row in conn.rows(pairs, args![person]).await? {
            let (offers, needs): (bool, bool) = (row.get(2)?, row.get(3)?);
            let (offer, need) = (row.get(0)?, row.get(1)?);
            own.pairs.push(OwnPair { offer, need, agreed: offers && needs, at: row.get(4)?, done: row.get(5)? });
        }
        own.recognitions = recognition::own(self, conn, ctx.firm, person).await?;
        own.thanked = recognition::thanked(conn, person).await?;
        own.credits = recognition::credits(self, conn, ctx, person).await?;
        own.displays = super::display::all(self, conn, ctx.firm, person).await?;
        own.contributions.sort_by_key(|own| std::cmp::Reverse(own.line.at));
        own.comments.sort_by_key(|own| std::cmp::Reverse(own.at));
        own.votes.sort_by_key(|own| std::cmp::Reverse(own.at));
        Ok(own)
    }
}
