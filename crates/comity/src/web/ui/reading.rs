//! Terms as somebody reads them: each text in the best language there is, and what a clause says in plain words.

use comity_exchange::amount::Amount;
use comity_exchange::basis::{Basis, Item, Source};
use comity_exchange::clause::{Benefit, Clause, Position, Setting, Work};
use comity_exchange::control::Control;
use comity_exchange::terms::Terms;
use comity_exchange::text::{Language, Texts};
use maud::{Markup, html};

use super::control_mark;
use crate::words::{Lang, country, say};

/// Terms in the language in which they are read.
#[derive(Debug, Clone)]
pub struct Reading<'t> {
    /// The terms.
    pub terms: &'t Terms,
    /// The language of their texts: the page's where they are offered in it, else their own.
    pub language: Language,
    /// The page's language.
    pub lang: Lang,
    /// Whether a member reads rather than the person to whom the terms speak.
    pub member: bool,
}

impl<'t> Reading<'t> {
    /// Terms as a reader of `lang` gets them.
    pub fn new(terms: &'t Terms, lang: Lang) -> Self {
        let wanted = Language::new(lang.code()).ok();
        let offered = wanted.filter(|language| terms.languages().contains(language));
        Self { terms, language: offered.unwrap_or_else(|| terms.language.clone()), lang, member: false }
    }

    /// The same as a member reads it.
    pub fn by_member(self) -> Self {
        Self { member: true, ..self }
    }

    /// What is given and got in a clause, in a few words; for a clause that is only a setting, what can be set.
    pub fn trade(&self, clause: &Clause) -> Markup {
        let lang = self.lang;
        let only_set = clause.information.is_none() && clause.work.is_none() && clause.benefits.is_empty();
        html! { p.trade { @match clause.setting.as_ref().filter(|_| only_set) {
            Some(setting) => { span.person-t { (say!(lang, "web-you-set")) } ": " (self.bounds(setting)) },
            None => {
                span.person-t { (say!(lang, "portal-you-give")) } ": " (self.gives_short(clause)) br;
                span.firm-t { (say!(lang, "portal-you-get")) } ": " (self.gets_short(clause))
            },
        } } }
    }

    /// Whether the terms are not offered in the page's language.
    pub fn is_foreign(&self) -> bool {
        self.language.as_str() != self.lang.code()
    }

    /// A text as it is read.
    pub fn plain<'x>(&'x self, texts: &'x Texts) -> &'x str {
        texts.best(&self.language, &self.terms.language)
    }

    /// A text as it is read, marked with its language where that is not the page's.
    pub fn text(&self, texts: &Texts) -> Markup {
        let text = self.plain(texts);
        let own = texts.iter().find(|(_, t)| *t == text).map(|(language, _)| language.as_str());
        let foreign = own.filter(|code| *code != self.lang.code());
        html! { @if let Some(code) = foreign { span lang=(code) { (text) } } @else { (text) } }
    }

    /// What the person gives in a clause: items with where they come from, and work.
    pub fn gives(&self, clause: &Clause) -> Markup {
        let asked = clause.information.as_ref();
        html! {
            @if asked.is_none() && clause.work.is_none() { p { (say!(self.lang, "web-gives-nothing")) } }
            @if let Some(asked) = asked { ul {
                @for id in &asked.items { li {
                    @if let Some(item) = self.terms.item(id) {
                        (self.text(&item.name)) " " span.soft { (source(item.source, self.lang)) }
                        (self.origin(item))
                    } @else { (id) }
                } }
            } }
            @if let Some(work) = &clause.work { p { (self.work(work)) } }
        }
    }

    /// From what and how an item is worked out, or who gives it.
    fn origin(&self, item: &Item) -> Markup {
        let inputs = item.inferred.iter().flat_map(|inferred| &inferred.from).filter_map(|id| self.terms.item(id));
        let inputs = inputs.map(|input| self.plain(&input.name)).collect::<Vec<_>>();
        html! {
            @if !inputs.is_empty() { p.soft { (say!(self.lang, "web-inferred-from", items = inputs.join("; "))) } }
            @if let Some(inferred) = item.inferred.as_ref().filter(|inferred| !inferred.method.is_blank()) {
                p.soft { (say!(self.lang, "web-inferred-how")) " " (self.text(&inferred.method)) }
            }
            @if !item.origin.is_blank() { p.soft { (say!(self.lang, "web-origin")) " " (self.text(&item.origin)) } }
        }
    }

    fn work(&self, work: &Work) -> Markup {
        html! { (self.text(&work.what)) @if let Some(minutes) = work.minutes_a_month {
            " " span.soft { (say!(self.lang, "web-minutes", n = minutes)) }
        } @if work.public { " " span.soft { (say!(self.lang, "web-work-public")) } } }
    }

    /// What comes back in a clause.
    pub fn gets(&self, clause: &Clause) -> Markup {
        html! {
            @if clause.benefits.is_empty() { p { (say!(self.lang, "web-gets-nothing")) } }
            @for benefit in &clause.benefits { (self.benefit(benefit)) }
        }
    }

    /// One benefit, its amount large.
    pub fn benefit(&self, benefit: &Benefit) -> Markup {
        html! {
            @if let Some(amount) = benefit.amount {
                p.amount { b { (written(amount, self.lang)) } " " (self.text(&benefit.unit)) }
            }
            p { (self.text(&benefit.what)) }
            p.soft {
                (say!(self.lang, "web-capital", capital = benefit.capital.name()))
                @if let Some(days) = benefit.due_days { ", " (say!(self.lang, "web-due", n = days)) }
            }
        }
    }

    /// In a few words, for a row of an overview: what is given.
    pub fn gives_short(&self, clause: &Clause) -> String {
        let items = clause.information.iter().flat_map(|asked| &asked.items);
        let items = items.filter_map(|id| self.terms.item(id)).map(|item| self.plain(&item.name).to_owned());
        let work = clause.work.iter().map(|work| self.plain(&work.what).to_owned());
        let all: Vec<String> = items.chain(work).collect();
        if all.is_empty() { say!(self.lang, "web-nothing") } else { all.join("; ") }
    }

    /// In a few words: what comes back.
    pub fn gets_short(&self, clause: &Clause) -> String {
        let one = |benefit: &Benefit| match benefit.amount {
            Some(amount) => {
                format!("{}: {}", self.plain(&benefit.what), self.counted(amount, Some(benefit)))
            }
            None => self.plain(&benefit.what).to_owned(),
        };
        let all: Vec<String> = clause.benefits.iter().map(one).collect();
        if all.is_empty() { say!(self.lang, "web-nothing") } else { all.join("; ") }
    }

    /// An amount of a benefit with its unit.
    pub fn counted(&self, amount: Amount, benefit: Option<&Benefit>) -> String {
        let unit = benefit.map_or("", |benefit| self.plain(&benefit.unit));
        format!("{} {unit}", written(amount, self.lang)).trim_end().to_owned()
    }

    /// What for, on which ground, how long, who else, who decides, what happens on leaving.
    pub fn facts(&self, clause: &Clause) -> Markup {
        let lang = self.lang;
        let asked = clause.information.as_ref();
        html! { dl.facts {
            @if let Some(purpose) = self.terms.purpose_of(clause) {
                dt { (say!(lang, "web-what-for")) }
                dd { (self.text(&purpose.name)) br; span.soft { (self.ground(&purpose.basis)) } }
            }
            @if let Some(asked) = asked {
                dt { (say!(lang, "web-how-long")) }
                dd { (kept(asked.retention_days, lang)) }
                dt { (say!(lang, "web-who-else")) }
                dd {
                    @if asked.recipients.is_empty() { (say!(lang, "web-nobody-else")) }
                    @for id in &asked.recipients {
                        @if let Some(to) = self.terms.recipient(id) {
                            p { (self.text(&to.name)) br; span.soft { (to.contact) @if !to.country.is_empty() { " · " (country(&to.country, lang)) } } }
                        }
                    }
                }
            }
            dt { (say!(lang, "web-who-decides")) }
            dd { (super::control_chip(clause.control, self)) " " (self.control(clause.control)) }
            @if let Some(setting) = &clause.setting { dt { (say!(lang, "web-you-set")) } dd { (self.bounds(setting)) } }
            dt { (say!(lang, "web-on-leaving")) }
            dd { @if clause.on_leaving.is_blank() { (say!(lang, "web-leaving-plain")) } @else { (self.text(&clause.on_leaving)) } }
        } }
    }

    /// The legal ground in plain words, with its note where it has one.
    pub fn ground(&self, basis: &Basis) -> Markup {
        html! {
            (say!(self.lang, "web-ground", basis = basis.name()))
            @match basis {
                Basis::LegalObligation { law: note } | Basis::LegitimateInterest { balancing: note } => { " " (self.text(note)) },
                Basis::Consent | Basis::Contract => {},
            }
        }
    }

    fn control(&self, control: Control) -> String {
        match control {
            Control::Shared { vote: Some(rule) } => say!(
                self.lang,
                "web-control-vote",
                yes = i64::from(rule.yes_percent),
                quorum = i64::from(rule.quorum_percent),
                days = rule.days
            ),
            _ => say!(self.lang, "web-control-means", control = control.name()),
        }
    }

    fn bounds(&self, setting: &Setting) -> Markup {
        match setting {
            Setting::Switch { .. } => html! { (say!(self.lang, "web-setting-switch")) },
            Setting::Number { least, most, unit, .. } => html! {
                (say!(self.lang, "web-setting-number", least = *least, most = *most, unit = self.plain(unit)))
            },
            Setting::Choice { options, .. } => html! {
                @for (i, option) in options.iter().enumerate() { @if i > 0 { ", " } (self.text(&option.words)) }
            },
        }
    }

    /// Where a setting stands, in words.
    pub fn position(&self, setting: &Setting, position: &Position) -> String {
        match (setting, position) {
            (_, Position::On(on)) => say!(self.lang, "web-on-off", on = if *on { "yes" } else { "no" }),
            // Units are written for many: `1 messages a month` is said by nobody.
            (Setting::Number { unit, .. }, Position::Number(1)) if !unit.is_blank() => {
                format!("{}: 1", self.plain(unit))
            }
            (Setting::Number { unit, .. }, Position::Number(n)) => format!("{n} {}", self.plain(unit)),
            (Setting::Choice { options, .. }, Position::Chosen(name)) => options
                .iter()
                .find(|option| option.name == *name)
                .map_or_else(|| name.clone(), |option| self.plain(&option.words).to_owned()),
            (_, Position::Number(n)) => n.to_string(),
            (_, Position::Chosen(name)) => name.clone(),
        }
    }
}

/// Who decides, clause by clause: one cell each, with a mark and a word; the widths say how much is whose.
pub fn control_band(reading: &Reading<'_>) -> Markup {
    let lang = reading.lang;
    let mut counts = [(Control::Firm, 0_u32), (Control::Shared { vote: None }, 0), (Control::Customer, 0)];
    for clause in &reading.terms.clauses {
        counts[usize::from(clause.control.with_customer()).min(2)].1 += 1;
    }
    html! { ul.band aria-label=(say!(lang, "web-who-decides")) {
        @for (control, n) in counts.into_iter().filter(|(_, n)| *n > 0) {
            @let (class, mark) = control_mark(control);
            li class=(format!("{class} wide-{}", n.min(12))) {
                span aria-hidden="true" { (mark) } " " (who_decides(control, reading)) " ·\u{a0}" (n)
            }
        }
    } }
}

/// Who decides, said to whom it concerns.
pub fn who_decides(control: Control, reading: &Reading<'_>) -> String {
    let to = if reading.member { "member" } else { "person" };
    say!(reading.lang, "web-control", control = format!("{}-{to}", control.name()))
}

/// An amount as the reader writes it.
pub fn written(amount: Amount, lang: Lang) -> String {
    match lang {
        Lang::En => amount.to_string(),
        Lang::It => amount.to_string().replace('.', ","),
    }
}

/// Where an item comes from.
pub fn source(source: Source, lang: Lang) -> String {
    say!(lang, "web-source", source = source_name(source))
}

/// The name of a source in files.
pub fn source_name(source: Source) -> &'static str {
    match source {
        Source::Volunteered => "volunteered",
        Source::Observed => "observed",
        Source::Inferred => "inferred",
        Source::ThirdParty => "third_party",
    }
}

/// For how long something is kept.
pub fn kept(days: Option<u32>, lang: Lang) -> String {
    match days {
        None => say!(lang, "web-kept-agreed"),
        Some(days) if days >= 60 && days.is_multiple_of(30) && days < 365 => {
            say!(lang, "web-kept-months", months = days / 30, days = days)
        }
        Some(days) => say!(lang, "web-kept-days", n = days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_read_in_a_language_in_which_they_are_offered() {
        let mut terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        assert!(!Reading::new(&terms, Lang::It).is_foreign());
        terms.summary = Texts::one(terms.language.clone(), "Only English");
        let reading = Reading::new(&terms, Lang::It);
        assert!(reading.is_foreign());
        assert_eq!(reading.text(&terms.summary).into_string(), r#"<span lang="en">Only English</span>"#);
        assert_eq!(Reading::new(&terms, Lang::En).text(&terms.summary).into_string(), "Only English");
    }

    #[test]
    fn who_signs_reads_where_an_item_comes_from() {
        let mut terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let (from, method) = ([terms.items[0].id.clone()].into(), Texts::one(terms.language.clone(), "By adding up"));
        terms.items[1].inferred = Some(comity_exchange::basis::Inferred { from, method });
        terms.items[1].origin = Texts::one(terms.language.clone(), "A bank");
        let drawn = Reading::new(&terms, Lang::En).gives(&terms.clauses[0]).into_string();
        for words in ["Worked out from: The plan you have", "How: By adding up", "Given by: A bank"] {
            assert!(drawn.contains(words), "{words}: {drawn}");
        }
    }

    #[test]
    fn one_of_something_is_not_said_as_if_it_were_many() {
        let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let setting = terms.clauses.iter().find_map(|clause| clause.setting.clone()).unwrap();
        let said = |lang, n| Reading::new(&terms, lang).position(&setting, &Position::Number(n));
        assert_eq!(
            (said(Lang::En, 1).as_str(), said(Lang::En, 2).as_str()),
            ("messages a month: 1", "2 messages a month")
        );
        assert_eq!(said(Lang::It, 1), "messaggi al mese: 1");
    }

    #[test]
    fn retention_is_said_in_months_where_it_is_so_many() {
        assert_eq!(kept(Some(180), Lang::En), "6 months (180 days)");
        assert_eq!(kept(Some(1), Lang::En), "1 day");
        assert_eq!(kept(Some(365), Lang::En), "365 days");
    }
}
