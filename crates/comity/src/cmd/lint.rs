//! `comity lint`: what is unfair or unclear in terms, before anybody reads them.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use comity_exchange::lint::{Place, Weight, lint};
use comity_exchange::terms::Terms;
use serde_json::json;

use crate::words::{Lang, Told, lint_finding, say, tame, terms_fault};

/// Say what is unfair or unclear in the terms of an exchange, and what would mend it
///
/// Reads a document of terms and names each finding with its rule, its place, the reason and a fix. Findings that the law
/// or the terms' own logic refuse end with exit code 1; advice does not.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity lint terms.toml
  comity lint terms.toml --lang it
  comity lint --example > terms.toml      # terms to begin from")]
pub struct LintCommand {
    /// The terms, a TOML file
    #[arg(required_unless_present = "example")]
    terms: Option<PathBuf>,
    /// Write terms of a made-up exchange to standard output instead, to begin from
    #[arg(long, conflicts_with = "terms")]
    example: bool,
    /// Language of the findings
    #[arg(long, value_enum, default_value_t)]
    lang: Lang,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl LintCommand {
    /// Reads the terms and prints what was found.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let Some(path) = &self.terms else {
            std::io::stdout().write_all(comity_exchange::EXAMPLE_TERMS.as_bytes())?;
            return Ok(ExitCode::SUCCESS);
        };
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let terms = Terms::from_toml(&text).map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))?;
        let (faults, mut findings) = (terms.faults(), lint(&terms));
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.rule.weight()));
        let refused = findings.iter().filter(|f| f.rule.weight() == Weight::Refused).count();
        let code = if faults.is_empty() && refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        let words: Vec<_> = findings.iter().map(|finding| lint_finding(finding, Told::File, self.lang)).collect();
        let faults: Vec<String> = faults.iter().map(|fault| terms_fault(fault, Told::File, self.lang)).collect();
        if self.json {
            let findings: Vec<_> = findings
                .iter()
                .zip(&words)
                .map(|(finding, words)| {
                    json!({
                        "rule": finding.rule, "weight": finding.rule.weight(), "at": finding.at,
                        "names": finding.names, "line": line_of(&text, &finding.at), "text": words.found,
                        "reason": words.reason, "fix": words.fix,
                    })
                })
                .collect();
            crate::cmd::print_json(&json!({
                "faults": faults, "findings": findings, "refused": refused, "fingerprint": terms.fingerprint(),
                "languages": terms.languages(),
            }))?;
            return Ok(code);
        }
        let mut out = String::new();
        if !faults.is_empty() {
            let _ = writeln!(out, "{}", say!(self.lang, "lint-faulty", n = faults.len()));
            faults.iter().for_each(|fault| {
                let _ = writeln!(out, "  ✗ {}", tame_long(fault));
            });
            out.push('\n');
        }
        for (finding, words) in findings.iter().zip(&words) {
            let sign = if finding.rule.weight() == Weight::Refused { '✗' } else { '·' };
            let line = line_of(&text, &finding.at).map_or_else(String::new, |line| format!(":{line}"));
            let _ = writeln!(out, "{sign} {}{line}: {}: {}", path.display(), tame(&words.place), words.found);
            let _ = writeln!(out, "  {} {}", words.reason, words.fix);
            let _ = writeln!(out, "  [{}, {}]", words.rule, words.weight);
        }
        if findings.is_empty() && faults.is_empty() {
            let _ = writeln!(out, "{}", say!(self.lang, "lint-nothing"));
        } else if !findings.is_empty() {
            let advice = findings.len() - refused;
            let _ = writeln!(out, "\n{}", say!(self.lang, "lint-counted", refused = refused, advice = advice));
        }
        let _ = writeln!(out, "{}", say!(self.lang, "lint-law"));
        std::io::stdout().write_all(out.as_bytes())?;
        Ok(code)
    }
}

fn tame_long(text: &str) -> String {
    crate::words::shorten(text, 400)
}

/// The line at which the part begins, found by its id; nothing for the document as a whole.
fn line_of(text: &str, place: &Place) -> Option<usize> {
    let (table, id) = match place {
        Place::Terms => return None,
        Place::Leaving => return Some(1 + text.lines().position(|line| line.trim() == "[leaving]")?),
        Place::Clause(id) => ("[[clause]]", id.as_str()),
        Place::Purpose(id) => ("[[purpose]]", id.as_str()),
        Place::Item(id) => ("[[item]]", id.as_str()),
        Place::Recipient(id) => ("[[recipient]]", id.as_str()),
        Place::Benefit(id) => ("[[clause.benefits]]", id.as_str()),
    };
    let mut inside = false;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            inside = line == table;
        }
        let value = line.strip_prefix("id").map(str::trim_start).and_then(|rest| rest.strip_prefix('='));
        if inside && value.is_some_and(|value| value.trim().trim_matches(['"', '\'']) == id) {
            return Some(number + 1);
        }
    }
    None
}
