//! `comity man`: manual pages, one for each command, made from what the command line says of itself.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man;

use super::wrong_use;
use crate::words::tame;

/// Write manual pages: one to standard output, or all of them into a folder
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity man | man -l -
  comity man member add | man -l -
  comity man --out /usr/local/share/man/man1      # comity.1, comity-study.1, comity-member-add.1, …")]
pub struct ManCommand {
    /// The command, by its words; without one, comity itself
    #[arg(value_name = "COMMAND")]
    of: Vec<String>,
    /// Write the page of every command into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "of")]
    out: Option<PathBuf>,
}

impl ManCommand {
    /// Writes them.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let mut whole = super::Arguments::command().disable_help_subcommand(true);
        whole.build();
        match &self.out {
            Some(folder) => {
                std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
                write(&whole, folder)?;
            }
            None => {
                let mut found = &whole;
                for word in &self.of {
                    found = match found.find_subcommand(word) {
                        Some(found) => found,
                        None => wrong_use!("there is no command {:?}: see comity --help", tame(&self.of.join(" "))),
                    };
                }
                std::io::stdout().write_all(&page(found)?)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes the page of a command and of everything under it.
fn write(command: &Command, folder: &Path) -> anyhow::Result<()> {
    let path = folder.join(format!("{}.1", name(command)));
    std::fs::write(&path, page(command)?).with_context(|| format!("cannot write {}", path.display()))?;
    command.get_subcommands().filter(|part| !part.is_hide_set()).try_for_each(|part| write(part, folder))
}

/// `comity-member-add`.
fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

fn page(command: &Command) -> std::io::Result<Vec<u8>> {
    let man = Man::new(command.clone()).source(concat!("comity ", env!("CARGO_PKG_VERSION"))).manual("Comity");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    if let Some(more) = command.get_after_long_help().or_else(|| command.get_after_help()) {
        page.extend(examples(&more.to_string()).into_bytes());
    }
    Ok(page)
}

/// What stands below the options. Examples stay line by line as they were written: they are commands, which no reader may
/// break. Anything else is text.
fn examples(text: &str) -> String {
    let quoted = |line: &str| {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        // A line that begins so would be an instruction.
        if line.starts_with(['.', '\'']) { format!("\\&{line}\n") } else { format!("{line}\n") }
    };
    let lines = |text: &str| text.lines().map(quoted).collect::<String>();
    match text.split_once(":\n") {
        Some(("Examples" | "Example", commands)) => format!(".SH EXAMPLES\n.nf\n{}.fi\n", lines(commands)),
        _ => format!(".SH NOTES\n{}", text.split("\n\n").map(&lines).collect::<Vec<_>>().join(".PP\n")),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn every(command: &Command, under: &str, all: &mut BTreeSet<String>) {
        let name =
            if under.is_empty() { command.get_name().to_owned() } else { format!("{under}-{}", command.get_name()) };
        command.get_subcommands().for_each(|part| every(part, &name, all));
        all.insert(format!("{name}.1"));
    }

    #[test]
    fn every_command_has_a_page_with_its_own_options_and_examples() {
        let folder = tempfile::tempdir().unwrap();
        let man = ManCommand { of: Vec::new(), out: Some(folder.path().join("man1")) };
        man.run().unwrap();
        let files = std::fs::read_dir(folder.path().join("man1")).unwrap();
        let found: BTreeSet<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        let mut expect = BTreeSet::new();
        every(&crate::cmd::Arguments::command(), "", &mut expect);
        assert_eq!(found, expect);
        assert!(found.contains("comity.1") && found.contains("comity-member-add.1"), "{found:?}");
        let read = |name: &str| std::fs::read_to_string(folder.path().join("man1").join(name)).unwrap();
        let study = read("comity-study.1");
        assert!(study.contains(".SH EXAMPLES\n.nf\n") && study.contains("\\-\\-event"), "{study}");
        assert!(study.starts_with(".ie") || study.contains(".TH comity-study 1"), "{study}");
        assert!(read("comity.1").contains("comity\\-study(1)"));
        assert!(!read("comity.1").contains("\\-\\-event"), "a page is of its own command");
        let unknown = ManCommand { of: vec!["stdy".into()], out: None }.run().unwrap_err();
        assert!(unknown.to_string().contains("no command \"stdy\""), "{unknown}");
    }

    #[test]
    fn lines_of_examples_stay_lines() {
        let page = examples("Examples:\n  comity a --b 'c\\d'\n.x");
        assert_eq!(page, ".SH EXAMPLES\n.nf\n  comity a \\-\\-b 'c\\ed'\n\\&.x\n.fi\n");
        assert_eq!(examples("One\n\nOther"), ".SH NOTES\nOne\n.PP\nOther\n");
    }
}
