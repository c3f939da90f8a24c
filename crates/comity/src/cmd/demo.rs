//! `comity demo`: something to look at before there is any data.

use std::io::{ErrorKind, Write as _};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::serve::until_stopped;
use crate::demo;
use crate::demo::folder::{Folder, README};
use crate::demo::house::{House, guests};
use crate::study::{Studied, study};
use crate::web::pass::Passes;
use crate::words::Lang;

/// Ports that are tried after the one asked for.
const MORE_PORTS: u16 = 20;

/// Try Comity on a simulated firm: its posts, events, ratings and votes, and its house with studio and portal
///
/// Writes about 40,000 posts about a mobile operator and three rivals, none of which exist, plants one event, studies it and
/// leaves a report. To try next it also writes thirty events of twelve firms with their posts, what three raters say of them,
/// and a conversation of four hundred customers. Then it opens the house of that operator: two hundred customers and what they
/// agreed to, refused and made conditions of in five months. It prints a link into the studio and one into the portal, and serves
/// until Ctrl-C. Everything is simulated and says so. Run again, it continues with what is there.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity demo
  comity demo --dir try --lang it
  comity demo --no-serve                     # write the files, study, and stop
  comity demo --seed 7 --fresh")]
pub struct DemoCommand {
    /// The folder; made if it is not there, never laid over anything but a demo
    #[arg(long, default_value = "comity-demo", value_name = "FOLDER")]
    dir: PathBuf,
    /// Language of verdict, report, explanations and tables; the posts are in both
    #[arg(long, default_value = "en")]
    lang: Lang,
    /// Seed of the simulation [default: 1, or that of the demo in the folder]
    #[arg(long)]
    seed: Option<u64>,
    /// Begin anew: replace the demo in the folder
    #[arg(long)]
    fresh: bool,
    /// Where the house is served on this machine; the next free port if it is taken
    #[arg(long, default_value_t = 8280, value_name = "PORT")]
    port: u16,
    /// Write and study the files, and do not open the house
    #[arg(long)]
    no_serve: bool,
}

impl DemoCommand {
    /// Simulates, studies, explains.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let house = House::of(&self.dir);
        if self.fresh {
            Folder::check(&self.dir)?;
            house.clear()?;
        }
        let folder = Folder::open(&self.dir, self.seed, self.fresh, self.lang)?;
        folder.write(README, &demo::readme(&folder, self.lang))?;
        let mut out = std::io::stdout();
        writeln!(out, "{}\n", demo::opening(&folder, &self.dir, self.lang))?;
        let studied = study(&demo::study_options(&folder, self.lang)?, false, &|_, _| {});
        let Studied { outcome, .. } = studied.with_context(|| match folder.continued {
            true => format!("the posts in {} were changed or cut short; --fresh writes them anew", self.dir.display()),
            false => format!("cannot study the posts in {}", self.dir.display()),
        })?;
        let code = crate::cmd::present(outcome, self.lang, false, Some(&folder.report()))?;
        writeln!(out, "\n{}", demo::closing(&self.dir, self.lang))?;
        if self.no_serve {
            return Ok(code);
        }
        let runtime = crate::cmd::runtime()?;
        runtime.block_on(serve(&house, folder.seed, self.port, self.lang))?;
        Ok(code)
    }
}

/// Furnishes the house where it is not yet, and serves it until a signal comes.
async fn serve(house: &House, seed: u64, port: u16, lang: Lang) -> anyhow::Result<()> {
    let listener = listen(port).await?;
    let at = listener.local_addr()?;
    let continued = house.is_whole(seed)?;
    house.furnish(seed, at).await?;
    let app = house.open(at).await?;
    crate::logs::start(&app.config.log)?;
    crate::worker::disk(&app);
    let (guests, passes) = (guests(&app.store).await?, Passes::default());
    let address = |who| Ok::<_, anyhow::Error>(format!("{}{}?lang={}", app.base, passes.give(who)?, lang.code()));
    let links = [(address(guests.studio.0)?, guests.studio.1), (address(guests.portal.0)?, guests.portal.1)];
    let mut out = std::io::stdout();
    writeln!(out, "\n{}", demo::invitation(&links, continued, lang))?;
    out.flush()?;
    until_stopped(&app, passes.routes(), listener, CancellationToken::new()).await
}

/// Listens on this machine alone: at the port, or at the next that is free.
async fn listen(port: u16) -> anyhow::Result<TcpListener> {
    let ports = port..=port.saturating_add(MORE_PORTS);
    for port in ports.clone() {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(error).with_context(|| format!("cannot listen at port {port}")),
        }
    }
    bail!("the ports {} to {} are all taken: name another with --port", ports.start(), ports.end())
}
