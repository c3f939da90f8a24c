//! From moderators to columns: complete cases, dummies, and columns that cannot be told apart.

use std::collections::BTreeMap;

use nalgebra::{DMatrix, DVector};

use super::{MetaError, Moderator, Values};

/// The columns of a meta-regression over its complete events.
pub(super) struct Design {
    /// The events that have every moderator, in order.
    pub complete: Vec<usize>,
    /// The others.
    pub missing: Vec<usize>,
    /// Intercept and moderators, a row a complete event.
    pub columns: DMatrix<f64>,
    /// What each column but the intercept's stands for, in order.
    pub terms: Vec<Term>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Term {
    /// `latitude`, or `kind:launch`.
    pub name: String,
    /// Place of its moderator.
    pub moderator: usize,
    /// The group it is compared with, if it is a group.
    pub reference: Option<String>,
}

impl Design {
    pub(super) fn new(moderators: &[Moderator], events: usize) -> Result<Self, MetaError> {
        for (place, moderator) in moderators.iter().enumerate() {
            if moderators[..place].iter().any(|other| other.name == moderator.name) {
                return Err(MetaError::Twice(moderator.name.clone()));
            }
            let found = moderator.len();
            if found != events {
                return Err(MetaError::Length { what: format!("moderator {}", moderator.name), found, events });
            }
        }
        let (complete, missing): (Vec<usize>, Vec<usize>) =
            (0..events).partition(|&event| moderators.iter().all(|moderator| moderator.has(event)));
        if complete.is_empty() {
            return Err(MetaError::NoEvents);
        }
        let mut terms = Vec::new();
        let mut columns = vec![DVector::from_element(complete.len(), 1.0)];
        for (place, moderator) in moderators.iter().enumerate() {
            match &moderator.values {
                Values::Numeric(values) => {
                    columns.push(DVector::from_iterator(
                        complete.len(),
                        complete.iter().map(|&event| values[event].unwrap_or(f64::NAN)),
                    ));
                    terms.push(Term { name: moderator.name.clone(), moderator: place, reference: None });
                }
                Values::Categorical { groups, reference } => {
                    let named = |event: &usize| groups[*event].as_deref().unwrap_or_default();
                    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
                    complete.iter().for_each(|event| *counts.entry(named(event)).or_default() += 1);
                    let reference = reference_group(&moderator.name, &counts, reference.as_deref())?;
                    if counts.len() < 2 {
                        return Err(constant(&moderator.name, complete.len()));
                    }
                    for group in counts.keys().filter(|group| **group != reference) {
                        let member = |event| if named(event) == *group { 1.0 } else { 0.0 };
                        columns.push(DVector::from_iterator(complete.len(), complete.iter().map(member)));
                        terms.push(Term {
                            name: format!("{}:{group}", moderator.name),
                            moderator: place,
                            reference: Some(reference.clone()),
                        });
                    }
                }
            }
        }
        // As many columns as events always determine each other; that they are too many says more.
        if columns.len() >= complete.len() {
            return Err(MetaError::TooManyModerators { coefficients: columns.len(), events: complete.len() });
        }
        apart(&columns, &terms)?;
        Ok(Self { complete, missing, columns: DMatrix::from_columns(&columns), terms })
    }
}

impl Moderator {
    fn len(&self) -> usize {
        match &self.values {
            Values::Numeric(values) => values.len(),
            Values::Categorical { groups, .. } => groups.len(),
        }
    }

    fn has(&self, event: usize) -> bool {
        match &self.values {
            Values::Numeric(values) => values[event].is_some_and(f64::is_finite),
            Values::Categorical { groups, .. } => groups[event].is_some(),
        }
    }
}

/// The group that the others are compared with: the one asked for, else the most frequent, the first by name among equals.
fn reference_group(name: &str, counts: &BTreeMap<&str, usize>, asked: Option<&str>) -> Result<String, MetaError> {
    match asked {
        Some(asked) if counts.contains_key(asked) => Ok(asked.to_owned()),
        Some(asked) => Err(MetaError::NoReference {
            moderator: name.to_owned(),
            reference: asked.to_owned(),
            groups: counts.keys().map(|&group| group.to_owned()).collect(),
        }),
        None => {
            let most = counts.values().max();
            let first = counts.iter().find(|(_, count)| Some(*count) == most);
            Ok(first.map_or_else(String::new, |(group, _)| (*group).to_owned()))
        }
    }
}

fn constant(moderator: &str, events: usize) -> MetaError {
    MetaError::Constant { moderator: moderator.to_owned(), events }
}

/// Share of a column's length that has to be left once the columns before it are taken out.
const APART: f64 = 1e-8;

/// Checks that no column is constant or determined by the ones before it, by least squares on each in turn.
fn apart(columns: &[DVector<f64>], terms: &[Term]) -> Result<(), MetaError> {
    let centred: Vec<DVector<f64>> = columns[1..]
        .iter()
        .map(|column| {
            // Scaled first: squares of what is very large or small would not be numbers.
            let column = column / column.amax().max(f64::MIN_POSITIVE);
            let mean = column.mean();
            column.map(|x| x - mean)
        })
        .collect();
    let mut basis: Vec<DVector<f64>> = Vec::new();
    for (place, column) in centred.iter().enumerate() {
        let length = column.norm();
        if length.is_nan() || length <= 1e-12 * (column.len() as f64).sqrt() {
            return Err(constant(&terms[place].name, column.len()));
        }
        let mut rest = column / length;
        for _ in 0..2 {
            basis.iter().for_each(|known| rest.axpy(-known.dot(&rest), known, 1.0));
        }
        if rest.norm() < APART {
            return Err(MetaError::Collinear {
                moderator: terms[place].name.clone(),
                with: determining(&centred[..place], column, terms),
            });
        }
        basis.push(&rest / rest.norm());
    }
    Ok(())
}

/// The columns with a part in what determines another.
fn determining(before: &[DVector<f64>], column: &DVector<f64>, terms: &[Term]) -> Vec<String> {
    let matrix = DMatrix::from_columns(before);
    let qr = matrix.qr();
    let parts = qr.r().solve_upper_triangular(&qr.q().tr_mul(column));
    let share = |place: usize, part: f64| part.abs() * before[place].norm() > 1e-6 * column.norm();
    let named = |(place, part): (usize, &f64)| share(place, *part).then(|| terms[place].name.clone());
    parts.iter().flat_map(|parts| parts.iter().enumerate()).filter_map(named).collect()
}
