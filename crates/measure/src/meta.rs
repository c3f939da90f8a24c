//! Many events at once: meta-analysis and meta-regression of effects that come with their variances.
//!
//! The model is `y_i = x_i'β + u_i + e_i`, with `e_i ~ N(0, v_i)` the sampling error of each event's estimate, its variance
//! known, and `u_i ~ N(0, τ²)` what makes events differ beyond that and beyond their moderators. [`pool`] has an intercept
//! alone; [`regress`] adds moderators. Estimates are in the units of the effects, variances in their square.
//!
//! Viechtbauer (2010), *Journal of Statistical Software* 36(3), collects the formulas; each file names where its own come
//! from.

mod design;
mod error;
mod fit;
mod heterogeneity;
mod infer;
mod permute;
mod pool;
mod regress;
pub mod rehearse;
mod robust;

pub use error::MetaError;
pub use pool::{Pooled, Shrunk, pool, shrink};
pub use regress::{Coefficient, Omnibus, Regression, Withheld, regress};

/// Clusters below which a test of a moderator is not to be trusted, and none is given.
pub const CLUSTERS_NEEDED: usize = 8;

/// The estimated effect of one event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The estimate.
    pub estimate: f64,
    /// Its sampling variance, above zero.
    pub variance: f64,
}

impl Effect {
    /// The event's own interval, by the normal distribution; not a number unless `level` lies between 0 and 1.
    pub fn interval(&self, level: f64) -> [f64; 2] {
        let reach = infer::normal_reach(level) * self.variance.sqrt();
        [self.estimate - reach, self.estimate + reach]
    }
}

/// How the variance between events, τ², is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// Restricted maximum likelihood.
    #[default]
    Reml,
    /// The moment estimator of DerSimonian and Laird (1986), extended to moderators by Raudenbush (1994).
    DerSimonianLaird,
    /// τ² = 0: every event has the same effect, but for its moderators.
    Equal,
}

impl Method {
    /// As on the command line: `reml`, `dl`, `equal`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reml => "reml",
            Self::DerSimonianLaird => "dl",
            Self::Equal => "equal",
        }
    }
}

/// How standard errors and intervals are made where events are independent. With clusters both give way to CR2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ci {
    /// Standard errors scaled by the weighted residual mean square, and t with k − p degrees of freedom (Hartung and Knapp
    /// 2001; Sidik and Jonkman 2002; Knapp and Hartung 2003).
    #[default]
    HartungKnapp,
    /// The same, never scaled down: never below the Wald standard error.
    ModifiedHartungKnapp,
    /// Standard errors from the variances alone, as if τ² were known, and the normal distribution.
    Wald,
}

impl Ci {
    /// As on the command line: `hartung-knapp`, `modified-hartung-knapp`, `wald`.
    pub fn name(self) -> &'static str {
        match self {
            Self::HartungKnapp => "hartung-knapp",
            Self::ModifiedHartungKnapp => "modified-hartung-knapp",
            Self::Wald => "wald",
        }
    }
}

/// How the analysis is done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Estimator of τ².
    pub method: Method,
    /// Kind of intervals.
    pub ci: Ci,
    /// Level of all intervals, between 0 and 1.
    pub level: f64,
    /// Permutations for each moderator; all of them where there are no more. None are made at 0.
    pub permutations: usize,
    /// Seed of the permutations.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { method: Method::Reml, ci: Ci::HartungKnapp, level: 0.95, permutations: 9_999, seed: 1 }
    }
}

/// How events differ beyond their sampling errors, and beyond the moderators where there are some.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heterogeneity {
    /// Variance between events; `None` where nothing is left to estimate it from. Zero by assumption for equal effects.
    pub tau2: Option<f64>,
    /// Its interval by the Q-profile method (Viechtbauer 2007); `None` for equal effects or where it does not exist.
    pub tau2_interval: Option<[f64; 2]>,
    /// Cochran's Q, the residual one with moderators.
    pub q: f64,
    /// Its degrees of freedom.
    pub q_df: usize,
    /// Its p value (chi-squared); `None` without degrees of freedom.
    pub q_p: Option<f64>,
    /// I², from 0 to 1: the share of the variance that is not sampling error.
    pub i2: Option<f64>,
    /// H²: total variance over sampling variance.
    pub h2: Option<f64>,
}

/// A property of events that may explain their effects.
#[derive(Debug, Clone, PartialEq)]
pub struct Moderator {
    /// Its name.
    pub name: String,
    /// Its value for each event, in their order.
    pub values: Values,
}

/// The values of a moderator.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Numbers; `None` or not finite where missing.
    Numeric(Vec<Option<f64>>),
    /// Groups, each compared with a reference group.
    Categorical {
        /// The group of each event; `None` where missing.
        groups: Vec<Option<String>>,
        /// The group to compare with; the most frequent one, the first by name among equals, if not given.
        reference: Option<String>,
    },
}

#[cfg(test)]
mod tests;
