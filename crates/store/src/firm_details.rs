//! What records of processing say of a firm and its customers see nowhere else.

use comity_exchange::record::{Party, PartyKind};
use serde::{Deserialize, Serialize};

use crate::audit;
use crate::blind::text;
use crate::context::{Context, Right};
use crate::engine::conn::Conn;
use crate::engine::value::args;
use crate::engine::write;
use crate::error::{Error, Invalid};
use crate::firm::FirmLook;
use crate::store::Store;

/// The firm as the controller of what it does with information. What was not entered is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FirmDetails {
    /// Its legal name, where that is another one than customers see.
    pub legal_name: String,
    /// Its postal address.
    pub address: String,
    /// How it is reached about personal data, where that is another way than the one customers see.
    pub contact: String,
    /// Its representative and its data protection officer, with how to reach them.
    pub officer: String,
    /// The country where information is stored, by its code (ISO 3166).
    pub storage_country: String,
    /// Where more exactly, in words.
    pub storage_place: String,
    /// Whose information it is, in words.
    pub subjects: String,
    /// How it is protected, in words.
    pub security: String,
}

/// Something that a record has to say of the firm and that was not entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEntered {
    /// The postal address.
    Address,
    /// How the firm is reached.
    Contact,
    /// The country where information is stored.
    Storage,
    /// Whose information it is; only the record of processing activities says so.
    Subjects,
    /// How it is protected; only the record of processing activities says so.
    Security,
}

impl NotEntered {
    /// A name of its own: `address`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Contact => "contact",
            Self::Storage => "storage",
            Self::Subjects => "subjects",
            Self::Security => "security",
        }
    }

    /// Whether records of single persons say it.
    pub fn in_records(self) -> bool {
        matches!(self, Self::Address | Self::Contact | Self::Storage)
    }
}

impl FirmDetails {
    /// What records lack. A representative or a data protection officer not every firm has.
    pub fn lacks(&self, look: &FirmLook) -> Vec<NotEntered> {
        let all = [
            (NotEntered::Address, self.address.as_str()),
            (NotEntered::Contact, first(&self.contact, &look.contact)),
            (NotEntered::Storage, self.storage_country.as_str()),
            (NotEntered::Subjects, self.subjects.as_str()),
            (NotEntered::Security, self.security.as_str()),
        ];
        all.into_iter().filter(|(_, text)| text.is_empty()).map(|(lack, _)| lack).collect()
    }

    /// The firm as a controller, by an id of its own.
    pub(crate) fn controller(&self, look: &FirmLook, id: &str) -> Party {
        Party {
            id: id.to_owned(),
            name: first(&self.legal_name, &look.name).to_owned(),
            address: self.address.clone(),
            contact: first(&self.contact, &look.contact).to_owned(),
            kind: PartyKind::Organisation,
        }
    }

    /// The fields that cannot be taken, by their names: texts that are too long or cannot be shown, and a country that is no code.
    pub fn faults(&self) -> Vec<&'static str> {
        let country = self.storage_country.trim();
        let sound = country.is_empty() || country.len() == 2 && country.bytes().all(|b| b.is_ascii_alphabetic());
        let texts = [
            ("legal_name", &self.legal_name, 200),
            ("address", &self.address, 500),
            ("contact", &self.contact, 500),
            ("officer", &self.officer, 1_000),
            ("storage_place", &self.storage_place, 200),
            ("subjects", &self.subjects, 2_000),
            ("security", &self.security, 5_000),
        ];
        let faults = texts.into_iter().filter(|(_, said, longest)| {
            let said = one_line(said);
            !said.is_empty() && text(&said, *longest).is_err()
        });
        faults.map(|(name, ..)| name).chain((!sound).then_some("storage_country")).collect()
    }

    fn check(&self) -> Result<Self, Error> {
        if !self.faults().is_empty() {
            return Err(Invalid::Text.into());
        }
        Ok(Self {
            legal_name: one_line(&self.legal_name),
            address: one_line(&self.address),
            contact: one_line(&self.contact),
            officer: one_line(&self.officer),
            storage_country: self.storage_country.trim().to_ascii_uppercase(),
            storage_place: one_line(&self.storage_place),
            subjects: one_line(&self.subjects),
            security: one_line(&self.security),
        })
    }
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn first<'t>(text: &'t str, else_: &'t str) -> &'t str {
    if text.is_empty() { else_ } else { text }
}

/// The details of the firm of the context.
pub(crate) async fn read(conn: &mut Conn, ctx: &Context) -> Result<FirmDetails, Error> {
    let row = conn.row("SELECT details FROM firm WHERE id = $1", args![ctx.firm]).await?;
    let details: String = row.ok_or(Error::NotFound("firm"))?.get(0)?;
    Ok(serde_json::from_str(&details)?)
}

impl Store {
    /// What records say of the firm.
    ///
    /// # Errors
    /// Without [`Right::FirmRead`].
    pub async fn firm_details_get(&self, ctx: &Context) -> Result<FirmDetails, Error> {
        ctx.may(Right::FirmRead)?;
        read(&mut self.read().await?, ctx).await
    }

    /// Changes what records say of the firm.
    ///
    /// # Errors
    /// Without [`Right::FirmWrite`]; texts that are too long or cannot be shown; a country that is no code.
    pub async fn firm_details_set(&self, ctx: &Context, details: &FirmDetails) -> Result<(), Error> {
        ctx.may(Right::FirmWrite)?;
        let details = serde_json::to_string(&details.check()?)?;
        write!(self, ctx, |books, ctx, tx| {
            let set = "UPDATE firm SET details = $2, updated = $3 WHERE id = $1";
            if tx.run(set, args![ctx.firm, details, books.now().0]).await? == 0 {
                return Err(Error::NotFound("firm"));
            }
            audit::add(&books, tx, &ctx, "firm_details_set", "firm", Some(ctx.firm.bytes())).await
        })
    }
}
