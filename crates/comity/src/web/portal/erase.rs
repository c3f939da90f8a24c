//! `/me/erase`: what erasing takes away and what remains, before it is done; and the page afterwards.

use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Shell, back, error_summary, plain};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Erase {
    /// What will be lost that the person can see: exchanges, benefits still due, conditions.
    pub lost: Vec<String>,
    /// What a law or the evidence of a past agreement keeps, and for how long.
    pub remains: Vec<String>,
    /// Who else is told, and has to confirm.
    pub told: Vec<String>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
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
    let lists = [("lost", &view.lost), ("remains", &view.remains), ("told", &view.told)];
    let content = html! {
        (back(&shell.to("/me/information"), &say!(lang, "web-nav", section = "information")))
        h1 { (title) }
        p.lead { (say!(lang, "portal-erase-lead", firm = tame(shell.name()))) }
        @for (part, lines) in lists {
            h2 { (say!(lang, "portal-erase-part", part = part)) }
            @if lines.is_empty() { p { (say!(lang, "portal-erase-none", part = part)) } }
            @else { ul { @for line in lines { li { (plain(line)) } } } }
        }
        p { (say!(lang, "portal-erase-first")) " " a href=(shell.to("/me/export")) { (say!(lang, "portal-right", right = "export")) } }
        (error_summary(&view.errors, lang))
        form method="post" action=(shell.to("/me/erase")) {
            div #(crate::web::ui::field_id("sure")) { (form.tick("sure", "yes", say!(lang, "portal-erase-sure"))) }
            div.actions { button { (say!(lang, "portal-erase-button")) } }
        }
    };
    shell.portal(&title, &content)
}

/// The page afterwards; nobody is signed in any more. `receipt` proves the erasure.
pub fn erased(receipt: &str, waiting: &[String], shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "portal-erased");
    let content = html! {
        h1 { (title) }
        p.lead { (say!(lang, "portal-erased-lead", firm = tame(shell.name()))) }
        @if !waiting.is_empty() {
            p { (say!(lang, "portal-erased-waits")) }
            ul { @for name in waiting { li { (tame(name)) } } }
        }
        p { (say!(lang, "portal-erased-receipt")) }
        pre { (receipt) }
    };
    shell.plain(&title, &content)
}

#[cfg(test)]
impl Erase {
    /// A made-up person's.
    pub fn sample() -> Self {
        Self {
            lost: vec![
                "Better advice: everything agreed, and € 2 of credit still due".into(),
                "Your 7 answers lose your name".into(),
            ],
            remains: vec![
                "Bills: ten years, as tax law demands".into(),
                "That an agreement existed, without your name: in the ledger".into(),
            ],
            told: vec!["Signal Lab (simulated)".into()],
            ..Self::default()
        }
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
