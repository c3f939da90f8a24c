//! Comments as they are shown.

use comity_participation::board::Board;
use comity_participation::response::{Comment, Writer};
use serde::Serialize;

use super::list::Part;
use crate::id::{CommentId, PersonId};

/// Who wrote a comment. Persons are not named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The person who asks.
    You,
    /// A customer.
    Customer,
    /// The firm.
    Firm,
    /// Somebody who was erased.
    Gone,
    /// Somebody who is not here: it was written elsewhere and came with a file.
    Elsewhere,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommentView {
    /// Its id.
    pub id: CommentId,
    /// Who wrote it.
    pub by: By,
    /// What it says; nothing after its writer took it back or was erased.
    pub text: Option<String>,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The comment that it replies to.
    pub reply_to: Option<CommentId>,
    /// Whether others see it.
    pub part: Part,
    /// How many thanked for it.
    pub thanks: usize,
    /// Whether the person who asks did.
    pub thanked: bool,
    /// Its version, for whoever decides on it.
    pub version: u32,
}

pub(super) fn wrote(comment: &Comment, me: PersonId) -> bool {
    comment.writer == Writer::Person(me.known())
}

pub(super) fn comment_view(board: &Board, comment: &Comment, me: Option<PersonId>) -> CommentView {
    let (at, id) = (comment.contribution, Some(comment.id));
    CommentView {
        thanks: board.thanks(at, id),
        thanked: me.is_some_and(|me| board.thanked(at, id, me.known())),
        id: CommentId::of(comment.id),
        by: match comment.writer {
            Writer::Person(_) if me.is_some_and(|me| wrote(comment, me)) => By::You,
            Writer::Person(_) => By::Customer,
            Writer::Member(_) => By::Firm,
            Writer::Erased if comment.text.is_some() => By::Elsewhere,
            Writer::Erased => By::Gone,
        },
        text: comment.text.as_ref().map(|text| text.as_str().to_owned()),
        at: comment.at.0,
        reply_to: comment.reply_to.map(CommentId::of),
        part: (&comment.showing).into(),
        version: comment.version,
    }
}
