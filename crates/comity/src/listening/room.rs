//! Where the files of a run lie: `listen/<firm>/<run>` in the data folder. What was sent goes as soon as the report is
//! made; the report goes with the run.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use comity_store::{Context, FirmId, ImportId, RunId, Store};

const ALL: &str = "listen";
const IMPORTS: &str = "imports";
const SENT: &str = "sent";
const REPORT: &str = "report.html";

/// The folder of one run.
#[derive(Debug, Clone)]
pub struct Room(PathBuf);

impl Room {
    /// The folder of a run, there or not.
    pub fn of(data: &Path, firm: FirmId, run: RunId) -> Self {
        Self(data.join(ALL).join(firm.to_string()).join(run.to_string()))
    }

    /// The folder of a file of contributions, there or not.
    pub fn of_import(data: &Path, firm: FirmId, import: ImportId) -> Self {
        Self(data.join(IMPORTS).join(firm.to_string()).join(import.to_string()))
    }

    /// Makes a place for a file that is sent under the field `field`, called almost what its sender calls it, and never
    /// what another is called already. Nobody but the server's own user can read it.
    ///
    /// # Errors
    /// The system's.
    pub fn file(&self, field: &str, name: &str) -> io::Result<std::fs::File> {
        use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
        let folder = self.sent(field);
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
        let plain = plain_name(name);
        let names = std::iter::once(plain.clone()).chain((2..100).map(|n| format!("{n}-{plain}")));
        for name in names {
            let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join(name));
            match made {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => return made,
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Files sent under a field, in the order of their names.
    ///
    /// # Errors
    /// The system's.
    pub fn files(&self, field: &str) -> io::Result<Vec<PathBuf>> {
        let folder = self.sent(field);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut files = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        files.sort();
        Ok(files)
    }

    fn sent(&self, field: &str) -> PathBuf {
        self.0.join(SENT).join(field)
    }

    /// A text without the folders that stand before the names of files: where they lie is nobody's business.
    pub fn without_folders(&self, text: &str) -> String {
        let escaped = |path: &str| maud::html! { (path) }.into_string();
        let mut text = text.to_owned();
        for folder in ["file", "second"].map(|field| format!("{}/", self.sent(field).display())) {
            text = text.replace(&folder, "").replace(&escaped(&folder), "");
        }
        text
    }

    /// Keeps the report: whole, or not at all.
    ///
    /// # Errors
    /// The system's.
    pub fn keep(&self, report: &str) -> io::Result<()> {
        use std::io::Write as _;
        use std::os::unix::fs::OpenOptionsExt as _;
        let (part, whole) = (self.0.join("report.part"), self.report());
        let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
        file.write_all(report.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(part, whole)
    }

    /// Where the report lies.
    pub fn report(&self) -> PathBuf {
        self.0.join(REPORT)
    }

    /// Removes what was sent.
    ///
    /// # Errors
    /// The system's.
    pub fn forget_sent(&self) -> io::Result<()> {
        gone(std::fs::remove_dir_all(self.0.join(SENT)))
    }

    /// Removes everything.
    ///
    /// # Errors
    /// The system's.
    pub fn remove(&self) -> io::Result<()> {
        gone(std::fs::remove_dir_all(&self.0))
    }
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Letters, digits, dots and hyphens of a name, so that its ending still says what it is.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: Vec<char> = last.chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ')).collect();
    let kept: String = kept[kept.len().saturating_sub(60)..].iter().collect();
    let kept = kept.trim().trim_start_matches('.');
    if kept.is_empty() { "file".to_owned() } else { kept.to_owned() }
}

/// Removes folders of runs that the books do not know: an upload that was cut off, or a run removed while the server
/// stopped. Those of the last hour stay, since their files may still be on their way. Files of contributions go
/// likewise once they were read, or given up.
///
/// # Errors
/// The system's and the books'.
pub async fn sweep(data: &Path, store: &Store) -> anyhow::Result<()> {
    const HOUR: Duration = Duration::from_secs(3_600);
    let old: Vec<(RunId, PathBuf)> = older(&data.join(ALL), HOUR)?;
    let ids: Vec<RunId> = old.iter().map(|(id, _)| *id).collect();
    let there = store.run_there(&Context::instance(), &ids).await?;
    for (_, folder) in old.iter().filter(|(id, _)| !there.contains(id)) {
        gone(std::fs::remove_dir_all(folder))?;
    }
    let old: Vec<(ImportId, PathBuf)> = older(&data.join(IMPORTS), HOUR)?;
    let ids: Vec<ImportId> = old.iter().map(|(id, _)| *id).collect();
    let unread = store.import_unread(&Context::instance(), &ids).await?;
    for (_, folder) in old.iter().filter(|(id, _)| !unread.contains(id)) {
        gone(std::fs::remove_dir_all(folder))?;
    }
    Ok(())
}

/// Folders of things with ids, within those of firms, that have not changed for so long.
fn older<I: std::str::FromStr>(all: &Path, than: Duration) -> anyhow::Result<Vec<(I, PathBuf)>> {
    let listed = |folder: &Path| -> io::Result<Vec<PathBuf>> {
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
    };
    let mut old = Vec::new();
    if !all.is_dir() {
        return Ok(old);
    }
    for folder in listed(all)?.iter().map(|firm| listed(firm)).collect::<io::Result<Vec<_>>>()?.concat() {
        let age = folder.metadata()?.modified()?.elapsed().unwrap_or_default();
        let id = folder.file_name().and_then(|name| name.to_str()?.parse::<I>().ok());
        if let Some(id) = id.filter(|_| age > than) {
            old.push((id, folder));
        }
    }
    Ok(old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_stay_inside_their_folder() {
        let check = |name: &str, expect: &str| assert_eq!(plain_name(name), expect, "{name:?}");
        check("posts 2026.csv.gz", "posts 2026.csv.gz");
        check("../../etc/passwd", "passwd");
        check("C:\\x\\città.csv", "città.csv");
        check("..", "file");
        check("", "file");
        check("a\0b\u{202e}.csv", "ab.csv");
        assert_eq!(plain_name(&format!("{}.csv", "x".repeat(300))).len(), 60);
    }

    #[test]
    fn two_files_of_one_name_are_two_files() {
        let folder = tempfile::tempdir().unwrap();
        let room = Room::of(folder.path(), FirmId::new(), RunId::new());
        room.file("file", "a.csv").unwrap();
        room.file("file", "a.csv").unwrap();
        room.file("second", "a.csv").unwrap();
        let files = room.files("file").unwrap();
        assert_eq!(files.iter().map(|f| f.file_name().unwrap()).collect::<Vec<_>>(), ["2-a.csv", "a.csv"]);
        let said = format!("{}: line 3; {}", files[1].display(), files[0].display());
        assert_eq!(room.without_folders(&said), "a.csv: line 3; 2-a.csv");
        room.forget_sent().unwrap();
        assert!(room.files("file").unwrap().is_empty());
        room.keep("<p>").unwrap();
        assert_eq!(std::fs::read_to_string(room.report()).unwrap(), "<p>");
        room.remove().unwrap();
        room.remove().unwrap();
        assert!(!room.report().exists());
    }

    #[tokio::test]
    async fn folders_that_nobody_knows_go_after_an_hour() {
        let folder = tempfile::tempdir().unwrap();
        let keys = comity_store::Keys::open_or_create(folder.path().join("keys")).unwrap();
        let url = format!("sqlite://{}", folder.path().join("comity.db").display());
        let store = Store::open(comity_store::Settings::new(url, keys)).await.unwrap();
        let (old, new) = (RunId::new(), RunId::new());
        let rooms = [old, new].map(|run| Room::of(folder.path(), FirmId::new(), run));
        for room in &rooms {
            room.file("file", "a.csv").unwrap();
        }
        let before = std::time::SystemTime::now() - Duration::from_secs(7_200);
        std::fs::File::open(&rooms[0].0).unwrap().set_modified(before).unwrap();
        sweep(folder.path(), &store).await.unwrap();
        assert!(!rooms[0].0.exists() && rooms[1].0.exists());
        store.close().await;
    }
}
