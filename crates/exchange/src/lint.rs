//! What is unfair or unclear in terms, each with a rule, where it stands, and what would mend it.
//!
//! Words for people are the caller's: a rule has a name, and a place in the document.

use serde::Serialize;

use crate::basis::{Basis, Item, Source};
use crate::clause::Clause;
use crate::control::Control;
use crate::dpv::{self, TermKind};
use crate::id::{ItemId, PurposeId, RecipientId};
use crate::terms::Terms;

/// How heavy a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// To think about.
    Advice,
    /// Terms with it cannot be published.
    Refused,
}

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Information is asked for, and no purpose is named.
    ItemWithoutPurpose,
    /// Information is asked for, and nothing comes back.
    PurposeWithoutBenefit,
    /// Kept longer than the purpose says it needs.
    RetentionTooLong,
    /// Kept for as long as the agreement lasts, although the purpose says how long it needs.
    RetentionWithoutEnd,
    /// Yes is shown as already given.
    ConsentByDefault,
    /// Consent is made a condition of taking part.
    ConsentRequired,
    /// Consent for one purpose is asked for in several clauses, so there is no one answer.
    PurposeInSeveralClauses,
    /// Leaving asks for something that joining did not.
    LeavingHarder,
    /// Benefits already delivered are taken back on leaving.
    ClawsBack,
    /// A clause that asks for something is the firm's alone, and cannot be countered.
    FirmAlone,
    /// A recipient without a name or a way to reach them.
    RecipientNotNamed,
    /// Work is moved to customers, and nothing comes back.
    WorkWithoutReturn,
    /// Every clause is the firm's.
    AllWithFirm,
    /// A special category of personal data that nobody turned on with a reason.
    SpecialWithoutReason,
    /// A legitimate interest without its balancing note.
    NoBalancingNote,
    /// A legal duty without the law.
    NoLaw,
    /// A benefit without a date by which it is due.
    BenefitWithoutDate,
    /// An inferred item, and nobody knows from what.
    InferredWithoutInputs,
    /// An inferred item, and nobody knows how.
    InferredWithoutMethod,
    /// A clause asks for an inferred item, and none asks for all that it is worked out from, for the same purpose.
    InputsNotAsked,
    /// An item that somebody else gives, and nobody knows who.
    ThirdPartyWithoutOrigin,
    /// A term of the Data Privacy Vocabulary that is not among those known here.
    DpvNotKnown,
    /// An item that no clause asks for.
    ItemNotAsked,
    /// A text that is missing in a language that others are written in.
    NotTranslated,
    /// An item was collected, and not used for a long time.
    ItemUnused,
    /// A benefit was promised, is due, and was not delivered.
    BenefitOverdue,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 26] = [
        Self::ItemWithoutPurpose,
        Self::PurposeWithoutBenefit,
        Self::RetentionTooLong,
        Self::RetentionWithoutEnd,
        Self::ConsentByDefault,
        Self::ConsentRequired,
        Self::PurposeInSeveralClauses,
        Self::LeavingHarder,
        Self::ClawsBack,
        Self::FirmAlone,
        Self::RecipientNotNamed,
        Self::WorkWithoutReturn,
        Self::AllWithFirm,
        Self::SpecialWithoutReason,
        Self::NoBalancingNote,
        Self::NoLaw,
        Self::BenefitWithoutDate,
        Self::InferredWithoutInputs,
        Self::InferredWithoutMethod,
        Self::InputsNotAsked,
        Self::ThirdPartyWithoutOrigin,
        Self::DpvNotKnown,
        Self::ItemNotAsked,
        Self::NotTranslated,
        Self::ItemUnused,
        Self::BenefitOverdue,
    ];

    /// What the law or the terms' own logic refuses, and what is advice.
    pub fn weight(self) -> Weight {
        match self {
            Self::ItemWithoutPurpose
            | Self::ConsentByDefault
            | Self::ConsentRequired
            | Self::PurposeInSeveralClauses
            | Self::ClawsBack
            | Self::RecipientNotNamed
            | Self::SpecialWithoutReason
            | Self::NoBalancingNote
            | Self::NoLaw
            | Self::InferredWithoutInputs
            | Self::InferredWithoutMethod
            | Self::InputsNotAsked
            | Self::ThirdPartyWithoutOrigin => Weight::Refused,
            Self::PurposeWithoutBenefit
            | Self::RetentionTooLong
            | Self::RetentionWithoutEnd
            | Self::LeavingHarder
            | Self::FirmAlone
            | Self::WorkWithoutReturn
            | Self::AllWithFirm
            | Self::BenefitWithoutDate
            | Self::DpvNotKnown
            | Self::ItemNotAsked
            | Self::NotTranslated
            | Self::ItemUnused
            | Self::BenefitOverdue => Weight::Advice,
        }
    }
}

/// Where a finding stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The terms as a whole.
    Terms,
    /// What leaving takes.
    Leaving,
    /// A clause, by name.
    Clause(crate::id::ClauseId),
    /// A purpose.
    Purpose(PurposeId),
    /// An item.
    Item(ItemId),
    /// A recipient.
    Recipient(RecipientId),
    /// A benefit.
    Benefit(crate::id::BenefitId),
}

/// Something that the lint found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// Where.
    pub at: Place,
    /// What it names besides: the items that [`Rule::InputsNotAsked`] misses, the terms that come nearest to one that
    /// [`Rule::DpvNotKnown`] does not know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

impl Finding {
    /// A finding that names nothing but its place.
    pub fn new(rule: Rule, at: Place) -> Self {
        Self { rule, at, names: Vec::new() }
    }
}

/// What can be seen in the terms alone. Rules that need the books ([`Rule::ItemUnused`], [`Rule::BenefitOverdue`]) are
/// the caller's to add.
pub fn lint(terms: &Terms) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut say = |rule, at| found.push(Finding::new(rule, at));
    whole(terms, &mut say);
    for item in &terms.items {
        one_item(terms, item, &mut say);
    }
    for clause in &terms.clauses {
        one_clause(terms, clause, &mut say);
    }
    found.extend(terms.clauses.iter().filter_map(|clause| inputs_not_asked(terms, clause)));
    found.extend(not_known(terms));
    found
}

fn whole(terms: &Terms, say: &mut impl FnMut(Rule, Place)) {
    let leaving = &terms.leaving;
    if leaving.notice_days.is_some_and(|days| days > 0) || !leaving.condition.is_blank() {
        say(Rule::LeavingHarder, Place::Leaving);
    }
    if leaving.claws_back {
        say(Rule::ClawsBack, Place::Leaving);
    }
    if !terms.clauses.is_empty() && terms.clauses.iter().all(|clause| clause.control == Control::Firm) {
        say(Rule::AllWithFirm, Place::Terms);
    }
    let written = terms.title.iter().count();
    if written > terms.languages().len() {
        say(Rule::NotTranslated, Place::Terms);
    }
    for purpose in &terms.purposes {
        let at = || Place::Purpose(purpose.id.clone());
        match &purpose.basis {
            Basis::LegitimateInterest { balancing } if balancing.is_blank() => say(Rule::NoBalancingNote, at()),
            Basis::LegalObligation { law } if law.is_blank() => say(Rule::NoLaw, at()),
            _ => {}
        }
        let asking = terms.clauses.iter().filter(|c| terms.purpose_of(c).is_some_and(|p| p.id == purpose.id)).count();
        if asking > 1 && purpose.basis == Basis::Consent {
            say(Rule::PurposeInSeveralClauses, at());
        }
    }
    for recipient in &terms.recipients {
        if recipient.name.is_blank() || recipient.contact.trim().is_empty() {
            say(Rule::RecipientNotNamed, Place::Recipient(recipient.id.clone()));
        }
    }
}

fn one_item(terms: &Terms, item: &Item, say: &mut impl FnMut(Rule, Place)) {
    let at = || Place::Item(item.id.clone());
    let category = item.dpv.as_deref().and_then(|term| dpv::find_of(TermKind::Category, term));
    let special = item.special.is_some() || category.is_some_and(|category| category.special);
    if special && item.special.as_ref().is_none_or(|special| special.reason.is_blank()) {
        say(Rule::SpecialWithoutReason, at());
    }
    let inferred = item.inferred.as_ref();
    if item.source == Source::Inferred && inferred.is_none_or(|inferred| inferred.from.is_empty()) {
        say(Rule::InferredWithoutInputs, at());
    }
    if item.source == Source::Inferred && inferred.is_none_or(|inferred| inferred.method.is_blank()) {
        say(Rule::InferredWithoutMethod, at());
    }
    if item.source == Source::ThirdParty && item.origin.is_blank() {
        say(Rule::ThirdPartyWithoutOrigin, at());
    }
    let asked = terms.clauses.iter().filter_map(|c| c.information.as_ref()).any(|i| i.items.contains(&item.id));
    if !asked {
        say(Rule::ItemNotAsked, at());
    }
}

fn inputs_not_asked(terms: &Terms, clause: &Clause) -> Option<Finding> {
    let missing = terms.inputs_not_asked(clause.information.as_ref()?);
    let names = missing.iter().map(ToString::to_string).collect();
    let at = Place::Clause(clause.id.clone());
    (!missing.is_empty()).then_some(Finding { rule: Rule::InputsNotAsked, at, names })
}

/// Terms of the vocabulary that are not known, each with those that come nearest.
fn not_known(terms: &Terms) -> impl Iterator<Item = Finding> {
    let purposes = terms.purposes.iter().map(|p| (TermKind::Purpose, p.dpv.as_deref(), Place::Purpose(p.id.clone())));
    let items = terms.items.iter().map(|i| (TermKind::Category, i.dpv.as_deref(), Place::Item(i.id.clone())));
    purposes.chain(items).filter_map(|(kind, term, at)| {
        let term = term.filter(|term| dpv::find_of(kind, term).is_none())?;
        let names = dpv::nearest(kind, term).iter().map(|near| near.term.clone()).collect();
        Some(Finding { rule: Rule::DpvNotKnown, at, names })
    })
}

fn one_clause(terms: &Terms, clause: &Clause, say: &mut impl FnMut(Rule, Place)) {
    let at = || Place::Clause(clause.id.clone());
    let purpose = terms.purpose_of(clause);
    let consent = purpose.is_some_and(|p| p.basis == Basis::Consent);
    if let Some(asked) = &clause.information {
        if asked.purpose.is_none() {
            say(Rule::ItemWithoutPurpose, at());
        }
        let by_law = purpose.is_some_and(|p| matches!(p.basis, Basis::LegalObligation { .. }));
        if clause.benefits.is_empty() && !by_law {
            say(Rule::PurposeWithoutBenefit, at());
        }
        match (asked.retention_days, purpose.and_then(|p| p.needs_days)) {
            (Some(kept), Some(needs)) if kept > needs => say(Rule::RetentionTooLong, at()),
            (None, Some(_)) => say(Rule::RetentionWithoutEnd, at()),
            _ => {}
        }
    }
    if clause.yes_by_default {
        say(Rule::ConsentByDefault, at());
    }
    if clause.required && consent {
        say(Rule::ConsentRequired, at());
    }
    if clause.work.is_some() && clause.benefits.is_empty() {
        say(Rule::WorkWithoutReturn, at());
    }
    let asks = clause.information.is_some() || clause.work.is_some();
    if asks && clause.control == Control::Firm && clause.counter.is_nothing() {
        say(Rule::FirmAlone, at());
    }
    for benefit in clause.benefits.iter().filter(|b| b.amount.is_some() && b.due_days.is_none()) {
        say(Rule::BenefitWithoutDate, Place::Benefit(benefit.id.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{clause, terms};
    use crate::text::Texts;

    /// One change to terms in which the lint finds nothing, and the one finding that it makes.
    fn check(change: impl Fn(&mut Terms), rule: Rule, at: Place) {
        named(change, rule, at, &[]);
    }

    fn named(change: impl Fn(&mut Terms), rule: Rule, at: Place, names: &[&str]) {
        let mut terms = terms();
        change(&mut terms);
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(lint(&terms), [Finding { rule, at, names }]);
    }

    #[test]
    fn sound_terms_have_no_finding() {
        assert_eq!(lint(&terms()), []);
    }

    #[test]
    fn every_rule_that_reads_the_terms_alone() {
        let at = |name: &str| Place::Clause(crate::sample::clause_id(name));
        let advice = "usage-for-advice";
        check(|t| clause(t, "helping").benefits.clear(), Rule::WorkWithoutReturn, at("helping"));
        check(|t| clause(t, advice).benefits.clear(), Rule::PurposeWithoutBenefit, at(advice));
        let kept = |t: &mut Terms, days| clause(t, advice).information.as_mut().unwrap().retention_days = days;
        check(|t| kept(t, Some(366)), Rule::RetentionTooLong, at(advice));
        check(|t| kept(t, None), Rule::RetentionWithoutEnd, at(advice));
        let aimless = |t: &mut Terms| clause(t, "bill").information.as_mut().unwrap().purpose = None;
        check(aimless, Rule::ItemWithoutPurpose, at("bill"));
        check(|t| clause(t, "helping").yes_by_default = true, Rule::ConsentByDefault, at("helping"));
        check(|t| clause(t, advice).required = true, Rule::ConsentRequired, at(advice));
        check(|t| clause(t, "bill").counter.own_words = false, Rule::FirmAlone, at("bill"));
        check(|t| t.leaving.notice_days = Some(1), Rule::LeavingHarder, Place::Leaving);
        check(|t| t.leaving.claws_back = true, Rule::ClawsBack, Place::Leaving);
        let lab = || Place::Recipient(RecipientId::new("signal-lab").unwrap());
        check(|t| t.recipients[0].contact.clear(), Rule::RecipientNotNamed, lab());
        let plan = || Place::Item(ItemId::new("plan").unwrap());
        let special = crate::basis::Special { reason: Texts::default() };
        check(|t| t.items[0].special = Some(special.clone()), Rule::SpecialWithoutReason, plan());
        let purpose = |name: &str| Place::Purpose(PurposeId::new(name).unwrap());
        let interest = Basis::LegitimateInterest { balancing: Texts::default() };
        check(|t| t.purposes[0].basis = interest.clone(), Rule::NoBalancingNote, purpose("advice"));
        let law = Basis::LegalObligation { law: Texts::default() };
        check(|t| t.purposes[2].basis = law.clone(), Rule::NoLaw, purpose("billing"));
        let credit = || Place::Benefit(crate::id::BenefitId::new("credit").unwrap());
        check(|t| clause(t, "signal-for-coverage").benefits[0].due_days = None, Rule::BenefitWithoutDate, credit());
        let english = Texts::one(crate::text::Language::new("en").unwrap(), "Words");
        check(|t| clause(t, "helping").text = english.clone(), Rule::NotTranslated, Place::Terms);
    }

    #[test]
    fn every_rule_on_where_items_come_from() {
        let words = || Texts::one(crate::text::Language::new("en").unwrap(), "Words");
        let id = |name: &str| ItemId::new(name).unwrap();
        let item = |name: &str| Place::Item(id(name));
        let inferred = |t: &mut Terms, from: &[&str]| {
            let texts = t.items[1].name.clone();
            t.items[1].source = Source::Inferred;
            let from = from.iter().map(|name| id(name)).collect();
            t.items[1].inferred = Some(crate::basis::Inferred { from, method: texts });
        };
        let mut sound = terms();
        inferred(&mut sound, &["plan"]);
        assert_eq!(lint(&sound), []);
        check(|t| inferred(t, &[]), Rule::InferredWithoutInputs, item("usage"));
        let wordless = |t: &mut Terms| {
            inferred(t, &["plan"]);
            t.items[1].inferred.as_mut().unwrap().method = Texts::default();
        };
        check(wordless, Rule::InferredWithoutMethod, item("usage"));
        check(|t| t.items[2].source = Source::ThirdParty, Rule::ThirdPartyWithoutOrigin, item("signal"));
        let elsewhere = |t: &mut Terms| {
            inferred(t, &["plan"]);
            clause(t, "bill").information.as_mut().unwrap().items.remove(&id("plan"));
        };
        named(elsewhere, Rule::InputsNotAsked, Place::Clause(crate::sample::clause_id("bill")), &["plan"]);
        check(|t| t.items[0].dpv = Some("Religion".into()), Rule::SpecialWithoutReason, item("plan"));
        let reasoned = |t: &mut Terms| {
            t.items[0].dpv = Some("Religion".into());
            t.items[0].special = Some(crate::basis::Special { reason: words() });
        };
        let mut special = terms();
        reasoned(&mut special);
        assert!(lint(&special).iter().all(|finding| finding.rule != Rule::SpecialWithoutReason));
    }

    #[test]
    fn a_term_that_is_not_known_comes_with_the_nearest() {
        let purpose = || Place::Purpose(PurposeId::new("advice").unwrap());
        let personal = |t: &mut Terms| t.purposes[0].dpv = Some("ServicePersonalization".into());
        named(personal, Rule::DpvNotKnown, purpose(), &["ServicePersonalisation"]);
        let own = |t: &mut Terms| t.purposes[0].dpv = Some("zzz".into());
        check(own, Rule::DpvNotKnown, purpose());
        let plan = || Place::Item(ItemId::new("plan").unwrap());
        let aim = |t: &mut Terms| t.items[0].dpv = Some("SellProducts".into());
        check(aim, Rule::DpvNotKnown, plan());
    }

    #[test]
    fn rules_over_several_parts() {
        let mut terms = terms();
        clause(&mut terms, "bill").information.as_mut().unwrap().purpose = Some(PurposeId::new("advice").unwrap());
        let found = lint(&terms);
        assert!(found.iter().any(|f| f.rule == Rule::PurposeInSeveralClauses), "{found:?}");
        let mut terms = crate::sample::terms();
        terms.clauses.iter_mut().for_each(|c| c.control = Control::Firm);
        assert!(lint(&terms).iter().any(|f| f.rule == Rule::AllWithFirm));
        let mut terms = crate::sample::terms();
        terms.clauses.retain(|c| c.id.as_str() != "signal-for-coverage");
        assert!(lint(&terms).iter().any(|f| f.rule == Rule::ItemNotAsked));
    }
}
