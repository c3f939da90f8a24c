//! Parquet files, written here.

use crate::helper::{Outcome, file, try_read};
use comity_intake::{ColumnNames, ReadOptions};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type, Int96, Int96Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

/// A column: its values, and for each row whether it has one.
pub enum Cells {
    Text(Vec<&'static [u8]>, Vec<i16>),
    Int(Vec<i64>, Vec<i16>),
    Small(Vec<i32>, Vec<i16>),
    Float(Vec<f64>, Vec<i16>),
    Int96(Vec<Int96>, Vec<i16>),
}

fn write_column(group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>, cells: &Cells) {
    let mut column = group.next_column().unwrap().unwrap();
    match cells {
        Cells::Text(values, levels) => {
            let values: Vec<ByteArray> = values.iter().map(|value| ByteArray::from(value.to_vec())).collect();
            column.typed::<ByteArrayType>().write_batch(&values, Some(levels), None)
        }
        Cells::Int(values, levels) => column.typed::<Int64Type>().write_batch(values, Some(levels), None),
        Cells::Small(values, levels) => column.typed::<Int32Type>().write_batch(values, Some(levels), None),
        Cells::Float(values, levels) => column.typed::<DoubleType>().write_batch(values, Some(levels), None),
        Cells::Int96(values, levels) => column.typed::<Int96Type>().write_batch(values, Some(levels), None),
    }
    .unwrap();
    column.close().unwrap();
}

/// A file with these columns in `groups` row groups, each holding all rows.
pub fn write(schema: &str, columns: &[Cells], groups: usize) -> Vec<u8> {
    let mut bytes = vec![];
    let schema = Arc::new(parse_message_type(&format!("message posts {{ {schema} }}")).unwrap());
    let properties = WriterProperties::builder().set_dictionary_enabled(true);
    let properties = properties.set_compression(parquet::basic::Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
    for _ in 0..groups {
        let mut group = writer.next_row_group().unwrap();
        columns.iter().for_each(|cells| write_column(&mut group, cells));
        group.close().unwrap();
    }
    writer.close().unwrap();
    bytes
}

fn read(bytes: &[u8]) -> Outcome {
    try_read(bytes, &ReadOptions::default()).unwrap()
}

fn texts() -> Cells {
    Cells::Text(vec![b"one", "perché".as_bytes(), b"three"], vec![1, 1, 1])
}

const AT: i64 = 1_424_806_552_000_000;

#[test]
fn times_of_every_type() {
    let check = |time: &str, cells: Cells, expect: [i64; 3]| {
        let got = read(&write(&format!("optional {time}; optional binary text (STRING);"), &[cells, texts()], 1));
        let times: Vec<i64> = got.posts.iter().filter_map(|post| post.time).collect();
        assert_eq!(times, expect, "{time}");
    };
    let (all, second) = (vec![1; 3], 1_000_000);
    let seconds = [AT, AT + second, AT + 2 * second];
    let counts = |per_second: i64| (0..3).map(|i| (AT / second + i) * per_second).collect::<Vec<i64>>();
    check("int64 at (TIMESTAMP(MILLIS,true))", Cells::Int(counts(1_000), all.clone()), seconds);
    check("int64 at (TIMESTAMP(MICROS,true))", Cells::Int(counts(second), all.clone()), seconds);
    check("int64 at (TIMESTAMP(NANOS,false))", Cells::Int(counts(1_000 * second), all.clone()), seconds);
    check("int64 at (TIMESTAMP_MILLIS)", Cells::Int(counts(1_000), all.clone()), seconds);
    check("int64 timestamp", Cells::Int(counts(1), all.clone()), seconds);
    check("int64 timestamp", Cells::Int(counts(1_000), all.clone()), seconds);
    let floats = counts(1).iter().map(|c| *c as f64).collect();
    check("double timestamp", Cells::Float(floats, all.clone()), seconds);
    let day = 86_400 * second;
    check(
        "int32 at (DATE)",
        Cells::Small(vec![16_490, 16_491, 16_492], all.clone()),
        [16_490 * day, 16_491 * day, 16_492 * day],
    );
    let words: Vec<&[u8]> = vec![b"2015-02-24T19:35:52Z", b"2015-02-24 19:35:53", b"2015-02-24 11:35:54 -0800"];
    check("binary at (STRING)", Cells::Text(words, all.clone()), seconds);
    let int96 = |i: i64| {
        let (mut value, nanos) = (Int96::new(), ((AT / second + i) % 86_400) * 1_000_000_000);
        value.set_data((nanos & 0xFFFF_FFFF) as u32, (nanos >> 32) as u32, 16_490 + 2_440_588);
        value
    };
    check("int96 at", Cells::Int96((0..3).map(int96).collect(), all), seconds);
}

#[test]
fn local_times_are_read_in_the_zone_given() {
    let bytes = write(
        "optional int64 at (TIMESTAMP(MICROS,false)); optional binary text (STRING);",
        &[Cells::Int(vec![AT; 3], vec![1; 3]), texts()],
        1,
    );
    let mut options = ReadOptions::default();
    options.times.zone = comity_intake::time::time_zone("America/Los_Angeles").unwrap();
    assert_eq!(try_read(&bytes, &options).unwrap().posts[0].time, Some(AT + 8 * 3_600_000_000));
}

#[test]
fn nulls_and_values_of_every_kind() {
    let bytes = write(
        "optional int64 date (TIMESTAMP(MICROS,true)); optional binary text (STRING); optional int64 id; \
         optional double stars; optional binary brand (STRING); optional binary author;",
        &[
            Cells::Int(vec![AT, AT, AT, AT], vec![1, 1, 1, 0, 1]),
            Cells::Text(vec![b"one", b"two", b"three", b"four"], vec![1, 1, 0, 1, 1]),
            Cells::Int(vec![570_306_133_677_760_513, 2, 3, 4], vec![1, 0, 1, 1, 1]),
            Cells::Float(vec![4.5, 3.0, 2.0, 1.0], vec![1, 1, 1, 1, 0]),
            Cells::Text(vec![b"Acme", b"Acme", b"Acme", b"Acme", b"Acme"], vec![1; 5]),
            Cells::Text(vec![b"jos\xe9", b"a", b"b", b"c", b"d"], vec![1; 5]),
        ],
        1,
    );
    let columns = ColumnNames { score: Some("stars".into()), ..ColumnNames::default() };
    let got = try_read(&bytes, &ReadOptions { columns, ..ReadOptions::default() }).unwrap();
    let rows: Vec<_> = got
        .posts
        .iter()
        .map(|p| (p.line, p.text.as_str(), p.id.as_str(), p.score.as_str(), p.author.as_str()))
        .collect();
    assert_eq!(rows, [(1, "one", "570306133677760513", "4.5", "josé"), (2, "two", "", "3", "a")]);
    assert_eq!(got.reasons(), [(3, "missing_text"), (4, "missing_time"), (5, "missing_score")]);
    assert_eq!(got.counts.decoded_as_windows_1252, 1);
}

#[test]
fn nested_columns_are_left_aside() {
    let schema = "optional int64 date (TIMESTAMP(MICROS,true)); optional binary text (STRING); \
                  optional group user { optional binary name (STRING); }";
    let name = Cells::Text(vec![b"x", b"y", b"z"], vec![2; 3]);
    let got = read(&write(schema, &[Cells::Int(vec![AT; 3], vec![1; 3]), texts(), name], 2));
    assert_eq!((got.texts().len(), got.posts[5].line), (6, 6));
}

#[test]
fn a_damaged_file_is_an_error() {
    let schema = "optional int64 date (TIMESTAMP(MICROS,true)); optional binary text (STRING);";
    let bytes = write(schema, &[Cells::Int(vec![AT; 3], vec![1; 3]), texts()], 3);
    let half = file(&bytes[..bytes.len() / 2]);
    let message = comity_intake::PostReader::open(&[half.path()], &ReadOptions::default()).err().unwrap().to_string();
    assert!(message.contains("Is the file complete?"), "{message}");
    let none = write(schema, &[Cells::Int(vec![], vec![]), Cells::Text(vec![], vec![])], 1);
    let message = try_read(&none, &ReadOptions::default()).err().unwrap().to_string();
    assert!(message.contains("no rows"), "{message}");
}
