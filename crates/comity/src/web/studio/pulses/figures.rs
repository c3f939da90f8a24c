//! Means of answers with their intervals, before and after a day, and all of it as a table.

use comity_exchange::time::Timestamp;
use comity_measure::student::Student;
use comity_participation::experience::{Course, Points, Stretch};
use comity_participation::pulse::{Moment, Question};
use comity_store::PulseFigures;

use crate::chart::Asked;
use crate::web::portal::pulse::name;

/// Half of 5%: what lies beyond one end of an interval.
const TAIL: f64 = 0.025;

/// The mean of some answers with its 95% interval by Student's t, cut off at the ends of the scale; no interval where all are the same,
/// since their spread is then not known to be nothing. Nothing without an answer.
pub fn mean(points: &Points) -> Option<(f64, Option<[f64; 2]>)> {
    let (n, mean) = (points.n() as f64, points.mean()?);
    let half = points.variance().filter(|variance| *variance > 0.0).and_then(|variance| {
        let half = Student::new(n - 1.0)?.reach(TAIL) * (variance / n).sqrt();
        half.is_finite().then_some(half)
    });
    Some((mean, half.map(|half| [(mean - half).max(0.0), (mean + half).min(10.0)])))
}

/// How answers changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// How many answered before and after, and their means.
    pub sides: [(u64, f64); 2],
    /// Later minus earlier mean.
    pub change: f64,
    /// Its 95% interval (Welch 1947); nothing where neither side has any spread.
    pub interval: Option<[f64; 2]>,
}

impl Change {
    /// Whether the interval leaves out that nothing changed.
    pub fn is_clear(&self) -> bool {
        self.interval.is_some_and(|[low, high]| low > 0.0 || high < 0.0)
    }
}

/// The change from some answers to others; nothing where one side has none that may be told of.
pub fn change([before, after]: &[Points; 2]) -> Option<Change> {
    let change = after.mean()? - before.mean()?;
    let parts =
        [before, after].map(|side| side.variance().map(|variance| (variance / side.n() as f64, side.n() as f64)));
    let interval = match parts {
        [Some((a, n)), Some((b, m))] if a + b > 0.0 => {
            let freedom = (a + b).powi(2) / (a * a / (n - 1.0) + b * b / (m - 1.0));
            let half = Student::new(freedom).map(|student| student.reach(TAIL) * (a + b).sqrt());
            half.filter(|half| half.is_finite()).map(|half| [(change - half).max(-10.0), (change + half).min(10.0)])
        }
        _ => None,
    };
    let sides = [(before.n(), before.mean()?), (after.n(), after.mean()?)];
    Some(Change { sides, change, interval })
}

/// A stretch as charts draw it.
pub fn drawn(stretch: &Stretch) -> Option<Asked> {
    let (mean, interval) = mean(&stretch.points)?;
    Some(Asked { when: [stretch.from, stretch.until], counts: stretch.points.counts, mean, interval })
}

/// Everything that may be told of a question, as one.
pub fn whole(course: &Course) -> Option<Asked> {
    let (first, last) = (course.stretches.first()?, course.stretches.last()?);
    drawn(&Stretch { from: first.from, until: last.until, points: course.all() })
}

/// The name of a moment in files, addresses and messages.
pub fn moment_name(moment: Moment) -> &'static str {
    match moment {
        Moment::Matters => "matters",
        Moment::Declined => "declined",
        Moment::Left => "left",
    }
}

fn day(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// All stretches of all questions as CSV, a row each: of ten people and more.
pub fn table(all: &[PulseFigures]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["moment", "question", "from", "until", "answers", "mean", "low_95", "high_95"].map(str::to_owned);
    let head = head.into_iter().chain((0..=10).map(|points| format!("points_{points}")));
    // Into memory, which takes everything.
    let _ = writer.write_record(head);
    for figures in all {
        for course in &figures.courses {
            for stretch in course.stretches.iter().filter_map(drawn) {
                let _ = writer.write_record(row(figures.moment, course.question, &stretch));
            }
        }
    }
    writer.into_inner().unwrap_or_default()
}

fn row(moment: Moment, question: Question, one: &Asked) -> Vec<String> {
    let [from, until] = one.when.map(day);
    let ends = one.interval.map_or_else(Default::default, |ends| ends.map(|end| format!("{end:.3}")));
    let [low, high] = ends;
    let n: u64 = one.counts.iter().sum();
    let mut cells = vec![moment_name(moment).to_owned(), name(question).to_owned(), from, until, n.to_string()];
    cells.extend([format!("{:.3}", one.mean), low, high]);
    cells.extend(one.counts.map(|n| n.to_string()));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(all: &[u8]) -> Points {
        let mut points = Points::default();
        all.iter().for_each(|one| points.add(*one));
        points
    }

    #[test]
    fn intervals_are_those_of_the_textbook() {
        // Tables of Student's t have 2.2622 at 9 degrees of freedom, 2.1314 at 15 and 2.1199 at 16; Welch's here are 15.53.
        let (one, other) = (points(&[7, 8, 6, 9, 5, 7, 8, 10, 4, 6]), points(&[3, 5, 4, 6, 2, 5, 4, 3, 5, 4]));
        let (mean, interval) = mean(&one).unwrap();
        let [low, high] = interval.unwrap();
        let half = 2.2622 * (10.0 / 3.0 / 10.0_f64).sqrt();
        assert!((mean - 7.0).abs() < 1e-12 && (high - mean - half).abs() < 1e-4 && (mean - low - half).abs() < 1e-4);
        let change = change(&[other, one]).unwrap();
        assert!((change.change - 2.9).abs() < 1e-12 && change.is_clear(), "{change:?}");
        assert_eq!(change.sides.map(|(n, _)| n), [10, 10]);
        let half = change.interval.map(|[low, high]| (high - low) / 2.0).unwrap();
        let error = (1.0_f64 / 3.0 + 0.43 / 3.0).sqrt();
        assert!((2.1199 * error..2.1314 * error).contains(&half), "{half} {error}");
    }

    #[test]
    fn where_all_are_the_same_no_interval_is_claimed() {
        assert_eq!(mean(&points(&[7; 10])), Some((7.0, None)));
        let same = change(&[points(&[7; 10]), points(&[8; 10])]).unwrap();
        assert_eq!((same.change, same.interval, same.is_clear()), (1.0, None, false));
        assert_eq!(change(&[points(&[]), points(&[8; 10])]), None);
        let low = mean(&points(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 5])).unwrap().1.unwrap();
        assert_eq!(low[0], 0.0, "the scale ends there");
    }

    #[test]
    fn a_row_is_ten_people() {
        let mut course = Course::new(Question::Fair, 10);
        for n in 0..25 {
            course.add(Timestamp(i64::from(n) * 86_400_000_000), u8::try_from(n % 11).unwrap());
        }
        let figures = PulseFigures { moment: Moment::Left, rate: None, trend: None, lately: 0, courses: vec![course] };
        let text = String::from_utf8(table(&[figures])).unwrap();
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows.len(), 3, "the five since wait");
        assert!(rows[1].starts_with("left,fair,1970-01-01,1970-01-10,10,4.500,"), "{}", rows[1]);
    }
}
