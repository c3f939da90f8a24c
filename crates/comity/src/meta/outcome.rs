//! What an analysis of many effects found: the one structure behind JSON and terminal.

use std::collections::BTreeMap;

use comity_measure::meta::{
    CLUSTERS_NEEDED, Ci, Coefficient, Effect, Heterogeneity, Method, Omnibus, Options, Pooled, Regression, Withheld,
    shrink,
};
use comity_measure::multiple::holm;
use serde::Serialize;

use super::read::{Omission, Omitted, Read};

/// Ends of an interval.
type Ends = [f64; 2];

/// Events put together.
#[derive(Debug, Clone, Serialize)]
pub struct MetaOutcome {
    /// `reml`, `dl` or `equal`.
    pub method: &'static str,
    /// `hartung-knapp`, `modified-hartung-knapp`, `wald`, or `cr2` with clusters.
    pub ci: &'static str,
    /// Level of all intervals.
    pub level: f64,
    /// Events analysed.
    pub k: usize,
    /// Clusters they belong to, if clusters were asked for.
    pub clusters: Option<usize>,
    /// The average effect; with moderators, that at their means.
    #[serde(flatten)]
    pub average: Said,
    /// Where the effect of a further event is expected.
    pub prediction_interval: Option<Ends>,
    /// How events differ; with moderators, beyond them.
    #[serde(flatten)]
    pub spread: Spread,
    /// The effect where all moderators are zero or at their reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intercept: Option<Said>,
    /// Each moderator, or each of its groups but the reference.
    pub moderators: Vec<Explained>,
    /// Each moderator of groups as a whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub omnibus: Vec<Together>,
    /// All moderators together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overall: Option<Together>,
    /// Share of τ² that the moderators explain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r2: Option<f64>,
    /// The same events without moderators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_moderators: Option<Without>,
    /// How the permutation p values were made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permutations: Option<Permutations>,
    /// What a reader must know beside the figures.
    pub notes: Vec<Note>,
    /// The events, in order, each also drawn towards the average without moderators.
    pub events: Vec<Event>,
    /// Rows left out, by reason.
    pub rejected: BTreeMap<Omission, usize>,
    /// Every row left out.
    pub omitted: Vec<Omitted>,
    /// Seed of the permutations.
    pub seed: u64,
}

/// An estimate with what is known of its error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Said {
    /// The estimate.
    pub estimate: f64,
    /// Standard error.
    pub se: f64,
    /// Degrees of freedom of t; absent where the normal distribution is used.
    pub df: Option<f64>,
    /// Interval.
    pub interval: Option<Ends>,
    /// Two-sided p value.
    pub p: Option<f64>,
}

/// How events differ.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// Variance between events.
    pub tau2: Option<f64>,
    /// Its interval.
    pub tau2_interval: Option<Ends>,
    /// From 0 to 1.
    pub i2: Option<f64>,
    /// Total over sampling variance.
    pub h2: Option<f64>,
    /// Cochran's Q.
    pub q: f64,
    /// Its degrees of freedom.
    pub q_df: usize,
    /// Its p value.
    pub q_p: Option<f64>,
}

/// A coefficient of a moderator.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explained {
    /// `latitude`, or `kind:launch`.
    pub name: String,
    /// The group it is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Per unit, or difference from the reference group.
    #[serde(flatten)]
    pub said: Said,
    /// `p` judged together with those of all other coefficients (Holm); the same where there is one.
    pub p_adjusted: Option<f64>,
    /// Permutation p value.
    pub permutation_p: Option<f64>,
}

/// Several coefficients tested together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Together {
    /// The moderator; empty for all of them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Coefficients.
    pub df: usize,
    /// F, or chi-squared under Wald.
    pub statistic: Option<f64>,
    /// Denominator degrees of freedom of F.
    pub df_residual: Option<f64>,
    /// p value.
    pub p: Option<f64>,
    /// Permutation p value.
    pub permutation_p: Option<f64>,
}

/// Events without moderators.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Without {
    /// The average effect.
    #[serde(flatten)]
    pub average: Said,
    /// Where the effect of a further event is expected.
    pub prediction_interval: Option<Ends>,
    /// How events differ.
    #[serde(flatten)]
    pub spread: Spread,
}

/// How permutation p values were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Permutations {
    /// Permutations for each.
    pub made: usize,
    /// Whether these are all there are.
    pub exact: bool,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Its line in the file.
    pub line: u64,
    /// Its name, if names were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its estimate.
    pub estimate: f64,
    /// Standard error.
    pub se: f64,
    /// Its own interval, by the normal distribution.
    pub interval: Ends,
    /// Its share of the weight in the average without moderators.
    pub weight: f64,
    /// Drawn towards that average; absent where τ² is not known.
    pub shrunk: Option<f64>,
}

/// What a reader must know beside the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Note {
    /// One event says nothing of others.
    OneEvent,
    /// Two events leave one degree of freedom, and no prediction.
    TwoEvents,
    /// Below ten events a moderator, which is the customary least.
    FewPerModerator {
        /// Events.
        events: usize,
        /// Coefficients of moderators.
        coefficients: usize,
    },
    /// Too few clusters to judge moderators.
    FewClusters {
        /// How many.
        clusters: usize,
        /// How many it takes.
        needed: usize,
    },
    /// The average over few clusters.
    AverageOfFewClusters {
        /// How many.
        clusters: usize,
    },
    /// Equal effects with a Hartung–Knapp interval: wider by how events scatter, which equal effects have no room for.
    EqualScaled,
    /// No cluster was asked for, and events count as independent.
    TakenAsIndependent,
    /// The Hartung–Knapp standard error is below the Wald one.
    NarrowerThanWald,
    /// So few arrangements that no permutation p value could fall to .05.
    FewPermutations {
        /// How many there are.
        permutations: usize,
    },
}

/// Events for each coefficient of a moderator that are customarily asked for.
const EVENTS_PER_COEFFICIENT: usize = 10;

impl MetaOutcome {
    /// Without moderators.
    pub fn of_pooled(read: &Read, pooled: &Pooled, options: &Options) -> Self {
        let mut notes = Vec::new();
        match pooled.events {
            1 => notes.push(Note::OneEvent),
            2 => notes.push(Note::TwoEvents),
            _ => {}
        }
        narrower(pooled.factor, &mut notes);
        match pooled.clusters {
            Some(clusters) if clusters < CLUSTERS_NEEDED => notes.push(Note::AverageOfFewClusters { clusters }),
            None if pooled.events > 1 => notes.push(Note::TakenAsIndependent),
            _ => {}
        }
        equal_scaled(options, pooled.clusters, &mut notes);
        Self {
            method: options.method.name(),
            ci: ci(options, pooled.clusters),
            level: options.level,
            k: pooled.events,
            clusters: pooled.clusters,
            average: Said::of_pooled(pooled),
            prediction_interval: pooled.prediction_interval,
            spread: Spread::of(&pooled.heterogeneity),
            intercept: None,
            moderators: Vec::new(),
            omnibus: Vec::new(),
            overall: None,
            r2: None,
            without_moderators: None,
            permutations: None,
            notes,
            events: events(read, pooled, options),
            rejected: rejected(&read.omitted),
            omitted: read.omitted.clone(),
            seed: options.seed,
        }
    }

    /// With moderators.
    pub fn of_regression(read: &Read, found: &Regression, options: &Options) -> Self {
        let mut notes = Vec::new();
        if let Some(Withheld::FewClusters { clusters }) = found.withheld {
            notes.push(Note::FewClusters { clusters, needed: CLUSTERS_NEEDED });
        }
        if found.clusters.is_none() {
            notes.push(Note::TakenAsIndependent);
        }
        equal_scaled(options, found.clusters, &mut notes);
        let coefficients = found.moderators.len();
        if found.events < EVENTS_PER_COEFFICIENT * coefficients {
            notes.push(Note::FewPerModerator { events: found.events, coefficients });
        }
        narrower(found.factor, &mut notes);
        if found.exact && found.permutations < 20 {
            notes.push(Note::FewPermutations { permutations: found.permutations });
        }
        let made = Permutations { made: found.permutations, exact: found.exact };
        Self {
            average: Said::of(&found.average),
            prediction_interval: found.prediction_interval,
            spread: Spread::of(&found.heterogeneity),
            intercept: Some(Said::of(&found.intercept)),
            moderators: explained(&found.moderators),
            omnibus: found.omnibus.iter().map(Together::of).collect(),
            overall: found.overall.as_ref().map(Together::of),
            r2: found.r2,
            without_moderators: Some(Without {
                average: Said::of_pooled(&found.without),
                prediction_interval: found.without.prediction_interval,
                spread: Spread::of(&found.without.heterogeneity),
            }),
            permutations: (found.permutations > 0).then_some(made),
            notes,
            ..Self::of_pooled(read, &found.without, options)
        }
    }
}

fn ci(options: &Options, clusters: Option<usize>) -> &'static str {
    if clusters.is_some() { "cr2" } else { options.ci.name() }
}

fn equal_scaled(options: &Options, clusters: Option<usize>, notes: &mut Vec<Note>) {
    if options.method == Method::Equal && options.ci != Ci::Wald && clusters.is_none() {
        notes.push(Note::EqualScaled);
    }
}

/// Every coefficient, with its p judged together with the others'.
fn explained(found: &[Coefficient]) -> Vec<Explained> {
    let p: Vec<f64> = found.iter().map(|coefficient| coefficient.p.unwrap_or(f64::NAN)).collect();
    let adjusted = holm(&p).into_iter().map(|p| Some(p).filter(|p| p.is_finite()));
    found.iter().zip(adjusted).map(|(coefficient, adjusted)| Explained::of(coefficient, adjusted)).collect()
}

fn narrower(factor: Option<f64>, notes: &mut Vec<Note>) {
    if factor.is_some_and(|factor| factor < 1.0) {
        notes.push(Note::NarrowerThanWald);
    }
}

fn rejected(omitted: &[Omitted]) -> BTreeMap<Omission, usize> {
    let mut counts = BTreeMap::new();
    omitted.iter().for_each(|row| *counts.entry(row.reason).or_default() += 1);
    counts
}

fn events(read: &Read, pooled: &Pooled, options: &Options) -> Vec<Event> {
    let shrunk = shrink(&read.effects, pooled);
    let tau2 = pooled.heterogeneity.tau2.unwrap_or(0.0);
    let weight = |effect: &Effect| 1.0 / (effect.variance + tau2);
    let all: f64 = read.effects.iter().map(weight).sum();
    read.effects
        .iter()
        .enumerate()
        .map(|(place, effect)| Event {
            line: read.lines[place],
            label: read.labels.as_ref().map(|labels| labels[place].clone()),
            estimate: effect.estimate,
            se: effect.variance.sqrt(),
            interval: effect.interval(options.level),
            weight: weight(effect) / all,
            shrunk: shrunk.get(place).map(|shrunk| shrunk.estimate),
        })
        .collect()
}

impl Said {
    fn of_pooled(pooled: &Pooled) -> Self {
        Self { estimate: pooled.estimate, se: pooled.se, df: pooled.df, interval: pooled.interval, p: pooled.p }
    }

    fn of(found: &Coefficient) -> Self {
        Self { estimate: found.estimate, se: found.se, df: found.df, interval: found.interval, p: found.p }
    }
}

impl Spread {
    fn of(found: &Heterogeneity) -> Self {
        Self {
            tau2: found.tau2,
            tau2_interval: found.tau2_interval,
            i2: found.i2,
            h2: found.h2,
            q: found.q,
            q_df: found.q_df,
            q_p: found.q_p,
        }
    }
}

impl Explained {
    fn of(found: &Coefficient, p_adjusted: Option<f64>) -> Self {
        let (name, reference) = (found.name.clone(), found.reference.clone());
        Self { name, reference, said: Said::of(found), p_adjusted, permutation_p: found.permutation_p }
    }
}

impl Together {
    fn of(found: &Omnibus) -> Self {
        Self {
            name: found.moderator.clone(),
            df: found.df,
            statistic: found.statistic,
            df_residual: found.df_residual,
            p: found.p,
            permutation_p: found.permutation_p,
        }
    }
}
