//! One pass over the posts.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, bail};
use comity_intake::{ColumnNames, Item, PostReader, ReadOptions, Row};
use comity_measure::agreement::HumanCodes;
use comity_measure::codebook::{CodeSet, Codebook, Passage, Reader};

use super::{Blank, CodesCommand};

/// What the codebook found.
#[derive(Debug, Default)]
pub(super) struct Coded {
    pub posts: usize,
    /// Posts with at least one code.
    pub coded: usize,
    pub rejected: BTreeMap<&'static str, usize>,
    pub codes: Vec<CodeCount>,
    pub human: Option<Compared>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct CodeCount {
    pub posts: usize,
    pub passages: usize,
    /// Posts by facet.
    pub facets: BTreeMap<String, usize>,
    /// Lines of the file, and what stood there.
    pub examples: Vec<(u64, String)>,
}

/// The posts that people coded, too.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub machine: Vec<CodeSet>,
    pub human: Vec<CodeSet>,
    pub blank: usize,
    pub blank_counts: bool,
    pub unknown: BTreeMap<String, usize>,
}

pub(super) fn apply(codebook: &Codebook, file: &Path, command: &CodesCommand) -> anyhow::Result<Coded> {
    let columns = ColumnNames {
        text: command.text.clone(),
        extra: command.human.iter().cloned().collect(),
        ..ColumnNames::default()
    };
    let options = ReadOptions { columns, needs_time: false, needs_unit: false, ..ReadOptions::default() };
    let mut human = HumanCodes::new(codebook);
    for rename in &command.rename {
        let Some((name, code)) = rename.split_once('=') else {
            bail!("`--rename {rename}` has no `=`; write it as NAME=CODE");
        };
        let Some(number) = codebook.code_named(code) else {
            let known: Vec<&str> = codebook.codes().iter().map(|code| code.id.as_str()).collect();
            bail!("`--rename {rename}`: there is no code `{code}`; there are {}", known.join(", "));
        };
        human.rename(name, number);
    }
    let mut reader = PostReader::open(&[file], &options)?;
    let mut out = command.out.as_deref().map(|path| Out::create(path, codebook)).transpose()?;
    let mut coder = Reader::new(codebook);
    let mut coded = Coded { codes: vec![CodeCount::default(); codebook.codes().len()], ..Coded::default() };
    let mut compared = command.human.as_ref().map(|_| Compared::default());
    let mut failure = Ok(());
    reader.for_each(|item| match item {
        Item::Reject(reject) => *coded.rejected.entry(reject.reason.name()).or_default() += 1,
        Item::Row(row) => {
            let text = row.text.unwrap_or_default();
            let found = coder.read(text);
            coded.count(codebook, &row, found.codes, found.passages, command.passages);
            if let Some(compared) = &mut compared {
                let human = human.read(row.extra[0].unwrap_or_default());
                if let Some(human) = human.or((command.blank == Blank::None).then_some(CodeSet::EMPTY)) {
                    compared.machine.push(found.codes);
                    compared.human.push(human);
                }
            }
            if let (Some(out), Ok(())) = (&mut out, &failure) {
                failure = out.write(codebook, &row, found.codes, found.passages);
            }
        }
    })?;
    failure?;
    if let Some(out) = out {
        out.finish()?;
    }
    if let Some(compared) = &mut compared {
        compared.blank = human.blank();
        compared.blank_counts = command.blank == Blank::None;
        compared.unknown = human.unknown().clone();
    }
    coded.human = compared;
    Ok(coded)
}

impl Coded {
    fn count(&mut self, codebook: &Codebook, row: &Row, codes: CodeSet, passages: &[Passage], examples: usize) {
        self.posts += 1;
        self.coded += usize::from(!codes.is_empty());
        let text = row.text.unwrap_or_default();
        for code in codes.iter() {
            let count = &mut self.codes[code];
            count.posts += 1;
            let own = || passages.iter().filter(move |passage| passage.code == code);
            count.passages += own().count();
            let mut facets: Vec<&str> =
                own().filter_map(|passage| codebook.pattern(passage.pattern)?.facet.as_deref()).collect();
            facets.sort_unstable();
            facets.dedup();
            for facet in facets {
                *count.facets.entry(facet.to_owned()).or_default() += 1;
            }
            let room = examples - count.examples.len().min(examples);
            count.examples.extend(own().take(room).map(|passage| (row.line, around(text, passage))));
        }
    }
}

/// A passage in its surroundings, marked.
fn around(text: &str, passage: &Passage) -> String {
    const NEAR: usize = 40;
    let before = text[..passage.at.start].char_indices().rev().take(NEAR).last().map_or(passage.at.start, |(at, _)| at);
    let after = text[passage.at.end..].char_indices().nth(NEAR).map_or(text.len(), |(at, _)| passage.at.end + at);
    let marked = format!(
        "{}{}[{}]{}{}",
        if before > 0 { "…" } else { "" },
        &text[before..passage.at.start],
        &text[passage.at.clone()],
        &text[passage.at.end..after],
        if after < text.len() { "…" } else { "" },
    );
    marked.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The file of coded posts.
struct Out<'p> {
    path: &'p Path,
    writer: csv::Writer<File>,
}

impl<'p> Out<'p> {
    fn create(path: &'p Path, codebook: &Codebook) -> anyhow::Result<Self> {
        let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        let mut out = Self { path, writer: csv::Writer::from_writer(file) };
        let ids = codebook.codes().iter().map(|code| code.id.as_str());
        out.record(["line", "id", "text"].into_iter().chain(ids).chain(["passages"]))?;
        Ok(out)
    }

    fn record<'a>(&mut self, cells: impl Iterator<Item = &'a str>) -> anyhow::Result<()> {
        self.writer.write_record(cells).with_context(|| format!("cannot write {}", self.path.display()))
    }

    fn write(&mut self, codebook: &Codebook, row: &Row, codes: CodeSet, passages: &[Passage]) -> anyhow::Result<()> {
        let text = row.text.unwrap_or_default();
        let line = row.line.to_string();
        let flags = (0..codebook.codes().len()).map(|code| if codes.contains(code) { "1" } else { "0" });
        let found: Vec<String> = passages
            .iter()
            .map(|passage| format!("{}: {}", codebook.codes()[passage.code].id, &text[passage.at.clone()]))
            .collect();
        let found = found.join("; ");
        self.record([line.as_str(), row.id.unwrap_or_default(), text].into_iter().chain(flags).chain([found.as_str()]))
    }

    fn finish(mut self) -> anyhow::Result<()> {
        self.writer.flush().with_context(|| format!("cannot write {}", self.path.display()))
    }
}
