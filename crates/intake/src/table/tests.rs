use super::*;
use std::io::Write;

fn read(text: &str, options: &TableOptions) -> Result<Table, TableError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    Table::read(file.path(), options)
}

fn check(text: &str, options: &TableOptions, columns: &[&str], rows: &[&[&str]]) {
    let table = read(text, options).unwrap();
    assert_eq!((table.columns.as_slice(), table.rows.as_slice()).0, columns, "{text:?}");
    assert_eq!(table.rows, rows, "{text:?}");
}

fn refused(text: &str, options: &TableOptions, part: &str) {
    let message = read(text, options).unwrap_err().to_string();
    assert!(message.contains(part), "{message:?} does not say {part:?}");
}

#[test]
fn formats() {
    let plain = TableOptions::default();
    check(
        "a,b\n1, \"x, y\" \n",
        &TableOptions { ragged: true, ..plain.clone() },
        &["a", "b", "3"],
        &[&["1", "\"x", "y\""]],
    );
    check("a,b\n1,\"x, y\"\n\n2,z,\n", &plain, &["a", "b"], &[&["1", "x, y"], &["2", "z"]]);
    check("a;b\n1;2\n", &plain, &["a", "b"], &[&["1", "2"]]);
    check("{\"a\":1}\n{\"b\":\" x \",\"a\":null}\n", &plain, &["a", "b"], &[&["1", ""], &["", "x"]]);
    check("\"Date\" \"x y\"\n\"2011-01-02\" 1.5\n", &plain, &["Date", "x y"], &[&["2011-01-02", "1.5"]]);
    check(
        "n  who        y\n1  \"A & B\"   10\n2  \"C\"  2\n",
        &plain,
        &["n", "who", "y"],
        &[&["1", "A & B", "10"], &["2", "C", "2"]],
    );
    check("state,1970,1971\nx,1,2\n", &plain, &["state", "1970", "1971"], &[&["x", "1", "2"]]);
}

#[test]
fn without_header() {
    let bare = TableOptions { header: false, ..TableOptions::default() };
    check("1\tx\n2\ty\n", &bare, &["1", "2"], &[&["1", "x"], &["2", "y"]]);
    let ragged = TableOptions { ragged: true, ..bare };
    check("1\tx\n2\ty\tz\n3\n", &ragged, &["1", "2", "3"], &[&["1", "x", ""], &["2", "y", "z"], &["3", "", ""]]);
}

#[test]
fn errors_say_where() {
    let plain = TableOptions::default();
    refused("", &plain, "is empty");
    refused("a,b\n", &plain, "no rows");
    refused("1,2\n3,4\n", &plain, "has no header");
    refused("a,b\n1,2\n\"3\n\",4,5\n", &plain, ":3: 3 cells where the header has 2");
    refused("a,b\n1,\"2\n", &plain, ":2: a quote opens");
    refused("{\"a\":1}\n{\n", &plain, ":2: this line is no JSON");
}

#[test]
fn numbers() {
    let check = |text: &str, expect: &[Option<f64>]| {
        assert_eq!(read(text, &TableOptions::default()).unwrap().numbers(1).unwrap(), expect, "{text:?}");
    };
    check("a,y\nx,1\nx,-2.5e3\nx,\nx,NA\nx,nan\n", &[Some(1.0), Some(-2500.0), None, None, None]);
    check("a;y\nx;1,5\nx;2\n", &[Some(1.5), Some(2.0)]);
    let refused = |text: &str, part: &str| {
        let message = read(text, &TableOptions::default()).unwrap().numbers(1).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
    };
    refused("a,y\nx,1\nx,two\n", ":3:2: `two` in column `y` is no number");
    refused("a,y\nx,inf\n", ":2:2: `inf` in column `y` is not finite");
    refused("a,y\nx,\"1,234\"\n", "no number");
}

#[test]
fn times() {
    let table = |text: &str| read(text, &TableOptions::default()).unwrap();
    let options = TimeOptions::default();
    assert_eq!(table("a,t\nx,1970\nx,1971\n").times(1, &options).unwrap(), [0, 31_536_000_000_000]);
    assert_eq!(table("a,t\nx,1970-01-02\n").times(1, &options).unwrap(), [86_400_000_000]);
    let refused = |text: &str, part: &str| {
        let message = table(text).times(1, &options).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
    };
    refused("a,t\nx,2015-01-01\nx,soon\n", ":3:2: `soon` in column `t` is no time");
    refused("a,t\nx,01/02/15\n", "--date-order");
    refused("a,t\nx,\n", ":2:2");
}

#[test]
fn columns_by_name() {
    let table = read("Date,value\n2015-01-01,1\n", &TableOptions::default()).unwrap();
    assert_eq!(table.column("VALUE").unwrap(), 1);
    let message = table.column("valeu").unwrap_err().to_string();
    assert!(message.contains("did you mean `value`"), "{message}");
    assert_eq!(table.nearest_columns("dat"), ["Date"]);
}

#[test]
fn lines() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b" one \r\n\ncaff\xe8\n").unwrap();
    assert_eq!(read_lines(file.path()).unwrap(), ["one", "", "caffè"]);
}
