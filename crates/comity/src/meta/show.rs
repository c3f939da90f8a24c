//! Events put together, on a terminal: what was found in plain words, then the table, then what to know.

use super::outcome::{Event, Explained, MetaOutcome, Note, Said};
use crate::terminal::Page;
use crate::words::{Figures, Lang, decimal, list, p_number, p_value, percent, say, shorten, tame};

/// Events listed at most.
const LISTED: usize = 40;
/// Lines named for each reason to leave rows out.
const LINES: usize = 8;
/// Characters across a forest.
const ACROSS: usize = 31;

/// The outcome as text, `width` columns wide; with `colour`, in ANSI colours.
pub fn show(outcome: &MetaOutcome, lang: Lang, width: usize, colour: bool) -> String {
    let mut page = Page::new(width, colour);
    page.paragraph(&[], "", &sentences(outcome, lang).join(" "));
    if !outcome.moderators.is_empty() {
        page.text.push('\n');
        let rows = moderators(outcome, lang);
        if outcome.moderators.len() > 1 {
            page.table(&rows);
        } else {
            // One moderator has no others to be judged together with.
            page.table(&rows.into_iter().map(without_adjusted).collect::<Vec<_>>());
        }
    }
    forest(&mut page, outcome, lang);
    let notes = notes(outcome, lang);
    if !notes.is_empty() {
        page.text.push('\n');
        notes.iter().for_each(|note| page.item(note));
    }
    page.text
}

/// As many decimals as the standard error deserves.
fn figures(se: f64, lang: Lang) -> Figures {
    let decimals = if se.is_finite() && se > 0.0 { (1.0 - se.log10().floor()).clamp(0.0, 8.0) as usize } else { 3 };
    Figures { lang, decimals, ready: true }
}

fn sentences(outcome: &MetaOutcome, lang: Lang) -> Vec<String> {
    let Said { estimate, se, interval, p, .. } = outcome.average;
    let figures = figures(se, lang);
    let kind = match interval {
        None => "unknown",
        Some([low, _]) if low > 0.0 => "above",
        Some([_, high]) if high < 0.0 => "below",
        Some(_) => "unclear",
    };
    let mut said = vec![say!(
        lang,
        "meta-average",
        kind = kind,
        n = outcome.k,
        estimate = figures.signed(estimate),
        se = figures.value(se),
        interval = interval.map_or_else(String::new, |ends| figures.interval(ends)),
        p = p.map_or_else(String::new, |p| p_value(p, lang)),
    )];
    let (tau2, i2) = (outcome.spread.tau2, outcome.spread.i2);
    let tau2_interval = outcome.spread.tau2_interval.filter(|ends| ends.iter().all(|end| end.is_finite()));
    let kind = match tau2 {
        None => "unknown",
        Some(_) if outcome.method == "equal" => "equal",
        Some(tau2) if tau2 > 0.0 => "some",
        Some(_) => "none",
    };
    // One event has its note instead.
    if kind != "unknown" {
        said.push(say!(
            lang,
            "meta-spread",
            kind = kind,
            given = if outcome.moderators.is_empty() { "no" } else { "yes" },
            tau = figures.value(tau2.unwrap_or(f64::NAN).sqrt()),
            i2 = percent(i2.unwrap_or(f64::NAN), lang),
        ));
    }
    if let Some(p) = outcome.spread.q_p.filter(|p| kind == "equal" && *p <= 1.0 - outcome.level) {
        said.push(say!(lang, "meta-spread-yet", p = p_value(p, lang)));
    }
    if kind == "some" || kind == "none" {
        let ends = tau2_interval.map(|ends| ends.map(|end| figures.value(end.sqrt())));
        let [low, high] = ends.unwrap_or_default();
        let known = if tau2_interval.is_some() { kind } else { "no" };
        let level = percent(outcome.level, lang);
        said.push(say!(lang, "meta-spread-interval", known = known, low = low, high = high, level = level));
    }
    if let Some([low, high]) = outcome.prediction_interval {
        said.push(say!(lang, "meta-prediction", low = figures.signed(low), high = figures.signed(high)));
    }
    said.extend(explanation(outcome, lang));
    said
}

/// Which moderators effects go along with, judged together, and how much they explain; nothing where none was judged.
fn explanation(outcome: &MetaOutcome, lang: Lang) -> Vec<String> {
    if outcome.moderators.iter().all(|moderator| moderator.said.p.is_none()) {
        return Vec::new();
    }
    let small = |p: Option<f64>| p.is_some_and(|p| p <= 1.0 - outcome.level);
    let names = |of: &dyn Fn(&Explained) -> bool| -> Vec<String> {
        outcome.moderators.iter().filter(|moderator| of(moderator)).map(|moderator| named(moderator, lang)).collect()
    };
    let found = names(&|moderator| small(moderator.p_adjusted));
    let alone = names(&|moderator| small(moderator.said.p) && !small(moderator.p_adjusted));
    let mut said = vec![say!(
        lang,
        "meta-moderators",
        kind = if found.is_empty() { "none" } else { "some" },
        n = outcome.moderators.len(),
        names = list(found.iter().cloned(), lang),
    )];
    if !alone.is_empty() {
        said.push(say!(lang, "meta-moderators-alone", n = alone.len(), names = list(alone.into_iter(), lang)));
    }
    // A share of τ² beside moderators that cannot be told from chance would be read as if they could.
    if let Some(r2) = outcome.r2.filter(|_| !found.is_empty()) {
        said.push(say!(lang, "meta-r2", share = percent(r2, lang)));
    }
    said
}

/// `latitude`, or `kind:launch against relaunch`.
fn named(moderator: &Explained, lang: Lang) -> String {
    match &moderator.reference {
        Some(reference) => say!(lang, "meta-against", name = tame(&moderator.name), reference = tame(reference)),
        None => tame(&moderator.name),
    }
}

type Row<const N: usize> = ([String; N], Option<String>);

fn without_adjusted(([name, estimate, interval, p, _, permuted], note): Row<6>) -> Row<5> {
    ([name, estimate, interval, p, permuted], note)
}

fn moderators(outcome: &MetaOutcome, lang: Lang) -> Vec<Row<6>> {
    let p = |p: Option<f64>| p_number(p.unwrap_or(f64::NAN), lang);
    let row = |name: String, said: &Said, [adjusted, permuted]: [Option<f64>; 2]| {
        let figures = figures(said.se, lang);
        let interval = said.interval.map_or_else(|| p_number(f64::NAN, lang), |ends| figures.interval(ends));
        ([name, figures.signed(said.estimate), interval, p(said.p), p(adjusted), p(permuted)], None)
    };
    let head = [
        String::new(),
        say!(lang, "column-estimate"),
        interval_head(outcome, lang),
        say!(lang, "column-p"),
        say!(lang, "meta-column-adjusted"),
        say!(lang, "meta-column-permutation"),
    ];
    let none = [None; 2];
    let mut rows = vec![(head, None), row(say!(lang, "meta-row-average"), &outcome.average, none)];
    if let Some(without) = &outcome.without_moderators {
        rows.push(row(say!(lang, "meta-row-without"), &without.average, none));
    }
    if let Some(intercept) = &outcome.intercept {
        rows.push(row(say!(lang, "meta-row-intercept"), intercept, none));
    }
    let explained = |m: &Explained| row(named(m, lang), &m.said, [m.p_adjusted, m.permutation_p]);
    rows.extend(outcome.moderators.iter().map(explained));
    let together = outcome.omnibus.iter().chain(outcome.overall.iter().filter(|all| all.df > 1));
    for whole in together.filter(|whole| whole.p.is_some() || whole.permutation_p.is_some()) {
        let name = if whole.name.is_empty() { say!(lang, "meta-row-all") } else { tame(&whole.name) };
        let empty = String::new;
        rows.push(([name, empty(), empty(), p(whole.p), empty(), p(whole.permutation_p)], None));
    }
    rows
}

fn interval_head(outcome: &MetaOutcome, lang: Lang) -> String {
    say!(lang, "meta-column-interval", level = percent(outcome.level, lang))
}

/// The events one below the other, if they have names, and a drawing of them where the window is wide enough.
fn forest(page: &mut Page, outcome: &MetaOutcome, lang: Lang) {
    if outcome.events.iter().all(|event| event.label.is_none()) {
        return;
    }
    let listed = &outcome.events[..outcome.events.len().min(LISTED)];
    let average = outcome.without_moderators.as_ref().map_or(&outcome.average, |without| &without.average);
    let scale = Scale::of(listed, average);
    let head =
        [say!(lang, "meta-column-event"), say!(lang, "column-estimate"), interval_head(outcome, lang), String::new()];
    let figures = figures(average.se, lang);
    let row = |name: String, estimate: f64, interval: Option<[f64; 2]>, mark: char| {
        let ends = interval.map_or_else(|| p_number(f64::NAN, lang), |ends| figures.interval(ends));
        ([name, figures.signed(estimate), ends, scale.draw(estimate, interval, mark)], None)
    };
    let mut rows = vec![(head, None), row(say!(lang, "meta-row-average"), average.estimate, average.interval, '◆')];
    rows.extend(listed.iter().map(|event| {
        let name = shorten(event.label.as_deref().unwrap_or_default(), 28);
        row(name, event.estimate, Some(event.interval), '■')
    }));
    page.text.push('\n');
    page.table(&rows);
    if outcome.events.len() > LISTED {
        page.item(&say!(lang, "meta-more-events", n = outcome.events.len() - LISTED));
    }
}

/// From values to the columns of a drawing.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// Wide enough for every estimate, the average's interval and zero; what reaches beyond is cut with an arrow.
    fn of(events: &[Event], average: &Said) -> Self {
        let ends = average.interval.unwrap_or([average.estimate; 2]);
        let values = || events.iter().map(|event| event.estimate).chain(ends).chain([0.0]);
        let (low, high) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
        let margin = 0.1 * (high - low);
        Self { low: low - margin, high: high + margin }
    }

    fn column(&self, x: f64) -> f64 {
        (x - self.low) / (self.high - self.low) * (ACROSS - 1) as f64
    }

    fn draw(&self, estimate: f64, interval: Option<[f64; 2]>, mark: char) -> String {
        let place = |x: f64| self.column(x).round().clamp(0.0, (ACROSS - 1) as f64) as usize;
        let mut line = [' '; ACROSS];
        if let Some([low, high]) = interval {
            line[place(low)..=place(high)].fill('─');
            if self.column(low) < -0.5 {
                line[0] = '‹';
            }
            if self.column(high) > (ACROSS - 1) as f64 + 0.5 {
                line[ACROSS - 1] = '›';
            }
        }
        let zero = &mut line[place(0.0)];
        *zero = if *zero == '─' { '┼' } else { '│' };
        line[place(estimate)] = mark;
        line.iter().collect()
    }
}

fn notes(outcome: &MetaOutcome, lang: Lang) -> Vec<String> {
    let mut notes: Vec<String> = outcome.clusters.map(|n| say!(lang, "meta-clusters", n = n)).into_iter().collect();
    notes.extend(outcome.notes.iter().map(|note| match note {
        Note::OneEvent => say!(lang, "meta-note-one-event"),
        Note::TwoEvents => say!(lang, "meta-note-two-events"),
        Note::FewPerModerator { events, coefficients } => {
            say!(lang, "meta-note-few-per-moderator", events = *events, coefficients = *coefficients)
        }
        Note::FewClusters { clusters, needed } => {
            say!(lang, "meta-note-few-clusters", clusters = *clusters, needed = *needed)
        }
        Note::AverageOfFewClusters { clusters } => say!(lang, "meta-note-average-of-few", clusters = *clusters),
        Note::EqualScaled => say!(lang, "meta-note-equal-scaled"),
        Note::TakenAsIndependent => say!(lang, "meta-note-independent"),
        Note::NarrowerThanWald => say!(lang, "meta-note-narrower"),
        Note::FewPermutations { permutations } => say!(lang, "meta-note-few-permutations", n = *permutations),
    }));
    if !outcome.omitted.is_empty() {
        let reasons = outcome.rejected.keys().map(|reason| {
            let lines = outcome.omitted.iter().filter(|row| row.reason == *reason).map(|row| row.line);
            let all: Vec<u64> = lines.collect();
            let mut shown: Vec<String> = all.iter().take(LINES).map(|line| decimal(*line as f64, 0, lang)).collect();
            if all.len() > LINES {
                shown.push("…".to_owned());
            }
            say!(lang, "meta-omitted", reason = reason.code(), n = all.len(), lines = shown.join(", "))
        });
        let reasons: Vec<String> = reasons.collect();
        notes.push(format!(
            "{} {}.",
            say!(lang, "meta-left-out", n = outcome.omitted.len()),
            capital(&reasons.join("; "))
        ));
    }
    notes
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
