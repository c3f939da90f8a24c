//! `/me/erase`: what erasing takes away and what remains, before it is done; and the page afterwards.

use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Shell, back, error_summary, plain};
use crate::words::{Lang, say, tame};

/// What remains after an erasure, in the order in which it is said.
const REMAINS: [&str; 6] = ["ledger", "votes", "ideas", "number", "backups", "outside"];

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Erase {
    /// Titles of the exchanges in which the person stands.
    pub lost: Vec<String>,
    /// Whom the agreements name as recipients: nobody writes to them from here.
    pub recipients: Vec<Recipient>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// Somebody who may have received something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Who.
    pub name: String,
    /// How to reach them, as the terms say.
    pub contact: String,
}

/// How far the erasure is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Written down; the worker has yet to finish it.
    UnderWay,
    /// Done, with the ledger's signed entry of it where that is at hand.
    Done(Option<String>),
}

/// Reads the form: the box `sure` has to be ticked.
///
/// # Errors
/// It is not.
pub fn read(fields: &Fields, lang: Lang) -> Result<(), Errors> {
    if fields.holds("sure", "yes") {
        return Ok(());
    }
    let mut errors = Errors::default();
    errors.add("sure", say!(lang, "portal-erase-not-sure"));
    Err(errors)
}

/// The page before.
pub fn page(view: &Erase, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let title = say!(lang, "portal-right", right = "erase");
    let firm = tame(shell.name());
    let part = |part: &'static str| say!(lang, "portal-erase-part", part = part);
    let content = html! {
        (back(&shell.to("/me/information"), &say!(lang, "web-nav", section = "information")))
        h1 { (title) }
        p.lead { (say!(lang, "portal-erase-lead", firm = firm.as_str())) }
        h2 { (part("lost")) }
        p { (say!(lang, "portal-erase-lost")) }
        @if !view.lost.is_empty() {
            p { (say!(lang, "portal-erase-exchanges")) }
            ul { @for title in &view.lost { li { (plain(title)) } } }
        }
        h2 { (part("remains")) }
        ul { @for what in REMAINS { li { (say!(lang, "portal-erase-remains", what = what, firm = firm.as_str())) } } }
        h2 { (part("recipients")) }
        (asked(&view.recipients, shell))
        p { (say!(lang, "portal-erase-first")) " " a href=(shell.to("/me/export")) { (say!(lang, "portal-right", right = "export")) } }
        (error_summary(&view.errors, lang))
        form method="post" action=(shell.to("/me/erase")) {
            div #(crate::web::ui::field_id("sure")) { (form.tick("sure", "yes", say!(lang, "portal-erase-sure"))) }
            div.actions { button { (say!(lang, "portal-erase-button")) } }
        }
    };
    shell.portal(&title, &content)
}

/// Who has to be asked, and that nobody was.
fn asked(recipients: &[Recipient], shell: &Shell) -> Markup {
    let lang = shell.lang;
    html! {
        @if recipients.is_empty() { p { (say!(lang, "portal-erase-nobody")) } }
        @else {
            p { (say!(lang, "portal-erase-ask", firm = tame(shell.name()))) }
            ul { @for one in recipients { li { (plain(&one.name)) @if !one.contact.is_empty() { ": " (plain(&one.contact)) } } } }
        }
    }
}

/// The page afterwards; nobody is signed in any more.
pub fn erased(progress: &Progress, recipients: &[Recipient], shell: &Shell) -> Markup {
    let lang = shell.lang;
    let state = if matches!(progress, Progress::Done(_)) { "done" } else { "under_way" };
    let title = say!(lang, "portal-erased", state = state);
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "portal-erased-lead", state = state, firm = tame(shell.name()))) }
        @if !recipients.is_empty() { (asked(recipients, shell)) }
        @if let Progress::Done(Some(receipt)) = progress {
            p { (say!(lang, "portal-erased-receipt")) }
            pre { (receipt) }
        }
    };
    shell.plain(&title, &content)
}

#[cfg(test)]
impl Erase {
    /// A made-up person's.
    pub fn sample() -> Self {
        let one = Recipient { name: "Signal Lab (simulated)".into(), contact: "privacy@signal.example".into() };
        Self { lost: vec!["Better advice".into()], recipients: vec![one], ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_erased_without_the_box() {
        assert!(read(&Fields::default(), Lang::En).unwrap_err().get("sure").is_some());
        assert_eq!(read(&Fields::from(vec![("sure".into(), "yes".into())]), Lang::En), Ok(()));
    }
}
