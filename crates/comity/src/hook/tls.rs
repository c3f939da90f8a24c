//! Encryption: the roots are in the program, as for mail, so that this machine's own list is not asked.

use std::io;
use std::sync::Arc;

use rustls::client::Resumption;
use rustls::{CertificateError, ClientConfig, RootCertStore};
use thiserror::Error;
use tokio_rustls::TlsConnector;

use super::Trouble;

/// What is wrong with a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Flaw {
    /// It is over, or has not begun.
    #[error("is not valid today")]
    Time,
    /// It is another host's.
    #[error("is another host's")]
    Name,
    /// Nobody whom browsers know has signed it.
    #[error("is not signed by anybody whom browsers know; is an intermediate certificate missing?")]
    Issuer,
    /// Anything else.
    #[error("cannot be relied on")]
    Other,
}

/// Roots that browsers know.
pub(super) fn usual_roots() -> RootCertStore {
    webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect()
}

/// What makes connections, TLS 1.2 or 1.3.
///
/// # Errors
/// Where the cipher suites of this build fit no version of TLS.
pub(super) fn connector(roots: RootCertStore) -> Result<TlsConnector, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    // A resumed session shows no certificate; messages are few enough to look at it each time.
    config.resumption = Resumption::disabled();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// What a failed handshake was.
pub(super) fn trouble(error: &io::Error) -> Trouble {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(why)) => Trouble::Certificate(flaw(why)),
        Some(_) => Trouble::NoTls,
        None => Trouble::CutOff,
    }
}

fn flaw(why: &CertificateError) -> Flaw {
    use CertificateError::*;
    match why {
        Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. } => Flaw::Time,
        NotValidForName | NotValidForNameContext { .. } => Flaw::Name,
        UnknownIssuer => Flaw::Issuer,
        _ => Flaw::Other,
    }
}
