//! Every format and encoding gives the same posts.

use crate::helper::{Outcome, Post, drain, file, gz, read, try_read};
use comity_intake::{ColumnNames, PostReader, ReadOptions};

fn posts() -> Vec<Post> {
    let post = |line, time: i64, text: &str, unit: &str| Post {
        line,
        time: Some(time * 1_000_000),
        text: text.into(),
        unit: unit.into(),
        ..Post::default()
    };
    vec![post(2, 1_424_806_552, "perché no, dai", "Acme"), post(3, 1_424_806_553, "so \"good\"", "Bolt")]
}

fn check(bytes: &[u8], first_line: u64) {
    let mut expect = posts();
    (0..).zip(&mut expect).for_each(|(i, post)| post.line = first_line + i);
    let got = try_read(bytes, &ReadOptions::default()).unwrap();
    assert_eq!(got.posts, expect);
    assert_eq!((got.rejects, got.error), (vec![], None));
}

const CSV: &str = "created_at,brand,text\n2015-02-24T19:35:52Z,Acme,\"perché no, dai\"\n\
                   2015-02-24T19:35:53Z,Bolt,\"so \"\"good\"\"\"\n";

#[test]
fn delimited() {
    check(CSV.as_bytes(), 2);
    check(CSV.trim_end().as_bytes(), 2);
    check(CSV.replace('\n', "\r\n").as_bytes(), 2);
    check(CSV.replace('\n', "\r").as_bytes(), 2);
    check(format!("\n\n{CSV}").as_bytes(), 4);
    check(
        CSV.replace("Z,", "Z;")
            .replace(",brand,", ";brand;")
            .replace("Acme,", "Acme;")
            .replace("Bolt,", "Bolt;")
            .as_bytes(),
        2,
    );
    check(
        "created_at\tbrand\ttext\n2015-02-24T19:35:52Z\tAcme\tperché no, dai\n2015-02-24 19:35:53\tBolt\tso \"good\""
            .as_bytes(),
        2,
    );
    check(
        "sep=|\ncreated_at|brand|text\n2015-02-24T19:35:52Z|Acme|perché no, dai\n2015-02-24 19:35:53|Bolt|so \"good\""
            .as_bytes(),
        3,
    );
}

#[test]
fn encodings() {
    let utf16 =
        |bytes: fn(u16) -> [u8; 2]| format!("\u{FEFF}{CSV}").encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    check(format!("\u{FEFF}{CSV}").as_bytes(), 2);
    check(&utf16(u16::to_le_bytes), 2);
    check(&utf16(u16::to_be_bytes), 2);
    check(&gz(CSV.as_bytes()), 2);
    check(&gz(&utf16(u16::to_le_bytes)), 2);
}

#[test]
fn json_lines() {
    let json = "{\"created_at\":\"2015-02-24T19:35:52Z\",\"brand\":\"Acme\",\"text\":\"perch\\u00e9 no, dai\",\"x\":[1,{\"text\":2}]}\n\
                \n{\"text\":\"so \\\"good\\\"\",\"brand\":\"Bolt\",\"created_at\":\"Tue Feb 24 19:35:53 +0000 2015\"}";
    let mut expect = posts();
    expect[0].line = 1;
    expect[1].line = 3;
    assert_eq!(read(json).posts, expect);
    assert_eq!(try_read(&gz(json.as_bytes()), &ReadOptions::default()).unwrap().posts, expect);
}

#[test]
fn json_values_of_every_kind() {
    let columns = ColumnNames { author: Some("user.id".into()), lang: Some("flag".into()), ..ColumnNames::default() };
    let options = ReadOptions { columns, ..ReadOptions::default() };
    let json = r#"{"id":570306133677760513,"timestamp":1424806552,"text":"one","user":{"id":-7,"name":"x"},"flag":true}
{"id":null,"timestamp":1424806552.5,"text":"two","user":{"id":1.5},"flag":null}
{"id":"a","timestamp":1424806553,"text":"three","user":5,"text":"three again"}"#;
    let got = try_read(json.as_bytes(), &options).unwrap();
    let rows: Vec<_> =
        got.posts.iter().map(|p| (p.id.as_str(), p.author.as_str(), p.lang.as_str(), p.text.as_str())).collect();
    assert_eq!(
        rows,
        [("570306133677760513", "-7", "true", "one"), ("", "1.5", "", "two"), ("a", "", "", "three again")]
    );
    assert_eq!(got.posts[1].time, Some(1_424_806_552_500_000));
}

#[test]
fn mixed_encodings_in_one_file() {
    let bytes =
        ["date,text\n2015-01-01,perché\n2015-01-01,".as_bytes(), b"caff\xe8\n2015-01-01,\"\xe8 \"\"s\xec\"\"\"\n"]
            .concat();
    let got = try_read(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!(got.texts(), ["perché", "caffè", "è \"sì\""]);
    assert_eq!(got.counts.decoded_as_windows_1252, 2);
    let json = [
        &b"{\"date\":\"2015-01-01\",\"text\":\"caff\xe8\"}\n"[..],
        "{\"date\":\"2015-01-01\",\"text\":\"caffè\"}".as_bytes(),
    ];
    let got = try_read(&json.concat(), &ReadOptions::default()).unwrap();
    assert_eq!((got.texts(), got.counts.decoded_as_windows_1252), (vec!["caffè", "caffè"], 1));
}

#[test]
fn many_files_each_in_its_own_form() {
    let csv = file(CSV.as_bytes());
    let json = file(&gz(br#"{"text":"third","brand":"Acme","created_at":"2015-02-25"}"#));
    let tsv = file(b"brand\ttext\tcreated_at\nBolt\tfourth\t2015-02-26\n");
    let mut reader = PostReader::open(&[csv.path(), json.path(), tsv.path()], &ReadOptions::default()).unwrap();
    let mut files = vec![];
    reader
        .for_each(|item| {
            if let comity_intake::Item::Row(row) = item {
                files.push((row.file, row.unit.unwrap_or_default().to_owned()));
            }
        })
        .unwrap();
    let expect = [(0, "Acme"), (0, "Bolt"), (1, "Acme"), (2, "Bolt")].map(|(file, unit)| (file, unit.to_owned()));
    assert_eq!(files, expect);
    assert_eq!(reader.bytes_total(), Some(reader.bytes_read()));
}

#[test]
fn spaces_around_values_do_not_matter_and_those_of_the_text_stay() {
    let got = read(" Date , Text ,brand\n 2015-01-01 , hello ,  Acme \n");
    assert_eq!((got.texts(), got.posts[0].unit.as_str()), (vec![" hello "], "Acme"));
}

#[test]
fn blocks_may_be_decoded_in_any_order() {
    let mut text = String::from("date,text\n");
    (0..5000).for_each(|i| text.push_str(&format!("2015-01-01,\"post {i},\nsecond line\"\n")));
    let file = file(text.as_bytes());
    let options = ReadOptions { block_size: 1000, ..ReadOptions::default() };
    let expect: Outcome = drain(&mut PostReader::open(&[file.path()], &options).unwrap());
    assert_eq!(expect.posts.len(), 5000);
    let mut reader = PostReader::open(&[file.path()], &options).unwrap();
    let mut blocks = vec![];
    while let Some(block) = reader.next_block().unwrap() {
        blocks.push(block);
    }
    assert!(blocks.len() > 50 && blocks.iter().enumerate().all(|(i, block)| block.index() == i as u64));
    let mut lines = vec![];
    std::thread::scope(|scope| {
        let threads: Vec<_> = blocks
            .into_iter()
            .map(|block| {
                scope.spawn(move || {
                    let mut out = vec![];
                    block.decode(&mut Default::default(), |item| {
                        if let comity_intake::Item::Row(row) = item {
                            out.push((row.line, row.text.unwrap_or_default().to_owned()));
                        }
                    });
                    out
                })
            })
            .collect();
        threads.into_iter().for_each(|thread| lines.extend(thread.join().unwrap()));
    });
    let expect: Vec<_> = expect.posts.into_iter().map(|post| (post.line, post.text)).collect();
    assert_eq!(lines, expect);
}
