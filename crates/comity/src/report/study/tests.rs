//! Every sample is rendered in both languages; what is compared is the text, so that a change can be read.

use super::*;
use crate::report::STYLE;
use crate::report::text::{text, without_folds};
use crate::sample;

#[test]
fn samples_in_both_languages() {
    for (name, outcome) in sample::all() {
        for lang in Lang::ALL {
            insta::assert_snapshot!(
                format!("report-{name}-{}", lang.code()),
                text(&without_folds(&html(&outcome, lang)))
            );
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
            let path = std::path::Path::new(&folder).join(format!("{name}-{}.html", lang.code()));
            std::fs::write(path, html(&outcome, lang)).unwrap();
        }
    }
}

#[test]
fn nothing_hostile_passes() {
    for lang in Lang::ALL {
        let page = html(&sample::hostile(), lang);
        assert_eq!(page.matches("<script").count(), 0);
        assert_eq!(page.matches("style=").count(), 0, "no inline styles");
        assert!(page.contains("&lt;script&gt;"));
        assert!(!page.contains('\u{1b}') && !page.contains('\u{202e}'));
        assert!(!page.contains("NaN") && !page.contains("inf\""));
    }
}

#[test]
fn figures_that_are_none_are_dashes() {
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e308, -1e308, 0.0] {
        let page = html(&sample::all_figures(odd), Lang::En);
        assert!(!page.contains("NaN") && !page.contains(">inf") && !page.contains(" inf"), "{odd}");
    }
}

#[test]
fn the_same_outcome_gives_the_same_bytes() {
    let mut later = sample::harm();
    later.timing.read_seconds = 12.0;
    assert_eq!(html(&sample::harm(), Lang::En), html(&later, Lang::En));
}

#[test]
fn ids_are_unique_and_references_meet() {
    for (name, outcome) in sample::all() {
        let page = html(&outcome, Lang::En);
        let mut ids: Vec<&str> = attribute(&page, " id=\"");
        let n = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n, "{name}");
        let links = attribute(&page, "href=\"#").into_iter();
        let labels = ["aria-labelledby=\"", "aria-describedby=\""].into_iter().flat_map(|key| attribute(&page, key));
        for id in links.chain(labels) {
            assert!(ids.binary_search(&id).is_ok(), "{name}: {id}");
        }
    }
}

fn attribute<'a>(page: &'a str, key: &str) -> Vec<&'a str> {
    page.split(key).skip(1).map(|part| part.split('"').next().unwrap()).collect()
}

#[test]
fn headings_go_down_one_at_a_time() {
    for (name, outcome) in sample::all() {
        let page = html(&outcome, Lang::It);
        let levels: Vec<u8> = page.split("<h").skip(1).filter_map(|part| part[..1].parse().ok()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}");
        assert_eq!(levels[0], 1, "{name}");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{name}: {levels:?}");
        }
    }
}

#[test]
fn a_year_of_hours_stays_small() {
    let page = html(&sample::year_of_hours(), Lang::En);
    assert!(page.len() < 400_000, "{} bytes", page.len());
}

/// WCAG 2.2: text at least 4.5 to 1, marks at least 3 to 1, in every palette of the style block.
#[test]
fn colours_have_contrast() {
    let palettes: Vec<&str> = STYLE.split(":root").skip(1).map(|part| part.split('}').next().unwrap()).collect();
    assert_eq!(palettes.len(), 5, "light, dark, more contrast in both, print");
    for palette in palettes {
        let colour = |name: &str| {
            let value = palette.split(&format!("--{name}: #")).nth(1).unwrap_or_else(|| panic!("{name}"));
            luminance(value.split(';').next().unwrap())
        };
        for (front, back, least) in [
            ("ink", "paper", 7.0),
            ("soft", "paper", 4.5),
            ("firm", "paper", 4.5),
            ("person", "paper", 4.5),
            ("ink", "band", 7.0),
            ("person", "band", 3.0),
            ("soft", "band", 3.0),
            ("mark", "paper", 3.0),
        ] {
            let (a, b) = (colour(front), colour(back));
            let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(ratio >= least, "{front} on {back}: {ratio:.2} in {palette}");
        }
    }
}

/// Relative luminance of `rrggbb` or `rgb`.
fn luminance(hex: &str) -> f64 {
    let hex: String = if hex.len() == 3 { hex.chars().flat_map(|c| [c, c]).collect() } else { hex.to_owned() };
    let channel = |i: usize| {
        let value = f64::from(u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2)
}
