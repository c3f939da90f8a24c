//! From answers to positions, agreement and disagreements.

use std::collections::BTreeMap;

use comity_exchange::instrument::{Answer, Control, Dimension, Instrument, Norm, Norms, PER_DIMENSION, QUESTIONS};
use comity_measure::position::{Archetype, Position, Totals, positions};
use comity_measure::reliability::{Alpha, Codes, Level, NoInterval, RELIABLE, Rated, TENTATIVE, alpha, intraclass};

use super::outcome::{
    Agreement, AlphaFigures, ControlCount, Data, DisagreementCell, Disagreements, Industry, NormLayer, NormLean,
    Object, Outcome, QuestionAgreement, Reliability, Total, TotalAgreement, Unanswered,
};
use super::read::{Ratings, Reject};

const RESAMPLES: usize = 1000;
/// Answers furthest apart that are told.
const CELLS: usize = 10;

/// Everything that ratings come to.
pub(super) fn outcome(ratings: Ratings, instrument: &Instrument, norms: &Norms, seed: u64) -> (Outcome, Vec<Reject>) {
    let totals: Vec<Totals> = ratings
        .answers
        .iter()
        .map(|(&(object, rater), answers)| {
            let [participation, information] = Dimension::ALL.map(|dimension| total(answers, dimension));
            Totals { object, rater, participation, information }
        })
        .collect();
    let found = positions(ratings.objects.len(), &totals);
    let objects =
        found.objects.iter().enumerate().map(|(place, position)| object(&ratings, place, position, instrument, norms));
    let questions: Vec<QuestionAgreement> = (0..QUESTIONS)
        .map(|question| {
            let units = of_question(&ratings, question);
            let values: Vec<Vec<f64>> =
                units.iter().map(|unit| unit.iter().map(|&(points, _)| f64::from(points)).collect()).collect();
            QuestionAgreement {
                question: instrument.questions[question].id.clone(),
                apart: apart(&values),
                alpha: agreement(&values, None, seed),
            }
        })
        .collect();
    let all: Vec<(usize, Vec<f64>)> = (0..QUESTIONS)
        .flat_map(|question| of_question(&ratings, question).into_iter().enumerate())
        .map(|(object, unit)| (object, unit.into_iter().map(|(points, _)| f64::from(points)).collect()))
        .collect();
    let (group, units): (Vec<usize>, Vec<Vec<f64>>) = all.into_iter().unzip();
    let reliability = Reliability {
        overall: agreement(&units, Some(&group), seed),
        participation: of_totals(&totals, ratings.objects.len(), |t| t.participation, seed),
        information: of_totals(&totals, ratings.objects.len(), |t| t.information, seed),
        questions,
        marks: [RELIABLE, TENTATIVE],
        resamples: RESAMPLES,
    };
    let mut rejected = BTreeMap::new();
    for reject in &ratings.rejects {
        *rejected.entry(reject.reason).or_default() += 1;
    }
    let scores = ratings.answers.values().flatten().filter(|answer| answer.score.is_some()).count();
    let lean = |norm: &Norm| NormLean {
        industry: norm.id.clone(),
        label: norm.label(&instrument.language).to_owned(),
        archetype: leaning(norm),
    };
    let outcome = Outcome {
        comity: env!("CARGO_PKG_VERSION").to_owned(),
        instrument: instrument.id.clone(),
        objects: objects.collect(),
        spread: found.spread.map(Into::into),
        disagreements: disagreements(&ratings, &reliability, instrument),
        reliability,
        norms: NormLayer {
            source: norms.source(&instrument.language).to_owned(),
            leans: norms.norms.iter().map(lean).collect(),
        },
        data: Data {
            files: ratings
                .files
                .iter()
                .map(|f| f.file_name().unwrap_or(f.as_os_str()).to_string_lossy().into_owned())
                .collect(),
            scores,
            missing: ratings.answers.len() * QUESTIONS - scores,
            unanswered: (0..QUESTIONS)
                .filter(|&question| ratings.answers.values().all(|answers| answers[question].score.is_none()))
                .map(|question| &instrument.questions[question])
                .map(|question| Unanswered { question: question.id.clone(), label: question.label.clone() })
                .collect(),
            raters: ratings.raters,
            identical_duplicates: ratings.identical,
            ignored_columns: ratings.ignored_columns,
        },
        rejected,
        seed,
    };
    (outcome, ratings.rejects)
}

/// A rater's total; nothing unless all four questions are answered. Nothing is filled in for a missing answer.
fn total(answers: &[Answer; QUESTIONS], dimension: Dimension) -> Option<f64> {
    let scores = answers[dimension.questions()].iter().map(|answer| answer.score);
    scores.map(|score| score.map(|score| f64::from(score.points()))).sum()
}

fn leaning(norm: &Norm) -> Archetype {
    Archetype::ALL.into_iter().find(|archetype| archetype.high() == norm.high).unwrap_or(Archetype::Director)
}

fn object(ratings: &Ratings, place: usize, position: &Position, instrument: &Instrument, norms: &Norms) -> Object {
    let sheets: Vec<&[Answer; QUESTIONS]> =
        ratings.answers.range((place, 0)..(place + 1, 0)).map(|(_, sheet)| sheet).collect();
    let scored = |sheet: &&&[Answer; QUESTIONS]| sheet.iter().any(|answer| answer.score.is_some());
    let of = |dimension: Dimension| {
        let mean = match dimension {
            Dimension::Participation => position.participation,
            Dimension::Information => position.information,
        }?;
        let given = |sheet: &&&[Answer; QUESTIONS]| {
            let n = sheet[dimension.questions()].iter().filter(|answer| answer.score.is_some()).count();
            n > 0 && n < PER_DIMENSION
        };
        Some(Total { mean: mean.mean, raters: mean.raters, incomplete: sheets.iter().filter(given).count() })
    };
    let near = position.means().map_or_else(Vec::new, |[p, i]| Archetype::at(p, i));
    let surely = position.surely.ok();
    let id = |question: usize| instrument.questions[question].id.clone();
    let mean = |question: usize| {
        let points: Vec<f64> =
            sheets.iter().filter_map(|sheet| sheet[question].score).map(|score| f64::from(score.points())).collect();
        (!points.is_empty()).then(|| points.iter().sum::<f64>() / points.len() as f64)
    };
    let control = |question: usize| {
        let count = |who| sheets.iter().filter(|sheet| sheet[question].control == Some(who)).count();
        ControlCount { firm: count(Control::Firm), shared: count(Control::Shared), customer: count(Control::Customer) }
    };
    Object {
        name: ratings.objects[place].clone(),
        industry: ratings.industries[place]
            .as_ref()
            .map(|name| Industry { name: name.clone(), leans: norms.named(name).map(leaning) }),
        raters: sheets.iter().filter(scored).count(),
        participation: of(Dimension::Participation),
        information: of(Dimension::Information),
        archetype: (near.len() == 1).then(|| near[0]),
        between: if near.len() > 1 { near } else { Vec::new() },
        probabilities: surely.map(|surely| surely.probabilities),
        not_stated: position.surely.err(),
        ellipse: surely.map(|surely| surely.ellipse),
        freedom: surely.map(|surely| surely.freedom),
        questions: (0..QUESTIONS).map(|q| (id(q), mean(q))).collect(),
        control: (0..QUESTIONS).map(|q| (id(q), control(q))).filter(|(_, count)| count.answers() > 0).collect(),
    }
}

/// Of each object the scores of one question, and by whom.
fn of_question(ratings: &Ratings, question: usize) -> Vec<Vec<(u8, usize)>> {
    let mut units = vec![Vec::new(); ratings.objects.len()];
    for (&(object, rater), answers) in &ratings.answers {
        if let Some(score) = answers[question].score {
            units[object].push((score.points(), rater));
        }
    }
    units
}

/// Mean absolute difference over all pairs of raters of one object.
fn apart(units: &[Vec<f64>]) -> Option<f64> {
    let pairs = units
        .iter()
        .flat_map(|unit| unit.iter().enumerate().flat_map(move |(i, a)| unit[..i].iter().map(move |b| (a - b).abs())));
    let (sum, n) = pairs.fold((0.0, 0usize), |(sum, n), d| (sum + d, n + 1));
    (n > 0).then(|| sum / n as f64)
}

fn agreement(units: &[Vec<f64>], group: Option<&[usize]>, seed: u64) -> Agreement {
    let codes = group.map_or_else(|| Codes::new(units), |group| Codes::grouped(units, group));
    // Scores are finite and never below 0, so neither the codes nor the ratio level can refuse them.
    let level = |level: Level| {
        let found = codes.as_ref().ok().and_then(|codes| alpha(codes, level, RESAMPLES, seed).ok());
        AlphaFigures::from(found.unwrap_or(Alpha { level, value: None, interval: Err(NoInterval::Undefined) }))
    };
    let [nominal, ordinal, interval, ratio] = Level::ALL.map(level);
    let (units, values) = codes.as_ref().map_or((0, 0), |codes| (codes.units(), codes.pairable()));
    Agreement { units, values, nominal, ordinal, interval, ratio }
}

fn of_totals(totals: &[Totals], objects: usize, points: impl Fn(&Totals) -> Option<f64>, seed: u64) -> TotalAgreement {
    let mut units = vec![Vec::new(); objects];
    let mut rated = Vec::new();
    for row in totals {
        if let Some(points) = points(row) {
            units[row.object].push(points);
            rated.push(Rated { object: row.object, rater: row.rater, points });
        }
    }
    TotalAgreement {
        alpha: agreement(&units, None, seed),
        intraclass: intraclass(&rated, RESAMPLES, seed).map(Into::into),
    }
}

fn disagreements(ratings: &Ratings, reliability: &Reliability, instrument: &Instrument) -> Disagreements {
    let mut questions: Vec<(&str, f64)> =
        reliability.questions.iter().filter_map(|q| Some((q.question.as_str(), q.apart?))).collect();
    questions.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut cells: Vec<(u8, DisagreementCell)> = Vec::new();
    for question in 0..QUESTIONS {
        for (object, unit) in of_question(ratings, question).iter().enumerate() {
            // The first rater of several who gave the same.
            let low = unit.iter().min_by_key(|&&(points, rater)| (points, rater));
            let high = unit.iter().max_by_key(|&&(points, rater)| (points, std::cmp::Reverse(rater)));
            let (Some(&(low, by_low)), Some(&(high, by_high))) = (low, high) else { continue };
            // One step is what raters who mean the same may differ by.
            if high - low > 1 {
                let cell = DisagreementCell {
                    object: ratings.objects[object].clone(),
                    question: instrument.questions[question].id.clone(),
                    low: (low, ratings.raters[by_low].clone()),
                    high: (high, ratings.raters[by_high].clone()),
                };
                cells.push((high - low, cell));
            }
        }
    }
    cells.sort_by_key(|(range, _)| std::cmp::Reverse(*range));
    cells.truncate(CELLS);
    Disagreements {
        questions: questions.into_iter().map(|(question, _)| question.to_owned()).collect(),
        cells: cells.into_iter().map(|(_, cell)| cell).collect(),
    }
}
