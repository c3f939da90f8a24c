//! What rules would have made of what was brought last.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use comity_exchange::time::Timestamp;
use comity_participation::moderation::{Came, Earlier, Policy, Record, Screened, screen, then};
use comity_participation::response::Writer;
use serde::Serialize;

use super::bring::record;
use super::rows::{Rows, columns, from};
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::error::Error;
use crate::exchange;
use crate::id::{ActivityId, CommentId, ContributionId, ExchangeId, PersonId};
use crate::store::Store;

/// How many of those brought last are looked at.
const LAST: i64 = 100;

/// What rules would have made of what was brought last.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PolicyPreview {
    /// How many contributions and comments were looked at: the last hundred, or all where there are fewer.
    pub looked: usize,
    /// How many of them would have been shown at once.
    pub shown: usize,
    /// What would not, the newest first.
    pub held: Vec<HeldLine>,
}

/// Something that rules would not have shown at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldLine {
    /// The contribution, or the one that the comment stands at.
    pub contribution: ContributionId,
    /// The comment.
    pub comment: Option<CommentId>,
    /// In which exchange.
    pub exchange: ExchangeId,
    /// Which activity it is, by the name of its rules.
    pub activity_kind: String,
    /// By which words it goes: its title, or what it says where it has none.
    pub words: String,
    /// What the rules would have made of it.
    pub screened: Screened,
}

/// What a person brought and wrote, and what came of each.
async fn earlier(conn: &mut Conn, person: PersonId) -> Result<(Record, Vec<Earlier>), Error> {
    let find = "SELECT at, showing FROM contribution WHERE author = $1
                UNION ALL SELECT at, showing FROM contribution_comment WHERE person = $1";
    let rows = conn.rows(find, args![person]).await?;
    let read = rows.iter().map(|row| {
        let came = match row.get::<String>(1)?.as_str() {
            "shown" => Came::Shown,
            "declined" => Came::Declined,
            _ => Came::Neither,
        };
        Ok(Earlier { at: Timestamp(row.get(0)?), came })
    });
    let all = read.collect::<Result<_, Error>>()?;
    Ok((record(conn, person).await?, all))
}

/// What somebody brought: by whom, when, the whole text, and by which words it goes.
struct Brought {
    by: Option<PersonId>,
    at: Timestamp,
    text: String,
    words: String,
}

async fn read(
    books: &Store,
    conn: &mut Conn,
    rows: &mut Rows,
    (id, comment): (ContributionId, Option<CommentId>),
) -> Result<Option<Brought>, Error> {
    if let Some(comment) = comment {
        let find = "SELECT m.id, m.contribution, m.reply_to, m.person, m.member, m.at, m.showing, m.version, m.sealed, k.wrapped
                    FROM contribution_comment m LEFT JOIN person_key k ON k.person = m.person WHERE m.id = $1";
        let Some(row) = conn.row(find, args![comment]).await? else { return Ok(None) };
        rows.comment(books, &row)?;
        let said = rows.board.comment(comment.known())?;
        let Writer::Person(by) = said.writer else { return Ok(None) };
        let Some(text) = &said.text else { return Ok(None) };
        let text = text.as_str().to_owned();
        return Ok(Some(Brought { by: Some(PersonId::of(by)), at: said.at, words: text.clone(), text }));
    }
    let find = concat!("SELECT ", columns!(), from!(), "WHERE c.id = $1");
    let Some(row) = conn.row(find, args![id]).await? else { return Ok(None) };
    let brought = rows.contribution(books, &row)?;
    let Some(content) = &brought.content else { return Ok(None) };
    let said =
        |text: &Option<comity_participation::text::Text>| text.as_ref().map_or("", |text| text.as_str()).to_owned();
    let text = format!("{}\n{}", said(&content.title), said(&content.body));
    let words = content.called().map(|text| text.as_str().to_owned()).unwrap_or_default();
    Ok(Some(Brought { by: brought.author.map(PersonId::of), at: brought.at, text, words }))
}

impl Store {
    /// What rules would have made of the last hundred contributions and comments of persons, in an exchange or in the whole firm: each
    /// is put to them as its author stood when they brought it.
    ///
    /// # Errors
    /// Without [`Right::ExchangePublish`]; no such exchange; [`Error::Policy`] where the rules mean nothing.
    pub async fn moderation_preview(
        &self,
        ctx: &Context,
        exchange: Option<ExchangeId>,
        policy: &Policy,
    ) -> Result<PolicyPreview, Error> {
        ctx.may(Right::ExchangePublish)?;
        if let Some(fault) = policy.faults().into_iter().next() {
            return Err(fault.into());
        }
        let mut conn = self.read().await?;
        if let Some(exchange) = exchange {
            exchange::visible(&mut conn, ctx, exchange).await?;
        }
        let find = "SELECT x.id, x.contribution, x.activity FROM (
                      SELECT c.id AS id, c.id AS contribution, c.activity AS activity, c.at AS at FROM contribution c
                      JOIN activity a ON a.id = c.activity JOIN exchange e ON e.id = a.exchange
                      WHERE e.firm = $1 AND ($2 IS NULL OR e.id = $2) AND c.author IS NOT NULL AND c.showing <> 'withdrawn'
                      UNION ALL
                      SELECT m.id, m.contribution, c.activity, m.at FROM contribution_comment m
                      JOIN contribution c ON c.id = m.contribution
                      JOIN activity a ON a.id = c.activity JOIN exchange e ON e.id = a.exchange
                      WHERE e.firm = $1 AND ($2 IS NULL OR e.id = $2) AND m.person IS NOT NULL AND m.showing <> 'withdrawn'
                    ) x ORDER BY x.at DESC, x.id DESC LIMIT $3";
        let mut activities: HashMap<ActivityId, (Rows, ExchangeId)> = HashMap::new();
        let mut authors: HashMap<PersonId, (Record, Vec<Earlier>)> = HashMap::new();
        let mut preview = PolicyPreview::default();
        for row in conn.rows(find, args![ctx.firm, exchange, LAST]).await? {
            let (id, contribution, activity): ([u8; 16], ContributionId, ActivityId) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let (rows, exchange) = match activities.entry(activity) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(Rows::of_activity(self, &mut conn, ctx, activity).await?),
            };
            let comment = (id != *contribution.bytes()).then(|| CommentId::from_bytes(id));
            let Some(brought) = read(self, &mut conn, rows, (contribution, comment)).await? else { continue };
            let Some(author) = brought.by else { continue };
            let (today, all) = match authors.entry(author) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(earlier(&mut conn, author).await?),
            };
            let before: Vec<Timestamp> = all.iter().map(|one| one.at).filter(|at| *at < brought.at).collect();
            let record = then(today, all, brought.at);
            preview.looked += 1;
            match screen(policy, &record, &brought.text, &before, brought.at) {
                Screened::Show => preview.shown += 1,
                screened => preview.held.push(HeldLine {
                    contribution,
                    comment,
                    exchange: *exchange,
                    activity_kind: rows.board.activity(activity.known())?.setting.rules().name().to_owned(),
                    words: brought.words,
                    screened,
                }),
            }
        }
        Ok(preview)
    }
}
