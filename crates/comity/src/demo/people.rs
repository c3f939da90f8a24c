//! The people who write: how much, about whom, in what temper, and in what manner.

use rand::RngExt;
use rand_distr::{Distribution, StandardNormal};

use super::grammar::Tongue;
use super::market::{Brand, Feeling};

/// How many there are.
const PEOPLE: u32 = 9_000;
/// Their numbers are spread over this range, by a stride that has no factor in common with it: none comes twice.
pub const NUMBERS: u32 = 100_000;
const STRIDE: u32 = 40_503;
/// Share of posts about a brand that is not their author's own.
const ABOUT_OTHERS: f64 = 0.06;
/// Share of people who write Italian.
const ITALIAN: f64 = 0.15;

/// How somebody writes.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// Number, as in `u01234`.
    pub number: u32,
    /// The language they write.
    pub tongue: Tongue,
    /// Never a capital.
    pub lower: bool,
    /// Leaves apostrophes out.
    pub hasty: bool,
    /// Ends sentences with a full stop.
    pub tidy: bool,
    /// Chance of an emoji in a post.
    pub emoji: f64,
    /// Chance of a hashtag.
    pub tags: f64,
    /// Chance of a slip of the finger.
    pub slips: f64,
}

impl Person {
    /// Name in the column `author` and in mentions, as in an export that replaced names by numbers.
    pub fn name(&self) -> String {
        format!("u{:05}", self.number)
    }
}

/// All of them, with tables to draw from.
#[derive(Debug)]
pub struct People {
    people: Vec<Person>,
    brands: &'static [Brand],
    /// For each brand and feeling: people with the running sum of their weights.
    tables: Vec<[Vec<(f64, u32)>; 3]>,
}

impl People {
    /// Draws everybody who is a customer of one of these.
    pub fn draw(brands: &'static [Brand], random: &mut impl RngExt) -> Self {
        let mut people = Vec::with_capacity(PEOPLE as usize);
        let mut tables: Vec<[Vec<(f64, u32)>; 3]> = brands.iter().map(|_| Default::default()).collect();
        let offset: u32 = random.random_range(0..NUMBERS);
        for index in 0..PEOPLE {
            let home = home(brands, random.random());
            let temper: f64 = StandardNormal.sample(random);
            // Zipf's law with Mandelbrot's shift: a few write every week, most once or twice a year.
            let activity = f64::from(index + 100).powf(-0.9);
            people.push(Person {
                number: (index * STRIDE + offset) % NUMBERS,
                tongue: if random.random_bool(ITALIAN) { Tongue::Italian } else { Tongue::English },
                lower: random.random_bool(0.34),
                hasty: random.random_bool(0.2),
                tidy: random.random_bool(0.42),
                emoji: 0.45 * random.random::<f64>().powi(2),
                tags: 0.4 * random.random::<f64>().powi(3),
                slips: 0.12 * random.random::<f64>().powi(3),
            });
            for feeling in Feeling::ALL {
                let lean = match feeling {
                    Feeling::Negative => -0.7 * temper,
                    Feeling::Neutral => 0.0,
                    Feeling::Positive => 0.7 * temper,
                };
                let table = &mut tables[home][feeling as usize];
                let so_far = table.last().map_or(0.0, |(sum, _)| *sum);
                table.push((so_far + activity * lean.exp(), index));
            }
        }
        Self { people, brands, tables }
    }

    /// Somebody who writes about a brand with a feeling.
    pub fn somebody(&self, brand: usize, feeling: Feeling, random: &mut impl RngExt) -> Option<&Person> {
        let home = if random.random_bool(ABOUT_OTHERS) { home(self.brands, random.random()) } else { brand };
        let table = self.tables.get(home)?.get(feeling as usize)?;
        let at = random.random::<f64>() * table.last()?.0;
        let found = table.partition_point(|(sum, _)| *sum <= at).min(table.len() - 1);
        self.people.get(table[found].1 as usize)
    }
}

/// The brand whose customers hold that place between 0 and 1.
fn home(brands: &[Brand], place: f64) -> usize {
    let mut sum = 0.0;
    brands
        .iter()
        .position(|brand| {
            sum += brand.share;
            place < sum
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::super::market::BRANDS;
    use super::*;

    #[test]
    fn few_write_much_and_many_write_little() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let people = People::draw(&BRANDS, &mut random);
        let mut posts: BTreeMap<u32, u32> = BTreeMap::new();
        for _ in 0..40_000 {
            let brand = home(&BRANDS, random.random());
            *posts.entry(people.somebody(brand, Feeling::Neutral, &mut random).unwrap().number).or_default() += 1;
        }
        let most = posts.values().max().unwrap();
        let small = posts.values().filter(|n| **n <= 4).count();
        assert!((20..150).contains(most), "{most}");
        assert!(small * 2 > posts.len(), "{small} of {}", posts.len());
    }

    #[test]
    fn complaints_come_from_other_people_than_praise() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let people = People::draw(&BRANDS, &mut random);
        let mut draw = |feeling| -> Vec<u32> {
            (0..500).map(|_| people.somebody(0, feeling, &mut random).unwrap().number).collect()
        };
        let (angry, again, happy) = (draw(Feeling::Negative), draw(Feeling::Negative), draw(Feeling::Positive));
        let shared = |a: &[u32], b: &[u32]| a.iter().filter(|n| b.contains(n)).count();
        assert!(shared(&angry, &again) > shared(&angry, &happy));
    }
}
