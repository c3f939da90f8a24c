//! Free disk.

use std::path::Path;

/// Bytes that are free for this user where a folder lies.
///
/// # Errors
/// The system's.
pub fn free_bytes(folder: &Path) -> std::io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
