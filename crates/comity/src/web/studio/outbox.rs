//! `/studio/settings/outbox`: mail that was written, whether or not a server sends it.

use comity_exchange::time::Timestamp;
use maud::{Markup, html};

use super::settings::{Part, frame};
use crate::web::ui::{Pages, Shell, act, chip, clock_time, empty, pagination, plain};
use crate::words::{say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    /// Whether the reader may have mail tried again.
    pub may: bool,
    /// Whether a mail server is set; without one mail is read here.
    pub sends: bool,
    /// The mails of this page, newest first.
    pub mails: Vec<Mail>,
    /// How to get on.
    pub pages: Pages,
}

/// A mail.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Its id in addresses.
    pub id: String,
    /// To whom.
    pub to: String,
    /// About what.
    pub subject: String,
    /// Its text, where it may be shown: never that of a link in force for another member.
    pub text: Option<String>,
    /// When it was written.
    pub at: Timestamp,
    /// What became of it.
    pub state: MailState,
}

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailState {
    /// It waits.
    Waiting,
    /// It was handed to the mail server.
    Sent,
    /// It could not be sent, and why.
    Failed(String),
}

/// The page.
pub fn page(view: &Outbox, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let content = html! {
        p { @if view.sends { (say!(lang, "studio-outbox-sends")) } @else { (say!(lang, "studio-outbox-local")) } }
        @if view.mails.is_empty() { (empty(&say!(lang, "studio-no-mail"), &say!(lang, "studio-no-mail-note"), None)) }
        ul.list { @for mail in &view.mails { li {
            @let (state, why) = match &mail.state { MailState::Waiting => ("waiting", ""), MailState::Sent => ("sent", ""), MailState::Failed(why) => ("failed", why.as_str()) };
            div.row.ends { span.name { (tame(&mail.subject)) } (chip(if state == "failed" { "live" } else { "still" }, &say!(lang, "studio-mail-state", state = state))) }
            p.soft { (tame(&mail.to)) " · " (clock_time(mail.at)) }
            @if !why.is_empty() { p { (plain(why)) } } @if view.may && state == "failed" { (act(&shell.to("/studio/settings/outbox"), &say!(lang, "studio-mail-again"), "small", &[("again", &mail.id)])) }
            @if let Some(text) = &mail.text { details { summary { (say!(lang, "studio-mail-read")) " " span.visually-hidden { (tame(&mail.subject)) } } pre { (text) } } }
        } } }
        @if !view.mails.is_empty() { (pagination(&view.pages, "/studio/settings/outbox?", shell)) }
    };
    frame(Part::Outbox, &content, shell)
}

#[cfg(test)]
impl Outbox {
    /// Made-up mail without a server.
    pub fn sample() -> Self {
        let at = Timestamp(1_795_773_900_000_000);
        let mail = |subject: &str, to: &str, text: Option<&str>, state| Mail {
            id: to.into(),
            to: to.into(),
            subject: subject.into(),
            text: text.map(str::to_owned),
            at,
            state,
        };
        let mails = vec![
            mail(
                "Norda Mobile asks you: Better advice",
                "luca@mail.example",
                Some("Hello Luca,\n\nNorda Mobile would like to ask you something.\nOpen: /enter/3k2j-7f\n"),
                MailState::Waiting,
            ),
            mail(
                "Your condition was answered",
                "aisha@mail.example",
                None,
                MailState::Failed("550 no such mailbox".into()),
            ),
        ];
        Self { may: true, sends: false, mails, pages: Pages { total: 2, next: None, first: true } }
    }
}
