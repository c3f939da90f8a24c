//! The server in a test: requests go straight into the service, mail lands in memory, books lie in a temporary folder.
//! Files here mirror the addresses they try.

pub mod api;
mod api_part;
mod audience;
mod auditor;
mod authorisation;
mod came_back;
mod checkpoint;
mod connections;
mod counters;
mod enter;
mod every_answer;
mod exchanges;
mod guests;
mod handoff;
mod ideas;
mod imports;
mod information;
mod keys;
mod letters;
mod listen;
mod logs;
mod me;
mod moderation;
mod opinions;
mod outbox;
mod owed;
mod part;
mod password;
mod pulses;
mod recipients;
mod recognition;
mod records;
mod roadmap;
mod sessions;
mod studio;
mod studio_set_up;
mod studio_sign_in;
mod utilisation;
mod voice;
mod webhooks;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use comity_exchange::terms::Terms;
use comity_store::{
    Context, ExchangeId, FirmId, FirmNew, Keys, MemberId, MemberNew, PersonId, PersonNew, Role, RunId, RunNew,
    Settings, Store, Who,
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::app::App;
use super::server::{Service, service};
use super::session::Side;
use crate::config::{Config, Flags, load_from};
use crate::mail::{Outgoing, Post};
use crate::worker;

/// The password of every member in tests.
pub const PASSWORD: &str = "correct horse battery";

/// A house with its books, and everybody who goes in and out.
pub struct House {
    pub app: App,
    pub service: Service,
    pub mail: Arc<Mutex<Vec<Outgoing>>>,
    /// By how many microseconds the books' clock is ahead of the machine's.
    ahead: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
    finished: bool,
}

/// A firm with somebody in every part.
pub struct Firm {
    pub id: FirmId,
    pub slug: &'static str,
    pub members: BTreeMap<&'static str, MemberId>,
    pub person: PersonId,
    /// An open exchange on the example's terms, to which the person is invited.
    pub exchange: ExchangeId,
    /// A rating without a file, that failed.
    pub run: RunId,
}

impl House {
    /// A house that nobody has set up; `key` is its set-up key.
    pub async fn new(key: Option<&str>, settings: &[(&str, &str)]) -> Self {
        let mail = Arc::new(Mutex::new(Vec::new()));
        Self::with(key, settings, mail.clone(), Post::Memory(mail)).await
    }

    /// As [`Self::open`], without a mail server: letters stay in the outbox.
    pub async fn without_mail() -> (Self, Firm) {
        let free = [
            ("COMITY_RATES_SIGN_IN", "0"),
            ("COMITY_RATES_LINK", "0"),
            ("COMITY_RATES_ANSWER", "0"),
            ("COMITY_RATES_GUEST", "0"),
        ];
        let house = Self::with(None, &free, Arc::default(), Post::Kept).await;
        let firm = house.firm("norda", "Norda Mobile").await;
        (house, firm)
    }

    async fn with(key: Option<&str>, settings: &[(&str, &str)], mail: Arc<Mutex<Vec<Outgoing>>>, post: Post) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().display().to_string();
        let mut environment: BTreeMap<String, String> =
            settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        environment.insert("COMITY_DATA".into(), data);
        environment.entry("COMITY_DISK_FLOOR_MIB".into()).or_insert("0".into());
        let (config, _) = load_from(None, &environment, &Flags::default()).unwrap();
        let ahead = Arc::new(AtomicI64::new(0));
        let store = open(&config, folder.path(), ahead.clone()).await;
        let app = App::new(store, config, post, key.map(ToOwned::to_owned), false);
        let service = service(&app);
        Self { app, service, mail, ahead, _folder: folder, finished: false }
    }

    /// A house with one firm, `norda`, without limits on attempts.
    pub async fn open() -> (Self, Firm) {
        let house = Self::new(
            None,
            &[
                ("COMITY_RATES_SIGN_IN", "0"),
                ("COMITY_RATES_LINK", "0"),
                ("COMITY_RATES_ANSWER", "0"),
                ("COMITY_RATES_GUEST", "0"),
            ],
        )
        .await;
        let firm = house.firm("norda", "Norda Mobile").await;
        (house, firm)
    }

    /// Adds a firm with a member of each role and a person.
    pub async fn firm(&self, slug: &'static str, name: &str) -> Firm {
        let store = &self.app.store;
        let languages = vec!["en".to_owned(), "it".to_owned()];
        let new = FirmNew { slug: slug.into(), name: name.into(), country: "IT".into(), languages };
        let id = store.firm_create(&Context::instance(), new).await.unwrap();
        let ctx = Context::system(id);
        let mut members = BTreeMap::new();
        for role in Role::ALL {
            let mail = format!("{}@{slug}.example", role.name());
            let new = MemberNew { mail, name: format!("Member {}", role.name()), role, password_hash: None };
            members.insert(role.name(), store.member_add(&ctx, new).await.unwrap());
        }
        let person = PersonNew {
            mail: Some(format!("livia@people.{slug}.example")),
            external_id: Some(format!("{slug}-77")),
            name: Some("Livia Person".into()),
            language: "it".into(),
            ..PersonNew::default()
        };
        let person = store.person_add(&ctx, person).await.unwrap();
        let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let exchange = store.exchange_create(&ctx, "Better advice", terms).await.unwrap();
        store.exchange_publish(&ctx, exchange).await.unwrap();
        store.invitation_add(&ctx, exchange, person).await.unwrap();
        let run = RunId::new();
        let options = BTreeMap::new();
        let new = RunNew { id: run, kind: "rating".into(), language: "en".into(), title: "Empty".into(), options };
        store.run_add(&ctx, new).await.unwrap();
        self.app.firms.forget();
        self.work().await;
        self.mail.lock().unwrap().clear();
        Firm { id, slug, members, person, exchange, run }
    }

    /// A browser without a cookie.
    pub fn browser(&self) -> Browser {
        Browser { service: self.service.clone(), cookies: BTreeMap::new(), base: String::new(), headers: Vec::new() }
    }

    /// A browser in which somebody is signed in at a firm addressed by path.
    pub async fn signed_in(&self, firm: &Firm, who: Who) -> Browser {
        let token = self.app.store.session_open(&Context::system(firm.id), who, 3_600_000_000).await.unwrap();
        let side = if matches!(who, Who::Member(_)) { Side::Studio } else { Side::Portal };
        let mut browser = self.browser();
        browser.base = format!("/f/{}", firm.slug);
        browser.cookies.insert(side.cookie_name(false, Some(firm.slug)), token.to_string());
        browser
    }

    /// Gives a member the password [`PASSWORD`].
    pub async fn password(&self, firm: &Firm, role: &str) {
        let hash = super::password::hash(PASSWORD.into()).await.unwrap();
        self.app.store.member_password_set(&Context::system(firm.id), firm.members[role], hash).await.unwrap();
    }

    /// A browser in which a member, who has [`PASSWORD`], has just signed in.
    pub async fn with_password(&self, firm: &Firm, role: &str) -> Browser {
        let mut browser = self.browser();
        browser.base = format!("/f/{}", firm.slug);
        let mail = format!("{role}@{}.example", firm.slug);
        let answer = browser.post("/studio/sign-in", &[("mail", &mail), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
        browser
    }

    /// Lets so many minutes pass in the books.
    pub fn pass(&self, minutes: i64) {
        self.ahead.fetch_add(minutes * 60_000_000, Ordering::Relaxed);
    }

    /// The letters so far.
    pub fn letters(&self) -> Vec<Outgoing> {
        self.mail.lock().unwrap().clone()
    }

    /// Does what the worker would do.
    pub async fn work(&self) {
        worker::drain(&self.app).await.unwrap();
    }

    /// Ends the test: no job may be left that nobody did.
    pub async fn finish(mut self) {
        self.finished = true;
        let left = self.app.store.job_claim(&Context::instance(), 1).await.unwrap();
        assert!(left.is_none(), "a job was left unprocessed: {left:?}");
        self.app.store.clone().close().await;
    }
}

impl Drop for House {
    fn drop(&mut self) {
        assert!(self.finished || std::thread::panicking(), "call finish() at the end of the test");
    }
}

async fn open(config: &Config, folder: &Path, ahead: Arc<AtomicI64>) -> Store {
    let keys = Keys::open_or_create(folder.join("keys")).unwrap();
    let settings = Settings::new(config.database_url(), keys);
    let machine = settings.clock.clone();
    let clock = Arc::new(move || machine() + ahead.load(Ordering::Relaxed));
    Store::open(Settings { clock, ..settings }).await.unwrap()
}

/// A browser: it keeps cookies and says where its forms come from.
#[derive(Clone)]
pub struct Browser {
    service: Service,
    pub cookies: BTreeMap<String, String>,
    pub base: String,
    pub headers: Vec<(&'static str, String)>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn goes_to(&self) -> &str {
        self.header("location")
    }

    #[track_caller]
    pub fn holds(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{}: no {text:?} in\n{}", self.status, self.body);
        self
    }
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, None).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = form.iter().map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
        self.send("POST", path, Some(pairs.join("&"))).await
    }

    /// Sends a form with files.
    pub async fn upload(&mut self, path: &str, form: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, value) in form {
            let head = format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.into_bytes());
        }
        for (name, bytes) in files {
            let head = format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"f\"\r\n\r\n");
            body.extend(head.into_bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--cut--\r\n");
        self.raw("POST", path, Some(("multipart/form-data; boundary=cut", body))).await
    }

    pub async fn send(&mut self, method: &str, path: &str, form: Option<String>) -> Answer {
        self.raw(method, path, form.map(|form| ("application/x-www-form-urlencoded", form.into_bytes()))).await
    }

    async fn raw(&mut self, method: &str, path: &str, form: Option<(&'static str, Vec<u8>)>) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        let own = self.headers.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        if !own.contains(&"host") {
            request = request.header(header::HOST, "127.0.0.1:8280");
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if !self.cookies.is_empty() {
            let all: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, all.join("; "));
        }
        if method != "GET" && !own.contains(&"origin") && !own.contains(&"sec-fetch-site") {
            request = request.header(header::ORIGIN, "http://127.0.0.1:8280");
        }
        if let Some((kind, _)) = form {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(form.map_or_else(Body::empty, |(_, bytes)| Body::from(bytes))).unwrap();
        let (parts, body) = self.service.clone().oneshot(request).await.unwrap().into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            match rest.split(';').next().unwrap() {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        let body = String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

fn encoded(text: &str) -> String {
    super::gate::escaped(text).replace('/', "%2F")
}
