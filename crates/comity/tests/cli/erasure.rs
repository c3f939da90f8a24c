//! Whoever is erased is found nowhere any more: not in the data, the keys, the log, the temporary files or a new backup, and no
//! older backup brings them back. Everything is done as people do it, through the real server.

use std::fs::File;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use super::desk::{answer, between, enter, form, is, letter, offer_of, on_offer, outbox, publish, set_up, sign_in};
use super::scan::{forms, scan};
use super::serve::House;

const NAME: &str = "Zoë «Zed» \"Marker\" Ünsal-7741";
const RENAMED: &str = "Zoë Marker-Brün 7742";
const MAIL: &str = "zoe.marker-7743@secret.example";
/// An address that was asked for, and never confirmed.
const OTHER_MAIL: &str = "zoe.elsewhere-7744@secret.example";
const EXTERNAL: &str = "EXT/Märker+7745";
const EVIDENCE: &str = "Paper form of 3 March, \"yes\" ticked by the märker 7746";
const WORDS: &str = "Only if the fox «Ünü 7747» may \"look\" & decide";
const MORE_WORDS: &str = "And only while my müller 7748 lives at Via Nascosta 7";
/// What the firm wrote to the person alone.
const REASON: &str = "For you, märker 7749, it would cost too much";
/// Why it was not worth it.
const WHY: &str = "Because a mörker 7750 asked \"why\" & never listened";
/// What would help them.
const NEED: &str = "A märker 7751 who \"listens\" & calls back";
const MARKERS: [&str; 11] = [NAME, RENAMED, MAIL, OTHER_MAIL, EXTERNAL, EVIDENCE, WORDS, MORE_WORDS, REASON, WHY, NEED];

/// A minor, whose guardian is written to with the minor's name.
const WARD: &str = "Nina Märker-8841";
const WARD_MAIL: &str = "nina.marker-8842@secret.example";
const GUARDIAN_MAIL: &str = "guardian@elsewhere.example";

/// Folders of an instance that is kept apart from every other.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        ["tmp", "control"].iter().for_each(|name| std::fs::create_dir(place.at(name)).unwrap());
        place
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn serve(&self, data: &str, keys: &str, log: &str) -> House {
        House::open_with(&self.at(data), |command| {
            let log = File::options().create(true).append(true).open(self.at(log)).unwrap();
            command.env("COMITY_KEYS", self.at(keys)).env("TMPDIR", self.at("tmp"));
            command.env("COMITY_LOG_LEVEL", "trace").env("COMITY_RATES_SIGN_IN", "0").stderr(log);
        })
    }

    /// A command on an instance, with the log of its own in `control`, which no server wrote.
    fn run(&self, data: &str, keys: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_comity"))
            .args(arguments)
            .args(["--data", &self.at(data).display().to_string()])
            .env("COMITY_KEYS", self.at(keys))
            .env("TMPDIR", self.at("tmp"))
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// A command that has to succeed: what it says.
    fn does(&self, data: &str, keys: &str, arguments: &[&str]) -> String {
        let run = self.run(data, keys, arguments);
        assert!(run.status.success(), "{arguments:?}: {run:?}");
        String::from_utf8(run.stdout).unwrap()
    }

    fn verify(&self, data: &str, keys: &str, held: &Path) {
        let told = self.does(data, keys, &["ledger", "verify", "--against", &held.display().to_string()]);
        assert!(told.contains("Sound: ") && told.contains("nothing of it was rewritten"), "{told}");
    }
}

/// A table with one person is brought in.
fn import(house: &House, member: &str, lines: &[[&str; 5]]) {
    let mut table = String::from("name,mail,external_id,born_year,language,purpose,permitted_at,evidence\n");
    for [name, mail, external, born, evidence] in lines {
        let cells =
            [name, mail, external, born, "en", "advice", "2026-03-03", evidence].map(|cell| cell.replace('"', "\"\""));
        table += &cells.map(|cell| format!("\"{cell}\"")).join(",");
        table.push('\n');
    }
    let body = format!(
        "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\r\n{table}\r\n--xx--\r\n"
    );
    let answer = house
        .send("POST", "/studio/people/import", member, "multipart/form-data; boundary=xx", body.as_bytes())
        .unwrap();
    let answer = String::from_utf8(answer).unwrap();
    assert!(is(&answer, 200) && !answer.contains("class=\"problem"), "{answer}");
}

/// How the member finds them: the page of people, asked for that address.
fn looked_up(house: &House, member: &str, wanted: &str) -> String {
    let query = form(&[("q", wanted)]);
    house.ask("GET", &format!("/studio/people?{query}"), member, "")
}

/// Everything about a person, as they take it along.
fn taken_along(house: &House, person: &str) -> Vec<u8> {
    let answer = house.send("POST", "/f/norda/me/export", person, "application/x-www-form-urlencoded", b"").unwrap();
    let at = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
    let mut archive = zip::ZipArchive::new(Cursor::new(&answer[at..])).unwrap();
    let mut everything = Vec::new();
    archive.by_name("everything.json").unwrap().read_to_end(&mut everything).unwrap();
    everything
}

/// A person comes by the link in their letter, and leaves a trace wherever one can be left; gives their cookie.
fn leaves_traces(house: &House, member: &str, exchange: &str, control: &Path) -> String {
    let keep = |name: &str, bytes: &[u8]| std::fs::write(control.join(name), bytes).unwrap();
    import(house, member, &[[NAME, MAIL, EXTERNAL, "1987", EVIDENCE]]);
    let invited = form(&[("go", "all")]);
    assert!(house.ask("POST", &format!("{exchange}/invite"), member, &invited).starts_with("HTTP/1.1"));
    let person = enter(house, &letter(house, member, MAIL, "/enter/"));
    keep("before", &taken_along(house, &person));

    let offer = offer_of(exchange);
    let print = on_offer(house, &person, &offer);
    let countered = house.ask("POST", &offer, &person, &answer(&print, Some(WORDS)));
    assert!(is(&countered, 200), "{countered}");
    let page = house.ask("GET", &format!("{exchange}/counters"), member, "");
    let counter = between(&page, "value=\"decline:", "\"").to_owned();
    let no = form(&[("go", &format!("decline:{counter}")), (&format!("reason.{counter}"), REASON)]);
    let declined = house.ask("POST", &format!("{exchange}/counters"), member, &no);
    assert!(is(&declined, 303), "{declined}");
    for words in [Some(MORE_WORDS), None] {
        let given = answer(&on_offer(house, &person, &offer), words);
        let signed = house.ask("POST", &offer, &person, &given);
        assert!(is(&signed, 200) && signed.contains("/me/receipts/"), "{signed}");
    }

    let agreement = format!("{offer}/agreement");
    let said = form(&[("go", "state"), ("kind", "need"), ("text", NEED)]);
    assert!(is(&house.ask("POST", &format!("{offer}/voice"), &person, &said), 303));
    assert!(is(&house.ask("POST", &agreement, &person, &form(&[("go", "leave")])), 303));
    let page = house.ask("GET", &agreement, &person, "");
    let pulse = format!("/f/norda/me/pulses/{}", between(&page, "/me/pulses/", "\""));
    let answered = house.ask("POST", &pulse, &person, &form(&[("go", "send"), ("fair", "2"), ("why", WHY)]));
    assert!(is(&answered, 303), "{answered}");

    let details = form(&[("name", RENAMED), ("mail", OTHER_MAIL), ("language", "en"), ("born_year", "1987")]);
    let changed = house.ask("POST", "/f/norda/me/details", &person, &details);
    assert!(is(&changed, 303), "{changed}");
    // Letters that wait: the answer to the condition, the address to confirm, and a link that was asked for and not used.
    assert!(is(&house.ask("POST", "/f/norda/enter", "", &form(&[("mail", MAIL)])), 200));
    letter(house, member, OTHER_MAIL, "/confirm/");
    keep("after", &taken_along(house, &person));
    keep("outbox", outbox(house, member).as_bytes());
    person
}

/// A minor asks their guardian, who gets a letter that names them: the minor's cookie, and the guardian's link.
fn asks_a_guardian(house: &House, member: &str, exchange: &str) -> (String, String) {
    import(house, member, &[[WARD, WARD_MAIL, "EXT-8843", "2016", "A school's list"]]);
    house.ask("POST", &format!("{exchange}/invite"), member, &form(&[("go", "all")]));
    let ward = enter(house, &letter(house, member, WARD_MAIL, "/enter/"));
    let offer = offer_of(exchange);
    let asked = form(&[("go", "guardian"), ("mail", GUARDIAN_MAIL), ("offer", &on_offer(house, &ward, &offer))]);
    let asked = house.ask("POST", &offer, &ward, &asked);
    assert!(is(&asked, 200), "{asked}");
    let link = letter(house, member, GUARDIAN_MAIL, "/enter/");
    assert!(house.ask("GET", &link, "", "").contains(WARD), "whoever opens the link is told whose guardian they are");
    (ward, link)
}

/// Asks to be erased; once the job is done the page says so, else it is waited for.
fn is_erased(house: &House, member: &str, person: &str, mail: &str) {
    let page = house.ask("POST", "/f/norda/me/erase", person, &form(&[("sure", "yes")]));
    assert!(is(&page, 200), "{page}");
    let begun = Instant::now();
    let mut done = page.contains("You are forgotten here");
    while !done {
        assert!(begun.elapsed() < Duration::from_secs(30), "they are not forgotten in time: {page}");
        std::thread::sleep(Duration::from_millis(200));
        // The list ends when the transaction does; the log is cut off in the moment after.
        done = !looked_up(house, member, mail).contains("/studio/people/0");
        if done {
            std::thread::sleep(Duration::from_secs(2));
        }
    }
}

#[test]
fn who_is_erased_is_found_nowhere_any_more() {
    let place = Place::new();
    let house = place.serve("data", "keys", "log");
    let member = set_up(&house);
    let exchange = publish(&house, &member);
    let person = leaves_traces(&house, &member, &exchange, &place.at("control"));
    let (ward, guardians) = asks_a_guardian(&house, &member, &exchange);

    let needles: Vec<Vec<u8>> = MARKERS.iter().flat_map(|marker| forms(marker)).collect();
    for marker in MARKERS {
        assert!(!scan(&place.at("control"), &forms(marker)).is_empty(), "{marker} was never there");
    }
    let held = place.at("checkpoint");
    let checkpoint = house.ask("GET", "/ledger/checkpoint", &member, "");
    std::fs::write(&held, checkpoint.split_once("\r\n\r\n").unwrap().1).unwrap();
    let (older, newer) = (place.at("older").display().to_string(), place.at("newer").display().to_string());
    place.does("data", "keys", &["backup", &older, "--verify"]);

    is_erased(&house, &member, &person, MAIL);
    is_erased(&house, &member, &ward, WARD_MAIL);
    place.does("data", "keys", &["backup", &newer, "--verify"]);
    let everywhere = ["data", "keys", "log", "tmp", "newer"];
    let everywhere: Vec<PathBuf> = everywhere.iter().map(|name| place.at(name)).collect();
    let found = || everywhere.iter().flat_map(|there| scan(there, &needles)).collect::<Vec<_>>();
    assert_eq!(found(), [], "while the server runs");
    let log = std::fs::read_to_string(place.at("log")).unwrap();
    assert!(log.contains("\"route\":\"/me/erase\"") && log.contains("\"route\":\"/enter/{token}\""), "{log}");
    for (name, mail) in [(RENAMED, MAIL), (WARD, WARD_MAIL)] {
        assert!(!looked_up(&house, &member, mail).contains("/studio/people/0"), "{name} is still found");
        assert!(!outbox(&house, &member).contains(name), "a letter still names {name}");
    }
    assert!(!house.ask("GET", &guardians, "", "").contains(WARD), "the guardian's link still names the ward");
    place.verify("data", "keys", &held);
    assert_eq!(house.stop(), Some(0));
    assert_eq!(found(), [], "when it has stopped");

    let restored = place.does("other", "keys", &["restore", &older]);
    assert!(restored.contains("The ledger is sound"), "{restored}");
    assert_eq!(scan(&place.at("other"), &needles), []);
    place.verify("other", "keys", &held);
    assert!(!is_known_at(&place, "other", "keys"), "an older backup brought them back");

    // The same backup with a list of the erased that was lost: they were in it, and the list alone keeps them away.
    std::fs::create_dir(place.at("lost")).unwrap();
    for name in ["root.key", "ledger.key"] {
        std::fs::copy(place.at("keys").join(name), place.at("lost").join(name)).unwrap();
    }
    place.does("third", "lost", &["restore", &older]);
    assert!(is_known_at(&place, "third", "lost"), "the older backup never held them");
}

/// Whether a member finds the person in an instance that is opened for it.
fn is_known_at(place: &Place, data: &str, keys: &str) -> bool {
    let house = place.serve(data, keys, "other-log");
    let known = looked_up(&house, &sign_in(&house), MAIL).contains(&RENAMED.replace('"', "&quot;"));
    assert_eq!(house.stop(), Some(0));
    known
}
