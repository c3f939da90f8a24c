//! Reading the sheets: every cell is an answer, a missing answer or a counted reject with its line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use comity_exchange::instrument::{Answer, Control, Instrument, NoScore, QUESTIONS, Score, plain};
use comity_intake::{Table, TableOptions, nearest_names};

use super::Options;
use super::columns::{Columns, Shape, find, question_named};

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Ratings {
    pub files: Vec<PathBuf>,
    /// Names as they first stood, in order of appearance.
    pub objects: Vec<String>,
    pub raters: Vec<String>,
    pub industries: Vec<Option<String>>,
    /// By object and rater.
    pub answers: BTreeMap<(usize, usize), [Answer; QUESTIONS]>,
    pub rejects: Vec<Reject>,
    /// Answers that stood more than once and said the same.
    pub identical: usize,
    pub ignored_columns: Vec<String>,
}

/// A cell or row that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The file.
    pub file: PathBuf,
    /// The line on which its row starts, from 1.
    pub line: u64,
    /// Why, as a stable name.
    pub reason: &'static str,
    /// What stood there and what to do.
    pub problem: String,
}

#[derive(Debug, Clone, Copy)]
struct Given {
    answer: Answer,
    file: usize,
    line: u64,
}

#[derive(Default)]
struct Sheet {
    ratings: Ratings,
    keys: [BTreeMap<String, usize>; 2],
    given: BTreeMap<(usize, usize, usize), Vec<Given>>,
}

/// Reads all files.
///
/// # Errors
/// A file that is no table, columns that are not there, or not one usable score.
pub(super) fn read(options: &Options, instruments: &[Instrument]) -> anyhow::Result<Ratings> {
    let mut sheet = Sheet::default();
    sheet.ratings.files.clone_from(&options.files);
    for (file, path) in options.files.iter().enumerate() {
        let table = Table::read(path, &TableOptions::default())?;
        let columns = find(&table, &options.names, instruments)?;
        for name in &columns.ignored {
            if !sheet.ratings.ignored_columns.contains(name) {
                sheet.ratings.ignored_columns.push(name.clone());
            }
        }
        for row in 0..table.rows.len() {
            sheet.row(&table, row, file, &columns, instruments);
        }
    }
    let mut ratings = sheet.settle();
    if let Some(path) = &options.industries {
        industries(&mut ratings, path)?;
    }
    let scores = ratings.answers.values().flatten().filter(|answer| answer.score.is_some()).count();
    if scores == 0 {
        let first = ratings.rejects.first();
        let why = first
            .map_or_else(String::new, |r| format!(" First reject, {}:{}: {}", r.file.display(), r.line, r.problem));
        return Err(anyhow!("there is not one score to use in {} files.{why}", options.files.len()));
    }
    Ok(ratings)
}

impl Sheet {
    fn row(&mut self, table: &Table, row: usize, file: usize, columns: &Columns, instruments: &[Instrument]) {
        let line = table.line(row);
        let name = table.cell(row, columns.object).trim();
        let rater = columns.rater.map_or("1", |column| table.cell(row, column).trim());
        // The rows of an empty sheet say nothing, not even that something is missing.
        let blank = |cells: &[Option<usize>]| cells.iter().flatten().all(|&column| table.cell(row, column).is_empty());
        let nothing = match &columns.shape {
            Shape::Long { score, control, .. } => blank(&[Some(*score), *control]),
            Shape::Wide { scores, controls } => blank(scores) && blank(controls),
        };
        if name.is_empty() {
            if !nothing {
                self.reject(file, line, "no_object", "the row does not say what was rated".into());
            }
            return;
        }
        let object = self.known(0, name);
        if let Some(industry) = columns.industry.map(|column| table.cell(row, column).trim()).filter(|i| !i.is_empty())
        {
            self.ratings.industries[object].get_or_insert_with(|| industry.to_owned());
        }
        if nothing {
            return;
        }
        if rater.is_empty() {
            return self.reject(file, line, "no_rater", format!("the row on {name:?} does not say who rated"));
        }
        let rater = self.known(1, rater);
        match &columns.shape {
            Shape::Long { question, score, control } => {
                let asked = table.cell(row, *question);
                let Some(question) = question_named(instruments, asked) else {
                    let labels = instruments[0].questions.iter().flat_map(|q| [q.id.as_str(), q.label.as_str()]);
                    let near = nearest_names(asked, labels);
                    let hint = near.first().map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                    return self.reject(
                        file,
                        line,
                        "unknown_question",
                        format!("there is no question {asked:?}{hint}"),
                    );
                };
                let cells = [Some(table.cell(row, *score)), control.map(|column| table.cell(row, column))];
                self.answer((object, rater, question), cells, file, line);
            }
            Shape::Wide { scores, controls } => {
                for question in 0..QUESTIONS {
                    let cells =
                        [scores, controls].map(|columns| columns[question].map(|column| table.cell(row, column)));
                    self.answer((object, rater, question), cells, file, line);
                }
            }
        }
    }

    fn answer(&mut self, place: (usize, usize, usize), [score, control]: [Option<&str>; 2], file: usize, line: u64) {
        let mut answer = Answer::default();
        match Score::read(score.unwrap_or_default()) {
            Ok(score) => answer.score = score,
            Err(problem) => {
                let reason = match problem {
                    NoScore::OutOfRange => "out_of_range",
                    NoScore::NotWhole => "not_whole",
                    NoScore::NotANumber => "not_a_number",
                };
                self.reject(file, line, reason, format!("{:?}: {problem}", score.unwrap_or_default()));
            }
        }
        match Control::read(control.unwrap_or_default()) {
            Ok(control) => answer.control = control,
            Err(cell) => {
                let problem = format!("{cell:?} says not who decides: write firm, shared or customer");
                self.reject(file, line, "unknown_control", problem);
            }
        }
        if answer != Answer::default() {
            self.given.entry(place).or_default().push(Given { answer, file, line });
        }
    }

    /// The place of an object (0) or a rater (1), whatever the case and spaces of its name.
    fn known(&mut self, kind: usize, name: &str) -> usize {
        let key = if plain(name).is_empty() { name.to_owned() } else { plain(name) };
        let names = if kind == 0 { &mut self.ratings.objects } else { &mut self.ratings.raters };
        let places = &mut self.keys[kind];
        if let Some(&place) = places.get(&key) {
            return place;
        }
        places.insert(key, names.len());
        names.push(name.to_owned());
        if kind == 0 {
            self.ratings.industries.push(None);
        }
        names.len() - 1
    }

    fn reject(&mut self, file: usize, line: u64, reason: &'static str, problem: String) {
        let file = self.ratings.files.get(file).cloned().unwrap_or_default();
        self.ratings.rejects.push(Reject { file, line, reason, problem });
    }

    /// One answer a question: what was said twice alike counts once, what contradicts itself not at all.
    fn settle(mut self) -> Ratings {
        for ((object, rater, question), given) in std::mem::take(&mut self.given) {
            let mut settled = Answer::default();
            let scores: Vec<Score> = given.iter().filter_map(|g| g.answer.score).collect();
            let controls: Vec<Control> = given.iter().filter_map(|g| g.answer.control).collect();
            let who =
                |sheet: &Self| format!("{:?} by {:?}", sheet.ratings.objects[object], sheet.ratings.raters[rater]);
            if scores.windows(2).all(|pair| pair[0] == pair[1]) {
                settled.score = scores.first().copied();
                self.ratings.identical += scores.len().saturating_sub(1);
            } else {
                for g in given.iter().filter(|g| g.answer.score.is_some()) {
                    let problem = format!("{} has different scores for the same question; keep one", who(&self));
                    self.reject(g.file, g.line, "conflicting_scores", problem);
                }
            }
            if controls.windows(2).all(|pair| pair[0] == pair[1]) {
                settled.control = controls.first().copied();
            } else {
                for g in given.iter().filter(|g| g.answer.control.is_some()) {
                    let problem = format!("{} says differently who decides in the same question; keep one", who(&self));
                    self.reject(g.file, g.line, "conflicting_control", problem);
                }
            }
            if settled != Answer::default() {
                self.ratings.answers.entry((object, rater)).or_default()[question] = settled;
            }
        }
        self.ratings.rejects.sort_by(|a, b| (&a.file, a.line, a.reason).cmp(&(&b.file, b.line, b.reason)));
        self.ratings
    }
}

/// Industries from a table of their own.
fn industries(ratings: &mut Ratings, path: &Path) -> anyhow::Result<()> {
    let table = Table::read(path, &TableOptions::default())?;
    let place = |name: &str| table.columns.iter().position(|column| plain(column) == name);
    let industry = place("industry").or_else(|| place("sector")).or_else(|| place("settore"));
    let object =
        ["object", "event", "exchange", "oggetto", "evento", "scambio", "name", "nome"].into_iter().find_map(place);
    let (object, industry) = object
        .zip(industry)
        .with_context(|| format!("{}: a table of industries has the columns object and industry", path.display()))?;
    for row in 0..table.rows.len() {
        let name = plain(table.cell(row, object));
        if let Some(at) = ratings.objects.iter().position(|known| plain(known) == name)
            && !table.cell(row, industry).is_empty()
        {
            ratings.industries[at] = Some(table.cell(row, industry).to_owned());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    fn ratings(text: &str) -> anyhow::Result<Ratings> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ratings.csv");
        std::fs::write(&file, text).unwrap();
        let instruments = [Instrument::builtin("en").unwrap(), Instrument::builtin("it").unwrap()];
        let names = super::super::Names::default();
        read(&Options { files: vec![file], names, industries: None, lang: Lang::En, seed: 1 }, &instruments)
    }

    fn reasons(ratings: &Ratings) -> Vec<(u64, &str)> {
        ratings.rejects.iter().map(|reject| (reject.line, reject.reason)).collect()
    }

    #[test]
    fn bad_scores_are_rejected_by_line() {
        let found = ratings("event,rater,question,score\nA,x,service,3\nA,x,content,8\nA,x,research,2.5\nA,x,logistics,many\nA,x,weather,1\n,x,service,1\nA,,service,1\n").unwrap();
        assert_eq!(
            reasons(&found),
            [
                (3, "out_of_range"),
                (4, "not_whole"),
                (5, "not_a_number"),
                (6, "unknown_question"),
                (7, "no_object"),
                (8, "no_rater")
            ]
        );
        assert_eq!(found.answers[&(0, 0)].iter().filter(|a| a.score.is_some()).count(), 1);
    }

    #[test]
    fn the_same_twice_counts_once_and_a_contradiction_not_at_all() {
        let found =
            ratings("event,rater,question,score\nA,x,service,3\na , X,Service,3\nA,x,content,1\nA,x,content,2\n")
                .unwrap();
        assert_eq!((found.identical, found.objects.len(), found.raters.len()), (1, 1, 1));
        assert_eq!(reasons(&found), [(4, "conflicting_scores"), (5, "conflicting_scores")]);
        assert_eq!(found.answers[&(0, 0)][1].score, None);
    }

    #[test]
    fn a_wide_sheet_with_control_and_industry() {
        let found =
            ratings("scambio;valutatore;settore;servizio;servizio chi decide;terzi\nA;x;Banche;4;entrambi;\nB;x;;;;\n")
                .unwrap();
        let answer = found.answers[&(0, 0)][3];
        assert_eq!((answer.score.map(Score::points), answer.control), (Some(4), Some(Control::Shared)));
        assert_eq!((found.objects.len(), found.industries[0].as_deref()), (2, Some("Banche")));
        assert!(found.rejects.is_empty());
    }

    #[test]
    fn nothing_to_use_is_an_error() {
        let said = ratings("event,rater,question,score\nA,x,service,9\n").unwrap_err().to_string();
        assert!(said.contains("not one score") && said.contains(":2:"), "{said}");
    }
}
