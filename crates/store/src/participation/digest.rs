//! Letters that tell persons by mail what happened to what they take part in: seldom, by topic, and until they say that it is enough.
//! What they have seen in the portal is not told again.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use comity_exchange::time::Timestamp;
use comity_participation::digest::{Digest, Preferences, digest};
use comity_participation::id as known;
use comity_participation::notice::{Notice, What};
use serde::Serialize;
use subtle::ConstantTimeEq as _;

use super::news::{Happened, News};
use crate::context::{Actor, Context};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::Error;
use crate::guardian;
use crate::id::{FirmId, NewsId, PersonId};
use crate::outbox::{self, MailNew};
use crate::page::Page;
use crate::store::Store;

/// How much of what is new is looked at for one letter.
const LOOKED_AT: u16 = 200;
/// Lines of a letter at most.
const LINES: usize = 8;
/// Bytes of the secret in the links of a letter.
const SECRET: usize = 18;

/// What a letter is to tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DigestView {
    /// What happened, and how many times the like did; the weightiest first. Empty where the person wants none of it by mail.
    pub lines: Vec<(News, usize)>,
    /// How many lines more there are in the portal.
    pub more: usize,
    /// The last news that it takes account of.
    pub upto: NewsId,
    /// The secret in the links with which the letters are ended or changed.
    pub secret: String,
}

/// What a person chose, as it is read with the secret of their letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LettersView {
    /// What they chose.
    pub preferences: Preferences,
    /// Their language.
    pub language: String,
}

/// As the rules for digests know it: what they do not ask about is left out.
fn notice(news: &News, person: PersonId) -> Notice {
    let none = (known::CommentId(0), known::ContributionId(0));
    let what = match &news.happened {
        Happened::Queued => What::Queued,
        // Declined or let through: one line, and the last counts.
        Happened::Approved | Happened::Declined => What::Approved,
        Happened::Moved { status } => What::Moved { status: status.clone() },
        Happened::Outcome { status, kind } => What::Outcome { status: status.clone(), kind: *kind },
        Happened::Published => What::Published,
        Happened::Merged => What::Merged { into: none.1 },
        Happened::Unmerged => What::Unmerged,
        Happened::Commented => What::Commented { comment: none.0 },
        Happened::Accepted => What::Accepted { comment: none.0 },
        Happened::Thanked => What::Thanked { comment: None },
        Happened::Promised => What::Promised,
        Happened::Unpromised => What::Unpromised,
        Happened::CreditAsked => What::CreditAsked,
        Happened::Asked => What::Asked { with: none.1 },
        Happened::Matched => What::Matched { with: none.1 },
        Happened::Parted => What::Parted { with: none.1 },
        Happened::ActivityOutcome { kind } => What::ActivityOutcome { activity: known::ActivityId(0), kind: *kind },
    };
    Notice { to: person.known(), because: news.because, about: news.about.known(), what, at: Timestamp(news.at) }
}

struct Chosen {
    preferences: Preferences,
    last: Option<Timestamp>,
    upto: NewsId,
}

async fn chosen(conn: &mut Conn, person: PersonId) -> Result<Chosen, Error> {
    let find = "SELECT chosen, last, upto FROM digest WHERE person = $1";
    let Some(row) = conn.row(find, args![person]).await? else {
        return Ok(Chosen { preferences: Preferences::default(), last: None, upto: NewsId::NONE });
    };
    let (chosen, last, upto): (String, Option<i64>, Option<NewsId>) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let preferences = serde_json::from_str(&chosen)?;
    Ok(Chosen { preferences, last: last.map(Timestamp), upto: upto.unwrap_or(NewsId::NONE) })
}

/// From when on a letter may leave again.
fn due(preferences: &Preferences, last: Option<Timestamp>) -> i64 {
    match last {
        _ if preferences.unsubscribed => i64::MAX,
        Some(last) => preferences.due(last).0,
        None => 0,
    }
}

async fn keep(tx: &mut Conn, person: PersonId, chosen: &Chosen) -> Result<(), Error> {
    let set = "INSERT INTO digest (person, chosen, last, due, upto) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (person) DO UPDATE SET chosen = excluded.chosen, last = excluded.last, due = excluded.due,
                   upto = excluded.upto";
    let Chosen { preferences, last, upto } = chosen;
    let values =
        args![person, serde_json::to_string(preferences)?, last.map(|at| at.0), due(preferences, *last), *upto];
    tx.run(set, values).await.map(drop)
}

impl Store {
    /// Persons of any firm who have news that no letter told, who have not seen it, and to whom a letter may leave now; in the order
    /// of their ids from the one after `after`.
    ///
    /// # Errors
    /// Anybody but the house asking.
    pub async fn digest_due(
        &self,
        ctx: &Context,
        after: PersonId,
        most: u16,
    ) -> Result<Vec<(FirmId, PersonId)>, Error> {
        ctx.house()?;
        let find = "SELECT DISTINCT p.firm, w.person FROM news w JOIN person p ON p.id = w.person
                    LEFT JOIN digest d ON d.person = w.person
                    WHERE w.seen IS NULL AND w.person > $1 AND p.state = 'there' AND p.mail IS NOT NULL
                      AND (d.upto IS NULL OR w.id > d.upto) AND (d.due IS NULL OR d.due <= $2)
                    ORDER BY w.person LIMIT $3";
        let rows = self.read().await?.rows(find, args![after, self.now().0, i64::from(most)]).await?;
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    }

    /// What a letter to a person is to tell now; nothing where it is too early, or nothing new is left.
    ///
    /// # Errors
    /// Anybody but the house asking; nobody there.
    pub async fn digest_read(&self, ctx: &Context, person: PersonId) -> Result<Option<DigestView>, Error> {
        ctx.house()?;
        // Nobody of another firm.
        self.person_key(&mut self.read().await?, ctx.firm, person).await?;
        let own = Context { actor: Actor::Person { id: person }, ..ctx.clone() };
        let news = self.news_list(&own, &Page::first(LOOKED_AT)).await?.rows;
        let mut conn = self.read().await?;
        let Chosen { preferences, last, upto } = chosen(&mut conn, person).await?;
        if self.now().0 < due(&preferences, last) {
            return Ok(None);
        }
        let new: Vec<News> = news.into_iter().filter(|news| !news.seen && news.id > upto).collect();
        let Some(upto) = new.iter().map(|news| news.id).max() else { return Ok(None) };
        let pending: Vec<Notice> = new.iter().map(|news| notice(news, person)).collect();
        // When a letter may leave was asked above.
        let told = digest(&pending, &preferences, None, LINES, self.now());
        let Digest { items, more } = told.unwrap_or(Digest { items: Vec::new(), more: 0 });
        let mut by_notice: BTreeMap<_, News> = BTreeMap::new();
        for (notice, news) in pending.iter().zip(new) {
            by_notice.insert((notice.at, notice.about, notice.because), news);
        }
        let lines = items.into_iter().filter_map(|item| {
            let key = (item.notice.at, item.notice.about, item.notice.because);
            by_notice.remove(&key).map(|news| (news, item.times))
        });
        let secret = self.secret(&mut conn, ctx.firm, person).await?;
        Ok(Some(DigestView { lines: lines.collect(), more, upto, secret }))
    }

    /// Puts a letter into the outbox, or none where nothing is to be told, and writes down what it took account of: both or neither.
    ///
    /// # Errors
    /// Anybody but the house asking; nobody there; a letter without subject or text.
    pub async fn digest_send(
        &self,
        ctx: &Context,
        person: PersonId,
        upto: NewsId,
        letter: Option<MailNew>,
    ) -> Result<(), Error> {
        ctx.house()?;
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(person.bytes()).await?;
            books.person_key(tx, ctx.firm, person).await?;
            let now = books.now();
            let before = chosen(tx, person).await?;
            if before.upto >= upto || now.0 < due(&before.preferences, before.last) {
                // Told, or ended, meanwhile.
                return Ok(());
            }
            let mut last = before.last;
            if let Some(letter) = letter {
                outbox::insert(&books, tx, ctx.firm, letter).await?;
                last = Some(now);
            }
            keep(tx, person, &Chosen { last, upto, ..before }).await
        })
    }

    /// The secret in the links of a person's letters.
    ///
    /// # Errors
    /// Anybody but that person asking.
    pub async fn letters_secret(&self, ctx: &Context) -> Result<String, Error> {
        let (person, _) = ctx.acting()?;
        let mut conn = self.read().await?;
        guardian::check(&mut conn, ctx.firm, ctx.actor).await?;
        self.secret(&mut conn, ctx.firm, person).await
    }

    /// What a person chose about their letters: for whoever holds the secret of a letter to them.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the secret is not theirs.
    pub async fn letters_get(&self, ctx: &Context, person: PersonId, secret: &str) -> Result<LettersView, Error> {
        let mut conn = self.read().await?;
        self.holds(&mut conn, ctx.firm, person, secret).await?;
        let find = "SELECT language FROM person WHERE id = $1";
        let language = conn.row(find, args![person]).await?.ok_or(Error::NotFound("letters"))?.get(0)?;
        Ok(LettersView { preferences: chosen(&mut conn, person).await?.preferences, language })
    }

    /// Changes it: for whoever holds the secret of a letter to that person. Nobody need sign in to be left in peace.
    ///
    /// # Errors
    /// As [`Self::letters_get`].
    pub async fn letters_set(
        &self,
        ctx: &Context,
        person: PersonId,
        secret: &str,
        preferences: Preferences,
    ) -> Result<(), Error> {
        let secret = secret.to_owned();
        write!(self, ctx, |books, ctx, tx| {
            tx.lock(person.bytes()).await?;
            books.holds(tx, ctx.firm, person, &secret).await?;
            let before = chosen(tx, person).await?;
            keep(tx, person, &Chosen { preferences, ..before }).await
        })
    }

    async fn secret(&self, conn: &mut Conn, firm: FirmId, person: PersonId) -> Result<String, Error> {
        let key = self.person_key(conn, firm, person).await?;
        Ok(URL_SAFE_NO_PAD.encode(&key.derive("comity letters 1", person.bytes())[..SECRET]))
    }

    async fn holds(&self, conn: &mut Conn, firm: FirmId, person: PersonId, secret: &str) -> Result<(), Error> {
        // Whether there is such a person is nobody's to find out.
        let own = self.secret(conn, firm, person).await.map_err(|_| Error::NotFound("letters"))?;
        if bool::from(own.as_bytes().ct_eq(secret.as_bytes())) { Ok(()) } else { Err(Error::NotFound("letters")) }
    }
}
