//! Receivers and names of tests: all on the loopback, none in the DNS.

use std::future::Future;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt as _;
use rustls::RootCertStore;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::super::rules::rules;
use super::super::{Carrier, Limits, Lookup, Outcome, Rules, Target, tls};
use super::{NOW, message, secret};

/// A receiver: its port, how many connections it had, and what the last one asked.
pub struct Receiver {
    pub port: u16,
    met: Arc<AtomicUsize>,
    asked: Arc<Mutex<String>>,
}

impl Receiver {
    /// One that reads a whole request and then does as told, with the connection.
    pub async fn new<F: Future<Output = ()> + Send>(then: impl Fn(TcpStream) -> F + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let receiver = Self { port: listener.local_addr().unwrap().port(), met: Arc::default(), asked: Arc::default() };
        let (met, asked, then) = (receiver.met.clone(), receiver.asked.clone(), Arc::new(then));
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                met.fetch_add(1, Ordering::SeqCst);
                let (asked, then) = (asked.clone(), then.clone());
                tokio::spawn(async move {
                    let read = whole(&mut stream).await;
                    *asked.lock().unwrap() = read;
                    then(stream).await;
                });
            }
        });
        receiver
    }

    /// One that always gives this answer and then closes.
    pub async fn says(answer: impl Into<String>) -> Self {
        let answer = Arc::new(answer.into());
        Self::new(move |mut stream| {
            let answer = answer.clone();
            async move {
                // Whoever asked may have gone.
                let _ = stream.write_all(answer.as_bytes()).await;
                let _ = stream.shutdown().await;
            }
        })
        .await
    }

    pub fn met(&self) -> usize {
        self.met.load(Ordering::SeqCst)
    }

    pub fn asked(&self) -> String {
        self.asked.lock().unwrap().clone()
    }

    /// The address of it by a name that leads here.
    pub fn url(&self) -> String {
        format!("http://hooks.example:{}/in?firm=1", self.port)
    }

    /// What comes of a message to it within short limits.
    pub async fn outcome(&self) -> Outcome {
        send(&carrier(leads_here()), &self.url(), &permissive()).await
    }
}

/// A request up to the end of its body.
async fn whole(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    let mut buffer = [0; 4_096];
    loop {
        let text = String::from_utf8_lossy(&read);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
            if body.len() >= length.parse().unwrap() {
                return text.into_owned();
            }
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return String::from_utf8_lossy(&read).into_owned(),
            Ok(count) => read.extend_from_slice(&buffer[..count]),
        }
    }
}

/// Names that lead where told.
pub fn leads(to: &[&str]) -> Lookup {
    let to: Vec<IpAddr> = to.iter().map(|address| address.parse().unwrap()).collect();
    Arc::new(move |_, _| std::future::ready(Ok(to.clone())).boxed())
}

/// Names that lead to this machine.
pub fn leads_here() -> Lookup {
    leads(&["127.0.0.1"])
}

/// Names that lead nowhere.
pub fn leads_nowhere() -> Lookup {
    Arc::new(|_, _| std::future::ready(Err(io::ErrorKind::NotFound.into())).boxed())
}

/// Rules that permit the receivers of tests, and nothing else that is private.
pub fn permissive() -> Rules {
    rules(&["hooks.example"])
}

/// A carrier with less than a second for everything.
pub fn carrier(lookup: Lookup) -> Carrier {
    trusting(lookup, tls::usual_roots())
}

/// The same, with roots of the test's.
pub fn trusting(lookup: Lookup, roots: RootCertStore) -> Carrier {
    let limits = Limits { connect: Duration::from_millis(400), whole: Duration::from_millis(800), ..Limits::usual() };
    Carrier::with(lookup, roots, limits).unwrap()
}

/// Sends the message of tests.
pub async fn send(carrier: &Carrier, url: &str, rules: &Rules) -> Outcome {
    let target = Target::parse(url, rules).unwrap();
    carrier.deliver(&target, rules, &message(), &[secret()], NOW).await
}
