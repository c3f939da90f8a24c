//! The one thread that writes to SQLite: commands queue, many of them share a commit, and each is answered when that is on the
//! disk.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::{mpsc, oneshot};

use super::Undo;
use super::conn::Conn;
use super::lite::Lite;
use super::log::Mover;
use super::syncer::{Progress, Syncer};
use crate::error::{Error, closed};

/// Commands that may wait.
const QUEUE: usize = 1024;
/// Commands that share a commit at most.
const BATCH: usize = 256;
/// How long a caller waits for a place in the queue.
const WAIT: Duration = Duration::from_millis(250);

/// What is done inside a transaction.
pub(crate) type Work<T> = Box<dyn for<'c> FnOnce(&'c mut Conn) -> BoxFuture<'c, Result<T, Error>> + Send>;

/// A command whose kind of answer the writer need not know.
trait Command: Send {
    /// Does it; what kept it from being done, if anything did.
    fn run<'c>(&'c mut self, conn: &'c mut Conn) -> BoxFuture<'c, Result<(), Error>>;
    /// What is undone of it when it fails.
    fn undo(&self) -> Undo;
    /// Answers: as it turned out, or why the commit failed.
    fn answer(self: Box<Self>, commit: Result<(), Error>);
}

struct Asked<T> {
    undo: Undo,
    work: Option<Work<T>>,
    result: Result<T, Error>,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<T: Send> Command for Asked<T> {
    fn run<'c>(&'c mut self, conn: &'c mut Conn) -> BoxFuture<'c, Result<(), Error>> {
        Box::pin(async move {
            let Some(work) = self.work.take() else { return Ok(()) };
            // A fault in one command must not take the writer with it.
            let done = AssertUnwindSafe(async { work(conn).await }).catch_unwind().await;
            self.result = done.unwrap_or_else(|_| Err(Error::Broken("a command broke off".into())));
            self.result.as_ref().map(drop).map_err(Clone::clone)
        })
    }

    fn undo(&self) -> Undo {
        self.undo
    }

    fn answer(self: Box<Self>, commit: Result<(), Error>) {
        // Whoever asked may have gone; then nobody is told.
        let _ = self.reply.send(commit.and(self.result));
    }
}

enum Order {
    Do(Box<dyn Command>),
    /// Moves everything from the log into the database file and cuts the log off.
    Truncate(oneshot::Sender<Result<(), Error>>),
}

/// Figures of the writer.
#[derive(Debug, Default)]
pub(crate) struct Gauge {
    /// Microseconds from the first statement to the end of the last commit.
    pub(crate) commit_micros: AtomicU64,
    /// Commands in the last commit.
    pub(crate) batch: AtomicU64,
    /// Commits so far.
    pub(crate) commits: AtomicU64,
}

/// The way to the writer.
pub(crate) struct Writer {
    queue: mpsc::Sender<Order>,
    ended: oneshot::Receiver<()>,
    gauge: Arc<Gauge>,
    progress: Progress,
}

impl Writer {
    /// Starts the thread. `forget` is called when a commit failed, so that nothing remembers what never was.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(super) fn start(
        writer: Lite,
        mover: Mover,
        syncer: Syncer,
        forget: impl Fn() + Send + 'static,
    ) -> std::io::Result<Self> {
        let progress = syncer.progress();
        let (queue, orders) = mpsc::channel(QUEUE);
        let (end, ended) = oneshot::channel();
        let gauge = Arc::new(Gauge::default());
        let serving = serve(writer, mover, syncer, orders, gauge.clone(), forget);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        std::thread::Builder::new().name("comity-writer".into()).spawn(move || {
            runtime.block_on(serving);
            // Whoever closes the books waits for it.
            let _ = end.send(());
        })?;
        Ok(Self { queue, ended, gauge, progress })
    }

    /// Does it in the next commit.
    pub(crate) async fn write<T: Send + 'static>(&self, undo: Undo, work: Work<T>) -> Result<T, Error> {
        let (reply, answer) = oneshot::channel();
        let nothing = Err(Error::Broken("the command was never done".into()));
        let command = Asked { undo, work: Some(work), result: nothing, reply };
        self.send(Order::Do(Box::new(command))).await?;
        answer.await.map_err(|_| closed())?
    }

    /// Cuts the log off.
    pub(crate) async fn truncate(&self) -> Result<(), Error> {
        let (reply, answer) = oneshot::channel();
        self.send(Order::Truncate(reply)).await?;
        answer.await.map_err(|_| closed())?
    }

    async fn send(&self, order: Order) -> Result<(), Error> {
        match tokio::time::timeout(WAIT, self.queue.send(order)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(closed()),
            Err(_) => Err(Error::Busy),
        }
    }

    /// Which commits are on the disk.
    pub(super) fn progress(&self) -> Progress {
        self.progress.clone()
    }

    pub(crate) fn gauge(&self) -> &Gauge {
        &self.gauge
    }

    /// Commands that wait now, and how many may.
    pub(crate) fn depth(&self) -> (usize, usize) {
        (QUEUE - self.queue.capacity(), QUEUE)
    }

    /// Lets what waits be done, then closes the connection.
    pub(crate) async fn stop(self) {
        drop(self.queue);
        // The thread ends by itself when the queue is empty; a fault in it has been answered already.
        let _ = self.ended.await;
    }
}

async fn serve(
    writer: Lite,
    mover: Mover,
    mut syncer: Syncer,
    mut orders: mpsc::Receiver<Order>,
    gauge: Arc<Gauge>,
    forget: impl Fn() + Send + 'static,
) {
    let mut conn = Conn::Sqlite(writer);
    let mut next = orders.recv().await;
    while let Some(order) = next {
        let mut after = None;
        match order {
            Order::Truncate(reply) => {
                let _ = reply.send(cut_log(&mut conn).await);
            }
            Order::Do(first) => {
                let start = Instant::now();
                let (batch, other, committed) = batch(&mut conn, first, &mut orders, &mut syncer).await;
                after = other;
                if let Err(error) = &committed {
                    tracing::error!(%error, commands = batch.len(), "a commit failed");
                    forget();
                }
                mover.nudge();
                let gauge = gauge.clone();
                syncer.sync(move |synced| {
                    gauge.commit_micros.store(start.elapsed().as_micros() as u64, Ordering::Relaxed);
                    gauge.batch.store(batch.len() as u64, Ordering::Relaxed);
                    gauge.commits.fetch_add(1, Ordering::Relaxed);
                    let kept = committed.and(synced);
                    batch.into_iter().for_each(|command| command.answer(kept.clone()));
                });
            }
        }
        next = match after {
            Some(order) => Some(order),
            None => orders.recv().await,
        };
    }
}

type Batch = Vec<Box<dyn Command>>;

/// One transaction: the first command, whatever else waits, and what comes while the last commit is on its way to the disk.
async fn batch(
    conn: &mut Conn,
    first: Box<dyn Command>,
    orders: &mut mpsc::Receiver<Order>,
    syncer: &mut Syncer,
) -> (Batch, Option<Order>, Result<(), Error>) {
    let mut done: Batch = Vec::new();
    let (mut command, mut other, mut given_up) = (first, None, None);
    let begun = match syncer.sound() {
        Ok(()) => plain(conn, "BEGIN IMMEDIATE").await,
        lost => lost,
    };
    if let Err(error) = begun {
        syncer.begin();
        return (vec![command], None, Err(error));
    }
    loop {
        let ended = one(conn, &mut *command).await;
        done.push(command);
        if let Err(why) = ended {
            given_up = Some(why);
            break;
        }
        command = match another(orders, syncer, done.len()).await {
            Some(Order::Do(next)) => next,
            order => {
                other = order;
                break;
            }
        };
    }
    // One commit at a time is on its way: what is not on the disk is never older than that.
    syncer.rest().await;
    syncer.begin();
    let committed = match given_up {
        Some(why) => Err(why),
        None => plain(conn, "COMMIT").await,
    };
    if committed.is_err() {
        // SQLite may have given the transaction up already, as it does on a full disk.
        let _ = plain(conn, "ROLLBACK").await;
    }
    conn.ended();
    (done, other, committed)
}

/// The next order for a transaction of so many commands, unless it is time to commit.
async fn another(orders: &mut mpsc::Receiver<Order>, syncer: &mut Syncer, commands: usize) -> Option<Order> {
    if commands >= BATCH {
        return None;
    }
    match orders.try_recv() {
        Ok(order) => Some(order),
        Err(_) if syncer.idle() => None,
        Err(_) => tokio::select! {
            biased;
            order = orders.recv() => order,
            () = syncer.rest() => None,
        },
    }
}

/// A command inside its own savepoint, where it needs one. It may fail; an error is what takes the whole transaction with it.
async fn one(conn: &mut Conn, command: &mut dyn Command) -> Result<(), Error> {
    let given_up = |why| if why == Error::DiskFull { why } else { Error::Broken("a transaction was given up".into()) };
    if command.undo() == Undo::Nothing {
        let before = conn.changes();
        let done = command.run(conn).await;
        return if conn.changes() == before { Ok(()) } else { done.map_err(given_up) };
    }
    plain(conn, "SAVEPOINT command").await?;
    let Err(why) = command.run(conn).await else { return plain(conn, "RELEASE command").await };
    let undone = async {
        plain(conn, "ROLLBACK TO command").await?;
        plain(conn, "RELEASE command").await
    };
    undone.await.map_err(|_| given_up(why))
}

async fn plain(conn: &mut Conn, sql: &'static str) -> Result<(), Error> {
    conn.run(sql, Vec::new()).await.map(drop)
}

async fn cut_log(conn: &mut Conn) -> Result<(), Error> {
    // Readers that are in the middle of something keep the log; they are short.
    for _ in 0..50 {
        let row = conn.row("PRAGMA wal_checkpoint(TRUNCATE)", Vec::new()).await?;
        if row.map(|row| row.get::<i64>(0)).transpose()? == Some(0) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err(Error::Busy)
}
