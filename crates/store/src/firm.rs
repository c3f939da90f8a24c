//! Firms: the tenants of an instance, and how they look to their customers.

use serde::Serialize;

use crate::audit;
use crate::blind::text;
use crate::context::{Context, Right};
use crate::engine::value::{Row, args};
use crate::engine::write;
use crate::error::{Conflict, Error, Invalid};
use crate::id::FirmId;
use crate::seal::Key;
use crate::store::{Store, firm_place};

/// A firm to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmNew {
    /// Short name in addresses: 1 to 40 of `a`–`z`, `0`–`9`, `-`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its country, by its code (ISO 3166).
    pub country: String,
    /// Languages in which it speaks to customers, the first its own: `["it", "en"]`.
    pub languages: Vec<String>,
}

/// A firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Firm {
    /// Its id.
    pub id: FirmId,
    /// Short name in addresses.
    pub slug: String,
    /// When it was made, in microseconds since 1970.
    pub made: i64,
    /// Everything that can be changed.
    pub look: FirmLook,
}

/// How a firm looks to its customers, and how it is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FirmLook {
    /// Its name.
    pub name: String,
    /// Its country, by its code (ISO 3166).
    pub country: String,
    /// Languages, the first its own.
    pub languages: Vec<String>,
    /// Colour, `#rrggbb`; empty for the house's own.
    pub colour: String,
    /// Host name of its own, where it has one: `voice.example.com`.
    pub host: Option<String>,
    /// Where customers write to: a mail address or a sentence.
    pub contact: String,
    /// Its logo.
    pub logo: Option<Logo>,
}

/// A picture, as it was uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Logo {
    /// Its media type: `image/png`.
    pub kind: String,
    /// Its bytes; at most 200,000.
    pub bytes: Vec<u8>,
}

impl FirmNew {
    /// Whether it can be taken: what the server asks before it offers anything.
    fn check(&self) -> Result<FirmLook, Error> {
        let inside = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !(1..=40).contains(&self.slug.len()) || !self.slug.chars().all(inside) || self.slug.starts_with('-') {
            return Err(Invalid::Slug.into());
        }
        let look = FirmLook {
            name: self.name.clone(),
            country: self.country.clone(),
            languages: self.languages.clone(),
            ..FirmLook::default()
        };
        look.check()
    }
}

impl FirmLook {
    fn check(&self) -> Result<Self, Error> {
        let colour = self.colour.strip_prefix('#').map_or(self.colour.is_empty(), |digits| {
            digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit())
        });
        let country = self.country.len() == 2 && self.country.bytes().all(|b| b.is_ascii_uppercase());
        let languages = !self.languages.is_empty() && self.languages.iter().all(|l| (2..=35).contains(&l.len()));
        let logo = self.logo.as_ref().is_none_or(|logo| logo.bytes.len() <= 200_000 && logo.kind.starts_with("image/"));
        if !(colour && country && languages && logo) {
            return Err(Invalid::Text.into());
        }
        let host = self.host.as_deref().map(|host| text(host, 253)).transpose()?.map(|host| host.to_lowercase());
        let contact = if self.contact.trim().is_empty() { String::new() } else { text(&self.contact, 500)? };
        Ok(Self { name: text(&self.name, 120)?, host, contact, ..self.clone() })
    }
}

macro_rules! select {
    ($where:literal) => {
        concat!(
            "SELECT id, slug, made, name, country, languages, colour, host, contact, logo, logo_type FROM firm ",
            $where
        )
    };
}

fn firm(row: &Row) -> Result<Firm, Error> {
    let languages: String = row.get(5)?;
    let (bytes, kind): (Option<Vec<u8>>, Option<String>) = (row.get(9)?, row.get(10)?);
    Ok(Firm {
        id: row.get(0)?,
        slug: row.get(1)?,
        made: row.get(2)?,
        look: FirmLook {
            name: row.get(3)?,
            country: row.get(4)?,
            languages: languages.split(' ').map(str::to_owned).collect(),
            colour: row.get(6)?,
            host: row.get(7)?,
            contact: row.get(8)?,
            logo: kind.zip(bytes).map(|(kind, bytes)| Logo { kind, bytes }),
        },
    })
}

impl Store {
    /// Makes a firm. Only the house does.
    ///
    /// # Errors
    /// A short name that is taken or none.
    pub async fn firm_create(&self, ctx: &Context, new: FirmNew) -> Result<FirmId, Error> {
        ctx.house()?;
        let look = new.check()?;
        let id = FirmId::new();
        let key = Key::random()?;
        write!(self, ctx, |books, ctx, tx| {
            let wrapped = books.keys().root().wrap(&firm_place(id), &key)?;
            let done = tx
                .run(
                    "INSERT INTO firm (id, slug, host, name, country, languages, colour, contact, wrapped, made, updated)
                     VALUES ($1, $2, NULL, $3, $4, $5, '', '', $6, $7, $7) ON CONFLICT (slug) DO NOTHING",
                    args![id, new.slug, look.name, look.country, look.languages.join(" "), wrapped, books.now().0],
                )
                .await?;
            if done == 0 {
                return Err(Conflict::Slug.into());
            }
            let ctx = Context { firm: id, ..ctx.clone() };
            audit::add(&books, tx, &ctx, "firm_create", "firm", Some(id.bytes())).await?;
            Ok(id)
        })
    }

    /// The firm of that short name. Anybody may ask: it stands in addresses.
    ///
    /// # Errors
    /// The database's.
    pub async fn firm_by_slug(&self, _ctx: &Context, slug: &str) -> Result<Option<Firm>, Error> {
        let row = self.read().await?.row(select!("WHERE slug = $1"), args![slug]).await?;
        row.as_ref().map(firm).transpose()
    }

    /// The firm that has this host name. Anybody may ask.
    ///
    /// # Errors
    /// The database's.
    pub async fn firm_by_host(&self, _ctx: &Context, host: &str) -> Result<Option<Firm>, Error> {
        let row = self.read().await?.row(select!("WHERE host = $1"), args![host.to_lowercase()]).await?;
        row.as_ref().map(firm).transpose()
    }

    /// Every firm of the instance. Only the house sees them all.
    ///
    /// # Errors
    /// Anybody else asking.
    pub async fn firm_list(&self, ctx: &Context) -> Result<Vec<Firm>, Error> {
        ctx.house()?;
        let rows = self.read().await?.rows(select!("ORDER BY slug"), args![]).await?;
        rows.iter().map(firm).collect()
    }

    /// The firm of the context. Its customers see it too.
    ///
    /// # Errors
    /// There is none.
    pub async fn firm_get(&self, ctx: &Context) -> Result<Firm, Error> {
        let row = self.read().await?.row(select!("WHERE id = $1"), args![ctx.firm]).await?;
        firm(&row.ok_or(Error::NotFound("firm"))?)
    }

    /// Changes how the firm looks.
    ///
    /// # Errors
    /// Without [`Right::FirmWrite`]; values that cannot be; a host of another firm.
    pub async fn firm_update(&self, ctx: &Context, look: FirmLook) -> Result<(), Error> {
        ctx.may(Right::FirmWrite)?;
        let look = look.check()?;
        write!(self, ctx, |books, ctx, tx| {
            if let Some(host) = &look.host {
                let taken = "SELECT COUNT(*) FROM firm WHERE host = $1 AND id <> $2";
                if tx.number(taken, args![host.clone(), ctx.firm]).await? > 0 {
                    return Err(Conflict::Host.into());
                }
            }
            let (kind, bytes) = look.logo.map(|logo| (logo.kind, logo.bytes)).unzip();
            let done = tx
                .run(
                    "UPDATE firm SET name = $2, country = $3, languages = $4, colour = $5, host = $6, contact = $7,
                     logo = $8, logo_type = $9, updated = $10 WHERE id = $1",
                    args![
                        ctx.firm,
                        look.name,
                        look.country,
                        look.languages.join(" "),
                        look.colour,
                        look.host,
                        look.contact,
                        bytes,
                        kind,
                        books.now().0
                    ],
                )
                .await?;
            if done == 0 {
                return Err(Error::NotFound("firm"));
            }
            audit::add(&books, tx, &ctx, "firm_update", "firm", Some(ctx.firm.bytes())).await
        })
    }
}
