//! One attempt: a name is resolved once, every address is checked, and one of those very addresses is spoken to.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{self, HeaderMap};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsConnector;

use super::schedule::LONGEST_ASKED;
use super::sign::{ID, SIGNATURE, TIMESTAMP, seconds, signatures};
use super::{Failure, Message, Outcome, Refusal, Rules, Secret, Target, Trouble, tls};

/// Who sends, as receivers read it.
const AGENT: &str = concat!("comity/", env!("CARGO_PKG_VERSION"));
/// The most addresses of one name that are tried.
const MOST_TRIED: usize = 4;
/// The longest head of an answer, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;
/// How long the body of an answer is listened to: the status has said everything but whether it confirms.
const LINGER: Duration = Duration::from_secs(1);

/// Gives all addresses of a name. Asked once for each attempt.
pub type Lookup = Arc<dyn Fn(String, u16) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync>;

/// Bounds of one attempt.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For a connection, over all addresses of a name.
    pub connect: Duration,
    /// For everything.
    pub whole: Duration,
    /// The most bytes of an answer's body that are read.
    pub body: usize,
}

impl Limits {
    /// Five seconds to connect, ten for everything, 64 KiB.
    pub fn usual() -> Self {
        Self { connect: Duration::from_secs(5), whole: Duration::from_secs(10), body: 64 * 1024 }
    }
}

/// Carries messages. Cheap to clone; holds no connection.
#[derive(Clone)]
pub struct Carrier {
    lookup: Lookup,
    tls: TlsConnector,
    limits: Limits,
}

impl Carrier {
    /// One that asks the system for names and trusts whom browsers trust.
    ///
    /// # Errors
    /// Where the cipher suites of this build fit no version of TLS, which no machine changes.
    pub fn new() -> Result<Self, rustls::Error> {
        let lookup: Lookup = Arc::new(|host, port| {
            async move { Ok(tokio::net::lookup_host((host, port)).await?.map(|found| found.ip()).collect()) }.boxed()
        });
        Self::with(lookup, tls::usual_roots(), Limits::usual())
    }

    /// One with names, roots and bounds of the caller's.
    ///
    /// # Errors
    /// As [`Carrier::new`].
    pub(super) fn with(lookup: Lookup, roots: rustls::RootCertStore, limits: Limits) -> Result<Self, rustls::Error> {
        Ok(Self { lookup, tls: tls::connector(roots)?, limits })
    }

    /// Sends a message once, signed with each of the secrets, and waits for the answer. `now` is in microseconds since 1970. No proxy is used,
    /// no redirect followed, and what the answer says besides its status, `Retry-After` and whether it confirms is dropped. A 2xx status is a
    /// delivery even if the body after it breaks off: a second delivery would be a second time for the receiver.
    pub async fn deliver(
        &self,
        target: &Target,
        rules: &Rules,
        message: &Message,
        secrets: &[Secret],
        now: i64,
    ) -> Outcome {
        let end = Instant::now() + self.limits.whole;
        let asked = match self.request(target, message, secrets, now) {
            Ok(request) => timeout_at(end, self.ask(target, rules, request)).await,
            Err(outcome) => return outcome,
        };
        match asked {
            Err(_) => Trouble::TooSlow.into(),
            Ok(Err(outcome)) => outcome,
            Ok(Ok((answer, _open))) => {
                let outcome = judge(answer.status().as_u16(), answer.headers());
                // Receivers that are cut off while they write would report an error. The outcome stands, however this ends.
                let end = end.min(Instant::now() + LINGER);
                let body = timeout_at(end, read(answer.into_body(), self.limits.body)).await;
                match outcome {
                    Outcome::Delivered { status, .. } => {
                        Outcome::Delivered { status, confirmed: body.is_ok_and(|body| confirms(&body)) }
                    }
                    other => other,
                }
            }
        }
    }

    fn request(
        &self,
        target: &Target,
        message: &Message,
        secrets: &[Secret],
        now: i64,
    ) -> Result<Request<Full<Bytes>>, Outcome> {
        if secrets.is_empty() {
            return Err(Refusal::NoSecret.into());
        }
        let timestamp = seconds(now);
        let request = Request::post(target.path().as_str())
            .header(header::HOST, target.authority())
            .header(header::USER_AGENT, AGENT)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::CONNECTION, "close")
            .header(ID, message.id())
            .header(TIMESTAMP, timestamp)
            .header(SIGNATURE, signatures(secrets, message, timestamp))
            .body(Full::new(message.body().clone()));
        // Target and message have held every part to what a header may have.
        request.map_err(|_| Refusal::Target(super::NotATarget::Malformed).into())
    }

    /// Asks, and gives the answer's head with what keeps its connection open.
    async fn ask(
        &self,
        target: &Target,
        rules: &Rules,
        request: Request<Full<Bytes>>,
    ) -> Result<(Response<Incoming>, JoinSet<()>), Outcome> {
        let addresses = self.addresses(target, rules).await?;
        let stream = self.connect(&addresses).await.ok_or(Trouble::NoConnection)?;
        if !target.is_https() {
            return speak(stream, request).await;
        }
        match self.tls.connect(target.server(), stream).await {
            Ok(stream) => speak(stream, request).await,
            Err(error) => Err(tls::trouble(&error).into()),
        }
    }

    /// The addresses of a target, each of which was checked.
    async fn addresses(&self, target: &Target, rules: &Rules) -> Result<Vec<SocketAddr>, Outcome> {
        target.check(rules).map_err(Refusal::Target)?;
        let (host, port) = (target.host(), target.port());
        let found = match target.literal() {
            Some(address) => vec![address],
            None => (self.lookup)(host.to_owned(), port).await.map_err(|_| Trouble::NoSuchHost)?,
        };
        if found.is_empty() {
            return Err(Trouble::NoSuchHost.into());
        }
        // One that is refused is enough: a name with both could else be tried until the other one comes first.
        if let Some(special) = found.iter().find_map(|address| rules.refuse(host, port, *address)) {
            return Err(Refusal::NotPublic(special).into());
        }
        Ok(found.into_iter().map(|address| SocketAddr::new(address.to_canonical(), port)).collect())
    }

    /// Connects to the first address that answers. Each has an equal part of what is left of the time.
    async fn connect(&self, addresses: &[SocketAddr]) -> Option<TcpStream> {
        let end = Instant::now() + self.limits.connect;
        let tried = addresses.len().min(MOST_TRIED);
        for (index, address) in addresses.iter().take(tried).enumerate() {
            let part = end.saturating_duration_since(Instant::now()) / u32::try_from(tried - index).unwrap_or(1);
            if let Ok(Ok(stream)) = timeout(part, TcpStream::connect(address)).await {
                return Some(stream);
            }
        }
        None
    }
}

/// Sends a request over a connection that is there.
async fn speak(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    request: Request<Full<Bytes>>,
) -> Result<(Response<Incoming>, JoinSet<()>), Outcome> {
    let builder = http1::Builder::new().max_buf_size(LONGEST_HEAD).to_owned();
    let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await.map_err(|error| broken(&error))?;
    // Aborted when dropped, and the connection with it.
    let mut open = JoinSet::new();
    open.spawn(async move { drop(connection.await) });
    let answer = sender.send_request(request).await.map_err(|error| broken(&error))?;
    Ok((answer, open))
}

fn broken(error: &hyper::Error) -> Trouble {
    if error.is_parse() || error.is_parse_too_large() || error.is_parse_status() {
        Trouble::NoHttp
    } else {
        Trouble::CutOff
    }
}

/// A body as far as it came, up to about so many bytes.
async fn read(mut body: Incoming, most: usize) -> Vec<u8> {
    let mut all = Vec::new();
    while all.len() < most
        && let Some(Ok(frame)) = body.frame().await
    {
        all.extend(frame.data_ref().into_iter().flatten());
    }
    all
}

/// Whether an answer says that what was sent is done.
fn confirms(body: &[u8]) -> bool {
    serde_json::from_slice::<serde_json::Value>(body).is_ok_and(|said| said["confirmed"] == true)
}

fn judge(status: u16, headers: &HeaderMap) -> Outcome {
    let trouble = match status {
        200..=299 => return Outcome::Delivered { status, confirmed: false },
        410 => return Outcome::Gone,
        300..=399 => Trouble::Redirect(status),
        _ => Trouble::Status(status),
    };
    Outcome::Failed(Failure { trouble, asked: asked(headers) })
}

/// Whole seconds that the receiver asks to wait. Dates are left alone: our own schedule is near enough.
fn asked(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // More digits than a number has are a long time as well.
    Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)).min(LONGEST_ASKED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_mean_what_standard_webhooks_says() {
        let of = |status| judge(status, &HeaderMap::new());
        assert_eq!(of(200), Outcome::Delivered { status: 200, confirmed: false });
        assert_eq!(of(299), Outcome::Delivered { status: 299, confirmed: false });
        assert_eq!(of(302), Trouble::Redirect(302).into());
        assert_eq!(of(304), Trouble::Redirect(304).into());
        assert_eq!(of(410), Outcome::Gone);
        assert_eq!(of(101), Trouble::Status(101).into());
        let may_pass = |status| matches!(of(status), Outcome::Failed(failure) if failure.may_pass());
        for (status, expect) in [(500, true), (503, true), (599, true), (429, true), (408, true), (425, true)] {
            assert_eq!(may_pass(status), expect, "{status}");
        }
        for status in [101, 301, 400, 401, 404, 422] {
            assert!(!may_pass(status), "{status}");
        }
    }

    #[test]
    fn only_one_answer_confirms() {
        assert!(confirms(br#"{"confirmed":true}"#) && confirms(b" {\"more\":1, \"confirmed\": true}\n"));
        for not in ["", "ok", "true", "[true]", r#"{"confirmed":"true"}"#, r#"{"confirmed":1}"#, r#"{"confirmed":true"#]
        {
            assert!(!confirms(not.as_bytes()), "{not}");
        }
    }

    #[test]
    fn waits_that_a_receiver_asks_for() {
        let check = |value: &str, expect: Option<u64>| {
            let headers = [(header::RETRY_AFTER, value.parse().unwrap())].into_iter().collect();
            assert_eq!(asked(&headers), expect.map(Duration::from_secs), "{value}");
        };
        check("120", Some(120));
        check(" 7 ", Some(7));
        check("0", Some(0));
        check("999999", Some(86_400));
        check("99999999999999999999999", Some(86_400));
        check("-1", None);
        check("1.5", None);
        check("", None);
        check("Fri, 31 Dec 1999 23:59:59 GMT", None);
        assert_eq!(asked(&HeaderMap::new()), None);
    }
}
