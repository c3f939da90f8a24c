//! Two years of posts about the firms, in order of time.

use anyhow::Context as _;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::compose::Writer;
use super::super::draw::{number, swing, weighted};
use super::super::grammar::Scene;
use super::super::market::{Feeling, Topic};
use super::super::people::People;
use super::super::posts::Post;
use super::super::year::HOURS;
use super::names::FIRMS;
use super::plan::{DAYS, Event, FIRST, day};

/// Posts a day, all firms together, without events.
const POSTS_A_DAY: f64 = 100.0;
/// Posts on the day of an event, against what would have been written, less one; and the days in which that falls to a third.
const STIR: (f64, f64) = (0.5, 8.0);
/// Share of posts on that day that speak of what the event is about; and the days in which that falls to a third.
const TALK: (f64, f64) = (0.35, 20.0);
/// How often each topic comes up otherwise, by feeling.
const TOPICS: [(Topic, [f64; 3]); 8] = [
    (Topic::Service, [0.26, 0.24, 0.24]),
    (Topic::Price, [0.22, 0.20, 0.16]),
    (Topic::Loyalty, [0.08, 0.10, 0.10]),
    (Topic::App, [0.12, 0.13, 0.13]),
    (Topic::Privacy, [0.06, 0.06, 0.04]),
    (Topic::Told, [0.06, 0.06, 0.06]),
    (Topic::Community, [0.05, 0.09, 0.09]),
    (Topic::General, [0.15, 0.12, 0.18]),
];

/// Simulates what is written about all firms, given what happens to them.
///
/// # Errors
/// When a phrase file of this program is not well written.
pub fn simulate(events: &[Event], seed: u64) -> anyhow::Result<Vec<Post>> {
    let stream = |number| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        random.set_stream(number);
        random
    };
    let mut moods = stream(12);
    let people = People::draw(&FIRMS, &mut stream(13));
    let writer = Writer::new(&FIRMS, Scene::Firms)?;
    let mut random = stream(14);
    let common = swing(DAYS, 0.7, 0.10, &mut moods);
    let own: Vec<Vec<f64>> = FIRMS.iter().map(|_| swing(DAYS, 0.4, 0.07, &mut moods)).collect();
    let first = FIRST.to_zoned(TimeZone::UTC).context("no such day")?.timestamp().as_second();
    let mut posts = Vec::with_capacity(80_000);
    for (at, common) in common.iter().enumerate() {
        let weekend = matches!(day(at)?.weekday(), Weekday::Saturday | Weekday::Sunday);
        for (firm, own) in own.iter().enumerate() {
            let now = Day::new(events, firm, at);
            let volume = POSTS_A_DAY * FIRMS[firm].share * if weekend { 0.76 } else { 1.1 } * now.stir;
            let mix = now.mix(FIRMS[firm].mix, common + own[at]);
            for _ in 0..number(volume, &mut random)? {
                let feeling = Feeling::ALL[weighted(&mix, &mut random)];
                let Some(person) = people.somebody(firm, feeling, &mut random) else { continue };
                let text = if random.random_bool(0.1) {
                    writer.reply(firm, feeling, person, &mut random)
                } else {
                    writer.opinion(firm, now.topic(feeling, &mut random), feeling, person, &mut random)
                };
                let hour = weighted(&HOURS[usize::from(weekend)], &mut random);
                let time = first + at as i64 * 86_400 + hour as i64 * 3_600 + random.random_range(0..3_600);
                posts.push(Post { id: 0, author: person.name(), time, brand: firm, text, meant: feeling });
            }
        }
    }
    posts.sort_by_key(|post| post.time);
    let mut id = 6_204_000_000;
    for post in &mut posts {
        id += random.random_range(1..5_000u64);
        post.id = id;
    }
    Ok(posts)
}

/// What an event does to a firm on one day.
struct Day {
    /// Added to the mean of what is meant.
    effect: f64,
    stir: f64,
    talk: Option<(Topic, f64)>,
}

impl Day {
    fn new(events: &[Event], firm: usize, day: usize) -> Self {
        let latest = events.iter().rev().find(|event| event.firm == firm && event.day <= day);
        let Some(event) = latest else { return Self { effect: 0.0, stir: 1.0, talk: None } };
        let later = day - event.day;
        let fading = |(now, days): (f64, f64)| now * (-(later as f64) / days).exp();
        Self { effect: event.left(later), stir: 1.0 + fading(STIR), talk: Some((event.kind.topic(), fading(TALK))) }
    }

    /// Shares of negative, neutral and positive posts: the effect is taken from one end and given to the other.
    fn mix(&self, usual: [f64; 3], mood: f64) -> [f64; 3] {
        let tilted = [usual[0] * mood.exp(), usual[1], usual[2] * (-mood).exp()];
        let whole: f64 = tilted.iter().sum();
        let half = self.effect / 2.0;
        [tilted[0] / whole - half, tilted[1] / whole, tilted[2] / whole + half].map(|share| share.max(0.01))
    }

    fn topic(&self, feeling: Feeling, random: &mut impl RngExt) -> Topic {
        if let Some((topic, share)) = self.talk
            && random.random_bool(share)
        {
            return topic;
        }
        TOPICS[weighted(&TOPICS.map(|(_, shares)| shares[feeling as usize]), random)].0
    }
}

/// The posts of the first or the second year.
pub fn of_year(posts: &[Post], second: bool) -> impl Iterator<Item = &Post> {
    let cut = day(DAYS / 2).and_then(|day| Ok(day.to_zoned(TimeZone::UTC)?.timestamp().as_second())).unwrap_or(0);
    posts.iter().filter(move |post| (post.time >= cut) == second)
}

#[cfg(test)]
mod tests {
    use super::super::plan::plan;
    use super::*;

    fn mean<'a>(posts: impl Iterator<Item = &'a Post>) -> f64 {
        let (n, sum) = posts.fold((0.0, 0.0), |(n, sum), post| (n + 1.0, sum + post.meant as i32 as f64 - 1.0));
        sum / n
    }

    #[test]
    fn two_years_hold_about_seventy_thousand_posts() {
        let posts = simulate(&plan(1).unwrap(), 1).unwrap();
        assert!((60_000..100_000).contains(&posts.len()), "{}", posts.len());
        assert!(posts.windows(2).all(|pair| pair[0].time <= pair[1].time && pair[0].id < pair[1].id));
        assert_eq!(of_year(&posts, false).count() + of_year(&posts, true).count(), posts.len());
        assert!(of_year(&posts, true).count() * 5 > posts.len() * 2);
        let distinct: std::collections::BTreeSet<&str> = posts.iter().map(|post| post.text.as_str()).collect();
        assert!(distinct.len() * 10 > posts.len() * 7, "{} of {}", distinct.len(), posts.len());
        for post in &posts {
            assert!(!post.text.contains(['{', '}', '<', '>', '|']) && !post.text.contains("  "), "{}", post.text);
            assert!((3..500).contains(&post.text.chars().count()), "{}", post.text);
        }
    }

    #[test]
    fn planted_effects_are_in_what_was_meant() {
        // Chance stays in each event; over all of them it does not.
        let events = plan(1).unwrap();
        let posts = simulate(&events, 1).unwrap();
        let first = FIRST.to_zoned(TimeZone::UTC).unwrap().timestamp().as_second();
        let change = |event: &Event| {
            let side = |from: usize, to: usize| {
                let times = first + from as i64 * 86_400..first + to as i64 * 86_400;
                mean(posts.iter().filter(|p| p.brand == event.firm && times.contains(&p.time)))
            };
            side(event.day, event.day + 28) - side(event.day - 91, event.day)
        };
        let errors: Vec<f64> = events.iter().map(|event| change(event) - event.effect).collect();
        let mean = errors.iter().sum::<f64>() / errors.len() as f64;
        assert!(mean.abs() < 0.03, "{mean}");
        assert!(errors.iter().all(|error| error.abs() < 0.25), "{errors:?}");
    }
}
