//! Ideas of the simulated customers: brought, voted on, merged, answered, and a few that wait for whoever opens the demo.

use std::collections::BTreeMap;

use anyhow::Context as _;
use comity_exchange::capital::Stage;
use comity_participation::activity::{Ideas as Rules, Setting};
use comity_participation::contribution::Kind;
use comity_participation::moderation::{Button, Reason, ReasonKind};
use comity_participation::response::Ballot;
use comity_participation::status::OutcomeKind;
use comity_participation::text::{Field, Text};
use comity_store::{ActivityId, ContributionId};

use super::{Customers, Desk, Named, new, share, unless_refused};

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

const STATUSES: [Named; 5] = [
    ("open", "open", "aperta", None),
    ("looking", "we are looking into it", "la stiamo valutando", None),
    ("planned", "planned", "in programma", Some(OutcomeKind::Planned)),
    ("done", "done", "fatta", Some(OutcomeKind::Done)),
    ("not-now", "not now", "non ora", Some(OutcomeKind::NotNow)),
];

/// What is there by now.
#[derive(Default)]
pub struct Ideas {
    activity: Option<ActivityId>,
    brought: BTreeMap<usize, ContributionId>,
}

impl Ideas {
    /// What happens on a day; says whether anything did.
    pub async fn day(&mut self, desk: &Desk, day: i64, customers: &Customers) -> anyhow::Result<bool> {
        if day == OPENS {
            let title = ["What should be better?", "Che cosa dovremmo migliorare?"];
            let setting = Setting::Ideas(Rules { against: true });
            self.activity = Some(desk.open(title, Stage::Service, &STATUSES, setting).await?);
        }
        let Some(activity) = self.activity else { return Ok(false) };
        for (place, sketch) in IDEAS.iter().enumerate().filter(|(_, sketch)| sketch.0 == day) {
            let Sketch(_, who, _, language, title, body) = sketch;
            let (idea, looked) = (new(Kind::Idea, language, title, body)?, place + UNSEEN < IDEAS.len());
            self.brought.insert(place, desk.bring(activity, (customers, *who), idea, looked).await?.0);
        }
        match day {
            ANSWERS => self.answer(desk).await?,
            MERGES => self.merge(desk, activity, customers).await?,
            DONE => {
                let words = "Dal primo del mese arriva un messaggio all’80% e uno al 100%. Grazie a chi lo ha chiesto.";
                self.status(desk, 0, "done", words).await?;
            }
            _ => {}
        }
        self.vote(desk, day, customers).await?;
        Ok(day == OPENS || IDEAS.iter().any(|sketch| sketch.0 == day) || [ANSWERS, MERGES, DONE].contains(&day))
    }

    /// Everybody looks in now and then, and votes on what has come since.
    async fn vote(&self, desk: &Desk, day: i64, customers: &Customers) -> anyhow::Result<()> {
        for (customer, id) in customers.iter().filter(|(customer, _)| (*customer as i64 + day) % 9 == 0) {
            for (place, idea) in self.brought.iter().filter(|(place, _)| **place + UNSEEN < IDEAS.len()) {
                let (drawn, likes) = (share(*customer, *place), IDEAS[*place].2);
                let against = drawn >= 96 || (*place == 3 && drawn >= 80);
                let ballot = if drawn < likes { Ballot::For } else { Ballot::Against };
                if drawn >= likes && !against {
                    continue;
                }
                unless_refused(desk.store.contribution_vote(&desk.person(*id), *idea, Some(ballot)).await)?;
            }
        }
        Ok(())
    }

    async fn answer(&self, desk: &Desk) -> anyhow::Result<()> {
        let words = "We are rebuilding the bill for spring; these two lines will be on its first page.";
        self.status(desk, 1, "planned", words).await?;
        let words = "It would cost more than what all of you pay. We would rather say so than let it stand here.";
        self.status(desk, 3, "not-now", words).await?;
        if let Some(idea) = self.brought.get(&2) {
            let asked = "Quando le andrebbe bene essere richiamata? Proviamo prima con le sere.";
            desk.store.comment_add(&desk.moderator()?, *idea, None, asked.into()).await?;
        }
        Ok(())
    }

    async fn merge(&self, desk: &Desk, activity: ActivityId, customers: &Customers) -> anyhow::Result<()> {
        let moderator = desk.moderator()?;
        if let (Some(into), Some(from)) = (self.brought.get(&0), self.brought.get(&4)) {
            desk.store.contribution_merge(&moderator, *from, *into).await?;
        }
        // One that was not for this place, with a reason that its author sees.
        if !customers.iter().any(|(place, _)| *place >= 77) {
            return Ok(());
        }
        let idea = new(Kind::Idea, "it", "Il mio vicino di casa fa rumore", "Anche di notte.")?;
        let (brought, _) = desk.bring(activity, (customers, 77), idea, false).await?;
        let words = Text::new(
            "Qui raccogliamo idee sulla rete e sul servizio; per questo non possiamo fare nulla.",
            Field::Answer,
        );
        let words = words.map_err(|_| anyhow::anyhow!("a reason is no text"))?;
        let no = Button::Decline { reason: Reason { kind: ReasonKind::OffTopic, words } };
        Ok(desk.store.contribution_moderate(&moderator, (brought, 1), no).await?)
    }

    async fn status(&self, desk: &Desk, place: usize, status: &str, words: &str) -> anyhow::Result<()> {
        desk.status(*self.brought.get(&place).context("an idea that nobody brought")?, status, words).await
    }
}
