//! What changed in what people say: lenses, themes, and the three classes.

use maud::{Markup, html};

use crate::chart::{Change, Setting, dumbbell};
use crate::report::parts::{Level, figure, heading, scroll};
use crate::study::outcome::{ClassShares, CodeShare, EventOutcome, Metric, ShareEstimate, Theme};
use crate::words::{Figures, Lang, percent, say, shares_method, shorten, tame};

/// Most passages quoted for one code or theme.
const QUOTES: usize = 2;
/// Most words shown for one code.
const WORDS: usize = 8;

/// Both lenses, the themes and the class shares; nothing when there is nothing to say.
pub fn section(event: &EventOutcome, metric: &Metric, figures: Figures, id: &str, level: Level) -> Markup {
    let lang = figures.lang;
    let has_lens = !event.capital.is_empty() || !event.behaviour.is_empty() || event.themes.sampled > 0;
    html! {
        @if has_lens || event.shares.is_some() {
            section {
                (heading(level, "part", None, &say!(lang, "part-said")))
                @if has_lens { p.note { (say!(lang, "said-note")) } }
                (lens(&event.capital, &say!(lang, "lens-capital"), &format!("{id}-capital"), level.below(), lang))
                (lens(&event.behaviour, &say!(lang, "lens-behaviour"), &format!("{id}-behaviour"), level.below(), lang))
                (themes(event, figures, &format!("{id}-themes"), level.below()))
                @if let Some(shares) = &event.shares { (classes(shares, metric, &format!("{id}-shares"), level.below(), lang)) }
            }
        }
    }
}

fn lens(codes: &[CodeShare], title: &str, id: &str, level: Level, lang: Lang) -> Markup {
    let change = |code: &CodeShare| Change {
        label: tame(&code.label),
        before: code.before,
        after: code.after,
        interval: code.interval,
        stands_out: code.p_adjusted <= 0.05,
    };
    let changes: Vec<Change> = codes.iter().map(change).collect();
    let chart = dumbbell(&changes, title, &say!(lang, "column-code"), Setting { id, lang });
    html! {
        @if let Some(chart) = chart {
            (heading(level, "piece", None, title))
            (figure(&chart, id, lang))
            dl.passages {
                @for code in codes.iter().filter(|code| !code.words.is_empty() || !code.quotes.is_empty()) {
                    dt { (tame(&code.label)) }
                    dd { (words(&code.words)) (quotes(&code.quotes, lang)) }
                }
            }
        }
    }
}

fn themes(event: &EventOutcome, figures: Figures, id: &str, level: Level) -> Markup {
    let (lang, themes) = (figures.lang, &event.themes.themes);
    let stable: Vec<&Theme> = themes.iter().filter(|theme| theme.stable).collect();
    let change = |theme: &&Theme| Change {
        label: label(theme),
        before: theme.before,
        after: theme.after,
        interval: theme.interval,
        stands_out: theme.interval[0] > 0.0 || theme.interval[1] < 0.0,
    };
    let changes: Vec<Change> = stable.iter().map(change).collect();
    let title = say!(lang, "lens-themes");
    let chart = dumbbell(&changes, &title, &say!(lang, "column-theme"), Setting { id, lang });
    let left_out = themes.len() - stable.len();
    html! {
        @if event.themes.sampled > 0 {
            (heading(level, "piece", None, &title))
            @if let Some(chart) = chart { (figure(&chart, id, lang)) }
            dl.passages {
                @for theme in &stable {
                    dt { (label(theme)) }
                    dd { (score(theme, figures)) (words(&theme.words)) (quotes(&theme.quotes, lang)) }
                }
            }
            p.note { (say!(lang, "themes-note", sampled = event.themes.sampled, shown = stable.len(), left_out = left_out)) }
        }
    }
}

/// A theme is named by its first words.
fn label(theme: &Theme) -> String {
    tame(&theme.words.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(" · "))
}

fn score(theme: &Theme, figures: Figures) -> Markup {
    html! {
        @if let [Some(before), Some(after)] = theme.score {
            span.note {
                (say!(figures.lang, "theme-score", before = figures.signed(before), after = figures.signed(after))) " "
            }
        }
    }
}

fn words(words: &[String]) -> Markup {
    let words: Vec<String> = words.iter().take(WORDS).map(|word| shorten(word, 40)).collect();
    html! { (words.join(", ")) }
}

fn quotes(quotes: &[String], lang: Lang) -> Markup {
    html! {
        @for quote in quotes.iter().take(QUOTES) {
            " " q lang="" { (say!(lang, "quoted", passage = shorten(quote, 160))) }
        }
    }
}

fn classes(shares: &ClassShares, metric: &Metric, id: &str, level: Level, lang: Lang) -> Markup {
    let names = [say!(lang, "class-negative"), say!(lang, "class-neutral"), say!(lang, "class-positive")];
    let title = say!(lang, "lens-classes");
    html! {
        (heading(level, "piece", None, &title))
        (scroll(id, &say!(lang, "classes-caption"), false, html! {
            thead { tr {
                th scope="col" { (say!(lang, "column-class")) }
                th.num scope="col" { (say!(lang, "column-before")) }
                th.num scope="col" { (say!(lang, "column-after")) }
            } }
            tbody {
                @for ((name, before), after) in names.iter().zip(&shares.before).zip(&shares.after) {
                    tr { th scope="row" { (name) } td.num { (share(before, lang)) } td.num { (share(after, lang)) } }
                }
            }
        }))
        @if matches!(metric, Metric::Model { .. }) { p.note { (shares_method(&shares.method, lang)) } }
    }
}

fn share(estimate: &ShareEstimate, lang: Lang) -> Markup {
    html! {
        (percent(estimate.share, lang))
        @if let Some([low, high]) = estimate.interval {
            " " span.iv { (say!(lang, "interval", low = percent(low, lang), high = percent(high, lang))) }
        }
    }
}
