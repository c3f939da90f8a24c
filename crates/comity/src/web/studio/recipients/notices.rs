//! What recipients were told, and what became of it.

use comity_exchange::time::Timestamp;
use comity_store::Right;
use maud::{Markup, html};

use super::HERE;
use crate::web::ui::{Errors, Fields, Form, Pages, Shell, chip, clock_time, empty, pagination};
use crate::words::{Lang, say, tame};

/// A part of what they were told.
#[derive(Debug, Clone, Default)]
pub struct Notices {
    /// Those of this page, the newest first.
    pub rows: Vec<Notice>,
    /// Whether those that were confirmed are among them.
    pub all: bool,
    /// How to get on.
    pub pages: Pages,
}

/// That a recipient may not have something any more.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// Of whom, while they are there.
    pub person: Option<String>,
    /// Who is told.
    pub recipient: String,
    /// Of what.
    pub item: String,
    /// What they may not have it for.
    pub purpose: String,
    /// Why, by its name in the books.
    pub why: String,
    /// Since when.
    pub made: Timestamp,
    /// When it last arrived.
    pub sent: Option<Timestamp>,
    /// How often it was sent or tried.
    pub tries: u32,
    /// What kept it, last, by the name that the worker gives it.
    pub error: Option<String>,
    /// When they confirmed.
    pub confirmed: Option<Timestamp>,
    /// Whether nobody said where they are told.
    pub waits: bool,
}

impl Notice {
    /// Where it stands, by its name among the words.
    fn state(&self) -> &'static str {
        match self {
            Self { confirmed: Some(_), .. } => "confirmed",
            Self { waits: true, .. } => "waits",
            Self { error: Some(_), .. } => "failed",
            Self { sent: Some(_), .. } => "sent",
            _ => "new",
        }
    }
}

/// What kept a notice, in words. Names that take a number have it behind a space: `status 503`.
pub(in crate::web::studio) fn trouble(error: &str, lang: Lang) -> String {
    let (name, n) = error.split_once(' ').unwrap_or((error, ""));
    say!(lang, "studio-notice-error", error = name, n = n.parse::<u32>().unwrap_or_default())
}

impl Notices {
    /// The part of the page with them.
    pub fn part(&self, shell: &Shell) -> Markup {
        let lang = shell.lang;
        let which = if self.all { "all" } else { "open" };
        let (mut fields, errors) = (Fields::default(), Errors::default());
        fields.push("show", which);
        let form = Form { fields: &fields, errors: &errors, lang };
        let choices = ["open", "all"].map(|one| (one.to_owned(), say!(lang, "studio-notices-which", which = one)));
        html! {
            h2 { (say!(lang, "studio-notices")) }
            form.filter method="get" action=(shell.to(HERE)) {
                (form.choice("show", say!(lang, "studio-notices-show"), choices))
                button { (say!(lang, "studio-filter")) }
            }
            @if self.rows.is_empty() { (empty(&say!(lang, "studio-no-notices", which = which), &say!(lang, "studio-no-notices-note", which = which), None)) }
            @else {
                ul.list { @for one in &self.rows { li { (notice(one, shell)) } } }
                (pagination(&self.pages, &format!("{HERE}?show={which}&"), shell))
            }
        }
    }
}

fn notice(one: &Notice, shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        div.row.ends {
            p.name { (tame(&one.item)) " · " (tame(&one.purpose)) }
            (chip(if one.confirmed.is_some() { "still" } else { "live" }, &say!(lang, "studio-notice-state", state = one.state())))
        }
        p {
            (say!(lang, "studio-notice-to")) " " (tame(&one.recipient)) " · " (say!(lang, "studio-notice-why", why = one.why.as_str())) " · "
            @match &one.person {
                Some(id) if shell.may(Right::PersonRead) => a href=(shell.to(format!("/studio/people/{id}"))) { (say!(lang, "studio-notice-person")) },
                Some(id) => span.mono { (id) },
                None => (say!(lang, "studio-notice-erased")),
            }
        }
        p.soft {
            (say!(lang, "studio-notice-since")) " " (clock_time(one.made)) " UTC · " (say!(lang, "studio-notice-tries", n = one.tries))
            @if let Some(sent) = one.sent { " · " (say!(lang, "studio-notice-sent")) " " (clock_time(sent)) }
            @if let Some(confirmed) = one.confirmed { " · " (say!(lang, "studio-notice-confirmed")) " " (clock_time(confirmed)) }
        }
        @if one.state() == "waits" { p.soft { (say!(lang, "studio-notice-waits")) } }
        @if let Some(error) = &one.error { p { (say!(lang, "studio-notice-trouble")) ": " (trouble(error, lang)) } }
        @if one.confirmed.is_none() && shell.may(Right::ClientWrite) {
            details { summary { (say!(lang, "studio-notice-confirm")) " " span.visually-hidden { (say!(lang, "studio-notice-confirm-about", item = tame(&one.item))) } }
                p.soft { (say!(lang, "studio-notice-confirm-note")) }
                form.quiet method="post" action=(shell.to(HERE)) { button.small name="go" value=(format!("confirm:{}", one.id)) { (say!(lang, "studio-notice-confirm")) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::notices::NAMES;

    #[test]
    fn every_trouble_has_words_of_its_own() {
        for lang in Lang::ALL {
            let other = trouble("nothing of ours", lang);
            let words: std::collections::BTreeSet<String> = NAMES.iter().map(|name| trouble(name, lang)).collect();
            assert!(words.len() == NAMES.len() && !words.contains(&other), "{words:?}");
            assert!(trouble("status 503", lang).contains("503"));
        }
    }
}
