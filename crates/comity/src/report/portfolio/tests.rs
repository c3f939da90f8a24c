use super::html;
use crate::portfolio::terminal;
use crate::report::text::{text, without_folds};
use crate::sample::portfolio as sample;
use crate::words::Lang;

#[test]
fn samples_in_both_languages() {
    for (name, outcome) in sample::all() {
        for lang in Lang::ALL {
            let page = html(&outcome, lang);
            insta::assert_snapshot!(format!("portfolio-{name}-{}", lang.code()), text(&without_folds(&page)));
            let shown = terminal(&outcome, lang, 100, false, Some("portfolio.html"));
            insta::assert_snapshot!(format!("portfolio-terminal-{name}-{}", lang.code()), shown);
        }
    }
}

/// `COMITY_SAMPLES=folder cargo test report` leaves every sample there, to be looked at.
#[test]
fn samples_can_be_looked_at() {
    let Ok(folder) = std::env::var("COMITY_SAMPLES") else {
        println!("skipped: set COMITY_SAMPLES to a folder to write the sample reports there");
        return;
    };
    for (name, outcome) in sample::all() {
        for lang in Lang::ALL {
            let path = std::path::Path::new(&folder).join(format!("portfolio-{name}-{}.html", lang.code()));
            std::fs::write(path, html(&outcome, lang)).unwrap();
        }
    }
}

#[test]
fn nothing_hostile_passes_and_ids_are_unique() {
    for (name, outcome) in sample::all() {
        let page = html(&outcome, Lang::En);
        assert!(!page.contains("<script") && !page.contains("style=") && !page.contains("NaN"), "{name}");
        assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}') && !page.contains('⟨'), "{name}");
        let mut ids: Vec<&str> = page.split(" id=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect();
        let n = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n, "{name}");
        for link in page.split("href=\"#").skip(1).map(|part| part.split('"').next().unwrap()) {
            assert!(ids.contains(&link), "{name}: {link}");
        }
        let shown = terminal(&outcome, Lang::It, 60, false, None);
        assert!(!shown.chars().any(|c| c.is_control() && c != '\n') && !shown.contains("NaN"), "{name}");
    }
}
