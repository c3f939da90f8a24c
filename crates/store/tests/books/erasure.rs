//! After an erasure nothing leads to the person any more, and no older backup brings them back.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use comity_store::backup::backup_restore;
use comity_store::{Context, Error, ImportLine, MailNew, MailTo, PersonNew, Store, Who};

use crate::setting::{Books, DAY, Firm, condition, exchange, response, terms};

/// Name, mail, own words in a counter, external id, and a text of a mail and of an import.
const MARKERS: [&str; 5] = [
    "Zoë Markersdòttir",
    "zoe.marker@secret.example",
    "Only if the fox «Ünü» may look",
    "EXT-Marker-7741",
    "A free text with a märker of its own",
];

/// Every way in which a marker may lie in a file.
fn forms(marker: &str) -> Vec<Vec<u8>> {
    let mut forms = vec![marker.as_bytes().to_vec(), marker.to_lowercase().into_bytes()];
    let escaped: String = marker
        .encode_utf16()
        .map(|unit| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ => format!("\\u{unit:04x}"),
        })
        .collect();
    forms.push(escaped.into_bytes());
    // In base64 a text looks different at each of three places; what neighbours touch is cut off.
    for shift in 0..3 {
        let bytes = [vec![0; shift], marker.as_bytes().to_vec()].concat();
        let text = base64::engine::general_purpose::STANDARD_NO_PAD.encode(&bytes);
        forms.push(text.as_bytes()[if shift == 0 { 0 } else { 4 }..text.len() - 4].to_vec());
    }
    forms
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Which of the needles lie in which files below the folder.
fn scan(folder: &Path, needles: &[Vec<u8>]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for file in files(folder) {
        let bytes = std::fs::read(&file).unwrap();
        for needle in needles {
            if bytes.windows(needle.len()).any(|window| window == needle.as_slice()) {
                found.push((file.clone(), String::from_utf8_lossy(needle).into_owned()));
            }
        }
    }
    found
}

fn markers() -> Vec<Vec<u8>> {
    MARKERS.iter().flat_map(|marker| forms(marker)).collect()
}

#[test]
fn the_scan_finds_what_lies_there() {
    let folder = tempfile::tempdir().unwrap();
    for (n, form) in markers().iter().enumerate() {
        std::fs::write(folder.path().join("file"), [b"before ".as_slice(), form, b" after"].concat()).unwrap();
        assert!(!scan(folder.path(), &markers()).is_empty(), "form {n}");
    }
    let shifted = base64::engine::general_purpose::STANDARD.encode(format!("xx{} and more", MARKERS[1]));
    std::fs::write(folder.path().join("file"), shifted).unwrap();
    assert_eq!(scan(folder.path(), &markers()).len(), 1);
}

/// Somebody who left a trace wherever one can be left.
async fn plant(books: &Books, firm: &Firm) -> comity_store::PersonId {
    let store = &books.store;
    let new = PersonNew {
        name: Some(MARKERS[0].into()),
        mail: Some(MARKERS[1].into()),
        external_id: Some(MARKERS[3].into()),
        language: "it".into(),
        born_year: Some(1987),
        minor: false,
    };
    let lines = vec![ImportLine { person: new, evidence: MARKERS[4].into() }];
    let zoe = store.person_import(&firm.owner(), lines).await.unwrap().added[0].1;
    let id = exchange(books, firm).await;
    store.invitation_add(&firm.owner(), id, zoe).await.unwrap();
    let standing = store.standing_get(&firm.person(zoe), id, zoe).await.unwrap();
    let given = response(&standing, &[("usage-for-advice", condition(MARKERS[2]))]);
    store.standing_respond(&firm.person(zoe), id, given).await.unwrap();
    let mail = MailNew { to: MailTo::Person(zoe), subject: MARKERS[0].into(), text: MARKERS[4].into() };
    store.outbox_add(&firm.system(), mail).await.unwrap();
    store.session_open(&firm.system(), Who::Person(zoe), DAY).await.unwrap();
    zoe
}

async fn run_jobs(store: &Store) {
    while let Some(job) = store.job_claim(&Context::instance(), DAY).await.unwrap() {
        if job.kind == comity_store::PERSON_ERASE {
            let ctx = Context::system(job.firm);
            store.person_erase_run(&ctx, &job).await.unwrap();
            // A job may run again when its end was not written down.
            store.person_erase_run(&ctx, &job).await.unwrap();
        }
        store.job_done(&Context::instance(), job.id).await.unwrap();
    }
}

#[tokio::test]
async fn nothing_is_left_and_no_backup_brings_it_back() {
    let mut books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let zoe = plant(&books, &firm).await;
    let outside = tempfile::tempdir().unwrap();
    let older = outside.path().join("older");
    books.store.backup(&firm.system(), &older).await.unwrap();
    while books.store.ledger_sequence(&Context::instance()).await.unwrap() > 0 {}
    let pool = sqlx::SqlitePool::connect(&books.url).await.unwrap();
    let wrapped: Vec<u8> = sqlx::query_scalar("SELECT wrapped FROM person").fetch_one(&pool).await.unwrap();
    let pseudonym: Vec<u8> = sqlx::query_scalar("SELECT pseudonym FROM person").fetch_one(&pool).await.unwrap();
    pool.close().await;
    assert!(!scan(books.path(), std::slice::from_ref(&wrapped)).is_empty(), "the key is there before");
    let copy = books.path().join("comity.db.schema-0");
    std::fs::copy(books.file(), &copy).unwrap();
    assert_eq!(books.store.copies_tend(), Ok(0), "a fresh copy stays");

    let asked = books.store.person_erase(&firm.person(zoe), zoe).await.unwrap();
    assert!(books.store.session_open(&firm.system(), Who::Person(zoe), DAY).await.is_err());
    run_jobs(&books.store).await;
    assert!(!copy.exists(), "the copy from before a change of schema goes with the first erasure");
    let tombstone = books.store.tombstone_take(asked).unwrap();
    assert!(tombstone.holds(&books.store.verifier()) && tombstone.entry.contains("\"kind\":\"erased\""));
    assert_eq!(books.store.tombstone_take(asked), None);
    assert_eq!(books.store.person_get(&firm.owner(), zoe).await, Err(Error::NotFound("person")));
    assert_eq!(books.store.person_by_mail(&firm.system(), MARKERS[1]).await, Ok(None));
    while books.store.ledger_sequence(&Context::instance()).await.unwrap() > 0 {}
    books.store.backup(&firm.system(), &books.path().join("newer")).await.unwrap();
    let mut needles = markers();
    needles.extend([wrapped, pseudonym.clone()]);
    assert_eq!(scan(books.path(), &needles), []);
    books.store.ledger_verify(&firm.owner(), None).await.unwrap();
    let entries = books.store.ledger_read(&firm.owner(), 0, 100).await.unwrap();
    let last = String::from_utf8(entries.last().unwrap().bytes.clone()).unwrap();
    assert!(last.contains("\"kind\":\"erased\""), "{last}");

    // An older backup, from before the erasure, in the place of the books.
    books.store.clone().close().await;
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", books.file().display()));
    }
    backup_restore(&older, &books.file()).await.unwrap();
    books.store = Store::open(books.settings()).await.unwrap();
    assert_eq!(books.store.person_get(&firm.owner(), zoe).await, Err(Error::NotFound("person")));
    assert_eq!(scan(books.path(), &needles), []);
    let firm_there = books.store.firm_get(&firm.owner()).await.unwrap();
    assert_eq!(firm_there.id, firm.id, "the rest is back");
}

#[tokio::test]
async fn on_postgres_key_and_rows_are_gone() {
    let Some(books) = Books::postgres("erasure").await else { return };
    let firm = books.firm("norda").await;
    let zoe = plant(&books, &firm).await;
    books.store.person_erase(&firm.owner(), zoe).await.unwrap();
    run_jobs(&books.store).await;
    let pool = sqlx::PgPool::connect(&books.url).await.unwrap();
    for table in ["person", "standing", "counter", "act", "mail", "session", "link", "invitation"] {
        let count = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        let count: i64 = sqlx::query_scalar(count).fetch_one(&pool).await.unwrap();
        assert_eq!(count, 0, "{table}");
    }
}

#[tokio::test]
async fn votes_count_on_when_a_voter_is_erased() {
    use comity_exchange::control::{Control, VoteRule};
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let mut voted = terms();
    let rule = VoteRule { quorum_percent: 50, yes_percent: 60, days: 7 };
    let place = voted.clauses.iter_mut().find(|c| c.id.as_str() == "helping").unwrap();
    place.control = Control::Shared { vote: Some(rule) };
    let clause = place.id.clone();
    let id = books.store.exchange_create(&firm.owner(), "Voted", voted).await.unwrap();
    books.store.exchange_publish(&firm.owner(), id).await.unwrap();
    let ada = crate::setting::invited(&books, &firm, id, "ada@example.com").await;
    let standing = books.store.standing_get(&firm.person(ada), id, ada).await.unwrap();
    books.store.standing_respond(&firm.person(ada), id, response(&standing, &[])).await.unwrap();
    let vote = books.store.vote_open(&firm.owner(), id, clause, None).await.unwrap();
    books.store.vote_answer(&firm.person(ada), vote, true).await.unwrap();
    books.store.person_erase(&firm.person(ada), ada).await.unwrap();
    run_jobs(&books.store).await;
    assert_eq!(books.store.vote_list(&firm.owner(), id).await.unwrap()[0].counted, Some((1, 0)));
}
