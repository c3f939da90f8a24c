//! Why something may not be done.

use thiserror::Error;

use crate::activity::challenge::NotAScore;
use crate::activity::peer_help::NoFit;
use crate::activity::{NotOpen, NotParticulars, NotRestated, Part};
use crate::contribution::Kind;
use crate::id::ContributionId;
use crate::moderation::Conflict;
use crate::response::Ballot;
use crate::text::NotAText;

/// Why an act was refused; nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The contribution, comment or activity is not there, or not seen by whoever asks.
    #[error("it is not there")]
    NotThere,
    /// Something of that number is there already.
    #[error("it is there already")]
    ThereAlready,
    /// The activity is not open for it.
    #[error("{0}")]
    NotOpen(#[from] NotOpen),
    /// The activity takes no such contribution.
    #[error("{0:?} is not what this activity asks for")]
    OtherKind(Kind),
    /// The activity has no such response.
    #[error("this activity does not take that: {0:?}")]
    NotTaken(Part),
    /// The activity takes no such vote.
    #[error("a vote here cannot be {0:?}")]
    OtherBallot(Ballot),
    /// The firm has no such finer stage.
    #[error("this firm has no such stage")]
    UnknownStage,
    /// Votes without an account are not taken here.
    #[error("sign in to vote")]
    NeedsAccount,
    /// The text is wrong.
    #[error("{0}")]
    Text(#[from] NotAText),
    /// There is an outcome, and votes have ended with it.
    #[error("it has its outcome, and votes have ended")]
    Ended,
    /// It has been merged; act on the contribution that stands for it.
    #[error("it is part of another contribution now")]
    Merged(ContributionId),
    /// It is not merged.
    #[error("it is not merged")]
    NotMerged,
    /// It would be merged into itself, at once or by way of others.
    #[error("it cannot be merged into itself, nor into what is part of it")]
    Circle,
    /// Two contributions that cannot be one: of other activities or kinds.
    #[error("only contributions of one kind in one activity can be one")]
    NotAlike,
    /// A contribution ends with words, never in silence.
    #[error("say what became of it, and why, in words for its author")]
    NoWords,
    /// The activity has no such status.
    #[error("this activity has no such status")]
    UnknownStatus,
    /// Other statuses that its activity cannot have.
    #[error("{0}")]
    Statuses(#[from] NotRestated),
    /// What became of it is that of its activity as a whole.
    #[error("what becomes of it is what becomes of its activity")]
    SharedOutcome,
    /// Only whoever wrote it may.
    #[error("only whoever wrote it may do that")]
    NotYours,
    /// Only those take part who agreed to the clause that asks for it.
    #[error("only those take part who agreed to that in the terms")]
    NotAgreed,
    /// It is for a part of those in the exchange, among whom somebody is not, or not any more.
    #[error(
        "this is for some of those in the exchange, and what was agreed to be given for that does not say that one is among them"
    )]
    NotAmong,
    /// Questions here are answered by the firm.
    #[error("only the firm answers here, and whoever asked")]
    OnlyTheFirm,
    /// What an offer or a need says is wrong.
    #[error("{0}")]
    Particulars(#[from] NotParticulars),
    /// Points that cannot be given.
    #[error("{0}")]
    Score(#[from] NotAScore),
    /// An offer and a need do not go together.
    #[error("{0}")]
    NoFit(#[from] NoFit),
    /// Thanks to oneself, a match with oneself.
    #[error("that takes somebody else")]
    Yourself,
    /// Somebody else was quicker.
    #[error("somebody else was quicker; look again")]
    Conflict(#[from] Conflict),
    /// A no that was contested is looked at by somebody else than whoever said it, where there is somebody.
    #[error("you said no to this; somebody else looks at it now that its author contests that")]
    AnotherLooks,
    /// There is nothing declined to contest, or it was contested already.
    #[error("there is nothing to contest")]
    NothingToContest,
}
