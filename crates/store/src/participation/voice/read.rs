//! What the firm sees: what holds of those whose agreement stands, and themes of ten people and more.

use std::collections::BTreeSet;

use comity_exchange::time::Timestamp;
use comity_participation::fold;
use comity_participation::theme::{Themes, Told};
use comity_participation::voice::{Kind, Standing};
use serde::Serialize;

use super::{Kept, columns, stands};
use crate::audit;
use crate::context::{Context, Right};
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::exchange;
use crate::figures::FEWEST;
use crate::id::{ExchangeId, PersonId, VoiceId};
use crate::page::{Listed, Page};
use crate::participation::pulse::holds;
use crate::store::{Store, person_place};

/// How many rows are read at a time.
const BATCH: i64 = 2_000;

/// How many themes of a kind are told.
const THEMES: usize = 40;

/// Which statements are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VoiceFilter {
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only of this person.
    pub person: Option<PersonId>,
    /// Only those that have every one of these words, or words that begin with them.
    pub words: String,
}

/// A statement, as the firm sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceLine {
    /// Its id.
    pub id: VoiceId,
    /// Whose it is.
    pub person: PersonId,
    /// What it is about.
    pub kind: Kind,
    /// How it stands.
    pub standing: Standing,
    /// The day of the interview in which it was noted; nothing where the person stated it.
    pub noted: Option<i64>,
    /// When it was stated or noted, in microseconds since 1970.
    pub at: i64,
    /// When the person put it in other words, where they did.
    pub corrected: Option<i64>,
    /// The words that hold.
    pub text: String,
}

/// What people of an exchange say of one kind, as far as ten and more say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VoiceThemes {
    /// Of which kind.
    pub kind: Kind,
    /// People, and words that many of them use.
    pub told: Told,
}

impl Store {
    /// What people said in an exchange and what was noted of them, the newest first: of those whose agreement stands, what holds and
    /// was not withdrawn. That a member read what somebody said is written down for each of them.
    ///
    /// # Errors
    /// Without [`Right::StandingRead`]; no such exchange.
    pub async fn voice_list(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        filter: &VoiceFilter,
        page: &Page,
    ) -> Result<Listed<VoiceLine>, Error> {
        ctx.may(Right::StandingRead)?;
        let mut below = page.below(|id: VoiceId| *id.bytes())?;
        let wanted = fold::words(&filter.words);
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let (kind, person) = (filter.kind.map(|kind| kind.name().to_owned()), filter.person);
        let count = concat!(
            "SELECT COUNT(*) FROM voice v ",
            stands!(),
            "WHERE v.exchange = $1 AND v.withdrawn IS NULL AND ($2 IS NULL OR v.kind = $2)
             AND ($3 IS NULL OR v.person = $3)"
        );
        let total = conn.number(count, args![exchange, kind.clone(), person]).await?;
        let find = concat!(
            "SELECT ",
            columns!(),
            ", v.person, k.wrapped FROM voice v ",
            stands!(),
            "JOIN person_key k ON k.person = v.person
             WHERE v.exchange = $1 AND v.withdrawn IS NULL AND ($2 IS NULL OR v.kind = $2)
             AND ($3 IS NULL OR v.person = $3) AND v.id < $4 ORDER BY v.id DESC LIMIT $5"
        );
        let mut found: Vec<VoiceLine> = Vec::new();
        'all: loop {
            let rows = conn.rows(find, args![exchange, kind.clone(), person, below.clone(), BATCH]).await?;
            for row in &rows {
                let (person, wrapped): (PersonId, Vec<u8>) = (row.get(9)?, row.get(10)?);
                let key = self.keys().root().unwrap_key(&person_place(ctx.firm, &person), &wrapped)?;
                let kept = Kept::of(&key, ctx.firm, row)?;
                below = kept.id.bytes().to_vec();
                if let Some(line) = line(&kept, person).filter(|line| holds(&line.text, &wanted)) {
                    found.push(line);
                }
                if found.len() as i64 == page.limit() {
                    break 'all;
                }
            }
            if (rows.len() as i64) < BATCH {
                break;
            }
        }
        drop(conn);
        let listed = Listed::cut(found, page, total, |line: &VoiceLine| line.id.to_string());
        self.voices_read(ctx, filter.person, &listed.rows).await?;
        Ok(listed)
    }

    /// Writes down whose statements a member read: also that they looked for somebody's and there were none.
    async fn voices_read(&self, ctx: &Context, asked: Option<PersonId>, lines: &[VoiceLine]) -> Result<(), Error> {
        if ctx.member().is_none() {
            return Ok(());
        }
        let mut whose: BTreeSet<Option<PersonId>> = lines.iter().map(|line| Some(line.person)).collect();
        if whose.is_empty() {
            whose.insert(asked);
        }
        write!(self, ctx, |books, ctx, tx| {
            for person in whose {
                audit::add(&books, tx, &ctx, "voice_list", "person", person.as_ref().map(PersonId::bytes)).await?;
            }
            Ok(())
        })
    }

    /// What people of an exchange speak of, by kind: words that at least [`FEWEST`] of those use whose agreement stands, with how
    /// many began before a moment and from it on. What was noted counts once its person has seen it. Nobody is named.
    ///
    /// # Errors
    /// Without [`Right::FiguresRead`]; no such exchange.
    pub async fn voice_themes(
        &self,
        ctx: &Context,
        exchange: ExchangeId,
        since: Timestamp,
    ) -> Result<Vec<VoiceThemes>, Error> {
        ctx.may(Right::FiguresRead)?;
        let mut conn = self.read().await?;
        exchange::visible(&mut conn, ctx, exchange).await?;
        let find = concat!(
            "SELECT ",
            columns!(),
            ", v.person, k.wrapped FROM voice v ",
            stands!(),
            "JOIN person_key k ON k.person = v.person
             WHERE v.exchange = $1 AND v.kind = $2 AND v.counts IS NOT NULL AND v.withdrawn IS NULL
             AND (v.counts > $3 OR (v.counts = $3 AND v.id > $4)) ORDER BY v.counts, v.id LIMIT $5"
        );
        let mut all = Vec::new();
        for kind in Kind::ALL {
            let mut themes = Themes::new(FEWEST);
            let (mut at, mut last) = (i64::MIN, VoiceId::NONE);
            loop {
                let rows = conn.rows(find, args![exchange, kind.name(), at, last, BATCH]).await?;
                for row in &rows {
                    let (person, wrapped): (PersonId, Vec<u8>) = (row.get(9)?, row.get(10)?);
                    let key = self.keys().root().unwrap_key(&person_place(ctx.firm, &person), &wrapped)?;
                    let kept = Kept::of(&key, ctx.firm, row)?;
                    (at, last) = (kept.statement.counts.map_or(at, |at| at.0), kept.id);
                    if let Some(version) = kept.statement.holds() {
                        themes.add(person.known(), Timestamp(at), version.text.as_str());
                    }
                }
                if (rows.len() as i64) < BATCH {
                    break;
                }
            }
            all.push(VoiceThemes { kind, told: themes.told(since, THEMES) });
        }
        Ok(all)
    }
}

fn line(kept: &Kept, person: PersonId) -> Option<VoiceLine> {
    let statement = &kept.statement;
    let version = statement.holds()?;
    Some(VoiceLine {
        id: kept.id,
        person,
        kind: statement.kind,
        standing: statement.standing(),
        noted: statement.noted.map(|day| day.0),
        at: kept.at(),
        corrected: (statement.versions.len() > 1).then_some(version.at.0),
        text: version.text.as_str().to_owned(),
    })
}
