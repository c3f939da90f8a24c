//! `/studio/exchanges/{id}/credit/{contribution}`: who had a part in something, and whether they agree to be named.

use comity_store::{CreditLine, CreditState, Named};
use maud::{Markup, html};

use crate::web::ui::{Errors, Fields, Form, Section, Shell, back, chip, empty, error_summary};
use crate::words::{Lang, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The way back: the contribution's desk.
    pub back: String,
    /// This page, in addresses.
    pub here: String,
    /// The contribution's title.
    pub title: String,
    /// Who had a part in it: a name, and what is known of them.
    pub rows: Vec<(String, CreditLine)>,
    /// Who is named now.
    pub named: Vec<Named>,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
}

/// The page.
pub fn page(view: &Desk, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "credit-title");
    let content = html! {
        (back(&shell.to(&view.back), &view.title))
        h1 { (title) }
        (error_summary(&view.errors, lang))
        p.lead { (say!(lang, "credit-lead")) }
        @if view.rows.is_empty() { (empty(&say!(lang, "credit-nobody"), &say!(lang, "credit-nobody-note"), None)) }
        @else { ul.list { @for (n, (name, line)) in view.rows.iter().enumerate() { li { (one(view, (n, name, line), shell)) } } } }
        @if !view.named.is_empty() {
            h2 { (say!(lang, "credit-shown")) }
            (names(&view.named))
        }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// Names with the firm's words, as everybody in the exchange reads them.
pub fn names(named: &[Named]) -> Markup {
    html! { ul { @for one in named { li dir="auto" { strong { (tame(&one.name)) } ": " (tame(&one.words)) } } } }
}

fn one(view: &Desk, (n, name, line): (usize, &str, &CreditLine), shell: &Shell) -> Markup {
    let lang = shell.lang;
    let field = format!("words.{n}");
    let mut fields = view.fields.clone();
    if !fields.has(&field) {
        fields.set(&field, line.words.clone().unwrap_or_default());
    }
    let form = Form { fields: &fields, errors: &view.errors, lang };
    html! {
        p.name { a href=(shell.to(format!("/studio/people/{}", line.person))) { (tame(name)) } }
        @if let Some(state) = line.state { p { (state_chip(state, lang)) } }
        @if line.state == Some(CreditState::No) { p.soft { (say!(lang, "credit-no-note")) } }
        @else { form method="post" action=(shell.to(&view.here)) {
            (form.line(field, say!(lang, "credit-words")).hint(say!(lang, "credit-words-hint")).longest(200))
            button name="go" value=(format!("ask:{n}:{}", line.person)) {
                (say!(lang, "credit-ask")) span.visually-hidden { ": " (tame(name)) }
            }
        } }
    }
}

/// What somebody says of being named.
pub fn state_chip(state: CreditState, lang: Lang) -> Markup {
    let (tone, name) = match state {
        CreditState::Asked => ("still", "asked"),
        CreditState::Yes => ("live", "yes"),
        CreditState::No => ("firm", "no"),
    };
    chip(tone, &say!(lang, "credit-state", state = name))
}

#[cfg(test)]
impl Desk {
    /// Persons of whom one was asked, one agreed, one did not, and one was not asked.
    pub fn sample() -> Self {
        let line = |words: Option<&str>, state| CreditLine {
            person: comity_store::PersonId::new(),
            words: words.map(ToOwned::to_owned),
            state,
        };
        let words = "Who saw first that it was missing";
        Self {
            back: "/studio/exchanges/x/ideas/y".into(),
            here: "/studio/exchanges/x/credit/y".into(),
            title: "More data abroad".into(),
            rows: vec![
                ("Livia Fontana".into(), line(None, None)),
                ("Marco Riva".into(), line(Some(words), Some(CreditState::Asked))),
                ("Ada Longhi".into(), line(Some(words), Some(CreditState::Yes))),
                ("Ugo Serra".into(), line(Some(words), Some(CreditState::No))),
            ],
            named: vec![Named { name: "Ada L.".into(), words: words.into() }],
            ..Self::default()
        }
    }
}
