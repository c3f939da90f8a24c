//! Passwords: argon2id, off the threads that answer, and in the same time whether there is such a member or not.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use tokio::sync::Semaphore;

use super::fault::Fault;

/// How many are computed at once: each takes 19 MiB and a core for some tens of milliseconds.
static ROOM: Semaphore = Semaphore::const_new(2);

/// What an unknown member's password is compared with, so that the answer takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody has this password").unwrap_or_default());

/// The longest password that is looked at, in bytes.
pub const LONGEST: usize = 1_000;

/// A password's hash in the form of the PHC. Blocks for some tens of milliseconds.
///
/// # Errors
/// The system's random source.
pub fn hash_now(password: &str) -> Result<String, argon2::password_hash::Error> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
}

/// A password's hash in the form of the PHC.
///
/// # Errors
/// Too long a password, or the system's random source.
pub async fn hash(password: String) -> Result<String, Fault> {
    if password.len() > LONGEST {
        return Err(Fault::Malformed);
    }
    let _room = ROOM.acquire().await.map_err(|_| Fault::Busy)?;
    let work = tokio::task::spawn_blocking(move || hash_now(&password).ok());
    work.await.ok().flatten().ok_or(Fault::Broken)
}

/// Whether the password is that of the hash. Without a hash the answer is no, in the same time.
///
/// # Errors
/// The server is stopping.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool, Fault> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    let _room = ROOM.acquire().await.map_err(|_| Fault::Busy)?;
    let work = tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        let parsed = PasswordHash::new(&hash);
        let fits = parsed.is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        known && fits
    });
    work.await.map_err(|_| Fault::Broken)
}

/// Computes once what unknown members are compared with, so that the first of them takes no longer.
pub fn warm() {
    LazyLock::force(&NOBODY);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let hashed = hash("correct horse".into()).await.unwrap();
        assert!(hashed.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("correct horse".into(), Some(hashed.clone())).await.unwrap());
        assert!(!verify("correct horsE".into(), Some(hashed.clone())).await.unwrap());
        assert!(!verify("nobody has this password".into(), None).await.unwrap());
        assert!(!verify("x".into(), Some("no hash".into())).await.unwrap());
        assert!(!verify("x".repeat(LONGEST + 1), Some(hashed)).await.unwrap());
    }
}
