//! Hand-written fragments, and how a sentence is made of one.
//!
//! A fragment is plain text with `{one|other}` for a choice and `<slot>` for a word from a list; both nest. `<2-9>` is a
//! whole number between the two. The lists are in the phrase files, or are given by whoever asks (names of brands, say).

use std::collections::BTreeMap;

use anyhow::Context;
use rand::RngExt;
use serde::Deserialize;

use super::market::{Feeling, Topic};

/// A language that simulated customers write in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    English,
    /// Italian.
    Italian,
}

impl Tongue {
    /// Both.
    #[cfg(test)]
    pub const ALL: [Self; 2] = [Self::English, Self::Italian];
}

/// What is spoken of: each scene has phrase files of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// Mobile operators, and the planted change of fares.
    Operators,
    /// Firms of any industry.
    Firms,
}

impl Scene {
    /// Both.
    #[cfg(test)]
    pub const ALL: [Self; 2] = [Self::Operators, Self::Firms];

    /// What can be spoken of.
    pub fn topics(self) -> &'static [Topic] {
        match self {
            Self::Operators => &Topic::ALL,
            Self::Firms => &[
                Topic::Service,
                Topic::Price,
                Topic::Loyalty,
                Topic::App,
                Topic::Privacy,
                Topic::Told,
                Topic::Community,
                Topic::General,
            ],
        }
    }

    fn files(self, tongue: Tongue) -> (&'static str, &'static [&'static str]) {
        match (self, tongue) {
            (Self::Operators, Tongue::English) => (
                include_str!("phrases/en/voice.toml"),
                &[
                    include_str!("phrases/en/network.toml"),
                    include_str!("phrases/en/money.toml"),
                    include_str!("phrases/en/people.toml"),
                    include_str!("phrases/en/information.toml"),
                    include_str!("phrases/en/fares.toml"),
                ],
            ),
            (Self::Operators, Tongue::Italian) => (
                include_str!("phrases/it/voce.toml"),
                &[include_str!("phrases/it/temi.toml"), include_str!("phrases/it/tariffe.toml")],
            ),
            (Self::Firms, Tongue::English) => {
                (include_str!("phrases/en/firms_voice.toml"), &[include_str!("phrases/en/firms.toml")])
            }
            (Self::Firms, Tongue::Italian) => {
                (include_str!("phrases/it/imprese_voce.toml"), &[include_str!("phrases/it/imprese.toml")])
            }
        }
    }
}

/// One thing for each feeling.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByFeeling<T> {
    negative: T,
    neutral: T,
    positive: T,
}

impl<T> ByFeeling<T> {
    /// That of a feeling.
    pub fn of(&self, feeling: Feeling) -> &T {
        match feeling {
            Feeling::Negative => &self.negative,
            Feeling::Neutral => &self.neutral,
            Feeling::Positive => &self.positive,
        }
    }
}

/// What is said of a topic with a feeling.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Sentences that stand alone.
    pub core: Vec<String>,
    /// What may follow any of them.
    pub more: Vec<String>,
    /// Whether they may end as any post of that feeling: a tip does not end in "any idea?".
    #[serde(default = "yes")]
    pub closer: bool,
}

fn yes() -> bool {
    true
}

/// Lines of the brands' own accounts, and the one that customers pass on.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// What the account posts from week to week.
    pub lines: Vec<String>,
    /// What a competition asks people to repeat.
    pub contest: String,
    /// How the change of fares is announced.
    pub fares: String,
    /// The protest that goes round after it.
    pub protest: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Voice {
    slots: BTreeMap<String, Vec<String>>,
    opener: ByFeeling<Vec<String>>,
    closer: ByFeeling<Vec<String>>,
    reply: ByFeeling<Vec<String>>,
    emoji: ByFeeling<Vec<String>>,
    tag: BTreeMap<String, Vec<String>>,
    /// None where the brands do not speak themselves.
    #[serde(default)]
    house: House,
}

/// Everything that can be said in one language.
#[derive(Debug)]
pub struct Phrases {
    voice: Voice,
    topics: BTreeMap<String, ByFeeling<Section>>,
}

impl Phrases {
    /// Reads the fragments of a scene in a language.
    ///
    /// # Errors
    /// When a phrase file of this program is not well written.
    pub fn read(scene: Scene, tongue: Tongue) -> anyhow::Result<Self> {
        let (voice, topics) = scene.files(tongue);
        let context = || format!("the demo's phrases ({scene:?}, {tongue:?}) are not well written");
        let voice = toml::from_str(voice).with_context(context)?;
        let mut all = BTreeMap::new();
        for text in topics {
            let some: BTreeMap<String, ByFeeling<Section>> = toml::from_str(text).with_context(context)?;
            all.extend(some);
        }
        for topic in scene.topics() {
            all.contains_key(topic.name()).then_some(()).with_context(|| format!("no phrases for {}", topic.name()))?;
        }
        Ok(Self { voice, topics: all })
    }

    /// What is said of a topic.
    pub fn section(&self, topic: Topic, feeling: Feeling) -> Option<&Section> {
        self.topics.get(topic.name()).map(|sections| sections.of(feeling))
    }

    /// How posts begin.
    pub fn openers(&self, feeling: Feeling) -> &[String] {
        self.voice.opener.of(feeling)
    }

    /// How they end.
    pub fn closers(&self, feeling: Feeling) -> &[String] {
        self.voice.closer.of(feeling)
    }

    /// Answers of a few words.
    pub fn replies(&self, feeling: Feeling) -> &[String] {
        self.voice.reply.of(feeling)
    }

    /// Emoji.
    pub fn emoji(&self, feeling: Feeling) -> &[String] {
        self.voice.emoji.of(feeling)
    }

    /// Hashtags of a topic.
    pub fn tags(&self, topic: Topic) -> &[String] {
        self.voice.tag.get(topic.tag()).map_or(&[], Vec::as_slice)
    }

    /// What the brands say themselves.
    pub fn house(&self) -> &House {
        &self.voice.house
    }

    /// Makes a sentence of a fragment. `names` says what `<brand>` and its like stand for here; it comes before the lists.
    pub fn expand(&self, fragment: &str, names: &dyn Fn(&str) -> Option<String>, random: &mut impl RngExt) -> String {
        let mut out = String::with_capacity(160);
        self.write(fragment, names, random, &mut out);
        out
    }

    fn write(
        &self,
        mut rest: &str,
        names: &dyn Fn(&str) -> Option<String>,
        random: &mut impl RngExt,
        out: &mut String,
    ) {
        while let Some(at) = rest.find(['{', '<']) {
            out.push_str(&rest[..at]);
            let Some((inside, after)) = enclosed(&rest[at..]) else {
                rest = &rest[at..];
                break;
            };
            if rest[at..].starts_with('{') {
                if let Some(option) = pick(&options(inside), random) {
                    self.write(option, names, random, out);
                }
            } else if let Some((low, high)) = range(inside) {
                out.push_str(&random.random_range(low..=high).to_string());
            } else if let Some(name) = names(inside) {
                out.push_str(&name);
            } else if let Some(word) = self.voice.slots.get(inside).and_then(|words| pick(words, random)) {
                self.write(word, names, random, out);
            }
            rest = after;
        }
        out.push_str(rest);
    }

    /// Every fragment there is, for tests.
    #[cfg(test)]
    pub fn all(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for feeling in Feeling::ALL {
            let lists =
                [self.openers(feeling), self.closers(feeling), self.replies(feeling), self.emoji(feeling)].concat();
            assert!(lists.iter().all(|text| !text.is_empty()));
            for list in [self.openers(feeling), self.closers(feeling), self.replies(feeling), self.emoji(feeling)] {
                all.extend(list.iter().map(String::as_str));
            }
            for sections in self.topics.values() {
                let section = sections.of(feeling);
                all.extend(section.core.iter().chain(&section.more).map(String::as_str));
            }
        }
        let house = self.house();
        let once = [&house.contest, &house.fares, &house.protest].map(String::as_str);
        all.extend(once.into_iter().filter(|line| !line.is_empty()));
        all.extend(house.lines.iter().chain(self.voice.slots.values().flatten()).map(String::as_str));
        all
    }

    /// Names of the lists.
    #[cfg(test)]
    pub fn has_slot(&self, name: &str) -> bool {
        self.voice.slots.contains_key(name)
    }
}

/// One of several, each as likely.
pub fn pick<'a, T>(list: &'a [T], random: &mut impl RngExt) -> Option<&'a T> {
    let last = u32::try_from(list.len()).ok()?.checked_sub(1)?;
    list.get(random.random_range(0..=last) as usize)
}

/// What stands between a bracket and its partner, and what follows.
pub fn enclosed(text: &str) -> Option<(&str, &str)> {
    let (open, close) = if text.starts_with('{') { ('{', '}') } else { ('<', '>') };
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some((&text[1..at], &text[at + 1..]));
            }
        }
    }
    None
}

/// Splits at the bars that are not inside another bracket.
pub fn options(inside: &str) -> Vec<&str> {
    let mut depth = 0;
    inside
        .split(|c: char| {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            c == '|' && depth == 0
        })
        .collect()
}

/// The two ends of `2-9`.
pub fn range(inside: &str) -> Option<(u32, u32)> {
    let (low, high) = inside.split_once('-')?;
    let (low, high) = (low.parse().ok()?, high.parse().ok()?);
    (low <= high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    fn everywhere() -> impl Iterator<Item = (Scene, Tongue)> {
        Scene::ALL.into_iter().flat_map(|scene| Tongue::ALL.map(|tongue| (scene, tongue)))
    }

    fn check(fragment: &str, expect: &[&str]) {
        let phrases = Phrases::read(Scene::Operators, Tongue::English).unwrap();
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let names = |name: &str| (name == "brand").then(|| "Norda".to_owned());
        let made: BTreeSet<String> = (0..200).map(|_| phrases.expand(fragment, &names, &mut random)).collect();
        assert_eq!(made.iter().map(String::as_str).collect::<Vec<_>>(), expect, "{fragment}");
    }

    #[test]
    fn fragments_are_expanded() {
        check("plain", &["plain"]);
        check("{a|b} c", &["a c", "b c"]);
        check("{a|{b|c}d|}", &["", "a", "bd", "cd"]);
        check("<brand> <2-4>", &["Norda 2", "Norda 3", "Norda 4"]);
        check("{<brand>|x}!", &["Norda!", "x!"]);
        check("open {bracket", &["open {bracket"]);
    }

    #[test]
    fn every_fragment_is_whole_and_every_slot_known() {
        let given = ["brand", "rival", "app", "club", "plan", "at", "tag", "site", "user"];
        for (scene, tongue) in everywhere() {
            let phrases = Phrases::read(scene, tongue).unwrap();
            for fragment in phrases.all() {
                assert!(!fragment.trim().is_empty());
                assert_eq!(fragment.matches('{').count(), fragment.matches('}').count(), "{fragment}");
                assert_eq!(fragment.matches('<').count(), fragment.matches('>').count(), "{fragment}");
                for part in fragment.split('<').skip(1) {
                    let name = part.split('>').next().unwrap();
                    let known = given.contains(&name) || range(name).is_some() || phrases.has_slot(name);
                    assert!(known, "<{name}> in {fragment:?}");
                }
            }
        }
    }

    #[test]
    fn every_topic_has_something_to_say_with_every_feeling() {
        for (scene, tongue) in everywhere() {
            let phrases = Phrases::read(scene, tongue).unwrap();
            for &topic in scene.topics() {
                for feeling in Feeling::ALL {
                    let section = phrases.section(topic, feeling).unwrap();
                    assert!(
                        !section.core.is_empty() && !section.more.is_empty(),
                        "{scene:?} {tongue:?} {topic:?} {feeling:?}"
                    );
                }
                assert!(!phrases.tags(topic).is_empty(), "{scene:?} {tongue:?} {topic:?}");
            }
        }
    }
}
