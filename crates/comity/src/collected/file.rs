//! A file of ideas, read a few hundred at a time.

use std::path::Path;

use comity_intake::time::DateOrder;
use comity_participation::import::{Column, Imported, Mapping, Reading};
use comity_store::ImportSaid;

use super::backup;
use super::records::Records;
use super::times::{Shown, Times};

/// How a file is read.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Which column says what; what the heads say by themselves where nothing is said.
    pub mapping: Option<Mapping>,
    /// In which order dates are written, where the file does not show it.
    pub dates: Option<DateOrder>,
}

/// A file being read.
pub struct File {
    /// What its dates show of their order.
    pub shown: Shown,
    /// What became of the rows so far.
    pub said: ImportSaid,
    /// Bytes of the file.
    pub bytes: u64,
    rows: Rows,
}

enum Rows {
    Table(Box<(Records, Reading, Times)>),
    Backup(std::vec::IntoIter<Imported>),
}

impl File {
    /// Opens a file. The dates of a table are looked at first, all of them, since one that is clear makes the others clear.
    ///
    /// # Errors
    /// It cannot be read, or its rows cannot be ideas; the message says what to do.
    pub fn open(path: &Path, plan: &Plan) -> anyhow::Result<Self> {
        let bytes = std::fs::metadata(path)?.len();
        if is_zip(path)? {
            let import = backup::read(path, &Times::new(plan.dates))?;
            let mut said = ImportSaid { comments_left_out: import.comments_left_out as u64, ..ImportSaid::default() };
            import.rejects.iter().for_each(|reject| said.leave_out(reject.row as u64, reject.why.clone()));
            let shown = Shown::default();
            return Ok(Self { shown, said, bytes, rows: Rows::Backup(import.ideas.into_iter()) });
        }
        let (records, heads) = Records::open(path)?;
        let mapping = plan.mapping.clone().unwrap_or_else(|| Mapping::guess(&heads));
        let reading = Reading::new(heads.len(), mapping.clone())?;
        let shown = dates(path, &mapping, heads.len())?;
        let times = Times::new(plan.dates.or(shown.order()));
        let rows = Rows::Table(Box::new((records, reading, times)));
        Ok(Self { shown, said: ImportSaid::default(), bytes, rows })
    }

    /// Whether it is a backup of Fider's.
    pub fn is_backup(&self) -> bool {
        matches!(self.rows, Rows::Backup(_))
    }

    /// The next ideas, at most so many; none at the end. What is left out is counted in [`Self::said`].
    ///
    /// # Errors
    /// The file is cut off or damaged; the message says where.
    pub fn some(&mut self, most: usize) -> anyhow::Result<Vec<Imported>> {
        let mut ideas = Vec::new();
        match &mut self.rows {
            Rows::Backup(rest) => ideas.extend(rest.take(most)),
            Rows::Table(table) => {
                let (records, reading, times) = &mut **table;
                while ideas.len() < most {
                    let Some((line, fields)) = records.next()? else { break };
                    match reading.read(usize::try_from(line)?, &fields, &|written| times.read(written)) {
                        Ok(idea) => ideas.push(idea),
                        Err(why) => self.said.leave_out(line, why),
                    }
                }
            }
        }
        Ok(ideas)
    }

    /// Bytes of the file that were read.
    pub fn read(&self) -> u64 {
        match &self.rows {
            Rows::Backup(_) => self.bytes,
            Rows::Table(table) => table.0.bytes_read(),
        }
    }
}

fn is_zip(path: &Path) -> anyhow::Result<bool> {
    use std::io::Read as _;
    let mut head = Vec::new();
    std::fs::File::open(path)?.take(4).read_to_end(&mut head)?;
    Ok(head == b"PK\x03\x04")
}

/// What the dates of a table show of their order.
fn dates(path: &Path, mapping: &Mapping, heads: usize) -> anyhow::Result<Shown> {
    let mut shown = Shown::default();
    let places: Vec<usize> =
        [Column::At, Column::AnsweredAt].iter().filter_map(|column| mapping.0.get(column).copied()).collect();
    if places.is_empty() {
        return Ok(shown);
    }
    let (mut records, _) = Records::open(path)?;
    while let Some((line, fields)) = records.next()? {
        if fields.len() == heads {
            places.iter().filter_map(|at| fields.get(*at)).for_each(|date| shown.look(line, date.trim()));
        }
    }
    Ok(shown)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use comity_participation::import::Why;

    use super::*;

    fn written(rows: impl Iterator<Item = String>) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let mut out = std::io::BufWriter::new(file.as_file_mut());
        rows.for_each(|row| writeln!(out, "{row}").unwrap());
        out.flush().unwrap();
        drop(out);
        file
    }

    #[test]
    fn a_hundred_thousand_rows_are_read_some_at_a_time() {
        let row = |n: usize| format!("{n},\"Idea {n}, with {}\",{}", "words ".repeat(20), n % 7);
        let heads = std::iter::once("number,title,votes".to_owned());
        let written = written(heads.chain((0..100_000).map(row)));
        let mut file = File::open(written.path(), &Plan::default()).unwrap();
        let (mut all, mut last) = (0, 0);
        loop {
            let some = file.some(100).unwrap();
            if some.is_empty() {
                break;
            }
            assert!(some.len() <= 100 && file.read() >= last && file.read() <= file.bytes);
            (all, last) = (all + some.len(), file.read());
        }
        assert_eq!((all, file.said.all_left_out(), file.read()), (100_000, 0, file.bytes));
    }

    #[test]
    fn what_is_hostile_is_left_out_with_its_line_or_made_harmless() {
        let long = "x".repeat(10_000);
        let rows = [
            "id;titolo;data;voti".to_owned(),
            "1;Nul\0 e \u{202e}righe;2024-01-02;1".into(),
            format!("2;{long};2024-01-02;1"),
            "1;Ancora;2024-01-02;1".into(),
            "3;'=1+1;3 gennaio 2024;1".into(),
            "4;'Quoted';2 Jan 2024 10:00;1".into(),
            "5;Negativo;2024-01-02;-1".into(),
            "6;Troppi;2024-01-02;99999999999999999999".into(),
            "7;Corta;2024-01-02".into(),
            "8;Epoca;1704153600;0".into(),
        ];
        let written = written(rows.into_iter());
        let mut file = File::open(written.path(), &Plan::default()).unwrap();
        let ideas = file.some(100).unwrap();
        let titles: Vec<&str> = ideas.iter().map(|idea| idea.title.as_str()).collect();
        assert!(titles.contains(&"Nul e righe") && titles.contains(&"'Quoted'"), "{titles:?}");
        assert!(ideas.iter().all(|idea| idea.at.is_some_and(|at| at.0 > 1_700_000_000_000_000)), "{ideas:?}");
        let lines: Vec<u64> = file.said.lines.iter().map(|(line, _)| *line).collect();
        assert!([3, 4, 7, 8, 9].iter().all(|line| lines.contains(line)), "{:?}", file.said.lines);
        assert_eq!(file.said.left_out[&Why::TitleTooLong], 1);
        assert_eq!(file.said.left_out[&Why::SameNumber], 1);
        assert_eq!(file.said.left_out[&Why::Votes], 2);
        assert_eq!(file.said.left_out[&Why::Fields], 1);
    }
}
