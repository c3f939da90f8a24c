//! A year of posts, in order of time.

use std::io::Write;

use anyhow::Context;
use jiff::{Timestamp, civil::Weekday, tz::TimeZone};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::compose::Writer;
use super::draw;
use super::grammar::{Scene, Tongue, pick};
use super::market::{BRANDS, Brand, CONTEST_DAYS, Feeling, Topic};
use super::people::People;
use super::year::{DAYS, FIRST, HOURS, Year, planted, since_planted, weekday};

/// Seconds in a day.
const DAY: i64 = 86_400;
/// First day of the second file; the last day before it is in both, as in two exports that overlap.
const SECOND_FILE: usize = 184;

/// One post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Grows with time.
    pub id: u64,
    /// A number for a person, the account's name for a brand.
    pub author: String,
    /// Seconds since 1970.
    pub time: i64,
    /// Index among the brands.
    pub brand: usize,
    /// What was written.
    pub text: String,
    /// What the writer meant by it.
    pub meant: Feeling,
}

/// Simulates the year.
///
/// # Errors
/// When a phrase file of this program is not well written.
pub fn simulate(seed: u64) -> anyhow::Result<Vec<Post>> {
    let random = ChaCha8Rng::seed_from_u64(seed);
    // Streams of their own, so that another way of writing does not change what the year was like.
    let stream = |number| {
        let mut random = random.clone();
        random.set_stream(number);
        random
    };
    let year = Year::draw(&mut stream(1));
    let people = People::draw(&BRANDS, &mut stream(2));
    let mut simulation = Simulation {
        first: FIRST.to_zoned(TimeZone::UTC).context("no such day")?.timestamp().as_second(),
        year,
        people,
        writer: Writer::new(&BRANDS, Scene::Operators)?,
        random: stream(3),
        latest: Default::default(),
        posts: Vec::with_capacity(42_000),
    };
    for day in 0..DAYS {
        for brand in 0..BRANDS.len() {
            simulation.day(brand, day)?;
        }
    }
    let Simulation { mut posts, mut random, .. } = simulation;
    posts.sort_by_key(|post| post.time);
    let mut id = 7_301_000_000;
    for post in &mut posts {
        id += random.random_range(1..5_000u64);
        post.id = id;
    }
    Ok(posts)
}

struct Simulation {
    first: i64,
    year: Year,
    people: People,
    writer: Writer,
    random: ChaCha8Rng,
    /// What each brand's account said last.
    latest: [String; BRANDS.len()],
    posts: Vec<Post>,
}

impl Simulation {
    fn day(&mut self, brand: usize, day: usize) -> anyhow::Result<()> {
        let volume = self.year.volume(brand, day);
        let mix = self.year.mix(brand, day);
        self.house(brand, day);
        for _ in 0..self.number(volume)? {
            let feeling = Feeling::ALL[self.drawn(&mix)];
            match self.random.random::<f64>() {
                p if p < 0.865 => self.opinion(brand, day, feeling),
                p if p < 0.965 => self.reply(brand, day, feeling),
                p if p < 0.985 => self.repeat_house(brand, day, feeling),
                _ => self.copy(brand),
            }
        }
        if BRANDS[brand].contest.is_some_and(|first| (first..first + CONTEST_DAYS).contains(&day)) {
            for _ in 0..self.number(0.22 * volume)? {
                self.pass_on(brand, day, Feeling::Neutral, |house| &house.contest);
            }
        }
        if let Some(t) = since_planted(brand, day).filter(|t| *t >= 1.0) {
            for _ in 0..self.number(6.0 * (-t / 6.0).exp())? {
                self.pass_on(brand, day, Feeling::Negative, |house| &house.protest);
            }
        }
        Ok(())
    }

    fn opinion(&mut self, brand: usize, day: usize, feeling: Feeling) {
        let topics = self.year.topics(brand, day, feeling);
        let topic = Topic::ALL[self.drawn(&topics)];
        let Some(person) = self.people.somebody(brand, feeling, &mut self.random) else { return };
        let text = self.writer.opinion(brand, topic, feeling, person, &mut self.random);
        let author = person.name();
        self.post(brand, day, author, text, feeling);
    }

    fn reply(&mut self, brand: usize, day: usize, feeling: Feeling) {
        let Some(person) = self.people.somebody(brand, feeling, &mut self.random) else { return };
        let text = self.writer.reply(brand, feeling, person, &mut self.random);
        let author = person.name();
        self.post(brand, day, author, text, feeling);
    }

    /// The brand's own account, every few days; and on the planted day, the news.
    fn house(&mut self, brand: usize, day: usize) {
        let news = since_planted(brand, day) == Some(0.0);
        if !news && !self.latest[brand].is_empty() && !self.random.random_bool(0.2) {
            return;
        }
        let tongue = if self.random.random_bool(0.15) && !news { Tongue::Italian } else { Tongue::English };
        let house = self.writer.phrases(tongue).house();
        let fragment = if news { Some(&house.fares) } else { pick(&house.lines, &mut self.random) };
        let Some(fragment) = fragment else { return };
        let text = self.writer.line(fragment, brand, tongue, &mut self.random);
        self.latest[brand].clone_from(&text);
        self.post(brand, day, BRANDS[brand].handle.to_owned(), text, Feeling::Neutral);
    }

    /// The brand's words again: bare, or with a remark.
    fn repeat_house(&mut self, brand: usize, day: usize, feeling: Feeling) {
        let Some(person) = self.people.somebody(brand, feeling, &mut self.random) else { return };
        let (handle, line) = (BRANDS[brand].handle, &self.latest[brand]);
        let remark = feeling != Feeling::Neutral && self.random.random_bool(0.6);
        let (text, meant) = if remark {
            let comment = self.writer.comment(brand, feeling, person, &mut self.random);
            (format!("\"@{handle}: {line}\" {comment}"), feeling)
        } else {
            (format!("RT @{handle}: {line}"), Feeling::Neutral)
        };
        let author = person.name();
        self.post(brand, day, author, text, meant);
    }

    /// A line that many people post word for word.
    fn pass_on(&mut self, brand: usize, day: usize, meant: Feeling, line: fn(&super::grammar::House) -> &String) {
        let Some(person) = self.people.somebody(brand, meant, &mut self.random) else { return };
        let fragment = line(self.writer.phrases(person.tongue).house());
        // The plan named in it would vary from post to post: the stream starts anew, and the line is the same each time.
        let text = self.writer.line(fragment, brand, person.tongue, &mut ChaCha8Rng::seed_from_u64(0));
        let author = person.name();
        self.post(brand, day, author, text, meant);
    }

    /// An earlier post once more: mostly sent twice, sometimes by somebody else.
    fn copy(&mut self, brand: usize) {
        let recent = self.posts.len().saturating_sub(300);
        let of_brand: Vec<usize> = (recent..self.posts.len()).filter(|&i| self.posts[i].brand == brand).collect();
        let Some(&chosen) = pick(&of_brand, &mut self.random) else { return };
        let mut post = self.posts[chosen].clone();
        if post.author == BRANDS[brand].handle {
            return;
        }
        if self.random.random_bool(0.4) {
            let Some(person) = self.people.somebody(brand, post.meant, &mut self.random) else { return };
            post.author = person.name();
        }
        let end = self.first + DAYS as i64 * DAY - 1;
        post.time = (post.time + self.random.random_range(40..5_000)).min(end);
        self.posts.push(post);
    }

    fn post(&mut self, brand: usize, day: usize, author: String, text: String, meant: Feeling) {
        let weekend = matches!(weekday(day), Weekday::Saturday | Weekday::Sunday);
        let by_house = author == BRANDS[brand].handle;
        let hour = if by_house { self.random.random_range(7..11) } else { self.drawn(&HOURS[usize::from(weekend)]) };
        let time = self.first + day as i64 * DAY + hour as i64 * 3_600 + self.random.random_range(0..3_600);
        self.posts.push(Post { id: 0, author, time, brand, text, meant });
    }

    fn number(&mut self, expected: f64) -> anyhow::Result<u64> {
        draw::number(expected, &mut self.random)
    }

    fn drawn(&mut self, weights: &[f64]) -> usize {
        draw::weighted(weights, &mut self.random)
    }
}

/// The posts of the first or the second file.
pub fn of_file(posts: &[Post], second: bool) -> impl Iterator<Item = &Post> {
    let first = FIRST.to_zoned(TimeZone::UTC).map_or(0, |day| day.timestamp().as_second());
    let cut = first + SECOND_FILE as i64 * DAY;
    posts.iter().filter(move |post| if second { post.time >= cut - DAY } else { post.time < cut })
}

/// Writes posts on these brands as CSV.
///
/// # Errors
/// When the writer fails.
pub fn write<'a>(posts: impl Iterator<Item = &'a Post>, brands: &[Brand], out: impl Write) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["id", "author", "created_at", "brand", "text", "meant"])?;
    for post in posts {
        let time = Timestamp::from_second(post.time)?.to_string();
        let brand = brands[post.brand].name;
        csv.write_record([&post.id.to_string(), &post.author, &time, brand, &post.text, post.meant.name()])?;
    }
    csv.flush()?;
    Ok(())
}

/// Share of negative, neutral and positive posts of the brand of the event in normal times, and on its day.
pub fn planted_shares() -> [[f64; 3]; 2] {
    let before = BRANDS[planted::BRAND].mix;
    [before, std::array::from_fn(|k| before[k] + planted::SHIFT[k])]
}

#[cfg(test)]
mod tests;
