//! The books of a firm's exchanges: who agreed to what, in SQLite or PostgreSQL, with a ledger that nobody can quietly
//! rewrite.
//!
//! Every call of [`Store`] takes a [`Context`] that says who asks, for which firm; the books check what they may do.

mod audit;
mod blind;
mod context;
mod engine;
mod erase;
mod error;
mod exchange;
mod firm;
mod guardian;
mod health;
mod id;
mod job;
mod keys;
pub mod ledger;
mod link;
mod member;
mod page;
mod person;
mod seal;
mod session;
mod store;
mod token;
mod version;
mod vote;

pub use audit::{AuditFilter, AuditRow};
pub use context::{Actor, Context, Right, Role};
pub use error::{Conflict, Error, Invalid, OpenError};
pub use exchange::{ExchangeLine, ExchangeView};
pub use firm::{Firm, FirmLook, FirmNew, Logo};
pub use health::Health;
pub use id::{
    AuditId, CounterId, ExchangeId, FirmId, JobId, LeafId, LinkId, MailId, MemberId, NotAnId, PersonId, VoteId,
};
pub use job::{ATTEMPTS, COUNTER_ANSWERED, Job, JobNew, JobState, PERSON_ERASE, VERSION_PUBLISHED};
pub use keys::{KeyError, Keys};
pub use link::{LinkFor, LinkState};
pub use member::{Member, MemberNew, MemberSecret};
pub use page::{Listed, Page};
pub use person::{Person, PersonChange, PersonNew};
pub use session::{Session, Who};
pub use store::{Clock, Settings, Store};
pub use token::{NotAToken, Token};
pub use vote::VoteView;
