//! `/studio/exchanges/{id}/information`: how much of what people share is used at all, and how much for them.

use comity_exchange::market::{Counts, Idle};
use comity_exchange::time::Timestamp;
use comity_store::{FEWEST, PATIENCE, Right};
use maud::{Markup, html};

use super::owed::Desk;
use crate::chart::{Day, Setting, Shares, gauges, trend};
use crate::report::{figure, figure_alone};
use crate::web::ui::{Section, Shell, back, day, empty, figure as large};
use crate::words::{Lang, count, percent, say, tame};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Used {
    /// The exchange's id in addresses.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Items held for purposes, in the order of their names.
    pub cells: Vec<Cell>,
    /// Over 90 days, the oldest first: all cells that are large enough.
    pub trend: Vec<Day>,
    /// Items that nobody uses, and what becomes of them.
    pub idle: Vec<(Named, Idle)>,
    /// Items that were let go because nobody used them, and when.
    pub released: Vec<(Named, Timestamp)>,
    /// What was refused in the last thirty days, the most frequent first.
    pub refusals: Vec<Refused>,
    /// What comes back for it.
    pub desk: Desk,
}

/// Something of the terms: its id, and its name where the terms have it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// In the reader's language.
    pub name: String,
    /// The name for engineers; empty for what was made up.
    pub id: String,
}

/// An item held for a purpose.
#[derive(Debug, Clone)]
pub struct Cell {
    /// What.
    pub item: Named,
    /// What for.
    pub purpose: Named,
    /// How many values; nothing where they are of fewer than ten persons.
    pub counts: Option<Counts>,
}

/// What was refused.
#[derive(Debug, Clone)]
pub struct Refused {
    /// What was asked for.
    pub item: Named,
    /// What for.
    pub purpose: Named,
    /// The name of the reason.
    pub reason: String,
    /// How often.
    pub n: u64,
}

impl Used {
    /// Cells that are large enough, added up by what `by` takes from each, or nothing for what has none that is.
    fn sums(&self, by: fn(&Cell) -> &Named) -> Vec<(&Named, Option<Counts>)> {
        let mut sums: std::collections::BTreeMap<&Named, Option<Counts>> = std::collections::BTreeMap::new();
        for cell in &self.cells {
            let sum = sums.entry(by(cell)).or_default();
            if let Some(counts) = cell.counts {
                *sum.get_or_insert_default() += counts;
            }
        }
        sums.into_iter().collect()
    }

    /// Everything in cells that are large enough.
    fn all(&self) -> Option<Counts> {
        self.cells.iter().filter_map(|cell| cell.counts).reduce(|mut sum, counts| {
            sum += counts;
            sum
        })
    }
}

/// The shares of what is held; nothing of nothing.
pub fn shares(counts: Counts) -> Option<Shares> {
    let (used, for_person) = (counts.used_share().ratio()?, counts.for_person_share().ratio()?);
    Some(Shares { used, for_person, held: counts.held })
}

/// The page.
pub fn page(view: &Used, shell: &Shell) -> Markup {
    let lang = shell.lang;
    let title = say!(lang, "studio-use-title");
    let at = |path: &str| shell.to(format!("/studio/exchanges/{}{path}", view.id));
    let few = view.cells.iter().filter(|cell| cell.counts.is_none()).count();
    let content = html! {
        (back(&at(""), &tame(&view.title)))
        div.row.ends { h1 { (title) } @if !view.cells.is_empty() { a href=(at("/information.csv")) download { (say!(lang, "studio-as-csv")) } } }
        p.lead { (say!(lang, "studio-use-lead")) }
        @if view.cells.is_empty() {
            @let keys = shell.may(Right::ClientRead).then(|| (shell.to("/studio/settings/keys"), say!(lang, "studio-use-to-keys")));
            (empty(&say!(lang, "studio-use-empty"), &say!(lang, "studio-use-empty-note"), keys))
        } @else {
            @match view.all().and_then(|all| Some((all, shares(all)?))) {
                Some((all, shares)) => (now(all, shares, lang)),
                None => p.note { (say!(lang, "studio-use-all-few", n = FEWEST)) },
            }
            @if few > 0 && view.all().is_some() { p.note { (say!(lang, "studio-use-some-few", few = few, n = FEWEST)) } }
            @if let Some(chart) = trend(&view.trend, Setting { id: "trend", lang }) {
                h2 { (say!(lang, "studio-use-trend")) }
                (figure(&chart, "trend", lang))
            }
            h2 { (say!(lang, "studio-use-cells")) }
            (cells(view, lang))
            h2 { (say!(lang, "studio-use-by", by = "item")) }
            (sums("item", &view.sums(|cell| &cell.item), lang))
            h2 { (say!(lang, "studio-use-by", by = "purpose")) }
            (sums("purpose", &view.sums(|cell| &cell.purpose), lang))
        }
        @if !view.cells.is_empty() || !view.released.is_empty() {
            h2 { (say!(lang, "studio-use-idle")) }
            (idle(view, lang))
        }
        h2 { (say!(lang, "studio-use-refusals")) }
        (refusals(view, lang))
        @if shell.may(Right::LedgerRead) { p { a href=(at("/accesses")) { (say!(lang, "studio-access-title")) } } }
        (view.desk.part(&view.id, shell))
    };
    shell.studio(Section::Exchanges, &title, &content)
}

/// The two gauges.
fn now(all: Counts, shares: Shares, lang: Lang) -> Markup {
    let of = |part: u64| say!(lang, "studio-use-of", part = count(part, lang), whole = count(all.held, lang));
    let share = |class: &str| say!(lang, "studio-use-share", share = class);
    html! {
        dl.figures.wide {
            (large(&share("at-all"), &percent(shares.used, lang), &of(all.used)))
            (large(&share("for-them"), &percent(shares.for_person, lang), &of(all.for_person)))
        }
        (figure_alone(&gauges(shares, Setting { id: "gauges", lang })))
    }
}

fn column(column: &str, lang: Lang) -> String {
    say!(lang, "studio-use-column", column = column)
}

fn table(title: &str, columns: &[(&str, bool)], rows: &Markup, lang: Lang) -> Markup {
    html! { div.scroll role="region" tabindex="0" aria-label=(title) { table.stacks {
        thead { tr { @for (name, is_figure) in columns { th.num[*is_figure] scope="col" { (column(name, lang)) } } } }
        tbody { (rows) }
    } } }
}

/// A figure with its share of what is held.
fn part(name: &str, part: u64, held: u64, lang: Lang) -> Markup {
    let share = percent(part as f64 / held.max(1) as f64, lang);
    html! { td.num data-label=(column(name, lang)) { (count(part, lang)) " " span.soft { "(" (share) ")" } } }
}

/// What is said of cells that are large enough, and that of the others nothing is.
fn figures(counts: Option<Counts>, lang: Lang) -> Markup {
    html! { @match counts {
        Some(counts) => {
            td.num data-label=(column("held", lang)) { (count(counts.held, lang)) }
            (part("read", counts.read, counts.held, lang))
            (part("used", counts.used, counts.held, lang))
            (part("for-them", counts.for_person, counts.held, lang))
        },
        None => td.soft colspan="4" { (say!(lang, "studio-use-few", n = FEWEST)) },
    } }
}

const FIGURES: [(&str, bool); 4] = [("held", true), ("read", true), ("used", true), ("for-them", true)];

fn cells(view: &Used, lang: Lang) -> Markup {
    let rows = html! { @for cell in &view.cells { tr {
        th scope="row" { (tame(&cell.item.name)) }
        td data-label=(column("purpose", lang)) { (tame(&cell.purpose.name)) }
        (figures(cell.counts, lang))
    } } };
    let columns = [[("item", false), ("purpose", false)].as_slice(), &FIGURES].concat();
    table(&say!(lang, "studio-use-cells"), &columns, &rows, lang)
}

fn sums(by: &str, sums: &[(&Named, Option<Counts>)], lang: Lang) -> Markup {
    let rows = html! { @for (named, counts) in sums { tr {
        th scope="row" { (tame(&named.name)) }
        (figures(*counts, lang))
    } } };
    let columns = [[(by, false)].as_slice(), &FIGURES].concat();
    table(&say!(lang, "studio-use-by", by = by), &columns, &rows, lang)
}

/// What nobody uses, and what happens when.
fn idle(view: &Used, lang: Lang) -> Markup {
    html! {
        p { (say!(lang, "studio-use-idle-lead", warn = PATIENCE.warn_days, release = PATIENCE.release_days)) }
        @if view.idle.is_empty() && view.released.is_empty() { p.note { (say!(lang, "studio-use-no-idle")) } }
        ul.list {
            @for (item, idle) in &view.idle { li {
                p.name { (tame(&item.name)) }
                @let (state, since, release) = match idle {
                    Idle::Warn { since, release } => ("warn", since, Some(release)),
                    Idle::Warned { since, release } => ("warned", since, Some(release)),
                    Idle::Release { since } => ("release", since, None),
                };
                p.soft { (say!(lang, "studio-use-unused-since")) " " (day(*since, lang)) "." }
                p { (say!(lang, "studio-use-becomes", state = state)) @if let Some(release) = release { " " (day(*release, lang)) "." } }
            } }
            @for (item, at) in &view.released { li {
                p.name { (tame(&item.name)) }
                p { (say!(lang, "studio-use-becomes", state = "released")) " " (day(*at, lang)) "." }
            } }
        }
    }
}

/// What was refused, with the reason in plain words.
fn refusals(view: &Used, lang: Lang) -> Markup {
    let named = |one: &Named, what: &str| {
        let name = if one.name.is_empty() { say!(lang, "studio-use-made-up", what = what) } else { tame(&one.name) };
        html! { (name) @if !one.id.is_empty() && one.id != one.name { " " small.mono.soft { (one.id) } } }
    };
    let rows = html! { @for refused in &view.refusals { tr {
        th scope="row" { (named(&refused.item, "item")) }
        td data-label=(column("purpose", lang)) { (named(&refused.purpose, "purpose")) }
        td data-label=(column("why", lang)) { (say!(lang, "studio-refusal", reason = refused.reason.as_str())) " " small.mono.soft { (refused.reason) } }
        td.num data-label=(column("times", lang)) { (count(refused.n, lang)) }
    } } };
    let columns = [("item", false), ("purpose", false), ("why", false), ("times", true)];
    html! {
        p { (say!(lang, "studio-use-refusals-lead")) }
        @if view.refusals.is_empty() { p.note { (say!(lang, "studio-use-no-refusals")) } }
        @else { (table(&say!(lang, "studio-use-refusals"), &columns, &rows, lang)) }
    }
}

#[cfg(test)]
impl Used {
    /// Made-up figures of an exchange in which some is used.
    pub fn sample() -> Self {
        let at = Timestamp(1_795_773_900_000_000);
        let ago = |days: i64| Timestamp(at.0 - days * 86_400_000_000);
        let named = |name: &str, id: &str| Named { name: name.into(), id: id.into() };
        let usage = || named("Minutes and data used a day", "usage");
        let plan = || named("The plan you have", "plan");
        let home = || named("Your home", "home");
        let advice = || named("To tell you which plan fits how you use it", "advice");
        let billing = || named("To work out your bill", "billing");
        let cell = |item, purpose, [held, read, used, for_person]: [u64; 4]| Cell {
            item,
            purpose,
            counts: Some(Counts { held, read, used, for_person }),
        };
        let few = Cell { item: named("Where your phone was", "visits"), purpose: advice(), counts: None };
        let refused = |item, purpose, reason: &str, n| Refused { item, purpose, reason: reason.into(), n };
        let course = |n: i32| {
            let date = jiff::civil::date(2026, 8, 30).saturating_add(jiff::Span::new().days(n)).to_string();
            let grown = f64::from(n) / 90.0;
            Day {
                date,
                shares: Shares { used: 0.07 + 0.5 * grown, for_person: 0.02 + 0.2 * grown * grown, held: 3_001 },
            }
        };
        Self {
            id: "0192f3a1c2d47f00a1b2c3d4e5f60718".into(),
            title: "Better advice".into(),
            cells: vec![
                cell(usage(), advice(), [980, 612, 402, 402]),
                cell(usage(), billing(), [980, 980, 980, 0]),
                cell(plan(), advice(), [1_041, 388, 290, 261]),
                cell(home(), advice(), [112, 40, 0, 0]),
                few,
            ],
            trend: (0..90).filter(|n| !(40..43).contains(n)).map(course).collect(),
            idle: vec![
                (home(), Idle::Warned { since: ago(190), release: at.plus_days(20) }),
                (
                    named("What you would like to be told", "mood"),
                    Idle::Warn { since: ago(180), release: at.plus_days(30) },
                ),
            ],
            released: vec![(named("The address of your last home", "address"), at)],
            refusals: vec![
                refused(usage(), named("", ""), "unknown_purpose", 1_204),
                refused(plan(), advice(), "no_agreement", 96),
                refused(named("", ""), advice(), "unknown_item", 12),
                refused(home(), billing(), "item_not_covered", 3),
            ],
            desk: Desk::sample(),
        }
    }

    /// One that only a few joined.
    pub fn sample_few() -> Self {
        let all = Self::sample();
        let cells = all.cells.into_iter().map(|cell| Cell { counts: None, ..cell }).collect();
        Self {
            cells,
            trend: Vec::new(),
            idle: Vec::new(),
            released: Vec::new(),
            refusals: Vec::new(),
            desk: Desk::sample_stale(),
            ..all
        }
    }

    /// One in which nothing was shared.
    pub fn sample_empty() -> Self {
        Self { cells: Vec::new(), desk: Desk::default(), ..Self::sample_few() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_cells_are_in_no_sum() {
        let view = Used::sample();
        assert_eq!(view.all().unwrap().held, 3_113);
        let items = view.sums(|cell| &cell.item);
        let of = |id: &str| items.iter().find(|(named, _)| named.id == id).unwrap().1;
        assert_eq!(of("usage").unwrap().used, 1_382);
        assert!(of("visits").is_none());
        assert!(Used::sample_few().all().is_none());
    }
}
