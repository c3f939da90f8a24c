//! SQLite's write-ahead log: a thread of its own moves what was committed into the database file, so that those who wait for
//! the next commit do not wait for that too.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::DEFAULT_NAME;
use rusqlite::wal::CheckpointMode;

use super::lite::Lite;
use crate::error::Error;

/// Pages of the log that are worth moving: 8 MiB. Many of them are versions of one page, and only the last is moved.
const WORTH: i32 = 2_048;
/// Pages after which the writer sees to it that the log starts anew, whatever the thread did: 64 MiB.
pub(super) const LONGEST: i32 = 16_384;

/// The thread.
pub(super) struct Mover {
    // Taken out when it is to end.
    nudge: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Mover {
    /// Starts it.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn start(lite: Lite) -> std::io::Result<Self> {
        // One nudge waits while another is served; more would say nothing new.
        let (nudge, nudges) = sync_channel(1);
        let thread = std::thread::Builder::new().name("comity-log".into()).spawn(move || serve(lite, &nudges))?;
        Ok(Self { nudge: Some(nudge), thread: Some(thread) })
    }

    /// Something was committed.
    pub(super) fn nudge(&self) {
        if let Some(nudge) = &self.nudge {
            // Where one waits already, it will see this commit too.
            let _ = nudge.try_send(());
        }
    }
}

impl Drop for Mover {
    fn drop(&mut self) {
        self.nudge.take();
        if let Some(thread) = self.thread.take() {
            // What went wrong in it was logged; the log is whole with or without it.
            let _ = thread.join();
        }
    }
}

fn serve(mut lite: Lite, nudges: &Receiver<()>) {
    while nudges.recv().is_ok() {
        if let Err(error) = move_what_is_worth(&mut lite) {
            tracing::warn!(%error, "the log was not moved into the database file; the writer does it when it grows");
        }
    }
}

fn move_what_is_worth(lite: &mut Lite) -> Result<(), Error> {
    let connection = lite.connection()?;
    let (logged, moved) = connection.wal_checkpoint_v2(DEFAULT_NAME, CheckpointMode::NOOP)?;
    if logged - moved >= WORTH {
        connection.wal_checkpoint_v2(DEFAULT_NAME, CheckpointMode::PASSIVE)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::value::args;
    use super::*;

    #[test]
    fn the_log_is_moved_beside_the_writing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("books.db");
        let mut writer = Lite::writer(&file).unwrap();
        writer.connection().unwrap().execute_batch("CREATE TABLE a (x BLOB)").unwrap();
        let mover = Mover::start(Lite::writer(&file).unwrap()).unwrap();
        let before = std::fs::metadata(&file).unwrap().len();
        for _ in 0..60 {
            writer.run("INSERT INTO a VALUES ($1)", args![vec![7_u8; 400_000]]).unwrap();
            mover.nudge();
        }
        drop(mover);
        let moved = std::fs::metadata(&file).unwrap().len() - before;
        assert!(moved > 6 << 20, "{moved} bytes");
    }
}
