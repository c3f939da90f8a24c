//! Putting a post together: what is said, then how this person writes it down.

use rand::RngExt;

use super::grammar::{Phrases, Scene, Tongue, pick};
use super::manner;
use super::market::{Brand, Feeling, Topic};
use super::people::{NUMBERS, Person};

/// Makes texts in both languages.
#[derive(Debug)]
pub struct Writer {
    brands: &'static [Brand],
    english: Phrases,
    italian: Phrases,
}

/// Where a post names the brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Front,
    End,
    Tag,
    Within,
}

impl Writer {
    /// Reads what is said of these brands.
    ///
    /// # Errors
    /// When a phrase file of this program is not well written.
    pub fn new(brands: &'static [Brand], scene: Scene) -> anyhow::Result<Self> {
        let [english, italian] = [Tongue::English, Tongue::Italian].map(|tongue| Phrases::read(scene, tongue));
        Ok(Self { brands, english: english?, italian: italian? })
    }

    /// The phrases of a language.
    pub fn phrases(&self, tongue: Tongue) -> &Phrases {
        match tongue {
            Tongue::English => &self.english,
            Tongue::Italian => &self.italian,
        }
    }

    /// A post about something.
    pub fn opinion(
        &self,
        brand: usize,
        topic: Topic,
        feeling: Feeling,
        person: &Person,
        random: &mut impl RngExt,
    ) -> String {
        let phrases = self.phrases(person.tongue);
        let names = Names::draw(self.brands, brand, person.tongue, random);
        let mut text = String::new();
        if random.random_bool(0.2) {
            let opener = choose(phrases.openers(feeling), random);
            text.push_str(&phrases.expand(opener, &|name| names.get(name), random));
        }
        if let Some(section) = phrases.section(topic, feeling) {
            let mut said: Vec<&str> = vec![choose(&section.core, random)];
            if random.random_bool(0.36) {
                said.push(choose(&section.more, random));
            }
            if random.random_bool(if feeling == Feeling::Neutral { 0.26 } else { 0.34 }) && section.closer {
                said.push(choose(phrases.closers(feeling), random));
            }
            for (index, fragment) in said.into_iter().enumerate() {
                let sentence = phrases.expand(fragment, &|name| names.get(name), random);
                // Nobody thanks twice in one breath.
                if index > 0 && repeats(&text, &sentence) {
                    continue;
                }
                if index == 0 {
                    manner::after_opener(&mut text, &sentence);
                } else {
                    manner::join(&mut text, &sentence, person, random);
                }
            }
        }
        let place = match random.random::<f64>() {
            p if p < 0.56 => Place::Front,
            p if p < 0.70 => Place::End,
            p if p < 0.80 => Place::Tag,
            _ => Place::Within,
        };
        self.finish(text, brand, Some(topic), feeling, person, place, random)
    }

    /// An answer of a few words to the brand, or to somebody else who wrote to it.
    pub fn reply(&self, brand: usize, feeling: Feeling, person: &Person, random: &mut impl RngExt) -> String {
        let phrases = self.phrases(person.tongue);
        let names = Names::draw(self.brands, brand, person.tongue, random);
        let fragment = choose(phrases.replies(feeling), random);
        let text = phrases.expand(fragment, &|name| names.get(name), random);
        self.finish(text, brand, None, feeling, person, Place::Front, random)
    }

    /// A few words put before or behind what somebody else said.
    pub fn comment(&self, brand: usize, feeling: Feeling, person: &Person, random: &mut impl RngExt) -> String {
        let phrases = self.phrases(person.tongue);
        let names = Names::draw(self.brands, brand, person.tongue, random);
        let text = phrases.expand(choose(phrases.closers(feeling), random), &|name| names.get(name), random);
        manner::write_down(text, feeling, person, random)
    }

    /// A line in the brand's own voice.
    pub fn line(&self, fragment: &str, brand: usize, tongue: Tongue, random: &mut impl RngExt) -> String {
        let names = Names::draw(self.brands, brand, tongue, random);
        self.phrases(tongue).expand(fragment, &|name| names.get(name), random)
    }

    #[expect(clippy::too_many_arguments, reason = "all that a post depends on, once")]
    fn finish(
        &self,
        text: String,
        brand: usize,
        topic: Option<Topic>,
        feeling: Feeling,
        person: &Person,
        place: Place,
        random: &mut impl RngExt,
    ) -> String {
        let Brand { short, handle, tag, .. } = &self.brands[brand];
        let mut text = manner::write_down(text, feeling, person, random);
        let named = text.to_lowercase().contains(&short.to_lowercase());
        let phrases = self.phrases(person.tongue);
        if random.random_bool(person.emoji) {
            text.push(' ');
            let emoji = choose(phrases.emoji(feeling), random);
            let times = if random.random_bool(0.2) { random.random_range(2..=3) } else { 1 };
            text.push_str(&emoji.repeat(times));
        }
        match place {
            Place::End => text = format!("{text} @{handle}"),
            Place::Tag => text = format!("{text} #{tag}"),
            Place::Within if named => {}
            Place::Front | Place::Within => text = format!("@{handle} {text}"),
        }
        if let Some(topic) = topic {
            if random.random_bool(person.tags) {
                text = format!("{text} {}", choose(phrases.tags(topic), random));
            }
            if random.random_bool(0.025) {
                text = format!("{text} https://pic.example/{}", manner::scramble(random));
            }
        }
        text
    }
}

/// What the names in fragments stand for in one post.
struct Names {
    brand: &'static Brand,
    rival: &'static str,
    plan: &'static str,
    user: u32,
    tongue: Tongue,
}

impl Names {
    fn draw(brands: &'static [Brand], at: usize, tongue: Tongue, random: &mut impl RngExt) -> Self {
        let brand = &brands[at];
        let others = (1..brands.len()).map(|step| &brands[(at + step) % brands.len()]);
        let rivals: Vec<&Brand> = others.filter(|other| other.sector == brand.sector).collect();
        let rival = pick(&rivals, random).map_or(brand.short, |rival| rival.short);
        let plan = pick(&brand.plans, random).copied().unwrap_or_default();
        Self { brand, rival, plan, user: random.random_range(0..NUMBERS), tongue }
    }

    fn get(&self, name: &str) -> Option<String> {
        let brand = self.brand;
        Some(match name {
            "brand" => brand.short.to_owned(),
            "rival" => self.rival.to_owned(),
            "plan" => self.plan.to_owned(),
            "club" => brand.club.to_owned(),
            "tag" => brand.tag.to_owned(),
            "site" => brand.site.to_owned(),
            "at" => format!("@{}", brand.handle),
            "user" => format!("u{:05}", self.user),
            "app" if self.tongue == Tongue::Italian => format!("app {}", brand.short),
            "app" => format!("{} app", brand.short),
            _ => return None,
        })
    }
}

/// Whether a sentence begins with what was said already.
fn repeats(text: &str, sentence: &str) -> bool {
    let start = sentence.split(' ').next().unwrap_or_default();
    let start = start.get(..5).unwrap_or(start).to_lowercase();
    start.len() > 2 && text.to_lowercase().contains(&start)
}

/// One of several; nothing where there is none.
fn choose<'a>(list: &'a [String], random: &mut impl RngExt) -> &'a str {
    pick(list, random).map_or("", String::as_str)
}
