//! Parquet files, a batch of rows at a time and only the columns that are wanted.
//!
//! Columns of text, numbers, booleans, dates and timestamps (milli-, micro-, nanoseconds, INT96) are read; columns
//! within lists, maps and structs are left aside.

use crate::columnar::{Batch, Column, Vector};
use crate::time::EpochUnit;
use crate::time::civil::DAY;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most rows of a batch.
const ROWS: usize = 8192;

/// What the numbers of a column mean.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    Plain,
    Unsigned,
    /// Days since 1970.
    Date,
    Timestamp(EpochUnit, bool),
    /// Divide by this.
    Decimal(f64),
}

/// A column that can be read.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub name: String,
    /// Its place among the file's leaves.
    index: usize,
    optional: bool,
    meaning: Meaning,
    int96: bool,
}

impl Leaf {
    /// Whether the file types it as a time.
    pub fn is_time(&self) -> bool {
        self.int96 || matches!(self.meaning, Meaning::Date | Meaning::Timestamp(..))
    }
}

/// An opened Parquet file and how far it is read.
pub(crate) struct ParquetFile {
    reader: SerializedFileReader<File>,
    pub leaves: Vec<Leaf>,
    wanted: Vec<usize>,
    group: usize,
    columns: Vec<ColumnReader>,
    left_in_group: usize,
    batch_rows: usize,
    /// Rows read so far.
    pub rows: u64,
    pub chunk_size: usize,
    pub limit: usize,
}

/// The reader of a format this rich may trip over a damaged file in ways that its own checks do not foresee.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(ParquetError::General("its structure contradicts itself".to_owned())))
}

fn meaning(column: &ColumnDescriptor) -> Option<Meaning> {
    let unit = |unit: &TimeUnit| match unit {
        TimeUnit::MILLIS => EpochUnit::Milliseconds,
        TimeUnit::MICROS => EpochUnit::Microseconds,
        TimeUnit::NANOS => EpochUnit::Nanoseconds,
    };
    let decimal = |scale: i32| {
        let number = matches!(column.physical_type(), parquet::basic::Type::INT32 | parquet::basic::Type::INT64);
        number.then(|| Meaning::Decimal(10f64.powi(scale)))
    };
    match column.logical_type_ref() {
        Some(LogicalType::Timestamp(time)) => Some(Meaning::Timestamp(unit(&time.unit), time.is_adjusted_to_u_t_c)),
        Some(LogicalType::Date) => Some(Meaning::Date),
        Some(LogicalType::Decimal(form)) => decimal(form.scale),
        Some(LogicalType::Integer(form)) if !form.is_signed => Some(Meaning::Unsigned),
        Some(LogicalType::Integer(_) | LogicalType::String | LogicalType::Enum | LogicalType::Json) => {
            Some(Meaning::Plain)
        }
        Some(_) => None,
        None => match column.converted_type() {
            ConvertedType::TIMESTAMP_MILLIS => Some(Meaning::Timestamp(EpochUnit::Milliseconds, true)),
            ConvertedType::TIMESTAMP_MICROS => Some(Meaning::Timestamp(EpochUnit::Microseconds, true)),
            ConvertedType::DATE => Some(Meaning::Date),
            ConvertedType::DECIMAL => decimal(column.type_scale()),
            ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => {
                Some(Meaning::Unsigned)
            }
            ConvertedType::INTERVAL | ConvertedType::BSON | ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS => {
                None
            }
            _ => Some(Meaning::Plain),
        },
    }
}

impl ParquetFile {
    /// Reads the footer.
    pub fn open(file: File, chunk_size: usize, limit: usize) -> Result<ParquetFile, ParquetError> {
        guarded(move || {
            let reader = SerializedFileReader::new(file)?;
            let schema = reader.metadata().file_metadata().schema_descr();
            let mut leaves = Vec::new();
            for (index, column) in schema.columns().iter().enumerate() {
                let flat = column.path().parts().len() == 1 && column.max_rep_level() == 0;
                let fixed = column.physical_type() == parquet::basic::Type::FIXED_LEN_BYTE_ARRAY;
                if let Some(meaning) = meaning(column).filter(|_| flat && !fixed) {
                    let optional = column.max_def_level() > 0;
                    let int96 = column.physical_type() == parquet::basic::Type::INT96;
                    leaves.push(Leaf { name: column.name().to_owned(), index, optional, meaning, int96 });
                }
            }
            let wanted = (0..leaves.len()).collect();
            Ok(ParquetFile {
                reader,
                leaves,
                wanted,
                group: 0,
                columns: Vec::new(),
                left_in_group: 0,
                batch_rows: ROWS,
                rows: 0,
                chunk_size,
                limit,
            })
        })
    }

    /// Starts again from the first row, with only these columns.
    pub fn select(&mut self, mut columns: Vec<usize>) {
        columns.sort_unstable();
        columns.dedup();
        self.wanted = columns;
        self.group = 0;
        self.columns.clear();
        self.left_in_group = 0;
        self.rows = 0;
    }

    /// Rows that the footer promises.
    pub fn promised_rows(&self) -> u64 {
        self.reader.metadata().file_metadata().num_rows().try_into().unwrap_or(0)
    }

    /// The next rows; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Batch>, ParquetError> {
        guarded(AssertUnwindSafe(|| self.read()))
    }

    fn read(&mut self) -> Result<Option<Batch>, ParquetError> {
        while self.left_in_group == 0 {
            if self.group >= self.reader.num_row_groups() {
                return Ok(None);
            }
            self.enter_group()?;
        }
        let rows = self.batch_rows.min(self.left_in_group);
        let mut batch = Batch { first: self.rows + 1, rows, columns: Vec::new(), limit: self.limit };
        for (reader, leaf) in self.columns.iter_mut().zip(&self.wanted) {
            let column = read_column(reader, &self.leaves[*leaf], *leaf, rows)?;
            batch.columns.push(column);
        }
        self.left_in_group -= rows;
        self.rows += rows as u64;
        Ok(Some(batch))
    }

    fn enter_group(&mut self) -> Result<(), ParquetError> {
        let group = self.reader.get_row_group(self.group)?;
        self.group += 1;
        self.left_in_group = group.metadata().num_rows().try_into().unwrap_or(0);
        self.columns.clear();
        let mut bytes = 0usize;
        for leaf in &self.wanted {
            let index = self.leaves[*leaf].index;
            let chunk = group.metadata().column(index);
            let starts =
                [Some(chunk.data_page_offset()), chunk.dictionary_page_offset(), Some(chunk.compressed_size())];
            if starts.into_iter().flatten().any(|start| start < 0) {
                return Err(ParquetError::General("its footer points before its start".to_owned()));
            }
            bytes = bytes.saturating_add(group.metadata().column(index).uncompressed_size().try_into().unwrap_or(0));
            self.columns.push(group.get_column_reader(index)?);
        }
        // So that a batch is about as large as a block of text, however wide the rows.
        let row_bytes = bytes / self.left_in_group.max(1) + 1;
        self.batch_rows = (self.chunk_size / row_bytes).clamp(1, ROWS);
        Ok(())
    }
}

fn short(leaf: &Leaf) -> ParquetError {
    ParquetError::EOF(format!("column `{}` ends before the others", leaf.name))
}

/// Values that are not null, and for each row whether it has one, if it may have none.
type Cells<T> = (Vec<T>, Option<Vec<bool>>);

fn read_values<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    leaf: &Leaf,
    rows: usize,
) -> Result<Cells<T::T>, ParquetError> {
    let (mut values, mut levels) = (Vec::with_capacity(rows), Vec::new());
    let mut read = 0;
    while read < rows {
        let levels = leaf.optional.then_some(&mut levels);
        let (records, ..) = reader.read_records(rows - read, levels, None, &mut values)?;
        if records == 0 {
            return Err(short(leaf));
        }
        read += records;
    }
    let present = leaf.optional.then(|| levels.iter().map(|level| *level > 0).collect::<Vec<bool>>());
    let expected = present.as_ref().map_or(rows, |present| present.iter().filter(|p| **p).count());
    if values.len() != expected {
        return Err(short(leaf));
    }
    Ok((values, present))
}

fn read_column(reader: &mut ColumnReader, leaf: &Leaf, column: usize, rows: usize) -> Result<Column, ParquetError> {
    let integers = |values: Vec<i64>| match leaf.meaning {
        Meaning::Plain => Vector::Int(values),
        Meaning::Unsigned => Vector::Unsigned(values),
        Meaning::Date => Vector::Local(values.into_iter().map(|days| days.checked_mul(DAY)).collect()),
        Meaning::Timestamp(unit, utc) => {
            let micros = values.into_iter().map(|count| unit.micros(count)).collect();
            if utc { Vector::Utc(micros) } else { Vector::Local(micros) }
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "scores and the like; beyond 2^53 the last digits do not matter"
        )]
        Meaning::Decimal(scale) => Vector::Float(values.into_iter().map(|value| value as f64 / scale).collect()),
    };
    let (vector, present) = match reader {
        ColumnReader::BoolColumnReader(reader) => {
            let (values, present) = read_values(reader, leaf, rows)?;
            (Vector::Bool(values), present)
        }
        ColumnReader::Int32ColumnReader(reader) => {
            let (values, present) = read_values(reader, leaf, rows)?;
            let unsigned = leaf.meaning == Meaning::Unsigned;
            let widen = |value: i32| if unsigned { i64::from(value.cast_unsigned()) } else { i64::from(value) };
            (integers(values.into_iter().map(widen).collect()), present)
        }
        ColumnReader::Int64ColumnReader(reader) => {
            let (values, present) = read_values(reader, leaf, rows)?;
            (integers(values), present)
        }
        ColumnReader::Int96ColumnReader(reader) => {
            let (values, present) = read_values(reader, leaf, rows)?;
            let micros = |seconds: i64, micros: i64| EpochUnit::Seconds.micros(seconds).map(|_| micros);
            (Vector::Utc(values.iter().map(|v| micros(v.to_seconds(), v.to_micros())).collect()), present)
        }
        ColumnReader::FloatColumnReader(reader) => {
            let (values, present) = read_values(reader, leaf, rows)?;
            // By way of text, so that .1 stays .1.
            let widen = |value: f32| value.to_string().parse().unwrap_or(f64::from(value));
            (Vector::Float(values.into_iter().map(widen).collect()), present)
        }
        ColumnReader::DoubleColumnReader(reader) => {
            let (values, present) = read_values(reader, leaf, rows)?;
            (Vector::Float(values), present)
        }
        ColumnReader::ByteArrayColumnReader(reader) => {
            let (values, present) = read_values(reader, leaf, rows)?;
            (Vector::Text(values), present)
        }
        ColumnReader::FixedLenByteArrayColumnReader(_) => {
            return Err(ParquetError::NYI(format!("column `{}` has values of a fixed length", leaf.name)));
        }
    };
    Ok(Column { column, vector, present })
}
