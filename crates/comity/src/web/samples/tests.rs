//! What holds for every page.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::all;
use crate::report::text::text;
use crate::web::routes::table;
use crate::web::ui::assets;
use crate::words::Lang;

/// Tags of a page: their names and what stands in them.
fn tags(page: &str) -> Vec<(&str, &str)> {
    let inside = page.split('<').skip(1).filter_map(|tag| tag.split_once('>')).map(|(tag, _)| tag);
    inside.map(|tag| tag.split_once(char::is_whitespace).unwrap_or((tag, ""))).collect()
}

/// The value of an attribute in a tag.
fn attribute<'t>(inside: &'t str, name: &str) -> Option<&'t str> {
    let inside = inside.strip_prefix(&format!("{name}=\"")).or_else(|| {
        let at = inside.find(&format!(" {name}=\""))?;
        Some(&inside[at + name.len() + 3..])
    })?;
    inside.split('"').next()
}

/// Whether an element's text, after its first tag, is empty up to the end tag.
fn without_words<'p>(page: &'p str, element: &str) -> Vec<&'p str> {
    let begins = format!("<{element} ");
    let parts = page.split(begins.as_str()).skip(1).map(|part| part.split(&format!("</{element}>")).next().unwrap());
    parts
        .filter(|part| {
            let content = part.split_once('>').unwrap().1;
            let words =
                content.split('<').enumerate().map(|(i, p)| if i == 0 { p } else { p.split_once('>').unwrap().1 });
            words.collect::<String>().trim().is_empty()
        })
        .collect()
}

#[test]
fn every_page_is_sound() {
    for lang in Lang::ALL {
        for (name, markup) in all(lang) {
            let page = markup.into_string();
            let tags = tags(&page);
            let count = |tag: &str| tags.iter().filter(|(name, _)| *name == tag).count();
            assert_eq!((count("h1"), count("main")), (1, 1), "{name}");
            assert!(page.contains(&format!("<html lang=\"{}\">", lang.code())), "{name}");
            assert!(!page.contains('⟨'), "{name}: a message is missing");
            assert_eq!(count("style"), 0, "{name}");
            let mut ids = BTreeSet::new();
            for (tag, inside) in &tags {
                assert!(attribute(inside, "style").is_none(), "{name}: {tag} {inside}");
                assert!(
                    !inside.split_whitespace().any(|a| a.starts_with("on") && a.contains("=\"")),
                    "{name}: {inside}"
                );
                assert!(*tag != "script" || attribute(inside, "src").is_some(), "{name}: {inside}");
                if let Some(id) = attribute(inside, "id") {
                    assert!(ids.insert(id), "{name}: {id} twice");
                }
            }
            for (tag, inside) in &tags {
                for pointer in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
                    for id in attribute(inside, pointer).into_iter().flat_map(str::split_whitespace) {
                        assert!(ids.contains(id), "{name}: {tag} points to {id}");
                    }
                }
                if let Some(target) = attribute(inside, "href").and_then(|href| href.strip_prefix('#')) {
                    assert!(ids.contains(target), "{name}: no {target}");
                }
                let shown = !matches!(attribute(inside, "type"), Some("hidden" | "submit"));
                if matches!(*tag, "input" | "select" | "textarea") && shown {
                    let id = attribute(inside, "id").unwrap_or_default();
                    let labelled = page.contains(&format!("for=\"{id}\"")) || attribute(inside, "aria-label").is_some();
                    assert!(labelled && !id.is_empty(), "{name}: {tag} {inside} has no label");
                }
            }
            for element in ["a", "button", "label", "h2", "h3"] {
                assert_eq!(without_words(&page, element), Vec::<&str>::new(), "{name}: {element}");
            }
        }
    }
}

/// Whether an address, part for part, is that of a route.
fn is_route(method: &str, path: &str) -> bool {
    let path: Vec<&str> = path.split(['?', '#']).next().unwrap().split('/').collect();
    table().iter().filter(|route| route.spec.method == method).any(|route| {
        let pattern: Vec<&str> = route.spec.path.split('/').collect();
        let fits = |(pattern, part): (&&str, &&str)| pattern.starts_with('{') && !part.is_empty() || pattern == part;
        pattern.len() == path.len() && pattern.iter().zip(&path).all(fits)
    })
}

#[test]
fn every_link_and_form_leads_to_a_route() {
    let mut seen = 0;
    for (name, markup) in all(Lang::En) {
        let page = markup.into_string();
        let own =
            |to: &str| to.strip_prefix("/f/norda").map(|path| if path.is_empty() { "/" } else { path }.to_owned());
        let mut posts = false;
        for (tag, inside) in tags(&page) {
            posts = if tag == "form" { attribute(inside, "method") == Some("post") } else { posts };
            for (attribute, method) in [
                (attribute(inside, "href"), "GET"),
                (attribute(inside, "action"), if posts { "POST" } else { "GET" }),
                (attribute(inside, "formaction"), "POST"),
            ] {
                if let Some(path) = attribute.and_then(own) {
                    assert!(is_route(method, &path), "{name}: {tag} leads nowhere: {method} {path}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn names_of_samples_differ() {
    let names: Vec<&str> = all(Lang::En).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}

#[test]
fn pages_read_well() {
    for lang in Lang::ALL {
        for (name, page) in all(lang) {
            insta::assert_snapshot!(format!("{name}-{}", lang.code()), text(&page.into_string()));
        }
    }
}

/// Writes every sample with its assets, to be looked at: into `COMITY_SAMPLES`, else into a folder that goes away.
#[test]
fn samples_can_be_looked_at() {
    let passing = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("COMITY_SAMPLES").map_or_else(|| passing.path().to_owned(), PathBuf::from);
    std::fs::create_dir_all(&folder).unwrap();
    for asset in assets::all() {
        let path = folder.join(asset.path.trim_start_matches('/'));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, asset.body).unwrap();
    }
    for lang in Lang::ALL {
        for (name, page) in all(lang) {
            let page = page.into_string().replace("=\"/assets/", "=\"assets/");
            for (_, inside) in tags(&page).into_iter().filter(|(tag, _)| matches!(*tag, "link" | "script")) {
                let file = attribute(inside, "href").or(attribute(inside, "src")).unwrap();
                assert!(file.starts_with("data:") || folder.join(file).is_file(), "{name}: {file}");
            }
            std::fs::write(folder.join(format!("{name}.{}.html", lang.code())), page).unwrap();
        }
    }
}
