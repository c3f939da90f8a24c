//! Signatures and headers of Standard Webhooks 1.0.0 (<https://www.standardwebhooks.com>).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use hyper::header::HeaderName;
use sha2::Sha256;

use super::{Message, Secret};

/// The header of the message's id.
pub(super) const ID: HeaderName = HeaderName::from_static("webhook-id");
/// The header of the moment of this attempt, in seconds since 1970.
pub(super) const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
/// The header of the signatures, between spaces.
pub(super) const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");
/// What a signature by HMAC-SHA256 begins with.
pub(super) const VERSION: &str = "v1,";

/// A moment in microseconds since 1970, in whole seconds.
pub(super) fn seconds(now: i64) -> i64 {
    now.div_euclid(1_000_000)
}

/// What is signed, under way: `id.timestamp.body`.
pub(super) fn mac(secret: &Secret, id: &str, timestamp: i64, body: &[u8]) -> Option<Hmac<Sha256>> {
    // HMAC takes keys of any length; the type of the constructor does not know that.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.bytes()).ok()?;
    mac.update(id.as_bytes());
    mac.update(format!(".{timestamp}.").as_bytes());
    mac.update(body);
    Some(mac)
}

/// The value of `webhook-signature`: one signature for each secret, so that a receiver may have either while one takes over from the
/// other.
pub(super) fn signatures(secrets: &[Secret], message: &Message, timestamp: i64) -> String {
    let one = |secret| {
        let code = mac(secret, message.id(), timestamp, message.body())?.finalize().into_bytes();
        Some(format!("{VERSION}{}", STANDARD.encode(code)))
    };
    secrets.iter().filter_map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector that the reference implementations of Standard Webhooks are tested with ("sign function works").
    #[test]
    fn the_published_vector() {
        let secret = Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let message = Message::new("msg_p5jXN8AQM9LWM0D4loKWxJek", r#"{"test": 2432232314}"#).unwrap();
        let expect = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assert_eq!(signatures(std::slice::from_ref(&secret), &message, 1_614_265_330), expect);
        let both = signatures(&[secret.clone(), Secret::draw().unwrap()], &message, 1_614_265_330);
        let (first, second) = both.split_once(' ').unwrap();
        assert_eq!(first, expect);
        assert!(second.starts_with("v1,") && second.len() == first.len());
    }
}
