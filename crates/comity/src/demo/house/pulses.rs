//! How it was for the simulated customers: they look at their page now and then, and most of those who are asked answer.

use comity_participation::pulse::Question;
use comity_participation::text::{Field, Text};
use comity_store::{OwnPulse, PulseId, Store};

use super::person::Customer;
use super::plan::days;

/// Days between two looks. No moment that the rules know is so many days away that what comes first on such a day decides.
const EACH: i64 = 9;
/// How many of a hundred look, answer, and write why.
const LOOK: u64 = 62;
const ANSWER: u64 = 64;
const WRITE: u64 = 38;

/// What they write, in Italian and in English: before and after the second version of the terms.
const WHY: [[[&str; 3]; 2]; 2] = [
    [
        [
            "Vorrei vedere che cosa ne fate, prima di darvi altro.",
            "Troppo lungo da leggere sul telefono.",
            "Il consiglio era giusto, ho risparmiato.",
        ],
        [
            "I would like to see what you do with it before I give you more.",
            "It is long to read on a phone.",
            "The advice was right, and I pay less now.",
        ],
    ],
    [
        [
            "Adesso capisco a che cosa serve.",
            "Ho potuto scegliere quanti messaggi ricevere.",
            "Mi avete risposto davvero.",
        ],
        ["Now I see what it is for.", "I chose how many messages I get.", "Somebody really answered me."],
    ],
];

/// A number that looks drawn, below a hundred: another one for each customer, day and question.
pub fn share(who: usize, day: i64, what: u64) -> u64 {
    let mixed = (who as u64 * 4_096 + day.unsigned_abs() * 16 + what + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 33) % 100
}

/// Whether it is a day on which customers look at their pages.
pub fn is_day(day: i64) -> bool {
    day % EACH == 4
}

/// Whether a customer looks at their page on such a day.
pub fn looks(who: usize, day: i64) -> bool {
    share(who, day, 0) < LOOK
}

/// A customer looks at their page, and answers what they are asked there.
///
/// # Errors
/// The books'.
pub async fn look(customer: &Customer, day: i64) -> anyhow::Result<()> {
    let ctx = customer.ctx();
    match customer.store.pulse_ask(&ctx).await? {
        Some(asked) => says(customer, &asked, (customer.place, day)).await,
        None => Ok(()),
    }
}

/// A customer who declined or left is asked once, and answers or not.
///
/// # Errors
/// The books'.
pub async fn after_leaving(customer: &Customer) -> anyhow::Result<()> {
    match customer.store.pulse_ask_leaving(&customer.ctx(), customer.exchange).await? {
        Some(asked) => says(customer, &asked, (customer.place, days::FIRST)).await,
        None => Ok(()),
    }
}

async fn says(customer: &Customer, asked: &OwnPulse, (who, day): (usize, i64)) -> anyhow::Result<()> {
    let (store, ctx): (&Store, _) = (&customer.store, customer.ctx());
    let id: PulseId = asked.id;
    if share(who, day, 1) >= ANSWER {
        if share(who, day, 2) < 30 {
            store.pulse_not_now(&ctx, id).await?;
        }
        return Ok(());
    }
    let later = usize::from(day < days::SECOND);
    let points =
        (3_u64..).zip(Question::ALL).filter(|(place, _)| share(who, day, *place) >= 6).map(|(place, question)| {
            // Easier to bear than to change anything; the second version gives people more say.
            let level = [7.0, 6.4, if later == 1 { 7.6 } else { 5.6 }, 7.2, 4.6][place as usize - 3];
            let swing = (share(who, day, place + 8) as f64 + share(who, 0, place) as f64 - 99.0) / 26.0;
            (question, (level + swing).round().clamp(0.0, 10.0) as u8)
        });
    let english = usize::from(customer.language.to_string() == "en");
    let writes = share(who, day, 14) < WRITE;
    let why = WHY[later][english][(share(who, day, 15) % 3) as usize];
    let why = if writes { Some(Text::new(why, Field::Comment)?) } else { None };
    let points: std::collections::BTreeMap<_, _> = points.collect();
    if points.is_empty() && why.is_none() {
        return Ok(());
    }
    store.pulse_answer(&ctx, id, points, why).await.map_err(Into::into)
}
