//! Fields of a form as terms; [`super::write`] is the way back.

use comity_exchange::amount::Amount;
use comity_exchange::basis::{Basis, Inferred, Item, Purpose, Recipient, Source, Special};
use comity_exchange::capital::{Capital, Stage};
use comity_exchange::clause::{Benefit, Choice, Clause, Counterable, Information, Setting, Work};
use comity_exchange::control::{Control, VoteRule};
use comity_exchange::id::{BenefitId, ClauseId, ItemId, PurposeId, RecipientId};
use comity_exchange::terms::{Kind, Leaving, Terms};
use comity_exchange::text::{Language, Texts};

use super::lists::length;
use crate::web::ui::{Errors, Fields, source_name};
use crate::words::{Lang, say};

/// Kinds of exchanges by their names in forms.
pub const KINDS: [(&str, Kind); 4] = [
    ("loyalty_programme", Kind::LoyaltyProgramme),
    ("self_service", Kind::SelfService),
    ("feature", Kind::Feature),
    ("offering", Kind::Offering),
];

/// Sources of items, in the order in which they are offered.
pub const SOURCES: [Source; 4] = [Source::Volunteered, Source::Observed, Source::Inferred, Source::ThirdParty];

/// The languages in which a form has room for every text: the two of the pages, and whatever else is written.
pub fn languages(fields: &Fields) -> Vec<String> {
    let own = fields.get("language").trim().to_ascii_lowercase();
    let mut all = vec![own];
    let written = fields.get("languages").split_whitespace().map(str::to_owned);
    for code in ["en", "it"].map(str::to_owned).into_iter().chain(written) {
        if !all.contains(&code) && Language::new(&code).is_ok_and(|l| l.as_str() == code) {
            all.push(code);
        }
    }
    all.retain(|code| Language::new(code).is_ok());
    all
}

/// Fields as terms. Terms that are read are well formed; what keeps them from being offered is [`Terms::faults`]'s.
///
/// # Errors
/// What is wrong, field by field.
pub fn terms_of(fields: &Fields, lang: Lang) -> Result<Terms, Errors> {
    let mut read = Reader { fields, errors: Errors::default(), lang, languages: Vec::new() };
    read.languages = languages(fields).iter().filter_map(|code| Language::new(code).ok()).collect();
    let terms = read.terms();
    match terms {
        Some(terms) if read.errors.is_empty() => Ok(terms),
        _ => Err(read.errors),
    }
}

struct Reader<'f> {
    fields: &'f Fields,
    errors: Errors,
    lang: Lang,
    languages: Vec<Language>,
}

impl Reader<'_> {
    fn wrong(&mut self, name: &str, what: &str) {
        self.errors.add(name, say!(self.lang, "studio-form-wrong", what = what));
    }

    fn text(&self, name: &str) -> String {
        self.fields.get(name).to_owned()
    }

    fn texts(&self, name: &str) -> Texts {
        let mut texts = Texts::default();
        for language in &self.languages {
            let text = self.fields.get(&format!("{name}.{language}"));
            if !text.trim().is_empty() {
                texts.set(language.clone(), text);
            }
        }
        texts
    }

    fn flag(&self, name: &str) -> bool {
        self.fields.holds(name, "on")
    }

    fn option(&self, name: &str) -> Option<String> {
        self.fields.has(name).then(|| self.text(name))
    }

    /// A whole number; nothing where the field is empty, or is wrong.
    fn number<N: std::str::FromStr>(&mut self, name: &str) -> Option<N> {
        let typed = self.fields.get(name).trim();
        if typed.is_empty() {
            return None;
        }
        let number = typed.parse().ok().filter(|_| typed.bytes().all(|b| b.is_ascii_digit()));
        if number.is_none() {
            self.wrong(name, "number");
        }
        number
    }

    /// A whole number that has to be given.
    fn needed<N: std::str::FromStr>(&mut self, name: &str) -> Option<N> {
        let number = self.number(name);
        if number.is_none() {
            self.wrong(name, "number");
        }
        number
    }

    fn amount(&mut self, name: &str) -> Option<Amount> {
        let typed = self.fields.get(name).trim().replace(',', ".");
        if typed.is_empty() {
            return None;
        }
        let amount = Amount::parse(&typed).ok();
        if amount.is_none() {
            self.wrong(name, "amount");
        }
        amount
    }

    fn one_of<T: Copy>(&mut self, name: &str, options: impl IntoIterator<Item = (&'static str, T)>) -> Option<T> {
        let chosen = self.fields.get(name);
        let found = options.into_iter().find(|(option, _)| *option == chosen).map(|(_, value)| value);
        if found.is_none() {
            self.wrong(name, "choice");
        }
        found
    }

    /// A name; made from the words where it was left empty.
    fn id<I>(&mut self, at: &str, words: &str, make: impl Fn(&str) -> Option<I>) -> Option<I> {
        let made = name_of(self.fields, at, words);
        let id = make(&made);
        if id.is_none() {
            self.wrong(&format!("{at}.id"), if made.is_empty() { "no-name" } else { "name" });
        }
        id
    }

    fn terms(&mut self) -> Option<Terms> {
        let language = Language::new(self.fields.get("language").trim());
        if language.is_err() {
            self.wrong("language", "language");
        }
        let kind = self.one_of("kind", KINDS);
        let stage = self.one_of("stage", Stage::ALL.map(|stage| (stage.name(), stage)));
        let answer_within_days = self.needed("answer_within_days");
        let leaving = Leaving {
            notice_days: self.number("leaving.notice_days"),
            condition: self.texts("leaving.condition"),
            claws_back: self.flag("leaving.claws_back"),
        };
        let (title, summary, country) = (self.texts("title"), self.texts("summary"), self.text("country"));
        let purposes = self.list("purpose", Self::purpose);
        let items = self.list("item", Self::item);
        let recipients = self.list("recipient", Self::recipient);
        let clauses = self.list("clause", Self::clause);
        Some(Terms {
            language: language.ok()?,
            title,
            summary,
            kind: kind?,
            stage: stage?,
            country,
            answer_within_days: answer_within_days?,
            leaving,
            purposes,
            items,
            recipients,
            clauses,
        })
    }

    fn list<T>(&mut self, list: &str, read: impl Fn(&mut Self, &str) -> Option<T>) -> Vec<T> {
        (0..length(self.fields, list)).filter_map(|i| read(self, &format!("{list}.{i}"))).collect()
    }

    fn purpose(&mut self, place: &str) -> Option<Purpose> {
        let at = |part: &str| format!("{place}.{part}");
        let basis = match self.fields.get(&at("basis")) {
            "legal_obligation" => Some(Basis::LegalObligation { law: self.texts(&at("law")) }),
            "legitimate_interest" => Some(Basis::LegitimateInterest { balancing: self.texts(&at("balancing")) }),
            "contract" => Some(Basis::Contract),
            "consent" | "" => Some(Basis::Consent),
            _ => None,
        };
        if basis.is_none() {
            self.wrong(&at("basis"), "choice");
        }
        let id = self.id(place, "name", |name| PurposeId::new(name).ok());
        let needs_days = self.number(&at("needs_days"));
        Some(Purpose {
            id: id?,
            name: self.texts(&at("name")),
            basis: basis?,
            dpv: self.option(&at("dpv")).map(|term| term.trim().to_owned()),
            needs_days,
        })
    }

    fn item(&mut self, place: &str) -> Option<Item> {
        let at = |part: &str| format!("{place}.{part}");
        let id = self.id(place, "name", |name| ItemId::new(name).ok());
        let source = match self.fields.get(&at("source")) {
            "" => Some(Source::Volunteered),
            _ => self.one_of(&at("source"), SOURCES.map(|source| (source_name(source), source))),
        };
        let special = self.flag(&at("special")).then(|| Special { reason: self.texts(&at("reason")) });
        Some(Item {
            id: id?,
            name: self.texts(&at("name")),
            source: source?,
            dpv: self.option(&at("dpv")).map(|term| term.trim().to_owned()),
            special,
            // What was typed for another source is not shown, and so not kept.
            inferred: if source == Some(Source::Inferred) { self.inferred(place) } else { None },
            origin: if source == Some(Source::ThirdParty) { self.texts(&at("origin")) } else { Texts::default() },
        })
    }

    fn inferred(&self, place: &str) -> Option<Inferred> {
        let from = self.fields.all(&format!("{place}.from")).filter_map(|id| ItemId::new(id).ok()).collect();
        let inferred = Inferred { from, method: self.texts(&format!("{place}.method")) };
        (inferred != Inferred::default()).then_some(inferred)
    }

    fn recipient(&mut self, place: &str) -> Option<Recipient> {
        let at = |part: &str| format!("{place}.{part}");
        let id = self.id(place, "name", |name| RecipientId::new(name).ok())?;
        let (contact, country) = (self.text(&at("contact")), self.text(&at("country")));
        Some(Recipient { id, name: self.texts(&at("name")), contact, country })
    }

    fn benefit(&mut self, place: &str) -> Option<Benefit> {
        let at = |part: &str| format!("{place}.{part}");
        let id = self.id(place, "what", |name| BenefitId::new(name).ok());
        let capital = match self.fields.get(&at("capital")) {
            "" => Some(Capital::Economic),
            _ => self.one_of(&at("capital"), Capital::ALL.map(|capital| (capital.name(), capital))),
        };
        let (amount, due_days) = (self.amount(&at("amount")), self.number(&at("due_days")));
        let (what, unit) = (self.texts(&at("what")), self.texts(&at("unit")));
        Some(Benefit { id: id?, what, capital: capital?, amount, unit, due_days })
    }

    fn clause(&mut self, place: &str) -> Option<Clause> {
        let at = |part: &str| format!("{place}.{part}");
        let id = self.id(place, "title", |name| ClauseId::new(name).ok());
        let control = self.control(place);
        let information = self.flag(&at("asks_information")).then(|| self.information(place));
        let work = if self.flag(&at("asks_work")) { self.work(place) } else { None };
        let benefits = self.list(&at("benefit"), Self::benefit);
        let counter = Counterable {
            shortest_days: self.number(&at("shortest_days")),
            fewer_items: self.flag(&at("fewer_items")),
            fewer_recipients: self.flag(&at("fewer_recipients")),
            other_benefits: self.list(&at("other"), Self::benefit),
            highest_amount: self.amount(&at("highest_amount")),
            own_words: self.flag(&at("own_words")),
        };
        let setting = self.setting(place);
        Some(Clause {
            id: id?,
            title: self.texts(&at("title")),
            text: self.texts(&at("text")),
            control: control?,
            information,
            work,
            benefits,
            required: self.flag(&at("required")),
            yes_by_default: self.flag(&at("yes_by_default")),
            counter,
            setting,
            on_leaving: self.texts(&at("on_leaving")),
        })
    }

    fn control(&mut self, place: &str) -> Option<Control> {
        let at = |part: &str| format!("{place}.{part}");
        match self.fields.get(&at("control")) {
            "firm" => Some(Control::Firm),
            "shared" | "" => Some(Control::Shared { vote: None }),
            "customer" => Some(Control::Customer),
            "vote" => {
                let quorum_percent = self.needed(&at("quorum_percent"));
                let yes_percent = self.needed(&at("yes_percent"));
                let days = self.needed(&at("vote_days"));
                let rule = VoteRule { quorum_percent: quorum_percent?, yes_percent: yes_percent?, days: days? };
                Some(Control::Shared { vote: Some(rule) })
            }
            _ => {
                self.wrong(&at("control"), "choice");
                None
            }
        }
    }

    fn information(&mut self, place: &str) -> Information {
        let at = |part: &str| format!("{place}.{part}");
        let purpose = self.fields.get(&at("purpose")).trim();
        let (items, to) = (at("items"), at("recipients"));
        Information {
            purpose: PurposeId::new(purpose).ok(),
            items: self.fields.all(&items).filter_map(|id| ItemId::new(id).ok()).collect(),
            retention_days: self.number(&at("retention_days")),
            recipients: self.fields.all(&to).filter_map(|id| RecipientId::new(id).ok()).collect(),
        }
    }

    fn work(&mut self, place: &str) -> Option<Work> {
        let at = |part: &str| format!("{place}.{part}");
        let stage = self.one_of(&at("work_stage"), Stage::ALL.map(|stage| (stage.name(), stage)));
        let minutes_a_month = self.number(&at("minutes"));
        let public = self.flag(&at("public"));
        Some(Work { what: self.texts(&at("work")), stage: stage?, minutes_a_month, public })
    }

    fn setting(&mut self, place: &str) -> Option<Setting> {
        let at = |part: &str| format!("{place}.{part}");
        match self.fields.get(&at("setting")) {
            "" | "none" => None,
            "switch" => Some(Setting::Switch { start: self.flag(&at("switch_start")) }),
            "number" => {
                let least = self.needed(&at("least"));
                let most = self.needed(&at("most"));
                let start = self.needed(&at("number_start"));
                let unit = self.texts(&at("setting_unit"));
                Some(Setting::Number { least: least?, most: most?, start: start?, unit })
            }
            "choice" => {
                let options = self.list(&at("option"), |read, at| {
                    let (name, words) = (format!("{at}.name"), format!("{at}.words"));
                    let typed = read.text(&name);
                    let made = if typed.is_empty() { first_words(read.fields, &words) } else { typed };
                    Some(Choice { name: made, words: read.texts(&words) })
                });
                let typed = self.text(&at("choice_start"));
                let first = || options.first().map_or_else(String::new, |option| option.name.clone());
                let start = if typed.is_empty() { first() } else { typed };
                Some(Setting::Choice { options, start })
            }
            _ => {
                self.wrong(&at("setting"), "choice");
                None
            }
        }
    }
}

/// The name of a part: the one that was typed, else one made from its words.
pub fn name_of(fields: &Fields, at: &str, words: &str) -> String {
    let typed = fields.get(&format!("{at}.id")).trim();
    if typed.is_empty() { first_words(fields, &format!("{at}.{words}")) } else { typed.to_owned() }
}

/// A name made from the first language in which something is written.
fn first_words(fields: &Fields, name: &str) -> String {
    let mut texts = languages(fields).into_iter().map(|code| fields.get(&format!("{name}.{code}")));
    name_from(texts.find(|text| !text.trim().is_empty()).unwrap_or_default())
}

/// A name made from words: `Better advice!` becomes `better-advice`.
pub fn name_from(words: &str) -> String {
    let mut name = String::new();
    for c in words.chars() {
        let plain = match c.to_lowercase().next().unwrap_or(c) {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            c => c,
        };
        if plain.is_ascii_lowercase() || plain.is_ascii_digit() {
            name.push(plain);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(48);
    name.trim_end_matches('-').to_owned()
}
