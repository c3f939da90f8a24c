//! The information market: what the firm's systems write and read of persons, and what came of it.
//!
//! The rules are those of `comity_exchange::market`; here they are applied to what is in the books. Nothing leaves before it is
//! written down, durably, that it did.

mod access;
mod benefit;
mod client;
mod entries;
mod event;
mod file;
mod ground;
mod house;
mod memory;
mod notice;
mod owed;
mod own;
mod read;
mod replay;
mod scope;
mod settle;
mod timeline;
mod used;
mod utilised;
mod value;
mod webhook;
mod write;

pub use access::Granted;
pub(crate) use access::{PartSaid, day};
pub(crate) use benefit::deliveries;
pub use benefit::{BenefitNew, Benefits, Delivered, NotPromised};
pub use client::Client;
pub use entries::{AccessCount, AccessEntry};
pub use event::Event;
pub(crate) use event::{About, erased, tell};
pub(crate) use file::Stretch;
pub(crate) use ground::named;
pub(crate) use house::{Readable, write_down};
pub(crate) use memory::Memory;
pub use notice::{Hook, Notice, NoticeDue, NoticesOpen};
pub use owed::{BenefitNamed, BenefitSum, BenefitSums, Overdue, Owed, OwedTo};
pub use read::{ItemsAsked, ItemsRead, PersonItems};
pub use replay::Once;
pub(crate) use replay::{before, keep};
pub use scope::{Scope, Scopes};
pub use settle::Why;
pub(crate) use settle::{leave, settle, touch_all};
pub use timeline::{AccessLine, AccessReceipt, UseLine, UseReceipt};
pub use used::{UseKind, UseNew, UseSaid};
pub use utilised::{PATIENCE, Refusal, Unused, Utilised};
pub use value::{ItemOwn, ItemRefused, ItemValue, Odd};
pub use webhook::{EventDue, EventTold, Webhook};
pub(crate) use write::exists;
pub use write::{ItemNew, ItemWritten};
