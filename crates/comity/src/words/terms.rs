//! What the lint found, and what keeps terms from being offered.

use comity_exchange::lint::{Finding, Place, Weight};
use comity_exchange::terms::Fault;

use super::{Lang, say};

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

/// A finding of the lint in words.
pub fn lint_finding(finding: &Finding, lang: Lang) -> LintWords {
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
    LintWords {
        weight: say!(lang, "lint-weight", weight = weight),
        place: say!(lang, "lint-place", place = place, name = name),
        found: say!(lang, "lint-rule", rule = rule.as_str()),
        reason: say!(lang, "lint-reason", rule = rule.as_str()),
        fix: say!(lang, "lint-fix", rule = rule.as_str()),
        rule,
    }
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
pub fn terms_fault(fault: &Fault, lang: Lang) -> String {
    let say = |code: &str, clause: &str, what: &str, name: &str| {
        say!(lang, "terms-fault", fault = code, clause = clause, what = what, name = name)
    };
    match fault {
        Fault::SameName { what, name } => say("same_name", "", what, name),
        Fault::NotThere { clause, what, name } => say("not_there", clause.as_str(), what, name),
        Fault::NoWords { what } => say("no_words", "", what, ""),
        Fault::SettingAndControl { clause } => say("setting_and_control", clause.as_str(), "", ""),
        Fault::SettingBounds { clause } => say("setting_bounds", clause.as_str(), "", ""),
        Fault::VoteRule { clause } => say("vote_rule", clause.as_str(), "", ""),
        Fault::CounterBounds { clause } => say("counter_bounds", clause.as_str(), "", ""),
        Fault::NoClause => say("no_clause", "", "", ""),
        Fault::AnswerWithin => say("answer_within", "", "", ""),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use comity_exchange::lint::Rule;

    use super::*;

    #[test]
    fn every_rule_has_sentences_of_its_own() {
        for lang in Lang::ALL {
            let words: Vec<LintWords> =
                Rule::ALL.iter().map(|rule| lint_finding(&Finding { rule: *rule, at: Place::Terms }, lang)).collect();
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
