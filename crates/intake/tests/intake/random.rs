//! Whatever the bytes: no panic, nothing lost, and the same rows whatever the size of the blocks.

use crate::helper::{Outcome, gz, try_read};
use crate::parquet::{Cells, write};
use comity_intake::ReadOptions;
use proptest::prelude::*;

/// Text for a cell, with everything that makes cells difficult.
fn cell() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z ]{0,8}".prop_map(String::from),
        1 => Just(",".to_owned()),
        1 => Just("\"".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just("\t;|".to_owned()),
        1 => Just("é日😀".to_owned()),
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| format!("x{}", pieces.concat()))
}

/// Lines that look like records, good ones and bad ones.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => Just(b"2015-01-01,".to_vec()),
        4 => Just(b"\n".to_vec()),
        2 => Just(b"\"".to_vec()),
        1 => Just(b"\"\"".to_vec()),
        2 => Just(b",".to_vec()),
        1 => Just(b"\r".to_vec()),
        1 => Just(b"\0".to_vec()),
        1 => Just(b"\xe8\xff".to_vec()),
        3 => "[a-z]{1,30}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn quote(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn sized(block_size: usize, record_limit: usize) -> ReadOptions {
    ReadOptions { block_size, record_limit, ..ReadOptions::default() }
}

proptest! {
    #[test]
    fn round_trip(cells in prop::collection::vec((cell(), any::<bool>()), 1..30), crlf: bool, block in 1usize..200) {
        let end = if crlf { "\r\n" } else { "\n" };
        let mut text = format!("date,brand,text{end}");
        for (cell, always) in &cells {
            let plain = !always && !cell.contains(['"', ',', '\n', '\r']);
            let cell = if plain { cell.clone() } else { quote(cell) };
            text.push_str(&format!("2015-01-01,A,{cell}{end}"));
        }
        let got = try_read(text.as_bytes(), &sized(block, 1 << 20)).unwrap();
        let expect: Vec<&str> = cells.iter().map(|(cell, _)| cell.as_str()).collect();
        prop_assert_eq!(got.texts(), expect);
        prop_assert_eq!(got.rejects, vec![]);
    }

    #[test]
    fn blocks_of_any_size_give_the_same(soup in soup(), block in 1usize..300, limit in 20usize..200) {
        let bytes = [b"date,text\n".as_slice(), &soup].concat();
        let all = |options: ReadOptions| try_read(&bytes, &options).map_err(|error| {
            // The name of the file is not the same each time.
            std::mem::discriminant(&error)
        });
        let whole: Result<Outcome, _> = all(sized(1 << 20, limit));
        prop_assert_eq!(all(sized(block, limit)), whole);
    }

    #[test]
    fn no_bytes_make_a_text_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), block in 1usize..100) {
        for start in ["", "date,text\n", "{\"date\":\"2015-01-01\",\"text\":\"a\"}\n", "\u{FEFF}date\ttext\n"] {
            let bytes = [start.as_bytes(), &bytes].concat();
            let _ = try_read(&bytes, &sized(block, 50));
            let _ = try_read(&gz(&bytes), &sized(block, 50));
            let _ = try_read(&[b"\xFF\xFE", bytes.as_slice()].concat(), &sized(block, 50));
        }
    }

    #[test]
    fn no_json_makes_the_reader_panic(tail in "[\\[\\]{}:,\"a-z0-9\\\\u.eE+\\- \n]{0,200}") {
        let _ = try_read(format!("{{\"date\":\"2015-01-01\",\"text\":\"a\"}}\n{tail}").as_bytes(), &sized(64, 80));
    }

    #[test]
    fn no_damage_makes_the_parquet_reader_panic(
        at in any::<prop::sample::Index>(), value: u8, cut in any::<prop::sample::Index>(), shorten: bool,
    ) {
        let schema = "optional int64 date (TIMESTAMP(MICROS,true)); optional binary text (STRING);";
        let text = Cells::Text(vec![b"one", b"two", b"two"], vec![1, 1, 1, 0]);
        let mut bytes = write(schema, &[Cells::Int(vec![1_424_806_552_000_000; 4], vec![1; 4]), text], 2);
        let place = at.index(bytes.len());
        bytes[place] = value;
        if shorten {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = try_read(&bytes, &ReadOptions::default());
    }
}
