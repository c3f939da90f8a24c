//! A proof against programs that asks nobody else: every form without an account carries a token that this server signed when it drew
//! the page. Who sends it back sooner than anybody reads, or long after, is asked to press once more; what was typed stays.
//!
//! It needs no script, holds no address and nothing of the reader, and stands beside the budget of each address. Its key is drawn when
//! the process starts and is kept nowhere.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Microseconds before which nobody has read a button and pressed it.
pub const TO_PRESS: i64 = 1_000_000;
/// Microseconds before which nobody has typed a few words.
pub const TO_TYPE: i64 = 3_000_000;
/// Microseconds for which a form may lie open.
const LONGEST: i64 = 4 * 3_600_000_000;
/// For how long an address is known by the same number, in microseconds.
const HOUR: i64 = 3_600_000_000;

/// Why a form is not taken yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unproven {
    /// It came sooner than anybody reads.
    Early,
    /// It lay open for too long, or this server did not draw it since it started.
    Late,
}

/// What signs these tokens.
pub struct Proofs([u8; 32]);

impl Proofs {
    /// With a key of its own.
    pub fn new() -> Self {
        let mut key = [0; 32];
        // Without randomness nothing else of this server works either; a key that repeats makes tokens that can be guessed.
        let _ = getrandom::fill(&mut key);
        Self(key)
    }

    fn mac(&self, parts: &[&[u8]]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        Some(mac)
    }

    /// A token for a form about something, drawn at `now` in microseconds since 1970.
    pub fn issue(&self, about: &str, now: i64) -> String {
        let Some(mac) = self.mac(&[b"form", about.as_bytes(), &now.to_be_bytes()]) else { return String::new() };
        let sum = mac.finalize().into_bytes();
        sum.iter().take(16).fold(format!("{now:x}-"), |text, byte| format!("{text}{byte:02x}"))
    }

    /// Whether a token is one of ours for that, and at least `least` microseconds old.
    ///
    /// # Errors
    /// [`Unproven`].
    pub fn check(&self, about: &str, token: &str, now: i64, least: i64) -> Result<(), Unproven> {
        let (drawn, _) = token.split_once('-').ok_or(Unproven::Late)?;
        let drawn = i64::from_str_radix(drawn, 16).map_err(|_| Unproven::Late)?;
        let expect = self.issue(about, drawn);
        let differing = expect.bytes().zip(token.bytes()).fold(0, |acc, (a, b)| acc | (a ^ b));
        if expect.is_empty() || expect.len() != token.len() || std::hint::black_box(differing) != 0 {
            return Err(Unproven::Late);
        }
        match now.saturating_sub(drawn) {
            age if !(0..=LONGEST).contains(&age) => Err(Unproven::Late),
            age if age < least => Err(Unproven::Early),
            _ => Ok(()),
        }
    }

    /// The number under which the acts of an address are counted this hour: nobody leads it back to the address, and the next hour it
    /// is another.
    pub fn network(&self, network: u128, now: i64) -> u128 {
        let hour = now.div_euclid(HOUR).to_be_bytes();
        let Some(mac) = self.mac(&[b"address", &network.to_be_bytes(), &hour]) else { return 0 };
        let sum = mac.finalize().into_bytes();
        sum.iter().take(16).fold(0, |number: u128, byte| number << 8 | u128::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_773_900_000_000;

    #[test]
    fn only_a_form_of_ours_that_was_read_is_taken() {
        let (ours, theirs) = (Proofs::new(), Proofs::new());
        let token = ours.issue("a", NOW);
        let check = |about: &str, token: &str, later: i64, expect: Result<(), Unproven>| {
            assert_eq!(ours.check(about, token, NOW + later, TO_TYPE), expect, "{about} {token} {later}");
        };
        check("a", &token, TO_TYPE, Ok(()));
        check("a", &token, TO_TYPE - 1, Err(Unproven::Early));
        check("a", &token, LONGEST, Ok(()));
        check("a", &token, LONGEST + 1, Err(Unproven::Late));
        check("a", &token, -1, Err(Unproven::Late));
        check("b", &token, TO_TYPE, Err(Unproven::Late));
        let moved = token.replacen(&format!("{NOW:x}"), &format!("{:x}", NOW - TO_TYPE), 1);
        for wrong in ["", "-", "x-y", &theirs.issue("a", NOW), &token[..token.len() - 1], &moved, &format!("{token}0")]
        {
            check("a", wrong, TO_TYPE, Err(Unproven::Late));
        }
    }

    #[test]
    fn an_address_is_another_number_each_hour_and_in_each_process() {
        let (ours, theirs) = (Proofs::new(), Proofs::new());
        assert_eq!(ours.network(7, NOW), ours.network(7, NOW + 1));
        assert_ne!(ours.network(7, NOW), ours.network(8, NOW));
        assert_ne!(ours.network(7, NOW), ours.network(7, NOW + HOUR));
        assert_ne!(ours.network(7, NOW), theirs.network(7, NOW));
        assert_ne!(ours.network(7, NOW), 7);
    }
}
