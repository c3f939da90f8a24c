//! What the lint says of terms that are being written: a panel beside the form, each finding with a link to its place.

use comity_exchange::lint::{Finding, Place, Weight, lint};
use comity_exchange::terms::{Fault, Terms};
use maud::{Markup, html};

use super::form::terms_of;
use crate::web::ui::{Errors, Fields, chip, field_id};
use crate::words::{Lang, Told, lint_finding, say, terms_fault};

/// What was found in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// The fields are no terms yet.
    Unread(Errors),
    /// They are; what keeps them from being offered, and what is unfair or unclear.
    Read {
        /// The terms.
        terms: Box<Terms>,
        /// Faults.
        faults: Vec<Fault>,
        /// Findings, the refused ones first.
        findings: Vec<Finding>,
    },
}

/// Checks a form.
pub fn check(fields: &Fields, lang: Lang) -> Checked {
    match terms_of(fields, lang) {
        Err(errors) => Checked::Unread(errors),
        Ok(terms) => {
            let (faults, mut findings) = (terms.faults(), lint(&terms));
            findings.sort_by_key(|finding| std::cmp::Reverse(finding.rule.weight()));
            Checked::Read { terms: Box::new(terms), faults, findings }
        }
    }
}

/// Where in the form a place is.
fn anchor(terms: &Terms, place: &Place) -> String {
    let found = |list: &str, at: Option<usize>| at.map_or_else(|| "document".to_owned(), |i| format!("{list}-{i}"));
    match place {
        Place::Terms => "document".to_owned(),
        Place::Leaving => "leaving".to_owned(),
        Place::Clause(id) => found("clause", terms.clauses.iter().position(|c| c.id == *id)),
        Place::Purpose(id) => found("purpose", terms.purposes.iter().position(|p| p.id == *id)),
        Place::Item(id) => found("item", terms.items.iter().position(|i| i.id == *id)),
        Place::Recipient(id) => found("recipient", terms.recipients.iter().position(|r| r.id == *id)),
        Place::Benefit(id) => {
            let holds = |c: &comity_exchange::clause::Clause| {
                c.benefits.iter().chain(&c.counter.other_benefits).any(|b| b.id == *id)
            };
            found("clause", terms.clauses.iter().position(holds))
        }
    }
}

fn fault_anchor(terms: &Terms, fault: &Fault) -> String {
    match fault {
        Fault::NotThere { clause, .. }
        | Fault::SettingAndControl { clause }
        | Fault::SettingBounds { clause }
        | Fault::VoteRule { clause }
        | Fault::CounterBounds { clause } => anchor(terms, &Place::Clause(clause.clone())),
        Fault::InputNotThere { item, .. } | Fault::InferredFromItself { item } | Fault::SourceAndOrigin { item } => {
            anchor(terms, &Place::Item(item.clone()))
        }
        Fault::SameName { .. } | Fault::NoWords { .. } | Fault::NoClause | Fault::AnswerWithin => "document".to_owned(),
    }
}

/// Which field it is, as the form calls it: “Clause 2 · Kept (days)”.
fn field_words(field: &str, lang: Lang) -> String {
    let parts: Vec<&str> = field.split('.').collect();
    let (list, place) = match parts.as_slice() {
        [list, index, _, ..] => (*list, index.parse::<usize>().ok()),
        _ => ("", None),
    };
    let label = match (list, parts.last().copied().unwrap_or_default()) {
        ("purpose" | "item" | "recipient", "name") => list,
        ("clause", "title") => "clause-title",
        ("clause", "text") => "clause-text",
        ("clause", "purpose") => "for-purpose",
        ("clause", "work_stage") => "stage",
        ("clause", "number_start" | "choice_start") => "start",
        (_, part) => part,
    };
    let label = say!(lang, "studio-label", field = label);
    match place {
        Some(i) => format!("{} {} · {label}", say!(lang, "studio-part-one", part = list), i + 1),
        None => label,
    }
}

/// The panel. `Some` address of the form where it stands on another page.
pub fn panel(checked: &Checked, lang: Lang, form: &str) -> Markup {
    html! { section #lint.lint aria-labelledby="lint-title" {
        h2 #lint-title { (say!(lang, "studio-lint")) }
        div aria-live="polite" { @match checked {
            Checked::Unread(errors) => {
                p { (say!(lang, "studio-lint-unread")) }
                ul.findings { @for (field, sentence) in errors.iter() {
                    li.refused { p { a href=(format!("{form}#{}", field_id(field))) { (field_words(field, lang)) } } p { (sentence) } }
                } }
            },
            Checked::Read { terms, faults, findings } => {
                @let refused = findings.iter().filter(|f| f.rule.weight() == Weight::Refused).count();
                @if faults.is_empty() && findings.is_empty() { p { (say!(lang, "lint-nothing")) } }
                @else { p { (say!(lang, "lint-counted", refused = refused, advice = findings.len() - refused)) } }
                @if !faults.is_empty() {
                    p { (say!(lang, "lint-faulty", n = faults.len())) }
                    ul.findings { @for fault in faults { li.refused { a href=(format!("{form}#{}", fault_anchor(terms, fault))) { (terms_fault(fault, Told::Form(terms), lang)) } } } }
                }
                @if !findings.is_empty() { ul.findings { @for finding in findings { (one(finding, terms, form, lang)) } } }
            },
        } }
        p.note { (say!(lang, "lint-law")) }
    } }
}

/// One finding.
pub fn one(finding: &Finding, terms: &Terms, form: &str, lang: Lang) -> Markup {
    let words = lint_finding(finding, Told::Form(terms), lang);
    let refused = finding.rule.weight() == Weight::Refused;
    html! { li.refused[refused] {
        p { (chip(if refused { "live" } else { "still" }, &words.weight)) " " a href=(format!("{form}#{}", anchor(terms, &finding.at))) { (words.place) } }
        p { strong { (capitalised(&words.found)) "." } }
        p { (words.reason) " " em { (words.fix) } }
        p.mono { (words.rule) }
    } }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::studio::terms::lists;
    use crate::web::studio::terms::write::fields_of;

    #[test]
    fn each_finding_leads_to_its_place() {
        let terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let leads = |change: &dyn Fn(&mut Fields), expect: &str| {
            let mut fields = fields_of(&terms);
            change(&mut fields);
            let html = panel(&check(&fields, Lang::En), Lang::En, "").into_string();
            assert!(html.contains(&format!("href=\"#{expect}\"")), "{expect}: {html}");
        };
        leads(&|f| assert!(lists::act(f, "remove:clause.3.benefit.0")), "clause-3");
        leads(&|f| f.set("leaving.notice_days", "30"), "leaving");
        leads(&|f| f.set("recipient.0.contact", ""), "recipient-0");
        let circle = |f: &mut Fields| {
            f.set("item.1.source", "inferred");
            f.set("item.1.from", "usage");
        };
        leads(&circle, "item-1");
        leads(&|f| f.set("purpose.1.dpv", "ServiceOptimization"), "purpose-1");
        leads(&|f| f.remove("clause.1.benefit.0.due_days"), "clause-1");
        leads(&|f| f.set("answer_within_days", "0"), "document");
        leads(&|f| f.set("clause.0.retention_days", "x"), "f-clause-0-retention_days");
    }

    #[test]
    fn fields_are_called_what_the_form_calls_them() {
        let check = |field: &str, expect: &str| assert_eq!(field_words(field, Lang::En), expect);
        check("answer_within_days", "Conditions are answered within (days)");
        check("leaving.notice_days", "Notice (days)");
        check("clause.1.retention_days", "Clause 2 · Kept (days)");
        check("clause.0.benefit.2.amount", "Clause 1 · How much");
        check("item.0.id", "Item 1 · Name in files");
    }
}
