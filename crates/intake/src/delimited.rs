//! Records of delimited text to rows.

use crate::block::{Cell, Scratch, values};
use crate::dialect::{Dialect, Field, Shape, unescape};
use crate::layout::Layout;
use crate::reject::{Reject, RejectReason};
use crate::row::{Counts, Item, Row, SLOTS, TimeValue};
use crate::split::Chunk;
use crate::text::{decode_windows_1252, excerpt};
use memchr::{memchr, memchr_iter};

/// Where a record ends, and whether it is one.
struct Extent {
    end: usize,
    fields: usize,
    /// A field beyond the header's last that is not empty. Empty ones are left by spreadsheets and do no harm.
    excess: bool,
    quoted: bool,
    unclosed: bool,
    /// A field goes on after its closing quote.
    trailing: bool,
    /// Nothing but a line end.
    blank: bool,
}

impl Extent {
    fn good(&self, width: usize) -> bool {
        !self.unclosed && !self.excess && self.fields >= width
    }
}

struct Decoder<'b> {
    bytes: &'b [u8],
    /// The bytes as text, if they are.
    text: Option<&'b str>,
    /// Whether there is a NUL anywhere, which is rare enough to look for it once.
    nul: bool,
    dialect: &'b Dialect,
    layout: &'b Layout,
    counts: Counts,
}

/// Decodes all records of a chunk.
pub(crate) fn decode(
    chunk: &Chunk,
    dialect: &Dialect,
    layout: &Layout,
    scratch: &mut Scratch,
    each: &mut impl FnMut(Item<'_>),
) -> Counts {
    let bytes = chunk.bytes.as_slice();
    let text = std::str::from_utf8(bytes).ok();
    let nul = memchr(0, bytes).is_some();
    let mut decoder = Decoder { bytes, text, nul, dialect, layout, counts: Counts::default() };
    let (mut at, mut line) = (0, chunk.line);
    let mut fields = [None; SLOTS];
    while at < bytes.len() {
        let extent = decoder.walk(at, bytes.len(), &mut fields);
        let (start, width) = (at, layout.columns.len());
        at = extent.end;
        let lines = if extent.quoted { decoder.lines(start, at) } else { 1 };
        let suspicious = !extent.good(width) || extent.trailing && lines > 1;
        if !suspicious {
            decoder.record((start, at, line), &fields, scratch, each);
        } else if !extent.blank && !decoder.line_by_line((start, at, line), scratch, each) {
            if extent.good(width) {
                decoder.record((start, at, line), &fields, scratch, each);
            } else {
                decoder.reject((start, at, line), RejectReason::WrongNumberOfFields, each);
            }
        }
        line += lines;
    }
    decoder.counts
}

impl<'b> Decoder<'b> {
    fn lines(&self, start: usize, end: usize) -> u64 {
        memchr_iter(self.dialect.terminator, &self.bytes[start..end]).count() as u64
    }

    /// Finds the fields of the record at `start`, which ends before `end` at the latest, and notes those wanted.
    #[inline]
    fn walk(&self, start: usize, end: usize, fields: &mut [Option<Field>; SLOTS]) -> Extent {
        let bytes = &self.bytes[..end];
        let (width, mut wanted) = (self.layout.columns.len(), self.layout.wanted.iter().peekable());
        let mut extent = Extent {
            end: start,
            fields: 0,
            excess: false,
            quoted: false,
            unclosed: false,
            trailing: false,
            blank: false,
        };
        loop {
            let field = self.dialect.field(bytes, extent.end);
            while let Some((_, slot)) = wanted.next_if(|(column, _)| *column == extent.fields) {
                fields[*slot] = Some(field);
            }
            let empty = field.end == field.start;
            extent.excess |= extent.fields >= width && !empty;
            extent.quoted |= field.quoted;
            extent.unclosed |= field.shape == Shape::Unclosed;
            extent.trailing |= field.shape == Shape::Trailing;
            extent.fields += 1;
            extent.end = field.next;
            if field.ends_record {
                extent.blank = extent.fields == 1 && empty && !field.quoted;
                // An empty line in a file of one column is no more a record than in any other.
                extent.excess |= extent.blank;
                return extent;
            }
        }
    }

    /// Makes a row of a record with the right number of fields, and says whether it was taken for Windows-1252.
    #[inline]
    fn make<'s>(
        &self,
        (start, end, line): (usize, usize, u64),
        fields: &[Option<Field>; SLOTS],
        scratch: &'s mut Scratch,
    ) -> (Result<Row<'s>, RejectReason>, bool)
    where
        'b: 's,
    {
        let mut cells = [Cell::Missing; SLOTS];
        let mut fallback = false;
        for (_, slot) in &self.layout.wanted {
            if let Some(field) = &fields[*slot] {
                cells[*slot] = self.cell(field, &mut scratch.values[*slot], &mut scratch.bytes, &mut fallback);
            }
        }
        if self.nul && memchr(0, &self.bytes[start..end]).is_some() {
            return (Err(RejectReason::Nul), fallback);
        }
        (self.layout.row(line, &values(&cells, &scratch.values), TimeValue::Text), fallback)
    }

    /// Hands on a record with the right number of fields.
    #[inline]
    fn record(
        &mut self,
        place: (usize, usize, u64),
        fields: &[Option<Field>; SLOTS],
        scratch: &mut Scratch,
        each: &mut impl FnMut(Item<'_>),
    ) {
        let (row, fallback) = self.make(place, fields, scratch);
        self.counts.decoded_as_windows_1252 += u64::from(fallback);
        match row {
            Ok(row) => {
                self.counts.rows += 1;
                each(Item::Row(row));
            }
            Err(reason) => self.reject(place, reason, each),
        }
    }

    #[inline]
    fn cell(&self, field: &Field, scratch: &mut String, raw: &mut Vec<u8>, fallback: &mut bool) -> Cell<'b> {
        let range = field.start..field.end;
        if field.shape == Shape::Plain {
            if let Some(text) = self.text {
                return text.get(range).map_or(Cell::Missing, Cell::Here);
            }
            if let Ok(text) = std::str::from_utf8(&self.bytes[range.clone()]) {
                return Cell::Here(text);
            }
        }
        let content = if field.shape.is_escaped() {
            unescape(&self.bytes[range], raw);
            raw.as_slice()
        } else {
            &self.bytes[range]
        };
        match std::str::from_utf8(content) {
            Ok(text) => {
                scratch.clear();
                scratch.push_str(text);
            }
            Err(_) => {
                *fallback = true;
                decode_windows_1252(content, scratch);
            }
        }
        Cell::Scratch
    }

    #[cold]
    fn reject(
        &mut self,
        (start, end, line): (usize, usize, u64),
        reason: RejectReason,
        each: &mut impl FnMut(Item<'_>),
    ) {
        self.counts.rejects += 1;
        let excerpt = excerpt(&self.bytes[start..end]);
        each(Item::Reject(Reject { file: self.layout.file, line, reason, excerpt }));
    }

    /// Tries a record that is not what it should be line by line, and says whether that was right.
    ///
    /// If it is several lines long, a stray quote may have swallowed good ones: should any line after the first make a
    /// row by itself, all are taken by themselves, and the first, in which the quote opened, is rejected.
    #[cold]
    fn line_by_line(
        &mut self,
        (start, end, line): (usize, usize, u64),
        scratch: &mut Scratch,
        each: &mut impl FnMut(Item<'_>),
    ) -> bool {
        let width = self.layout.columns.len();
        let mut fields = [None; SLOTS];
        let first = self.line_end(start, end);
        let mut at = first;
        let mut any_good = false;
        while at < end && !any_good {
            let extent = self.walk(at, end, &mut fields);
            let stop = if extent.unclosed { self.line_end(at, end) } else { extent.end };
            any_good = extent.good(width) && self.make((at, stop, line), &fields, scratch).0.is_ok();
            at = stop;
        }
        if !any_good {
            return false;
        }
        self.reject((start, first, line), RejectReason::UnclosedQuote, each);
        let (mut at, mut line) = (first, line + 1);
        while at < end {
            let extent = self.walk(at, end, &mut fields);
            let stop = if extent.unclosed { self.line_end(at, end) } else { extent.end };
            if extent.good(width) {
                self.record((at, stop, line), &fields, scratch, each);
            } else if extent.unclosed {
                self.reject((at, stop, line), RejectReason::UnclosedQuote, each);
            } else if !extent.blank {
                self.reject((at, stop, line), RejectReason::WrongNumberOfFields, each);
            }
            line += self.lines(at, stop);
            at = stop;
        }
        true
    }

    /// Where the line ends that holds `at`.
    fn line_end(&self, at: usize, end: usize) -> usize {
        memchr(self.dialect.terminator, &self.bytes[at..end]).map_or(end, |i| at + i + 1)
    }
}
