//! The record of processing activities that a controller keeps (GDPR, Regulation (EU) 2016/679, Article 30(1)).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::basis::{Purpose, Recipient, Source};
use crate::clause::Information;
use crate::dpv::{self, TermKind};
use crate::fixed::FixedTerms;
use crate::grant::Retention;
use crate::id::PurposeId;
use crate::record::words::is_special;
use crate::record::{Party, moment, rows};
use crate::text::{Language, Texts};

/// What the record is written from. What Article 30 asks for and terms do not say, the firm says here.
#[derive(Debug, Clone, Copy)]
pub struct Filing<'a> {
    /// Who decides; several where they are joint controllers.
    pub controllers: &'a [Party],
    /// The controller's representative and the data protection officer, with how to reach them; blank where there is none.
    pub officer: &'a str,
    /// The exchanges: the version in force and its terms.
    pub exchanges: &'a [(u32, FixedTerms)],
    /// The language in which the record is written.
    pub language: &'a Language,
    /// Whose information it is, in words: the categories of data subjects.
    pub subjects: &'a str,
    /// Technical and organisational security measures (Article 32(1)), in words.
    pub security: &'a str,
}

/// The record: who is responsible, and one activity for each exchange and purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProcessingRecord {
    /// Name, address and contact of each controller.
    pub controllers: Vec<Responsible>,
    /// As [`Filing::officer`].
    pub officer: String,
    /// As [`Filing::subjects`].
    pub data_subjects: String,
    /// As [`Filing::security`].
    pub security: String,
    /// What is done.
    pub activities: Vec<Activity>,
}

/// A controller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Responsible {
    /// The legal name.
    pub name: String,
    /// The postal address.
    pub address: String,
    /// How to reach it.
    pub contact: String,
}

/// Something that is done with information, for one purpose in one exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Activity {
    /// The title of the exchange.
    pub exchange: String,
    /// The version of its terms.
    pub version: u32,
    /// What for, in plain words.
    pub purpose: String,
    /// The purpose in the Data Privacy Vocabulary, by its full name on the web, where a known one fits.
    pub purpose_term: Option<String>,
    /// The legal basis, as files name it. Not asked for by Article 30.
    pub basis: &'static str,
    /// Categories of personal data.
    pub data: Vec<Data>,
    /// To whom it is disclosed.
    pub recipients: Vec<Passed>,
    /// The longest time until erasure that a clause for the purpose names: `P180D` from when a value came, or `while_agreed`.
    pub retention: String,
}

/// A category of personal data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Data {
    /// What it is, in plain words.
    pub name: String,
    /// The category in the vocabulary, by its full name on the web, where a known one fits.
    pub term: Option<String>,
    /// Where it comes from.
    pub source: Source,
    /// Whether it is of a special category (Article 9).
    pub special: bool,
}

/// Somebody to whom information is disclosed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Passed {
    /// Who.
    pub name: String,
    /// How to reach them.
    pub contact: String,
    /// The country, by its code (ISO 3166); blank where the terms do not say.
    pub country: String,
    /// Whether that is a transfer to a third country.
    pub transfer: Transfer,
}

/// Whether information goes to a third country (Article 44), as far as terms say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Transfer {
    /// It stays within the European Economic Area.
    No,
    /// It leaves it. Whether that country's protection is adequate, and which safeguards there are, terms do not say.
    ThirdCountry,
    /// The terms name no country.
    Unknown,
}

/// The European Economic Area: the Union, and Iceland, Liechtenstein and Norway.
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

impl Transfer {
    fn to(country: &str) -> Self {
        match country {
            "" => Self::Unknown,
            country if EEA.contains(&country) => Self::No,
            _ => Self::ThirdCountry,
        }
    }
}

/// Writes the record of processing activities.
pub fn article30(filing: &Filing<'_>) -> ProcessingRecord {
    let responsible = |party: &Party| Responsible {
        name: party.name.clone(),
        address: party.address.clone(),
        contact: party.contact.clone(),
    };
    let exchanges = filing.exchanges.iter();
    ProcessingRecord {
        controllers: filing.controllers.iter().map(responsible).collect(),
        officer: filing.officer.to_owned(),
        data_subjects: filing.subjects.to_owned(),
        security: filing.security.to_owned(),
        activities: exchanges.flat_map(|(version, terms)| activities(*version, terms, filing.language)).collect(),
    }
}

/// The purposes for which clauses ask for information, in the order of the terms.
fn activities(version: u32, terms: &FixedTerms, language: &Language) -> Vec<Activity> {
    let mut asked: BTreeMap<&PurposeId, Vec<&Information>> = BTreeMap::new();
    for information in terms.clauses.iter().filter_map(|clause| clause.information.as_ref()) {
        if let Some(purpose) = &information.purpose {
            asked.entry(purpose).or_default().push(information);
        }
    }
    let read = |texts: &Texts| texts.best(language, &terms.language).to_owned();
    let activity = |purpose: &Purpose| {
        let asked = asked.get(&purpose.id)?;
        let items = terms.items.iter().filter(|item| asked.iter().any(|asked| asked.items.contains(&item.id)));
        let data = items.map(|item| Data {
            name: read(&item.name),
            term: term(TermKind::Category, item.dpv.as_deref()),
            source: item.source,
            special: is_special(item),
        });
        let recipients = terms.recipients.iter();
        let recipients = recipients.filter(|to| asked.iter().any(|asked| asked.recipients.contains(&to.id)));
        let passed = |Recipient { name, contact, country, .. }: &Recipient| {
            let country = country.trim().to_ascii_uppercase();
            Passed { name: read(name), contact: contact.clone(), transfer: Transfer::to(&country), country }
        };
        Some(Activity {
            exchange: read(&terms.title),
            version,
            purpose: read(&purpose.name),
            purpose_term: term(TermKind::Purpose, purpose.dpv.as_deref()),
            basis: purpose.basis.name(),
            data: data.collect(),
            recipients: recipients.map(passed).collect(),
            retention: longest(asked),
        })
    };
    terms.purposes.iter().filter_map(activity).collect()
}

fn longest(asked: &[&Information]) -> String {
    let retention = |asked: &&Information| asked.retention_days.map_or(Retention::WhileAgreed, Retention::Days);
    match asked.iter().map(retention).max() {
        Some(Retention::Days(days)) => moment::days(days),
        Some(Retention::WhileAgreed) | None => "while_agreed".to_owned(),
    }
}

fn term(kind: TermKind, term: Option<&str>) -> Option<String> {
    term.and_then(|term| dpv::find_of(kind, term)).map(dpv::Term::iri)
}

/// The heads of the table.
const HEADS: [&str; 15] = [
    "controllers",
    "addresses",
    "contacts",
    "officer",
    "exchange",
    "version",
    "purpose",
    "legal_basis",
    "data_subjects",
    "data_categories",
    "special_categories",
    "recipients",
    "transfers",
    "retention",
    "security",
];

impl ProcessingRecord {
    /// A table with a row for each activity (RFC 4180), after a row with the names of its columns.
    ///
    /// Several values of a cell are parted by semicolons. A cell that a spreadsheet would run as a formula begins with an
    /// apostrophe.
    pub fn csv(&self) -> String {
        let heads = HEADS.map(str::to_owned);
        let rows: Vec<[String; HEADS.len()]> =
            [heads].into_iter().chain(self.activities.iter().map(|a| self.row(a))).collect();
        rows::csv(rows.iter().map(|row| row.iter().map(String::as_str)))
    }

    fn row(&self, activity: &Activity) -> [String; HEADS.len()] {
        let special = activity.data.iter().filter(|data| data.special).map(|data| data.name.as_str());
        let transfers = activity.recipients.iter().filter_map(|to| match to.transfer {
            Transfer::No => None,
            Transfer::ThirdCountry => Some(format!("{}: {}", to.name, to.country)),
            Transfer::Unknown => Some(format!("{}: unknown", to.name)),
        });
        let recipients = activity.recipients.iter().map(|to| match to.contact.trim() {
            "" => to.name.clone(),
            contact => format!("{} ({contact})", to.name),
        });
        [
            joined(self.controllers.iter().map(|controller| controller.name.as_str())),
            joined(self.controllers.iter().map(|controller| controller.address.as_str())),
            joined(self.controllers.iter().map(|controller| controller.contact.as_str())),
            self.officer.clone(),
            activity.exchange.clone(),
            activity.version.to_string(),
            activity.purpose.clone(),
            activity.basis.to_owned(),
            self.data_subjects.clone(),
            joined(activity.data.iter().map(|data| data.name.as_str())),
            joined(special),
            joined(recipients),
            joined(transfers),
            activity.retention.clone(),
            self.security.clone(),
        ]
    }
}

fn joined<S: AsRef<str>>(parts: impl Iterator<Item = S>) -> String {
    let mut all = String::new();
    for part in parts {
        if !all.is_empty() {
            all.push_str("; ");
        }
        all.push_str(part.as_ref());
    }
    all
}
