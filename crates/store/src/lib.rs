//! The books of a firm's exchanges: who agreed to what, in SQLite or PostgreSQL, with a ledger that nobody can quietly
//! rewrite.
//!
//! Every call of [`Store`] takes a [`Context`] that says who asks, for which firm; the books check what they may do.

mod audit;
pub mod backup;
mod blind;
mod context;
mod counter;
mod engine;
mod erase;
mod error;
mod everything;
mod exchange;
mod figures;
mod firm;
mod firm_details;
mod guardian;
mod handoff;
mod health;
mod id;
mod import;
mod information;
mod invitation;
mod job;
mod keys;
pub mod ledger;
mod link;
mod mail_change;
mod member;
mod outbox;
mod page;
mod participation;
mod person;
mod promise;
mod receipt;
mod receipt_file;
mod record;
mod rotation;
mod run;
mod seal;
mod session;
mod standing;
mod store;
mod token;
mod version;
mod vote;

pub use audit::{AuditFilter, AuditRow};
pub use context::{Actor, Context, Right, Role};
pub use counter::{Accepted, Asked, CounterFilter, CounterLine, For};
pub use engine::lite::READERS;
pub use error::{Conflict, Error, Invalid, OpenError};
pub use everything::{BenefitsOf, Everything, Kept};
pub use exchange::{ExchangeLine, ExchangeView};
pub use figures::{AnswerCounts, Counts, FEWEST};
pub use firm::{Firm, FirmLook, FirmNew, Logo};
pub use firm_details::{FirmDetails, NotEntered};
pub use handoff::{HANDOFF_TTL, HandOff, HandedOver, NotHandedOver};
pub use health::Health;
pub use id::{
    ActivityId, AuditId, ClientId, CommentId, ContributionId, CounterId, CreditId, EntryId, ExchangeId, FirmId, HookId,
    ImportId, JobId, LeafId, MailId, MemberId, NewsId, NotAnId, NoticeId, PersonId, PolicyId, PulseId, RecognitionId,
    RewardsId, RunId, SignId, VoiceId, VoteId,
};
pub use import::{ImportLine, Imported};
pub use information::{
    AccessCount, AccessEntry, AccessLine, AccessReceipt, BenefitNamed, BenefitNew, BenefitSum, BenefitSums, Benefits,
    Client, Delivered, Event, EventDue, EventTold, Granted, Hook, ItemNew, ItemOwn, ItemRefused, ItemValue,
    ItemWritten, ItemsAsked, ItemsRead, NotPromised, Notice, NoticeDue, NoticesOpen, Odd, Once, Overdue, Owed, OwedTo,
    PATIENCE, PersonItems, Refusal, Scope, Scopes, Unused, UseKind, UseLine, UseNew, UseReceipt, UseSaid, Utilised,
    Webhook, Why,
};
pub use invitation::{INVITATION_TTL, Invitation};
pub use job::{ATTEMPTS, COUNTER_ANSWERED, Job, JobNew, JobState, PERSON_ERASE, VERSION_PUBLISHED};
pub use keys::{KeyError, Keys, LEDGER as LEDGER_KEY, ROOT as ROOT_KEY};
pub use link::{LinkFor, LinkState};
pub use member::{Member, MemberNew, MemberSecret};
pub use outbox::{Mail, MailNew, MailTo};
pub use page::{Listed, Page};
pub use participation::{
    ActivityNew, ActivityView, Alike, Became, Brought, BurstLine, By, ChangelogEntry, ChangelogLine, ChangelogNew,
    ChangelogPage, CommentOut, CommentView, ContributionAsked, ContributionFilter, ContributionLine, ContributionNew,
    ContributionOut, ContributionSort, ContributionTold, ContributionView, ContributionWhole, Decision, DeskLine,
    DigestView, Display, FitView, Found, Happened, HeldLine, Import, ImportAsked, ImportSaid, ImportState,
    ImportUndone, LINES_NAMED, LettersView, Looked, ModerationDesk, NamedTo, News, OpinionBooks, OpinionExport,
    OpinionImport, OpinionVote, OwnComment, OwnContribution, OwnDisplay, OwnPair, OwnPart, OwnPulse, OwnThanks,
    OwnVote, PairView, Part, PolicyOf, PolicyPreview, PolicySet, PolicyView, Pressed, PulseFigures, PulseRule,
    PulseState, PulseWords, Put, RankedLine, Roadmap, RoadmapLine, SIGNS_VOTES, ScoreLine, SegmentCount, SetAside,
    Sign, Signs, StatementImport, StatementLine, StatusesView, Told, Voted, WAITING_MOST, WaitingFor, WaitingLine,
    waiting_is_cut,
};
pub use participation::{
    CreditLine, CreditState, Named, OwnCredit, OwnRecognition, RecognitionLine, RecognitionState, Rewards, RewardsSet,
};
pub use participation::{GUEST_KEPT, Joined, NotAnOrigin, Origin};
pub use participation::{OwnVoice, Voice, VoiceFilter, VoiceLine, VoiceThemes, VoiceUnseen, VoiceWording};
pub use person::{Person, PersonChange, PersonNew};
pub use promise::{PROMISE, Promise};
pub use receipt::{Receipt, ReceiptLine};
pub use receipt_file::{NotProven, Proof, Verdict, receipt_verify};
pub use record::{RecordPages, Recorded};
pub use run::{Run, RunNew, RunState};
pub use session::{Session, Who};
pub use standing::{Settled, Signed, StandingView};
pub use store::{Clock, Settings, Store};
pub use token::{NotAToken, Token};
pub use vote::VoteView;
