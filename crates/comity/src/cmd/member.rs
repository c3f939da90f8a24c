//! `comity member`: who of a firm may sign in to the studio.

use std::io::{IsTerminal as _, Read as _, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use comity_store::{Context, Firm, FirmId, FirmNew, Keys, MemberId, MemberNew, Role, Settings, Store};

use crate::cmd::wrong_use;
use crate::config::{self, Config, Flags};
use crate::web::password::{LONGEST, hash_now};
use crate::web::studio::join::SHORTEST_PASSWORD;
use crate::words::tame;

/// Add, list and remove members of a firm, and set their passwords: those who sign in to the studio
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  comity member add ada@example.com --name 'Ada Rossi' --role owner      # asks for the password
  printf '%s' \"$PASSWORD\" | comity member add ada@example.com --name Ada --role researcher
  comity member add ada@example.com --name Ada --role owner --new-firm norda --firm-name 'Norda Mobile' --country IT
  comity member list
  comity member password ada@example.com      # whoever forgot theirs, and has no other owner to ask
  comity member remove ada@example.com")]
pub struct MemberCommand {
    #[command(subcommand)]
    what: What,
    /// The firm, by its short name; needed where there are several
    #[arg(long, global = true, value_name = "SHORT NAME")]
    firm: Option<String>,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a member; the password is asked for, or read from standard input
    Add {
        /// The mail address they sign in with
        mail: String,
        /// Their name
        #[arg(long)]
        name: String,
        /// What they may do
        #[arg(long, value_enum)]
        role: RoleName,
        /// Make a firm with this short name first
        #[arg(long, value_name = "SHORT NAME", requires_all = ["firm_name", "country"], conflicts_with = "firm")]
        new_firm: Option<String>,
        /// The new firm's name
        #[arg(long)]
        firm_name: Option<String>,
        /// The new firm's country, as IT
        #[arg(long)]
        country: Option<String>,
    },
    /// List the members
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Give a member another password, asked for or read from standard input; their sessions end
    Password {
        /// Their mail address
        mail: String,
    },
    /// Remove a member; their sessions end
    Remove {
        /// Their mail address
        mail: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    /// May do everything
    Owner,
    /// Writes terms, invites, answers
    Researcher,
    /// Looks after what customers bring
    Moderator,
    /// Sees every record and changes nothing
    Auditor,
    /// Sees exchanges and figures, nobody by name
    Viewer,
}

impl RoleName {
    fn role(self) -> Role {
        match self {
            Self::Owner => Role::Owner,
            Self::Researcher => Role::Researcher,
            Self::Moderator => Role::Moderator,
            Self::Auditor => Role::Auditor,
            Self::Viewer => Role::Viewer,
        }
    }
}

impl MemberCommand {
    /// Does it.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        let (config, _) = config::load(&self.flags)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(self.work(&config))
    }

    async fn work(self, config: &Config) -> anyhow::Result<ExitCode> {
        let store = beside(config).await?;
        let done = self.within(&store).await;
        store.close().await;
        let said = done?;
        std::io::stdout().write_all(said.as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }

    async fn within(self, store: &Store) -> anyhow::Result<String> {
        match self.what {
            What::Add { mail, name, role, new_firm, firm_name, country } => {
                let hash = hash_now(&ask_password()?)?;
                let firm = match new_firm {
                    Some(slug) => {
                        let (name, country) = (firm_name.unwrap_or_default(), country.unwrap_or_default());
                        let languages = vec!["en".into(), "it".into()];
                        let new = FirmNew { slug, name, country: country.to_ascii_uppercase(), languages };
                        store.firm_create(&Context::instance(), new).await?
                    }
                    None => the_firm(store, self.firm.as_deref()).await?.id,
                };
                let new = MemberNew { mail, name, role: role.role(), password_hash: Some(hash) };
                store.member_add(&Context::system(firm), new).await?;
                Ok("Added.\n".into())
            }
            What::List { json } => {
                let firm = the_firm(store, self.firm.as_deref()).await?;
                let members = store.member_list(&Context::system(firm.id)).await?;
                if json {
                    return Ok(format!("{}\n", serde_json::to_string_pretty(&members)?));
                }
                let line =
                    |m: &comity_store::Member| format!("{:<11} {}  {}\n", m.role.name(), tame(&m.mail), tame(&m.name));
                Ok(members.iter().map(line).collect())
            }
            What::Password { mail } => {
                let (ctx, member) = found(store, self.firm.as_deref(), &mail).await?;
                store.member_password_set(&ctx, member, hash_now(&ask_password()?)?).await?;
                Ok("Set. Every session of theirs has ended.\n".into())
            }
            What::Remove { mail } => {
                let (ctx, member) = found(store, self.firm.as_deref(), &mail).await?;
                store.member_remove(&ctx, member).await?;
                Ok("Removed.\n".into())
            }
        }
    }
}

/// The member with that mail address.
async fn found(store: &Store, slug: Option<&str>, mail: &str) -> anyhow::Result<(Context, MemberId)> {
    let ctx = Context::system(the_firm(store, slug).await?.id);
    let Some(found) = store.member_by_mail(&ctx, mail).await? else {
        bail!("no member has this mail address");
    };
    Ok((ctx, found.member.id))
}

/// Books that a server may have open at the same time; made where there are none yet.
pub async fn beside(config: &Config) -> anyhow::Result<Store> {
    let there = config.database_url().strip_prefix("sqlite://").is_none_or(|path| std::path::Path::new(path).exists());
    if !there {
        return super::serve::open(config).await;
    }
    let keys = Keys::open(config.keys_folder())?;
    Ok(Store::open_beside(Settings::new(config.database_url(), keys)).await?)
}

/// The firm that is meant: by its short name, or because there is but one.
pub async fn the_firm(store: &Store, slug: Option<&str>) -> anyhow::Result<Firm> {
    if let Some(slug) = slug {
        let ctx = Context::system(FirmId::NONE);
        return store.firm_by_slug(&ctx, slug).await?.with_context(|| format!("there is no firm {:?}", tame(slug)));
    }
    let mut firms = store.firm_list(&Context::instance()).await?;
    match (firms.pop(), firms.len()) {
        (Some(firm), 0) => Ok(firm),
        (None, _) => bail!("there is no firm yet: add one with --new-firm, --firm-name and --country"),
        (Some(last), _) => {
            let names: Vec<&str> = firms.iter().chain([&last]).map(|firm| firm.slug.as_str()).collect();
            wrong_use!("there are several firms: say which with --firm ({})", names.join(", "))
        }
    }
}

/// Asks twice on a terminal; reads standard input otherwise, of which one line end is taken off.
fn ask_password() -> anyhow::Result<String> {
    let password = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ")?;
        if rpassword::prompt_password("The password again: ")? != first {
            bail!("the two are not the same");
        }
        first
    } else {
        let mut text = String::new();
        std::io::stdin().take(10_000).read_to_string(&mut text)?;
        text.strip_suffix('\n').map(|t| t.strip_suffix('\r').unwrap_or(t)).unwrap_or(&text).to_owned()
    };
    if password.chars().count() < SHORTEST_PASSWORD || password.len() > LONGEST {
        bail!("a password has {SHORTEST_PASSWORD} characters or more, and at most {LONGEST} bytes");
    }
    Ok(password)
}
