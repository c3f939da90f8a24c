//! How surely a share of simulated runs is known.

use serde::Serialize;

/// The error of a share seen in so many independent runs. A standard error of 0 would say that nothing is left to chance, so
/// where none or all of the runs did, there is a bound instead.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Error {
    /// The standard error, √(share · (1 − share) / runs).
    Standard(f64),
    /// None did: with 95% confidence the true share is at most this, 1 − .05^(1/runs), nearly 3/runs (Clopper and Pearson 1934;
    /// the *rule of three*).
    AtMost(f64),
    /// All did: with 95% confidence the true share is at least this.
    AtLeast(f64),
}

impl Error {
    /// Of a share of `runs`.
    pub fn of(share: f64, runs: usize) -> Self {
        let runs = runs as f64;
        let beyond = if runs > 0.0 { 1.0 - 0.05_f64.powf(1.0 / runs) } else { 1.0 };
        match share {
            share if share <= 0.0 => Self::AtMost(beyond),
            share if share >= 1.0 => Self::AtLeast(1.0 - beyond),
            share => Self::Standard((share * (1.0 - share) / runs).sqrt()),
        }
    }

    /// The standard error, where that says something.
    pub fn standard(self) -> Option<f64> {
        match self {
            Self::Standard(error) => Some(error),
            Self::AtMost(_) | Self::AtLeast(_) => None,
        }
    }

    /// The bound with 95% confidence, where none or all of the runs did.
    pub fn bound(self) -> Option<f64> {
        match self {
            Self::Standard(_) => None,
            Self::AtMost(bound) | Self::AtLeast(bound) => Some(bound),
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Standard(error) => write!(out, "± {error:5.3}"),
            Self::AtMost(bound) => write!(out, "≤ {bound:5.3}"),
            Self::AtLeast(bound) => write!(out, "≥ {bound:5.3}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_seen_is_not_certainty() {
        let Error::AtMost(bound) = Error::of(0.0, 100) else { panic!() };
        assert!((bound - 0.029_513).abs() < 1e-6, "{bound}");
        // With that share, none of a hundred would be seen in one of twenty simulations.
        assert!(((1.0 - bound).powi(100) - 0.05).abs() < 1e-12);
        assert_eq!(Error::of(1.0, 100), Error::AtLeast(1.0 - bound));
        assert_eq!(Error::of(0.0, 0), Error::AtMost(1.0));
        let some = Error::of(0.2, 400);
        assert!((some.standard().unwrap() - 0.02).abs() < 1e-12 && some.bound().is_none());
        assert_eq!((some.to_string(), Error::of(0.0, 100).to_string()), ("± 0.020".into(), "≤ 0.030".into()));
    }
}
