//! What changed between two versions of terms, in words.

use comity_exchange::difference::{Change, Detail, Favours, What};

use super::{Reading, kept, written};
use crate::words::{Lang, say};

/// What a change touches, and what exactly it is where that can be counted or named.
pub fn change_words(change: &Change, reading: &Reading<'_>) -> String {
    let what = touched(change.what, reading.lang);
    let details: Vec<String> = change.details.iter().map(|detail| detail_words(detail, change, reading)).collect();
    if details.is_empty() { what } else { format!("{what}: {}", details.join("; ")) }
}

fn touched(what: What, lang: Lang) -> String {
    let code = match what {
        What::Added => "added",
        What::Removed => "removed",
        What::Words => "words",
        What::Control => "control",
        What::Information => "information",
        What::Work => "work",
        What::Benefits => "benefits",
        What::Required => "required",
        What::Counter => "counter",
        What::Setting => "setting",
        What::Leaving => "leaving",
        What::Meaning => "meaning",
        What::Document => "document",
    };
    say!(lang, "web-change", what = code)
}

fn detail_words(detail: &Detail, change: &Change, reading: &Reading<'_>) -> String {
    let (lang, terms) = (reading.lang, reading.terms);
    let yes = |added: &bool| if *added { "yes" } else { "no" };
    let none = |of: &str| say!(lang, "web-detail-none", of = of);
    let benefit = |id: &comity_exchange::id::BenefitId| {
        let clause = change.clause.as_ref().and_then(|clause| terms.clause(clause));
        clause.and_then(|clause| clause.benefits.iter().find(|one| one.id == *id))
    };
    let named = |id| benefit(id).map_or_else(|| id.to_string(), |one| reading.plain(&one.what).to_owned());
    let days = |days: u32| say!(lang, "web-kept-days", n = days);
    match detail {
        // A number to a number: only the second says what it counts.
        Detail::Kept { from: Some(from), to: Some(to) } => {
            say!(lang, "web-detail-kept", from = from.to_string(), to = days(*to))
        }
        Detail::Kept { from, to } => say!(lang, "web-detail-kept", from = kept(*from, lang), to = kept(*to, lang)),
        Detail::Item { item, added } => {
            let name = terms.item(item).map_or_else(|| item.to_string(), |one| reading.plain(&one.name).to_owned());
            say!(lang, "web-detail-named", added = yes(added), name = name)
        }
        Detail::Recipient { recipient, added } => {
            let known = terms.recipient(recipient);
            let name = known.map_or_else(|| recipient.to_string(), |one| reading.plain(&one.name).to_owned());
            say!(lang, "web-detail-recipient", added = yes(added), name = name)
        }
        Detail::Benefit { benefit, added } => {
            say!(lang, "web-detail-named", added = yes(added), name = named(benefit))
        }
        Detail::Amount { benefit: id, from, to } => {
            let from = from.map_or_else(|| none("amount"), |from| written(from, lang));
            let to = to.map_or_else(|| none("amount"), |to| reading.counted(to, benefit(id)));
            say!(lang, "web-detail-amount", what = named(id), from = from, to = to)
        }
        Detail::Due { benefit, from, to } => {
            let said = |date: &Option<u32>| date.map_or_else(|| none("due"), days);
            say!(lang, "web-detail-due", what = named(benefit), from = said(from), to = said(to))
        }
        Detail::Minutes { from, to } => {
            let said = |minutes: &Option<u32>| minutes.map_or_else(|| none("minutes"), |minutes| minutes.to_string());
            say!(lang, "web-detail-minutes", from = said(from), to = said(to))
        }
        Detail::Public { to } => say!(lang, "web-detail-public", to = yes(to)),
    }
}

/// The tone of a chip for whom a change favours, and its name.
pub fn favours_tone(favours: Favours) -> (&'static str, &'static str) {
    match favours {
        Favours::Nobody => ("still", "nobody"),
        Favours::Person => ("person", "person"),
        Favours::Firm => ("firm", "firm"),
    }
}

#[cfg(test)]
mod tests {
    use comity_exchange::difference::changes;
    use comity_exchange::terms::Terms;

    use super::*;

    #[test]
    fn a_change_is_said_in_figures() {
        let old = Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap();
        let mut new = old.clone();
        let asked = new.clauses[0].information.as_mut().unwrap();
        asked.retention_days = Some(120);
        asked.items.remove(&old.items[1].id);
        new.clauses[1].benefits[0].amount = comity_exchange::amount::Amount::parse("3.5").ok();
        new.clauses[1].benefits[0].due_days = None;
        let said = |lang| {
            let reading = Reading::new(&new, lang);
            changes(&old, &new).iter().map(|change| change_words(change, &reading)).collect::<Vec<_>>()
        };
        let en = [
            "the information asked for: kept for: 180 → 120 days; no longer: Minutes and data used a day",
            "what comes back: Credit on your bill: 2 → 3.5 euro a month; Credit on your bill, to come within: 30 days → no date",
        ];
        assert_eq!(said(Lang::En), en);
        assert!(said(Lang::It)[0].contains("conservate per: 180 → 120 giorni"));
    }
}
