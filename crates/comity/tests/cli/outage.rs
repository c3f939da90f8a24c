//! What is below the server fails: the database crashes and comes back, the disk is full and has room again. Whoever was
//! answered can rely on it, everybody else is told clearly, and the server goes on by itself.

use std::collections::VecDeque;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::cluster::Cluster;
use super::desk::{answer, crowd, form, is, offer_of, on_offer, publish, receipt_in, set_up};
use super::serve::House;

/// How many sign while the database crashes.
const SIGNERS: usize = 90;
/// How many times it does.
const CRASHES: usize = 3;
/// Longer than this nobody waits for a server to go on.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits until something is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}: it never came to be");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// What came of people who signed again and again until they were answered.
#[derive(Default)]
struct Signed {
    /// By whom, and which receipt; nothing where the answer was that it had been signed before.
    receipts: Mutex<Vec<(usize, Option<String>)>>,
    /// Answers of another kind.
    told: Mutex<Vec<(usize, String)>>,
}

/// Everybody signs, eight at a time, until a success was heard, while `meanwhile` happens.
fn everybody_signs(house: &House, people: &[String], offer: &str, meanwhile: impl FnOnce(&AtomicUsize)) -> Signed {
    let print = on_offer(house, &people[0], offer);
    let given = answer(&print, None);
    let (waiting, signed) = (Mutex::new((0..people.len()).collect::<VecDeque<_>>()), Signed::default());
    let (done, begun) = (AtomicUsize::new(0), Instant::now());
    std::thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| {
                while done.load(Ordering::Relaxed) < people.len() && begun.elapsed() < PATIENCE {
                    let Some(who) = waiting.lock().unwrap().pop_front() else {
                        std::thread::sleep(Duration::from_millis(20));
                        continue;
                    };
                    let kind = "application/x-www-form-urlencoded";
                    let answered = house.send("POST", offer, &people[who], kind, given.as_bytes());
                    let answered = answered.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                    match answered {
                        Ok(page) if is(&page, 200) => {
                            signed.receipts.lock().unwrap().push((who, receipt_in(&page)));
                            done.fetch_add(1, Ordering::Relaxed);
                        }
                        other => {
                            let page = other.unwrap_or_else(|error| format!("none: {error}"));
                            signed.told.lock().unwrap().push((who, page));
                            waiting.lock().unwrap().push_back(who);
                            std::thread::sleep(Duration::from_millis(100));
                        }
                    }
                }
            });
        }
        meanwhile(&done);
    });
    signed
}

#[test]
fn a_crash_of_the_database_loses_nothing_that_was_acknowledged() {
    let Some(cluster) = Cluster::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let house = House::open_with(&folder.path().join("data"), |command| {
        command.env("COMITY_DATABASE", &cluster.url);
    });
    let member = set_up(&house);
    let exchange = publish(&house, &member);
    let offer = offer_of(&exchange);
    let people = crowd(&house, &member, &exchange, SIGNERS);
    let signed = everybody_signs(&house, &people, &offer, |done| {
        for crash in 1..=CRASHES {
            // In the middle of what is going on, not between two rounds of it.
            until("enough have signed", || done.load(Ordering::Relaxed) >= crash * SIGNERS / (CRASHES + 2));
            cluster.crash_and_start();
        }
    });
    let (receipts, told) = (signed.receipts.into_inner().unwrap(), signed.told.into_inner().unwrap());
    assert_eq!(receipts.len(), SIGNERS, "everybody is answered in the end; {told:?}");
    for (_, page) in &told {
        let clear = is(page, 503) && page.contains("retry-after: ") && page.contains("<h1>");
        assert!(clear, "somebody was told this: {page}");
    }
    println!("{CRASHES} crashes: {SIGNERS} signed, {} were told to look again", told.len());
    for (who, receipt) in &receipts {
        match receipt {
            Some(receipt) => {
                let there = house.ask("GET", &format!("{receipt}/receipt.json"), &people[*who], "");
                assert!(is(&there, 200) && there.contains("\"promise\""), "{there}");
            }
            None => assert!(told.iter().any(|(other, _)| other == who), "signed before, and never told so"),
        }
        let own = house.ask("GET", "/f/norda/me/information", &people[*who], "");
        assert_eq!(own.matches("/me/receipts/").count(), 1, "signed once: {own}");
    }
    until("the server is ready again", || is(&house.ask("GET", "/readyz", "", ""), 200));
    assert_eq!(house.stop(), Some(0));
    let verified = Command::new(env!("CARGO_BIN_EXE_comity"))
        .args(["ledger", "verify", "--data", &folder.path().join("data").display().to_string()])
        .env("COMITY_DATABASE", &cluster.url)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&verified.stdout);
    // One entry of each, and one of the version.
    assert!(told.contains(&format!("Sound: {} entries", SIGNERS + 1)), "{verified:?}");
}

/// A small disk of its own.
struct Disk(tempfile::TempDir);

impl Disk {
    /// Says that the test is skipped where none can be had.
    fn new(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size},mode=700"), "comity-test"])
            .arg(folder.path())
            .output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self(folder));
        }
        println!("skipped: a full disk, since none can be mounted here (it needs root)");
        None
    }

    fn filler(&self) -> PathBuf {
        self.0.path().join("filler")
    }

    /// Writes until nothing fits any more, and gives so many bytes back.
    fn fill_but(&self, left: u64) {
        let mut file = std::fs::File::create(self.filler()).unwrap();
        while file.write_all(&[1; 4096]).is_ok() {}
        let there = file.metadata().unwrap().len();
        file.set_len(there.saturating_sub(left)).unwrap();
    }

    fn free(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // A test that failed leaves nothing mounted behind.
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

fn opened(data: &Path, keys: &Path, floor: &str) -> House {
    House::open_with(data, |command| {
        command.env("COMITY_KEYS", keys).env("COMITY_DISK_FLOOR_MIB", floor);
    })
}

const FULL: &str = "There is no room left";

#[test]
fn a_full_disk_is_said_nothing_is_half_done_and_room_is_enough() {
    let Some(disk) = Disk::new("24m") else { return };
    let keys = tempfile::tempdir().unwrap();
    let (data, keys) = (disk.0.path().join("data"), keys.path().join("keys"));
    let house = opened(&data, &keys, "0");
    let member = set_up(&house);
    let exchange = publish(&house, &member);
    let offer = offer_of(&exchange);
    let people = crowd(&house, &member, &exchange, 3);
    let given = answer(&on_offer(&house, &people[0], &offer), None);

    disk.fill_but(0);
    for person in &people {
        let refused = house.ask("POST", &offer, person, &given);
        assert!(is(&refused, 503) && refused.contains(FULL) && refused.contains("retry-after: 60"), "{refused}");
        let read = house.ask("GET", &offer, person, "");
        assert!(is(&read, 200) && read.contains("name=\"offer\""), "it is still on offer: {read}");
        let own = house.ask("GET", "/f/norda/me/information", person, "");
        assert!(is(&own, 200) && !own.contains("/me/receipts/"), "nothing of it was done: {own}");
    }
    disk.free();
    for person in &people {
        let signed = house.ask("POST", &offer, person, &given);
        assert!(is(&signed, 200) && receipt_in(&signed).is_some(), "{signed}");
    }
    until("the server is ready again", || is(&house.ask("GET", "/readyz", "", ""), 200));
    assert_eq!(house.stop(), Some(0));
    sound(&data, &keys, "Sound: 4 entries");

    // Below the floor nothing is written, although it would still fit.
    let house = opened(&data, &keys, "6");
    let details = form(&[("name", "Other Name"), ("mail", "p0@mail.example"), ("language", "en")]);
    disk.fill_but(4 << 20);
    let corrects = || house.ask("POST", "/f/norda/me/details", &people[0], &details);
    until("the floor is seen", || {
        let answer = corrects();
        is(&answer, 503) && answer.contains(FULL)
    });
    assert!(is(&house.ask("GET", "/f/norda/me", &people[0], ""), 200), "reading goes on");
    assert!(house.ask("GET", "/readyz", "", "").contains("disk failing"));
    disk.free();
    until("the room is seen", || is(&corrects(), 303));
    assert_eq!(house.stop(), Some(0));
    sound(&data, &keys, "Sound: 4 entries");
}

/// The books are whole: their ledger, and their structure, as a backup finds it.
fn sound(data: &Path, keys: &Path, expected: &str) {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
        command.args(arguments).args(["--data", &data.display().to_string()]).env("COMITY_KEYS", keys);
        let run = command.output().unwrap();
        assert!(run.status.success(), "{run:?}");
        String::from_utf8(run.stdout).unwrap()
    };
    let told = run(&["ledger", "verify"]);
    assert!(told.contains(expected), "{told}");
    let outside = tempfile::tempdir().unwrap();
    run(&["backup", &outside.path().join("backup").display().to_string(), "--verify"]);
}
