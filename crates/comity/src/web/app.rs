//! What every request shares: the books, the configuration, counters, and the firms by their addresses.

use std::ops::Deref;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use comity_store::{Context, Error, Store};

use super::firms::Firms;
use super::limit::Limits;
use super::proof::Proofs;
use crate::config::{BaseUrl, Config};
use crate::mail::Post;
use crate::opinion::live::Maps;

/// The server's shared state. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] holds.
pub struct Inner {
    /// The books.
    pub store: Store,
    /// The configuration.
    pub config: Config,
    /// The address under which people reach the instance.
    pub base: BaseUrl,
    /// Firms by address.
    pub firms: Firms,
    /// Counters of attempts.
    pub limits: Limits,
    /// What signs forms without an account.
    pub proofs: Proofs,
    /// How mail leaves.
    pub post: Post,
    /// What the worker last saw and did.
    pub pulse: Pulse,
    /// Opinion maps that are looked at.
    pub maps: Maps,
    /// Whether everything here was made up, which every page then says.
    pub simulated: bool,
    set_up: Mutex<Option<String>>,
}

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Shared state over open books. `set_up` is the key that lets the first member in, where there is none yet.
    pub fn new(store: Store, config: Config, post: Post, set_up: Option<String>, simulated: bool) -> Self {
        let (base, limits) = (config.base_url(), Limits::new(&config.rates));
        let (firms, pulse, set_up) = (Firms::default(), Pulse::default(), Mutex::new(set_up));
        let (maps, proofs) = (Maps::default(), Proofs::new());
        Self(Arc::new(Inner { store, config, base, firms, limits, proofs, post, pulse, maps, simulated, set_up }))
    }

    /// Whether the first member can still be set up, by this key if one is given. Compared in constant time.
    pub fn set_up_is(&self, key: Option<&str>) -> bool {
        let held = self.set_up.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |held: &str, key: &str| {
            let differing = held.bytes().zip(key.bytes()).fold(0, |acc, (a, b)| acc | (a ^ b));
            held.len() == key.len() && std::hint::black_box(differing) == 0
        };
        held.as_deref().is_some_and(|held| key.is_none_or(|key| same(held, key.trim())))
    }

    /// Ends the set-up. Says whether it was this call that ended it, so that of two only one goes on.
    pub fn set_up_end(&self) -> Option<String> {
        self.set_up.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Opens the set-up again, where it failed.
    pub fn set_up_again(&self, key: String) {
        *self.set_up.lock().unwrap_or_else(PoisonError::into_inner) = Some(key);
    }

    /// Whether the first member can still be set up: not once there is one, as when the command line added them meanwhile.
    ///
    /// # Errors
    /// The database's.
    pub async fn set_up_waits(&self) -> Result<bool, Error> {
        if !self.set_up_is(None) {
            return Ok(false);
        }
        let there = has_members(&self.store).await?;
        if there {
            self.set_up_end();
        }
        Ok(!there)
    }
}

/// Whether any firm has a member.
///
/// # Errors
/// The database's.
pub async fn has_members(store: &Store) -> Result<bool, Error> {
    for firm in store.firm_list(&Context::instance()).await? {
        if store.member_count(&Context::system(firm.id)).await? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the worker last saw and did, for readiness and metrics. Times in microseconds since 1970; 0 is never.
#[derive(Debug, Default)]
pub struct Pulse {
    /// When the sequencer last ran to its end.
    pub sequenced: AtomicI64,
    /// Whether too little disk is free to write.
    pub disk_low: AtomicBool,
}

impl Pulse {
    /// Whether nothing may be written.
    pub fn is_disk_low(&self) -> bool {
        self.disk_low.load(Ordering::Relaxed)
    }
}

/// The time in microseconds since 1970.
pub fn now() -> i64 {
    jiff::Timestamp::now().as_microsecond()
}
