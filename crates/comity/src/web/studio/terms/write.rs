//! Terms as fields of a form; [`super::form`] is the way back.

use std::collections::BTreeSet;

use comity_exchange::basis::Basis;
use comity_exchange::clause::{Benefit, Clause, Setting};
use comity_exchange::control::Control;
use comity_exchange::id::PurposeId;
use comity_exchange::terms::Terms;
use comity_exchange::text::Texts;

use super::form::KINDS;
use crate::web::ui::{Fields, source_name};

/// Terms as fields.
pub fn fields_of(terms: &Terms) -> Fields {
    let terms = &terms.clone().settled();
    let mut out = Writer(Fields::default());
    out.put("language", terms.language.as_str());
    let mut all = BTreeSet::new();
    texts_of(terms).iter().for_each(|texts| all.extend(texts.iter().map(|(language, _)| language.as_str())));
    out.put("languages", &all.into_iter().collect::<Vec<_>>().join(" "));
    out.texts("title", &terms.title);
    out.texts("summary", &terms.summary);
    out.put("kind", KINDS.iter().find(|(_, kind)| *kind == terms.kind).map_or("", |(name, _)| name));
    out.put("stage", terms.stage.name());
    out.put("country", &terms.country);
    out.put("answer_within_days", &terms.answer_within_days.to_string());
    out.number("leaving.notice_days", terms.leaving.notice_days);
    out.texts("leaving.condition", &terms.leaving.condition);
    out.flag("leaving.claws_back", terms.leaving.claws_back);
    for (i, purpose) in terms.purposes.iter().enumerate() {
        let at = |part: &str| format!("purpose.{i}.{part}");
        out.put(&at("id"), purpose.id.as_str());
        out.texts(&at("name"), &purpose.name);
        out.put(&at("basis"), purpose.basis.name());
        match &purpose.basis {
            Basis::LegalObligation { law } => out.texts(&at("law"), law),
            Basis::LegitimateInterest { balancing } => out.texts(&at("balancing"), balancing),
            Basis::Consent | Basis::Contract => {}
        }
        out.option(&at("dpv"), purpose.dpv.as_deref());
        out.number(&at("needs_days"), purpose.needs_days);
    }
    for (i, item) in terms.items.iter().enumerate() {
        let at = |part: &str| format!("item.{i}.{part}");
        out.put(&at("id"), item.id.as_str());
        out.texts(&at("name"), &item.name);
        out.put(&at("source"), source_name(item.source));
        out.option(&at("dpv"), item.dpv.as_deref());
        if let Some(special) = &item.special {
            out.put(&at("special"), "on");
            out.texts(&at("reason"), &special.reason);
        }
        if let Some(inferred) = &item.inferred {
            inferred.from.iter().for_each(|input| out.put(&at("from"), input.as_str()));
            out.texts(&at("method"), &inferred.method);
        }
        out.texts(&at("origin"), &item.origin);
    }
    for (i, recipient) in terms.recipients.iter().enumerate() {
        let at = |part: &str| format!("recipient.{i}.{part}");
        out.put(&at("id"), recipient.id.as_str());
        out.texts(&at("name"), &recipient.name);
        out.put(&at("contact"), &recipient.contact);
        out.put(&at("country"), &recipient.country);
    }
    terms.clauses.iter().enumerate().for_each(|(i, clause)| out.clause(i, clause));
    out.0
}

fn texts_of(terms: &Terms) -> Vec<&Texts> {
    let mut all = vec![&terms.title, &terms.summary, &terms.leaving.condition];
    for purpose in &terms.purposes {
        all.push(&purpose.name);
        match &purpose.basis {
            Basis::LegalObligation { law: note } | Basis::LegitimateInterest { balancing: note } => all.push(note),
            Basis::Consent | Basis::Contract => {}
        }
    }
    all.extend(terms.items.iter().map(|item| &item.name));
    all.extend(terms.items.iter().filter_map(|item| item.special.as_ref()).map(|special| &special.reason));
    all.extend(terms.items.iter().filter_map(|item| item.inferred.as_ref()).map(|inferred| &inferred.method));
    all.extend(terms.items.iter().map(|item| &item.origin));
    all.extend(terms.recipients.iter().map(|recipient| &recipient.name));
    for clause in &terms.clauses {
        all.extend([&clause.title, &clause.text, &clause.on_leaving]);
        all.extend(clause.work.iter().map(|work| &work.what));
        all.extend(clause.benefits.iter().chain(&clause.counter.other_benefits).flat_map(|b| [&b.what, &b.unit]));
        match &clause.setting {
            Some(Setting::Choice { options, .. }) => all.extend(options.iter().map(|option| &option.words)),
            Some(Setting::Number { unit, .. }) => all.push(unit),
            Some(Setting::Switch { .. }) | None => {}
        }
    }
    all
}

struct Writer(Fields);

impl Writer {
    fn put(&mut self, name: &str, value: &str) {
        self.0.push(name, value);
    }

    fn option(&mut self, name: &str, value: Option<&str>) {
        value.into_iter().for_each(|value| self.put(name, value));
    }

    fn number(&mut self, name: &str, value: Option<u32>) {
        value.into_iter().for_each(|value| self.put(name, &value.to_string()));
    }

    fn flag(&mut self, name: &str, on: bool) {
        if on {
            self.put(name, "on");
        }
    }

    fn texts(&mut self, name: &str, texts: &Texts) {
        texts.iter().for_each(|(language, text)| self.put(&format!("{name}.{language}"), text));
    }

    fn benefit(&mut self, at: &str, benefit: &Benefit) {
        self.put(&format!("{at}.id"), benefit.id.as_str());
        self.texts(&format!("{at}.what"), &benefit.what);
        self.put(&format!("{at}.capital"), benefit.capital.name());
        self.option(&format!("{at}.amount"), benefit.amount.map(|amount| amount.to_string()).as_deref());
        self.texts(&format!("{at}.unit"), &benefit.unit);
        self.number(&format!("{at}.due_days"), benefit.due_days);
    }

    fn clause(&mut self, i: usize, clause: &Clause) {
        let at = |part: &str| format!("clause.{i}.{part}");
        self.put(&at("id"), clause.id.as_str());
        self.texts(&at("title"), &clause.title);
        self.texts(&at("text"), &clause.text);
        self.texts(&at("on_leaving"), &clause.on_leaving);
        match clause.control {
            Control::Shared { vote: Some(rule) } => {
                self.put(&at("control"), "vote");
                self.put(&at("quorum_percent"), &rule.quorum_percent.to_string());
                self.put(&at("yes_percent"), &rule.yes_percent.to_string());
                self.put(&at("vote_days"), &rule.days.to_string());
            }
            control => self.put(&at("control"), control.name()),
        }
        if let Some(asked) = &clause.information {
            self.put(&at("asks_information"), "on");
            self.option(&at("purpose"), asked.purpose.as_ref().map(PurposeId::as_str));
            asked.items.iter().for_each(|item| self.put(&at("items"), item.as_str()));
            self.number(&at("retention_days"), asked.retention_days);
            asked.recipients.iter().for_each(|to| self.put(&at("recipients"), to.as_str()));
        }
        if let Some(work) = &clause.work {
            self.put(&at("asks_work"), "on");
            self.texts(&at("work"), &work.what);
            self.put(&at("work_stage"), work.stage.name());
            self.number(&at("minutes"), work.minutes_a_month);
            self.flag(&at("public"), work.public);
        }
        clause.benefits.iter().enumerate().for_each(|(j, b)| self.benefit(&at(&format!("benefit.{j}")), b));
        self.flag(&at("required"), clause.required);
        self.flag(&at("yes_by_default"), clause.yes_by_default);
        let counter = &clause.counter;
        self.number(&at("shortest_days"), counter.shortest_days);
        self.flag(&at("fewer_items"), counter.fewer_items);
        self.flag(&at("fewer_recipients"), counter.fewer_recipients);
        counter.other_benefits.iter().enumerate().for_each(|(j, b)| self.benefit(&at(&format!("other.{j}")), b));
        self.option(&at("highest_amount"), counter.highest_amount.map(|amount| amount.to_string()).as_deref());
        self.flag(&at("own_words"), counter.own_words);
        match &clause.setting {
            None => {}
            Some(Setting::Switch { start }) => {
                self.put(&at("setting"), "switch");
                self.flag(&at("switch_start"), *start);
            }
            Some(Setting::Number { least, most, start, unit }) => {
                self.put(&at("setting"), "number");
                for (part, n) in [("least", least), ("most", most), ("number_start", start)] {
                    self.put(&at(part), &n.to_string());
                }
                self.texts(&at("setting_unit"), unit);
            }
            Some(Setting::Choice { options, start }) => {
                self.put(&at("setting"), "choice");
                self.put(&at("choice_start"), start);
                for (j, option) in options.iter().enumerate() {
                    self.put(&at(&format!("option.{j}.name")), &option.name);
                    self.texts(&at(&format!("option.{j}.words")), &option.words);
                }
            }
        }
    }
}
