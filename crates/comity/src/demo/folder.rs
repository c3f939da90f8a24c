//! The demo's folder: made once, continued later, begun anew when asked, and never laid over anything else.

use std::fs;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

use super::firms::{self, plan, sheets};
use super::market::BRANDS;
use super::{conversation, posts};
use crate::words::Lang;

/// Says that a folder is a demo, and with which seed it was made.
const MARK: &str = "comity-demo.toml";
/// The posts.
pub const POSTS: [&str; 2] = ["simulated-posts-1.csv", "simulated-posts-2.csv"];
/// The posts of the portfolio.
pub const PORTFOLIO: [&str; 2] = ["portfolio/simulated-posts-1.csv", "portfolio/simulated-posts-2.csv"];
/// Its events, what raters said of them, and what was planted.
pub const EVENTS: [&str; 3] = ["events.csv", "ratings.csv", "portfolio/planted-effects.csv"];
/// The conversation, without words.
pub const VOTES: [&str; 2] = ["votes/votes.csv", "votes/planted-groups.csv"];
/// Its words.
pub const STATEMENTS: [&str; 2] = ["votes/comments.csv", "votes/summary.csv"];
/// What is in the folder, in words.
pub const README: &str = "README.txt";
/// The report.
pub const REPORT: &str = "report.html";
/// Seed where none is asked for.
const SEED: u64 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    simulated: bool,
    seed: u64,
    /// Language of the files that have words other than posts; unknown while they are being written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

/// A folder that holds a demo.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    /// The seed of everything in it.
    pub seed: u64,
    /// Whether its posts were there already.
    pub continued: bool,
}

impl Folder {
    /// Makes the folder with all that is simulated, or finds it as it was left; what is missing is written again. Tables
    /// with words are in the language of the latest run.
    ///
    /// # Errors
    /// A folder that holds anything but a demo, or a demo with another seed; files that cannot be written.
    pub fn open(dir: &Path, seed: Option<u64>, fresh: bool, lang: Lang) -> anyhow::Result<Self> {
        Self::check(dir)?;
        let there = mark(dir)?;
        let keep = there.filter(|_| !fresh);
        if let (Some(Mark { seed: there, .. }), Some(asked)) = (&keep, seed)
            && *there != asked
        {
            bail!(
                "{} holds a demo made with --seed {there}. Add --fresh to begin it anew with seed {asked}, or name another \
                 folder with --dir",
                dir.display()
            );
        }
        let seed = keep.as_ref().map(|mark| mark.seed).or(seed).unwrap_or(SEED);
        let mut folder = Self { dir: dir.to_owned(), seed, continued: false };
        folder.continued = keep.is_some() && folder.has(&POSTS);
        folder.fill(keep, lang)?;
        Ok(folder)
    }

    /// Whether a demo may be made here: in a demo's folder, an empty one, or none.
    ///
    /// # Errors
    /// Anything else; nothing was changed.
    pub fn check(dir: &Path) -> anyhow::Result<()> {
        if mark(dir)?.is_none() && !is_free(dir)? {
            bail!(
                "{} is no demo of Comity and not empty: nothing was changed. Name another folder with --dir",
                dir.display()
            );
        }
        Ok(())
    }

    /// The files of posts.
    pub fn posts(&self) -> Vec<PathBuf> {
        POSTS.map(|name| self.dir.join(name)).to_vec()
    }

    /// Where the report goes.
    pub fn report(&self) -> PathBuf {
        self.dir.join(REPORT)
    }

    /// Writes a file of the demo.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, name: &str, text: &str) -> anyhow::Result<()> {
        let path = self.dir.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.dir.join(name).is_file())
    }

    /// Writes what is missing: all of it where nothing is kept. Marks the folder first, so that a run that was cut short
    /// can be taken up again.
    fn fill(&self, keep: Option<Mark>, lang: Lang) -> anyhow::Result<()> {
        let seed = self.seed;
        let missing = |names: &[&str]| keep.is_none() || !self.has(names);
        let reworded = keep.as_ref().is_none_or(|mark| mark.language.as_deref() != Some(lang.code()));
        if reworded || missing(&EVENTS) || missing(&STATEMENTS) {
            self.mark(None)?;
        }
        if missing(&POSTS) {
            let all = posts::simulate(seed)?;
            for (second, name) in [false, true].into_iter().zip(POSTS) {
                self.put(name, |out| posts::write(posts::of_file(&all, second), &BRANDS, out))?;
            }
        }
        let planned = plan::plan(seed)?;
        if missing(&PORTFOLIO) {
            let all = firms::posts::simulate(&planned, seed)?;
            for (second, name) in [false, true].into_iter().zip(PORTFOLIO) {
                self.put(name, |out| posts::write(firms::posts::of_year(&all, second), firms::brands(), out))?;
            }
        }
        if reworded || missing(&EVENTS) {
            self.put(EVENTS[0], |out| sheets::events(&planned, lang, out))?;
            self.put(EVENTS[1], |out| sheets::ratings(&planned, seed, lang, out))?;
            self.put(EVENTS[2], |out| sheets::truth(&planned, lang, out))?;
        }
        let said = conversation::simulate(seed)?;
        if missing(&VOTES) {
            self.put(VOTES[0], |out| conversation::votes(&said, out))?;
            self.put(VOTES[1], |out| conversation::groups(&said, out))?;
        }
        if reworded || missing(&STATEMENTS) {
            self.put(STATEMENTS[0], |out| conversation::statements(&said, lang, out))?;
            self.put(STATEMENTS[1], |out| conversation::summary(&said, lang, out))?;
        }
        self.mark(Some(lang))
    }

    fn mark(&self, lang: Option<Lang>) -> anyhow::Result<()> {
        let mark = Mark { simulated: true, seed: self.seed, language: lang.map(|lang| lang.code().to_owned()) };
        let text = toml::to_string(&mark)?;
        self.put(MARK, |out| {
            write!(out, "# Everything in this folder was written by `comity demo`: it is simulated.\n{text}")?;
            Ok(())
        })
    }

    /// Writes a file under another name and gives it its own once it is whole.
    fn put(&self, name: &str, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let path = self.dir.join(name);
        let context = || format!("cannot write {}", path.display());
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| format!("cannot make the folder {}", parent.display()))?;
        }
        let part = self.dir.join(format!("{name}.part"));
        let mut out = BufWriter::new(fs::File::create(&part).with_context(context)?);
        write(&mut out).with_context(context)?;
        out.flush().with_context(context)?;
        drop(out);
        fs::rename(&part, &path).with_context(context)
    }
}

/// What is known of the demo in a folder, if it holds one.
fn mark(dir: &Path) -> anyhow::Result<Option<Mark>> {
    let path = dir.join(MARK);
    match fs::read_to_string(&path) {
        Ok(text) => {
            let mark = toml::from_str(&text).with_context(|| {
                format!(
                    "{} was changed and cannot be read. Delete the folder, or name another with --dir",
                    path.display()
                )
            })?;
            Ok(Some(mark))
        }
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Whether nothing is there, or an empty folder.
fn is_free(dir: &Path) -> anyhow::Result<bool> {
    match fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error).with_context(|| format!("cannot look into {}", dir.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_is_made_continued_and_begun_anew() {
        let temporary = tempfile::tempdir().unwrap();
        let dir = temporary.path().join("new");
        let first = Folder::open(&dir, Some(7), false, Lang::En).unwrap();
        assert!(!first.continued && first.seed == 7);

        fs::write(&first.posts()[0], "id\n").unwrap();
        let again = Folder::open(&dir, None, false, Lang::En).unwrap();
        assert!(again.continued && again.seed == 7);
        assert_eq!(fs::read_to_string(&again.posts()[0]).unwrap(), "id\n");
        assert!(Folder::open(&dir, Some(8), false, Lang::En).unwrap_err().to_string().contains("--fresh"));

        let anew = Folder::open(&dir, Some(8), true, Lang::En).unwrap();
        assert!(!anew.continued && anew.seed == 8);
        assert!(fs::metadata(&anew.posts()[0]).unwrap().len() > 100_000);
    }

    #[test]
    fn what_is_missing_is_written_again() {
        let temporary = tempfile::tempdir().unwrap();
        let dir = temporary.path().join("new");
        let first = Folder::open(&dir, None, false, Lang::En).unwrap();
        let bytes = fs::read(&first.posts()[1]).unwrap();
        fs::remove_file(&first.posts()[1]).unwrap();
        assert!(!Folder::open(&dir, None, false, Lang::En).unwrap().continued);
        assert_eq!(fs::read(&first.posts()[1]).unwrap(), bytes);
    }

    #[test]
    fn everything_for_every_task_is_there() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = Folder::open(temporary.path(), None, false, Lang::En).unwrap();
        for name in [&POSTS[..], &PORTFOLIO, &EVENTS, &VOTES, &STATEMENTS].concat() {
            assert!(temporary.path().join(name).is_file(), "{name}");
        }
        let mut bytes = 0;
        let mut look = vec![temporary.path().to_owned()];
        while let Some(dir) = look.pop() {
            for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
                let path = entry.path();
                assert!(path.extension().is_none_or(|end| end != "part"), "{}", path.display());
                if path.is_dir() { look.push(path) } else { bytes += entry.metadata().unwrap().len() }
            }
        }
        assert!(bytes < 30_000_000 && folder.has(&POSTS), "{bytes}");
    }

    #[test]
    fn words_follow_the_language_and_edits_stay() {
        let temporary = tempfile::tempdir().unwrap();
        let open = |lang| Folder::open(temporary.path(), Some(2), false, lang).unwrap();
        let read = |name: &str| fs::read_to_string(temporary.path().join(name)).unwrap();
        open(Lang::En);
        let (posts, english) = (read(PORTFOLIO[0]), [EVENTS[0], EVENTS[1], STATEMENTS[0]].map(read));
        fs::write(temporary.path().join(EVENTS[1]), "mine").unwrap();
        assert!(open(Lang::En).continued);
        assert_eq!(read(EVENTS[1]), "mine");
        open(Lang::It);
        let italian = [EVENTS[0], EVENTS[1], STATEMENTS[0]].map(read);
        assert!(english.iter().zip(&italian).all(|(a, b)| a != b) && italian[1].contains("simulato"));
        assert!(read(PORTFOLIO[0]) == posts);
        open(Lang::En);
        assert!([EVENTS[0], EVENTS[1], STATEMENTS[0]].map(read) == english);
    }

    #[test]
    fn a_demo_of_an_earlier_version_is_completed() {
        let temporary = tempfile::tempdir().unwrap();
        fs::write(temporary.path().join(MARK), "simulated = true\nseed = 3\n").unwrap();
        for name in POSTS {
            fs::write(temporary.path().join(name), "id\n").unwrap();
        }
        let folder = Folder::open(temporary.path(), None, false, Lang::It).unwrap();
        assert!(folder.continued && folder.seed == 3 && folder.has(&EVENTS) && folder.has(&VOTES));
        assert_eq!(fs::read_to_string(&folder.posts()[0]).unwrap(), "id\n");
    }

    #[test]
    fn nobody_elses_files_are_touched() {
        let check = |name: &str, dir: &Path, fresh: bool| {
            let error = Folder::open(dir, None, fresh, Lang::En).unwrap_err().to_string();
            assert!(error.contains("--dir"), "{name}: {error}");
        };
        let temporary = tempfile::tempdir().unwrap();
        let letter = temporary.path().join("letter.txt");
        fs::write(&letter, "dear diary").unwrap();
        for fresh in [false, true] {
            check("a folder with a file", temporary.path(), fresh);
            check("a file", &letter, fresh);
        }
        assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 1);
        fs::write(temporary.path().join(MARK), "shopping: milk").unwrap();
        assert!(Folder::open(temporary.path(), None, true, Lang::En).is_err());
        assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 2);
    }

    #[test]
    fn an_empty_folder_is_free() {
        let temporary = tempfile::tempdir().unwrap();
        assert!(!Folder::open(temporary.path(), None, false, Lang::En).unwrap().continued);
    }
}
