//! Every sample is rendered in both languages; what is compared is the text, so that a change can be read.

use super::*;
use crate::report::text::{text, without_folds};
use crate::sample::opinion as sample;

#[test]
fn samples_in_both_languages() {
    for (name, outcome) in sample::all() {
        for lang in Lang::ALL {
            let page = text(&without_folds(&html(&outcome, lang)));
            insta::assert_snapshot!(format!("report-opinion-{name}-{}", lang.code()), page);
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
    for (name, outcome) in sample::all().into_iter().chain([("crowd", sample::crowd())]) {
        for lang in Lang::ALL {
            let path = std::path::Path::new(&folder).join(format!("opinion-{name}-{}.html", lang.code()));
            std::fs::write(path, html(&outcome, lang)).unwrap();
        }
    }
}

#[test]
fn nothing_of_the_data_becomes_markup() {
    for lang in Lang::ALL {
        let page = html(&sample::hostile(), lang);
        assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
        assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'));
        assert!(page.matches("</title>").count() == page.matches("<title").count());
        assert!(!page.contains("NaN") && !page.contains("inf\""));
    }
}

#[test]
fn the_clock_is_left_out() {
    let mut later = sample::three_groups();
    later.timing.map_seconds = 12.0;
    assert_eq!(html(&sample::three_groups(), Lang::En), html(&later, Lang::En));
}

#[test]
fn a_crowd_stays_small() {
    let page = html(&sample::crowd(), Lang::En);
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
}

#[test]
fn ids_are_unique_and_references_meet() {
    let attribute = |page: &str, key: &str| -> Vec<String> {
        page.split(key).skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect()
    };
    for (name, outcome) in sample::all() {
        let page = html(&outcome, Lang::En);
        let mut ids = attribute(&page, " id=\"");
        let n = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n, "{name}");
        for key in ["aria-labelledby=\"", "aria-describedby=\""] {
            for id in attribute(&page, key) {
                assert!(ids.binary_search(&id).is_ok(), "{name}: {id}");
            }
        }
    }
}

#[test]
fn headings_go_down_one_at_a_time() {
    for (name, outcome) in sample::all() {
        let page = html(&outcome, Lang::It);
        let levels: Vec<u8> = page.split("<h").skip(1).filter_map(|part| part[..1].parse().ok()).collect();
        assert_eq!((levels[0], levels.iter().filter(|level| **level == 1).count()), (1, 1), "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    }
}

/// WCAG 2.2: text at least 4.5 to 1 on paper, in every palette of groups.
#[test]
fn groups_have_contrast() {
    let papers = [("#fbfaf6", false), ("#16171a", true), ("#ffffff", false), ("#000000", true), ("#ffffff", false)];
    let palettes: Vec<&str> = include_str!("../style/opinion.css")
        .split("body { --g1")
        .skip(1)
        .map(|part| part.split('}').next().unwrap())
        .collect();
    assert_eq!(palettes.len(), papers.len(), "light, dark, more contrast in both, print");
    for (palette, (paper, _)) in palettes.into_iter().zip(papers) {
        for colour in palette.split('#').skip(1).map(|part| &part[..6]) {
            let (a, b) = (luminance(colour), luminance(&paper[1..]));
            let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(ratio >= 4.5, "#{colour} on {paper}: {ratio:.2}");
        }
    }
}

/// Relative luminance of `rrggbb`.
fn luminance(hex: &str) -> f64 {
    let channel = |i: usize| {
        let value = f64::from(u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2)
}
