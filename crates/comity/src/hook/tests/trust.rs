//! Whose certificate is believed.

use std::net::Ipv4Addr;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{RootCertStore, ServerConfig};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::super::rules::rules;
use super::super::{Flaw, Outcome, Trouble};
use super::server::{carrier, leads_here, send, trusting};

/// Somebody who signs certificates.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.der().clone()).unwrap();
        roots
    }

    /// A receiver with a certificate for a name, until the end of that year; what names it was asked for come with its port.
    async fn receiver(&self, name: &str, until: i32) -> u16 {
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        params.not_after = date_time_ymd(until, 12, 31);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        let config = config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let Ok(mut stream) = acceptor.accept(stream).await else { continue };
                // Says by its status whether the right name was asked for.
                let named = stream.get_ref().1.server_name() == Some("hooks.example");
                let _ = stream.read(&mut [0; 16_384]).await;
                let status = if named { "204 No Content" } else { "421 Misdirected" };
                let _ = stream.write_all(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes()).await;
                let _ = stream.shutdown().await;
            }
        });
        port
    }
}

async fn outcome(port: u16, roots: RootCertStore) -> Outcome {
    let rules = rules(&["hooks.example"]);
    send(&trusting(leads_here(), roots), &format!("https://hooks.example:{port}/"), &rules).await
}

#[tokio::test]
async fn the_certificate_has_to_be_the_hosts_and_of_today() {
    let authority = Authority::new("Ours");
    let flaw = |flaw| Outcome::from(Trouble::Certificate(flaw));
    let sent = async |name, until| outcome(authority.receiver(name, until).await, authority.roots()).await;
    assert_eq!(sent("hooks.example", 2090).await, Outcome::Delivered { status: 204, confirmed: false });
    assert_eq!(sent("other.example", 2090).await, flaw(Flaw::Name));
    assert_eq!(sent("127.0.0.1", 2090).await, flaw(Flaw::Name));
    assert_eq!(sent("hooks.example", 2001).await, flaw(Flaw::Time));
}

#[tokio::test]
async fn and_signed_by_somebody_whom_we_know() {
    let port = Authority::new("Theirs").receiver("hooks.example", 2090).await;
    let unknown: Outcome = Trouble::Certificate(Flaw::Issuer).into();
    assert_eq!(outcome(port, Authority::new("Ours").roots()).await, unknown);
    let usual =
        send(&carrier(leads_here()), &format!("https://hooks.example:{port}/"), &rules(&["hooks.example"])).await;
    assert_eq!(usual, unknown);
    let Outcome::Failed(failure) = usual else { panic!("{usual:?}") };
    assert!(!failure.may_pass());
    assert!(failure.trouble.to_string().starts_with("the host's certificate is not signed by anybody"));
}

#[tokio::test]
async fn nothing_is_sent_in_the_open_where_https_was_typed() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let plain = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut heard = vec![0; 16_384];
        let count = stream.read(&mut heard).await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        // Until the other side has gone.
        let _ = stream.read_to_end(&mut heard).await;
        (heard[0], count)
    });
    assert_eq!(outcome(port, Authority::new("Ours").roots()).await, Trouble::NoTls.into());
    // 22 is how a TLS record with a handshake begins; a request would begin with P.
    let (first, count) = plain.await.unwrap();
    assert_eq!(first, 22);
    assert!(count > 0);
}
