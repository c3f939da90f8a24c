//! What everybody is going to do, and on which day, drawn before anything happens. Days are counted back from today.

use comity_exchange::amount::Amount;
use comity_exchange::counter::Alternative;
use comity_exchange::id::ItemId;
use comity_store::PersonNew;
use rand::RngExt;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use super::cast::{CUSTOMERS, MINORS};
use super::paper::{BILL, HELPING, SIGNAL, USAGE};
use crate::demo::draw::weighted;

/// Days of what the firm does.
pub mod days {
    /// The firm and its members come into the books.
    pub const OPENS: i64 = 152;
    /// The first version is published.
    pub const FIRST: i64 = 140;
    /// Groups of customers are brought in and invited: the day, and up to which customer.
    pub const WAVES: [(i64, usize); 3] = [(138, 120), (91, 180), (20, super::CUSTOMERS)];
    /// Minors and guardians come.
    pub const FAMILIES: i64 = 88;
    /// The vote opens; it lasts 14 days.
    pub const VOTE: i64 = 58;
    /// The second version is published.
    pub const SECOND: i64 = 24;
    /// The draft with mistakes is begun.
    pub const DRAFT: i64 = 6;
}

/// How somebody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mood {
    /// Yes to everything.
    Yes,
    /// Yes, but for one clause.
    But(&'static str),
    /// Yes, if: with a condition on one clause.
    If(&'static str, Alternative),
    /// No to the whole.
    No,
}

/// What somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Answers what is on offer.
    Answer(Mood),
    /// Signs an offer that was made of their condition to that version.
    Sign(u32),
    /// Votes.
    Vote(bool),
    /// Moves the setting for messages.
    Messages(u32),
    /// Withdraws a consent.
    Withdraw(&'static str),
    /// Leaves.
    Leave,
    /// Takes back what they asked for.
    TakeBack,
    /// Asks to be erased.
    Erase,
}

/// One act of one person on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// How many days ago.
    pub day: i64,
    /// Whose: a place among everybody.
    pub who: usize,
    /// What.
    pub act: Act,
}

/// Draws what everybody does; `everybody` as [`super::cast`] gives them.
///
/// # Errors
/// Never, unless a name in here is none.
pub fn plan(seed: u64, everybody: &[PersonNew]) -> anyhow::Result<Vec<Step>> {
    let italian = |who: usize| everybody.get(who).is_some_and(|person| person.language == "it");
    let mut random = ChaCha8Rng::seed_from_u64(seed ^ 0x0068_6f75_7365);
    let mut steps = Vec::new();
    for who in 1..CUSTOMERS {
        let wave = days::WAVES.iter().position(|(_, upto)| who < *upto).unwrap_or_default();
        let invited = days::WAVES[wave].0;
        let mut add = |day: i64, act| steps.push(Step { day, who, act });
        match who {
            // Two who ask to be forgotten after having agreed.
            7 => {
                add(130, Act::Answer(Mood::Yes));
                add(50, Act::Erase);
                continue;
            }
            12 => {
                add(125, Act::Answer(Mood::If(USAGE, words(who, italian(who)))));
                add(9, Act::Erase);
                continue;
            }
            _ => {}
        }
        let mut agreed = false;
        if wave < 2 {
            // Some of the later group take their time: the second version overtakes what they ask for.
            let slow = wave == 1 && random.random_bool(0.25);
            let day =
                if slow { days::SECOND + random.random_range(1..12) } else { invited - random.random_range(1..27) };
            let mood = mood(&[0.34, 0.18, 0.28, 0.08, 0.12], (who, italian(who)), 1, &mut random)?;
            agreed = !matches!(mood, None | Some(Mood::No));
            let asks = matches!(mood, Some(Mood::If(..)));
            if let Some(mood) = mood {
                add(day, Act::Answer(mood));
            }
            if asks && random.random_bool(0.06) {
                add(day, Act::TakeBack);
            }
            if agreed {
                let later = |from: i64, random: &mut ChaCha8Rng| {
                    random.random_range(days::SECOND + 1..from.max(days::SECOND + 2))
                };
                match weighted(&[0.07, 0.04, 0.2, 0.69], &mut random) {
                    0 => add(
                        later(day - 8, &mut random),
                        Act::Withdraw(if who % 2 == 0 { "advice" } else { "coverage" }),
                    ),
                    1 => {
                        let day = if random.random_bool(0.5) {
                            later(day - 8, &mut random)
                        } else {
                            random.random_range(2..20)
                        };
                        add(day, Act::Leave);
                        continue;
                    }
                    2 => add(later(day - 2, &mut random), Act::Messages([0, 2, 4][who % 3])),
                    _ => {}
                }
                if random.random_bool(0.45) {
                    add(days::VOTE - random.random_range(1..13), Act::Vote(random.random_bool(0.76)));
                }
            }
        }
        let newest = invited.min(days::SECOND);
        let shares = if agreed || wave == 2 { [0.36, 0.08, 0.26, 0.05, 0.25] } else { [0.08, 0.02, 0.04, 0.26, 0.6] };
        if let Some(mood) = mood(&shares, (who, italian(who)), 2, &mut random)? {
            // Those with a condition come later than those without, as it takes thought.
            let late = matches!(mood, Mood::If(..)) && random.random_bool(0.7);
            let day = if late { random.random_range(1..12) } else { newest - random.random_range(1..newest - 1) };
            add(day, Act::Answer(mood));
        }
    }
    // The one whom the portal's link is for: a condition that was met, a setting, a vote, and a new version to answer.
    steps.push(Step { day: 131, who: 0, act: Act::Answer(Mood::If(USAGE, shorter(90))) });
    steps.push(Step { day: 101, who: 0, act: Act::Messages(2) });
    steps.push(Step { day: days::VOTE - 3, who: 0, act: Act::Vote(true) });
    for minor in 0..MINORS - 2 {
        let mood = if minor % 2 == 0 { Mood::Yes } else { Mood::But(SIGNAL) };
        steps.push(Step { day: days::FAMILIES - 2 - minor as i64, who: CUSTOMERS + 2 * minor, act: Act::Answer(mood) });
    }
    steps.sort_by_key(|step| (std::cmp::Reverse(step.day), step.who));
    Ok(steps)
}

/// Draws an answer: shares of yes, yes but, yes if, no, and silence.
fn mood(
    shares: &[f64; 5],
    (who, italian): (usize, bool),
    version: u32,
    random: &mut ChaCha8Rng,
) -> anyhow::Result<Option<Mood>> {
    Ok(match weighted(shares, random) {
        0 => Some(Mood::Yes),
        1 => Some(Mood::But([SIGNAL, HELPING, USAGE][weighted(&[0.5, 0.3, 0.2], random)])),
        2 => Some(condition((who, italian), version, random)?),
        3 => Some(Mood::No),
        _ => None,
    })
}

fn condition((who, italian): (usize, bool), version: u32, random: &mut ChaCha8Rng) -> anyhow::Result<Mood> {
    let kinds = [0.27, 0.1, 0.08, 0.13, 0.14, 0.09, 0.06, 0.1, 0.03];
    let few = |names: &[&str]| names.iter().map(|name| ItemId::new(name)).collect::<Result<_, _>>();
    let amount = |text| Amount::parse(text).map_err(|error| anyhow::anyhow!("{error}"));
    Ok(match weighted(&kinds, random) {
        0 => Mood::If(USAGE, shorter(90)),
        1 => Mood::If(USAGE, shorter(60)),
        2 => Mood::If(USAGE, shorter(30)),
        3 => {
            let items = few(if version == 1 { &["plan"] } else { &["plan", "usage"] })?;
            Mood::If(USAGE, Alternative { items: Some(items), ..Alternative::default() })
        }
        4 => Mood::If(USAGE, words(who, italian)),
        5 => Mood::If(SIGNAL, Alternative { amount: Some(amount("5")?), ..Alternative::default() }),
        6 => Mood::If(SIGNAL, Alternative { amount: Some(amount("4")?), ..Alternative::default() }),
        7 => Mood::If(SIGNAL, Alternative { recipients: Some(Default::default()), ..Alternative::default() }),
        _ => Mood::If(
            BILL,
            Alternative { words: Some("Please send it on paper, too.".into()), ..Alternative::default() },
        ),
    })
}

fn shorter(days: u32) -> Alternative {
    Alternative { retention_days: Some(days), ..Alternative::default() }
}

/// A condition in own words, as customers would put it.
fn words(who: usize, italian: bool) -> Alternative {
    let (english, in_italian) = [
        (
            "Only if I can see everything that you hold about me.",
            "Solo se posso vedere tutto quello che avete su di me.",
        ),
        ("Not while I am travelling abroad.", "Non quando sono all’estero."),
        (
            "Only if a person reads my questions, not a machine.",
            "Solo se alle mie domande risponde una persona, non una macchina.",
        ),
        ("Tell me before you change my plan, please.", "Avvisatemi prima di cambiare la mia offerta, per favore."),
        ("Leave the nights out: I work shifts.", "Lasciate fuori le notti: lavoro a turni."),
    ][who % 5];
    Alternative { words: Some(if italian { in_italian } else { english }.into()), ..Alternative::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(seed: u64) -> anyhow::Result<Vec<Step>> {
        super::plan(seed, &[])
    }

    #[test]
    fn the_same_seed_makes_the_same_plan() {
        assert_eq!(plan(1).unwrap(), plan(1).unwrap());
        assert_ne!(plan(1).unwrap(), plan(2).unwrap());
    }

    #[test]
    fn some_vote_against() {
        let votes = |seed, yes| plan(seed).unwrap().iter().filter(|step| step.act == Act::Vote(yes)).count();
        assert!((4..25).contains(&votes(1, false)) && votes(1, true) > 40, "{} {}", votes(1, true), votes(1, false));
        let [no, yes] = [false, true].map(|yes| (0..20).map(|seed| votes(seed, yes)).sum::<usize>());
        assert!((0.19..0.29).contains(&(no as f64 / (no + yes) as f64)), "{no} against, {yes} for");
    }

    #[test]
    fn everything_happens_after_what_it_rests_on() {
        for seed in 0..20 {
            let steps = plan(seed).unwrap();
            assert!(steps.iter().all(|step| (1..days::FIRST).contains(&step.day)), "{steps:?}");
            for step in steps.iter().filter(|step| matches!(step.act, Act::Answer(_)) && step.who < CUSTOMERS) {
                let (invited, _) = days::WAVES.into_iter().find(|(_, upto)| step.who < *upto).unwrap();
                assert!(step.day < invited, "{step:?}");
            }
        }
    }
}
