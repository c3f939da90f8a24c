//! The year that is simulated: how much is written each day, how people feel, and what was planted.

use jiff::civil::{Date, Weekday, date};
use rand::RngExt;

use super::draw::swing;
use super::market::{BRANDS, EVERYDAY, Feeling, TOPICS, Topic};

/// First day.
pub const FIRST: Date = date(2025, 3, 1);
/// Number of days.
pub const DAYS: usize = 365;
/// Posts a day, all brands together, before events and competitions.
const POSTS_A_DAY: f64 = 106.5;

/// What was planted, and nothing else was.
pub mod planted {
    /// The brand, in [`super::BRANDS`].
    pub const BRAND: usize = 0;
    /// The day, from the first: 30 January 2026.
    pub const DAY: usize = 335;
    /// The same as people write it.
    pub const DATE: &str = "2026-01-30";
    /// Added to the shares of negative, neutral and positive posts on that day.
    pub const SHIFT: [f64; 3] = [0.16, -0.05, -0.11];
    /// Days in which half of it fades, in a straight line.
    pub const HALF: f64 = 42.0;
    /// Share of negative, neutral and positive posts that speak of the fares on that day.
    pub const TALK: [f64; 3] = [0.65, 0.30, 0.10];
    /// Days in which that talk falls to a third.
    pub const TALK_DAYS: f64 = 30.0;
    /// Of the talk: the price, loyalty, not having been told.
    pub const ABOUT: [f64; 3] = [0.45, 0.25, 0.30];
    /// Posts on that day, against what would have been written, less one.
    pub const VOLUME: f64 = 0.8;
    /// Days in which that falls to a third.
    pub const VOLUME_DAYS: f64 = 8.0;
}

/// The mood of the whole sector from day to day, and each brand's own.
#[derive(Debug)]
pub struct Year {
    common: Vec<f64>,
    own: [Vec<f64>; BRANDS.len()],
    outage: [Vec<f64>; BRANDS.len()],
}

impl Year {
    /// Draws moods and outages.
    pub fn draw(random: &mut impl RngExt) -> Self {
        let common = swing(DAYS, 0.7, 0.13, random);
        let own = std::array::from_fn(|_| swing(DAYS, 0.4, 0.08, random));
        let mut outage: [Vec<f64>; BRANDS.len()] = std::array::from_fn(|_| vec![0.0; DAYS]);
        // Storms and failed exchanges hit everybody, though not alike; each network also fails now and then on its own.
        for _ in 0..6 {
            let day = random.random_range(0..DAYS as u32) as usize;
            for days in &mut outage {
                fail(days, day, random.random_range(0.4..1.0));
            }
        }
        for days in &mut outage {
            for _ in 0..4 {
                fail(days, random.random_range(0..DAYS as u32) as usize, random.random_range(0.3..0.9));
            }
        }
        Self { common, own, outage }
    }

    /// Posts to expect of a brand on a day.
    pub fn volume(&self, brand: usize, day: usize) -> f64 {
        let week = match weekday(day) {
            Weekday::Saturday => 0.80,
            Weekday::Sunday => 0.72,
            Weekday::Monday => 1.14,
            _ => 1.07,
        };
        let stir = 1.0 + 0.9 * self.outage[brand][day];
        let event =
            since_planted(brand, day).map_or(1.0, |t| 1.0 + planted::VOLUME * (-t / planted::VOLUME_DAYS).exp());
        POSTS_A_DAY * BRANDS[brand].share * week * stir * event
    }

    /// Shares of negative, neutral and positive posts.
    pub fn mix(&self, brand: usize, day: usize) -> [f64; 3] {
        let mood = self.common[day] + self.own[brand][day] + 0.6 * self.outage[brand][day];
        let [negative, neutral, positive] = BRANDS[brand].mix;
        let tilted = [negative * mood.exp(), neutral, positive * (-mood).exp()];
        let whole: f64 = tilted.iter().sum();
        let fade = since_planted(brand, day).map_or(0.0, |t| 1.0 - 0.5 * (t / planted::HALF).min(1.0));
        std::array::from_fn(|k| (tilted[k] / whole + fade * planted::SHIFT[k]).max(0.01))
    }

    /// How likely each of [`Topic::ALL`] is; adds up to one.
    pub fn topics(&self, brand: usize, day: usize, feeling: Feeling) -> [f64; Topic::ALL.len()] {
        let k = feeling as usize;
        let talk = since_planted(brand, day).map_or(0.0, |t| planted::TALK[k] * (-t / planted::TALK_DAYS).exp());
        let season = match day {
            107..=183 => 3.0,
            290..=310 => 1.6,
            _ => 0.8,
        };
        let mut shares = [0.0; Topic::ALL.len()];
        for (share, (topic, usual)) in shares.iter_mut().zip(TOPICS) {
            let known = BRANDS[brand].known_for.iter().find(|(t, _)| *t == topic).map_or(1.0, |(_, more)| *more);
            let now = match topic {
                Topic::Coverage => 1.0 + 4.0 * self.outage[brand][day],
                Topic::Told => 1.0 + self.outage[brand][day],
                Topic::Roaming => season,
                _ => 1.0,
            };
            *share = usual[k] * known * now;
        }
        let whole: f64 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share *= (1.0 - talk) / whole);
        shares[EVERYDAY..].iter_mut().zip(planted::ABOUT).for_each(|(share, part)| *share = talk * part);
        shares
    }
}

/// Days since the planted event, if it concerns this brand and has happened.
pub fn since_planted(brand: usize, day: usize) -> Option<f64> {
    (brand == planted::BRAND).then(|| day.checked_sub(planted::DAY)).flatten().map(|days| days as f64)
}

/// Day of the week.
pub fn weekday(day: usize) -> Weekday {
    // 1 March 2025 was a Saturday.
    let offset = Weekday::Saturday.to_monday_zero_offset() as usize;
    Weekday::from_monday_zero_offset(((day + offset) % 7) as i8).unwrap_or(Weekday::Monday)
}

/// How likely each hour of the day is, relatively; working days, then weekends.
pub const HOURS: [[f64; 24]; 2] = [
    [
        1.0, 0.5, 0.3, 0.2, 0.2, 0.5, 1.4, 2.8, 4.4, 5.4, 5.6, 5.2, 5.4, 5.6, 5.2, 5.0, 5.2, 5.8, 6.4, 6.6, 6.2, 5.0,
        3.6, 2.0,
    ],
    [
        1.6, 1.0, 0.6, 0.3, 0.2, 0.3, 0.6, 1.2, 2.4, 4.0, 5.2, 5.8, 5.6, 5.2, 5.0, 5.0, 5.2, 5.6, 6.0, 6.2, 6.0, 5.2,
        4.0, 2.6,
    ],
];

/// An outage, and the day after.
fn fail(days: &mut [f64], day: usize, strength: f64) {
    for (k, share) in [1.0, 0.35].into_iter().enumerate() {
        if let Some(now) = days.get_mut(day + k) {
            *now = f64::max(*now, strength * share);
        }
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    #[test]
    fn the_day_is_the_date() {
        let days = i64::try_from(planted::DAY).unwrap();
        assert_eq!(FIRST.checked_add(jiff::Span::new().days(days)).unwrap().to_string(), planted::DATE);
        assert_eq!(weekday(planted::DAY), planted::DATE.parse::<Date>().unwrap().weekday());
    }

    #[test]
    fn half_of_what_was_planted_is_left_after_six_weeks() {
        let quiet = Year {
            common: vec![0.0; DAYS],
            own: std::array::from_fn(|_| vec![0.0; DAYS]),
            outage: std::array::from_fn(|_| vec![0.0; DAYS]),
        };
        let check = |brand: usize, day: usize, expect: f64| {
            let mix = quiet.mix(brand, day);
            assert!((mix[0] - expect).abs() < 1e-9, "{brand} {day} {mix:?}");
            assert!((mix.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        };
        check(0, planted::DAY - 1, 0.30);
        check(0, planted::DAY, 0.46);
        check(0, planted::DAY + 21, 0.42);
        check(1, planted::DAY, 0.34);
    }

    #[test]
    fn shares_of_topics_add_up() {
        let year = Year::draw(&mut ChaCha8Rng::seed_from_u64(3));
        for day in 0..DAYS {
            for feeling in Feeling::ALL {
                assert!((year.topics(0, day, feeling).iter().sum::<f64>() - 1.0).abs() < 1e-9);
            }
        }
    }
}
