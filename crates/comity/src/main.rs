//! The `comity` command.
use clap::Parser;

mod cmd {
    pub mod sentiment;
}

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(clap::Subcommand)]
enum Verb {
    Sentiment(cmd::sentiment::SentimentCommand),
}

fn main() -> anyhow::Result<std::process::ExitCode> {
    match Cli::parse().verb {
        Verb::Sentiment(command) => command.run(),
    }
}
