//! Measures the served house: durable signatures a second beside the same server storing nothing, and the latency of the
//! portal's pages at a constant rate, with as many persons and ledger entries as wanted. What each figure means:
//! bench/README.md.

mod chance;
mod copy;
mod http;
mod machine;
mod maps;
mod open_loop;
mod options;
mod pages;
mod prepare;
mod reads;
mod report;
mod server;
mod signatures;
mod stored;
mod votes;
mod waits;

use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser as _;

use options::{Options, Part};
use prepare::House;
use report::Figures;
use server::Server;
use signatures::Acknowledged;

fn main() -> ExitCode {
    match measure(&Options::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("bench/house: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Measures and prints; whether every goal is met.
fn measure(options: &Options) -> anyhow::Result<bool> {
    let folder = options.folder()?;
    let about = machine::describe(&folder)?;
    println!("{about}");
    let many = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let house = many.block_on(prepare::ready(options, &folder))?;
    println!("{}", house.told());
    if options.only_prepares() {
        return Ok(true);
    }
    let run = copy::Run::of(&house, options, "run")?;
    let mut figures = Figures {
        machine: about,
        house: house.about.clone(),
        on_postgres: options.url.is_some(),
        connections: options.connections,
        ..Figures::default()
    };
    // One thread sends everything: it takes less of the processor that the server needs than several would.
    let one = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let server = Server::start(&options.comity, &run, &one)?;
    let beside = options.nothing.as_ref().map(|program| {
        let run = copy::Run::of(&house, options, "run-storing-nothing")?;
        Server::start(program, &run, &one).map(|server| (server, run))
    });
    let beside = beside.transpose()?;
    figures.same_requests = beside.is_some();
    let measured =
        one.block_on(parts(options, &house, &server, beside.as_ref().map(|(server, _)| server), &mut figures));
    let Done { acknowledged, spent, voted, named } = measured.with_context(|| server.last_words())?;
    server.stop()?;
    if let Some((server, run)) = beside {
        server.stop()?;
        run.remove()?;
    }
    if options.does(Part::Signatures) {
        let checked = many.block_on(stored::check(&run, &house, &acknowledged))?;
        run.used(&house, acknowledged.len(), spent)?;
        figures.stored = Some(checked);
    }
    if !voted.is_empty() {
        figures.voted = Some(many.block_on(votes::check(&run, &house, &voted))?);
    }
    if figures.reads.is_some() {
        figures.recorded = Some(many.block_on(reads::check(&run, &named))?);
    }
    run.remove()?;
    figures.show();
    if let Some(file) = &options.json {
        let json = serde_json::to_string_pretty(&figures.json())?;
        std::fs::write(file, json + "\n").with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(figures.met())
}

/// What the parts came to, besides figures.
#[derive(Default)]
struct Done {
    /// Signatures that were acknowledged.
    acknowledged: Vec<Acknowledged>,
    /// How many persons were taken for them.
    spent: usize,
    /// Votes that were acknowledged.
    voted: Vec<votes::Voted>,
    /// Accesses that answers named.
    named: reads::Named,
}

/// Every part that was asked for.
async fn parts(
    options: &Options,
    house: &House,
    server: &Server,
    beside: Option<&Server>,
    figures: &mut Figures,
) -> anyhow::Result<Done> {
    let mut done = Done::default();
    if options.does(Part::Signatures) {
        let measured = signatures::measure(options, house, server, beside).await?;
        (done.acknowledged, done.spent) = (measured.acknowledged, measured.spent);
        figures.rounds = measured.rounds;
    }
    if options.does(Part::Votes) {
        (figures.votes, done.voted) = votes::measure(options, house, server, beside).await?;
    }
    if options.does(Part::Reads) {
        let (reads, entries) = reads::measure(options, house, server, beside).await?;
        (figures.reads, done.named) = (Some(reads), entries);
    }
    if options.does(Part::Maps) {
        figures.maps = Some(maps::measure(options, house, server).await?);
    }
    if options.does(Part::Pages) {
        // Whoever has signed has no offer to look at any more.
        let signed = done.acknowledged.iter().map(|one| one.person).collect();
        figures.pages = Some(pages::measure(options, house, server, &signed).await?);
    }
    figures.memory = Some(server.memory()?);
    Ok(done)
}
