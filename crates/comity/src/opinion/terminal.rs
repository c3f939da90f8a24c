//! An opinion map on the terminal: the same answer as in the report, the groups, and the first statements of each kind.

use comity_measure::opinion::{Side, Tally};

use super::outcome::{Held, Outcome};
use crate::terminal::Page;
use crate::words::{
    Lang, count, opinion_caveat, opinion_lead, opinion_reject, opinion_verdict, percent, say, shorten, side, statement,
};

/// Statements shown of each kind.
const SHOWN: usize = 3;
/// Longest text of a statement.
const LONGEST: usize = 110;

/// Files that were written.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The report.
    pub report: Option<String>,
    /// Where everybody stands.
    pub positions: Option<String>,
}

/// What the terminal shows, `width` columns wide; with `colour`, in ANSI colours. Nothing from the data reaches it with its
/// control characters.
pub fn terminal(outcome: &Outcome, lang: Lang, width: usize, colour: bool, written: &Written) -> String {
    let mut page = Page::new(width, colour);
    page.heading(&opinion_verdict(outcome, lang));
    page.text.push('\n');
    page.paragraph(&[], "", &opinion_lead(outcome, lang).join(" "));
    let agreed = |held: &Held| {
        held.side.map_or_else(String::new, |taken| {
            let tally = outcome.statements[held.place].votes;
            say!(lang, "opinion-terminal-taken", side = side(taken, lang), share = share(tally, taken, lang))
        })
    };
    list(&mut page, &say!(lang, "opinion-terminal-unites"), &outcome.consensus, lang, agreed);
    if outcome.shows_groups() {
        let by_group = |place: usize| {
            let groups = outcome.groups.iter().zip(&outcome.statements[place].groups);
            let shares: Vec<String> =
                groups.map(|(group, tally)| format!("{} {}", group.name, share(*tally, Side::Agree, lang))).collect();
            say!(lang, "opinion-terminal-agree", shares = shares.join(", "))
        };
        let divided = |held: &Held| by_group(held.place);
        list(&mut page, &say!(lang, "opinion-terminal-divides"), &outcome.divisive, lang, divided);
        list(&mut page, &say!(lang, "opinion-terminal-crosses"), &outcome.crossing, lang, divided);
        for (voice, group) in outcome.representative.iter().zip(&outcome.groups) {
            if voice.statements.is_empty() {
                continue;
            }
            page.text.push('\n');
            page.heading(&say!(lang, "opinion-terminal-apart", name = group.name.clone()));
            for one in voice.statements.iter().take(SHOWN) {
                let words = statement(&one.statement, one.text.as_deref(), LONGEST, lang);
                page.item(&format!("{words} ({})", by_group(one.place)));
            }
        }
    }
    page.text.push('\n');
    for caveat in &outcome.caveats {
        page.item(&opinion_caveat(caveat, lang));
    }
    let rejected: u64 = outcome.data.rejected.values().sum();
    if rejected > 0 {
        let reasons = outcome.data.rejected.iter();
        let reasons: Vec<String> =
            reasons.map(|(reason, n)| format!("{}: {}", opinion_reject(reason, lang), count(*n, lang))).collect();
        page.item(&format!("{} {}", say!(lang, "opinion-data-rejected", n = rejected), reasons.join(", ")));
    }
    if let Some(path) = &written.positions {
        page.item(&say!(lang, "opinion-positions-at", path = shorten(path, 4096)));
    }
    if let Some(path) = &written.report {
        page.item(&say!(lang, "report-at", path = shorten(path, 4096)));
    }
    page.text
}

fn share(tally: Tally, side: Side, lang: Lang) -> String {
    match tally.votes() {
        0 => "–".to_owned(),
        votes => percent((100.0 * f64::from(tally.on(side)) / f64::from(votes)).round() / 100.0, lang),
    }
}

/// The first statements of a kind; nothing without any.
fn list(page: &mut Page, title: &str, held: &[Held], lang: Lang, figures: impl Fn(&Held) -> String) {
    if held.is_empty() {
        return;
    }
    page.text.push('\n');
    page.heading(title);
    for one in held.iter().take(SHOWN) {
        let words = statement(&one.statement, one.text.as_deref(), LONGEST, lang);
        page.item(&format!("{words} ({})", figures(one)));
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::sample::opinion as sample;

    #[test]
    fn samples_in_both_languages() {
        for (name, outcome) in sample::all() {
            for lang in Lang::ALL {
                let written = Written { report: Some("opinion.html".into()), positions: None };
                let text = terminal(&outcome, lang, 80, false, &written);
                insta::assert_snapshot!(format!("opinion-terminal-{name}-{}", lang.code()), text);
            }
        }
    }

    #[test]
    fn lines_fit_and_no_escape_passes() {
        for (name, outcome) in sample::all() {
            for width in [60, 80, 100] {
                let text = terminal(&outcome, Lang::It, width, false, &Written::default());
                let longest = text.lines().map(|line| line.width()).max().unwrap_or(0);
                assert!(longest <= width, "{name} at {width}: {longest}");
                assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{name}");
            }
        }
    }
}
