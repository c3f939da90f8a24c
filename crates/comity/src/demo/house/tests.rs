//! The house is furnished in full, in the same way for the same seed, and its links lead in.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::body::Body;
use axum::http::{Request, header};
use comity_exchange::negotiation::CounterState;
use comity_exchange::publish::Life;
use comity_store::{AuditFilter, CounterFilter, Counts, ExchangeId};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::*;
use crate::web::pass::Passes;
use crate::web::server::service_with;

fn at() -> SocketAddr {
    "127.0.0.1:8280".parse().unwrap()
}

/// Figures of a house that show everything that was done in it.
#[derive(Debug, PartialEq, Eq)]
struct Figures {
    counts: Counts,
    counters: BTreeMap<String, usize>,
    persons: u64,
    minors: usize,
    waiting: usize,
    versions: usize,
    votes: (u64, u64),
    audit: u64,
    leaves: u64,
    letters: u64,
    /// By activity: its rules, what of it others see, and what waits for the firm.
    parts: BTreeMap<&'static str, (u64, usize)>,
    /// Answers to statements of the opinion map.
    answers: usize,
}

async fn open(house: &House, seed: u64) -> (App, Context, ExchangeId) {
    house.furnish(seed, at()).await.unwrap();
    let app = house.open(at()).await.unwrap();
    let firm = app.store.firm_list(&Context::instance()).await.unwrap().pop().unwrap();
    let ctx = Context::system(firm.id);
    let exchanges = app.store.exchange_list(&ctx).await.unwrap();
    assert_eq!(exchanges.iter().map(|e| (e.life, e.current)).collect::<Vec<_>>(), [(Life::Draft, 0), (Life::Open, 2)]);
    (app, ctx, exchanges[1].id)
}

async fn figures(app: &App, ctx: &Context, exchange: ExchangeId) -> Figures {
    let store = &app.store;
    let all = Page::first(500);
    let mut counters = BTreeMap::new();
    let filter = CounterFilter::default();
    for line in store.counter_list(ctx, exchange, &filter, &all).await.unwrap().rows {
        let state = format!("{:?}", line.counter.state);
        let name = state.split('(').next().unwrap().to_owned();
        *counters.entry(name).or_default() += 1;
        assert!(line.counter.made.0 < now() && line.counter.made.0 > now() - 150 * 86_400_000_000);
        assert!(!matches!(line.counter.state, CounterState::Declined(reason) if reason.is_empty()));
    }
    let persons = store.person_list(ctx, &all).await.unwrap();
    let vote = store.vote_list(ctx, exchange).await.unwrap().pop().unwrap();
    assert!(vote.passed);
    let lines = store.waiting_list(ctx, exchange).await.unwrap();
    let (mut parts, mut answers) = (BTreeMap::new(), 0);
    for view in store.activity_list(ctx, exchange).await.unwrap() {
        let waits = lines.iter().filter(|line| line.activity == view.id).count();
        parts.insert(view.kind(), (view.shown.unwrap(), waits));
        if view.kind() == "opinion_map" {
            answers = store.opinion_books(ctx, view.id).await.unwrap().votes.len();
        }
    }
    let waiting = store.job_claim(&Context::instance(), 1).await.unwrap();
    Figures {
        counts: store.standing_counts(ctx, exchange).await.unwrap(),
        counters,
        persons: persons.total,
        minors: persons.rows.iter().filter(|person| person.minor).count(),
        waiting: usize::from(waiting.is_some()),
        versions: store.exchange_get(ctx, exchange).await.unwrap().exchange.versions.len(),
        votes: vote.counted.unwrap(),
        audit: store.audit_list(ctx, &AuditFilter::default(), &all).await.unwrap().total,
        leaves: store.ledger_checkpoint().await.unwrap().unwrap().lines().nth(1).unwrap().parse().unwrap(),
        letters: store.outbox_list(ctx, &all).await.unwrap().total,
        parts,
        answers,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_makes_the_same_house_and_everything_is_in_it() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let mut made = Vec::new();
    for folder in &folders {
        let (app, ctx, exchange) = open(&House::of(folder.path()), 1).await;
        made.push(figures(&app, &ctx, exchange).await);
        app.store.clone().close().await;
    }
    assert_eq!(made[0], made[1]);
    let one = &made[0];
    assert_eq!((one.persons, one.minors, one.waiting, one.versions), (210, cast::MINORS, 0, 2));
    let counts = &one.counts;
    assert!(counts.agreed > 100 && counts.offered > 10 && counts.declined > 2 && counts.left > 0, "{counts:?}");
    assert!(one.votes.0 > 30 && one.votes.1 > 2, "{:?}", one.votes);
    for state in ["Open", "Accepted", "Declined", "Lapsed", "Overtaken", "TakenBack"] {
        assert!(one.counters.get(state).is_some_and(|n| *n > 0), "no {state}: {:?}", one.counters);
    }
    assert!(one.counters["Open"] >= 10 && one.counters.values().sum::<usize>() >= 48, "{:?}", one.counters);
    assert!(one.parts.len() == 5 && one.parts.values().all(|(shown, _)| *shown > 4), "{:?}", one.parts);
    assert!(
        one.parts["ideas"].1 > 2 && one.parts["questions"].1 == 3 && one.answers > 700,
        "{:?} {}",
        one.parts,
        one.answers
    );
    assert!(one.leaves > 200 && one.audit > 200 && one.letters > 100, "{one:?}");
}

/// What a browser gets at an address, with a cookie: the status, where it is sent, cookies that are set, the page.
async fn get(app: &App, passes: &Passes, path: &str, cookie: &str) -> (u16, String, String, String) {
    let request = Request::builder().uri(path).header(header::HOST, "127.0.0.1:8280").header(header::COOKIE, cookie);
    let service = service_with(app, passes.routes());
    let (parts, body) = service.oneshot(request.body(Body::empty()).unwrap()).await.unwrap().into_parts();
    let text = |name| parts.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    let cookies: Vec<&str> = parts.headers.get_all(header::SET_COOKIE).iter().map(|v| v.to_str().unwrap()).collect();
    let session = cookies.iter().find(|c| c.starts_with("comity-studio") || c.starts_with("comity-portal"));
    let session = session.map_or("", |cookie| cookie.split(';').next().unwrap()).to_owned();
    let page = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    (parts.status.as_u16(), text(header::LOCATION), session, page)
}

#[tokio::test(flavor = "multi_thread")]
async fn links_lead_in_once_and_a_second_start_continues() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::of(folder.path());
    assert!(!house.is_whole(3).unwrap());
    let (app, ctx, exchange) = open(&house, 3).await;
    let (passes, guests) = (Passes::default(), guests(&app.store).await.unwrap());
    for ((who, name), home, shown) in [(guests.studio, "/studio", firm::NAME), (guests.portal, "/me", "Better advice")]
    {
        let link = passes.give(who).unwrap();
        let (status, to, session, _) = get(&app, &passes, &link, "").await;
        assert_eq!((status, to.as_str()), (303, home));
        let (status, _, _, page) = get(&app, &passes, home, &session).await;
        assert!(status == 200 && page.contains(&name) && page.contains(shown), "{page}");
        assert!(page.contains("class=\"simulated\""), "{page}");
        let (status, to, _, _) = get(&app, &passes, &link, &session).await;
        assert_eq!((status, to.as_str()), (303, home));
        assert_eq!(get(&app, &passes, &link, "").await.0, get(&app, &passes, "/demo/none", "").await.0);
        assert!(get(&app, &passes, &link, "").await.2.is_empty());
    }
    the_documented_path_works(&app, &ctx, exchange, folder.path()).await;
    let person = guests_person(&app, &ctx).await;
    let writer = Context { actor: comity_store::Actor::Person { id: person }, ..ctx.clone() };
    app.store.standing_leave(&writer, exchange).await.unwrap();
    let before = app.store.standing_counts(&ctx, exchange).await.unwrap();
    assert!(house.clear().unwrap_err().to_string().contains("served"));
    app.store.clone().close().await;

    assert!(house.is_whole(3).unwrap() && !house.is_whole(4).unwrap());
    let (app, ctx, exchange) = open(&house, 3).await;
    assert_eq!(app.store.standing_counts(&ctx, exchange).await.unwrap(), before);
    app.store.clone().close().await;

    house.clear().unwrap();
    assert!(!folder.path().join(FOLDER).exists());
    fs::create_dir(folder.path().join(FOLDER)).unwrap();
    house.clear().unwrap();
    fs::write(folder.path().join(FOLDER).join("letter.txt"), "dear diary").unwrap();
    assert!(house.clear().unwrap_err().to_string().contains("not made by the demo"));
    assert!(house.furnish(3, at()).await.is_err());
    assert!(folder.path().join(FOLDER).join("letter.txt").is_file());
}

/// What docs/api.md says, word for word, against the demo; and the firm of the demo keeps most of what it promises.
async fn the_documented_path_works(app: &App, ctx: &Context, exchange: ExchangeId, folder: &Path) {
    let livia = guests_person(app, ctx).await;
    let clients = app.store.client_list(ctx).await.unwrap();
    assert!(
        clients.iter().all(|client| client.seen.is_some_and(|seen| now() - seen < 4 * 86_400_000_000)),
        "{clients:?}"
    );
    let (_, key) = app.store.client_add(ctx, "Docs", comity_store::Scope::ALL.into_iter().collect()).await.unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (at, stop) = (listener.local_addr().unwrap(), tokio_util::sync::CancellationToken::new());
    let (service, stopping) = (crate::web::server::service(app), stop.clone());
    tokio::spawn(async move {
        crate::web::server::serve(service, listener, stopping, crate::web::server::Bounds::usual()).await
    });
    let before = app.store.benefits_get(ctx, exchange, livia).await.unwrap();
    assert!(before.unpromised.is_empty() && before.deliveries.len() > 4, "{before:?}");
    let mut command = std::process::Command::new("bash");
    command.current_dir(folder).env("COMITY", format!("http://{at}/f/norda")).env("COMITY_KEY", key);
    command.env("NO_PROXY", "127.0.0.1").args(["-e", "-o", "pipefail", "-c"]);
    command.arg(crate::web::tests::api::examples("sh")[1..].join("\n"));
    let said = crate::web::tests::api::run(command).await;
    assert!(said.contains("\"use\"") && said.contains("\"delivery\"") && !said.contains("\"reason\""), "{said}");
    let after = app.store.benefits_get(ctx, exchange, livia).await.unwrap();
    assert_eq!(after.deliveries.len(), before.deliveries.len() + 1);
    stop.cancel();

    let told = app.store.benefit_sums(ctx, exchange).await.unwrap().unwrap();
    for sum in told.sums.iter().filter(|sum| sum.benefit.benefit.as_str() != "thanks") {
        let (promised, delivered) = (sum.totals.promised as f64, sum.totals.delivered as f64);
        assert!((0.7..1.2).contains(&(delivered / promised)), "{sum:?}");
    }
    assert!(told.overdue > 0 && told.overdue < told.sums.iter().map(|sum| sum.persons).max().unwrap() / 5, "{told:?}");
}

async fn guests_person(app: &App, ctx: &Context) -> comity_store::PersonId {
    app.store.person_by_mail(ctx, cast::PORTAL.1).await.unwrap().unwrap().id
}
