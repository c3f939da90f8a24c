//! One event: verdict, figures, pictures, and what they rest on.

use maud::{Markup, html};

use super::{evidence, said};
use crate::chart::{self, Setting};
use crate::report::parts::{Level, emphasised, figure, heading};
use crate::study::outcome::{EventOutcome, Metric, Opinion, Outcome, VerdictCode};
use crate::words::{Figures, Lang, buckets, caveat, count, lead, needed, say, tame, verdict};

/// Everything about one event.
pub fn section(event: &EventOutcome, index: usize, outcome: &Outcome, level: Level, lang: Lang) -> Markup {
    let metric = &outcome.data.metric;
    let figures = Figures::of(event, metric, lang);
    let id = format!("event-{}", index + 1);
    html! {
        section.study id=(id) aria-labelledby=(format!("{id}-verdict")) {
            header {
                p.kicker { (say!(lang, "kicker")) " · " (name(event, lang)) " · " (crate::report::date(&event.at, lang)) }
                (heading(level, "verdict", Some(&format!("{id}-verdict")), &verdict(event, metric, lang)))
                (lead_paragraphs(event, metric, figures, &id))
            }
            (key_figures(event, figures))
            (pictures(event, figures, &id, level.below(), lang))
            (said::section(event, metric, figures, &id, level.below()))
            (evidence::opinions(event, figures, &id, level.below()))
            (evidence::placebos(event, figures, &id, level.below()))
            (evidence::controls(event, figures, &id, level.below()))
            (evidence::duplicates(event, figures, level.below()))
            (window(event, level.below(), lang))
            (caveats(event, figures, &id, level.below()))
        }
    }
}

/// How an event is called: as the user named it, else by its unit.
pub fn name(event: &EventOutcome, lang: Lang) -> String {
    let (name, unit) = (tame(&event.name), tame(&event.unit));
    // A name that is the unit and a date says nothing that the date beside it does not.
    let rest = name.strip_prefix(&unit).map_or(name.as_str(), str::trim);
    let is_default = rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit());
    match (is_default, unit.is_empty()) {
        (true, true) => say!(lang, "the-event"),
        (true, false) => unit,
        (false, true) => name,
        (false, false) if name.contains(&unit) => name,
        (false, false) => format!("{unit} · {name}"),
    }
}

fn lead_paragraphs(event: &EventOutcome, metric: &Metric, figures: Figures, id: &str) -> Markup {
    let sentences = lead(event, metric, figures);
    let estimate: Vec<String> = event.effect.iter().map(|effect| figures.signed(effect.estimate)).collect();
    let (first, more) = sentences.split_at(sentences.len().min(if event.effect.is_some() { 2 } else { 1 }));
    html! {
        @if !first.is_empty() {
            p.lead { @for sentence in first { (emphasised(sentence, &estimate)) " " } }
        }
        @if !more.is_empty() { p { (more.join(" ")) } }
        @if let Some(needed) = needed(event, metric, figures) { p { (needed) } }
        @if !event.caveats.is_empty() {
            p.note { a href=(format!("#{id}-caveats")) { (say!(figures.lang, "see-caveats", n = event.caveats.len())) } }
        }
    }
}

fn key_figures(event: &EventOutcome, figures: Figures) -> Markup {
    let lang = figures.lang;
    let posts = event.descriptive.as_ref().map(|plain| plain.before.n + plain.after.n);
    let copies = event.duplicates.removed;
    html! {
        dl.figures {
            div {
                dt { (say!(lang, "key-effect")) }
                @match &event.effect {
                    Some(effect) => {
                        dd { (figures.signed(effect.estimate)) }
                        dd.small { (figures.interval(effect.interval)) }
                    }
                    None => { dd { "–" } dd.small { (say!(lang, "key-no-effect")) } }
                }
            }
            @if let Some(posts) = posts {
                div {
                    dt { @if figures.ready { (say!(lang, "key-values")) } @else { (say!(lang, "key-posts")) } }
                    dd { (count(posts, lang)) }
                    @if copies > 0 { dd.small { (say!(lang, "key-copies", n = copies)) } }
                }
            }
            @if let Some(size) = event.effect.as_ref().and_then(|effect| effect.minimal_detectable) {
                div {
                    dt { (say!(lang, "key-could-find")) }
                    dd { "±" (figures.value(size.abs())) }
                    dd.small { (say!(lang, "key-could-find-note")) }
                }
            }
            @if let Some((agree, of)) = agreement(event) {
                div {
                    dt { (say!(lang, "key-others")) }
                    dd { (say!(lang, "key-agree", agree = agree, of = of)) }
                    dd.small { (agreement_note(event, lang)) }
                }
            }
        }
    }
}

/// How many second opinions say what the verdict says, of those that say anything. Where the verdict is open: how many
/// see a difference.
fn agreement(event: &EventOutcome) -> Option<(usize, usize)> {
    event.effect.as_ref()?;
    let heard: Vec<i8> = event.estimates.iter().filter_map(finding).collect();
    let agrees = |found: &i8| match event.verdict.code {
        VerdictCode::Harm => *found < 0,
        VerdictCode::Benefit => *found > 0,
        VerdictCode::NoEvidence => *found == 0,
        VerdictCode::Undetermined => *found != 0,
    };
    (!heard.is_empty()).then(|| (heard.iter().filter(|found| agrees(found)).count(), heard.len()))
}

fn agreement_note(event: &EventOutcome, lang: Lang) -> String {
    match event.verdict.code {
        VerdictCode::Undetermined => say!(lang, "key-others-see"),
        VerdictCode::Harm | VerdictCode::Benefit | VerdictCode::NoEvidence => say!(lang, "key-others-agree"),
    }
}

/// −1, 0 or 1: which way a second opinion finds a difference, by its interval, else by its p value.
fn finding(opinion: &Opinion) -> Option<i8> {
    let estimate = opinion.estimate?;
    let found = match (opinion.interval, opinion.p) {
        (Some([low, high]), _) => low > 0.0 || high < 0.0,
        (None, Some(p)) => p <= 0.05,
        (None, None) => return None,
    };
    Some(if !found {
        0
    } else if estimate < 0.0 {
        -1
    } else {
        1
    })
}

fn pictures(event: &EventOutcome, figures: Figures, id: &str, level: Level, lang: Lang) -> Markup {
    let ids = [format!("{id}-series"), format!("{id}-gap")];
    let series = chart::series(event, figures, Setting { id: &ids[0], lang });
    let gap = chart::gap(event, figures, Setting { id: &ids[1], lang });
    html! {
        @if series.is_some() || gap.is_some() {
            section {
                (heading(level, "part", None, &say!(lang, "part-series")))
                @if let Some(series) = &series { (figure(series, &ids[0], lang)) }
                @if let Some(gap) = &gap {
                    (heading(level.below(), "piece", None, &gap.table.caption))
                    (figure(gap, &ids[1], lang))
                }
            }
        }
    }
}

fn window(event: &EventOutcome, level: Level, lang: Lang) -> Markup {
    let window = &event.window;
    let [before, after] = window.buckets.map(|n| buckets(n, &window.bucket, lang));
    html! {
        section {
            (heading(level, "part", None, &say!(lang, "part-window")))
            p {
                (say!(
                    lang,
                    "window",
                    from = crate::report::date(&window.from, lang),
                    to = crate::report::date(&window.to, lang),
                    zone = tame(&window.timezone),
                    before = before,
                    after = after,
                ))
            }
            @if !event.languages.is_empty() {
                p { (say!(lang, "languages", list = languages(event, lang))) }
            }
        }
    }
}

fn languages(event: &EventOutcome, lang: Lang) -> String {
    let one = |(code, share): &(String, f64)| {
        format!("{} {}", crate::words::language(code, lang), crate::words::percent(*share, lang))
    };
    event.languages.iter().take(8).map(one).collect::<Vec<_>>().join(", ")
}

fn caveats(event: &EventOutcome, figures: Figures, id: &str, level: Level) -> Markup {
    html! {
        @if !event.caveats.is_empty() {
            section {
                (heading(level, "part", Some(&format!("{id}-caveats")), &say!(figures.lang, "part-caveats")))
                ul.calm { @for known in &event.caveats { li { (caveat(known, figures)) } } }
            }
        }
    }
}
