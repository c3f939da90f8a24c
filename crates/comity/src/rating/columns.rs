//! Which column holds what: named by hand, or guessed from the header.

use anyhow::anyhow;
use comity_exchange::instrument::{Instrument, QUESTIONS, plain};
use comity_intake::{Table, nearest_names};

/// Columns named by hand.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// What is rated.
    pub object: Option<String>,
    /// Who rated.
    pub rater: Option<String>,
    /// The question, in a long table.
    pub question: Option<String>,
    /// The score, in a long table.
    pub score: Option<String>,
    /// Who decides, in a long table.
    pub control: Option<String>,
    /// The industry of what is rated.
    pub industry: Option<String>,
}

const OBJECT: &[&str] =
    &["object", "event", "exchange", "case", "name", "oggetto", "evento", "scambio", "caso", "nome", "brand", "unit"];
const RATER: &[&str] = &["rater", "coder", "judge", "rated by", "valutatore", "valutatrice", "giudice"];
const QUESTION: &[&str] = &["question", "item", "domanda", "voce"];
const SCORE: &[&str] = &["score", "points", "rating", "value", "punteggio", "punti", "valore", "voto"];
const CONTROL: &[&str] = &["control", "who decides", "decides", "controllo", "chi decide"];
const INDUSTRY: &[&str] = &["industry", "sector", "settore", "industria"];

/// Where the cells of a table stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub object: usize,
    pub rater: Option<usize>,
    pub industry: Option<usize>,
    pub shape: Shape,
    /// Columns that stand for nothing we know.
    pub ignored: Vec<String>,
}

/// One row an answer, or one row a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Long {
        question: usize,
        score: usize,
        control: Option<usize>,
    },
    /// By question.
    Wide {
        scores: Vec<Option<usize>>,
        controls: Vec<Option<usize>>,
    },
}

/// Finds the columns. The first instrument is in the reader's language, the other one is understood too.
pub(super) fn find(table: &Table, names: &Names, instruments: &[Instrument]) -> anyhow::Result<Columns> {
    let one = |named: &Option<String>, guesses: &[&str]| match named {
        Some(name) => table.column(name).map(Some),
        None => Ok(guesses.iter().find_map(|guess| table.columns.iter().position(|column| plain(column) == *guess))),
    };
    let path = table.path.display();
    let Some(object) = one(&names.object, OBJECT)? else {
        let all = table.columns.join(", ");
        return Err(anyhow!(
            "{path}: no column says what was rated (object, event or exchange); name it with --object. There are: {all}"
        ));
    };
    let rater = one(&names.rater, RATER)?;
    let industry = one(&names.industry, INDUSTRY)?;
    let long = (one(&names.question, QUESTION)?, one(&names.score, SCORE)?);
    let mut taken = vec![Some(object), rater, industry];
    let shape = if let (Some(question), Some(score)) = long {
        let control = one(&names.control, CONTROL)?;
        taken.extend([Some(question), Some(score), control]);
        Shape::Long { question, score, control }
    } else {
        wide(table, instruments, &mut taken)?
    };
    let ignored = (0..table.columns.len()).filter(|&column| !taken.contains(&Some(column)));
    let ignored = ignored.map(|column| table.columns[column].clone()).collect();
    Ok(Columns { object, rater, industry, shape, ignored })
}

fn wide(table: &Table, instruments: &[Instrument], taken: &mut Vec<Option<usize>>) -> anyhow::Result<Shape> {
    let path = table.path.display();
    let (mut scores, mut controls) = (vec![None; QUESTIONS], vec![None; QUESTIONS]);
    for (place, column) in table.columns.iter().enumerate() {
        if taken.contains(&Some(place)) {
            continue;
        }
        let name = plain(column);
        let about_control = ["control", "controllo", "who decides", "chi decide"].iter().find_map(|word| {
            let rest = name.strip_suffix(word).or_else(|| name.strip_prefix(word))?.trim();
            (!rest.is_empty()).then(|| rest.to_owned())
        });
        let (list, question) = match about_control.and_then(|rest| question_named(instruments, &rest)) {
            Some(question) => (&mut controls, Some(question)),
            None => (&mut scores, question_named(instruments, column)),
        };
        let Some(question) = question else { continue };
        if let Some(first) = list[question].replace(place) {
            let first = &table.columns[first];
            return Err(anyhow!("{path}: the columns `{first}` and `{column}` are the same question; keep one"));
        }
        taken.push(Some(place));
    }
    let known = |question: usize| instruments[0].questions[question].id.as_str();
    if scores.iter().all(Option::is_none) {
        let all: Vec<&str> = (0..QUESTIONS).map(known).collect();
        return Err(anyhow!(
            "{path}: no column is a question, and there is no pair of columns for question and score. The questions are {}; \
             `comity rate --form FOLDER` writes a sheet to fill in",
            all.join(", ")
        ));
    }
    // A name that is nearly that of a question which is missing is a slip of the pen, and would lose a dimension.
    for (place, column) in table.columns.iter().enumerate() {
        let missing = || (0..QUESTIONS).filter(|&q| scores[q].is_none()).map(known);
        let free = !taken.contains(&Some(place)) && column.chars().count() > 3;
        if let (true, Some(near)) = (free, nearest_names(column, missing()).first()) {
            return Err(anyhow!("{path}: the column `{column}` is no question; did you mean `{near}`?"));
        }
    }
    Ok(Shape::Wide { scores, controls })
}

/// The question that is called so in any language.
pub(super) fn question_named(instruments: &[Instrument], name: &str) -> Option<usize> {
    instruments.iter().find_map(|instrument| instrument.question_named(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &str, names: &Names) -> anyhow::Result<Columns> {
        let mut table = Table::default();
        table.columns = header.split(',').map(str::to_owned).collect();
        table.path = "x.csv".into();
        let instruments = [Instrument::builtin("en").unwrap(), Instrument::builtin("it").unwrap()];
        find(&table, names, &instruments)
    }

    fn check_refused(header: &str, says: &str) {
        let said = columns(header, &Names::default()).unwrap_err().to_string();
        assert!(said.contains(says), "{header}: {said}");
    }

    #[test]
    fn both_shapes_in_both_languages() {
        let long = Shape::Long { question: 2, score: 3, control: Some(4) };
        assert_eq!(columns("event,rater,question,score,control", &Names::default()).unwrap().shape, long);
        assert_eq!(columns("Scambio,Valutatore,Domanda,Punteggio,Chi decide", &Names::default()).unwrap().shape, long);
        let found = columns("Exchange,Rater,Third-party,logistica,service control,note", &Names::default()).unwrap();
        let Shape::Wide { scores, controls } = found.shape else { panic!() };
        assert_eq!((scores[7], scores[2], controls[3]), (Some(2), Some(3), Some(4)));
        assert_eq!(found.ignored, ["note"]);
    }

    #[test]
    fn columns_can_be_named() {
        let names = Names { object: Some("what".into()), rater: Some("who".into()), ..Names::default() };
        let found = columns("who,what,service", &names).unwrap();
        assert_eq!((found.object, found.rater), (1, Some(0)));
        let wrong = Names { object: Some("waht".into()), ..Names::default() };
        assert!(columns("who,what,service", &wrong).unwrap_err().to_string().contains("what"));
    }

    #[test]
    fn what_is_missing_is_said() {
        check_refused("who,service", "--object");
        check_refused("event,rater,a,b", "no column is a question");
        check_refused("event,rater,research,servise", "did you mean `service`");
        check_refused("event,rater,service,Services", "same question");
    }
}
