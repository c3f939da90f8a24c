//! `/exchanges/{id}`: an offer in plain words, one question at a time.

mod answers;
mod done;
mod overview;
mod question;
mod review;

use std::collections::BTreeSet;

use comity_exchange::agreement::Signatory;
use comity_exchange::difference::Change;
use comity_exchange::fixed::FixedTerms;
use comity_exchange::id::ClauseId;
use maud::{Markup, html};

pub use answers::{Offer, Step, Turn, asks_consent, field, position_value, read_position};
pub use done::{Done, Others, done};
pub use question::setting_input;
pub use review::{alternative_words, said};

use crate::web::ui::{Errors, Fields, Form, Reading, Shell, assets};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The exchange's id in addresses.
    pub exchange: String,
    /// The terms on offer to this person.
    pub terms: FixedTerms,
    /// Their version.
    pub version: u32,
    /// Clauses in force in the very same words, which need no answer.
    pub in_force: BTreeSet<ClauseId>,
    /// Ways to take part that clauses ask for: the clause, the code of the way, the activity's title.
    pub activities: Vec<(ClauseId, &'static str, String)>,
    /// What changed since the version that the person agreed to; empty the first time.
    pub changes: Vec<Change>,
    /// Who answers.
    pub answering: Answering,
    /// Where they are.
    pub step: Step,
    /// What was answered and typed so far.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// Whether the person had read another offer, and begins anew.
    pub stale: bool,
}

/// Who answers an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answering {
    /// The person.
    Person,
    /// Somebody too young to consent alone.
    Minor {
        /// From which age on they could, in years.
        age: u8,
        /// The address at which a guardian was asked.
        asked: Option<String>,
    },
    /// Somebody with parental responsibility for this ward.
    Guardian {
        /// The ward's name.
        ward: String,
    },
}

impl Offered {
    /// The offer as forms are read against it.
    pub fn offer(&self, shell: &Shell) -> Offer<'_> {
        let by = match self.answering {
            Answering::Guardian { .. } => Signatory::Guardian,
            Answering::Person | Answering::Minor { .. } => Signatory::Person,
        };
        Offer { terms: &self.terms, in_force: &self.in_force, by, lang: shell.lang }
    }

    fn form(&self, shell: &Shell) -> Form<'_> {
        Form { fields: &self.fields, errors: &self.errors, lang: shell.lang }
    }

    /// Everything said so far as hidden fields, but for those that this step shows itself.
    fn carried(&self, at: &str, shown: &[String]) -> Markup {
        html! {
            input type="hidden" name="offer" value=(self.terms.fingerprint());
            input type="hidden" name="at" value=(at);
            @for (name, value) in self.fields.iter() {
                @if !matches!(name, "offer" | "at" | "go" | "mail") && !shown.iter().any(|s| s == name) {
                    input type="hidden" name=(name) value=(value);
                }
            }
        }
    }
}

/// The page.
pub fn page(view: &Offered, shell: &Shell) -> Markup {
    let reading = Reading::new(&view.terms, shell.lang);
    let title = reading.plain(&view.terms.title).to_owned();
    let content = match &view.step {
        Step::Overview => overview::content(view, &reading, shell),
        Step::Review => review::content(view, &reading, shell),
        Step::Question(id) => match view.terms.clause(id) {
            Some(clause) => question::content(view, clause, &reading, shell),
            None => overview::content(view, &reading, shell),
        },
    };
    shell.portal_with(&title, &content, Some(&assets::counter_script().path))
}

#[cfg(test)]
pub mod sample {
    //! A made-up offer at every step.

    use comity_exchange::terms::Terms;

    use super::*;

    pub fn terms() -> Terms {
        Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap()
    }

    pub fn id(name: &str) -> ClauseId {
        ClauseId::new(name).unwrap()
    }

    pub fn overview() -> Offered {
        Offered {
            exchange: "0192f3a1c2d47f00a1b2c3d4e5f60718".into(),
            terms: terms().into(),
            version: 1,
            in_force: BTreeSet::new(),
            activities: vec![(id("helping"), "questions", "Questions about your plan".into())],
            changes: Vec::new(),
            answering: Answering::Person,
            step: Step::Overview,
            fields: Fields::default(),
            errors: Errors::default(),
            stale: false,
        }
    }

    pub fn question(name: &str, typed: &[(&str, &str)]) -> Offered {
        let mut view = Offered { step: Step::Question(id(name)), ..overview() };
        typed.iter().for_each(|(name, value)| view.fields.push(*name, *value));
        view
    }

    /// Answers of every kind.
    pub const ANSWERS: [(&str, &str); 8] = [
        ("answer.usage-for-advice", "yes"),
        ("answer.signal-for-coverage", "if"),
        ("shown.signal-for-coverage", "1"),
        ("amount.signal-for-coverage", "4"),
        ("answer.bill", "yes"),
        ("answer.helping", "no"),
        ("answer.messages", "yes"),
        ("set.messages", "0"),
    ];
}
