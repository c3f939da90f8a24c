//! Questions of the simulated customers, answered by the firm and by each other; one waits.

use std::collections::BTreeMap;

use comity_exchange::capital::Stage;
use comity_participation::activity::{Questions as Rules, Setting};
use comity_participation::contribution::Kind;
use comity_participation::moderation::Button;
use comity_participation::status::OutcomeKind;
use comity_store::{ActivityId, CommentId, ContributionId, PersonId};

use super::{Customers, Desk, Named, new};

/// Days before today.
const OPENS: i64 = 70;

/// A question: the day, whose, its language, title and body; and its answers.
struct Sketch(i64, usize, &'static str, &'static str, &'static str, &'static [Answer]);

/// An answer: how many days later, a customer's or, without one, the firm's; its words; whether it is taken.
struct Answer(i64, Option<usize>, &'static str, bool);

const QUESTIONS: [Sketch; 6] = [
    Sketch(
        68,
        5,
        "it",
        "Da quando vale il nuovo consiglio?",
        "Ho detto sì ieri: devo aspettare la prossima bolletta?",
        &[Answer(1, None, "No: il primo consiglio arriva entro sette giorni, poi uno al mese.", true)],
    ),
    Sketch(
        61,
        28,
        "en",
        "Does advice look at calls abroad?",
        "",
        &[
            Answer(1, Some(12), "Mine did: it said that I would save with a roaming day pass.", true),
            Answer(2, None, "It does, since June: calls and data abroad count as usage like any other.", false),
        ],
    ),
    Sketch(
        44,
        0,
        "en",
        "Can I see what my advice was worked out from?",
        "I would like to check it before I change my plan.",
        &[Answer(
            2,
            None,
            "Yes: under “My information”, each piece of advice names the values that it was worked out from.",
            true,
        )],
    ),
    Sketch(
        27,
        61,
        "it",
        "Chi paga se il consiglio era sbagliato?",
        "",
        &[
            Answer(
                1,
                Some(33),
                "A me hanno rimborsato la differenza del mese, ho scritto dalla pagina delle offerte.",
                false,
            ),
            Answer(3, None, "Paghiamo noi la differenza, per tre mesi al massimo: è scritto nelle condizioni.", true),
        ],
    ),
    Sketch(
        12,
        80,
        "en",
        "Is there an app, or only this page?",
        "",
        &[Answer(2, Some(19), "Only the page, as far as I know.", false)],
    ),
    Sketch(2, 97, "it", "Posso condividere il consiglio con mia madre?", "Ha un contratto a suo nome.", &[]),
];

const STATUSES: [Named; 4] = [
    ("open", "open", "aperta", None),
    ("looking", "we are finding out", "ci stiamo informando", None),
    ("answered", "answered", "risposta data", Some(OutcomeKind::Answered)),
    ("not-now", "not answered", "senza risposta", Some(OutcomeKind::NotNow)),
];

/// What is there by now.
#[derive(Default)]
pub struct Questions {
    activity: Option<ActivityId>,
    asked: BTreeMap<usize, (ContributionId, PersonId)>,
}

impl Questions {
    /// What happens on a day; says whether anything did.
    pub async fn day(&mut self, desk: &Desk, day: i64, customers: &Customers) -> anyhow::Result<bool> {
        if day == OPENS {
            let title = ["Questions about better advice", "Domande sui consigli"];
            let setting = Setting::Questions(Rules { firm_only: false });
            self.activity = Some(desk.open(title, Stage::Service, &STATUSES, setting).await?);
        }
        let Some(activity) = self.activity else { return Ok(false) };
        let mut something = day == OPENS;
        for (place, Sketch(asked, who, language, title, body, answers)) in QUESTIONS.iter().enumerate() {
            if *asked == day {
                let question = new(Kind::Question, language, title, body)?;
                self.asked.insert(place, desk.bring(activity, (customers, *who), question, true).await?);
                something = true;
            }
            for Answer(_, by, words, taken) in answers.iter().filter(|answer| asked - answer.0 == day) {
                self.answer(desk, place, (*by, customers), words, *taken).await?;
                something = true;
            }
        }
        Ok(something)
    }

    async fn answer(
        &self,
        desk: &Desk,
        place: usize,
        (by, customers): (Option<usize>, &Customers),
        words: &str,
        taken: bool,
    ) -> anyhow::Result<()> {
        let Some((question, asked_by)) = self.asked.get(&place) else { return Ok(()) };
        let moderator = desk.moderator()?;
        let answer: CommentId = match by {
            None => desk.store.comment_add(&moderator, *question, None, words.into()).await?.id,
            Some(who) => {
                let there = customers.iter().find(|(at, id)| *at >= who && id != asked_by);
                let Some((_, id)) = there else { return Ok(()) };
                let added = desk.store.comment_add(&desk.person(*id), *question, None, words.into()).await?;
                if !added.shown {
                    desk.store.comment_moderate(&moderator, (added.id, 1), Button::Approve).await?;
                }
                added.id
            }
        };
        if taken {
            // Whoever asked may have left: then the firm says which answer it was.
            let still = customers.iter().any(|(_, id)| id == asked_by);
            let by = if still { desk.person(*asked_by) } else { moderator };
            desk.store.answer_accept(&by, *question, answer).await?;
        }
        Ok(())
    }
}
