//! JSON Lines: one object a line, of which only the values that are asked for are kept.

use crate::block::{Cell, Scratch, values};
use crate::layout::Layout;
use crate::reject::{Reject, RejectReason};
use crate::row::{Counts, Item, SLOTS, TimeValue};
use crate::split::Chunk;
use crate::text::{decode_windows_1252, excerpt};
use memchr::{memchr, memchr_iter};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt::Write;

/// How deep objects within objects have columns of their own.
const DEPTH: usize = 4;

/// A key that is asked for, or that leads to one.
#[derive(Debug, Default)]
struct Node<'p> {
    key: &'p str,
    slots: Vec<usize>,
    children: Vec<Node<'p>>,
}

/// The wanted columns as a tree of keys. A key with a dot in it is found as it is and as a path.
fn plan(layout: &Layout) -> Vec<Node<'_>> {
    fn insert<'p>(nodes: &mut Vec<Node<'p>>, path: &'p str, slot: usize) {
        let mut add = |key: &'p str| {
            nodes.iter().position(|node| node.key == key).unwrap_or_else(|| {
                nodes.push(Node { key, ..Node::default() });
                nodes.len() - 1
            })
        };
        let whole = add(path);
        let split = path.split_once('.').map(|(key, rest)| (add(key), rest));
        nodes[whole].slots.push(slot);
        if let Some((at, rest)) = split {
            insert(&mut nodes[at].children, rest, slot);
        }
    }
    let mut nodes = Vec::new();
    for (column, slot) in &layout.wanted {
        insert(&mut nodes, &layout.columns[*column], *slot);
    }
    nodes
}

/// Where the values of one object go.
struct Sink<'s, 'de> {
    cells: &'s mut [Cell<'de>; SLOTS],
    scratch: &'s mut [String; SLOTS],
}

impl<'de> Sink<'_, 'de> {
    fn put(&mut self, slots: &[usize], cell: Cell<'de>, write: impl Fn(&mut String)) {
        for slot in slots {
            self.cells[*slot] = cell;
            self.scratch[*slot].clear();
            write(&mut self.scratch[*slot]);
        }
    }

    fn display(&mut self, slots: &[usize], value: impl std::fmt::Display) {
        self.put(slots, Cell::Scratch, |out| {
            // Writing into a string cannot fail.
            let _ = write!(out, "{value}");
        });
    }
}

/// Reads one value: an object by its keys, anything else into `slots`.
struct Read<'s, 'r, 'p, 'de> {
    sink: &'r mut Sink<'s, 'de>,
    slots: &'r [usize],
    children: &'r [Node<'p>],
    /// Whether anything but an object is an error.
    top: bool,
}

impl<'de> DeserializeSeed<'de> for Read<'_, '_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.top { deserializer.deserialize_map(self) } else { deserializer.deserialize_any(self) }
    }
}

/// Finds the node of a key without copying the key.
struct Find<'r, 'p>(&'r [Node<'p>]);

impl<'de, 'r, 'p> DeserializeSeed<'de> for Find<'r, 'p> {
    type Value = Option<&'r Node<'p>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'r, 'p> Visitor<'_> for Find<'r, 'p> {
    type Value = Option<&'r Node<'p>>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().find(|node| node.key == key))
    }
}

impl<'de> Visitor<'de> for Read<'_, '_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(node) = map.next_key_seed(Find(self.children))? {
            let Some(node) = node else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let (slots, children) = (node.slots.as_slice(), node.children.as_slice());
            map.next_value_seed(Read { sink: self.sink, slots, children, top: false })?;
        }
        Ok(())
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<(), S::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<(), E> {
        for slot in self.slots {
            self.sink.cells[*slot] = Cell::Here(value);
        }
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.sink.put(self.slots, Cell::Scratch, |out| out.push_str(value));
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.sink.display(self.slots, value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.sink.display(self.slots, value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.sink.display(self.slots, value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.sink.display(self.slots, value);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.sink.put(self.slots, Cell::Missing, |_| ());
        Ok(())
    }
}

/// Decodes all lines of a chunk.
pub(crate) fn decode(chunk: &Chunk, layout: &Layout, scratch: &mut Scratch, each: &mut impl FnMut(Item<'_>)) -> Counts {
    let bytes = chunk.bytes.as_slice();
    let nodes = plan(layout);
    let (text, nul) = (std::str::from_utf8(bytes).ok(), memchr(0, bytes).is_some());
    let mut counts = Counts::default();
    let (mut start, mut line_number) = (0, chunk.line);
    let ends = memchr_iter(b'\n', bytes).map(|at| at + 1).chain([bytes.len()]);
    for end in ends {
        let (from, number) = (std::mem::replace(&mut start, end), line_number);
        line_number += 1;
        let raw = &bytes[from..end];
        if raw.trim_ascii().is_empty() {
            continue;
        }
        let line = match text.map_or_else(|| std::str::from_utf8(raw).ok(), |text| text.get(from..end)) {
            Some(line) => line,
            None => {
                decode_windows_1252(raw, &mut scratch.line);
                counts.decoded_as_windows_1252 += 1;
                &scratch.line
            }
        };
        let mut cells = [Cell::Missing; SLOTS];
        let row = if nul && memchr(0, raw).is_some() {
            Err(RejectReason::Nul)
        } else if object(line, &nodes, &mut cells, &mut scratch.values).is_err() {
            Err(RejectReason::NotJson)
        } else {
            layout.row(number, &values(&cells, &scratch.values), TimeValue::Text)
        };
        match row {
            Ok(row) => {
                counts.rows += 1;
                each(Item::Row(row));
            }
            Err(reason) => {
                counts.rejects += 1;
                each(Item::Reject(Reject { file: layout.file, line: number, reason, excerpt: excerpt(raw) }));
            }
        }
    }
    counts
}

fn object<'de>(
    line: &'de str,
    nodes: &[Node<'_>],
    cells: &mut [Cell<'de>; SLOTS],
    scratch: &mut [String; SLOTS],
) -> serde_json::Result<()> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let mut sink = Sink { cells, scratch };
    Read { sink: &mut sink, slots: &[], children: nodes, top: true }.deserialize(&mut deserializer)?;
    deserializer.end()
}

/// All keys of a line with their values as text, `None` where it is no object.
pub(crate) fn flat(line: &[u8]) -> Option<Vec<(String, String)>> {
    fn walk(prefix: &str, value: Value, depth: usize, out: &mut Vec<(String, String)>) {
        match value {
            Value::Object(map) if depth < DEPTH => {
                for (key, value) in map {
                    let path = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
                    walk(&path, value, depth + 1, out);
                }
            }
            Value::Object(_) | Value::Array(_) => {}
            Value::Null => out.push((prefix.to_owned(), String::new())),
            Value::String(text) => out.push((prefix.to_owned(), text)),
            other => out.push((prefix.to_owned(), other.to_string())),
        }
    }
    let (text, _) = crate::text::decode(line);
    let value: Value = serde_json::from_str(&text).ok()?;
    let mut out = Vec::new();
    value.is_object().then(|| walk("", value, 0, &mut out))?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flattening() {
        let check = |line: &str, expect: Option<&[(&str, &str)]>| {
            let expect = expect.map(|all| all.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect::<Vec<_>>());
            assert_eq!(flat(line.as_bytes()), expect, "{line}");
        };
        check(
            r#"{"a":"x","b":{"c":1,"d":null},"e":[1],"f":true}"#,
            Some(&[("a", "x"), ("b.c", "1"), ("b.d", ""), ("f", "true")]),
        );
        check("{}", Some(&[]));
        check("[1]", None);
        check("{\"a\":", None);
        check("5", None);
    }
}
