//! What a receiver does with what arrives; `docs/webhooks.md` has the same in other languages.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::Mac as _;
use hyper::HeaderMap;
use hyper::header::HeaderName;
use thiserror::Error;

use super::Secret;
use super::sign::{ID, SIGNATURE, TIMESTAMP, VERSION, mac, seconds};

/// How far from now the timestamp may be, either way.
pub const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// What arrived is not to be believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotGenuine {
    /// A header is missing, or there twice.
    #[error("the header {0} has to be there once")]
    Header(HeaderName),
    /// The timestamp is no number, or too far from now: it may be sent again by somebody who listened.
    #[error("the timestamp is not of now")]
    Time,
    /// No signature fits.
    #[error("no signature fits")]
    Signature,
}

/// Checks what arrived at `now`, in microseconds since 1970, and gives the message's id, by which a receiver tells what it had before.
///
/// # Errors
/// [`NotGenuine`].
pub fn verify<'h>(
    secrets: &[Secret],
    headers: &'h HeaderMap,
    body: &[u8],
    now: i64,
    tolerance: Duration,
) -> Result<&'h str, NotGenuine> {
    let once = |name: HeaderName| {
        let mut values = headers.get_all(&name).iter();
        match (values.next().and_then(|value| value.to_str().ok()), values.next()) {
            (Some(value), None) => Ok(value),
            _ => Err(NotGenuine::Header(name)),
        }
    };
    let (id, timestamp, signatures) = (once(ID)?, once(TIMESTAMP)?, once(SIGNATURE)?);
    if timestamp.is_empty() || timestamp.len() > 12 || !timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotGenuine::Time);
    }
    let timestamp: i64 = timestamp.parse().map_err(|_| NotGenuine::Time)?;
    if seconds(now).abs_diff(timestamp) > tolerance.as_secs() {
        return Err(NotGenuine::Time);
    }
    let given = signatures.split(' ').filter_map(|one| STANDARD.decode(one.strip_prefix(VERSION)?).ok());
    let fits = |code: &[u8]| {
        // Compares in constant time.
        let one = |secret| mac(secret, id, timestamp, body).is_some_and(|mac| mac.verify_slice(code).is_ok());
        secrets.iter().any(one)
    };
    if given.into_iter().any(|code| fits(&code)) { Ok(id) } else { Err(NotGenuine::Signature) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Message;
    use super::super::sign::signatures;
    use super::*;

    const NOW: i64 = 1_700_000_000_000_000;
    const SECOND: i64 = 1_000_000;

    fn secret(byte: u8) -> Secret {
        Secret::parse(&format!("whsec_{}", STANDARD.encode([byte; 32]))).unwrap()
    }

    fn headers(secrets: &[Secret], message: &Message, at: i64) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ID, message.id().parse().unwrap());
        headers.insert(TIMESTAMP, seconds(at).into());
        headers.insert(SIGNATURE, signatures(secrets, message, seconds(at)).parse().unwrap());
        headers
    }

    fn check(headers: &HeaderMap, body: &[u8], now: i64) -> Result<String, NotGenuine> {
        verify(&[secret(1)], headers, body, now, TOLERANCE).map(ToOwned::to_owned)
    }

    #[test]
    fn what_was_sent_a_while_ago_is_refused() {
        let message = Message::new("msg_1", "{}").unwrap();
        let headers = headers(&[secret(1)], &message, NOW);
        for late in [0, 300, -300] {
            assert_eq!(check(&headers, b"{}", NOW + late * SECOND).as_deref(), Ok("msg_1"), "{late}");
        }
        for late in [301, -301, 86_400] {
            assert_eq!(check(&headers, b"{}", NOW + late * SECOND), Err(NotGenuine::Time), "{late}");
        }
    }

    #[test]
    fn the_timestamp_is_signed_too() {
        let message = Message::new("msg_1", "{}").unwrap();
        let mut replayed = headers(&[secret(1)], &message, NOW - 3_600 * SECOND);
        replayed.insert(TIMESTAMP, seconds(NOW).into());
        assert_eq!(check(&replayed, b"{}", NOW), Err(NotGenuine::Signature));
        for bad in ["", "soon", "-1700000000", "1700000000.0", "99999999999999999999"] {
            replayed.insert(TIMESTAMP, bad.parse().unwrap());
            assert_eq!(check(&replayed, b"{}", NOW), Err(NotGenuine::Time), "{bad}");
        }
    }

    #[test]
    fn either_secret_is_enough_while_one_takes_over() {
        let message = Message::new("msg_1", "{}").unwrap();
        let verified = |own: &[u8], theirs: &[u8]| {
            let of = |bytes: &[u8]| bytes.iter().copied().map(secret).collect::<Vec<_>>();
            verify(&of(own), &headers(&of(theirs), &message, NOW), b"{}", NOW, TOLERANCE).is_ok()
        };
        assert!(verified(&[1], &[1, 2]) && verified(&[2], &[1, 2]) && verified(&[1, 2], &[2]));
        assert!(!verified(&[3], &[1, 2]) && !verified(&[], &[1]) && !verified(&[1], &[]));
    }

    #[test]
    fn each_header_is_needed_once() {
        let message = Message::new("msg_1", "{}").unwrap();
        for name in [ID, TIMESTAMP, SIGNATURE] {
            let mut headers = headers(&[secret(1)], &message, NOW);
            let value = headers.get(&name).unwrap().clone();
            headers.append(&name, value);
            assert_eq!(check(&headers, b"{}", NOW), Err(NotGenuine::Header(name.clone())));
            headers.remove(&name);
            assert_eq!(check(&headers, b"{}", NOW), Err(NotGenuine::Header(name)));
        }
        let mut other = headers(&[secret(1)], &message, NOW);
        for bad in ["", "v1,", "v1,AAAA", "v2,AAAA v1a,AAAA", "nonsense"] {
            other.insert(SIGNATURE, bad.parse().unwrap());
            assert_eq!(check(&other, b"{}", NOW), Err(NotGenuine::Signature), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn one_altered_byte_is_refused(body in proptest::collection::vec(any::<u8>(), 1..200), at: prop::sample::Index, by in 1_u8..) {
            let message = Message::new("msg_1", body.clone()).unwrap();
            let headers = headers(&[secret(1)], &message, NOW);
            prop_assert!(check(&headers, &body, NOW).is_ok());
            let mut altered = body.clone();
            altered[at.index(body.len())] ^= by;
            prop_assert_eq!(check(&headers, &altered, NOW), Err(NotGenuine::Signature));
            prop_assert_eq!(check(&headers, &body[1..], NOW), Err(NotGenuine::Signature));
        }
    }
}
