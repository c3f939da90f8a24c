//! A challenge among the simulated customers: entries were taken, discussed and scored, and the winner is said.

use std::collections::BTreeMap;

use comity_exchange::capital::Stage;
use comity_exchange::time::Timestamp;
use comity_participation::activity::challenge::{Criterion, Evaluator, Window};
use comity_participation::activity::{Challenge as Rules, Setting};
use comity_participation::contribution::Kind;
use comity_participation::id::MemberId;
use comity_participation::name::Name;
use comity_participation::response::Ballot;
use comity_participation::status::OutcomeKind;
use comity_store::{ActivityId, Context, ContributionId, Role};

use super::{Customers, Desk, Named, new, share, unless_refused};
use crate::demo::house::paper::both;

/// Days before today on which a phase begins; the last one ends in two weeks.
const SUBMIT: i64 = 48;
const DISCUSS: i64 = 30;
const EVALUATE: i64 = 20;
const AWARD: i64 = 9;
const ENDS: i64 = -14;

/// An entry: the day, whose, how many of a hundred others are for it, what the two who score give by each criterion, its
/// language, title and body.
struct Sketch(i64, usize, u64, [[u8; 2]; 2], &'static str, &'static str, &'static str);

const ENTRIES: [Sketch; 5] = [
    Sketch(
        45,
        17,
        52,
        [[8, 9], [7, 10]],
        "it",
        "Tre righe e un numero",
        "Quanto spendi, quanto spenderesti, che cosa cambia; e il numero di chi risponde se non è chiaro.",
    ),
    Sketch(
        42,
        0,
        38,
        [[7, 6], [8, 7]],
        "en",
        "The year as a strip of twelve",
        "One square for each month, coloured by what it cost. The expensive ones are the ones to talk about.",
    ),
    Sketch(
        40,
        52,
        21,
        [[9, 4], [9, 3]],
        "it",
        "La bolletta cantata",
        "Un messaggio vocale di venti secondi, per chi non legge volentieri.",
    ),
    Sketch(
        37,
        88,
        33,
        [[5, 8], [6, 8]],
        "en",
        "Ask me one question first",
        "Is it about saving, or about not thinking of it? Then show only that.",
    ),
    Sketch(33, 70, 6, [[3, 4], [4, 3]], "en", "Send it on paper", "Like it used to be."),
];

const STATUSES: [Named; 3] = [
    ("open", "taken in", "ricevuta", None),
    ("awarded", "won", "ha vinto", Some(OutcomeKind::Awarded)),
    ("not-now", "did not win", "non ha vinto", Some(OutcomeKind::NotNow)),
];

/// What is there by now.
#[derive(Default)]
pub struct Challenge {
    activity: Option<ActivityId>,
    entries: BTreeMap<usize, ContributionId>,
}

impl Challenge {
    /// What happens on a day; says whether anything did.
    pub async fn day(&mut self, desk: &Desk, day: i64, customers: &Customers) -> anyhow::Result<bool> {
        if day == SUBMIT {
            self.activity = Some(open(desk).await?);
        }
        let Some(activity) = self.activity else { return Ok(false) };
        for (place, sketch) in ENTRIES.iter().enumerate().filter(|(_, sketch)| sketch.0 == day) {
            let Sketch(_, who, _, _, language, title, body) = sketch;
            let entry = new(Kind::Entry, language, title, body)?;
            self.entries.insert(place, desk.bring(activity, (customers, *who), entry, true).await?.0);
        }
        match day {
            _ if (EVALUATE..DISCUSS).contains(&(day - 1)) => self.vote(desk, day, customers).await?,
            _ if day == EVALUATE - 3 => self.score(desk, Role::Moderator, 0).await?,
            _ if day == EVALUATE - 6 => self.score(desk, Role::Owner, 1).await?,
            _ if day == AWARD - 1 => self.award(desk).await?,
            _ => {}
        }
        let days = [SUBMIT, EVALUATE - 3, EVALUATE - 6, AWARD - 1];
        Ok(days.contains(&day) || ENTRIES.iter().any(|sketch| sketch.0 == day))
    }

    async fn vote(&self, desk: &Desk, day: i64, customers: &Customers) -> anyhow::Result<()> {
        for (customer, id) in customers.iter().filter(|(customer, _)| (*customer as i64 + day) % 8 == 0) {
            for (place, entry) in &self.entries {
                if share(*customer, 50 + place) < ENTRIES[*place].2 {
                    let voted = desk.store.contribution_vote(&desk.person(*id), *entry, Some(Ballot::For)).await;
                    unless_refused(voted)?;
                }
            }
        }
        Ok(())
    }

    async fn score(&self, desk: &Desk, role: Role, by: usize) -> anyhow::Result<()> {
        for (place, entry) in &self.entries {
            let [clear, kind] = ENTRIES[*place].3[by];
            let points = vec![(Name::new("clear")?, clear), (Name::new("for-all")?, kind)];
            desk.store.entry_score(&desk.firm.as_a(role)?, *entry, points).await?;
        }
        Ok(())
    }

    async fn award(&self, desk: &Desk) -> anyhow::Result<()> {
        for (place, entry) in &self.entries {
            let (status, words) = match place {
                0 => (
                    "awarded",
                    "La più chiara per tutti: da marzo il consiglio mensile ha questa forma, con il suo nome in fondo se lo vuole.",
                ),
                1 => ("not-now", "Second by half a point. We will try the strip on the page of the year."),
                _ => (
                    "not-now",
                    "Thank you for taking part: what we liked in each entry is on the page of the challenge.",
                ),
            };
            desk.status(*entry, status, words).await?;
        }
        Ok(())
    }
}

async fn open(desk: &Desk) -> anyhow::Result<ActivityId> {
    let window = |from: i64, to: i64| {
        let at = |day: i64| Timestamp(crate::web::app::now() - day * 86_400_000_000);
        Window { opens: at(from), closes: at(to) }
    };
    let criterion = |name: &str, words: [&str; 2]| -> anyhow::Result<Criterion> {
        Ok(Criterion { name: Name::new(name)?, words: both(words[0], words[1])?, most: 10, weight: 1 })
    };
    let rules = Rules {
        submit: window(SUBMIT + 1, DISCUSS),
        discuss: Some(window(DISCUSS, EVALUATE)),
        evaluate: window(EVALUATE, AWARD),
        award: window(AWARD, ENDS),
        criteria: vec![
            criterion("clear", ["Clear at first sight", "Chiara a prima vista"])?,
            criterion("for-all", ["Good for everybody", "Va bene per tutti"])?,
        ],
        evaluators: [evaluator(&desk.firm.as_a(Role::Owner)?)?, evaluator(&desk.moderator()?)?].into(),
    };
    let title = ["How would you show advice?", "Come mostrereste un consiglio?"];
    let dates = Some((rules.submit.opens.0, rules.award.closes.0));
    desk.open_from(dates, title, Stage::ContentCreation, &STATUSES, Setting::Challenge(rules)).await
}

fn evaluator(member: &Context) -> anyhow::Result<Evaluator> {
    let comity_store::Actor::Member { id, .. } = &member.actor else { anyhow::bail!("only members score") };
    Ok(Evaluator::Member(MemberId(u128::from_be_bytes(*id.bytes()))))
}
