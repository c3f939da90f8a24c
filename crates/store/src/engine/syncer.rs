//! Commits reach the disk on a thread of its own, so that the next commands are carried out meanwhile. Nobody is answered before
//! what was done is on the disk.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use tokio::sync::watch;

use crate::error::Error;

/// How far the disk has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reached {
    /// The last commit whose fate is settled.
    commit: u64,
    /// The disk failed to take one. What it holds is unknown from then on, whatever it says to a later sync.
    failed: bool,
}

/// Which commits there are and which are on the disk. Cheap to clone.
#[derive(Clone)]
pub(super) struct Progress {
    begun: Arc<AtomicU64>,
    reached: watch::Receiver<Reached>,
}

impl Progress {
    /// Waits until everything that anybody can have read up to now is on the disk.
    ///
    /// # Errors
    /// The disk failed, or the books are closed.
    pub(super) async fn settled(&self) -> Result<(), Error> {
        let begun = self.begun.load(Ordering::Acquire);
        let mut reached = self.reached.clone();
        let reached = *reached.wait_for(|reached| reached.commit >= begun).await.map_err(|_| crate::error::closed())?;
        if reached.failed { Err(lost()) } else { Ok(()) }
    }
}

/// What is to reach the disk, and what is to be said when it did.
struct Sync {
    commit: u64,
    then: Box<dyn FnOnce(Result<(), Error>) + Send>,
}

/// The thread.
pub(super) struct Syncer {
    // Taken out when it is to end.
    syncs: Option<SyncSender<Sync>>,
    thread: Option<JoinHandle<()>>,
    progress: Progress,
}

impl Syncer {
    /// Starts it, for books whose file is `books`.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn start(books: &Path) -> std::io::Result<Self> {
        let books = books.to_owned();
        let (tell, reached) = watch::channel(Reached { commit: 0, failed: false });
        // One is synced at a time; the writer gathers for the next meanwhile.
        let (syncs, waiting) = sync_channel(1);
        let thread =
            std::thread::Builder::new().name("comity-sync".into()).spawn(move || serve(&books, &waiting, &tell))?;
        let progress = Progress { begun: Arc::new(AtomicU64::new(0)), reached };
        Ok(Self { syncs: Some(syncs), thread: Some(thread), progress })
    }

    pub(super) fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// Whether nothing is on its way to the disk.
    pub(super) fn idle(&self) -> bool {
        self.progress.reached.borrow().commit >= self.progress.begun.load(Ordering::Acquire)
    }

    /// Waits until nothing is on its way to the disk.
    pub(super) async fn rest(&mut self) {
        let begun = self.progress.begun.load(Ordering::Acquire);
        // A thread that is gone has nothing on its way either.
        let _ = self.progress.reached.wait_for(|reached| reached.commit >= begun).await;
    }

    /// Whether anything may be written still.
    ///
    /// # Errors
    /// The disk failed once.
    pub(super) fn sound(&self) -> Result<(), Error> {
        if self.progress.reached.borrow().failed { Err(lost()) } else { Ok(()) }
    }

    /// Says that a commit begins: whoever reads may see it before it is on the disk.
    pub(super) fn begin(&self) {
        self.progress.begun.fetch_add(1, Ordering::AcqRel);
    }

    /// Brings the commit that began to the disk, and then says how that went.
    pub(super) fn sync(&self, then: impl FnOnce(Result<(), Error>) + Send + 'static) {
        let sync = Sync { commit: self.progress.begun.load(Ordering::Acquire), then: Box::new(then) };
        if let Some(syncs) = &self.syncs
            && let Err(unsent) = syncs.send(sync)
        {
            (unsent.0.then)(Err(lost()));
        }
    }
}

impl Drop for Syncer {
    fn drop(&mut self) {
        self.syncs.take();
        if let Some(thread) = self.thread.take() {
            // A fault in it was seen by those who waited.
            let _ = thread.join();
        }
    }
}

fn lost() -> Error {
    Error::Broken("the disk failed to keep what was written; nothing is written until the books are opened anew".into())
}

fn serve(books: &Path, syncs: &Receiver<Sync>, tell: &watch::Sender<Reached>) {
    // SQLite makes the log with the first commit, and it stays the same file as long as a connection is open.
    let mut log = None;
    while let Ok(Sync { commit, then }) = syncs.recv() {
        let failed = tell.borrow().failed;
        let synced = if failed { Err(lost()) } else { on_disk(books, &mut log) };
        tell.send_replace(Reached { commit, failed: synced.is_err() });
        then(synced);
    }
}

/// Brings to the disk whatever was committed to books up to now.
///
/// # Errors
/// The disk failed.
pub(super) fn log_on_disk(books: &Path) -> Result<(), Error> {
    on_disk(books, &mut None)
}

fn on_disk(books: &Path, log: &mut Option<File>) -> Result<(), Error> {
    let synced = match log {
        Some(file) => file.sync_data(),
        None => File::open(log_of(books)).and_then(|opened| log.insert(opened).sync_data()),
    };
    synced.map_err(|error| {
        tracing::error!(%error, "the disk failed to keep what was written; start the server again when the disk is whole");
        lost()
    })
}

fn log_of(books: &Path) -> PathBuf {
    let mut log = books.as_os_str().to_owned();
    log.push("-wal");
    PathBuf::from(log)
}
