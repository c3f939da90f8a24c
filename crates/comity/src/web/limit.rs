//! How often one address or one account may do what guessing or flooding would need.

use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota};

use super::fault::Fault;
use crate::config::Rates;

/// What a route costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Reading, and what a member does.
    Free,
    /// An attempt to sign in.
    SignIn,
    /// Asking for a link, or opening one.
    Link,
    /// A person's answer.
    Answer,
    /// An act without an account.
    Guest,
    /// The first act without an account.
    Newcomer,
    /// Reading what is for everybody.
    Public,
}

type Limiter = DefaultKeyedRateLimiter<u128>;

/// Counters by address and by account. They live in memory: a restart forgives.
pub struct Limits {
    sign_in: Option<Limiter>,
    link: Option<Limiter>,
    answer: Option<Limiter>,
    guest: Option<Limiter>,
    newcomer: Option<Limiter>,
    public: Option<Limiter>,
}

impl Limits {
    /// Counters for so many a minute; 0 counts nothing.
    pub fn new(rates: &Rates) -> Self {
        let limiter = |a_minute| NonZeroU32::new(a_minute).map(|n| Limiter::keyed(Quota::per_minute(n)));
        let an_hour = |n| NonZeroU32::new(n).map(|n| Limiter::keyed(Quota::per_hour(n)));
        Self {
            sign_in: limiter(rates.sign_in),
            link: limiter(rates.link),
            answer: limiter(rates.answer),
            guest: limiter(rates.guest),
            newcomer: an_hour(rates.guest),
            public: limiter(rates.public),
        }
    }

    fn of(&self, rate: Rate) -> Option<&Limiter> {
        match rate {
            Rate::Free => None,
            Rate::SignIn => self.sign_in.as_ref(),
            Rate::Link => self.link.as_ref(),
            Rate::Answer => self.answer.as_ref(),
            Rate::Guest => self.guest.as_ref(),
            Rate::Newcomer => self.newcomer.as_ref(),
            Rate::Public => self.public.as_ref(),
        }
    }

    /// Counts one attempt of an address or an account.
    ///
    /// # Errors
    /// [`Fault::TooMany`], with the seconds to wait.
    pub fn count(&self, rate: Rate, key: u128) -> Result<(), Fault> {
        let Some(limiter) = self.of(rate) else { return Ok(()) };
        limiter.check_key(&key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Fault::TooMany(u32::try_from(wait.as_secs() + 1).unwrap_or(60))
        })
    }

    /// Forgets addresses and accounts that have not been seen for a while.
    pub fn forget_old(&self) {
        let all = [&self.sign_in, &self.link, &self.answer, &self.guest, &self.newcomer, &self.public];
        for limiter in all.into_iter().flatten() {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// The key under which an account's attempts are counted. The account itself is not kept.
pub fn account(name: &str) -> u128 {
    // One bit tells accounts from addresses, so that neither stands in the other's way.
    xxhash_rust::xxh3::xxh3_128(name.trim().to_lowercase().as_bytes()) | (1 << 127)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_often_is_too_often() {
        let limits = Limits::new(&Rates { sign_in: 2, link: 0, answer: 1, guest: 2, public: 3 });
        let check = |rate, key, allowed: bool| assert_eq!(limits.count(rate, key).is_ok(), allowed, "{rate:?} {key}");
        check(Rate::SignIn, 1, true);
        check(Rate::SignIn, 1, true);
        check(Rate::SignIn, 1, false);
        check(Rate::SignIn, 2, true);
        check(Rate::Answer, 1, true);
        check(Rate::Answer, 1, false);
        for rate in [Rate::Guest, Rate::Newcomer] {
            check(rate, 1, true);
            check(rate, 1, true);
            check(rate, 1, false);
        }
        assert!(matches!(limits.count(Rate::Newcomer, 1), Err(Fault::TooMany(61..))), "by the hour");
        (0..50).for_each(|_| check(Rate::Link, 1, true));
        (0..50).for_each(|_| check(Rate::Free, 1, true));
        assert!(matches!(limits.count(Rate::SignIn, 1), Err(Fault::TooMany(1..=60))));
        assert_eq!(account(" A@b.example"), account("a@B.example "));
        assert_ne!(account("a"), account("b"));
    }
}
