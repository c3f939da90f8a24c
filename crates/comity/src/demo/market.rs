//! The simulated market: four brands that do not exist, what people feel about them, and what they speak of.

/// What the writer of a post means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feeling {
    /// A complaint.
    Negative,
    /// A question, a remark.
    Neutral,
    /// Praise, thanks.
    Positive,
}

impl Feeling {
    /// In the order of shares.
    pub const ALL: [Self; 3] = [Self::Negative, Self::Neutral, Self::Positive];

    /// As in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }
}

/// What a post is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// The network at home.
    Coverage,
    /// The network abroad.
    Roaming,
    /// Bills and plans.
    Price,
    /// Being a customer for long.
    Loyalty,
    /// Support, shops, technicians.
    Service,
    /// Customers helping each other.
    Community,
    /// The brand as such.
    General,
    /// The app.
    App,
    /// Data and privacy.
    Privacy,
    /// Being told, or not.
    Told,
    /// The new fares: what they cost.
    FaresPrice,
    /// The new fares: what loyalty is worth.
    FaresLoyalty,
    /// The new fares: not having been told.
    FaresTold,
}

impl Topic {
    /// Those of everyday come first, see [`EVERYDAY`].
    pub const ALL: [Self; 13] = [
        Self::Coverage,
        Self::Roaming,
        Self::Price,
        Self::Loyalty,
        Self::Service,
        Self::Community,
        Self::General,
        Self::App,
        Self::Privacy,
        Self::Told,
        Self::FaresPrice,
        Self::FaresLoyalty,
        Self::FaresTold,
    ];

    /// As in the phrase files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Coverage => "coverage",
            Self::Roaming => "roaming",
            Self::Price => "price",
            Self::Loyalty => "loyalty",
            Self::Service => "service",
            Self::Community => "community",
            Self::General => "general",
            Self::App => "app",
            Self::Privacy => "privacy",
            Self::Told => "told",
            Self::FaresPrice => "fares_price",
            Self::FaresLoyalty => "fares_loyalty",
            Self::FaresTold => "fares_told",
        }
    }

    /// Where its hashtags stand.
    pub fn tag(self) -> &'static str {
        match self {
            Self::FaresPrice | Self::FaresLoyalty | Self::FaresTold => "fares",
            other => other.name(),
        }
    }
}

/// How many of [`Topic::ALL`] people speak of without any event.
pub const EVERYDAY: usize = 10;

/// How often each everyday topic comes up, by feeling: people complain of the network and thank for service.
pub const TOPICS: [(Topic, [f64; 3]); EVERYDAY] = [
    (Topic::Coverage, [0.26, 0.17, 0.14]),
    (Topic::Roaming, [0.05, 0.07, 0.05]),
    (Topic::Price, [0.17, 0.19, 0.15]),
    (Topic::Loyalty, [0.05, 0.06, 0.06]),
    (Topic::Service, [0.23, 0.19, 0.24]),
    (Topic::Community, [0.03, 0.08, 0.08]),
    (Topic::General, [0.08, 0.10, 0.16]),
    (Topic::App, [0.07, 0.08, 0.07]),
    (Topic::Privacy, [0.03, 0.03, 0.02]),
    (Topic::Told, [0.03, 0.03, 0.03]),
];

/// A firm that does not exist.
#[derive(Debug)]
pub struct Brand {
    /// As in the column `brand`.
    pub name: &'static str,
    /// Its industry.
    pub sector: &'static str,
    /// As people call it.
    pub short: &'static str,
    /// Its account, without `@`.
    pub handle: &'static str,
    /// Its hashtag, without `#`.
    pub tag: &'static str,
    /// Its site, under a domain that can belong to nobody.
    pub site: &'static str,
    /// Its loyalty programme.
    pub club: &'static str,
    /// Its plans.
    pub plans: [&'static str; 3],
    /// Share of all posts.
    pub share: f64,
    /// Share of negative, neutral, positive posts in normal times.
    pub mix: [f64; 3],
    /// How much more than others it is spoken of for some topics.
    pub known_for: &'static [(Topic, f64)],
    /// First day of its competition, from the first day of the year simulated, if it has one.
    pub contest: Option<usize>,
}

/// The one to which it happens, and three rivals.
pub const BRANDS: [Brand; 4] = [
    Brand {
        name: "Norda Mobile",
        sector: "telecoms",
        short: "Norda",
        handle: "NordaMobile",
        tag: "Norda",
        site: "norda.example",
        club: "Norda Circle",
        plans: ["Norda Easy", "Norda Plus", "Norda Max"],
        share: 0.36,
        mix: [0.30, 0.38, 0.32],
        known_for: &[(Topic::Community, 1.6), (Topic::Loyalty, 1.3)],
        contest: Some(96),
    },
    Brand {
        name: "Velmora",
        sector: "telecoms",
        short: "Velmora",
        handle: "VelmoraHelps",
        tag: "Velmora",
        site: "velmora.example",
        club: "Velmora Stars",
        plans: ["Velmora S", "Velmora M", "Velmora XL"],
        share: 0.28,
        mix: [0.34, 0.38, 0.28],
        known_for: &[(Topic::Service, 1.3), (Topic::Price, 1.2)],
        contest: Some(20),
    },
    Brand {
        name: "Ostrix Mobile",
        sector: "telecoms",
        short: "Ostrix",
        handle: "OstrixMobile",
        tag: "Ostrix",
        site: "ostrix.example",
        club: "Ostrix Perks",
        plans: ["Ostrix Go", "Ostrix Home", "Ostrix Unlimited"],
        share: 0.21,
        mix: [0.27, 0.37, 0.36],
        known_for: &[(Topic::Coverage, 1.4), (Topic::App, 1.5)],
        contest: Some(187),
    },
    Brand {
        name: "Tavello",
        sector: "telecoms",
        short: "Tavello",
        handle: "TavelloTel",
        tag: "Tavello",
        site: "tavello.example",
        club: "Tavello Club",
        plans: ["Tavello One", "Tavello Duo", "Tavello Family"],
        share: 0.15,
        mix: [0.38, 0.36, 0.26],
        known_for: &[(Topic::Roaming, 1.5), (Topic::Told, 1.4)],
        contest: Some(250),
    },
];

/// Days a competition lasts.
pub const CONTEST_DAYS: usize = 9;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        let whole = |sum: f64| assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        whole(BRANDS.iter().map(|b| b.share).sum());
        for brand in &BRANDS {
            whole(brand.mix.iter().sum());
        }
        for feeling in 0..3 {
            whole(TOPICS.iter().map(|(_, shares)| shares[feeling]).sum());
        }
    }

    #[test]
    fn everyday_topics_come_first() {
        assert!(TOPICS.iter().zip(Topic::ALL).all(|((topic, _), first)| *topic == first));
    }
}
