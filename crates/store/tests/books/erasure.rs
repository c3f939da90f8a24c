//! After an erasure nothing leads to the person any more, and no older backup brings them back.

use comity_store::backup::backup_restore;
use comity_store::{Context, Error, ImportLine, MailNew, MailTo, Page, PersonId, PersonNew, Store, Who};

use crate::scan::{forms, found_in, scan};
use crate::setting::{Books, DAY, Firm, condition, exchange, invited, response, somebody, terms};

/// Name, mail, own words in a counter, external id, a text of a mail and of an import, an idea, a comment, words against a no, an idea that
/// was brought with a file, why it was worth it, a name to be thanked by, what they need, what a member noted of
/// them, what came back and what is said of them in a credit with the name in it.
const MARKERS: [&str; 16] = [
    "Zoë Markersdòttir",
    "zoe.marker@secret.example",
    "Only if the fox «Ünü» may look",
    "EXT-Marker-7741",
    "A free text with a märker of its own",
    "Marker ideà: a garden on the roof",
    "Marker ànswer to somebody else's idea",
    "Marker òbjection to a no",
    "Marker idèa out of a file",
    "Marker pülse: it was worth the wait",
    "Zoë of the märker, as she is thanked",
    "Marker vòice: a bill that I can read",
    "Marker nòte of an interview",
    "A märker of a benefit for taking part",
    "Märkerwords of the firm on whoever had it",
    "Zoë the märker, as she is named",
];

fn markers() -> Vec<Vec<u8>> {
    MARKERS.iter().flat_map(|marker| forms(marker)).collect()
}

/// Somebody who left a trace wherever one can be left.
async fn plant(books: &Books, firm: &Firm) -> PersonId {
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
    let all = comity_store::Scope::ALL.into_iter().collect();
    let (system, _) = store.client_add(&firm.owner(), "Told", all).await.unwrap();
    store.webhook_set(&firm.owner(), system, None, "https://system.example/hook").await.unwrap();
    store.invitation_add(&firm.owner(), id, zoe).await.unwrap();
    let standing = store.standing_get(&firm.person(zoe), id, zoe).await.unwrap();
    let given = response(&standing, &[("usage-for-advice", condition(MARKERS[2]))]);
    store.standing_respond(&firm.person(zoe), id, given).await.unwrap();
    let ada = invited(books, firm, id, "ada@example.com").await;
    crate::participation::plant(books, firm, id, (zoe, ada), [MARKERS[5], MARKERS[6], MARKERS[7], MARKERS[10]]).await;
    crate::imports::plant(books, firm, id, MARKERS[3], MARKERS[8]).await;
    crate::recognition::plant(books, firm, id, (zoe, ada), [MARKERS[11], MARKERS[12], MARKERS[13]]).await;
    let asked = store.pulse_ask(&firm.person(zoe)).await.unwrap().unwrap();
    crate::pulses::answer(store, &firm.person(zoe), asked.id, 9, Some(MARKERS[9])).await.unwrap();
    crate::voice::plant(books, firm, (id, zoe), [MARKERS[11], MARKERS[12]]).await;
    for (to, about) in [(zoe, None), (ada, Some(zoe))] {
        let mail = MailNew {
            to: MailTo::Person(to),
            subject: MARKERS[0].into(),
            text: MARKERS[4].into(),
            about,
            unsubscribe: None,
        };
        store.outbox_add(&firm.system(), mail).await.unwrap();
    }
    store.mail_change_ask(&firm.person(zoe), zoe, "zoe.other@secret.example", DAY).await.unwrap();
    store.session_open(&firm.system(), Who::Person(zoe), DAY).await.unwrap();
    assert_eq!(told(books, firm).await, ["agreement.given"]);
    zoe
}

/// What the firm's system was told, or is to be told, of persons; of what they brought it hears ids alone.
async fn told(books: &Books, firm: &Firm) -> Vec<&'static str> {
    let system = books.store.client_list(&firm.owner()).await.unwrap()[0].id;
    let told = books.store.event_list(&firm.owner(), system, false, &Page::default()).await.unwrap();
    let names = told.rows.iter().map(|one| one.event.name());
    names.filter(|name| !name.starts_with("contribution.")).collect()
}

/// Does every job that waits.
pub async fn run_jobs(store: &Store) {
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
    let wrapped = cell(&books, "SELECT wrapped FROM person_key WHERE person = ?1", zoe);
    let pseudonym = cell(&books, "SELECT pseudonym FROM person WHERE id = ?1", zoe);
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
    let letters = books.store.outbox_list(&firm.owner(), &Page::default()).await.unwrap();
    assert_eq!(letters.total, 0, "the letter to somebody else that names them is gone too");
    assert_eq!(told(&books, &firm).await, ["person.erased"], "systems are told that, and nothing else any more");
    books.store.ledger_verify(&firm.owner(), None).await.unwrap();
    let entries = books.store.ledger_read(&firm.owner(), 0, 100).await.unwrap();
    let last = String::from_utf8(entries.last().unwrap().bytes.clone()).unwrap();
    assert!(last.contains("\"kind\":\"erased\""), "{last}");

    // An older backup, from before the erasure, in the place of the books.
    books.store.clone().close().await;
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", books.file().display()));
    }
    backup_restore(&older, &books.url).await.unwrap();
    books.store = Store::open(books.settings()).await.unwrap();
    assert_eq!(books.store.person_get(&firm.owner(), zoe).await, Err(Error::NotFound("person")));
    assert_eq!(scan(books.path(), &needles), []);
    let firm_there = books.store.firm_get(&firm.owner()).await.unwrap();
    assert_eq!(firm_there.id, firm.id, "the rest is back");
}

/// The one cell of a person that a statement reads.
fn cell(books: &Books, sql: &str, person: PersonId) -> Vec<u8> {
    books.by_hand().query_row(sql, [person.bytes().as_slice()], |row| row.get(0)).unwrap()
}

/// SQLite moves rows to other pages when it splits or joins them, and leaves what was there before.
#[tokio::test]
async fn no_key_is_left_in_unused_parts_of_pages() {
    let books = Books::sqlite().await;
    let firm = books.firm("norda").await;
    let mut people = Vec::new();
    for n in 0..600 {
        people.push(books.store.person_add(&firm.owner(), somebody(&format!("p{n}@example.com"))).await.unwrap());
    }
    let key = |person| (person, cell(&books, "SELECT wrapped FROM person_key WHERE person = ?1", person));
    let keys: Vec<(PersonId, Vec<u8>)> = people.into_iter().map(key).collect();
    // Neighbours go and stay, so that pages are joined too.
    let (gone, stay): (Vec<_>, Vec<_>) = keys.into_iter().enumerate().partition(|(n, _)| n % 5 != 0);
    for (_, (person, _)) in &gone {
        books.store.person_erase(&firm.owner(), *person).await.unwrap();
    }
    run_jobs(&books.store).await;
    let needles = |of: &[(usize, (PersonId, Vec<u8>))]| of.iter().map(|(_, (_, key))| key.clone()).collect::<Vec<_>>();
    assert_eq!(scan(books.path(), &needles(&stay)).len(), stay.len(), "keys of those who stay are where they are");
    assert_eq!(scan(books.path(), &needles(&gone)).len(), 0);
    assert_eq!(books.store.person_count(&firm.owner()).await, Ok(stay.len() as u64));
}

#[tokio::test]
async fn on_postgres_key_and_rows_are_gone() {
    let Some(books) = Books::postgres("erasure").await else { return };
    let firm = books.firm("norda").await;
    let zoe = plant(&books, &firm).await;
    let pool = sqlx::PgPool::connect(&books.url).await.unwrap();
    let mut needles = sealed_of(&pool, zoe).await;
    assert!(needles.len() >= 15, "{}", needles.len());
    let mut before = reached(&pool, &needles).await;
    before.sort();
    let there = [
        "act",
        "contribution",
        "contribution_comment",
        "contribution_display",
        "counter",
        "credit",
        "link",
        "mail",
        "mail_change",
        "owed",
        "person",
        "person_key",
        "pulse",
        "recognition",
        "session",
        "standing",
        "voice",
    ];
    assert_eq!(before, there);
    needles.extend(markers().into_iter().flat_map(|marker| [hex(&marker), marker]));
    books.store.person_erase(&firm.owner(), zoe).await.unwrap();
    run_jobs(&books.store).await;
    while books.store.ledger_sequence(&Context::instance()).await.unwrap() > 0 {}
    assert_eq!(reached(&pool, &needles).await, Vec::<String>::new());
    let held = books.store.ledger_verify(&firm.owner(), None).await.unwrap();
    assert!(held.verified.entries > 1);
}

/// What is sealed about a person, their key, and by what they are found: in hexadecimal digits, as PostgreSQL writes bytes.
async fn sealed_of(pool: &sqlx::PgPool, person: PersonId) -> Vec<Vec<u8>> {
    let all = "SELECT v FROM (
                 SELECT unnest(ARRAY[pseudonym, mail, mail_blind, external, external_blind, name, born_year, evidence]) AS v
                   FROM person WHERE id = $1
                 UNION ALL SELECT wrapped FROM person_key WHERE person = $1
                 UNION ALL SELECT sealed FROM standing WHERE person = $1
                 UNION ALL SELECT sealed FROM counter WHERE person = $1
                 UNION ALL SELECT sealed FROM act WHERE person = $1
                 UNION ALL SELECT sealed FROM contribution WHERE author = $1
                 UNION ALL SELECT outcome FROM contribution
                   WHERE accepted IN (SELECT id FROM contribution_comment WHERE person = $1)
                 UNION ALL SELECT sealed FROM contribution_comment WHERE person = $1
                 UNION ALL SELECT sealed FROM pulse WHERE person = $1
                 UNION ALL SELECT sealed FROM voice WHERE person = $1
                 UNION ALL SELECT sealed FROM recognition WHERE person = $1
                 UNION ALL SELECT sealed FROM credit WHERE person = $1
                 UNION ALL SELECT sealed FROM owed WHERE person = $1
                 UNION ALL SELECT sealed FROM contribution_display WHERE person = $1
                 UNION ALL SELECT sealed FROM mail WHERE person = $1 OR about = $1
                 UNION ALL SELECT sealed FROM mail_change WHERE person = $1
                 UNION ALL SELECT token FROM mail_change WHERE person = $1
                 UNION ALL SELECT token FROM session WHERE who = $1
                 UNION ALL SELECT token FROM link WHERE who = $1) AS everything WHERE v IS NOT NULL";
    let values: Vec<Vec<u8>> = sqlx::query_scalar(all).bind(person.bytes().as_slice()).fetch_all(pool).await.unwrap();
    values.iter().map(|value| hex(value)).collect()
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes()
}

/// In which tables any of the needles can be reached, each row read as text.
async fn reached(pool: &sqlx::PgPool, needles: &[Vec<u8>]) -> Vec<String> {
    let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(pool).await.unwrap();
    assert!(tables.len() > 20, "{tables:?}");
    let mut found = Vec::new();
    for table in tables {
        let rows = sqlx::AssertSqlSafe(format!("SELECT t::text FROM \"{table}\" t"));
        let rows: Vec<String> = sqlx::query_scalar(rows).fetch_all(pool).await.unwrap();
        if rows.iter().any(|row| !found_in(row.as_bytes(), needles).is_empty()) {
            found.push(table);
        }
    }
    found
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
