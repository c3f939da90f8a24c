//! Items that are worked out from others: what they need to mean anything, and what an agreement on them covers.

use std::collections::BTreeSet;

use crate::basis::{Item, Source};
use crate::clause::Information;
use crate::id::ItemId;
use crate::terms::{Fault, Terms};

impl Terms {
    /// What keeps the origins of items from meaning anything.
    pub(crate) fn item_faults(&self, faults: &mut Vec<Fault>) {
        for item in &self.items {
            let id = || item.id.clone();
            let unknown = inputs(item).filter(|input| self.item(input).is_none());
            faults.extend(unknown.map(|input| Fault::InputNotThere { item: id(), name: input.to_string() }));
            if self.is_inferred_from_itself(item) {
                faults.push(Fault::InferredFromItself { item: id() });
            }
            let inputs = item.inferred.is_some() && item.source != Source::Inferred;
            let giver = !item.origin.is_blank() && item.source != Source::ThirdParty;
            if inputs || giver {
                faults.push(Fault::SourceAndOrigin { item: id() });
            }
        }
    }

    fn is_inferred_from_itself(&self, item: &Item) -> bool {
        let mut reached = BTreeSet::new();
        let mut left: Vec<&ItemId> = inputs(item).collect();
        while let Some(input) = left.pop() {
            if reached.insert(input) {
                left.extend(self.item(input).into_iter().flat_map(inputs));
            }
        }
        reached.contains(&item.id)
    }

    /// Items that something asked for is worked out from, and that no clause asks for, for the same purpose: an agreement
    /// on what was inferred covers its inputs.
    pub(crate) fn inputs_not_asked<'t>(&'t self, asked: &'t Information) -> BTreeSet<&'t ItemId> {
        let all = self.clauses.iter().filter_map(|clause| clause.information.as_ref());
        let same: Vec<&Information> = all.filter(|other| other.purpose == asked.purpose).collect();
        let needed = asked.items.iter().filter_map(|id| self.item(id)).flat_map(inputs);
        needed.filter(|input| !same.iter().any(|other| other.items.contains(input))).collect()
    }
}

fn inputs(item: &Item) -> impl Iterator<Item = &ItemId> {
    item.inferred.iter().flat_map(|inferred| &inferred.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::basis::Inferred;
    use crate::sample::terms;
    use crate::text::{Language, Texts};

    fn id(name: &str) -> ItemId {
        ItemId::new(name).unwrap()
    }

    /// The sample with items worked out from others, and its faults.
    fn check(inferred: &[(usize, &[&str])], expect: &[Fault]) {
        let mut terms = terms();
        for (item, from) in inferred {
            let from = from.iter().map(|name| id(name)).collect();
            terms.items[*item].source = Source::Inferred;
            terms.items[*item].inferred = Some(Inferred { from, method: Texts::default() });
        }
        assert_eq!(terms.faults(), expect, "{inferred:?}");
    }

    #[test]
    fn nothing_is_worked_out_from_itself_or_from_nowhere() {
        let circle = |name: &str| Fault::InferredFromItself { item: id(name) };
        check(&[(1, &["plan"]), (2, &["plan", "usage"])], &[]);
        check(&[(0, &["plan"])], &[circle("plan")]);
        check(&[(0, &["usage"]), (1, &["plan"])], &[circle("plan"), circle("usage")]);
        check(&[(0, &["usage"]), (1, &["signal"]), (2, &["usage"])], &[circle("usage"), circle("signal")]);
        check(&[(1, &["mood"])], &[Fault::InputNotThere { item: id("usage"), name: "mood".into() }]);
    }

    #[test]
    fn inputs_and_givers_go_with_their_source() {
        let with = |source: Source, inferred: bool, origin: &str| {
            let mut terms = terms();
            terms.items[1].source = source;
            terms.items[1].inferred = inferred.then(Inferred::default);
            terms.items[1].origin = Texts::one(Language::new("en").unwrap(), origin);
            terms.faults().len()
        };
        assert_eq!([with(Source::Inferred, true, ""), with(Source::ThirdParty, false, "A bank")], [0, 0]);
        assert_eq!([with(Source::Observed, true, ""), with(Source::Inferred, true, "A bank")], [1, 1]);
    }

    #[test]
    fn inputs_are_asked_for_the_same_purpose_in_any_clause() {
        let mut terms = terms();
        terms.items[1].inferred = Some(Inferred { from: [id("signal")].into(), method: Texts::default() });
        let missing = |terms: &Terms| {
            let asked = terms.clauses[0].information.clone().unwrap();
            terms.inputs_not_asked(&asked).into_iter().cloned().collect::<Vec<_>>()
        };
        assert_eq!(missing(&terms), [id("signal")], "asked, but for another purpose");
        terms.clauses[1].information.as_mut().unwrap().purpose = terms.purposes.first().map(|p| p.id.clone());
        assert_eq!(missing(&terms), []);
    }
}
