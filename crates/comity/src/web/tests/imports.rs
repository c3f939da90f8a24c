//! Ideas out of files: looked at, brought, undone; everything taken along and brought in again; and what is found by words.

use std::io::{Read as _, Write as _};

use super::ideas::{address, english, hidden};
use super::*;
use crate::export::{Plan, pack};
use crate::words::Lang;

const FILE: &str = "number,title,description,created_at,created_by,votes_count,status,response,original_number,Customer ID\n\
    1,Night mode,\"Dark, please\",2024-01-02T00:00:00Z,Ada,12,completed,It is there.,,norda-77\n\
    2,Dark theme,,24/2/2024,Bob,4,duplicate,,1,\n\
    3,,No title,2024-01-02,Bob,1,open,,,\n\
    4,Soon,,the other day,Bob,1,open,,,\n\
    5,\"=cmd|' /C calc'!A0\",,1/2/2024,Bob,0,started,We are at it.,,C-nobody\n";

/// Opens an activity of ideas; its id.
async fn opened(owner: &mut Browser, firm: &Firm, title: &str) -> String {
    let desk = format!("/studio/exchanges/{}/ideas", firm.exchange);
    let form = [
        ("go", "open"),
        ("title.en", title),
        ("status.0", "open"),
        ("status.1", "done"),
        ("outcome.1", "done"),
        ("status.2", "no"),
        ("outcome.2", "not-now"),
    ];
    assert_eq!(owner.post(&desk, &form).await.status, StatusCode::SEE_OTHER);
    hidden(&owner.get(&desk).await.body, "activity").to_owned()
}

/// Files that lie in the folder of imports.
fn files(house: &House) -> usize {
    let (mut found, mut folders) = (0, vec![house.app.config.data.join("imports")]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found += 1 }
        }
    }
    found
}

#[tokio::test]
async fn a_file_is_looked_at_brought_once_and_undone() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let all = format!("/studio/exchanges/{}/import", firm.exchange);
    owner.get(&all).await.holds("No ideas are asked for yet");
    let activity = opened(&mut owner, &firm, "What should be better?").await;
    owner.get(&format!("{all}?activity={activity}")).await.holds("Look at it").holds("at most 512 MB");
    let none = owner.upload(&all, &[("activity", &activity)], &[("file", b"")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(files(&house), 0);

    // What is in it is seen first, with what would be left out.
    let sent = owner.upload(&all, &[("activity", &activity)], &[("file", FILE.as_bytes())]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{sent:?}");
    let here = address(&sent);
    let look = owner.get(&here).await;
    look.holds("3 ideas can be brought.").holds("2 rows would be left out").holds("there is no title").holds("Line 4");
    look.holds("the date cannot be read, or in more than one way").holds("Line 5").holds("Bring 3 ideas");
    look.holds("Your id of the customer who brought it").holds("The first 5 rows");
    let again = owner.post(&here, &[("go", "look"), ("column.title", "2"), ("language", "it"), ("dates", "mdy")]).await;
    assert!(again.goes_to().ends_with("?column.title=2&language=it&dates=mdy"), "{again:?}");
    owner.get(again.goes_to().trim_start_matches("/f/norda")).await.holds("2 ideas can be brought.");
    let untitled = owner.post(&here, &[("go", "start"), ("column.title", ""), ("column.body", "2")]).await;
    assert_eq!(untitled.status, StatusCode::UNPROCESSABLE_ENTITY);
    untitled.holds("say which column has the title of an idea");

    // It is brought beside everything else, and the file is gone then.
    assert_eq!(owner.post(&here, &[("go", "start")]).await.status, StatusCode::SEE_OTHER);
    owner.get(&here).await.holds("waits for its turn");
    assert_eq!(owner.post(&here, &[("go", "start")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    house.work().await;
    assert_eq!(files(&house), 0, "the file is gone");
    let done = owner.get(&here).await;
    done.holds("3 ideas brought")
        .holds("1 of them is of a customer who is here")
        .holds("1 stands with another")
        .holds("2 rows left out");
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    let page = livia.get(&list).await;
    page.holds("Night mode")
        .holds("12 votes counted before")
        .holds("brought elsewhere")
        .holds("yours")
        .holds("0 votes for it");
    assert!(!page.body.contains("Dark theme") && !page.body.contains(">Ada"), "{}", page.body);
    let before = page.body.split(">Night mode").next().unwrap();
    let night = before.rsplit(&format!("{list}/")).next().unwrap().split('"').next().unwrap();
    livia.get(&format!("{list}/{night}")).await.holds("It is there.").holds("12 votes counted before");

    // The same file adds nothing.
    let sent = owner.upload(&all, &[("activity", &activity)], &[("file", FILE.as_bytes())]).await;
    let second = address(&sent);
    owner.post(&second, &[("go", "start")]).await;
    house.work().await;
    owner.get(&second).await.holds("no idea brought").holds("3 rows were there already");

    // What somebody voted on stays.
    livia.post(&format!("{list}/{night}"), &[("go", "follow")]).await;
    let kept = owner.post(&here, &[("go", "undo")]).await;
    assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
    kept.holds("Something was built on 1 of its ideas");
    assert_eq!(owner.post(&second, &[("go", "undo")]).await.status, StatusCode::SEE_OTHER);
    owner.get(&second).await.holds("taken out again");
    owner.get(&all).await.holds("taken out again").holds("3 ideas brought");
    let audit = owner.get("/studio/audit").await;
    audit.holds("import_add").holds("import_undo");
    house.finish().await;
}

#[tokio::test]
async fn what_is_no_table_is_said_and_can_be_left() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let all = format!("/studio/exchanges/{}/import", firm.exchange);
    let activity = opened(&mut owner, &firm, "What should be better?").await;
    let long = format!("title\n{}\nKept\0 \n", "x".repeat(10_000));
    let latin: &[u8] = b"Titolo;Testo\nCitt\xe0 pi\xf9 verde;\"a\nb\"\n";
    let cases: [(&[u8], &str); 6] = [
        (b"%PDF-1.7 something", "a PDF document"),
        (b"title,b\n1,\"2\n", "a quote opens in this row and never closes"),
        (b"PK\x03\x04 no archive", "no whole ZIP archive"),
        (b"a,b\n1,2\n", "say which column has the title of an idea"),
        (long.as_bytes(), "the title is longer than 200 characters"),
        (latin, "Citt\u{e0} pi\u{f9} verde"),
    ];
    for (bytes, said) in cases {
        let sent = owner.upload(&all, &[("activity", &activity)], &[("file", bytes)]).await;
        let here = address(&sent);
        let page = owner.get(&here).await;
        page.holds(said);
        let data = house.app.config.data.display().to_string();
        assert!(!page.body.contains(&data), "nobody learns where files lie");
        let dropped = owner.post(&here, &[("go", "drop")]).await;
        assert!(dropped.goes_to().contains("said=removed"), "{dropped:?}");
        assert_eq!(owner.get(&here).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(files(&house), 0);
    house.finish().await;
}

/// The files of an archive.
async fn packed(house: &House, firm: &Firm, activity: &str) -> BTreeMap<String, String> {
    let ctx = Context {
        actor: comity_store::Actor::Member { id: firm.members["owner"], role: Role::Owner },
        ..Context::system(firm.id)
    };
    let store = house.app.store.clone();
    let activities = store.export_begin(&ctx, firm.exchange, Some(activity.parse().unwrap())).await.unwrap();
    let (to, mut from) = tokio::sync::mpsc::channel(1);
    let packing = tokio::spawn(pack(store, ctx, Plan { activities, lang: Lang::En }, to));
    let mut bytes = Vec::new();
    while let Some(part) = from.recv().await {
        bytes.extend(part.unwrap());
    }
    packing.await.unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let name = file.name().unwrap().into_owned();
        all.insert(name, text);
    }
    all
}

/// Titles with votes, whether they stand with another, and what became of them, in order.
fn counted(table: &str) -> Vec<[String; 4]> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let place = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let [title, votes, merged, answer] = ["title", "votes", "merged_into", "answer"].map(place);
    let mut rows: Vec<[String; 4]> = reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let stands = if row[merged].is_empty() { "" } else { "merged" };
            [row[title].to_owned(), row[votes].to_owned(), stands.to_owned(), row[answer].to_owned()]
        })
        .collect();
    rows.sort();
    rows
}

#[tokio::test]
async fn what_is_taken_along_can_be_brought_in_again() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let all = format!("/studio/exchanges/{}/import", firm.exchange);
    let first = opened(&mut owner, &firm, "The first").await;
    let here = address(&owner.upload(&all, &[("activity", &first)], &[("file", FILE.as_bytes())]).await);
    owner.post(&here, &[("go", "start")]).await;
    house.work().await;
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    let page = livia.get(&list).await;
    let ideas: Vec<&str> =
        page.body.split(&format!("{list}/")).skip(1).map(|part| part.split('"').next().unwrap()).collect();
    for idea in &ideas {
        livia.post(&format!("{list}/{idea}"), &[("go", "for")]).await;
    }

    let packed_first = packed(&house, &firm, &first).await;
    let names: Vec<&str> = packed_first.keys().map(String::as_str).collect();
    assert_eq!(names.len(), 13, "{names:?}");
    assert!(packed_first["README.md"].contains("counted_before"));
    let table = &packed_first["contributions.csv"];
    assert!(table.contains("'=cmd|") && !table.contains(",=cmd|"), "no formula: {table}");
    assert!(packed_first["contributions.jsonl"].contains("\"title\":\"=cmd|"), "as it was written");
    assert!(packed_first["outcomes.csv"].contains("It is there."));
    assert!(packed_first["comments.csv"].contains("We are at it."), "words beside an open status stand as a comment");
    let everything: String = packed_first.values().cloned().collect();
    for name in [&firm.person.to_string(), "livia", "Livia", "norda-77", "Ada"] {
        assert!(!everything.contains(name), "{name} stands in what is taken along");
    }

    let second = opened(&mut owner, &firm, "The second").await;
    let here = address(&owner.upload(&all, &[("activity", &second)], &[("file", table.as_bytes())]).await);
    owner.get(&here).await.holds("3 ideas can be brought.");
    owner.post(&here, &[("go", "start")]).await;
    house.work().await;
    owner.get(&here).await.holds("3 ideas brought").holds("1 stands with another");
    let packed_second = packed(&house, &firm, &second).await;
    assert_eq!(counted(&packed_second["contributions.csv"]), counted(table));
    assert!(counted(table).iter().any(|row| row[0] == "Night mode" && row[2].is_empty() && row[3] == "It is there."));

    let zip = owner.get(&format!("/studio/exchanges/{}/export.zip?activity={first}", firm.exchange)).await;
    assert_eq!((zip.status, zip.header("content-type")), (StatusCode::OK, "application/zip"));
    assert!(zip.header("content-disposition").contains(&format!("activity-{first}.zip")) && zip.body.starts_with("PK"));
    owner.get("/studio/audit").await.holds("activity_export");
    house.finish().await;
}

#[tokio::test]
async fn a_backup_of_fiders_comes_with_its_comments() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let activity = opened(&mut owner, &firm, "What should be better?").await;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let tables = [
        (
            "posts.json",
            r#"[{"id": 1, "number": 10, "title": 2024, "description": "Plans", "created_at": "2024-01-01T00:00:00Z",
            "user_id": 5, "status": 0}, {"id": 2, "number": 11, "title": "Gone", "status": 6}]"#,
        ),
        (
            "comments.json",
            r#"[{"post_id": 1, "user_id": 6, "content": "I would pay for it", "created_at": "2024-01-02T00:00:00Z"}]"#,
        ),
        ("post_votes.json", r#"[{"post_id": 1, "user_id": 6}, {"post_id": 1, "user_id": 5}]"#),
        ("users.json", r#"[{"id": 5, "name": "Ada"}, {"id": 6, "name": "Bob"}]"#),
    ];
    for (name, rows) in tables {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(rows.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let all = format!("/studio/exchanges/{}/import", firm.exchange);
    let here = address(&owner.upload(&all, &[("activity", &activity)], &[("file", &bytes)]).await);
    owner
        .get(&here)
        .await
        .holds("This is a backup of Fider’s")
        .holds("1 idea can be brought.")
        .holds("it was deleted there");
    owner.post(&here, &[("go", "start")]).await;
    house.work().await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    let page = livia.get(&list).await;
    page.holds("2 votes counted before").holds("1 comment");
    let idea = page.body.split(&format!("href=\"/f/norda{list}/")).nth(1).unwrap().split('"').next().unwrap();
    let one = livia.get(&format!("{list}/{idea}")).await;
    one.holds("I would pay for it").holds("somebody elsewhere");
    assert!(!one.body.contains("Bob"), "names are not kept");
    house.finish().await;
}

#[tokio::test]
async fn ideas_are_found_by_words_on_both_sides_without_scripts() {
    let (house, firm) = House::open().await;
    let mut owner = english(&house, &firm, Who::Member(firm.members["owner"])).await;
    let mut livia = english(&house, &firm, Who::Person(firm.person)).await;
    let activity = opened(&mut owner, &firm, "What should be better?").await;
    let all = format!("/studio/exchanges/{}/import", firm.exchange);
    let mut table =
        String::from("title,status,response\nOre di apertura la domenica,,\nInvoices by mail,done,They come.\n");
    (0..60).for_each(|n| table += &format!("Roaming in country {n},,\n"));
    let here = address(&owner.upload(&all, &[("activity", &activity)], &[("file", table.as_bytes())]).await);
    owner.post(&here, &[("go", "start")]).await;
    house.work().await;
    let list = format!("/exchanges/{}/ideas", firm.exchange);
    for (browser, base) in [(&mut livia, list.clone()), (&mut owner, format!("/studio{list}"))] {
        let page = browser.get(&format!("{base}?activity={activity}&q=invoce")).await;
        page.holds("1 found for “invoce”.").holds("Invoices by mail").holds("value=\"invoce\"").holds("Show all");
        browser.get(&format!("{base}?q=apertura+domeniche")).await.holds("Ore di apertura la domenica");
        let none = browser.get(&format!("{base}?q=zzyzx")).await;
        none.holds("Nothing was found for “zzyzx”.").holds("Nothing here has the word “zzyzx”.");
        browser.get(&format!("{base}?q=invoices+zzyzx")).await.holds("Invoices by mail").holds("“zzyzx”");
        let page = browser.get(&format!("{base}?q=roaming&status=s1")).await;
        page.holds("60 found for “roaming”").holds("q=roaming&amp;status=s1&amp;after=50");
        let rest = browser.get(&format!("{base}?q=roaming&status=s1&after=50")).await;
        let titles = rest.body.split("dir=\"auto\" ").filter_map(|from| from.split_once('>'));
        assert_eq!(titles.filter(|(_, title)| title.starts_with("Roaming in country")).count(), 10);
        browser.get(&format!("{base}?q=invoices&status=s1")).await.holds("Nothing was found");
        assert_eq!(browser.get(&format!("{base}?q=roaming&after=x")).await.status, StatusCode::BAD_REQUEST);
        let hostile = browser.get(&format!("{base}?q=%3Cb%3E%00{}", "x".repeat(3_000))).await;
        assert_eq!(hostile.status, StatusCode::OK);
        assert!(!hostile.body.contains("<b>"));
    }
    // Over all activities of the exchange, and of one stage.
    for (browser, base) in [
        (&mut livia, format!("/exchanges/{}", firm.exchange)),
        (&mut owner, format!("/studio/exchanges/{}", firm.exchange)),
    ] {
        let page = browser.get(&format!("{base}/search?q=roaming")).await;
        page.holds("60 found for “roaming”").holds("All 60").holds("What should be better?");
        let stage = page.body.split("<option value=\"").map(|part| part.split('"').next().unwrap());
        let stages: Vec<&str> = stage.skip(1).filter(|value| !value.is_empty()).collect();
        let mut found = 0;
        for stage in &stages {
            let page = browser.get(&format!("{base}/search?q=roaming&stage={stage}")).await;
            found += usize::from(page.body.contains("60 found"));
        }
        assert_eq!((stages.len(), found), (4, 1), "the activity is at one stage: {stages:?}");
        browser.get(&format!("{base}/search")).await.holds("Look through the whole exchange");
    }
    house.finish().await;
}
