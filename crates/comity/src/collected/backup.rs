//! Fider's backup: a ZIP with a JSON file for each of its tables.

use std::io::{Read as _, Seek};
use std::path::Path;

use anyhow::{Context as _, bail};
use comity_participation::import::{Import, fider};
use serde::de::DeserializeOwned;
use zip::ZipArchive;

use super::times::Times;

/// Bytes that all tables of a backup may have together, unpacked: it is held whole, since its tables name each other's rows.
const MOST: u64 = 512 << 20;

/// Reads the ideas of a backup.
///
/// # Errors
/// It is no such ZIP, is too large, or a table in it is not what it should be; the message names it.
pub fn read(path: &Path, times: &Times) -> anyhow::Result<Import> {
    let file = std::fs::File::open(path).context("cannot open the file")?;
    let mut zip = ZipArchive::new(file).context("this is no whole ZIP archive")?;
    if place(&zip, "posts.json").is_none() {
        if place(&zip, "contributions.csv").is_some() {
            bail!("this is an export of Comity: unzip it, and give its contributions.csv");
        }
        bail!("this ZIP holds no posts.json: give Fider's own backup, or a table as CSV");
    }
    let mut left = MOST;
    let backup = fider::Backup {
        posts: table(&mut zip, "posts.json", &mut left)?,
        comments: table(&mut zip, "comments.json", &mut left)?,
        votes: table(&mut zip, "post_votes.json", &mut left)?,
        users: table(&mut zip, "users.json", &mut left)?,
        tags: table(&mut zip, "tags.json", &mut left)?,
        post_tags: table(&mut zip, "post_tags.json", &mut left)?,
    };
    Ok(fider::backup(&backup, &|written| times.read(written)))
}

/// Where a table lies: at the top, or in a folder.
fn place<R: std::io::Read + Seek>(zip: &ZipArchive<R>, name: &str) -> Option<usize> {
    let named = |path: &str| path.rsplit('/').next() == Some(name);
    zip.file_names().position(|path| path.is_ok_and(|path| named(&path)))
}

/// The rows of a table; none where it is not there.
fn table<T: DeserializeOwned, R: std::io::Read + Seek>(
    zip: &mut ZipArchive<R>,
    name: &str,
    left: &mut u64,
) -> anyhow::Result<Vec<T>> {
    let Some(at) = place(zip, name) else { return Ok(Vec::new()) };
    let mut bytes = Vec::new();
    let entry = zip.by_index(at).with_context(|| format!("{name} cannot be read"))?;
    // One byte more tells that it is too large; what a ZIP says of its own sizes need not be true.
    entry.take(*left + 1).read_to_end(&mut bytes).with_context(|| format!("{name} is damaged"))?;
    *left = left.checked_sub(bytes.len() as u64).with_context(|| {
        format!("the tables of this backup have more than {} MiB together: give its posts as CSV", MOST >> 20)
    })?;
    serde_json::from_slice(&bytes).with_context(|| format!("{name} is not as Fider writes it"))
}
