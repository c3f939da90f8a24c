//! What the lint found, and what keeps terms from being offered.

use comity_exchange::dpv::{self, Term};
use comity_exchange::lint::{Finding, Place, Rule, Weight};
use comity_exchange::terms::{Fault, Terms};
use comity_exchange::text::Language;

use super::{Lang, say, shorten};

/// A finding of the lint in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintWords {
    /// The rule's name, which stays the same in every language.
    pub rule: String,
    /// Refused, or to think about.
    pub weight: String,
    /// Where.
    pub place: String,
    /// What was found.
    pub found: String,
    /// Why it matters.
    pub reason: String,
    /// What would mend it.
    pub fix: String,
}

/// Before what the reader sits, which decides what things are called.
#[derive(Debug, Clone, Copy)]
pub enum Told<'t> {
    /// Before a file: its keys, and the names of its parts.
    File,
    /// Before the form: its labels, and the words of its parts.
    Form(&'t Terms),
}

impl Told<'_> {
    /// A key of the file, or the label of the form's field.
    fn key(self, key: &'static str, label: &'static str, lang: Lang) -> String {
        match self {
            Self::File => key.to_owned(),
            Self::Form(_) => say!(lang, "web-quoted", text = say!(lang, "studio-label", field = label)),
        }
    }

    /// A part by its kind and what it is called.
    fn part(self, kind: &str, name: &str, lang: Lang) -> String {
        let name = match self {
            Self::File => name.to_owned(),
            Self::Form(terms) if !name.is_empty() => say!(lang, "web-quoted", text = called(terms, kind, name, lang)),
            Self::Form(_) => String::new(),
        };
        say!(lang, "lint-place", place = kind, name = name)
    }
}

/// The words of a part in the reader's language, or its name where it has none.
fn called(terms: &Terms, kind: &str, name: &str, lang: Lang) -> String {
    let mut benefits = terms.clauses.iter().flat_map(|c| c.benefits.iter().chain(&c.counter.other_benefits));
    let words = match kind {
        "clause" => terms.clauses.iter().find(|c| c.id.as_str() == name).map(|c| &c.title),
        "purpose" => terms.purposes.iter().find(|p| p.id.as_str() == name).map(|p| &p.name),
        "item" => terms.items.iter().find(|i| i.id.as_str() == name).map(|i| &i.name),
        "recipient" => terms.recipients.iter().find(|r| r.id.as_str() == name).map(|r| &r.name),
        _ => benefits.find(|b| b.id.as_str() == name).map(|b| &b.what),
    };
    let own = Language::new(lang.code()).unwrap_or_else(|_| terms.language.clone());
    let words = words.map(|words| words.best(&own, &terms.language).trim()).filter(|words| !words.is_empty());
    shorten(words.unwrap_or(name), 60)
}

/// A finding of the lint in words.
pub fn lint_finding(finding: &Finding, told: Told<'_>, lang: Lang) -> LintWords {
    let rule = kebab(&format!("{:?}", finding.rule));
    let (place, name) = match &finding.at {
        Place::Terms => ("terms", ""),
        Place::Leaving => ("leaving", ""),
        Place::Clause(id) => ("clause", id.as_str()),
        Place::Purpose(id) => ("purpose", id.as_str()),
        Place::Item(id) => ("item", id.as_str()),
        Place::Recipient(id) => ("recipient", id.as_str()),
        Place::Benefit(id) => ("benefit", id.as_str()),
    };
    let weight = match finding.rule.weight() {
        Weight::Refused => "refused",
        Weight::Advice => "advice",
    };
    let key = |key, label| told.key(key, label, lang);
    let names = finding.names.iter().map(|name| match finding.rule {
        Rule::DpvNotKnown => {
            dpv::find(name).map_or_else(|| name.clone(), |term| format!("{name} ({})", term_words(term, lang)))
        }
        _ => told.part("item", name, lang),
    });
    let fix = say!(
        lang,
        "lint-fix",
        rule = rule.as_str(),
        retention = key("retention_days", "retention_days"),
        needs = key("needs_days", "needs_days"),
        default = key("yes_by_default", "yes_by_default"),
        required = key("required", "required"),
        notice = key("notice_days", "notice_days"),
        condition = key("condition", "condition"),
        claws = key("claws_back", "claws_back"),
        name = key("name", "recipient"),
        contact = key("contact", "contact"),
        reason = key("special.reason", "reason"),
        balancing = key("basis.balancing", "balancing"),
        law = key("basis.law", "law"),
        due = key("due_days", "due_days"),
        from = key("inferred.from", "from"),
        method = key("inferred.method", "method"),
        origin = key("origin", "origin"),
        named = finding.names.len(),
        names = names.collect::<Vec<_>>().join(", "),
    );
    LintWords {
        weight: say!(lang, "lint-weight", weight = weight),
        place: told.part(place, name, lang),
        found: say!(lang, "lint-rule", rule = rule.as_str()),
        reason: say!(lang, "lint-reason", rule = rule.as_str()),
        fix,
        rule,
    }
}

/// A term of the Data Privacy Vocabulary in a few plain words.
pub fn term_words(term: &Term, lang: Lang) -> &str {
    Language::new(lang.code()).map_or(term.term.as_str(), |language| term.label(&language))
}

/// `ItemWithoutPurpose` as `item-without-purpose`, which is how the rule is written in JSON.
fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(c.to_lowercase());
    }
    kebab
}

/// What keeps terms from being offered, in one sentence.
pub fn terms_fault(fault: &Fault, told: Told<'_>, lang: Lang) -> String {
    let within = told.key("answer_within_days", "answer_within_days", lang);
    let say = |code: &str, place: (&str, &str), (kind, name): (&str, &str)| {
        let place = if place.0.is_empty() { String::new() } else { told.part(place.0, place.1, lang) };
        let part = if kind.is_empty() { String::new() } else { told.part(kind, name, lang) };
        say!(lang, "terms-fault", fault = code, place = place, part = part, within = within.as_str())
    };
    let none = ("", "");
    match fault {
        // Which two they are, only the name in files says.
        Fault::SameName { what, name } => {
            let part = Told::File.part(what, name, lang);
            say!(lang, "terms-fault", fault = "same_name", place = "", part = part, within = "")
        }
        Fault::NotThere { clause, what, name } => say("not_there", ("clause", clause.as_str()), (what, name)),
        Fault::NoWords { what } => say("no_words", none, what.split_once(' ').unwrap_or((what, ""))),
        Fault::SettingAndControl { clause } => say("setting_and_control", ("clause", clause.as_str()), none),
        Fault::SettingBounds { clause } => say("setting_bounds", ("clause", clause.as_str()), none),
        Fault::VoteRule { clause } => say("vote_rule", ("clause", clause.as_str()), none),
        Fault::CounterBounds { clause } => say("counter_bounds", ("clause", clause.as_str()), none),
        Fault::InputNotThere { item, name } => say("input_not_there", ("item", item.as_str()), ("item", name)),
        Fault::InferredFromItself { item } => say("inferred_from_itself", ("item", item.as_str()), none),
        Fault::SourceAndOrigin { item } => say("source_and_origin", ("item", item.as_str()), none),
        Fault::NoClause => say("no_clause", none, none),
        Fault::AnswerWithin => say("answer_within", none, none),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use comity_exchange::id::ItemId;

    use super::*;

    fn told(rule: Rule, told: Told<'_>, lang: Lang) -> LintWords {
        lint_finding(&Finding::new(rule, Place::Terms), told, lang)
    }

    #[test]
    fn a_form_is_told_of_in_its_own_words() {
        let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let check = |rule: Rule, lang: Lang, expect: &str| {
            assert_eq!(told(rule, Told::Form(&terms), lang).fix, expect);
        };
        check(Rule::RetentionWithoutEnd, Lang::En, "Fill in “Kept (days)”.");
        check(Rule::RetentionWithoutEnd, Lang::It, "Compila «Conservate (giorni)».");
        assert_eq!(told(Rule::RetentionWithoutEnd, Told::File, Lang::It).fix, "Compila retention_days.");
        let clause = Finding::new(Rule::FirmAlone, Place::Clause(terms.clauses[2].id.clone()));
        assert_eq!(lint_finding(&clause, Told::Form(&terms), Lang::It).place, "clausola «La tua fattura»");
        assert_eq!(lint_finding(&clause, Told::File, Lang::It).place, "clausola bill");
        for lang in Lang::ALL {
            for rule in Rule::ALL {
                let fix = told(rule, Told::Form(&terms), lang).fix;
                assert!(!fix.contains(['_', '{']), "{fix}");
            }
        }
        let fault = Fault::NotThere { clause: terms.clauses[0].id.clone(), what: "item", name: "plan-b".into() };
        let said = terms_fault(&fault, Told::Form(&terms), Lang::En);
        assert!(said.starts_with("clause “How you use your plan” names item “plan-b”, which"), "{said}");
        let said = terms_fault(&Fault::NoWords { what: "summary".into() }, Told::File, Lang::It);
        assert!(said.starts_with("la descrizione: mancano"), "{said}");
    }

    #[test]
    fn what_a_finding_names_is_called_as_the_reader_knows_it() {
        let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let fix = |rule: Rule, names: &[&str], told: Told<'_>, lang: Lang| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            lint_finding(&Finding { names, ..Finding::new(rule, Place::Terms) }, told, lang).fix
        };
        let said = fix(Rule::InputsNotAsked, &["plan"], Told::Form(&terms), Lang::En);
        assert!(said.contains("item “The plan you have” for the same purpose"), "{said}");
        let said = fix(Rule::InputsNotAsked, &["plan", "usage"], Told::File, Lang::It);
        assert!(said.contains("informazione plan, informazione usage"), "{said}");
        let said = fix(Rule::DpvNotKnown, &["ServicePersonalisation"], Told::File, Lang::It);
        assert!(said.contains("ServicePersonalisation (Adattare il servizio alla persona)?"), "{said}");
        assert!(!fix(Rule::DpvNotKnown, &[], Told::File, Lang::En).contains('?'));
        let item = || ItemId::new("plan").unwrap();
        for lang in Lang::ALL {
            let check = |fault: &Fault| {
                let said = terms_fault(fault, Told::Form(&terms), lang);
                assert!(said.contains(['“', '«']) && !said.contains('{'), "{said}");
            };
            check(&Fault::InputNotThere { item: item(), name: "mood".into() });
            check(&Fault::InferredFromItself { item: item() });
            check(&Fault::SourceAndOrigin { item: item() });
        }
    }

    #[test]
    fn every_rule_has_sentences_of_its_own() {
        for lang in Lang::ALL {
            let words: Vec<LintWords> = Rule::ALL.iter().map(|rule| told(*rule, Told::File, lang)).collect();
            for part in [|w: &LintWords| w.found.clone(), |w: &LintWords| w.reason.clone()] {
                let different: BTreeSet<String> = words.iter().map(part).collect();
                assert_eq!(different.len(), Rule::ALL.len(), "{lang:?}");
            }
            for (rule, words) in Rule::ALL.iter().zip(&words) {
                assert_eq!(serde_json::to_value(rule).unwrap(), words.rule.as_str());
            }
        }
    }
}
