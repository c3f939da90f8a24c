//! One table of routes: what is served, to whom, and how often. The router is made from it, and so is the test that tries
//! every route as everybody.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, on};
use comity_store::{Right, Scope};
use tower_http::timeout::TimeoutLayer;

use super::app::App;
use super::fault::Fault;
use super::gate::{Gate, gate};
use super::limit::Rate;

/// Who may use a route. The books check every right again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody, also where there is no firm.
    Anybody,
    /// Anybody at a firm's address.
    AtFirm,
    /// A person, or a guardian for one.
    Person,
    /// A member, whatever the role.
    Member,
    /// A member whose role has that right.
    Holder(Right),
    /// A system of the firm, by its key, which has to be for that where something is named.
    Client(Option<Scope>),
    /// A program at a firm's address, with a secret that the route itself looks at.
    Bearer,
    /// Whoever holds the secret that comes along: no session counts, and a form may come from anywhere; the route itself looks from where,
    /// if that matters.
    Secret,
}

/// How long a request may take unless its route says more.
const LONGEST: Duration = Duration::from_secs(30);
/// Bytes that a form may have.
const FORM: usize = 256 * 1024;

/// One route.
pub struct Route {
    /// What is known of it without serving it.
    pub spec: Spec,
    serve: MethodRouter<App>,
}

/// What is known of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// The method.
    pub method: Method,
    /// The path, with `{names}`.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    /// How often.
    pub rate: Rate,
    /// Bytes of a body that are read at most.
    pub body: usize,
    /// How long an answer may take, what is sent included.
    pub longest: Duration,
}

impl Route {
    /// A route that reads.
    pub fn get<H: Handler<T, App>, T: 'static>(path: &'static str, who: Who, handler: H) -> Self {
        let spec = Spec { method: Method::GET, path, who, rate: Rate::Free, body: 0, longest: LONGEST };
        Self { spec, serve: on(MethodFilter::GET, handler) }
    }

    /// A route that changes something.
    pub fn post<H: Handler<T, App>, T: 'static>(path: &'static str, who: Who, handler: H) -> Self {
        let spec = Spec { method: Method::POST, path, who, rate: Rate::Free, body: FORM, longest: LONGEST };
        Self { spec, serve: on(MethodFilter::POST, handler) }
    }

    /// Counts attempts.
    pub fn rate(self, rate: Rate) -> Self {
        Self { spec: Spec { rate, ..self.spec }, ..self }
    }

    /// Takes bodies of up to so many bytes.
    pub fn body(self, bytes: usize) -> Self {
        Self { spec: Spec { body: bytes, ..self.spec }, ..self }
    }

    /// May take so long.
    pub fn longest(self, longest: Duration) -> Self {
        Self { spec: Spec { longest, ..self.spec }, ..self }
    }
}

/// The router over a table, each route behind its gate.
pub fn router(app: &App, table: Vec<Route>) -> Router {
    let mut router = Router::new();
    for Route { spec, serve } in table {
        let (path, body) = (spec.path, spec.body);
        let patience = TimeoutLayer::with_status_code(Fault::TimedOut.status(), spec.longest);
        let guarded = from_fn_with_state(Gate { app: app.clone(), spec: spec.into() }, gate);
        router = router
            .route(path, serve.layer(DefaultBodyLimit::max(body)).layer::<_, Infallible>(guarded).layer(patience));
    }
    router.fallback(|| async { Fault::NotFound }).with_state(app.clone())
}
