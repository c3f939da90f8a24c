//! Statements with their votes: what unites, what divides, what sets each group apart, and all of them as a table.

use comity_measure::opinion::{Side, Standing, Tally};
use maud::{Markup, PreEscaped, html};

use crate::chart::{Bar, Setting, ballots, ballots_legend};
use crate::opinion::outcome::{Outcome, Statement};
use crate::report::parts::{Level, heading, scroll};
use crate::words::{Lang, count, percent, say, side, statement};

/// Statements shown of each kind; the table has them all.
const SHOWN: usize = 6;
/// The same for what sets a group apart.
const APART: usize = 5;
/// Longest text of a statement above its bars, and in the table.
const LONGEST: usize = 400;
const IN_TABLE: usize = 160;

/// A list of statements of one kind.
struct Kind<'a> {
    id: String,
    title: String,
    note: String,
    /// Place of each statement, and the side that is taken.
    found: Vec<(usize, Option<Side>)>,
    shown: usize,
    outcome: &'a Outcome,
    lang: Lang,
}

/// Every list, then the table of all statements.
pub fn sections(outcome: &Outcome, lang: Lang) -> Markup {
    if outcome.verdict.reason.is_some() && outcome.data.votes == 0 {
        return html! {};
    }
    let has = outcome.shows_groups();
    let groups = if has { "yes" } else { "no" };
    let list = |id: &str, title: String, note: String, held: &[crate::opinion::outcome::Held]| Kind {
        id: id.to_owned(),
        title,
        note,
        found: held.iter().map(|one| (one.place, one.side)).collect(),
        shown: SHOWN,
        outcome,
        lang,
    };
    let unites = list(
        "unites",
        say!(lang, "opinion-part-unites", groups = groups),
        say!(lang, "opinion-part-unites-note", groups = groups),
        &outcome.consensus,
    );
    let divides =
        list("divides", say!(lang, "opinion-part-divides"), say!(lang, "opinion-part-divides-note"), &outcome.divisive);
    let crosses =
        list("crosses", say!(lang, "opinion-part-crosses"), say!(lang, "opinion-part-crosses-note"), &outcome.crossing);
    html! {
        (unites.section())
        @if has {
            (divides.section())
            (crosses.section())
            @for (voice, group) in outcome.representative.iter().zip(&outcome.groups) {
                (Kind {
                    id: format!("apart-{}", group.id),
                    title: say!(lang, "opinion-part-apart", name = group.name.clone()),
                    note: say!(
                        lang,
                        "opinion-part-apart-note",
                        n = group.size,
                        share = percent(group.share, lang),
                    ),
                    found: voice.statements.iter().map(|one| (one.place, Some(one.side))).collect(),
                    shown: APART,
                    outcome,
                    lang,
                }.section())
            }
        }
        (table(outcome, lang))
    }
}

impl Kind<'_> {
    fn section(&self) -> Markup {
        let lang = self.lang;
        let more = self.found.len().saturating_sub(self.shown);
        html! {
            section {
                (heading(Level::ONLY.below(), "part", Some(&self.id), &self.title))
                p.note { (self.note) }
                @if self.found.is_empty() {
                    p { (say!(lang, "opinion-none-unites")) }
                } @else {
                    (drawings(ballots_legend(Setting { id: &format!("{}-legend", self.id), lang })))
                    ol.statements { @for (place, side) in self.found.iter().take(self.shown) { (self.item(*place, *side)) } }
                    @if more > 0 { p.note { (say!(lang, "opinion-more", n = more)) } }
                }
            }
        }
    }

    fn item(&self, place: usize, taken: Option<Side>) -> Markup {
        let lang = self.lang;
        let Some(known) = self.outcome.statements.get(place) else { return html! {} };
        let words = statement(&known.id, known.text.as_deref(), LONGEST, lang);
        let id = format!("{}-{place}", self.id);
        html! {
            li {
                p.statement {
                    (words)
                    @if let Some(taken) = taken { " " span.chip { (side(taken, lang)) } }
                }
                (drawings(ballots(&bars(known, self.outcome, lang), &words, Setting { id: &id, lang })))
            }
        }
    }
}

fn drawings(both: [String; 2]) -> Markup {
    html! { @for drawing in both { (PreEscaped(drawing)) } }
}

/// Everybody, then each group where groups are shown.
fn bars(known: &Statement, outcome: &Outcome, lang: Lang) -> Vec<Bar> {
    let all = Bar { label: say!(lang, "opinion-everybody"), group: None, tally: known.votes };
    let groups = if outcome.shows_groups() { outcome.groups.as_slice() } else { &[] };
    let of = |(group, tally): (&crate::opinion::outcome::Group, &Tally)| Bar {
        label: group.name.clone(),
        group: Some(group.id),
        tally: *tally,
    };
    std::iter::once(all).chain(groups.iter().zip(&known.groups).map(of)).collect()
}

/// All statements that count, in the order of their ids, under a fold.
fn table(outcome: &Outcome, lang: Lang) -> Markup {
    let groups = if outcome.shows_groups() { outcome.groups.as_slice() } else { &[] };
    let agree = |tally: Tally, side: Side| match tally.votes() {
        0 => "–".to_owned(),
        votes => percent((100.0 * f64::from(tally.on(side)) / f64::from(votes)).round() / 100.0, lang),
    };
    let known = outcome.statements.iter().filter(|known| known.standing != Standing::Out);
    html! {
        details {
            summary { (say!(lang, "opinion-all-statements")) }
            (scroll("all-statements", &say!(lang, "opinion-all-statements"), outcome.statements.len() > 12, html! {
                thead { tr {
                    th scope="col" { (say!(lang, "opinion-column-statement")) }
                    th.num scope="col" { (say!(lang, "opinion-column-votes")) }
                    th.num scope="col" { (say!(lang, "opinion-column-agree")) }
                    th.num scope="col" { (say!(lang, "opinion-column-disagree")) }
                    @for group in groups {
                        th.num scope="col" { (group.name) ": " (say!(lang, "opinion-column-agree")) }
                        th.num scope="col" { (group.name) ": " (say!(lang, "opinion-column-disagree")) }
                    }
                } }
                tbody { @for known in known { tr {
                    th.words scope="row" { (statement(&known.id, known.text.as_deref(), IN_TABLE, lang)) }
                    td.num { (count(u64::from(known.votes.votes()), lang)) }
                    td.num { (agree(known.votes, Side::Agree)) }
                    td.num { (agree(known.votes, Side::Disagree)) }
                    @for (_, tally) in groups.iter().zip(&known.groups) {
                        td.num { (agree(*tally, Side::Agree)) }
                        td.num { (agree(*tally, Side::Disagree)) }
                    }
                } } }
            }))
        }
    }
}
