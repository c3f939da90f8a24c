//! What ratings came to, without a word of prose: `--json`, terminal and report show this.

use std::collections::BTreeMap;

use comity_measure::position::{Archetype, Ellipse, NotStated, Probabilities, Spread};
use comity_measure::reliability::{Alpha, Intraclass, NoInterval, RELIABLE, TENTATIVE};
use serde::Serialize;

/// Everything that ratings came to.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    /// The version of Comity.
    pub comity: String,
    /// The instrument and its version.
    pub instrument: String,
    /// By object, in the order of the file.
    pub objects: Vec<Object>,
    /// Spread of raters about the objects' means.
    pub spread: Option<SpreadFigures>,
    /// Whether the raters agree.
    pub reliability: Reliability,
    /// What they disagree on most.
    pub disagreements: Disagreements,
    /// Where industries are said to lean.
    pub norms: NormLayer,
    /// What was read.
    pub data: Data,
    /// Cells and rows that could not be used, by reason.
    pub rejected: BTreeMap<&'static str, usize>,
    /// Seed of the resamples.
    pub seed: u64,
}

/// One object.
#[derive(Debug, Clone, Serialize)]
pub struct Object {
    /// As it stands in the file.
    pub name: String,
    /// Its industry, where it is given.
    pub industry: Option<Industry>,
    /// Raters who gave at least one score.
    pub raters: usize,
    /// Participation, 0–28 points.
    pub participation: Option<Total>,
    /// Information, 0–28 points.
    pub information: Option<Total>,
    /// The quadrant that the means lie in; nothing on a midline or without a position.
    pub archetype: Option<Archetype>,
    /// The quadrants that share the midline on which it lies.
    pub between: Vec<Archetype>,
    /// Probability of each archetype; nothing where it cannot be stated.
    pub probabilities: Option<Probabilities>,
    /// Why there is none.
    pub not_stated: Option<NotStated>,
    /// The region that holds the position at 95%.
    pub ellipse: Option<Ellipse>,
    /// Degrees of freedom of both.
    pub freedom: Option<f64>,
    /// Mean score of each question.
    pub questions: BTreeMap<String, Option<f64>>,
    /// Who decides, answers by question.
    pub control: BTreeMap<String, ControlCount>,
}

/// A dimension of one object.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Total {
    /// Mean over raters.
    pub mean: f64,
    /// Raters with all four questions answered.
    pub raters: usize,
    /// Raters who answered some and are left out of it.
    pub incomplete: usize,
}

/// An industry and where it leans.
#[derive(Debug, Clone, Serialize)]
pub struct Industry {
    /// As given.
    pub name: String,
    /// The archetype that it is said to lean to; nothing when no norm is known.
    pub leans: Option<Archetype>,
}

/// Answers to who decides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ControlCount {
    /// The firm.
    pub firm: usize,
    /// Both.
    pub shared: usize,
    /// The customer.
    pub customer: usize,
}

impl ControlCount {
    /// All answers.
    pub fn answers(self) -> usize {
        self.firm + self.shared + self.customer
    }
}

/// The pooled spread of raters.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct SpreadFigures {
    /// Standard deviation of a rater's participation total.
    pub participation_sd: f64,
    /// Standard deviation of a rater's information total.
    pub information_sd: f64,
    /// Correlation of both.
    pub correlation: f64,
    /// Part of the variance that is raters' strictness.
    pub strictness: f64,
    /// Degrees of freedom.
    pub freedom: f64,
    /// Whether raters agreed more closely than whole steps allow to tell, so that the spread of rounding was used.
    pub raised_to_rounding: bool,
}

impl From<Spread> for SpreadFigures {
    fn from(spread: Spread) -> Self {
        let [p, i, both] = spread.covariance;
        Self {
            participation_sd: p.sqrt(),
            information_sd: i.sqrt(),
            correlation: both / (p * i).sqrt(),
            strictness: spread.strictness,
            freedom: spread.effective,
            raised_to_rounding: spread.raised,
        }
    }
}

/// How far α lets one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// From .800 on.
    Reliable,
    /// From .667 on: tentative conclusions only.
    Tentative,
    /// Below.
    Unreliable,
}

/// α at one level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct AlphaFigures {
    /// The value; nothing where it is not defined.
    pub alpha: Option<f64>,
    /// 95% interval by resampling units.
    pub interval: Option<[f64; 2]>,
    /// Why there is no interval.
    pub no_interval: Option<&'static str>,
    /// Resamples in which α was not defined.
    pub undefined_resamples: usize,
    /// How far it lets one go.
    pub mark: Option<Mark>,
}

/// Name of a reason for which there is no interval.
fn no_interval(reason: NoInterval) -> &'static str {
    match reason {
        NoInterval::NotAsked => "not_asked",
        NoInterval::Undefined => "undefined",
        NoInterval::FewUnits => "few_units",
        NoInterval::UndefinedResamples { .. } => "undefined_resamples",
        NoInterval::TooManyValues => "too_many_values",
    }
}

impl From<Alpha> for AlphaFigures {
    fn from(alpha: Alpha) -> Self {
        let undefined_resamples = match alpha.interval {
            Ok(interval) => interval.undefined,
            Err(NoInterval::UndefinedResamples { undefined, .. }) => undefined,
            Err(_) => 0,
        };
        let mark = alpha.value.map(|value| match value {
            value if value >= RELIABLE => Mark::Reliable,
            value if value >= TENTATIVE => Mark::Tentative,
            _ => Mark::Unreliable,
        });
        Self {
            alpha: alpha.value,
            interval: alpha.interval.ok().map(|interval| [interval.low, interval.high]),
            no_interval: alpha.interval.err().map(no_interval),
            undefined_resamples,
            mark,
        }
    }
}

/// α at all four levels for one set of values.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Agreement {
    /// Units with two values or more.
    pub units: usize,
    /// Values in them.
    pub values: usize,
    /// Same or not the same.
    pub nominal: AlphaFigures,
    /// By ranks; the one that is read first.
    pub ordinal: AlphaFigures,
    /// By distances.
    pub interval: AlphaFigures,
    /// By proportions.
    pub ratio: AlphaFigures,
}

/// Intraclass correlation of totals.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct IntraclassFigures {
    /// `two_way_agreement` or `one_way`.
    pub model: comity_measure::reliability::IntraclassModel,
    /// Of one rater's total.
    pub single: f64,
    /// Of the mean over raters.
    pub mean: f64,
    /// Harmonic mean of raters per object.
    pub raters: f64,
    /// 95% interval of `single` for these raters: objects are resampled and the raters stay, so it does not say how far
    /// other raters would have been off.
    pub interval_for_these_raters: Option<[f64; 2]>,
}

impl From<Intraclass> for IntraclassFigures {
    fn from(found: Intraclass) -> Self {
        let interval = found.interval.ok().map(|interval| [interval.low, interval.high]);
        Self {
            model: found.model,
            single: found.single,
            mean: found.mean,
            raters: found.raters,
            interval_for_these_raters: interval,
        }
    }
}

/// Agreement over totals of one dimension.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct TotalAgreement {
    /// α.
    #[serde(flatten)]
    pub alpha: Agreement,
    /// Intraclass correlation; nothing where it is not defined.
    pub intraclass: Option<IntraclassFigures>,
}

/// Agreement on one question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionAgreement {
    /// The question's id.
    pub question: String,
    /// Mean difference between two raters of the same object, in points.
    pub apart: Option<f64>,
    /// α.
    #[serde(flatten)]
    pub alpha: Agreement,
}

/// Whether the raters agree.
#[derive(Debug, Clone, Serialize)]
pub struct Reliability {
    /// All answers, object and question together a unit.
    pub overall: Agreement,
    /// Totals of participation.
    pub participation: TotalAgreement,
    /// Totals of information.
    pub information: TotalAgreement,
    /// By question, in the order of the instrument.
    pub questions: Vec<QuestionAgreement>,
    /// The customary marks.
    pub marks: [f64; 2],
    /// Resamples behind each interval.
    pub resamples: usize,
}

/// What raters disagree on.
#[derive(Debug, Clone, Serialize)]
pub struct Disagreements {
    /// Questions by mean difference between two raters, the largest first.
    pub questions: Vec<String>,
    /// Answers furthest apart, the widest first, at most ten.
    pub cells: Vec<DisagreementCell>,
}

/// Two raters far apart on one question of one object.
#[derive(Debug, Clone, Serialize)]
pub struct DisagreementCell {
    /// The object.
    pub object: String,
    /// The question's id.
    pub question: String,
    /// The lowest score, and one of those who gave it.
    pub low: (u8, String),
    /// The highest.
    pub high: (u8, String),
}

/// The reference layer of industries.
#[derive(Debug, Clone, Serialize)]
pub struct NormLayer {
    /// Who says so.
    pub source: String,
    /// Industry and the archetype that it leans to.
    pub leans: Vec<NormLean>,
}

/// One industry's lean.
#[derive(Debug, Clone, Serialize)]
pub struct NormLean {
    /// Its id.
    pub industry: String,
    /// Its name in the reader's language.
    pub label: String,
    /// The archetype.
    pub archetype: Archetype,
}

/// A question that nobody answered.
#[derive(Debug, Clone, Serialize)]
pub struct Unanswered {
    /// Its id.
    pub question: String,
    /// Its name in the reader's language.
    pub label: String,
}

/// What was read.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Data {
    /// File names.
    pub files: Vec<String>,
    /// Scores used.
    pub scores: usize,
    /// Names of the raters.
    pub raters: Vec<String>,
    /// Questions that a rater of an object left out.
    pub missing: usize,
    /// Questions that nobody answered of any object, as where a wide table has no column for them.
    pub unanswered: Vec<Unanswered>,
    /// Answers that stood more than once and said the same.
    pub identical_duplicates: usize,
    /// Columns that stand for nothing known.
    pub ignored_columns: Vec<String>,
}
