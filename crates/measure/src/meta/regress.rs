//! Meta-regression: which properties of events go with larger effects.

use nalgebra::DVector;

use super::design::{Design, Term};
use super::fit::Problem;
use super::heterogeneity::heterogeneity;
use super::infer::{Inference, Judged};
use super::permute::{self, Permuted};
use super::pool::{self, Pooled};
use super::{CLUSTERS_NEEDED, Ci, Effect, Heterogeneity, MetaError, Method, Moderator, Options};
use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor};

/// A meta-regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    /// Events with all moderators.
    pub events: usize,
    /// Events left out because a moderator is missing, by their places.
    pub missing: Vec<usize>,
    /// Clusters, if they were given; standard errors are CR2 then.
    pub clusters: Option<usize>,
    /// The same events without moderators.
    pub without: Pooled,
    /// The effect where every moderator has its mean over the events: that of an event like these on the average.
    pub average: Coefficient,
    /// Where the effect of a further event with average moderators is expected (t with k − p − 1 degrees of freedom).
    pub prediction_interval: Option<[f64; 2]>,
    /// The effect where every moderator is zero or its reference group.
    pub intercept: Coefficient,
    /// One for each number and each group but the reference, in the order given.
    pub moderators: Vec<Coefficient>,
    /// One for each moderator of groups: whether they differ at all.
    pub omnibus: Vec<Omnibus>,
    /// All moderators together; `None` without any.
    pub overall: Option<Omnibus>,
    /// How events differ beyond the moderators.
    pub heterogeneity: Heterogeneity,
    /// The share of τ² that the moderators explain, from 0 to 1; `None` where there is no τ² to explain.
    pub r2: Option<f64>,
    /// The Hartung–Knapp factor on Wald variances.
    pub factor: Option<f64>,
    /// Why moderators have neither p values nor intervals, if they have none.
    pub withheld: Option<Withheld>,
    /// Permutations made for each p value.
    pub permutations: usize,
    /// Whether these were all there are, so that their p values have no error of drawing.
    pub exact: bool,
}

/// A coefficient, or another combination of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Coefficient {
    /// `latitude`, `kind:launch`, `intercept` or `average`.
    pub name: String,
    /// The moderator it belongs to, by its name; empty for `intercept` and `average`.
    pub moderator: String,
    /// The group it is compared with, if it is a group.
    pub reference: Option<String>,
    /// The effect per unit of the moderator, or the difference from the reference group.
    pub estimate: f64,
    /// Its standard error.
    pub se: f64,
    /// Degrees of freedom of t; `None` where the normal distribution is used.
    pub df: Option<f64>,
    /// Its interval; `None` where it cannot be told or is withheld.
    pub interval: Option<[f64; 2]>,
    /// Two-sided p value; `None` along with the interval.
    pub p: Option<f64>,
    /// Permutation p value (Freedman and Lane 1983); `None` if none was asked for, for intercept and average, and where it
    /// is withheld.
    pub permutation_p: Option<f64>,
}

/// A test of several coefficients at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Omnibus {
    /// The moderator; empty for all together.
    pub moderator: String,
    /// Coefficients tested.
    pub df: usize,
    /// F under Hartung–Knapp, chi-squared under Wald; `None` with clusters, where the permutation p value stands alone.
    pub statistic: Option<f64>,
    /// Denominator degrees of freedom of F.
    pub df_residual: Option<f64>,
    /// Its p value.
    pub p: Option<f64>,
    /// Permutation p value.
    pub permutation_p: Option<f64>,
}

/// Why nothing is said of a moderator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Fewer than [`CLUSTERS_NEEDED`] clusters.
    FewClusters {
        /// How many there are.
        clusters: usize,
    },
}

/// Explains effects by moderators.
///
/// Events that miss a moderator are left out of everything and listed. `clusters` names the cluster of each event; with
/// clusters standard errors are CR2, permutations move clusters whole, and below [`CLUSTERS_NEEDED`] no moderator is judged.
///
/// # Errors
/// [`MetaError`] for what [`pool`](super::pool) refuses, and for moderators that are constant, collinear, too many, named
/// twice, or without the reference group that was asked for.
pub fn regress(
    effects: &[Effect],
    moderators: &[Moderator],
    clusters: Option<&[usize]>,
    options: &Options,
) -> Result<Regression, MetaError> {
    pool::check(effects, clusters, options)?;
    let design = Design::new(moderators, effects.len())?;
    let effects: Vec<Effect> = design.complete.iter().map(|&event| effects[event]).collect();
    let clusters: Option<Vec<usize>> =
        clusters.map(|clusters| design.complete.iter().map(|&event| clusters[event]).collect());
    let clusters = clusters.as_deref();
    let without = pool::pool(&effects, clusters, options)?;
    let withheld = without
        .clusters
        .filter(|clusters| *clusters < CLUSTERS_NEEDED)
        .map(|clusters| Withheld::FewClusters { clusters });

    let problem = Problem::new(&effects, design.columns.clone())?;
    let tau2 = problem.tau2(options.method)?;
    let (fixed, fit) = (problem.at(0.0)?, problem.at(tau2)?);
    let inference = Inference::new(&problem, &fit, options.ci, options.level, clusters)?;
    let heterogeneity = heterogeneity(&problem, &fixed, tau2, options.method, options.level)?;

    let coefficients = problem.coefficients();
    let unit = |place: usize| DVector::from_fn(coefficients, |i, _| if i == place { 1.0 } else { 0.0 });
    let means = DVector::from_fn(coefficients, |i, _| design.columns.column(i).mean());
    let groups: Vec<Vec<usize>> = tested(&design.terms, moderators);
    let permuted = match withheld {
        None => permute::test(&effects, &design.columns, &groups, clusters, options)?,
        Some(_) => Permuted::none(groups.len()),
    };

    let said = |name: &str, judged: Judged| Coefficient {
        name: name.to_owned(),
        moderator: String::new(),
        reference: None,
        estimate: judged.estimate,
        se: judged.se,
        df: judged.df,
        interval: judged.interval,
        p: judged.p,
        permutation_p: None,
    };
    let mut terms = Vec::new();
    for (place, term) in design.terms.iter().enumerate() {
        let mut coefficient = said(&term.name, inference.judge(&unit(place + 1))?);
        coefficient.moderator.clone_from(&moderators[term.moderator].name);
        coefficient.reference.clone_from(&term.reference);
        coefficient.permutation_p = permuted.p[place];
        if withheld.is_some() {
            (coefficient.interval, coefficient.p) = (None, None);
        }
        terms.push(coefficient);
    }
    let mut omnibus = Vec::new();
    for (group, permutation_p) in groups.iter().zip(&permuted.p).skip(design.terms.len()) {
        let whole = group.len() == design.terms.len();
        let moderator = &moderators[design.terms[group[0] - 1].moderator];
        let all = omnibus.len() + design.terms.len() + 1 == groups.len();
        let (statistic, p) = match withheld {
            None => together(&inference, group, options.ci, clusters.is_some())?,
            Some(_) => (None, None),
        };
        debug_assert!(!all || whole, "the last group holds every term");
        omnibus.push(Omnibus {
            moderator: if all { String::new() } else { moderator.name.clone() },
            df: group.len(),
            statistic,
            df_residual: inference.factor().filter(|_| statistic.is_some()).map(|_| problem.left() as f64),
            p,
            permutation_p: *permutation_p,
        });
    }
    let overall = omnibus.pop();
    let r2 = match (options.method, without.heterogeneity.tau2, heterogeneity.tau2) {
        (Method::Equal, ..) => None,
        (_, Some(all), Some(left)) if all > 0.0 => Some((1.0 - left / all).max(0.0)),
        _ => None,
    };
    Ok(Regression {
        events: effects.len(),
        missing: design.missing,
        clusters: without.clusters,
        average: said("average", inference.judge(&means)?),
        prediction_interval: match options.method {
            Method::Equal => None,
            _ => inference.predict(&means, tau2)?,
        },
        intercept: said("intercept", inference.judge(&unit(0))?),
        moderators: terms,
        omnibus,
        overall,
        heterogeneity,
        r2,
        factor: inference.factor(),
        withheld,
        permutations: permuted.made,
        exact: permuted.exact,
        without,
    })
}

/// The columns that are tested: each alone, then those of each moderator of groups, then all (if there are any).
fn tested(terms: &[Term], moderators: &[Moderator]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = (1..=terms.len()).map(|column| vec![column]).collect();
    for moderator in 0..moderators.len() {
        let of: Vec<usize> = (1..=terms.len()).filter(|&column| terms[column - 1].moderator == moderator).collect();
        if of.iter().any(|&column| terms[column - 1].reference.is_some()) {
            groups.push(of);
        }
    }
    if !terms.is_empty() {
        groups.push((1..=terms.len()).collect());
    }
    groups
}

/// The Wald-type test of several columns: F under Hartung–Knapp, chi-squared under Wald.
fn together(
    inference: &Inference<'_>,
    group: &[usize],
    ci: Ci,
    clustered: bool,
) -> Result<(Option<f64>, Option<f64>), MetaError> {
    if clustered {
        return Ok((None, None));
    }
    let Some(square) = inference.distance(group)? else { return Ok((None, None)) };
    let (df, left) = (group.len() as f64, inference.problem.left() as f64);
    let (statistic, p) = match (ci, inference.factor()) {
        (Ci::Wald, _) => (square, ChiSquared::new(df).ok().map(|chi| chi.sf(square))),
        (_, Some(factor)) => {
            let f = square / df / factor;
            (f, FisherSnedecor::new(df, left).ok().map(|dist| dist.sf(f)))
        }
        _ => return Ok((None, None)),
    };
    Ok((Some(statistic), p))
}
