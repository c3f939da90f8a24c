//! PostgreSQL: a transaction for each command, and a lock that one server holds.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions as _, PgConnection};
use tokio::task::JoinHandle;

use super::conn::Conn;
use super::writer::Work;
use super::{Mode, migrate};
use crate::error::{Error, OpenError};
use crate::health::Health;

/// Connections at most.
const CONNECTIONS: u32 = 16;
/// The number of the lock that says who serves: "comity" in ASCII.
const LEADS: i64 = 0x0063_6f6d_6974_7900;
/// For how long the first connection is waited for.
const CONNECT: Duration = Duration::from_secs(10);
/// How often the one who serves looks whether the lock is still held.
const LOOK: Duration = Duration::from_secs(2);

pub(crate) struct Postgres {
    url: String,
    pool: PgPool,
    leads: Arc<AtomicBool>,
    keeper: Option<JoinHandle<()>>,
    commit_micros: AtomicU64,
    commits: AtomicU64,
}

impl Postgres {
    pub(crate) async fn open(url: &str, mode: Mode) -> Result<Self, OpenError> {
        let options: PgConnectOptions = url.parse()?;
        let options = options.statement_cache_capacity(512).application_name("comity");
        // The pool would try until its time is over, and then say only that.
        let first = options.clone();
        let connect = tokio::time::timeout(CONNECT, first.connect());
        let mut holder = match connect.await {
            Ok(connected) => connected.map_err(|error| OpenError::Unreachable(error.to_string()))?,
            Err(_) => return Err(OpenError::Unreachable("nothing came within 10 seconds".into())),
        };
        let leads = Arc::new(AtomicBool::new(true));
        let keeper = match mode {
            Mode::Beside => {
                drop(holder);
                None
            }
            Mode::Serve => {
                if !take(&mut holder).await? {
                    return Err(OpenError::InUse("PostgreSQL advisory lock".into()));
                }
                Some(tokio::spawn(keep(holder, options.clone(), leads.clone())))
            }
        };
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options)
            .await?;
        migrate::postgres(&pool, mode).await?;
        let (url, counted) = (url.to_owned(), AtomicU64::default);
        Ok(Self { url, pool, leads, keeper, commit_micros: counted(), commits: counted() })
    }

    pub(crate) async fn write<T: Send + 'static>(&self, work: Work<T>) -> Result<T, Error> {
        if !self.leads.load(Ordering::Relaxed) {
            return Err(Error::TakenOver);
        }
        let start = Instant::now();
        let mut conn = Conn::Transaction(self.pool.begin().await?);
        let done = work(&mut conn).await;
        let Conn::Transaction(transaction) = conn else { return Err(Error::Broken("no transaction".into())) };
        match done {
            Ok(value) => {
                transaction.commit().await?;
                self.commit_micros.store(start.elapsed().as_micros() as u64, Ordering::Relaxed);
                self.commits.fetch_add(1, Ordering::Relaxed);
                Ok(value)
            }
            Err(error) => {
                transaction.rollback().await?;
                Err(error)
            }
        }
    }

    pub(crate) async fn read(&self) -> Result<Conn, Error> {
        Ok(Conn::Plain(self.pool.acquire().await?))
    }

    /// Where the books are, with whatever password the address holds.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// One moment of the books, which nothing changes as long as the transaction is open, and the name under which others
    /// can read the same.
    pub(crate) async fn moment(&self) -> Result<(sqlx::Transaction<'static, sqlx::Postgres>, String), Error> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        let mut transaction = self.pool.begin_with(begin).await?;
        let id = sqlx::query_scalar("SELECT pg_export_snapshot()").fetch_one(&mut *transaction).await?;
        Ok((transaction, id))
    }

    pub(crate) fn health(&self) -> Health {
        Health {
            waiting: self.pool.size() as usize - self.pool.num_idle().min(self.pool.size() as usize),
            room: CONNECTIONS as usize,
            commit_micros: self.commit_micros.load(Ordering::Relaxed),
            batch: 1,
            commits: self.commits.load(Ordering::Relaxed),
            leads: self.leads.load(Ordering::Relaxed),
        }
    }

    pub(crate) async fn close(&self) {
        if let Some(keeper) = &self.keeper {
            keeper.abort();
        }
        self.pool.close().await;
    }
}

async fn take(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT pg_try_advisory_lock($1)").bind(LEADS).fetch_one(connection).await
}

/// Holds the lock. When its connection is lost, the lock is lost with it: nothing is written until it is back.
async fn keep(mut holder: PgConnection, options: PgConnectOptions, leads: Arc<AtomicBool>) {
    loop {
        tokio::time::sleep(LOOK).await;
        let asked = tokio::time::timeout(CONNECT, sqlx::query("SELECT 1").execute(&mut holder));
        let alive = matches!(asked.await, Ok(Ok(_)));
        if alive && leads.load(Ordering::Relaxed) {
            continue;
        }
        if leads.swap(false, Ordering::Relaxed) {
            tracing::warn!("the lock of the server was lost with its connection: nothing is written until it is back");
        }
        if !alive {
            let Ok(Ok(new)) = tokio::time::timeout(CONNECT, options.connect()).await else { continue };
            holder = new;
        }
        if matches!(take(&mut holder).await, Ok(true)) {
            leads.store(true, Ordering::Relaxed);
            tracing::info!("the lock of the server is held again");
        }
    }
}
