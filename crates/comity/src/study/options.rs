//! What a study is asked for.

use std::path::PathBuf;
use std::str::FromStr;

use comity_intake::ColumnNames;
use serde::Deserialize;

/// One event as it was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Name for the report.
    pub name: Option<String>,
    /// The unit concerned; `None` where the data knows only one.
    pub unit: Option<String>,
    /// When, microseconds since 1970 UTC.
    pub at: i64,
    /// Window before it, else that of the study.
    pub before: Option<Length>,
    /// Window from it on.
    pub after: Option<Length>,
}

/// Everything that can be set of a study.
#[derive(Debug, Clone)]
pub struct StudyOptions {
    /// Files of posts.
    pub posts: Vec<PathBuf>,
    /// Events to study.
    pub events: Vec<Event>,
    /// Columns named by the user.
    pub columns: ColumnNames,
    /// A column of human labels on some or all posts, to correct the model by.
    pub label: Option<String>,
    /// How times are read, the zone of the buckets included.
    pub times: comity_intake::time::TimeOptions,
    /// Name of that zone.
    pub timezone: String,
    /// Size of the buckets; chosen from the window when absent.
    pub bucket: Option<Bucket>,
    /// Window before each event.
    pub before: Option<Length>,
    /// Window from each event on.
    pub after: Option<Length>,
    /// The only units to compare with; empty for all.
    pub controls: Vec<String>,
    /// Whether near-copies are set aside too.
    pub near_duplicates: bool,
    /// Language of the reader.
    pub lang: crate::words::Lang,
    /// Seed of everything drawn at random.
    pub seed: u64,
}

/// Size of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Bucket {
    /// Hours.
    Hour,
    /// Days in the study's zone.
    Day,
    /// Weeks of seven such days.
    Week,
}

impl Bucket {
    /// As in the JSON.
    pub fn name(self) -> &'static str {
        match self {
            Bucket::Hour => "hour",
            Bucket::Day => "day",
            Bucket::Week => "week",
        }
    }

    /// Its length where no clock is changed.
    pub fn seconds(self) -> i64 {
        match self {
            Bucket::Hour => 3_600,
            Bucket::Day => 86_400,
            Bucket::Week => 604_800,
        }
    }
}

/// A length of time as people write it: `4d`, `36h`, `6w`, or a plain number of buckets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Length {
    /// That many buckets.
    Buckets(u32),
    /// That many seconds.
    Seconds(i64),
}

impl Length {
    /// In buckets of that size; at least one.
    pub fn in_buckets(self, bucket: Bucket) -> usize {
        match self {
            Length::Buckets(n) => n as usize,
            Length::Seconds(s) => usize::try_from((s + bucket.seconds() - 1) / bucket.seconds()).unwrap_or(1),
        }
    }

    /// In seconds, if that does not depend on the bucket.
    pub fn seconds(self) -> Option<i64> {
        match self {
            Length::Buckets(_) => None,
            Length::Seconds(s) => Some(s),
        }
    }
}

/// Not a length of time.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no length of time: write 36h, 4d, 6w, or a plain number of buckets")]
pub struct NoLength(String);

impl FromStr for Length {
    type Err = NoLength;

    fn from_str(text: &str) -> Result<Self, NoLength> {
        let refuse = || NoLength(text.to_owned());
        let trimmed = text.trim();
        let digits = trimmed.find(|c: char| !c.is_ascii_digit()).unwrap_or(trimmed.len());
        let number: u32 = trimmed[..digits].parse().map_err(|_| refuse())?;
        if number == 0 || number > 1_000_000 {
            return Err(refuse());
        }
        match trimmed[digits..].trim() {
            "" => Ok(Length::Buckets(number)),
            "h" => Ok(Length::Seconds(i64::from(number) * 3_600)),
            "d" => Ok(Length::Seconds(i64::from(number) * 86_400)),
            "w" => Ok(Length::Seconds(i64::from(number) * 604_800)),
            _ => Err(refuse()),
        }
    }
}

impl TryFrom<String> for Length {
    type Error = NoLength;

    fn try_from(text: String) -> Result<Self, NoLength> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<Length>) {
        assert_eq!(text.parse::<Length>().ok(), expect, "{text}");
    }

    #[test]
    fn lengths_are_read_as_people_write_them() {
        check("4d", Some(Length::Seconds(345_600)));
        check("36 h", Some(Length::Seconds(129_600)));
        check("6w", Some(Length::Seconds(3_628_800)));
        check("90", Some(Length::Buckets(90)));
        check("0", None);
        check("", None);
        check("4 months", None);
        check("99999999999d", None);
    }

    #[test]
    fn a_part_of_a_bucket_is_a_bucket() {
        assert_eq!(Length::Seconds(90_000).in_buckets(Bucket::Day), 2);
        assert_eq!(Length::Seconds(86_400).in_buckets(Bucket::Hour), 24);
        assert_eq!(Length::Buckets(7).in_buckets(Bucket::Week), 7);
    }
}
