//! What stands in a file, brought some at a time.

use comity_exchange::text::Language;
use comity_participation::activity::Activity;
use comity_participation::board::TakenOver;
use comity_participation::contribution::Kind;
use comity_participation::import::Imported;
use comity_participation::refusal::Refusal;

use super::one;
use crate::blind;
use crate::context::Context;
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::id::{ActivityId, CommentId, ContributionId, ImportId, PersonId};
use crate::participation::rows::Rows;
use crate::store::Store;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Put {
    /// The contribution that it is.
    pub id: ContributionId,
    /// Whether it was there before, from another file or an earlier row.
    pub already: bool,
}

pub(super) fn takes_ideas(activity: &Activity) -> Result<(), Error> {
    match activity.setting.rules().brings().contains(&Kind::Idea) {
        true => Ok(()),
        false => Err(Refusal::OtherKind(Kind::Idea).into()),
    }
}

/// By what a row is known again: its number where it comes from with its title and its date, and its text where it has no number. A keyed
/// digest, so that nobody finds out words by trying, also once they are erased. It stays then, so that the same file does not bring
/// them back.
fn mark(books: &Store, activity: ActivityId, idea: &Imported) -> Result<[u8; 32], Error> {
    let body = idea.body.as_ref().filter(|_| idea.number.is_none());
    let said = serde_json::to_vec(&(activity, &idea.number, &idea.title, body, idea.at))?;
    Ok(books.blind().derive("comity import row 1", &said))
}

/// The person whom the firm knows by that id; nobody where it is none or not known.
async fn known(books: &Store, tx: &mut Conn, ctx: &Context, customer: Option<&str>) -> Result<Option<PersonId>, Error> {
    let Some(id) = customer.and_then(|id| blind::external(id).ok()) else { return Ok(None) };
    let find =
        "SELECT p.id FROM person p JOIN person_key k ON k.person = p.id WHERE p.firm = $1 AND p.external_blind = $2";
    let row = tx.row(find, args![ctx.firm, blind::of_external(books.blind(), ctx.firm, &id)]).await?;
    row.map(|row| row.get(0)).transpose()
}

impl Store {
    /// Brings ideas that were read from the file of an import that runs, in one transaction: a few hundred at most. Each is a new
    /// contribution or one that is there already. Who brought one is whoever the firm knows by the id that stands there, or else
    /// nobody who is here; names of others are not kept.
    ///
    /// # Errors
    /// Anybody but the house asking; no such import that runs; [`Error::Participation`].
    pub async fn import_put(
        &self,
        ctx: &Context,
        import: ImportId,
        language: Language,
        ideas: Vec<Imported>,
    ) -> Result<Vec<Put>, Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let activity = running(&books, tx, &ctx, import).await?;
            let (mut rows, _) = Rows::of_activity(&books, tx, &ctx, activity).await?;
            let now = books.now();
            let (mut all, mut changes) = (Vec::with_capacity(ideas.len()), Vec::new());
            let mut origins = Vec::new();
            let mut fresh = std::collections::HashMap::new();
            for idea in ideas {
                let mark = mark(&books, activity, &idea)?;
                let find = "SELECT contribution, import FROM contribution_origin WHERE activity = $1 AND mark = $2";
                if let Some(row) = tx.row(find, args![activity, mark]).await? {
                    let (id, from): (ContributionId, ImportId) = (row.get(0)?, row.get(1)?);
                    // Begun once more after it was cut short: these are its own.
                    all.push(Put { id, already: from != import });
                    continue;
                }
                if let Some(id) = fresh.get(&mark) {
                    all.push(Put { id: *id, already: true });
                    continue;
                }
                let author = known(&books, tx, &ctx, idea.customer.as_deref()).await?;
                if let Some(author) = author {
                    rows.know(&books, tx, author).await?;
                }
                let id = ContributionId::new();
                let comments = (0..TakenOver::numbers(&idea)).map(|_| CommentId::new().known()).collect();
                origins.push((id, mark, idea.votes));
                fresh.insert(mark, id);
                let new = TakenOver {
                    id: id.known(),
                    activity: activity.known(),
                    author: author.map(PersonId::known),
                    language: language.clone(),
                    idea,
                    comments,
                };
                changes.extend(rows.board.take_over_idea(&new, now)?.changes);
                all.push(Put { id, already: false });
            }
            let done = comity_participation::board::Done { changes, notices: Vec::new() };
            rows.carry_out(tx, done).await?;
            for (id, mark, votes) in origins {
                let add = "INSERT INTO contribution_origin (contribution, import, activity, mark, votes)
                           VALUES ($1, $2, $3, $4, $5)";
                let votes = votes.and_then(|votes| i64::try_from(votes).ok());
                tx.run(add, args![id, import, activity, mark, votes]).await?;
            }
            Ok(all)
        })
    }

    /// Has contributions of an import stand with others, as the file says: the first of each pair is merged into the second, where that
    /// still stands for itself and nobody did anything with the first. Says how many do so now.
    ///
    /// # Errors
    /// Anybody but the house asking; no such import that runs.
    pub async fn import_merge(
        &self,
        ctx: &Context,
        import: ImportId,
        pairs: Vec<(ContributionId, ContributionId)>,
    ) -> Result<u64, Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            let activity = running(&books, tx, &ctx, import).await?;
            let mut merged = 0;
            for (from, into) in pairs.into_iter().filter(|(from, into)| from != into) {
                let merge = "UPDATE contribution SET merged_into = $2
                             WHERE id = $1 AND merged_into IS NULL AND version = 1
                             AND EXISTS (SELECT 1 FROM contribution_origin o WHERE o.contribution = $1 AND o.import = $3)
                             AND EXISTS (SELECT 1 FROM contribution r WHERE r.id = $2 AND r.activity = $4
                                         AND r.showing = 'shown' AND r.merged_into IS NULL)
                             AND NOT EXISTS (SELECT 1 FROM contribution p WHERE p.merged_into = $1)";
                if tx.run(merge, args![from, into, import, activity]).await? == 0 {
                    continue;
                }
                merged += 1;
                // Comments are counted over everything that stands together.
                let count = "UPDATE contribution_count SET comments = comments + (
                                 SELECT COUNT(*) FROM contribution_comment m
                                 WHERE m.contribution = $1 AND m.showing = 'shown')
                             WHERE contribution = $2";
                tx.run(count, args![from, into]).await?;
                books.shelves().touched(activity, from);
                books.shelves().touched(activity, into);
            }
            Ok(merged)
        })
    }
}

/// The activity of an import that runs; nobody else changes that activity until the transaction ends.
async fn running(books: &Store, tx: &mut Conn, ctx: &Context, import: ImportId) -> Result<ActivityId, Error> {
    let found = one(books, tx, ctx, import).await?;
    tx.lock(found.activity.bytes()).await?;
    // It may have been undone while the activity was waited for.
    let runs = "SELECT COUNT(*) FROM contribution_import WHERE id = $1 AND state = 'runs'";
    match tx.number(runs, args![import]).await? {
        0 => Err(Error::NotFound("import")),
        _ => Ok(found.activity),
    }
}
