use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::text::Texts;

fn language(tag: &str) -> Language {
    Language::new(tag).unwrap()
}

fn names<'t>(terms: impl IntoIterator<Item = &'t Term>) -> Vec<&'t str> {
    terms.into_iter().map(|term| term.term.as_str()).collect()
}

#[test]
fn lists_are_whole() {
    assert!(purposes().len() >= 60 && categories().len() >= 100, "{} {}", purposes().len(), categories().len());
    let mut seen = BTreeSet::new();
    for term in all() {
        if let Some(parent) = &term.parent {
            let above = find_of(term.kind, parent);
            assert!(above.is_some() && seen.contains(parent), "{}: {parent} does not stand before it", term.term);
        }
        assert!(seen.insert(term.term.clone()), "{} is there twice", term.term);
        for words in [&term.english, &term.italian] {
            assert!(!words.trim().is_empty() && words.chars().count() <= 60, "{}: {words}", term.term);
        }
    }
    for words in [|term: &Term| term.english.clone(), |term: &Term| term.italian.clone()] {
        let different: BTreeSet<String> = all().map(words).collect();
        assert_eq!(different.len(), seen.len(), "each term has words of its own");
    }
}

#[test]
fn terms_have_a_place_and_a_name_on_the_web() {
    let products = find("ProvideProductRecommendations").unwrap();
    let above = ["ProvidePersonalisedRecommendations", "ServicePersonalisation", "ServiceManagement"];
    assert_eq!(names(products.above()), above);
    assert_eq!(products.iri(), "https://w3id.org/dpv#ProvideProductRecommendations");
    let check = |term: &str, expect: Option<&str>| assert_eq!(iri(term).as_deref(), expect, "{term}");
    check("DirectMarketing", Some("https://w3id.org/dpv#DirectMarketing"));
    check("EmailAddress", Some("https://w3id.org/dpv/pd#EmailAddress"));
    check("A6-1-f", Some("https://w3id.org/dpv/legal/eu/gdpr#A6-1-f"));
    check("ThirdPartyDataSource", Some("https://w3id.org/dpv#ThirdPartyDataSource"));
    check("emailaddress", None);
    assert!(find("Religion").unwrap().special && !find("Location").unwrap().special);
    assert!(find_of(TermKind::Purpose, "EmailAddress").is_none());
}

#[test]
fn sources_and_bases_have_their_terms() {
    let source = |source: Source| source.dpv().iter().map(|written| written.term).collect::<Vec<_>>();
    assert_eq!(source(Source::Volunteered), ["ProvidedPersonalData"]);
    assert_eq!(source(Source::Observed), ["ObservedPersonalData"]);
    assert_eq!(source(Source::Inferred), ["InferredPersonalData"]);
    assert_eq!(source(Source::ThirdParty), ["CollectedPersonalData", "ThirdPartyDataSource"]);
    let check = |basis: Basis, expect: &str| assert_eq!(basis.dpv().term, expect);
    check(Basis::Consent, "A6-1-a");
    check(Basis::Contract, "A6-1-b");
    check(Basis::LegalObligation { law: Texts::default() }, "A6-1-c");
    check(Basis::LegitimateInterest { balancing: Texts::default() }, "A6-1-f");
    assert_eq!(Basis::Contract.dpv().iri(), "https://w3id.org/dpv/legal/eu/gdpr#A6-1-b");
}

#[test]
fn a_search_finds_names_and_words_the_best_first() {
    let check = |query: &str, tag: &str, expect: &[&str]| {
        let found = names(search(query, &language(tag)));
        assert_eq!(&found[..expect.len().min(found.len())], expect, "{query}, {tag}: {found:?}");
    };
    check("directmarketing", "en", &["DirectMarketing"]);
    check("direct marketing", "en", &["DirectMarketing"]);
    check("CITTÀ", "it", &["City"]);
    check("citta", "en", &["City"]);
    check("Income", "en", &["Income", "IncomeBracket"]);
    check("consigli", "it", &["ProvidePersonalisedRecommendations"]);
    check("prodotti suggerire", "it", &["ProvideProductRecommendations"]);
    check("nothing of the kind", "en", &[]);
    for nothing in ["", "  ", "?!"] {
        assert!(search(nothing, &language("en")).is_empty(), "{nothing:?}");
    }
}

#[test]
fn the_readers_language_comes_first_among_equals() {
    let rank = |tag: &str, term: &str| {
        let found = names(search("social", &language(tag)));
        found.iter().position(|name| *name == term).unwrap_or(usize::MAX)
    };
    assert!(rank("en", "SocialMedia") < rank("en", "SocialMediaMarketing"));
    assert_eq!(find("City").unwrap().label(&language("it-ch")), "Città");
    assert_eq!(find("City").unwrap().label(&language("fr")), "City");
}

#[test]
fn a_term_that_is_not_known_has_neighbours() {
    let check = |kind: TermKind, unknown: &str, expect: Option<&str>| {
        let near = names(nearest(kind, unknown));
        assert_eq!(near.first().copied(), expect, "{unknown}: {near:?}");
        assert!(near.len() <= OFFERED, "{near:?}");
    };
    check(TermKind::Purpose, "ServicePersonalization", Some("ServicePersonalisation"));
    check(TermKind::Purpose, "dpv:DirectMarketting", Some("DirectMarketing"));
    check(TermKind::Purpose, "https://w3id.org/dpv#DirectMarketing", Some("DirectMarketing"));
    check(TermKind::Purpose, "suggerire prodotti", Some("ProvideProductRecommendations"));
    check(TermKind::Category, "E-mail address", Some("EmailAddress"));
    check(TermKind::Category, "zzz", None);
    check(TermKind::Category, "", None);
    check(TermKind::Category, &"x".repeat(100_000), None);
}

/// Terms by their IRI, each with everything that it is said to be or to stand under.
pub(crate) type Rows = BTreeMap<String, Vec<String>>;

/// The published terms of one file; nothing where the folder is absent.
pub(crate) fn published(file: &str) -> Option<Rows> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/dpv/").to_owned() + file;
    let Ok(mut lines) = csv::Reader::from_path(path) else {
        println!("skipped: ../shared/data/dpv/{file} is absent");
        return None;
    };
    let mut rows = Rows::new();
    for line in lines.deserialize::<BTreeMap<String, String>>() {
        let line = line.unwrap();
        let above = ["dpvtype", "subclassof", "hasbroader"].iter().flat_map(|column| line[*column].split(';'));
        let above = above.map(|iri| iri.trim().to_owned()).filter(|iri| !iri.is_empty());
        rows.insert(line["iri"].clone(), above.collect());
    }
    Some(rows)
}

/// Everything above a published term, itself included.
pub(crate) fn ancestors(rows: &Rows, iri: &str) -> BTreeSet<String> {
    let (mut all, mut left) = (BTreeSet::new(), vec![iri.to_owned()]);
    while let Some(iri) = left.pop() {
        if all.insert(iri.clone()) {
            left.extend(rows.get(&iri).cloned().unwrap_or_default());
        }
    }
    all
}

#[test]
fn every_term_is_published_and_stands_where_it_is_said_to() {
    let mut rows = Rows::new();
    for file in ["dpv.csv", "pd.csv", "eu-gdpr.csv"] {
        let Some(more) = published(file) else { return };
        rows.extend(more);
    }
    let core = |term: &str| format!("{}{term}", Vocabulary::Core.namespace());
    for written in WRITTEN {
        assert!(rows.contains_key(&written.iri()), "{} is not published", written.iri());
    }
    for basis in WRITTEN.iter().filter(|written| written.vocabulary == Vocabulary::Gdpr) {
        assert!(ancestors(&rows, &basis.iri()).contains(&core("LegalBasis")), "{} is no legal basis", basis.term);
    }
    for term in all() {
        assert!(rows.contains_key(&term.iri()), "{} is not published", term.iri());
        let above = ancestors(&rows, &term.iri());
        let root = match term.kind {
            TermKind::Purpose => core("Purpose"),
            TermKind::Category => core("PersonalData"),
        };
        assert!(above.contains(&root), "{} does not stand under {root}", term.iri());
        if let Some(parent) = term.parent.as_deref().and_then(find) {
            assert!(rows[&term.iri()].contains(&parent.iri()), "{} does not stand under {}", term.term, parent.term);
        }
        // DPV marks ethnic origin and race, but not the ethnicity that they both are.
        let special = above.contains(&core("SpecialCategoryPersonalData")) || term.term == "Ethnicity";
        assert_eq!(term.special, special, "{}", term.term);
    }
}
