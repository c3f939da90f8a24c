//! What `comity codes` prints, as a table and as JSON.

use std::fmt;

use comity_measure::agreement::{Agreement, Estimate};
use comity_measure::codebook::Codebook;
use comity_measure::codebook::shares::share;
use serde_json::{Map, Value, json};

use super::apply::{Coded, Compared};
use crate::words::tame;

pub(super) struct Shown<'a> {
    pub codebook: &'a Codebook,
    pub coded: &'a Coded,
    pub agreement: Option<&'a Agreement>,
}

impl Shown<'_> {
    pub(super) fn json(&self) -> Value {
        let (book, coded) = (self.codebook, self.coded);
        let codes: Vec<Value> = book
            .codes()
            .iter()
            .zip(&coded.codes)
            .map(|(code, count)| {
                let share = share(count.posts, coded.posts);
                let examples: Vec<Value> =
                    count.examples.iter().map(|(line, text)| json!({"line": line, "text": text})).collect();
                json!({
                    "id": code.id, "label": code.label, "posts": count.posts, "share": share.value,
                    "interval": share.interval, "passages": count.passages, "facets": count.facets, "examples": examples,
                })
            })
            .collect();
        let mut json = json!({
            "codebook": {"name": book.name(), "language": book.language(), "version": book.version()},
            "posts": coded.posts, "coded": coded.coded, "rejected": coded.rejected, "codes": codes,
        });
        if let (Some(agreement), Some(compared)) = (self.agreement, &coded.human) {
            json["agreement"] = self.agreement_json(agreement, compared);
        }
        json
    }

    fn agreement_json(&self, agreement: &Agreement, compared: &Compared) -> Value {
        let mut json = json!(agreement);
        if let Some(codes) = json["codes"].as_array_mut() {
            for (value, code) in codes.iter_mut().zip(self.codebook.codes()) {
                let mut named = Map::from_iter([("id".to_owned(), json!(code.id))]);
                named.extend(value.as_object_mut().map(std::mem::take).unwrap_or_default());
                *value = Value::Object(named);
            }
        }
        json["blank"] = json!(compared.blank);
        json["blank_counts_as"] = json!(if compared.blank_counts { "none" } else { "missing" });
        json["unknown"] = json!(compared.unknown);
        json
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (book, coded) = (self.codebook, self.coded);
        writeln!(
            f,
            "{} {} ({}): {} of {} posts speak of something in it",
            book.name(),
            book.version(),
            book.language(),
            coded.coded,
            coded.posts
        )?;
        for (reason, count) in &coded.rejected {
            writeln!(f, "left out: {count} ({})", reason.replace('_', " "))?;
        }
        let width = book.codes().iter().map(|code| code.id.chars().count()).max().unwrap_or(0).max(4);
        writeln!(f, "\n{:width$}  {:>8}  {:>6}  {:>14}  by facet", "code", "posts", "share", "95% interval")?;
        for (code, count) in book.codes().iter().zip(&coded.codes) {
            let share = share(count.posts, coded.posts);
            let [low, high] = share.interval.map(|bound| 100.0 * bound);
            let interval = format!("[{low:.1}, {high:.1}]");
            let facets: Vec<String> = count.facets.iter().map(|(facet, posts)| format!("{facet} {posts}")).collect();
            writeln!(
                f,
                "{:width$}  {:>8}  {:>5.1}%  {interval:>14}  {}",
                code.id,
                count.posts,
                100.0 * share.value,
                facets.join(", ")
            )?;
            for (line, text) in &count.examples {
                writeln!(f, "{:width$}  line {line}: {text}", "")?;
            }
        }
        match (self.agreement, &coded.human) {
            (Some(agreement), Some(compared)) => self.agreement_table(f, agreement, compared, width),
            _ => Ok(()),
        }
    }
}

impl Shown<'_> {
    fn agreement_table(
        &self,
        f: &mut fmt::Formatter,
        agreement: &Agreement,
        compared: &Compared,
        width: usize,
    ) -> fmt::Result {
        writeln!(
            f,
            "\nAgreement with people on {} posts, 95% intervals from {} resamples",
            agreement.posts, agreement.resamples
        )?;
        if compared.blank > 0 {
            let read = if compared.blank_counts {
                "read as \"no code applies\"; if nobody coded them, use --blank missing"
            } else {
                "left out as not coded"
            };
            writeln!(f, "{} empty cells {read}", compared.blank)?;
        }
        unknown(f, compared)?;
        writeln!(
            f,
            "\n{:width$}  {:>6}  {:>6}  {:>7}  {:>18}  {:>18}  {:>9}  {:>6}  {:>5}",
            "code", "both", "people", "machine", "kappa", "alpha", "precision", "recall", "F1"
        )?;
        for (code, own) in self.codebook.codes().iter().zip(&agreement.codes) {
            writeln!(
                f,
                "{:width$}  {:>6}  {:>6}  {:>7}  {:>18}  {:>18}  {:>9}  {:>6}  {:>5}",
                code.id,
                own.both,
                own.human_only,
                own.machine_only,
                full(own.kappa),
                full(own.alpha),
                short(own.precision),
                short(own.recall),
                short(own.f1),
            )?;
        }
        let all = &agreement.overall;
        writeln!(
            f,
            "\nall codes: exactly the same {}, Jaccard {}, micro F1 {}, macro F1 {}, alpha for sets {}",
            full(all.exact),
            full(all.jaccard),
            full(all.micro_f1),
            full(all.macro_f1),
            all.alpha_masi.map_or_else(|| "–".into(), |alpha| format!("{alpha:.2}"))
        )
    }
}

/// What people wrote that is no code, the most frequent first.
fn unknown(f: &mut fmt::Formatter, compared: &Compared) -> fmt::Result {
    const SHOWN: usize = 10;
    let mut names: Vec<(&String, &usize)> = compared.unknown.iter().collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for (name, count) in names.iter().take(SHOWN) {
        let name = tame(name);
        writeln!(f, "unknown code \"{name}\" in {count} cells; say what it is with --rename \"{name}=CODE\"")?;
    }
    let more = names.len().saturating_sub(SHOWN);
    if more > 0 {
        let cells: usize = names.iter().skip(SHOWN).map(|(_, count)| **count).sum();
        writeln!(
            f,
            "and {more} more in {cells} cells: is it the column of codes that --human names? --json lists them all"
        )?;
    }
    Ok(())
}

fn short(estimate: Estimate) -> String {
    estimate.value.map_or_else(|| "–".into(), |value| format!("{value:.2}"))
}

fn full(estimate: Estimate) -> String {
    match estimate.interval {
        Some([low, high]) => format!("{} [{low:.2}, {high:.2}]", short(estimate)),
        None => short(estimate),
    }
}
