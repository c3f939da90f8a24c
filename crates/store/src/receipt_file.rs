//! Receipts as files: signed as a whole, and checked from the file alone.
//!
//! A file is JSON with two members, `receipt` and `signature`, written in one way only: the signature is over the very bytes of
//! `receipt`, and everything around them is fixed, so that no byte can be another one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use thiserror::Error;

use crate::context::Context;
use crate::error::Error as BooksError;
use crate::id::{LeafId, PersonId};
use crate::information::{AccessReceipt, PartSaid, UseReceipt, UseSaid};
use crate::ledger::books::Inclusion;
use crate::ledger::checkpoint::{CheckpointError, VerifierKey};
use crate::ledger::leaf::{Leaf, commitment};
use crate::ledger::tree::{Hash, ProofError, verify_inclusion};
use crate::promise::{Promise, kind_name};
use crate::receipt::Receipt;
use crate::store::Store;

/// What the signature of a file is over, besides the bytes of its receipt.
const FILE: &str = "comity receipt 1";

/// What a receipt proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// An act of a person, or about them.
    Act(Box<Receipt>),
    /// That values of a person left, and what came of it.
    Access(Box<AccessReceipt>),
}

/// The signed part of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    form: String,
    /// The key that signed it, in the form of signed notes.
    verifier: String,
    /// When, in microseconds since 1970.
    issued: i64,
    proof: Proof,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Outer {
    receipt: Box<RawValue>,
    signature: String,
}

fn written(receipt: &str, signature: &str) -> String {
    format!("{{\n\"receipt\": {receipt},\n\"signature\": \"{signature}\"\n}}\n")
}

/// What was found to be so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The key that signed all of it, in the form of signed notes. Whose it is, the file cannot say.
    pub verifier: String,
    /// When the file was made, in microseconds since 1970.
    pub issued: i64,
    /// What it proves.
    pub proof: Proof,
    /// How many entries of the ledger it proves, and how many of these have their place in a signed checkpoint.
    pub entries: u64,
    /// Those with a place.
    pub placed: u64,
}

/// Why a file proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotProven {
    /// Not in the form of a receipt.
    #[error("this is no receipt of Comity, or it was altered: {0}")]
    Form(&'static str),
    /// The key in it cannot be read.
    #[error(transparent)]
    Key(#[from] CheckpointError),
    /// Signed by another key than the one expected.
    #[error("it was signed by {found}, not by the key expected")]
    OtherKey {
        /// The key that signed it.
        found: String,
    },
    /// The signature does not belong to the text.
    #[error("the signature is not valid: the receipt was altered after it was made")]
    Signature,
    /// An entry was not promised by the key.
    #[error("an entry was not signed by the key")]
    Promise,
    /// What an entry stands for is something else.
    #[error("an entry does not stand for what the receipt says")]
    Commitment,
    /// An entry is not in the ledger of the checkpoint.
    #[error("an entry is not in the ledger of the checkpoint: {0}")]
    Inclusion(#[from] ProofError),
}

impl Store {
    /// A person's proof of an act, as a file.
    ///
    /// # Errors
    /// As [`Store::receipt_get`].
    pub async fn receipt_file(&self, ctx: &Context, leaf: LeafId) -> Result<String, BooksError> {
        let receipt = self.receipt_get(ctx, leaf).await?;
        self.file(Proof::Act(Box::new(receipt)))
    }

    /// A person's proof of an access, as a file.
    ///
    /// # Errors
    /// As [`Store::access_receipt`].
    pub async fn access_receipt_file(
        &self,
        ctx: &Context,
        person: PersonId,
        access: LeafId,
        place: u16,
    ) -> Result<String, BooksError> {
        let receipt = self.access_receipt(ctx, person, access, place).await?;
        self.file(Proof::Access(Box::new(receipt)))
    }

    fn file(&self, proof: Proof) -> Result<String, BooksError> {
        let (verifier, issued) = (self.verifier().to_string(), self.now().0);
        let body = serde_json::to_string_pretty(&Body { form: FILE.into(), verifier, issued, proof })?;
        let signature = STANDARD.encode(self.keys().ledger().sign(FILE, body.as_bytes()));
        Ok(written(&body, &signature))
    }
}

/// Checks a file: from it alone, or against the key that it must have been signed by.
///
/// # Errors
/// [`NotProven`]: the first thing found.
pub fn receipt_verify(text: &str, key: Option<&VerifierKey>) -> Result<Verdict, NotProven> {
    let outer: Outer = serde_json::from_str(text).map_err(|_| NotProven::Form("it does not read as one"))?;
    if written(outer.receipt.get(), &outer.signature) != text {
        return Err(NotProven::Form("something stands around it that does not belong there"));
    }
    let body: Body =
        serde_json::from_str(outer.receipt.get()).map_err(|_| NotProven::Form("its parts do not read as such"))?;
    if body.form != FILE {
        return Err(NotProven::Form("it is of a form that this version does not know"));
    }
    let signer = VerifierKey::parse(&body.verifier)?;
    if key.is_some_and(|key| *key != signer) {
        return Err(NotProven::OtherKey { found: body.verifier });
    }
    let signature = STANDARD.decode(&outer.signature).ok().and_then(|bytes| bytes.try_into().ok());
    if !signature.is_some_and(|signature| signer.verify(FILE, outer.receipt.get().as_bytes(), &signature)) {
        return Err(NotProven::Signature);
    }
    let placed = match &body.proof {
        Proof::Act(receipt) => vec![act(receipt, &signer)?],
        Proof::Access(receipt) => access(receipt, &signer)?,
    };
    Ok(Verdict {
        verifier: body.verifier,
        issued: body.issued,
        entries: placed.len() as u64,
        placed: placed.iter().filter(|placed| **placed).count() as u64,
        proof: body.proof,
    })
}

/// Whether an act's entry has its place.
fn act(receipt: &Receipt, key: &VerifierKey) -> Result<bool, NotProven> {
    let stands = commitment(&receipt.salt.0, receipt.committed.as_bytes());
    let (leaf, placed) = entry(&receipt.promise, receipt.inclusion.as_ref(), stands, key)?;
    let line = &receipt.line;
    let same = kind_name(leaf.kind).ok().as_ref() == Some(&line.kind)
        && leaf.at == line.at.0
        && leaf.exchange == Some(line.exchange.to_string())
        && line.leaf == receipt.promise.leaf
        && line.number == receipt.inclusion.as_ref().map(|found| found.number)
        && serde_json::from_str(&receipt.committed).ok().as_ref() == Some(&receipt.what)
        && receipt.verifier == key.to_string();
    if same { Ok(placed) } else { Err(NotProven::Commitment) }
}

/// Whether the entries of an access and of its uses have their places.
fn access(receipt: &AccessReceipt, key: &VerifierKey) -> Result<Vec<bool>, NotProven> {
    let AccessReceipt { line, parts, .. } = receipt;
    let own = Hash::leaf(&commitment(&receipt.salt.0, receipt.committed.as_bytes()).0);
    let leaf: Leaf = serde_json::from_str(&receipt.promise.entry).map_err(|_| NotProven::Form("an entry is none"))?;
    let root = leaf.commitment.ok_or(NotProven::Commitment)?;
    verify_inclusion(own, u64::from(line.place), *parts, &receipt.proof, root).map_err(|_| NotProven::Commitment)?;
    let (leaf, placed) = entry(&receipt.promise, receipt.inclusion.as_ref(), root, key)?;
    let said: PartSaid = serde_json::from_str(&receipt.committed).map_err(|_| NotProven::Commitment)?;
    if !said.is(line) || leaf.at != line.at.0 || line.access != receipt.promise.leaf {
        return Err(NotProven::Commitment);
    }
    if receipt.uses.len() != line.uses.len() {
        return Err(NotProven::Commitment);
    }
    let mut all = vec![placed];
    for (one, told) in receipt.uses.iter().zip(&line.uses) {
        let UseReceipt { promise, committed, salt, inclusion } = one;
        let (_, placed) = entry(promise, inclusion.as_ref(), commitment(&salt.0, committed.as_bytes()), key)?;
        let said: UseSaid = serde_json::from_str(committed).map_err(|_| NotProven::Commitment)?;
        if said.access != line.access || said.line() != *told || said.id != promise.leaf {
            return Err(NotProven::Commitment);
        }
        all.push(placed);
    }
    Ok(all)
}

/// An entry that the key promised and that commits to what is said; and whether it has its place, where it is shown to be.
fn entry(
    promise: &Promise,
    inclusion: Option<&Inclusion>,
    commits: Hash,
    key: &VerifierKey,
) -> Result<(Leaf, bool), NotProven> {
    if !promise.holds(key) {
        return Err(NotProven::Promise);
    }
    let leaf: Leaf = serde_json::from_str(&promise.entry).map_err(|_| NotProven::Form("an entry is none"))?;
    if leaf.commitment != Some(commits) {
        return Err(NotProven::Commitment);
    }
    if let Some(Inclusion { number, proof, checkpoint }) = inclusion {
        let checkpoint = key.open(checkpoint)?;
        verify_inclusion(Hash::leaf(promise.entry.as_bytes()), *number, checkpoint.size, proof, checkpoint.root)?;
    }
    Ok((leaf, inclusion.is_some()))
}
