//! Where nothing is sent, whoever typed it.

use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use futures_util::FutureExt as _;

use super::super::address::Special;
use super::super::rules::rules;
use super::super::{Carrier, Lookup, NotATarget, Outcome, Refusal, Rules, Target, Trouble};
use super::server::{Receiver, carrier, leads, leads_here, leads_nowhere, permissive, send};
use super::{NOW, message, secret};

const DELIVERED: Outcome = Outcome::Delivered { status: 204, confirmed: false };

#[tokio::test]
async fn a_name_that_leads_inside_is_refused() {
    let lead = async |to: &[&str]| send(&carrier(leads(to)), "https://hooks.example/", &Rules::default()).await;
    for (to, expect) in [
        ("127.0.0.1", Special::Loopback),
        ("10.0.0.1", Special::Private),
        ("169.254.169.254", Special::LinkLocal),
        ("::ffff:192.168.0.1", Special::Private),
        ("64:ff9b::7f00:1", Special::Loopback),
        ("fe80::1", Special::LinkLocal),
        ("0.0.0.0", Special::Unspecified),
    ] {
        assert_eq!(lead(&[to]).await, Refusal::NotPublic(expect).into(), "{to}");
    }
}

#[tokio::test]
async fn one_refused_address_of_two_is_enough_in_either_order() {
    let receiver = Receiver::says("HTTP/1.1 204 No Content\r\n\r\n").await;
    let rules = rules(&["hooks.example"]);
    for to in [["127.0.0.1", "169.254.169.254"], ["169.254.169.254", "127.0.0.1"]] {
        let outcome = send(&carrier(leads(&to)), &receiver.url(), &rules).await;
        assert_eq!(outcome, Refusal::NotPublic(Special::LinkLocal).into(), "{to:?}");
    }
    assert_eq!(receiver.met(), 0);
    assert_eq!(send(&carrier(leads_here()), &receiver.url(), &rules).await, DELIVERED);
}

/// Names whose answers are other ones each time, and how often they were asked.
fn turning(answers: &[&str]) -> (Lookup, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let answers: Vec<IpAddr> = answers.iter().rev().map(|address| address.parse().unwrap()).collect();
    let (answers, count) = (Mutex::new(answers), asked.clone());
    let lookup: Lookup = Arc::new(move |_, _| {
        count.fetch_add(1, Ordering::SeqCst);
        std::future::ready(Ok(answers.lock().unwrap().pop().into_iter().collect())).boxed()
    });
    (lookup, asked)
}

#[tokio::test]
async fn a_name_is_asked_once_so_that_it_cannot_turn_after_the_check() {
    let receiver = Receiver::says("HTTP/1.1 204 No Content\r\n\r\n").await;
    // The second answer would be another machine, the first is where the connection has to go.
    let (lookup, asked) = turning(&["127.0.0.1", "127.0.0.2"]);
    assert_eq!(send(&carrier(lookup), &receiver.url(), &permissive()).await, DELIVERED);
    assert_eq!((receiver.met(), asked.load(Ordering::SeqCst)), (1, 1));
    // And the other way round: public at the check would not be asked again either.
    let (lookup, asked) = turning(&["169.254.1.1", "127.0.0.1"]);
    let refused = send(&carrier(lookup), &receiver.url(), &permissive()).await;
    assert_eq!(refused, Refusal::NotPublic(Special::LinkLocal).into());
    assert_eq!((receiver.met(), asked.load(Ordering::SeqCst)), (1, 1));
}

#[tokio::test]
async fn an_address_that_is_typed_is_not_looked_up() {
    let receiver = Receiver::says("HTTP/1.1 204 No Content\r\n\r\n").await;
    let url = format!("http://127.0.0.1:{}/", receiver.port);
    assert_eq!(send(&carrier(leads_nowhere()), &url, &rules(&["127.0.0.0/8"])).await, DELIVERED);
}

#[tokio::test]
async fn redirects_are_followed_nowhere() {
    let inside = Receiver::says("HTTP/1.1 200 OK\r\n\r\nsecrets").await;
    for status in [301, 302, 303, 307, 308] {
        let to = format!("http://127.0.0.1:{}/", inside.port);
        let receiver =
            Receiver::says(format!("HTTP/1.1 {status} Moved\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n")).await;
        let Outcome::Failed(failure) = receiver.outcome().await else { panic!("{status}") };
        assert_eq!(failure.trouble, Trouble::Redirect(status));
        assert!(!failure.may_pass() && failure.trouble.to_string().contains("redirects are not followed"));
        assert_eq!(receiver.met(), 1);
    }
    assert_eq!(inside.met(), 0);
}

#[tokio::test]
async fn rules_that_were_narrowed_hold_at_once() {
    let receiver = Receiver::says("HTTP/1.1 204 No Content\r\n\r\n").await;
    let (target, none) = (Target::parse(&receiver.url(), &permissive()).unwrap(), Rules::default());
    let outcome = carrier(leads_here()).deliver(&target, &none, &message(), &[secret()], NOW).await;
    assert_eq!(outcome, Refusal::Target(NotATarget::Scheme).into());
    let unsigned = carrier(leads_here()).deliver(&target, &permissive(), &message(), &[], NOW).await;
    assert_eq!(unsigned, Refusal::NoSecret.into());
    assert_eq!(receiver.met(), 0);
}

#[tokio::test]
async fn names_that_lead_nowhere_and_names_that_never_answer() {
    let out = async |lookup| send(&carrier(lookup), "https://hooks.example/", &Rules::default()).await;
    assert_eq!(out(leads_nowhere()).await, Trouble::NoSuchHost.into());
    assert_eq!(out(leads(&[])).await, Trouble::NoSuchHost.into());
    assert_eq!(out(Arc::new(|_, _| std::future::pending().boxed())).await, Trouble::TooSlow.into());
}

#[tokio::test]
async fn the_next_address_is_tried_where_nobody_answers() {
    let receiver = Receiver::says("HTTP/1.1 204 No Content\r\n\r\n").await;
    let both = carrier(leads(&["127.0.0.2", "127.0.0.1"]));
    assert_eq!(send(&both, &receiver.url(), &permissive()).await, DELIVERED);
    let neither = carrier(leads(&["127.0.0.2", "127.0.0.3"]));
    assert_eq!(send(&neither, &receiver.url(), &permissive()).await, Trouble::NoConnection.into());
}

/// The one that the house runs with: the system's names and browsers' roots, and this machine refused.
#[tokio::test]
async fn the_usual_carrier_asks_the_system_and_refuses_this_machine() {
    let usual = Carrier::new().unwrap();
    let target = Target::parse("https://localhost:8443/", &rules(&["localhost:8443"])).unwrap();
    let outcome = usual.deliver(&target, &Rules::default(), &message(), &[secret()], NOW).await;
    assert_eq!(outcome, Refusal::Target(NotATarget::LocalName).into());
    let receiver = Receiver::says("HTTP/1.1 204 No Content\r\n\r\n").await;
    let url = format!("http://localhost:{}/", receiver.port);
    assert_eq!(send(&usual, &url, &rules(&["localhost"])).await, DELIVERED);
}
