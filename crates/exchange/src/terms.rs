//! A document of terms: what each side of an exchange gives and gets, in clauses.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::basis::{Item, Purpose, Recipient};
use crate::capital::Stage;
use crate::clause::{Clause, Setting};
use crate::control::Control;
use crate::hash::Fingerprint;
use crate::id::{ClauseId, ItemId, PurposeId, RecipientId};
use crate::text::{Language, Texts};

/// What an exchange is made of, as the report *From UX to CX* tells kinds of events apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A loyalty programme.
    LoyaltyProgramme,
    /// A platform on which customers help themselves.
    SelfService,
    /// A feature of something that is there.
    Feature,
    /// Something new on offer.
    Offering,
}

/// Terms of an exchange, in every language in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The language of texts that do not say which; also the one shown where another is missing.
    pub language: Language,
    /// A few words.
    pub title: Texts,
    /// What it is for, in plain words.
    pub summary: Texts,
    /// What the exchange is.
    pub kind: Kind,
    /// Where along the value chain.
    pub stage: Stage,
    /// The firm's country, by its code (ISO 3166): its law holds.
    pub country: String,
    /// Within how many days the firm answers a counter-offer; after that it lapses.
    pub answer_within_days: u32,
    /// What leaving takes. Compared with joining by the lint.
    #[serde(default)]
    pub leaving: Leaving,
    /// Purposes that clauses name.
    #[serde(default, rename = "purpose", skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Purpose>,
    /// Items that clauses name.
    #[serde(default, rename = "item", skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// Recipients that clauses name.
    #[serde(default, rename = "recipient", skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    /// The clauses, in the order in which they are read.
    #[serde(default, rename = "clause", skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<Clause>,
}

/// What it takes to leave, beside the button in the portal, which is always there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaving {
    /// Days of notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_days: Option<u32>,
    /// Anything that the person has to do: write a letter, call, give a reason.
    #[serde(default, skip_serializing_if = "Texts::is_blank")]
    pub condition: Texts,
    /// Whether benefits already delivered are taken back. Always refused by the lint.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub claws_back: bool,
}

/// The file could not be read as terms.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// Something that keeps the terms from meaning anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Two parts of one kind have the same name.
    SameName {
        /// `clause`, `item`, `purpose`, `recipient`, `benefit`.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A clause names something that the document does not have.
    NotThere {
        /// The clause.
        clause: ClauseId,
        /// `item`, `purpose`, `recipient`.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A part has no words in the document's own language.
    NoWords {
        /// What: `title`, `clause usage`, `purpose advice`.
        what: String,
    },
    /// A clause of the customer's without a setting, or a setting in another clause.
    SettingAndControl {
        /// The clause.
        clause: ClauseId,
    },
    /// A setting that starts outside its own bounds, or has nothing to choose from.
    SettingBounds {
        /// The clause.
        clause: ClauseId,
    },
    /// A vote rule whose figures make no rule.
    VoteRule {
        /// The clause.
        clause: ClauseId,
    },
    /// Bounds for a counter that are no counter: a retention longer than the clause's, an amount below it, fewer of one.
    CounterBounds {
        /// The clause.
        clause: ClauseId,
    },
    /// An item is worked out from something that is no item of the document.
    InputNotThere {
        /// The item.
        item: ItemId,
        /// What it is worked out from.
        name: String,
    },
    /// An item is worked out from itself, at once or by way of others.
    InferredFromItself {
        /// The item.
        item: ItemId,
    },
    /// An item has inputs and is not inferred, or somebody who gives it and is not from others.
    SourceAndOrigin {
        /// The item.
        item: ItemId,
    },
    /// Terms without a clause.
    NoClause,
    /// Counter-offers are answered within 1 to 365 days.
    AnswerWithin,
}

impl Terms {
    /// Reads terms from a TOML file.
    ///
    /// # Errors
    /// [`Unreadable`], with line and column and what was expected there.
    pub fn from_toml(text: &str) -> Result<Self, Unreadable> {
        let terms: Self = toml::from_str(text).map_err(|error| Unreadable(error.to_string().trim_end().to_owned()))?;
        Ok(terms.settled())
    }

    /// The terms with every text that does not say its language in the document's own.
    #[must_use]
    pub fn settled(mut self) -> Self {
        let own = self.language.clone();
        self.texts_mut().into_iter().for_each(|text| text.settle(&own));
        self
    }

    /// The terms as a TOML file that [`Self::from_toml`] reads back.
    ///
    /// # Errors
    /// [`Unreadable`], where a number is too large for the format.
    pub fn to_toml(&self) -> Result<String, Unreadable> {
        toml::to_string(self).map_err(|error| Unreadable(error.to_string()))
    }

    /// The fingerprint over everything in every language.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of("comity terms 1", self)
    }

    /// The clause of that name.
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == *id)
    }

    /// The purpose of that name.
    pub fn purpose(&self, id: &PurposeId) -> Option<&Purpose> {
        self.purposes.iter().find(|purpose| purpose.id == *id)
    }

    /// The item of that name.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// The recipient of that name.
    pub fn recipient(&self, id: &RecipientId) -> Option<&Recipient> {
        self.recipients.iter().find(|recipient| recipient.id == *id)
    }

    /// The purpose that a clause asks information for.
    pub fn purpose_of(&self, clause: &Clause) -> Option<&Purpose> {
        self.purpose(clause.information.as_ref()?.purpose.as_ref()?)
    }

    /// Whether every text is written in a language: whether [`Self::languages`] has it.
    pub fn is_in(&self, language: &Language) -> bool {
        let titled = *language == self.language || self.title.iter().any(|(other, _)| other == language);
        titled && self.texts().iter().all(|text| text.is_blank() || text.reads_in(language))
    }

    /// Languages in which every text is written, the document's own first.
    pub fn languages(&self) -> Vec<Language> {
        let mut all: BTreeSet<&Language> = self.title.iter().map(|(language, _)| language).collect();
        all.remove(&self.language);
        std::iter::once(&self.language).chain(all).filter(|language| self.is_in(language)).cloned().collect()
    }

    /// Everything that keeps these terms from being offered. Judgement on their fairness is [`crate::lint`]'s.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.clauses.is_empty() {
            faults.push(Fault::NoClause);
        }
        if !(1..=365).contains(&self.answer_within_days) {
            faults.push(Fault::AnswerWithin);
        }
        let benefits = self.clauses.iter().flat_map(|c| c.benefits.iter().chain(&c.counter.other_benefits));
        twice("clause", self.clauses.iter().map(|c| c.id.as_str()), &mut faults);
        twice("item", self.items.iter().map(|i| i.id.as_str()), &mut faults);
        twice("purpose", self.purposes.iter().map(|p| p.id.as_str()), &mut faults);
        twice("recipient", self.recipients.iter().map(|r| r.id.as_str()), &mut faults);
        twice("benefit", benefits.map(|b| b.id.as_str()), &mut faults);
        self.wordless(&mut faults);
        self.item_faults(&mut faults);
        for clause in &self.clauses {
            self.clause_faults(clause, &mut faults);
        }
        faults
    }

    fn wordless(&self, faults: &mut Vec<Fault>) {
        let mut needs = |what: String, texts: &Texts| {
            if !texts.has(&self.language) {
                faults.push(Fault::NoWords { what });
            }
        };
        needs("title".into(), &self.title);
        needs("summary".into(), &self.summary);
        self.purposes.iter().for_each(|p| needs(format!("purpose {}", p.id), &p.name));
        self.items.iter().for_each(|i| needs(format!("item {}", i.id), &i.name));
        for clause in &self.clauses {
            needs(format!("clause {}", clause.id), &clause.title);
            needs(format!("clause {}", clause.id), &clause.text);
            let benefits = clause.benefits.iter().chain(&clause.counter.other_benefits);
            benefits.for_each(|b| needs(format!("benefit {}", b.id), &b.what));
        }
    }

    fn clause_faults(&self, clause: &Clause, faults: &mut Vec<Fault>) {
        let id = || clause.id.clone();
        let mut absent = |what, name: &str| {
            faults.push(Fault::NotThere { clause: id(), what, name: name.to_owned() });
        };
        if let Some(asked) = &clause.information {
            asked.purpose.iter().filter(|p| self.purpose(p).is_none()).for_each(|p| absent("purpose", p.as_str()));
            asked.items.iter().filter(|i| self.item(i).is_none()).for_each(|i| absent("item", i.as_str()));
            asked
                .recipients
                .iter()
                .filter(|r| self.recipient(r).is_none())
                .for_each(|r| absent("recipient", r.as_str()));
        }
        if (clause.control == Control::Customer) != clause.setting.is_some() {
            faults.push(Fault::SettingAndControl { clause: id() });
        }
        if clause.setting.as_ref().is_some_and(|setting| !sound(setting)) {
            faults.push(Fault::SettingBounds { clause: id() });
        }
        if matches!(clause.control, Control::Shared { vote: Some(rule) } if !rule.is_sound()) {
            faults.push(Fault::VoteRule { clause: id() });
        }
        if clause.counter_left() != clause.counter {
            faults.push(Fault::CounterBounds { clause: id() });
        }
    }

    fn texts(&self) -> Vec<&Texts> {
        let mut all = vec![&self.title, &self.summary, &self.leaving.condition];
        all.extend(self.purposes.iter().map(|p| &p.name));
        all.extend(self.items.iter().map(|i| &i.name));
        all.extend(self.items.iter().filter_map(|i| i.special.as_ref()).map(|s| &s.reason));
        all.extend(self.items.iter().filter_map(|i| i.inferred.as_ref()).map(|i| &i.method));
        all.extend(self.items.iter().map(|i| &i.origin));
        for clause in &self.clauses {
            all.extend([&clause.title, &clause.text, &clause.on_leaving]);
            all.extend(clause.work.iter().map(|w| &w.what));
            all.extend(clause.benefits.iter().chain(&clause.counter.other_benefits).flat_map(|b| [&b.what, &b.unit]));
            match &clause.setting {
                Some(Setting::Choice { options, .. }) => all.extend(options.iter().map(|o| &o.words)),
                Some(Setting::Number { unit, .. }) => all.push(unit),
                Some(Setting::Switch { .. }) | None => {}
            }
        }
        all
    }

    fn texts_mut(&mut self) -> Vec<&mut Texts> {
        use crate::basis::Basis;
        let mut all = vec![&mut self.title, &mut self.summary, &mut self.leaving.condition];
        for purpose in &mut self.purposes {
            all.push(&mut purpose.name);
            match &mut purpose.basis {
                Basis::LegalObligation { law } => all.push(law),
                Basis::LegitimateInterest { balancing } => all.push(balancing),
                Basis::Consent | Basis::Contract => {}
            }
        }
        for item in &mut self.items {
            all.push(&mut item.name);
            all.extend(item.special.as_mut().map(|s| &mut s.reason));
            all.extend(item.inferred.as_mut().map(|i| &mut i.method));
            all.push(&mut item.origin);
        }
        all.extend(self.recipients.iter_mut().map(|r| &mut r.name));
        for clause in &mut self.clauses {
            all.extend([&mut clause.title, &mut clause.text, &mut clause.on_leaving]);
            all.extend(clause.work.as_mut().map(|w| &mut w.what));
            let benefits = clause.benefits.iter_mut().chain(&mut clause.counter.other_benefits);
            all.extend(benefits.flat_map(|b| [&mut b.what, &mut b.unit]));
            match &mut clause.setting {
                Some(Setting::Choice { options, .. }) => all.extend(options.iter_mut().map(|o| &mut o.words)),
                Some(Setting::Number { unit, .. }) => all.push(unit),
                Some(Setting::Switch { .. }) | None => {}
            }
        }
        all
    }
}

fn twice<'a>(what: &'static str, names: impl Iterator<Item = &'a str>, faults: &mut Vec<Fault>) {
    let (mut seen, mut told) = (BTreeSet::new(), BTreeSet::new());
    for name in names {
        if !seen.insert(name) && told.insert(name) {
            faults.push(Fault::SameName { what, name: name.to_owned() });
        }
    }
}

fn sound(setting: &Setting) -> bool {
    let choices = match setting {
        Setting::Choice { options, .. } => {
            let names: BTreeSet<&str> = options.iter().map(|o| o.name.as_str()).collect();
            options.len() >= 2 && names.len() == options.len()
        }
        Setting::Switch { .. } | Setting::Number { .. } => true,
    };
    choices && setting.allows(&setting.start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::sample::{clause, clause_id, terms};

    #[test]
    fn terms_are_read_and_written() {
        let terms = terms();
        assert_eq!(terms.faults(), []);
        let languages: Vec<String> = terms.languages().iter().map(ToString::to_string).collect();
        assert_eq!(languages, ["en", "it"]);
        assert_eq!(Terms::from_toml(&terms.to_toml().unwrap()).unwrap(), terms);
    }

    #[test]
    fn the_fingerprint_covers_every_language() {
        let (one, mut other) = (terms(), terms());
        other.title.set(Language::new("it").unwrap(), "Consigli");
        assert_ne!(one.fingerprint(), other.fingerprint());
        assert_eq!(one.fingerprint(), terms().fingerprint());
    }

    #[test]
    fn a_language_counts_only_when_all_is_written_in_it() {
        let mut terms = terms();
        clause(&mut terms, "helping").text = Texts::one(Language::new("en").unwrap(), "You answer now and then.");
        assert_eq!(terms.languages().len(), 1);
    }

    #[test]
    fn units_are_written_in_every_language_too() {
        let mut terms = terms();
        let english = Texts::one(Language::new("en").unwrap(), "euro a month");
        clause(&mut terms, "signal-for-coverage").benefits[0].unit = english.clone();
        assert_eq!(terms.languages().len(), 1);
        let file = terms.to_toml().unwrap().replace("[clause.benefits.unit]\nen = \"euro a month\"", "");
        let file = file.replace("amount = \"2\"", "amount = \"2\"\nunit = \"euro a month\"");
        assert_eq!(Terms::from_toml(&file).unwrap(), terms, "a plain text is in the document's own language");
    }

    #[test]
    fn units_of_before_languages_keep_their_fingerprint_and_read_in_all() {
        let written =
            r#"{"id":"credit","what":{"en":"Credit"},"capital":"economic","amount":"2","unit":"euro a month"}"#;
        let benefit: crate::clause::Benefit = serde_json::from_str(written).unwrap();
        assert_eq!(serde_json::to_string(&benefit).unwrap(), written);
        let mut terms = terms();
        clause(&mut terms, "signal-for-coverage").benefits[0].unit = benefit.unit;
        assert_eq!(terms.languages().len(), 2);
        assert_eq!(terms.settled().languages().len(), 1);
        let written = r#"{"kind":"number","least":0,"most":4,"start":1,"unit":""}"#;
        let setting: Setting = serde_json::from_str(written).unwrap();
        assert_eq!(serde_json::to_string(&setting).unwrap(), written);
    }

    #[test]
    fn a_file_that_is_none_says_where() {
        let error = Terms::from_toml("language = \"en\"\ntitel = \"x\"").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("titel"), "{error}");
    }

    /// One change to sound terms, and the one fault that it makes.
    fn check(change: impl Fn(&mut Terms), expect: Fault) {
        let mut terms = terms();
        change(&mut terms);
        assert_eq!(terms.faults(), [expect]);
    }

    #[test]
    fn every_fault_is_found() {
        let id = clause_id;
        check(|t| t.items.push(t.items[0].clone()), Fault::SameName { what: "item", name: "plan".into() });
        check(
            |t| t.recipients.clear(),
            Fault::NotThere { clause: id("signal-for-coverage"), what: "recipient", name: "signal-lab".into() },
        );
        check(|t| t.summary = Texts::default(), Fault::NoWords { what: "summary".into() });
        check(|t| clause(t, "messages").control = Control::Firm, Fault::SettingAndControl { clause: id("messages") });
        check(
            |t| {
                clause(t, "messages").setting =
                    Some(Setting::Number { least: 2, most: 1, start: 1, unit: Texts::default() })
            },
            Fault::SettingBounds { clause: id("messages") },
        );
        check(
            |t| clause(t, "usage-for-advice").counter.shortest_days = Some(180),
            Fault::CounterBounds { clause: id("usage-for-advice") },
        );
        check(
            |t| clause(t, "signal-for-coverage").counter.highest_amount = Some(Amount::parse("2").unwrap()),
            Fault::CounterBounds { clause: id("signal-for-coverage") },
        );
        check(|t| t.answer_within_days = 0, Fault::AnswerWithin);
        check(|t| t.clauses.clear(), Fault::NoClause);
        let rule = crate::control::VoteRule { quorum_percent: 0, yes_percent: 60, days: 1 };
        check(
            |t| clause(t, "helping").control = Control::Shared { vote: Some(rule) },
            Fault::VoteRule { clause: id("helping") },
        );
    }
}
