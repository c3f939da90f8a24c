//! Keys that live outside the database and outside its backups: one that opens everybody's, one that signs the ledger,
//! and the list of whom to forget again after an older backup was restored.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::id::PersonId;
use crate::ledger::checkpoint::LedgerKey;
use crate::seal::{Key, random};

/// The root key's file.
pub const ROOT: &str = "root.key";
/// The root key that a change of keys was on its way to.
const ROOT_NEXT: &str = "root.key.next";
/// The ledger key's file: its name and the secret.
pub const LEDGER: &str = "ledger.key";
/// Who was erased: one id a line, only ever longer.
pub const ERASED: &str = "erased";

/// The keys of one instance.
#[derive(Clone)]
pub struct Keys(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    root: Key,
    next: Option<Key>,
    ledger: LedgerKey,
    /// Whether the root key comes from the system's credentials, and so cannot be replaced from here.
    lent: bool,
}

/// What is wrong with files of keys.
#[derive(Debug, Error)]
pub enum KeyError {
    /// Others on the machine may read it.
    #[error("{path} can be read by others (mode {mode:o}): run `chmod 600 {path}`, and think of the key as known")]
    Wide {
        /// Which file.
        path: String,
        /// Its permissions.
        mode: u32,
    },
    /// Not in the form of a key.
    #[error("{0} holds no key")]
    Form(String),
    /// There is none.
    #[error("{0} is missing: without it nothing about persons can be read. Put it back from where you keep it")]
    Missing(String),
    /// The ledger's key is gone, though it was there.
    #[error(
        "{0} is missing, though these keys are in use: with another key, checkpoints and receipts that people hold could \
         not be checked any more. Put it back from where you keep it; if it is lost for good, `comity ledger new-key` \
         makes another one"
    )]
    LedgerMissing(String),
    /// It cannot be read or written.
    #[error("{path}: {error}")]
    Io {
        /// Which file.
        path: String,
        /// What happened.
        error: std::io::Error,
    },
    /// It comes from the system's credentials.
    #[error("the root key comes from the system's credentials: change it there")]
    Lent,
}

impl Keys {
    /// Opens the keys in a folder. Where the system lends credentials (`$CREDENTIALS_DIRECTORY`) with a `root.key` or
    /// `ledger.key`, those come first.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn open(folder: impl AsRef<Path>) -> Result<Self, KeyError> {
        Self::read(folder.as_ref(), lent().as_deref())
    }

    /// Opens the keys in a folder, or makes new ones where there are none at all.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn open_or_create(folder: impl AsRef<Path>) -> Result<Self, KeyError> {
        let (folder, lent) = (folder.as_ref(), lent());
        fs::create_dir_all(folder).map_err(|error| io(folder, error))?;
        narrow(folder, 0o700)?;
        let place = |name: &str| lent.iter().map(|l| l.join(name)).find(|p| p.exists()).unwrap_or(folder.join(name));
        if !place(ROOT).exists() && !folder.join(ROOT_NEXT).exists() && !folder.join(ERASED).exists() {
            write_new(&folder.join(ROOT), &format!("{}\n", STANDARD.encode(*secret()?)))?;
        }
        if !place(LEDGER).exists() {
            // Where the list of the erased is, keys were made before.
            if folder.join(ERASED).exists() {
                return Err(KeyError::LedgerMissing(place(LEDGER).display().to_string()));
            }
            ledger_make(folder)?;
        }
        if !folder.join(ERASED).exists() {
            write_new(&folder.join(ERASED), "")?;
        }
        Self::read(folder, lent.as_deref())
    }

    /// Opens the keys in a folder, and makes a ledger's key where that alone is missing.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn open_with_ledger(folder: impl AsRef<Path>) -> Result<Self, KeyError> {
        let (folder, lent) = (folder.as_ref(), lent());
        // Not beside a missing root key: there is nothing that it could sign.
        let root = lent.iter().map(|lent| lent.join(ROOT)).chain([folder.join(ROOT)]).find(|path| path.exists());
        let Some(root) = root else { return Err(KeyError::Missing(folder.join(ROOT).display().to_string())) };
        read_key(&root, lent.as_ref().is_some_and(|lent| root.starts_with(lent)))?;
        let is_lent = lent.as_ref().is_some_and(|lent| lent.join(LEDGER).exists());
        if !is_lent && !folder.join(LEDGER).exists() {
            ledger_make(folder)?;
        }
        Self::read(folder, lent.as_deref())
    }

    /// Whether keys were ever made in a folder, or are lent by the system.
    pub fn any(folder: impl AsRef<Path>) -> bool {
        let there = |folder: &Path| [ROOT, ROOT_NEXT, LEDGER, ERASED].iter().any(|name| folder.join(name).exists());
        there(folder.as_ref()) || lent().is_some_and(|lent| there(&lent))
    }

    fn read(folder: &Path, credentials: Option<&Path>) -> Result<Self, KeyError> {
        let from = |name: &str| match credentials.map(|c| c.join(name)).filter(|path| path.exists()) {
            Some(path) => (path, true),
            None => (folder.join(name), false),
        };
        let (root, lent) = from(ROOT);
        let root = read_key(&root, lent)?;
        let next = folder.join(ROOT_NEXT);
        let next = if next.exists() { Some(read_key(&next, false)?) } else { None };
        let (ledger, ledger_lent) = from(LEDGER);
        let text = match read_private(&ledger, ledger_lent) {
            Err(KeyError::Missing(path)) if folder.join(ERASED).exists() => return Err(KeyError::LedgerMissing(path)),
            other => other?,
        };
        let form = || KeyError::Form(ledger.display().to_string());
        let (name, key) = text.trim().split_once(' ').ok_or_else(form)?;
        let key = LedgerKey::new(name, decode(key, &ledger)?.bytes()).map_err(|_| form())?;
        Ok(Self(Arc::new(Inner { folder: folder.to_owned(), root, next, ledger: key, lent })))
    }

    pub(crate) fn root(&self) -> &Key {
        &self.0.root
    }

    pub(crate) fn next(&self) -> Option<&Key> {
        self.0.next.as_ref()
    }

    pub(crate) fn ledger(&self) -> &LedgerKey {
        &self.0.ledger
    }

    /// The folder in which they lie.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Writes down that a person was erased, so that no older backup brings them back. On disk when this returns.
    pub(crate) fn erased_add(&self, person: PersonId) -> Result<(), KeyError> {
        let path = self.0.folder.join(ERASED);
        let mut file = File::options().append(true).create(true).open(&path).map_err(|error| io(&path, error))?;
        // The line before may have been torn off by a crash: begin a new one.
        file.write_all(format!("\n{person}\n").as_bytes()).map_err(|error| io(&path, error))?;
        file.sync_all().map_err(|error| io(&path, error))
    }

    /// Everybody who was erased.
    pub(crate) fn erased(&self) -> Result<Vec<PersonId>, KeyError> {
        let path = self.0.folder.join(ERASED);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(io(&path, error)),
        };
        // A line cut off by a crash was never acknowledged.
        Ok(text.lines().filter_map(|line| line.parse().ok()).collect())
    }

    /// Writes a new root key beside the old one; nothing uses it yet.
    pub(crate) fn next_make(&self) -> Result<Key, KeyError> {
        if self.0.lent {
            return Err(KeyError::Lent);
        }
        let path = self.0.folder.join(ROOT_NEXT);
        if path.exists() {
            fs::remove_file(&path).map_err(|error| io(&path, error))?;
        }
        let secret = secret()?;
        write_new(&path, &format!("{}\n", STANDARD.encode(*secret)))?;
        Ok(Key::from_bytes(*secret))
    }

    /// Puts the new root key in the place of the old one.
    pub(crate) fn next_take(&self) -> Result<Self, KeyError> {
        let (from, to) = (self.0.folder.join(ROOT_NEXT), self.0.folder.join(ROOT));
        fs::rename(&from, &to).map_err(|error| io(&to, error))?;
        sync_folder(&self.0.folder)?;
        Self::read(&self.0.folder, lent().as_deref())
    }

    /// Throws a new root key away that nothing came to use.
    pub(crate) fn next_drop(&self) -> Result<(), KeyError> {
        let path = self.0.folder.join(ROOT_NEXT);
        fs::remove_file(&path).map_err(|error| io(&path, error))
    }
}

/// The secrets stay out of every log.
impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("folder", &self.0.folder).finish_non_exhaustive()
    }
}

fn lent() -> Option<PathBuf> {
    std::env::var_os("CREDENTIALS_DIRECTORY").filter(|path| !path.is_empty()).map(PathBuf::from)
}

fn io(path: &Path, error: std::io::Error) -> KeyError {
    KeyError::Io { path: path.display().to_string(), error }
}

fn secret() -> Result<Zeroizing<[u8; 32]>, KeyError> {
    random().map(Zeroizing::new).map_err(|_| KeyError::Form("the system's random source".into()))
}

/// A new key for the ledger, under a name of its own.
fn ledger_make(folder: &Path) -> Result<(), KeyError> {
    let name: [u8; 4] = random().map_err(|_| KeyError::Form("the system's random source".into()))?;
    let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
    write_new(&folder.join(LEDGER), &format!("comity-{name} {}\n", STANDARD.encode(*secret()?)))
}

fn read_key(path: &Path, lent: bool) -> Result<Key, KeyError> {
    decode(read_private(path, lent)?.trim(), path)
}

fn decode(text: &str, path: &Path) -> Result<Key, KeyError> {
    let bytes = STANDARD.decode(text).ok().map(Zeroizing::new);
    let bytes: Option<[u8; 32]> = bytes.and_then(|bytes| bytes.as_slice().try_into().ok());
    bytes.map(Key::from_bytes).ok_or_else(|| KeyError::Form(path.display().to_string()))
}

/// Reads a file that only its owner may read. For what systemd lends it grants the service's user by an ACL, whose mask
/// shows where the group's permissions stand: there 0440 is still private.
fn read_private(path: &Path, lent: bool) -> Result<Zeroizing<String>, KeyError> {
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(KeyError::Missing(path.display().to_string()));
        }
        Err(error) => return Err(io(path, error)),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = meta.permissions().mode() & 0o777;
        let others = if lent { 0o037 } else { 0o077 };
        if mode & others != 0 {
            return Err(KeyError::Wide { path: path.display().to_string(), mode });
        }
    }
    let _ = (meta, lent);
    fs::read_to_string(path).map(Zeroizing::new).map_err(|error| io(path, error))
}

/// Writes a file that was not there, for its owner alone; on disk when this returns.
fn write_new(path: &Path, text: &str) -> Result<(), KeyError> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(|error| io(path, error))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| io(path, error))?;
    path.parent().map_or(Ok(()), sync_folder)
}

fn sync_folder(folder: &Path) -> Result<(), KeyError> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| io(folder, error))
}

fn narrow(path: &Path, mode: u32) -> Result<(), KeyError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(|error| io(path, error))?;
    }
    let _ = mode;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_and_kept_private() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("keys");
        let made = Keys::open_or_create(&folder).unwrap();
        let again = Keys::open_or_create(&folder).unwrap();
        assert_eq!(made.root().bytes(), again.root().bytes());
        assert_eq!(made.ledger().verifier(), Keys::open(&folder).unwrap().ledger().verifier());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(folder.join(ROOT), fs::Permissions::from_mode(0o640)).unwrap();
            assert!(matches!(Keys::open(&folder), Err(KeyError::Wide { mode: 0o640, .. })));
        }
    }

    #[test]
    fn a_lost_root_key_is_not_replaced_in_silence() {
        let folder = tempfile::tempdir().unwrap();
        Keys::open_or_create(folder.path()).unwrap();
        fs::remove_file(folder.path().join(ROOT)).unwrap();
        assert!(matches!(Keys::open_or_create(folder.path()), Err(KeyError::Missing(_))));
        fs::write(folder.path().join(LEDGER), "x").unwrap();
        assert!(Keys::open(folder.path()).is_err());
    }

    #[test]
    fn a_lost_ledger_key_is_not_replaced_in_silence() {
        let folder = tempfile::tempdir().unwrap();
        let before = Keys::open_or_create(folder.path()).unwrap().ledger().verifier();
        fs::rename(folder.path().join(LEDGER), folder.path().join("elsewhere")).unwrap();
        let refused = Keys::open_or_create(folder.path()).unwrap_err();
        assert!(matches!(refused, KeyError::LedgerMissing(_)));
        assert!(refused.to_string().contains("comity ledger new-key"), "{refused}");
        assert!(matches!(Keys::open(folder.path()), Err(KeyError::LedgerMissing(_))));
        fs::rename(folder.path().join("elsewhere"), folder.path().join(LEDGER)).unwrap();
        assert_eq!(Keys::open_with_ledger(folder.path()).unwrap().ledger().verifier(), before, "what is there is kept");
        fs::remove_file(folder.path().join(LEDGER)).unwrap();
        let new = Keys::open_with_ledger(folder.path()).unwrap().ledger().verifier();
        assert_ne!(new, before);
        assert_eq!(Keys::open_or_create(folder.path()).unwrap().ledger().verifier(), new);
    }

    #[cfg(unix)]
    #[test]
    fn only_lent_keys_may_be_readable_by_the_group() {
        use std::os::unix::fs::PermissionsExt as _;
        let (own, lent) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        Keys::open_or_create(own.path()).unwrap();
        Keys::open_or_create(lent.path()).unwrap();
        let set = |folder: &Path, mode| {
            [ROOT, LEDGER].iter().for_each(|name| {
                fs::set_permissions(folder.join(name), fs::Permissions::from_mode(mode)).unwrap();
            });
        };
        set(lent.path(), 0o440);
        Keys::read(own.path(), Some(lent.path())).unwrap();
        for mode in [0o444, 0o460, 0o450, 0o441] {
            set(lent.path(), mode);
            assert!(matches!(Keys::read(own.path(), Some(lent.path())), Err(KeyError::Wide { .. })), "{mode:o}");
        }
        set(lent.path(), 0o400);
        set(own.path(), 0o440);
        Keys::read(own.path(), Some(lent.path())).unwrap();
        assert!(matches!(Keys::read(own.path(), None), Err(KeyError::Wide { mode: 0o440, .. })));
    }

    #[test]
    fn the_erased_are_remembered_and_a_torn_line_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let keys = Keys::open_or_create(folder.path()).unwrap();
        let people = [PersonId::new(), PersonId::new()];
        people.iter().for_each(|person| keys.erased_add(*person).unwrap());
        let path = folder.path().join(ERASED);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{text}0199")).unwrap();
        assert_eq!(keys.erased().unwrap(), people);
        let third = PersonId::new();
        keys.erased_add(third).unwrap();
        assert_eq!(keys.erased().unwrap().last(), Some(&third));
    }

    #[test]
    fn lent_credentials_come_first() {
        let (own, lent) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        Keys::open_or_create(own.path()).unwrap();
        let other = Keys::open_or_create(lent.path()).unwrap();
        let read = Keys::read(own.path(), Some(lent.path())).unwrap();
        assert_eq!(read.root().bytes(), other.root().bytes());
        assert!(matches!(read.next_make(), Err(KeyError::Lent)));
    }
}
