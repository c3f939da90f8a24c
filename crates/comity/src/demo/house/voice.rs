//! What matters to the simulated customers: some say it when they look at their page, and some said it in an interview.

use comity_exchange::time::Timestamp;
use comity_participation::refusal::Refusal;
use comity_participation::text::{Field, Text};
use comity_participation::voice::{Kind, Standing};
use comity_store::{Conflict, Context, Error};

use super::person::Customer;
use super::pulses::share;

/// How many of a hundred who look say something, and how many say that what was noted is so.
const SAY: u64 = 14;
const CONFIRM: u64 = 55;

/// Days before today on which interviews are noted, and of whom: by their places.
const INTERVIEWS: [(i64, std::ops::Range<usize>); 2] = [(60, 1..13), (3, 0..6)];
/// Another row of [`share`] than that of pulses.
const ROW: usize = 10_000;

/// What they say of each kind, in Italian and in English.
const SAID: [[[&str; 4]; 2]; 3] = [
    [
        [
            "Pagare solo i dati che uso.",
            "Avere un piano solo per tutta la famiglia.",
            "Capire la bolletta senza chiamare nessuno.",
            "Cambiare piano da solo, quando viaggio.",
        ],
        [
            "To pay for the data that I use.",
            "One plan for the whole family.",
            "To read my bill without calling anybody.",
            "To change my plan myself when I travel.",
        ],
    ],
    [
        [
            "La bolletta è lunga e non vedo che cosa è cambiato.",
            "Quando chiamo, spiego tutto da capo ogni volta.",
            "In bolletta trovo costi che non riconosco.",
            "Non so quanti dati mi restano.",
        ],
        [
            "The bill is long and I cannot see what changed.",
            "When I call I explain it all again.",
            "There are costs on my bill that I do not recognise.",
            "I do not know how much data is left.",
        ],
    ],
    [
        [
            "Una bolletta di una pagina.",
            "Un avviso prima che i dati finiscano.",
            "Una persona che mi richiami la sera.",
            "Un avviso quando la bolletta è più alta.",
        ],
        [
            "A bill on one page.",
            "A warning before my data runs out.",
            "Somebody who calls me back in the evening.",
            "A warning when the bill is higher.",
        ],
    ],
];

fn text(kind: usize, customer: &Customer, nth: u64) -> anyhow::Result<Text> {
    let english = usize::from(customer.language.to_string() == "en");
    Ok(Text::new(SAID[kind][english][(nth % 4) as usize], Field::Voice)?)
}

/// What the books refuse to whoever's agreement does not stand is no trouble: nobody tells them before they try.
fn unless_refused<T>(done: Result<T, Error>) -> anyhow::Result<()> {
    match done {
        Ok(_) => Ok(()),
        Err(Error::Participation(Refusal::NotAgreed) | Error::Conflict(Conflict::NotOpen) | Error::NotFound(_)) => {
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// A customer looks at their page: they see what was noted of them, and say something now and then. Whoever has a guardian does not.
///
/// # Errors
/// The books'.
pub async fn look(customer: &Customer, day: i64) -> anyhow::Result<()> {
    if customer.guardian.is_some() {
        return Ok(());
    }
    let (store, ctx, who) = (&customer.store, customer.ctx(), customer.place + ROW);
    let mine = store.voice_own(&ctx, customer.exchange).await?;
    if mine.statements.iter().any(|one| one.standing == Standing::NotSeen) {
        store.voice_see(&ctx, customer.exchange).await?;
    }
    for one in mine.statements.iter().filter(|one| one.standing == Standing::NotSeen) {
        if share(who, day, 1) < CONFIRM {
            store.voice_confirm(&ctx, one.id).await?;
        }
    }
    if mine.open && share(who, day, 2) < SAY {
        let kind = (share(who, day, 3) % 3) as usize;
        let said =
            store.voice_state(&ctx, customer.exchange, Kind::ALL[kind], text(kind, customer, share(who, day, 4))?);
        return unless_refused(said.await);
    }
    Ok(())
}

/// Of whom a member notes an interview on a day, by their places.
pub fn interviewed(day: i64) -> impl Iterator<Item = usize> {
    INTERVIEWS.into_iter().filter(move |(on, _)| *on == day).flat_map(|(_, places)| places)
}

/// A member notes what a customer said in an interview on that day.
///
/// # Errors
/// The books'.
pub async fn interview(customer: &Customer, member: &Context, now: i64) -> anyhow::Result<()> {
    const DAY: i64 = 86_400_000_000;
    let kind = 1 + customer.place % 2;
    let on = Timestamp(now.div_euclid(DAY) * DAY);
    let text = text(kind, customer, customer.place as u64)?;
    let of = (customer.exchange, customer.id);
    unless_refused(customer.store.voice_note(member, of, Kind::ALL[kind], text, on).await)
}
