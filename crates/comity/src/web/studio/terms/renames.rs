//! Purposes, items and recipients are named by clauses, and items by those worked out from them: renaming one renames it
//! there, too.
//!
//! A form carries beside each of them, in the field `was`, the name under which the others were drawn.

use std::collections::BTreeMap;

use super::form::name_of;
use super::lists::length;
use crate::web::ui::Fields;

/// Lists whose parts are named elsewhere, and the lists and fields that do.
const NAMED: [(&str, &[(&str, &str)]); 3] = [
    ("purpose", &[("clause", "purpose")]),
    ("item", &[("clause", "items"), ("item", "from")]),
    ("recipient", &[("clause", "recipients")]),
];

/// Whether others name the parts of that list.
pub fn is_named(list: &str) -> bool {
    NAMED.iter().any(|(named, _)| *named == list)
}

/// Lets others name every part by the name it has now.
pub fn follow(fields: &mut Fields) {
    for (list, naming) in NAMED {
        let mut renamed = BTreeMap::new();
        for i in 0..length(fields, list) {
            let (was, now) = (format!("{list}.{i}.was"), name_of(fields, &format!("{list}.{i}"), "name"));
            let before = fields.get(&was).trim().to_owned();
            if !before.is_empty() && !now.is_empty() && before != now {
                fields.set(&was, now.clone());
                renamed.insert(before, now);
            }
        }
        fields.replace(|name, value| {
            let (place, part) = name.rsplit_once('.')?;
            let (within, _) = place.split_once('.')?;
            if naming.contains(&(within, part)) { renamed.get(value.trim()).cloned() } else { None }
        });
    }
}

#[cfg(test)]
mod tests {
    use comity_exchange::terms::Terms;

    use super::super::form::terms_of;
    use super::super::write::fields_of;
    use super::*;
    use crate::words::Lang;

    /// The example's fields as a browser sends them.
    fn sent() -> Fields {
        let mut fields = fields_of(&Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap());
        for (list, _) in NAMED {
            for i in 0..length(&fields, list) {
                let now = fields.get(&format!("{list}.{i}.id")).to_owned();
                fields.set(&format!("{list}.{i}.was"), now);
            }
        }
        fields
    }

    fn check(renames: &[(&str, &str)], expect: &[(&str, &[&str])]) {
        let mut fields = sent();
        renames.iter().for_each(|(name, id)| fields.set(name, *id));
        follow(&mut fields);
        for (name, values) in expect {
            assert_eq!(fields.all(name).collect::<Vec<_>>(), *values, "{renames:?}: {name}");
        }
        let terms = terms_of(&fields, Lang::En).unwrap();
        assert_eq!(terms.faults(), [], "{renames:?}");
    }

    #[test]
    fn clauses_keep_what_they_chose() {
        check(&[], &[("clause.0.items", &["plan", "usage"]), ("clause.0.purpose", &["advice"])]);
        check(&[("item.0.id", "tariff")], &[("clause.0.items", &["tariff", "usage"]), ("item.0.was", &["tariff"])]);
        check(&[("purpose.0.id", "better-plan")], &[("clause.0.purpose", &["better-plan"])]);
        check(&[("recipient.0.id", "lab")], &[("clause.1.recipients", &["lab"])]);
        let swapped = [("item.0.id", "usage"), ("item.1.id", "plan")];
        check(&swapped, &[("clause.2.items", &["usage", "plan"])]);
        let emptied = [("item.0.id", " ")];
        check(&emptied, &[("clause.0.items", &["the-plan-you-have", "usage"])]);
    }

    #[test]
    fn what_is_worked_out_keeps_its_inputs() {
        let mut fields = sent();
        fields.set("item.1.source", "inferred");
        fields.set("item.1.from", "plan");
        fields.set("item.0.id", "tariff");
        follow(&mut fields);
        assert_eq!(fields.all("item.1.from").collect::<Vec<_>>(), ["tariff"]);
        assert_eq!(terms_of(&fields, Lang::En).unwrap().faults(), []);
    }

    #[test]
    fn an_impossible_name_is_mended_without_losing_the_choice() {
        let mut fields = sent();
        fields.set("item.0.id", "No Name");
        follow(&mut fields);
        assert!(terms_of(&fields, Lang::En).is_err());
        fields.set("item.0.id", "tariff");
        follow(&mut fields);
        assert_eq!(fields.all("clause.0.items").collect::<Vec<_>>(), ["tariff", "usage"]);
    }
}
