//! What persons did before anything is measured: each agreed, and then moved a setting or answered anew, some often and most
//! seldom.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use comity_exchange::agreement::Signatory;
use comity_exchange::clause::Position;
use comity_exchange::id::ClauseId;
use comity_exchange::negotiation::{Answer, Response};
use comity_exchange::terms::Terms;
use comity_exchange::text::Language;
use comity_store::{Actor, Context, ExchangeId, FirmId, Store};

use super::{AT_ONCE, Somebody, crowd};
use crate::chance::{number, share};

/// Nobody acts more often than this many times the mean.
const MOST: f64 = 6.0;

/// How often a person acts where the mean is `mean`: at least once, and as an exponential above.
fn how_often(person: usize, mean: f64) -> usize {
    let more = (-share(person as u64 ^ 0xac75).ln()).min(MOST) * (mean - 1.0).max(0.0);
    1 + more.round() as usize
}

/// Lets everybody act, one act of each after the other, so that acts of one person lie as far apart as they would.
///
/// # Errors
/// The books'.
pub async fn play(
    store: &Store,
    firm: FirmId,
    exchange: ExchangeId,
    terms: &Terms,
    people: Vec<Somebody>,
    leaves: usize,
) -> anyhow::Result<()> {
    let mean = leaves as f64 / people.len().max(1) as f64;
    let mut left: Vec<(usize, usize)> = (0..people.len()).map(|n| (n, how_often(n, mean))).collect();
    let (people, cast) = (Arc::new(people), Arc::new(Cast::of(terms)?));
    let sequencer = tokio::spawn(sequence(store.clone()));
    let (mut done, mut told, mut pass) = (0, 0, 0);
    while !left.is_empty() {
        if done >= told {
            eprintln!("{done} of about {leaves} acts");
            told = done + leaves / 10;
        }
        let now = Arc::new(left.clone());
        let (books, people, cast) = (store.clone(), people.clone(), cast.clone());
        crowd(AT_ONCE, left.len(), move |place| {
            let (store, cast, person) = (books.clone(), cast.clone(), now[place].0);
            let ctx = Context { firm, actor: Actor::Person { id: people[person].id }, request: String::new() };
            async move { cast.act(&store, &ctx, exchange, person as u64, pass).await }
        })
        .await?;
        done += left.len();
        pass += 1;
        left.retain(|(_, acts)| *acts > pass as usize);
    }
    sequencer.abort();
    // Whatever the last turn of it left open or half done.
    let _ = sequencer.await;
    while store.ledger_sequence(&Context::instance()).await? > 0 {}
    Ok(())
}

/// Gives entries their place as the server's worker would.
async fn sequence(store: Store) {
    loop {
        tokio::time::sleep(Duration::from_millis(250)).await;
        while store.ledger_sequence(&Context::instance()).await.unwrap_or(0) > 0 {}
    }
}

/// What there is to answer and to set.
struct Cast {
    terms: Terms,
    /// Clauses that can be refused.
    optional: Vec<ClauseId>,
    setting: ClauseId,
}

impl Cast {
    fn of(terms: &Terms) -> anyhow::Result<Self> {
        let free = terms.clauses.iter().filter(|clause| !clause.required && clause.setting.is_none());
        let optional = free.map(|clause| clause.id.clone()).collect();
        Ok(Self { terms: terms.clone(), optional, setting: ClauseId::new("messages")? })
    }

    async fn act(
        &self,
        store: &Store,
        ctx: &Context,
        exchange: ExchangeId,
        person: u64,
        pass: u64,
    ) -> anyhow::Result<()> {
        let drawn = number(person << 20 | pass);
        if pass > 0 && !drawn.is_multiple_of(10) {
            let position = Position::Number(u32::try_from((person + pass) % 5)?);
            store.standing_set(ctx, exchange, self.setting.clone(), position).await?;
            return Ok(());
        }
        if pass > 0 {
            store.standing_reopen(ctx, exchange).await?;
        }
        store.standing_respond(ctx, exchange, self.response(drawn)?).await?;
        Ok(())
    }

    /// Yes to everything, or in one of five cases no to something that can be refused.
    fn response(&self, drawn: u64) -> anyhow::Result<Response> {
        let yes = self.terms.clauses.iter().map(|clause| (clause.id.clone(), Answer::Yes));
        let mut answers: BTreeMap<ClauseId, Answer> = yes.collect();
        let of = self.optional.len() as u64;
        if of > 0 && (drawn >> 8).is_multiple_of(5) {
            let refused = usize::try_from((drawn >> 16) % of)?;
            answers.insert(self.optional[refused].clone(), Answer::No);
        }
        let language = Language::new("it")?;
        Ok(Response { offer: self.terms.fingerprint(), language, answers, by: Signatory::Person })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_as_many_as_were_asked_for() {
        let all: Vec<usize> = (0..50_000).map(|person| how_often(person, 10.0)).collect();
        let mean = all.iter().sum::<usize>() as f64 / 50_000.0;
        assert!((mean - 10.0).abs() < 0.3, "{mean}");
        assert!(all.iter().all(|acts| (1..=55).contains(acts)));
    }
}
