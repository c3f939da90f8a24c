//! `comity ledger`: whether the ledger is what it says.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use comity_store::ledger::{Checked, Inclusion, Promised, Unsound};
use comity_store::{Context, Keys, Promise, Proof, Settings, Store, receipt_verify};
use serde::Deserialize;

use super::member::beside;
use crate::config::{self, Config, Flags};

/// Check the ledger of what both sides gave and agreed
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity ledger verify
  comity ledger verify --against checkpoint.txt      # a checkpoint that somebody kept elsewhere
  comity ledger verify --against receipt.json        # a person's receipt carries one too
  comity ledger new-key                              # ledger.key is lost for good; the server is stopped")]
pub struct LedgerCommand {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Read the whole ledger back and check every entry against the signed checkpoint
    ///
    /// Alone it finds what was flipped, dropped, swapped or added. Whoever holds the signing key could rewrite all of it and
    /// sign again, and whoever has the database could put an earlier state back: that is found only against a checkpoint or
    /// receipt that was held elsewhere.
    Verify {
        /// A checkpoint or a receipt that was held outside this machine
        #[arg(long, value_name = "FILE")]
        against: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Go on with another key, where the one that signs the ledger is lost for good or became known
    ///
    /// The server has to be stopped. Where there is no ledger.key one is made; the latest checkpoint is signed again with
    /// it. Checkpoints held outside are no longer taken by --against, and receipts made before are checked with the verifier
    /// key that they carry. To leave a key that became known, move it away first.
    NewKey,
}

impl LedgerCommand {
    /// Checks it.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (against, json) = match self.what {
            What::Verify { against, json } => (against, json),
            What::NewKey => return new_key(&config::load(&self.flags)?.0),
        };
        let outside = against.as_deref().map(|path| {
            let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            Held::read(&text).with_context(|| format!("{} holds neither a checkpoint nor a receipt", path.display()))
        });
        let Held { note, promises } = outside.transpose()?.unwrap_or_default();
        let (config, _) = config::load(&self.flags)?;
        let runtime = crate::cmd::runtime()?;
        let (checked, promised) = runtime.block_on(async {
            let (store, house) = (beside(&config).await?, Context::instance());
            let checked = store.ledger_verify(&house, note.as_deref()).await;
            let promised = match &checked {
                Ok(_) => kept(&store, &promises).await,
                Err(_) => Ok(Vec::new()),
            };
            store.close().await;
            anyhow::Ok((checked?, promised?))
        })?;
        if json {
            let mut value = serde_json::to_value(&checked)?;
            value["promised"] = serde_json::to_value(promised)?;
            crate::cmd::print_json(&value)?;
        } else {
            std::io::stdout().write_all(told(&checked, &promised).as_bytes())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Where the entries are that somebody holds promises for.
async fn kept(store: &Store, promises: &[Promise]) -> Result<Vec<Promised>, Unsound> {
    let mut all = Vec::with_capacity(promises.len());
    for promise in promises {
        all.push(store.ledger_promised(&Context::instance(), promise).await?);
    }
    Ok(all)
}

fn new_key(config: &Config) -> anyhow::Result<ExitCode> {
    let url = config.database_url();
    if let Some(file) = url.strip_prefix("sqlite://")
        && !Path::new(file).exists()
    {
        bail!("{file} is not there: there is no ledger yet, and `comity serve` makes it with its key");
    }
    let runtime = crate::cmd::runtime()?;
    let said = runtime.block_on(async {
        let settings = |keys| Settings::new(url.clone(), keys);
        let keys = Keys::open_with_ledger(config.keys_folder())?;
        if !Store::ledger_key_take(settings(keys.clone())).await? {
            let fits = "the latest checkpoint, if there is any, is signed by the key that is there";
            return anyhow::Ok(format!("Nothing to do: {fits}. To leave it, move ledger.key away first.\n"));
        }
        let store = Store::open_beside(settings(keys)).await?;
        let checked = store.ledger_verify(&Context::instance(), None).await;
        let verifier = store.verifier();
        store.close().await;
        let entries = checked?.verified.entries;
        Ok(format!(
            "The ledger of {entries} entries goes on under another key. It is verified with\n\n  {verifier}\n\nKeep a copy of \
             ledger.key, and tell those who hold checkpoints.\n"
        ))
    })?;
    std::io::stdout().write_all(said.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// What somebody held outside this machine.
#[derive(Debug, Default, PartialEq, Eq)]
struct Held {
    /// A checkpoint.
    note: Option<String>,
    /// Promises that entries will be in the ledger.
    promises: Vec<Promise>,
}

/// What the entry of an erasure is shown as, with which nobody can prove anything about a person any more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Erased {
    promise: Promise,
    #[serde(rename = "verifier")]
    _verifier: String,
}

impl Held {
    /// What a file holds: a checkpoint alone, or a receipt, which carries promises, and a checkpoint once an entry has a place.
    fn read(text: &str) -> anyhow::Result<Self> {
        if !text.trim_start().starts_with('{') {
            return Ok(Self { note: Some(text.to_owned()), promises: Vec::new() });
        }
        if let Ok(Erased { promise, .. }) = serde_json::from_str(text) {
            return Ok(Self { note: None, promises: vec![promise] });
        }
        let (mut note, mut promises) = (None, Vec::new());
        let mut add = |promise: Promise, inclusion: Option<Inclusion>| {
            promises.push(promise);
            note = note.take().or(inclusion.map(|found| found.checkpoint));
        };
        match receipt_verify(text, None)?.proof {
            Proof::Act(receipt) => add(receipt.promise, receipt.inclusion),
            Proof::Access(receipt) => {
                add(receipt.promise, receipt.inclusion);
                receipt.uses.into_iter().for_each(|one| add(one.promise, one.inclusion));
            }
        }
        Ok(Self { note, promises })
    }
}

fn told(checked: &Checked, promised: &[Promised]) -> String {
    let verified = &checked.verified;
    let mut out = String::new();
    let _ = match (verified.entries, &checked.checkpoint) {
        (0, None) => {
            writeln!(out, "Empty: there is no entry and no signed checkpoint yet, so there was nothing to check.")
        }
        (0, Some(_)) => writeln!(out, "Empty: there is no entry, as the latest signed checkpoint says."),
        (n, _) => writeln!(out, "Sound: {n} entries, each with its hash, under the latest signed checkpoint."),
    };
    if checked.waiting > 0 {
        let _ = writeln!(
            out,
            "{} more were promised and have no place yet; a running server gives them one.",
            checked.waiting
        );
    }
    for one in promised {
        let _ = match one {
            Promised::Number(number) => writeln!(out, "The entry of the receipt is there, as number {number}."),
            Promised::Waits => writeln!(out, "The entry of the receipt is there, and waits for its place."),
        };
    }
    match verified.against {
        Some(size) => {
            let _ = writeln!(out, "They begin with the very {size} entries of the checkpoint held outside: nothing of it was rewritten.");
        }
        None if verified.entries == 0 => out.push_str(
            "Not checked: whether there ever were entries. Give a checkpoint or receipt that was held elsewhere with\n\
             --against.\n",
        ),
        None => out.push_str(
            "Not checked: whether everything was rewritten and signed again by whoever holds the signing key, or cut off at\n\
             an earlier checkpoint. Give a checkpoint or receipt that was held elsewhere with --against.\n",
        ),
    }
    out
}

#[cfg(test)]
mod tests {
    use comity_store::ledger::verify::Verified;

    use super::*;

    #[test]
    fn an_empty_ledger_is_called_empty() {
        let check = |entries: u64, checkpoint: Option<&str>, start: &str| {
            let verified = Verified { entries, against: None };
            let text = told(&Checked { verified, waiting: 2, checkpoint: checkpoint.map(ToOwned::to_owned) }, &[]);
            assert!(text.starts_with(start) && text.contains("2 more were promised"), "{text}");
            assert!(text.contains("Not checked: whether"), "{text}");
        };
        check(0, None, "Empty: there is no entry and no signed checkpoint yet");
        check(0, Some("note"), "Empty: there is no entry, as the latest signed checkpoint says");
        check(7, Some("note"), "Sound: 7 entries");
    }

    #[test]
    fn what_is_no_receipt_is_refused() {
        let note = "comity-1\n3\nabc\n\n— comity-1 xyz\n";
        assert_eq!(Held::read(note).unwrap(), Held { note: Some(note.to_owned()), promises: Vec::new() });
        for text in ["{", "{\"inclusion\": null}", "{\n\"receipt\": {},\n\"signature\": \"\"\n}\n"] {
            assert!(Held::read(text).is_err(), "{text}");
        }
        let promise = Promise { leaf: comity_store::LeafId::new(), entry: "{}".into(), signature: "x".into() };
        let erased = serde_json::json!({"promise": promise, "verifier": "k"}).to_string();
        assert_eq!(Held::read(&erased).unwrap(), Held { note: None, promises: vec![promise] });
    }
}
