//! The demo's folder: made once, continued later, begun anew when asked, and never laid over anything else.

use std::fs;
use std::io::{BufWriter, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

use super::posts;

/// Says that a folder is a demo, and with which seed it was made.
const MARK: &str = "comity-demo.toml";
/// The posts.
pub const POSTS: [&str; 2] = ["simulated-posts-1.csv", "simulated-posts-2.csv"];
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
    /// Makes the folder with its posts, or finds it as it was left.
    ///
    /// # Errors
    /// A folder that holds anything but a demo, or a demo with another seed; files that cannot be written.
    pub fn open(dir: &Path, seed: Option<u64>, fresh: bool) -> anyhow::Result<Self> {
        let there = mark(dir)?;
        if there.is_none() && !is_free(dir)? {
            bail!(
                "{} is no demo of Comity and not empty: nothing was changed. Name another folder with --dir",
                dir.display()
            );
        }
        let keep = there.filter(|_| !fresh);
        if let (Some(there), Some(asked)) = (keep, seed)
            && there != asked
        {
            bail!(
                "{} holds a demo made with --seed {there}. Add --fresh to begin it anew with seed {asked}, or name another \
                 folder with --dir",
                dir.display()
            );
        }
        let seed = keep.or(seed).unwrap_or(SEED);
        let mut folder = Self { dir: dir.to_owned(), seed, continued: false };
        if keep.is_some() && folder.posts().iter().all(|path| path.is_file()) {
            folder.continued = true;
        } else {
            folder.fill()?;
        }
        Ok(folder)
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

    /// Marks the folder first, so that a run that was cut short can be taken up again.
    fn fill(&self) -> anyhow::Result<()> {
        fs::create_dir_all(&self.dir).with_context(|| format!("cannot make the folder {}", self.dir.display()))?;
        let mark = toml::to_string(&Mark { simulated: true, seed: self.seed })?;
        self.write(
            MARK,
            &format!("# Everything in this folder was written by `comity demo`: it is simulated.\n{mark}"),
        )?;
        let all = posts::simulate(self.seed)?;
        for (index, path) in self.posts().into_iter().enumerate() {
            let whole = path.with_extension("csv.part");
            let context = || format!("cannot write {}", path.display());
            let out = BufWriter::new(fs::File::create(&whole).with_context(context)?);
            posts::write(posts::of_file(&all, index == 1), out).with_context(context)?;
            fs::rename(&whole, &path).with_context(context)?;
        }
        Ok(())
    }
}

/// The seed of the demo in a folder, if it holds one.
fn mark(dir: &Path) -> anyhow::Result<Option<u64>> {
    let path = dir.join(MARK);
    match fs::read_to_string(&path) {
        Ok(text) => {
            let mark: Mark = toml::from_str(&text).with_context(|| {
                format!(
                    "{} was changed and cannot be read. Delete the folder, or name another with --dir",
                    path.display()
                )
            })?;
            Ok(Some(mark.seed))
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
        let first = Folder::open(&dir, Some(7), false).unwrap();
        assert!(!first.continued && first.seed == 7);

        fs::write(&first.posts()[0], "id\n").unwrap();
        let again = Folder::open(&dir, None, false).unwrap();
        assert!(again.continued && again.seed == 7);
        assert_eq!(fs::read_to_string(&again.posts()[0]).unwrap(), "id\n");
        assert!(Folder::open(&dir, Some(8), false).unwrap_err().to_string().contains("--fresh"));

        let anew = Folder::open(&dir, Some(8), true).unwrap();
        assert!(!anew.continued && anew.seed == 8);
        assert!(fs::metadata(&anew.posts()[0]).unwrap().len() > 100_000);
    }

    #[test]
    fn what_is_missing_is_written_again() {
        let temporary = tempfile::tempdir().unwrap();
        let dir = temporary.path().join("new");
        let first = Folder::open(&dir, None, false).unwrap();
        let bytes = fs::read(&first.posts()[1]).unwrap();
        fs::remove_file(&first.posts()[1]).unwrap();
        assert!(!Folder::open(&dir, None, false).unwrap().continued);
        assert_eq!(fs::read(&first.posts()[1]).unwrap(), bytes);
    }

    #[test]
    fn nobody_elses_files_are_touched() {
        let check = |name: &str, dir: &Path, fresh: bool| {
            let error = Folder::open(dir, None, fresh).unwrap_err().to_string();
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
        assert!(Folder::open(temporary.path(), None, true).is_err());
        assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 2);
    }

    #[test]
    fn an_empty_folder_is_free() {
        let temporary = tempfile::tempdir().unwrap();
        assert!(!Folder::open(temporary.path(), None, false).unwrap().continued);
    }
}
