//! The form keeps every terms, and never loses what was typed.

use comity_exchange::terms::Terms;
use comity_exchange::text::Language;
use proptest::prelude::*;

use super::form::{languages, name_from, terms_of};
use super::lists::act;
use super::write::fields_of;
use crate::web::ui::Fields;
use crate::words::Lang;

fn example() -> Terms {
    Terms::from_toml(comity_exchange::EXAMPLE_TERMS).unwrap()
}

/// A document as TOML from what was drawn: every part of the grammar occurs in some of them.
fn terms() -> impl Strategy<Value = Terms> {
    let words = "[A-Za-zàèìòù“”'€<&\"\\\\][A-Za-zàèìòù“”'€<&\"\\\\ \n]{0,30}";
    let texts = (words, proptest::option::of(words), proptest::option::of(words));
    let parts = proptest::collection::vec((texts.clone(), 0_u8..6, 0_u32..999, any::<bool>()), 1..4);
    (texts, parts.clone(), parts.clone(), parts, 0_u8..16, any::<u64>()).prop_map(
        |(title, purposes, items, clauses, choice, bits)| {
            let text = |(en, it, fr): &(String, Option<String>, Option<String>)| {
                let quoted = |t: &str| serde_json::to_string(t).unwrap();
                let mut all = vec![format!("en = {}", quoted(en))];
                all.extend(it.iter().map(|t| format!("it = {}", quoted(t))));
                all.extend(fr.iter().map(|t| format!("pt-br = {}", quoted(t))));
                format!("{{ {} }}", all.join(", "))
            };
            let bit = |i: usize| bits >> (i % 64) & 1 == 1;
            let kinds = ["loyalty_programme", "self_service", "feature", "offering"];
            let stages = ["research_and_development", "content_creation", "logistics_and_distribution", "service"];
            let mut toml = format!(
                "language = 'en'\ntitle = {0}\nsummary = {0}\nkind = '{1}'\nstage = '{2}'\ncountry = 'IT'\nanswer_within_days = 9\n",
                text(&title), kinds[usize::from(choice % 4)], stages[usize::from(choice / 4)]
            );
            if bit(0) {
                toml += &format!("[leaving]\nnotice_days = {choice}\ncondition = {}\nclaws_back = {}\n", text(&title), bit(1));
            }
            for (i, (name, kind, n, flag)) in purposes.iter().enumerate() {
                let basis = match kind {
                    0 | 1 => "{ on = 'consent' }".to_owned(),
                    2 | 3 => "{ on = 'contract' }".to_owned(),
                    4 => format!("{{ on = 'legal_obligation', law = {} }}", text(name)),
                    _ => format!("{{ on = 'legitimate_interest', balancing = {} }}", text(name)),
                };
                toml += &format!("[[purpose]]\nid = 'p{i}'\nname = {}\nbasis = {basis}\n", text(name));
                toml += &if *flag { format!("dpv = 'X'\nneeds_days = {n}\n") } else { String::new() };
            }
            for (i, (name, kind, _, flag)) in items.iter().enumerate() {
                let sources = ["volunteered", "observed", "inferred", "third_party"];
                toml += &format!("[[item]]\nid = 'i{i}'\nname = {}\nsource = '{}'\n", text(name), sources[usize::from(kind % 4)]);
                toml += &if *flag { format!("special = {{ reason = {} }}\n", text(name)) } else { String::new() };
                toml += &match kind % 4 {
                    2 if *flag => format!("dpv = 'Age'\ninferred = {{ from = ['i0', 'i9'], method = {} }}\n", text(name)),
                    3 if *flag => format!("origin = {}\n", text(name)),
                    _ => String::new(),
                };
            }
            toml += &format!("[[recipient]]\nid = 'r0'\nname = {}\ncontact = 'a@b'\ncountry = 'FR'\n", text(&title));
            for (i, (name, kind, n, flag)) in clauses.iter().enumerate() {
                let control = match kind {
                    0 => "{ by = 'firm' }",
                    1 => "{ by = 'shared', vote = { quorum_percent = 5, yes_percent = 60, days = 3 } }",
                    2 | 3 => "{ by = 'customer' }",
                    _ => "{ by = 'shared' }",
                };
                toml += &format!("[[clause]]\nid = 'c{i}'\ntitle = {0}\ntext = {0}\ncontrol = {control}\nrequired = {flag}\nyes_by_default = {1}\n", text(name), bit(i + 2));
                if bit(i + 5) {
                    let purpose = if *flag { "purpose = 'p0', " } else { "" };
                    let to = if bit(i + 6) { ", recipients = ['r0']" } else { "" };
                    toml += &format!("information = {{ {purpose}items = ['i0'], retention_days = {n}{to} }}\n");
                }
                if bit(i + 9) {
                    toml += &format!("work = {{ what = {}, stage = '{}', minutes_a_month = {n} }}\n", text(name), stages[i % 4]);
                }
                toml += &match kind {
                    2 => format!("setting = {{ kind = 'number', least = 0, most = {n}, start = 0, unit = {} }}\n", text(name)),
                    3 if *flag => "setting = { kind = 'switch', start = true }\n".to_owned(),
                    3 => format!("setting = {{ kind = 'choice', start = 'a', options = [{{ name = 'a', words = {0} }}, {{ name = 'B b', words = {0} }}] }}\n", text(name)),
                    _ => String::new(),
                };
                let other = format!("[{{ id = 'o{i}', what = {}, capital = 'social' }}]", text(name));
                if bit(i + 13) {
                    toml += &format!("counter = {{ shortest_days = 1, fewer_items = {0}, fewer_recipients = {1}, own_words = {0}, highest_amount = '{n}.25', other_benefits = {other} }}\n", bit(i + 14), bit(i + 15));
                }
                if bit(i + 17) {
                    toml += &format!("on_leaving = {}\n", text(name));
                }
                if bit(i + 20) {
                    toml += &format!("[[clause.benefits]]\nid = 'b{i}'\nwhat = {0}\ncapital = 'cultural'\namount = '{n}.5'\nunit = {0}\ndue_days = {n}\n", text(name));
                }
            }
            Terms::from_toml(&toml).unwrap_or_else(|error| panic!("{error}\n{toml}"))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn terms_survive_the_form(terms in terms()) {
        let fields = fields_of(&terms);
        prop_assert_eq!(terms_of(&fields, Lang::En), Ok(terms));
    }

    #[test]
    fn whatever_is_sent_is_read_or_refused(pairs in proptest::collection::vec(("(clause|item|purpose)\\.[0-9]{1,3}\\.[a-z_.0-9]{1,16}|[a-z.]{1,20}", "\\PC{0,12}"), 0..40), button in "\\PC{0,20}") {
        let mut fields = fields_of(&example());
        pairs.iter().for_each(|(name, value)| fields.push(name.clone(), value.clone()));
        act(&mut fields, &button);
        if let Err(errors) = terms_of(&fields, Lang::It) {
            prop_assert!(!errors.is_empty());
        }
    }

    #[test]
    fn names_made_from_words_are_names(words in "\\PC{0,80}") {
        let name = name_from(&words);
        prop_assert!(name.is_empty() || comity_exchange::id::ClauseId::new(&name).is_ok(), "{name:?}");
    }
}

#[test]
fn what_is_wrong_is_told_at_its_field() {
    let check = |name: &str, value: &str| {
        let mut fields = fields_of(&example());
        fields.set(name, value);
        let errors = terms_of(&fields, Lang::En).expect_err(name);
        assert!(errors.get(name).is_some() && errors.iter().count() == 1, "{name}: {errors:?}");
        assert_eq!(fields.get(name), value);
    };
    check("language", "english");
    check("kind", "");
    check("stage", "sales");
    check("answer_within_days", "");
    check("answer_within_days", "-1");
    check("purpose.0.needs_days", "many");
    check("purpose.1.basis", "whim");
    check("item.0.id", "No Name");
    check("item.2.source", "stolen");
    check("clause.0.retention_days", "99999999999");
    check("clause.1.quorum_percent", "300");
    check("clause.1.benefit.0.amount", "two");
    check("clause.1.highest_amount", "1e3");
    check("clause.3.work_stage", "");
    check("clause.4.least", "");
    check("clause.4.setting", "dial");
}

#[test]
fn names_left_empty_are_made_from_words() {
    let mut fields = fields_of(&example());
    fields.set("clause.0.id", " ");
    assert_eq!(terms_of(&fields, Lang::En).unwrap().clauses[0].id.as_str(), "how-you-use-your-plan");
    assert_eq!(name_from("È così: 2 volte!"), "e-cosi-2-volte");
}

#[test]
fn other_languages_keep_their_room() {
    let mut terms = example();
    terms.title.set(Language::new("fr").unwrap(), "Conseils");
    assert_eq!(languages(&fields_of(&terms)), ["en", "it", "fr"]);
    assert_eq!(languages(&Fields::default()), ["en", "it"]);
}
