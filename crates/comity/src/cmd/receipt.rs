//! `comity receipt`: whether a receipt is what it says, from its file alone.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use comity_exchange::time::Timestamp;
use comity_store::ledger::checkpoint::VerifierKey;
use comity_store::{NotProven, Proof, Verdict, receipt_verify};

use super::wrong_use;
use crate::words::tame;

/// Check a receipt that somebody was given
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity receipt verify receipt.json
  comity receipt verify receipt.json --key norda+1f2e3d4c+AQ…   # it has to be signed by that key
  curl -s …/receipt.json | comity receipt verify -")]
pub struct ReceiptCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Check a receipt from its file alone: no network, no books, no configuration
    ///
    /// Proves that not a byte was changed since it was signed, and that what it says is what the entries of the ledger stand
    /// for. Whose key it is that signed, the file cannot say: give the key with --key, as `comity ledger verify` or the firm
    /// tells it. Exit code 1 where the file does not prove what it says.
    Verify {
        /// The receipt, as it was downloaded; - for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The key that must have signed it
        #[arg(long, value_name = "NAME+HEX+BASE64")]
        key: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// Bytes of a receipt at most.
const LONGEST: u64 = 16 * 1024 * 1024;

impl ReceiptCommand {
    /// Checks it.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let What::Verify { file, key, json } = self.what;
        let key = match key.as_deref().map(VerifierKey::parse) {
            None => None,
            Some(Ok(key)) => Some(key),
            Some(Err(_)) => {
                wrong_use!("--key has the form NAME+HEX+BASE64, as norda+1f2e3d4c+AQ…: this is no such key")
            }
        };
        let text = read(&file)?;
        let found = receipt_verify(&text, key.as_ref());
        if json {
            crate::cmd::print_json(&as_json(&found, key.is_some())?)?;
            return Ok(if found.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        match found {
            Ok(verdict) => std::io::stdout().write_all(told(&verdict, key.is_some()).as_bytes())?,
            Err(why) => bail!("{} does not prove what it says: {}", file.display(), tame(&why.to_string())),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let all = if file.as_os_str() == "-" {
        std::io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|open| open.take(LONGEST + 1).read_to_end(&mut bytes))
    };
    all.with_context(|| format!("cannot read {}", file.display()))?;
    if bytes.len() as u64 > LONGEST {
        bail!("{} is longer than 16 MiB: this is no receipt", file.display());
    }
    String::from_utf8(bytes).with_context(|| format!("{} is no text, and so no receipt", file.display()))
}

fn as_json(found: &Result<Verdict, NotProven>, key: bool) -> anyhow::Result<serde_json::Value> {
    Ok(match found {
        Ok(verdict) => {
            let mut value = serde_json::to_value(verdict)?;
            value["proven"] = true.into();
            value["key_given"] = key.into();
            value
        }
        Err(why) => serde_json::json!({ "proven": false, "why": why.to_string() }),
    })
}

fn told(verdict: &Verdict, key: bool) -> String {
    let at = |at: i64| crate::web::ui::machine_time(Timestamp(at));
    let mut out = String::from(
        "Proven: not a byte of it was changed since it was signed, and its entries stand for what it says.\n\n",
    );
    let _ = match &verdict.proof {
        Proof::Act(receipt) => {
            let line = &receipt.line;
            writeln!(
                out,
                "  what      {}\n  when      {}\n  exchange  {}",
                tame(&line.kind),
                at(line.at.0),
                line.exchange
            )
            .and_then(|()| writeln!(out, "  sealed    {}", tame(&receipt.committed)))
        }
        Proof::Access(receipt) => {
            let line = &receipt.line;
            let items: Vec<&str> = line.items.iter().map(|one| one.item.as_str()).collect();
            let to = line.recipient.as_ref().map_or_else(|| "nobody else".to_owned(), |to| tame(to));
            writeln!(out, "  what      {} read {}", tame(&line.client), items.join(", "))
                .and_then(|()| writeln!(out, "  for       {}", line.purpose))
                .and_then(|()| writeln!(out, "  went to   {to}\n  when      {}", at(line.at.0)))
                .and_then(|()| writeln!(out, "  exchange  {}\n  uses      {}", line.exchange, line.uses.len()))
        }
    };
    let Verdict { entries, placed, .. } = verdict;
    let _ = writeln!(out, "  issued    {}\n  signed by {}\n", at(verdict.issued), tame(&verdict.verifier));
    if *placed == *entries {
        let _ = writeln!(
            out,
            "{placed} of {entries} entries are shown to have their place under a checkpoint that the key signed."
        );
    } else {
        let _ = writeln!(
            out,
            "{placed} of {entries} entries are shown to have their place under a checkpoint that the key signed.\n\
             Not checked: whether the others got theirs; they are proven by the signed promise to keep them. A receipt\n\
             downloaded a second later shows the place."
        );
    }
    if key {
        out.push_str("It was signed by the key that you gave.\n");
    } else {
        out.push_str("Not checked: whose key it is. Give the one that you know with --key.\n");
    }
    out.push_str(
        "Not checked: whether the ledger was rewritten since. Whoever runs it checks that with\n\
         comity ledger verify --against FILE.\n",
    );
    out
}

#[cfg(test)]
mod tests {
    use comity_store::{Proof, Verdict};

    use super::*;

    #[test]
    fn what_was_not_checked_is_said() {
        let line = serde_json::json!({
            "line": {"access": "0192f3a1c2d47f00a1b2c3d4e5f60718", "place": 0, "at": 0, "client": "Advice \u{1b}[2Jengine",
                "exchange": "0192f3a1c2d47f00a1b2c3d4e5f60718", "purpose": "advice", "items": [], "uses": []},
            "promise": {"leaf": "0192f3a1c2d47f00a1b2c3d4e5f60718", "entry": "", "signature": ""},
            "committed": "", "salt": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "parts": 1, "proof": [],
            "inclusion": null, "uses": [],
        });
        let proof = Proof::Access(Box::new(serde_json::from_value(line).unwrap()));
        let verdict =
            |entries, placed| Verdict { verifier: "k".into(), issued: 0, proof: proof.clone(), entries, placed };
        let check = |verdict: &Verdict, key: bool, says: &str, not: &str| {
            let text = told(verdict, key);
            assert!(text.contains(says) && !text.contains(not) && !text.contains('\u{1b}'), "{text}");
        };
        check(&verdict(2, 2), true, "by the key that you gave", "whether the others");
        check(&verdict(2, 1), true, "whether the others", "whose key it is");
        check(&verdict(1, 1), false, "whose key it is", "that you gave");
    }
}
