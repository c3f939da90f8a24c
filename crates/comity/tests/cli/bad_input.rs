//! What users get wrong, and what their files do: a message that says where and what to do, or a counted rejection.

use std::io::Write as _;

use crate::{comity, file, json, refusal};

const HEADER: &str = "id,author,created_at,brand,text\n";

/// Twenty days of two brands, eight posts a day each.
fn posts() -> String {
    let mut out = String::from(HEADER);
    let words = ["good", "bad", "slow", "fast", "fine", "poor", "dear", "kind", "late"];
    for i in 0..320_usize {
        let (day, brand) = (1 + i / 16, ["Norda", "Vela"][i % 2]);
        let text = format!("{} {} {} post {i}", words[i * 7 % 9], words[i * 5 % 9], words[i * i % 9]);
        out.push_str(&format!("{i},u{},2026-01-{day:02}T{:02}:00:00Z,{brand},{text}\n", i % 50, i % 24));
    }
    out
}

const EVENT: [&str; 2] = ["--event", "Norda 2026-01-15"];

fn study(content: impl AsRef<[u8]>, more: &[&str]) -> serde_json::Value {
    let (_folder, path) = file("posts.csv", content);
    json(&[&["study", path.as_str(), "--json"], more].concat())
}

fn refused(content: impl AsRef<[u8]>, more: &[&str]) -> String {
    let (_folder, path) = file("posts.csv", content);
    refusal(1, &[&["study", path.as_str(), "--json"], more].concat())
}

fn misused(content: impl AsRef<[u8]>, more: &[&str]) -> String {
    let (_folder, path) = file("posts.csv", content);
    refusal(2, &[&["study", path.as_str(), "--json"], more].concat())
}

#[test]
fn nothing_that_is_read_is_overwritten() {
    let (_folder, path) = file("posts.csv", posts());
    for option in ["--out", "--rejects"] {
        assert!(refusal(2, &["study", &path, EVENT[0], EVENT[1], option, &path]).contains("overwritten"));
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), posts());
}

#[test]
fn the_order_of_the_file_changes_no_verdict() {
    let mut lines: Vec<&str> = posts().leak().lines().collect();
    let forwards = study(lines.join("\n"), &EVENT);
    lines[1..].reverse();
    let backwards = study(lines.join("\n"), &EVENT);
    assert_eq!(forwards["effect"], backwards["effect"]);
    assert_eq!(forwards["duplicates"], backwards["duplicates"]);
}

#[test]
fn scores_without_texts_are_no_copies() {
    let mut scores = String::from("author,created_at,brand,stars\n");
    for i in 0..640_usize {
        let (day, brand) = (1 + i / 32, ["Norda", "Vela"][i % 2]);
        scores.push_str(&format!("u{},2026-01-{day:02}T{:02}:00:00Z,{brand},{}\n", i % 9, i % 24, 1 + i * 7 % 5));
    }
    let outcome = study(scores, &[&EVENT[..], &["--score", "stars"]].concat());
    assert_eq!(outcome["duplicates"]["removed"], 0);
}

#[test]
fn columns_units_and_events_that_are_not_there() {
    assert!(refused(posts(), &[&EVENT[..], &["--text", "txet"]].concat()).contains("text"));
    assert!(refused(posts(), &["--event", "Nroda 2026-01-15"]).contains("Norda"));
    assert!(refused(posts(), &["--event", "Norda 2027-01-15"]).contains("outside the data"));
    assert!(refused(posts(), &["--event", "2026-01-15"]).contains("must name one"));
    assert!(misused(posts(), &["--event", "Norda soon"]).contains("does not end in a time"));
    assert!(refused(posts(), &[&EVENT[..], &["--controls", "Vella"]].concat()).contains("Vela"));
    assert!(misused(posts(), &[]).contains("--event"));
    assert!(misused(posts(), &[&EVENT[..], &["--timezone", "Europe/Nowhere"]].concat()).contains("Europe/Nowhere"));
    assert!(refused(posts(), &[&EVENT[..], &["--controls", "Norda"]].concat()).contains("itself"));
    assert!(refused(posts(), &[&EVENT[..], &["--label", "brand"]].concat()).contains("--label"));
    assert!(refused("", &EVENT).contains("empty"));
    assert!(refused("a,b\n1,2\n", &EVENT).to_lowercase().contains("column"));
    refusal(2, &["study"]);
    refusal(2, &["study", "x.csv", "--before", "soon"]);
}

#[test]
fn bad_rows_are_counted_and_listed() {
    let mut content = posts().into_bytes();
    content.extend(b"900,u1,not a time,Norda,some words here\n");
    content.extend(b"901,u1,2026-01-16T10:00:00Z,Norda,nul \0 inside\n");
    content.extend(b"902,u1,2026-01-16T10:00:00Z,Norda,caf\xe9 au lait\n");
    content.extend(b"903,u1,2026-01-16T10:00:00Z,Norda,\"a quoted\nnewline\"\n");
    content.extend(b"904,u1,2026-01-16T10:00:00Z,Norda\n");
    content.extend(format!("905,u1,2026-01-16T10:00:00Z,Norda,{}\n", "x".repeat(10_000_000)).bytes());
    let (_folder, path) = file("posts.csv", content);
    let (_other, rejects) = file("rejects.csv", "");
    let outcome = json(&["study", &path, "--json", EVENT[0], EVENT[1], "--rejects", &rejects]);
    let counts = &outcome["rejected"];
    assert_eq!(counts["unreadable_time"], 1, "{counts}");
    assert_eq!(counts["nul"], 1, "{counts}");
    assert_eq!(counts["wrong_number_of_fields"], 1, "{counts}");
    assert_eq!(counts["record_too_long"], 1, "{counts}");
    assert_eq!(outcome["data"]["posts"], 322);
    assert_eq!(outcome["data"]["decoded_as_windows_1252"], 1);
    let listed = std::fs::read_to_string(&rejects).unwrap();
    assert_eq!(listed.lines().count(), 5, "{listed}");
    assert!(listed.contains(",322,unreadable_time,"), "{listed}");
}

#[test]
fn one_unit_only_or_nothing_but_the_same_post() {
    let alone: String = posts().lines().filter(|l| !l.contains(",Vela,")).map(|l| format!("{l}\n")).collect();
    let outcome = study(alone, &EVENT);
    assert_eq!(outcome["effect"]["method"], "own_past");
    assert!(outcome["caveats"].as_array().unwrap().iter().any(|c| c["what"] == "no_controls"));
    let mut same = String::from(HEADER);
    for i in 0..300 {
        same.push_str(&format!("{i},u{i},2026-01-{:02}T10:00:00Z,Norda,thank you\n", 1 + i / 15));
    }
    let outcome = study(same, &EVENT);
    assert_eq!(outcome["verdict"]["code"], "undetermined");
    assert_eq!(outcome["verdict"]["reason"]["why"], "constant");
}

#[test]
fn truncated_archives_say_so() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(posts().as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    assert_eq!(study(&packed, &EVENT)["data"]["posts"], 320);
    let said = refused(&packed[..packed.len() / 2], &EVENT);
    assert!(
        said.contains("posts.csv") && (said.contains("cut off") || said.contains("truncated") || said.contains("ends")),
        "{said}"
    );
    let said = refused(b"PAR1 and then nothing", &EVENT);
    assert!(said.contains("Parquet"), "{said}");
}

#[test]
fn the_report_is_written_and_hostile_text_stays_text() {
    let hostile = posts().replace("bad", "<script>alert(1)</script> bad");
    let (folder, path) = file("posts.csv", hostile);
    let report = folder.path().join("out.html");
    let run = comity(&["study", &path, EVENT[0], EVENT[1], "--out", &report.display().to_string(), "--lang", "it"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let html = std::fs::read_to_string(report).unwrap();
    assert!(html.contains("lang=\"it\"") && !html.contains("<script"));
}

fn caveat<'a>(outcome: &'a serde_json::Value, what: &str) -> Option<&'a serde_json::Value> {
    outcome["caveats"].as_array().unwrap().iter().find(|caveat| caveat["what"] == what)
}

#[test]
fn the_same_event_twice_is_refused_and_named() {
    let said = misused(posts(), &[&EVENT[..], &["--event", "norda 2026-01-15T00:00:00Z"]].concat());
    assert!(said.contains("number 1") && said.contains("number 2"), "{said}");
    let events = "[[event]]\nunit='Norda'\nat='2026-01-15'\nname='Fares'\n[[event]]\nunit='Norda'\nat='2026-01-15'\n";
    let (_folder, toml) = file("events.toml", events);
    assert!(misused(posts(), &["--events", &toml]).contains("\"Fares\""));
    let (_folder, toml) = file("events.toml", format!("{events}before='7d'\n"));
    let two_windows = study(posts(), &["--events", &toml]);
    assert_eq!(two_windows["events"].as_array().unwrap().len(), 2);
    assert!(!two_windows.to_string().contains("other_event_in_window"));
}

#[test]
fn columns_that_cannot_be_told_apart_and_columns_of_posts() {
    let twice = posts().replace("id,author,created_at,brand,text", "id,author,created_at,text,text");
    assert!(refused(twice, &["--event", "2026-01-15"]).contains("more than one column `text`"));
    let said = refused(posts(), &["--event", "2026-01-15", "--unit", "id"]);
    assert!(
        said.contains("--unit id has 320 different values in 320 posts") && said.contains("leave --unit out"),
        "{said}"
    );
}

#[test]
fn files_without_rows_are_said() {
    let (_folder, path) = file("posts.csv", posts());
    let (_other, header) = file("header.csv", HEADER);
    let (_third, empty) = file("empty.csv", "");
    let outcome = json(&["study", &header, &path, &empty, "--json", EVENT[0], EVENT[1]]);
    assert_eq!(outcome["data"]["posts"], 320);
    let named = &caveat(&outcome, "files_without_rows").unwrap()["files"];
    assert_eq!(named.as_array().unwrap(), &[header.clone(), empty.clone()]);
    assert!(refusal(1, &["study", &header, &empty, EVENT[0], EVENT[1]]).contains("has a header and no rows"));
}

#[test]
fn windows_are_rounded_aloud() {
    let rounded = |more: &[&str]| {
        let outcome = study(posts(), &[&EVENT[..], more].concat());
        caveat(&outcome, "window_rounded").map(|caveat| (caveat["before"].clone(), caveat["after"].clone()))
    };
    assert_eq!(rounded(&["--before", "36h", "--after", "4d", "--bucket", "day"]), Some((2.into(), ().into())));
    assert_eq!(rounded(&["--before", "8d", "--after", "1w", "--bucket", "week"]), Some((2.into(), ().into())));
    assert_eq!(rounded(&["--before", "10", "--after", "4d", "--bucket", "day"]), None);
}

#[test]
fn who_wrote_is_said_where_few_or_nobody_did() {
    let outcome = study(posts(), &EVENT);
    assert!(caveat(&outcome, "one_author").is_none() && caveat(&outcome, "authors_missing").is_none());
    // Half of Norda's posts lose their author; Vela's all come from one.
    let mut norda = 0;
    let changed: String = posts()
        .lines()
        .map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            norda += usize::from(cells[3] == "Norda");
            match cells[3] {
                "Vela" => cells[1] = "feed",
                "Norda" if norda.is_multiple_of(2) => cells[1] = "",
                _ => {}
            }
            cells.join(",") + "\n"
        })
        .collect();
    let outcome = study(changed, &EVENT);
    assert_eq!(caveat(&outcome, "one_author").unwrap()["unit"], "Vela");
    assert_eq!(caveat(&outcome, "one_author").unwrap()["share"], 1.0);
    let missing = caveat(&outcome, "authors_missing").unwrap();
    assert_eq!(missing["missing"].as_f64().unwrap() * 2.0, missing["of"].as_f64().unwrap());
}

#[test]
fn a_language_that_the_model_cannot_judge_is_said() {
    let weak = |texts: [&str; 3]| {
        let mut csv = String::from(HEADER);
        for i in 0..320_usize {
            let (day, brand, text) = (1 + i / 16, ["Norda", "Vela"][i % 2], texts[i * 5 % 3]);
            csv.push_str(&format!("{i},u{},2026-01-{day:02}T{:02}:00:00Z,{brand},{text} {i}\n", i % 50, i % 24));
        }
        caveat(&study(csv, &EVENT), "weak_language").map(|caveat| caveat["language"].clone())
    };
    let hindi =
        ["यह सेवा बहुत अच्छी है और लोग खुश हैं", "आज फिर देर हुई और किसी ने कुछ नहीं बताया", "मैं कल दुकान गया था और दाम वही थे"];
    assert_eq!(weak(hindi), Some("hi".into()));
    let english = [
        "the people at the desk were kind and helped us at once",
        "late again today and nobody told us what was going on",
        "went to the shop yesterday and the prices were the same",
    ];
    assert_eq!(weak(english), None);
}

#[test]
fn messages_are_whole() {
    let name = format!("{}.csv", "long-name".repeat(20));
    let said = refusal(1, &["study", &name, EVENT[0], EVENT[1]]);
    assert!(said.contains(&name) && said.matches("os error").count() == 1, "{said}");
    assert!(misused(posts(), &[&EVENT[..], &["--out", "-"]].concat()).contains("instead of -"));
    let broken = "{\"created_at\": \"2026-01-01\",\n\"text\": \"cut in two\"}\n".repeat(50);
    assert!(refused(broken, &["--event", "2026-01-15"]).contains("Write one whole object a line"));
}
