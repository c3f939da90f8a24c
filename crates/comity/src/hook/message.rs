//! What is sent.

use hyper::body::Bytes;
use thiserror::Error;

/// The longest id, in bytes.
const LONGEST_ID: usize = 128;
/// The longest body, in bytes; Standard Webhooks advises less than 20 KB.
const LONGEST_BODY: usize = 256 * 1024;

/// One message. It keeps its id however often it is sent, so that a receiver can tell a second time from a second message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    id: String,
    body: Bytes,
}

/// A message cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotAMessage {
    /// The id. A full stop in it would let one signature fit two messages.
    #[error("an id has 1 to 128 letters, digits, - and _")]
    Id,
    /// The body.
    #[error("a body has at most 256 KiB: send where to find the rest")]
    TooLong,
}

impl Message {
    /// A message with its id and its body, JSON as it will be signed and sent, to the byte.
    ///
    /// # Errors
    /// [`NotAMessage`].
    pub fn new(id: impl Into<String>, body: impl Into<Bytes>) -> Result<Self, NotAMessage> {
        let (id, body) = (id.into(), body.into());
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if id.is_empty() || id.len() > LONGEST_ID || !id.bytes().all(plain) {
            return Err(NotAMessage::Id);
        }
        if body.len() > LONGEST_BODY { Err(NotAMessage::TooLong) } else { Ok(Self { id, body }) }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_cannot_be_read_two_ways() {
        assert!(Message::new("msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "{}").is_ok());
        assert!(Message::new("0193c1f0-7d2a-7000-8000-000000000000", "{}").is_ok());
        for bad in ["", "a.b", "a b", "a\r\nx: y", "é", &"x".repeat(129)] {
            assert_eq!(Message::new(bad, "{}"), Err(NotAMessage::Id), "{bad}");
        }
        assert_eq!(Message::new("a", vec![b' '; LONGEST_BODY + 1]), Err(NotAMessage::TooLong));
    }
}
