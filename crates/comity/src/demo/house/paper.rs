//! The terms on paper: the example's as they are first published, what the second version changes, and a draft to mend.

use anyhow::Context as _;
use comity_exchange::amount::Amount;
use comity_exchange::basis::{Item, Source};
use comity_exchange::clause::Clause;
use comity_exchange::id::{ClauseId, ItemId};
use comity_exchange::terms::Terms;
use comity_exchange::text::{Language, Texts};

/// The clause about use, on which most conditions are made.
pub const USAGE: &str = "usage-for-advice";
/// The clause about signal, which changes by a vote.
pub const SIGNAL: &str = "signal-for-coverage";
/// The clause that the contract demands.
pub const BILL: &str = "bill";
/// The clause about work.
pub const HELPING: &str = "helping";
/// The setting of the customer's.
pub const MESSAGES: &str = "messages";

const DRAFT: &str = include_str!("location.toml");

/// *Better advice* as it is first published.
///
/// # Errors
/// Never, unless the example is no terms.
pub fn first() -> anyhow::Result<Terms> {
    let mut terms = Terms::from_toml(comity_exchange::EXAMPLE_TERMS)?;
    let said = [
        ("en", "All of this is simulated: neither Norda Mobile nor its customers exist."),
        ("it", "Tutto questo è simulato: né Norda Mobile né i suoi clienti esistono."),
    ];
    for (tag, note) in said {
        let language = Language::new(tag)?;
        let summary = terms.summary.best(&language, &language).to_owned();
        terms.summary.set(language, format!("{summary} {note}"));
    }
    Ok(terms)
}

/// The clause about signal as the vote is about: more credit.
///
/// # Errors
/// Never, unless the example lost the clause.
pub fn voted() -> anyhow::Result<Clause> {
    let terms = first()?;
    let mut clause = terms.clause(&ClauseId::new(SIGNAL)?).context("no clause about signal")?.clone();
    if let [credit] = clause.benefits.as_mut_slice() {
        credit.amount = Some(Amount::parse("3").map_err(|error| anyhow::anyhow!("{error}"))?);
    }
    Ok(clause)
}

/// The second version: one item more and kept for a shorter time, more credit as was voted, more to do.
///
/// # Errors
/// Never, unless the example lost a clause.
pub fn second() -> anyhow::Result<Terms> {
    let mut terms = first()?;
    let app = ItemId::new("app")?;
    let name = both("Which parts of our app you open", "Quali parti della nostra app apri")?;
    terms.items.push(Item {
        id: app.clone(),
        name,
        source: Source::Observed,
        dpv: Some("ServiceConsumptionBehaviour".to_owned()),
        special: None,
        inferred: None,
        origin: Texts::default(),
    });
    let voted = voted()?;
    for clause in &mut terms.clauses {
        match clause.id.as_str() {
            USAGE => {
                clause.text = both(
                    "We look at your plan, at what you use in a day and at which parts of our app you open, and for nothing else than advice.",
                    "Guardiamo la tua offerta, quanto usi in un giorno e quali parti della nostra app apri, e solo per consigliarti.",
                )?;
                if let Some(asked) = &mut clause.information {
                    asked.items.insert(app.clone());
                    asked.retention_days = Some(120);
                }
            }
            SIGNAL => *clause = voted.clone(),
            HELPING => {
                if let Some(work) = &mut clause.work {
                    work.minutes_a_month = Some(15);
                }
            }
            _ => {}
        }
    }
    Ok(terms)
}

/// A draft in which the lint finds what is to be refused, and what is to be thought about.
///
/// # Errors
/// Never, unless the file is no terms.
pub fn draft() -> anyhow::Result<Terms> {
    Ok(Terms::from_toml(DRAFT)?)
}

/// A clause with a condition of one person's written into it.
///
/// # Errors
/// Never.
pub fn with_condition(clause: &Clause, words: &str) -> anyhow::Result<Clause> {
    let mut clause = clause.clone();
    for (tag, lead) in [("en", "As was asked"), ("it", "Come richiesto")] {
        let language = Language::new(tag)?;
        let text = clause.text.best(&language, &language).to_owned();
        clause.text.set(language, format!("{text} {lead}: {words}"));
    }
    Ok(clause)
}

/// A text in both languages.
///
/// # Errors
/// Never: both are languages.
pub fn both(english: &str, italian: &str) -> anyhow::Result<Texts> {
    let mut texts = Texts::one(Language::new("en")?, english);
    texts.set(Language::new("it")?, italian);
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use comity_exchange::difference::changes;
    use comity_exchange::lint::{Weight, lint};

    use super::*;

    #[test]
    fn versions_differ_and_hold() {
        let (first, second) = (first().unwrap(), second().unwrap());
        assert!(first.faults().is_empty() && second.faults().is_empty());
        assert_eq!(second.languages().len(), 2);
        assert!(lint(&second).iter().all(|finding| finding.rule.weight() == Weight::Advice));
        assert!(changes(&first, &second).len() >= 3);
        assert!(first.summary.iter().all(|(_, text)| text.contains("simulat")));
    }

    #[test]
    fn the_draft_has_much_to_mend_and_can_be_read() {
        let draft = draft().unwrap();
        assert_eq!(draft.faults(), []);
        let found = lint(&draft);
        let refused = found.iter().filter(|finding| finding.rule.weight() == Weight::Refused).count();
        assert!(refused >= 2 && found.len() >= refused + 5, "{found:?}");
    }
}
