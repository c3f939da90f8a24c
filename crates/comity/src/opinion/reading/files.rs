//! Which files make up a conversation: one file of votes, or a folder as Polis exports it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// The files of a conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// The votes.
    pub votes: PathBuf,
    /// The statements' texts and moderation.
    pub statements: Option<PathBuf>,
    /// The people, with the groups in which Polis put them.
    pub people: Option<PathBuf>,
    /// The conversation's title.
    pub summary: Option<PathBuf>,
}

impl Files {
    /// The files that `votes` (a file or a folder) stands for; `statements`, if given, in place of the folder's own.
    ///
    /// # Errors
    /// When nothing is there, or the folder holds no votes or several files of them.
    pub fn find(votes: &Path, statements: Option<&Path>) -> anyhow::Result<Self> {
        let own = statements.map(Path::to_owned);
        if !votes.is_dir() {
            if votes.as_os_str() == "-" {
                bail!("votes are read twice, so they cannot come from standard input: give a file");
            }
            return Ok(Self { votes: votes.to_owned(), statements: own, people: None, summary: None });
        }
        let mut names = Vec::new();
        for entry in std::fs::read_dir(votes).with_context(|| format!("cannot open {}", votes.display()))? {
            names.push(entry.with_context(|| format!("cannot read {}", votes.display()))?.file_name());
        }
        let names: Vec<String> = names.into_iter().filter_map(|name| name.into_string().ok()).collect();
        let one = |ending| one_with(&names, ending).map(|name| name.map(|name| votes.join(name)));
        let (people, wide) = (one("participants-votes")?, one("participant-votes")?);
        let people = people.or(wide);
        let Some(file) = one("votes")?.or_else(|| people.clone()) else {
            bail!(
                "{} holds no votes.csv: name the file of votes, or a folder in Polis's export form \
                 (votes.csv, comments.csv, participants-votes.csv)",
                votes.display()
            );
        };
        let people = people.filter(|people| *people != file);
        Ok(Self { votes: file, statements: own.or(one("comments")?), people, summary: one("summary")? })
    }

    /// Every file that is read.
    pub fn all(&self) -> impl Iterator<Item = &Path> {
        [Some(&self.votes), self.statements.as_ref(), self.people.as_ref(), self.summary.as_ref()]
            .into_iter()
            .flatten()
            .map(PathBuf::as_path)
    }
}

/// The file called `ending`, else the one file whose name ends so, as exports are called after date and conversation.
fn one_with<'n>(names: &'n [String], ending: &str) -> anyhow::Result<Option<&'n String>> {
    let stem = |name: &str| {
        let name = name.strip_suffix(".gz").unwrap_or(name);
        [".csv", ".tsv"].iter().find_map(|ext| name.strip_suffix(ext)).map(str::to_owned)
    };
    let matches = |test: &dyn Fn(&str) -> bool| {
        let mut found: Vec<&String> = names.iter().filter(|name| stem(name).is_some_and(|stem| test(&stem))).collect();
        found.sort();
        found
    };
    let ends = |stem: &str| {
        let before = stem.strip_suffix(ending).and_then(|rest| rest.chars().next_back());
        let other = ending == "votes" && ["participants-votes", "participant-votes"].iter().any(|p| stem.ends_with(p));
        matches!(before, Some('-' | '_' | '.')) && !other
    };
    match (matches(&|stem| stem == ending).as_slice(), matches(&ends).as_slice()) {
        ([exact], _) | ([], [exact]) => Ok(Some(*exact)),
        ([], []) => Ok(None),
        ([], several) | (several, _) => {
            let all: Vec<&str> = several.iter().map(|name| name.as_str()).collect();
            bail!("the folder holds several files of {ending}: {}. Name the file of votes itself", all.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_exports() {
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let check = |list: &[&str], ending: &str, expect: Result<Option<&str>, ()>| {
            let names = names(list);
            let found = one_with(&names, ending).map(|name| name.map(String::as_str)).map_err(drop);
            assert_eq!(found, expect, "{ending} in {list:?}");
        };
        let plain = ["comments.csv", "votes.csv", "participants-votes.csv"];
        check(&plain, "votes", Ok(Some("votes.csv")));
        check(&plain, "participants-votes", Ok(Some("participants-votes.csv")));
        let dated = ["2024-05-01-votes.csv", "2024-05-01-participants-votes.csv", "2024-05-01-comments.csv.gz"];
        check(&dated, "votes", Ok(Some("2024-05-01-votes.csv")));
        check(&dated, "comments", Ok(Some("2024-05-01-comments.csv.gz")));
        check(&["a-votes.csv", "b-votes.csv"], "votes", Err(()));
        check(&["devotes.csv", "votes.txt"], "votes", Ok(None));
    }

    #[test]
    fn a_file_stands_for_itself() {
        let files = Files::find(Path::new("v.csv"), Some(Path::new("c.csv"))).unwrap();
        assert_eq!((files.votes, files.statements), ("v.csv".into(), Some("c.csv".into())));
        assert!(Files::find(Path::new("-"), None).is_err());
        let empty = tempfile::tempdir().unwrap();
        let message = Files::find(empty.path(), None).unwrap_err().to_string();
        assert!(message.contains("votes.csv"), "{message}");
    }
}
