//! Books to test with: in a folder of their own, on a clock that the test moves.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use comity_exchange::agreement::Signatory;
use comity_exchange::counter::Alternative;
use comity_exchange::id::ClauseId;
use comity_exchange::negotiation::{Answer, Response, Standing};
use comity_exchange::terms::Terms;
use comity_exchange::text::Language;
use comity_store::{
    Actor, Clock, Context, ExchangeId, FirmId, FirmNew, Keys, MemberId, MemberNew, PersonId, PersonNew, Role, Settings,
    Store,
};

/// One day in microseconds.
pub const DAY: i64 = 86_400_000_000;

/// Books and what they were opened with.
pub struct Books {
    pub store: Store,
    pub url: String,
    pub folder: Arc<tempfile::TempDir>,
    time: Arc<AtomicI64>,
    step: Arc<AtomicI64>,
}

fn clock(time: &Arc<AtomicI64>, step: &Arc<AtomicI64>) -> Clock {
    let (time, step) = (time.clone(), step.clone());
    Arc::new(move || time.fetch_add(step.load(Ordering::Relaxed), Ordering::Relaxed))
}

/// The address of a new database on PostgreSQL, where a server was named; says that it was skipped where not.
pub async fn new_database(name: &str) -> Option<String> {
    let Ok(server) = std::env::var("COMITY_TEST_POSTGRES") else {
        eprintln!("skipped: {name} on PostgreSQL, since COMITY_TEST_POSTGRES is not set");
        return None;
    };
    let database = format!("comity_test_{name}_{}", std::process::id());
    use sqlx::{ConnectOptions as _, Executor as _};
    let options: sqlx::postgres::PgConnectOptions = server.parse().unwrap();
    let mut connection = options.connect().await.unwrap();
    let drop = format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)");
    connection.execute(sqlx::AssertSqlSafe(drop)).await.unwrap();
    connection.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {database}"))).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    Some(format!("{base}/{database}"))
}

impl Books {
    /// New books on SQLite.
    pub async fn sqlite() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let url = format!("sqlite://{}", folder.path().join("comity.db").display());
        Self::at(url, folder).await
    }

    /// New books on PostgreSQL in a database of their own, where a server was named; says that it was skipped where not.
    pub async fn postgres(name: &str) -> Option<Self> {
        let url = new_database(name).await?;
        Some(Self::at(url, Arc::new(tempfile::tempdir().unwrap())).await)
    }

    /// Books in this database, whose keys are in this folder or made there.
    pub async fn at(url: String, folder: Arc<tempfile::TempDir>) -> Self {
        let time = Arc::new(AtomicI64::new(1_800_000_000_000_000));
        // Every look at the clock is a microsecond later, so that no two acts share a moment.
        let step = Arc::new(AtomicI64::new(1));
        let keys = Keys::open_or_create(folder.path().join("keys")).unwrap();
        let store = Store::open(Settings { url: url.clone(), keys, clock: clock(&time, &step) }).await.unwrap();
        Self { store, url, folder, time, step }
    }

    pub fn settings(&self) -> Settings {
        let keys = Keys::open(self.folder.path().join("keys")).unwrap();
        Settings { url: self.url.clone(), keys, clock: clock(&self.time, &self.step) }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(&self) -> PathBuf {
        self.path().join("comity.db")
    }

    /// The database on SQLite, past the books.
    pub fn by_hand(&self) -> rusqlite::Connection {
        let connection = rusqlite::Connection::open(self.file()).unwrap();
        connection.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
        connection
    }

    /// From now on the clock moves only when the test moves it.
    pub fn freeze(&self) {
        self.step.store(0, Ordering::Relaxed);
    }

    pub fn pass(&self, micros: i64) {
        self.time.fetch_add(micros, Ordering::Relaxed);
    }

    pub fn now(&self) -> i64 {
        self.time.load(Ordering::Relaxed)
    }

    /// A firm of that short name with one owner.
    pub async fn firm(&self, slug: &str) -> Firm {
        let new = FirmNew {
            slug: slug.into(),
            name: "Norda (simulated)".into(),
            country: "IT".into(),
            languages: vec!["it".into(), "en".into()],
        };
        let id = self.store.firm_create(&Context::instance(), new).await.unwrap();
        let owner = MemberNew {
            mail: format!("owner@{slug}.example"),
            name: "Olga Owner".into(),
            role: Role::Owner,
            password_hash: Some("hash".into()),
        };
        let owner = self.store.member_add(&Context::system(id), owner).await.unwrap();
        Firm { id, owner }
    }
}

/// A firm and its first member.
#[derive(Clone, Copy)]
pub struct Firm {
    pub id: FirmId,
    pub owner: MemberId,
}

impl Firm {
    pub fn system(&self) -> Context {
        Context::system(self.id)
    }

    pub fn as_role(&self, role: Role) -> Context {
        Context { actor: Actor::Member { id: self.owner, role }, ..self.system() }
    }

    pub fn owner(&self) -> Context {
        self.as_role(Role::Owner)
    }

    pub fn person(&self, id: PersonId) -> Context {
        Context { actor: Actor::Person { id }, ..self.system() }
    }

    pub fn guardian(&self, id: PersonId, ward: PersonId) -> Context {
        Context { actor: Actor::Guardian { id, ward }, ..self.system() }
    }

    pub fn visitor(&self) -> Context {
        Context { actor: Actor::Visitor, ..self.system() }
    }
}

/// The example terms.
pub fn terms() -> Terms {
    Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap()
}

/// Somebody with that mail address.
pub fn somebody(mail: &str) -> PersonNew {
    PersonNew { mail: Some(mail.into()), language: "it".into(), ..PersonNew::default() }
}

/// Yes to everything on offer, but for the answers given.
pub fn response(standing: &Standing, but: &[(&str, Answer)]) -> Response {
    let offer = standing.offer.as_ref().unwrap();
    let mut answers: BTreeMap<ClauseId, Answer> =
        offer.terms.clauses.iter().map(|clause| (clause.id.clone(), Answer::Yes)).collect();
    answers.extend(but.iter().map(|(name, answer)| (ClauseId::new(name).unwrap(), answer.clone())));
    Response { offer: offer.fingerprint(), language: Language::new("it").unwrap(), answers, by: Signatory::Person }
}

/// A shorter retention for the clause `usage-for-advice`.
pub fn shorter(days: u32) -> Answer {
    Answer::If(Alternative { retention_days: Some(days), ..Alternative::default() })
}

/// A condition in own words.
pub fn condition(words: &str) -> Answer {
    Answer::If(Alternative { words: Some(words.into()), ..Alternative::default() })
}

/// A person with that mail address who was invited to the exchange.
pub async fn invited(books: &Books, firm: &Firm, exchange: ExchangeId, mail: &str) -> PersonId {
    let person = books.store.person_add(&firm.owner(), somebody(mail)).await.unwrap();
    books.store.invitation_add(&firm.owner(), exchange, person).await.unwrap();
    person
}

/// An exchange with the example terms published.
pub async fn exchange(books: &Books, firm: &Firm) -> ExchangeId {
    let id = books.store.exchange_create(&firm.owner(), "Better advice", terms()).await.unwrap();
    books.store.exchange_publish(&firm.owner(), id).await.unwrap();
    id
}
