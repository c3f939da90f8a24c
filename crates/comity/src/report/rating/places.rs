//! Where the exchanges stand: compass, table, and who decides.

use comity_exchange::instrument::Control;
use maud::{Markup, html};

use crate::chart::{Chart, Mark, Place, Setting, Surroundings, Table, compass};
use crate::rating::outcome::{ControlCount, Object};
use crate::rating::{Outcome, total};
use crate::report::parts::{Level, heading, scroll};
use crate::words::{Lang, archetype_name, count, say, tame};

/// The compass; nothing when no object has a position.
pub fn chart(outcome: &Outcome, lang: Lang) -> Option<Chart> {
    let places: Vec<Place> = outcome
        .objects
        .iter()
        .filter_map(|object| {
            let at = [object.participation?.mean, object.information?.mean];
            Some(Place { name: tame(&object.name), at, ellipse: object.ellipse, mark: Mark::Plain })
        })
        .collect();
    let ellipses = if places.iter().any(|place| place.ellipse.is_some()) { "yes" } else { "no" };
    let norms = outcome.norms.leans.iter().map(|lean| (lean.archetype, lean.label.clone())).collect();
    let caption = say!(lang, "rating-compass-caption", ellipses = ellipses, source = outcome.norms.source.clone());
    let title = say!(lang, "chart-compass-title");
    let around = Surroundings { title, caption, norms, legend: Vec::new(), table: Table::default() };
    compass(&places, around, Setting { id: "compass", lang })
}

/// One row an object.
pub fn table(outcome: &Outcome, lang: Lang) -> Markup {
    let industries = outcome.objects.iter().any(|object| object.industry.is_some());
    scroll(
        "places",
        &say!(lang, "rating-table-caption"),
        outcome.objects.len() > 60,
        html! {
            thead { tr {
                th scope="col" { (say!(lang, "rating-column-object")) }
                th.num scope="col" { (say!(lang, "rating-column-participation")) }
                th.num scope="col" { (say!(lang, "rating-column-information")) }
                th.num scope="col" { (say!(lang, "rating-column-raters")) }
                th scope="col" { (say!(lang, "rating-column-archetype")) }
                    @if industries { th scope="col" { (say!(lang, "rating-column-industry")) } }
            } }
            tbody { @for object in &outcome.objects { tr {
                th scope="row" { (tame(&object.name)) }
                td.num { (total(object, object.participation, lang)) }
                td.num { (total(object, object.information, lang)) }
                td.num { (object.raters) }
                td { (object.shares(lang).unwrap_or_else(|| named(object, lang))) }
                @if industries { td { (industry(object, lang)) } }
            } } }
        },
    )
}

fn named(object: &Object, lang: Lang) -> String {
    let name = match object.archetype {
        Some(archetype) => archetype_name(archetype, lang),
        None if object.between.is_empty() => return "–".to_owned(),
        None => say!(lang, "rating-on-midline"),
    };
    say!(lang, "rating-not-stated", archetype = name)
}

fn industry(object: &Object, lang: Lang) -> String {
    let Some(industry) = &object.industry else { return "–".to_owned() };
    let name = tame(&industry.name);
    match industry.leans {
        Some(archetype) => say!(lang, "rating-leans", industry = name, archetype = archetype_name(archetype, lang)),
        None => name,
    }
}

/// Who decides, beside the scores; nothing when nobody said.
pub fn control(outcome: &Outcome, lang: Lang) -> Markup {
    let rows: Vec<(&Object, ControlCount)> =
        outcome.objects.iter().map(|object| (object, sum(object))).filter(|(_, sum)| sum.answers() > 0).collect();
    html! { @if !rows.is_empty() { section {
        (heading(Level::ONLY.below(), "part", None, &say!(lang, "rating-part-control")))
        p { (say!(lang, "rating-control-lead")) }
        (scroll("control", &say!(lang, "rating-control-caption"), rows.len() > 60, html! {
            thead { tr {
                th scope="col" { (say!(lang, "rating-column-object")) }
                @for control in Control::ALL { th.num scope="col" { (say!(lang, "rating-control", control = control.name())) } }
            } }
            tbody { @for (object, sum) in &rows { tr {
                th scope="row" { (tame(&object.name)) }
                @for n in [sum.firm, sum.shared, sum.customer] { td.num { (count(n as u64, lang)) } }
            } } }
        }))
    } } }
}

fn sum(object: &Object) -> ControlCount {
    object.control.values().fold(ControlCount::default(), |sum, count| ControlCount {
        firm: sum.firm + count.firm,
        shared: sum.shared + count.shared,
        customer: sum.customer + count.customer,
    })
}
