//! Figures for Prometheus, on an address of their own.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::http::header;
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio_util::sync::CancellationToken;

/// Upper bounds of the classes of durations, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// Serves them at `/metrics` until `stop`.
///
/// # Errors
/// The address cannot be listened on.
pub async fn serve(at: SocketAddr, stop: CancellationToken) -> anyhow::Result<()> {
    let handle = recorder()?;
    let listener = tokio::net::TcpListener::bind(at).await.with_context(|| format!("metrics.listen: {at}"))?;
    let (upkeep, stopping) = (handle.clone(), stop.clone());
    let kept = tokio::spawn(async move {
        while tokio::time::timeout(Duration::from_secs(5), stopping.cancelled()).await.is_err() {
            upkeep.run_upkeep();
        }
    });
    let show = move || {
        let handle = handle.clone();
        async move { ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], handle.render()) }
    };
    let router = Router::new().route("/metrics", get(show));
    axum::serve(listener, router).with_graceful_shutdown(async move { stop.cancelled().await }).await?;
    kept.await?;
    Ok(())
}

fn recorder() -> anyhow::Result<PrometheusHandle> {
    let builder = PrometheusBuilder::new();
    let builder = builder.set_buckets_for_metric(Matcher::Full("comity_request_seconds".into()), &SECONDS)?;
    Ok(builder.install_recorder()?)
}
