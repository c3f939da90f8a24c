//! What both sides draw from an exchange, and where along the value chain they meet.

use serde::{Deserialize, Serialize};

/// A kind of capital, after Bourdieu (1986), with information as the report *From UX to CX* adds it.
///
/// Amounts of different kinds are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capital {
    /// Price, points, refunds, money.
    Economic,
    /// Skill, taste, identity.
    Cultural,
    /// Belonging, recognition, helping and being helped.
    Social,
    /// Knowing and being told.
    Information,
}

impl Capital {
    /// Every kind, in the order in which it is shown.
    pub const ALL: [Self; 4] = [Self::Economic, Self::Cultural, Self::Social, Self::Information];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Economic => "economic",
            Self::Cultural => "cultural",
            Self::Social => "social",
            Self::Information => "information",
        }
    }
}

/// A stage of the value chain that a firm opens to customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Finding out what to make, and making it better.
    ResearchAndDevelopment,
    /// Texts, pictures, recommendations, reviews.
    ContentCreation,
    /// Bringing things to people, and taking them back.
    LogisticsAndDistribution,
    /// Helping whoever uses them.
    Service,
}

impl Stage {
    /// Every stage, from the first to the last.
    pub const ALL: [Self; 4] =
        [Self::ResearchAndDevelopment, Self::ContentCreation, Self::LogisticsAndDistribution, Self::Service];

    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::ResearchAndDevelopment => "research_and_development",
            Self::ContentCreation => "content_creation",
            Self::LogisticsAndDistribution => "logistics_and_distribution",
            Self::Service => "service",
        }
    }
}
