//! Ideas of the simulated customers: brought, voted on, merged, answered, and a few that wait for whoever opens the demo.

use std::collections::BTreeMap;

use anyhow::Context as _;
use comity_exchange::capital::Stage;
use comity_exchange::text::Language;
use comity_participation::activity::{Ideas as Rules, Setting};
use comity_participation::contribution::Kind;
use comity_participation::moderation::{Button, Reason, ReasonKind};
use comity_participation::name::Name;
use comity_participation::response::Ballot;
use comity_participation::status::{OutcomeKind, Status, StatusSet};
use comity_participation::text::{Field, Text};
use comity_store::{
    ActivityId, ActivityNew, Actor, Context, ContributionId, ContributionNew, ExchangeId, PersonId, Role, Store,
};

use super::firm::Firm;
use super::paper::both;

/// Days before today on which something happens.
const OPENS: i64 = 62;
const ANSWERS: i64 = 40;
const MERGES: i64 = 33;
const DONE: i64 = 8;

/// An idea: the day, whose it is as a place among customers, how many of a hundred others are for it, its language, title and body.
struct Sketch(i64, usize, u64, &'static str, &'static str, &'static str);

const IDEAS: [Sketch; 9] = [
    Sketch(
        60,
        3,
        62,
        "it",
        "Avvisarmi prima che finiscano i giga",
        "Un messaggio all’80%, e non quando è già finito tutto.",
    ),
    Sketch(
        58,
        0,
        48,
        "en",
        "Say on the bill what changed since last month",
        "Two lines would do: what is new, and what it costs.",
    ),
    Sketch(
        55,
        21,
        30,
        "it",
        "Un operatore che richiama",
        "Lasciare il numero e essere richiamati, invece di aspettare al telefono.",
    ),
    Sketch(51, 34, 12, "en", "Unlimited data for everybody", "At the price of today."),
    Sketch(
        47,
        9,
        26,
        "it",
        "Messaggio quando sto per superare la soglia",
        "Così decido io se rallentare o comprare altri giga.",
    ),
    Sketch(30, 40, 35, "it", "Mappa dei guasti in corso", "Con l’ora in cui sarà riparato, anche se è una stima."),
    Sketch(
        19,
        52,
        22,
        "en",
        "A plan for the months abroad",
        "I study abroad from September to February and pay twice.",
    ),
    Sketch(3, 64, 9, "it", "Fattura leggibile con lo screen reader", "Il PDF di oggi è un’immagine."),
    Sketch(2, 71, 0, "en", "Pay in two parts", "Half on the first, half on the fifteenth."),
];
/// How many of the last nobody of the firm has looked at.
const UNSEEN: usize = 2;

/// What is there by now.
pub struct Ideas {
    store: Store,
    firm: Firm,
    exchange: ExchangeId,
    activity: Option<ActivityId>,
    brought: BTreeMap<usize, ContributionId>,
}

/// A number that looks drawn, below a hundred.
fn share(customer: usize, idea: usize) -> u64 {
    let mixed = (customer as u64 * 64 + idea as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 33) % 100
}

impl Ideas {
    /// Nothing yet.
    pub fn of(store: &Store, firm: &Firm, exchange: ExchangeId) -> Self {
        Self { store: store.clone(), firm: firm.clone(), exchange, activity: None, brought: BTreeMap::new() }
    }

    /// What happens on a day, with the customers who are there by their place; says whether anything did.
    ///
    /// # Errors
    /// The books'.
    pub async fn day(&mut self, day: i64, customers: &[(usize, PersonId)]) -> anyhow::Result<bool> {
        if day == OPENS {
            self.open().await?;
        }
        let Some(activity) = self.activity else { return Ok(false) };
        for (place, sketch) in IDEAS.iter().enumerate().filter(|(_, sketch)| sketch.0 == day) {
            self.bring(activity, place, sketch, customers).await?;
        }
        match day {
            ANSWERS => self.answer().await?,
            MERGES => self.merge(customers).await?,
            DONE => {
                let words = "Dal primo del mese arriva un messaggio all’80% e uno al 100%. Grazie a chi lo ha chiesto.";
                self.status(0, "done", words).await?;
            }
            _ => {}
        }
        self.vote(day, customers).await?;
        Ok(day == OPENS || IDEAS.iter().any(|sketch| sketch.0 == day) || [ANSWERS, MERGES, DONE].contains(&day))
    }

    async fn open(&mut self) -> anyhow::Result<()> {
        let status = |name: &str, english: &str, italian: &str, outcome| -> anyhow::Result<Status> {
            Ok(Status { name: Name::new(name)?, words: both(english, italian)?, outcome })
        };
        let statuses = vec![
            status("open", "open", "aperta", None)?,
            status("looking", "we are looking into it", "la stiamo valutando", None)?,
            status("planned", "planned", "in programma", Some(OutcomeKind::Planned))?,
            status("done", "done", "fatta", Some(OutcomeKind::Done))?,
            status("not-now", "not now", "non ora", Some(OutcomeKind::NotNow))?,
        ];
        let new = ActivityNew {
            title: both("What should be better?", "Che cosa dovremmo migliorare?")?,
            stage: Stage::Service,
            clause: None,
            agreed_only: false,
            opens: None,
            closes: None,
            statuses: StatusSet::new(statuses)?,
            setting: Setting::Ideas(Rules { against: true }),
        };
        self.activity = Some(self.store.activity_open(&self.firm.as_a(Role::Owner)?, self.exchange, new).await?);
        Ok(())
    }

    async fn bring(
        &mut self,
        activity: ActivityId,
        place: usize,
        Sketch(_, who, _, language, title, body): &Sketch,
        customers: &[(usize, PersonId)],
    ) -> anyhow::Result<()> {
        // Somebody else has it where this one is gone.
        let there = customers.iter().find(|(at, _)| at >= who).context("nobody is left to bring an idea")?;
        let new = ContributionNew {
            kind: Kind::Idea,
            title: (*title).into(),
            body: (*body).into(),
            language: Language::new(language)?,
            particulars: None,
        };
        let brought = self.store.contribution_bring(&self.person(there.1), activity, new).await?;
        if !brought.shown && place + UNSEEN < IDEAS.len() {
            let moderator = self.firm.as_a(Role::Moderator)?;
            self.store.contribution_moderate(&moderator, (brought.id, 1), Button::Approve).await?;
        }
        self.brought.insert(place, brought.id);
        Ok(())
    }

    /// Everybody looks in now and then, and votes on what has come since.
    async fn vote(&self, day: i64, customers: &[(usize, PersonId)]) -> anyhow::Result<()> {
        for (customer, id) in customers.iter().filter(|(customer, _)| (*customer as i64 + day) % 9 == 0) {
            for (place, idea) in self.brought.iter().filter(|(place, _)| **place + UNSEEN < IDEAS.len()) {
                let (drawn, likes) = (share(*customer, *place), IDEAS[*place].2);
                let against = drawn >= 96 || (*place == 3 && drawn >= 80);
                let ballot = if drawn < likes { Ballot::For } else { Ballot::Against };
                if drawn >= likes && !against {
                    continue;
                }
                match self.store.contribution_vote(&self.person(*id), *idea, Some(ballot)).await {
                    // What has its outcome takes no more votes.
                    Ok(_) | Err(comity_store::Error::Participation(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(())
    }

    async fn answer(&self) -> anyhow::Result<()> {
        self.status(1, "planned", "We are rebuilding the bill for spring; these two lines will be on its first page.")
            .await?;
        let words = "It would cost more than what all of you pay. We would rather say so than let it stand here.";
        self.status(3, "not-now", words).await?;
        let moderator = self.firm.as_a(Role::Moderator)?;
        if let Some(idea) = self.brought.get(&2) {
            let asked = "Quando le andrebbe bene essere richiamata? Proviamo prima con le sere.";
            self.store.comment_add(&moderator, *idea, None, asked.into()).await?;
        }
        Ok(())
    }

    async fn merge(&self, customers: &[(usize, PersonId)]) -> anyhow::Result<()> {
        let moderator = self.firm.as_a(Role::Moderator)?;
        if let (Some(into), Some(from)) = (self.brought.get(&0), self.brought.get(&4)) {
            self.store.contribution_merge(&moderator, *from, *into).await?;
        }
        // One that was not for this place, with a reason that its author sees.
        let (Some(activity), Some((_, id))) = (self.activity, customers.iter().find(|(place, _)| *place >= 77)) else {
            return Ok(());
        };
        let new = ContributionNew {
            kind: Kind::Idea,
            title: "Il mio vicino di casa fa rumore".into(),
            body: "Anche di notte.".into(),
            language: Language::new("it")?,
            particulars: None,
        };
        let brought = self.store.contribution_bring(&self.person(*id), activity, new).await?;
        let words = Text::new(
            "Qui raccogliamo idee sulla rete e sul servizio; per questo non possiamo fare nulla.",
            Field::Answer,
        );
        let words = words.map_err(|_| anyhow::anyhow!("a reason is no text"))?;
        let no = Button::Decline { reason: Reason { kind: ReasonKind::OffTopic, words } };
        Ok(self.store.contribution_moderate(&moderator, (brought.id, 1), no).await?)
    }

    async fn status(&self, place: usize, status: &str, words: &str) -> anyhow::Result<()> {
        let moderator = self.firm.as_a(Role::Moderator)?;
        let idea = *self.brought.get(&place).context("an idea that nobody brought")?;
        let saw = self.store.contribution_get(&moderator, idea).await?.line.version;
        Ok(self.store.contribution_status_set(&moderator, (idea, saw), status, words.into()).await?)
    }

    fn person(&self, id: PersonId) -> Context {
        Context { firm: self.firm.id, actor: Actor::Person { id }, request: "simulated".into() }
    }
}
