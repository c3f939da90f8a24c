//! Bringing many persons in at once, with the evidence of what they permitted before.

use serde::Serialize;

use crate::audit;
use crate::context::{Context, Right};
use crate::engine::write;
use crate::error::{Conflict, Error, Invalid};
use crate::id::PersonId;
use crate::person::{PersonNew, insert};
use crate::store::Store;

/// Somebody to bring in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportLine {
    /// Who.
    pub person: PersonNew,
    /// What shows that the firm may hold this: where, when and how it was permitted. At most 4,000 characters.
    pub evidence: String,
}

/// What became of an import. Lines are numbered from 0, as they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// Who is new.
    pub added: Vec<(usize, PersonId)>,
    /// Lines of somebody who was there already; nothing of them was changed.
    pub already: Vec<usize>,
    /// Lines that could not be taken, and why.
    pub refused: Vec<(usize, Invalid)>,
}

/// Persons that share a transaction, so that an import of many keeps nobody waiting for long.
const AT_ONCE: usize = 200;

impl Store {
    /// Brings persons in. A line without evidence is refused, and one that cannot be taken keeps no other from it.
    ///
    /// # Errors
    /// Without [`Right::PersonWrite`]. What was brought in before the database failed stays.
    pub async fn person_import(&self, ctx: &Context, lines: Vec<ImportLine>) -> Result<Imported, Error> {
        ctx.may(Right::PersonWrite)?;
        let mut imported = Imported::default();
        let mut start = 0;
        for chunk in lines.chunks(AT_ONCE) {
            let chunk = chunk.to_vec();
            let count = chunk.len();
            let part = write!(self, ctx, |books, ctx, tx| {
                let mut part = Imported::default();
                for (line, one) in chunk.iter().enumerate() {
                    let evidence = one.evidence.trim();
                    if evidence.is_empty() || evidence.chars().count() > 4_000 {
                        part.refused.push((start + line, Invalid::Text));
                        continue;
                    }
                    match insert(&books, tx, ctx.firm, &one.person, Some(evidence)).await {
                        Ok(id) => part.added.push((start + line, id)),
                        Err(Error::Conflict(Conflict::Mail | Conflict::ExternalId)) => part.already.push(start + line),
                        Err(Error::Invalid(why)) => part.refused.push((start + line, why)),
                        Err(error) => return Err(error),
                    }
                }
                audit::add(&books, tx, &ctx, "person_import", "person", None).await?;
                Ok(part)
            })?;
            imported.added.extend(part.added);
            imported.already.extend(part.already);
            imported.refused.extend(part.refused);
            start += count;
        }
        Ok(imported)
    }
}
