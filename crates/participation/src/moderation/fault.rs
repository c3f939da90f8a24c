//! What keeps a policy from meaning anything.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Level, Policy};
use crate::fold;

/// The longest time over which a limit counts, in seconds: a day. What was brought before is not looked at.
pub const LONGEST: u32 = 86_400;
/// The most rules on words.
pub const MOST_WORDS: usize = 500;
/// The most characters of one of them.
pub const LONGEST_WORD: usize = 100;
/// The most hosts that are not counted.
pub const MOST_HOSTS: usize = 200;
/// The largest number anywhere in a policy.
pub const LARGEST: u32 = 10_000;

/// Something that is wrong with a policy, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum PolicyFault {
    /// A rule on words in which no word stands.
    #[error("words: {rule:?} holds no letter or digit, and finds nothing")]
    FindsNothing {
        /// The rule.
        rule: String,
    },
    /// A rule on words that is too long.
    #[error("words: {rule:?} is longer than {most} characters", most = LONGEST_WORD)]
    WordTooLong {
        /// The rule.
        rule: String,
    },
    /// Two rules that find the same.
    #[error("words: {rule:?} is there twice")]
    Twice {
        /// The second of them.
        rule: String,
    },
    /// More rules on words than are read.
    #[error("words: at most {most} rules are taken", most = MOST_WORDS)]
    TooManyWords,
    /// What is no name of a host.
    #[error("known_hosts: {host:?} is no name of a host, such as example.com")]
    NotAHost {
        /// What stands there.
        host: String,
    },
    /// More hosts than are read.
    #[error("known_hosts: at most {most} hosts are taken", most = MOST_HOSTS)]
    TooManyHosts,
    /// Whoever is trusted has to be known first.
    #[error("trust: trusted_from is {trusted}, and has to be at least known_from, which is {known}")]
    TrustedBeforeKnown {
        /// From how many on a person is known.
        known: u32,
        /// From how many on they are trusted.
        trusted: u32,
    },
    /// A number that is none of those that mean something.
    #[error("{at}: a number from {least} to {most}", most = LARGEST)]
    Number {
        /// Where.
        at: Place,
        /// The least that it can be.
        least: u32,
    },
    /// A limit over a time that is not looked back on.
    #[error("rate: a limit counts over 1 to {most} seconds", most = LONGEST)]
    Time {
        /// Of whom.
        level: Level,
    },
    /// The limit over a longer time lies below that over a shorter one, which then means nothing.
    #[error("rate: of {level:?} persons fewer are taken in a longer time than in a shorter one")]
    FewerInLonger {
        /// Of whom.
        level: Level,
    },
    /// Whoever is trusted more can bring less.
    #[error("rate: {level:?} persons can bring less than those who are trusted less")]
    LessForTrusted {
        /// Of whom.
        level: Level,
    },
}

/// Where in a policy a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// What a declined contribution takes away.
    DeclinedCosts,
    /// From how many on a person is known.
    KnownFrom,
    /// From how many on they are trusted.
    TrustedFrom,
    /// How many links are taken.
    Links,
    /// A limit of persons whom nobody knows yet.
    RateNew,
    /// A limit of known persons.
    RateKnown,
    /// A limit of trusted persons.
    RateTrusted,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::DeclinedCosts => "trust.declined_costs",
            Self::KnownFrom => "trust.known_from",
            Self::TrustedFrom => "trust.trusted_from",
            Self::Links => "links.most",
            Self::RateNew => "rate.new",
            Self::RateKnown => "rate.known",
            Self::RateTrusted => "rate.trusted",
        })
    }
}

/// Whether that can be the name of a host: labels of letters, digits and hyphens, at least two.
fn is_host(host: &str) -> bool {
    let host = host.trim().trim_end_matches('.');
    let label = |label: &str| {
        let inside = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        !label.is_empty() && label.len() <= 63 && inside && !label.starts_with('-') && !label.ends_with('-')
    };
    host.len() <= 253 && host.contains('.') && host.split('.').all(label)
}

impl Policy {
    /// Everything that is wrong with it, in the order in which it stands there.
    pub fn faults(&self) -> Vec<PolicyFault> {
        let mut faults = Vec::new();
        let number =
            |is: u32, least: u32, at| (is < least || is > LARGEST).then_some(PolicyFault::Number { at, least });
        faults.extend(number(self.trust.declined_costs, 0, Place::DeclinedCosts));
        faults.extend(number(self.trust.known_from, 1, Place::KnownFrom));
        faults.extend(number(self.trust.trusted_from, 1, Place::TrustedFrom));
        let (known, trusted) = (self.trust.known_from, self.trust.trusted_from);
        if trusted < known {
            faults.push(PolicyFault::TrustedBeforeKnown { known, trusted });
        }
        if self.words.len() > MOST_WORDS {
            faults.push(PolicyFault::TooManyWords);
        }
        let mut seen = BTreeSet::new();
        for rule in &self.words {
            let (found, open) = (fold::words(&rule.0), rule.0.trim_end().ends_with('*'));
            let rule = rule.0.clone();
            if rule.chars().count() > LONGEST_WORD {
                faults.push(PolicyFault::WordTooLong { rule });
            } else if found.is_empty() {
                faults.push(PolicyFault::FindsNothing { rule });
            } else if !seen.insert((found, open)) {
                faults.push(PolicyFault::Twice { rule });
            }
        }
        faults.extend(number(self.links.most, 0, Place::Links));
        if self.links.known_hosts.len() > MOST_HOSTS {
            faults.push(PolicyFault::TooManyHosts);
        }
        let wrong = self.links.known_hosts.iter().filter(|host| !is_host(host));
        faults.extend(wrong.map(|host| PolicyFault::NotAHost { host: host.clone() }));
        self.rate_faults(&mut faults);
        faults
    }

    fn rate_faults(&self, faults: &mut Vec<PolicyFault>) {
        let rate = &self.rate;
        let levels = [
            (Level::New, Place::RateNew, &rate.new),
            (Level::Known, Place::RateKnown, &rate.known),
            (Level::Trusted, Place::RateTrusted, &rate.trusted),
        ];
        for (level, at, limits) in levels {
            if limits.iter().any(|limit| limit.most < 1 || limit.most > LARGEST) {
                faults.push(PolicyFault::Number { at, least: 1 });
            }
            if limits.iter().any(|limit| limit.seconds < 1 || limit.seconds > LONGEST) {
                faults.push(PolicyFault::Time { level });
            }
            let fewer = |one: &super::Limit| limits.iter().any(|o| o.seconds > one.seconds && o.most < one.most);
            if limits.iter().any(fewer) {
                faults.push(PolicyFault::FewerInLonger { level });
            }
        }
        for (level, less, more) in
            [(Level::Known, &rate.new, &rate.known), (Level::Trusted, &rate.known, &rate.trusted)]
        {
            let below = |one: &super::Limit| less.iter().any(|o| o.seconds == one.seconds && o.most > one.most);
            if more.iter().any(below) {
                faults.push(PolicyFault::LessForTrusted { level });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moderation::{Limit, WordRule};

    #[test]
    fn the_policy_of_the_house_is_sound() {
        assert_eq!(Policy::default().faults(), []);
    }

    #[test]
    fn every_fault_is_found_where_it_stands() {
        let check = |change: &dyn Fn(&mut Policy), expect: PolicyFault| {
            let mut policy = Policy::default();
            change(&mut policy);
            assert_eq!(policy.faults(), [expect]);
        };
        let word = |rule: &str| WordRule(rule.into());
        check(&|p| p.words = vec![word("*")], PolicyFault::FindsNothing { rule: "*".into() });
        check(&|p| p.words = vec![word("Casino"), word("casinò")], PolicyFault::Twice { rule: "casinò".into() });
        let long = "a".repeat(LONGEST_WORD + 1);
        check(&|p| p.words = vec![word(&long)], PolicyFault::WordTooLong { rule: long.clone() });
        let many = |n: usize| (0..n).map(|n| format!("word{n}")).collect::<Vec<_>>();
        check(&|p| p.words = many(501).into_iter().map(WordRule).collect(), PolicyFault::TooManyWords);
        for host in ["example", "https://example.com", "a b.com", "example.com/x", "-a.com"] {
            let wrong = PolicyFault::NotAHost { host: host.into() };
            check(&|p| p.links.known_hosts = vec![host.into()], wrong);
        }
        let hosts = || many(201).into_iter().map(|host| format!("{host}.com")).collect();
        check(&|p| p.links.known_hosts = hosts(), PolicyFault::TooManyHosts);
        check(&|p| p.links.most = 10_001, PolicyFault::Number { at: Place::Links, least: 0 });
        check(&|p| p.trust.known_from = 0, PolicyFault::Number { at: Place::KnownFrom, least: 1 });
        check(&|p| p.trust.known_from = 6, PolicyFault::TrustedBeforeKnown { known: 6, trusted: 5 });
        check(&|p| p.rate.new[0].most = 0, PolicyFault::Number { at: Place::RateNew, least: 1 });
        check(&|p| p.rate.new[0].most = 11, PolicyFault::FewerInLonger { level: Level::New });
        check(&|p| p.rate.known[0].most = 4, PolicyFault::LessForTrusted { level: Level::Known });
        let week = Limit { most: 300, seconds: 604_800 };
        check(&|p| p.rate.trusted.push(week), PolicyFault::Time { level: Level::Trusted });
    }
}
