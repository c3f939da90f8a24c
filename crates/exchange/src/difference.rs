//! What changed from one version of terms to the next, and in whose favour.

mod detail;

use serde::Serialize;

use crate::basis::{Basis, Item, Recipient};
use crate::clause::{Clause, Counterable, Setting};
use crate::id::ClauseId;
use crate::market::signal_loosened;
use crate::terms::Terms;
use crate::text::Texts;

pub use detail::Detail;

/// Whom a change favours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Favours {
    /// Neither: a translation was added.
    Nobody,
    /// Purely the person: less is asked, more comes back, more control.
    Person,
    /// Perhaps the firm; also whatever only a reader can judge, such as other words.
    Firm,
}

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The clause is new.
    Added,
    /// The clause is gone.
    Removed,
    /// Its words.
    Words,
    /// Who decides.
    Control,
    /// Information asked for: items, purpose, retention, recipients.
    Information,
    /// Work asked for.
    Work,
    /// What comes back.
    Benefits,
    /// Whether there is no agreement without it.
    Required,
    /// In which ways it may be countered.
    Counter,
    /// The bounds of a setting.
    Setting,
    /// What happens on leaving.
    Leaving,
    /// The purpose, an item or a recipient that the clause names is described otherwise.
    Meaning,
    /// Something of the whole document: title, country, dates.
    Document,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The clause; nothing for the document as a whole.
    pub clause: Option<ClauseId>,
    /// What changed.
    pub what: What,
    /// In whose favour.
    pub favours: Favours,
    /// What exactly, where it can be counted or named.
    pub details: Vec<Detail>,
}

/// Every change from `old` to `new`, in the order of the new document; clauses that are gone last.
pub fn changes(old: &Terms, new: &Terms) -> Vec<Change> {
    let mut all = Vec::new();
    document(old, new, &mut all);
    for clause in &new.clauses {
        match old.clause(&clause.id) {
            Some(before) => one_clause((old, before), (new, clause), &mut all),
            None => {
                let asks = clause.information.is_some() || clause.work.is_some() || clause.required;
                note(&mut all, Some(clause), What::Added, if asks { Favours::Firm } else { Favours::Person });
            }
        }
    }
    for clause in old.clauses.iter().filter(|clause| new.clause(&clause.id).is_none()) {
        let gave = !clause.benefits.is_empty() || clause.setting.is_some();
        note(&mut all, Some(clause), What::Removed, if gave { Favours::Firm } else { Favours::Person });
    }
    all
}

/// Whether nobody has to be asked again: every change is in the person's favour or nobody's.
pub fn purely_in_favour(changes: &[Change]) -> bool {
    changes.iter().all(|change| change.favours != Favours::Firm)
}

fn note(all: &mut Vec<Change>, clause: Option<&Clause>, what: What, favours: Favours) {
    all.push(Change { clause: clause.map(|c| c.id.clone()), what, favours, details: Vec::new() });
}

fn document(old: &Terms, new: &Terms, all: &mut Vec<Change>) {
    for favours in [words(&old.title, &new.title), words(&old.summary, &new.summary)].into_iter().flatten() {
        note(all, None, What::Document, favours);
    }
    let head = |t: &Terms| (t.kind, t.stage, t.country.clone(), t.language.clone());
    if head(old) != head(new) {
        note(all, None, What::Document, Favours::Firm);
    }
    if old.answer_within_days != new.answer_within_days {
        let sooner = new.answer_within_days < old.answer_within_days;
        note(all, None, What::Document, if sooner { Favours::Person } else { Favours::Firm });
    }
    if old.leaving != new.leaving {
        let free = new.leaving == crate::terms::Leaving::default();
        note(all, None, What::Leaving, if free { Favours::Person } else { Favours::Firm });
    }
}

fn one_clause((old_terms, old): (&Terms, &Clause), (new_terms, new): (&Terms, &Clause), all: &mut Vec<Change>) {
    let mut differs = |what, changed: bool, better: bool, details: fn(&Clause, &Clause) -> Vec<Detail>| {
        if changed {
            let favours = if better { Favours::Person } else { Favours::Firm };
            all.push(Change { clause: Some(new.id.clone()), what, favours, details: details(old, new) });
        }
    };
    let (before, after) = (old.control, new.control);
    let nothing: fn(&Clause, &Clause) -> Vec<Detail> = |_, _| Vec::new();
    differs(What::Control, before != after, after.with_customer() > before.with_customer(), nothing);
    let (before, after) = (&old.information, &new.information);
    let less = match (before.as_ref().map(|i| i.grant()), after.as_ref().map(|i| i.grant())) {
        (_, None) => true,
        (Some(Some(before)), Some(Some(after))) => after.within(&before),
        _ => false,
    };
    let details = |old: &Clause, new: &Clause| detail::information(old.information.as_ref(), new.information.as_ref());
    differs(What::Information, before != after, less, details);
    let (before, after) = (&old.work, &new.work);
    let easier = match (before, after) {
        (_, None) => true,
        (Some(before), Some(after)) => {
            let minutes = |w: &crate::clause::Work| w.minutes_a_month.unwrap_or(u32::MAX);
            (&before.what, before.stage) == (&after.what, after.stage)
                && minutes(after) <= minutes(before)
                && after.public <= before.public
        }
        (None, Some(_)) => false,
    };
    let details = |old: &Clause, new: &Clause| detail::work(old.work.as_ref(), new.work.as_ref());
    differs(What::Work, before != after, easier, details);
    let kept = old.benefits.iter().all(|before| new.benefits.iter().any(|after| after.at_least(before)));
    let details = |old: &Clause, new: &Clause| detail::benefits(&old.benefits, &new.benefits);
    differs(What::Benefits, old.benefits != new.benefits, kept, details);
    differs(What::Required, old.required != new.required, !new.required, nothing);
    differs(What::Required, old.yes_by_default != new.yes_by_default, !new.yes_by_default, nothing);
    // Other ways to counter change nothing that was agreed, but fewer of them are no favour.
    differs(What::Counter, old.counter != new.counter, no_fewer(&old.counter, &new.counter), nothing);
    let wider = wider(old.setting.as_ref(), new.setting.as_ref());
    differs(What::Setting, old.setting != new.setting, wider, nothing);
    let meaning = meaning(old_terms, new_terms, new);
    differs(What::Meaning, meaning, false, nothing);
    for (what, before, after) in [
        (What::Words, &old.title, &new.title),
        (What::Words, &old.text, &new.text),
        (What::Leaving, &old.on_leaving, &new.on_leaving),
    ] {
        if let Some(favours) = words(before, after) {
            note(all, Some(new), what, favours);
        }
    }
}

/// Whether everything that could be asked for before still can.
fn no_fewer(old: &Counterable, new: &Counterable) -> bool {
    let shorter = old.shortest_days.is_none_or(|old| new.shortest_days.is_some_and(|new| new <= old));
    shorter
        && old.highest_amount <= new.highest_amount
        && old.fewer_items <= new.fewer_items
        && old.fewer_recipients <= new.fewer_recipients
        && old.own_words <= new.own_words
        && old.other_benefits.iter().all(|other| new.other_benefits.contains(other))
}

/// Whether everything that could be set before still can, and starts where it did.
fn wider(old: Option<&Setting>, new: Option<&Setting>) -> bool {
    match (old, new) {
        (None, Some(_)) => true,
        (
            Some(Setting::Number { least, most, start, unit }),
            Some(Setting::Number { least: l, most: m, start: s, unit: u }),
        ) => l <= least && m >= most && s == start && u == unit,
        (Some(Setting::Choice { options, start }), Some(Setting::Choice { options: more, start: s })) => {
            s == start && options.iter().all(|option| more.contains(option))
        }
        _ => false,
    }
}

/// Nothing when no language reads otherwise; an added language favours nobody, other words may favour the firm.
fn words(old: &Texts, new: &Texts) -> Option<Favours> {
    if old == new {
        return None;
    }
    let kept = old.iter().all(|before| new.iter().any(|after| before == after));
    Some(if kept { Favours::Nobody } else { Favours::Firm })
}

/// Whether what the clause names is described otherwise.
fn meaning(old: &Terms, new: &Terms, clause: &Clause) -> bool {
    let Some(asked) = &clause.information else { return false };
    let basis = |terms: &Terms| asked.purpose.as_ref().and_then(|id| terms.purpose(id)).map(described);
    let known = asked.purpose.as_ref().and_then(|id| Some((old.purpose(id)?, new.purpose(id))));
    // A purpose's category, too, is for machines, unless it lets something through that the person's browser asks to stop.
    let loosened = known.is_some_and(|(old, new)| new.is_some_and(|new| signal_loosened(old, new)));
    let purpose = loosened || (known.is_some() && basis(old) != basis(new));
    let item = |terms: &Terms, id| {
        // The category is a word for machines; whoever read the terms read the rest.
        terms.item(id).map(|item: &Item| Item { dpv: None, ..item.clone() })
    };
    let items = asked.items.iter().any(|id| old.item(id).is_some() && item(old, id) != item(new, id));
    let recipient = |terms: &Terms, id| terms.recipient(id).map(|r: &Recipient| (r.name.clone(), r.country.clone()));
    let to = asked.recipients.iter().any(|id| old.recipient(id).is_some() && recipient(old, id) != recipient(new, id));
    purpose || items || to
}

fn described(purpose: &crate::basis::Purpose) -> (Basis, Texts) {
    (purpose.basis.clone(), purpose.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::control::Control;
    use crate::sample::{clause, terms};
    use crate::text::Language;

    /// What one change to the terms is, and whom it favours; and that its opposite favours the firm or nobody.
    fn check(change: impl Fn(&mut Terms), what: What, favours: Favours) {
        let (old, mut new) = (terms(), terms());
        change(&mut new);
        let found = changes(&old, &new);
        assert!(found.iter().all(|c| c.what == what && c.favours == favours) && !found.is_empty(), "{found:?}");
        if favours == Favours::Person {
            assert!(!purely_in_favour(&changes(&new, &old)), "the way back favours the person too");
        }
    }

    #[test]
    fn nothing_changed() {
        assert_eq!(changes(&terms(), &terms()), []);
    }

    #[test]
    fn less_asked_and_more_returned_is_a_favour() {
        use Favours::{Firm, Nobody, Person};
        let asked = |t: &mut Terms, days| {
            clause(t, "usage-for-advice").information.as_mut().unwrap().retention_days = days;
        };
        check(|t| asked(t, Some(90)), What::Information, Person);
        check(|t| asked(t, Some(181)), What::Information, Firm);
        check(|t| asked(t, None), What::Information, Firm);
        let credit = |t: &mut Terms, amount: &str| {
            clause(t, "signal-for-coverage").benefits[0].amount = Some(Amount::parse(amount).unwrap());
        };
        check(|t| credit(t, "3"), What::Benefits, Person);
        check(|t| credit(t, "1.99"), What::Benefits, Firm);
        check(|t| clause(t, "helping").work.as_mut().unwrap().minutes_a_month = Some(5), What::Work, Person);
        check(|t| clause(t, "helping").work.as_mut().unwrap().public = true, What::Work, Firm);
        check(|t| clause(t, "bill").control = Control::Shared { vote: None }, What::Control, Person);
        check(|t| clause(t, "helping").control = Control::Firm, What::Control, Firm);
        check(|t| t.clauses.retain(|c| c.id.as_str() != "helping"), What::Removed, Firm);
        check(|t| clause(t, "helping").title.set(Language::new("fr").unwrap(), "Aider"), What::Words, Nobody);
        check(|t| clause(t, "helping").title.set(Language::new("it").unwrap(), "Altro"), What::Words, Firm);
        check(|t| t.recipients[0].country = "US".into(), What::Meaning, Firm);
        check(|t| t.items[1].origin.set(Language::new("en").unwrap(), "A bank"), What::Meaning, Firm);
        check(|t| t.items[1].inferred = Some(crate::basis::Inferred::default()), What::Meaning, Firm);
        check(|t| t.answer_within_days = 7, What::Document, Person);
        check(|t| t.leaving.notice_days = Some(30), What::Leaving, Firm);
    }

    #[test]
    fn what_changed_is_said_in_figures_and_names() {
        let check = |change: &dyn Fn(&mut Terms), expect: &str| {
            let (old, mut new) = (terms(), terms());
            change(&mut new);
            let details: Vec<_> = changes(&old, &new).into_iter().flat_map(|change| change.details).collect();
            assert_eq!(serde_json::to_string(&details).unwrap(), expect);
        };
        fn asked<'t>(t: &'t mut Terms, name: &str) -> &'t mut crate::clause::Information {
            clause(t, name).information.as_mut().unwrap()
        }
        let kept = r#"[{"of":"kept","from":180,"to":120}]"#;
        check(&|t| asked(t, "usage-for-advice").retention_days = Some(120), kept);
        let items = r#"[{"of":"item","item":"signal","added":true},{"of":"item","item":"usage","added":false}]"#;
        let other = |t: &mut Terms| {
            let items = &mut asked(t, "usage-for-advice").items;
            *items = ["plan", "signal"].map(|id| crate::id::ItemId::new(id).unwrap()).into();
        };
        check(&other, items);
        let nobody = r#"[{"of":"recipient","recipient":"signal-lab","added":false}]"#;
        check(&|t| asked(t, "signal-for-coverage").recipients.clear(), nobody);
        let amount = r#"[{"of":"amount","benefit":"credit","from":"2","to":"3"}]"#;
        check(&|t| clause(t, "signal-for-coverage").benefits[0].amount = Amount::parse("3").ok(), amount);
        check(
            &|t| clause(t, "helping").work.as_mut().unwrap().minutes_a_month = None,
            r#"[{"of":"minutes","from":10,"to":null}]"#,
        );
        let public = |t: &mut Terms| clause(t, "helping").work.as_mut().unwrap().public = true;
        check(&public, r#"[{"of":"public","to":true}]"#);
    }

    #[test]
    fn more_ways_to_counter_are_no_loss() {
        let counter = |t: &mut Terms, days| clause(t, "usage-for-advice").counter.shortest_days = days;
        check(|t| counter(t, Some(14)), What::Counter, Favours::Person);
        check(|t| counter(t, Some(31)), What::Counter, Favours::Firm);
        check(|t| counter(t, None), What::Counter, Favours::Firm);
    }

    #[test]
    fn marketing_called_something_else_is_asked_anew() {
        let terms = |dpv: Option<&str>, basis: Basis| {
            let mut terms = terms();
            terms.purposes[0].dpv = dpv.map(str::to_owned);
            terms.purposes[0].basis = basis;
            terms
        };
        let interest = Basis::LegitimateInterest { balancing: Texts::default() };
        let asked = |from, to, basis: &Basis| {
            !purely_in_favour(&changes(&terms(from, basis.clone()), &terms(to, basis.clone())))
        };
        let (advert, advice) = (Some("Advertising"), Some("ServicePersonalisation"));
        assert!(asked(advert, advice, &interest) && asked(None, advice, &interest));
        assert!(!asked(advice, advert, &interest) && !asked(advice, None, &interest));
        assert!(!asked(advert, advice, &Basis::Consent), "the yes itself named it");
    }

    #[test]
    fn a_new_clause_that_asks_for_nothing_is_a_favour() {
        let gift = |t: &mut Terms| {
            let mut gift = clause(t, "helping").clone();
            gift.id = crate::sample::clause_id("gift");
            gift.work = None;
            gift.benefits[0].id = crate::id::BenefitId::new("gift").unwrap();
            t.clauses.push(gift);
        };
        check(gift, What::Added, Favours::Person);
    }
}
