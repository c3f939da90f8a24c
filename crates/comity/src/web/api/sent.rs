//! What a system sends: JSON, and by what it is recognised when it is sent again.

use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use comity_store::{Error, Once};
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use super::Problem;
use crate::web::fault::Fault;

/// Characters of an Idempotency-Key.
const KEY: usize = 200;

/// A body that was read as JSON.
pub struct Sent<T> {
    /// What it says.
    pub body: T,
    /// By what it is recognised, where its sender gave it a name.
    pub once: Option<Once>,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let name = match request.headers().get("idempotency-key") {
            None => None,
            Some(name) => match name.to_str() {
                Ok(name) if (1..=KEY).contains(&name.len()) => Some(name.to_owned()),
                _ => return Err(Problem::malformed("an Idempotency-Key has 1 to 200 characters of ASCII")),
            },
        };
        let path = request.uri().path().to_owned();
        if !is_json(&request) {
            return Err(Problem::not_json());
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejected| {
            let too_large = rejected.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE;
            Problem::from(if too_large { Fault::TooLarge } else { Fault::Malformed })
        })?;
        let body = serde_json::from_slice(&bytes).map_err(|error| Problem::malformed(wrong::<T>(&bytes, &error)))?;
        let once = name.map(|name| {
            let digest = Sha256::new().chain_update(path).chain_update([0]).chain_update(&bytes).finalize();
            Once { name, digest: digest.into() }
        });
        Ok(Self { body, once })
    }
}

/// Whether a request says that its body is JSON. A form that a browser sends never does.
fn is_json(request: &Request) -> bool {
    let said = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// What is wrong with a body, and in which field. It can quote the body, and only to whoever sent it.
fn wrong<T: DeserializeOwned>(bytes: &[u8], error: &serde_json::Error) -> String {
    // Read once more, to know where: what is sound pays nothing for that.
    let read = serde_path_to_error::deserialize::<_, T>(&mut serde_json::Deserializer::from_slice(bytes));
    let field = read.err().map(|error| error.path().to_string()).unwrap_or_default();
    if field.is_empty() || field == "." { error.to_string() } else { format!("{field}: {error}") }
}

/// An id in a path, of something that goes by that name.
pub fn id<T: std::str::FromStr>(what: &'static str, Path(text): Path<String>) -> Result<T, Problem> {
    text.parse().map_err(|_| Error::NotFound(what).into())
}

/// A moment as RFC 3339 has it.
pub fn moment(at: comity_exchange::time::Timestamp) -> String {
    // What lies outside the years that can be written is as far away as they go.
    jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::MAX).to_string()
}
