//! The average effect over events, and each event's effect drawn towards it.

use nalgebra::{DMatrix, DVector};

use super::fit::Problem;
use super::heterogeneity::heterogeneity;
use super::infer::Inference;
use super::{Effect, Heterogeneity, MetaError, Options};

/// The average effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// Events.
    pub events: usize,
    /// Clusters, if they were given; standard error and interval are CR2 then.
    pub clusters: Option<usize>,
    /// The average effect.
    pub estimate: f64,
    /// Its standard error. For one event, that of the event.
    pub se: f64,
    /// Degrees of freedom of t; `None` where the normal distribution is used.
    pub df: Option<f64>,
    /// Its interval. `None` where the spread between events cannot be told: one event, unless effects are taken to be equal
    /// with a Wald interval.
    pub interval: Option<[f64; 2]>,
    /// p value of no average effect, two-sided; `None` along with the interval.
    pub p: Option<f64>,
    /// Where the effect of a further event is expected (t with k − 2 degrees of freedom). `None` below three events, and for
    /// equal effects, which expect no spread.
    pub prediction_interval: Option<[f64; 2]>,
    /// How events differ.
    pub heterogeneity: Heterogeneity,
    /// The Hartung–Knapp factor on the Wald variance. Below 1 the interval's standard error is smaller than the variances
    /// of the events alone would have it.
    pub factor: Option<f64>,
}

/// Puts effects together.
///
/// `clusters` names the cluster of each event, say its brand, where several events belong together.
///
/// # Errors
/// [`MetaError`] for no events, estimates or variances that are none, and lengths that do not agree.
pub fn pool(effects: &[Effect], clusters: Option<&[usize]>, options: &Options) -> Result<Pooled, MetaError> {
    check(effects, clusters, options)?;
    let columns = DMatrix::from_element(effects.len(), 1, 1.0);
    let problem = Problem::new(effects, columns)?;
    let tau2 = problem.tau2(options.method)?;
    let (fixed, fit) = (problem.at(0.0)?, problem.at(tau2)?);
    let heterogeneity = heterogeneity(&problem, &fixed, tau2, options.method, options.level)?;
    let inference = Inference::new(&problem, &fit, options.ci, options.level, clusters)?;
    let one = DVector::from_element(1, 1.0);
    let mut judged = inference.judge(&one)?;
    let random = options.method != super::Method::Equal;
    if random && effects.len() == 1 {
        (judged.interval, judged.p) = (None, None);
    }
    Ok(Pooled {
        events: effects.len(),
        clusters: clusters.map(|clusters| super::robust::members(clusters).len()),
        estimate: judged.estimate,
        se: judged.se,
        df: judged.df,
        interval: judged.interval,
        p: judged.p,
        prediction_interval: if random { inference.predict(&one, tau2)? } else { None },
        heterogeneity,
        factor: inference.factor(),
    })
}

/// One event's effect, drawn towards the average by as much as its own estimate is uncertain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunk {
    /// The best linear unbiased prediction of the event's own effect.
    pub estimate: f64,
    /// Its standard error (Raudenbush and Bryk 1985), with that of the average in it.
    pub se: f64,
    /// The share of its own estimate in it, τ²/(τ² + v).
    pub own: f64,
}

/// Draws each effect towards the average: 0 of its own where events do not differ, all where it is certain.
///
/// Empty when τ² is not known, as with one event.
pub fn shrink(effects: &[Effect], pooled: &Pooled) -> Vec<Shrunk> {
    let Some(tau2) = pooled.heterogeneity.tau2 else { return Vec::new() };
    effects
        .iter()
        .map(|effect| {
            let own = tau2 / (tau2 + effect.variance);
            let variance = own * effect.variance + ((1.0 - own) * pooled.se).powi(2);
            let estimate = own * effect.estimate + (1.0 - own) * pooled.estimate;
            Shrunk { estimate, se: variance.sqrt(), own }
        })
        .collect()
}

/// Whether there is something to analyse.
pub(super) fn check(effects: &[Effect], clusters: Option<&[usize]>, options: &Options) -> Result<(), MetaError> {
    if effects.is_empty() {
        return Err(MetaError::NoEvents);
    }
    for (event, effect) in effects.iter().enumerate() {
        if !effect.estimate.is_finite() {
            return Err(MetaError::Estimate { event, value: effect.estimate });
        }
        if !(effect.variance.is_finite() && effect.variance > 0.0) {
            return Err(MetaError::Variance { event, value: effect.variance });
        }
    }
    if !(options.level > 0.0 && options.level < 1.0) {
        return Err(MetaError::Level(options.level));
    }
    match clusters {
        Some(clusters) if clusters.len() != effects.len() => Err(MetaError::Length {
            what: "the list of clusters".to_owned(),
            found: clusters.len(),
            events: effects.len(),
        }),
        _ => Ok(()),
    }
}
