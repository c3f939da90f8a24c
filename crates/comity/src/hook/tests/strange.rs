//! Receivers that keep us waiting, say too much, break off, or speak something else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::Notify;

use super::super::{Outcome, Trouble};
use super::server::Receiver;

const OK: Outcome = Outcome::Delivered { status: 200, confirmed: false };

/// Writes a little again and again until nobody listens.
async fn dribble(stream: &mut tokio::net::TcpStream, what: &str) {
    while stream.write_all(what.as_bytes()).await.is_ok() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_head_that_never_ends_takes_no_longer_than_there_is() {
    let receiver = Receiver::new(async |mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n").await;
        dribble(&mut stream, "x: y\r\n").await;
    })
    .await;
    let begun = Instant::now();
    assert_eq!(receiver.outcome().await, Trouble::TooSlow.into());
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn silence_takes_no_longer_either_and_the_connection_is_closed() {
    let closed = Arc::new(Notify::new());
    let told = closed.clone();
    let receiver = Receiver::new(move |mut stream| {
        let told = told.clone();
        async move {
            let _ = stream.read(&mut [0; 16]).await;
            told.notify_one();
        }
    })
    .await;
    assert_eq!(receiver.outcome().await, Trouble::TooSlow.into());
    tokio::time::timeout(Duration::from_secs(5), closed.notified()).await.unwrap();
}

#[tokio::test]
async fn a_body_that_never_ends_does_not_undo_what_was_received() {
    let receiver = Receiver::new(async |mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n").await;
        dribble(&mut stream, "x").await;
    })
    .await;
    let begun = Instant::now();
    assert_eq!(receiver.outcome().await, OK);
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn ten_megabytes_are_not_read() {
    let written = Arc::new(AtomicUsize::new(0));
    let count = written.clone();
    let ended = Arc::new(Notify::new());
    let told = ended.clone();
    let receiver = Receiver::new(move |mut stream| {
        let (count, told) = (count.clone(), told.clone());
        async move {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10485760\r\n\r\n").await;
            while count.load(Ordering::SeqCst) < 10_485_760 && stream.write_all(&[b'x'; 16_384]).await.is_ok() {
                count.fetch_add(16_384, Ordering::SeqCst);
            }
            told.notify_one();
        }
    })
    .await;
    assert_eq!(receiver.outcome().await, OK);
    tokio::time::timeout(Duration::from_secs(5), ended.notified()).await.unwrap();
    // What fits into the system's own buffers is written although nobody reads it.
    let written = written.load(Ordering::SeqCst);
    assert!(written < 10_485_760, "{written} bytes were taken");
}

#[tokio::test]
async fn what_breaks_off_before_its_end() {
    let check = async |answer: &str, expect: Outcome| {
        let receiver = Receiver::says(answer).await;
        assert_eq!(receiver.outcome().await, expect, "{answer:?}");
    };
    check("", Trouble::CutOff.into()).await;
    check("HTTP/1.1 200 O", Trouble::CutOff.into()).await;
    check("HTTP/1.1 200 OK\r\ncontent-le", Trouble::CutOff.into()).await;
    // The status has arrived: the receiver has the message.
    check("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\ncut", OK).await;
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz", OK).await;
    check("HTTP/1.1 500 Oh\r\ncontent-length: 1000\r\n\r\ncut", Trouble::Status(500).into()).await;
}

#[tokio::test]
async fn what_is_no_http() {
    let check = async |answer: &str, expect: Outcome| {
        let receiver = Receiver::says(answer).await;
        assert_eq!(receiver.outcome().await, expect, "{:?}", &answer[..answer.len().min(40)]);
    };
    check("SSH-2.0-OpenSSH_9.2\r\n", Trouble::NoHttp.into()).await;
    check("220 mail.example ESMTP\r\n", Trouble::NoHttp.into()).await;
    check("HTTP/1.1 99999 What\r\n\r\n", Trouble::NoHttp.into()).await;
    let long = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(200_000));
    check(&long, Trouble::NoHttp.into()).await;
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(5_000));
    check(&many, Trouble::NoHttp.into()).await;
    // Said before the answer, and not it.
    check("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", OK).await;
}
