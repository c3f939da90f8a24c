//! Names of what an opinion map stands on.

use super::{Lang, reject_reason, say};

/// Why a row is no vote.
pub fn opinion_reject(code: &str, lang: Lang) -> String {
    say!(lang, "opinion-reject", reason = code, code = reject_reason(code, lang))
}
