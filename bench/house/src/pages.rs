//! The portal's pages, asked for at a constant rate by random persons.

use std::collections::HashSet;
use std::time::Duration;

use anyhow::bail;
use serde::Serialize;

use crate::chance::number;
use crate::http::Requests;
use crate::machine::processor_seconds;
use crate::open_loop;
use crate::options::Options;
use crate::prepare::House;
use crate::server::Server;
use crate::waits::{Spread, Waits};

/// Pages that are asked for, each as often as the others.
const KINDS: [&str; 4] = ["/me", "/exchanges/{id}", "/exchanges/{id}/agreement", "/me/information"];

/// What was measured; waits in milliseconds, from when a page was due.
#[derive(Debug, Clone, Serialize)]
pub struct Pages {
    /// Pages that were due in a second.
    pub rate: u32,
    /// All of them.
    pub waits: Spread,
    /// Page by page.
    pub kinds: Vec<(&'static str, Spread)>,
    /// How late this program was with its requests: what of the waits is its own doing.
    pub late: Spread,
    /// Processor seconds of the server.
    pub server_seconds: f64,
    /// Processor seconds of this program.
    pub own_seconds: f64,
    /// From the first that was due to the last.
    pub seconds: f64,
}

/// Asks for pages at a constant rate. Whoever has signed is not shown the offer.
///
/// # Errors
/// The server does not answer, or not with a whole page.
pub async fn measure(
    options: &Options,
    house: &House,
    server: &Server,
    signed: &HashSet<usize>,
) -> anyhow::Result<Pages> {
    let requests = Requests { to: server.at, slug: house.about.slug.clone() };
    let (agreed, offered) = (house.about.agreed.clone(), house.about.offered.clone());
    let people = house.people.clone();
    let unsigned: Vec<usize> = {
        let earlier: HashSet<usize> =
            crate::chance::shuffled(people.len()).into_iter().take(house.about.spent).collect();
        (0..people.len()).filter(|person| !signed.contains(person) && !earlier.contains(person)).collect()
    };
    if unsigned.is_empty() {
        bail!("everybody has signed: nobody has an offer to look at");
    }
    let request = move |n: usize| {
        let drawn = number(n as u64 ^ 0x9a6e5);
        let anybody = drawn as usize % people.len();
        let (path, person) = match n % KINDS.len() {
            0 => (KINDS[0].to_owned(), anybody),
            1 => (format!("/exchanges/{offered}"), unsigned[drawn as usize % unsigned.len()]),
            2 => (format!("/exchanges/{agreed}/agreement"), anybody),
            _ => (KINDS[3].to_owned(), anybody),
        };
        requests.get(&path, &people[person].token)
    };
    // A second of it first, which is not counted.
    let rate = options.rate.max(1);
    let request = std::sync::Arc::new(request);
    let early = request.clone();
    open_loop::run(server.at, rate, rate as usize, move |n| early(n + (1 << 40))).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let (server_before, own_before) = (server.processor_seconds()?, processor_seconds(std::process::id())?);
    let total = rate as usize * options.page_seconds as usize;
    let outcomes = open_loop::run(server.at, rate, total, move |n| request(n)).await?;
    let (server_after, own_after) = (server.processor_seconds()?, processor_seconds(std::process::id())?);
    let broken = outcomes.iter().filter(|one| !one.whole).count();
    if broken > 0 || outcomes.len() != total {
        bail!("{broken} of {} answers were no whole pages, {total} were asked for", outcomes.len());
    }
    let (mut all, mut late, mut kinds) = (Waits::default(), Waits::default(), vec![Waits::default(); KINDS.len()]);
    for one in &outcomes {
        all.add(one.wait);
        late.add(one.late);
        kinds[one.number % KINDS.len()].add(one.wait);
    }
    Ok(Pages {
        rate,
        waits: all.spread(),
        kinds: KINDS.into_iter().zip(kinds.iter().map(Waits::spread)).collect(),
        late: late.spread(),
        server_seconds: server_after - server_before,
        own_seconds: own_after - own_before,
        seconds: f64::from(options.page_seconds),
    })
}
