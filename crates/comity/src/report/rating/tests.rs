use super::*;
use crate::rating::sample;
use crate::report::text::text;

fn page(outcome: &Outcome, lang: Lang) -> String {
    html(outcome, &Instrument::builtin(lang.code()).unwrap(), lang)
}

#[test]
fn samples_in_both_languages() {
    for (name, outcome) in sample::all() {
        for lang in Lang::ALL {
            insta::assert_snapshot!(format!("rating-{name}-{}", lang.code()), text(&page(&outcome(lang), lang)));
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
            let path = std::path::Path::new(&folder).join(format!("rating-{name}-{}.html", lang.code()));
            std::fs::write(path, page(&outcome(lang), lang)).unwrap();
        }
    }
}

#[test]
fn nothing_hostile_passes_and_ids_are_unique() {
    for (name, outcome) in sample::all() {
        let page = page(&outcome(Lang::En), Lang::En);
        assert!(!page.contains("<script") && !page.contains("style=") && !page.contains("NaN"), "{name}");
        assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'), "{name}");
        let mut ids: Vec<&str> = page.split(" id=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect();
        let n = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n, "{name}");
    }
}
