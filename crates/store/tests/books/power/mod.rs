//! What was acknowledged is there after the power failed, once: whatever was not synced may be gone, or half there.
//!
//! `writes.c` is preloaded into a process that signs or votes, and notes what it writes, syncs and acknowledges. From the notes the folder is
//! made anew as a disk could hold it after a failure at any moment; the books are opened there.

mod disk;
mod votes;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use comity_store::{Context, LeafId, PersonId, Settings, Store};

use self::disk::{Kept, Lot, Note};
use crate::crash::{FOLDER, IDS, parsed, runtime, sign_until_killed};
use crate::setting::{Books, Firm, exchange};

/// How often the power fails, where `COMITY_POWER_CUTS` does not say otherwise.
const CUTS: usize = 12;
/// Signatures that are acknowledged before the process is killed.
const SIGNED: usize = 480;

/// The same test is the process whose power fails, when it is told so.
#[test]
fn every_acknowledged_signature_survives_a_failure_of_power() {
    match (std::env::var(FOLDER), std::env::var(IDS)) {
        (Ok(folder), Ok(ids)) => runtime().block_on(sign_until_killed(&folder, &ids)),
        _ => runtime().block_on(cut_again_and_again()),
    }
}

/// Builds what notes writes; nothing where there is no C compiler.
fn built(folder: &Path) -> Option<PathBuf> {
    let (source, library) = (folder.join("writes.c"), folder.join("writes.so"));
    std::fs::write(&source, include_str!("writes.c")).unwrap();
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
    let mut command = Command::new(&compiler);
    command.args(["-O1", "-shared", "-fPIC", "-o"]).args([&library, &source]).arg("-ldl");
    match command.status() {
        Ok(status) => {
            assert!(status.success(), "{compiler} cannot compile what notes writes");
            Some(library)
        }
        Err(error) => {
            println!("skipped: failures of power, since {compiler} does not run ({error})");
            None
        }
    }
}

/// Runs a test as the process whose power fails until it acknowledged something often enough, kills it, and gives what was noted.
fn noted<T>(
    test: &str,
    (folder, ids): (&Path, &str),
    (library, notes): (&Path, &Path),
    often: usize,
    parsed: impl Fn(&str) -> Option<T>,
) -> Vec<Note> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(FOLDER, folder)
        .env(IDS, ids)
        .env("LD_PRELOAD", library)
        .env("COMITY_WRITES_FOLDER", folder)
        .env("COMITY_WRITES_NOTES", notes)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let heard = lines.filter_map(|line| parsed(&line)).take(often).count();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(heard, often);
    let notes = disk::read(&std::fs::read(notes).unwrap());
    let into_database = |note: &&Note| matches!(note, Note::Wrote { file, .. } if file == "comity.db");
    assert!(notes.iter().filter(into_database).count() > 100, "the log is moved into the database on the way");
    notes
}

/// What was acknowledged before a note.
fn acknowledged<K: Ord, V>(notes: &[Note], parsed: impl Fn(&str) -> Option<(K, V)>) -> BTreeMap<K, V> {
    let said = notes.iter().filter_map(|note| if let Note::Said(text) = note { Some(text) } else { None });
    said.flat_map(|text| text.lines()).filter_map(parsed).collect()
}

/// Books as they are after a failure of power, once they were found whole. An error where they cannot even be opened.
async fn recovered<T>(
    books: &Books,
    firm: &Firm,
    kept: &Kept,
    found: impl Fn(&rusqlite::Connection) -> Result<T, String>,
) -> Result<T, String> {
    let text = |error: &dyn std::fmt::Display| error.to_string();
    let folder = tempfile::tempdir().unwrap();
    kept.write(folder.path());
    let file = folder.path().join("comity.db");
    let settings = Settings { url: format!("sqlite://{}", file.display()), ..books.settings() };
    let store = Store::open(settings).await.map_err(|e| text(&e))?;
    let read = async {
        while store.ledger_sequence(&Context::instance()).await.map_err(|e| text(&e))? > 0 {}
        store.ledger_verify(&firm.owner(), None).await.map_err(|e| text(&e))?;
        let by_hand = rusqlite::Connection::open(&file).map_err(|e| text(&e))?;
        let sound: String = by_hand.query_row("PRAGMA integrity_check", [], |row| row.get(0)).map_err(|e| text(&e))?;
        if sound == "ok" { found(&by_hand) } else { Err(sound) }
    };
    let read = read.await;
    store.close().await;
    read
}

/// Who signed, by which entry: each once, and nothing half.
fn signatures(by_hand: &rusqlite::Connection) -> Result<BTreeMap<PersonId, LeafId>, String> {
    let text = |error: rusqlite::Error| error.to_string();
    let half = "SELECT (SELECT COUNT(*) FROM act a LEFT JOIN leaf l ON l.id = a.leaf WHERE l.number IS NULL)
                     + (SELECT COUNT(*) FROM act a LEFT JOIN standing s ON s.person = a.person AND s.state = 'agreed'
                        WHERE s.person IS NULL)
                     + (SELECT COUNT(*) FROM standing WHERE state = 'agreed') - (SELECT COUNT(*) FROM act)";
    let half: i64 = by_hand.query_row(half, [], |row| row.get(0)).map_err(text)?;
    let mut signed = by_hand.prepare("SELECT person, leaf FROM act").map_err(text)?;
    let ids = |row: &rusqlite::Row<'_>| Ok((PersonId::from_bytes(row.get(0)?), LeafId::from_bytes(row.get(1)?)));
    let rows: Result<Vec<_>, _> = signed.query_map([], ids).and_then(|rows| rows.collect());
    let rows = rows.map_err(text)?;
    let count = rows.len();
    let acts: BTreeMap<PersonId, LeafId> = rows.into_iter().collect();
    if half != 0 || acts.len() != count {
        return Err(format!("{half} signatures are half there; {} of {count} signed once", acts.len()));
    }
    Ok(acts)
}

async fn cut_again_and_again() {
    let outside = tempfile::tempdir().unwrap();
    let Some(library) = built(outside.path()) else { return };
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let id = exchange(&books, &firm).await;
    books.store.clone().close().await;
    let base = Kept::read(books.path());
    let notes = noted(
        "power::every_acknowledged_signature_survives_a_failure_of_power",
        (books.path(), &format!("{} {id}", firm.id)),
        (&library, &outside.path().join("notes")),
        SIGNED,
        parsed,
    );
    check("signatures", (&books, &firm), (&base, &notes), parsed, signatures).await;
}

/// Lets the power fail at many moments and looks for everything that was acknowledged before.
async fn check<K: Ord, V: PartialEq + std::fmt::Debug>(
    what: &str,
    (books, firm): (&Books, &Firm),
    (base, notes): (&Kept, &[Note]),
    parsed: impl Fn(&str) -> Option<(K, V)>,
    found: impl Fn(&rusqlite::Connection) -> Result<BTreeMap<K, V>, String>,
) {
    let cuts = std::env::var("COMITY_POWER_CUTS").ok().and_then(|cuts| cuts.parse().ok()).unwrap_or(CUTS);
    let mut lot = Lot::new(7);
    let (mut lost_without_syncs, mut checked) = (0, 0);
    for cut in 0..cuts {
        // Every second one in the very moment after something was said.
        let mut at = lot.below(notes.len() + 1);
        if cut % 2 == 0 {
            at = notes[at..].iter().position(|note| matches!(note, Note::Said(_))).map_or(at, |more| at + more + 1);
        }
        let must = acknowledged(&notes[..at], &parsed);
        let kept = base.after(&notes[..at], true, &mut lot);
        let there = recovered(books, firm, &kept, &found).await;
        let there = there.unwrap_or_else(|why| panic!("cut {cut} at {at}: {why}"));
        for (key, value) in &must {
            assert_eq!(there.get(key), Some(value), "cut {cut} at note {at} of {}", notes.len());
        }
        checked += must.len();
        // Had the disk never been asked to sync, something would be gone: so this test can fail.
        let kept = base.after(&notes[..at], false, &mut lot);
        let there = recovered(books, firm, &kept, &found).await.unwrap_or_default();
        lost_without_syncs += must.iter().filter(|(key, value)| there.get(key) != Some(value)).count();
    }
    println!(
        "{cuts} failures of power, {} notes: {checked} acknowledged {what} looked for, all there; {lost_without_syncs} of them \
         would be gone without syncs",
        notes.len()
    );
    assert!(checked > 0 && lost_without_syncs > 0, "{checked} {lost_without_syncs}");
}
