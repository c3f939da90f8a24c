//! The service over the router, and how it is run and stopped.

use std::any::Any;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tower::util::BoxCloneSyncService;
use tower::{Layer as _, ServiceBuilder, ServiceExt as _};
use tower_http::catch_panic::CatchPanicLayer;

use super::app::App;
use super::fault::Fault;
use super::layer::outer::outer;
use super::route::{Route, router};
use super::routes::table;

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
    let inner = ServiceBuilder::new().layer(CatchPanicLayer::custom(panicked)).service(router(app, table));
    BoxCloneSyncService::new(from_fn_with_state(app.clone(), outer).layer(inner))
}

/// What a panic says may be about somebody: the hook of the process logs where it was, and nothing else.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    Fault::Broken.into_response()
}

/// What connections are held to.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// How many are open at once; others wait until one ends.
    pub connections: usize,
    /// How long the head of a request may be on its way, also the next one of a connection that is kept open.
    pub head: Duration,
}

impl Bounds {
    /// As many connections as this process may have files open, but for a quarter that everything else needs.
    pub fn usual() -> Self {
        let files = rustix::process::getrlimit(rustix::process::Resource::Nofile).current.unwrap_or(u64::MAX);
        let connections = usize::try_from(files / 4 * 3).unwrap_or(usize::MAX).clamp(16, 8_192);
        Self { connections, head: Duration::from_secs(15) }
    }
}

/// Serves until `stop`, then finishes what was begun.
pub async fn serve(service: Service, listener: TcpListener, stop: CancellationToken, bounds: Bounds) {
    let places = Arc::new(Semaphore::new(bounds.connections));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(bounds.head);
    let open = GracefulShutdown::new();
    while let Some((place, stream, peer)) = next(&listener, &stop, &places).await {
        let service = service.clone();
        let answer = service_fn(move |request: hyper::Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            service.clone().oneshot(request)
        });
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), answer));
        tokio::spawn(async move {
            // Whoever went away, or sent what is no request, is told nothing more and needs no line in the log.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(PATIENCE, open.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time; they were cut off");
    }
}

/// The next connection, once there is a place for it; nothing when the server stops.
async fn next(
    listener: &TcpListener,
    stop: &CancellationToken,
    places: &Arc<Semaphore>,
) -> Option<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = tokio::select! {
        () = stop.cancelled() => return None,
        place = places.clone().acquire_owned() => place.ok()?,
    };
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => return None,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Only what is sent together may wait for more; a socket that refuses is served all the same.
                let _ = stream.set_nodelay(true);
                return Some((place, stream, peer));
            }
            Err(error) if is_its_own(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "connections cannot be taken just now");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

/// Whether an error is that of one connection, which was gone before it was taken.
fn is_its_own(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
