//! Requests at a constant rate, whatever the server does: how long an answer took counts from when its request was due.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;

use crate::http::Connection;

/// Connections at most: with as many requests on their way, more wait, and that counts too.
const CONNECTIONS: usize = 128;

/// A request that was answered.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// Its number.
    pub number: usize,
    /// From when it was due to its answer.
    pub wait: Duration,
    /// How late it was sent.
    pub late: Duration,
    /// Whether the answer was a whole page.
    pub whole: bool,
}

/// Sends `total` requests, `rate` a second.
///
/// # Errors
/// The server does not answer.
pub async fn run(
    to: SocketAddr,
    rate: u32,
    total: usize,
    request: impl Fn(usize) -> Vec<u8> + Send + Sync + 'static,
) -> anyhow::Result<Vec<Outcome>> {
    let (due, next, request) = (Arc::new(Semaphore::new(0)), Arc::new(AtomicUsize::new(0)), Arc::new(request));
    let mut connections = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        connections.push(Connection::open(to).await?);
    }
    let start = Instant::now() + Duration::from_millis(20);
    let when = move |number: usize| start + Duration::from_secs_f64(number as f64 / f64::from(rate));
    let tasks = connections.into_iter().map(|mut connection| {
        let (due, next, request) = (due.clone(), next.clone(), request.clone());
        tokio::spawn(async move {
            let mut outcomes = Vec::new();
            // The clock closes it after the last one.
            while let Ok(permit) = due.acquire().await {
                permit.forget();
                let number = next.fetch_add(1, Ordering::Relaxed);
                let (at, request) = (when(number), request(number));
                let late = at.elapsed();
                let answer = connection.ask(&request).await?;
                let whole = answer.status == 200 && answer.body.ends_with(b"</html>");
                outcomes.push(Outcome { number, wait: at.elapsed(), late, whole });
            }
            Ok::<_, anyhow::Error>(outcomes)
        })
    });
    let tasks: Vec<_> = tasks.collect();
    // A thread of its own sleeps more exactly than the runtime, whose clock counts whole milliseconds.
    let clock = {
        let due = due.clone();
        std::thread::spawn(move || {
            for number in 0..total {
                std::thread::sleep(when(number).saturating_duration_since(Instant::now()));
                due.add_permits(1);
            }
        })
    };
    // Nobody may be woken for the last time before every request was taken.
    let mut all = Vec::with_capacity(total);
    while next.load(Ordering::Relaxed) < total && tasks.iter().all(|task| !task.is_finished()) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    due.close();
    for task in tasks {
        all.extend(task.await??);
    }
    let _ = clock.join();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    /// A server that stands still for a while makes every request wait that was due meanwhile, not only the one it had.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_server_that_stands_still_is_not_spared() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let to = listener.local_addr().unwrap();
        let began = Instant::now();
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                tokio::spawn(async move {
                    let mut asked = [0; 64];
                    while stream.read(&mut asked).await.unwrap_or(0) > 0 {
                        let still = Duration::from_millis(300).saturating_sub(began.elapsed());
                        tokio::time::sleep(still).await;
                        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n</html>").await;
                    }
                });
            }
        });
        let outcomes = run(to, 100, 50, |_| b"GET / HTTP/1.1\r\n\r\n".to_vec()).await.unwrap();
        assert_eq!(outcomes.len(), 50);
        assert!(outcomes.iter().all(|one| one.whole));
        let slow = outcomes.iter().filter(|one| one.wait > Duration::from_millis(50)).count();
        assert!((15..40).contains(&slow), "{slow}");
    }
}
