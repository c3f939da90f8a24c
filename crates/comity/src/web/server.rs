//! The service over the router, and how it is run and stopped.

use std::any::Any;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::ServiceExt as _;
use axum::extract::Request;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::util::BoxCloneSyncService;
use tower::{Layer as _, ServiceBuilder};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use super::app::App;
use super::fault::Fault;
use super::layer::outer::outer;
use super::route::{Route, router};
use super::routes::table;

/// How long a request may take.
const LONGEST: Duration = Duration::from_secs(30);
/// How long open requests are waited for when the server stops.
const PATIENCE: Duration = Duration::from_secs(15);

/// The whole service: what tests call and what a listener serves.
pub type Service = BoxCloneSyncService<Request, Response, Infallible>;

/// Builds the service.
#[cfg(test)]
pub fn service(app: &App) -> Service {
    service_with(app, Vec::new())
}

/// Builds the service, with routes beside those of the table.
pub fn service_with(app: &App, more: Vec<Route>) -> Service {
    let mut table = table();
    table.extend(more);
    let panicked: fn(Box<dyn Any + Send>) -> Response = panicked;
    let inner = ServiceBuilder::new()
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(Fault::TimedOut.status(), LONGEST))
        .service(router(app, table));
    BoxCloneSyncService::new(from_fn_with_state(app.clone(), outer).layer(inner))
}

/// What a panic says may be about somebody: the hook of the process logs where it was, and nothing else.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    Fault::Broken.into_response()
}

/// Serves the table and more routes until `stop`, then finishes what was begun.
///
/// # Errors
/// The listener's.
pub async fn serve(app: &App, more: Vec<Route>, listener: TcpListener, stop: CancellationToken) -> std::io::Result<()> {
    let make = service_with(app, more).into_make_service_with_connect_info::<SocketAddr>();
    let (stopping, late) = (stop.clone(), stop);
    let serving = axum::serve(listener, make).with_graceful_shutdown(async move { stopping.cancelled().await });
    let late = async move {
        late.cancelled().await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        done = serving => done,
        () = late => {
            tracing::warn!("some requests did not end in time; they were cut off");
            Ok(())
        }
    }
}
