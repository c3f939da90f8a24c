//! What went wrong, for programs: RFC 9457, with a code that does not change.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use comity_store::{Conflict, Error, Invalid};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::web::fault::Fault;
use crate::web::layer::outer::Bare;

/// An answer to a program that did not get what it asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    // Few have any.
    more: Option<Box<Map<String, Value>>>,
    retry_after: Option<u32>,
}

impl Problem {
    /// What was sent cannot be taken: `detail` says where and why.
    pub fn unprocessable(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    /// What was sent does not read as what is expected.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", detail)
    }

    /// What was sent does not say that it is JSON.
    pub fn not_json() -> Self {
        let detail = "what is sent is JSON and says so: Content-Type: application/json";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", detail)
    }

    /// What was asked does not go with what is there by now.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// Not before so many seconds have passed.
    pub(super) fn after(self, seconds: u32) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// With more of what is known, for programs.
    pub(super) fn with(self, more: impl Serialize) -> Self {
        let mut more = serde_json::to_value(more).unwrap_or_default();
        let more = more.as_object_mut().map(|more| Box::new(std::mem::take(more)));
        Self { more, ..self }
    }

    pub(super) fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), more: None, retry_after: None }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({ "title": self.status.canonical_reason(), "status": self.status.as_u16(), "code": self.code,
            "detail": self.detail });
        if let Some(body) = body.as_object_mut() {
            body.extend(self.more.into_iter().flat_map(|more| *more));
        }
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (self.status, kind, body.to_string()).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(Bare);
        response
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        if let Fault::NoScope(scope) = fault {
            return Error::NoScope(scope).into();
        }
        let (code, detail) = match fault {
            Fault::Malformed => ("malformed", "the request does not read as what is expected here"),
            Fault::NotFound => ("not_found", "there is nothing at this address, or not at this firm"),
            Fault::NoFirm => (
                "no_firm",
                "no firm answers at this address: it begins with /f/ and the firm's short name, or with its host",
            ),
            Fault::Method => ("method", "this address takes another method"),
            Fault::Denied | Fault::Foreign | Fault::NoScope(_) => ("denied", "the key is not for that"),
            Fault::SignedOut => ("no_key", "send the key of this system along, as 'Authorization: Bearer comity_…'"),
            Fault::WrongKey => (
                "wrong_key",
                "no system of this firm has this key: look whether it was cut short, taken back (Settings → Keys in the studio), or \
                 given by the firm of another address",
            ),
            Fault::Conflict => ("conflict", "this does not go with what is there by now"),
            Fault::Link => ("gone", "this was used or is past its time"),
            Fault::TooLarge => (
                "too_large",
                "a request has 8 MiB at most (8,388,608 bytes): send it in parts, of up to 500 values or 10,000 persons each",
            ),
            Fault::TooMany(_) => ("too_many", "too many requests: wait as long as Retry-After says"),
            Fault::TimedOut => {
                ("timed_out", "it took too long; it may have been done: send it again with the same Idempotency-Key")
            }
            Fault::Away => (
                "away",
                "the database does not answer; it may have been done: send it again with the same Idempotency-Key",
            ),
            Fault::Busy => ("busy", "more waits than can be taken: wait as long as Retry-After says"),
            Fault::DiskFull => ("disk_full", "too little disk is free: nothing is written, and so nothing is read"),
            Fault::Broken => ("broken", "the server failed; its log says more under the id in x-request-id"),
        };
        Self { retry_after: fault.retry_after(), ..Self::new(fault.status(), code, detail) }
    }
}

/// What is not there, and where the right name stands.
fn not_found(what: &str) -> String {
    let hint = match what {
        "exchange" => "the ids of those that there are stand in GET /api/v1/exchanges",
        "person" => {
            "persons go by their number in the firm's other systems, which stands on their page in the studio, or by id: and ours; \
             and of a read only those can have a use who were in it"
        }
        "activity" => "the ids of those that an exchange has stand in GET /api/v1/exchanges/{exchange}/activities",
        "contribution" => {
            "it is none that others see now; the ids stand in GET /api/v1/activities/{activity}/contributions"
        }
        "access" => "it is the access with which a read was answered, and null where nothing left",
        _ => return format!("there is no such {what}"),
    };
    format!("there is no such {what}: {hint}")
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match &error {
            Error::NoScope(scope) => {
                let detail = format!(
                    "the key is not for that: it lacks the scope {}; an owner gives a key that has it under Settings → Keys",
                    scope.name()
                );
                Self::new(StatusCode::FORBIDDEN, "scope", detail).with(json!({ "scope": scope.name() }))
            }
            Error::NotFound(what) => Self::new(StatusCode::NOT_FOUND, "not_found", not_found(what)),
            Error::Conflict(Conflict::Used) => Self::unprocessable(
                "idempotency_key",
                "this Idempotency-Key was used for another request: take a new one for each",
            ),
            Error::Participation(refusal) => super::refusal::told(refusal),
            Error::Conflict(conflict @ (Conflict::NotOpen | Conflict::TooMuch | Conflict::Blocked)) => {
                super::refusal::of_conflict(*conflict)
            }
            Error::NotPermitted(why) => Self::unprocessable("not_permitted", error.to_string()).with(why),
            Error::NotPromised(why) => Self::unprocessable("not_promised", error.to_string()).with(why),
            Error::Invalid(Invalid::Count { field, most, .. }) => {
                Self::unprocessable("too_many_parts", error.to_string()).with(json!({ "field": field, "most": most }))
            }
            Error::Invalid(_) => Self::unprocessable("invalid", error.to_string()),
            _ => Fault::from(error).into(),
        }
    }
}
