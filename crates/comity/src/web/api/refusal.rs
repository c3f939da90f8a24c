//! Why the rules of taking part refuse something, for programs: `409` where what is there has moved on, `422` where it is never taken.

use axum::http::StatusCode;
use comity_participation::activity::NotOpen;
use comity_participation::refusal::Refusal;
use comity_store::{Conflict, ContributionId};
use serde_json::json;

use super::Problem;
use super::sent::moment;

/// How long who brought much is asked to wait, in seconds: an hour.
const LATER: u32 = 3_600;

/// What the rules have against it.
pub fn told(refusal: &Refusal) -> Problem {
    let detail = refusal.to_string();
    match refusal {
        Refusal::NotOpen(when) => {
            let problem = Problem::conflict("not_open", detail);
            match when {
                NotOpen::Until(at) | NotOpen::Since(at) => problem.with(json!({ "at": moment(*at) })),
                NotOpen::Never => problem,
            }
        }
        Refusal::Conflict(_) => Problem::conflict(
            "changed",
            "it has changed since the version that was named: read it again, and decide anew",
        ),
        Refusal::Merged(into) => Problem::conflict("merged", format!("{detail}: the one in into"))
            .with(json!({ "into": ContributionId::from_bytes(into.0.to_be_bytes()) })),
        Refusal::Ended => Problem::conflict("ended", detail),
        Refusal::NotMerged => Problem::conflict("not_merged", detail),
        Refusal::ThereAlready => Problem::conflict("there_already", detail),
        Refusal::NotAgreed => not_permitted("not_agreed", detail),
        Refusal::NotAmong => not_permitted("not_among", detail),
        Refusal::OnlyTheFirm => not_permitted("only_the_firm", detail),
        other => Problem::unprocessable("refused", detail).with(json!({ "reason": reason(other) })),
    }
}

/// What is refused for what somebody has brought before, or because the exchange is closed.
pub fn of_conflict(conflict: Conflict) -> Problem {
    let detail = conflict.to_string();
    match conflict {
        Conflict::TooMuch => Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_much", detail).after(LATER),
        Conflict::Blocked => not_permitted("blocked", detail),
        _ => Problem::conflict("not_open", detail),
    }
}

fn not_permitted(reason: &str, detail: String) -> Problem {
    Problem::unprocessable("not_permitted", detail).with(json!({ "reason": reason }))
}

/// The name of a refusal that is about what was sent.
fn reason(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::OtherKind(_) => "other_kind",
        Refusal::NotTaken(_) => "not_taken",
        Refusal::OtherBallot(_) => "other_ballot",
        Refusal::UnknownStage => "unknown_stage",
        Refusal::Text(_) => "text",
        Refusal::Circle => "circle",
        Refusal::NotAlike => "not_alike",
        Refusal::NoWords => "no_words",
        Refusal::UnknownStatus => "unknown_status",
        Refusal::SharedOutcome => "shared_outcome",
        Refusal::Particulars(_) => "particulars",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse as _;
    use comity_exchange::time::Timestamp;
    use comity_participation::id::ContributionId as Known;

    use super::*;

    #[test]
    fn what_moved_on_is_a_conflict_and_what_is_never_taken_is_not() {
        let check = |problem: Problem, status: u16| assert_eq!(problem.into_response().status().as_u16(), status);
        check(told(&Refusal::NotOpen(NotOpen::Since(Timestamp(1)))), 409);
        check(told(&Refusal::Merged(Known(7))), 409);
        check(told(&Refusal::Ended), 409);
        check(told(&Refusal::NoWords), 422);
        check(told(&Refusal::NotAgreed), 422);
        check(of_conflict(Conflict::NotOpen), 409);
        check(of_conflict(Conflict::Blocked), 422);
        let late = of_conflict(Conflict::TooMuch).into_response();
        assert_eq!((late.status().as_u16(), late.headers()["retry-after"].to_str().unwrap()), (429, "3600"));
    }
}
