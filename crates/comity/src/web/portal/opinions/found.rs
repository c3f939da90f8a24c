//! What a map says: its picture, what sets groups apart, what unites and what divides them. For persons and members alike.

use comity_measure::opinion::{Side, Tally};
use comity_participation::response::Ballot;
use maud::{Markup, PreEscaped, html};

use super::{Opinions, answer_name, text_of};
use crate::chart::{Bar, Setting, ballots, ballots_legend, opinion_map_for};
use crate::opinion::live::Drawn;
use crate::opinion::outcome::{Apart, Group, Held};
use crate::report::figure;
use crate::web::ui::{Shell, chip};
use crate::words::{Lang, percent, say, side};

/// Statements shown of each kind.
const SHOWN: usize = 4;

/// Who reads, and what they know of the map besides.
#[derive(Clone, Copy)]
pub struct Reader<'r> {
    /// The statements with their texts, and the reader's own answers and place; a member has none.
    pub view: &'r Opinions,
    /// The page around it.
    pub shell: &'r Shell,
}

/// Everything.
pub fn sections(drawn: &Drawn, reader: &Reader<'_>) -> Markup {
    let (outcome, lang) = (&drawn.outcome, reader.shell.lang);
    let you = reader.view.you.as_ref().and_then(|you| you.position);
    let unites = say!(lang, "map-unites", groups = if outcome.shows_groups() { "yes" } else { "no" });
    let unites_note = say!(lang, "map-unites-note", groups = if outcome.shows_groups() { "yes" } else { "no" });
    html! {
        @if let Some(chart) = opinion_map_for(outcome, you, Setting { id: "opinions", lang }) { (figure(&chart, "opinions", lang)) }
        @if outcome.shows_groups() {
            @for (voice, group) in outcome.representative.iter().zip(&outcome.groups) { (apart(&voice.statements, group, drawn, reader)) }
        }
        (held("unites", &unites, &unites_note, &outcome.consensus, drawn, reader))
        @if outcome.shows_groups() {
            (held("divides", &say!(lang, "map-divides"), &say!(lang, "map-divides-note"), &outcome.divisive, drawn, reader))
        }
    }
}

/// What sets a group apart.
fn apart(statements: &[Apart], group: &Group, drawn: &Drawn, reader: &Reader<'_>) -> Markup {
    let lang = reader.shell.lang;
    let mine = reader.view.you.as_ref().and_then(|you| you.group) == Some(group.id);
    let id = format!("group-{}", group.id);
    html! { section aria-labelledby=(id) {
        h3 id=(id) { (say!(lang, "map-group", name = group.name.clone(), n = group.size)) @if mine { " " (chip("person", &say!(lang, "map-your-group"))) } }
        @if statements.is_empty() { p.note { (say!(lang, "map-nothing-apart")) } }
        @else { ul.said-by { @for one in statements.iter().take(SHOWN) { li {
            (statement(one.place, drawn, reader))
            p.soft { (said(one, group, drawn, lang)) (own_answer(one.place, drawn, reader)) }
        } } } }
    } }
}

/// `83% of the group agree, 21% of the others.`
fn said(one: &Apart, group: &Group, drawn: &Drawn, lang: Lang) -> String {
    let figures = drawn.outcome.statements.get(one.place);
    let inside = figures.and_then(|figures| figures.groups.get(group.id)).copied().unwrap_or_default();
    let all = figures.map(|figures| figures.groups.as_slice()).unwrap_or_default();
    let mut outside = Tally::default();
    for tally in all.iter().enumerate().filter(|(other, _)| *other != group.id).map(|(_, tally)| tally) {
        outside.agree += tally.agree;
        outside.disagree += tally.disagree;
        outside.pass += tally.pass;
    }
    say!(
        lang,
        "map-apart",
        side = side_name(one.side),
        inside = share(inside, one.side, lang),
        outside = share(outside, one.side, lang),
    )
}

fn side_name(side: Side) -> &'static str {
    match side {
        Side::Agree => "agree",
        Side::Disagree => "disagree",
    }
}

fn share(tally: Tally, side: Side, lang: Lang) -> String {
    match tally.votes() {
        0 => "–".to_owned(),
        votes => percent((100.0 * f64::from(tally.on(side)) / f64::from(votes)).round() / 100.0, lang),
    }
}

/// A list of statements with everybody's and each group's answers.
fn held(id: &str, title: &str, note: &str, all: &[Held], drawn: &Drawn, reader: &Reader<'_>) -> Markup {
    let lang = reader.shell.lang;
    html! { section aria-labelledby=(id) {
        h3 id=(id) { (title) }
        @if all.is_empty() { p.note { (say!(lang, "map-none-of-these")) } }
        @else {
            p.note { (note) }
            (drawings(ballots_legend(Setting { id: &format!("{id}-legend"), lang })))
            ul.said-by { @for one in all.iter().take(SHOWN) { li {
                (statement(one.place, drawn, reader))
                @if let Some(taken) = one.side { p { (chip("both", &side(taken, lang))) } }
                (drawings(ballots(&bars(one.place, drawn, lang), &words(one.place, drawn, reader), Setting { id: &format!("{id}-{}", one.place), lang })))
                p.soft { (own_answer(one.place, drawn, reader)) }
            } } }
        }
    } }
}

fn drawings(both: [String; 2]) -> Markup {
    html! { @for drawing in both { (PreEscaped(drawing)) } }
}

/// Everybody, then each group where groups are shown.
fn bars(place: usize, drawn: &Drawn, lang: Lang) -> Vec<Bar> {
    let Some(figures) = drawn.outcome.statements.get(place) else { return Vec::new() };
    let all = Bar { label: say!(lang, "opinion-everybody"), group: None, tally: figures.votes };
    let groups = if drawn.outcome.shows_groups() { drawn.outcome.groups.as_slice() } else { &[] };
    let of = |(group, tally): (&Group, &Tally)| Bar { label: group.name.clone(), group: Some(group.id), tally: *tally };
    std::iter::once(all).chain(groups.iter().zip(&figures.groups).map(of)).collect()
}

fn statement(place: usize, drawn: &Drawn, reader: &Reader<'_>) -> Markup {
    let line = drawn.statements.get(place).and_then(|id| reader.view.statement(*id));
    html! { p.statement lang=[line.and_then(|line| line.language.as_deref())] { (words(place, drawn, reader)) } }
}

fn words(place: usize, drawn: &Drawn, reader: &Reader<'_>) -> String {
    let lang = reader.shell.lang;
    let line = drawn.statements.get(place).and_then(|id| reader.view.statement(*id));
    line.map_or_else(|| say!(lang, "part-wordless"), |line| text_of(line, lang))
}

/// ` You: agree.`, for a person.
fn own_answer(place: usize, drawn: &Drawn, reader: &Reader<'_>) -> Markup {
    let lang = reader.shell.lang;
    let own: Option<Ballot> = drawn.statements.get(place).and_then(|id| reader.view.answers.get(id)).copied();
    html! { @if let Some(own) = own { " " strong.person-t { (say!(lang, "map-you-said", answer = answer_name(own))) } } }
}
