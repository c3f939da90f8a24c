//! From files to a report: what the subcommands do, with the same messages where it cannot be done.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use comity_intake::ColumnNames;
use comity_intake::time::{TimeOptions, time_zone};

use super::Room;
use crate::cmd::wrong_use;
use crate::opinion::outcome::Method;
use crate::opinion::{self, opinion};
use crate::portfolio::{self, PortfolioOptions, Ticks, portfolio};
use crate::rating::{self, rate};
use crate::report;
use crate::study::options::{Event, StudyOptions};
use crate::study::{study, window};
use crate::words::{self, Lang};

/// The seed that the command line takes where none is given.
const SEED: u64 = 1;

/// What is to be made.
#[derive(Debug, Clone)]
pub struct Order {
    /// `study`, `portfolio`, `rating` or `opinion`.
    pub kind: String,
    /// Where the files lie.
    pub room: Room,
    /// The event of a study, the zone of times, columns named by hand.
    pub options: BTreeMap<String, String>,
    /// The language of the report.
    pub lang: Lang,
}

/// How far it is: steps done, of how many; 0 of 0 where nobody can say.
#[derive(Debug, Default)]
pub struct Steps {
    done: AtomicU64,
    of: AtomicU64,
}

impl Steps {
    fn set(&self, done: u64, of: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
    }

    /// Both as they are now.
    pub fn now(&self) -> [u64; 2] {
        [self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed)]
    }
}

/// Makes the report, keeps it, and says the answer in a sentence. Takes as long as it takes, on the thread that calls.
///
/// # Errors
/// The message that the command line gives for the same files.
pub fn make(order: &Order, steps: &Steps) -> Result<String, String> {
    let plain = |text: &str| order.room.without_folders(text);
    let made = match order.kind.as_str() {
        "study" => order.study(steps),
        "portfolio" => order.portfolio(steps),
        "rating" => order.rating(),
        _ => order.opinion(),
    };
    let kept = made.and_then(|(html, said)| Ok(order.room.keep(&plain(&html)).map(|()| said)?));
    kept.map(|said| plain(&said))
        .map_err(|error| words::shorten(&plain(&format!("{error:#}")), crate::cmd::LONGEST_MESSAGE))
}

/// A report and its answer in a sentence.
type Made = anyhow::Result<(String, String)>;

impl Order {
    fn option(&self, name: &str) -> Option<String> {
        self.options.get(name).cloned()
    }

    fn files(&self) -> anyhow::Result<Vec<PathBuf>> {
        Ok(self.room.files("file")?)
    }

    fn timezone(&self) -> String {
        self.option("timezone").unwrap_or_else(|| "UTC".into())
    }

    fn times(&self) -> anyhow::Result<TimeOptions> {
        let zone = time_zone(&self.timezone()).map_err(|error| crate::cmd::Usage(error.to_string()))?;
        Ok(TimeOptions { zone, date_order: None })
    }

    fn posts(&self, events: Vec<Event>) -> anyhow::Result<StudyOptions> {
        Ok(StudyOptions {
            posts: self.files()?,
            events,
            columns: ColumnNames {
                text: self.option("text"),
                time: self.option("time"),
                unit: self.option("unit"),
                author: self.option("author"),
                id: None,
                score: self.option("score"),
                lang: None,
                extra: Vec::new(),
            },
            label: None,
            times: self.times()?,
            timezone: self.timezone(),
            bucket: None,
            before: None,
            after: None,
            controls: Vec::new(),
            near_duplicates: false,
            lang: self.lang,
            seed: SEED,
        })
    }

    fn study(&self, steps: &Steps) -> Made {
        let (unit, at) = window::split_event(&self.option("event").unwrap_or_default(), &self.times()?)?;
        let options = self.posts(vec![Event { name: None, unit, at, before: None, after: None }])?;
        let mut outcome = study(&options, false, &|read, total| steps.set(read, total.unwrap_or(0)))?.outcome;
        for event in &mut outcome.events {
            event.verdict.text = words::verdict(event, &outcome.data.metric, self.lang);
        }
        let said: Vec<&str> = outcome.events.iter().map(|event| event.verdict.text.as_str()).collect();
        Ok((report::study::html(&outcome, self.lang), said.join(" ")))
    }

    fn portfolio(&self, steps: &Steps) -> Made {
        let Some(events) = self.room.files("second")?.into_iter().next() else {
            wrong_use!("no table of events was given");
        };
        let options =
            PortfolioOptions { study: self.posts(Vec::new())?, events, columns: Vec::new(), ratings: Vec::new() };
        let ticks = Ticks {
            read: &|read, total| steps.set(read, total.unwrap_or(0)),
            event: &|done, of| steps.set(done as u64, of as u64),
        };
        let outcome = portfolio(&options, false, &ticks)?.outcome;
        Ok((report::portfolio::html(&outcome, self.lang), portfolio::sentence::verdict(&outcome, self.lang)))
    }

    fn rating(&self) -> Made {
        let names = rating::Names {
            object: self.option("object"),
            rater: self.option("rater"),
            question: self.option("question"),
            score: self.option("score"),
            ..rating::Names::default()
        };
        let options = rating::Options { files: self.files()?, names, industries: None, lang: self.lang, seed: SEED };
        let (outcome, _) = rate(&options)?;
        let instrument = comity_exchange::instrument::Instrument::builtin(self.lang.code())?;
        Ok((report::rating::html(&outcome, &instrument, self.lang), rating::agreement_sentence(&outcome, self.lang)))
    }

    fn opinion(&self) -> Made {
        let Some(votes) = self.files()?.into_iter().next() else { wrong_use!("no file of votes was given") };
        let times = self.times()?;
        let zone = times.zone.clone();
        let request = opinion::reading::Request {
            votes,
            statements: self.room.files("second")?.into_iter().next(),
            person: self.option("person"),
            statement: self.option("statement"),
            vote: self.option("vote"),
            time: self.option("time"),
            times,
            ..opinion::reading::Request::default()
        };
        let options = opinion::Options { request, method: Method::Comity, zone, seed: SEED };
        let (mut outcome, _) = opinion(&options)?;
        outcome.verdict.text = words::opinion_verdict(&outcome, self.lang);
        Ok((report::opinion::html(&outcome, self.lang), outcome.verdict.text.clone()))
    }
}
