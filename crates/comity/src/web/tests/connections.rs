//! Connections themselves: a head that never ends, too many at once, and what was begun when the server stops.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use super::*;
use crate::web::server::{Bounds, serve};

const WHOLE: &[u8] = b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1:8280\r\nConnection: close\r\n\r\n";
const LONG: Duration = Duration::from_secs(20);

/// Everything that is answered until the server closes.
async fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let read = tokio::time::timeout(LONG, stream.read_to_end(&mut answer)).await.expect("the server closes");
    // A connection that is reset has ended too.
    let _ = read;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn heads_end_in_time_and_places_are_few() {
    let house = House::new(None, &[]).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (at, stop) = (listener.local_addr().unwrap(), CancellationToken::new());
    let (service, stopping) = (house.service.clone(), stop.clone());
    let bounds = Bounds { connections: 2, head: Duration::from_millis(700) };
    let server = tokio::spawn(async move { serve(service, listener, stopping, bounds).await });
    let begun = std::time::Instant::now();
    let mut slow = [TcpStream::connect(at).await.unwrap(), TcpStream::connect(at).await.unwrap()];
    for stream in &mut slow {
        stream.write_all(b"GET /livez HTTP/1.1\r\nHost: x\r\nX-Never: ").await.unwrap();
    }
    let mut third = TcpStream::connect(at).await.unwrap();
    third.write_all(WHOLE).await.unwrap();
    let mut early = [0; 1];
    let waits = tokio::time::timeout(Duration::from_millis(250), third.read(&mut early)).await;
    assert!(waits.is_err(), "both places are taken");
    let answered = rest(&mut third).await;
    assert!(answered.starts_with("HTTP/1.1 200") && answered.ends_with("ok\n"), "{answered}");
    assert!(begun.elapsed() >= Duration::from_millis(600), "only once a slow one was cut off");
    for stream in &mut slow {
        assert!(!rest(stream).await.contains(" 200 "));
    }
    let mut idle = TcpStream::connect(at).await.unwrap();
    idle.write_all(&kept_open()).await.unwrap();
    assert!(rest(&mut idle).await.starts_with("HTTP/1.1 200"), "kept open, and closed when nothing more comes");
    stop.cancel();
    tokio::time::timeout(LONG, server).await.expect("it stops").unwrap();
    assert!(TcpStream::connect(at).await.is_err());
    house.finish().await;
}

/// The same request without an end to the connection.
fn kept_open() -> Vec<u8> {
    String::from_utf8_lossy(WHOLE).replace("Connection: close\r\n", "").into_bytes()
}
