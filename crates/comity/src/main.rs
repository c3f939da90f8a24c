//! The `comity` command.

mod chart;
mod cmd;
mod collected;
mod config;
mod demo;
mod export;
mod hook;
mod listening;
mod logs;
mod mail;
mod meta;
mod opinion;
mod portfolio;
mod rating;
mod report;
#[cfg(test)]
mod sample;
mod study;
mod terminal;
mod web;
mod words;
mod worker;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = cmd::Arguments::parse();
    match arguments.run() {
        Ok(code) => code,
        Err(error) if cmd::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("comity: {}", words::shorten(&format!("{error:#}"), cmd::LONGEST_MESSAGE));
            if error.is::<cmd::Usage>() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}
