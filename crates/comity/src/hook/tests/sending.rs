//! What is sent, and what is made of ordinary answers.

use std::time::Duration;

use hyper::HeaderMap;
use hyper::header::{HeaderName, HeaderValue};

use super::super::{Failure, Message, Outcome, Secret, TOLERANCE, Target, Trouble, verify};
use super::server::{Receiver, carrier, leads_here, permissive};
use super::{NOW, message, secret};

fn read(asked: &str) -> (&str, HeaderMap, &str) {
    let (head, body) = asked.split_once("\r\n\r\n").unwrap();
    let (line, rest) = head.split_once("\r\n").unwrap();
    let pair = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.parse::<HeaderName>().unwrap(), value.parse::<HeaderValue>().unwrap())
    };
    (line, rest.lines().map(pair).collect(), body)
}

#[tokio::test]
async fn a_request_is_as_standard_webhooks_has_it() {
    let receiver = Receiver::says("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await;
    let (old, new) = (secret(), Secret::draw().unwrap());
    let target = Target::parse(&receiver.url(), &permissive()).unwrap();
    let message = Message::new("msg_1", r#"{"name":"Zoë"}"#).unwrap();
    let sent = carrier(leads_here()).deliver(&target, &permissive(), &message, &[new.clone(), old.clone()], NOW).await;
    assert_eq!(sent, Outcome::Delivered { status: 200, confirmed: false });
    let asked = receiver.asked();
    let (line, headers, body) = read(&asked);
    assert_eq!(line, "POST /in?firm=1 HTTP/1.1");
    assert_eq!(headers["host"], format!("hooks.example:{}", receiver.port));
    assert_eq!(headers["user-agent"], concat!("comity/", env!("CARGO_PKG_VERSION")));
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["content-length"], "15");
    assert_eq!(headers["webhook-timestamp"], "1700000000");
    assert_eq!(headers["webhook-signature"].to_str().unwrap().split(' ').count(), 2);
    for one in [old, new] {
        assert_eq!(verify(&[one], &headers, body.as_bytes(), NOW, TOLERANCE), Ok("msg_1"));
    }
    assert!(verify(&[Secret::draw().unwrap()], &headers, body.as_bytes(), NOW, TOLERANCE).is_err());
    let unexpected = headers.keys().find(|name| {
        let known = ["host", "user-agent", "content-type", "content-length", "connection"];
        !known.contains(&name.as_str()) && !name.as_str().starts_with("webhook-")
    });
    assert_eq!(unexpected, None);
}

#[tokio::test]
async fn answers_are_told_without_a_word_of_theirs() {
    let failed =
        |trouble, asked: Option<u64>| Outcome::Failed(Failure { trouble, asked: asked.map(Duration::from_secs) });
    for (head, expect) in [
        ("204 No Content", Outcome::Delivered { status: 204, confirmed: false }),
        ("410 Gone", Outcome::Gone),
        ("404 hush", failed(Trouble::Status(404), None)),
        ("500 hush", failed(Trouble::Status(500), None)),
        ("503 hush\r\nretry-after: 120", failed(Trouble::Status(503), Some(120))),
        ("429 hush\r\nretry-after: 9999999", failed(Trouble::Status(429), Some(86_400))),
        ("503 hush\r\nretry-after: tomorrow", failed(Trouble::Status(503), None)),
    ] {
        let receiver = Receiver::says(format!("HTTP/1.1 {head}\r\nx-hush: hush\r\n\r\nhush")).await;
        let outcome = receiver.outcome().await;
        assert_eq!(outcome, expect, "{head}");
        let said = match outcome {
            Outcome::Failed(failure) => failure.trouble.to_string(),
            _ => String::new(),
        };
        let all = format!("{outcome:?} {said} {:?} {:?}", message(), secret());
        assert!(!all.contains("hush") && !all.contains("MfKQ"), "{all}");
    }
}
