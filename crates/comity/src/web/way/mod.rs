//! Ways to take part, as pages know them. What they share is in `portal/part` and `studio/part`; here stands only what is an
//! activity's own on those pages: what is asked beside a text, what is shown beside a vote, and how it is opened.

pub mod challenge;
mod help;
mod ideas;
mod questions;
#[cfg(test)]
pub mod sample;

use std::fmt::Debug;

use comity_exchange::text::{Language, Texts};
use comity_participation::activity::{Activity, Fault, Particulars, Setting};
use comity_participation::contribution::Kind;
use comity_participation::name::{Choice, Name};
use comity_participation::status::OutcomeKind;
use comity_store::{ActivityView, ContributionLine};
use maud::{Markup, html};

pub use challenge::Challenges;
pub use help::Help;
pub use ideas::Ideas;
pub use questions::Questions;

use crate::web::portal::part::one::One;
use crate::web::studio::part::one::One as DeskOne;
use crate::web::ui::{Errors, Fields, Form, Shell};
use crate::words::Lang;

/// A way to take part.
pub trait Way: Debug + Sync {
    /// Its part of addresses, and its name among the words.
    fn code(&self) -> &'static str;

    /// The name of its rules.
    fn rules(&self) -> &'static str;

    /// What becomes of things there, in the order in which it is offered.
    fn outcomes(&self) -> &'static [OutcomeKind];

    /// Statuses to begin with: their names among the words, and what each says.
    fn statuses(&self) -> &'static [(&'static str, Option<OutcomeKind>)];

    /// What its own fields of the form that opens it begin with.
    fn begins(&self) -> Vec<(String, &'static str)> {
        Vec::new()
    }

    /// What stands above the list, for both sides.
    fn head(&self, activity: &ActivityView, shell: &Shell) -> Markup {
        let _ = (activity, shell);
        html! {}
    }

    /// Fields of the form beside title and body.
    fn fields(&self, activity: &ActivityView, form: Form<'_>) -> Markup {
        let _ = (activity, form);
        html! {}
    }

    /// What is brought, by the form.
    ///
    /// # Errors
    /// What is wrong with its own fields.
    fn brings(&self, activity: &ActivityView, fields: &Fields, lang: Lang) -> Result<Brings, Errors>;

    /// What one says beside its text, in a list and on its page.
    fn facts(&self, activity: &Activity, line: &ContributionLine, lang: Lang) -> Markup {
        let _ = (activity, line, lang);
        html! {}
    }

    /// What stands on the page of one, for persons; `here` is its address.
    fn own(&self, view: &One, here: &str, shell: &Shell) -> Markup {
        let _ = (view, here, shell);
        html! {}
    }

    /// What stands on the page of one, for members.
    fn desk(&self, view: &DeskOne, here: &str, shell: &Shell) -> Markup {
        let _ = (view, here, shell);
        html! {}
    }

    /// Fields of the form that opens such an activity. `members` are ids and names of the firm's.
    fn settings(&self, form: Form<'_>, members: &[(String, String)]) -> Markup {
        let _ = (form, members);
        html! {}
    }

    /// Reads them.
    ///
    /// # Errors
    /// What is wrong with them, field by field.
    fn read(&self, fields: &Fields, lang: Lang) -> Result<Opens, Errors>;
}

/// What is brought beside a text.
pub type Brings = (Kind, Option<Particulars>);

/// What opens an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opens {
    /// What is its own.
    pub setting: Setting,
    /// When it opens, in microseconds since 1970; at once when nothing is said.
    pub opens: Option<i64>,
    /// When it closes.
    pub closes: Option<i64>,
}

impl From<Setting> for Opens {
    fn from(setting: Setting) -> Self {
        Self { setting, opens: None, closes: None }
    }
}

/// Every way.
pub const ALL: [&dyn Way; 4] = [&Ideas, &Questions, &Challenges, &Help];

/// The name of the rules of opinion maps, whose pages are their own, and their code.
const OPINIONS: (&str, &str) = ("opinion_map", "opinions");

/// Every activity that has pages: the name of its rules, and its code, which is its part of addresses and its name among the words.
pub fn places() -> impl Iterator<Item = (&'static str, &'static str)> {
    ALL.into_iter().map(|way| (way.rules(), way.code())).chain([OPINIONS])
}

/// The code of the activity whose rules have that name; nothing for one without pages.
pub fn code(rules: &str) -> Option<&'static str> {
    places().find(|(known, _)| *known == rules).map(|(_, code)| code)
}

/// The address of a contribution on the side of persons or, with `/studio` before it, of members; nothing for an activity
/// without pages.
pub fn address(exchange: &str, rules: &str, contribution: &str) -> Option<String> {
    code(rules).map(|code| format!("/exchanges/{exchange}/{code}/{contribution}"))
}

/// A text of an activity in the reader's language.
pub fn words(texts: &Texts, lang: Lang) -> String {
    let first = texts.iter().next().map(|(_, text)| text).unwrap_or_default();
    Language::new(lang.code()).map_or(first, |lang| texts.best(&lang, &lang)).to_owned()
}

/// Lines of a field as things to choose, named after `prefix`, in the reader's language.
fn choices(text: &str, prefix: char, lang: Lang) -> Vec<Choice> {
    let Ok(language) = Language::new(lang.code()) else { return Vec::new() };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate();
    let choice = |(at, line): (usize, &str)| {
        let name = Name::new(&format!("{prefix}{}", at + 1)).ok()?;
        Some(Choice { name, words: Texts::one(language.clone(), line) })
    };
    lines.filter_map(choice).collect()
}

/// Faults that stand at a field, as its way finds the field and the words.
fn faulty(faults: Vec<Fault>, say: impl Fn(&Fault) -> (String, String)) -> Errors {
    let mut errors = Errors::default();
    for fault in &faults {
        let (field, words) = say(fault);
        errors.add(field, words);
    }
    errors
}
