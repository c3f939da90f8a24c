//! Deliveries to receivers on this machine that behave in every way.

mod documentation;
mod sending;
mod server;
mod strange;
mod trust;
mod where_to;

use super::{Message, Secret};

/// 2023-11-14 in microseconds since 1970.
const NOW: i64 = 1_700_000_000_000_000;

fn message() -> Message {
    Message::new("msg_1", r#"{"type":"agreement.withdrawn","data":{}}"#).unwrap()
}

fn secret() -> Secret {
    Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap()
}
