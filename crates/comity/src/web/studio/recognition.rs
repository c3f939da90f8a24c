//! `/studio/exchanges/{id}/recognition`: what comes back for taking part, with what is to be thought of before it is promised, and what was
//! promised to whom.

use std::collections::BTreeMap;

use comity_exchange::amount::Amount;
use comity_exchange::capital::Capital;
use comity_exchange::clause::Benefit;
use comity_exchange::id::BenefitId;
use comity_exchange::lint::Weight;
use comity_exchange::text::{Language, Texts};
use comity_exchange::time::Timestamp;
use comity_participation::name::Name;
use comity_participation::recognition::{Deed, Finding, Reward, Rule, lint};
use comity_participation::rewards::{MOST, NotRewards, check};
use comity_participation::status::OutcomeKind;
use comity_store::{RecognitionLine, RecognitionState, RewardsSet, Right};
use maud::{Markup, html};

use super::owed;
use crate::web::portal::part::own::outcome_name;
use crate::web::portal::part::title_of;
use crate::web::portal::recognition::{amount, deed_words, state};
use crate::web::ui::{
    Errors, Fields, Form, Pages, Section, Shell, back, chip, day, empty, error_summary, field_id, pagination,
};
use crate::web::way::{address, words};
use crate::words::{Lang, say, tame};

/// How many rules can be added at a time.
const ADDED: usize = 1;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// The exchange's id in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The rules as they hold, in their order.
    pub rules: Vec<Reward>,
    /// When they were last set.
    pub set: Option<RewardsSet>,
    /// Languages of the exchange, its own first.
    pub languages: Vec<Language>,
    /// What was typed, or what holds.
    pub fields: Fields,
    /// What is wrong with it.
    pub errors: Errors,
    /// What the lint says of it.
    pub findings: Vec<Finding>,
    /// What was promised, for whoever sees single persons' acts.
    pub rows: Option<Vec<Row>>,
    /// How to get on there.
    pub pages: Pages,
    /// What it comes to over everybody, for whoever sees figures.
    pub sums: Vec<owed::Sum>,
    /// When that was worked out.
    pub at: Option<Timestamp>,
}

/// Something that was promised.
#[derive(Debug, Clone)]
pub struct Row {
    /// The name of whom it was promised to, and their id.
    pub person: (String, String),
    /// What.
    pub line: RecognitionLine,
}

/// Deeds that rules can be for, and one that the lint refuses, so that the page can say why.
fn deeds() -> Vec<Deed> {
    let outcomes = OutcomeKind::ALL.into_iter().map(Deed::Outcome);
    let before = [Deed::Accepted, Deed::Thanked];
    outcomes.chain(before).chain([Deed::Brought, Deed::Commented, Deed::VotedFor]).collect()
}

/// What a deed is called among the words, and in forms.
pub fn deed_name(deed: Deed) -> &'static str {
    match deed {
        Deed::Brought => "brought",
        Deed::Commented => "commented",
        Deed::Voted => "voted",
        Deed::VotedFor => "voted-for",
        Deed::Answered => "answered-survey",
        Deed::Outcome(kind) => outcome_name(kind),
        Deed::Accepted => "accepted",
        Deed::Thanked => "thanked",
    }
}

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::OpinionBought => "opinion-bought",
        Rule::VotePaid => "vote-paid",
        Rule::VolumeOnly => "volume-only",
        Rule::VolumeUnbounded => "volume-unbounded",
        Rule::ThanksPaid => "thanks-paid",
        Rule::EconomicOnly => "economic-only",
        Rule::WithoutDate => "without-date",
        Rule::WithoutWords => "without-words",
        Rule::OnlyWinners => "only-winners",
        Rule::SameName => "same-name",
    }
}

/// The form as it stands in the books.
pub fn begin(rules: &[Reward], languages: &[Language]) -> Fields {
    let mut fields = Fields::default();
    for (at, rule) in rules.iter().enumerate() {
        let benefit = &rule.benefit;
        fields.push(format!("name.{at}"), rule.name.to_string());
        fields.push(format!("deed.{at}"), deed_name(rule.deed));
        fields.push(format!("capital.{at}"), benefit.capital.name());
        fields.push(format!("amount.{at}"), benefit.amount.map(|amount| amount.to_string()).unwrap_or_default());
        fields.push(format!("days.{at}"), benefit.due_days.map(|days| days.to_string()).unwrap_or_default());
        fields.push(format!("most.{at}"), rule.most_a_month.map(|most| most.to_string()).unwrap_or_default());
        for language in languages {
            for (field, texts) in [("what", &benefit.what), ("unit", &benefit.unit)] {
                let text = texts.iter().find(|(own, _)| *own == language).map(|(_, text)| text).unwrap_or_default();
                fields.push(format!("{field}.{at}.{language}"), text);
            }
        }
    }
    fields
}

/// A number that may be left blank.
fn number(fields: &Fields, name: &str, least: u32, errors: &mut Errors, lang: Lang) -> Option<u32> {
    let typed = fields.get(name).trim();
    if typed.is_empty() {
        return None;
    }
    let read = typed.parse().ok().filter(|number| (least..=3_650).contains(number));
    if read.is_none() {
        errors.add(name, say!(lang, "recognition-wrong", why = "number"));
    }
    read
}

impl Desk {
    /// How many rules the form has.
    fn places(&self) -> usize {
        (self.rules.len() + ADDED).min(MOST)
    }

    fn texts(&self, field: &str, at: usize) -> Texts {
        let mut texts = Texts::default();
        for language in &self.languages {
            let text = self.fields.get(&format!("{field}.{at}.{language}")).trim();
            if !text.is_empty() {
                texts.set(language.clone(), text);
            }
        }
        texts
    }

    /// Reads the form, with what the lint says of it; `fresh` is a number that no rule was named after before.
    ///
    /// # Errors
    /// What is wrong, field by field; what the lint refuses is among it.
    pub fn read(&self, fresh: i64, lang: Lang) -> (Vec<Finding>, Result<Vec<Reward>, Errors>) {
        let (mut errors, mut rules, mut places) = (Errors::default(), Vec::new(), BTreeMap::new());
        for at in 0..self.places() {
            let field = |name: &str| format!("{name}.{at}");
            let deed = deeds().into_iter().find(|deed| deed_name(*deed) == self.fields.get(&field("deed")));
            let Some(deed) = deed.filter(|_| !self.fields.holds(&field("gone"), "on")) else { continue };
            let known = self.rules.get(at).map(|rule| rule.name.to_string());
            let Ok(name) = Name::new(&known.unwrap_or_else(|| format!("r{fresh}"))) else { continue };
            let Ok(id) = BenefitId::new(name.as_str()) else { continue };
            let typed = self.fields.get(&field("amount")).trim();
            let amount = match typed {
                "" => None,
                typed => match Amount::parse(typed) {
                    Ok(amount) if amount.thousandths() > 0 => Some(amount),
                    _ => {
                        errors.add(field("amount"), say!(lang, "recognition-wrong", why = "amount"));
                        None
                    }
                },
            };
            let (what, unit) = (self.texts("what", at), self.texts("unit", at));
            for language in self.languages.iter().filter(|language| !what.is_blank() && !what.has(language)) {
                errors.add(format!("what.{at}.{language}"), say!(lang, "recognition-wrong", why = "language"));
            }
            if let Some(language) = self.languages.first().filter(|_| amount.is_some() && unit.is_blank()) {
                errors.add(format!("unit.{at}.{language}"), say!(lang, "recognition-wrong", why = "unit"));
            }
            let capital = Capital::ALL.into_iter().find(|one| one.name() == self.fields.get(&field("capital")));
            let benefit = Benefit {
                id,
                what,
                capital: capital.unwrap_or(Capital::Social),
                amount,
                unit: if amount.is_some() { unit } else { Texts::default() },
                due_days: number(&self.fields, &field("days"), 0, &mut errors, lang),
            };
            let most_a_month = number(&self.fields, &field("most"), 1, &mut errors, lang);
            places.insert(name.clone(), at);
            rules.push(Reward { name, deed, benefit, most_a_month });
        }
        let findings = lint(&rules);
        for finding in findings.iter().filter(|finding| finding.rule.weight() == Weight::Refused) {
            let at = finding.at.as_ref().and_then(|name| places.get(name)).or_else(|| places.values().next());
            let name = if finding.rule == Rule::WithoutWords { "what" } else { "deed" };
            let field = match (at, self.languages.first()) {
                (Some(at), Some(language)) if name == "what" => format!("what.{at}.{language}"),
                (at, _) => format!("deed.{}", at.copied().unwrap_or_default()),
            };
            errors.add(field, say!(lang, "recognition-lint", rule = rule_name(finding.rule)));
        }
        if let Err(NotRewards::Often(name)) = check(&rules)
            && let (Some(at), Some(language)) = (places.get(&name), self.languages.first())
        {
            errors.add(format!("unit.{at}.{language}"), say!(lang, "recognition-wrong", why = "often"));
        }
        let read = if errors.is_empty() { Ok(rules) } else { Err(errors) };
        (findings, read)
    }
}

/// The page.
pub fn page(view: &Desk, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "recognition-title");
    let here = shell.to(format!("/studio/exchanges/{}/recognition", view.id));
    let may = shell.may(Right::ExchangePublish);
    let content = html! {
        (back(&shell.to(format!("/studio/exchanges/{}", view.id)), &tame(&view.title)))
        h1 { (title) }
        (error_summary(&view.errors, lang))
        p.lead { (say!(lang, "recognition-lead")) }
        p { (say!(lang, "recognition-note")) }
        h2 { (say!(lang, "recognition-rules")) }
        @if let Some(set) = &view.set { p.soft {
            (say!(lang, "recognition-set", by = set.by.as_deref().map(tame).unwrap_or_else(|| "–".into()))) " " (day(Timestamp(set.at), lang))
        } }
        (lint_panel(&view.findings, view, lang))
        @if may { form method="post" action=(here) {
            input type="hidden" name="saw" value=(view.set.as_ref().map(|set| set.id.to_string()).unwrap_or_default());
            @for at in 0..view.places() { (rule(view, at, lang)) }
            div.actions {
                button.first name="go" value="save" { (say!(lang, "recognition-button", go = "save")) }
                button name="go" value="look" { (say!(lang, "recognition-button", go = "look")) }
            }
        } } @else if view.rules.is_empty() { p.note { (say!(lang, "recognition-none")) } }
        @else { ul.list { @for rule in &view.rules { li { (told(rule, lang)) } } } }
        @if shell.may(Right::FiguresRead) {
            h2 { (say!(lang, "recognition-sums")) }
            @if view.sums.is_empty() { p.note { (say!(lang, "recognition-no-sums")) } }
            @else { p.soft { (say!(lang, "recognition-sums-note")) } (owed::table(&view.sums, lang)) }
        }
        @if let Some(rows) = &view.rows { (promised(rows, view, &here, shell)) }
    };
    shell.studio(Section::Exchanges, &title, &content)
}

fn lint_panel(findings: &[Finding], view: &Desk, lang: Lang) -> Markup {
    html! { @if !findings.is_empty() { div.lint role="note" aria-label=(say!(lang, "recognition-findings")) {
        h3 { (say!(lang, "recognition-findings")) }
        ul.findings { @for finding in findings {
            @let name = rule_name(finding.rule);
            @let refused = finding.rule.weight() == Weight::Refused;
            @let at = finding.at.as_ref().and_then(|at| view.rules.iter().position(|rule| rule.name == *at));
            li {
                p { (chip(if refused { "firm" } else { "both" }, &say!(lang, "lint-weight", weight = if refused { "refused" } else { "advice" }))) " "
                    strong { (say!(lang, "recognition-lint", rule = name)) }
                    @if let Some(n) = at { " " a href=(format!("#{}", field_id(&format!("deed.{n}")))) { (say!(lang, "recognition-rule", n = n + 1)) } } }
                p { (say!(lang, "recognition-reason", rule = name)) }
                p { (say!(lang, "recognition-fix", rule = name)) }
            }
        } }
    } } }
}

/// A rule in words.
fn told(rule: &Reward, lang: Lang) -> Markup {
    html! {
        p.name { (tame(&words(&rule.benefit.what, lang))) @if let Some(amount) = amount(&rule.benefit, lang) { " · " (amount) } }
        p { (say!(lang, "recognition-deed", deed = deed_name(rule.deed))) " · " (say!(lang, "web-capital", capital = rule.benefit.capital.name())) }
    }
}

fn rule(view: &Desk, at: usize, lang: Lang) -> Markup {
    let form = Form { fields: &view.fields, errors: &view.errors, lang };
    let is_new = at >= view.rules.len();
    let field = |name: &str| format!("{name}.{at}");
    let none = is_new.then(|| (String::new(), say!(lang, "recognition-no-deed")));
    let deeds = deeds()
        .into_iter()
        .map(|deed| (deed_name(deed).to_owned(), say!(lang, "recognition-deed", deed = deed_name(deed))));
    let kinds = Capital::ALL.map(|one| (one.name().to_owned(), say!(lang, "web-capital", capital = one.name())));
    html! { fieldset.group.held {
        legend { @if is_new { (say!(lang, "recognition-new")) } @else { (say!(lang, "recognition-rule", n = at + 1)) } }
        div.pair {
            (form.choice(field("deed"), say!(lang, "recognition-field", field = "deed"), none.into_iter().chain(deeds)))
            (form.choice(field("capital"), say!(lang, "recognition-field", field = "capital"), kinds))
        }
        div.pair { @for language in &view.languages {
            (form.line(format!("what.{at}.{language}"), say!(lang, "recognition-in", field = "what", language = language.as_str().to_uppercase())).longest(200).spoken(language.as_str()))
        } }
        div.pair {
            (form.line(field("amount"), say!(lang, "recognition-field", field = "amount")).input_mode("decimal").hint(say!(lang, "recognition-amount-hint")))
            @for language in &view.languages {
                (form.line(format!("unit.{at}.{language}"), say!(lang, "recognition-in", field = "unit", language = language.as_str().to_uppercase())).longest(80).spoken(language.as_str()))
            }
        }
        div.pair {
            (form.number(field("days"), say!(lang, "recognition-field", field = "days"), [Some(0), Some(3_650)]))
            (form.number(field("most"), say!(lang, "recognition-field", field = "most"), [Some(1), Some(3_650)]))
        }
        @if !is_new { (form.tick(field("gone"), "on", say!(lang, "recognition-gone"))) }
    } }
}

fn promised(rows: &[Row], view: &Desk, here: &str, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let path = format!("/studio/exchanges/{}", view.id);
    html! {
        h2 { (say!(lang, "recognition-promised")) }
        @if rows.is_empty() { (empty(&say!(lang, "recognition-nobody"), &say!(lang, "recognition-nobody-note"), None)) }
        @else {
            ul.list { @for row in rows { li {
                @let what = &row.line.what;
                p.name { (tame(&words(&what.benefit.what, lang))) @if let Some(amount) = amount(&what.benefit, lang) { " · " (amount) } }
                p { (state(what.state, lang)) " " (say!(lang, "web-capital", capital = what.benefit.capital.name())) }
                p {
                    a href=(shell.to(format!("/studio/people/{}", row.person.1))) { (tame(&row.person.0)) } " · "
                    (deed_words(what.deed, lang)) ": "
                    @let title = title_of(row.line.title.as_deref(), lang);
                    @match address(&view.id, &row.line.activity_kind, &what.contribution.to_string()) {
                        Some(to) => a href=(shell.to(format!("/studio{to}"))) { (title) },
                        None => (title),
                    }
                    " " span.soft { (day(Timestamp(what.at), lang)) }
                }
                @if what.state == RecognitionState::Promised && shell.may(Right::CounterAnswer) && shell.may(Right::ExchangePublish) {
                    form.quiet method="post" action=(here) { button name="go" value=(format!("deliver:{}", what.id)) {
                        (say!(lang, "recognition-deliver")) span.visually-hidden { ": " (tame(&words(&what.benefit.what, lang))) ", " (tame(&row.person.0)) }
                    } }
                }
            } } }
            (pagination(&view.pages, &format!("{path}/recognition?"), shell))
        }
    }
}

#[cfg(test)]
mod tests;
